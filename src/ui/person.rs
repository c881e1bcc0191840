//! The young person's part of a plan: goals, the readiness check, the countdown to a new place. A part of
//! the app of its own, fetched when somebody first opens one of its pages.
//!
//! [`draw`] is its entry, [`page`] its table: the words of an address after the plan, and the page for them. What its pages
//! need of the packs is read by [`shelf`].

mod about;
mod about_page;
mod check_ins;
mod circle;
mod countdown;
mod goal;
mod goals;
mod here;
mod line;
mod new_goal;
mod paper;
mod pick;
mod readiness;
mod record_form;
mod said;
mod shelf;
mod views;
mod way;

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::calendar::parse_iso;
use onward_core::pack::library::PersonShelf;
use onward_core::plan::{PlanId, RecordId};

use super::components::heading::Heading;
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
        ["about" | "views" | "said" | "check-ins", ..] => about_them(here, &words),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// Pages about the person, their views, what was answered, and how a new place is going.
fn about_them(here: Here, words: &[&str]) -> AnyView {
    match words {
        ["about"] => about::page(here),
        ["about", page] => about_page::page(here, page),
        ["about", page, "sheet"] => about_page::sheet(here, page),
        ["views"] => views::page(here),
        ["views", occasion] => views::occasion_page(here, occasion),
        ["views", occasion, "look"] => views::look(here, occasion),
        ["views", occasion, question] => views::question(here, occasion, question),
        ["said"] => said::page(here),
        ["said", "sheet"] => said::sheet_page(here),
        ["check-ins"] => check_ins::page(here),
        ["check-ins", day, rest @ ..] => match (parse_iso(day), rest) {
            (Some(starts), [check_in]) => check_ins::one(here, starts, check_in),
            (Some(starts), [check_in, "sheet"]) => check_ins::sheet_page(here, starts, check_in),
            _ => not_here(here, "check-ins", "How it is going"),
        },
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// A page of this part that is not there, and the way to the one above it.
fn not_here(here: Here, above: &str, name: &'static str) -> AnyView {
    view! {
        <div class="stack">
            <Heading title="No such page">"There is no such page here"</Heading>
            <p><a class="button" href=here.href(above)>{name}</a></p>
        </div>
    }
    .into_any()
}
