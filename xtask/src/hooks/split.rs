//! Splits the WASM that the linker made: what a first visit needs, and parts that come when a page of
//! theirs is opened (`src/ui/parts.rs`). What it makes takes the place of the app that Trunk wrote.
//!
//! The order: the splitter reads the linker's notes; wasm-bindgen makes the script for the main part;
//! what the script does not use is cut off; in a release, wasm-opt makes each part small. Parts lie in a
//! folder with the same hash in its name as the main part, so that those of two versions never meet.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use wasm_split_cli_support::{Options, transform};

use super::{Build, glue, merge};
use crate::project::{Context, Failure, Result, command, fail, files_below, output, root, run};
use crate::setup::WASM;

/// How the names of the folders of parts begin.
const FOLDER: &str = "parts-";
/// Name of the script that fetches parts.
const LINK: &str = "link.js";
/// The part that a new person opens first, which is to come quickly: it does not wait for what only other
/// parts share.
const FIRST: &str = "questions";
/// Below this a part has only its own frame in it.
const HARDLY_ANYTHING: u64 = 2000;

/// For the optimiser, chosen by what brotli makes of the main part (ARCHITECTURE.md). Passes that shorten
/// the file and make it compress worse are left out.
const OPTIMISE: &[&str] = &[
    "-Oz",
    "--converge",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=8",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// The scripts of a split app, as paths below the site's address.
pub struct Scripts {
    /// The main part's.
    pub main: String,
    /// The one that fetches parts. The main script imports it.
    pub link: String,
}

/// Whether a file of the site is the WASM of a part.
pub fn is_part(path: &str) -> bool {
    path.starts_with(FOLDER) && path.ends_with(".wasm")
}

/// Puts the split app in the place of Trunk's.
pub fn write(build: &Build) -> Result<Scripts> {
    let linked = linked_app(build.release)?;
    let hash = hash_of_all(&linked)?;
    let name = format!("onward-{hash}");
    let folder = format!("{FOLDER}{hash}");
    let scripts = Scripts { main: format!("{name}.js"), link: format!("{folder}/{LINK}") };
    let work = root().join("target/split");
    if work.exists() {
        fs::remove_dir_all(&work)?;
    }
    fs::create_dir_all(work.join(&folder))?;
    fs::create_dir_all(build.staging.join(&folder))?;

    let main = work.join("main.wasm");
    let (mut parts, shared) = split(&linked, &work, &main, &scripts)?;
    let mut link = fs::read_to_string(work.join(&scripts.link)).about(&scripts.link)?;
    if build.release {
        for (name, chunks) in &shared {
            let read = |chunk: &String| fs::read(work.join(format!("{chunk}.wasm"))).about(chunk);
            let file = work.join(format!("{name}.wasm"));
            fs::write(&file, merge::merged(&chunks.iter().map(read).collect::<Result<Vec<_>>>()?)?)?;
            parts.retain(|part| {
                !part.file_stem().is_some_and(|stem| chunks.iter().any(|chunk| stem == chunk.as_str()))
            });
            parts.push(file);
        }
        link = merge::relinked(&link, &shared)?;
    }
    for part in parts {
        let file = part.file_name().unwrap_or_default();
        optimised(build, &part, &build.staging.join(&folder).join(file))?;
    }

    run(command("wasm-bindgen")
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name", &name, "--out-dir"])
        .arg(&work)
        .arg(&main))?;
    let script = fs::read_to_string(work.join(&scripts.main)).about(&scripts.main)?;
    let script = glue::without_classes(&script)?;
    let wasm_name = format!("{name}_bg.wasm");
    let bound = work.join(&wasm_name);
    let used = [script.as_str(), &link].concat();
    fs::write(&bound, glue::without_exports(&fs::read(&bound)?, &used)?)?;
    let small = work.join("small.wasm");
    optimised(build, &bound, &small)?;
    let wasm = fs::read(&small)?;
    let (script, wasm) = if build.release { glue::shortened(&script, &wasm)? } else { (script, wasm) };

    replace_trunks(&build.staging, &name)?;
    fs::write(build.staging.join(&scripts.main), glue::tidied(&script)).about(&scripts.main)?;
    fs::write(build.staging.join(&scripts.link), glue::tidied(&link)).about(&scripts.link)?;
    fs::write(build.staging.join(&wasm_name), wasm).about(wasm_name)?;
    Ok(scripts)
}

/// A hash of everything the app's files are made from: this, and not only the code, because the short
/// names that script and WASM agree on are made here, and browsers keep a file by its name for a year.
fn hash_of_all(linked: &[u8]) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(linked);
    hash.update(include_bytes!("split.rs"));
    hash.update(include_bytes!("glue.rs"));
    hash.update(include_bytes!("merge.rs"));
    // The versions of splitter, wasm-bindgen and optimiser.
    for lock in ["Cargo.lock", "package-lock.json"] {
        hash.update(fs::read(root().join(lock)).about(lock)?);
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

/// Takes Trunk's app out of the site, and has the page name ours.
fn replace_trunks(staging: &Path, name: &str) -> Result<()> {
    let files = files_below(staging)?;
    let found = files.iter().find_map(|file| file.strip_suffix("_bg.wasm"));
    let Some(trunks) = found else {
        return fail("Trunk wrote no WASM of the app");
    };
    for ending in [".js", "_bg.wasm"] {
        let file = format!("{trunks}{ending}");
        fs::remove_file(staging.join(&file)).about(file)?;
    }
    let page = staging.join("index.html");
    let text = fs::read_to_string(&page).about("index.html")?;
    fs::write(&page, text.replace(trunks, name)).about("index.html")
}

/// The app as the linker left it.
fn linked_app(release: bool) -> Result<Vec<u8>> {
    let profile = if release { "release" } else { "debug" };
    let file = target_folder()?.join(WASM).join(profile).join("onward.wasm");
    fs::read(&file).about(file.display())
}

/// Where cargo builds, which a person may have set in any of its ways.
fn target_folder() -> Result<PathBuf> {
    let said = output(command("cargo").args(["metadata", "--no-deps", "--offline", "--format-version=1"]));
    let folder = said.and_then(|said| {
        let metadata: serde_json::Value = serde_json::from_str(&said).ok()?;
        Some(metadata.get("target_directory")?.as_str()?.into())
    });
    folder.ok_or_else(|| Failure("cargo does not say where it builds".to_owned()))
}

/// Names of files, and what is to go into each.
type Groups = Vec<(String, Vec<String>)>;

/// Splits the app and returns the files of its parts, and those to put together: parts that share
/// something have it in a file of its own for every set of parts, `chunk_…`.
fn split(linked: &[u8], work: &Path, main: &Path, scripts: &Scripts) -> Result<(Vec<PathBuf>, Groups)> {
    let link = format!("./{}", scripts.link);
    let main_script = format!("../{}", scripts.main);
    let mut options = Options::new(linked);
    options.output_dir = work;
    options.main_out_path = main;
    options.link_name = &link;
    options.main_module = &main_script;
    options.emit_dwarf = false;
    let made = transform(options).map_err(|error| Failure(format!("splitting the WASM: {error:#}")))?;
    if made.prefetch_map.is_empty() {
        return fail("the WASM has no parts: src/ui/parts.rs names at least one");
    }
    for part in made.prefetch_map.keys() {
        let file = work.join(format!("split_{part}.wasm"));
        if fs::metadata(&file).map_or(0, |file| file.len()) < HARDLY_ANYTHING {
            return fail(format!(
                "the part \"{part}\" has hardly anything in it: something outside it names its pages, so they stayed in the app"
            ));
        }
    }
    let stems = made.split_modules.iter().filter_map(|part| part.file_stem()?.to_str().map(str::to_owned));
    let is_early = |chunk: &String| made.prefetch_map.get(FIRST).is_some_and(|first| first.contains(chunk));
    let (early, late): (Vec<String>, Vec<String>) =
        stems.filter(|stem| stem.starts_with("chunk_")).partition(is_early);
    let groups = [("first", early), ("more", late)].into_iter().filter(|(_, chunks)| !chunks.is_empty());
    let groups = groups.map(|(name, chunks)| (format!("{}{name}", merge::SHARED), chunks)).collect();
    Ok((made.split_modules, groups))
}

/// The optimiser drops the names of functions too; while developing they are worth more than the time.
fn optimised(build: &Build, from: &Path, to: &Path) -> Result<()> {
    if build.release {
        return run(command("wasm-opt").args(OPTIMISE).arg(from).arg("-o").arg(to));
    }
    fs::copy(from, to).map(|_| ()).about(from.display())
}
