//! Records: everything in a plan that a person writes besides answers and statuses. A note, a goal, a
//! line about me, a meeting, an action are all records: a kind, and named fields of text, each with who
//! wrote it. What the fields of a kind mean is known to that kind's own module ([`crate::plan::notes`],
//! for example); reading, merging, privacy, undo and the bin are the same for all.
//!
//! A record's id is random where a person adds one, and spoken for where there can be only one of it
//! (the answer to one question, say), so that two devices write in the same record.

use chrono::NaiveDate;
use litemap::LiteMap;
use serde_json::{Map, Value};

use super::merge_unknown;
use super::register::Register;
use super::stamp::Stamp;
use crate::calendar::{iso, parse_iso};

text_id!(RecordId, "Names a record of a plan.");

/// The field that keeps a record out of everything for others: "yes", or nothing.
pub const PRIVATE: &str = "private";
/// The field with the day a record was taken away.
pub const REMOVED: &str = "removed";
/// What stands in a field that is a yes.
pub const YES: &str = "yes";

/// Through which lens something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The young person's own words.
    YoungPerson,
    /// A parent or carer.
    ParentCarer,
    /// School.
    School,
}

impl Voice {
    /// All voices with their names in a file.
    pub const NAMES: [(Voice, &'static str); 3] = [
        (Voice::YoungPerson, "young_person"),
        (Voice::ParentCarer, "parent_carer"),
        (Voice::School, "school"),
    ];
}

/// Who wrote something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Author {
    /// Through which lens.
    pub voice: Voice,
    /// The name of somebody who writes what the person says, or of who is writing; may be empty.
    pub name: String,
}

impl Author {
    /// Somebody writing through a lens, without a name.
    pub fn of(voice: Voice) -> Self {
        Self { voice, name: String::new() }
    }
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// The text; `None` once taken away.
    pub text: Option<String>,
    /// Who wrote it.
    pub by: Author,
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it is, for example `note`.
    pub kind: String,
    /// Its fields by name.
    pub fields: LiteMap<String, Register<Words>>,
    /// What this version cannot read of it.
    pub unknown: Map<String, Value>,
}

impl Record {
    /// An empty record of a kind.
    pub fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), fields: LiteMap::new(), unknown: Map::new() }
    }

    /// A field with its writings.
    pub fn field(&self, name: &str) -> Option<&Register<Words>> {
        self.fields.get(name)
    }

    /// The text of a field; empty if it has none.
    pub fn text(&self, name: &str) -> &str {
        self.field(name).and_then(|field| field.value.text.as_deref()).unwrap_or_default()
    }

    /// The date in a field.
    pub fn date(&self, name: &str) -> Option<NaiveDate> {
        parse_iso(self.text(name))
    }

    /// Whether a field is a yes.
    pub fn is(&self, name: &str) -> bool {
        self.text(name) == YES
    }

    /// Whether it is kept out of everything for others. When two devices disagree, it is.
    pub fn is_private(&self) -> bool {
        self.field(PRIVATE)
            .is_some_and(|field| field.standing().any(|writing| writing.value.text.as_deref() == Some(YES)))
    }

    /// The day it was taken away.
    pub fn removed_on(&self) -> Option<NaiveDate> {
        self.date(REMOVED)
    }

    /// Whether it is the young person's: they wrote in it, in their own voice.
    pub fn is_theirs(&self) -> bool {
        self.fields.values().any(is_theirs)
    }

    /// Whether somebody writing in this voice may write in a field: the young person's words are
    /// changed only by them, and only they hide or take away what is theirs.
    pub fn may_write(&self, name: &str, voice: Voice) -> bool {
        let is_protected = match name {
            PRIVATE | REMOVED => self.is_theirs(),
            _ => self.field(name).is_some_and(is_theirs),
        };
        voice == Voice::YoungPerson || !is_protected
    }

    /// When it was first written.
    pub fn first_written(&self) -> Option<&Stamp> {
        self.fields.values().flat_map(|field| field.writings()).map(|writing| &writing.stamp).min()
    }

    /// The latest stamp in it.
    pub fn latest_stamp(&self) -> Option<&Stamp> {
        self.fields.values().map(Register::latest_stamp).max()
    }

    /// Takes another copy's writings in.
    pub fn merge(&mut self, other: &Record) {
        if other.kind > self.kind {
            // Never differ in honest copies; the greater keeps the merge commutative.
            self.kind.clone_from(&other.kind);
        }
        for (name, theirs) in &other.fields {
            match self.fields.get_mut(name) {
                Some(ours) => ours.merge(theirs),
                None => {
                    self.fields.insert(name.clone(), theirs.clone());
                }
            }
        }
        merge_unknown(&mut self.unknown, &other.unknown);
    }
}

fn is_theirs(field: &Register<Words>) -> bool {
    field
        .standing()
        .any(|writing| writing.value.by.voice == Voice::YoungPerson && writing.value.text.is_some())
}

/// A date as a field's text.
pub fn date_text(day: NaiveDate) -> Option<String> {
    Some(iso(day))
}

/// Text as a person typed it, for a field: nothing if there is nothing in it.
pub fn typed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
