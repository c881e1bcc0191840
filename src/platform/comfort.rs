//! The reading settings of this device: how Onward looks and sounds.
//!
//! They are one JSON text of names and words. `public/comfort.js` reads the same text before the first
//! paint and turns it into attributes of the page; what those do is in `style/tokens.css`. Invariants:
//! - a word that is not known counts as the default, and the other settings hold all the same;
//! - what a newer version has written beside them is kept.

use serde_json::{Map, Value};

use super::{device, window};

const KEY: &str = "onward.comfort";

/// A setting and the words it can have.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// Its words; the first is the default.
    pub words: &'static [&'static str],
}

/// How a setting is made known to both sides: `public/comfort.js` has the same list (tests/tidy).
macro_rules! settings {
    ($($(#[$doc:meta])* $constant:ident: $name:literal = [$($word:literal),*];)*) => {
        $($(#[$doc])* pub static $constant: Setting = Setting { name: $name, words: &[$($word),*] };)*
    };
}

settings! {
    /// Colours. `auto` is as the device is set.
    THEME: "theme" = ["auto", "paper", "white", "blue", "dark", "contrast-light", "contrast-dark"];
    /// Text size, in percent.
    SIZE: "size" = ["100", "110", "125", "150", "175", "200"];
    /// The letters' shapes.
    FONT: "font" = ["atkinson", "device", "opendyslexic"];
    /// Space between lines.
    LINES: "lines" = ["usual", "more", "most"];
    /// Space between letters and words.
    LETTERS: "letters" = ["usual", "more", "most"];
    /// Length of lines.
    WIDTH: "width" = ["usual", "short", "long"];
    /// Easy Read's drawings.
    PICTURES: "pictures" = ["colour", "lines", "none"];
    /// Simpler words. `auto` is as the view is set.
    SIMPLER: "simpler" = ["auto", "on", "off"];
    /// Movement. `auto` is as the device is set.
    MOTION: "motion" = ["auto", "less"];
    /// Speed of reading aloud.
    SPEED: "speed" = ["usual", "slow", "fast"];
    /// What reading aloud does on a change of page.
    FOLLOW: "follow" = ["stop", "on"];
    /// One-key shortcuts.
    KEYS: "keys" = ["on", "off"];
}

/// What a person has chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen(Map<String, Value>);

impl Chosen {
    /// Reads what was written. What is no list of settings counts as none.
    pub fn read(text: &str) -> Self {
        serde_json::from_str::<Value>(text)
            .ok()
            .and_then(|value| if let Value::Object(chosen) = value { Some(chosen) } else { None })
            .map_or_else(Self::default, Self)
    }

    /// The word of a setting.
    pub fn word(&self, setting: &'static Setting) -> &'static str {
        let chosen = self.0.get(setting.name).and_then(Value::as_str);
        let known = setting.words.iter().find(|word| chosen == Some(word));
        known.or(setting.words.first()).copied().unwrap_or_default()
    }

    /// Sets a setting by its name.
    pub fn set(&mut self, name: String, word: String) {
        self.0.insert(name, Value::String(word));
    }

    /// The text to store.
    pub fn write(self) -> String {
        Value::Object(self.0).to_string()
    }
}

/// The text stored on this device; empty if there is none.
pub fn recall() -> String {
    device::recall(KEY).unwrap_or_default()
}

/// Stores a text.
pub fn remember(text: &str) {
    device::remember(KEY, text);
}

/// Has the page follow a text.
pub fn show(text: &str) {
    window::call("onwardComfort", text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_read_back() {
        let mut chosen = Chosen::default();
        chosen.set("theme".into(), "dark".into());
        chosen.set("size".into(), "150".into());
        let read = Chosen::read(&chosen.write());
        assert_eq!((read.word(&THEME), read.word(&SIZE), read.word(&FONT)), ("dark", "150", "atkinson"));
    }

    #[test]
    fn an_unknown_word_falls_back_alone() {
        let read =
            Chosen::read(r#"{"theme":"plaid","size":150,"font":"opendyslexic","lines":null,"keys":["off"]}"#);
        assert_eq!(read.word(&THEME), "auto");
        assert_eq!(read.word(&SIZE), "100");
        assert_eq!(read.word(&LINES), "usual");
        assert_eq!(read.word(&KEYS), "on");
        assert_eq!(read.word(&FONT), "opendyslexic");
    }

    #[test]
    fn what_is_no_list_of_settings_counts_as_none() {
        for text in ["", "{", "[]", "7", "null", "\"dark\"", "{\"theme\":", "\u{0}"] {
            assert_eq!(Chosen::read(text), Chosen::default(), "{text:?}");
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept() {
        let mut read = Chosen::read(r#"{"ruler":"on","theme":"plaid","deep":{"a":[1]}}"#);
        read.set("size".into(), "200".into());
        let text = read.write();
        for kept in [r#""ruler":"on""#, r#""theme":"plaid""#, r#""deep":{"a":[1]}"#, r#""size":"200""#] {
            assert!(text.contains(kept), "{text}");
        }
    }
}
