//! The readiness check: records of the kind `readiness`.
//!
//! One record holds one answer of one voice on one day, and is known by all three, so that two devices
//! write in the same one. An answer on a later day stands beside the earlier ones, which show what has
//! changed. There are no points: answers are words (rule D48), and nothing is added up.

use chrono::NaiveDate;

use crate::calendar::{iso, parse_iso};
use crate::order::insert_in_order;
use crate::pack::library::{Readiness, ReadinessList};
use crate::person::Answer;
use crate::plan::record::{Author, RecordId, Voice};
use crate::plan::{Edit, Plan};

/// The kind of an answer.
pub const READINESS: &str = "readiness";
/// The statement, by id.
pub const ITEM: &str = "item";
/// The answer.
pub const ANSWER: &str = "answer";

/// Age from which the young person's own list is written for them.
pub const FROM_AGE: i32 = 11;

/// The record of an answer.
pub fn record_id(item: &str, voice: Voice, day: NaiveDate) -> RecordId {
    RecordId::new(["ready", item, voice_word(voice), &iso(day)].join(":"))
}

fn voice_word(voice: Voice) -> &'static str {
    Voice::NAMES.iter().find(|(known, _)| *known == voice).map_or("", |(_, word)| word)
}

fn read_id(id: &RecordId) -> Option<(&str, Voice, NaiveDate)> {
    let mut parts = id.as_str().strip_prefix("ready:")?.split(':');
    let item = parts.next()?;
    let word = parts.next()?;
    let voice = Voice::NAMES.iter().find(|(_, known)| *known == word).map(|(voice, _)| *voice)?;
    let day = parse_iso(parts.next()?)?;
    parts.next().is_none().then_some((item, voice, day))
}

/// What answers a statement on a day, or takes that day's answer back.
pub fn answer(item: &str, day: NaiveDate, answer: Option<Answer>, by: &Author) -> Vec<Edit> {
    let id = record_id(item, by.voice, day);
    vec![
        Edit::write(READINESS, &id, ITEM, Some(item.to_owned()), by),
        Edit::write(READINESS, &id, ANSWER, answer.map(|answer| answer.word().to_owned()), by),
    ]
}

/// An answer that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// On which day.
    pub day: NaiveDate,
    /// Which.
    pub answer: Answer,
}

/// The answers of a voice to a statement, oldest first.
pub fn answers(plan: &Plan, item: &str, voice: Voice) -> Vec<Given> {
    let mut given = Vec::new();
    for (id, record) in plan.records_of(READINESS) {
        let Some((of, by, day)) = read_id(id) else { continue };
        if let Some(answer) = Answer::read(record.text(ANSWER)).filter(|_| of == item && by == voice) {
            insert_in_order(&mut given, Given { day, answer }, |one, other| one.day.cmp(&other.day));
        }
    }
    given
}

/// The latest answer of a voice to a statement.
pub fn latest(plan: &Plan, item: &str, voice: Voice) -> Option<Given> {
    answers(plan, item, voice).pop()
}

/// The days on which a voice answered something, oldest first.
pub fn days(plan: &Plan, voice: Voice) -> Vec<NaiveDate> {
    let mut days = Vec::new();
    for (id, record) in plan.records_of(READINESS) {
        let day = read_id(id).filter(|(_, by, _)| *by == voice).map(|(_, _, day)| day);
        if let Some(day) =
            day.filter(|day| !days.contains(day) && Answer::read(record.text(ANSWER)).is_some())
        {
            insert_in_order(&mut days, day, Ord::cmp);
        }
    }
    days
}

/// The lists somebody answers, their own first. The young person's list is written for 11 and over and
/// answered about them by the others; the list for starting school is for the years before it.
pub fn lists(voice: Voice, age: Option<i32>) -> Vec<ReadinessList> {
    let is_old_enough = age.is_none_or(|age| age >= FROM_AGE);
    let starts_school = age.is_some_and(|age| age <= 5);
    let own = match voice {
        Voice::YoungPerson => None,
        Voice::ParentCarer => Some(ReadinessList::Parent),
        Voice::School => Some(ReadinessList::School),
    };
    let small = (own.is_some() && starts_school).then_some(ReadinessList::EarlyYears);
    // The parent's list is about what changes at 16 and 18; for a small child the other one is asked.
    let own = own.filter(|list| !(starts_school && *list == ReadinessList::Parent));
    let person = is_old_enough.then_some(ReadinessList::Person);
    match voice {
        Voice::YoungPerson => person.into_iter().collect(),
        _ => [small, own, person].into_iter().flatten().collect(),
    }
}

/// How a statement is seen by those who answered it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared<'l> {
    /// The statement.
    pub item: &'l Readiness,
    /// The young person's latest answer.
    pub person: Option<Answer>,
    /// A parent's or carer's.
    pub parent: Option<Answer>,
    /// A school's.
    pub school: Option<Answer>,
}

impl Compared<'_> {
    /// The answers with their voices, in the order of the lenses.
    pub fn voices(&self) -> [(Voice, Option<Answer>); 3] {
        [(Voice::YoungPerson, self.person), (Voice::ParentCarer, self.parent), (Voice::School, self.school)]
    }

    /// Whether all who answered say the same; `None` if fewer than two did.
    pub fn agree(&self) -> Option<bool> {
        let mut given = self.voices().into_iter().filter_map(|(_, answer)| answer);
        let first = given.next()?;
        let mut others = given.peekable();
        others.peek()?;
        Some(others.all(|answer| answer == first))
    }
}

/// The young person's list, as each of those who answered sees it.
pub fn compare<'l>(plan: &Plan, items: &'l [Readiness]) -> Vec<Compared<'l>> {
    let said = |item: &Readiness, voice| latest(plan, &item.id, voice).map(|given| given.answer);
    let of_person = items.iter().filter(|item| item.list == ReadinessList::Person);
    of_person
        .map(|item| Compared {
            item,
            person: said(item, Voice::YoungPerson),
            parent: said(item, Voice::ParentCarer),
            school: said(item, Voice::School),
        })
        .collect()
}

/// Statements that could become a goal, by the answers of a voice: what is not yet so, then what nobody
/// is sure of, then what is so with support.
pub fn worth_a_goal<'l>(plan: &Plan, items: &'l [Readiness], voice: Voice) -> Vec<&'l Readiness> {
    let of = |wanted: Answer| {
        items
            .iter()
            .filter(|item| item.list == ReadinessList::Person)
            .filter(move |item| latest(plan, &item.id, voice).is_some_and(|given| given.answer == wanted))
    };
    of(Answer::NotYet).chain(of(Answer::NotSure)).chain(of(Answer::WithSupport)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{DeviceId, PlanId, Stamp};

    fn on(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    fn plan() -> Plan {
        let first = Stamp::after(None, 1, &DeviceId::new("phone"));
        Plan::new(PlanId::new("p"), on("2026-11-22"), "Maya".into(), first)
    }

    fn give(plan: &mut Plan, item: &str, day: &str, said: Option<Answer>, voice: Voice) {
        for edit in answer(item, on(day), said, &Author::of(voice)) {
            let stamp = Stamp::after(plan.latest_stamp(), 1, &DeviceId::new("phone"));
            plan.apply(edit, stamp).unwrap();
        }
    }

    fn statement(id: &str, list: ReadinessList) -> Readiness {
        Readiness { id: id.to_owned(), list, part: None, says: "I can.".to_owned(), easy: Vec::new() }
    }

    #[test]
    fn a_later_answer_stands_beside_the_earlier_one() {
        let mut plan = plan();
        give(&mut plan, "R01", "2026-03-02", Some(Answer::NotYet), Voice::YoungPerson);
        give(&mut plan, "R01", "2026-11-22", Some(Answer::NotSure), Voice::YoungPerson);
        // Changed on the same day: it is one answer.
        give(&mut plan, "R01", "2026-11-22", Some(Answer::WithSupport), Voice::YoungPerson);
        give(&mut plan, "R01", "2026-11-22", Some(Answer::Yes), Voice::School);
        give(&mut plan, "R02", "2026-11-23", Some(Answer::Yes), Voice::YoungPerson);
        let said: Vec<Answer> =
            answers(&plan, "R01", Voice::YoungPerson).iter().map(|given| given.answer).collect();
        assert_eq!(said, [Answer::NotYet, Answer::WithSupport]);
        assert_eq!(latest(&plan, "R01", Voice::ParentCarer), None);
        let days = days(&plan, Voice::YoungPerson);
        assert_eq!(days, [on("2026-03-02"), on("2026-11-22"), on("2026-11-23")]);
        // Taken back, it counts no more.
        give(&mut plan, "R01", "2026-11-22", None, Voice::YoungPerson);
        assert_eq!(latest(&plan, "R01", Voice::YoungPerson).map(|given| given.answer), Some(Answer::NotYet));
    }

    #[test]
    fn answers_are_compared_without_points() {
        let mut plan = plan();
        let items = [
            statement("R01", ReadinessList::Person),
            statement("R02", ReadinessList::Person),
            statement("RP01", ReadinessList::Parent),
        ];
        give(&mut plan, "R01", "2026-11-22", Some(Answer::Yes), Voice::YoungPerson);
        let seen = compare(&plan, &items);
        assert_eq!(seen.len(), 2, "a parent's own list is compared with nobody's");
        assert_eq!(seen[0].agree(), None, "one answer agrees with nothing");
        give(&mut plan, "R01", "2026-11-22", Some(Answer::Yes), Voice::ParentCarer);
        assert_eq!(compare(&plan, &items)[0].agree(), Some(true));
        give(&mut plan, "R01", "2026-11-22", Some(Answer::NotYet), Voice::School);
        assert_eq!(compare(&plan, &items)[0].agree(), Some(false));
        let stored: Vec<&str> = plan.records_of(READINESS).map(|(_, record)| record.text(ANSWER)).collect();
        assert!(stored.iter().all(|answer| answer.parse::<f64>().is_err()), "{stored:?}");
    }

    #[test]
    fn everybody_has_their_own_lists() {
        use ReadinessList::{EarlyYears, Parent, Person, School};
        assert_eq!(lists(Voice::YoungPerson, Some(15)), [Person]);
        assert_eq!(lists(Voice::YoungPerson, Some(9)), []);
        assert_eq!(lists(Voice::ParentCarer, Some(4)), [EarlyYears]);
        assert_eq!(lists(Voice::School, Some(4)), [EarlyYears, School]);
        assert_eq!(lists(Voice::ParentCarer, Some(8)), [Parent]);
        assert_eq!(lists(Voice::ParentCarer, Some(15)), [Parent, Person]);
        assert_eq!(lists(Voice::School, None), [School, Person]);
    }

    #[test]
    fn what_is_not_yet_so_comes_first_among_what_could_be_a_goal() {
        let mut plan = plan();
        let items: Vec<Readiness> =
            ["R01", "R02", "R03", "R04"].iter().map(|id| statement(id, ReadinessList::Person)).collect();
        for (item, answer) in [
            ("R01", Answer::WithSupport),
            ("R02", Answer::Yes),
            ("R03", Answer::NotSure),
            ("R04", Answer::NotYet),
        ] {
            give(&mut plan, item, "2026-11-22", Some(answer), Voice::YoungPerson);
        }
        let ids: Vec<&str> =
            worth_a_goal(&plan, &items, Voice::YoungPerson).iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["R04", "R03", "R01"]);
    }

    #[test]
    fn a_strange_id_is_no_answer() {
        let mut plan = plan();
        let me = Author::of(Voice::YoungPerson);
        for id in ["ready:R01:teacher:2026-11-22", "ready:R01:school", "ready:R01:school:2026-13-01", "x"] {
            let edit = Edit::write(READINESS, &RecordId::new(id), ANSWER, Some("yes".into()), &me);
            plan.apply(edit, Stamp::after(plan.latest_stamp(), 1, &DeviceId::new("phone"))).unwrap();
        }
        assert!(Voice::NAMES.iter().all(|(voice, _)| latest(&plan, "R01", *voice).is_none()));
        assert_eq!(days(&plan, Voice::School), []);
    }
}
