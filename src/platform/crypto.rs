//! Locking with a passphrase, by the browser's own WebCrypto: no cipher of ours, and none in the WASM.
//!
//! PBKDF2 with SHA-256 makes 256 bits from the passphrase; HKDF makes two things of them, the key for
//! AES-256-GCM and a check that tells a wrong passphrase from a damaged file. Neither passphrase nor key
//! is ever written down. The form of what is written is in [`onward_core::exchange::locked`].
//!
//! Only pages in parts loaded later use it, so that a first visit does not carry it.

use std::fmt;

use js_sys::{Array, Uint8Array};
use onward_core::exchange::locked::{CHECK, Locked, NONCE, ROUNDS, SALT};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, Crypto, CryptoKey, HkdfParams, Pbkdf2Params, SubtleCrypto};

/// Why something could not be locked or unlocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// The browser has no WebCrypto here: it is too old, or the address is not a safe one.
    Unavailable,
    /// The passphrase is not the one it was locked with.
    WrongPassphrase,
    /// The passphrase is right, but the content was changed or cut short.
    Damaged,
}

impl fmt::Display for CryptoError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Unavailable => "This browser cannot lock or unlock. Update it, or use another one.",
            Self::WrongPassphrase => "That is not the passphrase. Check capital letters and try again.",
            Self::Damaged => "The passphrase is right, but the file is damaged. Try another copy of it.",
        })
    }
}

const KEY_USES: [&str; 2] = ["encrypt", "decrypt"];

/// A key for AES-256-GCM, in memory only.
#[derive(Clone)]
pub struct Key(CryptoKey);

impl Key {
    /// The key of these 32 bytes.
    pub async fn of(bytes: &[u8]) -> Result<Self, CryptoError> {
        if bytes.len() != 32 {
            return Err(CryptoError::Damaged);
        }
        let imported =
            subtle()?.import_key_with_str("raw", &buffer(bytes), "AES-GCM", false, &uses(&KEY_USES));
        Ok(Self(wait(imported).await?.unchecked_into()))
    }

    /// Seals bytes: [`NONCE`] random bytes, then what AES-GCM made. `about` says what they are, and must
    /// be the same when they are opened, so that one sealed text cannot stand in for another.
    pub async fn seal(&self, bytes: &[u8], about: &str) -> Result<Vec<u8>, CryptoError> {
        let mut out = random_bytes(NONCE)?;
        let sealed = subtle()?.encrypt_with_object_and_u8_array(&algorithm(&out, about), &self.0, bytes);
        out.extend(Uint8Array::new(&wait(sealed).await?).to_vec());
        Ok(out)
    }

    /// Opens what [`Key::seal`] made.
    pub async fn open(&self, sealed: &[u8], about: &str) -> Result<Vec<u8>, CryptoError> {
        let (nonce, rest) = sealed.split_at_checked(NONCE).ok_or(CryptoError::Damaged)?;
        let opened = subtle()?.decrypt_with_object_and_u8_array(&algorithm(nonce, about), &self.0, rest);
        let opened = JsFuture::from(opened.map_err(|_| CryptoError::Unavailable)?).await;
        // AES-GCM gives no other reason than that something was changed.
        Ok(Uint8Array::new(&opened.map_err(|_| CryptoError::Damaged)?).to_vec())
    }
}

/// Locks bytes with a passphrase.
pub async fn lock(bytes: &[u8], passphrase: &str) -> Result<Locked, CryptoError> {
    let salt = random_bytes(SALT)?;
    let (key, check) = derive(passphrase, &salt, ROUNDS).await?;
    let sealed = key.seal(bytes, LOCKED).await?;
    Ok(Locked { rounds: ROUNDS, salt, check, sealed })
}

/// Unlocks what [`lock`] locked.
pub async fn unlock(locked: &Locked, passphrase: &str) -> Result<Vec<u8>, CryptoError> {
    let (key, check) = derive(passphrase, &locked.salt, locked.rounds).await?;
    if check != locked.check {
        return Err(CryptoError::WrongPassphrase);
    }
    key.open(&locked.sealed, LOCKED).await
}

/// Random bytes fit for keys.
pub fn random_bytes(count: usize) -> Result<Vec<u8>, CryptoError> {
    let mut bytes = vec![0; count];
    crypto()?.get_random_values_with_u8_array(&mut bytes).map_err(|_| CryptoError::Unavailable)?;
    Ok(bytes)
}

const LOCKED: &str = "onward locked";

/// The key and the check of a passphrase.
async fn derive(passphrase: &str, salt: &[u8], rounds: u32) -> Result<(Key, Vec<u8>), CryptoError> {
    let subtle = subtle()?;
    // The same letters typed on another keyboard, or pasted with a space after them, are the same.
    let passphrase = String::from(js_sys::JsString::from(passphrase.trim()).normalize("NFKC"));
    let bits = |uses_bits: [&str; 1]| uses(&uses_bits);
    let typed = subtle.import_key_with_str(
        "raw",
        &buffer(passphrase.as_bytes()),
        "PBKDF2",
        false,
        &bits(["deriveBits"]),
    );
    let typed: CryptoKey = wait(typed).await?.unchecked_into();
    let stretch = Pbkdf2Params::new("PBKDF2", &"SHA-256".into(), rounds, &buffer(salt));
    let stretched = wait(subtle.derive_bits_with_object(&stretch, &typed, 256)).await?;
    let stretched =
        subtle.import_key_with_str("raw", &stretched.unchecked_into(), "HKDF", false, &bits(["deriveBits"]));
    let stretched: CryptoKey = wait(stretched).await?.unchecked_into();
    let expand = async |what: &str, bytes: usize| {
        let about = buffer(what.as_bytes());
        let part = HkdfParams::new("HKDF", &"SHA-256".into(), &about, &buffer(&[]));
        let bits = u32::try_from(bytes * 8).unwrap_or(0);
        Ok(Uint8Array::new(&wait(subtle.derive_bits_with_object(&part, &stretched, bits)).await?).to_vec())
    };
    let key = Key::of(&expand("onward seal", 32).await?).await?;
    Ok((key, expand("onward check", CHECK).await?))
}

fn algorithm(nonce: &[u8], about: &str) -> AesGcmParams {
    let algorithm = AesGcmParams::new("AES-GCM", &buffer(nonce));
    algorithm.set_additional_data(&buffer(about.as_bytes()));
    algorithm
}

fn buffer(bytes: &[u8]) -> js_sys::Object {
    Uint8Array::from(bytes).into()
}

fn uses(words: &[&str]) -> JsValue {
    words.iter().map(|word| JsValue::from(*word)).collect::<Array>().into()
}

fn crypto() -> Result<Crypto, CryptoError> {
    web_sys::window().and_then(|window| window.crypto().ok()).ok_or(CryptoError::Unavailable)
}

fn subtle() -> Result<SubtleCrypto, CryptoError> {
    let subtle = crypto()?.subtle();
    // Missing where the address is not a safe one.
    if subtle.is_undefined() { Err(CryptoError::Unavailable) } else { Ok(subtle) }
}

async fn wait(asked: Result<js_sys::Promise, JsValue>) -> Result<JsValue, CryptoError> {
    let promise = asked.map_err(|_| CryptoError::Unavailable)?;
    JsFuture::from(promise).await.map_err(|_| CryptoError::Unavailable)
}
