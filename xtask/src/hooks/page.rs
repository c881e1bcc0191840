//! Finishes the HTML: the text a person reads before the app starts or instead of it, the plain page,
//! and the copy that hosts without rewriting serve for the app's addresses.

use std::fs;

use onward_packs::Compiled;

use super::{Build, plain};
use crate::project::{Context, Failure, Result};

/// Fills `index.html`, writes `plain.html` and `404.html`.
pub fn finish(build: &Build, compiled: &Compiled) -> Result<()> {
    let path = build.staging.join("index.html");
    let page = fs::read_to_string(&path).about("index.html")?;
    let mut page = fill(&page, &plain::short(compiled))?;
    if !build.release {
        // A worker would keep serving yesterday's build to the person developing.
        page = without_worker(&page);
    }
    fs::write(&path, &page).about("index.html")?;
    fs::write(build.staging.join("404.html"), &page).about("404.html")?;
    let whole = plain::page(compiled, &head_of(&page)?);
    fs::write(build.staging.join("plain.html"), whole).about("plain.html")
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

/// What the plain page shares with the app's: policy, base address, style, icons; no script.
fn head_of(page: &str) -> Result<String> {
    // The minifier leaves out the opening tag.
    let (head, _) =
        page.split_once("</head>").ok_or_else(|| Failure("index.html has no </head>".to_owned()))?;
    let tags = head.split('<').filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    let shared = tags.filter(|tag| {
        let is_link = tag.starts_with("link") && ["stylesheet", "icon"].iter().any(|rel| tag.contains(rel));
        is_link || tag.starts_with("base") || (tag.starts_with("meta") && !tag.contains("description"))
    });
    Ok(shared.map(|tag| format!("<{tag}>\n")).collect())
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
    fn the_plain_page_shares_the_head_but_no_script() {
        let head = head_of(PAGE).unwrap();
        assert!(head.contains("<base href=/>") && head.contains("a.css"));
        assert!(!head.contains("script") && !head.contains("modulepreload"));
    }

    #[test]
    fn a_debug_page_names_no_worker() {
        let page = "<script data-wasm=\"/a.wasm\" data-worker=\"/sw.js\"></script>";
        assert_eq!(without_worker(page), "<script data-wasm=\"/a.wasm\"></script>");
    }
}
