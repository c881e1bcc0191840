//! Things locked with a passphrase, as they are written down. The locking itself is the browser's
//! (`src/platform/crypto.rs`); here is only the form, and how a form from outside is judged.
//!
//! The form holds no key. It holds a *check*: 16 bytes worked out from the passphrase beside the key,
//! which tell a wrong passphrase from a damaged file without telling either key or passphrase.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::letters::{from_letters, to_letters};
use crate::calendar::{iso, parse_iso};
use crate::dto::{self, RestoreError, object};

/// Rounds of PBKDF2 with SHA-256: what OWASP asks for in 2026.
pub const ROUNDS: u32 = 600_000;
/// More rounds than this would keep a device busy for a minute: only a hostile file asks for them.
const MOST_ROUNDS: u64 = 10_000_000;
/// Bytes of salt.
pub const SALT: usize = 16;
/// Bytes of the check.
pub const CHECK: usize = 16;
/// Bytes that AES-GCM needs afresh for each thing it seals.
pub const NONCE: usize = 12;

const KIND: &str = "PBKDF2-SHA-256 AES-256-GCM";
const LOCKED_FORMAT: &str = "onward-locked";
const LOCK_FORMAT: &str = "onward-lock";
const SCHEMA: i64 = 1;

/// Bytes locked with a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// Rounds that made the key from the passphrase.
    pub rounds: u32,
    /// What made it different from other keys of the same passphrase.
    pub salt: Vec<u8>,
    /// Tells whether a passphrase is the right one.
    pub check: Vec<u8>,
    /// The bytes, sealed: [`NONCE`] bytes, then what AES-GCM made.
    pub sealed: Vec<u8>,
}

impl Locked {
    /// As JSON.
    pub fn to_json(&self) -> Value {
        object(vec![
            ("with", KIND.into()),
            ("rounds", self.rounds.into()),
            ("salt", to_letters(&self.salt).into()),
            ("check", to_letters(&self.check).into()),
            ("sealed", to_letters(&self.sealed).into()),
        ])
    }

    /// From JSON; `None` if it is not what [`Locked::to_json`] writes.
    pub fn from_json(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        let bytes = |key: &str| from_letters(text(key)?);
        let rounds = value.get("rounds").and_then(Value::as_u64)?;
        let (salt, check, sealed) = (bytes("salt")?, bytes("check")?, bytes("sealed")?);
        let is_sound = text("with") == Some(KIND)
            && (u64::from(ROUNDS)..=MOST_ROUNDS).contains(&rounds)
            && salt.len() == SALT
            && check.len() == CHECK
            && sealed.len() > NONCE;
        is_sound.then_some(Self { rounds: u32::try_from(rounds).ok()?, salt, check, sealed })
    }
}

/// Writes a locked copy: a file that says what it is, and nothing of what is in it.
pub fn write_locked(locked: &Locked, app_version: &str, saved_on: NaiveDate) -> String {
    let file = object(vec![
        ("format", LOCKED_FORMAT.into()),
        ("schema", SCHEMA.into()),
        ("about", "This copy is locked with a passphrase. Open it with Onward, and type the passphrase there. Nobody can open it without.".into()),
        ("app", app_version.into()),
        ("saved_on", iso(saved_on).into()),
        ("locked", locked.to_json()),
    ]);
    format!("{file:#}\n")
}

/// The lock of a device: one random key for everything stored, itself locked twice.
#[derive(Clone, Debug, PartialEq)]
pub struct DeviceLock {
    /// The key, locked with the passphrase.
    pub by_passphrase: Locked,
    /// The key, locked with the code of the recovery sheet.
    pub by_recovery: Locked,
    /// What the person wrote to remember the passphrase by; anybody can read it.
    pub hint: String,
    /// Locks after so many minutes without a touch; 0 is only on closing.
    pub after_minutes: u32,
    /// The day it was turned on.
    pub since: Option<NaiveDate>,
    /// What this version does not know.
    pub unknown: Map<String, Value>,
}

impl DeviceLock {
    /// As JSON.
    pub fn to_json(&self) -> Value {
        let mut out = self.unknown.clone();
        let mut put = |key: &str, value: Value| {
            out.insert(key.to_owned(), value);
        };
        put("format", LOCK_FORMAT.into());
        put("schema", SCHEMA.into());
        put("by_passphrase", self.by_passphrase.to_json());
        put("by_recovery", self.by_recovery.to_json());
        put("hint", self.hint.as_str().into());
        put("after_minutes", self.after_minutes.into());
        put("since", self.since.map(iso).into());
        Value::Object(out)
    }

    /// From JSON.
    pub fn from_json(value: &Value) -> Result<Self, RestoreError> {
        let fields = value.as_object().ok_or(RestoreError::NotOnward)?;
        if fields.get("format").and_then(Value::as_str) != Some(LOCK_FORMAT) {
            return Err(RestoreError::NotOnward);
        }
        if fields.get("schema").and_then(Value::as_i64).unwrap_or(0) > SCHEMA {
            return Err(RestoreError::Newer);
        }
        let locked = |key: &str| fields.get(key).and_then(Locked::from_json).ok_or(RestoreError::Unreadable);
        const KNOWN: &[&str] =
            &["format", "schema", "by_passphrase", "by_recovery", "hint", "after_minutes", "since"];
        let mut unknown = Map::new();
        for (key, value) in fields {
            if !KNOWN.contains(&key.as_str()) {
                unknown.insert(key.clone(), value.clone());
            }
        }
        let minutes = fields.get("after_minutes").and_then(Value::as_u64).unwrap_or(0);
        Ok(Self {
            by_passphrase: locked("by_passphrase")?,
            by_recovery: locked("by_recovery")?,
            hint: fields.get("hint").and_then(Value::as_str).unwrap_or_default().to_owned(),
            after_minutes: u32::try_from(minutes).unwrap_or(0),
            since: fields.get("since").and_then(Value::as_str).and_then(parse_iso),
            unknown,
        })
    }
}

/// Letters of a recovery code: no I, L, O or U, which are misread (Crockford's base 32).
const CODE_LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a recovery code: 5 bits each, 120 together.
pub const CODE_LENGTH: usize = 24;

/// Random bytes as the code of a recovery sheet: six groups of four. One byte makes one letter.
pub fn write_code(bytes: &[u8]) -> String {
    let mut code = String::new();
    for (at, byte) in bytes.iter().take(CODE_LENGTH).enumerate() {
        if at > 0 && at % 4 == 0 {
            code.push('-');
        }
        let letter = CODE_LETTERS.get(usize::from(byte & 31)).copied().unwrap_or(b'0');
        code.push(char::from(letter));
    }
    code
}

/// A code as typed, with what is often mistaken put right. Anything else stays, and will not fit.
pub fn read_code(typed: &str) -> String {
    let mut code = String::new();
    for letter in typed.chars().filter(|letter| !letter.is_ascii_whitespace() && *letter != '-') {
        code.push(match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            letter => letter,
        });
    }
    code
}

/// What stands before the letters of a text that is stored sealed with the device's key.
const SEALED: &str = "onward-sealed:1:";

/// Writes a sealed text for storing.
pub fn write_sealed(sealed: &[u8]) -> String {
    [SEALED, &to_letters(sealed)].concat()
}

/// Whether a stored text is sealed, of this version or a newer one.
pub fn is_sealed(text: &str) -> bool {
    text.starts_with("onward-sealed:")
}

/// The sealed bytes of a stored text.
pub fn read_sealed(text: &str) -> Option<Vec<u8>> {
    from_letters(text.strip_prefix(SEALED)?)
}

/// What a text from outside turns out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Outside {
    /// Plans to look at.
    Copy(dto::Copy),
    /// Something locked: what comes out of it is again a text from outside.
    Locked(Locked),
    /// A rescue file of a locked device: its lock, and sealed records.
    Rescue(DeviceLock, Vec<String>),
}

/// Reads whatever a person opens: a copy, a bare plan, a rescue file, each locked or not.
pub fn read_outside(text: &str) -> Result<Outside, RestoreError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    // What is not JSON is said in the words of a copy.
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return dto::read_copy(text).map(Outside::Copy);
    };
    if value.get("format").and_then(Value::as_str) == Some(LOCKED_FORMAT) {
        if value.get("schema").and_then(Value::as_i64).unwrap_or(0) > SCHEMA {
            return Err(RestoreError::Newer);
        }
        let locked = value.get("locked").and_then(Locked::from_json);
        return locked.map(Outside::Locked).ok_or(RestoreError::Unreadable);
    }
    if let Value::Array(items) = &value {
        let lock = items.iter().find_map(|item| match DeviceLock::from_json(item) {
            Err(RestoreError::NotOnward) => None,
            found => Some(found),
        });
        if let Some(lock) = lock {
            let sealed = items.iter().filter_map(Value::as_str).filter(|text| is_sealed(text));
            return Ok(Outside::Rescue(lock?, sealed.map(str::to_owned).collect()));
        }
    }
    dto::read_copy(text).map(Outside::Copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locked() -> Locked {
        Locked { rounds: ROUNDS, salt: vec![1; SALT], check: vec![2; CHECK], sealed: vec![3; NONCE + 20] }
    }

    fn lock() -> DeviceLock {
        let mut unknown = Map::new();
        unknown.insert("later".into(), "kept".into());
        DeviceLock {
            by_passphrase: locked(),
            by_recovery: locked(),
            hint: "The dog’s <b>name</b>".into(),
            after_minutes: 15,
            since: parse_iso("2026-11-25"),
            unknown,
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(Locked::from_json(&locked().to_json()), Some(locked()));
        assert_eq!(DeviceLock::from_json(&lock().to_json()), Ok(lock()));
        assert_eq!(read_sealed(&write_sealed(b"abc")).as_deref(), Some(&b"abc"[..]));
        let day = parse_iso("2026-11-25").unwrap();
        let text = write_locked(&locked(), "0.1.0", day);
        assert_eq!(read_outside(&format!("\u{feff}{text}\r\n")), Ok(Outside::Locked(locked())));
        let rescue = Value::Array(vec![lock().to_json(), write_sealed(b"abc").into()]).to_string();
        assert_eq!(read_outside(&rescue), Ok(Outside::Rescue(lock(), vec![write_sealed(b"abc")])));
    }

    #[test]
    fn a_code_can_be_typed_as_it_is_read() {
        let code = write_code(&(0..CODE_LENGTH as u8).map(|at| at * 11).collect::<Vec<_>>());
        assert_eq!(code, "0BP1-CQ2D-R3ES-4FT5-GV6H-W7JX");
        assert_eq!(read_code(&code), code.replace('-', ""));
        assert_eq!(read_code(" obpl cq2d r3es 4ft5 gv6h w7jx\n"), read_code(&code));
    }

    #[test]
    fn a_lock_that_asks_for_too_much_or_too_little_is_no_lock() {
        for (key, value) in [
            ("rounds", Value::from(1_000)),
            ("rounds", Value::from(4_000_000_000_u32)),
            ("salt", "AA".into()),
            ("check", "".into()),
            ("sealed", "AAAA".into()),
            ("with", "something newer".into()),
        ] {
            let mut json = locked().to_json();
            json.as_object_mut().unwrap().insert(key.into(), value);
            assert_eq!(Locked::from_json(&json), None, "{key}");
        }
    }
}
