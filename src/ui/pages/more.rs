//! The pages of the part [`More`](crate::ui::parts::Part::More).

use leptos::prelude::*;

use super::{answer, answers, guide, not_found, places, settings};
use crate::ui::route::Route;

/// Draws a page of this part.
pub fn draw(route: Route) -> AnyView {
    match route {
        Route::Answers(id) => view! { <answers::Answers id=id /> }.into_any(),
        Route::Answer(id, fact) => view! { <answer::Answer id=id fact=fact /> }.into_any(),
        Route::More(id) => view! { <places::Places id=id /> }.into_any(),
        Route::Guide(page) => {
            let page = page.split('#').next().unwrap_or_default().to_owned();
            view! { <guide::Guide page=page /> }.into_any()
        }
        Route::Settings => view! { <settings::Settings /> }.into_any(),
        _ => view! { <not_found::NotFound /> }.into_any(),
    }
}
