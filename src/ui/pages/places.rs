//! Every place of a plan, for screens whose bar has no room for them.

use leptos::prelude::*;
use onward_core::plan::PlanId;

use super::with_plan;
use crate::ui::components::heading::Heading;
use crate::ui::components::icon::Icon;
use crate::ui::route::Route;
use crate::ui::shell::places;

/// The page.
#[component]
pub fn Places(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    with_plan(id.clone(), Box::new(move || view! { <All id=id.clone() /> }.into_any()))
}

#[component]
fn All(id: PlanId) -> impl IntoView {
    let of_plan = places(&id).into_iter().map(|(words, _, icon, _, target)| (words, icon, target));
    let others = [
        ("All plans", "school", Route::Start),
        ("Guide", "book", Route::Guide(String::new())),
        ("Settings", "settings", Route::Settings),
    ];
    let links = of_plan
        .chain(others)
        .map(|(words, icon, target)| {
            view! { <li><a class="place card" href=target.href()><Icon name=icon />{words}</a></li> }
                .into_any()
        })
        .collect_view();
    view! {
        <div class="stack">
            <Heading title="More">"More of this plan"</Heading>
            <ul class="places">{links}</ul>
        </div>
    }
}
