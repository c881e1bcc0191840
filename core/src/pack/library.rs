//! What a pack holds besides steps and questions: words, services, letters, the charter, goals,
//! questions for a review, profiles, readiness, pages of the guide.
//!
//! The site build makes the guide from it. The app reads it only where a page needs it, so nothing of
//! it weighs on a first visit.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AppliesWhen, Badge, DateRule, EasyLine, Part, Party, Source, day_number};

mod meeting;
mod person;
mod shelf;

pub use meeting::{
    AgendaItem, AgendaKind, Chase, Decision, DecisionLocal, DecisionNext, Handover, Invite, Meeting,
    MeetingDate, MeetingLocal, Paper,
};
pub use person::{
    AnswerKind, CheckIn, CheckInQuestion, CheckInWhen, Choice, Choices, Countdown, CountdownKind, Form,
    Heading, Profile, ProfileYear, ViewGroup, ViewQuestion, ViewsKind,
};
pub use shelf::{MeetingPack, MeetingShelf, PersonPack, PersonShelf};

/// Where a statement is written and when a person last compared the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Where it is written.
    pub source: Source,
    /// The day it was checked against the source.
    #[serde(with = "day_number")]
    pub on: NaiveDate,
}

/// A term or acronym, explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Id, unique over all packs.
    pub id: String,
    /// The term as the app writes it.
    pub term: String,
    /// Other forms of it, which link here and are found by search.
    pub also: Vec<String>,
    /// What it means, the plain words first.
    pub means: String,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Links to it from the first place on a page where it stands.
    pub link: bool,
    /// Where it is written.
    pub checked: Checked,
}

/// A service that can help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// Id, unique over all packs.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub about: String,
    /// Who may use it.
    pub for_whom: String,
    /// How to reach it, where phone, e-mail and address do not say it all.
    pub how: String,
    /// Phone as printed by its source; empty if none was confirmed.
    pub phone: String,
    /// E-mail; empty if none.
    pub email: String,
    /// Web address; empty if none.
    pub web: String,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Names it had before.
    pub formerly: Vec<String>,
    /// Where it is written.
    pub checked: Checked,
}

/// A name that is not used any more, for a family that still meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldName {
    /// The old name.
    pub old: String,
    /// What there is now.
    pub now: String,
    /// The service in its place, by id; empty if there is none.
    pub service: String,
    /// Where it is written.
    pub checked: Checked,
}

/// A letter or message, with places to fill in: see [`MERGE_FIELDS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Id, unique over all packs.
    pub id: String,
    /// What it is for.
    pub title: String,
    /// Who it goes to.
    pub to: Party,
    /// When to use it.
    pub when: String,
    /// Steps it belongs to, by id.
    pub steps: Vec<String>,
    /// Its subject line.
    pub subject: String,
    /// Its paragraphs.
    pub body: Vec<String>,
    /// What it rests on, in one line.
    pub basis: String,
    /// What it is for, in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Where it is written.
    pub checked: Checked,
}

/// A place to fill in a letter, and what stands there on paper.
pub const MERGE_FIELDS: &[(&str, &str)] = &[
    ("{name}", "name of the child or young person"),
    ("{name's}", "name of the child or young person’s"),
    ("{date_of_birth}", "date of birth"),
    ("{school}", "name of the school"),
    ("{next_school}", "name of the next school or college"),
    ("{council}", "name of the council"),
    ("{due_date}", "the date"),
    ("{today}", "today’s date"),
    ("{sender}", "your name"),
    ("{recipient}", "name of the person or team"),
];

/// A move that a charter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharterMove {
    /// Early years to primary school.
    EarlyYearsToPrimary,
    /// Primary to secondary school.
    PrimaryToSecondary,
    /// Secondary school to a place after 16.
    SecondaryToPost16,
}

/// What a council's charter is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Its name.
    pub title: String,
    /// What it is, who wrote it, what it covers.
    pub about: Vec<String>,
    /// What has not been confirmed.
    pub not_checked: String,
    /// What to open to confirm it.
    pub how_to_check: Vec<String>,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Where it is written.
    pub checked: Checked,
    /// What it says, according to its sources.
    pub statements: Vec<CharterStatement>,
    /// Clauses of the document itself, once a person has read it.
    pub clauses: Vec<CharterClause>,
    /// What the council says elsewhere about the same: its approach, not the charter.
    pub approach: Vec<CharterStatement>,
}

/// One thing a charter, or the council beside it, says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterStatement {
    /// Id, for example `CH-02`.
    pub id: String,
    /// The moves it is about.
    pub moves: Vec<CharterMove>,
    /// Whom it names; empty where it names nobody.
    pub parties: Vec<Party>,
    /// What it says.
    pub says: String,
    /// What is asked about it in a charter check; empty where it is only shown.
    pub ask: String,
    /// The same in Easy Read.
    pub easy: Vec<EasyLine>,
    /// Where it is written.
    pub checked: Checked,
}

/// A clause of a charter's own document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterClause {
    /// Id.
    pub id: String,
    /// Its heading in the document.
    pub heading: String,
    /// The move it is about.
    pub of_move: CharterMove,
    /// Who acts.
    pub party: Party,
    /// What it says, in our words.
    pub says: String,
    /// When, as the document gives it.
    pub when: String,
    /// The page of the document.
    pub page: u32,
    /// The statement it stands in place of, by id; empty if none.
    pub replaces: String,
    /// Where it is written.
    pub checked: Checked,
}

/// The ages a goal is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgeBand {
    /// 0 to 4.
    #[serde(rename = "age_0_to_4")]
    From0To4,
    /// 5 to 10.
    #[serde(rename = "age_5_to_10")]
    From5To10,
    /// 11 to 13.
    #[serde(rename = "age_11_to_13")]
    From11To13,
    /// 14 to 16.
    #[serde(rename = "age_14_to_16")]
    From14To16,
    /// 16 to 19.
    #[serde(rename = "age_16_to_19")]
    From16To19,
    /// 19 to 25.
    #[serde(rename = "age_19_to_25")]
    From19To25,
}

/// How much support an example of a goal has in mind. A starting point, never a label for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Full support: taking part by choosing, reacting or looking forward to it.
    FullSupport,
    /// Some support.
    SomeSupport,
    /// Mostly on their own.
    Own,
}

/// An idea for a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Id, for example `EMP-EY-01`.
    pub id: String,
    /// The part of adult life.
    pub part: Part,
    /// The ages.
    pub age: AgeBand,
    /// How much support.
    pub level: Level,
    /// The outcome, as a plan words it.
    pub outcome: String,
    /// In plain words, said by the young person, or by a parent of a child under 5.
    pub plain: String,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
    /// The picture that stands for it.
    pub picture: String,
    /// For people who do not use words: what others see. Only with full support.
    pub third: String,
    /// The same in Easy Read.
    pub third_easy: Vec<EasyLine>,
}

/// A question for a review meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewQuestion {
    /// Id, for example `QY01`.
    pub id: String,
    /// Who is asked.
    pub role: Role,
    /// The ages it suits; empty = any.
    pub ages: Vec<AgeBand>,
    /// The question.
    pub ask: String,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
}

/// Who answers in a review meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The young person.
    YoungPerson,
    /// The parent or carer.
    ParentCarer,
    /// The nursery or early years setting.
    EarlyYears,
    /// School or SENCO.
    School,
    /// The next school.
    NextSchool,
    /// College or training provider.
    College,
    /// Health.
    Health,
    /// Social care.
    SocialCare,
    /// Everybody at the end.
    Everyone,
}

/// Whose list a readiness item is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadinessList {
    /// The young person; also answered about them by others.
    Person,
    /// The parent or carer.
    Parent,
    /// School.
    School,
    /// The family and the nursery, before school.
    EarlyYears,
}

/// One line of the readiness check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// Id, for example `R01`.
    pub id: String,
    /// Whose list it is on.
    pub list: ReadinessList,
    /// The part of adult life, where it has one.
    pub part: Option<Part>,
    /// What it says.
    pub says: String,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
}

/// What is proposed and not law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What is proposed.
    pub says: Vec<String>,
    /// What holds today.
    pub now: String,
    /// Where it is written.
    pub checked: Checked,
}

/// A page of the guide that a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuidePage {
    /// Id, and its place in the address.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it is about, in one sentence.
    pub about: String,
    /// Its sections.
    pub sections: Vec<GuideSection>,
}

/// A section of such a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideSection {
    /// Its heading.
    pub heading: String,
    /// Its paragraphs, for parents and carers.
    pub says: Vec<String>,
    /// What a school needs besides, in official terms.
    pub school: Vec<String>,
    /// In Easy Read.
    pub easy: Vec<EasyLine>,
    /// Steps to take, by id.
    pub steps: Vec<String>,
    /// Where it is written.
    pub checked: Checked,
}

/// The library of one pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackLibrary {
    /// Id of the pack.
    pub id: String,
    /// The council's name, empty for a national pack.
    pub council: String,
    /// Terms.
    pub words: Vec<Word>,
    /// Services.
    pub services: Vec<Service>,
    /// Names not used any more.
    pub old_names: Vec<OldName>,
    /// Letters.
    pub letters: Vec<Letter>,
    /// The charter, if the council has one.
    pub charter: Option<Charter>,
    /// Ideas for goals.
    pub goals: Vec<Goal>,
    /// Questions for a review.
    pub review_questions: Vec<ReviewQuestion>,
    /// Pages about a person.
    pub profiles: Vec<Profile>,
    /// The readiness check.
    pub readiness: Vec<Readiness>,
    /// Short choices with pictures.
    pub choices: Vec<Choices>,
    /// From which year this council asks for pages about a person.
    pub profile_years: Vec<ProfileYear>,
    /// Questions of My views.
    pub views: Vec<ViewQuestion>,
    /// Check-ins after a move.
    pub check_ins: Vec<CheckIn>,
    /// Their questions.
    pub check_in_questions: Vec<CheckInQuestion>,
    /// The countdown to a new place.
    pub countdown: Vec<Countdown>,
    /// Kinds of meeting.
    pub meetings: Vec<Meeting>,
    /// What this council adds to the national kinds.
    pub meeting_locals: Vec<MeetingLocal>,
    /// Dates that the law sets around a review.
    pub meeting_dates: Vec<MeetingDate>,
    /// What to do some weeks before a meeting.
    pub chase: Vec<Chase>,
    /// Decisions a family may disagree with.
    pub decisions: Vec<Decision>,
    /// What this council adds to them.
    pub decision_locals: Vec<DecisionLocal>,
    /// Headings of the pack for the next school.
    pub handover: Vec<Handover>,
    /// Who wrote goals, questions, profiles and readiness, and from what.
    pub written: String,
    /// What is proposed.
    pub proposals: Vec<Proposal>,
    /// Pages of the guide.
    pub guide: Vec<GuidePage>,
}

/// A picture for Easy Read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Id.
    pub id: String,
    /// What it shows.
    pub shows: String,
    /// Its drawing in OpenMoji, by code.
    pub openmoji: String,
}

/// The libraries of all packs of a build, and the pictures they share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Library {
    /// The national pack's.
    pub national: PackLibrary,
    /// The councils'.
    pub councils: Vec<PackLibrary>,
    /// Pictures.
    pub pictures: Vec<Picture>,
}

impl Library {
    /// The national pack's library, then the councils'.
    pub fn packs(&self) -> impl Iterator<Item = &PackLibrary> {
        std::iter::once(&self.national).chain(&self.councils)
    }
}
