//! The worked dates: every case of `tests/data/date-cases.json`, or of the file that the environment
//! variable `DATE_CASES` names, must come out exactly.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use onward_core::calendar::{BankHolidays, iso, parse_iso};
use onward_core::pack::{BankHolidayChange, BankHolidayData};
use onward_core::rules::{Answer, Asked, Gap, RULES, named};
use onward_core::situation::{Fact, FactKind, FactValue, Situation, choice};
use serde_json::Value;

fn own_copy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/date-cases.json")
}

fn read_cases(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Days that were once added or moved, as the national pack has them.
fn bank_holidays() -> BankHolidays {
    let day = |text| parse_iso(text).expect("a date");
    BankHolidays::new(&BankHolidayData {
        announced_through: 2028,
        changes: vec![
            BankHolidayChange::Removed(day("2020-05-04")),
            BankHolidayChange::Added(day("2020-05-08")),
            BankHolidayChange::Removed(day("2022-05-30")),
            BankHolidayChange::Added(day("2022-06-02")),
            BankHolidayChange::Added(day("2022-06-03")),
            BankHolidayChange::Added(day("2022-09-19")),
            BankHolidayChange::Added(day("2023-05-08")),
        ],
    })
}

fn text(case: &Value, field: &str) -> Result<String, String> {
    case.get(field).and_then(Value::as_str).map(str::to_owned).ok_or(format!("has no text {field}"))
}

fn date(word: &str) -> Result<NaiveDate, String> {
    parse_iso(word).ok_or(format!("{word} is not a date"))
}

fn fact(name: &str, value: &Value) -> Result<(Fact, FactValue), String> {
    let fact = Fact::from_name(name).ok_or(format!("unknown fact {name}"))?;
    let value = match (fact.kind(), value) {
        (FactKind::Date, Value::String(word)) => FactValue::Date(date(word)?),
        (FactKind::YesNo, Value::Bool(answer)) => FactValue::YesNo(*answer),
        (FactKind::Number, Value::Number(number)) => {
            let number = number.as_i64().and_then(|number| i32::try_from(number).ok());
            FactValue::Number(number.ok_or(format!("{value} is no number for {name}"))?)
        }
        (FactKind::Choice(_), Value::String(word)) => {
            choice(fact, word).ok_or(format!("unknown word {word} for {name}"))?
        }
        (FactKind::Text, Value::String(word)) => FactValue::Text(word.clone()),
        _ => return Err(format!("{value} does not fit {name}")),
    };
    Ok((fact, value))
}

/// The answer in the form the cases use.
fn written(outcome: Result<Answer, Gap>) -> Value {
    match outcome {
        Ok(Answer::Date(day)) => iso(day).into(),
        Ok(Answer::Window { from, to }) => serde_json::json!({ "from": iso(from), "to": iso(to) }),
        Ok(Answer::YesNo(answer)) => answer.into(),
        Ok(Answer::Number(number)) => number.into(),
        Ok(Answer::Text(text)) => text.into(),
        Err(Gap::NotApplicable) => "not_applicable".into(),
        Err(Gap::Needs(fact)) => format!("needs {}", fact.name()).into(),
    }
}

/// `{"needs": "support"}` and `"needs support"` (or "needs fact support") say the same.
fn expected(case: &Value) -> Value {
    let value = case.get("expect").cloned().unwrap_or(Value::Null);
    let needs = match &value {
        Value::Object(object) => object.get("needs").and_then(Value::as_str),
        Value::String(text) => text.strip_prefix("needs ").map(|name| name.trim_start_matches("fact ")),
        _ => None,
    };
    needs.map(|name| Value::String(format!("needs {name}"))).unwrap_or(value)
}

fn run(case: &Value, bank_holidays: &BankHolidays) -> Result<Value, String> {
    let today = date(&text(case, "as_of")?)?;
    let name = text(case, "rule")?;
    let rule = named(&name).ok_or(format!("unknown rule {name}"))?;
    let mut situation = Situation::new();
    for (name, value) in case.get("facts").and_then(Value::as_object).ok_or("has no facts")? {
        let (fact, value) = fact(name, value)?;
        situation.set(fact, value).map_err(|_| format!("{name} is of another kind"))?;
    }
    Ok(written(rule.answer(&Asked { situation: &situation, today, bank_holidays })))
}

#[test]
fn every_worked_date_comes_out() {
    let path = std::env::var_os("DATE_CASES").map_or_else(own_copy, PathBuf::from);
    let cases = read_cases(&path);
    let bank_holidays = bank_holidays();
    let mut failures = Vec::new();
    for (number, case) in cases.iter().enumerate() {
        let id = text(case, "id").unwrap_or_else(|_| format!("case {}", number + 1));
        let expected = expected(case);
        match run(case, &bank_holidays) {
            Ok(got) if got == expected => {}
            Ok(got) => failures.push(format!("{id}: expected {expected}, got {got}")),
            Err(problem) => failures.push(format!("{id}: expected {expected}, but {problem}")),
        }
    }
    println!("{} of {} cases pass ({})", cases.len() - failures.len(), cases.len(), path.display());
    assert!(!cases.is_empty(), "no cases in {}", path.display());
    assert!(
        failures.is_empty(),
        "{} of {} cases fail:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

#[test]
fn cases_and_rules_cover_each_other() {
    let cases = read_cases(&own_copy());
    let asked: BTreeSet<_> = cases.iter().filter_map(|case| case.get("rule")?.as_str()).collect();
    let known: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(cases.len(), 148);
    assert_eq!(asked.len(), 90);
    assert_eq!(known.len(), RULES.len(), "two rules share a name");
    assert_eq!(asked, known);
}

#[test]
fn every_rule_cites_a_row() {
    for rule in RULES {
        assert!(!rule.rows.is_empty(), "{}", rule.name);
    }
}

/// A broken case is reported by name and does not stop the others.
#[test]
fn unknown_names_are_reported() {
    let check = |rule: &str, fact: &str, expected: &str| {
        let facts = BTreeMap::from([(fact, "2015-10-10")]);
        let case = serde_json::json!({ "id": "X", "as_of": "2026-11-22", "facts": facts, "rule": rule });
        assert_eq!(run(&case, &bank_holidays()), Err(expected.to_owned()));
    };
    check("no_such_rule", "date_of_birth", "unknown rule no_such_rule");
    check("vote_from", "no_such_fact", "unknown fact no_such_fact");
}
