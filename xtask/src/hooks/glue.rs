//! Makes the script that binds the WASM to the browser smaller, and the WASM with it.
//!
//! wasm-bindgen writes for every crate below the app, so some of it is for nobody here; and its names
//! end in hashes, which stand in both files and do not compress. It writes in a fixed form, which is
//! what this goes by: its version is fixed too, and what has another form ends the build.

use std::collections::{HashMap, HashSet};

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ExportSection, ImportSection, Module, RawSection};
use wasmparser::{Export, Import, Parser, Payload};

use crate::project::{Failure, Result, fail};

/// A script without the classes it offers to other scripts. There are none that want them, and the app
/// itself makes nothing of them.
pub fn without_classes(script: &str) -> Result<String> {
    const CLASS: &str = "export class ";
    let names = script.lines().filter_map(|line| line.strip_prefix(CLASS)?.split(' ').next());
    let classes: Vec<&str> = names.collect();
    let mut kept = String::new();
    let mut inside: Option<fn(&str) -> bool> = None;
    for line in script.lines() {
        if let Some(is_end) = inside {
            inside = inside.filter(|_| !is_end(line));
            continue;
        }
        let begins = |word: &str| {
            line.strip_prefix(word).is_some_and(|rest| classes.iter().any(|class| rest.starts_with(class)))
        };
        if begins(CLASS) {
            inside = Some(|line| line == "}");
        } else if begins("const ") {
            inside = Some(|line| line.ends_with(';'));
        } else if !begins("if (Symbol.dispose) ") {
            kept.extend([line, "\n"]);
        }
    }
    match classes.iter().find(|class| kept.contains(*class)) {
        Some(class) => {
            fail(format!("the app makes use of the script's class {class}, which was to be left out"))
        }
        None => Ok(kept),
    }
}

/// A WASM without the exports that no script names. What only they need is then cut by the optimiser.
pub fn without_exports(wasm: &[u8], scripts: &str) -> Result<Vec<u8>> {
    let used: HashSet<&str> = words(scripts).collect();
    rewritten(wasm, |import| import, |export| used.contains(export.name).then_some(export))
}

/// Script and WASM with short names for what they have of each other, and the script without what the
/// WASM does not ask for.
pub fn shortened(script: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
    let (imports, exports) = names(wasm)?;
    let module = imports.iter().find(|import| is_bound(import)).map(|import| import.module);
    let key = format!("\"{}\": ", module.unwrap_or_default());
    if script.matches(&key).count() != 1 {
        return fail("the script does not say once what it gives to the WASM");
    }
    let wanted: HashSet<&str> =
        imports.iter().filter(|import| is_bound(import)).map(|import| import.name).collect();
    let script = without_unasked(script, &wanted).replace(&key, &format!("\"{MODULE}\": "));

    let mut short: HashMap<&str, String> = HashMap::new();
    let exports = exports.iter().map(|export| export.name).filter(|name| name.starts_with(CLOSURE));
    for name in imports.iter().filter(|import| is_bound(import)).map(|import| import.name).chain(exports) {
        let number = short.len();
        short.entry(name).or_insert_with(|| format!("_{number:x}"));
    }
    if words(&script).any(|word| short.values().any(|name| name == word)) {
        return fail("the script uses a short name of its own");
    }
    let name = |long: &str| short.get(long).map(String::as_str);
    let wasm = rewritten(
        wasm,
        |import| match name(import.name).filter(|_| is_bound(&import)) {
            Some(name) => Import { module: MODULE, name, ..import },
            None => import,
        },
        |export| Some(Export { name: name(export.name).unwrap_or(export.name), ..export }),
    )?;
    Ok((renamed(&script, name), wasm))
}

/// A script without remarks and indentation.
pub fn tidied(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let is_code =
        |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    lines.filter(is_code).flat_map(|line| [line, "\n"]).collect()
}

/// The short name of the script, for the WASM.
const MODULE: &str = "w";
/// How the names of exported handlers begin.
const CLOSURE: &str = "wasm_bindgen__";

/// Whether an import is one that wasm-bindgen's script gives.
fn is_bound(import: &Import<'_>) -> bool {
    import.module.ends_with("_bg.js")
}

/// A script without the entries of its table that the WASM does not ask for. Each begins with its name
/// on a line of its own, at one depth.
fn without_unasked(script: &str, wanted: &HashSet<&str>) -> String {
    let mut kept = String::new();
    let mut is_wanted = true;
    for line in script.lines() {
        let name = line
            .strip_prefix("        __wb")
            .and_then(|rest| rest.split_once(": function("))
            .map(|(rest, _)| ["__wb", rest].concat());
        if let Some(name) = name {
            is_wanted = wanted.contains(name.as_str());
        } else if line == "    };" {
            is_wanted = true;
        }
        if is_wanted {
            kept.extend([line, "\n"]);
        }
    }
    kept
}

/// A script with other names.
fn renamed<'n>(script: &str, name: impl Fn(&str) -> Option<&'n str>) -> String {
    let mut made = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(in_word) {
        let (between, from) = rest.split_at(at);
        let (word, after) = from.split_at(from.find(|letter| !in_word(letter)).unwrap_or(from.len()));
        made.push_str(between);
        made.push_str(name(word).unwrap_or(word));
        rest = after;
    }
    made + rest
}

fn in_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_' || letter == '$'
}

fn words(script: &str) -> impl Iterator<Item = &str> {
    script.split(|letter| !in_word(letter)).filter(|word| !word.is_empty())
}

// ---- the WASM ----

/// What a WASM asks for and offers.
fn names(wasm: &[u8]) -> Result<(Vec<Import<'_>>, Vec<Export<'_>>)> {
    let (mut imports, mut exports) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.map_err(unreadable)? {
            Payload::ImportSection(section) => {
                imports =
                    section.into_imports().collect::<std::result::Result<_, _>>().map_err(unreadable)?;
            }
            Payload::ExportSection(section) => {
                exports = section.into_iter().collect::<std::result::Result<_, _>>().map_err(unreadable)?;
            }
            _ => {}
        }
    }
    Ok((imports, exports))
}

/// A WASM with other imports and exports, and all else as it was.
fn rewritten<'w>(
    wasm: &'w [u8],
    import: impl Fn(Import<'w>) -> Import<'w>,
    export: impl Fn(Export<'w>) -> Option<Export<'w>>,
) -> Result<Vec<u8>> {
    let mut made = Module::new();
    let mut same = RoundtripReencoder;
    let (imports, exports) = names(wasm)?;
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload.map_err(unreadable)?;
        match payload {
            Payload::ImportSection(_) => {
                let mut section = ImportSection::new();
                for import in imports.iter().map(|found| import(*found)) {
                    let kind = same.entity_type(import.ty).map_err(unreadable)?;
                    section.import(import.module, import.name, kind);
                }
                made.section(&section);
            }
            Payload::ExportSection(_) => {
                let mut section = ExportSection::new();
                for export in exports.iter().filter_map(|found| export(*found)) {
                    let kind = same.export_kind(export.kind).map_err(unreadable)?;
                    section.export(export.name, kind, export.index);
                }
                made.section(&section);
            }
            _ => {
                if let Some((id, range)) = payload.as_section() {
                    let data = wasm.get(range.start as usize..range.end as usize).unwrap_or_default();
                    made.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(made.finish())
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure(format!("the WASM cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{EntityType, ExportKind, FunctionSection, TypeSection};

    const SCRIPT: &str = "export class Sink {\n    free() {\n        wasm.sink_free(1);\n    }\n}\n\
if (Symbol.dispose) Sink.prototype[Symbol.dispose] = Sink.prototype.free;\n\
function imports() {\n    const import0 = {\n        __proto__: null,\n\
\x20       __wbg_now_0a: function() {\n            // the time\n            return Date.now();\n        },\n\
\x20       __wbg_gone_0b: function() {\n            return 1;\n        },\n\
\x20   };\n    return {\n        \"./app_bg.js\": import0,\n    };\n}\n\
const SinkFinalization = (typeof FinalizationRegistry === 'undefined')\n    ? 1\n    : new FinalizationRegistry(ptr => wasm.sink_free(ptr, 1));\n\
function wasm_bindgen__invoke__h0c(a) {\n    wasm.wasm_bindgen__invoke__h0c(a, wasm.memory);\n}\n";

    /// A WASM that asks for the time and offers three functions.
    fn wasm() -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./app_bg.js", "__wbg_now_0a", EntityType::Function(0));
        imports.import("./link.js", "load", EntityType::Function(0));
        let mut exports = ExportSection::new();
        for (at, name) in ["sink_free", "wasm_bindgen__invoke__h0c"].iter().enumerate() {
            exports.export(name, ExportKind::Func, at as u32);
        }
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&FunctionSection::new()).section(&exports);
        module.finish()
    }

    fn spoken(wasm: &[u8]) -> String {
        let (imports, exports) = names(wasm).unwrap();
        let imports = imports.iter().map(|import| format!("{}/{}", import.module, import.name));
        imports.chain(exports.iter().map(|export| export.name.to_owned())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn classes_go_with_all_that_is_theirs_unless_the_app_makes_one() {
        let script = without_classes(SCRIPT).unwrap();
        assert!(!script.contains("Sink") && script.contains("function imports"), "{script}");
        assert!(without_classes(&format!("{SCRIPT}Sink.__wrap(1);\n")).is_err());
        let wasm = without_exports(&wasm(), &script).unwrap();
        assert_eq!(spoken(&wasm), "./app_bg.js/__wbg_now_0a ./link.js/load wasm_bindgen__invoke__h0c");
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let (script, wasm) = shortened(&without_classes(SCRIPT).unwrap(), &wasm()).unwrap();
        assert_eq!(spoken(&wasm), "w/_0 ./link.js/load sink_free _1");
        for kept in ["_0: function() {", "\"w\": import0,", "function _1(a)", "wasm._1(a, wasm.memory)"] {
            assert!(script.contains(kept), "{kept}: {script}");
        }
        assert!(!script.contains("__wbg_gone") && !script.contains("return 1"), "{script}");
    }

    #[test]
    fn a_script_with_short_names_of_its_own_ends_the_build() {
        assert!(shortened(&format!("{SCRIPT}let _1 = 2;\n"), &wasm()).is_err());
        assert!(shortened("", &wasm()).is_err());
    }

    #[test]
    fn remarks_and_indentation_go() {
        assert_eq!(tidied("/**\n * x\n */\n\nif (a) {\n    // why\n    b();\n}\n"), "if (a) {\nb();\n}\n");
    }
}
