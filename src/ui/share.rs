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
use leptos::task::spawn_local;
use onward_core::exchange::share::{Audience, Choice, Line, Listed, Shared, lines, share};
use onward_core::path::Packs;
use onward_core::plan::{Plan, PlanId};

use super::components::icon::Icon;
use super::pages::with_plan;
use super::route::Route;
use super::{live, workspace};
use crate::content;
use crate::platform::clock;
use crate::platform::files::{self, Kept};
use crate::ui::keep::hub::kept_words;
use crate::workspace::Workspace;

/// A page of this area by the words of its address; `None` if there is no such page here.
pub fn page(plan: Option<PlanId>, page: &str) -> Option<AnyView> {
    let id = plan?;
    let draw: fn(PlanId) -> AnyView = match page.strip_prefix("share/")? {
        "with" => |id| view! { <with::Audiences id=id /> }.into_any(),
        "calendar" => |id| view! { <calendar::Calendar id=id /> }.into_any(),
        "print" => |id| view! { <print::Print id=id /> }.into_any(),
        "table" => |id| view! { <table::Table id=id /> }.into_any(),
        "word" => |id| view! { <word::Word id=id /> }.into_any(),
        page => {
            let audience = Audience::read(&page.strip_prefix("with/")?.replace('-', "_"))?;
            let of = id.clone();
            let draw = move || view! { <with::With id=of.clone() audience=audience /> }.into_any();
            return Some(with_plan(id, Box::new(draw)).into_any());
        }
    };
    let of = id.clone();
    Some(with_plan(id, Box::new(move || draw(of.clone()))).into_any())
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

/// Gives the person a file, and says what became of it.
fn keep_file(outcome: RwSignal<Option<Kept>>, name: String, kind: &'static str, content: Content) {
    spawn_local(async move {
        let kept = match content {
            Content::Text(text) => files::keep(&name, kind, &text).await,
            Content::Bytes(bytes) => files::keep_bytes(&name, kind, &bytes).await,
        };
        outcome.set(Some(kept));
    });
}

/// What is in a file.
enum Content {
    Text(String),
    Bytes(Vec<u8>),
}

/// What became of a file, as a live region.
fn kept_view(outcome: RwSignal<Option<Kept>>) -> AnyView {
    let words = live(move || outcome.get().map(kept_words));
    view! { <p role="status">{words}</p> }.into_any()
}

/// Today in the names of files.
fn day_in_name() -> String {
    onward_core::calendar::iso(clock::today())
}
