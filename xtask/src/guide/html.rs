//! Writing HTML: everything from a pack is escaped here.

use std::collections::BTreeSet;

use onward_core::calendar::date_short;
use onward_core::marks::{Piece, pieces};
use onward_core::pack::library::Checked;
use onward_core::pack::{Badge, PackSpine, Party, Source, Spine};
use onward_packs::Terms;

use super::Reader;

/// A piece of a page.
#[derive(Clone, Debug, Default)]
pub struct Html {
    text: String,
    sections: Vec<(String, String)>,
}

impl Html {
    /// Markup as it stands.
    pub fn raw(&mut self, markup: &str) {
        self.text.push_str(markup);
        self.text.push('\n');
    }

    pub fn open(&mut self, element: &str) {
        self.raw(&format!("<{element}>"));
    }

    pub fn close(&mut self, element: &str) {
        self.raw(&format!("</{element}>"));
    }

    /// Words of a pack or of this program.
    pub fn paragraph(&mut self, class: &str, words: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.raw(&format!("<p{class}>{}</p>", family(words)));
    }

    /// A heading, with an id if it is one.
    pub fn heading(&mut self, level: u8, id: &str, words: &str) {
        let id = if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") };
        self.raw(&format!("<h{level}{id}>{}</h{level}>", escaped(words)));
    }

    /// Begins a section that the list at the top of the page names.
    pub fn section(&mut self, id: &str, heading: &str) {
        self.sections.push((id.to_owned(), escaped(heading)));
        self.open("section");
        self.heading(2, id, heading);
    }

    /// A list of sentences that are markup already.
    pub fn list(&mut self, class: &str, items: impl IntoIterator<Item = String>) {
        let items: Vec<String> = items.into_iter().collect();
        if items.is_empty() {
            return;
        }
        self.raw(&format!("<ul class=\"{class}\">"));
        for item in items {
            self.raw(&format!("<li>{item}</li>"));
        }
        self.raw("</ul>");
    }

    pub fn append(&mut self, other: &Html) {
        self.text.push_str(&other.text);
    }

    /// Id and heading of each section.
    pub fn sections(&self) -> &[(String, String)] {
        &self.sections
    }

    pub fn into_article(self) -> String {
        format!("<article class=\"guide\" id=\"guide\">\n{}</article>\n", self.text)
    }
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Words for a child whose name is not known, with a capital at the start.
pub fn unnamed(text: &str, child: &str) -> String {
    let words = text.replace("{name's}", &format!("{child}'s")).replace("{name}", child);
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// As [`unnamed`], for parents and carers, as markup.
pub fn family(text: &str) -> String {
    escaped(&unnamed(text, "your child"))
}

/// Terms of a text linked to their explanation, each once on a page: `seen` holds those that were.
/// The build marked them in the texts of steps, and [`Linker`] does in those of the library.
pub fn linked(text: &str, seen: &mut BTreeSet<String>) -> String {
    let link = |piece: Piece<'_>| match piece {
        Piece::Term { id, words } if seen.insert(id.to_owned()) => {
            format!("<a class=\"term\" href=\"guide/words#{id}\">{}</a>", escaped(words))
        }
        Piece::Words(words) | Piece::Term { words, .. } => escaped(words),
    };
    pieces(text).into_iter().map(link).collect()
}

/// Links each term once on a page.
pub struct Linker<'w> {
    terms: &'w Terms<'w>,
    seen: BTreeSet<&'w str>,
}

impl<'w> Linker<'w> {
    pub fn new(terms: &'w Terms<'w>) -> Self {
        Self { terms, seen: BTreeSet::new() }
    }

    pub fn link(&mut self, text: &str) -> String {
        linked(&self.terms.mark(&unnamed(text, "your child"), &mut self.seen), &mut BTreeSet::new())
    }
}

/// A link to a page of the guide; `heard` is what a screen reader says where the words alone are not enough.
pub fn page_link(id: &str, reader: Reader, words: &str, heard: &str) -> String {
    let label = if heard.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", escaped(heard)) };
    format!("<a href=\"guide/{id}{}\"{label}>{}</a>", reader.suffix(), escaped(words))
}

/// A link only where the address is one a browser opens safely.
pub fn web_link(address: &str, words: &str) -> String {
    if address.starts_with("https://") || address.starts_with("http://") {
        format!("<a href=\"{}\" rel=\"external noreferrer\">{}</a>", escaped(address), escaped(words))
    } else {
        escaped(words)
    }
}

pub fn source(source: &Source, on: chrono::NaiveDate) -> String {
    let name =
        if source.web.is_empty() { escaped(&source.name) } else { web_link(&source.web, &source.name) };
    format!("<p class=\"guide-source\">Source: {name}. Checked on {}.</p>", date_short(on))
}

pub fn checked(checked: &Checked) -> String {
    source(&checked.source, checked.on)
}

pub fn badge(spine: &Spine, pack: &PackSpine, wanted: Badge) -> String {
    let label = label(pack.badges.iter().chain(&spine.national.badges), wanted);
    format!("<span class=\"tag\">{}</span>", escaped(label))
}

pub fn party<'c>(spine: &'c Spine, pack: &'c PackSpine, wanted: Party) -> &'c str {
    label(pack.parties.iter().chain(&spine.national.parties), wanted)
}

fn label<'c, K: PartialEq + 'c>(mut labels: impl Iterator<Item = &'c (K, String)>, wanted: K) -> &'c str {
    labels.find(|(known, _)| *known == wanted).map_or("", |(_, label)| label)
}

/// An id for a heading.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.to_lowercase().chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}
