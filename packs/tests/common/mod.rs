//! A small national pack and a small council's pack, right in every way, to be spoiled one thing at a time.

use std::path::PathBuf;

use onward_packs::{Compiled, Problem, compile_files};

/// `england/pack.toml`: everything steps refer to.
pub const ENGLAND: &str = include_str!("england.toml");
/// `england/test.toml`: two steps; tests name its lines.
pub const STEPS: &str = include_str!("steps.toml");
/// `borset/pack.toml`: a made-up council on top.
pub const BORSET: &str = include_str!("borset.toml");

/// Compiles the national pack with this text as its `test.toml`, and the made-up council's pack with this text.
pub fn compile(england: &str, borset: &str) -> Result<Compiled, Vec<Problem>> {
    let file = |path: &str, text: &str| (PathBuf::from(path), text.to_owned());
    compile_files(&[
        ("borset", vec![file("borset/pack.toml", borset)]),
        ("england", vec![file("england/pack.toml", ENGLAND), file("england/test.toml", england)]),
    ])
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
