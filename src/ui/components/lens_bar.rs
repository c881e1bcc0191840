//! The switch between the lenses, and the one for Easy Read: at the top of every page of a plan.

use leptos::prelude::*;

use crate::ui::lens::Lens;
use crate::ui::{live, on, reading};

/// Both switches. They stand outside the page, so that the focus stays on them while it is drawn anew.
#[component]
pub fn LensBar(
    /// Whether a plan is open, so that there is something to see in another way.
    has_plan: Memo<bool>,
    /// Whether the page has an Easy Read of its own.
    has_easy_read: Memo<bool>,
) -> impl IntoView {
    let reading = reading();
    let lenses = move || {
        has_plan.get().then(|| {
            let choices = Lens::ALL
                .into_iter()
                .map(|lens| {
                    view! {
                        <div class="lens">
                            <input
                                type="radio"
                                name="lens"
                                id=lens.word()
                                prop:checked=move || reading.lens() == lens
                                on:change=on(move |_| reading.switch(lens))
                            />
                            <label for=lens.word()>{lens.name()}</label>
                        </div>
                    }
                    .into_any()
                })
                .collect_view();
            view! {
                <fieldset class="lenses">
                    <legend class="heard-only">"Show this plan for"</legend>
                    {choices}
                </fieldset>
            }
            .into_any()
        })
    };
    let young = Memo::new(move |_| has_easy_read.get() && reading.has_easy_read_switch());
    let easy_read = move || {
        young.get().then(|| {
            view! {
                <button
                    type="button"
                    class="easy-switch"
                    aria-pressed=move || if reading.easy_read() { "true" } else { "false" }
                    on:click=on(move |_| reading.switch_easy_read())
                >
                    "Easy Read"
                </button>
            }
            .into_any()
        })
    };
    view! { <div class="lens-bar">{live(lenses)}{live(easy_read)}</div> }
}
