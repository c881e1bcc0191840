//! What to talk about at a meeting, suggested from the plan: what is late, what is due, what is new, what is
//! not going well, and what was agreed last time.
//!
//! Suggestions only: a person takes them into the agenda, and what they took is a record. Nothing private is
//! suggested, because an agenda is read by everybody.

use chrono::NaiveDate;

use super::{
    ACTION, AGENDA, Done, MEETING_ID, Meeting, PERSON, last_held, last_time, number, of_item, of_meeting,
};
use crate::calendar::add_days;
use crate::order::insert_in_order;
use crate::path::{Due, Path, Timing};
use crate::person::goals::Showed;
use crate::person::views::{in_words, voice};
use crate::plan::{Plan, Record, RecordId, StepKey, Voice};

/// How long before a meeting something counts as new where no earlier meeting is known: 12 weeks, in days.
const NEW_DAYS: i64 = 84;

/// How long after a meeting something counts as due by it: until about the next one, 12 weeks, in days.
const DUE_DAYS: i64 = 84;

/// Why something is suggested, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Its date has passed, and the law or the council set it.
    Late,
    /// Somebody says that something is not kept, or not going well.
    Unhappy,
    /// A goal that is not moving.
    NotGoing,
    /// Agreed last time and still open.
    LastTime,
    /// Its date comes up to 12 weeks after the meeting.
    Due,
    /// New since the last meeting.
    New,
}

impl Reason {
    /// Its word in a record.
    pub fn word(self) -> &'static str {
        match self {
            Reason::Late => "late",
            Reason::Unhappy => "unhappy",
            Reason::NotGoing => "not_going",
            Reason::LastTime => "last_time",
            Reason::Due => "due",
            Reason::New => "new",
        }
    }

    /// The reason of a word.
    pub fn read(word: &str) -> Option<Reason> {
        const ALL: [Reason; 6] =
            [Reason::Late, Reason::Unhappy, Reason::NotGoing, Reason::LastTime, Reason::Due, Reason::New];
        ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Minutes for it, as good practice: what is wrong needs more time than news.
    pub fn minutes(self) -> i32 {
        match self {
            Reason::Late | Reason::Unhappy => 5,
            Reason::NotGoing => 4,
            Reason::LastTime | Reason::Due => 3,
            Reason::New => 2,
        }
    }
}

/// What a suggestion is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A step of the path.
    Step(StepKey),
    /// A record: a goal, an answer about the charter, a check-in, an action, something that was parked.
    Record(RecordId),
}

impl Subject {
    /// Its word in an item's `from`.
    pub fn word(&self) -> String {
        match self {
            Subject::Step(key) => ["step:", key.as_str()].concat(),
            Subject::Record(id) => ["record:", id.as_str()].concat(),
        }
    }

    /// The subject of an item's `from`.
    pub fn read(word: &str) -> Option<Subject> {
        match word.split_once(':')? {
            ("step", key) => Some(Subject::Step(StepKey::new(key))),
            ("record", id) => Some(Subject::Record(RecordId::new(id))),
            _ => None,
        }
    }
}

/// Something to talk about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Why.
    pub reason: Reason,
    /// What it is about.
    pub about: Subject,
}

/// What to talk about, the most pressing first; nothing twice, and nothing that is on the agenda already.
pub fn suggestions(plan: &Plan, path: &Path<'_>, meeting: Meeting<'_>) -> Vec<Suggestion> {
    let day = meeting.date().unwrap_or(path.today);
    let last = last_held(plan, meeting);
    let since = last.and_then(|last| last.date()).or_else(|| add_days(day, -NEW_DAYS)).unwrap_or(day);
    let until = add_days(day, DUE_DAYS).unwrap_or(day);
    let taken: Vec<&str> = super::of_meeting(plan, AGENDA, meeting.id.as_str())
        .into_iter()
        .map(|(_, item)| item.text(of_item::FROM))
        .collect();
    let mut all: Vec<Suggestion> = Vec::new();
    let mut suggest = |reason: Reason, about: Subject| {
        let is_known = all.iter().any(|known| known.about == about) || taken.contains(&about.word().as_str());
        if !is_known {
            let suggestion = Suggestion { reason, about };
            insert_in_order(&mut all, suggestion, |one, other| one.reason.cmp(&other.reason));
        }
    };
    for step in path.steps().filter(|step| step.is_open()) {
        let about = || Subject::Step(step.key.clone());
        let is_between = |date: NaiveDate| date >= path.today && date <= until;
        match (step.timing, step.due) {
            (Timing::Late { .. }, _) => suggest(Reason::Late, about()),
            (_, Due::Opens { on, .. }) if on > since && on <= day => suggest(Reason::New, about()),
            (_, Due::Deadline { last, .. } | Due::Window { to: last, .. }) if is_between(last) => {
                suggest(Reason::Due, about());
            }
            _ => {}
        }
    }
    for (id, record) in latest_answers(plan) {
        if !record.is_private() && is_unhappy(record) {
            suggest(Reason::Unhappy, Subject::Record(id.clone()));
        }
    }
    for (id, goal) in plan.records_of("goal").filter(|(_, goal)| !goal.is_private()) {
        let is_open = goal.text("state") != "finished";
        let is_stuck = goal.text("state") == "paused"
            || goal.date("by").is_some_and(|by| by < day)
            || has_only_not_yet(plan, id);
        if is_open && is_stuck {
            suggest(Reason::NotGoing, Subject::Record(id.clone()));
        } else if is_open && is_since(goal, since) {
            suggest(Reason::New, Subject::Record(id.clone()));
        }
    }
    for action in last_time(plan, meeting) {
        if action.done() == Done::Open && !action.record.is_private() {
            suggest(Reason::LastTime, Subject::Record(action.id.clone()));
        }
    }
    if let Some(last) = last {
        for (id, parked) in super::of_meeting(plan, super::PARKED, last.id.as_str()) {
            if !parked.is_private() {
                suggest(Reason::LastTime, Subject::Record(id.clone()));
            }
        }
    }
    all
}

/// The latest answer to each statement and check-in in each voice: its id names statement, voice and day.
fn latest_answers(plan: &Plan) -> Vec<(&RecordId, &Record)> {
    let mut latest: Vec<(&str, &RecordId, &Record)> = Vec::new();
    for kind in ["charter", "check_in"] {
        for (id, record) in plan.records_of(kind) {
            let asked = match kind {
                // `charter:<statement>:<voice>:<day>`: days in their ISO form are in order.
                "charter" => id.as_str().rsplit_once(':').map_or(id.as_str(), |(asked, _)| asked),
                _ => id.as_str(),
            };
            match latest.iter_mut().find(|(known, ..)| *known == asked) {
                Some(known) if known.1 < id => *known = (asked, id, record),
                Some(_) => {}
                None => latest.push((asked, id, record)),
            }
        }
    }
    latest.into_iter().map(|(_, id, record)| (id, record)).collect()
}

fn is_unhappy(record: &Record) -> bool {
    match record.kind.as_str() {
        "charter" => matches!(record.text("answer"), "partly" | "not_yet"),
        _ => matches!(record.text("answer"), "no" | "not_yet" | "sad" | "bad" | "hard" | "worried"),
    }
}

fn has_only_not_yet(plan: &Plan, goal: &RecordId) -> bool {
    let steps = || plan.records_of("small_step").filter(|(_, step)| step.text("goal") == goal.as_str());
    let is_not_yet = |step: &Record| matches!(step.text("answer"), "not_yet" | "not_sure");
    steps().next().is_some() && steps().all(|(_, step)| is_not_yet(step))
}

/// First written on or after a day. Stamps are in milliseconds since 1970.
fn is_since(record: &Record, day: NaiveDate) -> bool {
    const DAY: i64 = 24 * 60 * 60 * 1_000;
    let start = day.signed_duration_since(NaiveDate::default()).num_days();
    record.first_written().is_some_and(|stamp| stamp.millis / DAY >= start)
}

/// Minutes of all items of a meeting together.
pub fn total_minutes(plan: &Plan, meeting: &str) -> i32 {
    let items = super::of_meeting(plan, AGENDA, meeting);
    items
        .iter()
        .filter_map(|(_, item)| number(item.text(of_item::MINUTES)))
        .filter(|minutes| *minutes > 0)
        .sum()
}

/// What the young person says, for the top of the screen: their own words in `view` records of an occasion,
/// else their latest; then of their goals. Unchanged, and nothing private.
pub fn person_first<'p>(plan: &'p Plan, occasion: &str) -> Vec<(&'p RecordId, &'p Record)> {
    let is_theirs = |record: &Record| {
        voice(record) == Some(Voice::YoungPerson) && !in_words(record).is_empty() && !record.is_private()
    };
    views(plan, occasion, is_theirs)
}

/// What the family says, where the person's own words are not there: of a small child, or of somebody who
/// does not use words.
pub fn family_first<'p>(plan: &'p Plan, occasion: &str) -> Vec<(&'p RecordId, &'p Record)> {
    let is_family = |record: &Record| {
        // What somebody showed without words is about them, whatever occasion it was written down for.
        let is_for_it = record.text("occasion") == occasion || Showed::of(record).is_some();
        voice(record) == Some(Voice::ParentCarer)
            && is_for_it
            && !in_words(record).is_empty()
            && !record.is_private()
    };
    views(plan, occasion, is_family)
}

/// The views of an occasion that pass; if there are none, those of the occasion written last.
fn views<'p>(
    plan: &'p Plan,
    occasion: &str,
    passes: impl Fn(&Record) -> bool,
) -> Vec<(&'p RecordId, &'p Record)> {
    let all = || plan.records_of("view").filter(|(_, view)| passes(view));
    let is_here = all().any(|(_, view)| view.text("occasion") == occasion);
    let latest = || all().max_by_key(|(_, view)| view.first_written()).map(|(_, view)| view.text("occasion"));
    let chosen = if is_here { Some(occasion) } else { latest() };
    let mut found = Vec::new();
    for (id, view) in all().filter(|(_, view)| Some(view.text("occasion")) == chosen) {
        insert_in_order(&mut found, (id, view), |one, other| {
            one.1.first_written().cmp(&other.1.first_written())
        });
    }
    found
}

/// Names of the people of a plan and of a meeting, for choosing who does something. The young person is first.
pub fn names(plan: &Plan, meeting: &str) -> Vec<String> {
    let mut names = vec![plan.name.value.trim().to_owned()];
    names.extend(super::guests(plan, meeting).into_iter().map(|guest| guest.name));
    names.extend(plan.records_of(PERSON).map(|(_, person)| person.text("name").trim().to_owned()));
    // Who did something before will do something again.
    let actions = plan.records_of(ACTION).filter(|(_, action)| !action.text(MEETING_ID).is_empty());
    names.extend(actions.map(|(_, action)| action.text(super::of_action::WHO).trim().to_owned()));
    let mut known: Vec<String> = Vec::new();
    for name in names {
        if !name.is_empty() && !known.iter().any(|other| other.eq_ignore_ascii_case(&name)) {
            known.push(name);
        }
    }
    known
}

/// How a meeting is called: its own title, or its kind's.
pub fn title<'p>(meeting: Meeting<'p>, kind: &'p str) -> &'p str {
    let own = meeting.text(of_meeting::TITLE);
    if own.is_empty() { kind } else { own }
}
