//! The pages, one a file.

pub mod answer;
pub mod answers;
pub mod ask;
pub mod begin;
pub mod check;
pub mod guide;
pub mod more;
pub mod not_found;
pub mod places;
pub mod plan;
pub mod questions;
pub mod settings;
pub mod start;
pub mod step;

use leptos::prelude::*;
use onward_core::plan::{Plan, PlanId};

use super::components::heading::Heading;
use super::route::Route;
use super::{live, workspace};
use crate::workspace::Opening;

/// Shows a page of a plan once plans are read, or says that the plan is not on this device.
pub(in crate::ui) fn with_plan(id: PlanId, page: Box<dyn Fn() -> AnyView + Send + Sync>) -> impl IntoView {
    let workspace = workspace();
    let found = Memo::new(move |_| {
        let held = workspace.plans.with(|plans| plans.contains_key(&id));
        match (workspace.opening.get(), held) {
            (_, true) => Some(true),
            (Opening::Ready, false) => Some(false),
            (Opening::Reading | Opening::Locked, false) => None,
        }
    });
    live(move || match found.get() {
        Some(true) => page(),
        Some(false) => view! { <NoSuchPlan /> }.into_any(),
        None => view! { <p class="quiet">"Opening your plan …"</p> }.into_any(),
    })
}

#[component]
fn NoSuchPlan() -> impl IntoView {
    view! {
        <div class="stack">
            <Heading title="Plan not here">"This plan is not on this device"</Heading>
            <p>"It may be on another phone or computer, or in another browser. Plans stay where they were made."</p>
            <p>"If you saved a copy as a file, you can open it on the first page."</p>
            <p><a class="button" href=Route::Start.href()>"Go to the first page"</a></p>
        </div>
    }
}

/// What to call the child on this page.
pub fn name_of(plan: &Plan) -> String {
    plan.name.value.trim().to_owned()
}
