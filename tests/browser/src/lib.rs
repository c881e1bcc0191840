//! What a person can do in the built app, checked over WebDriver in a real browser.
//!
//! The tests read as what a person does: they press what has a name, fill in what has a label and
//! look at words. [`Visit`] is one browser on the app, [`Child`] the answers that make a plan. Each
//! test starts its own server and browser, so tests can run in any order and at the same time.
//!
//! What is *not* here: anything about how the app is built. Names of classes appear only where a
//! person sees a thing by its look.

mod child;
mod visit;

use std::path::{Path, PathBuf};

pub use child::{Child, Reply};
pub use visit::{DESK, NARROW, PHONE, TODAY, Visit};
use xtask::server::Server;

/// The built site, as `cargo xtask test` names it.
pub fn dist() -> PathBuf {
    PathBuf::from(
        std::env::var_os("ONWARD_DIST").expect("run this with `cargo xtask test`, which sets ONWARD_DIST"),
    )
}

/// A file of the project.
pub fn project_file(path: &str) -> PathBuf {
    let root =
        std::env::var_os("ONWARD_ROOT").expect("run this with `cargo xtask test`, which sets ONWARD_ROOT");
    PathBuf::from(root).join(path)
}

/// The built site on a free port of this machine.
pub fn serve() -> Server {
    Server::start(&dist(), "/", 0).expect("the built site is served")
}

/// A folder of a test's own, gone when the test ends.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder, told apart by the test's word for it.
    pub fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("onward-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder of our own");
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The files in it that are whole: browsers give a download its name when it is.
    pub fn files(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.0).expect("our own folder").flatten();
        let files = entries
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "json" || ending == "txt"));
        files.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
