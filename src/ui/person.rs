//! The young person's part of a plan: goals, the readiness check, the countdown to a new place. A part of
//! the app of its own, fetched when somebody first opens one of its pages.
//!
//! [`draw`] is its entry, [`page`] its table: the words of an address after the plan, and the page for them. What its pages
//! need of the packs is read by [`shelf`].

mod countdown;
mod goal;
mod goals;
mod here;
mod new_goal;
mod pick;
mod readiness;
mod shelf;
mod way;

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::pack::library::PersonShelf;
use onward_core::plan::{PlanId, RecordId};

use super::pages::{not_found, with_plan};
use super::route::{Area, Route};
use here::Here;

/// Draws a page of this part.
pub fn draw(route: Route) -> AnyView {
    match route {
        Route::Page { area: Area::Person, plan, page: words } => page(plan, &words),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// The page of this part at an address: `goals`, `goals/new/health`, `readiness/compare`.
pub fn page(plan: Option<PlanId>, page: &str) -> AnyView {
    let Some(plan) = plan else { return view! { <not_found::NotFound /> }.into_any() };
    let (page, id) = (page.to_owned(), plan.clone());
    with_plan(
        plan,
        Box::new(move || {
            let (page, id) = (page.clone(), id.clone());
            shelf::with_shelf(move |shelf| of_shelf(id.clone(), shelf, &page))
        }),
    )
    .into_any()
}

fn of_shelf(plan: PlanId, shelf: Arc<PersonShelf>, page: &str) -> AnyView {
    let here = Here::new(plan, shelf);
    let words: Vec<&str> = page.split('/').filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        ["goals"] => goals::page(here),
        ["goals", "ideas"] => new_goal::ideas_page(here),
        ["goals", "sheet"] => goals::sheet(here),
        ["goals", "new", rest @ ..] => new_goal::page(here, rest),
        ["goals", goal, rest @ ..] => goal::page(here, RecordId::new(*goal), rest),
        ["readiness"] => readiness::page(here),
        ["readiness", "compare"] => readiness::compare_page(here),
        ["readiness", "sheet"] => readiness::sheet(here),
        ["countdown"] => countdown::page(here),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}
