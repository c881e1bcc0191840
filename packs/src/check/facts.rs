//! Facts and their answers, and when something applies.

use chrono::NaiveDate;
use onward_core::pack::AppliesWhen;
use onward_core::situation::{Fact, FactKind};

use super::Checker;
use crate::known;
use crate::raw::{self, At};

impl Checker<'_> {
    pub(super) fn fact(&mut self, name: &At<String>) -> Option<Fact> {
        let fact = Fact::from_name(name.get_ref());
        if fact.is_none() {
            self.unknown_fact(name, name.get_ref());
        }
        fact
    }

    fn unknown_fact<T>(&mut self, place: &At<T>, name: &str) {
        let hint = known::nearest_fact(name)
            .map(|near| format!(": did you mean \"{near}\"?"))
            .unwrap_or_else(|| ": use a name of the core's facts".to_owned());
        self.problem(place, format!("there is no fact \"{name}\"{hint}"));
    }

    fn fact_of_kind(&mut self, name: &At<String>, kind: FactKind, words: &str) -> String {
        if let Some(fact) = self.fact(name)
            && fact.kind() != kind
        {
            self.problem(name, format!("\"{}\" is not a {words}: use one that is", name.get_ref()));
        }
        name.get_ref().clone()
    }

    fn date_fact(&mut self, name: &At<String>) -> String {
        self.fact_of_kind(name, FactKind::Date, "date fact")
    }

    // A date fact that the app will ask for: without a question it has no words to ask with.
    pub(super) fn asked_date_fact(&mut self, name: &At<String>) -> String {
        let fact = self.date_fact(name);
        if Fact::from_name(&fact).is_some()
            && Fact::from_name(&fact) != Some(Fact::DateOfBirth)
            && !self.names.asked.contains(&fact)
        {
            self.warning(
                name,
                format!("the app will ask for \"{fact}\", but no [[question]] gives the words"),
            );
        }
        fact
    }

    /// A fact and its answer as a word, which the core reads by the kind of the fact. A date is a
    /// number of days in an example, because examples are dated from the day they are opened.
    pub(super) fn given(
        &mut self,
        name: &str,
        value: &At<raw::Given>,
        example: bool,
    ) -> Option<(String, String)> {
        let Some(fact) = Fact::from_name(name) else {
            self.unknown_fact(value, name);
            return None;
        };
        let word = match value.get_ref() {
            raw::Given::Word(word) => word.clone(),
            raw::Given::Number(number) => number.to_string(),
            raw::Given::YesNo(answer) => answer.to_string(),
        };
        let (fits, expected) = match fact.kind() {
            FactKind::Choice(words) => {
                (words.contains(&word.as_str()), format!("one of {}", words.join(", ")))
            }
            FactKind::Number => (word.parse::<i32>().is_ok(), "a whole number".to_owned()),
            FactKind::YesNo => (word.parse::<bool>().is_ok(), "true or false".to_owned()),
            FactKind::Date if example => {
                (word.parse::<i32>().is_ok(), "the number of days from today".to_owned())
            }
            FactKind::Date => (word.parse::<NaiveDate>().is_ok(), "a day such as \"2026-11-22\"".to_owned()),
            FactKind::Text => (true, String::new()),
        };
        if !fits {
            self.problem(value, format!("\"{word}\" does not fit \"{name}\": use {expected}"));
        }
        Some((name.to_owned(), word))
    }

    fn choices(&mut self, fact: Fact, words: &[At<String>]) -> Vec<String> {
        let known = known::choice_words(fact);
        for word in words {
            if !known.contains(&word.get_ref().as_str()) {
                let message = format!(
                    "\"{}\" is not a word of {}: use one of {}",
                    word.get_ref(),
                    fact.name(),
                    known.join(", ")
                );
                self.problem(word, message);
            }
        }
        words.iter().map(|word| word.get_ref().clone()).collect()
    }

    fn yes_no_facts(&mut self, names: &[At<String>]) -> Vec<String> {
        for name in names {
            let Some(fact) = self.fact(name) else {
                continue;
            };
            if fact.kind() != FactKind::YesNo {
                self.problem(name, format!("\"{}\" is not a yes/no fact: use one that is", name.get_ref()));
            } else if !self.names.asked.contains(name.get_ref()) && !self.names.lost.contains(name.get_ref())
            {
                let message = format!(
                    "nobody is asked about \"{}\": add a [[question]] about it to the national pack or this one",
                    name.get_ref()
                );
                self.problem(name, message);
            }
        }
        names.iter().map(|name| name.get_ref().clone()).collect()
    }

    pub(super) fn applies(&mut self, applies: &raw::Applies) -> AppliesWhen {
        for name in &applies.rules {
            if !known::rule_exists(name.get_ref()) || !known::answers_yes_or_no(name.get_ref()) {
                let message = format!(
                    "\"{}\" is not a rule that answers yes or no: use one of {}",
                    name.get_ref(),
                    known::yes_no_rules()
                );
                self.problem(name, message);
            }
        }
        self.span_of_years(applies.from_year.as_ref(), applies.to_year.as_ref());
        AppliesWhen {
            support: self.choices(Fact::Support, &applies.support),
            moves: self.choices(Fact::Move, &applies.moves),
            unless_move: self.choices(Fact::Move, &applies.unless_move),
            setting: self.choices(Fact::Setting, &applies.setting),
            facts: self.yes_no_facts(&applies.facts),
            any_fact: self.yes_no_facts(&applies.any_fact),
            without: self.yes_no_facts(&applies.without),
            known: applies.known.iter().map(|name| self.date_fact(name)).collect(),
            rules: applies.rules.iter().map(|name| name.get_ref().clone()).collect(),
            usual_year: applies.usual_year,
            from_year: applies.from_year.as_ref().map(|year| self.year(year)),
            to_year: applies.to_year.as_ref().map(|year| self.year(year)),
        }
    }
}
