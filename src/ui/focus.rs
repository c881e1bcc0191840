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

/// On the page's heading once the page is drawn anew, if what had the focus was taken away with it.
pub fn soon_heading() {
    request_animation_frame(|| {
        let Some(document) = document() else { return };
        if document.active_element().is_none_or(|element| element.tag_name() == "BODY") {
            put(document.query_selector("main h1").ok().flatten());
        }
    });
}

fn document() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

fn put(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
