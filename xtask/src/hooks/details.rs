//! What the app fetches after it has started, as files of their own: the details of every step, and the two
//! shelves that only a part of it needs.

use std::fs;
use std::path::Path;

use onward_packs::Compiled;

use crate::project::{Context, Result};

/// A file's name. The app's own build script makes the same one from the same bytes.
pub fn file_name(what: &str, bytes: &[u8]) -> String {
    format!("{what}-{:08x}.bin", crc32fast::hash(bytes))
}

/// Writes the files into the site.
pub fn write(staging: &Path, compiled: &Compiled) -> Result<()> {
    for (what, bytes) in files(compiled) {
        let name = file_name(what, &bytes);
        fs::write(staging.join(&name), bytes).about(name)?;
    }
    Ok(())
}

/// The files, by the beginning of their name.
pub fn files(compiled: &Compiled) -> [(&'static str, Vec<u8>); 3] {
    [
        ("details", onward_packs::details_bytes(&compiled.details)),
        ("person", onward_packs::person_bytes(&onward_packs::person_shelf(&compiled.library))),
        ("meetings", onward_packs::meeting_bytes(&onward_packs::meeting_shelf(&compiled.library))),
    ]
}
