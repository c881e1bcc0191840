//! A picture from the sprite, beside words that say the same.

use leptos::prelude::*;

use crate::platform::address;

/// An icon by its name in `style/icons.txt`. Hidden from people who hear the page: the words stand beside it.
#[component]
pub fn Icon(
    /// The name.
    name: &'static str,
) -> impl IntoView {
    let href = address::href(&format!("/icons.svg#{name}"));
    view! { <svg class="icon" aria-hidden="true" focusable="false"><use href=href></use></svg> }
}
