//! What a first visit costs over the wire, and the bar it must stay below.

use std::fs;
use std::path::Path;

use super::service_worker::{Listed, Precache};
use super::{compress, split};
use crate::project::{Context, Result, fail, say};

const KIB: f64 = 1024.0;
/// A first visit: WASM, scripts, styles, page, font and icons, with brotli.
const FIRST_VISIT: f64 = 300.0;
/// The WASM with the spine in it, with brotli.
const WASM: f64 = 235.0;

/// Prints the sizes and fails the build above the bar.
pub fn report(staging: &Path, list: &Precache, spine: &[u8]) -> Result<()> {
    let first = [
        ("WASM with spine", ".wasm"),
        ("JavaScript", ".js"),
        ("CSS", ".css"),
        ("HTML", "index.html"),
        ("font", ".woff2"),
        ("icons", "icons.svg"),
    ];
    say("sizes in KiB          plain   brotli");
    let mut total = (0, 0);
    let mut wasm = 0;
    let mut counted: Vec<&Listed> = Vec::new();
    for (name, ending) in first {
        let files: Vec<&Listed> = list.core.iter().filter(|file| file.path.ends_with(ending)).collect();
        let size = sizes(staging, &files)?;
        line(name, size);
        if name.starts_with("WASM") {
            wasm = size.1;
            line("  of it the spine", (spine.len() as u64, compress::brotli(spine).len() as u64));
        }
        total = (total.0 + size.0, total.1 + size.1);
        counted.extend(files);
    }
    line("first visit", total);
    let later: Vec<&Listed> =
        list.core.iter().filter(|file| !counted.contains(file)).chain(&list.extra).collect();
    line("then, in background", sizes(staging, &later)?);
    for part in later.iter().filter(|file| split::is_part(&file.path)) {
        let name = part.path.rsplit('/').next().unwrap_or_default();
        line(&format!("  of it {}", name.trim_end_matches(".wasm")), sizes(staging, &[part])?);
    }
    bar("a first visit", total.1, FIRST_VISIT)?;
    bar("the WASM", wasm, WASM)
}

fn bar(what: &str, bytes: u64, limit: f64) -> Result<()> {
    let size = bytes as f64 / KIB;
    if size > limit {
        fail(format!("{what} is {size:.1} KiB with brotli; the bar is {limit} KiB"))
    } else {
        Ok(())
    }
}

fn line(name: &str, (plain, small): (u64, u64)) {
    say(format_args!("{name:<20} {:>6.1}   {:>6.1}", plain as f64 / KIB, small as f64 / KIB));
}

/// Size as it is, and as it travels.
fn sizes(staging: &Path, files: &[&Listed]) -> Result<(u64, u64)> {
    let mut total = (0, 0);
    for file in files {
        let length = |name: &str| fs::metadata(staging.join(name)).map(|found| found.len()).about(name);
        let plain = length(&file.path)?;
        let small =
            if compress::is_worth(&file.path) { length(&format!("{}.br", file.path))? } else { plain };
        total = (total.0 + plain, total.1 + small);
    }
    Ok(total)
}
