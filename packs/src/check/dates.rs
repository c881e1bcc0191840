//! Dates and the rules they are worked out by.

use chrono::NaiveDate;
use onward_core::pack::{DateRule, Edge, Repeat, StepDate};

use super::{Checker, YEARS};
use crate::known;
use crate::raw::{self, At};

impl Checker<'_> {
    pub(super) fn month_day(&mut self, month: &At<u32>, day: &At<u32>) -> (u32, u32) {
        let (month_number, day_number) = (*month.get_ref(), *day.get_ref());
        if !(1..=12).contains(&month_number) {
            self.problem(month, format!("there is no month {month_number}: use 1 to 12"));
        // A common year, so that 29 February, which most years do not have, is refused as well.
        } else if NaiveDate::from_ymd_opt(2027, month_number, day_number).is_none() {
            self.problem(
                day,
                format!("day {day_number} is not in month {month_number} every year: use a day that is"),
            );
        }
        (month_number, day_number)
    }

    pub(super) fn year(&mut self, year: &At<i32>) -> i32 {
        if !YEARS.contains(year.get_ref()) {
            let message = format!(
                "Year {} is not a school year: Reception is 0, the year before it is -1, Year 11 is 11",
                year.get_ref()
            );
            self.problem(year, message);
        }
        *year.get_ref()
    }

    fn year_or_repeat<T>(&mut self, rule: &At<T>, year: Option<&At<i32>>, repeats: bool) -> Option<i32> {
        match year {
            Some(year) => Some(self.year(year)),
            None => {
                if !repeats {
                    self.problem(rule, "the rule has no year: add year = …, or give the step repeat = { school_years = [first, last] }");
                }
                None
            }
        }
    }

    pub(super) fn span_of_years<T: Copy + PartialOrd>(&mut self, from: Option<&At<T>>, to: Option<&At<T>>) {
        if let (Some(from), Some(to)) = (from, to)
            && from.get_ref() > to.get_ref()
        {
            self.problem(to, "to_year is before from_year: swap them or correct one");
        }
    }

    fn rule_name<T>(&mut self, place: &At<T>, name: &str) {
        if !known::rule_exists(name) {
            let hint = known::nearest_rule(name)
                .map(|near| format!(": did you mean \"{near}\"?"))
                .unwrap_or_else(|| ": use the name of one of the core's rules".to_owned());
            self.problem(place, format!("there is no rule \"{name}\"{hint}"));
        } else if !known::answers_with_a_date(name) {
            self.problem(
                place,
                format!("the rule \"{name}\" does not answer with a date: use one that does"),
            );
        }
    }

    pub(super) fn rule(&mut self, rule: &At<raw::Rule>, repeats: bool) -> Option<DateRule> {
        let table = match rule.get_ref() {
            raw::Rule::Name(name) => {
                self.rule_name(rule, name);
                return Some(DateRule::Named { rule: name.clone(), with: Vec::new(), days: 0 });
            }
            raw::Rule::Table(table) => table,
        };
        let kinds = [
            ("rule", table.rule.is_some(), ["with", "days"].as_slice()),
            ("on", table.on.is_some(), &[]),
            ("birthday", table.birthday.is_some(), &["months", "days"]),
            ("months_from", table.months_from.is_some(), &["months"]),
            ("weeks_from", table.weeks_from.is_some(), &["weeks"]),
            ("term", table.term.is_some(), &["year", "edge"]),
        ];
        let given: Vec<_> = kinds.iter().filter(|(_, given, _)| *given).collect();
        let [(kind, _, allowed)] = given.as_slice() else {
            self.problem(
                rule,
                "a date rule needs exactly one of rule, on, birthday, months_from, weeks_from and term",
            );
            return None;
        };
        let extras = [
            ("with", !table.with.is_empty()),
            ("days", table.days.is_some()),
            ("months", table.months.is_some()),
            ("weeks", table.weeks.is_some()),
            ("year", table.year.is_some()),
            ("edge", table.edge.is_some()),
        ];
        for (key, given) in extras {
            if given && !allowed.contains(&key) {
                self.problem(rule, format!("\"{key}\" does not go with \"{kind}\": take it away"));
            }
        }
        let number = |number: &Option<At<i32>>| number.as_ref().map(|number| *number.get_ref());
        let days = number(&table.days).unwrap_or(0);
        if let Some(name) = &table.rule {
            self.rule_name(name, name.get_ref());
            let with = table.with.iter().filter_map(|(fact, value)| self.given(fact, value, false)).collect();
            return Some(DateRule::Named { rule: name.get_ref().clone(), with, days });
        }
        if let Some(on) = &table.on {
            let (month, day) = self.month_day(&on.get_ref().month, &on.get_ref().day);
            let year = self.year_or_repeat(on, on.get_ref().year.as_ref(), repeats);
            return Some(DateRule::On { month, day, year });
        }
        if let Some(age) = &table.birthday {
            if !(0..=26).contains(age.get_ref()) {
                let message =
                    format!("nobody on these paths turns {}: use an age from 0 to 26", age.get_ref());
                self.problem(age, message);
            }
            return Some(DateRule::Birthday {
                age: *age.get_ref(),
                months: number(&table.months).unwrap_or(0),
                days,
            });
        }
        if let Some(fact) = &table.months_from {
            let months = self.needed(rule, "months", number(&table.months));
            return Some(DateRule::MonthsFrom { fact: self.asked_date_fact(fact), months });
        }
        if let Some(fact) = &table.weeks_from {
            let weeks = self.needed(rule, "weeks", number(&table.weeks));
            return Some(DateRule::WeeksFrom { fact: self.asked_date_fact(fact), weeks });
        }
        let term = table.term.as_ref()?;
        if !self.names.terms.contains(term.get_ref()) {
            let message = format!("there is no [[term]] {} in this pack or the national one", term.get_ref());
            self.problem(term, message);
        }
        let edge = match &table.edge {
            Some(edge) => self.word::<Edge>("edge", edge)?,
            None => {
                self.problem(rule, "say which end of the term: edge = \"start\" or edge = \"end\"");
                Edge::Start
            }
        };
        let year = self.year_or_repeat(rule, table.year.as_ref(), repeats);
        Some(DateRule::Term { term: *term.get_ref(), year, edge })
    }

    fn needed(&mut self, rule: &At<raw::Rule>, key: &str, number: Option<i32>) -> i32 {
        number.unwrap_or_else(|| {
            self.problem(rule, format!("say how many: add {key} = …"));
            0
        })
    }

    pub(super) fn step_date(&mut self, date: &At<raw::StepDate>, repeats: bool) -> Option<StepDate> {
        let table = date.get_ref();
        let kind = table.kind.get_ref().as_str();
        let allowed: &[&str] = match kind {
            "deadline" => &["on", "before"],
            "window" | "prompt" => &["from", "to"],
            "opens" => &["on", "until"],
            "none" => &["local"],
            _ => {
                self.problem(
                    &table.kind,
                    format!("there is no date kind \"{kind}\": use deadline, window, opens, prompt or none"),
                );
                return None;
            }
        };
        let extras = [
            ("on", table.on.is_some()),
            ("from", table.from.is_some()),
            ("to", table.to.is_some()),
            ("until", table.until.is_some()),
            ("before", table.before.is_some()),
            ("local", table.local.is_some()),
        ];
        for (key, given) in extras {
            if given && !allowed.contains(&key) {
                self.problem(
                    date,
                    format!("\"{key}\" does not go with a date of kind \"{kind}\": take it away"),
                );
            }
        }
        let yes = |answer: &Option<At<bool>>| answer.as_ref().is_some_and(|answer| *answer.get_ref());
        match kind {
            "deadline" => {
                let on = self.needed_rule(date, "on", table.on.as_ref(), repeats)?;
                Some(StepDate::Deadline { on, before: yes(&table.before) })
            }
            "window" | "prompt" => {
                let from = self.needed_rule(date, "from", table.from.as_ref(), repeats);
                let to = self.needed_rule(date, "to", table.to.as_ref(), repeats);
                let (from, to) = (from?, to?);
                Some(if kind == "window" {
                    StepDate::Window { from, to }
                } else {
                    StepDate::Prompt { from, to }
                })
            }
            "opens" => {
                let on = self.needed_rule(date, "on", table.on.as_ref(), repeats);
                let until = table.until.as_ref().map(|until| self.rule(until, repeats));
                Some(StepDate::Opens { on: on?, until: until.flatten() })
            }
            _ => Some(StepDate::None { local: yes(&table.local) }),
        }
    }

    fn needed_rule(
        &mut self,
        date: &At<raw::StepDate>,
        key: &str,
        rule: Option<&At<raw::Rule>>,
        repeats: bool,
    ) -> Option<DateRule> {
        match rule {
            Some(rule) => self.rule(rule, repeats),
            None => {
                let message =
                    format!("a date of kind \"{}\" needs \"{key}\": add it", date.get_ref().kind.get_ref());
                self.problem(date, message);
                None
            }
        }
    }

    pub(super) fn repeat(&mut self, repeat: &At<raw::Repeat>) -> Option<Repeat> {
        match repeat.get_ref() {
            raw::Repeat::Word(word) if word == "due_year" => Some(Repeat::DueYear),
            raw::Repeat::Word(word) => {
                self.problem(
                    repeat,
                    format!(
                        "repeat cannot be \"{word}\": use \"due_year\" or {{ school_years = [first, last] }}"
                    ),
                );
                None
            }
            raw::Repeat::Years(years) => match years.school_years.get_ref().as_slice() {
                [from, to] if from <= to && YEARS.contains(from) && YEARS.contains(to) => {
                    Some(Repeat::SchoolYears { from: *from, to: *to })
                }
                _ => {
                    self.problem(
                        &years.school_years,
                        "school_years must be a first and a last school year, for example [11, 15]",
                    );
                    None
                }
            },
        }
    }
}
