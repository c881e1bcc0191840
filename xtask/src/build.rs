//! Builds the site into `dist` with Trunk.
//!
//! Trunk calls back into this program through its hooks (see [`crate::hooks`]): before the build for
//! the style sheet, font and icons, after it for everything made from what Trunk wrote.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::project::{Context, Result, dist, fail, files_below, root, run, say, timed};
use crate::setup::{self, Toolchain};

/// How to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The path the site is served under; begins and ends with `/`.
    pub public_url: String,
    /// Whether to optimise, compress and write the service worker.
    pub release: bool,
}

impl Settings {
    /// A release at this path, which is given its slashes if they are missing.
    pub fn release(public_url: Option<&str>) -> Self {
        let inner = public_url.unwrap_or("/").trim_matches('/');
        let public_url = if inner.is_empty() { "/".to_owned() } else { format!("/{inner}/") };
        Self { public_url, release: true }
    }
}

/// Sets up the tools and builds the site.
pub fn build(settings: &Settings) -> Result<()> {
    let toolchain = setup::site()?;
    trunk(&toolchain, settings)
}

/// Builds only if a tracked input changed since the last build with these settings.
pub fn build_if_changed(settings: &Settings) -> Result<()> {
    if fs::read_to_string(stamp_path()).is_ok_and(|stamp| inputs(settings).is_ok_and(|now| now == stamp)) {
        say("the site is up to date");
        return Ok(());
    }
    build(settings)
}

fn trunk(toolchain: &Toolchain, settings: &Settings) -> Result<()> {
    // A build that stops half way must not look finished.
    let stamp = stamp_path();
    if stamp.exists() {
        fs::remove_file(&stamp)?;
    }
    timed("building the site", || {
        let mut trunk = toolchain.command("trunk");
        trunk.args(["build", "--config"]).arg(root().join("Trunk.toml"));
        trunk.args(["--public-url", &settings.public_url]);
        trunk.arg(format!("--release={}", settings.release));
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", short_paths());
        run(&mut trunk)
    })?;
    if !dist().join("index.html").exists() {
        return fail("Trunk finished but wrote no dist/index.html");
    }
    fs::write(&stamp, inputs(settings)?).about("writing the build stamp")
}

/// Takes this machine's folders out of the WASM: panics name places in the code by path, and those
/// would be the longest strings in it, different on every machine.
fn short_paths() -> String {
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")))
        .unwrap_or_default();
    let crates = format!("{home}/registry/src");
    let here = root().display().to_string();
    [(crates, "crates"), (here, "onward")]
        .into_iter()
        // Cargo splits this variable at spaces.
        .filter(|(folder, _)| !folder.contains(' '))
        .map(|(folder, name)| format!("--remap-path-prefix={folder}={name}"))
        .collect::<Vec<_>>()
        .join(" ")
}

fn stamp_path() -> std::path::PathBuf {
    root().join("target/site.stamp")
}

/// A hash of everything a build depends on, and of the page it made.
fn inputs(settings: &Settings) -> Result<String> {
    const FOLDERS: &[&str] =
        &["src", "core/src", "packs/src", "content", "style", "public", "xtask/src", ".cargo"];
    const FILES: &[&str] = &[
        "Cargo.toml",
        "Cargo.lock",
        "core/Cargo.toml",
        "packs/Cargo.toml",
        "xtask/Cargo.toml",
        "build.rs",
        "Trunk.toml",
        "index.html",
        "package-lock.json",
        "dist/index.html",
    ];
    let root = root();
    let mut hash = Sha256::new();
    hash.update(format!("{settings:?}"));
    for file in FILES {
        add(&mut hash, &root, file)?;
    }
    for folder in FOLDERS {
        for file in files_below(&root.join(folder))? {
            add(&mut hash, &root, &format!("{folder}/{file}"))?;
        }
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn add(hash: &mut Sha256, root: &Path, file: &str) -> Result<()> {
    // A file that is not there yet is an input too: making it changes the hash.
    let bytes = fs::read(root.join(file)).unwrap_or_default();
    hash.update(file);
    hash.update((bytes.len() as u64).to_le_bytes());
    hash.update(&bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Settings;

    #[test]
    fn the_public_path_gets_its_slashes() {
        assert_eq!(Settings::release(None).public_url, "/");
        assert_eq!(Settings::release(Some("onward")).public_url, "/onward/");
        assert_eq!(Settings::release(Some("/a/b/")).public_url, "/a/b/");
    }
}
