//! Dates as a calendar file (RFC 5545): all-day events, each with two alarms.
//!
//! Our own writer, because all-day events need a tenth of what a crate for calendars brings. What broke in
//! other programs (P24) holds here by construction: dates have no time and no zone, an event ends on the
//! next day, lines end in CRLF and are folded at 75 bytes, an event keeps its id, and its number grows with
//! each file, so that a second import updates.

use chrono::{Datelike, NaiveDate};

use crate::calendar::{add_days, parse_iso};

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Names it, in every file the same: the plan and what of it.
    pub id: String,
    /// The day.
    pub day: NaiveDate,
    /// Its title. It may be seen by whoever sees the calendar.
    pub title: String,
    /// More about it.
    pub about: String,
}

/// The longest line, in bytes, without its end.
const LINE_BYTES: usize = 75;

/// Writes the file. `made_millis` is now, in milliseconds since 1970: a later file's events replace those
/// of an earlier one. Alarms ring at 9 in the morning, so many days before.
pub fn calendar(events: &[Event], made_millis: i64, alarm_days: [u8; 2]) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| folded(&mut out, name, value);
    line("BEGIN:", "VCALENDAR");
    line("VERSION:", "2.0");
    line("PRODID:", "-//Onward//Onward//EN");
    line("CALSCALE:", "GREGORIAN");
    line("METHOD:", "PUBLISH");
    let made = moment(made_millis);
    let number = sequence(made_millis).to_string();
    for event in events {
        // The last day there is has no next one.
        let Some(next) = event.day.succ_opt() else { continue };
        line("BEGIN:", "VEVENT");
        line("UID:", &escaped(&[event.id.as_str(), "@onward"].concat()));
        line("DTSTAMP:", &made);
        line("SEQUENCE:", &number);
        line("DTSTART;VALUE=DATE:", &basic(event.day));
        line("DTEND;VALUE=DATE:", &basic(next));
        line("SUMMARY:", &escaped(&event.title));
        if !event.about.is_empty() {
            line("DESCRIPTION:", &escaped(&event.about));
        }
        line("CLASS:", "PRIVATE");
        line("TRANSP:", "TRANSPARENT");
        for days in alarm_days {
            line("BEGIN:", "VALARM");
            line("ACTION:", "DISPLAY");
            line("DESCRIPTION:", &escaped(&event.title));
            // The event begins at midnight: 9 in the morning some days before is 15 hours less.
            let whole = days.saturating_sub(1).to_string();
            let before = if days == 0 { "PT9H".to_owned() } else { ["-P", &whole, "DT15H"].concat() };
            line("TRIGGER:", &before);
            line("END:", "VALARM");
        }
        line("END:", "VEVENT");
    }
    line("END:", "VCALENDAR");
    out
}

/// Seconds since the first plans: it grows with each file on every device, and fits where a calendar
/// program keeps 31 bits until 2094.
fn sequence(millis: i64) -> i64 {
    const FROM_MILLIS: i64 = 1_767_225_600_000;
    (millis.saturating_sub(FROM_MILLIS) / 1_000).clamp(0, i64::from(i32::MAX))
}

/// `20261122`.
fn basic(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year().clamp(0, 9_999), day.month(), day.day())
}

/// `20261122T120000Z`.
fn moment(millis: i64) -> String {
    const DAY_MILLIS: i64 = 86_400_000;
    let day = parse_iso("1970-01-01").and_then(|first| add_days(first, millis.div_euclid(DAY_MILLIS)));
    let seconds = millis.rem_euclid(DAY_MILLIS) / 1_000;
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    format!("{}T{hours:02}{minutes:02}{:02}Z", basic(day.unwrap_or_default()), seconds % 60)
}

/// Text as a value: marks of the format are written with `\`, a new line as `\n`, other marks that do not
/// print are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' | '\r' => out.push_str("\\n"),
            letter if letter.is_ascii_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line in pieces of [`LINE_BYTES`] at most, never within a letter.
fn folded(out: &mut String, name: &str, value: &str) {
    let mut bytes = 0;
    for letter in name.chars().chain(value.chars()) {
        if bytes + letter.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            bytes = 1;
        }
        bytes += letter.len_utf8();
        out.push(letter);
    }
    out.push_str("\r\n");
}
