//! The pages of the part [`Questions`](crate::ui::parts::Part::Questions).

use leptos::prelude::*;

use super::{ask, begin, check};
use crate::ui::route::Route;

/// Draws a page of this part.
pub fn draw(route: Route) -> AnyView {
    match route {
        Route::Ask(question) => view! { <ask::Ask question=question /> }.into_any(),
        Route::Check => view! { <check::Check /> }.into_any(),
        _ => view! { <begin::Begin /> }.into_any(),
    }
}
