//! What the guide's search looks through: one line for each place a person may want to find.

use onward_core::search;
use onward_packs::Compiled;

use super::html::unnamed;
use super::{pathway, topics};
use crate::guide::Reader;

/// The index as the app reads it.
pub fn index(compiled: &Compiled) -> String {
    let mut places: Vec<search::Place> = Vec::new();
    let mut add = |title: String, address: String, kind: &str, words: Vec<&str>| {
        places.push(search::Place { title, address, kind: kind.to_owned(), words: words.join(" ") });
    };
    for topic in topics(compiled) {
        let sections = (topic.body)(Reader::Family).map(|body| body.sections().to_vec()).unwrap_or_default();
        add(topic.title.clone(), format!("guide/{}", topic.id), "Page", vec![&topic.about]);
        // Years and letters of the alphabet are found by the page itself.
        if matches!(topic.group, super::Group::Changes | super::Group::Rights | super::Group::Local) {
            for (id, heading) in sections {
                let title = heading.replace("&amp;", "&").replace("&quot;", "\"");
                add(title, format!("guide/{}#{id}", topic.id), "Part of a page", vec![&topic.title]);
            }
        }
    }
    for pack in compiled.library.packs() {
        for word in &pack.words {
            let mut words: Vec<&str> = word.also.iter().map(String::as_str).collect();
            words.push(&word.means);
            add(unnamed(&word.term, ""), format!("guide/words#{}", word.id), "Word", words);
        }
        for service in &pack.services {
            let mut words: Vec<&str> = service.formerly.iter().map(String::as_str).collect();
            words.push(&service.about);
            words.push(&service.for_whom);
            add(service.name.clone(), format!("guide/who-can-help#{}", service.id), "Who can help", words);
        }
        for old in &pack.old_names {
            let place = match old.service.as_str() {
                "" => format!("old-names-{}", pack.id),
                service => service.to_owned(),
            };
            add(old.old.clone(), format!("guide/who-can-help#{place}"), "Old name", vec![&old.now]);
        }
        for letter in &pack.letters {
            add(letter.title.clone(), format!("guide/letters#{}", letter.id), "Letter", vec![&letter.when]);
        }
    }
    for pack in std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils) {
        for step in &pack.steps {
            let Some(detail) = compiled.details.steps.get(&step.id) else { continue };
            let words = vec![detail.official.as_str(), &detail.when, &pack.council];
            let title = unnamed(&step.title, "your child");
            add(title, format!("guide/{}", pathway::step_place(step)), "Step", words);
        }
    }
    search::write(&places)
}
