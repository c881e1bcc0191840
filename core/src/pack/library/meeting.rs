//! Meetings, the handover after them, and what can be done about a decision.

use serde::{Deserialize, Serialize};

use super::{AppliesWhen, Badge, Checked, DateRule, EasyLine, Party};

/// A kind of meeting, with everything it brings along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Id, unique over all packs.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its name in Easy Read.
    pub title_easy: EasyLine,
    /// What it is for.
    pub about: String,
    /// It is a review of an EHC plan: the dates of [`MeetingDate`] apply.
    pub legal: bool,
    /// Any of these situations calls for it; none = it is only offered, never suggested. The first kind of
    /// a pack that suits is the one to suggest.
    pub suits: Vec<AppliesWhen>,
    /// Who is invited.
    pub invite: Vec<Invite>,
    /// What has to be at hand.
    pub papers: Vec<Paper>,
    /// What happens, in order.
    pub agenda: Vec<AgendaItem>,
    /// Questions, by id of a [`super::ReviewQuestion`], which says whose each is.
    pub questions: Vec<String>,
    /// Ways the person may want the meeting to be, by id of [`super::Choices`].
    pub ways: String,
    /// Where its legal parts are written, or what the good practice is drawn from.
    pub checked: Checked,
}

impl Meeting {
    /// How long it takes, in minutes.
    pub fn minutes(&self) -> u32 {
        self.agenda.iter().map(|item| item.minutes).sum()
    }
}

/// Somebody to invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The party.
    pub party: Party,
    /// Who of it, in words.
    pub who: String,
    /// The law says that they are invited.
    pub must: bool,
    /// Where this comes from.
    pub badge: Badge,
    /// The law or guidance in one line; empty for good practice.
    pub basis: String,
}

/// A paper for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Id, unique in its meeting.
    pub id: String,
    /// Who brings or sends it.
    pub party: Party,
    /// What it is.
    pub says: String,
}

/// What a point of an agenda is about, so that the app can show the right thing beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// The person's own words; always first.
    Person,
    /// Goals.
    Goals,
    /// Steps of the path.
    Steps,
    /// The charter check.
    Charter,
    /// Decisions.
    Decisions,
    /// Questions of those who are there.
    Questions,
    /// Who does what next, and by when.
    Next,
}

/// A point of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Id, unique in its meeting.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The same in Easy Read.
    pub easy: EasyLine,
    /// How long it usually takes.
    pub minutes: u32,
    /// What it is for.
    pub about: String,
    /// Who leads it.
    pub lead: Party,
    /// What it is about.
    pub kind: AgendaKind,
}

/// What a council adds to a kind of meeting of the national pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLocal {
    /// The meeting, by id.
    pub meeting: String,
    /// What the council says about it.
    pub says: Vec<String>,
    /// Whom it asks to invite besides.
    pub invite: Vec<Invite>,
    /// Papers it asks for besides.
    pub papers: Vec<Paper>,
    /// Questions it asks for besides, by id.
    pub questions: Vec<String>,
    /// Situations in which this council holds it besides those of the national pack.
    pub suits: Vec<AppliesWhen>,
    /// Where it is written.
    pub checked: Checked,
}

/// A date that the law sets around a review of an EHC plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingDate {
    /// Id.
    pub id: String,
    /// What is due.
    pub title: String,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Who acts.
    pub party: Party,
    /// How it is worked out; asked with the day of the meeting as the fact `review_meeting`.
    pub rule: DateRule,
    /// The step it belongs to, by id.
    pub step: String,
    /// Where it is written.
    pub checked: Checked,
}

/// Something to do some weeks before a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chase {
    /// Id.
    pub id: String,
    /// How many weeks before.
    pub weeks: u32,
    /// Who acts.
    pub party: Party,
    /// What to do.
    pub says: String,
    /// Only before a review of an EHC plan.
    pub legal: bool,
    /// Where this comes from.
    pub badge: Badge,
    /// Where it is written, or what the good practice is drawn from.
    pub checked: Checked,
}

/// A decision that a family may disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Id, unique over all packs.
    pub id: String,
    /// What was decided, in plain words.
    pub title: String,
    /// What it means.
    pub about: String,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// The date fact from which the dates are worked out (for example `decision_sent`); empty if none.
    pub fact: String,
    /// What can be done, in order.
    pub next: Vec<DecisionNext>,
    /// Steps of the path, by id.
    pub steps: Vec<String>,
    /// Letters, by id.
    pub letters: Vec<String>,
    /// Services that can help, by id.
    pub services: Vec<String>,
    /// Where it is written.
    pub checked: Checked,
}

/// One thing that can be done about a decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionNext {
    /// Id, unique in its decision.
    pub id: String,
    /// What to do.
    pub says: String,
    /// By when or from when, in words; may be empty.
    pub when: String,
    /// By when, worked out.
    pub rule: Option<DateRule>,
    /// The step it belongs to, by id; empty if none.
    pub step: String,
    /// Where this comes from.
    pub badge: Badge,
}

/// What a council adds to a decision of the national pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLocal {
    /// The decisions, by id.
    pub decisions: Vec<String>,
    /// What is different here.
    pub says: Vec<String>,
    /// Services that can help here, by id.
    pub services: Vec<String>,
    /// Where it is written.
    pub checked: Checked,
}

/// A heading of the pack that goes to the next school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    /// Id.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub hint: String,
    /// The same in Easy Read.
    pub easy: EasyLine,
    /// Pages about the person that fill it, by id of a [`super::Profile`].
    pub profiles: Vec<String>,
}
