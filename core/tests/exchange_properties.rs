//! What must hold when two copies are compared and settled, and when somebody goes back to an earlier state.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use onward_core::exchange::compare::{
    CannotSettle, Content, Kind, Spot, can_keep_all, compare, may_settle, open_sides, settle,
};
use onward_core::exchange::naming::{named, named_place};
use onward_core::exchange::restore::restore;
use onward_core::path::Packs;
use onward_core::plan::notes::{NOTE, TEXT, add_note};
use onward_core::plan::record::{PRIVATE, YES};
use onward_core::plan::{Author, DeviceId, Edit, Place, Plan, RecordId, Stamp, StepKey, Voice};
use onward_core::situation::{Fact, FactValue};
use proptest::prelude::*;
use proptest::sample::Index;

fn packs() -> Packs<'static> {
    Packs::for_council(&SPINE, None)
}

/// Applies edits as the app does; says how many were refused.
fn apply(plan: &mut Plan, edits: Vec<Edit>) -> usize {
    let device = DeviceId::new("here");
    let mut refused = 0;
    for edit in edits {
        let stamp = Stamp::after(plan.latest_stamp(), 2_000_000, &device);
        refused += usize::from(plan.apply(edit, stamp).is_err());
    }
    refused
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_comparison_says_what_combining_does(shared in history(), histories in [history(), history()]) {
        let base = played("phone", &shared);
        let (mut mine, mut theirs) = (base.clone(), base);
        play(&mut mine, "mine", &histories[0]);
        play(&mut theirs, "theirs", &histories[1]);
        let before = (mine.clone(), theirs.clone());
        let found = compare(&mine, &theirs);
        prop_assert_eq!(&(mine.clone(), theirs.clone()), &before, "comparing changes nothing");
        prop_assert_eq!(compare(&mine, &mine).summary(), None);
        let both = merged(&mine, &theirs);
        prop_assert_eq!(compare(&both, &theirs).summary(), None, "once combined, nothing differs");
        // Nothing that a person sees changes without being named.
        if found.differences.is_empty() {
            prop_assert_eq!(visible(&both), visible(&mine));
        }
        let to_choose = both.unsettled();
        for place in &to_choose {
            let is_new = !mine.unsettled().contains(place);
            let is_named = found.differences.iter().any(|one| one.spot == Spot::One(place.clone()));
            prop_assert!(!is_new || is_named, "{place:?} is to choose and not named");
        }
        prop_assert!(found.count(Kind::ToChoose) <= to_choose.len() + both.records.len());
        for difference in &found.differences {
            prop_assert!(!difference.sides.is_empty());
            prop_assert!(!named(&both, &difference.spot, packs()).what.is_empty());
        }
    }

    #[test]
    fn settling_keeps_what_was_chosen_and_only_that(
        shared in history(),
        histories in [history(), history()],
        pick in any::<Index>(),
        keep_all in any::<bool>(),
        by in author(),
    ) {
        let base = played("phone", &shared);
        let (mut mine, mut theirs) = (base.clone(), base);
        play(&mut mine, "mine", &histories[0]);
        play(&mut theirs, "theirs", &histories[1]);
        let mut both = merged(&mine, &theirs);
        for place in both.unsettled() {
            let sides = open_sides(&both, &place, &|stamp| stamp.device.as_str() == "mine");
            prop_assert!(sides.len() > 1, "{place:?}");
            let chosen = match keep_all && can_keep_all(&place, &sides) {
                true => sides.clone(),
                false => vec![sides[pick.index(sides.len())].clone()],
            };
            let edit = match settle(&both, &place, &chosen, &by) {
                Ok(edit) => edit,
                Err(error) => {
                    prop_assert_eq!(error, CannotSettle::TheirWords);
                    prop_assert!(!may_settle(&both, &place, by.voice));
                    continue;
                }
            };
            let rest = both.unsettled().len();
            prop_assert_eq!(apply(&mut both, vec![edit]), 0, "what may be settled is never refused");
            prop_assert_eq!(both.unsettled().len(), rest - 1);
            prop_assert_eq!(open_sides(&both, &place, &|_| true).len(), 0);
            // Every word of what was chosen is there; what was not chosen stays in the past.
            if let Place::Field(id, name) = &place {
                let field = both.records[id].field(name).expect("the field");
                for side in &chosen {
                    if let Content::Text(Some(text)) = &side.content {
                        prop_assert!(field.value.text.as_deref().unwrap_or_default().contains(text.as_str()));
                    }
                }
                for side in &sides {
                    let is_there = field.writings().any(|writing| Content::Text(writing.value.text.clone()) == side.content);
                    prop_assert!(is_there || chosen.len() > 1 || chosen.contains(side));
                }
            }
            // A copy that comes again opens nothing anew.
            prop_assert!(!merged(&both, &theirs).unsettled().contains(&place));
        }
    }

    #[test]
    fn going_back_gives_the_earlier_state_and_can_be_taken_back(
        first in history(),
        then in history(),
        by in author(),
    ) {
        let earlier = played("phone", &first);
        let mut now = earlier.clone();
        play(&mut now, "phone", &then);
        let before = now.clone();
        let back = restore(&now, &earlier, &by, begun());
        prop_assert_eq!(&now, &before);
        let mut undo = Vec::new();
        for edit in back.edits.clone() {
            let stamp = Stamp::after(now.latest_stamp(), 2_000_000, &DeviceId::new("here"));
            undo.insert(0, now.apply(edit, stamp).expect("what goes back is never refused"));
        }
        if back.stays == 0 {
            let mut expected = visible(&earlier);
            let mut seen = visible(&now);
            // What was added since is in the bin, not gone: it is left out of what is compared here.
            for plan in [&mut expected, &mut seen] {
                let records = plan["records"].as_object_mut().expect("a table");
                records.retain(|id, _| earlier.records.contains_key(&RecordId::new(id.as_str())));
                plan.as_object_mut().expect("a plan").remove("binned");
            }
            prop_assert_eq!(seen, expected);
        }
        for id in now.records.keys().filter(|id| !earlier.records.contains_key(*id)) {
            let record = &now.records[id];
            prop_assert!(record.removed_on().is_some() || !record.may_write("removed", by.voice));
        }
        // The young person's words are as they were, unless it is they who go back.
        if by.voice != Voice::YoungPerson {
            for (id, record) in before.records.iter() {
                for (name, field) in record.fields.iter() {
                    let theirs = field.value.by.voice == Voice::YoungPerson && field.value.text.is_some();
                    if theirs {
                        prop_assert_eq!(&now.records[id].field(name).expect("it").value, &field.value);
                    }
                }
            }
        }
        apply(&mut now, undo);
        prop_assert_eq!(visible(&now), visible(&before));
        // No writing was lost on the way there and back.
        prop_assert_eq!(visible(&merged(&now, &before)), visible(&now));
    }

    #[test]
    fn any_two_plans_compare_and_restore(one in plan(), other in plan(), by in author()) {
        let found = compare(&one, &other);
        prop_assert_eq!(found.summary().is_none(), found.differences.is_empty());
        for place in merged(&one, &other).unsettled() {
            let _ = named_place(&one, &place, packs());
        }
        let mut now = one.clone();
        apply(&mut now, restore(&one, &other, &by, begun()).edits);
    }
}

fn me() -> Author {
    Author::of(Voice::YoungPerson)
}

fn at(plan: &Plan, millis: i64, device: &str) -> Stamp {
    Stamp::after(plan.latest_stamp(), millis, &DeviceId::new(device))
}

/// One plan, and what two people did to it apart.
fn two() -> (Plan, Plan) {
    let parent = Author::of(Voice::ParentCarer);
    let mut base = new_plan();
    let goal = RecordId::new("goal-1");
    let write = |plan: &mut Plan, edit: Edit, device: &str| {
        let stamp = at(plan, 5_000, device);
        plan.apply(edit, stamp).expect("an edit that fits");
    };
    write(&mut base, Edit::write("goal", &goal, "what", Some("A job with animals".into()), &me()), "phone");
    let (mut mine, mut theirs) = (base.clone(), base);
    let step = StepKey::new(SPINE.national.steps[0].id.clone());
    for edit in add_note(&RecordId::new("n1"), &step, begun(), "Asked for a quiet room".into(), &parent) {
        write(&mut theirs, edit, "theirs");
    }
    write(&mut theirs, Edit::write(NOTE, &RecordId::new("n1"), PRIVATE, Some(YES.into()), &parent), "theirs");
    write(&mut theirs, Edit::Fact(Fact::MedicalNeeds, Some(FactValue::YesNo(true))), "theirs");
    write(&mut theirs, Edit::Name("Sammy".into()), "theirs");
    write(&mut mine, Edit::write("goal", &goal, "helps", Some("Mum".into()), &parent), "mine");
    write(&mut theirs, Edit::write("goal", &goal, "helps", Some("Mr A".into()), &parent), "theirs");
    write(&mut mine, Edit::write("goal", &goal, "what", Some("A job with dogs".into()), &me()), "mine");
    write(&mut theirs, Edit::write("goal", &goal, "what", Some("Work on a farm".into()), &me()), "theirs");
    (mine, theirs)
}

#[test]
fn differences_are_counted_and_named_in_words() {
    let (mine, theirs) = two();
    let found = compare(&mine, &theirs);
    assert_eq!(found.summary().as_deref(), Some("2 new, 1 changed, 2 to choose"));
    let both = merged(&mine, &theirs);
    let words: Vec<String> = found
        .differences
        .iter()
        .map(|one| {
            let named = named(&both, &one.spot, packs());
            format!("{}|{}|{}", named.what, named.title, named.part)
        })
        .collect();
    assert_eq!(words[0], "Goal|Work on a farm|Who helps");
    assert_eq!(words[1], "Goal|Work on a farm|What");
    assert_eq!(words[2], "Name or nickname||");
    assert!(words.contains(&"Note|Asked for a quiet room|".to_owned()), "{words:?}");
    assert!(words.iter().any(|words| words.starts_with("Answer|") && words.contains('?')), "{words:?}");
    let note = found.differences.iter().find(|one| one.spot == Spot::Record(RecordId::new("n1"))).unwrap();
    assert!(note.is_private);
    let choice = &found.differences[0];
    assert_eq!(choice.sides.iter().map(|side| side.is_mine).collect::<Vec<_>>(), [true, false]);
    assert_eq!(choice.sides[0].by, Some(Author::of(Voice::ParentCarer)));
}

#[test]
fn both_wordings_stay_below_each_other_and_the_young_person_decides_on_theirs() {
    let (mine, theirs) = two();
    let mut both = merged(&mine, &theirs);
    let (helps, what) = (
        Place::Field(RecordId::new("goal-1"), "helps".into()),
        Place::Field(RecordId::new("goal-1"), "what".into()),
    );
    let parent = Author::of(Voice::ParentCarer);
    let is_mine = |stamp: &Stamp| stamp.device.as_str() == "mine";
    let sides = open_sides(&both, &helps, &is_mine);
    assert!(can_keep_all(&helps, &sides));
    let edit = settle(&both, &helps, &sides, &parent).expect("the parent's own");
    assert_eq!(apply(&mut both, vec![edit]), 0);
    assert_eq!(both.records[&RecordId::new("goal-1")].text("helps"), "Mum\n\nMr A");
    let sides = open_sides(&both, &what, &is_mine);
    assert_eq!(settle(&both, &what, &sides[..1], &parent), Err(CannotSettle::TheirWords));
    assert_eq!(settle(&both, &what, &[], &me()), Err(CannotSettle::NotOne));
    let edit = settle(&both, &what, &sides[..1], &me()).expect("their own");
    assert_eq!(apply(&mut both, vec![edit]), 0);
    assert_eq!(both.records[&RecordId::new("goal-1")].text("what"), "A job with dogs");
    assert_eq!(both.unsettled(), []);
}

#[test]
fn going_back_leaves_the_young_person_s_newer_words() {
    let (mine, theirs) = two();
    let now = merged(&mine, &theirs);
    let earlier = new_plan();
    let parents = restore(&now, &earlier, &Author::of(Voice::ParentCarer), begun());
    assert_eq!(parents.stays, 1, "the goal is theirs");
    let own = restore(&now, &earlier, &me(), begun());
    assert_eq!((own.stays, own.comparison.count(Kind::Gone)), (0, 2));
    let mut back = now.clone();
    assert_eq!(apply(&mut back, own.edits), 0);
    assert_eq!(back.name.value, "Sam");
    assert_eq!(back.records_of("goal").count() + back.records_of(NOTE).count(), 0);
    assert_eq!(back.records[&RecordId::new("n1")].text(TEXT), "Asked for a quiet room", "in the bin, whole");
}
