//! After a move: how it is going in the new place, at a few times counted from its first day.
//!
//! First days are facts of the plan, or the one that the countdown counts to ([`super::countdown`]), so
//! that nobody is asked for it twice. Answers are records of the kind
//! `check_in`, named by the first day they are counted from, so none is lost when that day is corrected.

use chrono::{Datelike, NaiveDate};

use super::countdown::{self, Countdown};
use super::goals::Showed;
use crate::calendar::{SchoolYear, add_days, add_weeks, easter_sunday, iso, parse_iso};
use crate::order::insert_in_order;
use crate::pack::library::{CheckIn, CheckInWhen};
use crate::plan::record::{date_text, typed};
use crate::plan::{Author, Edit, Plan, Record, RecordId};
use crate::situation::Fact;

/// The kind of an answer.
pub const CHECK_IN: &str = "check_in";
/// The first day it is counted from.
pub const OF: &str = "starts";
/// Which check-in, by id.
pub const WHEN: &str = "when";
/// The question, by id.
pub const QUESTION: &str = "question";
/// The answer, by id of a choice.
pub const ANSWER: &str = "answer";
/// Own words.
pub const TEXT: &str = "text";

/// How long after the first day a place still counts as new: a school year, in days.
const NEW_FOR: i64 = 366;

/// A new place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first day.
    pub starts: NaiveDate,
    /// Its name, if somebody wrote it.
    pub name: String,
}

/// The new places of a plan, the newest first: the one typed in, those that facts tell of and that are
/// still new, and those that have answers. Each first day comes once.
pub fn places(plan: &Plan, today: NaiveDate) -> Vec<Place> {
    let mut list: Vec<Place> = Vec::new();
    let mut take = |place: Place| {
        if !list.iter().any(|known| known.starts == place.starts) {
            insert_in_order(&mut list, place, |one, other| other.starts.cmp(&one.starts));
        }
    };
    let next = Countdown::of(plan);
    if let Some(starts) = next.starts() {
        take(Place { starts, name: next.text(countdown::PLACE).to_owned() });
    }
    let situation = plan.situation();
    for fact in [Fact::MoveOn, Fact::EnteredReception] {
        let day = situation.date(fact);
        let is_new = |day: &NaiveDate| add_days(*day, NEW_FOR).is_some_and(|end| end >= today);
        if let Some(starts) = day.filter(is_new) {
            take(Place { starts, name: String::new() });
        }
    }
    for (_, record) in plan.records_of(CHECK_IN) {
        if let Some(starts) = parse_iso(record.text(OF)) {
            take(Place { starts, name: String::new() });
        }
    }
    list
}

/// The first day on which a check-in is good to do; none beyond the calendar.
///
/// A week's is on its last school day if the place was begun on a Monday. The end of term is about a
/// week before the holidays of most schools, but at least four weeks after the first day.
pub fn opens(starts: NaiveDate, when: CheckInWhen) -> Option<NaiveDate> {
    match when {
        CheckInWhen::Week(week) => add_days(add_weeks(starts, i64::from(week.max(1)) - 1)?, 4),
        CheckInWhen::EndOfTerm => {
            let earliest = add_weeks(starts, 4)?;
            let year = SchoolYear::containing(starts).start_year();
            (year..=year + 1).flat_map(term_ends).find(|day| *day >= earliest)
        }
    }
}

/// About a week before Christmas, Easter and summer holidays.
fn term_ends(year: i32) -> impl Iterator<Item = NaiveDate> {
    let easter = easter_sunday(year + 1).and_then(|sunday| add_days(sunday, -16));
    let year = SchoolYear::starting(year);
    [year.on(12, 11), easter, year.on(7, 13)].into_iter().flatten()
}

/// The check-in to do now: the latest of those that have come.
pub fn due(check_ins: &[CheckIn], starts: NaiveDate, today: NaiveDate) -> Option<&CheckIn> {
    let come = check_ins.iter().filter(|one| opens(starts, one.when).is_some_and(|day| day <= today));
    come.max_by_key(|one| opens(starts, one.when))
}

/// The id of an answer: there is one for each question of a check-in of a place.
pub fn answer_id(starts: NaiveDate, when: &str, question: &str) -> RecordId {
    RecordId::new([CHECK_IN, ":", &iso(starts), ":", when, ":", question].concat())
}

/// The answer to a question, if anything was answered.
pub fn answer<'p>(plan: &'p Plan, starts: NaiveDate, when: &str, question: &str) -> Option<&'p Record> {
    let record = plan.records.get(&answer_id(starts, when, question))?;
    let says_something =
        !record.text(ANSWER).is_empty() || !record.text(TEXT).is_empty() || Showed::of(record).is_some();
    (record.kind == CHECK_IN && record.removed_on().is_none() && says_something).then_some(record)
}

/// What writes one field of an answer, and says what it answers if that is not known yet.
pub fn write(
    plan: &Plan,
    (starts, when, question): (NaiveDate, &str, &str),
    field: &str,
    text: Option<String>,
    by: &Author,
) -> Vec<Edit> {
    let id = answer_id(starts, when, question);
    let mut edits = Vec::new();
    if plan.records.get(&id).is_none_or(|record| record.text(OF).is_empty()) {
        let about = [(OF, date_text(starts)), (WHEN, typed(when)), (QUESTION, typed(question))];
        edits.extend(about.into_iter().map(|(field, text)| Edit::write(CHECK_IN, &id, field, text, by)));
    }
    edits.push(Edit::write(CHECK_IN, &id, field, text, by));
    edits
}

/// Whether a day can be the first in a new place, as typed in.
pub fn is_likely(starts: NaiveDate, today: NaiveDate) -> bool {
    (today.year() - 3..=today.year() + 3).contains(&starts.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::fixture::{Desk, day, me, stamp};
    use crate::situation::FactValue;

    #[test]
    fn times_are_counted_from_the_first_day() {
        let starts = day("2027-09-06");
        let on = |when| opens(starts, when);
        assert_eq!(on(CheckInWhen::Week(1)), Some(day("2027-09-10")));
        assert_eq!(on(CheckInWhen::Week(6)), Some(day("2027-10-15")));
        assert_eq!(on(CheckInWhen::EndOfTerm), Some(day("2027-12-11")));
    }

    #[test]
    fn a_start_late_in_a_term_is_looked_at_at_the_end_of_the_next() {
        assert_eq!(opens(day("2026-11-23"), CheckInWhen::EndOfTerm), Some(day("2027-03-12")));
        assert_eq!(opens(day("2027-04-19"), CheckInWhen::EndOfTerm), Some(day("2027-07-13")));
        assert_eq!(opens(day("2027-07-01"), CheckInWhen::EndOfTerm), Some(day("2027-12-11")));
    }

    #[test]
    fn the_last_day_of_the_calendar_has_no_check_in() {
        assert_eq!(opens(NaiveDate::MAX, CheckInWhen::Week(6)), None);
        assert_eq!(opens(NaiveDate::MAX, CheckInWhen::EndOfTerm), None);
    }

    #[test]
    fn places_come_from_records_facts_and_answers_each_day_once() {
        let mut desk = Desk::new();
        let today = day("2026-11-22");
        desk.apply(vec![
            countdown::write(countdown::PLACE, "Oak School", &me()),
            countdown::set_start(Some(day("2026-09-07")), &me()),
        ]);
        for (fact, text) in [(Fact::MoveOn, "2026-09-07"), (Fact::EnteredReception, "2019-09-04")] {
            let edit = Edit::Fact(fact, Some(FactValue::Date(day(text))));
            desk.plan.apply(edit, stamp(5)).unwrap();
        }
        let edits = write(&desk.plan, (day("2024-09-02"), "week-1", "ok"), ANSWER, typed("good"), &me());
        desk.apply(edits);
        let found: Vec<_> = places(&desk.plan, today).into_iter().map(|one| (one.starts, one.name)).collect();
        assert_eq!(found, [(day("2026-09-07"), "Oak School".to_owned()), (day("2024-09-02"), String::new())]);
        assert!(answer(&desk.plan, day("2024-09-02"), "week-1", "ok").is_some());
        assert_eq!(answer(&desk.plan, day("2024-09-02"), "week-6", "ok"), None);
    }

    #[test]
    fn a_day_far_away_is_no_likely_first_day() {
        let today = day("2026-11-22");
        assert!(is_likely(day("2027-09-06"), today));
        assert!(!is_likely(day("2207-09-06"), today));
    }
}
