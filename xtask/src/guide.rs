//! The guide as plain pages: readable with scripts and WebAssembly off, printable, without a plan.
//!
//! Every page is made from the packs. The same page comes in up to three versions, each with an address
//! of its own: for parents and carers, in Easy Read, and for schools. They hold the same facts. The app
//! shows the same pages: it takes the `<article>` out of them.
//!
//! What is *not* here: the head of a page and where files go ([`crate::hooks::page`]).

mod easy;
pub mod html;
mod lists;
mod meetings;
mod pathway;
mod search;
mod written;

use onward_packs::Compiled;

use html::{Html, page_link};
pub use search::index as search_index;

/// The most sections whose list stands open at the top of a page.
const LONGEST_OPEN_LIST: usize = 10;

/// For whom a version of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Parents and carers.
    Family,
    /// Young people, and everyone who likes Easy Read.
    EasyRead,
    /// Schools, in official terms.
    School,
}

impl Reader {
    const ALL: [Reader; 3] = [Reader::Family, Reader::EasyRead, Reader::School];

    /// What stands behind a page's id in its address.
    fn suffix(self) -> &'static str {
        match self {
            Self::Family => "",
            Self::EasyRead => "/easy-read",
            Self::School => "/school",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Family => "For parents and carers",
            Self::EasyRead => "Easy Read",
            Self::School => "For schools",
        }
    }
}

/// A page as a file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its address below the site's own, for example `guide/words/easy-read`.
    pub address: String,
    /// Its heading.
    pub title: String,
    /// The `<article>`, which links relative to the site's address.
    pub article: String,
}

/// What one page of the guide holds, before it is a file.
struct Topic<'c> {
    id: &'c str,
    title: String,
    about: String,
    /// The group it stands in on the first page.
    group: Group,
    /// Writes the version for one reader; `None` where there is none for them.
    body: Box<dyn Fn(Reader) -> Option<Html> + 'c>,
}

/// The groups of the first page, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Moves,
    Changes,
    Rights,
    Local,
    Tools,
    Words,
}

impl Group {
    const ALL: [(Group, &'static str); 6] = [
        (Group::Moves, "The moves, year by year"),
        (Group::Changes, "What changes, and when"),
        (Group::Rights, "Rights, dates and choices"),
        (Group::Local, "Your council"),
        (Group::Tools, "To prepare and to write"),
        (Group::Words, "Words, help and sources"),
    ];
}

/// Every page of the guide.
pub fn pages(compiled: &Compiled) -> Vec<Page> {
    let topics = topics(compiled);
    let mut pages =
        vec![Page { address: "guide".to_owned(), title: "Guide".to_owned(), article: contents(&topics) }];
    for topic in &topics {
        let versions: Vec<(Reader, Html)> =
            Reader::ALL.into_iter().filter_map(|reader| Some((reader, (topic.body)(reader)?))).collect();
        let readers: Vec<Reader> = versions.iter().map(|(reader, _)| *reader).collect();
        for (reader, body) in versions {
            pages.push(Page {
                address: format!("guide/{}{}", topic.id, reader.suffix()),
                title: topic.title.clone(),
                article: article(topic, reader, &readers, &body),
            });
        }
    }
    pages
}

fn topics(compiled: &Compiled) -> Vec<Topic<'_>> {
    let mut topics = pathway::topics(compiled);
    topics.extend(written::topics(compiled));
    topics.extend(lists::topics(compiled));
    topics
}

fn contents(topics: &[Topic<'_>]) -> String {
    let mut page = Html::default();
    page.raw("<h1 tabindex=\"-1\">Guide</h1>");
    page.paragraph(
        "lead",
        "The moves, the rights and the words, to read or print. You need no plan, and nothing is sent anywhere.",
    );
    for (group, name) in Group::ALL {
        let of_group: Vec<_> = topics.iter().filter(|topic| topic.group == group).collect();
        if of_group.is_empty() {
            continue;
        }
        page.open("section");
        page.heading(2, "", name);
        page.raw("<ul class=\"guide-list\">");
        for topic in of_group {
            let easy = match (topic.body)(Reader::EasyRead) {
                Some(_) => format!(
                    " <span class=\"guide-versions\">{}</span>",
                    page_link(
                        topic.id,
                        Reader::EasyRead,
                        "Easy Read",
                        &format!("Easy Read: {}", topic.title)
                    )
                ),
                None => String::new(),
            };
            page.raw(&format!(
                "<li>{}{}<span class=\"quiet\">{}</span>{easy}</li>",
                pathway::drawing(topic.id),
                page_link(topic.id, Reader::Family, &topic.title, ""),
                html::escaped(&topic.about),
            ));
        }
        page.raw("</ul>");
        page.close("section");
    }
    page.into_article()
}

fn article(topic: &Topic<'_>, reader: Reader, readers: &[Reader], body: &Html) -> String {
    let mut page = Html::default();
    page.raw("<a class=\"back\" href=\"guide\">‹ Back to the guide</a>");
    page.raw(&format!("<h1 tabindex=\"-1\">{}</h1>", html::escaped(&topic.title)));
    page.paragraph("lead", &topic.about);
    if readers.len() > 1 {
        page.raw("<nav class=\"versions\" aria-label=\"Versions of this page\"><ul>");
        for other in readers {
            let current = if *other == reader { " aria-current=\"page\"" } else { "" };
            page.raw(&format!(
                "<li><a href=\"guide/{}{}\"{current}>{}</a></li>",
                topic.id,
                other.suffix(),
                other.label()
            ));
        }
        page.raw("</ul></nav>");
    }
    let sections = body.sections();
    if sections.len() > 2 {
        // A long list is folded, so that it does not push the page out of sight on a phone.
        let open = if sections.len() <= LONGEST_OPEN_LIST { " open" } else { "" };
        page.raw(&format!(
            "<nav class=\"on-this-page\" aria-label=\"On this page\"><details class=\"fold\"{open}><summary>On this page</summary><ul>"
        ));
        for (id, heading) in sections {
            let address = format!("guide/{}{}#{id}", topic.id, reader.suffix());
            page.raw(&format!("<li><a href=\"{address}\">{heading}</a></li>"));
        }
        page.raw("</ul></details></nav>");
    }
    page.append(body);
    page.raw("<p class=\"quiet\">This is information, not legal advice.</p>");
    page.into_article()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use super::*;

    fn all() -> &'static [Page] {
        static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| pages(&onward_packs::repository()));
        &PAGES
    }

    #[test]
    fn every_link_of_the_guide_leads_somewhere() {
        let pages = all();
        let mut places: BTreeSet<String> = BTreeSet::new();
        for page in pages {
            places.insert(page.address.clone());
            for part in page.article.split(" id=\"").skip(1) {
                let id = part.split('"').next().unwrap_or_default();
                assert!(places.insert(format!("{}#{id}", page.address)), "{}#{id} twice", page.address);
            }
        }
        for page in pages {
            for part in page.article.split("href=\"guide").skip(1) {
                let address = format!("guide{}", part.split('"').next().unwrap_or_default());
                assert!(places.contains(&address), "{} links to {address}", page.address);
            }
        }
    }

    #[test]
    fn every_page_that_coverage_may_name_is_made() {
        let pages = all();
        for id in onward_packs::MADE_PAGES {
            assert!(pages.iter().any(|page| page.address == format!("guide/{id}")), "{id}");
        }
    }

    #[test]
    fn no_mark_and_no_name_to_fill_is_left_on_a_page() {
        for page in all() {
            for left in ["[[", "]]", "{name", "{date", "{school", "{sender", "{due", "{recipient"] {
                assert!(!page.article.contains(left), "{} holds {left}", page.address);
            }
        }
    }

    #[test]
    fn each_page_has_one_heading_of_the_first_level_and_skips_none() {
        for page in all() {
            let mut last = 0;
            for part in page.article.split("<h").skip(1) {
                let Some(level) = part.chars().next().and_then(|digit| digit.to_digit(10)) else { continue };
                assert!(level <= last + 1, "{}: h{level} after h{last}", page.address);
                last = level;
            }
            assert_eq!(page.article.matches("<h1").count(), 1, "{}", page.address);
        }
    }
}
