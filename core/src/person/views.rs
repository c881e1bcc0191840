//! My views, before a review or a move: one record of the kind `view` for each answer.
//!
//! An occasion is what views are gathered for. It is named by its kind and the day it was begun
//! (`review~2026-11-22`), or by the id of the record of a meeting.

use chrono::NaiveDate;

use super::goals::Showed;
use super::{Reader, in_order};
use crate::calendar::{iso, parse_iso};
use crate::order::insert_in_order;
use crate::plan::record::typed;
use crate::plan::{Author, Edit, Plan, Record, RecordId, Voice};

/// The kind of an answer.
pub const VIEW: &str = "view";
/// The occasion.
pub const OCCASION: &str = "occasion";
/// The question, by id.
pub const QUESTION: &str = "question";
/// Own words.
pub const TEXT: &str = "text";
/// What was picked, by ids parted by spaces.
pub const CHOICES: &str = "choices";
/// The words of what was picked, as they were read then: whoever has not the list of choices at hand, as a
/// meeting, says it by these.
pub const CHOSEN: &str = "chosen";
/// The picture that stands for it in lists, by id.
pub const PICTURE: &str = "picture";

/// The question of everything that has no question of its own.
pub const ANYTHING: &str = "anything";

/// The name of an occasion that begins on a day. `kind` holds no `~`.
pub fn occasion(kind: &str, day: NaiveDate) -> String {
    [kind, "~", &iso(day)].concat()
}

/// Kind and day of an occasion; the kind alone where its name says no day.
pub fn read_occasion(name: &str) -> (&str, Option<NaiveDate>) {
    name.split_once('~').map_or((name, None), |(kind, day)| (kind, parse_iso(day)))
}

/// The id of an answer: there is one for each question of an occasion.
pub fn answer_id(occasion: &str, question: &str) -> RecordId {
    RecordId::new([VIEW, ":", occasion, ":", question].concat())
}

/// The answer to a question, if anything was answered.
pub fn answer<'p>(plan: &'p Plan, occasion: &str, question: &str) -> Option<&'p Record> {
    let record = plan.records.get(&answer_id(occasion, question))?;
    (record.kind == VIEW && record.removed_on().is_none() && says_something(record)).then_some(record)
}

/// Whether an answer says anything.
pub fn says_something(record: &Record) -> bool {
    [TEXT, CHOICES, PICTURE].iter().any(|field| !record.text(field).is_empty())
        || Showed::of(record).is_some()
}

/// In whose voice an answer is: of its words, else of what was picked.
pub fn voice(record: &Record) -> Option<Voice> {
    let written = |field: &str| record.field(field).filter(|field| field.value.text.is_some());
    written(TEXT).or(written(CHOICES)).map(|field| field.value.by.voice)
}

/// An answer in words: what was picked, then what was written.
pub fn in_words(record: &Record) -> String {
    let (chosen, text) = (record.text(CHOSEN), record.text(TEXT));
    let parts: &[&str] = match (chosen.is_empty(), text.is_empty()) {
        (false, false) => &[chosen, ". ", text],
        _ => &[chosen, text],
    };
    parts.concat()
}

/// The ids of what was picked.
pub fn picked(record: &Record) -> impl Iterator<Item = &str> {
    record.text(CHOICES).split(' ').filter(|choice| !choice.is_empty())
}

/// What writes one field of an answer, and says what it answers if that is not known yet.
pub fn write(
    plan: &Plan,
    occasion: &str,
    question: &str,
    field: &str,
    text: Option<String>,
    by: &Author,
) -> Vec<Edit> {
    let id = answer_id(occasion, question);
    let mut edits = Vec::new();
    if plan.records.get(&id).is_none_or(|record| record.text(OCCASION) != occasion) {
        edits.push(Edit::write(VIEW, &id, OCCASION, typed(occasion), by));
        edits.push(Edit::write(VIEW, &id, QUESTION, typed(question), by));
    }
    edits.push(Edit::write(VIEW, &id, field, text, by));
    edits
}

/// Picks a choice, or takes it away again. With `only_one`, it takes the place of what was picked.
pub fn toggled(record: Option<&Record>, choice: &str, only_one: bool) -> Option<String> {
    let now: Vec<&str> = record.into_iter().flat_map(picked).collect();
    let was_picked = now.contains(&choice);
    let kept = now.into_iter().filter(|one| *one != choice && !only_one);
    let next: Vec<&str> = kept.chain((!was_picked).then_some(choice)).collect();
    typed(&next.join(" "))
}

/// An occasion for which something was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Its name.
    pub name: String,
    /// How many answers there are.
    pub answers: usize,
    /// How many of them are private.
    pub private: usize,
}

/// Every occasion with an answer, the newest first.
pub fn occasions(plan: &Plan) -> Vec<Occasion> {
    let mut found: Vec<Occasion> = Vec::new();
    for (_, record) in plan.records_of(VIEW).filter(|(_, record)| says_something(record)) {
        let (name, private) = (record.text(OCCASION), usize::from(record.is_private()));
        match found.iter_mut().find(|known| known.name == name) {
            Some(known) => {
                known.answers += 1;
                known.private += private;
            }
            None => found.push(Occasion { name: name.to_owned(), answers: 1, private }),
        }
    }
    let mut list = Vec::new();
    for one in found {
        insert_in_order(&mut list, one, |one, other| {
            let day = |occasion: &Occasion| read_occasion(&occasion.name).1;
            (day(other), &one.name).cmp(&(day(one), &other.name))
        });
    }
    list
}

/// The answers of an occasion that a reader sees, in the order of the questions asked; answers to
/// questions that are not asked any more come last.
pub fn answers<'p>(
    plan: &'p Plan,
    occasion: &str,
    questions: &[&str],
    reader: Reader,
) -> Vec<(&'p RecordId, &'p Record)> {
    let all = in_order(plan.records_of(VIEW).filter(|(_, record)| {
        record.text(OCCASION) == occasion && says_something(record) && reader.sees(record)
    }));
    let asked = questions
        .iter()
        .flat_map(|question| all.iter().filter(move |(_, record)| record.text(QUESTION) == *question));
    let rest = all.iter().filter(|(_, record)| !questions.contains(&record.text(QUESTION)));
    asked.chain(rest).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, me, parent};

    fn say(desk: &mut Desk, occasion: &str, question: &str, text: &str, by: &Author) {
        let edits = write(&desk.plan, occasion, question, TEXT, typed(text), by);
        desk.apply(edits);
    }

    fn texts(desk: &Desk, questions: &[&str], reader: Reader) -> Vec<String> {
        let answers = answers(&desk.plan, "review~2026-11-22", questions, reader);
        answers.into_iter().map(|(_, record)| record.text(TEXT).to_owned()).collect()
    }

    #[test]
    fn answers_come_in_the_order_of_the_questions_and_old_ones_last() {
        let mut desk = Desk::new();
        for (question, text) in [("gone", "an old answer"), ("b", "second"), ("a", "first")] {
            say(&mut desk, "review~2026-11-22", question, text, &me());
        }
        say(&mut desk, "move~2026-11-22", "a", "another occasion", &me());
        assert_eq!(texts(&desk, &["a", "b", "c"], Reader::Others), ["first", "second", "an old answer"]);
    }

    #[test]
    fn a_private_answer_is_only_in_what_is_for_me() {
        let mut desk = Desk::new();
        say(&mut desk, "review~2026-11-22", "a", "to share", &me());
        say(&mut desk, "review~2026-11-22", "b", "my secret", &me());
        desk.hide(VIEW, &answer_id("review~2026-11-22", "b"), Voice::YoungPerson);
        assert_eq!(texts(&desk, &["a", "b"], Reader::Others), ["to share"]);
        assert_eq!(texts(&desk, &["a", "b"], Reader::Me), ["to share", "my secret"]);
        assert_eq!((occasions(&desk.plan)[0].answers, occasions(&desk.plan)[0].private), (2, 1));
    }

    #[test]
    fn picking_again_takes_away_and_one_of_a_few_takes_the_place() {
        let mut desk = Desk::new();
        let id = answer_id("move~2026-11-22", "a");
        for (choice, only_one, expected) in [
            ("dog", false, Some("dog")),
            ("cat", false, Some("dog cat")),
            ("dog", false, Some("cat")),
            ("fish", true, Some("fish")),
            ("fish", true, None),
        ] {
            let text = toggled(desk.plan.records.get(&id), choice, only_one);
            assert_eq!(text.as_deref(), expected, "{choice}");
            let edits = write(&desk.plan, "move~2026-11-22", "a", CHOICES, text, &me());
            desk.apply(edits);
        }
        assert_eq!(answer(&desk.plan, "move~2026-11-22", "a"), None);
        assert!(occasions(&desk.plan).is_empty());
    }

    #[test]
    fn what_somebody_showed_is_an_answer_and_gives_way_to_their_own_words() {
        let mut desk = Desk::new();
        let id = answer_id("review~2026-11-22", "a");
        let showed = Showed { how: vec!["smile"], who: "Jo".into(), on: Some(day("2026-11-20")) };
        say(&mut desk, "review~2026-11-22", "a", "Sam smiles at the swing.", &parent());
        desk.apply(showed.edits(VIEW, &id, &parent()));
        assert!(answer(&desk.plan, "review~2026-11-22", "a").is_some());
        say(&mut desk, "review~2026-11-22", "a", "I like the swing", &me());
        assert_eq!(desk.plan.records[&id].field(TEXT).unwrap().past().len(), 1);
        assert!(!desk.plan.records[&id].may_write(TEXT, Voice::ParentCarer));
    }

    #[test]
    fn an_answer_by_pictures_has_words_too_and_a_voice() {
        let mut desk = Desk::new();
        for (field, text) in [(CHOICES, "play friends"), (CHOSEN, "More play, More friends")] {
            let edits = write(&desk.plan, "move~2026-11-22", "a", field, typed(text), &me());
            desk.apply(edits);
        }
        let id = answer_id("move~2026-11-22", "a");
        assert_eq!(in_words(&desk.plan.records[&id]), "More play, More friends");
        assert_eq!(voice(&desk.plan.records[&id]), Some(Voice::YoungPerson));
        say(&mut desk, "move~2026-11-22", "a", "And a dog", &me());
        assert_eq!(in_words(&desk.plan.records[&id]), "More play, More friends. And a dog");
    }

    #[test]
    fn occasions_are_listed_from_the_newest() {
        let mut desk = Desk::new();
        for name in ["review~2025-11-01", "move~2026-06-01", "a-meeting"] {
            say(&mut desk, name, "a", "x", &me());
        }
        let names: Vec<String> = occasions(&desk.plan).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["move~2026-06-01", "review~2025-11-01", "a-meeting"]);
        assert_eq!(read_occasion(&occasion("move", day("2026-06-01"))), ("move", Some(day("2026-06-01"))));
        assert_eq!(read_occasion("a-meeting"), ("a-meeting", None));
    }
}
