//! Mediation, appeal, claim, and what a council must do after an order.

use chrono::{Datelike, NaiveDate};

use super::{Answer, Asked, Gap, Outcome, answer, holds, within_time};
use crate::calendar::{BankHolidays, add_days, add_months, add_weeks, period_end};
use crate::situation::Fact;

/// E22: the later of two months from the decision and one month from the mediation certificate, then
/// as [`moved`] says (HESC Rules 2008 rr 12, 20(1)(c)). E23: only the two months where only the school
/// named is in dispute. Without a certificate, the two-month date.
pub(super) fn tribunal_appeal_deadline(asked: &Asked<'_>) -> Outcome {
    let two_months = within_time(add_months(asked.date(Fact::DecisionSent)?, 2))?;
    let placement_only = asked.situation.yes_no(Fact::AppealAboutPlacementOnly) == Some(true);
    let certificate = asked.situation.date(Fact::MediationCertificateIssued).filter(|_| !placement_only);
    let ends = match certificate {
        Some(issued) => two_months.max(within_time(add_months(issued, 1))?),
        None => two_months,
    };
    answer(moved(ends, asked.bank_holidays))
}

/// E21: two months from the decision; no Christmas or August rule (SEND Regs 2014 regs 32, 33). Not
/// needed where only the school named is in dispute.
pub(super) fn mediation_adviser_contact_by(asked: &Asked<'_>) -> Outcome {
    asked.must_not(Fact::AppealAboutPlacementOnly)?;
    answer(add_months(asked.date(Fact::DecisionSent)?, 2))
}

/// E21: thirty calendar days from being told (reg 36).
pub(super) fn mediation_held_by(asked: &Asked<'_>) -> Outcome {
    answer(add_days(asked.date(Fact::MediationRequested)?, 30))
}

/// E21: three working days from saying no (reg 34).
pub(super) fn mediation_certificate_due(asked: &Asked<'_>) -> Outcome {
    let declined = asked.date(Fact::MediationDeclined)?;
    Ok(Answer::Date(asked.bank_holidays.add_working_days(declined, 3)))
}

/// E23: not where only the school or college named is in dispute (Children and Families Act 2014
/// s55(3)).
pub(super) fn mediation_certificate_needed(asked: &Asked<'_>) -> Outcome {
    let fact = Fact::AppealAboutPlacementOnly;
    let placement_only = asked.situation.yes_no(fact).ok_or(Gap::Needs(fact))?;
    Ok(Answer::YesNo(!placement_only))
}

/// E27: six months that begin with the act; nothing moves it (Equality Act 2010 Sch 17 para 4).
pub(super) fn discrimination_claim_deadline(asked: &Asked<'_>) -> Outcome {
    answer(period_end(asked.date(Fact::DiscriminationOn)?, 6))
}

/// E25: two weeks after an order to assess (reg 44).
pub(super) fn la_confirm_assessment_by(asked: &Asked<'_>) -> Outcome {
    weeks_after_order(asked, &[("assess", 2)])
}

/// E25: five weeks after an order to make a plan (reg 44).
pub(super) fn ehcp_draft_due_after_order(asked: &Asked<'_>) -> Outcome {
    weeks_after_order(asked, &[("make_plan", 5)])
}

/// E25: fourteen weeks after an order to assess, eleven after an order to make a plan (reg 44).
pub(super) fn ehcp_final_due_after_order(asked: &Asked<'_>) -> Outcome {
    weeks_after_order(asked, &[("assess", 14), ("make_plan", 11)])
}

/// E25: five weeks after an order to change the plan (reg 44).
pub(super) fn amended_plan_due_after_order(asked: &Asked<'_>) -> Outcome {
    weeks_after_order(asked, &[("amend_plan", 5)])
}

/// E26: five weeks from the recommendation (SI 2017/1306).
pub(super) fn response_to_recommendation_due(asked: &Asked<'_>) -> Outcome {
    answer(add_weeks(asked.date(Fact::TribunalRecommendationSent)?, 5))
}

fn weeks_after_order(asked: &Asked<'_>, weeks: &[(&str, i64)]) -> Outcome {
    let order = asked.choice(Fact::TribunalOrder)?;
    let weeks = weeks.iter().find(|(known, _)| *known == order);
    holds(weeks.is_some())?;
    let made = asked.date(Fact::TribunalOrderMade)?;
    answer(weeks.and_then(|(_, weeks)| add_weeks(made, *weeks)))
}

/// The day in time for an appeal whose period ends on a day (rule 12): from 25 December to 1 January,
/// the first working day after 1 January; in August, the first after 31 August; otherwise the next
/// working day. A period that ends on a Saturday 31 July rolls to 2 August and no further: the
/// August rule is about where the period itself ends, and the earlier day is the cautious one.
fn moved(ends: NaiveDate, holidays: &BankHolidays) -> Option<NaiveDate> {
    let from = match (ends.month(), ends.day()) {
        (12, 25..) => NaiveDate::from_ymd_opt(ends.year() + 1, 1, 2)?,
        (1, 1) => ends.succ_opt()?,
        (8, _) => NaiveDate::from_ymd_opt(ends.year(), 9, 1)?,
        _ => ends,
    };
    Some(holidays.next_working_day(from))
}
