//! The young person's part of a plan, as typed views over its records: pages about them, their views
//! before a meeting or a move, what was said to them, check-ins after a move.
//!
//! Invariants:
//! - nothing here is stored but records ([`crate::plan::record`]); every view is worked out from them;
//! - [`Reader`] decides what a sheet shows: what is private reaches nobody but the person, and neither
//!   does a note beside it, nor an answer to it.
//!
//! What is *not* here: the headings and questions themselves, which come from the packs.

pub mod about;
pub mod beside;
pub mod check_ins;
pub mod circle;
pub mod said;
pub mod showed;
pub mod views;

use crate::plan::{Plan, Record, RecordId};

/// For whom a sheet or a page is put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The person and their family, on their own device or in a copy for them: everything.
    Me,
    /// Anybody else: nothing private.
    Others,
}

impl Reader {
    /// Whether a record is for this reader.
    pub fn sees(self, record: &Record) -> bool {
        record.removed_on().is_none() && (self == Reader::Me || !record.is_private())
    }

    /// Whether the record of this id is for this reader; what is not there is not.
    pub fn sees_id(self, plan: &Plan, id: &RecordId) -> bool {
        plan.records.get(id).is_some_and(|record| self.sees(record))
    }
}

/// Records in the order they were first written.
fn in_order<'p>(
    records: impl Iterator<Item = (&'p RecordId, &'p Record)>,
) -> Vec<(&'p RecordId, &'p Record)> {
    let mut list = Vec::new();
    for (id, record) in records {
        crate::order::insert_in_order(&mut list, (record.first_written(), id, record), |one, other| {
            (one.0, one.1).cmp(&(other.0, other.1))
        });
    }
    list.into_iter().map(|(_, id, record)| (id, record)).collect()
}

#[cfg(test)]
pub(crate) mod fixture {
    //! A plan for the tests of this part.

    use chrono::NaiveDate;

    use crate::plan::record::{PRIVATE, YES};
    use crate::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Voice};

    /// A plan that counts its own stamps.
    pub struct Desk {
        /// The plan.
        pub plan: Plan,
        millis: i64,
    }

    impl Desk {
        pub fn new() -> Self {
            let plan = Plan::new(PlanId::new("p"), day("2026-11-22"), "Sam".into(), stamp(1));
            Self { plan, millis: 1 }
        }

        pub fn apply(&mut self, edits: Vec<Edit>) {
            for edit in edits {
                self.millis += 60 * 60 * 1_000;
                self.plan.apply(edit, stamp(self.millis)).unwrap();
            }
        }

        pub fn hide(&mut self, kind: &str, id: &RecordId, by: Voice) {
            self.apply(vec![Edit::write(kind, id, PRIVATE, Some(YES.into()), &Author::of(by))]);
        }
    }

    pub fn stamp(millis: i64) -> Stamp {
        Stamp { millis, counter: 0, device: DeviceId::new("phone") }
    }

    pub fn day(text: &str) -> NaiveDate {
        crate::calendar::parse_iso(text).unwrap()
    }

    pub fn me() -> Author {
        Author::of(Voice::YoungPerson)
    }

    pub fn parent() -> Author {
        Author { voice: Voice::ParentCarer, name: "Jo".into() }
    }

    pub fn school() -> Author {
        Author::of(Voice::School)
    }
}
