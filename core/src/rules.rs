//! Named rules: a date, a yes or no, a number or a word, worked out from the situation.
//!
//! Each rule is one small function whose doc comment cites its row of the fact files and its law,
//! grouped by subject. Invariants:
//! - a rule never guesses: it answers, says that it does not apply, or names the fact it needs;
//! - a fact that shows a rule does not apply settles it, whatever else is not known, so nobody is
//!   asked for a fact that could change nothing;
//! - only `year_group`, `age_in_years`, `holder_of_ehc_rights` and `bursary_16_19_age_met` depend on
//!   today; every other rule says the same on any day;
//! - dates are the last day in time, except first days in rules whose names say so.
//!
//! What is *not* here: which step uses which rule (packs), whether a step is late ([`crate::path`]).

mod admissions;
mod adulthood;
mod age;
mod days;
mod disagreement;
mod early_years;
mod ehc_process;
mod phase_transfer;

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::calendar::{BankHolidays, SchoolYear, add_days, add_months, add_weeks, birthday, parse_iso};
use crate::pack::{DateRule, Edge, Term};
use crate::situation::{Fact, FactKind, FactValue, Situation, choice};

/// What a rule answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A day.
    Date(NaiveDate),
    /// A first and a last day.
    Window {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(i32),
    /// A word or name.
    Text(String),
}

/// Why a rule has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The rule is not about this child.
    NotApplicable,
    /// It cannot be worked out until this is known.
    Needs(Fact),
}

/// What a rule is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Everything known about the child.
    pub situation: &'a Situation,
    /// The day that counts as today.
    pub today: NaiveDate,
    /// Bank holidays in England.
    pub bank_holidays: &'a BankHolidays,
}

/// What every rule returns.
type Outcome = Result<Answer, Gap>;

/// A named rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The name used in packs and worked cases.
    pub name: &'static str,
    /// The rows of the fact files it rests on.
    pub rows: &'static [&'static str],
    work_out: fn(&Asked<'_>) -> Outcome,
}

impl Rule {
    /// The answer for this child on this day.
    pub fn answer(&self, asked: &Asked<'_>) -> Result<Answer, Gap> {
        (self.work_out)(asked)
    }
}

/// A rule's name is its function's name, so that the two cannot part.
macro_rules! rules {
    ($($subject:ident { $($name:ident $($row:literal)+;)* })*) => {
        /// Every rule, by subject.
        pub const RULES: &[Rule] = &[$($(Rule {
            name: stringify!($name),
            rows: &[$($row),+],
            work_out: $subject::$name,
        },)*)*];
    };
}

rules! {
    age {
        year_group "A01";
        is_summer_born "A04";
        age_in_years "A01";
        turns_16_on "IND09";
        turns_18_on "IND04";
        turns_25_on "E31";
        compulsory_school_age_starts "A05";
        compulsory_school_age_ends "A06";
        participation_duty_ends "A07";
        holder_of_ehc_rights "A08" "E29";
        young_person_rights_start "A08";
    }
    early_years {
        early_education_start "Y02" "Y03" "Y04";
        eligibility_code_deadline "Y02" "Y05";
        progress_check_last_day "Y09";
        health_visitor_review_window_end "Y10";
        eyfs_profile_due "Y28";
        reception_baseline_due "Y25";
    }
    admissions {
        primary_application_deadline "Y17";
        primary_offer_day "Y18";
        secondary_application_deadline "S04";
        secondary_offer_day "S08";
        junior_application_deadline "S11";
        junior_offer_day "S11";
        waiting_list_kept_until "S09";
    }
    phase_transfer {
        phase_transfer_deadline_quoted "E16" "E17" "E18";
        phase_transfer_last_compliant_day "E16" "E17" "E18";
        latest_review_meeting_for_phase_transfer "E20" "S05";
        post16_to_post16_deadline "E19";
        first_pfa_review_window_start "E34" "EMP01";
    }
    ehc_process {
        ehcna_decision_due "E02";
        ehcna_no_plan_notice_due "E04";
        ehcp_final_due "E07";
        latest_ehcna_request "Y14" "S23";
        draft_comment_last_day "E05";
        school_closure_exception_possible "E07";
        reassessment_decision_due "E28";
        reassessment_final_plan_due "E28";
        last_day_to_request_ehcna "E01" "EMP25";
        annual_review_complete_by "E08";
        annual_review_meeting_latest_safe "E09";
        review_papers_out_by "E11";
        review_report_due "E12";
        review_decision_due "E13";
        amended_final_plan_due "E15";
        amendment_comment_last_day "E14";
        under5_review_prompt_from "E10";
        under5_review_prompt_to "E10";
        new_la_tell_family_by "E32";
        new_la_review_by "E32";
        ehcp_right_last_day "E31";
        ehcp_discretionary_end "E31";
    }
    disagreement {
        tribunal_appeal_deadline "E22" "E23";
        mediation_adviser_contact_by "E21";
        mediation_held_by "E21";
        mediation_certificate_due "E21";
        mediation_certificate_needed "E23";
        discrimination_claim_deadline "E27";
        la_confirm_assessment_by "E25";
        ehcp_draft_due_after_order "E25";
        ehcp_final_due_after_order "E25";
        amended_plan_due_after_order "E25";
        response_to_recommendation_due "E26";
    }
    adulthood {
        earliest_apprenticeship_start "EMP15";
        supported_internship_latest_start "EMP14";
        bursary_16_19_age_met "EMP19";
        first_provider_encounters_complete_by "EMP04";
        september_guarantee_offer_by "EMP11";
        post16_transport_statement_published_by "EMP21";
        workplace_experience_law_from "EMP07";
        dla_to_pip_from "IND14";
        ni_number_letter_window_opens "IND22";
        provisional_licence_apply_from "IND33";
        car_driving_age_from "IND34";
        child_benefit_auto_stop "IND19";
        child_benefit_absolute_end "IND20";
        uc_child_element_last_day "IND18";
        child_trust_fund_cohort "IND24";
        child_trust_fund_access_from "IND24";
        annual_health_check_from "HEA05";
        chc_screening_referral_from "HEA11";
        chc_decision_in_principle_from "HEA12";
        consent_to_treatment_in_own_right "HEA08";
        leaving_care_needs_assessment_due "IND30";
        vote_from "COM11";
        adult_services_from "IND05" "HEA13";
        mental_capacity_act_applies_from "IND09";
        can_make_lpa_from "IND11";
        dfg_decision_due "IND26";
    }
    days {
        child_in_need_assessment_due "Y31";
        is_working_day "E21" "E22";
    }
}

/// The rule of that name.
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Works out a pack's date.
///
/// `year` is the school year in question of a repeating step, counted as everywhere (Reception
/// is 0); it stands in for a rule's own where that is `None`. A rule no build would let through
/// (an unknown name, a date rule without a year) is not applicable rather than a guess.
pub fn date_of(
    rule: &DateRule,
    asked: &Asked<'_>,
    year: Option<i32>,
    terms: &[Term],
) -> Result<NaiveDate, Gap> {
    let school_year = |own: &Option<i32>| asked.school_year(own.or(year).ok_or(Gap::NotApplicable)?);
    match rule {
        DateRule::Named { rule, with, days } => {
            let rule = named(rule).ok_or(Gap::NotApplicable)?;
            let situation = replaced(asked.situation, with).ok_or(Gap::NotApplicable)?;
            match rule.answer(&Asked { situation: &situation, ..*asked })? {
                Answer::Date(day) => within_time(add_days(day, i64::from(*days))),
                _ => Err(Gap::NotApplicable),
            }
        }
        DateRule::On { month, day, year } => within_time(school_year(year)?.on(*month, *day)),
        DateRule::Birthday { age, months, days } => {
            let day = add_months(asked.birthday(*age)?, *months);
            within_time(day.and_then(|day| add_days(day, i64::from(*days))))
        }
        DateRule::MonthsFrom { fact, months } => within_time(add_months(asked.date_named(fact)?, *months)),
        DateRule::WeeksFrom { fact, weeks } => {
            within_time(add_weeks(asked.date_named(fact)?, i64::from(*weeks)))
        }
        DateRule::Term { term, year, edge } => {
            let term = terms.iter().find(|known| known.term == *term).ok_or(Gap::NotApplicable)?;
            let (month, day) = match edge {
                Edge::Start => term.from,
                Edge::End => term.to,
            };
            within_time(school_year(year)?.on(month, day))
        }
    }
}

/// The situation with some facts replaced, or `None` if a pack names a fact or value there is not.
fn replaced<'a>(situation: &'a Situation, with: &[(String, String)]) -> Option<Cow<'a, Situation>> {
    let mut situation = Cow::Borrowed(situation);
    for (name, word) in with {
        let fact = Fact::from_name(name)?;
        let value = match fact.kind() {
            FactKind::Date => FactValue::Date(parse_iso(word)?),
            FactKind::YesNo => FactValue::YesNo(word.parse().ok()?),
            FactKind::Number => FactValue::Number(word.parse().ok()?),
            FactKind::Choice(_) => choice(fact, word)?,
            FactKind::Text => FactValue::Text(word.clone()),
        };
        situation.to_mut().set(fact, value).ok()?;
    }
    Some(situation)
}

/// What rules ask of a situation.
impl Asked<'_> {
    fn date(&self, fact: Fact) -> Result<NaiveDate, Gap> {
        self.situation.date(fact).ok_or(Gap::Needs(fact))
    }

    fn date_named(&self, name: &str) -> Result<NaiveDate, Gap> {
        self.date(Fact::from_name(name).ok_or(Gap::NotApplicable)?)
    }

    fn choice(&self, fact: Fact) -> Result<&'static str, Gap> {
        self.situation.choice(fact).ok_or(Gap::Needs(fact))
    }

    fn born(&self) -> Result<NaiveDate, Gap> {
        self.date(Fact::DateOfBirth)
    }

    fn birthday(&self, age: i32) -> Result<NaiveDate, Gap> {
        within_time(birthday(self.born()?, age))
    }

    /// `R`: the calendar year of starting Reception, in the year group the child is taught in.
    fn reception(&self) -> Result<i32, Gap> {
        self.situation.reception().ok_or(Gap::Needs(Fact::DateOfBirth))
    }

    /// The school year of Year `year`.
    fn school_year(&self, year: i32) -> Result<SchoolYear, Gap> {
        self.reception()?.checked_add(year).map(SchoolYear::starting).ok_or(Gap::NotApplicable)
    }

    /// A month and day of the calendar year `R + years`, which is how the fact files write them.
    fn of_reception_plus(&self, years: i32, month: u32, day: u32) -> Result<NaiveDate, Gap> {
        within_time(NaiveDate::from_ymd_opt(self.reception()? + years, month, day))
    }

    /// The fact must be yes.
    fn must(&self, fact: Fact) -> Result<(), Gap> {
        match self.situation.yes_no(fact) {
            Some(answer) => holds(answer),
            None => Err(Gap::Needs(fact)),
        }
    }

    /// The fact must not be yes; not known counts as no.
    fn must_not(&self, fact: Fact) -> Result<(), Gap> {
        holds(self.situation.yes_no(fact) != Some(true))
    }

    /// What support the child has, or that it must be found out: "not sure" is no answer.
    fn support(&self) -> Result<&'static str, Gap> {
        match self.choice(Fact::Support)? {
            "unknown" => Err(Gap::Needs(Fact::Support)),
            known => Ok(known),
        }
    }

    /// The child must have an EHC plan.
    fn must_have_plan(&self) -> Result<(), Gap> {
        holds(self.support()? == "ehc_plan")
    }

    /// The child must not have an EHC plan.
    fn must_not_have_plan(&self) -> Result<(), Gap> {
        holds(self.support()? != "ehc_plan")
    }
}

/// A condition of a rule.
fn holds(condition: bool) -> Result<(), Gap> {
    if condition { Ok(()) } else { Err(Gap::NotApplicable) }
}

/// All conditions of a rule: one known not to hold wins over any that needs a fact.
fn all<const N: usize>(conditions: [Result<(), Gap>; N]) -> Result<(), Gap> {
    if conditions.contains(&Err(Gap::NotApplicable)) {
        return Err(Gap::NotApplicable);
    }
    conditions.into_iter().collect()
}

/// A date beyond what a calendar can hold is nobody's deadline.
fn within_time(day: Option<NaiveDate>) -> Result<NaiveDate, Gap> {
    day.ok_or(Gap::NotApplicable)
}

/// An answer that is a date.
fn answer(day: Option<NaiveDate>) -> Outcome {
    within_time(day).map(Answer::Date)
}

#[cfg(test)]
mod tests;
