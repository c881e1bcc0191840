//! The plans held in memory, every change to them, and their way to the disk.
//!
//! Data's way: an event becomes edits; `edit` applies them to the plan in memory, mirrors it, and
//! queues a write; the view shows what is derived from the plan. Invariants:
//! - "Saved" is shown only for a plan whose newest edit is on disk.
//! - a failed write keeps the plan in memory and says so until a later write succeeds.
//! - on a shared computer nothing is written at all.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use litemap::LiteMap;
use onward_core::calendar::iso;
use onward_core::dto::{self, CopyNote, Repair};
use onward_core::pack::Details;
use onward_core::path::{Packs, Path, path};
use onward_core::plan::{Edit, Plan, PlanId, Stamp};
use wasm_bindgen_futures::spawn_local;

use crate::content;
use crate::platform::storage::{
    Database, Entry, Moment, StorageError, mirror, previous_key, read_state_key, seal,
};
use crate::platform::{clock, device, fetch, tabs, window};

/// Days a plan stays in the bin.
pub const BIN_DAYS: u64 = 30;
/// Edits this close together are one sitting: 10 minutes, in milliseconds.
const SITTING: i64 = 10 * 60 * 1_000;
/// What a tab says to the others when a lock was turned on or off, or everything deleted.
const START_AGAIN: &str = "start-again";

/// A plan with the revision last known to be on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The plan.
    pub plan: Plan,
    /// 0 if it was never written.
    pub revision: u64,
    /// What had to be repaired when it was read.
    pub repairs: Vec<Repair>,
}

/// How far opening the storage has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Still reading.
    Reading,
    /// Locked: nothing can be read before the passphrase is typed.
    Locked,
    /// Plans are here.
    Ready,
}

/// What is known about the newest edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing edited in this visit.
    Idle,
    /// On its way.
    Writing,
    /// On disk since that time of day.
    Saved {
        /// For example "10:42".
        at: String,
    },
    /// Not on disk.
    Failed(StorageError),
}

/// The last change, and what takes it back.
#[derive(Clone)]
pub struct LastChange {
    /// The plan changed.
    pub plan: PlanId,
    /// What was done, in words.
    pub words: String,
    undo: Undo,
}

/// What takes a change back.
#[derive(Clone)]
enum Undo {
    Edits(Vec<Edit>),
    /// Two copies were combined: the state before, and after. Put back whole, so that combining them again
    /// finds everything again.
    Combining(Box<(Plan, Plan)>, Back),
}

/// Works out the edits that lead from a plan as it is now back to an earlier state. A function of a part
/// loaded later, so that a first visit does not carry it.
pub type Back = Arc<dyn Fn(&Plan, &Plan) -> Vec<Edit> + Send + Sync>;

/// A kept state of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// When it was kept, in milliseconds since 1970.
    pub at: i64,
    /// Why.
    pub moment: Moment,
    /// The plan as it was; `None` if it can no longer be read.
    pub plan: Option<Plan>,
}

/// A stored text that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its key.
    pub key: String,
    /// Its text, to be saved as a file.
    pub text: String,
    /// Why.
    pub why: String,
}

/// A path worked out for showing. Two are equal only if they are the same one: comparing every step
/// would cost more than drawing them.
#[derive(Clone)]
pub struct Shown(Arc<Path<'static>>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl std::ops::Deref for Shown {
    type Target = Path<'static>;

    fn deref(&self) -> &Path<'static> {
        &self.0
    }
}

/// The state of the app outside single pages.
#[derive(Clone, Copy)]
pub struct Workspace {
    /// Plans by id.
    pub plans: RwSignal<LiteMap<PlanId, Held>>,
    /// Whether plans have been read.
    pub opening: RwSignal<Opening>,
    /// What is known about the newest edit.
    pub saving: RwSignal<Saving>,
    /// Set if the browser allows no storage, or the person said this is a shared computer.
    pub memory_only: RwSignal<bool>,
    /// Set if the browser allows no storage.
    pub blocked: RwSignal<bool>,
    /// The last change.
    pub last_change: RwSignal<Option<LastChange>>,
    /// Stored texts that could not be read.
    pub unreadable: RwSignal<Vec<Unreadable>>,
    /// How many plans were here at the last visit and are gone now.
    pub missing: RwSignal<usize>,
    /// The day it is.
    pub today: RwSignal<NaiveDate>,
    /// Details of steps, once read.
    pub details: RwSignal<Option<Arc<Details>>>,
    /// Set if the details could not be read.
    pub details_missing: RwSignal<bool>,
    /// The day a copy was last saved as a file.
    pub last_copy: RwSignal<Option<String>>,
    /// How many changes were made since.
    pub changes: RwSignal<u32>,
    /// Whether stored texts are locked on this device.
    pub has_lock: RwSignal<bool>,
}

thread_local! {
    // The database handle is a browser object and cannot be sent between threads, so it cannot live
    // in a signal. `dirty` holds plans with edits that are not on disk; `running` is the writer.
    static DISK: RefCell<Disk> =
        const { RefCell::new(Disk { database: None, dirty: Vec::new(), failed: Vec::new(), running: false, sittings: Vec::new(), to_keep: Vec::new() }) };
}

struct Disk {
    database: Option<Rc<Database>>,
    dirty: Vec<PlanId>,
    /// Plans whose last write was refused; tried again with the next write.
    failed: Vec<PlanId>,
    running: bool,
    /// When each plan was last edited in this visit.
    sittings: Vec<(PlanId, i64)>,
    /// Plans whose stored state is to be kept with the next write.
    to_keep: Vec<PlanId>,
}

impl Workspace {
    /// An empty workspace that starts reading the device.
    pub fn open() -> Self {
        let workspace = Self {
            plans: RwSignal::new(LiteMap::new()),
            opening: RwSignal::new(Opening::Reading),
            saving: RwSignal::new(Saving::Idle),
            memory_only: RwSignal::new(false),
            blocked: RwSignal::new(false),
            last_change: RwSignal::new(None),
            unreadable: RwSignal::new(Vec::new()),
            missing: RwSignal::new(0),
            today: RwSignal::new(clock::today()),
            details: RwSignal::new(None),
            details_missing: RwSignal::new(false),
            last_copy: RwSignal::new(device::last_copy()),
            changes: RwSignal::new(device::changes()),
            has_lock: RwSignal::new(false),
        };
        spawn_local(workspace.read_device());
        spawn_local(workspace.read_details());
        workspace
    }

    async fn read_device(self) {
        match Database::open().await {
            Ok(database) => {
                let database = Rc::new(database);
                let lock = database.lock().await;
                self.has_lock.set(!matches!(lock, Ok(None)));
                if self.has_lock.get_untracked() && seal::current().is_none() {
                    self.opening.set(Opening::Locked);
                    return;
                }
                DISK.with_borrow_mut(|disk| disk.database = Some(database.clone()));
                match database.load().await {
                    Ok(entries) => self.take_in(&database, entries).await,
                    Err(error) => self.saving.set(Saving::Failed(error)),
                }
            }
            Err(_) => {
                self.blocked.set(true);
                self.memory_only.set(true);
            }
        }
        self.opening.set(Opening::Ready);
    }

    async fn take_in(self, database: &Database, stored: Vec<Entry>) {
        let gone = mirror::gone();
        let is_gone = |key: &str| gone.iter().any(|id| *id == key || previous_key(id) == key);
        for id in &gone {
            if database.remove(id).await.is_ok() {
                mirror::forget_gone(id);
            }
        }
        let mut entries = Vec::new();
        for entry in stored.into_iter().filter(|entry| !is_gone(&entry.key)) {
            // What the key does not open is said to be unreadable, like anything that cannot be read.
            let text = seal::open(&entry.text).await.unwrap_or(entry.text);
            entries.push(Entry { key: entry.key, text });
        }
        let previous = |key: &str| {
            let key = previous_key(key);
            entries.iter().find(|entry| entry.key == key).and_then(|entry| dto::read_record(&entry.text).ok())
        };
        let mut held: LiteMap<PlanId, Held> = LiteMap::new();
        let mut unreadable = Vec::new();
        for entry in entries.iter().filter(|entry| !entry.key.starts_with("previous/")) {
            let record = match dto::read_record(&entry.text) {
                Ok(record) => Some(record),
                Err(error) => {
                    // The text stays where it is and is kept aside as well, in case a later write of
                    // the earlier state takes its place.
                    let _ = database.quarantine(&entry.key, &entry.text).await;
                    unreadable.push(Unreadable {
                        key: entry.key.clone(),
                        text: entry.text.clone(),
                        why: error.to_string(),
                    });
                    previous(&entry.key)
                }
            };
            if let Some(record) = record {
                let plan = Held { plan: record.plan, revision: record.revision, repairs: record.repairs };
                held.insert(plan.plan.id.clone(), plan);
            }
        }
        let mut unsaved = Vec::new();
        for plan in mirror::left_over().await {
            match held.get_mut(&plan.id) {
                Some(known) => {
                    known.plan.merge(&plan);
                    unsaved.push(plan.id);
                }
                None => {
                    unsaved.push(plan.id.clone());
                    held.insert(plan.id.clone(), Held { plan, revision: 0, repairs: Vec::new() });
                }
            }
        }
        let remembered = device::plans_remembered();
        let gone = remembered.iter().filter(|id| !held.contains_key(&PlanId::new(id.as_str()))).count();
        self.missing.set(gone);
        self.unreadable.set(unreadable);
        let today = self.today.get_untracked();
        let expired: Vec<PlanId> = held
            .values()
            .filter(|held| {
                let until = held.plan.binned.value.and_then(|day| day.checked_add_days(Days::new(BIN_DAYS)));
                until.is_some_and(|until| until < today)
            })
            .map(|held| held.plan.id.clone())
            .collect();
        for id in &expired {
            held.remove(id);
            let _ = database.remove(id.as_str()).await;
        }
        self.plans.set(held);
        if gone == 0 {
            self.remember_index();
        }
        for id in unsaved {
            self.queue(id);
        }
    }

    async fn read_details(self) {
        match fetch::bytes(content::DETAILS_FILE).await.and_then(|bytes| content::read_details(&bytes)) {
            Some(details) => {
                self.details.set(Some(Arc::new(details)));
                self.details_missing.set(false);
            }
            None => self.details_missing.set(true),
        }
    }

    /// Tries again to read the details.
    pub fn retry_details(self) {
        spawn_local(self.read_details());
    }

    /// Reads the day again: a page left open overnight must not show yesterday's path.
    pub fn refresh_today(self) {
        let today = clock::today();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
    }

    /// From now on nothing is written to the device. Plans already on it are untouched but not shown.
    pub fn use_memory_only(self) {
        DISK.with_borrow_mut(|disk| {
            disk.database = None;
            disk.dirty.clear();
            disk.failed.clear();
        });
        self.memory_only.set(true);
        self.plans.set(LiteMap::new());
        self.last_change.set(None);
        self.last_copy.set(None);
    }

    /// Keeps plans on the device after all, those of this visit too.
    pub fn use_device(self) {
        if !self.memory_only.get_untracked() || self.blocked.get_untracked() {
            return;
        }
        let here = self.plans.get_untracked();
        self.memory_only.set(false);
        spawn_local(async move {
            self.read_device().await;
            for held in here.values() {
                self.add(held.plan.clone());
            }
        });
    }

    /// Whether closing the page would lose something.
    pub fn would_lose(self) -> bool {
        // On a locked device the mirror comes some milliseconds late.
        let is_on_the_way = self.has_lock.get_untracked() && self.saving.get_untracked() == Saving::Writing;
        let unsaved_file = self.memory_only.get_untracked()
            && self.plans.with_untracked(|plans| !plans.is_empty())
            && self.last_copy.with_untracked(Option::is_none);
        unsaved_file || is_on_the_way || matches!(self.saving.get_untracked(), Saving::Failed(_))
    }

    /// A stamp later than everything in the plan.
    pub fn stamp(self, latest: Option<&Stamp>) -> Stamp {
        Stamp::after(latest, clock::millis(), &device::id())
    }

    /// A new plan's first stamp.
    pub fn first_stamp(self) -> Stamp {
        self.stamp(None)
    }

    /// Takes a new plan in and writes it.
    pub fn add(self, plan: Plan) {
        let id = plan.id.clone();
        self.plans.update(|plans| {
            plans.insert(id.clone(), Held { plan, revision: 0, repairs: Vec::new() });
        });
        self.remember_index();
        self.last_change.set(None);
        self.mirror_and_queue(id);
    }

    /// Applies edits to a plan as one change, which `undo_last` takes back as one.
    pub fn edit(self, id: &PlanId, edits: Vec<Edit>, words: impl Into<String>) {
        let undo = self.apply(id, edits);
        if !undo.is_empty() {
            let words = words.into();
            self.last_change.set(Some(LastChange { plan: id.clone(), words, undo: Undo::Edits(undo) }));
            if !self.memory_only.get_untracked() {
                let count = self.changes.get_untracked().saturating_add(1);
                device::remember_changes(count);
                self.changes.set(count);
            }
        }
    }

    /// Applies edits that are written while somebody types, at each pause: the field itself takes them back.
    pub fn keep(self, id: &PlanId, edits: Vec<Edit>) {
        self.apply(id, edits);
    }

    /// Puts a plan that was combined with another copy in place of the plan as it was. `back` undoes it
    /// where another tab has written since.
    pub fn combined(self, before: Plan, after: Plan, back: Back, words: impl Into<String>) {
        let id = after.id.clone();
        self.put(after.clone());
        let undo = Undo::Combining(Box::new((before, after)), back);
        self.last_change.set(Some(LastChange { plan: id, words: words.into(), undo }));
    }

    fn put(self, plan: Plan) {
        let id = plan.id.clone();
        self.plans.update(|plans| {
            if let Some(held) = plans.get_mut(&id) {
                held.plan = plan;
            }
        });
        self.mirror_and_queue(id);
    }

    /// Takes the last change back.
    pub fn undo_last(self) {
        let Some(change) = self.last_change.get_untracked() else { return };
        self.last_change.set(None);
        match change.undo {
            Undo::Edits(edits) => {
                self.apply(&change.plan, edits);
            }
            Undo::Combining(states, back) => {
                let (before, after) = *states;
                let now = self.plans.with_untracked(|plans| Some(plans.get(&change.plan)?.plan.clone()));
                match now {
                    // Another tab has written since: what it wrote stays in the past.
                    Some(now) if now != after => {
                        self.apply(&change.plan, back(&now, &before));
                    }
                    _ => self.put(before),
                }
            }
        }
    }

    fn apply(self, id: &PlanId, edits: Vec<Edit>) -> Vec<Edit> {
        let mut undo = Vec::new();
        self.plans.update(|plans| {
            let Some(held) = plans.get_mut(id) else {
                return;
            };
            for edit in edits {
                let stamp = self.stamp(held.plan.latest_stamp());
                // An edit that does not fit is refused whole and changes nothing.
                if let Ok(inverse) = held.plan.apply(edit, stamp) {
                    undo.insert(0, inverse);
                }
            }
        });
        if !undo.is_empty() {
            self.begin_sitting(id);
            self.mirror_and_queue(id.clone());
        }
        undo
    }

    /// The first edit of a sitting keeps the state before it.
    fn begin_sitting(self, id: &PlanId) {
        let now = clock::millis();
        DISK.with_borrow_mut(|disk| {
            let before = match disk.sittings.iter_mut().find(|(known, _)| known == id) {
                Some((_, at)) => std::mem::replace(at, now),
                None => {
                    disk.sittings.push((id.clone(), now));
                    0
                }
            };
            if now - before > SITTING {
                disk.to_keep.push(id.clone());
            }
        });
    }

    /// Keeps the state a plan is in before something replaces it. Where nothing is kept, the undo is all.
    pub async fn keep_state(self, id: &PlanId, moment: Moment) -> Result<(), StorageError> {
        let Some(database) = DISK.with_borrow(|disk| disk.database.clone()) else {
            return if self.memory_only.get_untracked() { Ok(()) } else { Err(StorageError::Failed) };
        };
        let record = self
            .plans
            .with_untracked(|plans| plans.get(id).map(|held| dto::write_record(&held.plan, held.revision)));
        match record {
            Some(record) => database.keep_state(id.as_str(), &record, moment).await,
            None => Err(StorageError::Failed),
        }
    }

    /// The kept states of a plan, newest first.
    pub async fn states(self, id: &PlanId) -> Result<Vec<State>, StorageError> {
        let Some(database) = DISK.with_borrow(|disk| disk.database.clone()) else {
            return Ok(Vec::new());
        };
        let mut states: Vec<State> = Vec::new();
        for entry in database.states().await? {
            let Some((at, moment)) = read_state_key(&entry.key, id.as_str()) else { continue };
            let record = seal::open(&entry.text).await.and_then(|text| dto::read_record(&text).ok());
            let before = states.partition_point(|state| state.at > at);
            states.insert(before, State { at, moment, plan: record.map(|record| record.plan) });
        }
        Ok(states)
    }

    /// The lock of this device as it is stored.
    pub async fn read_lock(self) -> Option<String> {
        Database::open().await.ok()?.lock().await.ok()?
    }

    /// Opens the device with a key: reads what is stored, and seals what is written from now on.
    pub fn unlock(self, key: Rc<dyn seal::Seal>) {
        seal::install(Some(key));
        self.opening.set(Opening::Reading);
        spawn_local(self.read_device());
    }

    /// Turns the lock on (with what is stored of it, and the key) or off. Waits until all is on disk.
    pub async fn relock(
        self,
        lock: Option<String>,
        key: Option<Rc<dyn seal::Seal>>,
    ) -> Result<(), StorageError> {
        let database = DISK.with_borrow(|disk| disk.database.clone()).ok_or(StorageError::Blocked)?;
        let change = {
            let key = key.clone();
            move |text: String| -> seal::Sealing<String> {
                let key = key.clone();
                Box::pin(async move {
                    let plain = seal::open(&text).await?;
                    match key {
                        Some(key) => key.close(plain).await,
                        None => Some(plain),
                    }
                })
            }
        };
        database.relock(lock.as_deref(), &change).await?;
        seal::install(key);
        self.has_lock.set(lock.is_some());
        mirror::note_lock(lock.is_some());
        mirror::forget_all();
        tabs::tell(START_AGAIN);
        // An edit on its way was mirrored in the other form, or refused.
        let waiting = DISK.with_borrow(|disk| [disk.dirty.clone(), disk.failed.clone()].concat());
        for id in waiting {
            self.mirror_and_queue(id);
        }
        Ok(())
    }

    /// Stores the lock anew with another passphrase, time or hint. The key stays.
    pub async fn change_lock(self, lock: &str) -> Result<(), StorageError> {
        let database = DISK.with_borrow(|disk| disk.database.clone()).ok_or(StorageError::Blocked)?;
        database.change_lock(lock).await
    }

    /// Deletes every plan and everything Onward remembers on this device.
    pub async fn delete_everything(self) -> Result<(), StorageError> {
        let database = DISK.with_borrow_mut(|disk| {
            disk.dirty.clear();
            disk.failed.clear();
            disk.to_keep.clear();
            disk.database.take()
        });
        let database = match database {
            Some(database) => database,
            // Locked: what cannot be opened can be deleted.
            None => Rc::new(Database::open().await?),
        };
        database.delete_all().await?;
        tabs::tell(START_AGAIN);
        device::forget_everything();
        seal::install(None);
        self.memory_only.set(true);
        self.plans.set(LiteMap::new());
        self.last_change.set(None);
        self.last_copy.set(None);
        self.changes.set(0);
        self.has_lock.set(false);
        self.unreadable.set(Vec::new());
        self.missing.set(0);
        self.opening.set(Opening::Ready);
        Ok(())
    }

    /// Takes a plan off the device for good.
    pub fn remove(self, id: &PlanId) {
        self.plans.update(|plans| {
            plans.remove(id);
        });
        self.remember_index();
        self.last_change.set(None);
        mirror::forget(id.as_str());
        if !self.memory_only.get_untracked() {
            mirror::note_gone(id.as_str());
        }
        let id = id.clone();
        spawn_local(async move {
            let database = DISK.with_borrow_mut(|disk| {
                disk.dirty.retain(|dirty| *dirty != id);
                disk.failed.retain(|failed| *failed != id);
                disk.database.clone()
            });
            if let Some(database) = database {
                match database.remove(id.as_str()).await {
                    Ok(()) => mirror::forget_gone(id.as_str()),
                    Err(error) => self.saving.set(Saving::Failed(error)),
                }
            }
        });
    }

    /// Says that the family knows about plans the browser has cleared.
    pub fn accept_missing(self) {
        self.missing.set(0);
        self.remember_index();
    }

    fn remember_index(self) {
        if self.memory_only.get_untracked() {
            return;
        }
        self.plans.with_untracked(|plans| {
            let ids: Vec<&str> = plans.keys().map(PlanId::as_str).collect();
            device::remember_plans(&ids);
        });
    }

    fn mirror_and_queue(self, id: PlanId) {
        if !self.memory_only.get_untracked() {
            self.plans.with_untracked(|plans| {
                if let Some(held) = plans.get(&id) {
                    mirror::keep(&held.plan, held.revision);
                }
            });
        }
        self.queue(id);
    }

    fn queue(self, id: PlanId) {
        if self.memory_only.get_untracked() {
            // The file saved before does not hold this change.
            self.last_copy.set(None);
            return;
        }
        self.saving.set(Saving::Writing);
        let start = DISK.with_borrow_mut(|disk| {
            let again = std::mem::take(&mut disk.failed);
            for id in again.into_iter().chain([id]) {
                if !disk.dirty.contains(&id) {
                    disk.dirty.push(id);
                }
            }
            !std::mem::replace(&mut disk.running, true)
        });
        if start {
            spawn_local(self.write_all());
        }
    }

    /// Tries again to write what was refused.
    pub fn retry(self) {
        if let Some(id) = DISK.with_borrow_mut(|disk| disk.failed.pop()) {
            self.queue(id);
        }
    }

    async fn write_all(self) {
        let mut why = None;
        loop {
            // Until the database is open an edit stays queued, and is not called saved: opening it takes
            // the mirror in and starts the writer again.
            let Some(database) = DISK.with_borrow_mut(|disk| {
                disk.running = disk.database.is_some();
                disk.database.clone()
            }) else {
                return;
            };
            let Some(id) = DISK.with_borrow_mut(|disk| {
                let next = disk.dirty.pop();
                disk.running = next.is_some();
                next
            }) else {
                break;
            };
            let Some(held) = self.plans.with_untracked(|plans| plans.get(&id).cloned()) else {
                continue;
            };
            let keep = DISK.with_borrow_mut(|disk| {
                let is_due = disk.to_keep.contains(&id);
                disk.to_keep.retain(|kept| *kept != id);
                is_due.then_some(Moment::Sitting)
            });
            match database.save(&held.plan, held.revision, keep).await {
                Ok(saved) => {
                    // A new revision changes nothing a person sees: drawing the page anew for it would
                    // take the focus from what they are doing.
                    self.plans.update_untracked(|plans| {
                        if let Some(now) = plans.get_mut(&id) {
                            now.revision = saved.revision;
                        }
                    });
                    if let Some(combined) = &saved.combined {
                        self.plans.update(|plans| {
                            if let Some(now) = plans.get_mut(&id) {
                                now.plan.merge(combined);
                            }
                        });
                    }
                    // Deleted for good while this was on its way to the disk.
                    if self.plans.with_untracked(|plans| !plans.contains_key(&id)) {
                        self.remove(&id);
                        continue;
                    }
                    let edited_since = DISK.with_borrow(|disk| disk.dirty.contains(&id));
                    if !edited_since {
                        mirror::forget(id.as_str());
                    }
                    tabs::tell(id.as_str());
                    // The page's own script asks the browser to keep what is stored.
                    if !held.plan.example {
                        window::tell("onward:saved");
                    }
                }
                Err(error) => {
                    why = Some(error);
                    DISK.with_borrow_mut(|disk| {
                        if keep.is_some() {
                            disk.to_keep.push(id.clone());
                        }
                        disk.failed.push(id);
                    });
                }
            }
        }
        self.saving.set(match why {
            Some(error) => Saving::Failed(error),
            None => Saving::Saved { at: clock::time_of_day() },
        });
    }

    /// Another tab has written a plan: read it and combine.
    pub fn read_again(self, id: String) {
        if id == START_AGAIN {
            // Locked, unlocked or deleted there: what is in memory here is of another time.
            if !self.memory_only.get_untracked() {
                window::reload();
            }
            return;
        }
        spawn_local(async move {
            let Some(database) = DISK.with_borrow(|disk| disk.database.clone()) else {
                return;
            };
            let Ok(entries) = database.load().await else {
                return;
            };
            let Some(entry) = entries.into_iter().find(|entry| entry.key == id) else {
                return;
            };
            let text = seal::open(&entry.text).await;
            let Some(record) = text.and_then(|text| dto::read_record(&text).ok()) else {
                return;
            };
            self.plans.update(|plans| match plans.get_mut(&record.plan.id) {
                Some(held) => {
                    held.plan.merge(&record.plan);
                    held.revision = held.revision.max(record.revision);
                }
                None => {
                    let held = Held {
                        plan: record.plan.clone(),
                        revision: record.revision,
                        repairs: record.repairs,
                    };
                    plans.insert(record.plan.id.clone(), held);
                }
            });
        });
    }

    /// The path of a plan today, worked out anew when a plan or the day changes.
    pub fn path_of(self, id: PlanId) -> Memo<Option<Shown>> {
        Memo::new(move |_| {
            let today = self.today.get();
            self.plans.with(|plans| {
                let plan = &plans.get(&id)?.plan;
                let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
                Some(Shown(Arc::new(path(plan, packs, content::bank_holidays(), today))))
            })
        })
    }

    /// A copy of all plans, or of one, as a file's text. `by` is who saves it, if they want to say.
    pub fn copy(self, only: Option<&PlanId>, by: &str) -> String {
        self.plans.with_untracked(|plans| {
            let chosen: Vec<&Plan> = plans
                .values()
                .map(|held| &held.plan)
                .filter(|plan| only.map_or(plan.binned.value.is_none(), |id| plan.id == *id))
                .collect();
            let note = CopyNote {
                app: env!("CARGO_PKG_VERSION").to_owned(),
                saved_on: Some(self.today.get_untracked()),
                saved_by: by.to_owned(),
                ..CopyNote::default()
            };
            dto::write_copy(&chosen, &note)
        })
    }

    /// Notes that a copy was saved today.
    pub fn copy_saved(self) {
        let day = iso(self.today.get_untracked());
        if !self.memory_only.get_untracked() {
            device::remember_copy(&day);
        }
        self.last_copy.set(Some(day));
        self.changes.set(0);
    }
}
