//! Keeping a plan safe: a copy as a file, and what the browser promises.

use leptos::prelude::*;
use onward_core::calendar::{date_short, parse_iso, weeks_in_words};
use onward_core::plan::PlanId;

use super::with_plan;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::share::Ways;
use crate::ui::shell::save_copy;
use crate::ui::{live, on, workspace};

/// The page.
#[component]
pub fn SaveCopy(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    with_plan(id.clone(), Box::new(move || view! { <Copy id=id.clone() /> }.into_any()))
}

#[component]
fn Copy(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let outcome = RwSignal::new(None::<bool>);
    let ways = id.clone();
    let one = move |_| outcome.set(Some(save_copy(workspace, Some(&id))));
    let all = move |_| outcome.set(Some(save_copy(workspace, None)));
    let several = move || {
        workspace
            .plans
            .with(|plans| plans.values().filter(|held| held.plan.binned.value.is_none()).count() > 1)
    };
    let last = live(move || {
        let today = workspace.today.get();
        match workspace.last_copy.get().as_deref().and_then(parse_iso) {
            Some(day) => {
                format!("Last copy: {} ({}).", date_short(day), weeks_in_words((day - today).num_days()))
            }
            None => "No copy has been saved from this device yet.".to_owned(),
        }
    });
    view! {
        <div class="stack narrow">
            <Heading title="Save a copy">"Save a copy"</Heading>
            <p>
                "The plan lives in this browser. A browser can clear it, and a phone can be lost. A copy is a file that you keep: open it on the first page of Onward, on any device."
            </p>
            <p>"The copy holds everything in the plan, your notes too. Give it only to people who may read all of it."</p>
            <p><strong>{last}</strong></p>
            <div class="row">
                <button type="button" class="button" on:click=on(one)><Icon name="download" />"Save a copy of this plan"</button>
                {move || several().then(|| view! {
                    <button type="button" class="button button-quiet" on:click=on(all)>"Save a copy of all plans"</button>
                }.into_any())}
            </div>
            <p role="status">
                {move || outcome.get().map(|saved| if saved {
                    "The file is in your downloads."
                } else {
                    "The browser did not save the file. Try another browser, or print the path."
                })}
            </p>
            <h2>"Share, print and more"</h2>
            <Ways id=ways />
        </div>
    }
}
