//! What a first visit costs over the wire, and the bar it must stay below.

use std::fs;
use std::path::Path;

use super::service_worker::{Listed, Precache};
use super::{compress, merge, split};
use crate::project::{Context, Result, fail, say};

const KIB: f64 = 1024.0;
/// A first visit: WASM, scripts, styles, page, font and icons, with brotli.
const FIRST_VISIT: f64 = 300.0;
/// The WASM with the spine in it, with brotli.
const WASM: f64 = 235.0;

/// What a first visit is to come to. The bars above are what it may cost today.
const BUDGET: f64 = 280.0;

/// Prints the sizes beside the budget and fails the build above the bar.
pub fn report(staging: &Path, list: &Precache, spine: &[u8]) -> Result<()> {
    let first = [
        ("WASM with spine", ".wasm", Some(208.0)),
        ("JavaScript", ".js", Some(10.0)),
        ("CSS", ".css", Some(14.0)),
        ("HTML", "index.html", Some(12.0)),
        ("font", ".woff2", Some(36.0)),
        ("icons", "icons.svg", None),
    ];
    say("sizes in KiB          plain   brotli   budget");
    let mut total = (0, 0);
    let mut wasm = 0;
    let mut counted: Vec<&Listed> = Vec::new();
    for (name, ending, budget) in first {
        let files: Vec<&Listed> = list.core.iter().filter(|file| file.path.ends_with(ending)).collect();
        let size = sizes(staging, &files)?;
        against(name, size, budget);
        if name.starts_with("WASM") {
            wasm = size.1;
            line("  of it the spine", (spine.len() as u64, compress::brotli(spine).len() as u64));
        }
        total = (total.0 + size.0, total.1 + size.1);
        counted.extend(files);
    }
    against("first visit", total, Some(BUDGET));
    let later: Vec<&Listed> =
        list.core.iter().filter(|file| !counted.contains(file)).chain(&list.extra).collect();
    line("then, in background", sizes(staging, &later)?);
    let name = |file: &Listed| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    let parts = later.into_iter().filter(|file| split::is_part(&file.path));
    let (shared, own): (Vec<&Listed>, Vec<&Listed>) =
        parts.partition(|file| name(file).starts_with(merge::SHARED));
    for part in own {
        line(&format!("  of it {}", name(part).trim_end_matches(".wasm")), sizes(staging, &[part])?);
    }
    line(&format!("  shared, {} files", shared.len()), sizes(staging, &shared)?);
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

fn line(name: &str, size: (u64, u64)) {
    against(name, size, None);
}

/// A line of the report, with what it may cost and by how much it is over that.
fn against(name: &str, (plain, small): (u64, u64), budget: Option<f64>) {
    let (plain, small) = (plain as f64 / KIB, small as f64 / KIB);
    let beside = budget.map_or_else(String::new, |budget| {
        let over = small - budget;
        let over = if over > 0.0 { format!("   {over:.1} over") } else { String::new() };
        format!("   {budget:>6.0}{over}")
    });
    say(format_args!("{name:<20} {plain:>6.1}   {small:>6.1}{beside}"));
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
