//! The key of a locked device at work: seals what is stored, and opens it.

use std::rc::Rc;

use onward_core::exchange::locked::{read_sealed, write_sealed};

use crate::platform::crypto::{CryptoError, Key};
use crate::platform::storage::seal::{Seal, Sealing};

/// Bytes of the device's key.
pub const KEY: usize = 32;
/// What a sealed text is bound to.
const ABOUT: &str = "onward record";

struct DeviceKey(Key);

impl Seal for DeviceKey {
    fn close(&self, text: String) -> Sealing<String> {
        let key = self.0.clone();
        Box::pin(async move { Some(write_sealed(&key.seal(text.as_bytes(), ABOUT).await.ok()?)) })
    }

    fn open(&self, text: String) -> Sealing<String> {
        let key = self.0.clone();
        Box::pin(async move {
            let opened = key.open(&read_sealed(&text)?, ABOUT).await.ok()?;
            String::from_utf8(opened).ok()
        })
    }
}

/// The cipher of a key.
pub async fn of(key: &[u8]) -> Result<Rc<dyn Seal>, CryptoError> {
    Ok(Rc::new(DeviceKey(Key::of(key).await?)))
}
