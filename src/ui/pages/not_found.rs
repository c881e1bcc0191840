//! An address that leads nowhere.

use leptos::prelude::*;

use crate::ui::components::heading::Heading;
use crate::ui::route::Route;

/// Says so, and offers the way back.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="stack">
            <Heading title="Page not found">"There is no such page"</Heading>
            <p>"The address may be cut short. Your plans are safe."</p>
            <p><a class="button" href=Route::Start.href()>"Go to the first page"</a></p>
        </div>
    }
}
