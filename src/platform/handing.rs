//! Handing a text on: to the clipboard, to the device's own way of sharing.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A function of an object of the browser, if this browser has it.
fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn navigator() -> Option<JsValue> {
    web_sys::window().map(|window| window.navigator().into())
}

async fn done(promise: Option<JsValue>) -> bool {
    match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}

/// Puts a text on the clipboard. `false` where the browser has none, or refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = navigator().and_then(|navigator| Reflect::get(&navigator, &"clipboard".into()).ok());
    let promise = clipboard.and_then(|clipboard| {
        function(&clipboard, "writeText").and_then(|write| write.call1(&clipboard, &text.into()).ok())
    });
    done(promise).await
}

/// Whether the device has a way of its own to send a text on.
pub fn can_send() -> bool {
    navigator().is_some_and(|navigator| function(&navigator, "share").is_some())
}

/// Hands a text to the device's own way of sharing. The title names nobody. Leaving it again is no fault.
pub async fn send(text: &str) -> bool {
    let what = js_sys::Object::new();
    let _ = Reflect::set(&what, &"title".into(), &"Onward".into());
    let _ = Reflect::set(&what, &"text".into(), &text.into());
    let promise = navigator().and_then(|navigator| {
        function(&navigator, "share").and_then(|share| share.call1(&navigator, &what).ok())
    });
    done(promise).await
}
