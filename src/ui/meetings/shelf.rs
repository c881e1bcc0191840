//! What the packs hold for meetings and the charter, fetched once a visit and kept.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use onward_core::pack::library::MeetingShelf;
use wasm_bindgen_futures::spawn_local;

use crate::platform::fetch;
use crate::ui::{live, on};

/// Name of the file beside the app, made at build time from its content.
const FILE: &str = env!("ONWARD_MEETINGS");

/// How far reading has got.
#[derive(Clone)]
enum State {
    Reading,
    Missing,
    Here(Arc<MeetingShelf>),
}

thread_local! {
    // Kept between pages: a signal made under a page ends with it.
    static READ: RefCell<Option<Arc<MeetingShelf>>> = const { RefCell::new(None) };
}

/// The shelf, as pages hold it.
#[derive(Clone, Copy)]
pub struct Shelf {
    state: RwSignal<State>,
}

impl Shelf {
    /// The shelf of this visit: read when the first page asks.
    pub fn open() -> Self {
        let known = READ.with_borrow(Clone::clone);
        let is_known = known.is_some();
        let shelf = Self { state: RwSignal::new(known.map_or(State::Reading, State::Here)) };
        if !is_known {
            shelf.read();
        }
        shelf
    }

    fn read(self) {
        spawn_local(async move {
            let bytes = fetch::bytes(FILE).await;
            let read =
                bytes.and_then(|bytes| postcard::from_bytes::<MeetingShelf>(&bytes).ok()).map(Arc::new);
            if let Some(read) = &read {
                READ.set(Some(read.clone()));
            }
            // The page may have been left meanwhile.
            let _ = self.state.try_set(read.map_or(State::Missing, State::Here));
        });
    }

    /// A page that needs the shelf: shown once it is here, else why not, and a way to try again.
    pub fn show(self, page: impl Fn(Arc<MeetingShelf>) -> AnyView + Send + 'static) -> AnyView {
        let page: Box<dyn Fn(Arc<MeetingShelf>) -> AnyView + Send> = Box::new(page);
        live(move || {
            match self.state.get() {
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
        }
        })
    }

    fn again(self) {
        self.state.set(State::Reading);
        self.read();
    }
}
