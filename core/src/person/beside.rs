//! A note that somebody else writes beside a person's words, which stay as they are: records of the
//! kind `beside`.

use chrono::NaiveDate;

use super::{Reader, in_order};
use crate::plan::record::date_text;
use crate::plan::{Author, Edit, Plan, Record, RecordId};

/// The kind.
pub const BESIDE: &str = "beside";
/// The record it stands beside, by id.
pub const OF: &str = "of";
/// The day it was written.
pub const WRITTEN: &str = "written";
/// Its words.
pub const TEXT: &str = "text";

/// What adds a note beside a record.
pub fn add(id: &RecordId, of: &RecordId, written: NaiveDate, text: String, by: &Author) -> Vec<Edit> {
    let fields = [(OF, Some(of.as_str().to_owned())), (WRITTEN, date_text(written)), (TEXT, Some(text))];
    fields.into_iter().map(|(field, text)| Edit::write(BESIDE, id, field, text, by)).collect()
}

/// The notes beside a record, oldest first. Beside what a reader does not see they see no note.
pub fn notes<'p>(plan: &'p Plan, of: &RecordId, reader: Reader) -> Vec<(&'p RecordId, &'p Record)> {
    if !reader.sees_id(plan, of) {
        return Vec::new();
    }
    let notes = plan.records_of(BESIDE).filter(|(_, note)| note.text(OF) == of.as_str());
    in_order(notes.filter(|(_, note)| reader.sees(note)))
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
            notes(&desk.plan, &of, reader).into_iter().map(|(_, note)| note.text(TEXT).to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(&desk, Reader::Others), ["We have seen it", "At home too"]);
        desk.hide("view", &of, Voice::YoungPerson);
        assert!(words(&desk, Reader::Others).is_empty());
        assert_eq!(words(&desk, Reader::Me).len(), 2);
    }
}
