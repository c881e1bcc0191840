//! Puts what parts share into few files.
//!
//! The splitter makes a file for every set of parts that share something, which is dozens of files of
//! some hundred bytes, each a request of its own. Here they become two: what the part needs that a new
//! person opens first, and the rest. A part fetches both or one, and has a little that only others use.
//!
//! It goes by the form the splitter writes, whose version is fixed: every file lists the same types, no
//! function is imported (they call each other through the app's table), and each puts its functions and
//! data where no other does. What has another form ends the build.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, DataSection, ElementSection, FunctionSection, ImportSection, Module, RawSection,
};
use wasmparser::{Import, Parser, Payload, TypeRef};

use crate::project::{Failure, Result, fail};

/// How the names of the files begin that parts share.
pub const SHARED: &str = "shared_";

/// One WASM with everything in these, which the splitter made from one app.
pub fn merged(files: &[Vec<u8>]) -> Result<Vec<u8>> {
    let mut types: Option<RawSection<'_>> = None;
    let mut imports: Vec<Import<'_>> = Vec::new();
    let (mut functions, mut elements) = (FunctionSection::new(), ElementSection::new());
    let (mut code, mut data) = (CodeSection::new(), DataSection::new());
    for file in files {
        let mut moved = Moved(functions.len());
        for payload in Parser::new(0).parse_all(file) {
            match payload.map_err(unreadable)? {
                Payload::TypeSection(section) => {
                    let range = section.range();
                    let found = file.get(range.start as usize..range.end as usize).unwrap_or_default();
                    match &types {
                        None => types = Some(RawSection { id: 1, data: found }),
                        Some(known) if known.data == found => {}
                        Some(_) => return fail("two shared files of the app list different types"),
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(unreadable)?;
                        add(&mut imports, import)?;
                    }
                }
                Payload::FunctionSection(section) => {
                    for of_type in section {
                        functions.function(of_type.map_err(unreadable)?);
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element.map_err(unreadable)?;
                        moved.parse_element(&mut elements, element).map_err(unreadable)?;
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    moved.parse_function_body(&mut code, body).map_err(unreadable)?;
                }
                Payload::DataSection(section) => {
                    for datum in section {
                        moved.parse_data(&mut data, datum.map_err(unreadable)?).map_err(unreadable)?;
                    }
                }
                Payload::ExportSection(section) if section.count() == 0 => {}
                // Names and remarks, which the optimiser drops too.
                Payload::CustomSection(_)
                | Payload::Version { .. }
                | Payload::DataCountSection { .. }
                | Payload::CodeSectionStart { .. }
                | Payload::End(_) => {}
                other => {
                    return fail(format!("a shared file of the app has what cannot be merged: {other:?}"));
                }
            }
        }
    }
    let mut section = ImportSection::new();
    for import in imports {
        let kind = Moved(0).entity_type(import.ty).map_err(unreadable)?;
        section.import(import.module, import.name, kind);
    }
    let mut made = Module::new();
    if let Some(types) = &types {
        made.section(types);
    }
    made.section(&section).section(&functions).section(&elements).section(&code).section(&data);
    Ok(made.finish())
}

/// Adds what a file asks for. Of each kind it is one thing, so that its number is the same in every file.
fn add<'w>(imports: &mut Vec<Import<'w>>, import: Import<'w>) -> Result<()> {
    let kind = |import: &Import<'_>| std::mem::discriminant(&import.ty);
    if matches!(import.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
        return fail("a shared file of the app imports a function");
    }
    match imports.iter().find(|known| kind(known) == kind(&import)) {
        None => imports.push(import),
        Some(known) if known.name == import.name && known.module == import.module => {}
        Some(_) => return fail("a shared file of the app imports two things of a kind"),
    }
    Ok(())
}

/// Everything stays as it is, but for the numbers of functions.
struct Moved(u32);

impl Reencode for Moved {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> std::result::Result<u32, Error<Infallible>> {
        Ok(function + self.0)
    }
}

/// The script that fetches parts, for shared files put together: each group of old names is one file,
/// named as given.
pub fn relinked(link: &str, groups: &[(String, Vec<String>)]) -> Result<String> {
    let mut made = String::new();
    let mut left: Option<bool> = None;
    for line in link.lines() {
        if let Some(chunk) = line.strip_prefix("const __").and_then(|rest| rest.split(' ').next())
            && line.ends_with("= makeLoad(() => {")
        {
            let first = groups.iter().find(|(_, chunks)| chunks.first().is_some_and(|first| first == chunk));
            left = Some(first.is_none());
        }
        if left != Some(true) {
            made.extend([in_groups(line, groups)?.as_str(), "\n"]);
        }
        if line == ", []);" {
            left = None;
        }
    }
    match made.contains("chunk_") {
        true => fail("the script that fetches parts names a shared file of none of the groups"),
        false => Ok(made),
    }
}

/// A line with the names of groups for those of their files.
fn in_groups(line: &str, groups: &[(String, Vec<String>)]) -> Result<String> {
    let group = |chunk: &str| {
        let found = groups.iter().find(|(_, chunks)| chunks.iter().any(|known| known == chunk));
        found.map(|(name, _)| name).ok_or_else(|| Failure(format!("the shared file {chunk} is in no group")))
    };
    if let Some(chunks) = line.strip_prefix(", [").and_then(|rest| rest.strip_suffix("]));")) {
        let mut names: Vec<&String> = Vec::new();
        for chunk in chunks.split(", ").filter_map(|chunk| chunk.strip_prefix("__")) {
            let name = group(chunk)?;
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let names: Vec<String> = names.iter().map(|name| format!("__{name}")).collect();
        return Ok(format!(", [{}]));", names.join(", ")));
    }
    for (before, after) in [("const __", " = makeLoad"), ("fetch(new URL(\"./", ".wasm\"")] {
        let found = line.split_once(before).and_then(|(_, rest)| rest.split_once(after));
        if let Some((chunk, _)) = found
            && chunk.starts_with("chunk_")
        {
            return Ok(line.replace(chunk, group(chunk)?));
        }
    }
    Ok(line.to_owned())
}

fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure(format!("a shared file of the app cannot be read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, ElementMode, ElementSegment, Elements, EntityType, Function, MemoryType, RefType,
        TableType, TypeSection,
    };
    use wasmparser::{ElementItems, Operator};

    /// A file with two functions, of which the second calls the first, in the table from `at` on.
    fn file(at: i32, memory: &str) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        let memory_type =
            MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        imports.import("app", memory, EntityType::Memory(memory_type));
        let table = TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 9,
            maximum: None,
            shared: false,
        };
        imports.import("app", "table", EntityType::Table(table));
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        let mut elements = ElementSection::new();
        elements.segment(ElementSegment {
            mode: ElementMode::Active { table: None, offset: &ConstExpr::i32_const(at) },
            elements: Elements::Functions([0, 1].as_slice().into()),
        });
        let mut code = CodeSection::new();
        let (mut first, mut second) = (Function::new([]), Function::new([]));
        first.instructions().end();
        second.instructions().call(0).end();
        code.function(&first).function(&second);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(at * 8), *b"words");
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions);
        module.section(&elements).section(&code).section(&data);
        module.finish()
    }

    #[test]
    fn each_function_calls_its_own_and_keeps_its_place_in_the_table() {
        let made = merged(&[file(1, "memory"), file(3, "memory")]).unwrap();
        let (mut calls, mut places, mut imports, mut words) = (Vec::new(), Vec::new(), 0, 0);
        for payload in Parser::new(0).parse_all(&made) {
            match payload.unwrap() {
                Payload::ImportSection(section) => imports = section.into_imports().count(),
                Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        if let Operator::Call { function_index } = operator.unwrap() {
                            calls.push(function_index);
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let ElementItems::Functions(items) = element.unwrap().items else { panic!() };
                        places.extend(items.into_iter().map(|item| item.unwrap()));
                    }
                }
                Payload::DataSection(section) => words = section.count(),
                _ => {}
            }
        }
        assert_eq!((calls, places, imports, words), (vec![0, 2], vec![0, 1, 2, 3], 2, 2));
    }

    #[test]
    fn files_that_number_things_otherwise_end_the_build() {
        assert!(merged(&[file(1, "memory"), file(3, "other")]).is_err());
        assert!(merged(&[b"no wasm".to_vec()]).is_err());
    }

    const LINK: &str = "function makeLoad(fetcher, deps) {\n}\n\
/* a, b */\nconst __chunk_3 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_3.wasm\", import.meta.url));\n}\n, []);\n\
/* b, c */\nconst __chunk_14 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_14.wasm\", import.meta.url));\n}\n, []);\n\
export const __load_a = wrapAsyncCb(makeLoad(() => {\n}\n, [__chunk_3, __chunk_14]));\n\
export const __load_c = wrapAsyncCb(makeLoad(() => {\n}\n, []));\n";

    #[test]
    fn a_part_fetches_each_shared_file_once() {
        let group = |name: &str, chunks: &[&str]| {
            (name.to_owned(), chunks.iter().map(|&chunk| chunk.to_owned()).collect::<Vec<_>>())
        };
        let one = relinked(LINK, &[group("shared_all", &["chunk_3", "chunk_14"])]).unwrap();
        assert!(
            one.contains("const __shared_all = makeLoad(() => {") && one.contains(", [__shared_all]));"),
            "{one}"
        );
        assert_eq!(
            (one.matches("./shared_all.wasm").count(), one.matches(", []));").count()),
            (1, 1),
            "{one}"
        );
        let two =
            relinked(LINK, &[group("shared_x", &["chunk_14"]), group("shared_y", &["chunk_3"])]).unwrap();
        assert!(two.contains("./shared_x.wasm") && two.contains(", [__shared_y, __shared_x]));"), "{two}");
        assert!(relinked(LINK, &[group("shared_x", &["chunk_3"])]).is_err());
    }
}
