//! What is wrong with an answer, at the top of the page, with a way to the field.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::{live, on};

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the field.
    pub field: &'static str,
    /// What is wrong and what to do, the same words as beside the field.
    pub words: String,
}

/// Takes the focus when it appears, so that it is heard first (GOV.UK error summary pattern).
#[component]
pub fn ErrorSummary(
    /// What is wrong; nothing is shown while it is `None`.
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        let title = document.title();
        let plain = title.strip_prefix("Error: ").unwrap_or(&title).to_owned();
        if problem.get().is_some() {
            document.set_title(&format!("Error: {plain}"));
            request_animation_frame(move || {
                if let Some(node) = node.get_untracked() {
                    let _ = node.focus();
                }
            });
        } else if plain != title {
            document.set_title(&plain);
        }
    });
    live(move || {
        problem.get().map(|problem| {
            let to_field = move |event: leptos::ev::MouseEvent| {
                event.prevent_default();
                let document = web_sys::window().and_then(|window| window.document());
                if let Some(field) = document.and_then(|document| document.get_element_by_id(problem.field)) {
                    use wasm_bindgen::JsCast;
                    field.scroll_into_view();
                    if let Ok(field) = field.dyn_into::<web_sys::HtmlElement>() {
                        let _ = field.focus();
                    }
                }
            };
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>"There is a problem"</h2>
                    <p><a href=format!("#{}", problem.field) on:click=on(to_field)>{problem.words.clone()}</a></p>
                </div>
            }.into_any()
        })
    })
}
