//! Checks raw tables and turns them into the core's types.
//!
//! A mistake never stops the checking: it goes into the [`Log`] and a harmless value takes its place,
//! because nothing is compiled from a build that has a problem.

mod dates;
mod easy;
mod facts;
mod library;
mod meeting;
mod person;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use onward_core::pack::{
    Badge, BankHolidayChange, BankHolidayData, Example, LocalDate, Part, Party, Pathway, Question,
    QuestionDetail, Repeat, Stage, Step, StepDate, StepDetail, Term,
};

use crate::known;
use crate::problem::{Log, Place};
use crate::raw::{self, At};
use crate::words;

pub use easy::Name;

/// School years that can be meant: from the one of birth to the one of turning 27.
const YEARS: std::ops::RangeInclusive<i32> = -5..=22;
/// The most questions a family can bring to one conversation.
const MOST_QUESTIONS: usize = 4;

/// What one pack can refer to: its own names and those of the national pack.
#[derive(Default)]
pub struct Names {
    /// It is the national pack.
    pub national: bool,
    /// Stages with their pathway.
    pub stages: BTreeMap<String, String>,
    /// Ids of steps: the national pack's, and its own.
    pub steps: BTreeSet<String>,
    /// Facts that a question asks about.
    pub asked: BTreeSet<String>,
    /// Numbers of the terms that have typical dates.
    pub terms: BTreeSet<u8>,
    /// Ids of pictures.
    pub pictures: BTreeSet<String>,
    /// Ids of services: the national pack's, and its own.
    pub services: BTreeSet<String>,
    /// Ids of other tables of the library by the name of their table: the national pack's, and its own.
    pub known: BTreeMap<&'static str, BTreeSet<String>>,
    /// Whose each question for a meeting is, by its id.
    pub roles: BTreeMap<String, String>,
    /// Ids of what the pack's charter says.
    pub statements: BTreeSet<String>,
    /// Words that no text may use, and the term that stands for them.
    pub never: Vec<(String, String)>,
    /// Names of places that a national pack must not mention.
    pub places: BTreeSet<String>,
    /// Ids and facts of tables that could not be read.
    pub lost: BTreeSet<String>,
}

/// Checks the tables of one file.
pub struct Checker<'c> {
    pub log: &'c mut Log,
    pub names: &'c Names,
    pub file: usize,
}

impl Checker<'_> {
    /// Turns to another file.
    pub fn of(&mut self, file: usize) -> &mut Self {
        self.file = file;
        self
    }

    fn place<T>(&self, value: &At<T>) -> Place {
        Place { file: self.file, offset: value.span().start }
    }

    pub fn problem<T>(&mut self, value: &At<T>, message: impl Into<String>) {
        self.log.problem(self.place(value), message);
    }

    fn warning<T>(&mut self, value: &At<T>, message: impl Into<String>) {
        self.log.warning(self.place(value), message);
    }

    pub fn badge(&mut self, label: &raw::Label) -> Option<(Badge, String)> {
        let text = self.name("the label", &label.label);
        Some((self.word("badge", &label.id)?, text))
    }

    pub fn party(&mut self, label: &raw::Label) -> Option<(Party, String)> {
        let text = self.name("the label", &label.label);
        Some((self.word("party", &label.id)?, text))
    }

    pub fn term(&mut self, term: &raw::Term) -> Term {
        let number = *term.term.get_ref();
        if !(1..=6).contains(&number) {
            self.problem(&term.term, format!("there is no term {number}: use 1 to 6"));
        }
        Term {
            term: number,
            from: self.month_day(&term.from.month, &term.from.day),
            to: self.month_day(&term.to.month, &term.to.day),
        }
    }

    pub fn bank_holidays(&mut self, table: &raw::BankHolidays) -> BankHolidayData {
        let mut changes = Vec::new();
        for change in &table.change {
            self.name("why", &change.why);
            match (&change.added, &change.removed) {
                (Some(added), None) => changes.push(BankHolidayChange::Added(self.day("added", added))),
                (None, Some(removed)) => {
                    changes.push(BankHolidayChange::Removed(self.day("removed", removed)))
                }
                _ => self.problem(
                    &change.why,
                    "a change of bank holidays is either added or removed: give exactly one",
                ),
            }
        }
        BankHolidayData { announced_through: *table.announced_through.get_ref(), changes }
    }

    pub fn stage(&mut self, stage: &raw::Stage) -> Option<Stage> {
        let id = self.id("the stage", &stage.id, '_');
        let title = self.text("the title", &stage.title);
        let about = self.text("about", &stage.about);
        self.span_of_years(Some(&stage.from_year), Some(&stage.to_year));
        let (from_year, to_year) = (self.year(&stage.from_year), self.year(&stage.to_year));
        Some(Stage {
            id,
            pathway: self.word::<Pathway>("pathway", &stage.pathway)?,
            title,
            about,
            from_year,
            to_year,
        })
    }

    pub fn question(&mut self, question: &raw::Question) -> (Question, QuestionDetail) {
        let words = match self.fact(&question.fact) {
            Some(fact) => known::choice_words(fact),
            None => &[],
        };
        let mut offered = BTreeSet::new();
        for choice in &question.choices {
            let word = choice.is.get_ref();
            if !words.contains(&word.as_str()) {
                let message = match words {
                    [] => format!("\"{}\" takes no choices: take them away", question.fact.get_ref()),
                    _ => format!(
                        "\"{word}\" is not a word of {}: use one of {}",
                        question.fact.get_ref(),
                        words.join(", ")
                    ),
                };
                self.problem(&choice.is, message);
            }
            if !offered.insert(word.clone()) {
                self.problem(&choice.is, format!("\"{word}\" is offered twice: take one away"));
            }
        }
        if !words.is_empty() && question.choices.is_empty() {
            self.problem(
                &question.fact,
                format!(
                    "\"{}\" needs choices: add choices = [ {{ is = \"{}\", label = \"…\" }}, … ]",
                    question.fact.get_ref(),
                    words.join("\" or \"")
                ),
            );
        }
        let mut detail = QuestionDetail {
            why: self.text("why", &question.why),
            hint: self.optional_text("hint", question.hint.as_ref()),
            easy: self.needed_easy(&question.fact, &question.easy, Name::NotAllowed),
        };
        // Only what is asked at the start has to be there when the app starts.
        let (why, hint) = match question.at_start {
            true => (std::mem::take(&mut detail.why), std::mem::take(&mut detail.hint)),
            false => Default::default(),
        };
        let question = Question {
            fact: question.fact.get_ref().clone(),
            ask: self.text("ask", &question.ask),
            why,
            hint,
            choices: question
                .choices
                .iter()
                .map(|choice| (choice.is.get_ref().clone(), self.text("the label", &choice.label)))
                .collect(),
            at_start: question.at_start,
            applies: self.applies(&question.applies),
        };
        (question, detail)
    }

    pub fn step(&mut self, step: &raw::Step, pack: &str) -> Option<(Step, StepDetail)> {
        let id = self.id("the step", &step.id, '-');
        let pathway = self.word::<Pathway>("pathway", &step.pathway);
        self.stage_of(step);
        let part = step.part.as_ref().and_then(|part| self.word::<Part>("part", part));
        if pathway == Some(Pathway::PreparingForAdulthood) && step.part.is_none() {
            self.problem(&step.id, "a step of preparing_for_adulthood needs a part: work_and_learning, home_and_independence, friends_and_community or health");
        }
        let title = self.text("the title", &step.title);
        for fault in words::title_faults(&title) {
            self.problem(&step.title, format!("the title: {fault}"));
        }
        let owner = self.word::<Party>("owner", &step.owner);
        let helpers: Vec<Party> =
            step.helpers.iter().filter_map(|helper| self.word("helper", helper)).collect();
        for (at, helper) in step.helpers.iter().enumerate() {
            let again = step.helpers.iter().take(at).any(|other| other.get_ref() == helper.get_ref());
            if again || helper.get_ref() == step.owner.get_ref() {
                self.problem(helper, format!("\"{}\" is already named: take it away", helper.get_ref()));
            }
        }
        let badge = self.word::<Badge>("badge", &step.badge);
        if self.names.national && matches!(badge, Some(Badge::Charter | Badge::Council)) {
            self.problem(
                &step.badge,
                format!(
                    "the badge \"{}\" belongs in a council's pack: use another, or move the step",
                    step.badge.get_ref()
                ),
            );
        }
        let applies = self.applies(&step.applies);
        let repeat = step.repeat.as_ref().and_then(|repeat| self.repeat(repeat));
        // A mistaken `repeat` has its own problem already: no second one about missing years.
        let repeats =
            matches!(repeat, Some(Repeat::SchoolYears { .. })) || (step.repeat.is_some() && repeat.is_none());
        let date = self.step_date(&step.date, repeats);
        let remedy_until = step.remedy_until.as_ref().and_then(|rule| self.rule(rule, repeats));
        if step.remedy_until.is_some()
            && matches!(date, Some(StepDate::Opens { .. } | StepDate::Prompt { .. } | StepDate::None { .. }))
        {
            self.problem(
                &step.id,
                "remedy_until is for a deadline or a window: take it away, or give the step such a date",
            );
        }
        let records = step.records.as_ref().map(|fact| self.asked_date_fact(fact));
        let detail = self.detail(step, pack);
        let can_be_late = matches!(badge, Some(Badge::Law | Badge::Council))
            && matches!(date, Some(StepDate::Deadline { .. } | StepDate::Window { .. }));
        if can_be_late && detail.late.is_empty() {
            self.problem(&step.id, "this step can be late: write in late what to do then");
        }
        let step = Step {
            id,
            pathway: pathway?,
            stage: step.stage.get_ref().clone(),
            part,
            title,
            owner: owner?,
            helpers,
            badge: badge?,
            applies,
            date: date?,
            repeat,
            remedy_until,
            lead: step.lead,
            waits_for: step.waits_for.as_ref().map(|other| self.step_id(other)),
            records,
        };
        Some((step, detail))
    }

    fn stage_of(&mut self, step: &raw::Step) {
        let stage = step.stage.get_ref();
        match self.names.stages.get(stage) {
            _ if stage.is_empty() || self.names.lost.contains(stage) => {}
            // An unknown pathway has its own problem already.
            Some(_) if known::word::<Pathway>(step.pathway.get_ref()).is_err() => {}
            Some(pathway) if pathway == step.pathway.get_ref() => {}
            Some(pathway) => {
                let message = format!(
                    "the stage \"{stage}\" is of {pathway}, not of {}: use a stage of the step's own pathway",
                    step.pathway.get_ref()
                );
                self.problem(&step.stage, message);
            }
            None => {
                let hint = known::nearest(stage, self.names.stages.keys().map(String::as_str))
                    .map(|near| format!(": did you mean \"{near}\"?"));
                let message = format!(
                    "there is no stage \"{stage}\"{}",
                    hint.unwrap_or_else(|| {
                        ": use a [[stage]] of the national pack, or \"\" for any time".to_owned()
                    })
                );
                self.problem(&step.stage, message);
            }
        }
    }

    fn step_id(&mut self, id: &At<String>) -> String {
        if !self.names.steps.contains(id.get_ref()) && !self.names.lost.contains(id.get_ref()) {
            let hint = known::nearest(id.get_ref(), self.names.steps.iter().map(String::as_str))
                .map(|near| format!(": did you mean \"{near}\"?"));
            let message = format!(
                "there is no step \"{}\"{}",
                id.get_ref(),
                hint.unwrap_or_else(|| " in the national pack or this one".to_owned())
            );
            self.problem(id, message);
        }
        id.get_ref().clone()
    }

    fn detail(&mut self, step: &raw::Step, pack: &str) -> StepDetail {
        let when = self.text("when", &step.when);
        let why = self.text("why", &step.why);
        let how = self.texts("how", step.how.get_ref());
        if how.is_empty() {
            self.problem(&step.how, "how is empty: write at least one thing to do");
        }
        let ask = self.texts("ask", &step.ask);
        if let Some(question) = step.ask.get(MOST_QUESTIONS) {
            self.problem(
                question,
                format!(
                    "there are {} questions in ask: keep the {MOST_QUESTIONS} that matter most",
                    ask.len()
                ),
            );
        }
        let late = self.optional_text("late", step.late.as_ref());
        if let Some(average) =
            words::average([why.as_str(), late.as_str()].into_iter().chain(how.iter().map(String::as_str)))
            && average > words::HARD_AVERAGE
        {
            self.warning(
                &step.id,
                format!("its sentences have {average:.1} words on average: shorter ones are easier to read"),
            );
        }
        if step.rows.is_empty() {
            self.warning(&step.id, "it names no row of the fact files: add rows = [\"…\"]");
        }
        StepDetail {
            official: self.official(step),
            me: self.me(step),
            easy: self.needed_easy(&step.id, &step.easy, Name::NotAllowed),
            when,
            why,
            how,
            ask,
            late,
            source: self.source(&step.id, step.source.as_ref()),
            checked_on: self.checked_on(&step.id, step.checked_on.as_ref()),
            rows: step.rows.iter().map(|row| self.name("a row", row)).collect(),
            pack: pack.to_owned(),
        }
    }

    /// `repeats`: the step it stands beside comes round every school year.
    pub fn local_date(&mut self, local: &raw::LocalDate, repeats: bool) -> Option<LocalDate> {
        if self.names.national {
            self.problem(&local.step, "a [[local_date]] belongs in a council's pack: move it there");
        }
        let step = self.step_id(&local.step);
        let label = self.text("the label", &local.label);
        let date = self.step_date(&local.date, repeats);
        if matches!(date, Some(StepDate::None { .. })) {
            self.problem(
                &local.date,
                "a local date needs a date: give it one, or leave the [[local_date]] out",
            );
        }
        let applies = self.applies(&local.applies);
        let year_given = self.optional_text("year_given", local.year_given.as_ref());
        let source = self.source(&local.label, local.source.as_ref());
        let checked_on = self.checked_on(&local.label, local.checked_on.as_ref());
        Some(LocalDate {
            step,
            label,
            date: date?,
            about: local.about,
            applies,
            year_given,
            source,
            checked_on,
        })
    }

    pub fn example(&mut self, example: &raw::Example) -> Example {
        Example {
            id: self.id("the example", &example.id, '-'),
            name: self.name("the name", &example.name),
            about: self.text("about", &example.about),
            year: self.year(&example.year),
            born: self.month_day(&example.born.month, &example.born.day),
            facts: example.facts.iter().filter_map(|(fact, value)| self.given(fact, value, true)).collect(),
        }
    }
}
