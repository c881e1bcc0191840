//! What Onward remembers about this device outside the plans: its id for stamps, and which plans it
//! holds. On a shared computer none of this is written.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};
use onward_core::plan::DeviceId;

const DEVICE_KEY: &str = "onward.device";
const INDEX_KEY: &str = "onward.plans";
const LAST_COPY_KEY: &str = "onward.last-copy";
const CHANGES_KEY: &str = "onward.changes";

/// Whether the browser lets the page keep settings. gloo-storage throws where it does not.
pub fn can_remember() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

/// A remembered text. gloo-storage's own typed reading would bring a JSON reader for each type.
pub fn recall(key: &str) -> Option<String> {
    if can_remember() { LocalStorage::raw().get_item(key).ok().flatten() } else { None }
}

/// Remembers a text. Where the browser refuses, the app works without.
pub fn remember(key: &str, text: &str) {
    if can_remember() {
        let _ = LocalStorage::raw().set_item(key, text);
    }
}

/// Every key this site has in localStorage.
pub fn keys_remembered() -> Vec<String> {
    if !can_remember() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect()
}

/// A short random text, for ids.
pub fn random(letters: usize) -> String {
    let mut id = uuid::Uuid::new_v4().simple().to_string();
    id.truncate(letters);
    id
}

/// This device's id: the one kept here, else a new one for this visit. It is written with the first plan
/// ([`remember_plans`]), so that a visit which keeps nothing leaves nothing.
fn device() -> String {
    recall(DEVICE_KEY).unwrap_or_else(|| random(8))
}

/// The id of this device and this visit, for stamps: two tabs of one device are two writers.
pub fn id() -> DeviceId {
    thread_local! {
        static ID: RefCell<Option<DeviceId>> = const { RefCell::new(None) };
    }
    ID.with_borrow_mut(|known| {
        known.get_or_insert_with(|| DeviceId::new(format!("{}.{}", device(), random(4)))).clone()
    })
}

/// Notes which plans are stored here, to notice when the browser has cleared them.
pub fn remember_plans(ids: &[&str]) {
    if ids.is_empty() && recall(INDEX_KEY).is_none() {
        return;
    }
    remember(DEVICE_KEY, id().as_str().split('.').next().unwrap_or_default());
    remember(INDEX_KEY, &ids.join(" "));
}

/// The plans that were stored here at the last visit.
pub fn plans_remembered() -> Vec<String> {
    recall(INDEX_KEY).unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect()
}

/// Notes the day a copy was last saved as a file.
pub fn remember_copy(day: &str) {
    remember(LAST_COPY_KEY, day);
    remember(CHANGES_KEY, "0");
}

/// Notes that so many changes were made since a copy was last saved.
pub fn remember_changes(count: u32) {
    remember(CHANGES_KEY, &count.to_string());
}

/// How many changes were made since a copy was last saved.
pub fn changes() -> u32 {
    recall(CHANGES_KEY).and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// The day a copy was last saved as a file.
pub fn last_copy() -> Option<String> {
    recall(LAST_COPY_KEY)
}

/// Forgets everything Onward remembers outside the database: in this browser, and in this tab.
pub fn forget_everything() {
    for key in keys_remembered() {
        if key.starts_with("onward.") {
            LocalStorage::delete(key);
        }
    }
    let session = web_sys::window().and_then(|window| window.session_storage().ok().flatten());
    if let Some(session) = session {
        let count = session.length().unwrap_or(0);
        let keys: Vec<String> = (0..count).filter_map(|at| session.key(at).ok().flatten()).collect();
        for key in keys.iter().filter(|key| key.starts_with("onward.")) {
            let _ = session.remove_item(key);
        }
    }
}
