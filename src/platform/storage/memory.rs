//! Storage that forgets: nothing is written to the device.

use std::cell::RefCell;

use litemap::LiteMap;
use onward_core::plan::Plan;

use super::{Entry, Saved, plan_write};

/// Plans of this visit only.
#[derive(Default)]
pub struct Memory {
    records: RefCell<LiteMap<String, String>>,
}

impl Memory {
    /// Every record.
    pub fn load(&self) -> Vec<Entry> {
        let records = self.records.borrow();
        records.iter().map(|(key, text)| Entry { key: key.clone(), text: text.clone() }).collect()
    }

    /// Keeps a plan.
    pub fn save(&self, plan: &Plan, known: u64) -> Saved {
        let mut records = self.records.borrow_mut();
        let write = plan_write(records.get(plan.id.as_str()).cloned(), plan, known);
        records.insert(plan.id.as_str().to_owned(), write.record);
        write.saved
    }

    /// Forgets a plan.
    pub fn remove(&self, id: &str) {
        self.records.borrow_mut().remove(id);
    }
}
