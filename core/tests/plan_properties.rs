//! What must hold for every plan, whatever was written in it, on however many devices.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use onward_core::calendar::BankHolidays;
use onward_core::dto::{
    CopyNote, RestoreError, plan_to_json, read_copy, read_record, record_revision, restore_plan, write_copy,
    write_record,
};
use onward_core::pack::Badge;
use onward_core::path::{Due, Packs, Timing, path};
use onward_core::person::goals::{self, NewGoal, State};
use onward_core::person::{Answer, beside, readiness};
use onward_core::plan::notes::{NOTE, TEXT, noted_step};
use onward_core::plan::record::{PRIVATE, YES};
use onward_core::plan::{Author, DeviceId, Edit, EditError, Plan, RecordId, Stamp, Status, Voice};
use onward_core::situation::{Fact, FactValue};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

mod common;

use common::*;
/// What a young person wrote of a goal, as it stands.
fn mine_of(plan: &Plan, goal: &RecordId, step: &RecordId) -> Vec<Option<String>> {
    let shown = plan.goal(goal).expect("the goal is still there");
    let steps = plan.small_steps(goal);
    let small = steps.iter().find(|small| small.id == step).expect("the small step is still there");
    let pictures: Vec<&str> = shown.pictures().collect();
    vec![
        Some(shown.what().to_owned()),
        Some(pictures.join(" ")),
        shown.state().word(),
        Some(small.what().to_owned()),
        small.answer().map(|answer| answer.word().to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_gives_the_same_in_any_order(
        shared in history(),
        histories in [history(), history(), history()],
        extra in [unknown(), unknown(), unknown()],
        one_device in any::<bool>(),
    ) {
        let base = played("phone", &shared);
        // Each visit to a device has a name of its own, so that two tabs are two.
        let names = if one_device { ["phone.1", "phone.2", "phone.3"] } else { ["phone", "tablet", "school"] };
        let mut plans = Vec::new();
        for ((name, history), unknown) in names.iter().zip(&histories).zip(extra) {
            let mut plan = base.clone();
            play(&mut plan, name, history);
            plan.unknown = unknown;
            plans.push(plan);
        }
        let [a, b, c] = &plans[..] else { unreachable!() };
        prop_assert_eq!(merged(a, b), merged(b, a));
        prop_assert_eq!(merged(&merged(a, b), c), merged(a, &merged(b, c)));
        prop_assert_eq!(&merged(a, a), a);
        prop_assert_eq!(merged(&merged(a, b), b), merged(a, b));
        // A copy taken earlier adds nothing (its unknown fields were never this plan's).
        let mut earlier = base.clone();
        earlier.unknown = Map::new();
        let again = merged(a, &earlier);
        prop_assert_eq!(visible(&again), visible(a));
        prop_assert_eq!(again.unsettled(), a.unsettled());
    }

    #[test]
    fn merging_drops_nothing(shared in history(), histories in [history(), history()], extra in unknown()) {
        let base = played("phone", &shared);
        let mut plans = [base.clone(), base];
        for (plan, (device, history)) in plans.iter_mut().zip(["phone", "tablet"].iter().zip(&histories)) {
            play(plan, device, history);
        }
        plans[1].unknown = extra;
        let both = merged(&plans[0], &plans[1]);
        for plan in &plans {
            for (id, record) in plan.records.iter() {
                let kept = both.records.get(id).expect("every record is kept");
                for (name, field) in record.fields.iter() {
                    let kept = kept.field(name).expect("every field is kept");
                    for writing in field.writings() {
                        prop_assert!(kept.writings().any(|other| other == writing), "every wording is kept");
                    }
                }
            }
            // What stands on one device stands after combining, unless the other had seen and changed it.
            for (fact, answer) in plan.facts.iter() {
                let kept = both.facts.get(fact).expect("every answer is kept");
                for writing in answer.standing() {
                    let stands = kept.standing().any(|other| other == writing || other.seen.iter().any(|seen| {
                        seen.device == writing.stamp.device && *seen >= writing.stamp
                    }));
                    prop_assert!(stands);
                }
            }
            for (key, status) in plan.statuses.iter() {
                prop_assert!(both.statuses.get(key).is_some_and(|kept| kept.stamp >= status.stamp));
            }
            for (key, date) in plan.own_dates.iter() {
                prop_assert!(both.own_dates.get(key).is_some_and(|kept| kept.stamp >= date.stamp));
            }
            prop_assert!(plan.unknown.keys().all(|key| both.unknown.contains_key(key)));
            prop_assert!(both.latest_stamp() >= plan.latest_stamp());
        }
    }

    #[test]
    fn an_edit_made_after_a_merge_wins_on_both_devices(
        histories in [history(), history()],
        (key, status) in (key(), status()),
        behind in 0_i64..5_000,
    ) {
        let plans = [played("phone", &histories[0]), played("tablet", &histories[1])];
        let mut phone = merged(&plans[0], &plans[1]);
        // Even with a clock set back.
        let stamp = Stamp::after(phone.latest_stamp(), 1_000 - behind, &DeviceId::new("phone"));
        phone.apply(Edit::Status(key.clone(), status.clone()), stamp).expect("an edit that fits");
        let tablet = merged(&plans[1], &phone);
        prop_assert_eq!(phone.status(&key), &status);
        prop_assert_eq!(tablet.status(&key), &status);
    }

    #[test]
    fn what_an_edit_returns_takes_it_back(before in plan(), act in act()) {
        let mut plan = before.clone();
        let device = DeviceId::new("phone");
        let next = |plan: &Plan| Stamp::after(plan.latest_stamp(), 0, &device);
        let mut undo = Vec::new();
        for edit in act.edits(&before, || RecordId::new("new")) {
            let stamp = next(&plan);
            match plan.apply(edit, stamp) {
                Ok(inverse) => undo.insert(0, inverse),
                Err(error) => {
                    prop_assert_eq!(error, EditError::TheirWords);
                    prop_assert_eq!(&plan, &before, "an edit that is refused changes nothing");
                }
            }
        }
        let after = visible(&plan);
        let mut redo = Vec::new();
        for edit in undo {
            let stamp = next(&plan);
            redo.insert(0, plan.apply(edit, stamp).expect("what takes an edit back fits"));
        }
        prop_assert_eq!(visible(&plan), visible(&before));
        for edit in redo {
            let stamp = next(&plan);
            plan.apply(edit, stamp).expect("what brings it back fits");
        }
        prop_assert_eq!(visible(&plan), after);
    }

    /// Whatever others write, the words a young person wrote stay as they wrote them.
    #[test]
    fn nobody_else_changes_the_young_persons_words(
        theirs in words(),
        acts in prop::collection::vec((act(), Just(1_i64)), 0..24),
    ) {
        let me = Author::of(Voice::YoungPerson);
        let mut plan = new_plan();
        let id = RecordId::new("mine");
        let mut write = |field: &str, text: &str| {
            let stamp = Stamp::after(plan.latest_stamp(), 1_000, &DeviceId::new("phone"));
            plan.apply(Edit::write(NOTE, &id, field, Some(text.to_owned()), &me), stamp).expect("it is theirs");
        };
        write(TEXT, &theirs);
        write(PRIVATE, YES);
        let by_others: Vec<_> = acts
            .into_iter()
            .filter(|(act, _)| match act {
                Act::Rewrite(_, _, _, by) | Act::Note(_, _, _, by) => by.voice != Voice::YoungPerson,
                Act::Edit(_) => true,
            })
            .collect();
        play(&mut plan, "school", &by_others);
        let record = plan.records.get(&id).expect("it is kept");
        prop_assert_eq!(record.text(TEXT), theirs.as_str());
        prop_assert!(record.is_private() && record.removed_on().is_none());
    }

    /// The same for goals: the words, the pictures, the small steps and their answers, the readiness check,
    /// whatever page of another lens writes.
    #[test]
    fn nobody_else_changes_a_young_persons_goal(
        theirs in words(),
        said in select(&Answer::ALL[..]),
        pages in prop::collection::vec((0_usize..9, words(), select(&Answer::ALL[..]), any::<bool>()), 0..24),
    ) {
        let me = Author::of(Voice::YoungPerson);
        let (goal, step) = (RecordId::new("goal"), RecordId::new("step"));
        let mut plan = new_plan();
        let apply = |plan: &mut Plan, edit: Edit| {
            let stamp = Stamp::after(plan.latest_stamp(), 1_000, &DeviceId::new("phone"));
            plan.apply(edit, stamp)
        };
        let new = NewGoal {
            what: format!("I want {theirs}"),
            pictures: vec!["bus".into()],
            ..NewGoal::default()
        };
        let mut mine = goals::start(&goal, new, &me);
        mine.extend(goals::add_small_steps(&goal, 0, [(step.clone(), format!("Try {theirs}"))], &me));
        mine.push(goals::answer(&step, Some(said), &me));
        mine.extend(readiness::answer("R01", begun(), Some(said), &me));
        mine.extend(goals::set_state(&goal, State::Paused, begun(), &me));
        for edit in mine {
            apply(&mut plan, edit).expect("it is theirs");
        }
        let before: Vec<Option<String>> = mine_of(&plan, &goal, &step);
        for (page, text, answer, is_school) in pages {
            let by = Author::of(if is_school { Voice::School } else { Voice::ParentCarer });
            let ready = readiness::record_id("R01", Voice::YoungPerson, begun());
            let edits = match page {
                0 => vec![goals::write(&goal, goals::WHAT, &text, &by)],
                1 => vec![goals::write(&goal, goals::PICTURE, &text, &by)],
                2 => goals::set_state(&goal, State::Finished, begun(), &by),
                3 => vec![goals::answer(&step, Some(answer), &by)],
                4 => vec![goals::answer(&step, None, &by)],
                5 => vec![goals::take_away(goals::GOAL, &goal, begun(), &by)],
                6 => vec![goals::take_away(goals::SMALL_STEP, &step, begun(), &by)],
                7 => vec![Edit::write(readiness::READINESS, &ready, readiness::ANSWER, Some(text), &by)],
                _ => beside::add(&RecordId::new("note"), &goal, begun(), text, &by),
            };
            for edit in edits {
                // Refused or not: what counts is what stands afterwards.
                let _ = apply(&mut plan, edit);
            }
        }
        prop_assert_eq!(mine_of(&plan, &goal, &step), before);
        prop_assert_eq!(readiness::latest(&plan, "R01", Voice::YoungPerson).map(|given| given.answer), Some(said));
    }

    #[test]
    fn a_plan_is_read_as_it_was_written(plan in plan(), revision in any::<u64>()) {
        let (read, repairs) = restore_plan(&plan_to_json(&plan)).expect("a plan");
        prop_assert_eq!(&read, &plan);
        prop_assert!(repairs.is_empty(), "{:?}", repairs);

        let record = write_record(&plan, revision);
        prop_assert_eq!(record_revision(&record), Some(revision));
        let read = read_record(&record).expect("a record");
        prop_assert_eq!((&read.plan, read.revision, read.repairs.len()), (&plan, revision, 0));

        let note = CopyNote { app: "1.0".into(), saved_on: Some(begun()), ..CopyNote::default() };
        let copy = read_copy(&write_copy(&[&plan], &note)).expect("a copy");
        prop_assert_eq!(copy.note, note);
        prop_assert_eq!(copy.plans, vec![(plan, Vec::new())]);
        prop_assert!(copy.not_opened.is_empty());
    }

    #[test]
    fn a_record_with_one_byte_changed_is_refused_or_the_same(
        plan in plan(),
        at in any::<Index>(),
        flip in 1_u8..,
    ) {
        let record = write_record(&plan, 7);
        let mut bytes = record.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        // What is no longer text never reaches the reader.
        if let Ok(text) = String::from_utf8(bytes)
            && let Ok(read) = read_record(&text)
        {
            prop_assert_eq!(read.plan, plan);
            prop_assert!(at <= record.find('\n').expect("a header"), "a changed body was read");
        }
    }

    #[test]
    fn a_record_cut_short_is_refused(plan in plan(), at in any::<Index>()) {
        let record = write_record(&plan, 7);
        let mut at = at.index(record.len());
        while !record.is_char_boundary(at) {
            at -= 1;
        }
        prop_assert!(read_record(&record[..at]).is_err());
    }

    #[test]
    fn nothing_read_from_outside_panics(value in json_value(), text in any::<String>()) {
        let _ = restore_plan(&value);
        let _ = (read_copy(&value.to_string()), read_record(&text), read_copy(&text), record_revision(&text));
        let _ = read_record(&format!("{value}\n{text}"));
        let mut plan = json!({ "format": "onward-plan", "schema": 1, "id": "x", "begun": "2026-11-22" });
        for table in ["facts", "statuses", "own_dates", "notes", "records", "name", "council", "binned", "example"] {
            plan[table] = value.clone();
        }
        let (read, _) = restore_plan(&plan).expect("a plan with faults is still opened");
        let (again, _) = restore_plan(&plan_to_json(&read)).expect("a plan");
        prop_assert_eq!(read, again, "what was repaired once is not lost by saving");
    }

    #[test]
    fn a_disturbed_plan_is_opened_with_what_is_left(
        plan in plan(),
        place in prop::collection::vec(any::<Index>(), 1..4),
        other in prop::option::of(json_value()),
    ) {
        let mut value = plan_to_json(&plan);
        disturb(&mut value, &place, other);
        match restore_plan(&value) {
            Ok((read, _)) => {
                let written = plan_to_json(&read);
                let (again, _) = restore_plan(&written).expect("a plan");
                prop_assert_eq!(&again, &read);
                // Entries that could not be read are still in the file.
                for table in ["facts", "statuses", "own_dates", "records"] {
                    let names = |value: &Value| -> Vec<String> {
                        value[table].as_object().map(|map| map.keys().cloned().collect()).unwrap_or_default()
                    };
                    prop_assert_eq!(names(&written), names(&value));
                }
            }
            Err(error) => prop_assert!(matches!(
                error,
                RestoreError::NotOnward | RestoreError::Incomplete | RestoreError::Newer
            )),
        }
    }

    #[test]
    fn a_newer_schema_is_refused(plan in plan(), newer in 1_i64..1_000) {
        let mut value = plan_to_json(&plan);
        value["schema"] = (onward_core::dto::PLAN_SCHEMA + newer).into();
        prop_assert_eq!(restore_plan(&value), Err(RestoreError::Newer));
        let copy = json!({ "format": "onward-copy", "schema": onward_core::dto::COPY_SCHEMA + newer, "plans": [plan_to_json(&plan)] });
        prop_assert_eq!(read_copy(&copy.to_string()), Err(RestoreError::Newer));
    }

    /// The path of any plan on any day: no panic, and the promises of `product.md`.
    #[test]
    fn every_path_keeps_its_promises(
        history in prop::collection::vec((act(), Just(1_i64)), 0..24),
        born in day(),
        support in select(&["ehc_plan", "being_assessed", "sen_support", "none", "unknown"][..]),
        kent in any::<bool>(),
        begun in day(),
        today in day(),
    ) {
        let mut plan = new_plan();
        plan.begun = begun;
        let known = [(Fact::DateOfBirth, FactValue::Date(born)), (Fact::Support, FactValue::Choice(support))];
        let mut start: Vec<(Act, i64)> =
            known.into_iter().map(|(fact, value)| (Act::Edit(Edit::Fact(fact, Some(value))), 1)).collect();
        start.push((Act::Edit(Edit::Council(kent.then(|| "kent".to_owned()))), 1));
        play(&mut plan, "phone", &start);
        play(&mut plan, "phone", &history);
        let packs = Packs::for_council(&SPINE, plan.council.value.as_deref());
        let path = path(&plan, packs, &BankHolidays::new(&SPINE.national.bank_holidays), today);

        let mut keys: Vec<&str> = path.steps().map(|step| step.key.as_str()).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), all, "no step stands twice");

        // What the person touched is there.
        let statuses = plan.statuses.iter().filter(|(_, status)| status.value != Status::NotStarted);
        let dates = plan.own_dates.iter().filter(|(_, day)| day.value.is_some());
        let notes = plan.records.values().filter_map(noted_step);
        let touched = statuses.map(|(key, _)| key).chain(dates.map(|(key, _)| key)).cloned();
        for key in &touched.chain(notes).collect::<Vec<_>>() {
            let shown = packs.step(key.step_id()).is_none() || path.step(key).is_some();
            prop_assert!(shown, "{} was touched and is gone", key.as_str());
        }

        for step in path.steps() {
            if let Timing::Late { days } = step.timing {
                prop_assert!(days > 0 && step.fold.is_none() && !step.is_settled());
                prop_assert!(matches!(step.step.badge, Badge::Law | Badge::Council), "{:?}", step.step.badge);
                let may_be_late = !matches!(step.due, Due::Opens { .. } | Due::Prompt { .. });
                prop_assert!(may_be_late);
                let last = step.due.last().or(step.own_date).expect("something late has a date");
                prop_assert_eq!((today - last).num_days(), days);
                prop_assert!(last >= begun || step.step.remedy_until.is_some(), "late from before the plan");
            }
            // What is folded away has no other timing.
            prop_assert!(step.fold.is_none() || step.timing == Timing::Undated);
            let settled = matches!(step.timing, Timing::Settled | Timing::DoneLate);
            prop_assert_eq!(settled, step.is_settled());
        }
        for key in &path.now {
            prop_assert!(path.step(key).expect("a step of the path").is_open());
        }
        for (day, step) in path.dates() {
            prop_assert!(day >= today && !step.is_settled(), "{} on {day}", step.key.as_str());
        }
        for (_, done, all) in &path.parts {
            prop_assert!(done <= all);
        }
    }
}

#[test]
fn unknown_fields_pass_through_reading_writing_and_merging() {
    let mut value = plan_to_json(&new_plan());
    value["goals"] = json!({ "g1": { "words": "Get a dog", "number": 1.50 } });
    value["facts"]["shoe_size"] = json!({ "value": 38, "at": "5-0-phone" });
    value["statuses"]["start-reception"] = json!({ "value": { "is": "paused" }, "at": "5-0-phone" });
    let (plan, repairs) = restore_plan(&value).expect("a plan");
    let places: Vec<&str> = repairs.iter().map(|repair| repair.place.as_str()).collect();
    assert_eq!(places, ["facts.shoe_size", "statuses.start-reception"]);
    assert_eq!(plan_to_json(&plan), value, "what this version cannot read is written back as it was");

    let mut other = new_plan();
    other.merge(&plan);
    assert_eq!(plan_to_json(&other), value);
    // Field by field, and of two values the same one on both devices.
    let mut theirs = new_plan();
    theirs.unknown.insert("goals".into(), json!({ "g1": { "words": "Get a cat" }, "g2": {} }));
    let both = merged(&plan, &theirs);
    assert_eq!(both, merged(&theirs, &plan));
    assert_eq!(both.unknown["goals"]["g1"]["number"], plan.unknown["goals"]["g1"]["number"]);
    assert!(both.unknown["goals"]["g2"].is_object());
}

#[test]
fn a_value_of_the_wrong_kind_is_refused_and_changes_nothing() {
    let mut plan = new_plan();
    let before = plan.clone();
    let stamp = Stamp::after(plan.latest_stamp(), 0, &DeviceId::new("phone"));
    let wrong = Edit::Fact(Fact::DateOfBirth, Some(FactValue::Number(4)));
    assert_eq!(plan.apply(wrong, stamp), Err(EditError::WrongKind(Fact::DateOfBirth)));
    assert_eq!(plan, before);
}
