//! About me: lines under the headings of pages, and the people in a person's life.
//!
//! A line is one record of the kind `about`, so that each can be private, taken away or noted beside by
//! itself. Several people write on a page; each line says who did.

use super::{Reader, in_order};
use crate::plan::record::typed;
use crate::plan::{Author, Edit, Plan, Record, RecordId, Voice};

/// The kind of a line.
pub const ABOUT: &str = "about";
/// The page it is on, by the id of its profile.
pub const PAGE: &str = "page";
/// The heading it stands under, by id.
pub const HEADING: &str = "heading";
/// Its words.
pub const TEXT: &str = "text";
/// The picture beside it, by id.
pub const PICTURE: &str = "picture";

/// The id of a new line: `about:<page>:<heading>:<n>`, where `n` is random.
pub fn line_id(page: &str, heading: &str, n: &str) -> RecordId {
    RecordId::new([ABOUT, ":", page, ":", heading, ":", n].concat())
}

/// What adds a line.
pub fn add_line(
    id: &RecordId,
    page: &str,
    heading: &str,
    text: &str,
    picture: &str,
    by: &Author,
) -> Vec<Edit> {
    let place = [(PAGE, typed(page)), (HEADING, typed(heading))];
    let words = [(TEXT, typed(text)), (PICTURE, typed(picture))];
    let fields = place.into_iter().chain(words.into_iter().filter(|(_, text)| text.is_some()));
    fields.map(|(field, text)| Edit::write(ABOUT, id, field, text, by)).collect()
}

/// The lines under a heading that a reader sees, in the order they were written.
pub fn lines<'p>(
    plan: &'p Plan,
    page: &str,
    heading: &str,
    reader: Reader,
) -> Vec<(&'p RecordId, &'p Record)> {
    let here = plan.records_of(ABOUT).filter(|(_, line)| {
        line.text(PAGE) == page && line.text(HEADING) == heading && has_words(line) && reader.sees(line)
    });
    in_order(here)
}

/// How many lines of a page a reader sees.
pub fn line_count(plan: &Plan, page: &str, reader: Reader) -> usize {
    let here = |line: &Record| line.text(PAGE) == page && has_words(line) && reader.sees(line);
    plan.records_of(ABOUT).filter(|(_, line)| here(line)).count()
}

/// Whether a line says anything.
fn has_words(line: &Record) -> bool {
    !line.text(TEXT).is_empty() || !line.text(PICTURE).is_empty()
}

/// Who wrote a line: whoever wrote its words, else who chose its picture.
pub fn author(line: &Record) -> Option<&Author> {
    let written = |name| line.field(name).filter(|field| field.value.text.is_some());
    written(TEXT).or(written(PICTURE)).map(|field| &field.value.by)
}

/// Whether somebody may change the words of a record: each voice its own, and nobody another's.
pub fn may_reword(record: &Record, field: &str, voice: Voice) -> bool {
    record.may_write(field, voice) && record.field(field).is_none_or(|field| field.value.by.voice == voice)
}

/// The kind of a person in somebody's life.
pub const PERSON: &str = "person";
/// Their name.
pub const NAME: &str = "name";
/// Who they are to the person: mum, key worker, friend.
pub const ROLE: &str = "role";
/// How to reach them.
pub const REACH: &str = "reach";
/// How close they are: a word of [`Ring::NAMES`].
pub const RING: &str = "ring";

/// How close somebody is, as a ring of the circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ring {
    /// The closest.
    Close,
    /// Near.
    Near,
    /// Further out.
    Wider,
}

impl Ring {
    /// All rings from the middle, with their words in a record.
    pub const NAMES: [(Ring, &'static str); 3] =
        [(Ring::Close, "close"), (Ring::Near, "near"), (Ring::Wider, "wider")];

    /// The ring of a word; what is not known stands furthest out.
    pub fn read(word: &str) -> Ring {
        Self::NAMES.iter().find(|(_, name)| *name == word).map_or(Ring::Wider, |(ring, _)| *ring)
    }

    /// Its word in a record.
    pub fn word(self) -> &'static str {
        Self::NAMES.iter().find(|(ring, _)| *ring == self).map_or("wider", |(_, name)| name)
    }
}

/// Somebody in a person's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person<'p> {
    /// The record.
    pub id: &'p RecordId,
    /// How close.
    pub ring: Ring,
    /// Their name.
    pub name: &'p str,
    /// Who they are to the person.
    pub role: &'p str,
    /// How to reach them.
    pub reach: &'p str,
    /// Whether only the person sees them.
    pub is_private: bool,
}

impl Person<'_> {
    /// One or two letters for the drawing: the first of the first and the last word.
    pub fn initials(&self) -> String {
        let mut words = self.name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.next_back().and_then(|word| word.chars().next());
        first.into_iter().chain(last).collect()
    }
}

/// What adds a person, or changes one.
pub fn write_person(
    id: &RecordId,
    name: &str,
    role: &str,
    reach: &str,
    ring: Ring,
    by: &Author,
) -> Vec<Edit> {
    let fields =
        [(NAME, typed(name)), (ROLE, typed(role)), (REACH, typed(reach)), (RING, typed(ring.word()))];
    fields.into_iter().map(|(field, text)| Edit::write(PERSON, id, field, text, by)).collect()
}

/// The people that a reader sees, from the middle of the circle outwards.
pub fn people(plan: &Plan, reader: Reader) -> Vec<Person<'_>> {
    let mut people = Vec::new();
    for (id, record) in in_order(plan.records_of(PERSON).filter(|(_, record)| reader.sees(record))) {
        let person = Person {
            id,
            ring: Ring::read(record.text(RING)),
            name: record.text(NAME),
            role: record.text(ROLE),
            reach: record.text(REACH),
            is_private: record.is_private(),
        };
        crate::order::insert_in_order(&mut people, person, |one: &Person<'_>, other| {
            one.ring.cmp(&other.ring)
        });
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, me, parent, school};
    use crate::plan::EditError;

    fn words(desk: &Desk, heading: &str, reader: Reader) -> Vec<String> {
        let lines = lines(&desk.plan, "profile", heading, reader);
        lines.into_iter().map(|(_, line)| line.text(TEXT).to_owned()).collect()
    }

    #[test]
    fn lines_stand_under_their_heading_in_the_order_they_were_written() {
        let mut desk = Desk::new();
        for (n, heading, text) in
            [("z", "like", "I am kind"), ("a", "like", "I am funny"), ("m", "matters", "My dog")]
        {
            desk.apply(add_line(&line_id("profile", heading, n), "profile", heading, text, "", &me()));
        }
        assert_eq!(words(&desk, "like", Reader::Others), ["I am kind", "I am funny"]);
        assert_eq!(words(&desk, "matters", Reader::Others), ["My dog"]);
        assert_eq!(line_count(&desk.plan, "profile", Reader::Me), 3);
    }

    #[test]
    fn a_private_line_is_only_in_what_is_for_me() {
        let mut desk = Desk::new();
        let id = line_id("profile", "like", "a");
        desk.apply(add_line(&id, "profile", "like", "I have a secret", "", &me()));
        desk.hide(ABOUT, &id, Voice::YoungPerson);
        assert!(words(&desk, "like", Reader::Others).is_empty());
        assert_eq!(words(&desk, "like", Reader::Me), ["I have a secret"]);
    }

    #[test]
    fn each_voice_changes_its_own_words_and_nobody_another_s() {
        let mut desk = Desk::new();
        let (mine, theirs) = (line_id("profile", "like", "a"), line_id("profile", "like", "b"));
        desk.apply(add_line(&mine, "profile", "like", "I am kind", "", &me()));
        desk.apply(add_line(&theirs, "profile", "like", "Sam is brave", "", &parent()));
        let may = |id: &RecordId, voice| may_reword(&desk.plan.records[id], TEXT, voice);
        assert_eq!(
            Voice::NAMES.map(|(voice, _)| (may(&mine, voice), may(&theirs, voice))),
            [(true, false), (false, true), (false, false)]
        );
        let refused = Edit::write(ABOUT, &mine, TEXT, Some("Sam is kind".into()), &school());
        assert_eq!(
            desk.plan.clone().apply(refused, super::super::fixture::stamp(i64::MAX)),
            Err(EditError::TheirWords)
        );
        assert_eq!(author(&desk.plan.records[&theirs]), Some(&parent()));
    }

    #[test]
    fn a_picture_alone_is_a_line() {
        let mut desk = Desk::new();
        desk.apply(add_line(&line_id("profile", "like", "a"), "profile", "like", "", "dog", &me()));
        let lines = lines(&desk.plan, "profile", "like", Reader::Others);
        assert_eq!(lines.len(), 1);
        assert_eq!(author(lines[0].1), Some(&me()));
    }

    #[test]
    fn people_stand_from_the_middle_outwards_and_a_private_one_only_for_me() {
        let mut desk = Desk::new();
        let someone =
            [("a", "Dr Okoro", Ring::Wider), ("b", "Nan", Ring::Close), ("c", "Ali Khan", Ring::Near)];
        for (id, name, ring) in someone {
            desk.apply(write_person(&RecordId::new(id), name, "", "", ring, &me()));
        }
        let names = |desk: &Desk, reader| {
            people(&desk.plan, reader)
                .iter()
                .map(|person| (person.name.to_owned(), person.initials()))
                .collect::<Vec<_>>()
        };
        let expected = [("Nan", "N"), ("Ali Khan", "AK"), ("Dr Okoro", "DO")];
        assert_eq!(
            names(&desk, Reader::Me),
            expected.map(|(name, letters)| (name.to_owned(), letters.to_owned()))
        );
        desk.hide(PERSON, &RecordId::new("b"), Voice::YoungPerson);
        assert_eq!(names(&desk, Reader::Others).len(), 2);
        assert_eq!(names(&desk, Reader::Me).len(), 3);
    }

    #[test]
    fn a_ring_that_is_not_known_is_the_widest() {
        assert_eq!(Ring::read("galaxy"), Ring::Wider);
        for (ring, word) in Ring::NAMES {
            assert_eq!(Ring::read(word), ring);
            assert_eq!(ring.word(), word);
        }
    }
}
