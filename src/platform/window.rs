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

/// Prints the page; the style sheet shows only the sheet of this name (`style/components/paper.css`).
pub fn print_only(sheet: &str) {
    let Some(window) = web_sys::window() else { return };
    let root = window.document().and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("data-print", sheet);
        // Not right after printing: some browsers come back from it at once.
        let over = Closure::once_into_js(move || {
            let _ = root.remove_attribute("data-print");
        });
        let once = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&once, &"once".into(), &JsValue::TRUE);
        let arguments = js_sys::Array::of3(&"afterprint".into(), &over, &once);
        if let Ok(listen) = js_sys::Reflect::get(&window, &"addEventListener".into())
            && let Some(listen) = listen.dyn_ref::<js_sys::Function>()
        {
            let _ = listen.apply(&window, &arguments);
        }
    }
    let _ = window.print();
}

/// Loads the page anew: nothing of it stays in memory.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Takes what the page's scripts left for the app under a name.
pub fn take(name: &str) -> Option<JsValue> {
    let window = web_sys::window()?;
    let found = js_sys::Reflect::get(&window, &name.into()).ok().filter(|found| found.is_object());
    let _ = js_sys::Reflect::set(&window, &name.into(), &JsValue::UNDEFINED);
    found
}

/// A handler that ends when this is dropped. It belongs to the one thread there is.
pub struct Listening {
    name: String,
    closure: Closure<dyn Fn(web_sys::Event)>,
}

/// Calls `handle` on each event of that name until what is returned is dropped.
pub fn listen(name: &str, handle: impl Fn(web_sys::Event) + 'static) -> Listening {
    let closure = Closure::<dyn Fn(web_sys::Event)>::new(handle);
    if let Some(window) = web_sys::window() {
        let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    }
    Listening { name: name.to_owned(), closure }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let function = self.closure.as_ref().unchecked_ref();
            let _ = window.remove_event_listener_with_callback(&self.name, function);
        }
    }
}

/// Calls `handle` again and again, as long as the page lives.
pub fn every_seconds(seconds: i32, handle: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn Fn()>::new(handle);
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
        closure.as_ref().unchecked_ref(),
        seconds * 1_000,
    );
    closure.forget();
}
