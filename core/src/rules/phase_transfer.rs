//! The move to another phase of education with an EHC plan.
//!
//! The law says *before* 15 February or 31 March of the year of the move, with no move to a working
//! day (SEND Regulations 2014 regs 2(1), 18).

use chrono::{Datelike, NaiveDate};

use super::{Answer, Asked, Gap, Outcome, all, answer, holds, within_time};
use crate::calendar::{SchoolYear, add_months, add_weeks};
use crate::situation::Fact;

/// E16, E17: the date the law names, shown as "before …". E18: none for staying on in a school sixth
/// form.
pub(super) fn phase_transfer_deadline_quoted(asked: &Asked<'_>) -> Outcome {
    with_plan(asked, quoted(asked)).map(Answer::Date)
}

/// E16, E17: the last day in time, the day before the date named.
pub(super) fn phase_transfer_last_compliant_day(asked: &Asked<'_>) -> Outcome {
    answer(with_plan(asked, quoted(asked))?.pred_opt())
}

/// E20, S05: twelve weeks before the last day in time: four to decide and eight to change the plan
/// (regs 20(10), 22(3)).
pub(super) fn latest_review_meeting_for_phase_transfer(asked: &Asked<'_>) -> Outcome {
    let last = with_plan(asked, quoted(asked))?.pred_opt();
    answer(last.and_then(|last| add_weeks(last, -12)))
}

/// E19: five months before a move between post-16 providers (reg 18(2)).
pub(super) fn post16_to_post16_deadline(asked: &Asked<'_>) -> Outcome {
    with_plan(asked, between_providers(asked)).map(Answer::Date)
}

/// E34, EMP01: the first day of Year 9, actual year group (regs 12(3), 20(6), 21(6)).
pub(super) fn first_pfa_review_window_start(asked: &Asked<'_>) -> Outcome {
    asked.must_have_plan()?;
    answer(asked.school_year(9)?.first_day())
}

/// The last day in time for the move ahead, and the day of the move; `Err(NotApplicable)` where the
/// move is no phase transfer.
pub(super) fn limit_for_move(asked: &Asked<'_>) -> Result<(NaiveDate, NaiveDate), Gap> {
    if asked.choice(Fact::Move)? == "post16_to_post16" {
        return Ok((between_providers(asked)?, asked.date(Fact::MoveOn)?));
    }
    let limit = within_time(quoted(asked)?.pred_opt())?;
    let moves = within_time(SchoolYear::starting(limit.year()).first_day())?;
    Ok((limit, moves))
}

/// The calendar year of the move into the next phase.
///
/// First and middle schools end at different ages, so for those moves the year is taken from the day
/// of the move, which has to be known (reg 18(1): "in the calendar year of the transfer").
pub(super) fn transfer_year(asked: &Asked<'_>) -> Result<i32, Gap> {
    let years = match asked.choice(Fact::Move)? {
        "early_years_to_school" => 0,
        "infant_to_junior" => 3,
        "primary_to_secondary" => 7,
        "secondary_to_post16" => 12,
        "primary_to_middle" | "middle_to_secondary" => {
            return Ok(asked.date(Fact::MoveOn)?.year());
        }
        _ => return Err(Gap::NotApplicable),
    };
    Ok(asked.reception()? + years)
}

fn quoted(asked: &Asked<'_>) -> Result<NaiveDate, Gap> {
    let (month, day) = if asked.choice(Fact::Move)? == "secondary_to_post16" { (3, 31) } else { (2, 15) };
    within_time(NaiveDate::from_ymd_opt(transfer_year(asked)?, month, day))
}

fn between_providers(asked: &Asked<'_>) -> Result<NaiveDate, Gap> {
    holds(asked.choice(Fact::Move)? == "post16_to_post16")?;
    within_time(add_months(asked.date(Fact::MoveOn)?, -5))
}

/// A date only for a child with an EHC plan; a move that has none settles it first.
fn with_plan(asked: &Asked<'_>, day: Result<NaiveDate, Gap>) -> Result<NaiveDate, Gap> {
    all([asked.must_have_plan(), day.map(drop)])?;
    day
}
