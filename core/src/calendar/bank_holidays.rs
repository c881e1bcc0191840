//! Bank holidays in England, and the working days between them.
//!
//! Worked out by the usual rules for any year; days that were once added or moved come as data from
//! the national pack. Years after the last one announced are *provisional*: an answer may still
//! change, and the interface says so.

use chrono::{Datelike, NaiveDate, Weekday};

use super::add_days;
use crate::pack::{BankHolidayChange, BankHolidayData};

/// Which days are bank holidays in England (Banking and Financial Dealings Act 1971, proclamations).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankHolidays(BankHolidayData);

impl BankHolidays {
    /// The usual rules with a pack's one-off changes.
    pub fn new(data: &BankHolidayData) -> Self {
        Self(data.clone())
    }

    /// Whether a day is a bank holiday. A holiday that falls on a weekend is its substitute day.
    pub fn is_bank_holiday(&self, day: NaiveDate) -> bool {
        let changes = &self.0.changes;
        changes.contains(&BankHolidayChange::Added(day))
            || (is_usual(day) && !changes.contains(&BankHolidayChange::Removed(day)))
    }

    /// Whether the bank holidays of a year have not been announced yet.
    pub fn is_provisional(&self, year: i32) -> bool {
        year > self.0.announced_through
    }

    /// Whether a day is neither a Saturday, a Sunday nor a bank holiday.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !is_weekend(day) && !self.is_bank_holiday(day)
    }

    /// `nwd(d)`: the day itself if it is a working day, otherwise the next one.
    pub fn next_working_day(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_working_day(day) {
            match day.succ_opt() {
                Some(next) => day = next,
                None => return day,
            }
        }
        day
    }

    /// The day some working days after a day, which itself does not count.
    pub fn add_working_days(&self, day: NaiveDate, count: u16) -> NaiveDate {
        (0..count).fold(day, |day, _| match day.succ_opt() {
            Some(next) => self.next_working_day(next),
            None => day,
        })
    }
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The usual rules: a fixed day that falls on a weekend moves to the next free weekday, which for
/// each of them can only be the weekdays tested here.
fn is_usual(day: NaiveDate) -> bool {
    let weekday = day.weekday();
    let monday = weekday == Weekday::Mon;
    match (day.month(), day.day()) {
        (1, 1) | (12, 25 | 26) => !is_weekend(day),
        (1, 2 | 3) => monday,
        (12, 27 | 28) => monday || weekday == Weekday::Tue,
        (5, 1..=7 | 25..) | (8, 25..) => monday,
        (3 | 4, _) => easter_sunday(day.year())
            .is_some_and(|easter| add_days(easter, -2) == Some(day) || add_days(easter, 1) == Some(day)),
        _ => false,
    }
}

/// Easter Sunday by the Gregorian calendar (the method of Meeus, Jones and Butcher).
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    // Euclidean division and remainder, so that years before 1 cannot give a negative day.
    let lunar = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let lunar_shift = (century - century.div_euclid(4) - (8 * century + 13).div_euclid(25) + 19 * lunar + 15)
        .rem_euclid(30);
    let weekday =
        (32 + 2 * century.rem_euclid(4) + 2 * (in_century / 4) - lunar_shift - in_century % 4).rem_euclid(7);
    let late = (lunar + 11 * lunar_shift + 22 * weekday) / 451;
    let days = lunar_shift + weekday - 7 * late + 114;
    let (month, day) = (u32::try_from(days / 31).ok()?, u32::try_from(days % 31).ok()?);
    NaiveDate::from_ymd_opt(year, month, day + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{iso, parse_iso};

    fn on(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    #[test]
    fn easter_is_where_the_church_puts_it() {
        for day in ["1818-03-22", "1961-04-02", "2000-04-23", "2024-03-31", "2027-03-28", "2038-04-25"] {
            assert_eq!(easter_sunday(on(day).year()).map(iso).as_deref(), Some(day));
        }
        assert_eq!(easter_sunday(i32::MAX), None);
        assert_eq!(easter_sunday(i32::MIN), None);
    }

    #[test]
    fn holidays_on_a_weekend_have_a_substitute_day() {
        let usual = BankHolidays::default();
        let is = |text| usual.is_bank_holiday(on(text));
        assert!(is("2028-01-03") && !is("2028-01-01"));
        assert!(is("2027-12-27") && is("2027-12-28") && !is("2027-12-25"));
        assert!(is("2026-12-25") && is("2026-12-28") && !is("2026-12-26"));
        assert!(is("2022-12-26") && is("2022-12-27") && !is("2022-12-25"));
    }

    #[test]
    fn a_pack_can_move_and_add_a_day() {
        let moved = BankHolidays::new(&BankHolidayData {
            announced_through: 2028,
            changes: vec![
                BankHolidayChange::Removed(on("2020-05-04")),
                BankHolidayChange::Added(on("2020-05-08")),
            ],
        });
        assert!(moved.is_working_day(on("2020-05-04")));
        assert!(!moved.is_working_day(on("2020-05-08")));
        assert!(!moved.is_provisional(2028) && moved.is_provisional(2029));
    }

    #[test]
    fn working_days_skip_christmas() {
        let usual = BankHolidays::default();
        assert_eq!(usual.add_working_days(on("2026-12-23"), 3), on("2026-12-30"));
        assert_eq!(usual.next_working_day(on("2028-04-16")), on("2028-04-18"));
        assert_eq!(usual.next_working_day(on("2026-12-24")), on("2026-12-24"));
        assert_eq!(usual.add_working_days(NaiveDate::MAX, 9), NaiveDate::MAX);
    }
}
