//! What a person sees: the app, its pages and the pieces they are made of.
//!
//! Pages read plans through the [`Workspace`] and change them only with edits. The frame around every
//! page (rail, tabs, banners, undo) is in [`shell`]; sentences made from dates are in [`words`].

mod app;
mod arriving;
mod comfort;
mod components;
mod focus;
mod keep;
mod lens;
mod meetings;
mod pages;
mod parts;
mod person;
mod route;
mod scan;
mod share;
mod shell;
mod words;

use leptos::prelude::*;

use crate::workspace::Workspace;

/// What the build wrote into the page, to be read before the app has started.
const PLAIN: &str = "plain";

/// Mounts the app in place of the plain page and tells the page's own script that it has started.
pub fn mount() {
    parts::before_start(|| {
        leptos::mount::mount_to_body(app::App);
        // After the app has taken from it what it shows again: a page of the guide.
        let document = web_sys::window().and_then(|window| window.document());
        if let Some(plain) = document.and_then(|document| document.get_element_by_id(PLAIN)) {
            plain.remove();
        }
        crate::platform::window::tell("onward:started");
    });
}

/// The workspace of this app.
fn workspace() -> Workspace {
    expect_context()
}

/// How plans are read.
fn reading() -> lens::Reading {
    expect_context()
}

/// Which page is open.
fn navigator() -> app::Navigator {
    expect_context()
}

/// The reading settings.
fn comfort() -> comfort::Comfort {
    expect_context()
}

/// An event's handler, of one type for each type of event: each type that a page hands over costs
/// 300 bytes of WASM.
fn on<E: 'static>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// A piece of a page that is drawn anew when what it reads changes. `{move || …}` in a view does the
/// same; this is for a piece with a name, which would bring view code of its own, 1 KiB of WASM.
fn live<V: IntoAny + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> AnyView {
    let draw: Box<dyn FnMut() -> AnyView + Send> = Box::new(move || draw().into_any());
    draw.into_any()
}
