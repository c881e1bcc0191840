//! How somebody who does not use words showed something: how, who says so, and when. Nobody writes words
//! for them; what others saw is written in the third person beside these.

use chrono::NaiveDate;

use crate::plan::record::{date_text, typed};
use crate::plan::{Author, Edit, Record, RecordId};

/// How they showed it: the words of [`WAYS`], parted by spaces.
pub const HOW: &str = "showed_how";
/// Who says so.
pub const WHO: &str = "showed_who";
/// The day they saw it.
pub const ON: &str = "showed_on";

/// Ways to show something: the word stored, the words on a button, and the same in a sentence.
pub const WAYS: &[(&str, &str, &str)] = &[
    ("look", "Looked at it", "a look"),
    ("turn", "Turned to it", "turning to it"),
    ("smile", "Smiled", "a smile"),
    ("sound", "Made a sound", "a sound"),
    ("reach", "Reached for it", "reaching for it"),
    ("push_away", "Pushed it away", "pushing it away"),
    ("still", "Became still", "becoming still"),
    ("sign", "Signed it", "a sign"),
    ("symbol", "Used a symbol", "a symbol"),
    ("switch", "Pressed a switch", "a switch"),
];

/// What is known about how something was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Showed {
    /// The words of [`WAYS`], in their order.
    pub how: Vec<&'static str>,
    /// Who says so.
    pub who: String,
    /// When.
    pub on: Option<NaiveDate>,
}

impl Showed {
    /// What a record says about it.
    pub fn of(record: &Record) -> Self {
        let words = record.text(HOW);
        let how = WAYS.iter().map(|(word, ..)| *word).filter(|way| words.split(' ').any(|word| word == *way));
        Self { how: how.collect(), who: record.text(WHO).to_owned(), on: record.date(ON) }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.how.is_empty() && self.who.is_empty()
    }

    /// What writes it in a record.
    pub fn edits(&self, kind: &str, id: &RecordId, by: &Author) -> Vec<Edit> {
        let fields =
            [(HOW, typed(&self.how.join(" "))), (WHO, typed(&self.who)), (ON, self.on.and_then(date_text))];
        fields.into_iter().map(|(field, text)| Edit::write(kind, id, field, text, by)).collect()
    }

    /// "a look and a smile".
    pub fn how_in_words(&self) -> String {
        let mut words = String::new();
        for (at, way) in self.how.iter().enumerate() {
            if at > 0 {
                words.push_str(if at + 1 == self.how.len() { " and " } else { ", " });
            }
            let known = WAYS.iter().find(|(word, ..)| word == way);
            words.push_str(known.map_or(*way, |(_, _, sentence)| sentence));
        }
        words
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
        let showed =
            Showed { how: vec!["look", "smile", "still"], who: "Jo".into(), on: Some(day("2026-11-20")) };
        desk.apply(showed.edits("view", &id, &parent()));
        let read = Showed::of(&desk.plan.records[&id]);
        assert_eq!(read, showed);
        assert_eq!(read.how_in_words(), "a look, a smile and becoming still");
    }

    #[test]
    fn words_this_version_does_not_know_are_left_out() {
        let mut desk = Desk::new();
        let id = RecordId::new("a");
        desk.apply(vec![Edit::write("view", &id, HOW, Some("wink look".into()), &parent())]);
        assert_eq!(Showed::of(&desk.plan.records[&id]).how, ["look"]);
    }
}
