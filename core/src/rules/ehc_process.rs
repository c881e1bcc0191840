//! Assessment, plan, review, change and end of an EHC plan.
//!
//! Weeks are calendar weeks and nothing moves to a working day (`england.md` 1.2). These rules take
//! it from the event itself (a draft served, a review held) that there is a request or plan; only
//! rules that start from age or a repeating review ask about support.

use chrono::{Datelike, NaiveDate};

use super::phase_transfer::limit_for_move;
use super::{Answer, Asked, Gap, Outcome, all, answer, holds, within_time};
use crate::calendar::{add_days, add_months, add_weeks, days_between, period_end};
use crate::situation::Fact;

/// E02: six weeks from the request (SEND Regs 2014 reg 5(1)).
pub(super) fn ehcna_decision_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::NeedsAssessmentRequested, 6)
}

/// E04: sixteen weeks from the request (reg 10(1)).
pub(super) fn ehcna_no_plan_notice_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::NeedsAssessmentRequested, 16)
}

/// E07: twenty weeks from the request (reg 13(2)).
pub(super) fn ehcp_final_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::NeedsAssessmentRequested, 20)
}

/// Y14, S23: twenty weeks before a plan is wanted; a prompt worked out from reg 13(2).
pub(super) fn latest_ehcna_request(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::FinalPlanWantedBy, -20)
}

/// E05: fifteen days, of which the day of service is the first (Children and Families Act 2014 s38;
/// reg 13(1)).
pub(super) fn draft_comment_last_day(asked: &Asked<'_>) -> Outcome {
    days_after(asked, Fact::DraftPlanServed, 14)
}

/// E07: whether a closure may excuse a missed limit: four weeks or more, with advice asked for from a
/// week before it begins to a week before it ends (regs 5(4)(a), 10(4), 13(3)(a)).
pub(super) fn school_closure_exception_possible(asked: &Asked<'_>) -> Outcome {
    let closes = asked.date(Fact::SchoolCloses)?;
    let reopens = asked.date(Fact::SchoolReopens)?;
    let advice = asked.date(Fact::AdviceRequested)?;
    let long_enough = days_between(closes, reopens) >= 28;
    let asked_then = days_between(closes, advice) >= -7 && days_between(advice, reopens) >= 7;
    Ok(Answer::YesNo(long_enough && asked_then))
}

/// E28: fifteen days from receipt (reg 25(1)).
pub(super) fn reassessment_decision_due(asked: &Asked<'_>) -> Outcome {
    days_after(asked, Fact::ReassessmentRequested, 15)
}

/// E28: fourteen weeks from the council's notice (reg 27(2)).
pub(super) fn reassessment_final_plan_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::ReassessmentAgreed, 14)
}

/// E01, EMP25: the day before the 25th birthday, without a plan (Children and Families Act 2014
/// ss36(1), 83(2)).
pub(super) fn last_day_to_request_ehcna(asked: &Asked<'_>) -> Outcome {
    asked.must_not_have_plan()?;
    day_before_25(asked)
}

/// E08: twelve months from the last review, which ended with the council's decision, or from the
/// first plan (Children and Families Act 2014 s44(1)).
pub(super) fn annual_review_complete_by(asked: &Asked<'_>) -> Outcome {
    review_year_end(asked).map(Answer::Date)
}

/// E09: 28 days before E08, so that the council can decide in time (from reg 20(10)).
pub(super) fn annual_review_meeting_latest_safe(asked: &Asked<'_>) -> Outcome {
    answer(add_days(review_year_end(asked)?, -28))
}

/// E11: two weeks before the meeting (regs 20(3) to (4), 21(3) to (4)).
pub(super) fn review_papers_out_by(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::ReviewMeeting, -2)
}

/// E12: two weeks after the meeting (regs 20(7) to (9), 21(7)).
pub(super) fn review_report_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::ReviewMeeting, 2)
}

/// E13: four weeks after the meeting, with any changes (regs 20(10), 21(9); R (L) v Devon CC [2022]
/// EWHC 493 (Admin)).
pub(super) fn review_decision_due(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::ReviewMeeting, 4)
}

/// E15: the earlier of eight weeks from the notice of changes and twelve from the meeting (reg 22(3)
/// to (4); R (L) v Devon CC), and before a phase transfer by its own date (reg 18). A notice shows by
/// itself that the council is changing the plan.
pub(super) fn amended_final_plan_due(asked: &Asked<'_>) -> Outcome {
    let notice = asked.situation.date(Fact::AmendmentNoticeSent);
    if notice.is_none() {
        asked.must(Fact::CouncilAmends)?;
    }
    let meeting = asked.situation.date(Fact::ReviewMeeting);
    let ends = [notice.and_then(|sent| add_weeks(sent, 8)), meeting.and_then(|met| add_weeks(met, 12))];
    let end = ends.into_iter().flatten().min().ok_or(Gap::Needs(Fact::ReviewMeeting))?;
    match limit_for_move(asked) {
        // A change begun after the move is over belongs to the next school, not to the move.
        Ok((limit, moves)) if notice.or(meeting) < Some(moves) => Ok(Answer::Date(end.min(limit))),
        Err(Gap::Needs(fact)) if fact != Fact::Move => Err(Gap::Needs(fact)),
        _ => Ok(Answer::Date(end)),
    }
}

/// E14: fifteen days, of which the day of service is the first (reg 22(2)(c)).
pub(super) fn amendment_comment_last_day(asked: &Asked<'_>) -> Outcome {
    days_after(asked, Fact::AmendmentNoticeSent, 14)
}

/// E10: from three months after a review while under 5 (SEND Code of Practice 2015 para 9.178).
pub(super) fn under5_review_prompt_from(asked: &Asked<'_>) -> Outcome {
    under_5_review(asked, 3)
}

/// E10: to six months after a review while under 5 (SEND Code of Practice 2015 para 9.178).
pub(super) fn under5_review_prompt_to(asked: &Asked<'_>) -> Outcome {
    under_5_review(asked, 6)
}

/// E32: six weeks from the plan's transfer (reg 15).
pub(super) fn new_la_tell_family_by(asked: &Asked<'_>) -> Outcome {
    weeks_after(asked, Fact::PlanTransferredIn, 6)
}

/// E32: the later of twelve months from the last review and three from the transfer (reg 15).
pub(super) fn new_la_review_by(asked: &Asked<'_>) -> Outcome {
    let moved = within_time(period_end(asked.date(Fact::PlanTransferredIn)?, 3))?;
    Ok(Answer::Date(moved.max(review_year_end(asked)?)))
}

/// E31: the day before the 25th birthday (Children and Families Act 2014 ss46, 83(2)).
pub(super) fn ehcp_right_last_day(asked: &Asked<'_>) -> Outcome {
    asked.must_have_plan()?;
    day_before_25(asked)
}

/// E31: how long a council may keep a plan past 25 at a further education college: 31 July of the
/// year of the 25th birthday, counted from August (SEND Regs 2014 reg 46(1)(a)). On any other course
/// it depends on when that course ends, which is not asked.
pub(super) fn ehcp_discretionary_end(asked: &Asked<'_>) -> Outcome {
    all([asked.must_have_plan(), asked.must(Fact::AtFeCollege)])?;
    // The first 31 July on or after the birthday, which itself may be that day.
    let turns = asked.birthday(25)?;
    let this_year = within_time(july_31(turns, 0))?;
    answer(if turns <= this_year { Some(this_year) } else { july_31(turns, 1) })
}

fn july_31(day: NaiveDate, years_on: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year() + years_on, 7, 31)
}

fn review_year_end(asked: &Asked<'_>) -> Result<NaiveDate, Gap> {
    let from = asked
        .date(Fact::LastReviewCompleted)
        .or_else(|missing| asked.date(Fact::PlanFirstMade).map_err(|_| missing))?;
    within_time(period_end(from, 12))
}

fn under_5_review(asked: &Asked<'_>, months: i32) -> Outcome {
    asked.must_have_plan()?;
    let reviewed = asked.date(Fact::LastReviewCompleted)?;
    let from = within_time(add_months(reviewed, 3))?;
    holds(from < asked.birthday(5)?)?;
    answer(add_months(reviewed, months))
}

fn day_before_25(asked: &Asked<'_>) -> Outcome {
    answer(asked.birthday(25)?.pred_opt())
}

fn weeks_after(asked: &Asked<'_>, fact: Fact, weeks: i64) -> Outcome {
    answer(add_weeks(asked.date(fact)?, weeks))
}

fn days_after(asked: &Asked<'_>, fact: Fact, days: i64) -> Outcome {
    answer(add_days(asked.date(fact)?, days))
}
