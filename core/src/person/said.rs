//! You said, we will: beside each thing a person said, what was agreed, or why not. Records of the kind
//! `said`; the answer is typed by school or parent, or comes from a meeting.

use chrono::NaiveDate;

use super::{Reader, in_order};
use crate::plan::record::typed;
use crate::plan::{Author, Edit, Plan, Record, RecordId};

/// The kind.
pub const SAID: &str = "said";
/// What they said. May be empty where [`FROM`] names the record that says it.
pub const WHAT: &str = "what";
/// The record it was said in, by id.
pub const FROM: &str = "from";
/// The meeting it was said at, by id.
pub const MEETING: &str = "meeting";
/// The answer: a word of [`Answer::NAMES`].
pub const ANSWER: &str = "answer";
/// What was agreed.
pub const AGREED: &str = "agreed";
/// Who does it.
pub const WHO: &str = "who";
/// By when.
pub const BY: &str = "by";
/// Why it will not be done.
pub const WHY_NOT: &str = "why_not";
/// What became of it: a word of [`Outcome::NAMES`].
pub const OUTCOME: &str = "outcome";
/// More about what became of it.
pub const OUTCOME_NOTE: &str = "outcome_note";

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It will be done.
    Will,
    /// It will not, with a reason.
    Not,
}

impl Answer {
    /// All answers with their words in a record.
    pub const NAMES: [(Answer, &'static str); 2] = [(Answer::Will, "will"), (Answer::Not, "not")];

    /// The answer of a word; none while nobody has answered.
    pub fn read(word: &str) -> Option<Answer> {
        Self::NAMES.iter().find(|(_, name)| *name == word).map(|(answer, _)| *answer)
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not.
    NotDone,
}

impl Outcome {
    /// All outcomes with their words in a record.
    pub const NAMES: [(Outcome, &'static str); 2] = [(Outcome::Done, "done"), (Outcome::NotDone, "not_done")];

    /// The outcome of a word; none while it is not known.
    pub fn read(word: &str) -> Option<Outcome> {
        Self::NAMES.iter().find(|(_, name)| *name == word).map(|(outcome, _)| *outcome)
    }
}

/// One thing said, with what was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'p> {
    /// The record.
    pub id: &'p RecordId,
    /// What they said; empty where only [`Said::from`] says it.
    pub what: &'p str,
    /// Who wrote that down.
    pub by: Option<&'p Author>,
    /// The record it was said in.
    pub from: Option<RecordId>,
    /// What was answered.
    pub answer: Option<Answer>,
    /// What was agreed.
    pub agreed: &'p str,
    /// Who does it.
    pub who: &'p str,
    /// By when.
    pub by_day: Option<NaiveDate>,
    /// Why not.
    pub why_not: &'p str,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// More about that.
    pub outcome_note: &'p str,
    /// Whether only the person sees it.
    pub is_private: bool,
}

fn of<'p>(id: &'p RecordId, record: &'p Record) -> Said<'p> {
    Said {
        id,
        what: record.text(WHAT),
        by: record.field(WHAT).filter(|field| field.value.text.is_some()).map(|field| &field.value.by),
        from: typed(record.text(FROM)).map(RecordId::new),
        answer: Answer::read(record.text(ANSWER)),
        agreed: record.text(AGREED),
        who: record.text(WHO),
        by_day: record.date(BY),
        why_not: record.text(WHY_NOT),
        outcome: Outcome::read(record.text(OUTCOME)),
        outcome_note: record.text(OUTCOME_NOTE),
        is_private: record.is_private(),
    }
}

/// The id of what was said in a record: there is one answer for it, until a meeting answers again.
pub fn said_id(from: &RecordId, meeting: &str) -> RecordId {
    let parts: &[&str] = if meeting.is_empty() {
        &[SAID, ":", from.as_str()]
    } else {
        &[SAID, ":", meeting, ":", from.as_str()]
    };
    RecordId::new(parts.concat())
}

/// What puts something on the page. `what` is left empty where the record of `from` says it: then it
/// stays in the words, and the voice, of the one who wrote it.
pub fn add(id: &RecordId, what: &str, from: Option<&RecordId>, by: &Author) -> Vec<Edit> {
    let fields = [(WHAT, typed(what)), (FROM, from.map(|from| from.as_str().to_owned()))];
    let written = fields.into_iter().filter(|(_, text)| text.is_some());
    written.map(|(field, text)| Edit::write(SAID, id, field, text, by)).collect()
}

/// What answers: that it will be done, by whom and by when, or why not.
pub fn answer(id: &RecordId, answer: Option<Answer>, fields: &[(&str, &str)], by: &Author) -> Vec<Edit> {
    let word = answer.and_then(|answer| Answer::NAMES.iter().find(|(known, _)| *known == answer));
    let first = Edit::write(SAID, id, ANSWER, word.map(|(_, word)| (*word).to_owned()), by);
    let rest = fields.iter().map(|(field, text)| Edit::write(SAID, id, field, typed(text), by));
    std::iter::once(first).chain(rest).collect()
}

/// Everything said that a reader sees, oldest first. What was said in a private record is as private as
/// that record.
pub fn all(plan: &Plan, reader: Reader) -> Vec<Said<'_>> {
    let seen = plan.records_of(SAID).filter(|(_, record)| {
        let from = typed(record.text(FROM)).map(RecordId::new);
        let is_hidden = |from: &RecordId| plan.records.get(from).is_some_and(|said| !reader.sees(said));
        reader.sees(record) && !from.as_ref().is_some_and(is_hidden)
    });
    in_order(seen).into_iter().map(|(id, record)| of(id, record)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, me, school};
    use crate::person::views::{self, VIEW};
    use crate::plan::Voice;

    fn desk_with_a_view() -> (Desk, RecordId) {
        let mut desk = Desk::new();
        let edits =
            views::write(&desk.plan, "review~2026-11-22", "a", views::TEXT, typed("A quiet room"), &me());
        desk.apply(edits);
        (desk, views::answer_id("review~2026-11-22", "a"))
    }

    #[test]
    fn an_answer_stands_beside_what_was_said() {
        let (mut desk, view) = desk_with_a_view();
        let id = said_id(&view, "");
        desk.apply(add(&id, "", Some(&view), &school()));
        let fields = [(AGREED, "A quiet room at lunch"), (WHO, "Mr Lee"), (BY, "2027-01-10"), (WHY_NOT, "")];
        desk.apply(answer(&id, Some(Answer::Will), &fields, &school()));
        let all = all(&desk.plan, Reader::Others);
        assert_eq!((all[0].what, all[0].from.as_ref()), ("", Some(&view)));
        assert_eq!(
            (all[0].answer, all[0].agreed, all[0].who),
            (Some(Answer::Will), "A quiet room at lunch", "Mr Lee")
        );
        assert_eq!((all[0].by_day, all[0].outcome), (Some(day("2027-01-10")), None));
    }

    #[test]
    fn what_becomes_private_takes_its_answer_with_it() {
        let (mut desk, view) = desk_with_a_view();
        desk.apply(add(&said_id(&view, ""), "", Some(&view), &school()));
        desk.hide(VIEW, &view, Voice::YoungPerson);
        assert!(all(&desk.plan, Reader::Others).is_empty());
        assert_eq!(all(&desk.plan, Reader::Me).len(), 1);
    }

    #[test]
    fn a_school_answers_but_does_not_change_what_was_said() {
        let mut desk = Desk::new();
        let id = RecordId::new("said:1");
        desk.apply(add(&id, "I want to keep my bus", None, &me()));
        let record = &desk.plan.records[&id];
        assert!(!record.may_write(WHAT, Voice::School));
        assert!(record.may_write(AGREED, Voice::School));
        assert_eq!(all(&desk.plan, Reader::Others)[0].by, Some(&me()));
    }

    #[test]
    fn words_of_another_version_are_no_answer() {
        for word in ["", "maybe", "Will"] {
            assert_eq!(Answer::read(word), None);
            assert_eq!(Outcome::read(word), None);
        }
        for (answer, word) in Answer::NAMES {
            assert_eq!(Answer::read(word), Some(answer));
        }
        for (outcome, word) in Outcome::NAMES {
            assert_eq!(Outcome::read(word), Some(outcome));
        }
    }
}
