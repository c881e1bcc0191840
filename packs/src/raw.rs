//! The tables of a pack exactly as a person writes them, each value with its place in the file.
//!
//! Only shapes live here: an unknown key or a number where words belong is refused while reading.
//! Whether the words mean something is for [`crate::check`].

pub mod library;

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use toml::value::Datetime;

/// A value with its place in the file.
pub type At<T> = toml::Spanned<T>;

/// A line of Easy Read: the picture's id and the sentence.
pub type EasyLine = (At<String>, At<String>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    pub id: At<String>,
    pub name: At<String>,
    pub council: At<String>,
    pub version: At<String>,
}

/// A `[[badge]]` or a `[[party]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub id: At<String>,
    pub label: At<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthDay {
    pub month: At<u32>,
    pub day: At<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    pub term: At<u8>,
    pub from: MonthDay,
    pub to: MonthDay,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankHolidays {
    pub announced_through: At<i32>,
    #[serde(default)]
    pub change: Vec<BankHolidayChange>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankHolidayChange {
    pub added: Option<At<Datetime>>,
    pub removed: Option<At<Datetime>>,
    pub why: At<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: At<String>,
    pub pathway: At<String>,
    pub title: At<String>,
    pub about: At<String>,
    pub from_year: At<i32>,
    pub to_year: At<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub is: At<String>,
    pub label: At<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub fact: At<String>,
    pub ask: At<String>,
    pub why: At<String>,
    #[serde(default)]
    pub easy: Vec<At<EasyLine>>,
    pub hint: Option<At<String>>,
    #[serde(default)]
    pub at_start: bool,
    #[serde(default)]
    pub choices: Vec<Choice>,
    #[serde(default)]
    pub applies: Applies,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Applies {
    pub support: Vec<At<String>>,
    pub moves: Vec<At<String>>,
    pub unless_move: Vec<At<String>>,
    pub setting: Vec<At<String>>,
    pub facts: Vec<At<String>>,
    pub any_fact: Vec<At<String>>,
    pub without: Vec<At<String>>,
    pub known: Vec<At<String>>,
    pub rules: Vec<At<String>>,
    pub usual_year: bool,
    pub from_year: Option<At<i32>>,
    pub to_year: Option<At<i32>>,
}

/// Every key is optional so that each missing one gets its own sentence, with the place of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub name: Option<At<String>>,
    pub web: Option<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub id: At<String>,
    pub pathway: At<String>,
    pub stage: At<String>,
    pub part: Option<At<String>>,
    pub title: At<String>,
    pub official: Option<At<String>>,
    pub me: Option<At<String>>,
    #[serde(default)]
    pub easy: Vec<At<EasyLine>>,
    pub owner: At<String>,
    #[serde(default)]
    pub helpers: Vec<At<String>>,
    pub badge: At<String>,
    #[serde(default)]
    pub rows: Vec<At<String>>,
    #[serde(default)]
    pub applies: Applies,
    pub date: At<StepDate>,
    pub remedy_until: Option<At<Rule>>,
    #[serde(default)]
    pub lead: bool,
    pub waits_for: Option<At<String>>,
    pub records: Option<At<String>>,
    pub repeat: Option<At<Repeat>>,
    pub when: At<String>,
    pub why: At<String>,
    pub how: At<Vec<At<String>>>,
    #[serde(default)]
    pub ask: Vec<At<String>>,
    pub late: Option<At<String>>,
    pub source: Option<At<Source>>,
    pub checked_on: Option<At<Datetime>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalDate {
    pub step: At<String>,
    pub label: At<String>,
    pub date: At<StepDate>,
    #[serde(default)]
    pub about: bool,
    #[serde(default)]
    pub applies: Applies,
    pub year_given: Option<At<String>>,
    pub source: Option<At<Source>>,
    pub checked_on: Option<At<Datetime>>,
}

/// A made-up family to look at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub id: At<String>,
    pub name: At<String>,
    pub about: At<String>,
    pub year: At<i32>,
    pub born: MonthDay,
    #[serde(default)]
    pub facts: std::collections::BTreeMap<String, At<Given>>,
}

/// The kinds share keys, so one table holds them all and [`crate::check`] says which do not belong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDate {
    pub kind: At<String>,
    pub on: Option<At<Rule>>,
    pub from: Option<At<Rule>>,
    pub to: Option<At<Rule>>,
    pub until: Option<At<Rule>>,
    pub before: Option<At<bool>>,
    pub local: Option<At<bool>>,
}

/// A date rule: a bare name, or a table whose keys say which kind it is.
pub enum Rule {
    Name(String),
    Table(Box<RuleTable>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTable {
    pub rule: Option<At<String>>,
    #[serde(default)]
    pub with: BTreeMap<String, At<Given>>,
    pub on: Option<At<OnDay>>,
    pub birthday: Option<At<i32>>,
    pub months_from: Option<At<String>>,
    pub weeks_from: Option<At<String>>,
    pub term: Option<At<u8>>,
    pub days: Option<At<i32>>,
    pub months: Option<At<i32>>,
    pub weeks: Option<At<i32>>,
    pub year: Option<At<i32>>,
    pub edge: Option<At<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnDay {
    pub month: At<u32>,
    pub day: At<u32>,
    pub year: Option<At<i32>>,
}

/// The answer to a fact, in an example or while one rule is asked.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a word, a whole number, true or false")]
pub enum Given {
    Word(String),
    Number(i32),
    YesNo(bool),
}

/// `repeat`: the words `due_year`, or a table with a first and a last school year.
pub enum Repeat {
    Word(String),
    Years(RepeatYears),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepeatYears {
    pub school_years: At<Vec<i32>>,
}

// Untagged enums lose the places of what they hold, so a value that is words or a table is read by hand.
macro_rules! words_or_table {
    ($type:ty, $expecting:literal, $words:expr, $table:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct WordsOrTable;
                impl<'de> Visitor<'de> for WordsOrTable {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: de::Error>(self, words: &str) -> Result<Self::Value, E> {
                        Ok($words(words.to_owned()))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                        Deserialize::deserialize(MapAccessDeserializer::new(map)).map($table)
                    }
                }
                deserializer.deserialize_any(WordsOrTable)
            }
        }
    };
}

words_or_table!(Rule, "the name of a rule, or a table such as { birthday = 16 }", Rule::Name, |table| {
    Rule::Table(Box::new(table))
});
words_or_table!(Repeat, "\"due_year\" or { school_years = [first, last] }", Repeat::Word, Repeat::Years);
