//! The drawn way: Onward's mark, and how far along it a child is.

use leptos::prelude::*;
use onward_core::drawing::{Point, WAY_HEIGHT, WAY_WIDTH, curve, way};
use onward_core::path::Place;

/// The dotted way across the card of the first page.
#[component]
pub fn Way() -> impl IntoView {
    view! {
        <svg class="way" viewBox="0 0 200 120" aria-hidden="true" focusable="false">
            <path d="M5 110c60 0 50-60 100-60s40-50 90-45"></path>
        </svg>
    }
}

/// The stages of a path as points along a way: the part gone is solid, "you are here" and what comes next
/// are marked. Hidden from people who hear the page: the list of stages beside it says the same.
#[component]
pub fn DrawnWay(
    /// The stages' names and places, in order.
    stages: Vec<(&'static str, Place)>,
    /// Whether it is large enough for words.
    with_words: bool,
) -> impl IntoView {
    let points = way(stages.len());
    let here = stages.iter().position(|(_, place)| *place == Place::Here);
    let gone = here.map_or_else(
        || stages.iter().take_while(|(_, place)| *place == Place::Past).count(),
        |here| here + 1,
    );
    let stops = stages
        .iter()
        .zip(&points)
        .enumerate()
        .map(|(at, ((_, place), point))| {
            let (class, radius) = match place {
                Place::Past => ("stop stop-past", "5"),
                Place::Here => ("stop stop-here", "10"),
                Place::Ahead if at == gone => ("stop stop-next", "7"),
                Place::Ahead => ("stop", "5"),
            };
            view! { <circle class=class cx=point.x.to_string() cy=point.y.to_string() r=radius></circle> }
                .into_any()
        })
        .collect_view();
    let name = |at: usize| stages.get(at).map_or("", |(name, _)| *name);
    let last = stages.len().saturating_sub(1);
    let room = points.get(gone).zip(points.get(last)).is_some_and(|(next, last)| last.x - next.x > 100);
    let words = with_words.then(|| {
        let at = |at: usize| points.get(at).copied();
        let labels = [
            here.and_then(at).map(|point| label(point, -20, "You are here")),
            here.and_then(at).map(|point| label(point, 28, name(here.unwrap_or(0)))),
            at(gone).filter(|_| here.is_none()).map(|point| label(point, 26, name(gone))),
            at(last).filter(|_| room).map(|point| label(point, 24, name(last))),
        ];
        labels.into_iter().flatten().collect_view()
    });
    let class = if with_words { "drawn-way" } else { "way way-own" };
    view! {
        <svg class=class viewBox=format!("0 0 {WAY_WIDTH} {WAY_HEIGHT}") aria-hidden="true" focusable="false">
            <path class="way-all" d=curve(&points, points.len())></path>
            <path class="way-gone" pathLength="1" d=curve(&points, gone)></path>
            {stops}
            {words}
        </svg>
    }
}

fn label(point: Point, below: i32, words: &'static str) -> AnyView {
    // Near an end the words would leave the picture.
    let (anchor, x) = match point.x {
        ..60 => ("start", 4),
        300.. => ("end", WAY_WIDTH - 4),
        x => ("middle", x),
    };
    view! { <text class="way-label" text-anchor=anchor x=x.to_string() y=(point.y + below).to_string()>{words}</text> }.into_any()
}
