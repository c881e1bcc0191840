//! A charter check: what a family, a young person and a school say about each promise, and when. Records of
//! the kind `charter`, one for each statement, voice and day, so that what was said before stays.

use chrono::NaiveDate;

use crate::order::insert_in_order;
use crate::plan::record::{Author, Record, RecordId};
use crate::plan::{Edit, Plan, Voice};

/// The kind of an answer.
pub const CHARTER: &str = "charter";
/// The statement, by id.
pub const STATEMENT: &str = "statement";
/// The answer.
pub const ANSWER: &str = "answer";
/// Who has to do something about it.
pub const BY_WHOM: &str = "by_whom";
/// A note.
pub const NOTE: &str = "note";

/// How it stands with a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// Kept.
    Kept,
    /// Partly.
    Partly,
    /// Not yet.
    NotYet,
    /// Not known.
    DontKnow,
}

impl Kept {
    /// All, with the word in a file and the words on a button.
    pub const ALL: [(Kept, &'static str, &'static str); 4] = [
        (Kept::Kept, "kept", "Kept"),
        (Kept::Partly, "partly", "Partly"),
        (Kept::NotYet, "not_yet", "Not yet"),
        (Kept::DontKnow, "dont_know", "Don’t know"),
    ];

    /// The word in a file.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kept, _, _)| *kept == self).map_or("", |(_, word, _)| word)
    }

    /// The words a person reads.
    pub fn label(self) -> &'static str {
        Self::ALL.iter().find(|(kept, _, _)| *kept == self).map_or("", |(_, _, label)| label)
    }

    /// The answer of a word.
    pub fn read(word: &str) -> Option<Kept> {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map(|(kept, _, _)| *kept)
    }
}

/// One answer, as somebody gave it on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Said<'p> {
    /// Its record.
    pub id: &'p RecordId,
    /// Whose view it is.
    pub voice: Voice,
    /// The day it was given.
    pub on: NaiveDate,
    /// The answer.
    pub kept: Kept,
    /// All of it.
    pub record: &'p Record,
}

/// The record of an answer: one for a statement, a voice and a day.
pub fn id_of(statement: &str, voice: Voice, on: NaiveDate) -> RecordId {
    let voice = Voice::NAMES.iter().find(|(known, _)| *known == voice).map_or("", |(_, name)| name);
    RecordId::new(["charter:", statement, ":", voice, ":", &crate::calendar::iso(on)].concat())
}

/// What writes an answer; `None` takes it away.
pub fn answer(statement: &str, on: NaiveDate, kept: Option<Kept>, by: &Author) -> Vec<Edit> {
    let id = id_of(statement, by.voice, on);
    let text = kept.map(|kept| kept.word().to_owned());
    vec![
        Edit::write(CHARTER, &id, STATEMENT, Some(statement.to_owned()), by),
        Edit::write(CHARTER, &id, ANSWER, text, by),
    ]
}

/// Every answer to a statement, the latest first.
pub fn answers<'p>(plan: &'p Plan, statement: &str) -> Vec<Said<'p>> {
    let mut found = Vec::new();
    for (id, record) in plan.records_of(CHARTER).filter(|(_, record)| record.text(STATEMENT) == statement) {
        let said = record.field(ANSWER).and_then(|field| {
            let kept = Kept::read(field.value.text.as_deref()?)?;
            let on = crate::calendar::parse_iso(id.as_str().rsplit(':').next()?)?;
            Some(Said { id, voice: field.value.by.voice, on, kept, record })
        });
        if let Some(said) = said {
            insert_in_order(&mut found, said, |one, other| (other.on, other.id).cmp(&(one.on, one.id)));
        }
    }
    found
}

/// The latest answer of each voice, in the order of the voices.
pub fn latest<'p>(plan: &'p Plan, statement: &str) -> Vec<Said<'p>> {
    let all = answers(plan, statement);
    let of = |(voice, _): &(Voice, &str)| all.iter().find(|said| said.voice == *voice).copied();
    Voice::NAMES.iter().filter_map(of).collect()
}

/// Whether those who answered see it differently. Who does not know does not differ.
pub fn differ(said: &[Said<'_>]) -> bool {
    let mut known = said.iter().map(|said| said.kept).filter(|kept| *kept != Kept::DontKnow);
    known.next().is_some_and(|first| known.any(|other| other != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{DeviceId, PlanId, Stamp};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn plan(said: &[(Voice, u32, Kept)]) -> Plan {
        let stamp = |millis| Stamp { millis, counter: 0, device: DeviceId::new("test") };
        let mut plan = Plan::new(PlanId::new("p"), day(1), "Leo".into(), stamp(1));
        let mut at = 2;
        for (voice, on, kept) in said {
            for edit in answer("CH-02", day(*on), Some(*kept), &Author::of(*voice)) {
                plan.apply(edit, stamp(at)).unwrap();
                at += 1;
            }
        }
        plan
    }

    #[test]
    fn each_voice_has_its_latest_answer_and_the_earlier_ones_stay() {
        let plan = plan(&[
            (Voice::School, 2, Kept::Partly),
            (Voice::ParentCarer, 3, Kept::NotYet),
            (Voice::School, 9, Kept::Kept),
        ]);
        let latest = latest(&plan, "CH-02");
        let seen: Vec<_> = latest.iter().map(|said| (said.voice, said.kept)).collect();
        assert_eq!(seen, [(Voice::ParentCarer, Kept::NotYet), (Voice::School, Kept::Kept)]);
        assert!(differ(&latest));
        assert_eq!(answers(&plan, "CH-02").len(), 3);
        assert!(answers(&plan, "CH-03").is_empty());
    }

    #[test]
    fn not_knowing_is_not_a_different_view() {
        let plan = plan(&[(Voice::School, 2, Kept::Kept), (Voice::YoungPerson, 2, Kept::DontKnow)]);
        assert!(!differ(&latest(&plan, "CH-02")));
    }

    #[test]
    fn an_answer_taken_away_is_gone() {
        let mut plan = plan(&[(Voice::School, 2, Kept::Kept)]);
        let stamp = Stamp { millis: 99, counter: 0, device: DeviceId::new("test") };
        for edit in answer("CH-02", day(2), None, &Author::of(Voice::School)) {
            plan.apply(edit, stamp.clone()).unwrap();
        }
        assert!(answers(&plan, "CH-02").is_empty());
    }

    #[test]
    fn words_are_read_back() {
        for (kept, word, _) in Kept::ALL {
            assert_eq!((Kept::read(word), kept.word()), (Some(kept), word));
        }
        assert_eq!(Kept::read("often"), None);
    }
}
