//! A share: what goes to somebody else of a plan, line by line.
//!
//! Invariants:
//! - a private record never goes unless it is chosen by its id, and so is whatever belongs to one;
//! - what the young person keeps private, only they can choose;
//! - only what is in force goes: no earlier wording, nothing taken away, nothing this version cannot read;
//! - surname and birth date stay unless chosen; without a birth date the school year can go instead;
//! - what goes keeps its stamps, so that a share that comes back is combined like any other copy, and
//!   what did not go is not touched by that.
//!
//! A value that goes in another form (a name without surname) carries the stand-in stamp, which gives
//! way to any real writing when the share comes back.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::calendar::{iso, reception_year};
use crate::dto::{COPY_SCHEMA, object, plan_to_json};
use crate::order::insert_in_order;
use crate::path::Packs;
use crate::plan::register::{self, Written};
use crate::plan::{DeviceId, Plan, Record, RecordId, Register, Stamp, Status, StepKey, Voice};
use crate::situation::{Fact, FactValue};

/// The field of a person's record that says how to reach them: an address, a number.
pub const REACH: &str = "reach";

/// For whom a share is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Others of the family.
    Family,
    /// The school, college or setting now.
    School,
    /// The next school, college or setting.
    NextSchool,
    /// Health services.
    Health,
    /// Social care.
    SocialCare,
}

impl Audience {
    /// All, with the word for each in a file.
    pub const ALL: [(Audience, &'static str); 5] = [
        (Audience::Family, "family"),
        (Audience::School, "school"),
        (Audience::NextSchool, "next_school"),
        (Audience::Health, "health"),
        (Audience::SocialCare, "social_care"),
    ];

    /// The word in a file.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(audience, _)| *audience == self).map_or("", |(_, word)| word)
    }

    /// The audience of a word.
    pub fn read(word: &str) -> Option<Audience> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(audience, _)| *audience)
    }

    /// Whether answers on a topic go to it unless taken out.
    fn is_told(self, topic: Topic) -> bool {
        match topic {
            Topic::Education => true,
            Topic::Health => self != Audience::SocialCare,
            Topic::Care => matches!(self, Audience::Family | Audience::SocialCare),
            Topic::Home => self == Audience::Family,
        }
    }

    /// Whether records of a kind go to it unless taken out.
    fn reads(self, kind: &str) -> bool {
        match kind {
            _ if self == Audience::Family => true,
            "goal" | "small_step" | "about" | "view" | "said" | "meeting" | "invite" | "agenda"
            | "decision" | "parked" | "paper" | "action" => true,
            "readiness" | "check_in" | "person" => matches!(self, Audience::School | Audience::NextSchool),
            // Notes, letters and what the family thinks of how others do: theirs to give.
            _ => false,
        }
    }
}

/// What an answer is about, as far as it matters who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    Education,
    Health,
    Care,
    /// Money, and disagreements.
    Home,
}

fn topic(fact: Fact) -> Topic {
    match fact {
        Fact::LearningDisability
        | Fact::OnLearningDisabilityRegister
        | Fact::MedicalNeeds
        | Fact::ChildrensContinuingCare
        | Fact::MentalHealthService => Topic::Health,
        Fact::LookedAfter
        | Fact::LookedAfter13WeeksSince14
        | Fact::SocialCare
        | Fact::ChildInNeedReferralAccepted => Topic::Care,
        Fact::GetsDla
        | Fact::GetsChildBenefit
        | Fact::PipMobilityEnhanced
        | Fact::LacksCapacity
        | Fact::WorkingParents
        | Fact::HasChildTrustFund
        | Fact::DecisionSent
        | Fact::MediationCertificateIssued
        | Fact::MediationRequested
        | Fact::MediationDeclined
        | Fact::AppealAboutPlacementOnly
        | Fact::TribunalOrderMade
        | Fact::TribunalOrder
        | Fact::TribunalRecommendationSent
        | Fact::DiscriminationOn
        | Fact::DfgApplication => Topic::Home,
        _ => Topic::Education,
    }
}

/// One thing that goes, or stays.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// The first word of the name.
    Name,
    /// The rest of the name.
    Surname,
    /// The birth date.
    BirthDate,
    /// The school year, where the birth date stays.
    SchoolYear,
    /// The council.
    Council,
    /// The answer to a question.
    Fact(Fact),
    /// The status of a step.
    Status(StepKey),
    /// Why a step is not for this family.
    Reason(StepKey),
    /// The family's own date of a step.
    OwnDate(StepKey),
    /// A record.
    Record(RecordId),
    /// How to reach a person.
    Reach(RecordId),
}

/// A line of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The line.
    pub line: Line,
    /// Whether it goes only if it is chosen itself: it is private, or belongs to what is.
    pub is_private: bool,
    /// Whether only the young person can choose it: they keep it private, or what it belongs to.
    pub is_theirs: bool,
}

/// Everything that could go of a plan, in a fixed order.
pub fn lines(plan: &Plan) -> Vec<Listed> {
    let mut lines = Vec::new();
    let mut add = |line: Line| lines.push(Listed { line, is_private: false, is_theirs: false });
    let (first, rest) = parted(&plan.name.value);
    if !first.is_empty() {
        add(Line::Name);
    }
    if !rest.is_empty() {
        add(Line::Surname);
    }
    if answer(plan, Fact::DateOfBirth).is_some() {
        add(Line::BirthDate);
    }
    if first_year(plan).is_some() {
        add(Line::SchoolYear);
    }
    if plan.council.value.is_some() {
        add(Line::Council);
    }
    for (fact, value) in &plan.facts {
        let has_own_line = matches!(fact, Fact::DateOfBirth | Fact::ReceptionIn);
        if value.value.is_some() && !has_own_line {
            add(Line::Fact(*fact));
        }
    }
    for (key, status) in &plan.statuses {
        if status.value != Status::NotStarted {
            add(Line::Status(key.clone()));
        }
        if has_reason(&status.value) {
            add(Line::Reason(key.clone()));
        }
    }
    for (key, day) in &plan.own_dates {
        if day.value.is_some() {
            add(Line::OwnDate(key.clone()));
        }
    }
    let private = with_belongings(plan, Record::is_private);
    let theirs = with_belongings(plan, |record| record.is_private() && record.is_theirs());
    for (id, record) in &plan.records {
        if record.removed_on().is_some() || !has_words(record) {
            continue;
        }
        let (is_private, is_theirs) = (private.contains(&id), theirs.contains(&id));
        let reach = (!record.text(REACH).is_empty()).then(|| Line::Reach(id.clone()));
        for line in [Some(Line::Record(id.clone())), reach].into_iter().flatten() {
            lines.push(Listed { line, is_private, is_theirs });
        }
    }
    lines
}

fn has_words(record: &Record) -> bool {
    record.fields.values().any(|field| field.value.text.as_deref().is_some_and(|text| !text.is_empty()))
}

fn has_reason(status: &Status) -> bool {
    matches!(status, Status::NotForUs { reason } if !reason.is_empty())
}

/// The ids of records that are kept private, and of those that belong to one: a small step of a private
/// goal would tell of it. A record that was taken away still counts: what belongs to it stays as well.
fn with_belongings(plan: &Plan, is_kept: impl Fn(&Record) -> bool) -> Vec<&RecordId> {
    let mut private: Vec<&RecordId> =
        plan.records.iter().filter(|(_, record)| is_kept(record)).map(|(id, _)| id).collect();
    let mut from = 0;
    // Each round looks for what belongs to those found in the round before.
    while from < private.len() {
        let found: Vec<&RecordId> = private.get(from..).unwrap_or_default().to_vec();
        from = private.len();
        for (id, record) in &plan.records {
            let belongs = |id: &RecordId| {
                record.fields.values().any(|field| {
                    field.standing().any(|writing| writing.value.text.as_deref() == Some(id.as_str()))
                })
            };
            if !private.contains(&id) && found.iter().any(|id| belongs(id)) {
                private.push(id);
            }
        }
    }
    private
}

/// What goes to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// For whom.
    pub audience: Audience,
    /// Who chooses.
    by: Voice,
    put_in: Vec<Line>,
    taken_out: Vec<Line>,
}

impl Choice {
    /// What usually goes to an audience, for somebody to change who speaks in a voice.
    pub fn usual(audience: Audience, by: Voice) -> Self {
        Self { audience, by, put_in: Vec::new(), taken_out: Vec::new() }
    }

    /// For the family's own paper, calendar and tables: all but private records.
    pub fn own(plan: &Plan) -> Self {
        let open = lines(plan).into_iter().filter(|listed| !listed.is_private);
        let put_in = open.map(|listed| listed.line).collect();
        Self { audience: Audience::Family, by: Voice::ParentCarer, put_in, taken_out: Vec::new() }
    }

    /// Puts a line in, or takes it out.
    pub fn set(&mut self, line: &Line, goes: bool) {
        let (to, from) = match goes {
            true => (&mut self.put_in, &mut self.taken_out),
            false => (&mut self.taken_out, &mut self.put_in),
        };
        from.retain(|known| known != line);
        if !to.contains(line) {
            to.push(line.clone());
        }
    }

    /// Whether a line goes. What belongs to another line goes only with it.
    pub fn goes(&self, listed: &Listed, plan: &Plan, packs: Packs<'_>) -> bool {
        let of = match &listed.line {
            Line::Reason(key) => Some(Line::Status(key.clone())),
            Line::Reach(id) => Some(Line::Record(id.clone())),
            _ => None,
        };
        let is_private = listed.is_private;
        let goes = |line: &Line| {
            let is_usual = || !is_private && is_usual(self.audience, line, plan, packs);
            self.put_in.contains(line) || (!self.taken_out.contains(line) && is_usual())
        };
        let may = !listed.is_theirs || self.by == Voice::YoungPerson;
        may && goes(&listed.line) && of.is_none_or(|of| goes(&of))
    }
}

/// Whether a line that is not private goes to an audience unless it is taken out.
fn is_usual(audience: Audience, line: &Line, plan: &Plan, packs: Packs<'_>) -> bool {
    match line {
        Line::Name | Line::SchoolYear | Line::Council => true,
        Line::Surname | Line::BirthDate => false,
        Line::Fact(fact) => audience.is_told(topic(*fact)),
        // A step that is there because of an answer tells that answer.
        Line::Status(key) | Line::OwnDate(key) => packs.step(key.step_id()).is_none_or(|step| {
            let names = step.applies.facts.iter().chain(&step.applies.any_fact).chain(&step.applies.known);
            names.filter_map(|name| Fact::from_name(name)).all(|fact| audience.is_told(topic(fact)))
        }),
        Line::Reason(_) | Line::Reach(_) => audience == Audience::Family,
        Line::Record(id) => plan.records.get(id).is_some_and(|record| audience.reads(&record.kind)),
    }
}

/// A plan that holds only what goes. Only [`share`] makes one, and every writer for others takes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    plan: Plan,
    /// For whom.
    pub audience: Audience,
}

impl Shared {
    /// The plan as the reader will have it.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

/// The stamp of what stands in for a value that did not go: it gives way to any other.
fn stand_in() -> Stamp {
    Stamp { millis: 0, counter: 0, device: DeviceId::new("") }
}

/// What goes of a plan.
pub fn share(plan: &Plan, choice: &Choice, packs: Packs<'_>) -> Shared {
    let mut out = Plan::new(plan.id.clone(), plan.begun, String::new(), stand_in());
    out.example = plan.example;
    let lines: Vec<Line> = lines(plan)
        .into_iter()
        .filter(|listed| choice.goes(listed, plan, packs))
        .map(|listed| listed.line)
        .collect();
    out.name = shared_name(plan, lines.contains(&Line::Name), lines.contains(&Line::Surname));
    for line in &lines {
        match line {
            Line::Name | Line::Surname => {}
            Line::BirthDate => copy(&plan.facts, &Fact::DateOfBirth, &mut out.facts),
            // Both would say the same.
            Line::SchoolYear if lines.contains(&Line::BirthDate) => {}
            Line::SchoolYear => {
                let value = first_year(plan).map(FactValue::Number);
                out.facts.insert(Fact::ReceptionIn, Register::new(value, stand_in()));
            }
            Line::Council => out.council = in_force(&plan.council),
            Line::Fact(fact) => copy(&plan.facts, fact, &mut out.facts),
            Line::Status(key) => {
                let reason_stays = !lines.contains(&Line::Reason(key.clone()));
                match plan.statuses.get(key) {
                    Some(status) if reason_stays && has_reason(&status.value) => {
                        let without = Status::NotForUs { reason: String::new() };
                        out.statuses.insert(key.clone(), Register::new(without, stand_in()));
                    }
                    _ => copy(&plan.statuses, key, &mut out.statuses),
                }
            }
            Line::Reason(_) => {}
            Line::OwnDate(key) => copy(&plan.own_dates, key, &mut out.own_dates),
            Line::Record(id) => {
                if let Some(record) = plan.records.get(id) {
                    let with_reach = lines.contains(&Line::Reach(id.clone()));
                    out.records.insert(id.clone(), shared_record(record, with_reach));
                }
            }
            Line::Reach(_) => {}
        }
    }
    Shared { plan: out, audience: choice.audience }
}

/// A register with nothing but the writing in force: earlier wordings are the family's.
fn in_force<T: register::Value>(value: &Register<T>) -> Register<T> {
    let now: &Written<T> = value;
    // One writing always makes a register; the value alone would lose what it has seen.
    Register::of(vec![now.clone()]).unwrap_or_else(|| value.clone())
}

fn copy<K: Ord + Clone, T: register::Value>(
    from: &litemap::LiteMap<K, Register<T>>,
    key: &K,
    to: &mut litemap::LiteMap<K, Register<T>>,
) {
    if let Some(value) = from.get(key) {
        to.insert(key.clone(), in_force(value));
    }
}

fn shared_record(record: &Record, with_reach: bool) -> Record {
    let mut out = Record::new(&record.kind);
    for (name, field) in &record.fields {
        // What was taken out of a field is not told either.
        if field.value.text.is_some() && (with_reach || name != REACH) {
            out.fields.insert(name.clone(), in_force(field));
        }
    }
    out
}

/// The first word of a name, and the rest.
fn parted(name: &str) -> (&str, &str) {
    let name = name.trim();
    match name.split_once(char::is_whitespace) {
        Some((first, rest)) => (first, rest.trim_start()),
        None => (name, ""),
    }
}

fn shared_name(plan: &Plan, first: bool, rest: bool) -> Register<String> {
    let (name, surname) = parted(&plan.name.value);
    match (first || name.is_empty(), rest || surname.is_empty()) {
        (true, true) => in_force(&plan.name),
        (true, false) => Register::new(name.to_owned(), stand_in()),
        (false, true) => Register::new(surname.to_owned(), stand_in()),
        (false, false) => Register::new(String::new(), stand_in()),
    }
}

fn answer(plan: &Plan, fact: Fact) -> Option<&FactValue> {
    plan.facts.get(&fact).and_then(|answer| answer.value.as_ref())
}

/// The calendar year in which the child starts, or started, Reception.
fn first_year(plan: &Plan) -> Option<i32> {
    let number = |fact| match answer(plan, fact) {
        Some(FactValue::Number(number)) => Some(*number),
        _ => None,
    };
    match answer(plan, Fact::DateOfBirth) {
        Some(FactValue::Date(born)) => {
            Some(reception_year(*born, number(Fact::YearGroupOffset).unwrap_or_default()))
        }
        _ => number(Fact::ReceptionIn),
    }
}

/// The records of a shared plan by kind, the kinds in order: for whoever lists them.
pub fn by_kind(plan: &Plan) -> Vec<(&str, Vec<(&RecordId, &Record)>)> {
    let mut kinds: Vec<(&str, Vec<(&RecordId, &Record)>)> = Vec::new();
    for (id, record) in &plan.records {
        match kinds.iter_mut().find(|(kind, _)| *kind == record.kind) {
            Some((_, records)) => records.push((id, record)),
            None => {
                let entry = (record.kind.as_str(), vec![(id, record)]);
                insert_in_order(&mut kinds, entry, |one, other| one.0.cmp(other.0));
            }
        }
    }
    kinds
}

/// A share as JSON: a copy that says for whom it was made. Every version that opens copies opens it.
pub fn share_json(shared: &Shared, app_version: &str, made_on: NaiveDate) -> Value {
    object(vec![
        ("format", "onward-copy".into()),
        ("schema", COPY_SCHEMA.into()),
        ("app", app_version.into()),
        ("saved_on", iso(made_on).into()),
        ("share", object(vec![("for", shared.audience.word().into())])),
        ("plans", Value::from(vec![plan_to_json(&shared.plan)])),
    ])
}

/// Writes a share as a file, which says what it is to a person who opens it as text.
pub fn write_share(shared: &Shared, app_version: &str, made_on: NaiveDate) -> String {
    let mut file = share_json(shared, app_version, made_on);
    if let Value::Object(fields) = &mut file {
        fields.insert("about".into(), ABOUT.into());
    }
    format!("{file:#}\n")
}

/// What a share says first.
const ABOUT: &str =
    "A part of a plan, chosen for who it was sent to. Open it with Onward: you see what is in it first.";

/// For whom a copy was made, by what it says besides its plans; `None` if it is not a share.
pub fn made_for(said: &Map<String, Value>) -> Option<Audience> {
    Audience::read(said.get("share")?.get("for")?.as_str()?)
}
