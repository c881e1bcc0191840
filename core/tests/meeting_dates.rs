//! Every worked case about a review's dates (`tests/data/date-cases.json`), asked the way a meeting asks: from
//! the meeting's own day.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use onward_core::calendar::{BankHolidays, iso, parse_iso};
use onward_core::meeting::dates::{Legal, legal_date};
use onward_core::pack::BankHolidayData;
use onward_core::plan::{DeviceId, Edit, Plan, PlanId, Stamp};
use onward_core::situation::{Fact, FactValue};
use serde_json::Value;

#[test]
fn a_meeting_gives_every_worked_date_of_a_review() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/date-cases.json");
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let holidays = BankHolidays::new(&BankHolidayData::default());
    let mut checked = Vec::new();
    for case in &cases {
        let rule = case["rule"].as_str().unwrap();
        let Some(what) = Legal::ALL.into_iter().find(|what| what.rule() == rule) else { continue };
        let Some(met) = case["facts"]["review_meeting"].as_str() else { continue };
        // Cases about a notice or a move bring facts of their own, and are asked of the rule itself.
        let own = case["facts"]
            .as_object()
            .unwrap()
            .keys()
            .all(|fact| matches!(fact.as_str(), "review_meeting" | "council_amends"));
        if !own {
            continue;
        }
        let stamp = |millis| Stamp { millis, counter: 0, device: DeviceId::new("desk") };
        let today = parse_iso(case["as_of"].as_str().unwrap()).unwrap();
        let mut plan = Plan::new(PlanId::new("p"), today, String::new(), stamp(1));
        plan.apply(Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))), stamp(2)).unwrap();
        let day = legal_date(&plan, what, parse_iso(met).unwrap(), today, &holidays).map(iso);
        assert_eq!(day.as_deref(), case["expect"].as_str(), "{}", case["id"]);
        checked.push(rule);
    }
    for what in Legal::ALL {
        assert!(checked.contains(&what.rule()), "no case for {what:?}");
    }
}
