//! How somebody who does not use words showed something, in any record: how, who says so, and when.
//! Nobody writes words for them; what others saw is written in the third person beside these.

use super::goals::{SHOWED_HOW, SHOWED_ON, SHOWED_WHO, SIGNS, Showed, signs_in};
use crate::plan::record::{date_text, typed};
use crate::plan::{Author, Edit, Record, RecordId};

impl Showed {
    /// What a record says about it; nothing if it says neither how nor who.
    pub fn of(record: &Record) -> Option<Self> {
        let showed = Self {
            how: signs_in(record.text(SHOWED_HOW)),
            who: record.text(SHOWED_WHO).to_owned(),
            on: record.date(SHOWED_ON),
        };
        (!showed.how.is_empty() || !showed.who.is_empty()).then_some(showed)
    }

    /// What writes it in a record.
    pub fn edits(&self, kind: &str, id: &RecordId, by: &Author) -> Vec<Edit> {
        let fields = [
            (SHOWED_HOW, typed(&self.how.join(" "))),
            (SHOWED_WHO, typed(&self.who)),
            (SHOWED_ON, self.on.and_then(date_text)),
        ];
        fields.into_iter().map(|(field, text)| Edit::write(kind, id, field, text, by)).collect()
    }

    /// The words of how it was shown, as they are chosen: "Looked at it", "Smiled".
    pub fn how_in_words(&self) -> Vec<&'static str> {
        let sign = |how: &&str| SIGNS.iter().find(|(word, ..)| word == how).map(|(_, words, _)| *words);
        self.how.iter().filter_map(sign).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, parent};

    #[test]
    fn what_was_shown_is_read_back_and_said_in_words() {
        let mut desk = Desk::new();
        let id = RecordId::new("a");
        let showed = Showed { how: vec!["look", "smile"], who: "Jo".into(), on: Some(day("2026-11-20")) };
        desk.apply(showed.edits("view", &id, &parent()));
        let read = Showed::of(&desk.plan.records[&id]).unwrap();
        assert_eq!(read, showed);
        assert_eq!(read.how_in_words(), ["Looked at it", "Smiled"]);
    }

    #[test]
    fn words_this_version_does_not_know_are_left_out() {
        let mut desk = Desk::new();
        let id = RecordId::new("a");
        desk.apply(vec![Edit::write("view", &id, SHOWED_HOW, Some("wink".into()), &parent())]);
        assert_eq!(Showed::of(&desk.plan.records[&id]), None);
    }
}
