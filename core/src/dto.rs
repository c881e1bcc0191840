//! How a plan is written down, and how anything written is read back.
//!
//! Three layers, each with its own version: the plan as JSON (schema 2), a *record* (a header with
//! revision, length and checksum before the JSON, as kept on the device) and a *copy* (a file a
//! person keeps, which may hold several plans). Invariants:
//! - schemas only grow: a field once written is read for ever (golden files in `tests/data/plans`).
//! - reading never fails on the first fault: it repairs what it can and says what it repaired.
//! - fields this version does not know are kept.
//! - a newer schema is refused in words that say what to do, and its text is left alone.

use std::fmt;

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::calendar::{iso, parse_iso};
use crate::pack::Party;
use crate::plan::notes::{NOTE, STEP, TEXT, WRITTEN};
use crate::plan::record::REMOVED;
use crate::plan::register::{self, Written};
use crate::plan::{
    Author, DeviceId, Plan, PlanId, Record as PlanRecord, RecordId, Register, Stamp, Status, StepKey, Voice,
    Words,
};
use crate::situation::{self, Fact, FactKind, FactValue};

/// The newest schema of a plan that this version reads and the one it writes.
pub const PLAN_SCHEMA: i64 = 2;
/// The newest schema of a copy that this version reads and the one it writes.
pub const COPY_SCHEMA: i64 = 1;

const PLAN_FORMAT: &str = "onward-plan";
const COPY_FORMAT: &str = "onward-copy";

/// Something that could not be read and was left out or replaced; everything else was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where in the plan: names of fields, never what a person wrote.
    pub place: String,
}

/// Why a text is not a plan this version can open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RestoreError {
    /// Not JSON, or cut short.
    Unreadable,
    /// JSON, but not a plan or copy.
    NotOnward,
    /// Written by a newer version.
    Newer,
    /// Its id or date of beginning is missing.
    Incomplete,
    /// The record's length or checksum does not match: it was cut short or changed.
    Damaged,
}

impl fmt::Display for RestoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Unreadable => "This file could not be read. It may be cut short. Try another copy of it.",
            Self::NotOnward => {
                "This is not a file from Onward. Choose a file whose name starts with “onward”."
            }
            Self::Newer => "This file was made by a newer Onward. Update Onward first, then open it again.",
            Self::Incomplete => "This file has no plan in it. Try another copy of it.",
            Self::Damaged => "This plan was not stored whole. An earlier state of it may still be there.",
        })
    }
}

/// A JSON object. serde_json's own `json!` brings a second writer of every value.
pub fn object(fields: Vec<(&str, Value)>) -> Value {
    let mut object = Map::new();
    for (key, value) in fields {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

/// Writes a plan as JSON.
pub fn plan_to_json(plan: &Plan) -> Value {
    let mut out = plan.unknown.clone();
    let mut put = |key: &str, value: Value| {
        out.insert(key.into(), value);
    };
    put("format", PLAN_FORMAT.into());
    put("schema", PLAN_SCHEMA.into());
    put("id", plan.id.as_str().into());
    put("begun", iso(plan.begun).into());
    put("example", plan.example.into());
    put("name", stamped(&plan.name, |name| name.as_str().into()));
    put("council", stamped(&plan.council, |pack| pack.as_deref().into()));
    put("binned", stamped(&plan.binned, |day| optional_date(*day)));
    let mut facts = Map::new();
    for (fact, entry) in plan.facts.iter() {
        let value = stamped(entry, |value| value.as_ref().map_or(Value::Null, fact_to_json));
        facts.insert(fact.name().to_owned(), value);
    }
    put("facts", with_unknown(facts, plan, "facts"));
    let mut statuses = Map::new();
    for (step, entry) in plan.statuses.iter() {
        statuses.insert(step.as_str().to_owned(), stamped(entry, status_to_json));
    }
    put("statuses", with_unknown(statuses, plan, "statuses"));
    let mut own_dates = Map::new();
    for (step, entry) in plan.own_dates.iter() {
        own_dates.insert(step.as_str().to_owned(), stamped(entry, |day| optional_date(*day)));
    }
    put("own_dates", with_unknown(own_dates, plan, "own_dates"));
    let mut records = Map::new();
    for (id, record) in plan.records.iter() {
        records.insert(id.as_str().to_owned(), record_to_json(record));
    }
    put("records", with_unknown(records, plan, "records"));
    Value::Object(out)
}

/// Entries of a known table that this version could not read were kept under the table's own name.
fn with_unknown(mut entries: Map<String, Value>, plan: &Plan, table: &str) -> Value {
    if let Some(Value::Object(kept)) = plan.unknown.get(table) {
        for (key, value) in kept {
            if !entries.contains_key(key) {
                entries.insert(key.clone(), value.clone());
            }
        }
    }
    Value::Object(entries)
}

/// How many levels a plan may have. What is kept of a newer version could otherwise be so deep that a copy
/// with the plan in it, two levels deeper, could not be read any more (the parser stops at 128).
const DEEPEST: usize = 64;

fn is_deeper(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(items) => levels == 0 || items.iter().any(|item| is_deeper(item, levels - 1)),
        Value::Object(fields) => levels == 0 || fields.values().any(|field| is_deeper(field, levels - 1)),
        _ => false,
    }
}

/// Reads a plan from JSON, repairing what it can.
pub fn restore_plan(value: &Value) -> Result<(Plan, Vec<Repair>), RestoreError> {
    let fields = value.as_object().ok_or(RestoreError::NotOnward)?;
    if fields.get("format").and_then(Value::as_str) != Some(PLAN_FORMAT) {
        return Err(RestoreError::NotOnward);
    }
    if is_deeper(value, DEEPEST) {
        return Err(RestoreError::Unreadable);
    }
    if fields.get("schema").and_then(Value::as_i64).unwrap_or(0) > PLAN_SCHEMA {
        return Err(RestoreError::Newer);
    }
    let text = |key: &str| fields.get(key).and_then(Value::as_str);
    let id = text("id").filter(|id| !id.is_empty()).ok_or(RestoreError::Incomplete)?;
    let begun = text("begun").and_then(parse_iso).ok_or(RestoreError::Incomplete)?;

    let mut reader = Reader { repairs: Vec::new(), unknown: Map::new() };
    let zero = Stamp { millis: 0, counter: 0, device: DeviceId::new("") };
    let mut plan = Plan::new(PlanId::new(id), begun, String::new(), zero);
    plan.example = fields.get("example").and_then(Value::as_bool).unwrap_or(false);
    if let Some(name) = reader.field(fields, "name", |value| value.as_str().map(str::to_owned)) {
        plan.name = name;
    }
    if let Some(council) =
        reader.field(fields, "council", |value| optional(value, |pack| pack.as_str().map(str::to_owned)))
    {
        plan.council = council;
    }
    if let Some(binned) = reader.field(fields, "binned", |value| optional(value, date)) {
        plan.binned = binned;
    }
    for (name, entry) in reader.table(fields, "facts") {
        let known = Fact::from_name(&name).and_then(|fact| {
            Some((fact, read_stamped(entry, |value| optional(value, |value| fact_from_json(fact, value)))?))
        });
        match known {
            Some((fact, answer)) => {
                plan.facts.insert(fact, answer);
            }
            None => reader.keep("facts", name, entry),
        }
    }
    for (key, entry) in reader.table(fields, "statuses") {
        match read_stamped(entry, status_from_json) {
            Some(status) => {
                plan.statuses.insert(StepKey::new(key), status);
            }
            None => reader.keep("statuses", key, entry),
        }
    }
    for (key, entry) in reader.table(fields, "own_dates") {
        match read_stamped(entry, |value| optional(value, date)) {
            Some(day) => {
                plan.own_dates.insert(StepKey::new(key), day);
            }
            None => reader.keep("own_dates", key, entry),
        }
    }
    // Schema 1 had notes in a table of their own, and no records.
    if fields.contains_key("records") || !fields.contains_key("notes") {
        for (key, entry) in reader.table(fields, "records") {
            match record_from_json(entry) {
                Some((record, lost)) => {
                    let places =
                        lost.into_iter().map(|field| Repair { place: format!("records.{key}.{field}") });
                    reader.repairs.extend(places);
                    plan.records.insert(RecordId::new(key), record);
                }
                None => reader.keep("records", key, entry),
            }
        }
    }
    if fields.contains_key("notes") {
        for (key, entry) in reader.table(fields, "notes") {
            match note_of_schema_1(entry) {
                Some(note) if !plan.records.contains_key(&RecordId::new(key.as_str())) => {
                    plan.records.insert(RecordId::new(key), note);
                }
                Some(_) => {}
                None => reader.keep("notes", key, entry),
            }
        }
    }
    const KNOWN: &[&str] = &[
        "format",
        "schema",
        "id",
        "begun",
        "example",
        "name",
        "council",
        "binned",
        "facts",
        "statuses",
        "own_dates",
        "notes",
        "records",
    ];
    for (key, value) in fields {
        if !KNOWN.contains(&key.as_str()) {
            reader.unknown.insert(key.clone(), value.clone());
        }
    }
    plan.unknown = reader.unknown;
    Ok((plan, reader.repairs))
}

struct Reader {
    repairs: Vec<Repair>,
    unknown: Map<String, Value>,
}

impl Reader {
    fn field<T>(
        &mut self,
        fields: &Map<String, Value>,
        key: &str,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Option<Register<T>>
    where
        T: register::Value,
    {
        let found = fields.get(key).and_then(|entry| read_stamped(entry, read));
        if found.is_none() {
            self.repairs.push(Repair { place: key.to_owned() });
        }
        found
    }

    fn table<'v>(&mut self, fields: &'v Map<String, Value>, key: &str) -> Vec<(String, &'v Value)> {
        match fields.get(key) {
            Some(Value::Object(entries)) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
            _ => {
                self.repairs.push(Repair { place: key.to_owned() });
                Vec::new()
            }
        }
    }

    /// Keeps an entry this version cannot read, so that saving the plan does not lose it.
    fn keep(&mut self, table: &str, key: String, entry: &Value) {
        self.repairs.push(Repair { place: format!("{table}.{key}") });
        let kept = self.unknown.entry(table.to_owned()).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(entries) = kept {
            entries.insert(key, entry.clone());
        }
    }
}

/// The name under which writings that stand against the one in force are kept.
const RIVALS: &str = "against";
/// The name under which earlier writings are kept.
const PAST: &str = "before";
/// The most writings of one value that are read: a hostile file must not take forever to combine.
const MOST_WRITINGS: usize = 1_000;

fn stamped<T: register::Value>(entry: &Register<T>, write: impl Fn(&T) -> Value) -> Value {
    let written = |writing: &Written<T>| {
        let mut fields = vec![("value", write(&writing.value)), ("at", stamp_to_text(&writing.stamp).into())];
        if !writing.seen.is_empty() {
            fields
                .push(("seen", writing.seen.iter().map(|stamp| Value::from(stamp_to_text(stamp))).collect()));
        }
        object(fields)
    };
    let mut out = written(entry);
    let mut add = |name: &str, writings: Vec<Value>| {
        if let (Value::Object(fields), false) = (&mut out, writings.is_empty()) {
            fields.insert(name.to_owned(), writings.into());
        }
    };
    let standing = entry.standing().count();
    add(RIVALS, entry.standing().take(standing.saturating_sub(1)).map(written).collect());
    add(PAST, entry.past().iter().map(written).collect());
    out
}

fn read_stamped<T: register::Value>(
    entry: &Value,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<Register<T>> {
    let written = |entry: &Value| {
        let mut seen = Vec::new();
        for stamp in entry.get("seen").and_then(Value::as_array).into_iter().flatten() {
            seen.push(stamp_from_text(stamp.as_str()?)?);
        }
        let stamp = stamp_from_text(entry.get("at")?.as_str()?)?;
        Some(Written { stamp, value: read(entry.get("value")?)?, seen })
    };
    let now = written(entry)?;
    let mut all = Vec::new();
    for name in [PAST, RIVALS] {
        let earlier = entry.get(name).and_then(Value::as_array).into_iter().flatten();
        for entry in earlier.take(MOST_WRITINGS) {
            all.push(written(entry)?);
        }
    }
    all.push(now);
    Register::of(all)
}

fn record_to_json(record: &PlanRecord) -> Value {
    let mut fields = Map::new();
    for (name, field) in record.fields.iter() {
        fields.insert(name.clone(), stamped(field, words_to_json));
    }
    if let Some(Value::Object(kept)) = record.unknown.get("fields") {
        for (name, entry) in kept {
            if !fields.contains_key(name) {
                fields.insert(name.clone(), entry.clone());
            }
        }
    }
    let mut out = record.unknown.clone();
    out.insert("kind".into(), record.kind.as_str().into());
    out.insert("fields".into(), Value::Object(fields));
    Value::Object(out)
}

/// A record and the names of fields that could not be read; they are kept as they are.
fn record_from_json(entry: &Value) -> Option<(PlanRecord, Vec<String>)> {
    let mut record = PlanRecord::new(entry.get("kind")?.as_str()?);
    let mut kept = Map::new();
    for (name, field) in entry.get("fields")?.as_object()? {
        match read_stamped(field, words_from_json) {
            Some(words) => {
                record.fields.insert(name.clone(), words);
            }
            None => {
                kept.insert(name.clone(), field.clone());
            }
        }
    }
    for (key, value) in entry.as_object()? {
        if key != "kind" && key != "fields" {
            record.unknown.insert(key.clone(), value.clone());
        }
    }
    let lost = kept.keys().cloned().collect();
    if !kept.is_empty() {
        record.unknown.insert("fields".into(), Value::Object(kept));
    }
    Some((record, lost))
}

fn words_to_json(words: &Words) -> Value {
    let voice = Voice::NAMES.iter().find(|(voice, _)| *voice == words.by.voice).map(|(_, name)| *name);
    let mut fields = vec![("text", words.text.as_deref().into()), ("by", voice.into())];
    if !words.by.name.is_empty() {
        fields.push(("name", words.by.name.as_str().into()));
    }
    object(fields)
}

fn words_from_json(value: &Value) -> Option<Words> {
    let text = optional(value.get("text")?, |text| text.as_str().map(str::to_owned))?;
    let voice = value.get("by")?.as_str()?;
    let voice = Voice::NAMES.iter().find(|(_, name)| *name == voice).map(|(voice, _)| *voice)?;
    let name = value.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    Some(Words { text, by: Author { voice, name } })
}

fn note_of_schema_1(entry: &Value) -> Option<PlanRecord> {
    let stamp = stamp_from_text(entry.get("at")?.as_str()?)?;
    let text = optional(entry.get("value")?, |text| text.as_str().map(str::to_owned))?;
    let written = iso(date(entry.get("written")?)?);
    // Who wrote a note was not kept then.
    let words = |text: String| Words { text: Some(text), by: Author::of(Voice::ParentCarer) };
    let mut note = PlanRecord::new(NOTE);
    let mut put = |field: &str, text: String| {
        note.fields.insert(field.to_owned(), Register::new(words(text), stamp.clone()));
    };
    put(STEP, entry.get("step")?.as_str()?.to_owned());
    put(WRITTEN, written.clone());
    match text {
        Some(text) => put(TEXT, text),
        None => put(REMOVED, written),
    }
    Some(note)
}

fn stamp_to_text(stamp: &Stamp) -> String {
    format!("{}-{}-{}", stamp.millis, stamp.counter, stamp.device.as_str())
}

fn stamp_from_text(text: &str) -> Option<Stamp> {
    let mut parts = text.splitn(3, '-');
    let millis = parts.next()?.parse().ok()?;
    let counter = parts.next()?.parse().ok()?;
    Some(Stamp { millis, counter, device: DeviceId::new(parts.next()?) })
}

fn optional<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Option<T>> {
    if value.is_null() { Some(None) } else { read(value).map(Some) }
}

fn optional_date(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Null, |day| iso(day).into())
}

fn date(value: &Value) -> Option<NaiveDate> {
    value.as_str().and_then(parse_iso)
}

/// Writes the answer to a fact.
pub fn fact_to_json(value: &FactValue) -> Value {
    match value {
        FactValue::Date(day) => iso(*day).into(),
        FactValue::YesNo(answer) => (*answer).into(),
        FactValue::Number(number) => (*number).into(),
        FactValue::Choice(word) => (*word).into(),
        FactValue::Text(text) => text.as_str().into(),
    }
}

/// Reads the answer to a fact; `None` if it is not of the fact's kind.
pub fn fact_from_json(fact: Fact, value: &Value) -> Option<FactValue> {
    match fact.kind() {
        FactKind::Date => date(value).map(FactValue::Date),
        FactKind::YesNo => value.as_bool().map(FactValue::YesNo),
        FactKind::Number => {
            value.as_i64().and_then(|number| i32::try_from(number).ok()).map(FactValue::Number)
        }
        FactKind::Choice(_) => value.as_str().and_then(|word| situation::choice(fact, word)),
        FactKind::Text => value.as_str().map(|text| FactValue::Text(text.to_owned())),
    }
}

const PARTIES: &[(Party, &str)] = &[
    (Party::YoungPerson, "young_person"),
    (Party::ParentCarer, "parent_carer"),
    (Party::EarlyYearsSetting, "early_years_setting"),
    (Party::CurrentSchool, "current_school"),
    (Party::NextSchool, "next_school"),
    (Party::Council, "council"),
    (Party::Health, "health"),
    (Party::SocialCare, "social_care"),
    (Party::OtherAgencies, "other_agencies"),
];

fn status_to_json(status: &Status) -> Value {
    match status {
        Status::NotStarted => object(vec![("is", "not_started".into())]),
        Status::Doing => object(vec![("is", "doing".into())]),
        Status::WaitingFor(party) => {
            let name = PARTIES.iter().find(|(known, _)| known == party).map(|(_, name)| *name);
            object(vec![("is", "waiting_for".into()), ("who", name.into())])
        }
        Status::Done { on } => object(vec![("is", "done".into()), ("on", iso(*on).into())]),
        Status::NotForUs { reason } => {
            object(vec![("is", "not_for_us".into()), ("reason", reason.as_str().into())])
        }
    }
}

fn status_from_json(value: &Value) -> Option<Status> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    Some(match text("is")? {
        "not_started" => Status::NotStarted,
        "doing" => Status::Doing,
        "waiting_for" => {
            let who = text("who")?;
            Status::WaitingFor(PARTIES.iter().find(|(_, name)| *name == who).map(|(party, _)| *party)?)
        }
        "done" => Status::Done { on: date(value.get("on")?)? },
        "not_for_us" => Status::NotForUs { reason: text("reason").unwrap_or_default().to_owned() },
        _ => return None,
    })
}

/// A plan as it lies on the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The plan.
    pub plan: Plan,
    /// Counts the writes of this plan on this device.
    pub revision: u64,
    /// What had to be repaired to read it.
    pub repairs: Vec<Repair>,
    /// The schema its plan was written with.
    pub schema: i64,
}

/// Writes a record: a header line, then the plan's JSON.
pub fn write_record(plan: &Plan, revision: u64) -> String {
    let body = plan_to_json(plan).to_string();
    let header = object(vec![
        ("record", 1.into()),
        ("revision", revision.into()),
        ("length", body.len().into()),
        ("adler32", adler2::adler32_slice(body.as_bytes()).into()),
    ]);
    format!("{header}\n{body}")
}

/// The revision in a record's header, without reading the plan.
pub fn record_revision(text: &str) -> Option<u64> {
    let header: Value = serde_json::from_str(text.split_once('\n')?.0).ok()?;
    header.get("revision")?.as_u64()
}

/// Reads a record back, checking that it is whole.
pub fn read_record(text: &str) -> Result<Record, RestoreError> {
    let (header, body) = text.split_once('\n').ok_or(RestoreError::Unreadable)?;
    let header: Value = serde_json::from_str(header).map_err(|_| RestoreError::Unreadable)?;
    let number = |key: &str| header.get(key).and_then(Value::as_u64);
    if number("record").ok_or(RestoreError::Unreadable)? > 1 {
        return Err(RestoreError::Newer);
    }
    let whole = number("length") == Some(body.len() as u64)
        && number("adler32") == Some(u64::from(adler2::adler32_slice(body.as_bytes())));
    if !whole {
        return Err(RestoreError::Damaged);
    }
    let value: Value = serde_json::from_str(body).map_err(|_| RestoreError::Unreadable)?;
    let (plan, repairs) = restore_plan(&value)?;
    let schema = value.get("schema").and_then(Value::as_i64).unwrap_or(0);
    Ok(Record { plan, revision: number("revision").unwrap_or(0), repairs, schema })
}

/// What a copy says of itself besides its plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CopyNote {
    /// The version of the app that wrote it.
    pub app: String,
    /// The day it was saved, if it says so.
    pub saved_on: Option<NaiveDate>,
    /// Who saved it, if they wanted to say; else empty.
    pub saved_by: String,
    /// What this version does not know, kept for the version that does.
    pub unknown: Map<String, Value>,
}

/// What a copy says first to a person who opens it as text.
const COPY_ABOUT: &str = "A copy for me. It is complete: everything in the plan is in it, private lines too. \
    Give it only to people who may read all of it. Open it with Onward.";

/// Writes a copy: one file a person can keep and read, with one plan or more. It is complete: private
/// lines are in it, and it says so.
pub fn write_copy(plans: &[&Plan], note: &CopyNote) -> String {
    write_with(COPY_ABOUT, plans, note)
}

/// What a file in a team's folder says first.
const TEAM_ABOUT: &str =
    "A plan of a team, without private lines. Everybody who can open this folder can read it.";

/// Writes the file of a plan in a folder that others read too.
pub fn write_copy_for_team(plans: &[&Plan], note: &CopyNote) -> String {
    write_with(TEAM_ABOUT, plans, note)
}

fn write_with(about: &str, plans: &[&Plan], note: &CopyNote) -> String {
    let mut copy = Map::new();
    let mut put = |key: &str, value: Value| {
        copy.insert(key.to_owned(), value);
    };
    put("format", COPY_FORMAT.into());
    put("schema", COPY_SCHEMA.into());
    put("about", about.into());
    put("app", note.app.as_str().into());
    put("saved_on", optional_date(note.saved_on));
    if !note.saved_by.is_empty() {
        put("saved_by", note.saved_by.as_str().into());
    }
    put("plans", plans.iter().map(|plan| plan_to_json(plan)).collect());
    for (key, value) in &note.unknown {
        if !copy.contains_key(key) {
            copy.insert(key.clone(), value.clone());
        }
    }
    format!("{:#}\n", Value::Object(copy))
}

/// The name of a file with a copy: `onward-maya-2026-11-22.json`, the name in it only if wanted.
pub fn copy_name(name: &str, saved_on: NaiveDate) -> String {
    // Other letters than these are changed or refused by some devices.
    let mut plain = String::new();
    for letter in name.chars() {
        let letter = letter.to_ascii_lowercase();
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
        if plain.len() >= 40 {
            break;
        }
    }
    let plain = plain.trim_end_matches('-');
    let parts: Vec<&str> = ["onward", plain].into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}-{}.json", parts.join("-"), iso(saved_on))
}

/// A file of Onward as read back.
#[derive(Clone, Debug, PartialEq)]
pub struct Copy {
    /// What it says of itself.
    pub note: CopyNote,
    /// Its plans with what had to be repaired.
    pub plans: Vec<(Plan, Vec<Repair>)>,
    /// Plans in it that could not be opened, and why.
    pub not_opened: Vec<RestoreError>,
}

/// Reads a copy, a bare plan, or a rescue file (a list of plans, written by the page's own script
/// when the app cannot start).
pub fn read_copy(text: &str) -> Result<Copy, RestoreError> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| RestoreError::Unreadable)?;
    let format = value.get("format").and_then(Value::as_str);
    let results: Vec<Result<(Plan, Vec<Repair>), RestoreError>> = match (&value, format) {
        (_, Some(PLAN_FORMAT)) => vec![restore_plan(&value)],
        (_, Some(COPY_FORMAT)) => {
            if value.get("schema").and_then(Value::as_i64).unwrap_or(0) > COPY_SCHEMA {
                return Err(RestoreError::Newer);
            }
            let plans = value.get("plans").and_then(Value::as_array).ok_or(RestoreError::Incomplete)?;
            plans.iter().map(restore_plan).collect()
        }
        (Value::Array(items), None) => items
            .iter()
            .map(|item| match item.as_str() {
                // A record that could not be taken apart when the rescue file was made.
                Some(text) => read_record(text).map(|record| (record.plan, record.repairs)),
                None => restore_plan(item),
            })
            .collect(),
        _ => return Err(RestoreError::NotOnward),
    };
    let mut copy = Copy { note: note_of(&value, format), plans: Vec::new(), not_opened: Vec::new() };
    for result in results {
        match result {
            Ok((plan, repairs)) => match copy.plans.iter_mut().find(|(kept, _)| kept.id == plan.id) {
                // The same plan twice in one file (a rescue file holds earlier states too).
                Some((kept, _)) => kept.merge(&plan),
                None => copy.plans.push((plan, repairs)),
            },
            Err(error) => copy.not_opened.push(error),
        }
    }
    match (copy.plans.is_empty(), copy.not_opened.first()) {
        (true, Some(error)) => Err(error.clone()),
        (true, None) => Err(RestoreError::Incomplete),
        _ => Ok(copy),
    }
}

fn note_of(value: &Value, format: Option<&str>) -> CopyNote {
    let Some(fields) = value.as_object().filter(|_| format == Some(COPY_FORMAT)) else {
        return CopyNote::default();
    };
    let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut note = CopyNote {
        app: text("app"),
        saved_on: fields.get("saved_on").and_then(date),
        saved_by: text("saved_by"),
        unknown: Map::new(),
    };
    const KNOWN: &[&str] = &["format", "schema", "about", "app", "saved_on", "saved_by", "plans"];
    for (key, value) in fields {
        if !KNOWN.contains(&key.as_str()) {
            note.unknown.insert(key.clone(), value.clone());
        }
    }
    note
}
