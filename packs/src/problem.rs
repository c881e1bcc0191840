//! A mistake in a pack, with the place to mend it.

use std::fmt;
use std::path::PathBuf;

/// A mistake in a pack: where it stands, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub file: PathBuf,
    /// The line, from 1; 0 when it is about the whole folder.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.to_string_lossy().replace('\\', "/");
        write!(f, "content/{file}:{}: {}", self.line, self.message)
    }
}

impl std::error::Error for Problem {}

/// A place in one of the files of a build.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub file: usize,
    pub offset: usize,
}

/// The files of a build and all that was found wrong in them.
#[derive(Default)]
pub struct Log {
    files: Vec<(PathBuf, Vec<usize>)>,
    pub problems: Vec<Problem>,
    pub warnings: Vec<Problem>,
}

impl Log {
    /// Takes note of a file; its number goes into each [`Place`].
    pub fn file(&mut self, path: PathBuf, text: &str) -> usize {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect();
        self.files.push((path, ends));
        self.files.len() - 1
    }

    pub fn problem(&mut self, place: Place, message: impl Into<String>) {
        let problem = self.at(place, message.into());
        self.problems.push(problem);
    }

    pub fn warning(&mut self, place: Place, message: impl Into<String>) {
        let warning = self.at(place, message.into());
        self.warnings.push(warning);
    }

    /// A place in words, for a message that points at a second place.
    pub fn name(&self, place: Place) -> String {
        let there = self.at(place, String::new());
        format!("{}:{}", there.file.to_string_lossy().replace('\\', "/"), there.line)
    }

    fn at(&self, place: Place, message: String) -> Problem {
        let (file, line) = match self.files.get(place.file) {
            Some((path, ends)) => (path.clone(), ends.partition_point(|end| *end < place.offset) + 1),
            None => (PathBuf::new(), 0),
        };
        Problem { file, line, message }
    }
}
