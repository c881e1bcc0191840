//! What must hold for every child, whatever is known and whatever day it is.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test fails by panicking")]

use chrono::{Datelike, NaiveDate, Weekday};
use onward_core::calendar::{
    BankHolidays, SchoolYear, add_days, age_on, birthday, parse_iso, period_end, reception_year, year_start,
};
use onward_core::pack::{BankHolidayChange, BankHolidayData};
use onward_core::rules::{Answer, Asked, Gap, RULES, named};
use onward_core::situation::{Fact, FactKind, FactValue, Situation};
use proptest::prelude::*;

const DEPEND_ON_TODAY: [&str; 4] =
    ["year_group", "age_in_years", "holder_of_ehc_rights", "bursary_16_19_age_met"];

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_i64..73_049).prop_map(|days| {
        add_days(NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date"), days).expect("a date")
    })
}

fn value(fact: Fact) -> BoxedStrategy<FactValue> {
    match fact.kind() {
        FactKind::Date => day().prop_map(FactValue::Date).boxed(),
        FactKind::YesNo => any::<bool>().prop_map(FactValue::YesNo).boxed(),
        FactKind::Number => {
            let usual = prop::sample::select(vec![-1, 0, 1, 9, 24, 36]);
            prop_oneof![4 => usual, 1 => any::<i32>()].prop_map(FactValue::Number).boxed()
        }
        FactKind::Choice(words) => prop::sample::select(words).prop_map(FactValue::Choice).boxed(),
        FactKind::Text => "[a-z ]{0,9}".prop_map(FactValue::Text).boxed(),
    }
}

/// A random half of the facts, with the birth date and support known more often, without which most
/// rules say nothing.
fn situation() -> impl Strategy<Value = Situation> {
    let facts: Vec<_> = Fact::ALL
        .iter()
        .map(|fact| {
            let known = if matches!(fact, Fact::DateOfBirth | Fact::Support) { 0.9 } else { 0.5 };
            prop::option::weighted(known, value(*fact))
        })
        .collect();
    facts.prop_map(|values| {
        let mut situation = Situation::new();
        for (fact, value) in Fact::ALL.iter().zip(values) {
            if let Some(value) = value {
                situation.set(*fact, value).expect("a value of the fact's kind");
            }
        }
        situation
    })
}

fn ask(rule: &str, situation: &Situation, today: NaiveDate) -> Result<Answer, Gap> {
    let bank_holidays = bank_holidays();
    named(rule).expect("a rule").answer(&Asked { situation, today, bank_holidays: &bank_holidays })
}

/// Where a year group stands in order.
fn rank(year_group: &Answer) -> i32 {
    let Answer::Text(text) = year_group else { panic!("{year_group:?} is no year group") };
    if text == "Reception" {
        0
    } else if text == "After Year 13" {
        14
    } else if let Some(year) = text.strip_prefix("Year ") {
        year.parse().expect("a number")
    } else {
        let years = text.strip_prefix("Pre-school (").and_then(|rest| rest.split(' ').next());
        -years.expect("a number").parse::<i32>().expect("a number")
    }
}

fn of_age(born: NaiveDate) -> Situation {
    let mut situation = Situation::new();
    situation.set(Fact::DateOfBirth, FactValue::Date(born)).expect("a date");
    situation.set(Fact::Support, FactValue::Choice("ehc_plan")).expect("a choice");
    situation
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_rule_panics_and_a_gap_is_named_only_for_a_fact_not_known(situation in situation(), today in day()) {
        for rule in RULES {
            if let Err(Gap::Needs(fact)) = ask(rule.name, &situation, today) {
                let not_sure = situation.choice(fact) == Some("unknown");
                prop_assert!(situation.get(fact).is_none() || not_sure, "{} needs {fact:?}", rule.name);
            }
        }
    }

    #[test]
    fn only_four_rules_depend_on_today(situation in situation(), today in day(), other in day()) {
        for rule in RULES.iter().filter(|rule| !DEPEND_ON_TODAY.contains(&rule.name)) {
            prop_assert_eq!(
                ask(rule.name, &situation, today), ask(rule.name, &situation, other), "{}", rule.name
            );
        }
    }

    #[test]
    fn time_moves_one_way(born in day(), on in 0_i64..11_000, later in 0_i64..3_000) {
        let situation = of_age(born);
        let before = add_days(born, on).expect("a date");
        let after = add_days(before, later).expect("a date");
        let both = |rule| (ask(rule, &situation, before), ask(rule, &situation, after));

        let (Ok(group), Ok(next)) = both("year_group") else { panic!("no year group") };
        prop_assert!(rank(&group) <= rank(&next), "{group:?} then {next:?}");

        let (Ok(Answer::Number(age)), Ok(Answer::Number(next))) = both("age_in_years") else { panic!("no age") };
        prop_assert!(0 <= age && age <= next && next <= age + 10);

        // parent, then young person, then nobody.
        let stage = |holder: Result<Answer, Gap>| match holder {
            Ok(Answer::Text(text)) if text == "parent" => 0,
            Ok(Answer::Text(text)) if text == "young_person" => 1,
            Err(Gap::NotApplicable) => 2,
            other => panic!("{other:?} holds no rights"),
        };
        let (holder, next) = both("holder_of_ehc_rights");
        prop_assert!(stage(holder) <= stage(next));
    }

    /// Once over, the bursary's age does not come back.
    #[test]
    fn the_bursary_age_is_one_stretch_of_school_years(born in day(), has_plan in any::<bool>()) {
        let mut situation = of_age(born);
        if !has_plan {
            situation.clear(Fact::Support);
        }
        let met: Vec<_> = (0..30)
            .map(|years| {
                let today = SchoolYear::starting(born.year() + years).first_day().expect("a date");
                ask("bursary_16_19_age_met", &situation, today) == Ok(Answer::YesNo(true))
            })
            .collect();
        prop_assert_eq!(met.iter().filter(|met| **met).count(), if has_plan { 9 } else { 3 });
        prop_assert_eq!(met.windows(2).filter(|pair| pair[0] != pair[1]).count(), 2);
    }

    #[test]
    fn a_leap_day_child_is_never_older_than_the_calendar(year in 476_i32..525, age in 0_i32..30) {
        // Every fourth year from 1904 to 2096 has a 29 February.
        let born = NaiveDate::from_ymd_opt(year * 4, 2, 29).expect("a leap day");
        let reached = birthday(born, age).expect("a date");
        let leap = NaiveDate::from_ymd_opt(reached.year(), 2, 29).is_some();
        prop_assert_eq!((reached.month(), reached.day()), if leap { (2, 29) } else { (3, 1) });
        prop_assert_eq!(age_on(born, reached), age);
        prop_assert_eq!(age_on(born, reached.pred_opt().expect("a date")), age - 1);
    }

    #[test]
    fn every_day_is_in_its_school_year_and_one_birth_year_starts_reception(born in day(), offset in -2..=2) {
        let year = SchoolYear::containing(born);
        prop_assert!(year.first_day().expect("a date") <= born && born <= year.last_day().expect("a date"));
        // On the first day of Reception everybody taught with their age group is four.
        let first_day = year_start(reception_year(born, offset), 0).expect("a date");
        prop_assert_eq!(age_on(born, first_day), 4 + offset + i32::from((born.month(), born.day()) == (9, 1)));
    }

    #[test]
    fn periods_of_a_year_end_within_it(from in day()) {
        let end = period_end(from, 12).expect("a date");
        let days = (end - from).num_days();
        prop_assert!((364..=365).contains(&days), "{from} to {end}");
    }

    #[test]
    fn working_days_run_from_monday_to_friday(from in day(), count in 0_u16..60) {
        let holidays = bank_holidays();
        let next = holidays.next_working_day(from);
        prop_assert!(next >= from && (next - from).num_days() <= 6);
        prop_assert!(!matches!(next.weekday(), Weekday::Sat | Weekday::Sun));
        prop_assert!(holidays.is_working_day(next));
        prop_assert_eq!(holidays.next_working_day(next), next);

        let end = holidays.add_working_days(from, count);
        let passed = from.iter_days().skip(1).take_while(|day| *day <= end);
        prop_assert_eq!(passed.filter(|day| holidays.is_working_day(*day)).count(), usize::from(count));
    }
}

fn on(text: &str) -> NaiveDate {
    parse_iso(text).expect("a date")
}

/// The days England once added or moved from 2020 to 2028.
fn bank_holidays() -> BankHolidays {
    use BankHolidayChange::{Added, Removed};
    BankHolidays::new(&BankHolidayData {
        announced_through: 2028,
        changes: vec![
            Removed(on("2020-05-04")),
            Added(on("2020-05-08")),
            Removed(on("2022-05-30")),
            Added(on("2022-06-02")),
            Added(on("2022-06-03")),
            Added(on("2022-09-19")),
            Added(on("2023-05-08")),
        ],
    })
}

/// Written out by hand from the published lists for England and Wales.
#[test]
fn bank_holidays_are_those_published() {
    let published: [(i32, &[&str]); 9] = [
        (2020, &["01-01", "04-10", "04-13", "05-08", "05-25", "08-31", "12-25", "12-28"]),
        (2021, &["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2022, &["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2023, &["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"]),
        (2024, &["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (2025, &["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"]),
        (2026, &["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, &["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2028, &["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    ];
    let holidays = bank_holidays();
    for (year, days) in published {
        let expected: Vec<_> = days.iter().map(|day| on(&format!("{year}-{day}"))).collect();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
        let found: Vec<_> = first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| holidays.is_bank_holiday(*day))
            .collect();
        assert_eq!(found, expected, "{year}");
    }
}

/// Eight bank holidays a year, all of them on weekdays, for any year the rules are asked about.
#[test]
fn the_usual_rules_give_eight_weekdays_a_year() {
    let usual = BankHolidays::default();
    for year in 1900..=2200 {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
        let days: Vec<_> = first
            .iter_days()
            .take_while(|day| day.year() == year)
            .filter(|day| usual.is_bank_holiday(*day))
            .collect();
        assert_eq!(days.len(), 8, "{year}: {days:?}");
        assert!(days.iter().all(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)), "{year}");
    }
}

#[test]
fn the_edges_of_time_do_not_panic() {
    for edge in [NaiveDate::MIN, NaiveDate::MAX] {
        let mut situation = Situation::new();
        for fact in Fact::ALL {
            let value = match fact.kind() {
                FactKind::Date => FactValue::Date(edge),
                FactKind::YesNo => FactValue::YesNo(true),
                FactKind::Number => FactValue::Number(i32::MAX),
                FactKind::Choice(words) => FactValue::Choice(words[0]),
                FactKind::Text => FactValue::Text(String::new()),
            };
            situation.set(*fact, value).expect("a value of the fact's kind");
        }
        for rule in RULES {
            for today in [NaiveDate::MIN, NaiveDate::MAX] {
                let _ = ask(rule.name, &situation, today);
            }
        }
    }
}
