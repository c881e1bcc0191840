//! Events of the whole page.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls `handle` on each event of that name, as long as the page lives.
pub fn on(name: &str, handle: impl Fn(web_sys::Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(handle);
    let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}
