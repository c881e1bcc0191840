//! What a plan holds in the young person's part: goals, the readiness check, the countdown to a new place,
//! pages about them, their views before a meeting or a move, what was answered, check-ins after a move.
//!
//! Typed views over a plan's records, and the edits that write them. Pure: the day, ids and the author
//! are passed in. [`Reader`] decides what a page or a sheet shows: what is private reaches nobody but the
//! person, and neither does a note beside it, nor an answer to it. What is *not* here: the ideas,
//! headings and questions themselves ([`crate::pack::library`]), and what each lens makes of them (the
//! user interface).

pub mod about;
pub mod beside;
pub mod check_ins;
pub mod circle;
pub mod countdown;
pub mod goals;
pub mod readiness;
pub mod said;
pub mod sheet;
pub mod showed;
pub mod views;

use crate::plan::{Plan, Record, RecordId, Voice};

/// How somebody answers whether they can do a thing. Words, never points (rule D48): "with support" is as
/// whole an answer as "yes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Yes, with somebody's help or a thing that helps.
    WithSupport,
    /// Not yet.
    NotYet,
    /// Not sure.
    NotSure,
}

impl Answer {
    /// All, in the order in which they are offered.
    pub const ALL: [Answer; 4] = [Answer::Yes, Answer::WithSupport, Answer::NotYet, Answer::NotSure];

    /// The word that stands for it in a field.
    pub fn word(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::WithSupport => "with_support",
            Answer::NotYet => "not_yet",
            Answer::NotSure => "not_sure",
        }
    }

    /// The answer of a word; other words are none.
    pub fn read(word: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.word() == word)
    }

    /// Whether the person can do it, alone or with help.
    pub fn is_able(self) -> bool {
        matches!(self, Answer::Yes | Answer::WithSupport)
    }
}

/// For whom a sheet or a page is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The person, in a copy for them: everything.
    Me,
    /// Somebody who looks through the lens of a voice: of what is private only what that voice wrote in.
    /// A lens is no lock; it keeps what is private from being on the screen when others look on.
    Of(Voice),
    /// Anybody else: nothing private.
    Others,
}

impl Reader {
    /// Whether a record is for this reader.
    pub fn sees(self, record: &Record) -> bool {
        let wrote_in_it = |voice: Voice| {
            let writings = record.fields.values().flat_map(|field| field.standing());
            writings
                .into_iter()
                .any(|writing| writing.value.by.voice == voice && writing.value.text.is_some())
        };
        record.removed_on().is_none()
            && match self {
                Reader::Me => true,
                Reader::Of(voice) => !record.is_private() || wrote_in_it(voice),
                Reader::Others => !record.is_private(),
            }
    }

    /// Whether the record of this id is for this reader; what is not there is not.
    pub fn sees_id(self, plan: &Plan, id: &RecordId) -> bool {
        plan.records.get(id).is_some_and(|record| self.sees(record))
    }
}

/// Records in the order they were first written.
fn in_order<'p>(
    records: impl Iterator<Item = (&'p RecordId, &'p Record)>,
) -> Vec<(&'p RecordId, &'p Record)> {
    let mut list = Vec::new();
    for (id, record) in records {
        crate::order::insert_in_order(&mut list, (record.first_written(), id, record), |one, other| {
            (one.0, one.1).cmp(&(other.0, other.1))
        });
    }
    list.into_iter().map(|(_, id, record)| (id, record)).collect()
}

#[cfg(test)]
pub(crate) mod fixture {
    //! A plan for the tests of this part.

    use chrono::NaiveDate;

    use crate::plan::record::{PRIVATE, YES};
    use crate::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Voice};

    /// A plan that counts its own stamps.
    pub struct Desk {
        /// The plan.
        pub plan: Plan,
        millis: i64,
    }

    impl Desk {
        pub fn new() -> Self {
            let plan = Plan::new(PlanId::new("p"), day("2026-11-22"), "Sam".into(), stamp(1));
            Self { plan, millis: 1 }
        }

        pub fn apply(&mut self, edits: Vec<Edit>) {
            for edit in edits {
                self.millis += 60 * 60 * 1_000;
                self.plan.apply(edit, stamp(self.millis)).unwrap();
            }
        }

        pub fn hide(&mut self, kind: &str, id: &RecordId, by: Voice) {
            self.apply(vec![Edit::write(kind, id, PRIVATE, Some(YES.into()), &Author::of(by))]);
        }
    }

    pub fn stamp(millis: i64) -> Stamp {
        Stamp { millis, counter: 0, device: DeviceId::new("phone") }
    }

    pub fn day(text: &str) -> NaiveDate {
        crate::calendar::parse_iso(text).unwrap()
    }

    pub fn me() -> Author {
        Author::of(Voice::YoungPerson)
    }

    pub fn parent() -> Author {
        Author { voice: Voice::ParentCarer, name: "Jo".into() }
    }

    pub fn school() -> Author {
        Author::of(Voice::School)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn every_answer_is_read_back_from_its_word() {
        for answer in Answer::ALL {
            assert_eq!(Answer::read(answer.word()), Some(answer));
        }
        for other in ["", "Yes", "2", "no"] {
            assert_eq!(Answer::read(other), None, "{other}");
        }
    }

    #[test]
    fn with_support_counts_as_able() {
        let able = Answer::ALL.map(Answer::is_able);
        assert_eq!(able, [true, true, false, false]);
    }
}
