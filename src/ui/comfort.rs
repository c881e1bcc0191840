//! The reading settings as pages ask for them, and every change to them.

use leptos::prelude::*;

use super::workspace;
use crate::platform::comfort::{self, Chosen, Setting};

/// The reading settings of this visit. A text, as it is stored: a type of its own would cost its own
/// signal code.
#[derive(Clone, Copy)]
pub struct Comfort {
    text: RwSignal<String>,
}

impl Comfort {
    /// As they are stored on this device.
    pub fn start() -> Self {
        Self { text: RwSignal::new(comfort::recall()) }
    }

    /// The word of a setting; follows changes.
    pub fn word(self, setting: &'static Setting) -> &'static str {
        self.text.with(|text| Chosen::read(text).word(setting))
    }

    /// Whether the person wants simpler words everywhere (`Some(true)`), nowhere (`Some(false)`), or as
    /// the view is set (`None`).
    pub fn simpler_words(self) -> Option<bool> {
        match self.word(&comfort::SIMPLER) {
            "on" => Some(true),
            "off" => Some(false),
            _ => None,
        }
    }

    /// The file of drawings, below the site's address; `None` if the person wants no pictures.
    pub fn pictures(self) -> Option<&'static str> {
        match self.word(&comfort::PICTURES) {
            "none" => None,
            "lines" => Some("pictures-line.svg"),
            _ => Some("pictures.svg"),
        }
    }

    /// Changes one setting, at once.
    pub fn choose(self, name: String, word: String) {
        // Another tab may have changed others since.
        let stored = if workspace().memory_only.get_untracked() {
            self.text.get_untracked()
        } else {
            comfort::recall()
        };
        let mut chosen = Chosen::read(&stored);
        chosen.set(name, word);
        self.put(chosen.write());
    }

    /// Back to the usual settings.
    pub fn reset(self) {
        self.put(String::new());
    }

    fn put(self, text: String) {
        if !workspace().memory_only.get_untracked() {
            comfort::remember(&text);
        }
        comfort::show(&text);
        self.text.set(text);
    }
}
