//! Files in and out: a copy saved by the person, a copy opened again.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, FilePropertyBag, HtmlAnchorElement, Url};

/// Hands a text to the browser as a file to keep. `false` if the browser would not.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    try_save(name, kind, &text.into()).is_ok()
}

fn try_save(name: &str, kind: &str, content: &JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    // Text and bytes are handed over in the same way.
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(content), &options)?;
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

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// With the other downloads.
    Downloaded,
    /// Where the person sent it.
    Shared,
    /// The person thought better of it.
    Cancelled,
    /// Making it took longer than the browser waits after a press: press again.
    TooLate,
    /// The browser would not.
    Refused,
}

/// Gives the person a file to keep. Apps on the Home Screen of an iPhone show a download without a way
/// back, so there it goes through the share sheet.
pub async fn keep(name: &str, kind: &str, text: &str) -> Kept {
    keep_content(name, kind, &text.into()).await
}

/// Gives the person a file of bytes to keep, in the same way.
pub async fn keep_bytes(name: &str, kind: &str, bytes: &[u8]) -> Kept {
    keep_content(name, kind, &Uint8Array::from(bytes)).await
}

async fn keep_content(name: &str, kind: &str, content: &JsValue) -> Kept {
    if super::install::is_on_home_screen() {
        // Some versions share only kinds they know.
        for (name, kind) in [(name.to_owned(), kind), ([name, ".txt"].concat(), "text/plain")] {
            if let Some(kept) = try_share(&name, kind, content).await {
                return kept;
            }
        }
    }
    if try_save(name, kind, content).is_ok() { Kept::Downloaded } else { Kept::Refused }
}

/// `None` if the browser does not share such a file.
async fn try_share(name: &str, kind: &str, content: &JsValue) -> Option<Kept> {
    let navigator = web_sys::window()?.navigator();
    let function = |name: &str| Reflect::get(&navigator, &name.into()).ok()?.dyn_into::<Function>().ok();
    let options = FilePropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(content);
    let file = web_sys::File::new_with_str_sequence_and_options(&parts, name, &options).ok()?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
    let can = function("canShare")?.call1(&navigator, &data).ok()?;
    if !can.is_truthy() {
        return None;
    }
    let shared = function("share")?.call1(&navigator, &data);
    let shared = match shared.map(JsCast::dyn_into::<Promise>) {
        Ok(Ok(promise)) => JsFuture::from(promise).await,
        _ => return None,
    };
    let Err(error) = shared else { return Some(Kept::Shared) };
    let why = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
    Some(match why.as_deref() {
        Some("AbortError") => Kept::Cancelled,
        Some("NotAllowedError") => Kept::TooLate,
        _ => Kept::Refused,
    })
}

/// The largest file that is read: 100 MB, thousands of plans.
const LARGEST: f64 = 100_000_000.0;

/// Reads a file the person chose; `None` if it cannot be read, or is too large to be one of ours.
pub async fn read(file: &web_sys::File) -> Option<String> {
    if file.size() > LARGEST {
        return None;
    }
    JsFuture::from(file.text()).await.ok()?.as_string()
}
