//! The details of every step, as a file of its own that the app fetches after it has started.

use std::fs;
use std::path::Path;

use onward_core::pack::Details;

use crate::project::{Context, Result};

/// The file's name. The app's own build script makes the same one from the same bytes.
pub fn file_name(bytes: &[u8]) -> String {
    format!("details-{:08x}.bin", crc32fast::hash(bytes))
}

/// Writes the file into the site.
pub fn write(staging: &Path, details: &Details) -> Result<()> {
    let bytes = onward_packs::details_bytes(details);
    let name = file_name(&bytes);
    fs::write(staging.join(&name), bytes).about(name)
}
