//! Reading the command line: `--name value`, `--name=value` and `--flag`.
//!
//! By hand because `path` takes every fact of the core as an option, which a derived parser cannot know.

use crate::project::{Result, fail};

/// The options of a command; each may be taken once, and what is left over is a mistake.
pub struct Options {
    words: Vec<String>,
}

impl Options {
    /// From the words after the command's name.
    pub fn new(words: impl IntoIterator<Item = String>) -> Self {
        let mut split = Vec::new();
        for word in words {
            match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => {
                    split.extend([name.to_owned(), value.to_owned()])
                }
                _ => split.push(word),
            }
        }
        Self { words: split }
    }

    /// Whether a flag without a value is given.
    pub fn flag(&mut self, name: &str) -> bool {
        let at = self.words.iter().position(|word| word == name);
        at.map(|at| self.words.remove(at)).is_some()
    }

    /// The value of an option.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.words.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.words.remove(at);
        let value = match self.words.get(at) {
            Some(next) if !next.starts_with("--") => self.words.remove(at),
            _ => return fail(format!("{name} needs a value")),
        };
        if self.words.iter().any(|word| word == name) {
            return fail(format!("{name} is given twice"));
        }
        Ok(Some(value))
    }

    /// Every value of an option that takes one or more and may come again.
    pub fn values(&mut self, name: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        while let Some(at) = self.words.iter().position(|word| word == name) {
            self.words.remove(at);
            let before = found.len();
            while self.words.get(at).is_some_and(|word| !word.starts_with("--")) {
                found.push(self.words.remove(at));
            }
            if found.len() == before {
                return fail(format!("{name} needs a value"));
            }
        }
        Ok(found)
    }

    /// Stops if anything is left over.
    pub fn finish(self) -> Result<()> {
        match self.words.first() {
            None => Ok(()),
            Some(word) => {
                fail(format!("\"{word}\" is not an option of this command; `cargo xtask help` lists them"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    fn options(line: &str) -> Options {
        Options::new(line.split(' ').map(str::to_owned))
    }

    #[test]
    fn values_and_flags_in_any_order() {
        let mut given = options("--debug --port=81 --public-url /x/");
        assert_eq!(given.value("--public-url").unwrap().as_deref(), Some("/x/"));
        assert_eq!(given.value("--port").unwrap().as_deref(), Some("81"));
        assert!(given.flag("--debug"));
        assert!(given.finish().is_ok());
    }

    #[test]
    fn what_is_not_known_or_not_whole_is_a_mistake() {
        assert!(options("--prot 80").finish().is_err());
        assert!(options("--port").value("--port").is_err());
        assert!(options("--port --debug").value("--port").is_err());
        assert!(options("--port 80 --port 81").value("--port").unwrap_err().0.contains("twice"));
    }

    #[test]
    fn an_option_may_take_several_values() {
        let mut given = options("--done a b --json --done c");
        assert_eq!(given.values("--done").unwrap(), ["a", "b", "c"]);
        assert!(given.values("--done").unwrap().is_empty());
        assert!(given.flag("--json"));
        assert!(given.finish().is_ok());
        assert!(options("--done --json").values("--done").is_err());
    }
}
