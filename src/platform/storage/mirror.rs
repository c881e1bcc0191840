//! The newest state of a plan whose write is still on its way, kept in localStorage at once.
//!
//! IndexedDB answers after the event handler has ended; a page closed in between would lose the
//! edit. The mirror is written in the handler itself and taken away when the write is complete; what
//! is found at start is combined with the record, so replaying it twice changes nothing.

use gloo_storage::{LocalStorage, Storage};
use onward_core::dto;
use onward_core::plan::Plan;

use crate::platform::device::{can_remember, recall, remember};

const PREFIX: &str = "onward.unsaved.";

/// Keeps a plan until its write is complete. A full localStorage is no fault: the write itself follows.
pub fn keep(plan: &Plan, revision: u64) {
    remember(&format!("{PREFIX}{}", plan.id.as_str()), &dto::write_record(plan, revision));
}

/// Takes the mirror away once the plan is on disk.
pub fn forget(id: &str) {
    if can_remember() {
        LocalStorage::delete(format!("{PREFIX}{id}"));
    }
}

/// Plans whose last write did not complete.
pub fn left_over() -> Vec<Plan> {
    if !can_remember() {
        return Vec::new();
    }
    let storage = LocalStorage::raw();
    let count = storage.length().unwrap_or(0);
    let keys: Vec<String> = (0..count).filter_map(|at| storage.key(at).ok().flatten()).collect();
    keys.iter()
        .filter(|key| key.starts_with(PREFIX))
        .filter_map(|key| recall(key))
        .filter_map(|text| dto::read_record(&text).ok())
        .map(|record| record.plan)
        .collect()
}
