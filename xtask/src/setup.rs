//! Puts in place what a build needs, on a machine with rustup, Node and the package registries only.
//!
//! Each part looks first and does nothing when it is there already, so a second call takes well under
//! a second. What cannot be put in place ends with one sentence that says what to install.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::engine::Engine;
use crate::project::{
    Context, Failure, Result, command, fail, output, root, run, say, timed, tools, tools_bin, which,
};

/// The newest Trunk that builds with the Rust version this project asks for.
const TRUNK: &str = "0.21.14";
/// The newest driver of Firefox that builds with it.
const GECKODRIVER: &str = "0.37.1";
/// The target the app is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";
/// Oldest Node that the npm tools run on.
const NODE: u32 = 20;

/// What a build has to set so that the right compiler is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toolchain {
    env: Vec<(String, String)>,
}

impl Toolchain {
    /// A command with the project's tools first on the path, and this toolchain chosen.
    pub fn command(&self, program: &str) -> Command {
        let mut made = command(program);
        made.envs(self.env.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        made
    }

    /// Whether Debian's own toolchain stands in, which has no linter for the WASM target.
    pub fn is_fallback(&self) -> bool {
        !self.env.is_empty()
    }
}

/// Everything a build of the site needs.
pub fn site() -> Result<Toolchain> {
    let toolchain = wasm_target()?;
    npm_packages()?;
    lock_file()?;
    cargo_tool("trunk", "trunk", TRUNK)?;
    let bindgen = locked_version("wasm-bindgen")?;
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &bindgen)?;
    optimiser()?;
    fetch_crates()?;
    Ok(toolchain)
}

/// What the browser tests and pictures need besides, to run on an engine.
pub fn browser(engine: Engine) -> Result<()> {
    let has_browser = engine.browser().is_some();
    let has_driver = engine.driver().is_some();
    match engine {
        Engine::Chromium => {
            let packages = ["chromium", "chromium-driver"];
            system(has_browser && has_driver, "Chromium and its driver", &packages)?;
        }
        Engine::Firefox => {
            system(has_browser, "Firefox", &["firefox-esr"])?;
            // Debian has no package of it.
            if !has_driver {
                cargo_tool("geckodriver", "geckodriver", GECKODRIVER)?;
            }
        }
        Engine::WebKit => {
            // Drawn on a screen in memory, and found over a bus of its own.
            let has_screen = which("Xvfb").is_some() && which("dbus-run-session").is_some();
            let packages = ["webkit2gtk-driver", "xvfb", "dbus"];
            system(has_browser && has_driver && has_screen, "WebKit, its driver, Xvfb and D-Bus", &packages)?;
        }
    }
    // The checker of markup is a Java program.
    system(which("java").is_some(), "Java", &["default-jre-headless"])
}

/// Packages of the system, installed by name where that can be done.
fn system(is_there: bool, what: &str, packages: &[&str]) -> Result<()> {
    if is_there {
        return Ok(());
    }
    let names = packages.join(" ");
    if !can_apt() {
        return fail(format!(
            "the browser tests need {what}: install it with your system's package manager (on Debian: {names})"
        ));
    }
    timed(&format!("installing {what}"), || {
        apt(packages).map_err(|error| Failure(format!("{error}; install {names} by hand, then start again")))
    })
}

// ---- the WASM target ----

fn wasm_target() -> Result<Toolchain> {
    if has_target(&Toolchain::default()) {
        return Ok(Toolchain::default());
    }
    if which("rustup").is_some() {
        let added = timed("adding the WASM target", || run(command("rustup").args(["target", "add", WASM])));
        if added.is_ok() && has_target(&Toolchain::default()) {
            return Ok(Toolchain::default());
        }
    }
    let missing = format!("the Rust target {WASM} is missing: install it with `rustup target add {WASM}`");
    if !can_apt() {
        return fail(missing);
    }
    debian_toolchain()
        .map_err(|error| Failure(format!("{missing} (Debian's own toolchain could not stand in: {error})")))
}

fn has_target(toolchain: &Toolchain) -> bool {
    output(toolchain.command("rustc").args(["--print", "target-libdir", "--target", WASM]))
        .is_some_and(|folder| has_std(Path::new(&folder)))
}

fn has_std(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Debian's own compiler, with the standard library for WASM built from its sources.
///
/// For machines on which rustup's server cannot be reached but Debian's packages can.
fn debian_toolchain() -> Result<Toolchain> {
    const LIBRARIES: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
    const LINKER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER";
    let mut lld = newest_lld();
    if !Path::new("/usr/bin/rustc").exists() || !has_std(Path::new(LIBRARIES)) {
        timed("installing Debian's Rust for WASM", || {
            run(command("apt-get").args(["update", "-qq"]))?;
            lld = newest_lld();
            let Some(version) = lld else {
                return fail("no package lld-N was found");
            };
            apt(&["rustc-web", "cargo-web", "rust-web-src", &format!("lld-{version}")])
        })?;
    }
    let Some(version) = lld else {
        return fail("no package lld-N was found");
    };
    let linker = format!("wasm-ld-{version}");
    if !has_std(Path::new(LIBRARIES)) {
        timed("building the standard library for WASM", || build_std(&linker, LINKER, Path::new(LIBRARIES)))?;
    }
    let mut env = vec![(LINKER.to_owned(), linker)];
    if which("rustup").is_some() {
        run(command("rustup").args(["toolchain", "link", "debian", "/usr"]))?;
        env.push(("RUSTUP_TOOLCHAIN".to_owned(), "debian".to_owned()));
    }
    let toolchain = Toolchain { env };
    if has_target(&toolchain) { Ok(toolchain) } else { fail("it has no standard library for WASM") }
}

fn newest_lld() -> Option<u32> {
    let listed = output(command("apt-cache").args(["search", "--names-only", "^lld-[0-9]+$"]))?;
    listed.lines().filter_map(|line| line.split_whitespace().next()?.strip_prefix("lld-")?.parse().ok()).max()
}

fn build_std(linker: &str, linker_variable: &str, into: &Path) -> Result<()> {
    let folder = tools().join("wasm-std");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[workspace]\n[package]\nname = \"throwaway\"\nversion = \"0.0.0\"\nedition = \"2021\"\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "")?;
    // Bit code is kept in the libraries because the app is linked with fat LTO.
    run(command("/usr/bin/cargo")
        .args(["build", "-Z", "build-std=std,panic_abort,test", "--release", "--target", WASM])
        .current_dir(&folder)
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env(linker_variable, linker))?;
    fs::create_dir_all(into)?;
    for entry in fs::read_dir(folder.join("target").join(WASM).join("release/deps"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libthrowaway") {
            fs::copy(&path, into.join(&name)).about(&name)?;
        }
    }
    fs::remove_dir_all(&folder)?;
    Ok(())
}

// ---- npm ----

fn npm_packages() -> Result<()> {
    let lock = fs::read(root().join("package-lock.json")).about("package-lock.json")?;
    let stamp = root().join("node_modules/.onward-stamp");
    let wanted = format!("{:08x}", crc32fast::hash(&lock));
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) && node_version().is_some() {
        return Ok(());
    }
    match node_version() {
        Some(version) if version >= NODE => {}
        Some(version) => {
            return fail(format!("Node {version} is too old: install Node {NODE} or newer, with npm"));
        }
        None => {
            return fail(format!(
                "Node is missing: install Node {NODE} or newer, with npm (on Debian: nodejs npm)"
            ));
        }
    }
    if which("npm").is_none() {
        return fail("npm is missing: install it beside Node (on Debian: npm)");
    }
    timed("installing npm packages", || {
        run(command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))
    })?;
    fs::write(&stamp, wanted)?;
    Ok(())
}

fn node_version() -> Option<u32> {
    output(command("node").arg("--version"))?.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// A `wasm-opt` on the path that runs the one from npm; Debian's own is too old for what rustc emits.
fn optimiser() -> Result<()> {
    let shim = tools_bin().join("wasm-opt");
    let text = "#!/bin/sh\nexec \"$(dirname \"$0\")/../../../node_modules/.bin/wasm-opt\" \"$@\"\n";
    if fs::read_to_string(&shim).is_ok_and(|found| found == text) {
        return Ok(());
    }
    fs::create_dir_all(tools_bin())?;
    fs::write(&shim, text)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&shim, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

// ---- cargo ----

/// Trunk builds offline, so that it never goes looking for tools of its own; crates are fetched before.
fn fetch_crates() -> Result<()> {
    let said = output(command("rustc").arg("-vV")).unwrap_or_default();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or(WASM);
    let fetch = ["fetch", "--quiet", "--target", WASM, "--target", host];
    if output(command("cargo").args(fetch).arg("--offline")).is_some() {
        return Ok(());
    }
    timed("fetching crates", || run(command("cargo").args(fetch)))
}

fn lock_file() -> Result<()> {
    if root().join("Cargo.lock").exists() {
        return Ok(());
    }
    timed("choosing crate versions", || run(command("cargo").args(["generate-lockfile", "--quiet"])))
}

/// The version of a crate in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).about("Cargo.lock")?;
    version_in(&lock, package)
        .ok_or_else(|| Failure(format!("Cargo.lock has no {package}: the app must depend on it")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.trim_end_matches('"').to_owned())
}

fn cargo_tool(program: &str, package: &str, version: &str) -> Result<()> {
    let path: PathBuf = tools_bin().join(program);
    let is_there = || {
        output(Command::new(&path).arg("--version"))
            .is_some_and(|said| said.split_whitespace().any(|word| word == version))
    };
    if is_there() {
        return Ok(());
    }
    say(format_args!("{package} {version} is built once, which takes some minutes"));
    timed(&format!("installing {package} {version}"), || {
        let build = tools().join("build");
        let install = |locked: bool| {
            let mut cargo = command("cargo");
            cargo
                .args(["install", "--quiet", package, "--version", version, "--force", "--root"])
                .arg(tools());
            if locked {
                cargo.arg("--locked");
            }
            run(cargo.env("CARGO_TARGET_DIR", &build))
        };
        // A registry that lags behind may lack a crate of the tool's own lock file.
        let installed = install(true).or_else(|_| install(false));
        if build.exists() {
            fs::remove_dir_all(&build)?;
        }
        installed
    })?;
    if is_there() {
        Ok(())
    } else {
        fail(format!("{package} {version} was installed but does not answer to --version"))
    }
}

// ---- Debian packages ----

fn can_apt() -> bool {
    which("apt-get").is_some() && output(Command::new("id").arg("-u")).is_some_and(|id| id == "0")
}

fn apt(packages: &[&str]) -> Result<()> {
    let install = || {
        let mut apt = command("apt-get");
        apt.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
        run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
    };
    install().or_else(|_| {
        run(command("apt-get").args(["update", "-qq"]))?;
        install()
    })
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_locked_version_is_of_that_package_and_no_other() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "leptos"), None);
    }
}
