//! The lines of a share in words, in groups: what each is, so that a person sees exactly what goes.

use onward_core::calendar::{date_in_words, date_short};
use onward_core::exchange::naming::named_place;
use onward_core::exchange::share::{Line, Listed, lines};
use onward_core::path::Packs;
use onward_core::plan::{Place, Plan, StepKey};
use onward_core::situation::{Fact, FactValue};

use super::paper::answer_in_words;
use crate::content;
use crate::ui::words;

/// A line with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The line.
    pub listed: Listed,
    /// What it says.
    pub words: String,
}

/// A group of lines under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Whether its lines stay unless each is ticked.
    pub is_private: bool,
    /// Its lines.
    pub lines: Vec<Said>,
}

/// Every line of a plan in groups, the private ones last.
pub fn groups(plan: &Plan, packs: Packs<'static>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut private = Group { title: "Private".to_owned(), is_private: true, lines: Vec::new() };
    for listed in lines(plan) {
        let (title, words) = said(plan, &listed.line, packs);
        let is_private = listed.is_private;
        let line = Said { listed, words };
        if is_private {
            private.lines.push(line);
            continue;
        }
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.lines.push(line),
            None => groups.push(Group { title, is_private: false, lines: vec![line] }),
        }
    }
    if !private.lines.is_empty() {
        groups.push(private);
    }
    groups
}

/// The group of a line, and its words.
fn said(plan: &Plan, line: &Line, packs: Packs<'static>) -> (String, String) {
    let name = plan.name.value.trim();
    let (first, rest) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
    let step = |key: &StepKey| {
        let title = packs.step(key.step_id()).map(|step| words::named(&step.title, first));
        title.unwrap_or_else(|| key.step_id().replace(['-', '_'], " "))
    };
    let who = || "Who it is about".to_owned();
    let steps = || "Steps".to_owned();
    match line {
        Line::Name => (who(), format!("Name: {first}")),
        Line::Surname => (who(), format!("Rest of the name: {}", rest.trim())),
        Line::BirthDate => {
            let born = plan.facts.get(&Fact::DateOfBirth).and_then(|born| match &born.value {
                Some(FactValue::Date(day)) => Some(date_in_words(*day)),
                _ => None,
            });
            (who(), format!("Date of birth: {}", born.unwrap_or_default()))
        }
        Line::SchoolYear => (who(), "School year, so that the path has its dates".to_owned()),
        Line::Council => {
            let council = plan.council.value.as_deref().and_then(|id| {
                content::spine().councils.iter().find(|pack| pack.id == id).map(|pack| pack.council.clone())
            });
            (who(), format!("Council: {}", council.unwrap_or_else(|| "another".to_owned())))
        }
        Line::Fact(fact) => {
            let said = answer_in_words(plan, *fact, packs, first);
            ("Answers".to_owned(), said.unwrap_or_else(|| words::capitalised(&fact.name().replace('_', " "))))
        }
        Line::Status(key) => {
            let status = words::status_words(plan.status(key), packs);
            (steps(), [step(key).as_str(), ": ", &status].concat())
        }
        Line::Reason(key) => {
            let reason = match plan.status(key) {
                onward_core::plan::Status::NotForUs { reason } => reason.as_str(),
                _ => "",
            };
            (steps(), [step(key).as_str(), ": why not: ", reason].concat())
        }
        Line::OwnDate(key) => {
            let day = plan.own_date(key).map(date_short).unwrap_or_default();
            (steps(), [step(key).as_str(), ": your date, ", &day].concat())
        }
        Line::Record(id) => {
            let place = Place::Field(id.clone(), String::new());
            let named = named_place(plan, &place, packs);
            let about = plan.records.get(id).map(|record| record.text("step")).unwrap_or_default();
            let about =
                packs.step(StepKey::new(about).step_id()).map(|step| words::named(&step.title, first));
            let words = match about {
                Some(step) => [step.as_str(), ": ", &named.title].concat(),
                None => named.title,
            };
            (named.what, words)
        }
        Line::Reach(id) => {
            let record = plan.records.get(id);
            let name = record.map(|record| record.text("name")).unwrap_or_default();
            let reach = record.map(|record| record.text("reach")).unwrap_or_default();
            let named = named_place(plan, &Place::Field(id.clone(), String::new()), packs);
            (named.what, ["How to reach ", if name.is_empty() { "them" } else { name }, ": ", reach].concat())
        }
    }
}
