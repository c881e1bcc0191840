//! A date typed into three boxes, as people type it, and what to tell them when it is not one.
//!
//! Follows the GOV.UK date input (D30, D31): a month may be a word, spaces do not matter, and an
//! error names the part to put right.

use chrono::NaiveDate;

use super::words::MONTHS;

/// Which of the three boxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateParts {
    /// The day box.
    pub day: bool,
    /// The month box.
    pub month: bool,
    /// The year box.
    pub year: bool,
}

impl DateParts {
    /// All three.
    pub const ALL: Self = Self { day: true, month: true, year: true };
}

/// Why what was typed is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateEntryError {
    /// All three boxes are empty.
    Nothing,
    /// Some boxes are empty: these.
    Missing(DateParts),
    /// There is no such day: these boxes are wrong, or all of them where only together they are.
    NotReal(DateParts),
    /// The year is not written with four numbers.
    YearLength,
    /// The date is still to come, where only a past one makes sense.
    Future,
}

impl DateEntryError {
    /// The message to show. `what` names the date with a capital and without an article, for
    /// example "Date of birth" or "Date on the decision letter".
    pub fn message(&self, what: &str) -> String {
        match self {
            Self::Nothing => {
                // "The date" and "Your date" have their article already.
                let article = if what.starts_with("The ") || what.starts_with("Your ") { "" } else { "the " };
                let mut letters = what.chars();
                let first = letters.next().map(|letter| letter.to_ascii_lowercase());
                format!("Enter {article}{}{}", first.map(String::from).unwrap_or_default(), letters.as_str())
            }
            Self::Missing(DateParts { day, month, year }) => {
                let missing: Vec<&str> = [(day, "day"), (month, "month"), (year, "year")]
                    .into_iter()
                    .filter_map(|(missing, name)| missing.then_some(name))
                    .collect();
                format!("{what} must include a {}", missing.join(" and "))
            }
            Self::NotReal(_) => format!("{what} must be a real date"),
            Self::YearLength => format!("{what} must have a year with 4 numbers, like 2012"),
            Self::Future => format!("{what} must be today or in the past"),
        }
    }

    /// The boxes to mark as wrong.
    pub fn parts(&self) -> DateParts {
        match self {
            Self::Nothing | Self::Future => DateParts::ALL,
            Self::Missing(parts) | Self::NotReal(parts) => *parts,
            Self::YearLength => DateParts { year: true, ..DateParts::default() },
        }
    }
}

/// Reads three boxes as typed. The month may be a number, a name or the start of one ("feb").
pub fn parse_parts(day: &str, month: &str, year: &str) -> Result<NaiveDate, DateEntryError> {
    let (day, month, year) = (day.trim(), month.trim(), year.trim());
    let missing = DateParts { day: day.is_empty(), month: month.is_empty(), year: year.is_empty() };
    if missing == DateParts::ALL {
        return Err(DateEntryError::Nothing);
    }
    if missing != DateParts::default() {
        return Err(DateEntryError::Missing(missing));
    }

    let day = number(day).filter(|day| (1..=31).contains(day));
    let month = number(month).or_else(|| month_named(month)).filter(|month| (1..=12).contains(month));
    let typed_year = number(year);
    let (Some(day), Some(month), Some(typed_year)) = (day, month, typed_year) else {
        return Err(DateEntryError::NotReal(DateParts {
            day: day.is_none(),
            month: month.is_none(),
            year: typed_year.is_none(),
        }));
    };
    if year.len() != 4 || typed_year < 1000 {
        return Err(DateEntryError::YearLength);
    }
    i32::try_from(typed_year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(DateEntryError::NotReal(DateParts::ALL))
}

/// Refuses a date that is still to come, for a birth or a letter.
pub fn not_after(date: NaiveDate, today: NaiveDate) -> Result<NaiveDate, DateEntryError> {
    if date > today { Err(DateEntryError::Future) } else { Ok(date) }
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// The month whose name this is, or starts with at least three letters of: fewer would not tell
/// June from July.
fn month_named(text: &str) -> Option<u32> {
    let is_start_of = |name: &str| {
        text.len() >= 3 && name.get(..text.len()).is_some_and(|start| start.eq_ignore_ascii_case(text))
    };
    let index = MONTHS.iter().position(|name| is_start_of(name))?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: &str, month: &str, year: &str, message: &str) {
        let error = parse_parts(day, month, year).unwrap_err();
        assert_eq!(error.message("Date of birth"), message, "{day}/{month}/{year}");
    }

    #[test]
    fn months_can_be_words_and_spaces_do_not_matter() {
        let expected = NaiveDate::from_ymd_opt(2012, 2, 9);
        for month in ["2", "02", " 02 ", "feb", "Feb", "FEBRUARY", " february "] {
            assert_eq!(parse_parts(" 09", month, "2012 ").ok(), expected, "{month}");
        }
        assert_eq!(parse_parts("1", "sept", "2012").ok(), NaiveDate::from_ymd_opt(2012, 9, 1));
        assert_eq!(parse_parts("29", "2", "2012").ok(), NaiveDate::from_ymd_opt(2012, 2, 29));
    }

    #[test]
    fn errors_name_the_part() {
        check("", " ", "", "Enter the date of birth");
        assert_eq!(DateEntryError::Nothing.message("Your date"), "Enter your date");
        assert_eq!(DateEntryError::Nothing.message("The date"), "Enter the date");
        check("1", "2", "", "Date of birth must include a year");
        check("", "2", "", "Date of birth must include a day and year");
        check("", "", "2012", "Date of birth must include a day and month");
        check("31", "feb", "2012", "Date of birth must be a real date");
        check("29", "2", "2013", "Date of birth must be a real date");
        check("0", "2", "2013", "Date of birth must be a real date");
        check("1", "ju", "2013", "Date of birth must be a real date");
        check("1", "2", "12", "Date of birth must have a year with 4 numbers, like 2012");
        check("1", "2", "0012", "Date of birth must have a year with 4 numbers, like 2012");
        check("1", "2", "20122", "Date of birth must have a year with 4 numbers, like 2012");
        check("+1", "2", "2012", "Date of birth must be a real date");
        check("1", "fév", "2012", "Date of birth must be a real date");
        check("99999999999", "2", "2012", "Date of birth must be a real date");
    }

    #[test]
    fn errors_mark_the_boxes_to_put_right() {
        let marked = |day, month, year| parse_parts(day, month, year).unwrap_err().parts();
        assert_eq!(marked("32", "2", "2012"), DateParts { day: true, ..DateParts::default() });
        assert_eq!(marked("3", "13", "2012"), DateParts { month: true, ..DateParts::default() });
        assert_eq!(marked("3", "1", "12"), DateParts { year: true, ..DateParts::default() });
        assert_eq!(marked("31", "2", "2012"), DateParts::ALL);
    }

    #[test]
    fn a_birth_cannot_be_tomorrow() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(not_after(today, today), Ok(today));
        let error = not_after(today.succ_opt().unwrap(), today).unwrap_err();
        assert_eq!(error.message("Date of birth"), "Date of birth must be today or in the past");
    }
}
