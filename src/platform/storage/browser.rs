//! IndexedDB, through the `idb` crate.

use std::future::IntoFuture;

use idb::{DatabaseEvent, Factory, TransactionMode};
use onward_core::plan::Plan;
use wasm_bindgen::JsValue;

use super::{Entry, Saved, StorageError, plan_write, previous_key};

// `boot.js` reads the same names when the WASM cannot.
const DATABASE: &str = "onward";
const PLANS: &str = "plans";
const QUARANTINE: &str = "quarantine";

/// The open database.
pub struct Database {
    inner: idb::Database,
}

impl Database {
    /// Opens the database, making it on the first visit.
    pub async fn open() -> Result<Self, StorageError> {
        let factory = Factory::new().map_err(|_| StorageError::Blocked)?;
        let mut request = factory.open(DATABASE, Some(1)).map_err(|_| StorageError::Blocked)?;
        request.on_upgrade_needed(|event| {
            if let Ok(database) = event.database() {
                for store in [PLANS, QUARANTINE] {
                    // Fails only if the store exists already, which is as wanted.
                    let _ = database.create_object_store(store, idb::ObjectStoreParams::new());
                }
            }
        });
        let mut inner = request.await.map_err(|_| StorageError::Blocked)?;
        // A newer version in another tab wants to change the stores: let it, instead of blocking it.
        inner.on_version_change(|event| {
            if let Some(target) = event.target().and_then(|target| idb::Database::try_from(target).ok()) {
                target.close();
            }
        });
        Ok(Self { inner })
    }

    fn begin(&self, mode: TransactionMode) -> Result<idb::Transaction, StorageError> {
        self.inner.transaction(&[PLANS, QUARANTINE], mode).map_err(|_| StorageError::Failed)
    }

    pub(super) async fn load(&self) -> Result<Vec<Entry>, StorageError> {
        let transaction = self.begin(TransactionMode::ReadOnly)?;
        let store = transaction.object_store(PLANS).map_err(|_| StorageError::Failed)?;
        let keys = store.get_all_keys(None, None).map_err(refused)?;
        let values = store.get_all(None, None).map_err(refused)?;
        let keys = keys.await.map_err(refused)?;
        let values = values.await.map_err(refused)?;
        Ok(keys
            .into_iter()
            .zip(values)
            .filter_map(|(key, text)| Some(Entry { key: key.as_string()?, text: text.as_string()? }))
            .collect())
    }

    pub(super) async fn save(&self, plan: &Plan, known: u64) -> Result<Saved, StorageError> {
        let id = plan.id.as_str();
        let transaction = self.begin(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(PLANS).map_err(|_| StorageError::Failed)?;
        let stored = store.get(JsValue::from_str(id)).map_err(refused)?.await.map_err(refused)?;
        let write = plan_write(stored.and_then(|value| value.as_string()), plan, known);
        put(&store, &write.record, id).await?;
        if let Some(previous) = &write.previous {
            put(&store, previous, &previous_key(id)).await?;
        }
        if let Some(text) = &write.unreadable {
            let quarantine = transaction.object_store(QUARANTINE).map_err(|_| StorageError::Failed)?;
            put(&quarantine, text, id).await?;
        }
        complete(transaction).await?;
        Ok(write.saved)
    }

    pub(super) async fn remove(&self, id: &str) -> Result<(), StorageError> {
        let transaction = self.begin(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(PLANS).map_err(|_| StorageError::Failed)?;
        for key in [id.to_owned(), previous_key(id)] {
            store.delete(JsValue::from_str(&key)).map_err(refused)?.await.map_err(refused)?;
        }
        complete(transaction).await
    }

    pub(super) async fn quarantine(&self, key: &str, text: &str) -> Result<(), StorageError> {
        let transaction = self.begin(TransactionMode::ReadWrite)?;
        let store = transaction.object_store(QUARANTINE).map_err(|_| StorageError::Failed)?;
        put(&store, text, key).await?;
        complete(transaction).await
    }
}

async fn put(store: &idb::ObjectStore, text: &str, key: &str) -> Result<(), StorageError> {
    let request = store.put(&JsValue::from_str(text), Some(&JsValue::from_str(key))).map_err(refused)?;
    request.await.map_err(refused)?;
    Ok(())
}

/// Waits until the transaction is complete. Only then is a write on disk.
async fn complete(transaction: idb::Transaction) -> Result<(), StorageError> {
    let result = transaction.commit().map_err(refused)?.into_future().await.map_err(refused)?;
    // A transaction the browser aborts by itself ran out of room.
    if result.is_committed() { Ok(()) } else { Err(StorageError::Full) }
}

// Quota errors have other names in Firefox and old WebKit, and a refused write has no other cause a
// person could act on: make room, or keep a file.
fn refused(_: idb::Error) -> StorageError {
    StorageError::Full
}
