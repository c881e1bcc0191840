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
//! - a record of an older schema is kept as it was before it is first written anew.
//! - on a locked device nothing readable is written, the mirror included.

mod database;
pub mod mirror;
pub mod seal;

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
    /// The device was locked or unlocked in another tab, and this one does not have the key to it.
    Locked,
}

impl fmt::Display for StorageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Blocked => "This browser does not let Onward keep anything on this device.",
            Self::Full => "This device has no room left for Onward, or the browser refused to save.",
            Self::Failed => "The browser could not save your last change.",
            Self::Locked => "Onward was locked or unlocked in another tab. Your last change is not saved.",
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

/// Why a state was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The first edit of a sitting came after it.
    Sitting,
    /// Another copy was combined with it.
    Combine,
    /// An earlier state was brought back.
    Restore,
    /// It was of an older schema.
    Migration,
}

impl Moment {
    const NAMES: [(Moment, &'static str); 4] = [
        (Moment::Sitting, "sitting"),
        (Moment::Combine, "combine"),
        (Moment::Restore, "restore"),
        (Moment::Migration, "migration"),
    ];
}

/// How many states of each plan are kept: as many of sittings, and as many of other moments.
pub const STATES_KEPT: usize = 10;

/// The key of a kept state: the plan, when it was kept, and why. What it is of stays the record's own text.
pub fn state_key(id: &str, millis: i64, moment: Moment) -> String {
    let name = Moment::NAMES.iter().find(|(known, _)| *known == moment).map_or("", |(_, name)| *name);
    format!("{id}/{millis}/{name}")
}

/// When and why a state of a plan was kept, from its key; `None` if it is another plan's.
pub fn read_state_key(key: &str, id: &str) -> Option<(i64, Moment)> {
    let (millis, name) = key.strip_prefix(id)?.strip_prefix('/')?.split_once('/')?;
    let moment = Moment::NAMES.iter().find(|(_, known)| *known == name)?.0;
    Some((millis.parse().ok()?, moment))
}

/// The states of a plan that make room for newer ones. The oldest of an older schema stays.
pub fn states_too_many(keys: &[String], id: &str) -> Vec<String> {
    let mut gone = Vec::new();
    for of_sittings in [true, false] {
        let mut kept: Vec<(i64, &String)> = Vec::new();
        for key in keys {
            if let Some((millis, moment)) = read_state_key(key, id)
                && (moment == Moment::Sitting) == of_sittings
                && moment != Moment::Migration
            {
                let at = kept.partition_point(|(other, _)| *other < millis);
                kept.insert(at, (millis, key));
            }
        }
        let too_many = kept.len().saturating_sub(STATES_KEPT);
        gone.extend(kept.into_iter().take(too_many).map(|(_, key)| key.clone()));
    }
    gone
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
    /// Whether what is stored is of an older schema, and has to be kept as a state.
    pub is_migration: bool,
    /// What to tell the caller.
    pub saved: Saved,
}

/// Works out a save: combines if what is stored is not what the caller last saw.
pub fn plan_write(stored: Option<String>, plan: &Plan, known: u64) -> Write {
    let mut combined = None;
    let mut previous = None;
    let mut unreadable = None;
    let mut is_migration = false;
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
                is_migration = record.schema < dto::PLAN_SCHEMA;
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
    Write { record, previous, unreadable, is_migration, saved: Saved { revision, combined } }
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

    #[test]
    fn a_record_of_an_older_schema_is_kept_before_it_is_written_anew() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/plans/v1-record.txt");
        let stored = std::fs::read_to_string(path).unwrap();
        let record = dto::read_record(&stored).unwrap();
        let write = plan_write(Some(stored.clone()), &record.plan, record.revision);
        assert!(write.is_migration && write.previous == Some(stored));
        assert!(!plan_write(Some(write.record), &record.plan, write.saved.revision).is_migration);
    }

    #[test]
    fn the_newest_states_stay_and_those_of_other_plans() {
        let mut keys: Vec<String> = (0..13).map(|at| state_key("p", 90 + at, Moment::Sitting)).collect();
        keys.extend((0..11).map(|at| state_key("p", at, Moment::Combine)));
        keys.push(state_key("p", 0, Moment::Migration));
        keys.extend((0..20).map(|at| state_key("p/1", at, Moment::Sitting)));
        let gone = states_too_many(&keys, "p");
        assert_eq!(gone, ["p/90/sitting", "p/91/sitting", "p/92/sitting", "p/0/combine"]);
        assert_eq!(read_state_key("p/1/5/sitting", "p"), None);
        assert_eq!(read_state_key("p/5/restore", "p"), Some((5, Moment::Restore)));
    }
}
