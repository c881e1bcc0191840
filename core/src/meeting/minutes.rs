//! What leaves a meeting: who was there, what was decided, who does what by when, what waits, and when the next
//! one is; as a list to draw, and as plain text for an e-mail.
//!
//! Nothing private is ever in it, by the same rule as for a share ([`private_records`]). A copy for one
//! party is the same page: what a party may not see is decided line by line, by being private.

use chrono::NaiveDate;

use super::{
    AGENDA, DECISION, INVITE, Meeting, PARKED, PARTIES, WHAT, actions_of, guest, of_action, of_invite,
    of_item, of_meeting, party_of,
};
use crate::calendar::{date_in_words, date_short, parse_iso};
use crate::exchange::share::private_records;
use crate::pack::Party;
use crate::plan::{Plan, RecordId};

/// Who does what by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The action.
    pub id: RecordId,
    /// Who; empty if nobody was named.
    pub who: String,
    /// Their party.
    pub party: Option<Party>,
    /// What.
    pub what: String,
    /// By when, if that is a day.
    pub by: Option<NaiveDate>,
    /// By when as it was said, if that is no day.
    pub by_words: String,
}

impl Task {
    /// By when, in words; empty if nothing was said.
    pub fn by_when(&self) -> String {
        match self.by {
            Some(day) => ["by ", &date_short(day)].concat(),
            None => self.by_words.clone(),
        }
    }
}

/// An item that was talked about, with what was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talked {
    /// The item.
    pub id: RecordId,
    /// What it was about.
    pub what: String,
    /// What was noted; may be empty.
    pub notes: String,
}

/// The minutes of a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// The day.
    pub date: Option<NaiveDate>,
    /// The time, as typed.
    pub time: String,
    /// Where.
    pub place: String,
    /// Who was there, with what they are.
    pub there: Vec<String>,
    /// Who was asked and could not come.
    pub away: Vec<String>,
    /// What was decided.
    pub decisions: Vec<String>,
    /// Who does what, soonest first.
    pub tasks: Vec<Task>,
    /// What was talked about.
    pub talked: Vec<Talked>,
    /// What waits for another time.
    pub parked: Vec<String>,
    /// When the next meeting is, in words.
    pub next: String,
}

/// The minutes as everybody may read them.
pub fn minutes(plan: &Plan, meeting: Meeting<'_>) -> Minutes {
    let id = meeting.id.as_str();
    let private = private_records(plan);
    let open = |kind: &'static str| {
        super::of_meeting(plan, kind, id).into_iter().filter(|(id, _)| !private.contains(id))
    };
    let words = |kind: &'static str| -> Vec<String> {
        open(kind).map(|(_, record)| record.text(WHAT).to_owned()).filter(|text| !text.is_empty()).collect()
    };
    let person = |came: bool| -> Vec<String> {
        open(INVITE)
            .filter(|(_, invite)| invite.is(of_invite::CAME) == came)
            .map(|(id, invite)| guest(plan, id, invite))
            // Somebody unnamed who did not come was never asked by name.
            .filter(|guest| !guest.name.is_empty() || (came && !guest.asked_as.is_empty()))
            .map(|guest| guest.with_role())
            .collect()
    };
    let mut tasks: Vec<Task> = Vec::new();
    for action in actions_of(plan, id).into_iter().filter(|action| !private.contains(&action.id)) {
        let task = Task {
            id: action.id.clone(),
            who: action.who().to_owned(),
            party: party_of(action.record.text(of_action::PARTY)),
            what: action.what().to_owned(),
            by: action.by(),
            by_words: action.record.text(of_action::BY_WORDS).to_owned(),
        };
        crate::order::insert_in_order(&mut tasks, task, |one, other| {
            (one.by.is_none(), one.by).cmp(&(other.by.is_none(), other.by))
        });
    }
    let talked = open(AGENDA).map(|(id, item)| Talked {
        id: id.clone(),
        what: item.text(WHAT).to_owned(),
        notes: item.text(of_item::NOTES).to_owned(),
    });
    let next = meeting.text(of_meeting::NEXT);
    Minutes {
        date: meeting.date(),
        time: meeting.text(of_meeting::TIME).to_owned(),
        place: meeting.text(of_meeting::PLACE).to_owned(),
        there: person(true),
        away: person(false),
        decisions: words(DECISION),
        tasks,
        talked: talked.filter(|talked| !talked.notes.is_empty()).collect(),
        parked: words(PARKED),
        next: parse_iso(next).map_or_else(|| next.to_owned(), date_in_words),
    }
}

impl Minutes {
    /// Only what one party has to do; the rest of the page stays.
    pub fn tasks_of(&self, party: Party) -> Vec<&Task> {
        self.tasks.iter().filter(|task| task.party == Some(party)).collect()
    }

    /// The parties that have something to do or were there, in the usual order.
    pub fn parties(&self) -> Vec<Party> {
        PARTIES
            .into_iter()
            .map(|(party, _)| party)
            .filter(|party| self.tasks.iter().any(|task| task.party == Some(*party)))
            .collect()
    }

    /// As plain text for an e-mail. `title` is the meeting's.
    pub fn text(&self, title: &str) -> String {
        let mut lines = vec![title.to_owned()];
        let when = [self.date.map(date_in_words).unwrap_or_default(), self.time.clone(), self.place.clone()];
        push_line(&mut lines, &joined(&when, ", "));
        let mut part = |heading: &str, items: Vec<String>| {
            if !items.is_empty() {
                lines.push(String::new());
                lines.push(heading.to_owned());
                lines.extend(items.into_iter().map(|item| ["- ", &item].concat()));
            }
        };
        part("Who was there", self.there.clone());
        part("Could not come", self.away.clone());
        part("We decided", self.decisions.clone());
        part("Who does what", self.tasks.iter().map(task_words).collect());
        part(
            "What we talked about",
            self.talked.iter().map(|talked| [talked.what.as_str(), ": ", &talked.notes].concat()).collect(),
        );
        part("For another time", self.parked.clone());
        part("Next meeting", if self.next.is_empty() { Vec::new() } else { vec![self.next.clone()] });
        lines.join("\n")
    }
}

/// "Mum: asks the GP, by 27 November 2026".
fn task_words(task: &Task) -> String {
    let who = if task.who.is_empty() { String::new() } else { [task.who.as_str(), ": "].concat() };
    let when = task.by_when();
    let when = if when.is_empty() { when } else { [", ", &when].concat() };
    [who.as_str(), &task.what, &when].concat()
}

fn push_line(lines: &mut Vec<String>, line: &str) {
    if !line.is_empty() {
        lines.push(line.to_owned());
    }
}

fn joined(parts: &[String], between: &str) -> String {
    let filled: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    filled.join(between)
}
