//! Writes the service worker: the template with the list of the files that are really there.
//!
//! Every file goes in with its own SHA-256, because Trunk names files before its last tools have run:
//! a name alone does not say what is in a file. A half-published site therefore cannot be installed.

use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{compress, split};
use crate::project::{Context, Failure, Result, fail, files_below};

const TEMPLATE: &str = include_str!("../sw_template.js");
const CORE: &str = "/* core */";
const EXTRA: &str = "/* extra */";
/// How the names of files begin that the app starts without, whatever their kind.
const LATER: &[&str] = &["pictures", "fonts/opendyslexic"];

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path below the site's address.
    pub path: String,
    /// `sha256-…`, as a browser checks it.
    pub integrity: String,
}

/// The files a worker keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Precache {
    /// What the app cannot start without: all or nothing.
    pub core: Vec<Listed>,
    /// What it reads later: file by file.
    pub extra: Vec<Listed>,
}

/// Writes `sw.js` and returns what it lists.
pub fn write(staging: &Path) -> Result<Precache> {
    let list = list(staging)?;
    if !list.core.iter().any(|file| file.path.ends_with(".wasm")) {
        return fail("the site has no WASM file in the worker's first set: the app would not start offline");
    }
    let worker = fill(TEMPLATE, &list)?;
    fs::write(staging.join("sw.js"), worker).about("sw.js")?;
    Ok(list)
}

/// Reads `sw.js` back and compares it with the files, so that nothing written later is missed.
pub fn check(staging: &Path) -> Result<()> {
    let worker = fs::read_to_string(staging.join("sw.js")).about("sw.js")?;
    let files = list(staging)?;
    let wanted = fill(TEMPLATE, &files)?;
    if worker != wanted {
        return fail(
            "the files of the site changed after the service worker was written: its list would be wrong",
        );
    }
    Ok(())
}

/// The files of a built site, in the two sets.
fn list(staging: &Path) -> Result<Precache> {
    let mut list = Precache::default();
    for path in files_below(staging)?.into_iter().filter(|path| is_listed(path)) {
        let bytes = fs::read(staging.join(&path)).about(&path)?;
        let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(&bytes)));
        let set = if is_core(&path) { &mut list.core } else { &mut list.extra };
        set.push(Listed { path, integrity });
    }
    // Kept in this order: the next page a person opens may be in a part.
    list.extra.sort_by_key(|file| !split::is_part(&file.path));
    Ok(list)
}

fn is_listed(path: &str) -> bool {
    path != "sw.js" && path != "404.html" && !path.ends_with(".txt") && !compress::is_sibling(path)
}

fn is_core(path: &str) -> bool {
    let is_kind =
        [".js", ".css", ".wasm", ".woff2", ".svg", ".webmanifest"].iter().any(|kind| path.ends_with(kind));
    let is_later = split::is_part(path) || LATER.iter().any(|name| path.starts_with(name));
    path == "index.html" || (is_kind && !is_later) || path.starts_with("icons/")
}

/// The version is a hash of the list: it changes exactly when a file does.
fn fill(template: &str, list: &Precache) -> Result<String> {
    let core = entries(&list.core)?;
    let extra = entries(&list.extra)?;
    let version: String = Sha256::digest(format!("{template}{core}{extra}"))
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    for mark in [CORE, EXTRA, "{version}"] {
        if template.matches(mark).count() != 1 {
            return fail(format!("the worker's template must hold {mark} once"));
        }
    }
    Ok(template.replace(CORE, &core).replace(EXTRA, &extra).replace("{version}", &version))
}

fn entries(files: &[Listed]) -> Result<String> {
    let quoted = |text: &str| serde_json::to_string(text).map_err(|error| Failure(error.to_string()));
    let mut text = String::new();
    for file in files {
        text.push_str(&format!("\n  [{}, {}],", quoted(&file.path)?, quoted(&file.integrity)?));
    }
    Ok(text + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("onward-worker-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("icons")).unwrap();
        fs::create_dir_all(folder.join("fonts")).unwrap();
        fs::create_dir_all(folder.join("parts-0")).unwrap();
        for file in [
            "index.html",
            "404.html",
            "app_bg.wasm",
            "app.js",
            "details-00000000.bin",
            "fonts/opendyslexic-bold.woff2",
            "guide.html",
            "pictures.svg",
            "icons/a.png",
            "parts-0/link.js",
            "parts-0/split_more.wasm",
            "x.txt",
        ] {
            fs::write(folder.join(file), file).unwrap();
        }
        folder
    }

    #[test]
    fn the_list_is_what_is_there_in_two_sets() {
        let folder = site("sets");
        let list = write(&folder).unwrap();
        let names = |set: &[Listed]| set.iter().map(|file| file.path.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(names(&list.core), "app.js app_bg.wasm icons/a.png index.html parts-0/link.js");
        assert_eq!(
            names(&list.extra),
            "parts-0/split_more.wasm details-00000000.bin fonts/opendyslexic-bold.woff2 guide.html pictures.svg"
        );
        compress::siblings(&folder).unwrap();
        check(&folder).unwrap();
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_that_changes_afterwards_fails_the_build() {
        let folder = site("changed");
        write(&folder).unwrap();
        fs::write(folder.join("app.js"), "other").unwrap();
        assert!(check(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_site_without_wasm_is_no_site() {
        let folder = site("none");
        fs::remove_file(folder.join("app_bg.wasm")).unwrap();
        assert!(write(&folder).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
