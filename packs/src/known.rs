//! What the core knows by name: rules, facts and their words.

use onward_core::rules;
use onward_core::situation::{Fact, FactKind};
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

/// The named rules that answer yes or no: the only ones `applies.rules` may name.
const YES_NO_RULES: &[&str] = &[
    "is_summer_born",
    "school_closure_exception_possible",
    "mediation_certificate_needed",
    "child_trust_fund_cohort",
    "bursary_16_19_age_met",
    "is_working_day",
];
/// The named rules that answer with neither a date nor yes or no.
const OTHER_RULES: &[&str] = &["year_group", "age_in_years", "holder_of_ehc_rights"];

/// Whether the core has a rule of that name.
pub fn rule_exists(name: &str) -> bool {
    rules::named(name).is_some()
}

/// Whether the rule of that name answers with a date.
pub fn answers_with_a_date(name: &str) -> bool {
    !YES_NO_RULES.contains(&name) && !OTHER_RULES.contains(&name)
}

/// Whether the rule of that name answers yes or no.
pub fn answers_yes_or_no(name: &str) -> bool {
    YES_NO_RULES.contains(&name)
}

/// The names of the rules that answer yes or no, for a message.
pub fn yes_no_rules() -> String {
    YES_NO_RULES.join(", ")
}

/// The rule whose name is nearest, for a message.
pub fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, rules::RULES.iter().map(|rule| rule.name))
}

/// The fact whose name is nearest, for a message.
pub fn nearest_fact(name: &str) -> Option<&'static str> {
    nearest(name, Fact::ALL.iter().map(|fact| fact.name()))
}

/// The words a choice fact takes.
pub fn choice_words(fact: Fact) -> &'static [&'static str] {
    match fact.kind() {
        FactKind::Choice(words) => words,
        _ => &[],
    }
}

/// One of the words of a type, or the sentence that lists them.
pub fn word<T: for<'de> Deserialize<'de>>(word: &str) -> Result<T, String> {
    T::deserialize(StrDeserializer::<Error>::new(word)).map_err(|error| {
        error.to_string().replace("unknown variant ", "").replace(", expected", " is not known: use")
    })
}

/// The word of a value of such a type.
pub fn name_of(value: impl serde::Serialize) -> String {
    match toml::Value::try_from(value) {
        Ok(toml::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The nearest of some names, if one is near enough to be a slip of the hand.
pub fn nearest<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    names
        .map(|known| (distance(name, known), known))
        .min()
        .filter(|(away, known)| *away * 3 <= known.len())
        .map(|(_, known)| known)
}

// The number of letters to add, drop or change.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.chars().enumerate() {
        let mut corner = above;
        let mut left = above + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let best = (corner + usize::from(letter != *other)).min(left + 1).min(*cell + 1);
            corner = *cell;
            *cell = best;
            left = best;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_hand_find_their_word() {
        assert_eq!(distance("fact", "facts"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(nearest_fact("get_dla"), Some("gets_dla"));
        assert_eq!(nearest_fact("completely_else"), None);
    }
}
