//! Notes that somebody else writes beside a person's words, which stay as they are: notes like those on a
//! step ([`crate::plan::notes`]), under a key of the record's own.

use chrono::NaiveDate;

use super::Reader;
use crate::plan::notes::add_note;
pub use crate::plan::notes::{NOTE as BESIDE, TEXT, WRITTEN};
use crate::plan::{Author, Edit, Plan, Record, RecordId, StepKey};

/// The record's own id: whoever looks for what belongs to a private record finds the note by it.
fn key(of: &RecordId) -> StepKey {
    StepKey::new(of.as_str())
}

/// What adds a note beside a record.
pub fn add(id: &RecordId, of: &RecordId, written: NaiveDate, text: String, by: &Author) -> Vec<Edit> {
    add_note(id, &key(of), written, text, by)
}

/// The notes beside a record, oldest first. Beside what a reader does not see they see no note.
pub fn notes<'p>(plan: &'p Plan, of: &RecordId, reader: Reader) -> Vec<(&'p RecordId, &'p Record)> {
    if !reader.sees_id(plan, of) {
        return Vec::new();
    }
    plan.notes_of(&key(of)).into_iter().filter(|(_, note)| reader.sees(note)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, me, parent, school};
    use crate::plan::Voice;

    #[test]
    fn notes_stand_in_order_and_go_where_their_words_go() {
        let mut desk = Desk::new();
        let of = RecordId::new("view:x:y");
        desk.apply(vec![Edit::write("view", &of, "text", Some("Loud rooms hurt".into()), &me())]);
        desk.apply(add(&RecordId::new("b"), &of, day("2026-11-22"), "We have seen it".into(), &school()));
        desk.apply(add(&RecordId::new("a"), &of, day("2026-11-23"), "At home too".into(), &parent()));
        let words = |desk: &Desk, reader| {
            let notes = notes(&desk.plan, &of, reader);
            notes.into_iter().map(|(_, note)| note.text(TEXT).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(&desk, Reader::Others), ["We have seen it", "At home too"]);
        desk.hide("view", &of, Voice::YoungPerson);
        assert!(words(&desk, Reader::Others).is_empty());
        assert_eq!(words(&desk, Reader::Me).len(), 2);
    }
}
