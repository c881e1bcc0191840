//! Files in and out: a copy saved by the person, a copy opened again.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands a text to the browser as a file to keep. `false` if the browser would not.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    try_save(name, kind, text.into()).is_ok()
}

/// Hands bytes to the browser as a file to keep. `false` if the browser would not.
pub fn save_bytes(name: &str, kind: &str, bytes: &[u8]) -> bool {
    try_save(name, kind, js_sys::Uint8Array::from(bytes).into()).is_ok()
}

fn try_save(name: &str, kind: &str, content: JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    // Text and bytes are handed over in the same way.
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&content), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let link: HtmlAnchorElement = document.create_element("a")?.dyn_into().map_err(JsValue::from)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser has taken the blob by the next turn of its loop; freeing it at once loses the
    // file in some WebKit versions.
    let free = wasm_bindgen::closure::Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    if let Some(window) = web_sys::window() {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(free.unchecked_ref(), 60_000)?;
    }
    Ok(())
}

/// Reads a file the person chose.
pub async fn read(file: &web_sys::File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
