//! Easy Read lines, and the two other wordings of a step: the official one and the young person's own.

use onward_core::pack::EasyLine;

use super::Checker;
use crate::known;
use crate::raw::{self, At};
use crate::words;

/// The longest line of Easy Read (rule D3).
const LONGEST_EASY_LINE: usize = 15;
/// The longest title in official terms.
const LONGEST_OFFICIAL: usize = 16;
/// The longest title in the young person's own words.
const LONGEST_OWN: usize = 12;

/// Whether the child's name may stand in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// The line is about a person whose name the app knows.
    Allowed,
    /// The line speaks to the person.
    NotAllowed,
}

impl Checker<'_> {
    /// Easy Read lines: a known picture and one short sentence each.
    pub(super) fn easy(&mut self, lines: &[At<raw::EasyLine>], name: Name) -> Vec<EasyLine> {
        let line = |line: &At<raw::EasyLine>| {
            let (picture, sentence) = line.get_ref();
            let text = self.text("an Easy Read line", sentence);
            let count = words::count(&text);
            if count > LONGEST_EASY_LINE {
                self.problem(
                    sentence,
                    format!(
                        "an Easy Read line of {count} words: cut it to {LONGEST_EASY_LINE} or fewer, or make two"
                    ),
                );
            }
            if words::sentences(&text).len() > 1 {
                self.problem(sentence, "an Easy Read line holds one sentence: make a line of each");
            }
            if name == Name::NotAllowed && text.contains("{name") {
                self.problem(
                    sentence,
                    "this Easy Read line speaks to a person: say \"you\" or \"your child\", not their name",
                );
            }
            EasyLine { picture: self.picture(picture), words: text }
        };
        lines.iter().map(line).collect()
    }

    /// As [`Self::easy`], where there must be some.
    pub(super) fn needed_easy<T>(
        &mut self,
        owner: &At<T>,
        lines: &[At<raw::EasyLine>],
        name: Name,
    ) -> Vec<EasyLine> {
        if lines.is_empty() {
            self.problem(
                owner,
                "it has no Easy Read: add easy = [ [\"picture-id\", \"One short sentence.\"] ]",
            );
        }
        self.easy(lines, name)
    }

    pub(super) fn picture(&mut self, id: &At<String>) -> String {
        if !self.names.pictures.contains(id.get_ref()) {
            let hint = known::nearest(id.get_ref(), self.names.pictures.iter().map(String::as_str))
                .map(|near| format!(": did you mean \"{near}\"?"));
            let message = format!(
                "there is no picture \"{}\"{}",
                id.get_ref(),
                hint.unwrap_or_else(|| ": use one of pictures.toml, or add it there".to_owned())
            );
            self.problem(id, message);
        }
        id.get_ref().clone()
    }

    pub(super) fn official(&mut self, step: &raw::Step) -> String {
        let Some(official) = &step.official else {
            self.problem(
                &step.id,
                "it has no official: write the step in the terms a school or council uses",
            );
            return String::new();
        };
        self.title("official", official, LONGEST_OFFICIAL)
    }

    /// The young person's part: there must be one exactly where they act.
    pub(super) fn me(&mut self, step: &raw::Step) -> String {
        let acts =
            std::iter::once(&step.owner).chain(&step.helpers).any(|party| party.get_ref() == "young_person");
        match (&step.me, acts) {
            (Some(me), true) => {
                let text = self.title("me", me, LONGEST_OWN);
                if !text.starts_with("I ") && !text.starts_with("My ") {
                    self.problem(me, "me is said by the young person: begin it with \"I\" or \"My\"");
                }
                text
            }
            (Some(me), false) => {
                self.problem(me, "the young person has no part in this step: take me away, or name them");
                String::new()
            }
            (None, true) => {
                self.problem(
                    &step.id,
                    "the young person has a part in this step: write it in me, in their words",
                );
                String::new()
            }
            (None, false) => String::new(),
        }
    }

    fn title(&mut self, what: &str, text: &At<String>, longest: usize) -> String {
        let title = self.text(what, text);
        let count = words::count(&title);
        if count > longest {
            self.problem(text, format!("{what} has {count} words: cut it to {longest} or fewer"));
        }
        if title.ends_with('.') {
            self.problem(text, format!("{what}: take away the full stop at its end"));
        }
        title
    }
}
