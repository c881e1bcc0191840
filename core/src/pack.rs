//! What a content pack holds, as the app reads it.
//!
//! A pack is written as TOML under `content/`, checked and compiled at build time (crate
//! `onward-packs`) into two compact files: the *spine*, which loads with the app and is enough to
//! work out a path, and the *details*, read afterwards. These types derive serde because a compiled
//! pack never outlives the build that made it; plans, which do, are written by [`crate::dto`].
//!
//! What is *not* here: reading TOML, checking words (crate `onward-packs`), working out dates
//! ([`crate::rules`]).

use chrono::NaiveDate;
use litemap::LiteMap;
use serde::{Deserialize, Serialize};

pub mod library;

/// Where an expectation comes from. Never blurred: see `product.md`, "Badge".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Badge {
    /// An Act, regulations or a binding case.
    Law,
    /// Statutory guidance, a national body's practice or guidance.
    National,
    /// The council's transition charter.
    Charter,
    /// The council's own guidance.
    Council,
    /// Recognised good practice.
    GoodPractice,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The young person.
    YoungPerson,
    /// The parent or carer.
    ParentCarer,
    /// The nursery, pre-school or childminder.
    EarlyYearsSetting,
    /// The school or college the child is at now.
    CurrentSchool,
    /// The next school or college.
    NextSchool,
    /// The council.
    Council,
    /// Health services.
    Health,
    /// Social care.
    SocialCare,
    /// Any other agency.
    OtherAgencies,
}

/// One of the moves, or the yearly round of an EHC plan or SEN support.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pathway {
    /// Early years to primary school.
    EarlyYearsToPrimary,
    /// Primary to secondary school.
    PrimaryToSecondary,
    /// Year 9 onward to adult life.
    PreparingForAdulthood,
    /// What comes round every year or at any time: reviews, assessments, disagreements.
    EveryYear,
}

/// One of the four parts of adult life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Work and learning.
    WorkAndLearning,
    /// Home and independence.
    HomeAndIndependence,
    /// Friends and community.
    FriendsAndCommunity,
    /// Health.
    Health,
}

/// How a date in a pack is worked out from the situation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateRule {
    /// A named rule of [`crate::rules`], asked with some facts replaced (for example the move that
    /// this step is about).
    Named {
        /// The rule's name.
        rule: String,
        /// Facts that replace the situation's own for this question: name and choice word.
        with: Vec<(String, String)>,
        /// Days added to the answer; negative for earlier.
        days: i32,
    },
    /// A month and day in the school year of Year `year` (Reception is 0, earlier is negative).
    On {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
        /// The school year; `None` in a repeating step means the year in question.
        year: Option<i32>,
    },
    /// A birthday, with months and days added.
    Birthday {
        /// The age reached.
        age: i32,
        /// Months added.
        months: i32,
        /// Days added; negative for earlier.
        days: i32,
    },
    /// Months after a date fact.
    MonthsFrom {
        /// The fact's name.
        fact: String,
        /// Months added; negative for earlier.
        months: i32,
    },
    /// Calendar weeks after a date fact.
    WeeksFrom {
        /// The fact's name.
        fact: String,
        /// Weeks added; negative for earlier.
        weeks: i32,
    },
    /// The start or end of a term of Year `year`, by the pack's typical term dates.
    Term {
        /// Term number, from 1.
        term: u8,
        /// The school year; `None` in a repeating step means the year in question.
        year: Option<i32>,
        /// Which end of the term.
        edge: Edge,
    },
}

/// An end of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// The first day.
    Start,
    /// The last day.
    End,
}

/// The kind of a step's date: `product.md`, "Dates and statuses, exactly".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepDate {
    /// The last day in time.
    Deadline {
        /// The day named; with `before`, the last day in time is the day before it.
        on: DateRule,
        /// The law or council says "before" that day.
        before: bool,
    },
    /// From a first to a last day in time.
    Window {
        /// First day.
        from: DateRule,
        /// Last day.
        to: DateRule,
    },
    /// A right or possibility begins; never late.
    Opens {
        /// First day.
        on: DateRule,
        /// The last day the right or possibility lasts, where it ends.
        until: Option<DateRule>,
    },
    /// Good to do about then; never late.
    Prompt {
        /// First day.
        from: DateRule,
        /// Last day.
        to: DateRule,
    },
    /// No fixed date.
    None {
        /// Each school, college or council sets its own date: the person types it.
        local: bool,
    },
}

/// How a step comes round again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Repeat {
    /// Once a school year, from Year `from` to Year `to` inclusive; dates without a year are in that year.
    SchoolYears {
        /// First school year.
        from: i32,
        /// Last school year.
        to: i32,
    },
    /// Anew whenever its date falls in another school year (an annual review).
    DueYear,
}

/// When a step applies. Everything given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppliesWhen {
    /// Any of these words of `support`; empty = any.
    pub support: Vec<String>,
    /// The `move` fact is one of these.
    pub moves: Vec<String>,
    /// The `move` fact is none of these (not known counts as none of these).
    pub unless_move: Vec<String>,
    /// Any of these words of `setting`; not known fits; empty = any.
    pub setting: Vec<String>,
    /// Yes/no facts that must be yes. Not known: the step waits behind a question.
    pub facts: Vec<String>,
    /// At least one of these yes/no facts must be yes (for example in care or has a social worker).
    pub any_fact: Vec<String>,
    /// Yes/no facts that must not be yes. Not known fits.
    pub without: Vec<String>,
    /// Date facts that must be known (for example the day an assessment was asked for), or the step
    /// does not show at all.
    pub known: Vec<String>,
    /// Named yes/no rules that must answer yes.
    pub rules: Vec<String>,
    /// The child is taught in the usual year for their age.
    pub usual_year: bool,
    /// The step is shown only while its school year is at least this (Reception is 0).
    pub from_year: Option<i32>,
    /// The step is shown only up to this school year.
    pub to_year: Option<i32>,
}

/// A stretch of the path: a school year, or a run of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Id, for example `year_6`.
    pub id: String,
    /// The pathway it belongs to.
    pub pathway: Pathway,
    /// Name shown, for example "Year 6".
    pub title: String,
    /// One sentence about it.
    pub about: String,
    /// First school year (Reception is 0, two years before it is -2).
    pub from_year: i32,
    /// Last school year.
    pub to_year: i32,
}

/// One thing to do: the part of it that loads with the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Id, unique over all packs.
    pub id: String,
    /// The pathway.
    pub pathway: Pathway,
    /// The stage it stands in when its date is not known or it has none; empty = at any time.
    pub stage: String,
    /// The part of adult life, from Year 9.
    pub part: Option<Part>,
    /// What to do; starts with a verb. `{name}` and `{name's}` stand for the child.
    pub title: String,
    /// Who must do it.
    pub owner: Party,
    /// Who helps.
    pub helpers: Vec<Party>,
    /// Where the expectation comes from.
    pub badge: Badge,
    /// When it applies.
    pub applies: AppliesWhen,
    /// Its date.
    pub date: StepDate,
    /// Whether and how it comes round again.
    pub repeat: Option<Repeat>,
    /// Until this day there is still something to do about a missed date, so it shows as late even
    /// in a plan begun after it.
    pub remedy_until: Option<DateRule>,
    /// Shown before others of the same urgency: a family can least afford to miss it.
    pub lead: bool,
    /// The step that has to be done first.
    pub waits_for: Option<String>,
    /// The date fact to ask for when this step is done (for example the day of the council's decision).
    pub records: Option<String>,
}

/// A council's own date beside a national step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalDate {
    /// The step it stands beside.
    pub step: String,
    /// What it is, for example "The council asks families by".
    pub label: String,
    /// The date.
    pub date: StepDate,
    /// About then, not exactly.
    pub about: bool,
    /// Conditions besides the step's own.
    pub applies: AppliesWhen,
    /// The year for which the source gave it.
    pub year_given: String,
    /// Where it is written.
    pub source: Source,
    /// The day a person checked it against the source.
    #[serde(with = "day_number")]
    pub checked_on: NaiveDate,
}

/// Where a statement is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The document and section.
    pub name: String,
    /// Its address, if it has one.
    #[serde(default)]
    pub web: String,
}

/// One idea of an Easy Read text, with the picture beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EasyLine {
    /// The picture, by id.
    pub picture: String,
    /// The sentence.
    pub words: String,
}

/// The service that can help, for the line on every page. Its source and all others are in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpLine {
    /// Its name.
    pub name: String,
    /// What it does, in one sentence.
    pub about: String,
    /// Phone as printed by its source; empty if none was confirmed.
    pub phone: String,
    /// E-mail; empty if none.
    pub email: String,
    /// Web address; empty if none.
    pub web: String,
}

/// A question about a fact: asked at the start when it changes something, and on the situation page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The fact's name.
    pub fact: String,
    /// The question, as a heading.
    pub ask: String,
    /// Why it is asked, in one or two sentences. For a question not asked at the start it is in
    /// [`Details::questions`] and empty here.
    pub why: String,
    /// A hint for a date or number; may be empty. Where it is: as `why`.
    pub hint: String,
    /// For choices: the word and what the person reads.
    pub choices: Vec<(String, String)>,
    /// Asked at the start of a plan; the others wait on the situation page.
    pub at_start: bool,
    /// Asked while the child is in these school years (`applies.from_year` and `to_year`) and the
    /// other conditions hold.
    pub applies: AppliesWhen,
}

/// A made-up family to look at before starting one's own plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Id.
    pub id: String,
    /// The child's name.
    pub name: String,
    /// One sentence about the family.
    pub about: String,
    /// The school year the child is in, whenever the example is opened.
    pub year: i32,
    /// Month and day of birth.
    pub born: (u32, u32),
    /// Facts by name: a word, "true", "false", a number, or for a date the days from today.
    pub facts: Vec<(String, String)>,
}

impl Question {
    /// Names the question in [`Details::questions`]: its fact, and its words, because a fact may be asked
    /// about differently at different ages.
    pub fn detail_key(&self) -> String {
        format!("{}: {}", self.fact, self.ask)
    }
}

/// A typical term, to give month and day where a council counts in terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Number, from 1.
    pub term: u8,
    /// First day: month and day.
    pub from: (u32, u32),
    /// Last day: month and day.
    pub to: (u32, u32),
}

/// A bank holiday that is not where the usual rule puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BankHolidayChange {
    /// A day that is a bank holiday once.
    Added(#[serde(with = "day_number")] NaiveDate),
    /// A usual bank holiday that is a working day that year (moved elsewhere).
    Removed(#[serde(with = "day_number")] NaiveDate),
}

/// One-off bank holidays, and how far ahead they have been announced.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankHolidayData {
    /// The last year whose bank holidays have been announced; later years are provisional.
    pub announced_through: i32,
    /// One-off changes.
    pub changes: Vec<BankHolidayChange>,
}

/// The part of a pack that loads with the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSpine {
    /// Id, for example `england`.
    pub id: String,
    /// Name shown, for example "England".
    pub name: String,
    /// The council's name, empty for a national pack.
    pub council: String,
    /// Version shown.
    pub version: String,
    /// Labels of badges, by [`Badge`]; a council pack gives only those it changes.
    pub badges: Vec<(Badge, String)>,
    /// Labels of parties, by [`Party`].
    pub parties: Vec<(Party, String)>,
    /// Typical terms.
    pub terms: Vec<Term>,
    /// Bank holidays; only in a national pack.
    pub bank_holidays: BankHolidayData,
    /// Stages; only in a national pack.
    pub stages: Vec<Stage>,
    /// Questions about facts.
    pub questions: Vec<Question>,
    /// Steps.
    pub steps: Vec<Step>,
    /// Dates of this council beside national steps.
    pub local_dates: Vec<LocalDate>,
    /// Who can help, on every page; only one, if any.
    pub help: Option<HelpLine>,
    /// Example families.
    pub examples: Vec<Example>,
}

/// All spines of a build: the national pack and the councils' packs on top of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spine {
    /// The national pack.
    pub national: PackSpine,
    /// Councils' packs.
    pub councils: Vec<PackSpine>,
}

/// The rest of a step, read after the app has started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDetail {
    /// The step in the terms a school or council uses.
    pub official: String,
    /// The young person's own part, said by them; empty where they have none.
    pub me: String,
    /// The step in Easy Read.
    pub easy: Vec<EasyLine>,
    /// When, in words that need no birth date, for example "Before 15 February of Year 6".
    pub when: String,
    /// Why it matters. In this and the texts that follow, the first place of each term that the guide
    /// explains is marked: see [`crate::marks`].
    pub why: String,
    /// How to do it, one thing a line.
    pub how: Vec<String>,
    /// What to ask.
    pub ask: Vec<String>,
    /// What to do when it is late.
    pub late: String,
    /// Where it is written.
    pub source: Source,
    /// The day it was checked against the source.
    #[serde(with = "day_number")]
    pub checked_on: NaiveDate,
    /// Rows of the fact files it rests on, for example `E16`.
    pub rows: Vec<String>,
    /// Name of the pack it is from.
    pub pack: String,
}

/// The rest of a question. Of one asked at the start, `why` and `hint` are in the question itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionDetail {
    /// Why it is asked.
    pub why: String,
    /// A hint; may be empty.
    pub hint: String,
    /// The question in Easy Read.
    pub easy: Vec<EasyLine>,
}

/// The details of every step and question of every pack of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Questions: see [`Question::detail_key`].
    pub questions: LiteMap<String, QuestionDetail>,
    /// Steps, by id.
    pub steps: LiteMap<String, StepDetail>,
}

/// Dates as days since year 1: chrono's own form is text, and its parser one of the largest functions.
mod day_number {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i32(day.num_days_from_ce())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        // A compiled pack is read by the build that wrote it, so every number is a day.
        Ok(NaiveDate::from_num_days_from_ce_opt(i32::deserialize(from)?).unwrap_or_default())
    }
}
