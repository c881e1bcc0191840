//! What every page of this part needs: the plan, the lens, the shelf, and the way to change and to go.

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::calendar::age_on;
use onward_core::pack::library::PersonShelf;
use onward_core::plan::{Edit, Plan, PlanId, RecordId};
use onward_core::situation::Fact;

use crate::platform::{address, device};
use crate::ui::lens::{Lens, Reading};
use crate::ui::route::Route;
use crate::ui::{navigator, reading, workspace};
use crate::workspace::Workspace;

/// The plan of this page and everything about it that its pieces read.
#[derive(Clone, Copy)]
pub struct Here {
    /// Plans and edits.
    pub workspace: Workspace,
    /// The lens.
    pub reading: Reading,
    plan: StoredValue<PlanId>,
    shelf: StoredValue<Arc<PersonShelf>>,
}

impl Here {
    /// The page of a plan.
    pub fn new(plan: PlanId, shelf: Arc<PersonShelf>) -> Self {
        Self {
            workspace: workspace(),
            reading: reading(),
            plan: StoredValue::new(plan),
            shelf: StoredValue::new(shelf),
        }
    }

    /// The plan's id.
    pub fn id(self) -> PlanId {
        self.plan.get_value()
    }

    /// The shelf.
    pub fn shelf(self) -> Arc<PersonShelf> {
        self.shelf.get_value()
    }

    /// Reads the plan; what asks is drawn anew when a plan changes.
    pub fn read<T>(self, read: impl FnOnce(&Plan) -> T) -> Option<T> {
        let id = self.id();
        self.workspace.plans.with(|plans| plans.get(&id).map(|held| read(&held.plan)))
    }

    /// Reads the plan as it is now.
    pub fn now<T>(self, read: impl FnOnce(&Plan) -> T) -> Option<T> {
        untrack(move || self.read(read))
    }

    /// What to call the child; may be empty.
    pub fn name(self) -> String {
        self.now(|plan| plan.name.value.trim().to_owned()).unwrap_or_default()
    }

    /// The name, or "the young person" where there is none, to begin a sentence with or to stand in one.
    pub fn somebody(self) -> String {
        let name = self.name();
        if name.is_empty() { "the young person".to_owned() } else { name }
    }

    /// The name with its ending, to begin a heading: "Maya’s".
    pub fn whose(self) -> String {
        let name = self.name();
        if name.is_empty() { "The young person’s".to_owned() } else { [name.as_str(), "’s"].concat() }
    }

    /// The lens; follows changes.
    pub fn lens(self) -> Lens {
        self.reading.lens()
    }

    /// Whether the young person reads; follows changes.
    pub fn is_theirs(self) -> bool {
        self.lens() == Lens::YoungPerson
    }

    /// The birth date and how many years below their age group they are taught.
    pub fn born(self) -> (Option<chrono::NaiveDate>, i32) {
        self.now(|plan| {
            let situation = plan.situation();
            (situation.date(Fact::DateOfBirth), situation.number(Fact::YearGroupOffset).unwrap_or(0))
        })
        .unwrap_or_default()
    }

    /// The age today.
    pub fn age(self) -> Option<i32> {
        self.born().0.map(|born| age_on(born, self.today()))
    }

    /// The day it is.
    pub fn today(self) -> chrono::NaiveDate {
        self.workspace.today.get_untracked()
    }

    /// Changes the plan as one change that Undo takes back.
    pub fn edit(self, edits: Vec<Edit>, words: impl Into<String>) {
        self.workspace.edit(&self.id(), edits, words);
    }

    /// The address of a page of this plan, for a link.
    pub fn href(self, page: &str) -> String {
        address::href(&self.place(page))
    }

    /// Goes to a page of this plan.
    pub fn go(self, page: &str) {
        navigator().go(Route::read(&self.place(page)));
    }

    /// Goes to a page in place of this one, so that Back does not come here again.
    pub fn go_in_place(self, page: &str) {
        navigator().go_in_place(Route::read(&self.place(page)));
    }

    fn place(self, page: &str) -> String {
        ["/plan/", self.id().as_str(), "/", page].concat()
    }
}

/// An id for a record that a person adds.
pub fn new_id() -> RecordId {
    RecordId::new(device::random(8))
}
