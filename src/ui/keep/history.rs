//! Earlier states of a plan: what going back would change, before it does.

use leptos::prelude::*;
use onward_core::calendar::date_in_words;
use onward_core::exchange::restore::restore;
use onward_core::plan::{Plan, PlanId};
use wasm_bindgen_futures::spawn_local;

use super::differences::{STATES, list};
use super::{back_to_hub, counted};
use crate::platform::clock;
use crate::platform::storage::Moment;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, navigator, on, reading, workspace};
use crate::workspace::State;

fn moment_words(moment: Moment) -> &'static str {
    match moment {
        Moment::Sitting => "Before you went on writing",
        Moment::Combine => "Before you combined two copies",
        Moment::Restore => "Before you went back to an earlier state",
        Moment::Migration => "Before an update of Onward",
    }
}

#[component]
pub fn History(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let states = RwSignal::new(None::<Result<Vec<State>, String>>);
    let back = back_to_hub(&id);
    let of = id.clone();
    spawn_local(async move {
        states.try_set(Some(workspace.states(&of).await.map_err(|error| error.to_string())));
    });
    let body = live(move || match states.get() {
        None => view! { <p class="quiet">"Reading …"</p> }.into_any(),
        Some(Err(words)) => view! { <p class="field-error">{words}</p> }.into_any(),
        Some(Ok(states)) if states.is_empty() => view! {
            <p>{if workspace.memory_only.get() {
                "On this device nothing is kept, so there are no earlier states."
            } else {
                "There is no earlier state yet. One is kept each time you begin to write."
            }}</p>
        }
        .into_any(),
        Some(Ok(states)) => {
            let items = states
                .into_iter()
                .map(|state| view! { <Earlier id=id.clone() state=state /> }.into_any())
                .collect_view();
            view! { <ul class="states">{items}</ul> }.into_any()
        }
    });
    view! {
        <div class="stack narrow">
            {back}
            <Heading title="Earlier states">"Earlier states"</Heading>
            <p>"Onward keeps the last ten states of a plan, and how it was before you combined or went back."</p>
            {body}
        </div>
    }
}

#[component]
fn Earlier(id: PlanId, state: State) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let when = clock::moment(state.at)
        .map_or_else(|| "Some time ago".to_owned(), |(day, time)| format!("{}, {time}", date_in_words(day)));
    let why = moment_words(state.moment);
    let Some(plan) = state.plan else {
        return view! {
            <li class="card stack"><h2>{when}</h2><p>"This state can no longer be read."</p></li>
        }
        .into_any();
    };
    let look = move |_| is_open.update(|open| *open = !*open);
    let heard = format!("See what would change: {when}");
    let changes = live(move || {
        is_open.get().then(|| view! { <Changes id=id.clone() earlier=plan.clone() /> }.into_any())
    });
    view! {
        <li class="card stack">
            <h2>{when}</h2>
            <p>{why}</p>
            <button type="button" class="button button-quiet" aria-expanded=move || is_open.get().to_string() aria-label=heard on:click=on(look)>
                "See what would change"
            </button>
            {changes}
        </li>
    }
    .into_any()
}

#[component]
fn Changes(id: PlanId, earlier: Plan) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let problem = RwSignal::new(None::<String>);
    live(move || {
        let now = workspace.plans.with(|plans| plans.get(&id).map(|held| held.plan.clone()))?;
        let _ = reading().lens();
        let by = reading().author();
        let today = workspace.today.get();
        let back = restore(&now, &earlier, &by, today);
        let stays = (back.stays > 0).then(|| {
            format!(
                "{} as now: only the young person changes their own words.",
                counted(back.stays, "place stays", "places stay")
            )
        });
        let stays = stays.map(|words| view! { <p class="note">{words}</p> }.into_any());
        let Some(summary) = back.comparison.summary() else {
            return Some(
                view! { <p>"Nothing would change: the plan is as it was then."</p>{stays} }.into_any(),
            );
        };
        let mut both = now;
        both.merge(&earlier);
        let shown = list(&both, &back.comparison, STATES);
        let (of, edits) = (id.clone(), back.edits);
        let go_back = move |_| {
            let (id, edits) = (of.clone(), edits.clone());
            spawn_local(async move {
                if let Err(error) = workspace.keep_state(&id, Moment::Restore).await {
                    problem.set(Some(format!("{error} Nothing was changed.")));
                    return;
                }
                workspace.edit(&id, edits, "Went back to an earlier state");
                navigator.go_in_place(Route::Plan(id));
            });
        };
        Some(
            view! {
                <p><strong>{summary}</strong>"."</p>
                {shown}
                {stays}
                <p class="field-error" role="alert">{move || problem.get()}</p>
                <button type="button" class="button" on:click=on(go_back)>"Go back to this state"</button>
            }
            .into_any(),
        )
    })
}
