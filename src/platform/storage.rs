//! Where plans are kept: IndexedDB as the record, and a mirror of unsaved edits beside it. On a shared
//! computer there is no database at all: plans live in the workspace only.
//!
//! Invariants:
//! - `save` returns only after the transaction is complete, so "saved" means on disk. Reading a
//!   localStorage value back does not prove that: Chromium can lose a minute of it.
//! - a write never replaces a newer state: inside the same transaction it reads what is there, and
//!   combines the two if another tab has written since.
//! - the state before the last write stays under `previous/`.
//! - what cannot be read is moved to quarantine, never thrown away.

mod database;
pub mod mirror;

use std::fmt;

use onward_core::dto::{self, RestoreError};
use onward_core::plan::Plan;

pub use database::Database;

/// Why the device did not store something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser allows no storage here (a private window, or switched off).
    Blocked,
    /// There is no room left, or the browser refused the write.
    Full,
    /// The storage failed in another way.
    Failed,
}

impl fmt::Display for StorageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Blocked => "This browser does not let Onward keep anything on this device.",
            Self::Full => "This device has no room left for Onward, or the browser refused to save.",
            Self::Failed => "The browser could not save your last change.",
        })
    }
}

/// One stored text with its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// A plan's id, or `previous/` and the id.
    pub key: String,
    /// The record.
    pub text: String,
}

/// What a save did.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// The revision now on disk.
    pub revision: u64,
    /// Set if another tab's changes were found and combined with ours.
    pub combined: Option<Plan>,
}

/// The key under which the state before the last write is kept.
pub fn previous_key(id: &str) -> String {
    format!("previous/{id}")
}

/// What has to be written for a save, given what is stored now. Pure, so that it is tested natively.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The record to store under the plan's id.
    pub record: String,
    /// The record to store as the previous state.
    pub previous: Option<String>,
    /// A stored text that could not be read and has to be kept aside.
    pub unreadable: Option<String>,
    /// What to tell the caller.
    pub saved: Saved,
}

/// Works out a save: combines if what is stored is not what the caller last saw.
pub fn plan_write(stored: Option<String>, plan: &Plan, known: u64) -> Write {
    let mut combined = None;
    let mut previous = None;
    let mut unreadable = None;
    let mut newest = known;
    if let Some(text) = stored {
        newest = newest.max(dto::record_revision(&text).unwrap_or(0));
        match dto::read_record(&text) {
            Ok(record) => {
                if record.revision != known {
                    let mut both = plan.clone();
                    both.merge(&record.plan);
                    combined = Some(both);
                }
                previous = Some(text);
            }
            // A newer version's record is not ours to judge, and a damaged one may hold something
            // that can be rescued by hand: both stay.
            Err(RestoreError::Newer | RestoreError::Damaged | RestoreError::Unreadable) => {
                unreadable = Some(text)
            }
            Err(RestoreError::NotOnward | RestoreError::Incomplete) => unreadable = Some(text),
        }
    }
    let revision = newest.saturating_add(1);
    let record = dto::write_record(combined.as_ref().unwrap_or(plan), revision);
    Write { record, previous, unreadable, saved: Saved { revision, combined } }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use onward_core::plan::{DeviceId, Edit, PlanId, Stamp};

    use super::*;

    fn stamp(millis: i64, device: &str) -> Stamp {
        Stamp { millis, counter: 0, device: DeviceId::new(device) }
    }

    fn plan() -> Plan {
        let begun = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        Plan::new(PlanId::new("p"), begun, "Maya".into(), stamp(1, "a"))
    }

    #[test]
    fn first_write_starts_at_revision_one() {
        let write = plan_write(None, &plan(), 0);
        assert_eq!((write.saved.revision, &write.previous, &write.unreadable), (1, &None, &None));
        assert_eq!(dto::read_record(&write.record).unwrap().plan, plan());
    }

    #[test]
    fn the_state_before_stays_as_previous() {
        let first = plan_write(None, &plan(), 0);
        let second = plan_write(Some(first.record.clone()), &plan(), 1);
        assert_eq!(second.previous, Some(first.record));
        assert_eq!(second.saved, Saved { revision: 2, combined: None });
    }

    #[test]
    fn another_tabs_edit_is_combined_not_overwritten() {
        let mut theirs = plan();
        theirs.apply(Edit::Council(Some("kent".into())), stamp(5, "b")).unwrap();
        let stored = dto::write_record(&theirs, 7);
        let mut ours = plan();
        ours.apply(Edit::Name("May".into()), stamp(4, "a")).unwrap();
        let write = plan_write(Some(stored), &ours, 6);
        let combined = write.saved.combined.unwrap();
        assert_eq!((combined.name.value.as_str(), combined.council.value.as_deref()), ("May", Some("kent")));
        assert_eq!(write.saved.revision, 8);
    }

    #[test]
    fn a_damaged_record_is_kept_aside() {
        let mut stored = dto::write_record(&plan(), 3);
        stored.truncate(stored.len() - 4);
        let write = plan_write(Some(stored.clone()), &plan(), 3);
        assert_eq!((write.unreadable, write.previous), (Some(stored), None));
        assert_eq!(write.saved.revision, 4);
    }
}
