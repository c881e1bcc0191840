//! Where the focus goes when what had it is gone.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// Puts the focus on the element of that id, if it is there.
pub fn on(id: &str) {
    put(document().and_then(|document| document.get_element_by_id(id)));
}

/// The same once the page is drawn anew.
pub fn soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || on(&id));
}

/// On the first of two elements that is there once the page is drawn anew: what was done may have taken the
/// first off its list, and then the list's heading is next.
pub fn soon_or(id: &str, otherwise: &str) {
    let (id, otherwise) = (id.to_owned(), otherwise.to_owned());
    request_animation_frame(move || {
        let document = document();
        put(document.and_then(|document| {
            document.get_element_by_id(&id).or_else(|| document.get_element_by_id(&otherwise))
        }));
    });
}

/// On an element once the page is drawn anew, if that took the focus away.
pub fn soon_if_lost(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || {
        if document().as_ref().is_some_and(is_lost) {
            on(&id);
        }
    });
}

/// On the page's heading once the page is drawn anew, if what had the focus was taken away with it.
pub fn soon_heading() {
    request_animation_frame(|| {
        let Some(document) = document() else { return };
        if is_lost(&document) {
            put(document.query_selector("main h1").ok().flatten());
        }
    });
}

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

fn is_lost(document: &Document) -> bool {
    document.active_element().is_none_or(|element| element.tag_name() == "BODY")
}

fn put(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
