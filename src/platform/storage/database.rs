//! IndexedDB, straight through web-sys: a request becomes a promise by giving it the promise's own two
//! functions as handlers. The wrapper crate `idb` did the same in about 5 KiB more (ARCHITECTURE.md).

use js_sys::{Array, Promise};
use onward_core::plan::Plan;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode};

use super::{Entry, Saved, StorageError, plan_write, previous_key};

// `boot.js` reads the same names when the WASM cannot.
const DATABASE: &str = "onward";
const PLANS: &str = "plans";
const QUARANTINE: &str = "quarantine";

/// The open database.
pub struct Database {
    inner: IdbDatabase,
}

impl Database {
    /// Opens the database, making it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let blocked = |_| StorageError::Blocked;
        let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
        let opening = factory.ok_or(StorageError::Blocked)?.open_with_u32(DATABASE, 1).map_err(blocked)?;
        let make_stores = Closure::once_into_js(|event: Event| {
            let request = event.target().and_then(|target| target.dyn_into::<IdbRequest>().ok());
            let database = request.and_then(|request| request.result().ok()?.dyn_into::<IdbDatabase>().ok());
            if let Some(database) = database {
                for store in [PLANS, QUARANTINE] {
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
        let stores = Array::of2(&PLANS.into(), &QUARANTINE.into());
        // Fails where the browser has closed the database, for example after clearing its data.
        self.inner.transaction_with_str_sequence_and_mode(&stores, mode).map_err(|_| StorageError::Failed)
    }

    /// Every stored record.
    pub async fn load(&self) -> Result<Vec<Entry>, StorageError> {
        let plans = store(&self.begin(IdbTransactionMode::Readonly)?, PLANS)?;
        // Both are asked at once: a transaction with nothing to do ends by itself.
        let (keys, texts) = (plans.get_all_keys().map_err(refused)?, plans.get_all().map_err(refused)?);
        let keys: Array = answer(&keys).await?.into();
        let texts: Array = answer(&texts).await?.into();
        let entry =
            |(key, text): (JsValue, JsValue)| Some(Entry { key: key.as_string()?, text: text.as_string()? });
        Ok(keys.iter().zip(texts.iter()).filter_map(entry).collect())
    }

    /// Writes a plan whose last known revision is `known`.
    pub async fn save(&self, plan: &Plan, known: u64) -> Result<Saved, StorageError> {
        let id = plan.id.as_str();
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let plans = store(&transaction, PLANS)?;
        let stored = answer(&plans.get(&id.into()).map_err(refused)?).await?.as_string();
        let write = plan_write(stored, plan, known);
        put(&plans, &write.record, id)?;
        if let Some(previous) = &write.previous {
            put(&plans, previous, &previous_key(id))?;
        }
        if let Some(text) = &write.unreadable {
            put(&store(&transaction, QUARANTINE)?, text, id)?;
        }
        complete(&transaction).await?;
        Ok(write.saved)
    }

    /// Takes a plan off the device for good.
    pub async fn remove(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        let plans = store(&transaction, PLANS)?;
        for key in [id, &previous_key(id)] {
            plans.delete(&key.into()).map_err(refused)?;
        }
        complete(&transaction).await
    }

    /// Keeps a text that could not be read aside, never thrown away.
    pub async fn quarantine(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let transaction = self.begin(IdbTransactionMode::Readwrite)?;
        put(&store(&transaction, QUARANTINE)?, text, key)?;
        complete(&transaction).await
    }
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
