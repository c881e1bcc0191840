//! Dates in words and in the ISO form, without chrono's formatter.

use chrono::{Datelike, NaiveDate};

/// Month names, January first.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
pub fn month_name(month: u32) -> Option<&'static str> {
    MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?).copied()
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// `2027-02-15`.
pub fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads exactly what [`iso`] writes for a year of four digits; anything else is `None`.
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    if parts.next().is_some() {
        return None;
    }
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A number of exactly so many digits; `parse` alone would take a sign.
fn digits(text: &str, count: usize) -> Option<u32> {
    let exact = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    exact.then(|| text.parse().ok()).flatten()
}

/// `Monday 15 February 2027`.
pub fn date_in_words(date: NaiveDate) -> String {
    let weekday = WEEKDAYS.get(date.weekday().num_days_from_monday() as usize).unwrap_or(&"");
    format!("{weekday} {}", date_short(date))
}

/// `15 February 2027`.
pub fn date_short(date: NaiveDate) -> String {
    let month = month_name(date.month()).unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// How far a day is from today, in words: `tomorrow`, `in 6 days`, `15 weeks and 5 days away`,
/// `3 weeks and 1 day ago` (D10: words as well as numbers for anything counted).
pub fn weeks_in_words(days: i64) -> String {
    let count = days.unsigned_abs();
    let distance = match (count / 7, count % 7) {
        (0, 0) => return "today".into(),
        (0, 1) => return if days < 0 { "yesterday" } else { "tomorrow" }.into(),
        (0, days_left) if days > 0 => return format!("in {days_left} days"),
        (0, days_left) => counted(days_left, "day"),
        (weeks, 0) => counted(weeks, "week"),
        (weeks, days_left) => {
            format!("{} and {}", counted(weeks, "week"), counted(days_left, "day"))
        }
    };
    format!("{distance} {}", if days < 0 { "ago" } else { "away" })
}

fn counted(count: u64, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn iso_reads_only_what_it_writes() {
        let day = NaiveDate::from_ymd_opt(2027, 2, 15).unwrap();
        assert_eq!(iso(day), "2027-02-15");
        assert_eq!(parse_iso("2027-02-15"), Some(day));
        for wrong in [
            "",
            "2027-2-15",
            "2027-02-30",
            "27-02-15",
            "2027-02-15-",
            " 2027-02-15",
            "2027-02-15T00:00",
            "+027-02-15",
            "2027/02/15",
            "2027-+2-15",
            "२०२७-02-15",
        ] {
            assert_eq!(parse_iso(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_read_as_people_say_them() {
        let day = NaiveDate::from_ymd_opt(2027, 2, 15).unwrap();
        assert_eq!(date_in_words(day), "Monday 15 February 2027");
        assert_eq!(date_short(day), "15 February 2027");
        assert!(date_in_words(NaiveDate::MIN).contains("January"));
        assert!(date_in_words(NaiveDate::MAX).contains("December"));
    }

    #[test]
    fn distances_read_as_people_say_them() {
        for (days, words) in [
            (0, "today"),
            (1, "tomorrow"),
            (2, "in 2 days"),
            (6, "in 6 days"),
            (7, "1 week away"),
            (8, "1 week and 1 day away"),
            (84, "12 weeks away"),
            (110, "15 weeks and 5 days away"),
            (-1, "yesterday"),
            (-3, "3 days ago"),
            (-7, "1 week ago"),
            (-22, "3 weeks and 1 day ago"),
        ] {
            assert_eq!(weeks_in_words(days), words);
        }
        assert!(weeks_in_words(i64::MIN).ends_with("ago"));
    }
}
