//! Events of the whole page, and talking with the page's own scripts.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Calls `handle` on each event of that name, as long as the page lives.
pub fn on(name: &str, handle: impl Fn(web_sys::Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(handle);
    let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Tells the page's scripts that something has happened.
pub fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::CustomEvent::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Opens the browser's own dialogue for printing the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Calls a function of the page's scripts with a text.
pub fn call(name: &str, text: &str) {
    let Some(window) = web_sys::window() else { return };
    if let Ok(function) = js_sys::Reflect::get(&window, &name.into())
        && let Some(function) = function.dyn_ref::<js_sys::Function>()
    {
        let _ = function.call1(&JsValue::UNDEFINED, &text.into());
    }
}
