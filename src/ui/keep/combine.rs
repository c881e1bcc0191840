//! Combining a copy with the plan here, field by field. The state before is kept first, or nothing happens.

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::exchange::compare::{Comparison, Kind, Spot, compare};
use onward_core::exchange::restore::restore;
use onward_core::plan::{Plan, PlanId};
use wasm_bindgen_futures::spawn_local;

use super::choosing::{Choice, choice, edits};
use super::differences::{COPIES, list};
use super::open::{close, opened};
use crate::platform::storage::Moment;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, navigator, on, reading, workspace};
use crate::workspace::Back;

#[component]
pub fn Combine(id: PlanId) -> impl IntoView {
    let workspace = workspace();
    let navigator = navigator();
    let problem = RwSignal::new(None::<String>);
    let theirs = opened(&id);
    let to_open = Route::of_all("open").href();
    let body = live(move || {
        let Some(theirs) = theirs.clone() else {
            return view! {
                <p>"No copy of this plan is open. Open the file again."</p>
                <p><a class="button" href=Route::of_all("open").href()>"Open a copy"</a></p>
            }
            .into_any();
        };
        let Some(mine) = workspace.plans.with(|plans| plans.get(&id).map(|held| held.plan.clone())) else {
            return ().into_any();
        };
        let _ = reading().lens();
        let by = reading().author();
        let found = compare(&mine, &theirs);
        let mut both = mine.clone();
        both.merge(&theirs);
        let Some(summary) = found.summary() else {
            return view! { <p>"Nothing in the copy is new. Your plan has it all."</p> }.into_any();
        };
        let mut choices: Vec<Choice> = Vec::new();
        let mut rest = Comparison::default();
        for one in &found.differences {
            match (&one.spot, one.kind) {
                (Spot::One(place), Kind::ToChoose) => {
                    choices.push(Choice::new(place.clone(), one.sides.clone()));
                }
                _ => rest.differences.push(one.clone()),
            }
        }
        let shown =
            choices.iter().enumerate().map(|(at, one)| choice(&both, at, one, COPIES, &by)).collect_view();
        let others = list(&both, &rest, COPIES);
        let words = format!("Combined: {summary}");
        let id = id.clone();
        let combine = move |_| {
            let (id, theirs, choices, by, words) =
                (id.clone(), theirs.clone(), choices.clone(), by.clone(), words.clone());
            spawn_local(async move {
                if let Err(error) = workspace.keep_state(&id, Moment::Combine).await {
                    problem.set(Some(format!("{error} Nothing was combined.")));
                    return;
                }
                // As it is now: something may have been written while the state was kept.
                let Some(before) =
                    workspace.plans.with_untracked(|plans| plans.get(&id).map(|held| held.plan.clone()))
                else {
                    return;
                };
                let mut after = before.clone();
                after.merge(&theirs);
                for edit in edits(&after, &choices, &by) {
                    let stamp = workspace.stamp(after.latest_stamp());
                    // What may be settled is never refused; the rest stays to choose.
                    let _ = after.apply(edit, stamp);
                }
                let today = workspace.today.get_untracked();
                let back: Back =
                    Arc::new(move |now: &Plan, earlier: &Plan| restore(now, earlier, &by, today).edits);
                close();
                workspace.combined(before, after, back, words);
                navigator.go_in_place(Route::Plan(id));
            });
        };
        let has_rest = !rest.differences.is_empty();
        view! {
            <p><strong>{summary}</strong>"."</p>
            {(!choices_are_empty(&found)).then(|| view! {
                <section class="card stack" aria-labelledby="choose-title">
                    <h2 id="choose-title">"You choose"</h2>
                    <p>"Both of you wrote here. What you do not choose stays in the history."</p>
                    {shown}
                </section>
            }.into_any())}
            {has_rest.then(|| view! {
                <section class="card stack" aria-labelledby="rest-title">
                    <h2 id="rest-title">"Comes from the copy"</h2>
                    {others}
                </section>
            }.into_any())}
            <p>"Your plan as it is now is kept under Earlier states first. You can undo it afterwards."</p>
            <p class="field-error" role="alert">{move || problem.get()}</p>
            <button type="button" class="button" on:click=on(combine)>"Combine"</button>
        }
        .into_any()
    });
    view! {
        <div class="stack narrow">
            <a class="back" href=to_open>"‹ Open a copy"</a>
            <Heading title="Combine two copies">"Combine two copies"</Heading>
            {body}
        </div>
    }
}

fn choices_are_empty(found: &Comparison) -> bool {
    found.count(Kind::ToChoose) == 0
}
