//! What was agreed at meetings and is still to do, in a few lines on the path.

use leptos::prelude::*;
use onward_core::calendar::date_short;
use onward_core::meeting::open_actions;
use onward_core::plan::PlanId;

use crate::ui::route::Route;
use crate::ui::{live, workspace};

/// The most lines.
const MOST: usize = 4;

/// The soonest actions, and the way to all of them. Nothing where there are none.
#[component]
pub fn Agreed(
    /// The plan.
    id: PlanId,
) -> impl IntoView {
    let workspace = workspace();
    live(move || {
        let rows = workspace.plans.with(|plans| {
            let actions = open_actions(&plans.get(&id)?.plan);
            let rows = actions.iter().take(MOST).map(|action| {
                let by = action.by().map(|day| [", by ", &date_short(day)].concat());
                let words = [action.who(), " ", action.what(), by.as_deref().unwrap_or_default()].concat();
                view! { <li>{words}</li> }.into_any()
            });
            (!actions.is_empty()).then(|| rows.collect_view())
        })?;
        Some(
            view! {
                <section class="card stack">
                    <h2>"Agreed at meetings"</h2>
                    <ul class="lines">{rows}</ul>
                    <a href=Route::of_plan(&id, "meetings").href()>"All meetings"</a>
                </section>
            }
            .into_any(),
        )
    })
}
