//! The plan: one child's or young person's document, and the only way to change it.
//!
//! Every change is an [`Edit`] applied with a [`Stamp`], so that two copies can be combined field by
//! field and the last change can be taken back. Invariants:
//! - `apply` returns the edit that undoes it.
//! - `merge` is commutative, associative and idempotent, and never drops an entry.
//! - what can be worked out from the plan (dates, statuses of time, progress) is never stored in it.
//!
//! What is *not* here: how a plan is written to a file ([`crate::dto`]), what to do when
//! ([`crate::path`]).

use chrono::NaiveDate;
use litemap::LiteMap;
use serde_json::{Map, Value};

use crate::order::insert_in_order;
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

text_id!(PlanId, "Names a plan, on every device the same.");
text_id!(DeviceId, "Names a device, so that stamps of two devices never tie.");
text_id!(NoteId, "Names a note.");
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

/// When and where an edit was made: a hybrid clock, so that a device whose clock was set back
/// still makes later stamps.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    /// Milliseconds since 1970, by the device's clock or the latest stamp seen, whichever is later.
    pub millis: i64,
    /// Tells apart edits of the same millisecond.
    pub counter: u32,
    /// The device.
    pub device: DeviceId,
}

impl Stamp {
    /// The next stamp on `device` after every stamp seen so far.
    pub fn after(latest: Option<&Stamp>, now_millis: i64, device: &DeviceId) -> Stamp {
        match latest {
            Some(seen) if seen.millis >= now_millis => {
                Stamp { millis: seen.millis, counter: seen.counter.saturating_add(1), device: device.clone() }
            }
            _ => Stamp { millis: now_millis, counter: 0, device: device.clone() },
        }
    }
}

/// A value with the stamp of the edit that set it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamped<T> {
    // The stamp comes first so that the derived order is "later wins, then the greater value":
    // total, hence commutative, even for hostile copies that reuse a stamp.
    /// When and where it was set.
    pub stamp: Stamp,
    /// The value.
    pub value: T,
}

impl<T: Ord + Clone> Stamped<T> {
    fn merge(&mut self, other: &Stamped<T>) {
        if *other > *self {
            *self = other.clone();
        }
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

/// A dated note on a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The step.
    pub step: StepKey,
    /// The day it was written.
    pub written: NaiveDate,
    /// Its words; `None` once taken away, so that a merge does not bring it back.
    pub text: Stamped<Option<String>>,
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
    /// Writes a note.
    AddNote {
        /// A new id.
        id: NoteId,
        /// The step it is about.
        step: StepKey,
        /// The day it is written.
        written: NaiveDate,
        /// Its words.
        text: String,
    },
    /// Rewrites a note, or takes it away, or brings it back.
    NoteText(NoteId, Option<String>),
    /// Puts the plan in the bin on that day, or takes it out.
    Bin(Option<NaiveDate>),
}

/// Why an edit could not be applied. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The value does not fit the fact.
    WrongKind(Fact),
    /// There is no such note.
    UnknownNote,
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
    pub name: Stamped<String>,
    /// The council's pack; `None` is another council, or not sure.
    pub council: Stamped<Option<String>>,
    /// The day it was put in the bin.
    pub binned: Stamped<Option<NaiveDate>>,
    /// The situation; `None` is an answer taken back.
    pub facts: LiteMap<Fact, Stamped<Option<FactValue>>>,
    /// The person's status of each step touched.
    pub statuses: LiteMap<StepKey, Stamped<Status>>,
    /// The person's own dates.
    pub own_dates: LiteMap<StepKey, Stamped<Option<NaiveDate>>>,
    /// Notes.
    pub notes: LiteMap<NoteId, Note>,
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
            name: Stamped { stamp: stamp.clone(), value: name },
            council: Stamped { stamp: stamp.clone(), value: None },
            binned: Stamped { stamp, value: None },
            facts: LiteMap::new(),
            statuses: LiteMap::new(),
            own_dates: LiteMap::new(),
            notes: LiteMap::new(),
            unknown: Map::new(),
        }
    }

    /// Applies an edit and returns the one that takes it back.
    pub fn apply(&mut self, edit: Edit, stamp: Stamp) -> Result<Edit, EditError> {
        Ok(match edit {
            Edit::Name(name) => Edit::Name(replace(&mut self.name, name, stamp)),
            Edit::Council(pack) => Edit::Council(replace(&mut self.council, pack, stamp)),
            Edit::Bin(day) => Edit::Bin(replace(&mut self.binned, day, stamp)),
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
            Edit::AddNote { id, step, written, text } => {
                let text = Stamped { stamp, value: Some(text) };
                self.notes.insert(id.clone(), Note { step, written, text });
                Edit::NoteText(id, None)
            }
            Edit::NoteText(id, text) => {
                let note = self.notes.get_mut(&id).ok_or(EditError::UnknownNote)?;
                Edit::NoteText(id, replace(&mut note.text, text, stamp))
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

    /// The notes of a step that have not been taken away, oldest first.
    pub fn notes_of(&self, step: &StepKey) -> Vec<(NoteId, NaiveDate, String)> {
        let mut notes = Vec::new();
        for (id, note) in self.notes.iter().filter(|(_, note)| note.step == *step) {
            if let Some(text) = &note.text.value {
                insert_in_order(&mut notes, (note.written, &note.text.stamp, id, text), Ord::cmp);
            }
        }
        notes.into_iter().map(|(written, _, id, text)| (id.clone(), written, text.clone())).collect()
    }

    /// The latest stamp in the plan, for [`Stamp::after`].
    pub fn latest_stamp(&self) -> Option<&Stamp> {
        [&self.name.stamp, &self.council.stamp, &self.binned.stamp]
            .into_iter()
            .chain(self.facts.values().map(|entry| &entry.stamp))
            .chain(self.statuses.values().map(|entry| &entry.stamp))
            .chain(self.own_dates.values().map(|entry| &entry.stamp))
            .chain(self.notes.values().map(|note| &note.text.stamp))
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
        for (id, theirs) in &other.notes {
            match self.notes.get_mut(id) {
                Some(ours) => {
                    ours.text.merge(&theirs.text);
                    // Never differ in honest copies; a total order keeps the merge commutative.
                    let (step, written) = (&theirs.step, theirs.written);
                    if (step, written) > (&ours.step, ours.written) {
                        ours.step = step.clone();
                        ours.written = written;
                    }
                }
                None => {
                    self.notes.insert(id.clone(), theirs.clone());
                }
            }
        }
        merge_unknown(&mut self.unknown, &other.unknown);
    }
}

fn replace<T>(field: &mut Stamped<T>, value: T, stamp: Stamp) -> T {
    field.stamp = stamp;
    std::mem::replace(&mut field.value, value)
}

fn insert<K: Ord, T>(entries: &mut LiteMap<K, Stamped<T>>, key: K, value: T, stamp: Stamp) -> Option<T> {
    entries.insert(key, Stamped { stamp, value }).map(|before| before.value)
}

fn merge_entries<K: Ord + Clone, T: Ord + Clone>(
    ours: &mut LiteMap<K, Stamped<T>>,
    theirs: &LiteMap<K, Stamped<T>>,
) {
    for (key, entry) in theirs {
        ours.entry(key.clone()).and_modify(|kept| kept.merge(entry)).or_insert_with(|| entry.clone());
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
