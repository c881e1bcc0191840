//! The tables of a pack besides steps and questions, and those that all packs share.

use serde::Deserialize;
use toml::value::Datetime;

use super::{Applies, At, EasyLine, Rule, Source};

/// A choice: its id, the picture's id and the words.
pub type Choice = (At<String>, At<String>, At<String>);

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident { $($body:tt)* })*) => {
        $($(#[$doc])* #[derive(Deserialize)] #[serde(deny_unknown_fields)] pub struct $name { $($body)* })*
    };
}

tables! {
    Word {
        pub id: At<String>,
        pub term: At<String>,
        #[serde(default)]
        pub also: Vec<At<String>>,
        pub means: At<String>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        #[serde(default)]
        pub never: Vec<At<String>>,
        #[serde(default)]
        pub link: bool,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Service {
        pub id: At<String>,
        pub name: At<String>,
        pub about: At<String>,
        pub for_whom: Option<At<String>>,
        pub how: Option<At<String>>,
        pub phone: Option<At<String>>,
        pub email: Option<At<String>>,
        pub web: Option<At<String>>,
        #[serde(default)]
        pub foot: bool,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        #[serde(default)]
        pub formerly: Vec<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    OldName {
        pub old: At<String>,
        pub now: At<String>,
        pub service: Option<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Letter {
        pub id: At<String>,
        pub title: At<String>,
        pub to: At<String>,
        pub when: At<String>,
        pub steps: Vec<At<String>>,
        pub subject: At<String>,
        pub body: Vec<At<String>>,
        pub basis: At<String>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Charter {
        pub title: At<String>,
        pub about: Vec<At<String>>,
        pub not_checked: At<String>,
        pub how_to_check: Vec<At<String>>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    /// A `[[charter_statement]]` or a `[[charter_approach]]`.
    CharterStatement {
        pub id: At<String>,
        #[serde(default)]
        pub moves: Vec<At<String>>,
        #[serde(default)]
        pub parties: Vec<At<String>>,
        pub says: At<String>,
        pub ask: Option<At<String>>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    CharterClause {
        pub id: At<String>,
        pub heading: At<String>,
        #[serde(rename = "move")]
        pub of_move: At<String>,
        pub party: At<String>,
        pub says: At<String>,
        pub when: Option<At<String>>,
        pub page: At<u32>,
        pub replaces: Option<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Goal {
        pub id: At<String>,
        pub part: At<String>,
        pub age: At<String>,
        pub level: At<String>,
        pub outcome: At<String>,
        pub plain: At<String>,
        pub easy: Vec<At<EasyLine>>,
        pub picture: At<String>,
        pub third: Option<At<String>>,
        #[serde(default)]
        pub third_easy: Vec<At<EasyLine>>,
    }

    ReviewQuestion {
        pub id: At<String>,
        pub role: At<String>,
        #[serde(default)]
        pub ages: Vec<At<String>>,
        pub ask: At<String>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
    }

    Heading {
        pub id: At<String>,
        pub title: At<String>,
        pub third: At<String>,
        pub hint: Option<At<String>>,
        pub easy: At<EasyLine>,
        pub ideas: Option<At<String>>,
    }

    Profile {
        pub id: At<String>,
        pub title: At<String>,
        pub about: At<String>,
        pub for_whom: Option<At<String>>,
        #[serde(default)]
        pub ages: Vec<At<String>>,
        pub from_year: Option<At<i32>>,
        pub form: Option<At<String>>,
        pub headings: Vec<Heading>,
        pub easy: Vec<At<EasyLine>>,
    }

    ProfileYear {
        pub profile: At<String>,
        pub from_year: At<i32>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Choices {
        pub id: At<String>,
        pub items: Vec<At<Choice>>,
    }

    View {
        pub id: At<String>,
        pub ages: Vec<At<String>>,
        #[serde(default)]
        pub kinds: Vec<At<String>>,
        pub group: At<String>,
        pub ask: At<String>,
        pub third: At<String>,
        pub easy: Vec<At<EasyLine>>,
        pub answer: At<String>,
        pub choices: Option<At<String>>,
    }

    CheckIn {
        pub id: At<String>,
        pub title: At<String>,
        pub about: At<String>,
        pub easy: Vec<At<EasyLine>>,
        pub week: Option<At<u32>>,
        #[serde(default)]
        pub end_of_term: bool,
        pub questions: Vec<At<String>>,
    }

    CheckInQuestion {
        pub id: At<String>,
        pub ask: At<String>,
        pub third: At<String>,
        pub easy: At<EasyLine>,
        pub answers: At<String>,
        pub act_on: At<String>,
        pub then: Vec<At<String>>,
        #[serde(default)]
        pub steps: Vec<At<String>>,
        #[serde(default)]
        pub letters: Vec<At<String>>,
    }

    Countdown {
        pub id: At<String>,
        pub kind: At<String>,
        pub title: At<String>,
        pub easy: At<EasyLine>,
        pub choices: Option<At<String>>,
    }

    Invite {
        pub party: At<String>,
        pub who: At<String>,
        pub badge: At<String>,
        pub basis: Option<At<String>>,
    }

    Paper {
        pub id: At<String>,
        pub party: At<String>,
        pub says: At<String>,
    }

    AgendaItem {
        pub id: At<String>,
        pub title: At<String>,
        pub easy: At<EasyLine>,
        pub minutes: At<u32>,
        pub about: At<String>,
        pub lead: At<String>,
        pub kind: At<String>,
    }

    Meeting {
        pub id: At<String>,
        pub title: At<String>,
        pub title_easy: At<EasyLine>,
        pub about: At<String>,
        #[serde(default)]
        pub legal: bool,
        #[serde(default)]
        pub suits: Vec<Applies>,
        pub invite: Vec<Invite>,
        pub papers: Vec<Paper>,
        pub agenda: Vec<AgendaItem>,
        pub questions: Vec<At<String>>,
        pub ways: At<String>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    MeetingLocal {
        pub meeting: At<String>,
        pub says: Vec<At<String>>,
        #[serde(default)]
        pub invite: Vec<Invite>,
        #[serde(default)]
        pub papers: Vec<Paper>,
        #[serde(default)]
        pub questions: Vec<At<String>>,
        #[serde(default)]
        pub suits: Vec<Applies>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    MeetingDate {
        pub id: At<String>,
        pub title: At<String>,
        pub easy: Vec<At<EasyLine>>,
        pub party: At<String>,
        pub rule: At<Rule>,
        pub step: At<String>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Chase {
        pub id: At<String>,
        pub weeks: At<u32>,
        pub party: At<String>,
        pub says: At<String>,
        #[serde(default)]
        pub legal: bool,
        pub badge: At<String>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    DecisionNext {
        pub id: At<String>,
        pub says: At<String>,
        pub when: Option<At<String>>,
        pub rule: Option<At<Rule>>,
        pub step: Option<At<String>>,
        pub badge: At<String>,
    }

    Decision {
        pub id: At<String>,
        pub title: At<String>,
        pub about: At<String>,
        pub easy: Vec<At<EasyLine>>,
        pub fact: Option<At<String>>,
        pub next: Vec<DecisionNext>,
        #[serde(default)]
        pub steps: Vec<At<String>>,
        #[serde(default)]
        pub letters: Vec<At<String>>,
        pub services: Vec<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    DecisionLocal {
        pub decisions: Vec<At<String>>,
        #[serde(default)]
        pub says: Vec<At<String>>,
        #[serde(default)]
        pub services: Vec<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Handover {
        pub id: At<String>,
        pub title: At<String>,
        pub hint: At<String>,
        pub easy: At<EasyLine>,
        #[serde(default)]
        pub profiles: Vec<At<String>>,
    }

    Readiness {
        pub id: At<String>,
        pub list: At<String>,
        pub part: Option<At<String>>,
        pub says: At<String>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
    }

    /// Who wrote the goals, questions, profiles and readiness items of a pack, and from what.
    Written {
        pub about: At<String>,
    }

    Proposal {
        pub id: At<String>,
        pub title: At<String>,
        pub says: Vec<At<String>>,
        pub now: At<String>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    GuidePage {
        pub id: At<String>,
        pub title: At<String>,
        pub about: At<String>,
        #[serde(default)]
        pub section: Vec<At<GuideSection>>,
    }

    GuideSection {
        pub heading: At<String>,
        pub says: Vec<At<String>>,
        #[serde(default)]
        pub school: Vec<At<String>>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
        #[serde(default)]
        pub steps: Vec<At<String>>,
        pub source: Option<At<Source>>,
        pub checked_on: Option<At<Datetime>>,
    }

    Picture {
        pub id: At<String>,
        pub shows: At<String>,
        pub openmoji: At<String>,
    }

    /// A row of what has to have a place in the app.
    CoverageRow {
        pub row: At<u32>,
        pub item: At<String>,
        #[serde(default, rename = "where")]
        pub places: Vec<At<String>>,
        #[serde(default)]
        pub waiting: bool,
        pub not_shown: Option<At<String>>,
    }
}
