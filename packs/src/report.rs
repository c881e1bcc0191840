//! How much content there is, counted the ways a reviewer asks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use chrono::NaiveDate;
use onward_core::calendar::{add_months, iso};
use onward_core::pack::library::{Checked, Library};
use onward_core::pack::{Details, Spine, StepDate};

use crate::coverage::CoverageRow;
use crate::known::name_of;
use crate::{Compiled, details_bytes, spine_bytes};

/// Months after which content has to be checked again (rule D60).
const CHECK_AGAIN_MONTHS: i32 = 12;

/// How many steps there are of each kind, and what goes with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All steps.
    pub steps: usize,
    /// Steps by pathway.
    pub by_pathway: BTreeMap<String, usize>,
    /// Steps by stage; empty = at any time.
    pub by_stage: BTreeMap<String, usize>,
    /// Steps by badge.
    pub by_badge: BTreeMap<String, usize>,
    /// Steps by owner.
    pub by_owner: BTreeMap<String, usize>,
    /// Steps by the id of their pack.
    pub by_pack: BTreeMap<String, usize>,
    /// Steps with a rule for their date.
    pub dated: usize,
    /// Steps without one.
    pub undated: usize,
    /// Steps without one whose date each council, school or college sets.
    pub set_locally: usize,
    /// Questions about facts.
    pub questions: usize,
    /// Of these, asked at the start of a plan.
    pub at_start: usize,
    /// Councils' own dates beside national steps.
    pub local_dates: usize,
    /// Terms explained.
    pub words: usize,
    /// Services that can help.
    pub services: usize,
    /// Letters.
    pub letters: usize,
    /// What the councils' charters say, by statement.
    pub charter_statements: usize,
    /// Of these, asked about in a charter check.
    pub charter_asked: usize,
    /// Ideas for goals, by part of adult life.
    pub goals: BTreeMap<String, usize>,
    /// Questions for a review, by role.
    pub review_questions: BTreeMap<String, usize>,
    /// Pages about a person.
    pub profiles: usize,
    /// Lines of the readiness check.
    pub readiness: usize,
    /// Kinds of meeting, and the points of their agendas.
    pub meetings: (usize, usize),
    /// Questions of My views.
    pub views: usize,
    /// Short choices with pictures: lists, and choices in them.
    pub choices: (usize, usize),
    /// Check-ins after a move, and their questions.
    pub check_ins: (usize, usize),
    /// Decisions a family may disagree with.
    pub decisions: usize,
    /// Pages of the guide that a person wrote.
    pub guide_pages: usize,
    /// Proposals that are not law.
    pub proposals: usize,
    /// Pictures.
    pub pictures: usize,
    /// Lines of Easy Read of steps and questions.
    pub easy_lines: usize,
    /// Rows of the coverage file: placed, waiting for a page, not shown.
    pub coverage: (usize, usize, usize),
    /// Made-up families to look at.
    pub examples: usize,
    /// Different sources, by name.
    pub sources: usize,
    /// Size of the compiled spine.
    pub spine_bytes: usize,
    /// Size of the compiled details.
    pub details_bytes: usize,
}

impl Counts {
    /// Counts compiled content.
    pub fn of(spine: &Spine, details: &Details, library: &Library, coverage: &[CoverageRow]) -> Self {
        let mut counts = Self {
            spine_bytes: spine_bytes(spine).len(),
            details_bytes: details_bytes(details).len(),
            ..Self::default()
        };
        let mut sources: BTreeSet<&str> =
            details.steps.values().map(|detail| detail.source.name.as_str()).collect();
        for pack in std::iter::once(&spine.national).chain(&spine.councils) {
            counts.questions += pack.questions.len();
            counts.at_start += pack.questions.iter().filter(|question| question.at_start).count();
            counts.local_dates += pack.local_dates.len();
            counts.examples += pack.examples.len();
            sources.extend(pack.local_dates.iter().map(|local| local.source.name.as_str()));
            for step in &pack.steps {
                counts.steps += 1;
                *counts.by_pathway.entry(name_of(step.pathway)).or_default() += 1;
                *counts.by_stage.entry(step.stage.clone()).or_default() += 1;
                *counts.by_badge.entry(name_of(step.badge)).or_default() += 1;
                *counts.by_owner.entry(name_of(step.owner)).or_default() += 1;
                *counts.by_pack.entry(pack.id.clone()).or_default() += 1;
                match step.date {
                    StepDate::None { local } => {
                        counts.undated += 1;
                        counts.set_locally += usize::from(local);
                    }
                    _ => counts.dated += 1,
                }
            }
        }
        for pack in library.packs() {
            counts.words += pack.words.len();
            counts.services += pack.services.len();
            counts.letters += pack.letters.len();
            for said in pack.charter.iter().flat_map(|charter| &charter.statements) {
                counts.charter_statements += 1;
                counts.charter_asked += usize::from(!said.ask.is_empty());
            }
            for goal in &pack.goals {
                *counts.goals.entry(name_of(goal.part)).or_default() += 1;
            }
            for question in &pack.review_questions {
                *counts.review_questions.entry(name_of(question.role)).or_default() += 1;
            }
            counts.profiles += pack.profiles.len();
            counts.readiness += pack.readiness.len();
            counts.meetings.0 += pack.meetings.len();
            counts.meetings.1 += pack.meetings.iter().map(|meeting| meeting.agenda.len()).sum::<usize>();
            counts.views += pack.views.len();
            counts.choices.0 += pack.choices.len();
            counts.choices.1 += pack.choices.iter().map(|choices| choices.items.len()).sum::<usize>();
            counts.check_ins.0 += pack.check_ins.len();
            counts.check_ins.1 += pack.check_in_questions.len();
            counts.decisions += pack.decisions.len();
            counts.guide_pages += pack.guide.len();
            counts.proposals += pack.proposals.len();
        }
        sources.extend(checked(library).map(|(_, checked)| checked.source.name.as_str()));
        counts.pictures = library.pictures.len();
        let steps = details.steps.values().map(|detail| detail.easy.len());
        counts.easy_lines = steps.chain(details.questions.values().map(|question| question.easy.len())).sum();
        counts.coverage = coverage.iter().fold((0, 0, 0), |(placed, waiting, not), row| {
            match (row.not_shown.is_empty(), row.waiting) {
                (false, _) => (placed, waiting, not + 1),
                (true, true) => (placed, waiting + 1, not),
                (true, false) => (placed + 1, waiting, not),
            }
        });
        counts.sources = sources.len();
        counts
    }
}

/// Everything in the library that rests on a source, by a name a person finds it by.
pub fn checked(library: &Library) -> impl Iterator<Item = (String, &Checked)> {
    library.packs().flat_map(|pack| {
        let words = pack.words.iter().map(|word| (format!("the word {}", word.id), &word.checked));
        let services =
            pack.services.iter().map(|service| (format!("the service {}", service.id), &service.checked));
        let names = pack.old_names.iter().map(|old| (format!("the old name {}", old.old), &old.checked));
        let letters =
            pack.letters.iter().map(|letter| (format!("the letter {}", letter.id), &letter.checked));
        let proposals = pack
            .proposals
            .iter()
            .map(|proposal| (format!("the proposal {}", proposal.id), &proposal.checked));
        let sections = pack.guide.iter().flat_map(|page| {
            page.sections
                .iter()
                .map(|section| (format!("{}: {}", page.id, section.heading), &section.checked))
        });
        let charter = pack.charter.iter().flat_map(|charter| {
            let said = charter.statements.iter().chain(&charter.approach);
            let clauses = charter.clauses.iter().map(|clause| (clause.id.clone(), &clause.checked));
            std::iter::once((charter.title.clone(), &charter.checked))
                .chain(said.map(|said| (said.id.clone(), &said.checked)))
                .chain(clauses)
        });
        let meetings =
            pack.meetings.iter().map(|meeting| (format!("the meeting {}", meeting.id), &meeting.checked));
        let locals = pack
            .meeting_locals
            .iter()
            .map(|local| (format!("what is local to the meeting {}", local.meeting), &local.checked));
        let dates = pack
            .meeting_dates
            .iter()
            .map(|date| (format!("the date of a meeting {}", date.id), &date.checked));
        let chase = pack.chase.iter().map(|chase| (format!("to chase: {}", chase.id), &chase.checked));
        let decisions = pack
            .decisions
            .iter()
            .map(|decision| (format!("the decision {}", decision.id), &decision.checked));
        let decision_locals = pack
            .decision_locals
            .iter()
            .map(|local| (format!("what is local to {}", local.decisions.join(", ")), &local.checked));
        let years =
            pack.profile_years.iter().map(|year| (format!("the year of {}", year.profile), &year.checked));
        let meetings = meetings.chain(locals).chain(dates).chain(chase).chain(years);
        let meetings = meetings.chain(decisions).chain(decision_locals);
        let charter = charter.chain(meetings);
        words.chain(services).chain(names).chain(letters).chain(proposals).chain(sections).chain(charter)
    })
}

/// What was last compared with its source more than 12 months before a day (rule D60).
pub fn outdated(compiled: &Compiled, today: NaiveDate) -> Vec<String> {
    let steps =
        compiled.details.steps.iter().map(|(id, detail)| (format!("the step {id}"), detail.checked_on));
    let packs = std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils);
    let dates = packs
        .flat_map(|pack| &pack.local_dates)
        .map(|local| (format!("{} ({})", local.label, local.step), local.checked_on));
    let library = checked(&compiled.library).map(|(name, checked)| (name, checked.on));
    let old = |on: NaiveDate| add_months(on, CHECK_AGAIN_MONTHS).is_some_and(|until| until < today);
    let line = |(name, on): (String, NaiveDate)| format!("{name} was checked on {}: check it again", iso(on));
    steps.chain(dates).chain(library).filter(|(_, on)| old(*on)).map(line).collect()
}

/// The counts as a page of text.
pub fn report(compiled: &Compiled) -> String {
    let counts = &compiled.counts;
    let mut page = String::new();
    // Writing to a String cannot fail.
    let mut line = |text: std::fmt::Arguments<'_>| {
        let _ = writeln!(page, "{text}");
    };
    line(format_args!(
        "{} steps: {} with a date rule, {} without ({} set locally)",
        counts.steps, counts.dated, counts.undated, counts.set_locally
    ));
    let groups = [
        ("pack", &counts.by_pack),
        ("pathway", &counts.by_pathway),
        ("stage", &counts.by_stage),
        ("badge", &counts.by_badge),
        ("owner", &counts.by_owner),
        ("part, ideas for goals", &counts.goals),
        ("role, questions for a review", &counts.review_questions),
    ];
    for (what, group) in groups {
        line(format_args!("by {what}:"));
        for (name, number) in group {
            let name = if name.is_empty() { "(at any time)" } else { name };
            line(format_args!("  {number:>4}  {name}"));
        }
    }
    line(format_args!("{} questions, {} of them at the start", counts.questions, counts.at_start));
    line(format_args!("{} local dates, {} examples", counts.local_dates, counts.examples));
    line(format_args!(
        "{} words, {} services, {} letters, {} pages written, {} proposals",
        counts.words, counts.services, counts.letters, counts.guide_pages, counts.proposals
    ));
    line(format_args!(
        "{} charter statements, {} of them can be asked about",
        counts.charter_statements, counts.charter_asked
    ));
    line(format_args!(
        "{} ideas for goals, {} questions for a review, {} profiles, {} readiness items",
        counts.goals.values().sum::<usize>(),
        counts.review_questions.values().sum::<usize>(),
        counts.profiles,
        counts.readiness
    ));
    line(format_args!(
        "{} kinds of meeting with {} points, {} questions of My views, {} choices in {} lists",
        counts.meetings.0, counts.meetings.1, counts.views, counts.choices.1, counts.choices.0
    ));
    line(format_args!(
        "{} check-ins with {} questions, {} decisions to disagree with",
        counts.check_ins.0, counts.check_ins.1, counts.decisions
    ));
    line(format_args!(
        "{} pictures, {} lines of Easy Read for steps and questions",
        counts.pictures, counts.easy_lines
    ));
    let (placed, waiting, not_shown) = counts.coverage;
    line(format_args!(
        "coverage {} of {}: {placed} placed, {waiting} waiting for a page, {not_shown} not shown",
        placed + waiting + not_shown,
        crate::coverage::ROWS
    ));
    line(format_args!("{} different sources", counts.sources));
    line(format_args!("{} bytes of spine, {} bytes of details", counts.spine_bytes, counts.details_bytes));
    line(format_args!("{} warnings", compiled.warnings.len()));
    page
}
