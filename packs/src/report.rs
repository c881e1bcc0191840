//! How much content there is, counted the ways a reviewer asks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use onward_core::pack::{Details, Spine, StepDate};

use crate::known::name_of;
use crate::{Compiled, details_bytes, spine_bytes};

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
    /// Services that can help.
    pub help: usize,
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
    pub fn of(spine: &Spine, details: &Details) -> Self {
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
            counts.help += pack.help.len();
            counts.examples += pack.examples.len();
            sources.extend(pack.local_dates.iter().map(|local| local.source.name.as_str()));
            sources.extend(pack.help.iter().map(|help| help.source.name.as_str()));
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
        counts.sources = sources.len();
        counts
    }
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
    ];
    for (what, group) in groups {
        line(format_args!("by {what}:"));
        for (name, number) in group {
            let name = if name.is_empty() { "(at any time)" } else { name };
            line(format_args!("  {number:>4}  {name}"));
        }
    }
    line(format_args!("{} questions, {} of them at the start", counts.questions, counts.at_start));
    line(format_args!(
        "{} local dates, {} who can help, {} examples",
        counts.local_dates, counts.help, counts.examples
    ));
    line(format_args!("{} different sources", counts.sources));
    line(format_args!("{} bytes of spine, {} bytes of details", counts.spine_bytes, counts.details_bytes));
    line(format_args!("{} warnings", compiled.warnings.len()));
    page
}
