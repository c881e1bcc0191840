//! Keeping a plan safe: copies as files, opening one with a look before anything is touched, combining
//! field by field, earlier states, the bin, the lock of this device, and deleting everything.
//!
//! What *leaves* for other people is not here; a copy is for the person themselves, and complete.

mod bin;
mod choosing;
mod cipher;
mod combine;
mod delete;
mod differences;
mod folder;
mod history;
pub mod hub;
mod lock;
mod open;
pub mod passphrase;
mod unlock;

use leptos::prelude::*;
use onward_core::path::Packs;
use onward_core::plan::{Plan, PlanId};

use super::pages::{not_found, with_plan};
use super::route::Route;
use super::{share, workspace};
use crate::content;
use crate::workspace::Opening;

/// Draws a page of the part [`Share`](super::parts::Part::Share). While the device is locked its pages
/// stand in place of every page of a plan; deleting everything can be reached all the same.
pub fn draw(route: Route) -> AnyView {
    let Route::Page { plan, page, .. } = route else {
        return view! { <not_found::NotFound /> }.into_any();
    };
    if workspace().opening.get_untracked() == Opening::Locked && page != "delete" {
        return view! { <unlock::Unlock /> }.into_any();
    }
    let leaving = || share::page(plan.clone(), &page);
    self::page(plan.clone(), &page)
        .or_else(leaving)
        .unwrap_or_else(|| view! { <not_found::NotFound /> }.into_any())
}

/// A page of this area by the words of its address; `None` if there is no such page here.
fn page(plan: Option<PlanId>, page: &str) -> Option<AnyView> {
    let draw: fn(PlanId) -> AnyView = match (&plan, page) {
        (None, "open") => return Some(view! { <open::Open /> }.into_any()),
        (None, "folder") => return Some(view! { <folder::TeamFolder /> }.into_any()),
        (None, "lock") => return Some(view! { <lock::Lock /> }.into_any()),
        (None, "delete") => return Some(view! { <delete::Delete /> }.into_any()),
        (Some(_), "share") => |id| view! { <hub::Hub id=id /> }.into_any(),
        (Some(_), "share/combine") => |id| view! { <combine::Combine id=id /> }.into_any(),
        (Some(_), "share/choose") => |id| view! { <choosing::Choose id=id /> }.into_any(),
        (Some(_), "history") => |id| view! { <history::History id=id /> }.into_any(),
        (Some(_), "bin") => |id| view! { <bin::Bin id=id /> }.into_any(),
        _ => return None,
    };
    let id = plan?;
    let of = id.clone();
    Some(with_plan(id, Box::new(move || draw(of.clone()))).into_any())
}

fn packs_of(plan: &Plan) -> Packs<'static> {
    Packs::for_council(content::spine(), plan.council.value.as_deref())
}

/// A link back to the page that begins all this.
fn back_to_hub(id: &PlanId) -> AnyView {
    let href = Route::of_plan(id, "share").href();
    view! { <a class="back" href=href>"‹ Save and share"</a> }.into_any()
}

/// "1 plan", "2 plans".
fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
