//! Compiles the content packs into the app: the spine goes into the WASM, the name of the details
//! file into the code that fetches it. A mistake in a pack stops the build with file and line.

use std::path::Path;
use std::{env, fs, process};

fn main() {
    println!("cargo:rerun-if-changed=content");
    let compiled = match onward_packs::compile(Path::new("content")) {
        Ok(compiled) => compiled,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            process::exit(1);
        }
    };
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    let spine = onward_packs::spine_bytes(&compiled.spine);
    fs::write(Path::new(&out).join("spine.bin"), spine).expect("the spine can be written to OUT_DIR");
    // The site build writes the same bytes under the same names (xtask, details hook).
    for (variable, what, bytes) in [
        ("ONWARD_DETAILS", "details", onward_packs::details_bytes(&compiled.details)),
        (
            "ONWARD_PERSON",
            "person",
            onward_packs::person_bytes(&onward_packs::person_shelf(&compiled.library)),
        ),
        (
            "ONWARD_MEETINGS",
            "meetings",
            onward_packs::meeting_bytes(&onward_packs::meeting_shelf(&compiled.library)),
        ),
    ] {
        println!("cargo:rustc-env={variable}={what}-{:08x}.bin", crc32fast::hash(&bytes));
    }
}
