//! A small national pack and a small council's pack, right in every way, to be spoiled one thing at a time.

// Each test file is compiled by itself and uses its own part of this.
#![allow(dead_code, reason = "no test file needs all of the texts")]

use std::path::PathBuf;

use onward_packs::{Compiled, Problem, compile_files};

/// `england/pack.toml`: everything steps refer to.
pub const ENGLAND: &str = include_str!("england.toml");
/// `england/test.toml`: two steps; tests name its lines.
pub const STEPS: &str = include_str!("steps.toml");
/// `england/library.toml`: one of each table besides; tests name its lines.
pub const LIBRARY: &str = include_str!("library.toml");
/// `borset/pack.toml`: a made-up council on top.
pub const BORSET: &str = include_str!("borset.toml");
/// `borset/charter.toml`: its charter.
pub const CHARTER: &str = include_str!("charter.toml");
/// `pictures.toml`, which all packs share.
pub const PICTURES: &str = include_str!("pictures.toml");

/// The texts of a content folder.
pub struct Content<'t> {
    pub steps: &'t str,
    pub library: &'t str,
    pub borset: &'t str,
    pub charter: &'t str,
    pub pictures: &'t str,
    pub coverage: &'t str,
}

/// Content without a mistake. It has no coverage file, because nothing of it has to be anywhere.
pub const RIGHT: Content<'static> = Content {
    steps: STEPS,
    library: LIBRARY,
    borset: BORSET,
    charter: CHARTER,
    pictures: PICTURES,
    coverage: "",
};

impl Content<'_> {
    pub fn compile(&self) -> Result<Compiled, Vec<Problem>> {
        compile_files(
            &[
                (
                    "borset",
                    vec![file("borset/pack.toml", self.borset), file("borset/charter.toml", self.charter)],
                ),
                (
                    "england",
                    vec![
                        file("england/pack.toml", ENGLAND),
                        file("england/test.toml", self.steps),
                        file("england/library.toml", self.library),
                    ],
                ),
            ],
            &[file("pictures.toml", self.pictures), file("coverage.toml", self.coverage)],
        )
    }
}

/// A file as it is read from a content folder.
pub fn file(path: &str, text: &str) -> (PathBuf, String) {
    (PathBuf::from(path), text.to_owned())
}

/// Compiles the national pack with this text as its `test.toml`, and the made-up council's pack with this text.
pub fn compile(england: &str, borset: &str) -> Result<Compiled, Vec<Problem>> {
    Content { steps: england, borset, ..RIGHT }.compile()
}

/// `STEPS` with one thing changed.
pub fn steps(from: &str, to: &str) -> String {
    changed(STEPS, from, to)
}

/// A text with one thing changed.
pub fn changed(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from:?} must stand exactly once in the text");
    text.replace(from, to)
}
