//! The newest state of a plan whose write is still on its way, kept in localStorage at once.
//!
//! IndexedDB answers after the event handler has ended; a page closed in between would lose the
//! edit. The mirror is written in the handler itself and taken away when the write is complete; what
//! is found at start is combined with the record, so replaying it twice changes nothing.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};
use onward_core::dto;
use onward_core::plan::Plan;
use wasm_bindgen_futures::spawn_local;

use super::seal;
use crate::platform::device::{can_remember, recall, remember};

const PREFIX: &str = "onward.unsaved.";
const GONE: &str = "onward.gone.";
const LOCKED_KEY: &str = "onward.locked";

thread_local! {
    // Sealing answers late: only the newest state may then take the mirror's place, and none after the
    // write is complete.
    static COUNTS: RefCell<Vec<(String, u64)>> = const { RefCell::new(Vec::new()) };
}

/// Counts what was asked of a plan's mirror.
fn count(id: &str) -> u64 {
    COUNTS.with_borrow_mut(|counts| match counts.iter_mut().find(|(known, _)| known == id) {
        Some((_, count)) => {
            *count += 1;
            *count
        }
        None => {
            counts.push((id.to_owned(), 0));
            0
        }
    })
}

fn is_newest(id: &str, asked: u64) -> bool {
    COUNTS.with_borrow(|counts| counts.iter().any(|(known, count)| known == id && *count == asked))
}

/// Notes whether the device is locked, so that a tab without the key mirrors nothing in the clear.
pub fn note_lock(is_locked: bool) {
    if is_locked {
        remember(LOCKED_KEY, "yes");
    } else if can_remember() {
        LocalStorage::delete(LOCKED_KEY);
    }
}

/// Keeps a plan until its write is complete. A full localStorage is no fault: the write itself follows.
/// On a locked device it is sealed first, some milliseconds later.
pub fn keep(plan: &Plan, revision: u64) {
    let key = format!("{PREFIX}{}", plan.id.as_str());
    // It is here again, perhaps from a copy.
    forget_gone(plan.id.as_str());
    let text = dto::write_record(plan, revision);
    let id = plan.id.as_str().to_owned();
    let asked = count(&id);
    match seal::current() {
        None if recall(LOCKED_KEY).is_some() => {}
        None => remember(&key, &text),
        Some(seal) => spawn_local(async move {
            if let Some(sealed) = seal.close(text).await
                && is_newest(&id, asked)
            {
                remember(&key, &sealed);
            }
        }),
    }
}

/// Takes the mirror away once the plan is on disk.
pub fn forget(id: &str) {
    count(id);
    if can_remember() {
        LocalStorage::delete(format!("{PREFIX}{id}"));
    }
}

/// Notes that a plan is deleted for good, until it is off the disk: a page that is left in between must not
/// bring it back.
pub fn note_gone(id: &str) {
    remember(&format!("{GONE}{id}"), "yes");
}

/// The plan is off the disk, or here again.
pub fn forget_gone(id: &str) {
    if can_remember() {
        LocalStorage::delete(format!("{GONE}{id}"));
    }
}

/// Plans that were deleted for good and may still be on the disk.
pub fn gone() -> Vec<String> {
    let keys = crate::platform::device::keys_remembered().into_iter();
    keys.filter_map(|key| key.strip_prefix(GONE).map(str::to_owned)).collect()
}

/// Plans whose last write did not complete.
pub async fn left_over() -> Vec<Plan> {
    let mut plans = Vec::new();
    for key in keys() {
        let Some(text) = recall(&key) else { continue };
        if let Some(record) = seal::open(&text).await.and_then(|text| dto::read_record(&text).ok()) {
            plans.push(record.plan);
        }
    }
    plans
}

/// Takes every mirror away: their plans are on disk in another form.
pub fn forget_all() {
    for key in keys() {
        LocalStorage::delete(key);
    }
}

fn keys() -> Vec<String> {
    crate::platform::device::keys_remembered().into_iter().filter(|key| key.starts_with(PREFIX)).collect()
}
