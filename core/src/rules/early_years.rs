//! Before school and the first year of it.

use chrono::{Datelike, NaiveDate};

use super::{Answer, Asked, Gap, Outcome, all, answer, holds, within_time};
use crate::calendar::{add_months, add_weeks};
use crate::situation::Fact;

/// Y02, Y03, Y04: the first day of funded hours: the first of 1 January, 1 April and 1 September after
/// the child is 9 months (working parents), 2 (DLA, EHC plan or in care) or 3 (Childcare Acts 2006 s7
/// and 2016; SI 2014/2147).
pub(super) fn early_education_start(asked: &Asked<'_>) -> Outcome {
    let from_age = match entitlement(asked)? {
        9 => {
            asked.must(Fact::WorkingParents)?;
            within_time(add_months(asked.born()?, 9))?
        }
        24 => {
            two_year_old_ground(asked)?;
            asked.birthday(2)?
        }
        36 => asked.birthday(3)?,
        _ => return Err(Gap::NotApplicable),
    };
    answer(term_start_after(from_age))
}

/// Y02, Y05: the last day to get the code for working parents' hours: the day before they start.
/// The hours for disabled two-year-olds need no code.
pub(super) fn eligibility_code_deadline(asked: &Asked<'_>) -> Outcome {
    let kind = entitlement(asked).and_then(|months| holds(matches!(months, 9 | 36)));
    all([asked.must(Fact::WorkingParents), kind])?;
    match early_education_start(asked)? {
        Answer::Date(start) => answer(start.pred_opt()),
        other => Ok(other),
    }
}

/// Y09: the written progress check is made before the 3rd birthday (EYFS statutory framework s2).
pub(super) fn progress_check_last_day(asked: &Asked<'_>) -> Outcome {
    asked.must(Fact::AttendsEarlyYearsSetting)?;
    answer(asked.birthday(3)?.pred_opt())
}

/// Y10: the health visitor's review is offered up to two and a half (SI 2013/351 reg 5A).
pub(super) fn health_visitor_review_window_end(asked: &Asked<'_>) -> Outcome {
    answer(add_months(asked.birthday(2)?, 6))
}

/// Y28: the EYFS Profile is complete by 30 June of Reception (EYFS statutory framework s2).
pub(super) fn eyfs_profile_due(asked: &Asked<'_>) -> Outcome {
    asked.of_reception_plus(1, 6, 30).map(Answer::Date)
}

/// Y25: the baseline is done in the first six weeks of Reception (EYFS framework; STA).
pub(super) fn reception_baseline_due(asked: &Asked<'_>) -> Outcome {
    answer(add_weeks(asked.date(Fact::EnteredReception)?, 6))
}

fn entitlement(asked: &Asked<'_>) -> Result<i32, Gap> {
    let fact = Fact::EntitlementFromMonths;
    asked.situation.number(fact).ok_or(Gap::Needs(fact))
}

/// A ground of Y03; one is enough, so nothing is asked once one is known.
fn two_year_old_ground(asked: &Asked<'_>) -> Result<(), Gap> {
    if asked.situation.yes_no(Fact::LookedAfter) == Some(true) {
        return Ok(());
    }
    match (asked.must(Fact::GetsDla), asked.must_have_plan()) {
        (Ok(()), _) | (_, Ok(())) => Ok(()),
        (Err(Gap::Needs(fact)), _) | (_, Err(Gap::Needs(fact))) => Err(Gap::Needs(fact)),
        _ => Err(Gap::NotApplicable),
    }
}

fn term_start_after(day: NaiveDate) -> Option<NaiveDate> {
    let (year, month) = match day.month() {
        1..=3 => (day.year(), 4),
        4..=8 => (day.year(), 9),
        _ => (day.year() + 1, 1),
    };
    NaiveDate::from_ymd_opt(year, month, 1)
}
