//! Everything that leaves the device: shares, codes, calendar, tables, sheets of paper, word processors.
//!
//! Each page makes what it hands out from a [`onward_core::exchange::share::Shared`], so that no private
//! line gets into it.

mod calendar;
mod codes;
mod line_words;
mod paper;
mod print;
mod sheet_view;
pub mod sheets;
mod table;
mod with;
mod word;

use leptos::prelude::*;
use onward_core::exchange::share::{Audience, Choice, Line, Listed, Shared, lines, share};
use onward_core::path::Packs;
use onward_core::plan::{Plan, PlanId};

use super::components::icon::Icon;
use super::pages::{not_found, with_plan};
use super::route::Route;
use super::{live, workspace};
use crate::content;
use crate::platform::clock;
use crate::workspace::Workspace;

/// A page of this area by the words of its address.
pub fn page(plan: Option<PlanId>, page: &str) -> AnyView {
    let Some(id) = plan else { return view! { <not_found::NotFound /> }.into_any() };
    let words: Vec<&str> = page.split('/').collect();
    let for_plan = |draw: fn(PlanId) -> AnyView| {
        let of = id.clone();
        with_plan(id.clone(), Box::new(move || draw(of.clone()))).into_any()
    };
    match words.as_slice() {
        ["share", "with"] => for_plan(|id| view! { <with::Audiences id=id /> }.into_any()),
        ["share", "with", audience] => match Audience::read(&audience.replace('-', "_")) {
            Some(audience) => {
                let of = id.clone();
                let draw = move || view! { <with::With id=of.clone() audience=audience /> }.into_any();
                with_plan(id, Box::new(draw)).into_any()
            }
            None => view! { <not_found::NotFound /> }.into_any(),
        },
        ["share", "calendar"] => for_plan(|id| view! { <calendar::Calendar id=id /> }.into_any()),
        ["share", "print"] => for_plan(|id| view! { <print::Print id=id /> }.into_any()),
        ["share", "table"] => for_plan(|id| view! { <table::Table id=id /> }.into_any()),
        ["share", "word"] => for_plan(|id| view! { <word::Word id=id /> }.into_any()),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}

/// The ways out of a plan, for the page that begins them all: words, what they are good for, icon, page.
pub const WAYS: [(&str, &str, &str, &str); 5] = [
    ("Share with someone", "You choose who, and see each line that goes.", "share", "share/with"),
    ("Print sheets", "For a meeting, for the wall, or to write on.", "printer", "share/print"),
    ("Put dates in a calendar", "One file, with two reminders for each date.", "calendar", "share/calendar"),
    ("Make a table", "Steps and actions for a spreadsheet.", "table", "share/table"),
    ("Make a Word document", "The sheets as a document you can change.", "file", "share/word"),
];

/// The ways out as links.
#[component]
pub fn Ways(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let links = WAYS
        .into_iter()
        .map(|(words, about, icon, page)| {
            let href = Route::of_plan(&id, page).href();
            view! {
                <li>
                    <a class="way-out card" href=href>
                        <Icon name=icon />
                        <span><strong>{words}</strong><span class="quiet">{about}</span></span>
                    </a>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="ways-out">{links}</ul> }
}

/// The packs that hold for a plan.
fn packs_of(plan: &Plan) -> Packs<'static> {
    Packs::for_council(content::spine(), plan.council.value.as_deref())
}

/// The plan for the family's own paper: all but private records. `None` if it is gone.
fn own_share(workspace: Workspace, id: &PlanId) -> Option<Shared> {
    workspace.plans.with(|plans| {
        let plan = &plans.get(id)?.plan;
        Some(share(plan, &Choice::own(plan), packs_of(plan)))
    })
}

/// How many records stay at home because they are private, in words.
fn private_note(id: PlanId) -> AnyView {
    let workspace = workspace();
    live(move || {
        let count = workspace.plans.with(|plans| {
            let lines = lines(&plans.get(&id)?.plan);
            let is_private = |listed: &&Listed| listed.is_private && matches!(listed.line, Line::Record(_));
            Some(lines.iter().filter(is_private).count())
        });
        match count.unwrap_or_default() {
            0 => None,
            1 => Some("1 private line is left out.".to_owned()),
            count => Some(format!("{count} private lines are left out.")),
        }
        .map(|words| view! { <p class="quiet">{words}</p> }.into_any())
    })
}

/// A link back to the page that begins all ways out.
fn back(id: &PlanId) -> AnyView {
    let href = Route::of_plan(id, "share").href();
    view! { <a class="back" href=href>"‹ Save and share"</a> }.into_any()
}

/// Today in the names of files.
fn day_in_name() -> String {
    onward_core::calendar::iso(clock::today())
}
