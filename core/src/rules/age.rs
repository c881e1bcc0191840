//! Age, school year and who holds the rights.

use chrono::{Datelike, NaiveDate};

use super::{Answer, Asked, Gap, Outcome, answer, holds, within_time};
use crate::calendar::{SchoolYear, age_on, birthday, last_friday_in_june};
use crate::situation::Fact;

/// A01: the year group the child is taught in (Education Act 1996 s579; School Admissions Code 2021).
pub(super) fn year_group(asked: &Asked<'_>) -> Outcome {
    let year = SchoolYear::containing(asked.today).start_year() - asked.reception()?;
    holds(asked.born()? <= asked.today)?;
    Ok(Answer::Text(match year {
        -1 => "Pre-school (1 year before Reception)".into(),
        ..-1 => format!("Pre-school ({} years before Reception)", -year),
        0 => "Reception".into(),
        1..=13 => format!("Year {year}"),
        _ => "After Year 13".into(),
    }))
}

/// A04: born from 1 April to 31 August (School Admissions Code 2021 para 2.18).
pub(super) fn is_summer_born(asked: &Asked<'_>) -> Outcome {
    Ok(Answer::YesNo((4..=8).contains(&asked.born()?.month())))
}

/// Age in full years; an age is reached at the start of the birthday (Family Law Reform Act 1969 s9).
pub(super) fn age_in_years(asked: &Asked<'_>) -> Outcome {
    let born = asked.born()?;
    holds(born <= asked.today)?;
    Ok(Answer::Number(age_on(born, asked.today)))
}

/// IND09 and others: the 16th birthday (Family Law Reform Act 1969 s9).
pub(super) fn turns_16_on(asked: &Asked<'_>) -> Outcome {
    asked.birthday(16).map(Answer::Date)
}

/// IND04 and others: the 18th birthday (Family Law Reform Act 1969 s9).
pub(super) fn turns_18_on(asked: &Asked<'_>) -> Outcome {
    asked.birthday(18).map(Answer::Date)
}

/// E31 and others: the 25th birthday (Family Law Reform Act 1969 s9).
pub(super) fn turns_25_on(asked: &Asked<'_>) -> Outcome {
    asked.birthday(25).map(Answer::Date)
}

/// A05: the first of 31 March, 31 August and 31 December on or after the 5th birthday (Education Act
/// 1996 s8(2); SI 1998/1607). Follows age, not year group.
pub(super) fn compulsory_school_age_starts(asked: &Asked<'_>) -> Outcome {
    let five = asked.birthday(5)?;
    let month = match five.month() {
        1..=3 => 3,
        4..=8 => 8,
        _ => 12,
    };
    answer(NaiveDate::from_ymd_opt(five.year(), month, 31))
}

/// A06: the last Friday in June of the school year of the 16th birthday (Education Act 1996 s8(3);
/// SI 1997/1970). Follows age, so a child taught a year below can reach it in Year 10.
pub(super) fn compulsory_school_age_ends(asked: &Asked<'_>) -> Outcome {
    end_of_school_age(asked).map(Answer::Date)
}

/// A07: the day the duty to take part no longer applies: the 18th birthday, unless a level 3 is
/// reached before it, of which no date is kept (Education and Skills Act 2008 ss1, 2).
pub(super) fn participation_duty_ends(asked: &Asked<'_>) -> Outcome {
    asked.must_not(Fact::Level3Achieved)?;
    asked.birthday(18).map(Answer::Date)
}

/// A08, E29: who holds the rights about an EHC plan or a request for one (Children and Families Act
/// 2014 ss80, 83). A parent acts for a young person who lacks capacity. Nobody from the 25th birthday,
/// when the rights have ended.
pub(super) fn holder_of_ehc_rights(asked: &Asked<'_>) -> Outcome {
    plan_or_request(asked)?;
    holds(asked.today < asked.birthday(25)?)?;
    let over_school_age = asked.today > end_of_school_age(asked)?;
    let lacks_capacity = asked.situation.yes_no(Fact::LacksCapacity) == Some(true);
    let holder = if over_school_age && !lacks_capacity { "young_person" } else { "parent" };
    Ok(Answer::Text(holder.into()))
}

/// A08: the day after school age ends, not the 16th birthday (Children and Families Act 2014 s83(2)).
pub(super) fn young_person_rights_start(asked: &Asked<'_>) -> Outcome {
    plan_or_request(asked)?;
    answer(end_of_school_age(asked)?.succ_opt())
}

/// "EHC plan or request" (A08).
fn plan_or_request(asked: &Asked<'_>) -> Result<(), Gap> {
    holds(matches!(asked.support()?, "ehc_plan" | "being_assessed"))
}

/// The day school age ends (A06).
pub(super) fn end_of_school_age(asked: &Asked<'_>) -> Result<NaiveDate, Gap> {
    let school_year = birthday(asked.born()?, 16).map(SchoolYear::containing);
    within_time(school_year.and_then(|year| last_friday_in_june(year.start_year() + 1)))
}
