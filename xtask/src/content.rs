//! Compiles the content packs, and says what they hold and what could be better.

use onward_packs::{Compiled, reading};

use crate::hooks::{compress, details};
use crate::project::{Result, fail, root, say};

/// How many of the pages that are hardest to read are named.
const HARDEST: usize = 10;

/// Compiles the packs of the repository; every problem goes to the screen.
pub fn compile() -> Result<Compiled> {
    onward_packs::compile(&root().join("content")).or_else(|problems| {
        for problem in &problems {
            eprintln!("{problem}");
        }
        fail(format!("the content packs have {} problems, listed above", problems.len()))
    })
}

/// `cargo xtask content`: checks the packs and prints what is in them.
pub fn check() -> Result<()> {
    let compiled = compile()?;
    for warning in &compiled.warnings {
        println!("warning: {warning}");
    }
    for line in onward_packs::outdated(&compiled, chrono::Local::now().date_naive()) {
        println!("warning: {line}");
    }
    let pages = reading::pages(&compiled);
    for (page, age) in pages.iter().filter(|(_, age)| *age > reading::OLDEST) {
        println!("warning: {page} needs a reader of about {age:.0}: look at its long words and sentences");
    }
    println!("The pages that need the oldest readers (a warning, not a verdict):");
    for (page, age) in pages.iter().take(HARDEST) {
        println!("  {age:>4.1}  {page}");
    }
    println!("{}", onward_packs::report(&compiled));
    let middle = pages.get(pages.len() / 2).map_or(0.0, |(_, age)| *age);
    say(format_args!("reading age: {middle:.1} for the middle one of {} pages", pages.len()));
    let sizes =
        |bytes: &[u8]| format!("{} bytes, {} with brotli", bytes.len(), compress::brotli(bytes).len());
    say(format_args!("spine: {}", sizes(&onward_packs::spine_bytes(&compiled.spine))));
    for (what, bytes) in details::files(&compiled) {
        say(format_args!("{what}: {}", sizes(&bytes)));
    }
    Ok(())
}
