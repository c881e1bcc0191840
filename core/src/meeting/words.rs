//! What is typed fast in a meeting: a day in words ("in 2 weeks", "by half term"), and a whole action in one
//! line ("Mum: ask the GP about the register by 27 Nov").
//!
//! Pure and forgiving, and never a guess without saying so: the page shows the day it understood before
//! anything is kept, and days that rest on a pack's typical terms are said to be "about". What cannot be worked
//! out is asked back.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::{
    SchoolYear, add_days, add_months, add_weeks, easter_sunday, month_name, parse_iso, parse_parts,
};
use crate::pack::{Edge, Term};

/// A day that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: NaiveDate,
    /// It rests on typical dates of terms, so schools may differ.
    pub about: bool,
}

/// Why a day was not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADay {
    /// These are no words for a day.
    Unknown,
    /// It depends on terms, and no pack of this plan has them.
    NeedsTerms,
}

/// The numbers people write out.
const NUMBERS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// The furthest away a day may be typed in numbers: 10 years, in days.
const FURTHEST: i64 = 3_660;

/// Reads a day in words. `terms` are the typical terms of the plan's packs.
pub fn when(text: &str, today: NaiveDate, terms: &[Term]) -> Result<When, NotADay> {
    let text = text.to_ascii_lowercase();
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_ascii_whitespace() || matches!(letter, ',' | '?' | '!' | '(' | ')'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut words = words.as_slice();
    let mut before = false;
    while let [first, rest @ ..] = words {
        match *first {
            "by" | "on" | "the" | "about" | "around" | "until" | "for" => words = rest,
            "before" if !rest.is_empty() => {
                before = true;
                words = rest;
            }
            _ => break,
        }
    }
    let read = day(words, today, terms)?;
    // "Before half term" is what "by half term" means already: the last day of school.
    match before && !read.about {
        true => add_days(read.day, -1).map(|day| When { day, ..read }).ok_or(NotADay::Unknown),
        false => Ok(read),
    }
}

fn day(words: &[&str], today: NaiveDate, terms: &[Term]) -> Result<When, NotADay> {
    let exactly = |day: Option<NaiveDate>| day.map(|day| When { day, about: false }).ok_or(NotADay::Unknown);
    match words {
        ["today" | "now"] => exactly(Some(today)),
        ["tomorrow"] => exactly(add_days(today, 1)),
        ["this", "week"] | ["end", "of", "this", "week"] | ["end", "of", "the", "week"] => {
            exactly(on_or_after(today, Weekday::Fri))
        }
        ["next", "week"] | ["end", "of", "next", "week"] => exactly(in_next_week(today, Weekday::Fri)),
        ["end", "of", "the" | "this", "month"] | ["this", "month"] => exactly(month_end(today)),
        ["next", "month"] | ["end", "of", "next", "month"] => {
            exactly(first_of_month(today).and_then(|first| add_months(first, 1)).and_then(month_end))
        }
        ["in", rest @ ..] if !rest.is_empty() => {
            exactly(distance(rest, today).or_else(|| written(rest, today)))
        }
        [rest @ .., "from", "now" | "today"] | [rest @ .., "time"] if !rest.is_empty() => {
            exactly(distance(rest, today))
        }
        _ => {
            if let Some(read) = school_time(words, today, terms) {
                return read;
            }
            exactly(
                named_day(words, today).or_else(|| distance(words, today)).or_else(|| written(words, today)),
            )
        }
    }
}

/// `2 weeks`, `a month`, `fortnight`, `10 days`, `3w`.
fn distance(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let (count, unit) = match words {
        ["fortnight"] | ["a", "fortnight"] => (2, "week"),
        [unit] if unit.starts_with(|letter: char| letter.is_ascii_digit()) => {
            let at = unit.find(|letter: char| !letter.is_ascii_digit())?;
            (counted(unit.get(..at)?)?, unit.get(at..)?)
        }
        [count, unit] => (counted(count)?, *unit),
        ["a", "couple", "of", unit] => (2, *unit),
        _ => return None,
    };
    if !(0..=FURTHEST).contains(&count) {
        return None;
    }
    match unit {
        "day" | "days" | "d" => add_days(today, count),
        "week" | "weeks" | "wk" | "wks" | "w" | "week's" | "weeks'" => add_weeks(today, count),
        "fortnight" | "fortnights" => add_weeks(today, count.checked_mul(2)?),
        "month" | "months" | "mth" | "mths" | "m" | "month's" | "months'" => {
            add_months(today, i32::try_from(count).ok()?)
        }
        "year" | "years" => add_months(today, i32::try_from(count).ok()?.checked_mul(12)?),
        _ => None,
    }
}

fn counted(word: &str) -> Option<i64> {
    match word {
        "a" | "an" => Some(1),
        word => match NUMBERS.iter().position(|known| *known == word) {
            Some(count) => i64::try_from(count).ok(),
            None if word.bytes().all(|byte| byte.is_ascii_digit()) => word.parse().ok(),
            None => None,
        },
    }
}

/// `friday` is the next one to come; `next friday` is the one of next week; `friday week` is one later.
fn named_day(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let coming = |word: &str| on_or_after(add_days(today, 1)?, weekday(word)?);
    match words {
        [name] | ["this", name] | ["coming", name] => coming(name),
        ["next", name] => in_next_week(today, weekday(name)?),
        [name, "week"] => add_weeks(coming(name)?, 1),
        [name, "next", "week"] => in_next_week(today, weekday(name)?),
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    let is_start = |name: &str| word.len() >= 3 && name.starts_with(word);
    WEEKDAYS.iter().find(|(name, _)| is_start(name)).map(|(_, day)| *day)
}

fn on_or_after(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    add_days(day, i64::from(weekday.days_since(day.weekday())))
}

/// Weeks begin on Monday.
fn in_next_week(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    let monday = on_or_after(add_days(today, 1)?, Weekday::Mon)?;
    on_or_after(monday, weekday)
}

fn first_of_month(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), day.month(), 1)
}

fn month_end(day: NaiveDate) -> Option<NaiveDate> {
    add_days(add_months(first_of_month(day)?, 1)?, -1)
}

/// `12 dec`, `12th of december 2026`, `dec 12`, `12/12`, `12/12/26`, `2026-12-12`, `fri 12 dec`, `december`.
fn written(words: &[&str], today: NaiveDate) -> Option<NaiveDate> {
    let mut words = words;
    if let [name, rest @ ..] = words
        && !rest.is_empty()
        && weekday(name).is_some()
    {
        words = rest;
    }
    match words {
        [one] => {
            if let Some(day) = parse_iso(one) {
                return Some(day);
            }
            let parts: Vec<&str> = one.split(['/', '.', '-']).collect();
            match parts.as_slice() {
                [day, month] => next_of(ordinal(day), month, today),
                [day, month, year] => on_day(ordinal(day), month, year),
                // A month by its name: its last day.
                [month] if month.len() >= 3 => {
                    next_of("1", month, first_of_month(today)?).and_then(month_end)
                }
                _ => None,
            }
        }
        [day, "of", month] => next_of(ordinal(day), month, today),
        [day, "of", month, year] => on_day(ordinal(day), month, year),
        [one, two] => next_of(ordinal(one), two, today).or_else(|| next_of(ordinal(two), one, today)),
        [one, two, year] => on_day(ordinal(one), two, year).or_else(|| on_day(ordinal(two), one, year)),
        _ => None,
    }
}

/// `12th` without its ending.
fn ordinal(word: &str) -> &str {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    match bare {
        Some(bare) if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) => bare,
        _ => word,
    }
}

fn on_day(day: &str, month: &str, year: &str) -> Option<NaiveDate> {
    let year = if year.len() == 2 { ["20", year].concat() } else { year.to_owned() };
    parse_parts(day, month, &year).ok()
}

/// The next time this day and month come, today included.
fn next_of(day: &str, month: &str, today: NaiveDate) -> Option<NaiveDate> {
    // Up to 8 years on, for 29 February.
    (0..=8).find_map(|years| {
        let read = parse_parts(day, month, &today.year().checked_add(years)?.to_string()).ok()?;
        (read >= today).then_some(read)
    })
}

/// Days that schools live by. In a year of 6 terms the odd ones end with a half term; a pack with other terms
/// does not say where half terms are.
fn school_time(words: &[&str], today: NaiveDate, terms: &[Term]) -> Option<Result<When, NotADay>> {
    let about = |day: Option<NaiveDate>| match (terms.is_empty(), day) {
        (_, Some(day)) => Ok(When { day, about: true }),
        (true, None) => Err(NotADay::NeedsTerms),
        (false, None) => Err(NotADay::Unknown),
    };
    let is_six = terms.len() == 6;
    let half_term = |number: u8| is_six && number % 2 == 1;
    let holiday = |number: u8| !half_term(number);
    Some(match words {
        ["half", "term"] | ["halfterm"] | ["half-term"] | ["next", "half", "term"] => match is_six {
            true => about(next_edge(terms, today, Edge::End, half_term)),
            false => Err(NotADay::NeedsTerms),
        },
        ["after", "half", "term"] => match is_six {
            true => about(next_edge(terms, today, Edge::Start, |number| number % 2 == 0)),
            false => Err(NotADay::NeedsTerms),
        },
        [month, "half", "term"] if month.len() >= 3 => {
            let month = (1..=12).find(|at| {
                month_name(*at).is_some_and(|name| name.to_ascii_lowercase().starts_with(month))
            })?;
            // A half term that begins on the first of a month follows a term that ended before it.
            let ends_near = |number: u8| {
                half_term(number)
                    && terms.iter().any(|term| {
                        term.term == number && (term.to.0 == month || term.to.0 % 12 + 1 == month)
                    })
            };
            match is_six {
                true => about(next_edge(terms, today, Edge::End, ends_near)),
                false => Err(NotADay::NeedsTerms),
            }
        }
        ["end", "of", "term"] | ["end", "of", "the" | "this", "term"] | ["term", "end"] => {
            about(next_edge(terms, today, Edge::End, |_| true))
        }
        ["next", "term"] | ["start", "of", "next", "term"] | ["start", "of", "term"] => {
            about(next_edge(terms, today, Edge::Start, |_| true))
        }
        ["term", number] | ["end", "of", "term", number] => {
            let number = counted(number).and_then(|number| u8::try_from(number).ok())?;
            about(next_edge(terms, today, Edge::End, |known| known == number))
        }
        ["christmas"] | ["xmas"] => about(holiday_near(terms, today, holiday, (12, 25))),
        ["easter"] => match easter(today) {
            // Before Easter, schools close about Good Friday at the latest.
            Some(sunday) => match holiday_before(terms, sunday, holiday) {
                Some(day) if day >= today => about(Some(day)),
                _ => about(add_days(sunday, -3)),
            },
            None => Err(NotADay::Unknown),
        },
        ["summer"]
        | ["summer", "holiday" | "holidays"]
        | ["end", "of", "year"]
        | ["end", "of", "the", "year"] => about(holiday_near(terms, today, holiday, (8, 1))),
        _ => return None,
    })
}

/// The next first or last day of a term, today included for a last day.
fn next_edge(terms: &[Term], today: NaiveDate, edge: Edge, wanted: impl Fn(u8) -> bool) -> Option<NaiveDate> {
    let this = SchoolYear::containing(today).start_year();
    let edges = terms.iter().filter(|term| wanted(term.term)).flat_map(|term| {
        let (month, day) = match edge {
            Edge::Start => term.from,
            Edge::End => term.to,
        };
        [this, this + 1].into_iter().filter_map(move |year| SchoolYear::starting(year).on(month, day))
    });
    edges
        .filter(|day| match edge {
            Edge::Start => *day > today,
            Edge::End => *day >= today,
        })
        .min()
}

/// The last day of the term that ends before a month and day, the next time it comes.
fn holiday_near(
    terms: &[Term],
    today: NaiveDate,
    wanted: impl Fn(u8) -> bool,
    (month, day): (u32, u32),
) -> Option<NaiveDate> {
    [today.year(), today.year() + 1].into_iter().find_map(|year| {
        let ends = holiday_before(terms, NaiveDate::from_ymd_opt(year, month, day)?, &wanted)?;
        (ends >= today).then_some(ends)
    })
}

/// The last day of the term that ends at most 4 weeks before a day.
fn holiday_before(terms: &[Term], before: NaiveDate, wanted: impl Fn(u8) -> bool) -> Option<NaiveDate> {
    let from = add_weeks(before, -4)?;
    let this = SchoolYear::containing(before);
    let ends = terms.iter().filter(|term| wanted(term.term)).filter_map(|term| this.on(term.to.0, term.to.1));
    ends.filter(|end| (from..before).contains(end)).max()
}

fn easter(today: NaiveDate) -> Option<NaiveDate> {
    [today.year(), today.year() + 1]
        .into_iter()
        .filter_map(easter_sunday)
        .find(|sunday| add_days(*sunday, -3).is_some_and(|thursday| thursday >= today))
}

/// An action in one line, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub what: String,
    /// Who; empty if nobody was recognised.
    pub who: String,
    /// By when.
    pub by: Option<When>,
    /// How the day was typed; empty if there was none.
    pub by_words: String,
}

/// Takes one line apart. `names` are the people of the meeting: a line that begins with one of them is about
/// that person; `Name:` is a person in any case. A day is what follows the last "by", "before" or "on", or the
/// last words, if they are one.
pub fn line(text: &str, names: &[String], today: NaiveDate, terms: &[Term]) -> Line {
    let text = text.trim();
    let (rest, by_words, by) = without_day(text, today, terms);
    let (who, what) = without_name(rest, names);
    Line { what: what.to_owned(), who, by, by_words: by_words.to_owned() }
}

fn without_day<'t>(text: &'t str, today: NaiveDate, terms: &[Term]) -> (&'t str, &'t str, Option<When>) {
    // The longest ending that is a day, at most 6 words, never the whole line.
    let starts: Vec<usize> = text
        .match_indices(' ')
        .map(|(at, _)| at + 1)
        .filter(|at| text.get(*at..).is_some_and(|rest| !rest.starts_with(' ')))
        .collect();
    let from = starts.len().saturating_sub(6);
    for at in starts.iter().skip(from) {
        let (Some(rest), Some(ending)) = (text.get(..*at), text.get(*at..)) else { continue };
        // "Read term 3" and "ask about Easter" are no days: the ending needs a word that says so, or a number.
        let first = ending.split(' ').next().unwrap_or_default().to_ascii_lowercase();
        let announces = matches!(
            first.as_str(),
            "by" | "before" | "on" | "in" | "until" | "tomorrow" | "today" | "next" | "this"
        ) || first.starts_with(|letter: char| letter.is_ascii_digit());
        if !announces
            || (matches!(first.as_str(), "by" | "before" | "on" | "in" | "until") && !ending.contains(' '))
        {
            continue;
        }
        match when(ending, today, terms) {
            Ok(day) => return (bare(rest), ending, Some(day)),
            Err(NotADay::NeedsTerms) => return (bare(rest), ending, None),
            Err(NotADay::Unknown) => {}
        }
    }
    (text, "", None)
}

fn bare(text: &str) -> &str {
    text.trim_end_matches([' ', ',', ';', '.', '-', '–', ':'])
}

fn without_name<'t>(text: &'t str, names: &[String]) -> (String, &'t str) {
    if let Some((name, what)) = text.split_once(':')
        && !name.trim().is_empty()
        && !what.trim().is_empty()
        && name.split_ascii_whitespace().count() <= 4
    {
        let name = name.trim();
        let known = names.iter().find(|known| known.eq_ignore_ascii_case(name));
        return (known.map_or(name, String::as_str).to_owned(), what.trim());
    }
    let starts = |name: &&String| {
        let length = name.len();
        length > 0
            && text.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && text.get(length..).is_some_and(|rest| rest.starts_with([' ', ',']))
    };
    match names.iter().filter(starts).max_by_key(|name| name.len()) {
        Some(name) => {
            let what = text.get(name.len()..).unwrap_or_default();
            (name.clone(), what.trim_start_matches([' ', ',']))
        }
        None => (String::new(), text),
    }
}

/// What a line typed in a meeting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Somebody will do something.
    Action,
    /// Something was decided.
    Decision,
    /// It is kept for another time.
    Park,
    /// It is noted with the item that is open.
    Note,
    /// On to the next item.
    Next,
    /// Back to the item before.
    Back,
    /// The meeting is over: on to handing it over.
    Finish,
}

impl Means {
    /// What can be chosen, in the order shown, with its word.
    pub const CHOICES: [(Means, &'static str); 4] = [
        (Means::Action, "Action"),
        (Means::Decision, "Decision"),
        (Means::Note, "Note"),
        (Means::Park, "Park it"),
    ];
}

/// What a line is and its words without the mark. A mark at its start says so, whatever is chosen:
/// "decided:", "note:", "park:", "action:", or the first letter. "next" and "back" alone turn to another item, "finish" ends it.
pub fn means(text: &str, chosen: Means) -> (Means, &str) {
    const MARKS: [(&str, Means); 11] = [
        ("action", Means::Action),
        ("a", Means::Action),
        ("decided", Means::Decision),
        ("decision", Means::Decision),
        ("d", Means::Decision),
        ("note", Means::Note),
        ("n", Means::Note),
        ("park", Means::Park),
        ("park it", Means::Park),
        ("parked", Means::Park),
        ("p", Means::Park),
    ];
    let text = text.trim();
    if text.eq_ignore_ascii_case("next") {
        return (Means::Next, "");
    }
    if text.eq_ignore_ascii_case("back") {
        return (Means::Back, "");
    }
    if text.eq_ignore_ascii_case("finish") {
        return (Means::Finish, "");
    }
    if let Some((mark, rest)) = text.split_once(':')
        && let Some((_, means)) = MARKS.iter().find(|(known, _)| known.eq_ignore_ascii_case(mark.trim()))
    {
        return (*means, rest.trim());
    }
    (chosen, text)
}
