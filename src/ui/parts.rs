//! Parts of the app that are WASM files of their own, for pages that a first visit can do without.
//!
//! The build (`xtask/src/hooks/split.rs`) moves into a part what only its pages use. It finds the edge
//! by the functions marked below. They answer with a function instead of a view, so that the views of
//! a page are on the far side. The service worker keeps every part after the first view.
//!
//! To add a part: its entry in `parts!`, and the file below `pages` with the function that draws its
//! pages. That file must be the only one that names them; else they stay in the app, and the build says so.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::app::arrive;
use super::components::heading::Heading;
use super::route::{Area, Route};
use super::{keep, live, meetings, on, pages, person, scan};
use crate::platform::navigation;

/// What a part answers with: the function that draws its pages.
type Pages = fn(Route) -> AnyView;
type Loading = Pin<Box<dyn Future<Output = Result<Pages, SplitLoaderError>>>>;

macro_rules! parts {
    ($($(#[$about:meta])* $part:ident = $name:ident, $routes:pat => $draw:path;)*) => {
        /// A part of the app.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part {
            $($(#[$about])* $part,)*
        }

        impl Part {
            /// The part that a page is in, if it is not in the app itself.
            pub fn of(route: &Route) -> Option<Self> {
                match route {
                    $($routes => Some(Self::$part),)*
                    _ => None,
                }
            }

            /// Fetches the part unless it is here. What failed is tried anew the next time.
            fn load(self) -> Loading {
                match self {
                    $(Self::$part => Box::pin(edge::$name()),)*
                }
            }
        }

        // The macro declares functions that another file brings. Nowhere else is unsafe code allowed.
        #[allow(unsafe_code)]
        mod edge {
            use super::*;
            $(
                #[wasm_split($name, fallible)]
                pub fn $name() -> Result<Pages, SplitLoaderError> {
                    Ok($draw)
                }
            )*
        }
    };
}

parts! {
    /// The questions of a new plan.
    Questions = questions, Route::Begin | Route::Ask(_) | Route::Check => pages::questions::draw;
    /// What is opened now and then.
    More = more,
        Route::Answers(_) | Route::Answer(..) | Route::More(_) | Route::Settings | Route::Guide(_)
        => pages::more::draw;
    /// Meetings and the charter.
    Meetings = meetings, Route::Page { area: Area::Meetings, .. } => meetings::draw;
    /// The young person's pages.
    Person = person,
        Route::Page { area: Area::Person, .. }
        => person::draw;
    /// Copies, the lock, and what leaves the device.
    Share = share,
        Route::Page { area: Area::Share, .. }
        => keep::draw;
    /// Reading codes: the decoder is large, and few need it.
    Scan = scan,
        Route::Page { area: Area::Scan, .. }
        => scan::draw;
}

/// What became of a part that was asked for.
#[derive(Clone, Copy)]
enum Shown {
    Waiting,
    Here(Pages),
    Missing,
}

/// A page of a part: at once if the part is here, else when it has come.
pub fn pages_of(part: Part, route: Route) -> AnyView {
    let mut loading = part.load();
    let shown = match loading.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(draw)) => return draw(route),
        Poll::Ready(Err(_)) => RwSignal::new(Shown::Missing),
        Poll::Pending => {
            let shown = RwSignal::new(Shown::Waiting);
            spawn_local(show(loading, shown));
            shown
        }
    };
    live(move || match shown.get() {
        Shown::Waiting => view! { <p class="quiet">"Opening …"</p> }.into_any(),
        Shown::Here(draw) => draw(route.clone()),
        Shown::Missing => missing(part, shown),
    })
}

async fn show(loading: Loading, shown: RwSignal<Shown>) {
    let left = shown.try_set(loading.await.map_or(Shown::Missing, Shown::Here));
    // Not if the person has gone on to another page.
    if left.is_none() {
        // Never further down: who comes back to a place on a page had its part here.
        request_animation_frame(|| arrive(0.0));
    }
}

fn missing(part: Part, shown: RwSignal<Shown>) -> AnyView {
    let again = move |_| {
        shown.set(Shown::Waiting);
        spawn_local(show(part.load(), shown));
    };
    view! {
        <div class="stack">
            <Heading title="Page not fetched">"This page could not be fetched"</Heading>
            <p>"Connect once and try again. Your plans are safe."</p>
            <p class="row">
                <button type="button" class="button" on:click=on(again)>"Try again"</button>
            </p>
        </div>
    }
    .into_any()
}

/// Waits for the part of the page that the app is opened at, so that the page's own text stands until
/// then and nothing flickers. If it cannot be had, the app starts all the same and says so.
pub fn before_start(start: impl FnOnce() + 'static) {
    match Part::of(&Route::read(&navigation::place())) {
        None => start(),
        Some(part) => wasm_bindgen_futures::spawn_local(async move {
            let _ = part.load().await;
            start();
        }),
    }
}
