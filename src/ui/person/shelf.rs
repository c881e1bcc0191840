//! What the packs hold for the young person's part: fetched when a page first asks, kept for the visit.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use onward_core::pack::library::PersonShelf;

use crate::content;
use crate::platform::fetch;
use crate::ui::components::heading::Heading;
use crate::ui::{live, on};

thread_local! {
    // Between pages: a signal made under a page would end with it.
    static READ: RefCell<Option<Arc<PersonShelf>>> = const { RefCell::new(None) };
}

/// What became of reading it.
#[derive(Clone)]
enum State {
    Reading,
    Here(Arc<PersonShelf>),
    Missing,
}

/// A page that needs the shelf: shown once it is here; else why not, and a way to try again.
pub fn with_shelf(page: impl Fn(Arc<PersonShelf>) -> AnyView + Send + 'static) -> AnyView {
    let page: Box<dyn Fn(Arc<PersonShelf>) -> AnyView + Send> = Box::new(page);
    let known = READ.with_borrow(Clone::clone);
    let state = RwSignal::new(known.map_or(State::Reading, State::Here));
    if matches!(state.get_untracked(), State::Reading) {
        spawn_local(read(state));
    }
    live(move || match state.get() {
        State::Here(shelf) => page(shelf),
        State::Reading => view! { <p class="quiet">"Fetching the ideas and pictures …"</p> }.into_any(),
        State::Missing => {
            let again = move |_| {
                state.set(State::Reading);
                spawn_local(read(state));
            };
            view! {
                <div class="stack">
                    <Heading title="Page not here yet">"This page is not on this device yet"</Heading>
                    <p>"What you wrote is safe. Connect to the internet once, then try again."</p>
                    <p><button type="button" class="button" on:click=on(again)>"Try again"</button></p>
                </div>
            }
            .into_any()
        }
    })
}

async fn read(state: RwSignal<State>) {
    let bytes = fetch::bytes(content::PERSON_FILE).await;
    let shelf = bytes.and_then(|bytes| content::read_person(&bytes)).map(Arc::new);
    if let Some(shelf) = &shelf {
        READ.set(Some(shelf.clone()));
    }
    let is_here = shelf.is_some();
    // The page may have been left meanwhile.
    let left = state.try_set(shelf.map_or(State::Missing, State::Here));
    if left.is_none() && is_here {
        request_animation_frame(|| crate::ui::app::arrive(0.0));
    }
}
