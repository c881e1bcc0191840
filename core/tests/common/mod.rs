//! Plans with any history, and anything that is not a plan, for the property tests.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::sync::LazyLock;

use chrono::NaiveDate;
use onward_core::calendar::add_days;
use onward_core::dto::plan_to_json;
use onward_core::pack::{Party, Spine};
use onward_core::plan::notes::{NOTE, TEXT, add_note};
use onward_core::plan::record::{PRIVATE, REMOVED};
use onward_core::plan::{
    Author, DeviceId, Edit, EditError, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice,
};
use onward_core::situation::{Fact, FactKind, FactValue};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value};

pub static SPINE: LazyLock<Spine> = LazyLock::new(|| onward_packs::repository().spine);

pub const PARTIES: [Party; 9] = [
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

pub fn day() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1995, 1, 1).expect("a date");
    (0_i64..20_000).prop_map(move |days| add_days(first, days).expect("a date"))
}

/// A few ids and words, so that edits meet, and any text, so that nothing is taken for granted.
pub fn words() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[a-c]", 1 => any::<String>()]
}

pub fn key() -> impl Strategy<Value = StepKey> {
    let id = || 0..SPINE.national.steps.len();
    prop_oneof![
        4 => id().prop_map(|at| StepKey::new(SPINE.national.steps[at].id.clone())),
        3 => (id(), prop_oneof![9_i32..13, 2024_i32..2030, any::<i32>()])
            .prop_map(|(at, round)| StepKey::round(&SPINE.national.steps[at].id, round)),
        1 => words().prop_map(StepKey::new),
    ]
}

pub fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::NotStarted),
        Just(Status::Doing),
        select(&PARTIES[..]).prop_map(Status::WaitingFor),
        day().prop_map(|on| Status::Done { on }),
        words().prop_map(|reason| Status::NotForUs { reason }),
    ]
}

pub fn fact() -> impl Strategy<Value = (Fact, FactValue)> {
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
pub enum Act {
    Edit(Edit),
    Note(StepKey, NaiveDate, String, Author),
    /// Writes in a field of a record there is, which may be refused.
    Rewrite(Index, &'static str, Option<String>, Author),
}

pub fn author() -> impl Strategy<Value = Author> {
    let voice = select(&Voice::NAMES[..]).prop_map(|(voice, _)| voice);
    (voice, prop_oneof![4 => Just(String::new()), 1 => words()])
        .prop_map(|(voice, name)| Author { voice, name })
}

impl Act {
    /// The edits of an act, as the app makes them.
    pub fn edits(&self, plan: &Plan, new_id: impl FnOnce() -> RecordId) -> Vec<Edit> {
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

pub fn act() -> impl Strategy<Value = Act> {
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
pub fn history() -> impl Strategy<Value = Vec<(Act, i64)>> {
    prop::collection::vec((act(), prop_oneof![Just(0_i64), -50..50_i64]), 0..14)
}

/// Applies a history on a device, as the app does: each stamp after every stamp seen.
pub fn play(plan: &mut Plan, device: &str, history: &[(Act, i64)]) {
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

pub fn begun() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a date")
}

pub fn new_plan() -> Plan {
    let stamp = Stamp { millis: 1_000, counter: 0, device: DeviceId::new("first") };
    Plan::new(PlanId::new("plan"), begun(), "Sam".into(), stamp)
}

pub fn played(device: &str, history: &[(Act, i64)]) -> Plan {
    let mut plan = new_plan();
    play(&mut plan, device, history);
    plan
}

/// A plan with a history, and with fields of a newer version.
pub fn plan() -> impl Strategy<Value = Plan> {
    (history(), unknown()).prop_map(|(history, unknown)| {
        let mut plan = played("phone", &history);
        plan.unknown = unknown;
        plan
    })
}

pub fn scalar() -> impl Strategy<Value = Value> {
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
pub fn json_value() -> impl Strategy<Value = Value> {
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
pub fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    let name = prop_oneof![Just("goals".to_owned()), Just("meetings".to_owned()), "x[a-z]{1,3}"];
    prop::collection::vec((name, json_value()), 0..4).prop_map(|fields| fields.into_iter().collect())
}

pub fn merged(one: &Plan, other: &Plan) -> Plan {
    let mut plan = one.clone();
    plan.merge(other);
    plan
}

/// What a person sees of a plan: no stamps, and nothing that was taken away.
pub fn visible(plan: &Plan) -> Value {
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
        // Who wrote the same words is not what a person sees of them first.
        for entry in fields.values_mut() {
            entry["value"].as_object_mut().expect("words").retain(|key, _| key == "text");
        }
        fields.retain(|_, entry| !entry["value"]["text"].is_null());
    }
    records.retain(|_, record| record["fields"].as_object().is_some_and(|fields| !fields.is_empty()));
    for field in ["name", "council", "binned"] {
        bare(&mut fields[field]);
    }
    seen
}

/// Changes one place of a JSON value: takes it away, or puts something else there.
pub fn disturb(value: &mut Value, path: &[Index], other: Option<Value>) {
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
