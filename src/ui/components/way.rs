//! The drawn way: Onward's mark.

use leptos::prelude::*;

/// The dotted way across the card that says what is next.
#[component]
pub fn Way() -> impl IntoView {
    view! {
        <svg class="way" viewBox="0 0 200 120" aria-hidden="true" focusable="false">
            <path d="M5 110c60 0 50-60 100-60s40-50 90-45"></path>
        </svg>
    }
}
