//! Meetings, the charter, and what to do when something is late or wrong: a part of the app of its own,
//! fetched when somebody first opens one of its pages.
//!
//! [`draw`] is its entry. What its pages need of the packs is read by [`shelf`].

mod charter;
mod disagree;
mod field;
mod hand_over;
mod here;
mod list;
mod message;
mod new;
mod papers;
mod prepare;
mod run;
mod shelf;
mod type_in;

use leptos::prelude::*;
use onward_core::meeting::Meeting;
use onward_core::plan::PlanId;

use self::here::Here;
use self::shelf::Shelf;
use super::components::heading::Heading;
use super::pages::{not_found, with_plan};
use super::route::Route;
use super::{live, workspace};

/// The page of this part at an address: `meetings/x/run`, `charter`.
pub fn draw(route: Route) -> AnyView {
    let Route::Page { plan: Some(plan), page, .. } = route else { return nothing() };
    with_plan(plan.clone(), Box::new(move || of_plan(plan.clone(), &page))).into_any()
}

fn of_plan(plan: PlanId, page: &str) -> AnyView {
    let words: Vec<&str> = page.split('/').collect();
    match words.as_slice() {
        ["meetings"] => of_meeting(plan, "", list::page),
        ["meetings", "new"] => of_meeting(plan, "", new::page),
        ["meetings", id] => of_meeting(plan, id, prepare::page),
        ["meetings", id, "run"] => of_meeting(plan, id, run::page),
        ["meetings", id, "hand-over"] => of_meeting(plan, id, hand_over::page),
        ["meetings", id, "type-in"] => of_meeting(plan, id, type_in::page),
        ["charter"] => of_meeting(plan, "", charter::page),
        ["charter", "sheet"] => of_meeting(plan, "", charter::sheet),
        ["messages"] => of_meeting(plan, "", message::all),
        ["message", step] => with_word(plan, step, message::page),
        ["disagree"] => of_meeting(plan, "", disagree::all),
        ["disagree", decision] => with_word(plan, decision, disagree::page),
        _ => nothing(),
    }
}

/// A page about something that its address names.
fn with_word(plan: PlanId, word: &str, page: fn(Here, String) -> AnyView) -> AnyView {
    let word = word.to_owned();
    Shelf::open().show(move |shelf| page(Here::new(plan.clone(), "", shelf), word.clone()))
}

fn nothing() -> AnyView {
    view! { <not_found::NotFound /> }.into_any()
}

/// A page of one meeting, or with an empty id of all of them.
fn of_meeting(plan: PlanId, meeting: &str, page: fn(Here) -> AnyView) -> AnyView {
    let meeting = meeting.to_owned();
    let shelf = Shelf::open();
    let found = {
        let (workspace, plan, meeting) = (workspace(), plan.clone(), meeting.clone());
        Memo::new(move |_| {
            let is_there = |plans: &litemap::LiteMap<PlanId, crate::workspace::Held>| {
                plans.get(&plan).is_some_and(|held| Meeting::of(&held.plan, &meeting).is_some())
            };
            meeting.is_empty() || workspace.plans.with(is_there)
        })
    };
    shelf.show(move |shelf| {
        let here = Here::new(plan.clone(), &meeting, shelf);
        live(move || if found.get() { page(here) } else { no_such_meeting(here) })
    })
}

fn no_such_meeting(here: Here) -> AnyView {
    view! {
        <div class="stack">
            <Heading title="Meeting not here">"This meeting is not in this plan"</Heading>
            <p>"It may have been taken away, or be in a copy on another device."</p>
            <p><a class="button" href=here.href("meetings")>"All meetings"</a></p>
        </div>
    }
    .into_any()
}
