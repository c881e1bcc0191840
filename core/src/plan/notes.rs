//! Notes on steps: records of the kind `note`.

use chrono::NaiveDate;

use super::record::{Author, Record, RecordId, date_text};
use super::{Edit, Plan, StepKey};
use crate::order::insert_in_order;

/// The kind of a note.
pub const NOTE: &str = "note";
/// The step it is about, by key.
pub const STEP: &str = "step";
/// The day it was written.
pub const WRITTEN: &str = "written";
/// Its words.
pub const TEXT: &str = "text";

/// What adds a note.
pub fn add_note(id: &RecordId, step: &StepKey, written: NaiveDate, text: String, by: &Author) -> Vec<Edit> {
    let fields = [(STEP, Some(step.as_str().to_owned())), (WRITTEN, date_text(written)), (TEXT, Some(text))];
    fields.into_iter().map(|(field, text)| Edit::write(NOTE, id, field, text, by)).collect()
}

/// The step a record is a note on.
pub fn noted_step(record: &Record) -> Option<StepKey> {
    let is_note = record.kind == NOTE && record.removed_on().is_none();
    is_note.then(|| StepKey::new(record.text(STEP)))
}

impl Plan {
    /// The notes of a step that have not been taken away, oldest first.
    pub fn notes_of(&self, step: &StepKey) -> Vec<(&RecordId, &Record)> {
        let mut notes = Vec::new();
        for (id, note) in self.records_of(NOTE).filter(|(_, note)| note.text(STEP) == step.as_str()) {
            insert_in_order(
                &mut notes,
                (note.date(WRITTEN), note.first_written(), id, note),
                |one, other| (one.0, one.1, one.2).cmp(&(other.0, other.1, other.2)),
            );
        }
        notes.into_iter().map(|(_, _, id, note)| (id, note)).collect()
    }
}
