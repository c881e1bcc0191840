//! Where the focus goes when what had it is gone.

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;

/// Puts the focus on the element of that id, if it is there.
pub fn on(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// The same once the page is drawn anew.
pub fn soon(id: &str) {
    let id = id.to_owned();
    request_animation_frame(move || on(&id));
}
