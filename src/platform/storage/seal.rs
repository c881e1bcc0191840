//! What seals stored texts on a locked device. The cipher is not here: the part of the app with the lock's
//! pages brings it once the passphrase is typed, so that a first visit does not carry it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use onward_core::exchange::locked::is_sealed;

/// A text on its way through the cipher; `None` if it would not go.
pub type Sealing<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// Seals texts for storing, and opens them.
pub trait Seal {
    /// Seals a text.
    fn close(&self, text: String) -> Sealing<String>;
    /// Opens a sealed text.
    fn open(&self, text: String) -> Sealing<String>;
}

thread_local! {
    static SEAL: RefCell<Option<Rc<dyn Seal>>> = const { RefCell::new(None) };
}

/// From now on everything stored is sealed, or not.
pub fn install(seal: Option<Rc<dyn Seal>>) {
    SEAL.set(seal);
}

/// What seals now, if this device is locked and its key is here.
pub fn current() -> Option<Rc<dyn Seal>> {
    SEAL.with_borrow(Clone::clone)
}

/// A stored text in the clear; `None` if it is sealed and cannot be opened.
pub async fn open(text: &str) -> Option<String> {
    match (is_sealed(text), current()) {
        (false, _) => Some(text.to_owned()),
        (true, Some(seal)) => seal.open(text.to_owned()).await,
        (true, None) => None,
    }
}

/// A text as it is to be stored.
pub async fn close(text: &str) -> Option<String> {
    match current() {
        None => Some(text.to_owned()),
        Some(seal) => seal.close(text.to_owned()).await,
    }
}
