//! Deleting everything: one place, which says what goes and leaves nothing.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::counted;
use crate::platform::window;
use crate::ui::components::heading::Heading;
use crate::ui::route::Route;
use crate::ui::{live, on, workspace};

#[derive(Clone, PartialEq)]
enum Stage {
    Asking,
    Sure,
    Gone,
    Failed(String),
}

#[component]
pub fn Delete() -> impl IntoView {
    let workspace = workspace();
    let stage = RwSignal::new(Stage::Asking);
    let app_too = RwSignal::new(false);
    let delete = move |_| {
        let app_too = app_too.get_untracked();
        spawn_local(async move {
            stage.set(match workspace.delete_everything().await {
                Ok(()) => {
                    if app_too {
                        window::call("onwardForget", "");
                    }
                    Stage::Gone
                }
                Err(error) => Stage::Failed(error.to_string()),
            });
        });
    };
    let plans = move || match workspace.plans.with(|plans| plans.len()) {
        0 => "Every plan, also one you cannot open now.".to_owned(),
        count => {
            format!("{}, with notes, goals and everything else in them.", counted(count, "plan", "plans"))
        }
    };
    let body = live(move || match stage.get() {
        Stage::Gone => view! {
            <p role="status">"Everything is deleted. Nothing of yours is on this device any more."</p>
            <p>"Files you saved are still where you saved them. Delete them yourself if you want to."</p>
            <p><a class="button" rel="external" href=Route::Start.href()>"Start again"</a></p>
        }
        .into_any(),
        now => {
            let is_sure = now == Stage::Sure;
            let words = match now {
                Stage::Failed(words) => Some(words),
                _ => None,
            };
            view! {
                <p>"This is what goes from this device:"</p>
                <ul class="lines">
                    <li>{plans()}</li>
                    <li>"Earlier states, and what is in the bin."</li>
                    <li>"The lock, if there is one."</li>
                    <li>"Your reading settings."</li>
                </ul>
                <p>"It cannot be undone. Save a copy first if you may want it again."</p>
                <p class="tick">
                    <input id="app-too" type="checkbox" prop:checked=app_too on:change=on(move |event| app_too.set(event_target_checked(&event))) />
                    <label for="app-too">"Take away Onward’s own files as well. It then needs a connection to open."</label>
                </p>
                <p class="field-error" role="alert">{words}</p>
                <div class="row">
                    {if is_sure {
                        view! { <button type="button" class="button button-problem" on:click=on(delete)>"Yes, delete everything"</button> }.into_any()
                    } else {
                        view! { <button type="button" class="button" on:click=on(move |_| stage.set(Stage::Sure))>"Delete everything"</button> }.into_any()
                    }}
                </div>
            }.into_any()
        }
    });
    view! {
        <div class="stack narrow">
            <a class="back" href=Route::Start.href()>"‹ First page"</a>
            <Heading title="Delete everything">"Delete everything"</Heading>
            {body}
        </div>
    }
}
