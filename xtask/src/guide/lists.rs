//! Pages that are lists: words, services, letters, goals, questions, profiles, readiness, sources.

use std::collections::BTreeMap;

use onward_core::calendar::date_short;
use onward_core::pack::library::{
    AgeBand, Letter, Level, MERGE_FIELDS, PackLibrary, ReadinessList, Role, Service,
};
use onward_core::pack::{EasyLine, Part, Source};
use onward_packs::Compiled;

use super::html::{Html, checked, escaped, party, slug, unnamed, web_link};
use super::{Group, Reader, Topic, easy, meetings, pathway};

/// The pages.
pub fn topics(compiled: &Compiled) -> Vec<Topic<'_>> {
    let topic = |id: &'static str,
                 title: &str,
                 about: &str,
                 group: Group,
                 body: fn(&Compiled, Reader) -> Option<Html>| Topic {
        id,
        title: title.to_owned(),
        about: about.to_owned(),
        group,
        body: Box::new(move |reader| body(compiled, reader)),
    };
    vec![
        topic(
            "goal-ideas",
            "Ideas for goals",
            "Goals in the 4 parts of life, from early years to 25, in plain words and in Easy Read.",
            Group::Tools,
            goals,
        ),
        topic(
            "meeting-questions",
            "Questions for a meeting",
            "Questions for meetings, by who is asked. Pick 3 to 5 for each person.",
            Group::Tools,
            questions,
        ),
        topic(
            "meeting-kinds",
            "Kinds of meeting",
            "For each kind of meeting: who comes, what is needed, and what happens in which order.",
            Group::Tools,
            meetings::kinds,
        ),
        topic(
            "after-a-decision",
            "After a decision",
            "What you can do about a decision, step by step, and by when.",
            Group::Tools,
            meetings::disagree,
        ),
        topic(
            "profiles",
            "Pages about me",
            "The headings of a one-page profile and other pages about a person, to copy and fill in.",
            Group::Tools,
            profiles,
        ),
        topic(
            "readiness",
            "Getting ready for the next place",
            "Things to think about before a move. Answer yes, with support, not yet or not sure.",
            Group::Tools,
            readiness,
        ),
        topic(
            "letters",
            "Letters and messages",
            "Short, polite texts for when something is late or has to be asked for.",
            Group::Tools,
            letters,
        ),
        topic("words", "Words explained", "Terms and short forms, in plain words.", Group::Words, words),
        topic(
            "who-can-help",
            "Who can help",
            "Services, what they do and how to reach them, and what old names are called now.",
            Group::Words,
            services,
        ),
        topic(
            "sources",
            "Sources and credits",
            "Every law, guide and page that Onward rests on, with the day it was last checked.",
            Group::Words,
            sources,
        ),
    ]
}

// ---- words ----

fn words(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut all: Vec<_> =
        compiled.library.packs().flat_map(|pack| pack.words.iter().map(move |word| (pack, word))).collect();
    all.sort_by_key(|(_, word)| word.term.to_lowercase());
    let mut body = Html::default();
    let mut letter = None;
    for (pack, word) in all {
        let first = word.term.chars().next().map(|letter| letter.to_uppercase().to_string());
        if first != letter {
            if letter.is_some() {
                body.close("section");
            }
            let heading = first.clone().unwrap_or_default();
            body.section(&format!("letter-{}", slug(&heading)), &heading);
            letter = first;
        }
        body.heading(3, &word.id, &unnamed(&word.term, ""));
        if reader == Reader::EasyRead {
            easy::rows(&mut body, &word.easy);
            continue;
        }
        body.paragraph("", &word.means);
        if !word.also.is_empty() {
            body.paragraph("quiet", &format!("Also: {}.", word.also.join(", ")));
        }
        if !pack.council.is_empty() {
            body.raw(&super::written::only(&pack.council));
        }
        body.raw(&checked(&word.checked));
    }
    if letter.is_some() {
        body.close("section");
    }
    Some(body)
}

// ---- services ----

fn services(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        let place = if pack.council.is_empty() { "Anywhere in England" } else { &pack.council };
        if !pack.services.is_empty() {
            body.section(&slug(place), place);
            for service in &pack.services {
                one_service(&mut body, service, reader);
            }
            body.close("section");
        }
        if !pack.old_names.is_empty() && reader == Reader::Family {
            body.section(&format!("old-names-{}", pack.id), &format!("Old names: {place}"));
            body.paragraph("", "Older letters and web pages use names that have changed.");
            let item = |old: &onward_core::pack::library::OldName| {
                let link = pack.services.iter().find(|service| service.id == old.service).map(|service| {
                    format!(" <a href=\"guide/who-can-help#{}\">{}</a>", service.id, escaped(&service.name))
                });
                format!(
                    "<strong>{}</strong>: {}{} <small>Checked on {}.</small>",
                    escaped(&old.old),
                    escaped(&old.now),
                    link.unwrap_or_default(),
                    date_short(old.checked.on)
                )
            };
            body.list("lines", pack.old_names.iter().map(item));
            body.close("section");
        }
    }
    Some(body)
}

fn one_service(body: &mut Html, service: &Service, reader: Reader) {
    body.heading(3, &service.id, &service.name);
    if reader == Reader::EasyRead {
        easy::rows(body, &service.easy);
    } else {
        body.paragraph("", &service.about);
        if !service.for_whom.is_empty() {
            body.raw(&format!("<p><strong>For:</strong> {}</p>", escaped(&service.for_whom)));
        }
    }
    if !service.how.is_empty() {
        body.paragraph("", &service.how);
    }
    let mut ways = Vec::new();
    if !service.phone.is_empty() {
        let number: String =
            service.phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        ways.push(format!("Phone <a href=\"tel:{number}\">{}</a>", escaped(&service.phone)));
    }
    if !service.email.is_empty() {
        ways.push(format!("E-mail <a href=\"mailto:{0}\">{0}</a>", escaped(&service.email)));
    }
    if !service.web.is_empty() {
        // The address in full, for people who read this on paper.
        ways.push(format!("Web {}", web_link(&service.web, &service.web)));
    }
    body.list("lines", ways);
    if reader == Reader::Family && !service.formerly.is_empty() {
        body.paragraph("quiet", &format!("Before: {}.", service.formerly.join(", ")));
    }
    body.raw(&checked(&service.checked));
}

// ---- letters ----

fn letters(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for letter in &pack.letters {
            one_letter(&mut body, compiled, pack, letter, reader);
        }
    }
    Some(body)
}

fn one_letter(body: &mut Html, compiled: &Compiled, pack: &PackLibrary, letter: &Letter, reader: Reader) {
    body.section(&letter.id, &letter.title);
    if !pack.council.is_empty() {
        body.raw(&super::written::only(&pack.council));
    }
    if reader == Reader::EasyRead {
        easy::rows(body, &letter.easy);
    } else {
        body.paragraph("", &letter.when);
    }
    let to = escaped(party(&compiled.spine, &compiled.spine.national, letter.to));
    body.raw(&format!("<p><strong>To:</strong> {to}</p>"));
    body.raw(&format!("<div class=\"letter\"><p><strong>{}</strong></p>", blanks(&letter.subject)));
    for paragraph in &letter.body {
        body.raw(&format!("<p>{}</p>", blanks(paragraph)));
    }
    body.raw("</div>");
    if reader == Reader::Family {
        body.raw(&format!("<p><strong>It rests on:</strong> {}</p>", escaped(&letter.basis)));
    }
    let links: Vec<_> =
        letter.steps.iter().filter_map(|id| pathway::step_link(compiled, id, reader)).collect();
    body.raw(&format!("<p><strong>{}</strong></p>", if links.len() == 1 { "Its step" } else { "Its steps" }));
    body.list("lines", links);
    body.raw(&checked(&letter.checked));
    body.close("section");
}

/// A letter's words with the places to fill in shown as such.
fn blanks(text: &str) -> String {
    let mut text = escaped(text);
    for (field, words) in MERGE_FIELDS {
        text = text.replace(field, &format!("<span class=\"blank\">[{words}]</span>"));
    }
    text
}

// ---- goals ----

pub const PARTS: &[(Part, &str)] = &[
    (Part::WorkAndLearning, "Work and learning"),
    (Part::HomeAndIndependence, "Home and independence"),
    (Part::FriendsAndCommunity, "Friends and community"),
    (Part::Health, "Health"),
];

const AGES: &[(AgeBand, &str)] = &[
    (AgeBand::From0To4, "0 to 4"),
    (AgeBand::From5To10, "5 to 10"),
    (AgeBand::From11To13, "11 to 13"),
    (AgeBand::From14To16, "14 to 16"),
    (AgeBand::From16To19, "16 to 19"),
    (AgeBand::From19To25, "19 to 25"),
];

fn goals(compiled: &Compiled, reader: Reader) -> Option<Html> {
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for (part, name) in PARTS {
            let of_part: Vec<_> = pack.goals.iter().filter(|goal| goal.part == *part).collect();
            if of_part.is_empty() {
                continue;
            }
            body.section(&slug(name), name);
            for (age, ages) in AGES {
                let of_age: Vec<_> = of_part.iter().filter(|goal| goal.age == *age).collect();
                if of_age.is_empty() {
                    continue;
                }
                body.heading(3, &slug(&format!("{name} {ages}")), &format!("{name}, {ages}"));
                if reader == Reader::EasyRead {
                    for goal in of_age {
                        body.heading(4, &goal.id.to_lowercase(), &goal.plain);
                        easy::rows(&mut body, &goal.easy);
                    }
                    continue;
                }
                let item = |goal: &&&onward_core::pack::library::Goal| match reader {
                    Reader::School => {
                        format!("{} <small>{}</small>", escaped(&goal.outcome), level(goal.level))
                    }
                    _ if goal.third.is_empty() => escaped(&goal.plain),
                    _ => format!(
                        "{}<br><span class=\"quiet\">For someone who does not use words: {}</span>",
                        escaped(&goal.plain),
                        escaped(&unnamed(&goal.third, "the person"))
                    ),
                };
                body.list("lines", of_age.iter().map(item));
            }
            body.close("section");
        }
        ours(&mut body, pack);
    }
    Some(body)
}

fn level(level: Level) -> &'static str {
    match level {
        Level::FullSupport => "(full support)",
        Level::SomeSupport => "(some support)",
        Level::Own => "(mostly on their own)",
    }
}

fn ours(body: &mut Html, pack: &PackLibrary) {
    if !pack.written.is_empty() {
        body.paragraph("guide-source", &format!("{}.", pack.written));
    }
}

// ---- questions, profiles, readiness ----

fn questions(compiled: &Compiled, reader: Reader) -> Option<Html> {
    const ROLES: &[(Role, &str)] = &[
        (Role::YoungPerson, "Young person"),
        (Role::ParentCarer, "Parent or carer"),
        (Role::EarlyYears, "Nursery or early years setting"),
        (Role::School, "School or SENCO"),
        (Role::NextSchool, "Next school"),
        (Role::College, "College or training provider"),
        (Role::Health, "Health"),
        (Role::SocialCare, "Social care"),
        (Role::Everyone, "The last 10 minutes, for everyone"),
    ];
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for (role, name) in ROLES {
            let of_role: Vec<_> = pack.review_questions.iter().filter(|ask| ask.role == *role).collect();
            let easy_ones: Vec<EasyLine> = of_role.iter().flat_map(|ask| ask.easy.clone()).collect();
            if of_role.is_empty() || (reader == Reader::EasyRead && easy_ones.is_empty()) {
                continue;
            }
            let heading = match pack.council.as_str() {
                "" => (*name).to_owned(),
                council => format!("{name}: {council}"),
            };
            body.section(&slug(&heading), &heading);
            match reader {
                Reader::EasyRead => easy::rows(&mut body, &easy_ones),
                _ => body.list("lines", of_role.iter().map(|ask| escaped(&ask.ask))),
            }
            body.close("section");
        }
        ours(&mut body, pack);
    }
    Some(body)
}

fn profiles(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for profile in &pack.profiles {
            body.section(&profile.id, &profile.title);
            if reader == Reader::EasyRead {
                easy::rows(&mut body, &profile.easy);
            } else {
                body.paragraph("", &profile.about);
                if !profile.for_whom.is_empty() {
                    body.raw(&format!("<p><strong>For:</strong> {}</p>", escaped(&profile.for_whom)));
                }
            }
            let item = |heading: &onward_core::pack::library::Heading| {
                let title = escaped(&unnamed(&heading.title, "the person"));
                match heading.hint.as_str() {
                    "" => title,
                    hint => format!("{title} <span class=\"quiet\">{}</span>", escaped(hint)),
                }
            };
            body.list("lines", profile.headings.iter().map(item));
            body.close("section");
        }
        ours(&mut body, pack);
    }
    Some(body)
}

fn readiness(compiled: &Compiled, reader: Reader) -> Option<Html> {
    const LISTS: &[(ReadinessList, &str)] = &[
        (ReadinessList::Person, "For the young person"),
        (ReadinessList::Parent, "For the parent or carer"),
        (ReadinessList::School, "For the school or college"),
        (ReadinessList::EarlyYears, "Before starting school"),
    ];
    if reader == Reader::School {
        return None;
    }
    let mut body = Html::default();
    for pack in compiled.library.packs() {
        for (list, name) in LISTS {
            let of_list: Vec<_> = pack.readiness.iter().filter(|item| item.list == *list).collect();
            let easy_ones: Vec<EasyLine> = of_list.iter().flat_map(|item| item.easy.clone()).collect();
            if of_list.is_empty() || (reader == Reader::EasyRead && easy_ones.is_empty()) {
                continue;
            }
            body.section(&slug(name), name);
            match reader {
                Reader::EasyRead => easy::rows(&mut body, &easy_ones),
                _ => body.list("lines", of_list.iter().map(|item| escaped(&item.says))),
            }
            body.close("section");
        }
        ours(&mut body, pack);
    }
    Some(body)
}

// ---- sources ----

fn sources(compiled: &Compiled, reader: Reader) -> Option<Html> {
    if reader != Reader::Family {
        return None;
    }
    // The same source may have been checked on different days: the earliest is the honest one.
    let mut all: BTreeMap<(String, String), chrono::NaiveDate> = BTreeMap::new();
    let mut add = |source: &Source, on: chrono::NaiveDate| {
        let day = all.entry((source.name.clone(), source.web.clone())).or_insert(on);
        *day = (*day).min(on);
    };
    for detail in compiled.details.steps.values() {
        add(&detail.source, detail.checked_on);
    }
    for pack in std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils) {
        pack.local_dates.iter().for_each(|local| add(&local.source, local.checked_on));
    }
    onward_packs::checked(&compiled.library).for_each(|(_, checked)| add(&checked.source, checked.on));
    let mut body = Html::default();
    body.section("content", "Content");
    let packs = std::iter::once(&compiled.spine.national).chain(&compiled.spine.councils);
    body.list("lines", packs.map(|pack| escaped(&format!("{}, version {}", pack.name, pack.version))));
    body.close("section");
    body.section("all-sources", "Sources");
    let item = |((name, web), on): (&(String, String), &chrono::NaiveDate)| {
        let name = if web.is_empty() { escaped(name) } else { web_link(web, name) };
        format!("{name} <small>Checked on {}.</small>", date_short(*on))
    };
    body.list("lines", all.iter().map(item));
    body.close("section");
    body.section("credits", "Credits");
    body.list(
        "lines",
        CREDITS.iter().map(|(what, web, licence)| format!("{}. {}", web_link(web, what), escaped(licence))),
    );
    body.close("section");
    Some(body)
}

/// What others made, and under which licence Onward uses it.
const CREDITS: &[(&str, &str, &str)] = &[
    (
        "Pictures: OpenMoji",
        "https://openmoji.org",
        "All emojis designed by OpenMoji, the open-source emoji and icon project. Licence: CC BY-SA 4.0 (creativecommons.org/licenses/by-sa/4.0). Put into one file, without their ids, otherwise unchanged.",
    ),
    ("Icons: Lucide", "https://lucide.dev", "ISC licence."),
    (
        "Font: Atkinson Hyperlegible Next",
        "https://www.brailleinstitute.org/freefont/",
        "SIL Open Font License 1.1.",
    ),
    ("Font, for those who choose it: OpenDyslexic", "https://opendyslexic.org", "SIL Open Font License 1.1."),
];
