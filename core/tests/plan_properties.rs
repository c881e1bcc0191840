//! What must hold for every plan, whatever was written in it, on however many devices.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use onward_core::calendar::{BankHolidays, add_days};
use onward_core::dto::{
    RestoreError, plan_to_json, read_copy, read_record, record_revision, restore_plan, write_copy,
    write_record,
};
use onward_core::pack::{Badge, Party, Spine};
use onward_core::path::{Due, Packs, Timing, path};
use onward_core::person::goals::{self, NewGoal, State};
use onward_core::person::{Answer, beside, readiness};
use onward_core::plan::notes::{NOTE, TEXT, add_note, noted_step};
use onward_core::plan::record::{PRIVATE, REMOVED, YES};
use onward_core::plan::{
    Author, DeviceId, Edit, EditError, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice,
};
use onward_core::situation::{Fact, FactKind, FactValue};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

static SPINE: LazyLock<Spine> = LazyLock::new(|| onward_packs::repository().spine);

const PARTIES: [Party; 9] = [
    Party::YoungPerson,
    Party::ParentCarer,
    Party::EarlyYearsSetting,
    Party::CurrentSchool,
    Party::NextSchool,
    Party::Council,
    Party::Health,
    Party::SocialCare,
    Party::OtherAgencies,
];

fn day() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1995, 1, 1).expect("a date");
    (0_i64..20_000).prop_map(move |days| add_days(first, days).expect("a date"))
}

/// A few ids and words, so that edits meet, and any text, so that nothing is taken for granted.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-c]", 1 => any::<String>()]
}

fn key() -> impl Strategy<Value = StepKey> {
    let id = || 0..SPINE.national.steps.len();
    prop_oneof![
        4 => id().prop_map(|at| StepKey::new(SPINE.national.steps[at].id.clone())),
        3 => (id(), prop_oneof![9_i32..13, 2024_i32..2030, any::<i32>()])
            .prop_map(|(at, round)| StepKey::round(&SPINE.national.steps[at].id, round)),
        1 => words().prop_map(StepKey::new),
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::NotStarted),
        Just(Status::Doing),
        select(&PARTIES[..]).prop_map(Status::WaitingFor),
        day().prop_map(|on| Status::Done { on }),
        words().prop_map(|reason| Status::NotForUs { reason }),
    ]
}

fn fact() -> impl Strategy<Value = (Fact, FactValue)> {
    select(Fact::ALL).prop_flat_map(|fact| {
        let value = match fact.kind() {
            FactKind::Date => day().prop_map(FactValue::Date).boxed(),
            FactKind::YesNo => any::<bool>().prop_map(FactValue::YesNo).boxed(),
            FactKind::Number => {
                prop_oneof![3 => -1..2_i32, 1 => any::<i32>()].prop_map(FactValue::Number).boxed()
            }
            FactKind::Choice(words) => select(words).prop_map(FactValue::Choice).boxed(),
            FactKind::Text => words().prop_map(FactValue::Text).boxed(),
        };
        value.prop_map(move |value| (fact, value))
    })
}

/// Something a person does. Notes are named when it is applied, as the app names them.
#[derive(Clone, Debug)]
enum Act {
    Edit(Edit),
    Note(StepKey, NaiveDate, String, Author),
    /// Writes in a field of a record there is, which may be refused.
    Rewrite(Index, &'static str, Option<String>, Author),
}

fn author() -> impl Strategy<Value = Author> {
    let voice = select(&Voice::NAMES[..]).prop_map(|(voice, _)| voice);
    (voice, prop_oneof![4 => Just(String::new()), 1 => words()])
        .prop_map(|(voice, name)| Author { voice, name })
}

impl Act {
    /// The edits of an act, as the app makes them.
    fn edits(&self, plan: &Plan, new_id: impl FnOnce() -> RecordId) -> Vec<Edit> {
        match self {
            Act::Edit(edit) => vec![edit.clone()],
            Act::Note(step, written, text, by) => add_note(&new_id(), step, *written, text.clone(), by),
            Act::Rewrite(which, field, text, by) => {
                let ids: Vec<_> = plan.records.keys().cloned().collect();
                match ids.is_empty() {
                    true => Vec::new(),
                    false => vec![Edit::write(NOTE, which.get(&ids), field, text.clone(), by)],
                }
            }
        }
    }
}

fn act() -> impl Strategy<Value = Act> {
    let edit = prop_oneof![
        words().prop_map(Edit::Name),
        prop::option::of(prop_oneof![Just("kent".to_owned()), words()]).prop_map(Edit::Council),
        (fact(), prop::bool::weighted(0.8))
            .prop_map(|((fact, value), known)| Edit::Fact(fact, known.then_some(value))),
        (key(), status()).prop_map(|(key, status)| Edit::Status(key, status)),
        (key(), prop::option::of(day())).prop_map(|(key, day)| Edit::OwnDate(key, day)),
        prop::option::of(day()).prop_map(Edit::Bin),
    ];
    prop_oneof![
        6 => edit.prop_map(Act::Edit),
        2 => (key(), day(), words(), author())
            .prop_map(|(step, written, text, by)| Act::Note(step, written, text, by)),
        3 => (any::<Index>(), select(&[TEXT, PRIVATE, REMOVED, "other"][..]), prop::option::of(words()), author())
            .prop_map(|(which, field, text, by)| Act::Rewrite(which, field, text, by)),
    ]
}

/// What happens on a device, with how far its clock moves each time.
fn history() -> impl Strategy<Value = Vec<(Act, i64)>> {
    prop::collection::vec((act(), prop_oneof![Just(0_i64), -50..50_i64]), 0..14)
}

/// Applies a history on a device, as the app does: each stamp after every stamp seen.
fn play(plan: &mut Plan, device: &str, history: &[(Act, i64)]) {
    let device = DeviceId::new(device);
    let mut clock = 1_000_i64;
    for (count, (act, passed)) in history.iter().enumerate() {
        clock += passed;
        let id = RecordId::new(format!("{}-{}-{count}", device.as_str(), plan.records.len()));
        for edit in act.edits(plan, || id) {
            let stamp = Stamp::after(plan.latest_stamp(), clock, &device);
            let before = plan.clone();
            if let Err(error) = plan.apply(edit, stamp) {
                assert_eq!(error, EditError::TheirWords);
                assert_eq!(*plan, before, "an edit that is refused changes nothing");
            }
        }
    }
}

fn begun() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

fn new_plan() -> Plan {
    let stamp = Stamp { millis: 1_000, counter: 0, device: DeviceId::new("first") };
    Plan::new(PlanId::new("plan"), begun(), "Sam".into(), stamp)
}

fn played(device: &str, history: &[(Act, i64)]) -> Plan {
    let mut plan = new_plan();
    play(&mut plan, device, history);
    plan
}

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

/// A plan with a history, and with fields of a newer version.
fn plan() -> impl Strategy<Value = Plan> {
    (history(), unknown()).prop_map(|(history, unknown)| {
        let mut plan = played("phone", &history);
        plan.unknown = unknown;
        plan
    })
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (any::<i32>(), 1_u32..9).prop_map(|(number, part)| {
            serde_json::from_str(&format!("{number}.{part}")).expect("a number")
        }),
        words().prop_map(Value::from),
        day().prop_map(|day| Value::from(onward_core::calendar::iso(day))),
    ]
}

/// Any JSON, with the names a plan uses often among its fields.
fn json_value() -> impl Strategy<Value = Value> {
    const NAMES: &[&str] = &[
        "format",
        "schema",
        "id",
        "begun",
        "name",
        "facts",
        "statuses",
        "own_dates",
        "notes",
        "records",
        "fields",
        "kind",
        "seen",
        "before",
        "against",
        "text",
        "by",
        "value",
        "at",
        "is",
        "on",
        "who",
        "step",
        "written",
        "plans",
        "support",
        "goals",
    ];
    let name = prop_oneof![select(NAMES).prop_map(str::to_owned), words()];
    scalar().prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..5)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Fields no version up to this one has.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![Just("goals".to_owned()), Just("meetings".to_owned()), "x[a-z]{1,3}"];
    prop::collection::vec((name, json_value()), 0..4).prop_map(|fields| fields.into_iter().collect())
}

fn merged(one: &Plan, other: &Plan) -> Plan {
    let mut plan = one.clone();
    plan.merge(other);
    plan
}

/// What a person sees of a plan: no stamps, and nothing that was taken away.
fn visible(plan: &Plan) -> Value {
    let mut seen = plan_to_json(plan);
    let fields = seen.as_object_mut().expect("a plan is an object");
    let bare = |entry: &mut Value| entry.as_object_mut().expect("an entry").retain(|key, _| key == "value");
    for table in ["facts", "statuses", "own_dates"] {
        let entries = fields[table].as_object_mut().expect("a table");
        entries.values_mut().for_each(bare);
        entries.retain(|_, entry| !entry["value"].is_null() && entry["value"]["is"] != "not_started");
    }
    let records = fields["records"].as_object_mut().expect("a table");
    for record in records.values_mut() {
        let fields = record["fields"].as_object_mut().expect("a table");
        fields.values_mut().for_each(bare);
        fields.retain(|_, entry| !entry["value"]["text"].is_null());
    }
    records.retain(|_, record| record["fields"].as_object().is_some_and(|fields| !fields.is_empty()));
    for field in ["name", "council", "binned"] {
        bare(&mut fields[field]);
    }
    seen
}

/// Changes one place of a JSON value: takes it away, or puts something else there.
fn disturb(value: &mut Value, path: &[Index], other: Option<Value>) {
    match (value, path.split_first()) {
        (Value::Object(fields), Some((first, rest))) if !fields.is_empty() => {
            let keys: Vec<String> = fields.keys().cloned().collect();
            let key = first.get(&keys);
            match (rest.is_empty(), other) {
                (true, None) => {
                    fields.remove(key);
                }
                (_, other) => disturb(&mut fields[key], rest, other),
            }
        }
        (place, _) => *place = other.unwrap_or(Value::Null),
    }
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

        let copy = read_copy(&write_copy(&[&plan], "1.0", begun())).expect("a copy");
        prop_assert_eq!(copy.saved_on, Some(begun()));
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
