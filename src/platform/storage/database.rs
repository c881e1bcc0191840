//! IndexedDB, straight through web-sys: a request becomes a promise by giving it the promise's own two
//! functions as handlers. The wrapper crate `idb` did the same in about 5 KiB more (ARCHITECTURE.md).

use js_sys::{Array, Promise};
use onward_core::exchange::locked::is_sealed;
use onward_core::plan::Plan;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::seal::{self, Seal};
use super::{
    Entry, Moment, Saved, StorageError, Write, plan_write, previous_key, state_key, states_too_many,
};
use crate::platform::clock;

// `boot.js` reads the same names when the WASM cannot.
const DATABASE: &str = "onward";
const VERSION: u32 = 2;
const PLANS: &str = "plans";
const QUARANTINE: &str = "quarantine";
const STATES: &str = "states";
const LOCK: &str = "lock";
const STORES: [&str; 4] = [PLANS, QUARANTINE, STATES, LOCK];
/// The key of the one entry of the store `lock`.
const LOCK_KEY: &str = "lock";

/// The open database.
pub struct Database {
    inner: IdbDatabase,
}

impl Database {
    /// Opens the database, making it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let blocked = |_| StorageError::Blocked;
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let opening =
            factory.ok_or(StorageError::Blocked)?.open_with_u32(DATABASE, VERSION).map_err(blocked)?;
        let make_stores = Closure::once_into_js(|event: Event| {
            let request = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok());
            let database = request.and_then(|request| request.result().ok()?.dyn_into::<IdbDatabase>().ok());
            if let Some(database) = database {
                for store in STORES {
                    // Fails only if the store exists already, which is as wanted.
                    let _ = database.create_object_store(store);
                }
            }
        });
        opening.set_onupgradeneeded(Some(make_stores.unchecked_ref()));
        let opened = answer(&opening).await.map_err(|_| StorageError::Blocked)?;
        let inner = opened.dyn_into::<IdbDatabase>().map_err(blocked)?;
        // A newer version in another tab wants to change the stores: let it, instead of blocking it.
        let close = inner.clone();
        let give_way = Closure::once_into_js(move || close.close());
        inner.set_onversionchange(Some(give_way.unchecked_ref()));
        Ok(Self { inner })
    }

    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, StorageError> {
        let stores: Array = STORES.iter().map(|name| JsValue::from(*name)).collect();
        // Fails where the browser has closed the database, for example after clearing its data.
        self.inner.transaction_with_str_sequence_and_mode(&stores, mode).map_err(|_| StorageError::Failed)
    }

    /// Every stored record.
    pub async fn load(&self) -> Result<Vec<Entry>, StorageError> {
        self.all_of(PLANS).await
    }

    async fn all_of(&self, name: &str) -> Result<Vec<Entry>, StorageError> {
        let store = store(&self.begin(IdbTransactionMode::Readonly)?, name)?;
        // Both are asked at once: a transaction with nothing to do ends by itself.
        let (keys, texts) = (store.get_all_keys().map_err(refused)?, store.get_all().map_err(refused)?);
        let keys: Array = answer(&keys).await?.into();
        let texts: Array = answer(&texts).await?.into();
        let entry =
            |(key, text): (JsValue, JsValue)| Some(Entry { key: key.as_string()?, text: text.as_string()? });
        Ok(keys.iter().zip(texts.iter()).filter_map(entry).collect())
    }

    /// What locks this device, if anything does.
    pub async fn lock(&self) -> Result<Option<String>, StorageError> {
        let lock = store(&self.begin(IdbTransactionMode::Readonly)?, LOCK)?;
        Ok(answer(&lock.get(&LOCK_KEY.into()).map_err(refused)?).await?.as_string())
    }

    /// Writes a plan whose last known revision is `known`. With `keep`, the state stored until now is kept.
    pub async fn save(&self, plan: &Plan, known: u64, keep: Option<Moment>) -> Result<Saved, StorageError> {
        let Some(seal) = seal::current() else {
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            let stored = stored_record(&transaction, plan.id.as_str()).await?;
            has_lock(&transaction, false).await?;
            let write = plan_write(stored.clone(), plan, known);
            let texts = Texts::plain(&write);
            return self.write(transaction, plan, write, texts, stored, keep).await;
        };
        // Sealing takes longer than a transaction lives: read, work out, and write only if nobody has
        // written in between.
        loop {
            let stored = stored_record(&self.begin(IdbTransactionMode::Readonly)?, plan.id.as_str()).await?;
            let plain = match &stored {
                // A text that this key does not open is kept aside like any that cannot be read.
                Some(text) => Some(seal::open(text).await.unwrap_or_else(|| text.clone())),
                None => None,
            };
            let write = plan_write(plain, plan, known);
            let texts = Texts::sealed(&write, stored.as_deref(), &*seal).await?;
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            has_lock(&transaction, true).await?;
            if stored_record(&transaction, plan.id.as_str()).await? == stored {
                return self.write(transaction, plan, write, texts, stored, keep).await;
            }
        }
    }

    async fn write(
        &self,
        transaction: IdbTransaction,
        plan: &Plan,
        write: Write,
        texts: Texts,
        stored: Option<String>,
        keep: Option<Moment>,
    ) -> Result<Saved, StorageError> {
        let id = plan.id.as_str();
        let plans = store(&transaction, PLANS)?;
        put(&plans, &texts.record, id)?;
        if let Some(previous) = &texts.previous {
            put(&plans, previous, &previous_key(id))?;
        }
        if let Some(text) = &texts.unreadable {
            put(&store(&transaction, QUARANTINE)?, text, id)?;
        }
        let moments = [keep, write.is_migration.then_some(Moment::Migration)];
        if let Some(stored) = &stored {
            for moment in moments.into_iter().flatten() {
                put(&store(&transaction, STATES)?, stored, &state_key(id, clock::millis(), moment))?;
            }
        }
        if keep.is_some() {
            make_room(&store(&transaction, STATES)?, id).await?;
        }
        complete(&transaction).await?;
        Ok(write.saved)
    }

    /// Keeps a state of a plan.
    pub async fn keep_state(&self, id: &str, record: &str, moment: Moment) -> Result<(), StorageError> {
        let text = seal::close(record).await.ok_or(StorageError::Failed)?;
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        has_lock(&transaction, seal::current().is_some()).await?;
        let states = store(&transaction, STATES)?;
        put(&states, &text, &state_key(id, clock::millis(), moment))?;
        make_room(&states, id).await?;
        complete(&transaction).await
    }

    /// Every kept state of every plan, as it lies there: whose each is, its key says.
    pub async fn states(&self) -> Result<Vec<Entry>, StorageError> {
        self.all_of(STATES).await
    }

    /// Takes a plan off the device for good, with every state of it.
    pub async fn remove(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let plans = store(&transaction, PLANS)?;
        for key in [id, &previous_key(id)] {
            plans.delete(&key.into()).map_err(refused)?;
        }
        // All at once: a page that is left in between would keep the plan.
        let states = store(&transaction, STATES)?;
        states.delete(&states_of(id).ok_or(StorageError::Failed)?).map_err(refused)?;
        complete(&transaction).await
    }

    /// Keeps a text that could not be read aside, never thrown away.
    pub async fn quarantine(&self, key: &str, text: &str) -> Result<(), StorageError> {
        // What was opened with the key goes back sealed; what it did not open is still sealed.
        let sealed = if is_sealed(text) { Some(text.to_owned()) } else { seal::close(text).await };
        let text = sealed.ok_or(StorageError::Failed)?;
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        put(&store(&transaction, QUARANTINE)?, &text, key)?;
        complete(&transaction).await
    }

    /// Turns the lock on, off, or changes it: writes every stored text anew as `change` makes it, and the
    /// lock, in one transaction. Nothing is changed unless all of it is.
    pub async fn relock(
        &self,
        lock: Option<&str>,
        change: &dyn Fn(String) -> seal::Sealing<String>,
    ) -> Result<(), StorageError> {
        loop {
            let mut before = Vec::new();
            let mut after = Vec::new();
            for name in [PLANS, QUARANTINE, STATES] {
                for entry in self.all_of(name).await? {
                    after.push(change(entry.text.clone()).await.ok_or(StorageError::Failed)?);
                    before.push((name, entry));
                }
            }
            let transaction = self.begin(IdbTransactionMode::Readwrite)?;
            let mut is_same = true;
            for name in [PLANS, QUARANTINE, STATES] {
                let store = store(&transaction, name)?;
                let texts: Array = answer(&store.get_all().map_err(refused)?).await?.into();
                let known = before.iter().filter(|(of, _)| *of == name).map(|(_, entry)| &entry.text);
                let now: Vec<String> = texts.iter().filter_map(|text| text.as_string()).collect();
                is_same &= known.eq(now.iter());
            }
            if !is_same {
                continue;
            }
            for ((name, entry), text) in before.iter().zip(&after) {
                put(&store(&transaction, name)?, text, &entry.key)?;
            }
            let locks = store(&transaction, LOCK)?;
            match lock {
                Some(lock) => put(&locks, lock, LOCK_KEY)?,
                None => {
                    locks.clear().map_err(refused)?;
                }
            }
            return complete(&transaction).await;
        }
    }

    /// Writes the lock anew, with another passphrase or another time.
    pub async fn change_lock(&self, lock: &str) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        put(&store(&transaction, LOCK)?, lock, LOCK_KEY)?;
        complete(&transaction).await
    }

    /// Deletes the whole database. Other tabs let go of it when they are told.
    pub async fn delete_all(&self) -> Result<(), StorageError> {
        self.inner.close();
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let request = factory.ok_or(StorageError::Failed)?.delete_database(DATABASE).map_err(refused)?;
        answer(&request).await?;
        Ok(())
    }
}

/// The texts of a write as they are stored.
struct Texts {
    record: String,
    previous: Option<String>,
    unreadable: Option<String>,
}

impl Texts {
    fn plain(write: &Write) -> Self {
        let Write { record, previous, unreadable, .. } = write.clone();
        Self { record, previous, unreadable }
    }

    /// What is moved stays as it lies; only the new record is sealed.
    async fn sealed(write: &Write, stored: Option<&str>, seal: &dyn Seal) -> Result<Self, StorageError> {
        let record = seal.close(write.record.clone()).await.ok_or(StorageError::Failed)?;
        let moved = |text: &Option<String>| text.as_ref().and(stored).map(str::to_owned);
        Ok(Self { record, previous: moved(&write.previous), unreadable: moved(&write.unreadable) })
    }
}

/// Asked in the transaction that writes: once a lock is on nothing is written in the clear, and once it is
/// off nothing is sealed with a key that nobody has any more.
async fn has_lock(transaction: &IdbTransaction, expected: bool) -> Result<(), StorageError> {
    let count = answer(&store(transaction, LOCK)?.count().map_err(refused)?).await?;
    let is_as_expected = (count.as_f64().unwrap_or(0.0) > 0.0) == expected;
    if is_as_expected { Ok(()) } else { Err(StorageError::Locked) }
}

async fn stored_record(transaction: &IdbTransaction, id: &str) -> Result<Option<String>, StorageError> {
    let plans = store(transaction, PLANS)?;
    Ok(answer(&plans.get(&id.into()).map_err(refused)?).await?.as_string())
}

async fn keys_of(store: &IdbObjectStore) -> Result<Vec<String>, StorageError> {
    let keys: Array = answer(&store.get_all_keys().map_err(refused)?).await?.into();
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

async fn make_room(states: &IdbObjectStore, id: &str) -> Result<(), StorageError> {
    for key in states_too_many(&keys_of(states).await?, id) {
        states.delete(&key.as_str().into()).map_err(refused)?;
    }
    Ok(())
}

fn store(transaction: &IdbTransaction, name: &str) -> Result<IdbObjectStore, StorageError> {
    transaction.object_store(name).map_err(|_| StorageError::Failed)
}

fn put(store: &IdbObjectStore, text: &str, key: &str) -> Result<(), StorageError> {
    store.put_with_key(&text.into(), &key.into()).map_err(refused)?;
    Ok(())
}

/// What a request answers, once it has.
async fn answer(request: &IdbRequest) -> Result<JsValue, StorageError> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await.map_err(refused)?;
    request.result().map_err(refused)
}

/// Waits until the transaction is complete. Only then is a write on disk. A request that fails takes its
/// whole transaction with it, so this also reports a refused `put`.
async fn complete(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let completed = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    });
    JsFuture::from(completed).await.map_err(refused)?;
    Ok(())
}

// Quota errors have other names in Firefox and old WebKit, and a refused write has no other cause a
// person could act on: make room, or keep a file.
fn refused(_: JsValue) -> StorageError {
    StorageError::Full
}

/// The range of the keys of a plan's states: `id/…`, up to the letter after the stroke.
fn states_of(id: &str) -> Option<JsValue> {
    let ranges = js_sys::Reflect::get(&js_sys::global(), &"IDBKeyRange".into()).ok()?;
    let bound = js_sys::Reflect::get(&ranges, &"bound".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    let (from, to) = ([id, "/"].concat(), [id, "0"].concat());
    bound.call2(&ranges, &from.as_str().into(), &to.as_str().into()).ok()
}
