//! The page's heading: the one place that sets the window's title.

use leptos::prelude::*;

/// The `h1` of a page.
#[component]
pub fn Heading(
    /// The window's title, without anything personal.
    #[prop(into)]
    title: Signal<String>,
    /// The heading's words.
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{} - Onward", title.get()));
        }
    });
    // Focus comes here on each change of page; it is not a stop for the Tab key.
    view! { <h1 tabindex="-1">{children()}</h1> }
}
