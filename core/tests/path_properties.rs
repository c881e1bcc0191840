//! What must hold for the path of every child, with the repository's own packs.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use onward_core::calendar::{BankHolidays, add_days};
use onward_core::pack::Spine;
use onward_core::path::{Due, Packs, Path, PathStep, Timing, path};
use onward_core::plan::{DeviceId, Edit, Plan, PlanId, Stamp};
use onward_core::situation::{Fact, FactKind, FactValue, SUPPORT};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

static SPINE: LazyLock<Spine> = LazyLock::new(|| onward_packs::repository().spine);

/// The days on which a child is looked at are counted from this one.
fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).expect("a date")
}

/// What is known about a child who is looked at on the day the plan is begun.
#[derive(Clone, Debug)]
struct Child {
    today: NaiveDate,
    council: Option<String>,
    facts: Vec<(Fact, FactValue)>,
}

impl Child {
    fn path(&self) -> Path<'static> {
        let stamp = |millis| Stamp { millis, counter: 0, device: DeviceId::new("test") };
        let mut plan = Plan::new(PlanId::new("plan"), self.today, String::new(), stamp(0));
        plan.apply(Edit::Council(self.council.clone()), stamp(1)).expect("a council");
        for (fact, value) in &self.facts {
            plan.apply(Edit::Fact(*fact, Some(value.clone())), stamp(1)).expect("a value of the fact's kind");
        }
        let packs = Packs::for_council(&SPINE, self.council.as_deref());
        path(&plan, packs, &BankHolidays::new(&SPINE.national.bank_holidays), self.today)
    }
}

/// No council, or one that has a pack.
fn councils() -> Vec<Option<String>> {
    std::iter::once(None).chain(SPINE.councils.iter().map(|pack| Some(pack.id.clone()))).collect()
}

fn value(fact: Fact, today: NaiveDate) -> BoxedStrategy<FactValue> {
    match fact.kind() {
        // From a year ago to half a year ahead: what families are asked about is near.
        FactKind::Date => (-365_i64..180)
            .prop_map(move |days| FactValue::Date(add_days(today, days).expect("a date")))
            .boxed(),
        FactKind::YesNo => any::<bool>().prop_map(FactValue::YesNo).boxed(),
        FactKind::Number if fact == Fact::YearGroupOffset => {
            prop_oneof![4 => Just(0), 1 => Just(1), 1 => Just(-1)].prop_map(FactValue::Number).boxed()
        }
        FactKind::Number => prop::sample::select(vec![9, 24, 36]).prop_map(FactValue::Number).boxed(),
        FactKind::Choice(words) => prop::sample::select(words).prop_map(FactValue::Choice).boxed(),
        FactKind::Text => "[a-z]{0,9}".prop_map(FactValue::Text).boxed(),
    }
}

/// A child of this age up to 25, on any day of 2 school years, who has answered few of the questions,
/// some or nearly all.
fn child(youngest: i64) -> impl Strategy<Value = Child> {
    let days = (0_i64..730, youngest * 365..26 * 365, prop::sample::select(vec![0.05, 0.4, 0.95]));
    days.prop_flat_map(|(from_first, age_in_days, known)| {
        let today = add_days(first_day(), from_first).expect("a date");
        let born = add_days(today, -age_in_days).expect("a date");
        let answers: Vec<_> = Fact::ALL
            .iter()
            .filter(|fact| **fact != Fact::DateOfBirth)
            .map(|fact| {
                // Everybody is asked about support; the other answers come with time.
                let known = if *fact == Fact::Support { 0.9 } else { known };
                prop::option::weighted(known, value(*fact, today)).prop_map(|value| (*fact, value))
            })
            .collect();
        (answers, prop::sample::select(councils())).prop_map(move |(answers, council)| {
            let answered = answers.into_iter().filter_map(|(fact, value)| Some((fact, value?)));
            let facts = std::iter::once((Fact::DateOfBirth, FactValue::Date(born))).chain(answered).collect();
            Child { today, council, facts }
        })
    })
}

/// The page says either what is next, or "Nothing to do right now. Every step with a date is done, or
/// has passed" (`src/ui/pages/plan.rs`). The second must then be true. Answers with what is wrong.
fn next_is_wrong(path: &Path<'_>) -> Option<String> {
    // What is late is never passed over in silence, unless another step has to be done first.
    let silent = path.steps().find(|step| {
        matches!(step.timing, Timing::Late { .. }) && step.is_open() && !path.now.contains(&step.key)
    });
    if let Some(step) = silent {
        return Some(format!("{} is late, and not among what to do now", step.key.as_str()));
    }
    let Some(next) = &path.next else {
        if !path.now.is_empty() || !path.dates().is_empty() {
            return Some("nothing is next, but there is something to do or a date".to_owned());
        }
        let mut open = path.steps().filter(|step| !step.is_settled() && step.fold.is_none());
        // A right that began long ago stands in its stage, and asks for nothing.
        let stands =
            |step: &PathStep<'_>| step.timing == Timing::Now && matches!(step.due, Due::Opens { .. });
        let due = open.find(|step| !stands(step) && step.timing != Timing::Undated);
        return due.map(|step| format!("{} is {:?}, and nothing is next", step.key.as_str(), step.timing));
    };
    let shown = path.step(next).is_some_and(|step| !step.is_settled() && step.fold.is_none());
    (!shown).then(|| format!("{} is next, and not on the path or over", next.as_str()))
}

#[test]
fn at_every_age_with_any_support_and_council_there_is_a_next_step_or_nothing_to_do() {
    let today = first_day() + chrono::Days::new(82);
    for age in 2..=25 {
        let born = NaiveDate::from_ymd_opt(today.year() - age, 11, 5).expect("a date");
        for support in SUPPORT {
            for council in councils() {
                let facts = vec![
                    (Fact::DateOfBirth, FactValue::Date(born)),
                    (Fact::Support, FactValue::Choice(support)),
                ];
                let child = Child { today, council, facts };
                assert_eq!(next_is_wrong(&child.path()), None, "{child:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn every_child_has_a_next_step_or_truly_nothing_to_do(child in child(2)) {
        prop_assert_eq!(next_is_wrong(&child.path()), None);
    }
}

/// How many children are tried before a step counts as out of reach.
const MOST_CHILDREN: usize = 4000;

/// A step that no child ever meets says nothing to anybody, and its conditions are mistaken.
#[test]
fn every_step_is_on_the_path_of_some_child() {
    let packs = std::iter::once(&SPINE.national).chain(&SPINE.councils);
    let mut unmet: BTreeSet<&str> = packs.flat_map(|pack| &pack.steps).map(|step| step.id.as_str()).collect();
    assert!(!unmet.is_empty());
    // The same children on every machine: a step is met or not, never now and then.
    let mut runner = TestRunner::deterministic();
    let children = child(0);
    let mut tried = 0;
    while !unmet.is_empty() && tried < MOST_CHILDREN {
        tried += 1;
        let child = children.new_tree(&mut runner).expect("a child").current();
        for step in child.path().steps().filter(|step| step.fold.is_none()) {
            unmet.remove(step.step.id.as_str());
        }
    }
    assert!(
        unmet.is_empty(),
        "no child of {tried} has these steps on the path, other than folded away: {unmet:?}"
    );
}
