//! Sentences made from a plan: names filled in, dates in words, timings.

use chrono::NaiveDate;
use leptos::prelude::*;
use onward_core::calendar::{date_in_words, date_short, weeks_in_words};
use onward_core::marks::{Piece, pieces};
use onward_core::pack::{Part, Party};
use onward_core::path::{Due, LocalDue, Packs, Path, PathStep, Timing};
use onward_core::plan::{Author, Plan, Status, Voice};
use onward_core::situation::Fact;

use super::route::Route;
use crate::platform::letters::upper_case;

/// Fills in the child's name. Without one the text speaks of "your child".
pub fn named(text: &str, name: &str) -> String {
    let name = if name.trim().is_empty() { "your child" } else { name.trim() };
    if !text.contains('{') {
        return text.to_owned();
    }
    let filled = text.replace("{name's}", &format!("{name}’s")).replace("{name}", name);
    capitalised(&filled)
}

/// A text with its terms linked to their explanation in the guide.
pub fn marked(text: &str) -> AnyView {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned().into_any(),
        Piece::Term { id, words } => {
            let href = Route::Guide(["words#", id].concat()).href();
            view! { <a class="term" href=href>{words.to_owned()}</a> }.into_any()
        }
    };
    pieces(text).into_iter().map(piece).collect_view().into_any()
}

/// For titles of the browser's window and history, which must not say who the plan is about.
pub fn unnamed(text: &str) -> String {
    named(text, "")
}

/// A text with a capital at its start.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| upper_case(first) + letters.as_str())
}

/// What to call the child.
pub fn child(plan: &Plan) -> String {
    let name = plan.name.value.trim();
    if name.is_empty() { "Your child".to_owned() } else { name.to_owned() }
}

/// "Year 9", "Reception", "2 years before Reception".
pub fn year_words(year: i32) -> String {
    match year {
        ..=-2 => format!("{} years before Reception", -year),
        -1 => "The year before Reception".to_owned(),
        0 => "Reception".to_owned(),
        1..=13 => format!("Year {year}"),
        _ => "After Year 13".to_owned(),
    }
}

/// The line under the name: "Year 9 · has an EHC plan".
pub fn about_child(plan: &Plan, path: &Path<'_>) -> String {
    let year = path.year.map(year_words);
    let support = plan.situation().choice(Fact::Support).and_then(|word| match word {
        "ehc_plan" => Some("has an EHC plan"),
        "being_assessed" => Some("being assessed"),
        "sen_support" => Some("gets SEN support"),
        "none" => Some("no plan"),
        _ => None,
    });
    [year.as_deref(), support].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The name of a part of adult life.
pub fn part_words(part: Part) -> &'static str {
    match part {
        Part::WorkAndLearning => "Work and learning",
        Part::HomeAndIndependence => "Home and independence",
        Part::FriendsAndCommunity => "Friends and community",
        Part::Health => "Health",
    }
}

/// The class that gives a part its colour.
pub fn part_class(part: Option<Part>) -> &'static str {
    match part {
        Some(Part::WorkAndLearning) => "part-work",
        Some(Part::HomeAndIndependence) => "part-home",
        Some(Part::FriendsAndCommunity) => "part-friends",
        Some(Part::Health) => "part-health",
        None => "",
    }
}

/// What the date is, and the day: ("Must be done before", "Monday 15 February 2027").
pub fn due_lines(due: Due) -> Option<(&'static str, String)> {
    Some(match due {
        Due::Deadline { last, before: true } => ("Must be done before", date_in_words(after(last))),
        Due::Deadline { last, before: false } => ("Last day", date_in_words(last)),
        Due::Window { from, to } => ("Between", format!("{} and {}", date_short(from), date_short(to))),
        Due::Opens { on, until: None } => ("From", date_in_words(on)),
        Due::Opens { on, until: Some(until) } => {
            ("From", format!("{} to {}", date_short(on), date_short(until)))
        }
        Due::Prompt { from, to } if from == to => ("Good to do about", date_in_words(from)),
        Due::Prompt { from, to } => {
            ("Good to do between", format!("{} and {}", date_short(from), date_short(to)))
        }
        Due::Needs(_) | Due::NoDate { .. } => return None,
    })
}

/// The short form for a row: "Before 15 February 2027".
pub fn due_short(due: Due) -> Option<String> {
    Some(match due {
        Due::Deadline { last, before: true } => format!("Before {}", date_short(after(last))),
        Due::Deadline { last, before: false } => format!("By {}", date_short(last)),
        Due::Window { from, to } => format!("{} to {}", date_short(from), date_short(to)),
        Due::Opens { on, .. } => format!("From {}", date_short(on)),
        Due::Prompt { from, to } if from == to => format!("About {}", date_short(from)),
        Due::Prompt { from, to } => format!("About {} to {}", date_short(from), date_short(to)),
        Due::Needs(_) | Due::NoDate { .. } => return None,
    })
}

/// The row's date: the person's own beside the worked-out one.
pub fn row_date(step: &PathStep<'_>) -> String {
    let due = match step.due {
        Due::Needs(_) => Some("Date not known yet".to_owned()),
        Due::NoDate { local: true } if step.own_date.is_none() => Some("Ask for the date".to_owned()),
        Due::NoDate { .. } if step.own_date.is_none() && step.blocked.is_none() => {
            Some("At any time".to_owned())
        }
        due => due_short(due),
    };
    let own = step.own_date.map(|day| format!("Your date: {}", date_short(day)));
    let local =
        step.local.first().and_then(|local| Some(format!("{} {}", local.local.label, local_date(local)?)));
    [due, own, local].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A council's own date: "about 15 July 2026".
pub fn local_date(local: &LocalDue<'_>) -> Option<String> {
    let about = if local.local.about { "about " } else { "" };
    let days = match local.due {
        Due::Window { from, to } | Due::Prompt { from, to } if from != to => {
            format!("{} to {}", date_short(from), date_short(to))
        }
        due => date_short(due.last().or(due.anchor())?),
    };
    Some(format!("{about}{days}"))
}

/// The day in a list of dates: "before Monday 15 February 2027", and how far away.
pub fn listed_date(step: &PathStep<'_>, day: NaiveDate, today: NaiveDate) -> (String, String) {
    let named = match step.due {
        Due::Deadline { last, before: true } if last == day => after(day),
        _ => day,
    };
    let before = if named == day { "" } else { "Before " };
    (format!("{before}{}", date_in_words(named)), weeks_in_words((named - today).num_days()))
}

/// The chip beside a row, and whether it tells of lateness.
pub fn timing_words(step: &PathStep<'_>, today: NaiveDate) -> Option<String> {
    Some(match step.timing {
        Timing::Late { days: 1 } => "1 day late".to_owned(),
        Timing::Late { days } if days < 14 => format!("{days} days late"),
        Timing::Late { days } => format!("{} weeks late", days / 7),
        Timing::DoneLate => "Done late".to_owned(),
        Timing::Near => {
            let day = nearest(step, today)?;
            let words = weeks_in_words((day - today).num_days());
            // "3 weeks away" in a sentence, "In 3 weeks" on a label.
            match words.strip_suffix(" away") {
                Some(weeks) => format!("In {weeks}"),
                None => capitalised(&words),
            }
        }
        Timing::Now => match step.due {
            Due::Deadline { last, .. } if last == today => "Today".to_owned(),
            Due::Opens { .. } => "You can do this now".to_owned(),
            Due::Prompt { .. } => "Good to do now".to_owned(),
            _ => "Now".to_owned(),
        },
        _ => return None,
    })
}

fn nearest(step: &PathStep<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let due = match step.due {
        Due::Deadline { last, .. } => Some(last),
        due => due.first(),
    };
    [due, step.own_date].into_iter().flatten().filter(|day| *day >= today).min()
}

/// Who acts and by when, in one or two sentences, for the first thing on the path.
pub fn next_sentence(step: &PathStep<'_>, packs: Packs<'_>, today: NaiveDate) -> (String, Option<String>) {
    let who = format!("{}.", doer(step.step.owner, packs));
    let distance = |day: NaiveDate| weeks_in_words((day - today).num_days());
    let when = match (step.timing, step.due) {
        (Timing::Late { .. }, Due::Deadline { last, before }) => {
            let word = if before { "before" } else { "by" };
            let day = if before { after(last) } else { last };
            Some(format!("It was due {word} {}. That was {}.", date_in_words(day), distance(last)))
        }
        (Timing::Late { .. }, due) => {
            due.last().map(|last| format!("It was due by {}.", date_in_words(last)))
        }
        (_, Due::Deadline { last, before: true }) => {
            let day = after(last);
            Some(format!("It must be done before {}. That is {}.", date_in_words(day), distance(day)))
        }
        (_, Due::Deadline { last, before: false }) => {
            Some(format!("The last day is {}. That is {}.", date_in_words(last), distance(last)))
        }
        (_, Due::Window { from, to }) if from <= today => {
            Some(format!("The last day is {}. That is {}.", date_in_words(to), distance(to)))
        }
        (_, Due::Window { from, .. }) => {
            Some(format!("The first day is {}. That is {}.", date_in_words(from), distance(from)))
        }
        (_, Due::Opens { on, .. }) if on <= today => Some("You can do this now.".to_owned()),
        (_, Due::Opens { on, .. }) => {
            Some(format!("You can do this from {}. That is {}.", date_in_words(on), distance(on)))
        }
        (_, Due::Prompt { to, .. }) if to == today => {
            Some(format!("A good time is now. The last good day is today, {}.", date_in_words(to)))
        }
        (_, Due::Prompt { from, to }) if from <= today => {
            Some(format!("A good time is now, and until {}.", date_in_words(to)))
        }
        (_, Due::Prompt { from, .. }) => {
            Some(format!("A good time is from {}. That is {}.", date_in_words(from), distance(from)))
        }
        _ => step
            .own_date
            .map(|day| format!("Your date is {}. That is {}.", date_in_words(day), distance(day))),
    };
    (who, when)
}

/// "School does this", "You do this".
pub fn doer(party: Party, packs: Packs<'_>) -> String {
    match party {
        Party::ParentCarer => "A parent or carer does this".to_owned(),
        Party::YoungPerson => "The young person does this".to_owned(),
        // These labels are plural: "Health services do this".
        Party::Health | Party::OtherAgencies => format!("{} do this", packs.party(party)),
        party => format!("{} does this", packs.party(party)),
    }
}

/// The day after: for "before", which names the first day that is too late.
pub fn after(last: NaiveDate) -> NaiveDate {
    last.succ_opt().unwrap_or(last)
}

/// The person's status in words.
pub fn status_words(status: &Status, packs: Packs<'_>) -> String {
    match status {
        Status::NotStarted => "Not started".to_owned(),
        Status::Doing => "Doing".to_owned(),
        Status::WaitingFor(party) => format!("Waiting for: {}", packs.party(*party)),
        Status::Done { on } => format!("Done on {}", date_short(*on)),
        Status::NotForUs { .. } => "Not for us".to_owned(),
    }
}

/// Who wrote something, in words.
pub fn written_by(by: &Author) -> String {
    let who = match by.voice {
        Voice::YoungPerson if by.name.is_empty() => "the young person",
        Voice::YoungPerson => return format!("the young person, written down by {}", by.name),
        Voice::ParentCarer => "parent or carer",
        Voice::School => "school",
    };
    match by.name.is_empty() {
        true => who.to_owned(),
        false => format!("{}, {who}", by.name),
    }
}
