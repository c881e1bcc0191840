//! Reads the content packs, checks them and compiles them into the types of [`onward_core::pack`].
//!
//! A pack is a folder of TOML files under `content/`. The folder whose `[pack]` has no council is the
//! national pack; every other folder is a council's, on top of it. A mistake never gets through: the
//! build fails and lists every [`Problem`] with its file and line, and each says what to do.
//!
//! What is *not* here: what a step means on a day ([`onward_core::path`]), how it looks (the app), and
//! whether a sentence is true (people, with the fact files).

mod assemble;
mod check;
mod coverage;
mod known;
mod problem;
mod raw;
mod read;
pub mod reading;
mod report;
mod shelves;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use onward_core::pack::library::{Library, MeetingShelf, PersonShelf};
use onward_core::pack::{Details, Spine};
use serde::Serialize;

pub use assemble::Terms;
pub use coverage::{CoverageRow, MADE_PAGES, Place as CoveredBy};
pub use problem::Problem;
pub use report::{Counts, checked, outdated, report};
pub use shelves::{meeting_shelf, person_shelf};

/// Content that passed every check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// What loads with the app.
    pub spine: Spine,
    /// What is read afterwards.
    pub details: Details,
    /// What the guide is made from.
    pub library: Library,
    /// What has to have a place, and where it has it.
    pub coverage: Vec<CoverageRow>,
    /// What could be better but does not stop a build.
    pub warnings: Vec<Problem>,
    /// How much there is.
    pub counts: Counts,
}

/// Reads, checks and compiles every pack under a content folder. Answers with all problems at once, sorted.
pub fn compile(content_root: &Path) -> Result<Compiled, Vec<Problem>> {
    let mut folders = Vec::new();
    let mut shared = Vec::new();
    let mut problems = Vec::new();
    for entry in listing(content_root, Path::new(""), &mut problems) {
        let Some(name) = entry.file_name().and_then(|name| name.to_str()).map(str::to_owned) else {
            continue;
        };
        if content_root.join(&entry).is_dir() {
            let mut files = Vec::new();
            texts(content_root, &entry, &mut files, &mut problems);
            folders.push((name, files));
        } else if is_toml(&entry) {
            text(content_root, entry, &mut shared, &mut problems);
        }
    }
    let folders: Vec<(&str, Vec<(PathBuf, String)>)> =
        folders.iter_mut().map(|(name, files)| (name.as_str(), std::mem::take(files))).collect();
    let compiled = compile_files(&folders, &shared);
    if problems.is_empty() {
        return compiled;
    }
    problems.extend(compiled.err().unwrap_or_default());
    problems.sort();
    Err(problems)
}

/// As [`compile`], from memory: the name of each pack's folder with its files by path relative to the
/// content folder, and the files that all packs share.
pub fn compile_files(
    packs: &[(&str, Vec<(PathBuf, String)>)],
    shared: &[(PathBuf, String)],
) -> Result<Compiled, Vec<Problem>> {
    let mut log = problem::Log::default();
    let raw: Vec<read::RawPack> =
        packs.iter().map(|(folder, files)| read::pack(folder, files, &mut log)).collect();
    let shared = read::shared(shared, &mut log);
    assemble::packs(&raw, &shared, log)
}

/// The spine as the compact file the app reads.
pub fn spine_bytes(spine: &Spine) -> Vec<u8> {
    bytes(spine)
}

/// The details as the compact file the app reads.
pub fn details_bytes(details: &Details) -> Vec<u8> {
    bytes(details)
}

/// What is about a person as the compact file the app reads.
pub fn person_bytes(shelf: &PersonShelf) -> Vec<u8> {
    bytes(shelf)
}

/// What is about meetings as the compact file the app reads.
pub fn meeting_bytes(shelf: &MeetingShelf) -> Vec<u8> {
    bytes(shelf)
}

/// The repository's own content, for tests of other crates only.
///
/// # Panics
/// When the content has problems; the message lists them.
pub fn repository() -> Compiled {
    compile(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")).unwrap_or_else(|problems| {
        let list: Vec<String> = problems.iter().map(Problem::to_string).collect();
        panic!("the content has problems:\n{}", list.join("\n"))
    })
}

// Postcard only fails on sequences of unknown length, and these types have none.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value)
        .expect("packs are made of vectors, words and numbers, which can always be written")
}

fn texts(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, String)>, problems: &mut Vec<Problem>) {
    for entry in listing(root, folder, problems) {
        let path = root.join(&entry);
        if path.is_dir() {
            texts(root, &entry, files, problems);
        } else if is_toml(&entry) {
            text(root, entry, files, problems);
        }
    }
}

fn text(root: &Path, file: PathBuf, files: &mut Vec<(PathBuf, String)>, problems: &mut Vec<Problem>) {
    match fs::read_to_string(root.join(&file)) {
        Ok(text) => files.push((file, text)),
        Err(error) => {
            problems.push(Problem { file, line: 0, message: format!("the file cannot be read: {error}") });
        }
    }
}

// What a folder holds, sorted, so that a build gives the same result on every machine.
fn listing(root: &Path, folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join(folder))
        .and_then(|entries| entries.map(|entry| entry.map(|entry| folder.join(entry.file_name()))).collect());
    let mut entries: Vec<PathBuf> = entries.unwrap_or_else(|error| {
        problems.push(Problem {
            file: folder.to_owned(),
            line: 0,
            message: format!("the folder cannot be read: {error}"),
        });
        Vec::new()
    });
    entries.retain(|entry| !entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    entries.sort();
    entries
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}
