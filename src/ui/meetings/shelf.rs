//! What the packs hold for meetings and the charter, fetched once a visit and kept.

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::pack::library::MeetingShelf;
use wasm_bindgen_futures::spawn_local;

use crate::content;
use crate::platform::fetch;
use crate::ui::{live, on};

/// How far reading has got.
#[derive(Clone)]
enum State {
    Reading,
    Missing,
    Here(Arc<MeetingShelf>),
}

/// The shelf, as pages hold it.
#[derive(Clone, Copy)]
pub struct Shelf {
    state: RwSignal<State>,
}

impl Shelf {
    /// The shelf of this visit: read when the first page asks, and again after a failure.
    pub fn open() -> Self {
        thread_local! {
            // Kept between pages. A signal made under a page would end with it.
            static READ: std::cell::RefCell<Option<Arc<MeetingShelf>>> = const { std::cell::RefCell::new(None) };
        }
        let known = READ.with_borrow(Clone::clone);
        let shelf = Self { state: RwSignal::new(known.clone().map_or(State::Reading, State::Here)) };
        if known.is_none() {
            shelf.read(|read| READ.set(Some(read)));
        }
        shelf
    }

    fn read(self, keep: fn(Arc<MeetingShelf>)) {
        self.state.set(State::Reading);
        spawn_local(async move {
            let read = fetch::bytes(content::MEETINGS_FILE).await;
            let read = read.and_then(|bytes| content::read_meetings(&bytes)).map(Arc::new);
            if let Some(read) = &read {
                keep(read.clone());
            }
            // The page may have been left meanwhile.
            let _ = self.state.try_set(read.map_or(State::Missing, State::Here));
        });
    }

    /// What was read, as far as it is here.
    pub fn get(self) -> Option<Arc<MeetingShelf>> {
        self.state.with(|state| match state {
            State::Here(shelf) => Some(shelf.clone()),
            _ => None,
        })
    }

    /// A page that needs the shelf: shown once it is here, else why not, and a way to try again.
    pub fn show(self, page: impl Fn(Arc<MeetingShelf>) -> AnyView + Send + 'static) -> AnyView {
        let page: Box<dyn Fn(Arc<MeetingShelf>) -> AnyView + Send> = Box::new(page);
        live(move || match self.state.get() {
            State::Here(shelf) => page(shelf),
            State::Reading => view! { <p class="quiet">"Fetching …"</p> }.into_any(),
            State::Missing => view! {
                <div class="banner" role="status">
                    <div>
                        <p>
                            <strong>"This page’s questions and lists are not on this device yet."</strong>
                            " What you wrote is safe. Connect to the internet once, then try again."
                        </p>
                        <button type="button" class="button button-quiet" on:click=on(move |_| self.again())>"Try again"</button>
                    </div>
                </div>
            }
            .into_any(),
        })
    }

    fn again(self) {
        let fresh = Self::open();
        Effect::new(move |_| self.state.set(fresh.state.get()));
    }
}
