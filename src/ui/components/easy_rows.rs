//! Easy Read: a picture on the left, the words on the right, one idea a row (rule D13).

use leptos::prelude::*;
use onward_core::pack::EasyLine;

use crate::platform::address;
use crate::ui::comfort;
use crate::ui::words::named;

/// Rows of Easy Read. A picture has no text of its own: the words beside it say it.
#[component]
pub fn EasyRows(
    /// The lines.
    lines: Vec<EasyLine>,
    /// The child's name.
    name: String,
) -> impl IntoView {
    // Where no pictures are wanted, the style sheet hides them.
    let file = comfort().pictures().unwrap_or("pictures.svg");
    let rows = lines
        .into_iter()
        .map(|line| {
            let href = address::href(&["/", file, "#", &line.picture].concat());
            view! {
                <li>
                    <svg class="picture" aria-hidden="true" focusable="false"><use href=href></use></svg>
                    <p>{named(&line.words, &name)}</p>
                </li>
            }
            .into_any()
        })
        .collect_view();
    view! { <ul class="easy">{rows}</ul> }
}
