//! The tables of a pack besides steps and questions, and those that all packs share.

use serde::Deserialize;
use toml::value::Datetime;

use super::{At, EasyLine, Source};

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
        pub ask: At<String>,
        #[serde(default)]
        pub easy: Vec<At<EasyLine>>,
    }

    ProfileHeading {
        pub ask: At<String>,
        pub hint: At<String>,
    }

    Profile {
        pub id: At<String>,
        pub title: At<String>,
        pub about: At<String>,
        pub for_whom: Option<At<String>>,
        pub headings: Vec<ProfileHeading>,
        pub easy: Vec<At<EasyLine>>,
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
