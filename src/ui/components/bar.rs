//! How many of a number of steps are done, as a bar and in words.

use leptos::prelude::*;

/// A bar; the words beside it say the same.
#[component]
pub fn Bar(
    /// Done.
    done: usize,
    /// All.
    all: usize,
) -> impl IntoView {
    // An SVG, because the page's policy allows no style attributes.
    let width = (done * 100).checked_div(all).unwrap_or(0);
    view! {
        <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="bar-all" width="100" height="4"></rect>
            <rect class="bar-done" width=width.to_string() height="4"></rect>
        </svg>
    }
}
