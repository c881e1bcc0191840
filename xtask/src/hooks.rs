//! The two moments in which Trunk calls back: before it collects the site's parts, and after it wrote them.
//!
//! Order after the build matters: the app is split first, because the page names its scripts; the page is
//! filled before the service worker hashes it, and files are compressed last.

pub mod compress;
pub mod details;
pub mod glue;
pub mod merge;
pub mod page;
pub mod pictures;
pub mod plain;
pub mod service_worker;
pub mod sizes;
pub mod split;
pub mod style;

use std::path::PathBuf;

use crate::content;
use crate::project::{Failure, Result};

/// What Trunk tells its hooks.
pub struct Build {
    /// The folder with the site as far as it is written.
    pub staging: PathBuf,
    /// The path the site will be served under.
    pub public_url: String,
    /// Whether this is a release build.
    pub release: bool,
}

impl Build {
    fn from_trunk() -> Result<Build> {
        let get = |name: &str| {
            std::env::var(name)
                .map_err(|_| Failure(format!("{name} is not set: this command is for Trunk's hooks")))
        };
        Ok(Build {
            staging: get("TRUNK_STAGING_DIR")?.into(),
            public_url: get("TRUNK_PUBLIC_URL")?,
            release: get("TRUNK_PROFILE")? == "release",
        })
    }
}

/// `hook-style`: writes style sheet, font, icons and pictures where `index.html` has Trunk pick them up.
pub fn before_build() -> Result<()> {
    style::write()?;
    pictures::write(&content::compile()?.library.pictures)
}

/// `hook-finish`: adds everything that is made from the packs or from what Trunk wrote.
pub fn after_build() -> Result<()> {
    let build = Build::from_trunk()?;
    let scripts = split::write(&build)?;
    let compiled = content::compile()?;
    details::write(&build.staging, &compiled)?;
    page::finish(&build, &compiled, &scripts)?;
    if build.release {
        let list = service_worker::write(&build.staging)?;
        compress::siblings(&build.staging)?;
        service_worker::check(&build.staging)?;
        sizes::report(&build.staging, &list, &onward_packs::spine_bytes(&compiled.spine))?;
    }
    Ok(())
}
