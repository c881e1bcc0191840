//! Finishes the HTML: the text a person reads before the app starts or instead of it, the pages of the
//! guide, and the copy that hosts without rewriting serve for the app's addresses.

use std::fs;

use onward_packs::Compiled;

use super::split::Scripts;
use super::{Build, plain};
use crate::guide;
use crate::project::{Context, Failure, Result};

/// Name of the file with what the guide's search looks through.
pub const SEARCH_INDEX: &str = "guide-search.tsv";

/// Fills `index.html`, writes `404.html` and the guide.
pub fn finish(build: &Build, compiled: &Compiled, scripts: &Scripts) -> Result<()> {
    let path = build.staging.join("index.html");
    let empty = fs::read_to_string(&path).about("index.html")?;
    // A worker would keep serving yesterday's build to the person developing.
    let empty = if build.release { empty } else { without_worker(&empty) };
    let empty = with_link(&empty, scripts)?;
    let page = fill(&empty, &plain::short(compiled))?;
    fs::write(&path, &page).about("index.html")?;
    fs::write(build.staging.join("404.html"), &page).about("404.html")?;
    for page in guide::pages(compiled) {
        let file = build.staging.join(format!("{}.html", page.address));
        fs::create_dir_all(file.parent().unwrap_or(&build.staging))?;
        let whole = titled(&fill(&empty, &page.article)?, &format!("{} - Onward", page.title))?;
        fs::write(&file, whole).about(&page.address)?;
    }
    fs::write(build.staging.join(SEARCH_INDEX), guide::search_index(compiled)).about(SEARCH_INDEX)
}

/// Has the browser fetch the script of the parts beside the app's own, which imports it: else it would
/// learn of it only when that has come.
fn with_link(page: &str, scripts: &Scripts) -> Result<String> {
    let is_preload = |tag: &&str| tag.contains("modulepreload") && tag.contains(&scripts.main);
    let tag = page.split_inclusive('>').filter_map(|piece| piece.rfind('<').map(|at| &piece[at..]));
    let tag = tag.into_iter().find(is_preload);
    let tag = tag.ok_or_else(|| Failure("index.html does not preload the app's script".to_owned()))?;
    Ok(page.replacen(tag, &[tag, &tag.replace(&scripts.main, &scripts.link)].concat(), 1))
}

/// Gives a page a title of its own.
fn titled(page: &str, title: &str) -> Result<String> {
    let missing = || Failure("index.html needs a <title>".to_owned());
    let (before, rest) = page.split_once("<title>").ok_or_else(missing)?;
    let (_, after) = rest.split_once("</title>").ok_or_else(missing)?;
    Ok(format!("{before}<title>{}</title>{after}", guide::html::escaped(title)))
}

/// Puts the text into `<main id="plain">`. Trunk's minifier removes remarks and some quotes, so the element itself is the mark.
fn fill(page: &str, text: &str) -> Result<String> {
    let missing = || Failure("index.html needs an empty <main id=\"plain\"></main>".to_owned());
    let open = ["<main id=\"plain\">", "<main id=plain>"]
        .into_iter()
        .find(|open| page.contains(open))
        .ok_or_else(missing)?;
    let (before, rest) = page.split_once(open).ok_or_else(missing)?;
    let (_, after) = rest.split_once("</main>").ok_or_else(missing)?;
    Ok(format!("{before}{open}{text}</main>{after}"))
}

fn without_worker(page: &str) -> String {
    let Some((before, rest)) = page.split_once(" data-worker=\"") else {
        return page.to_owned();
    };
    let Some((_, after)) = rest.split_once('"') else {
        return page.to_owned();
    };
    format!("{before}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Onward</title><base href=/><link rel=stylesheet href=/a.css><link rel=modulepreload href=/a.js><script src=/boot.js></script></head><body><main id=plain></main></body></html>";

    #[test]
    fn the_text_goes_into_the_main_element_also_when_minified() {
        assert!(fill(PAGE, "<h1>x</h1>").unwrap().contains("<main id=plain><h1>x</h1></main>"));
        assert!(fill("<main id=\"plain\"><!-- here --></main>", "y").unwrap().contains(">y</main>"));
        assert!(fill("<main></main>", "y").is_err());
    }

    #[test]
    fn the_script_of_the_parts_is_preloaded_beside_the_apps() {
        let scripts = |main: &str| Scripts { main: main.into(), link: "parts-a/link.js".into() };
        let both = "<link rel=modulepreload href=/a.js><link rel=modulepreload href=/parts-a/link.js><script";
        assert!(with_link(PAGE, &scripts("a.js")).unwrap().contains(both));
        assert!(with_link(PAGE, &scripts("b.js")).is_err());
    }

    #[test]
    fn a_page_of_the_guide_has_its_own_title() {
        assert!(titled(PAGE, "Words & more").unwrap().contains("<title>Words &amp; more</title><base"));
    }

    #[test]
    fn a_debug_page_names_no_worker() {
        let page = "<script data-wasm=\"/a.wasm\" data-worker=\"/sw.js\"></script>";
        assert_eq!(without_worker(page), "<script data-wasm=\"/a.wasm\"></script>");
    }
}
