//! Where the app runs, and what the browser promises about what it stores.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

fn navigator() -> Option<web_sys::Navigator> {
    web_sys::window().map(|window| window.navigator())
}

/// Whether this is Apple's browser, or one that is Apple's underneath: it clears what is stored after
/// seven days without a visit.
pub fn is_safari() -> bool {
    navigator()
        .and_then(|navigator| Reflect::get(&navigator, &"vendor".into()).ok()?.as_string())
        .is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// Whether this is an app on the Home Screen of an iPhone or iPad. Only those know the word.
pub fn is_on_home_screen() -> bool {
    navigator()
        .and_then(|navigator| Reflect::get(&navigator, &"standalone".into()).ok())
        .is_some_and(|is| is == JsValue::TRUE)
}

/// Whether the browser has promised to keep what is stored; `None` if it does not say.
pub async fn is_kept() -> Option<bool> {
    let navigator = navigator()?;
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let ask: Function = Reflect::get(&storage, &"persisted".into()).ok()?.dyn_into().ok()?;
    let asked: Promise = ask.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(asked).await.ok()?.as_bool()
}
