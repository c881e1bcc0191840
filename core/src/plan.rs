//! The plan: one child's or young person's document, and the only way to change it.
//!
//! Every change is an [`Edit`] applied with a [`Stamp`], so that two copies can be combined field by
//! field and the last change can be taken back. Invariants:
//! - `apply` returns the edit that undoes it.
//! - `merge` is commutative, associative and idempotent, and never drops an entry.
//! - what can be worked out from the plan (dates, statuses of time, progress) is never stored in it.
//! - the young person's words are changed only in their voice.
//!
//! What is *not* here: how a plan is written to a file ([`crate::dto`]), what to do when
//! ([`crate::path`]).

use chrono::NaiveDate;
use litemap::LiteMap;
use serde_json::{Map, Value};

use crate::pack::Party;
use crate::situation::{self, Fact, FactValue, Situation};

macro_rules! text_id {
    ($name:ident, $doc:literal) => {
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Takes any text as an id.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

pub mod notes;
pub mod record;
pub mod register;
pub mod stamp;

pub use record::{Author, Record, RecordId, Voice, Words};
pub use register::Register;
pub use stamp::{DeviceId, Stamp};

text_id!(PlanId, "Names a plan, on every device the same.");
text_id!(
    StepKey,
    "Names a step in a plan: the step's id, and for one that comes round, which time (`id~2027`)."
);

impl StepKey {
    /// The key of one round of a repeating step.
    pub fn round(id: &str, round: i32) -> Self {
        Self(format!("{id}~{round}"))
    }

    /// The id of the step in its pack.
    pub fn step_id(&self) -> &str {
        self.0.split_once('~').map_or(self.0.as_str(), |(id, _)| id)
    }
}

/// The person's own word on a step, apart from what the calendar says about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing done yet.
    NotStarted,
    /// Under way.
    Doing,
    /// Waiting for somebody.
    WaitingFor(Party),
    /// Done on that day.
    Done {
        /// The day it was done.
        on: NaiveDate,
    },
    /// Does not apply to this family, and why.
    NotForUs {
        /// The reason, in the person's words; may be empty.
        reason: String,
    },
}

/// A change to a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets the name or nickname.
    Name(String),
    /// Sets the council's pack; `None` is another council, or not sure.
    Council(Option<String>),
    /// Answers a fact, or forgets it.
    Fact(Fact, Option<FactValue>),
    /// Sets the person's status of a step.
    Status(StepKey, Status),
    /// Sets the person's own date for a step, or takes it away.
    OwnDate(StepKey, Option<NaiveDate>),
    /// Writes in a field of a record, and makes the record if there is none.
    Write {
        /// The record.
        record: RecordId,
        /// Its kind.
        kind: String,
        /// The field.
        field: String,
        /// What to write, and who does.
        words: Words,
    },
    /// Puts a field back as it was before a writing: only ever what [`Plan::apply`] returned.
    TakeBack {
        /// The record.
        record: RecordId,
        /// The field.
        field: String,
        /// What stood there, and who had written it.
        words: Words,
    },
    /// Puts the plan in the bin on that day, or takes it out.
    Bin(Option<NaiveDate>),
}

/// Why an edit could not be applied. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The value does not fit the fact.
    WrongKind(Fact),
    /// The record is of another kind, or there is none.
    OtherKind,
    /// The words are the young person's, and somebody else tried to change them.
    TheirWords,
}

impl Edit {
    /// Writes text in a field of a record, or takes it away.
    pub fn write(kind: &str, record: &RecordId, field: &str, text: Option<String>, by: &Author) -> Edit {
        let words = Words { text, by: by.clone() };
        Edit::Write { record: record.clone(), kind: kind.to_owned(), field: field.to_owned(), words }
    }
}

/// A place in a plan that holds one value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The name.
    Name,
    /// The council.
    Council,
    /// The bin.
    Bin,
    /// The answer to a fact.
    Fact(Fact),
    /// The status of a step.
    Status(StepKey),
    /// The person's own date of a step.
    OwnDate(StepKey),
    /// A field of a record.
    Field(RecordId, String),
}

/// One child's or young person's document.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// The day it was begun: dates that passed before it are never late.
    pub begun: NaiveDate,
    /// One of the example families.
    pub example: bool,
    /// Name or nickname.
    pub name: Register<String>,
    /// The council's pack; `None` is another council, or not sure.
    pub council: Register<Option<String>>,
    /// The day it was put in the bin.
    pub binned: Register<Option<NaiveDate>>,
    /// The situation; `None` is an answer taken back.
    pub facts: LiteMap<Fact, Register<Option<FactValue>>>,
    /// The person's status of each step touched.
    pub statuses: LiteMap<StepKey, Register<Status>>,
    /// The person's own dates.
    pub own_dates: LiteMap<StepKey, Register<Option<NaiveDate>>>,
    /// Everything else a person wrote.
    pub records: LiteMap<RecordId, Record>,
    /// Fields this version does not know, kept for the version that does.
    pub unknown: Map<String, Value>,
}

impl Plan {
    /// A new plan with a name.
    pub fn new(id: PlanId, begun: NaiveDate, name: String, stamp: Stamp) -> Self {
        Self {
            id,
            begun,
            example: false,
            name: Register::new(name, stamp.clone()),
            council: Register::new(None, stamp.clone()),
            binned: Register::new(None, stamp),
            facts: LiteMap::new(),
            statuses: LiteMap::new(),
            own_dates: LiteMap::new(),
            records: LiteMap::new(),
            unknown: Map::new(),
        }
    }

    /// Applies an edit and returns the one that takes it back.
    pub fn apply(&mut self, edit: Edit, stamp: Stamp) -> Result<Edit, EditError> {
        Ok(match edit {
            Edit::Name(name) => Edit::Name(self.name.write(name, stamp)),
            // An empty id is no council.
            Edit::Council(pack) => {
                Edit::Council(self.council.write(pack.filter(|pack| !pack.is_empty()), stamp))
            }
            Edit::Bin(day) => Edit::Bin(self.binned.write(day, stamp)),
            Edit::Fact(fact, value) => {
                if value.as_ref().is_some_and(|value| !situation::fits(fact.kind(), value)) {
                    return Err(EditError::WrongKind(fact));
                }
                let before = insert(&mut self.facts, fact, value, stamp);
                Edit::Fact(fact, before.flatten())
            }
            Edit::Status(step, status) => {
                let before = insert(&mut self.statuses, step.clone(), status, stamp);
                Edit::Status(step, before.unwrap_or(Status::NotStarted))
            }
            Edit::OwnDate(step, date) => {
                let before = insert(&mut self.own_dates, step.clone(), date, stamp);
                Edit::OwnDate(step, before.flatten())
            }
            Edit::Write { record: id, kind, field, words } => {
                let is_new = !self.records.contains_key(&id);
                let record = self.records.entry(id.clone()).or_insert_with(|| Record::new(&kind));
                let refused = if record.kind != kind {
                    Some(EditError::OtherKind)
                } else {
                    (!record.may_write(&field, words.by.voice)).then_some(EditError::TheirWords)
                };
                if let Some(error) = refused {
                    if is_new {
                        self.records.remove(&id);
                    }
                    return Err(error);
                }
                let by = words.by.clone();
                let before = match record.fields.get_mut(&field) {
                    Some(register) => register.write(words, stamp),
                    None => {
                        record.fields.insert(field.clone(), Register::new(words, stamp));
                        Words { text: None, by }
                    }
                };
                Edit::TakeBack { record: id, field, words: before }
            }
            Edit::TakeBack { record: id, field, words } => {
                let record = self.records.get_mut(&id).ok_or(EditError::OtherKind)?;
                let register = record.fields.get_mut(&field).ok_or(EditError::OtherKind)?;
                let before = register.write(words, stamp);
                Edit::TakeBack { record: id, field, words: before }
            }
        })
    }

    /// The facts as a situation for rules.
    pub fn situation(&self) -> Situation {
        let mut situation = Situation::new();
        for (fact, answer) in &self.facts {
            if let Some(value) = &answer.value {
                // `apply` and `restore` only let fitting values in; one that does not fit is left out.
                let _ = situation.set(*fact, value.clone());
            }
        }
        situation
    }

    /// The person's status of a step.
    pub fn status(&self, step: &StepKey) -> &Status {
        self.statuses.get(step).map_or(&Status::NotStarted, |status| &status.value)
    }

    /// The person's own date for a step.
    pub fn own_date(&self, step: &StepKey) -> Option<NaiveDate> {
        self.own_dates.get(step).and_then(|date| date.value)
    }

    /// The records of a kind that have not been taken away.
    pub fn records_of<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = (&'p RecordId, &'p Record)> {
        self.records.iter().filter(move |(_, record)| record.kind == kind && record.removed_on().is_none())
    }

    /// The places where two devices wrote without having seen each other, and nobody has settled it.
    pub fn unsettled(&self) -> Vec<Place> {
        fn is_open<T: register::Value>(register: &Register<T>) -> bool {
            register.rivals().next().is_some()
        }
        let mut places = Vec::new();
        places.extend(is_open(&self.name).then_some(Place::Name));
        places.extend(is_open(&self.council).then_some(Place::Council));
        places.extend(is_open(&self.binned).then_some(Place::Bin));
        places.extend(
            self.facts.iter().filter(|(_, value)| is_open(*value)).map(|(fact, _)| Place::Fact(*fact)),
        );
        let statuses = self.statuses.iter().filter(|(_, value)| is_open(*value));
        places.extend(statuses.map(|(key, _)| Place::Status(key.clone())));
        let dates = self.own_dates.iter().filter(|(_, value)| is_open(*value));
        places.extend(dates.map(|(key, _)| Place::OwnDate(key.clone())));
        for (id, record) in self.records.iter().filter(|(_, record)| record.removed_on().is_none()) {
            let fields = record.fields.iter().filter(|(_, field)| is_open(*field));
            places.extend(fields.map(|(name, _)| Place::Field(id.clone(), name.clone())));
        }
        places
    }

    /// The latest stamp in the plan, for [`Stamp::after`].
    pub fn latest_stamp(&self) -> Option<&Stamp> {
        [self.name.latest_stamp(), self.council.latest_stamp(), self.binned.latest_stamp()]
            .into_iter()
            .chain(self.facts.values().map(Register::latest_stamp))
            .chain(self.statuses.values().map(Register::latest_stamp))
            .chain(self.own_dates.values().map(Register::latest_stamp))
            .chain(self.records.values().filter_map(Record::latest_stamp))
            .max()
    }

    /// Takes everything from another copy of the same plan that is later than what is here.
    pub fn merge(&mut self, other: &Plan) {
        self.begun = self.begun.min(other.begun);
        self.example &= other.example;
        self.name.merge(&other.name);
        self.council.merge(&other.council);
        self.binned.merge(&other.binned);
        merge_entries(&mut self.facts, &other.facts);
        merge_entries(&mut self.statuses, &other.statuses);
        merge_entries(&mut self.own_dates, &other.own_dates);
        for (id, theirs) in &other.records {
            match self.records.get_mut(id) {
                Some(ours) => ours.merge(theirs),
                None => {
                    self.records.insert(id.clone(), theirs.clone());
                }
            }
        }
        merge_unknown(&mut self.unknown, &other.unknown);
    }
}

fn insert<K: Ord, T: register::Value>(
    entries: &mut LiteMap<K, Register<T>>,
    key: K,
    value: T,
    stamp: Stamp,
) -> Option<T> {
    match entries.get_mut(&key) {
        Some(entry) => Some(entry.write(value, stamp)),
        None => {
            entries.insert(key, Register::new(value, stamp));
            None
        }
    }
}

fn merge_entries<K: Ord + Clone, T: register::Value>(
    ours: &mut LiteMap<K, Register<T>>,
    theirs: &LiteMap<K, Register<T>>,
) {
    for (key, entry) in theirs {
        match ours.get_mut(key) {
            Some(kept) => kept.merge(entry),
            None => {
                ours.insert(key.clone(), entry.clone());
            }
        }
    }
}

/// Fields of a newer version carry no meaning here: keep the union, and of two different values the
/// greater text, so that the outcome does not depend on the order of merging.
fn merge_unknown(ours: &mut Map<String, Value>, theirs: &Map<String, Value>) {
    for (key, value) in theirs {
        match (ours.get_mut(key), value) {
            (Some(Value::Object(kept)), Value::Object(entries)) => merge_unknown(kept, entries),
            (kept, _) => {
                // Values have no order of their own; their text has.
                let greater = |kept: &mut Value| kept.to_string().cmp(&value.to_string()).is_lt();
                if kept.is_none_or(greater) {
                    ours.insert(key.clone(), value.clone());
                }
            }
        }
    }
}
