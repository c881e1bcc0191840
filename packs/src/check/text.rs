//! Words a family reads, ids, sources and days.

use chrono::NaiveDate;
use onward_core::pack::Source;
use toml::value::Datetime;

use super::Checker;
use crate::known;
use crate::raw::{self, At};
use crate::words;

impl Checker<'_> {
    /// A name or label: not empty, and not about a council in the national pack.
    pub fn name(&mut self, what: &str, text: &At<String>) -> String {
        if text.get_ref().trim().is_empty() {
            self.problem(text, format!("{what} is empty: write it"));
        }
        self.no_place(what, text);
        text.get_ref().clone()
    }

    /// Words a family reads.
    pub(super) fn text(&mut self, what: &str, text: &At<String>) -> String {
        self.name(what, text);
        for fault in words::faults(text.get_ref()) {
            self.problem(text, format!("{what}: {fault}"));
        }
        self.never(what, text);
        self.no_phone(what, text);
        text.get_ref().clone()
    }

    pub(super) fn no_phone(&mut self, what: &str, text: &At<String>) {
        if let Some(number) = words::phone_number(text.get_ref()) {
            self.problem(
                text,
                format!("{what}: \"{number}\" looks like a phone number: phone numbers go into [[service]]"),
            );
        }
    }

    // A word that the glossary keeps for nothing else must not stand for a thing that has a name.
    pub(super) fn never(&mut self, what: &str, text: &At<String>) {
        let lower = text.get_ref().to_lowercase();
        let found = self.names.never.iter().find(|(never, _)| words::has_word(&lower, never));
        if let Some((never, term)) = found {
            self.problem(text, format!("{what}: \"{never}\" stands in it: say \"{term}\""));
        }
    }

    pub(super) fn optional_text(&mut self, what: &str, text: Option<&At<String>>) -> String {
        match text {
            Some(text) if !text.get_ref().is_empty() => self.text(what, text),
            _ => String::new(),
        }
    }

    pub(super) fn texts(&mut self, what: &str, texts: &[At<String>]) -> Vec<String> {
        texts.iter().map(|text| self.text(what, text)).collect()
    }

    fn no_place(&mut self, what: &str, text: &At<String>) {
        if !self.names.national {
            return;
        }
        for place in &self.names.places {
            if words::has_word(text.get_ref(), place) {
                self.problem(
                    text,
                    format!(
                        "{what} names \"{place}\": what is about one council goes into that council's pack"
                    ),
                );
            }
        }
    }

    /// One of the words of a type.
    pub(super) fn word<T: for<'de> serde::Deserialize<'de>>(
        &mut self,
        what: &str,
        word: &At<String>,
    ) -> Option<T> {
        match known::word(word.get_ref()) {
            Ok(value) => Some(value),
            Err(words) => {
                self.problem(word, format!("{what} {words}"));
                None
            }
        }
    }

    /// A small identifier: lower-case letters, digits and one kind of joint.
    pub fn id(&mut self, what: &str, id: &At<String>, joint: char) -> String {
        let text = id.get_ref();
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint;
        let joints: String = [joint, joint].iter().collect();
        let good = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(fits)
            && !text.ends_with(joint)
            && !text.contains(&joints);
        if !good {
            self.problem(
                id,
                format!("{what} \"{text}\": use lower-case letters and digits joined by \"{joint}\""),
            );
        }
        text.clone()
    }

    pub(super) fn source<T>(&mut self, owner: &At<T>, source: Option<&At<raw::Source>>) -> Source {
        let Some(source) = source else {
            self.problem(owner, "it has no source: add source = { name = \"…\" }");
            return Source { name: String::new(), web: String::new() };
        };
        let name = match &source.get_ref().name {
            Some(name) if name.get_ref().trim().is_empty() => {
                self.problem(name, "the source has an empty name: write the document and section");
                String::new()
            }
            Some(name) => {
                self.no_place("the source", name);
                self.no_dagger("the source", name);
                name.get_ref().clone()
            }
            None => {
                self.problem(source, "the source has no name: write the document and section");
                String::new()
            }
        };
        let web = source.get_ref().web.as_ref().map(|web| self.web(web)).unwrap_or_default();
        // A number is what a section, regulation, chapter, page or year of a document always has.
        if web.is_empty() && !name.is_empty() && !name.contains(|sign: char| sign.is_ascii_digit()) {
            self.problem(
                source,
                "nobody can look this up: give the source a web address, or name the section of the document",
            );
        }
        Source { name, web }
    }

    fn no_dagger(&mut self, what: &str, text: &At<String>) {
        if text.get_ref().contains('†') {
            self.problem(text, format!("{what} has a \"†\" from the fact files: take it away"));
        }
    }

    pub(super) fn web(&mut self, web: &At<String>) -> String {
        let address = web.get_ref();
        if address.is_empty() {
            return String::new();
        }
        self.no_dagger("the address", web);
        let host = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        if !host.is_some_and(|host| host.contains('.') && !host.starts_with('.')) {
            self.problem(web, "the address must be a whole one that starts with https:// or http://");
        }
        if address.contains(char::is_whitespace) {
            self.problem(web, "there is a space in the address: take it away");
        }
        address.clone()
    }

    pub(super) fn checked_on<T>(&mut self, owner: &At<T>, day: Option<&At<Datetime>>) -> NaiveDate {
        match day {
            Some(day) => self.day("checked_on", day),
            None => {
                self.problem(owner, "checked_on is missing: write the day you checked the source, for example checked_on = 2026-11-22");
                NaiveDate::default()
            }
        }
    }

    pub(super) fn day(&mut self, what: &str, day: &At<Datetime>) -> NaiveDate {
        let written = day.get_ref();
        let date =
            written.date.filter(|_| written.time.is_none() && written.offset.is_none()).and_then(|date| {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            });
        date.unwrap_or_else(|| {
            self.problem(day, format!("{what} must be a day without a time, for example 2026-11-22"));
            NaiveDate::default()
        })
    }
}
