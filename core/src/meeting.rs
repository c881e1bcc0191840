//! Meetings: typed views over the records `meeting`, `invite`, `agenda`, `decision`, `action`, `parked` and
//! `paper`, and what is worked out from them.
//!
//! A meeting is a record; everything that belongs to it is a record of its own with the meeting's id in
//! [`MEETING_ID`], so that two people who write at once write in different places. Invariants:
//! - nothing here is stored: lists are read from the plan each time, in the order people gave them;
//! - a record that was taken away, or whose meeting was, is not in any list;
//! - dates the law sets are only ever those of [`crate::rules`] ([`dates`]).
//!
//! What is *not* here: which kinds of meeting there are and what is asked at them (packs), sentences.

pub mod agenda;
pub mod dates;
pub mod minutes;
pub mod words;

use chrono::NaiveDate;

use crate::order::insert_in_order;
use crate::pack::Party;
use crate::plan::{Plan, Record, RecordId};

/// The kind of a meeting.
pub const MEETING: &str = "meeting";
/// The kind of an invitation: one person asked to one meeting.
pub const INVITE: &str = "invite";
/// The kind of an item to talk about.
pub const AGENDA: &str = "agenda";
/// The kind of something decided.
pub const DECISION: &str = "decision";
/// The kind of something somebody will do.
pub const ACTION: &str = "action";
/// The kind of something kept for another time.
pub const PARKED: &str = "parked";
/// The kind of a paper to send before, or bring.
pub const PAPER: &str = "paper";
/// The kind of somebody in the person's life, written by another part of the app.
pub const PERSON: &str = "person";

/// Of everything that belongs to a meeting: the meeting's id.
pub const MEETING_ID: &str = "meeting";
/// What it is: words of a decision, an action, an item, something parked, a paper.
pub const WHAT: &str = "what";
/// Place in a list, a number.
pub const ORDER: &str = "order";

/// Fields of a meeting.
pub mod of_meeting {
    /// The kind, by its id in the pack.
    pub const KIND: &str = "meeting_kind";
    /// Its own name, where the kind's does not say it.
    pub const TITLE: &str = "title";
    /// The day.
    pub const DATE: &str = "date";
    /// The time of day, as typed.
    pub const TIME: &str = "time";
    /// Where.
    pub const PLACE: &str = "place";
    /// [`super::State`].
    pub const STATE: &str = "state";
    /// Notes on the whole of it.
    pub const NOTES: &str = "notes";
    /// When the next one is, as typed; a date where it is one.
    pub const NEXT: &str = "next";
    /// The time of day it began, `10:42`.
    pub const BEGAN: &str = "began";
    /// The item that is open on the screen, by its number in the list: an item's id would make the meeting
    /// belong to it, and a private item would keep the whole meeting out of everything.
    pub const OPEN: &str = "open";
    /// The day the invitations and papers went out.
    pub const PAPERS_SENT: &str = "papers_sent";
    /// The day the report was sent.
    pub const REPORT_SENT: &str = "report_sent";
    /// The day the council's decision came.
    pub const DECISION_CAME: &str = "decision_came";
    /// The day the final plan came.
    pub const PLAN_CAME: &str = "plan_came";
}

/// Fields of an invitation.
pub mod of_invite {
    /// The person's record, where there is one.
    pub const PERSON: &str = "person";
    /// The name, where there is no record.
    pub const NAME: &str = "name";
    /// What they are to the person, as people say it: SENCO, mother.
    pub const ROLE: &str = "role";
    /// Whom the kind of meeting asks for, as long as nobody is named.
    pub const AS: &str = "as";
    /// The party, by its word.
    pub const PARTY: &str = "party";
    /// The day they were asked.
    pub const ASKED: &str = "asked_on";
    /// `yes`, `no`, `maybe`.
    pub const ANSWER: &str = "answer";
    /// Whether they are asked for written views or a report.
    pub const WRITES: &str = "writes";
    /// The day what they wrote came.
    pub const WROTE: &str = "wrote_on";
    /// Whether they were there.
    pub const CAME: &str = "came";
}

/// Fields of an item.
pub mod of_item {
    /// The item of the kind's own agenda, by id.
    pub const ITEM: &str = "item";
    /// Minutes, a number.
    pub const MINUTES: &str = "minutes";
    /// What it came from: `step:…`, `record:…`.
    pub const FROM: &str = "from";
    /// Why it was suggested.
    pub const REASON: &str = "reason";
    /// What was said.
    pub const NOTES: &str = "notes";
    /// Whether it has been talked about.
    pub const DONE: &str = "done";
}

/// Fields of an action.
pub mod of_action {
    /// Who does it, as typed.
    pub const WHO: &str = "who";
    /// The party, by its word.
    pub const PARTY: &str = "party";
    /// The day by which.
    pub const BY: &str = "by";
    /// How the day was said, where it was in words or cannot be worked out.
    pub const BY_WORDS: &str = "by_words";
    /// `open`, `done`, `not_needed`.
    pub const STATE: &str = "state";
    /// The day it was done.
    pub const DONE_ON: &str = "done_on";
    /// The step it is about, by key.
    pub const STEP: &str = "step";
}

/// How far a meeting has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Still to come.
    Planned,
    /// Under way.
    Running,
    /// Over.
    Held,
}

impl State {
    /// Its word in a record.
    pub fn word(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::Running => "running",
            State::Held => "held",
        }
    }

    /// The state of a word; any other word is a meeting still to come.
    pub fn read(word: &str) -> State {
        match word {
            "running" => State::Running,
            "held" => State::Held,
            _ => State::Planned,
        }
    }
}

/// The words of parties in records.
pub const PARTIES: [(Party, &str); 9] = [
    (Party::YoungPerson, "young_person"),
    (Party::ParentCarer, "parent_carer"),
    (Party::EarlyYearsSetting, "early_years_setting"),
    (Party::CurrentSchool, "current_school"),
    (Party::NextSchool, "next_school"),
    (Party::Council, "council"),
    (Party::Health, "health"),
    (Party::SocialCare, "social_care"),
    (Party::OtherAgencies, "other_agencies"),
];

/// The party of a word.
pub fn party_of(word: &str) -> Option<Party> {
    PARTIES.iter().find(|(_, known)| *known == word).map(|(party, _)| *party)
}

/// The word of a party.
pub fn party_word(party: Party) -> &'static str {
    PARTIES.iter().find(|(known, _)| *known == party).map_or("", |(_, word)| word)
}

/// A meeting.
#[derive(Clone, Copy, Debug)]
pub struct Meeting<'p> {
    /// Its record's id.
    pub id: &'p RecordId,
    /// Its record.
    pub record: &'p Record,
}

impl<'p> Meeting<'p> {
    /// The meeting of an id, unless it was taken away.
    pub fn of(plan: &'p Plan, id: &str) -> Option<Meeting<'p>> {
        let (id, record) = plan.records_of(MEETING).find(|(known, _)| known.as_str() == id)?;
        Some(Meeting { id, record })
    }

    /// The day.
    pub fn date(self) -> Option<NaiveDate> {
        self.record.date(of_meeting::DATE)
    }

    /// How far it has got.
    pub fn state(self) -> State {
        State::read(self.record.text(of_meeting::STATE))
    }

    /// A field's text.
    pub fn text(self, field: &str) -> &'p str {
        self.record.text(field)
    }

    /// The day it can be ordered by: its own, or the day it was first written down.
    fn place_in_time(self) -> (Option<NaiveDate>, Option<&'p crate::plan::Stamp>) {
        (self.date(), self.record.first_written())
    }
}

/// Every meeting, the latest first; those without a day come before all others.
pub fn meetings(plan: &Plan) -> Vec<Meeting<'_>> {
    let mut all = Vec::new();
    for (id, record) in plan.records_of(MEETING) {
        insert_in_order(&mut all, Meeting { id, record }, |one, other| {
            let undated = |meeting: &Meeting<'_>| meeting.date().is_none();
            undated(other).cmp(&undated(one)).then(other.place_in_time().cmp(&one.place_in_time()))
        });
    }
    all
}

/// The meeting that was held last before another.
pub fn last_held<'p>(plan: &'p Plan, before: Meeting<'_>) -> Option<Meeting<'p>> {
    meetings(plan)
        .into_iter()
        .find(|one| one.id != before.id && one.state() == State::Held && is_before(*one, before))
}

fn is_before(one: Meeting<'_>, other: Meeting<'_>) -> bool {
    match (one.date(), other.date()) {
        (Some(day), Some(this)) => day < this,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// The records of a kind that belong to a meeting, in their order.
pub fn of_meeting<'p>(plan: &'p Plan, kind: &'p str, meeting: &str) -> Vec<(&'p RecordId, &'p Record)> {
    let mut all = Vec::new();
    for (id, record) in plan.records_of(kind).filter(|(_, record)| record.text(MEETING_ID) == meeting) {
        insert_in_order(&mut all, (id, record), |one, other| {
            let place = |of: &(&RecordId, &Record)| number(of.1.text(ORDER)).unwrap_or(i32::MAX);
            place(one)
                .cmp(&place(other))
                .then(one.1.first_written().cmp(&other.1.first_written()))
                .then(one.0.cmp(other.0))
        });
    }
    all
}

/// A whole number in a field.
pub fn number(text: &str) -> Option<i32> {
    text.trim().parse().ok()
}

/// The number after the highest in a list.
pub fn next_order(records: &[(&RecordId, &Record)]) -> String {
    let highest = records.iter().filter_map(|(_, record)| number(record.text(ORDER))).max().unwrap_or(0);
    highest.saturating_add(1).to_string()
}

/// Somebody at a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The invitation.
    pub id: RecordId,
    /// The name.
    pub name: String,
    /// What they are to the person; may be empty.
    pub role: String,
    /// Whom the kind of meeting asks for; may be empty.
    pub asked_as: String,
    /// Their party.
    pub party: Option<Party>,
}

impl Guest {
    /// The name, or whom the meeting asks for.
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.asked_as } else { &self.name }
    }

    /// The name with the role: "Mrs Lee (SENCO)".
    pub fn with_role(&self) -> String {
        match self.role.is_empty() {
            true => self.called().to_owned(),
            false => [self.called(), " (", &self.role, ")"].concat(),
        }
    }
}

/// Who is on the list of a meeting.
pub fn guests(plan: &Plan, meeting: &str) -> Vec<Guest> {
    of_meeting(plan, INVITE, meeting).into_iter().map(|(id, record)| guest(plan, id, record)).collect()
}

/// An invitation with what the person's own record says.
pub fn guest(plan: &Plan, id: &RecordId, invite: &Record) -> Guest {
    let person = plan
        .records
        .get(&RecordId::new(invite.text(of_invite::PERSON)))
        .filter(|person| person.kind == PERSON && person.removed_on().is_none());
    let own = |field: &str| person.map_or("", |person| person.text(field));
    let first = |one: &str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
    Guest {
        id: id.clone(),
        name: first(own("name"), invite.text(of_invite::NAME)),
        role: first(invite.text(of_invite::ROLE), own("role")),
        asked_as: invite.text(of_invite::AS).to_owned(),
        party: party_of(invite.text(of_invite::PARTY)),
    }
}

/// How an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Still to do.
    Open,
    /// Done.
    Done,
    /// Not needed any more.
    NotNeeded,
}

/// Something somebody will do.
#[derive(Clone, Copy, Debug)]
pub struct Action<'p> {
    /// Its record's id.
    pub id: &'p RecordId,
    /// Its record.
    pub record: &'p Record,
}

impl<'p> Action<'p> {
    /// What.
    pub fn what(self) -> &'p str {
        self.record.text(WHAT)
    }

    /// Who.
    pub fn who(self) -> &'p str {
        self.record.text(of_action::WHO)
    }

    /// By which day.
    pub fn by(self) -> Option<NaiveDate> {
        self.record.date(of_action::BY)
    }

    /// How it stands.
    pub fn done(self) -> Done {
        match self.record.text(of_action::STATE) {
            "done" => Done::Done,
            "not_needed" => Done::NotNeeded,
            _ => Done::Open,
        }
    }
}

fn sooner(one: &Action<'_>, other: &Action<'_>) -> std::cmp::Ordering {
    let undated = |action: &Action<'_>| action.by().is_none();
    undated(one)
        .cmp(&undated(other))
        .then(one.by().cmp(&other.by()))
        .then(one.record.first_written().cmp(&other.record.first_written()))
        .then(one.id.cmp(other.id))
}

/// The actions of a meeting as they were written.
pub fn actions_of<'p>(plan: &'p Plan, meeting: &str) -> Vec<Action<'p>> {
    of_meeting(plan, ACTION, meeting).into_iter().map(|(id, record)| Action { id, record }).collect()
}

/// Every action that is still to do, soonest first: "Agreed at meetings".
pub fn open_actions(plan: &Plan) -> Vec<Action<'_>> {
    let mut all = Vec::new();
    for (id, record) in plan.records_of(ACTION) {
        let action = Action { id, record };
        let meeting = record.text(MEETING_ID);
        let is_kept = meeting.is_empty() || Meeting::of(plan, meeting).is_some();
        if is_kept && action.done() == Done::Open {
            insert_in_order(&mut all, action, sooner);
        }
    }
    all
}

/// What was agreed at the meetings before, and is open or was settled since the last of them: "last time we
/// said".
pub fn last_time<'p>(plan: &'p Plan, now: Meeting<'_>) -> Vec<Action<'p>> {
    let last = last_held(plan, now);
    let mut all = Vec::new();
    for (id, record) in plan.records_of(ACTION) {
        let action = Action { id, record };
        let meeting = record.text(MEETING_ID);
        let of_last = last.is_some_and(|last| last.id.as_str() == meeting);
        let still_open = meeting != now.id.as_str()
            && action.done() == Done::Open
            && Meeting::of(plan, meeting).is_some_and(|of| of.state() == State::Held && is_before(of, now));
        if of_last || still_open {
            insert_in_order(&mut all, action, sooner);
        }
    }
    all
}

#[cfg(test)]
mod tests;
