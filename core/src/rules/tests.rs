//! What each rule answers at the edges that the worked cases leave out.

use super::*;
use crate::calendar::iso;
use crate::situation::Fact::*;

fn situation(facts: &[(Fact, &str)]) -> Situation {
    let with: Vec<_> =
        facts.iter().map(|(fact, word)| (fact.name().to_owned(), (*word).to_owned())).collect();
    replaced(&Situation::new(), &with).unwrap().into_owned()
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

fn words(outcome: Outcome) -> String {
    match outcome {
        Ok(Answer::Date(day)) => iso(day),
        Ok(Answer::YesNo(answer)) => answer.to_string(),
        Ok(Answer::Number(number)) => number.to_string(),
        Ok(Answer::Text(text)) => text,
        Ok(Answer::Window { from, to }) => format!("{} to {}", iso(from), iso(to)),
        Err(Gap::NotApplicable) => "not_applicable".into(),
        Err(Gap::Needs(fact)) => format!("needs {}", fact.name()),
    }
}

/// What a rule says on 22 November 2026.
fn check(rule: &str, facts: &[(Fact, &str)], expected: &str) {
    let (situation, bank_holidays) = (situation(facts), BankHolidays::default());
    let asked = Asked { situation: &situation, today: day("2026-11-22"), bank_holidays: &bank_holidays };
    assert_eq!(words(named(rule).unwrap().answer(&asked)), expected, "{rule} {facts:?}");
}

const BORN: (Fact, &str) = (DateOfBirth, "2015-10-10");
const PLAN: (Fact, &str) = (Support, "ehc_plan");

#[test]
fn only_an_ehc_plan_takes_a_child_out_of_the_admissions_round() {
    let rule = "secondary_application_deadline";
    for support in ["being_assessed", "sen_support", "none"] {
        check(rule, &[BORN, (Support, support)], "2026-10-31");
    }
    check(rule, &[BORN, PLAN], "not_applicable");
    check(rule, &[BORN, (Support, "unknown")], "needs support");
    check(rule, &[BORN], "needs support");
    check(rule, &[(Support, "none")], "needs date_of_birth");
}

#[test]
fn a_fact_that_settles_it_wins_over_one_that_is_missing() {
    let junior = "junior_application_deadline";
    check(junior, &[BORN, (AttendsInfantSchool, "false")], "not_applicable");
    check(junior, &[BORN, (Support, "none")], "needs attends_infant_school");
    check("leaving_care_needs_assessment_due", &[(LookedAfter13WeeksSince14, "false")], "not_applicable");
    check("child_trust_fund_access_from", &[(DateOfBirth, "2011-01-03")], "not_applicable");
    check("child_trust_fund_access_from", &[(DateOfBirth, "2011-01-02")], "needs has_child_trust_fund");
}

#[test]
fn phase_transfers_follow_the_move() {
    let rule = "phase_transfer_deadline_quoted";
    for (the_move, expected) in [
        ("early_years_to_school", "2020-02-15"),
        ("infant_to_junior", "2023-02-15"),
        ("primary_to_secondary", "2027-02-15"),
        ("secondary_to_post16", "2032-03-31"),
        ("primary_to_middle", "needs move_on"),
        ("middle_to_secondary", "needs move_on"),
        ("stay_in_school_sixth_form", "not_applicable"),
        ("post16_to_post16", "not_applicable"),
        ("in_year", "not_applicable"),
    ] {
        check(rule, &[BORN, PLAN, (Move, the_move)], expected);
    }
    let middle = (Move, "primary_to_middle");
    check(rule, &[BORN, PLAN, middle, (MoveOn, "2027-09-02")], "2027-02-15");
    check(rule, &[BORN, PLAN], "needs move");
    check(rule, &[BORN, (Move, "primary_to_secondary")], "needs support");
    check(rule, &[BORN, (Support, "sen_support")], "not_applicable");
    check("post16_to_post16_deadline", &[PLAN, (Move, "post16_to_post16")], "needs move_on");
    check("post16_to_post16_deadline", &[PLAN, (Move, "in_year")], "not_applicable");
}

#[test]
fn a_changed_plan_is_due_by_the_earliest_limit() {
    let rule = "amended_final_plan_due";
    let met = (ReviewMeeting, "2026-11-23");
    let amends = (CouncilAmends, "true");
    check(rule, &[met], "needs council_amends");
    check(rule, &[met, (CouncilAmends, "false")], "not_applicable");
    check(rule, &[amends], "needs review_meeting");
    check(rule, &[(AmendmentNoticeSent, "2026-12-01")], "2027-01-26");
    check(rule, &[met, (AmendmentNoticeSent, "2026-12-01")], "2027-01-26");
    check(rule, &[met, (AmendmentNoticeSent, "2026-12-28")], "2027-02-15");
    let to_secondary = (Move, "primary_to_secondary");
    check(rule, &[met, amends, to_secondary, BORN], "2027-02-14");
    check(rule, &[met, amends, to_secondary], "needs date_of_birth");
    check(rule, &[met, amends, (Move, "in_year"), BORN], "2027-02-15");
    // In Year 7 the move is over, though nobody has changed the answer about it.
    check(rule, &[(ReviewMeeting, "2027-11-23"), amends, to_secondary, BORN], "2028-02-15");
    let college = (Move, "post16_to_post16");
    check(rule, &[met, amends, college, (MoveOn, "2027-06-30")], "2027-01-30");
}

#[test]
fn a_review_year_starts_with_the_last_review_or_the_first_plan() {
    let rule = "annual_review_complete_by";
    let made = (PlanFirstMade, "2024-03-01");
    check(rule, &[made], "2025-02-28");
    check(rule, &[made, (LastReviewCompleted, "2026-03-27")], "2027-03-26");
    check(rule, &[], "needs last_review_completed");
    check("new_la_review_by", &[(PlanTransferredIn, "2026-11-16"), made], "2027-02-15");
}

#[test]
fn reviews_of_the_youngest_stop_at_five() {
    let reviewed = (LastReviewCompleted, "2026-09-01");
    for rule in ["under5_review_prompt_from", "under5_review_prompt_to"] {
        check(rule, &[PLAN, reviewed, (DateOfBirth, "2021-12-01")], "not_applicable");
        check(rule, &[PLAN, (DateOfBirth, "2023-12-01")], "needs last_review_completed");
    }
    check("under5_review_prompt_from", &[PLAN, reviewed, (DateOfBirth, "2021-12-02")], "2026-12-01");
}

#[test]
fn funded_hours_depend_on_the_ground() {
    let rule = "early_education_start";
    let born = (DateOfBirth, "2024-06-01");
    let at_two = (EntitlementFromMonths, "24");
    check(rule, &[born], "needs entitlement_from_months");
    check(rule, &[born, at_two], "needs gets_dla");
    check(rule, &[born, at_two, (GetsDla, "false")], "needs support");
    check(rule, &[born, at_two, (GetsDla, "false"), (Support, "none")], "not_applicable");
    check(rule, &[born, at_two, (GetsDla, "false"), PLAN], "2026-09-01");
    check(rule, &[born, at_two, (LookedAfter, "true")], "2026-09-01");
    let baby = (EntitlementFromMonths, "9");
    check(rule, &[born, baby], "needs working_parents");
    check(rule, &[born, baby, (WorkingParents, "false")], "not_applicable");
    check(rule, &[born, baby, (WorkingParents, "true")], "2025-04-01");
    check("eligibility_code_deadline", &[born, baby, (WorkingParents, "true")], "2025-03-31");
    check("eligibility_code_deadline", &[(WorkingParents, "false")], "not_applicable");
}

#[test]
fn rights_pass_after_school_age_and_end_at_25() {
    let rule = "holder_of_ehc_rights";
    let left = (DateOfBirth, "2010-08-31");
    check(rule, &[left, PLAN], "young_person");
    check(rule, &[left, PLAN, (LacksCapacity, "true")], "parent");
    check(rule, &[left, (Support, "being_assessed")], "young_person");
    check(rule, &[left, (Support, "none")], "not_applicable");
    check(rule, &[(DateOfBirth, "2001-11-22"), PLAN], "not_applicable");
    check(rule, &[(DateOfBirth, "2001-11-23"), PLAN], "young_person");
    check("can_make_lpa_from", &[left, (LacksCapacity, "true")], "not_applicable");
    check("vote_from", &[left, (LacksCapacity, "true")], "2028-08-31");
    check("participation_duty_ends", &[left, (Level3Achieved, "true")], "not_applicable");
}

#[test]
fn appeals_at_christmas_and_in_august_wait() {
    let rule = "tribunal_appeal_deadline";
    for (sent, expected) in [
        ("2026-10-24", "2026-12-24"),
        ("2026-10-25", "2027-01-04"),
        ("2026-11-01", "2027-01-04"),
        ("2026-11-02", "2027-01-04"),
        ("2027-06-30", "2027-09-01"),
        ("2027-05-31", "2027-08-02"),
    ] {
        check(rule, &[(DecisionSent, sent)], expected);
    }
    let placement = (AppealAboutPlacementOnly, "true");
    let certificate = (MediationCertificateIssued, "2026-03-31");
    let sent = (DecisionSent, "2026-02-13");
    check(rule, &[sent, certificate], "2026-04-30");
    check(rule, &[sent, certificate, placement], "2026-04-13");
    check("mediation_adviser_contact_by", &[sent, placement], "not_applicable");
}

#[test]
fn orders_lead_only_to_what_they_order() {
    let made = (TribunalOrderMade, "2026-12-01");
    let assess = (TribunalOrder, "assess");
    check("ehcp_final_due_after_order", &[made, assess], "2027-03-09");
    check("ehcp_draft_due_after_order", &[made, assess], "not_applicable");
    check("amended_plan_due_after_order", &[made], "needs tribunal_order");
    check("la_confirm_assessment_by", &[assess], "needs tribunal_order_made");
}

#[test]
fn a_pack_dates_its_steps_with_rules() {
    let (situation, bank_holidays) =
        (situation(&[BORN, PLAN, (ReviewMeeting, "2026-12-31")]), BankHolidays::default());
    let asked = Asked { situation: &situation, today: day("2026-11-22"), bank_holidays: &bank_holidays };
    let terms = [Term { term: 2, from: (11, 1), to: (12, 18) }, Term { term: 5, from: (4, 15), to: (5, 28) }];
    let check = |rule: DateRule, year: Option<i32>, expected: &str| {
        assert_eq!(words(date_of(&rule, &asked, year, &terms).map(Answer::Date)), expected, "{rule:?}");
    };
    let named = |rule: &str, with: &[(&str, &str)], days| DateRule::Named {
        rule: rule.into(),
        with: with.iter().map(|(name, word)| ((*name).into(), (*word).into())).collect(),
        days,
    };

    let quoted = "phase_transfer_deadline_quoted";
    check(named(quoted, &[], 0), None, "needs move");
    check(named(quoted, &[("move", "primary_to_secondary")], -1), None, "2027-02-14");
    check(named(quoted, &[("move", "to_the_moon")], 0), None, "not_applicable");
    check(named("no_such_rule", &[], 0), None, "not_applicable");
    check(named("is_summer_born", &[], 0), None, "not_applicable");
    check(named("dla_to_pip_from", &[("gets_dla", "true")], 0), None, "2031-10-10");
    check(named("early_education_start", &[("entitlement_from_months", "36")], 0), None, "2019-01-01");

    check(DateRule::On { month: 7, day: 15, year: Some(5) }, None, "2026-07-15");
    check(DateRule::On { month: 10, day: 31, year: None }, Some(6), "2026-10-31");
    check(DateRule::On { month: 10, day: 31, year: Some(6) }, Some(9), "2026-10-31");
    check(DateRule::On { month: 10, day: 31, year: None }, None, "not_applicable");
    check(DateRule::On { month: 13, day: 1, year: Some(6) }, None, "not_applicable");
    check(DateRule::On { month: 10, day: 31, year: Some(i32::MAX) }, None, "not_applicable");
    check(DateRule::Birthday { age: 17, months: 6, days: -1 }, None, "2033-04-09");
    check(DateRule::MonthsFrom { fact: "review_meeting".into(), months: 2 }, None, "2027-02-28");
    check(DateRule::WeeksFrom { fact: "review_meeting".into(), weeks: -2 }, None, "2026-12-17");
    check(DateRule::WeeksFrom { fact: "decision_sent".into(), weeks: 2 }, None, "needs decision_sent");
    check(DateRule::WeeksFrom { fact: "no_such_fact".into(), weeks: 2 }, None, "not_applicable");
    check(DateRule::Term { term: 2, year: Some(6), edge: Edge::End }, None, "2026-12-18");
    check(DateRule::Term { term: 5, year: None, edge: Edge::Start }, Some(6), "2027-04-15");
    check(DateRule::Term { term: 6, year: Some(6), edge: Edge::Start }, None, "not_applicable");
}
