//! Compressed siblings of the site's files, for hosts that serve them.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::project::{Context, Result, files_below};

/// What is worth compressing; pictures and the font are compressed already.
const KINDS: &[&str] = &["html", "css", "js", "wasm", "svg", "bin", "webmanifest", "json", "tsv", "txt"];

/// Whether a file gets siblings.
pub fn is_worth(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind))
}

/// Whether a file is such a sibling.
pub fn is_sibling(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

/// Writes `.br` and `.gz` beside every file that gains from it.
pub fn siblings(staging: &Path) -> Result<()> {
    for name in files_below(staging)?.into_iter().filter(|name| is_worth(name)) {
        let bytes = fs::read(staging.join(&name)).about(&name)?;
        fs::write(staging.join(format!("{name}.br")), brotli(&bytes)).about(&name)?;
        fs::write(staging.join(format!("{name}.gz")), gzip(&bytes)).about(&name)?;
    }
    Ok(())
}

/// Brotli at its best.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut small, &settings);
    small
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // As above.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn brotli_comes_back_as_it_was() {
        let text = "A plan for a plan for a plan. ".repeat(200);
        let small = super::brotli(text.as_bytes());
        assert!(small.len() < 200);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &small[..], &mut back).unwrap();
        assert_eq!(back, text.as_bytes());
    }
}
