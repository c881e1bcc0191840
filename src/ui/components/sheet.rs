//! A sheet of paper: what is printed of a plan for a meeting or a wall. On the screen it looks like a page;
//! on paper it begins a page of its own and carries the name, so that no sheet goes astray.

use leptos::prelude::*;
use onward_core::calendar::date_in_words;

use crate::ui::workspace;

/// One sheet, with its heading, whose it is and the day it was printed.
#[component]
pub fn Sheet(
    /// The heading.
    #[prop(into)]
    title: String,
    /// The name on the sheet.
    #[prop(into)]
    name: String,
    /// What is on it.
    children: Children,
) -> impl IntoView {
    let printed = format!("{name} · {}", date_in_words(workspace().today.get_untracked()));
    let heard = title.clone();
    view! {
        <section class="sheet" aria-label=heard>
            <header class="sheet-head">
                <h2>{title}</h2>
                <p>{printed}</p>
            </header>
            {children()}
        </section>
    }
}

/// A line or a box to write on by hand.
#[component]
pub fn Room(
    /// How many lines.
    lines: usize,
) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <span class="sheet-line"></span> }.into_any()).collect_view();
    view! { <div class="sheet-room" aria-hidden="true">{lines}</div> }
}
