//! Learning, work, money, health and law on the way to adult life.
//!
//! Benefits, consent, capacity and school leaving follow age; careers encounters, the September
//! Guarantee and the transport statement before post-16 follow the year group the child is taught in
//! (`england.md` 1.2).

use chrono::{Datelike, NaiveDate};

use super::age::end_of_school_age;
use super::{Answer, Asked, Gap, Outcome, all, answer, holds, within_time};
use crate::calendar::{SchoolYear, add_months, age_on};
use crate::situation::Fact;

/// EMP15: the day after school age ends (apprenticeship funding rules).
pub(super) fn earliest_apprenticeship_start(asked: &Asked<'_>) -> Outcome {
    answer(end_of_school_age(asked)?.succ_opt())
}

/// EMP14: with an EHC plan, the day before the 25th birthday (DfE supported internship guidance).
pub(super) fn supported_internship_latest_start(asked: &Asked<'_>) -> Outcome {
    asked.must_have_plan()?;
    answer(asked.birthday(25)?.pred_opt())
}

/// EMP19: aged 16 to 18 on 31 August before this school year; a known EHC plan widens it to 24 (16 to
/// 19 Bursary Fund guide). The other ground from 19, going on with a course, is the college's to check.
pub(super) fn bursary_16_19_age_met(asked: &Asked<'_>) -> Outcome {
    let test_day = SchoolYear::containing(asked.today).first_day().and_then(|day| day.pred_opt());
    let age = age_on(asked.born()?, within_time(test_day)?);
    let oldest = if asked.must_have_plan().is_ok() { 24 } else { 18 };
    Ok(Answer::YesNo((16..=oldest).contains(&age)))
}

/// EMP04: the first two meetings with providers are over by 28 February of Year 9 (Education Act 1997
/// s42B).
pub(super) fn first_provider_encounters_complete_by(asked: &Asked<'_>) -> Outcome {
    asked.of_reception_plus(10, 2, 28).map(Answer::Date)
}

/// EMP11: 30 September after Year 11 (Education and Skills Act 2008 ss10, 68).
pub(super) fn september_guarantee_offer_by(asked: &Asked<'_>) -> Outcome {
    asked.of_reception_plus(12, 9, 30).map(Answer::Date)
}

/// EMP21: 31 May of Year 11, with no move to a working day (Education Act 1996 ss508G, 509AA).
pub(super) fn post16_transport_statement_published_by(asked: &Asked<'_>) -> Outcome {
    asked.of_reception_plus(12, 5, 31).map(Answer::Date)
}

/// EMP07: the last two school years of school age, by age (Education Act 1996 s560).
pub(super) fn workplace_experience_law_from(asked: &Asked<'_>) -> Outcome {
    let last = SchoolYear::containing(asked.birthday(16)?).start_year();
    answer(SchoolYear::starting(last - 1).first_day())
}

/// IND14: the 16th birthday, for someone who gets DLA (Welfare Reform Act 2012 Part 4; SI 2013/387).
pub(super) fn dla_to_pip_from(asked: &Asked<'_>) -> Outcome {
    birthday_if(asked, 16, Fact::GetsDla)
}

/// IND22: three months before the 16th birthday (HMRC practice).
pub(super) fn ni_number_letter_window_opens(asked: &Asked<'_>) -> Outcome {
    answer(add_months(asked.birthday(16)?, -3))
}

/// IND33: fifteen years and nine months (Road Traffic Act 1988 ss92, 97; GOV.UK).
pub(super) fn provisional_licence_apply_from(asked: &Asked<'_>) -> Outcome {
    answer(add_months(asked.born()?, 15 * 12 + 9))
}

/// IND34: 16 with the enhanced mobility part of PIP, otherwise 17 (SI 1999/2864 reg 9).
pub(super) fn car_driving_age_from(asked: &Asked<'_>) -> Outcome {
    let fact = Fact::PipMobilityEnhanced;
    let enhanced = asked.situation.yes_no(fact).ok_or(Gap::Needs(fact))?;
    asked.birthday(if enhanced { 16 } else { 17 }).map(Answer::Date)
}

/// IND19: the first 31 August on or after the 16th birthday, unless the young person stays in approved
/// education and HMRC is told (SI 2006/223; SSCBA 1992 s142).
pub(super) fn child_benefit_auto_stop(asked: &Asked<'_>) -> Outcome {
    let fact = Fact::InApprovedEducation;
    holds(!asked.situation.yes_no(fact).ok_or(Gap::Needs(fact))?)?;
    answer(SchoolYear::containing(asked.birthday(16)?).last_day())
}

/// IND20: the day Child Benefit no longer applies at the latest: the 20th birthday, in approved
/// education accepted before 19 (SI 2006/223).
pub(super) fn child_benefit_absolute_end(asked: &Asked<'_>) -> Outcome {
    all([asked.must(Fact::InApprovedEducation), asked.must(Fact::AcceptedBefore19)])?;
    asked.birthday(20).map(Answer::Date)
}

/// IND18: 31 August before the first 1 September after the 19th birthday, in non-advanced education
/// (UC Regs 2013 reg 5): the end of the school year of that birthday.
pub(super) fn uc_child_element_last_day(asked: &Asked<'_>) -> Outcome {
    asked.must(Fact::InNonAdvancedEducation)?;
    answer(SchoolYear::containing(asked.birthday(19)?).last_day())
}

/// IND24: born from 1 September 2002 to 2 January 2011 (Child Trust Funds Act 2004; SI 2010/1894).
pub(super) fn child_trust_fund_cohort(asked: &Asked<'_>) -> Outcome {
    asked.born().map(|born| Answer::YesNo(in_trust_fund_cohort(born)))
}

/// IND24: the 18th birthday, for someone of the cohort with a fund (Child Trust Funds Act 2004).
pub(super) fn child_trust_fund_access_from(asked: &Asked<'_>) -> Outcome {
    let cohort = asked.born().and_then(|born| holds(in_trust_fund_cohort(born)));
    all([asked.must(Fact::HasChildTrustFund), cohort])?;
    asked.birthday(18).map(Answer::Date)
}

/// HEA05: the 14th birthday, on the GP's learning disability register (NHS enhanced service).
pub(super) fn annual_health_check_from(asked: &Asked<'_>) -> Outcome {
    birthday_if(asked, 14, Fact::OnLearningDisabilityRegister)
}

/// HEA11: the 16th birthday, with children's continuing care (NHS CHC National Framework).
pub(super) fn chc_screening_referral_from(asked: &Asked<'_>) -> Outcome {
    birthday_if(asked, 16, Fact::ChildrensContinuingCare)
}

/// HEA12: the 17th birthday, with children's continuing care (NHS CHC National Framework).
pub(super) fn chc_decision_in_principle_from(asked: &Asked<'_>) -> Outcome {
    birthday_if(asked, 17, Fact::ChildrensContinuingCare)
}

/// HEA08: the 16th birthday (Family Law Reform Act 1969 s8); not for a decision the young person lacks
/// capacity for, which is taken in their best interests.
pub(super) fn consent_to_treatment_in_own_right(asked: &Asked<'_>) -> Outcome {
    asked.must_not(Fact::LacksCapacity)?;
    asked.birthday(16).map(Answer::Date)
}

/// IND30: three months after the 16th birthday, for a child in care who has been for thirteen weeks
/// since 14 (SI 2010/959 reg 42).
pub(super) fn leaving_care_needs_assessment_due(asked: &Asked<'_>) -> Outcome {
    all([asked.must(Fact::LookedAfter), asked.must(Fact::LookedAfter13WeeksSince14)])?;
    answer(add_months(asked.birthday(16)?, 3))
}

/// COM11: the 18th birthday; lack of capacity is no bar (Representation of the People Act 1983 s1;
/// Electoral Administration Act 2006 s73).
pub(super) fn vote_from(asked: &Asked<'_>) -> Outcome {
    asked.birthday(18).map(Answer::Date)
}

/// IND05, HEA13: the 18th birthday (Care Act 2014 ss2, 58; SI 2012/2996 Part 6).
pub(super) fn adult_services_from(asked: &Asked<'_>) -> Outcome {
    asked.birthday(18).map(Answer::Date)
}

/// IND09: the 16th birthday (Mental Capacity Act 2005 s2(5)).
pub(super) fn mental_capacity_act_applies_from(asked: &Asked<'_>) -> Outcome {
    asked.birthday(16).map(Answer::Date)
}

/// IND11: the 18th birthday, with capacity to make one (Mental Capacity Act 2005 s9(2)(c)).
pub(super) fn can_make_lpa_from(asked: &Asked<'_>) -> Outcome {
    asked.must_not(Fact::LacksCapacity)?;
    asked.birthday(18).map(Answer::Date)
}

/// IND26: six months from a full application (Housing Grants, Construction and Regeneration Act 1996
/// s34).
pub(super) fn dfg_decision_due(asked: &Asked<'_>) -> Outcome {
    answer(add_months(asked.date(Fact::DfgApplication)?, 6))
}

fn birthday_if(asked: &Asked<'_>, age: i32, fact: Fact) -> Outcome {
    asked.must(fact)?;
    asked.birthday(age).map(Answer::Date)
}

fn in_trust_fund_cohort(born: NaiveDate) -> bool {
    let day = (born.year(), born.month(), born.day());
    ((2002, 9, 1)..=(2011, 1, 2)).contains(&day)
}
