//! Example families: plans made from a pack, to look at before starting one's own.

use chrono::NaiveDate;

use crate::calendar::SchoolYear;
use crate::dto::fact_from_json;
use crate::pack::Example;
use crate::plan::{Edit, Plan, PlanId, Stamp};
use crate::situation::{Fact, FactKind, FactValue};

/// Makes the plan of an example family. Birth and event dates are counted from `today`, so that the
/// child stays in the school year the example is about.
pub fn plan_of(
    example: &Example,
    id: PlanId,
    council: Option<String>,
    today: NaiveDate,
    stamp: Stamp,
) -> Plan {
    let mut plan = Plan::new(id, today, example.name.clone(), stamp.clone());
    plan.example = true;
    let mut edits = vec![Edit::Council(council)];
    let born = born(example, today).map(FactValue::Date);
    edits.push(Edit::Fact(Fact::DateOfBirth, born));
    for (name, answer) in &example.facts {
        let value = Fact::from_name(name).and_then(|fact| Some((fact, read(fact, answer, today)?)));
        if let Some((fact, value)) = value {
            edits.push(Edit::Fact(fact, Some(value)));
        }
    }
    for edit in edits {
        // The pack's compiler checks that names and words of an example fit.
        let _ = plan.apply(edit, stamp.clone());
    }
    plan
}

/// The birth date that puts a child born on that day of the year into the example's school year.
fn born(example: &Example, today: NaiveDate) -> Option<NaiveDate> {
    let (month, day) = example.born;
    let reception = SchoolYear::containing(today).start_year() - example.year;
    let year = reception - if month >= 9 { 5 } else { 4 };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A fact's answer as an example gives it: for dates, days from today ("-120").
fn read(fact: Fact, answer: &str, today: NaiveDate) -> Option<FactValue> {
    match fact.kind() {
        FactKind::Date => {
            let days: i64 = answer.parse().ok()?;
            today.checked_add_signed(chrono::TimeDelta::try_days(days)?).map(FactValue::Date)
        }
        FactKind::YesNo => Some(FactValue::YesNo(answer == "true")),
        FactKind::Number => answer.parse().ok().map(FactValue::Number),
        FactKind::Choice(_) | FactKind::Text => {
            fact_from_json(fact, &serde_json::Value::String(answer.to_owned()))
        }
    }
}
