//! Civil dates: ages, months, weeks, school years, working days, and dates in words.
//!
//! Invariants:
//! - civil dates only: no times and no zones (`product.md`, "Dates are civil dates");
//! - nothing here panics: a date beyond what [`NaiveDate`] holds is `None`, or stays at the edge;
//! - chrono's own parsing and formatting are not used, because they are among the largest functions
//!   of a WASM build.
//!
//! The words in capitals and code (`bday`, `mth`, `per`, `nwd`) are those of `england.md` 1.1.
//!
//! What is *not* here: which limit counts in which unit ([`crate::rules`]).

mod bank_holidays;
mod entry;
mod words;

use chrono::{Datelike, Months, NaiveDate, TimeDelta, Weekday};

pub use bank_holidays::{BankHolidays, easter_sunday};
pub use entry::{DateEntryError, DateParts, not_after, parse_parts};
pub use words::{date_in_words, date_short, iso, month_name, parse_iso, weeks_in_words};

/// `bday(n)`: the day an age is reached, at its start (Family Law Reform Act 1969 s9).
///
/// Somebody born on 29 February is taken to reach it on 1 March of a common year. No statute settles
/// that, so the interface calls it the usual approach.
pub fn birthday(born: NaiveDate, age: i32) -> Option<NaiveDate> {
    let year = born.year().checked_add(age)?;
    born.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
}

/// Full years of age on a day; negative before birth.
pub fn age_on(born: NaiveDate, day: NaiveDate) -> i32 {
    let years = day.year() - born.year();
    match birthday(born, years) {
        Some(this_year) if this_year <= day => years,
        _ => years - 1,
    }
}

/// `mth(d, n)`: the corresponding date some months on or back, or the last day of the month where
/// that day does not exist.
pub fn add_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

/// `per(d, n)`: the last day of `months` months that begin with `date`.
pub fn period_end(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let corresponding = add_months(date, months)?;
    if corresponding.day() == date.day() { corresponding.pred_opt() } else { Some(corresponding) }
}

/// Calendar days on, or back for a negative number.
pub fn add_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

/// `wk(d, n)`: calendar weeks; nothing is skipped.
pub fn add_weeks(date: NaiveDate, weeks: i64) -> Option<NaiveDate> {
    add_days(date, weeks.checked_mul(7)?)
}

/// Days from one date to another; negative if `to` is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The last Friday in June, on which school age ends (A06).
pub fn last_friday_in_june(year: i32) -> Option<NaiveDate> {
    let end = NaiveDate::from_ymd_opt(year, 6, 30)?;
    add_days(end, -i64::from(end.weekday().days_since(Weekday::Fri)))
}

/// `AY`: a school year, 1 September to 31 August, known by the calendar year it starts in.
///
/// The statute (Education Act 1996 s579) starts it with the first term after July; 1 September is
/// national practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(i32);

impl SchoolYear {
    /// The school year that starts in a calendar year.
    pub fn starting(year: i32) -> Self {
        Self(year)
    }

    /// The school year a day is in.
    pub fn containing(day: NaiveDate) -> Self {
        Self(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// The calendar year it starts in.
    pub fn start_year(self) -> i32 {
        self.0
    }

    /// 1 September.
    pub fn first_day(self) -> Option<NaiveDate> {
        self.on(9, 1)
    }

    /// 31 August.
    pub fn last_day(self) -> Option<NaiveDate> {
        self.on(8, 31)
    }

    /// A month and day within it.
    pub fn on(self, month: u32, day: u32) -> Option<NaiveDate> {
        let year = if month >= 9 { self.0 } else { self.0.checked_add(1)? };
        NaiveDate::from_ymd_opt(year, month, day)
    }
}

/// `R`: the calendar year in which a child starts Reception.
///
/// `offset` is 1 for a child taught one year below their age group, -1 for one above (A09). It is
/// held to twenty years either way, far beyond any real one, so that arithmetic with the answer
/// cannot overflow whatever a file says.
pub fn reception_year(born: NaiveDate, offset: i32) -> i32 {
    let turns_five_in_autumn = i32::from(born.month() >= 9);
    born.year() + 4 + turns_five_in_autumn + offset.clamp(-20, 20)
}

/// `yr(n)`: the first day of Year `n` (Reception is 0) for a child who starts Reception in a year.
pub fn year_start(reception: i32, year: i32) -> Option<NaiveDate> {
    SchoolYear::starting(reception.checked_add(year)?).first_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    fn check(answer: Option<NaiveDate>, expected: &str) {
        assert_eq!(answer, Some(on(expected)));
    }

    #[test]
    fn leap_day_birthdays_fall_on_1_march_of_a_common_year() {
        check(birthday(on("2008-02-29"), 18), "2026-03-01");
        check(birthday(on("2012-02-29"), 16), "2028-02-29");
        assert_eq!(age_on(on("2008-02-29"), on("2026-02-28")), 17);
        assert_eq!(age_on(on("2008-02-29"), on("2026-03-01")), 18);
        assert_eq!(age_on(on("2026-03-01"), on("2026-02-28")), -1);
    }

    #[test]
    fn months_stop_at_the_end_of_a_short_month() {
        check(add_months(on("2026-12-31"), 2), "2027-02-28");
        check(add_months(on("2027-12-31"), 2), "2028-02-29");
        check(add_months(on("2027-07-31"), -5), "2027-02-28");
        check(add_months(on("2027-03-31"), -13), "2026-02-28");
    }

    #[test]
    fn a_period_ends_the_day_before_the_corresponding_date() {
        check(period_end(on("2026-09-15"), 6), "2027-03-14");
        check(period_end(on("2024-02-29"), 12), "2025-02-28");
        check(period_end(on("2026-03-01"), 12), "2027-02-28");
        check(period_end(on("2026-08-31"), 6), "2027-02-28");
    }

    #[test]
    fn school_years_turn_on_1_september() {
        assert_eq!(SchoolYear::containing(on("2026-08-31")).start_year(), 2025);
        assert_eq!(SchoolYear::containing(on("2026-09-01")).start_year(), 2026);
        check(SchoolYear::starting(2026).first_day(), "2026-09-01");
        check(SchoolYear::starting(2026).last_day(), "2027-08-31");
        check(SchoolYear::starting(2026).on(2, 15), "2027-02-15");
        assert_eq!(reception_year(on("2022-08-31"), 0), 2026);
        assert_eq!(reception_year(on("2022-09-01"), 0), 2027);
        assert_eq!(reception_year(on("2022-05-20"), 1), 2027);
        check(year_start(2017, 9), "2026-09-01");
    }

    #[test]
    fn june_has_a_last_friday() {
        check(last_friday_in_june(2023), "2023-06-30");
        check(last_friday_in_june(2026), "2026-06-26");
        check(last_friday_in_june(2027), "2027-06-25");
    }

    #[test]
    fn the_edges_of_time_do_not_panic() {
        for day in [NaiveDate::MIN, NaiveDate::MAX] {
            for number in [i32::MIN, -1, 0, 1, i32::MAX] {
                let _ = (birthday(day, number), add_months(day, number));
                let _ = (period_end(day, number), year_start(number, number));
                let _ = SchoolYear::starting(number).last_day();
                let _ = (last_friday_in_june(number), reception_year(day, number));
            }
            for number in [i64::MIN, -1, 1, i64::MAX] {
                let _ = (add_days(day, number), add_weeks(day, number));
            }
            assert!(SchoolYear::containing(day).start_year() <= day.year());
            assert!(age_on(day, NaiveDate::MIN) <= age_on(day, NaiveDate::MAX));
        }
    }
}
