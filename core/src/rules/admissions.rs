//! Applying for a school place, for children without an EHC plan.
//!
//! Closing dates do not move to a working day; offer days do (`england.md` 1.2). A child with an EHC
//! plan gets a place through the plan (School Standards and Framework Act 1998 s98(7)).

use chrono::NaiveDate;

use super::phase_transfer::transfer_year;
use super::{Answer, Asked, Gap, Outcome, all, answer};
use crate::situation::Fact;

/// Y17: 15 January of the year of starting Reception (SI 2012/8 Part 3).
pub(super) fn primary_application_deadline(asked: &Asked<'_>) -> Outcome {
    asked.must_not_have_plan()?;
    asked.of_reception_plus(0, 1, 15).map(Answer::Date)
}

/// Y18: 16 April, or the next working day (SI 2012/8 reg 30).
pub(super) fn primary_offer_day(asked: &Asked<'_>) -> Outcome {
    asked.must_not_have_plan()?;
    offer_day(asked, asked.of_reception_plus(0, 4, 16))
}

/// S04: 31 October of Year 6 (SI 2012/8 Part 3).
pub(super) fn secondary_application_deadline(asked: &Asked<'_>) -> Outcome {
    asked.must_not_have_plan()?;
    asked.of_reception_plus(6, 10, 31).map(Answer::Date)
}

/// S08: 1 March of Year 6, or the next working day (SI 2012/8 reg 30).
pub(super) fn secondary_offer_day(asked: &Asked<'_>) -> Outcome {
    asked.must_not_have_plan()?;
    offer_day(asked, asked.of_reception_plus(7, 3, 1))
}

/// S11: 15 January of Year 2, at an infant school (SI 2012/8).
pub(super) fn junior_application_deadline(asked: &Asked<'_>) -> Outcome {
    to_junior_school(asked)?;
    asked.of_reception_plus(3, 1, 15).map(Answer::Date)
}

/// S11: 16 April of Year 2, or the next working day, at an infant school (SI 2012/8).
pub(super) fn junior_offer_day(asked: &Asked<'_>) -> Outcome {
    to_junior_school(asked)?;
    offer_day(asked, asked.of_reception_plus(3, 4, 16))
}

/// S09: at least until 31 December after the move (School Admissions Code 2021 para 2.15). Not for
/// moves without an admissions round.
pub(super) fn waiting_list_kept_until(asked: &Asked<'_>) -> Outcome {
    let the_move = match asked.choice(Fact::Move) {
        Ok("secondary_to_post16") => Err(Gap::NotApplicable),
        other => other.and_then(|_| transfer_year(asked)),
    };
    all([asked.must_not_have_plan(), the_move.map(drop)])?;
    answer(NaiveDate::from_ymd_opt(the_move?, 12, 31))
}

fn to_junior_school(asked: &Asked<'_>) -> Result<(), Gap> {
    all([asked.must_not_have_plan(), asked.must(Fact::AttendsInfantSchool)])
}

fn offer_day(asked: &Asked<'_>, usual: Result<NaiveDate, Gap>) -> Outcome {
    Ok(Answer::Date(asked.bank_holidays.next_working_day(usual?)))
}
