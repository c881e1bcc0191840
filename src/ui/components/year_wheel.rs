//! The dates of a year as a wheel: today at the top, each date a numbered mark whose shape says who set it.

use chrono::{Datelike, Months, NaiveDate};
use leptos::prelude::*;
use onward_core::drawing::{Point, WHEEL_SIZE, dates_on_wheel, month_on_wheel};
use onward_core::path::{Ahead, SetBy};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The mark of a date: a shape for who set it, with the date's number in the list.
fn mark(set_by: SetBy, number: usize, point: Point) -> AnyView {
    let (class, shape) = match set_by {
        SetBy::Law => ("mark mark-law", "M-10-10h20v20h-20z"),
        SetBy::Council => ("mark mark-council", "M-11 0a11 11 0 0 1 22 0a11 11 0 0 1-22 0z"),
        SetBy::Practice => ("mark mark-practice", "M0-14l13 22h-26z"),
        SetBy::Family => ("mark mark-family", "M0-14l14 14l-14 14l-14-14z"),
    };
    view! {
        <g class=class transform=format!("translate({} {})", point.x, point.y)>
            <path d=shape></path>
            <text text-anchor="middle" y="4">{number.to_string()}</text>
        </g>
    }
    .into_any()
}

/// The mark of a date beside its words in the list.
#[component]
pub fn DateMark(
    /// Who set the date.
    set_by: SetBy,
    /// Its number in the list.
    number: usize,
) -> impl IntoView {
    view! {
        <svg class="date-mark" viewBox="-15 -15 30 30" aria-hidden="true" focusable="false">
            {mark(set_by, number, Point { x: 0, y: 0 })}
        </svg>
    }
}

/// The wheel. Hidden from people who hear the page: the numbered list beside it says the same.
#[component]
pub fn YearWheel(
    /// Today.
    today: NaiveDate,
    /// The dates, soonest first.
    dates: Vec<(NaiveDate, SetBy)>,
) -> impl IntoView {
    let ahead = |day: NaiveDate| (day - today).num_days();
    let months = (1..=12)
        .filter_map(|months| today.with_day(1)?.checked_add_months(Months::new(months)))
        // Where two names would meet at the top, today has the place.
        .filter(|first| (14..=350).contains(&ahead(*first)))
        .map(|first| {
            let point = month_on_wheel(ahead(first));
            let name = MONTHS.get(first.month0() as usize).copied().unwrap_or_default();
            view! { <text class="wheel-month" text-anchor="middle" x=point.x.to_string() y=(point.y + 4).to_string()>{name}</text> }.into_any()
        })
        .collect_view();
    let days: Vec<i64> = dates.iter().map(|(day, _)| ahead(*day)).collect();
    let marks = dates_on_wheel(&days)
        .into_iter()
        .zip(&dates)
        .enumerate()
        .map(|(at, (point, (_, set_by)))| mark(*set_by, at + 1, point))
        .collect_view();
    view! {
        <svg class="wheel" viewBox=format!("0 0 {WHEEL_SIZE} {WHEEL_SIZE}") aria-hidden="true" focusable="false">
            <circle class="wheel-rim" cx="120" cy="120" r="94"></circle>
            <path class="wheel-today" d="M120 26v16"></path>
            <text class="wheel-month wheel-now" text-anchor="middle" x="120" y="17">"Today"</text>
            {months}
            {marks}
        </svg>
    }
}

/// Dates on the wheel of those ahead.
pub fn on_wheel(dates: &[Ahead<'_, '_>]) -> Vec<(NaiveDate, SetBy)> {
    dates.iter().map(|date| (date.day, date.set_by)).collect()
}
