//! What can be read without the app: the key dates and who can help, made from the packs.
//!
//! Readable with scripts and WebAssembly off, printable with the app's own style sheet. Council packs
//! stand under their own heading, so that no family takes one council's date for its own.

use std::fmt::Write;

use chrono::NaiveDate;
use onward_core::calendar::date_short;
use onward_core::pack::{
    Badge, Details, HelpLine, PackSpine, Party, Pathway, Source, Spine, Step, StepDate, StepDetail,
};
use onward_packs::Compiled;

const SUMMARY: &str = "Onward walks a family through the moves in a child's education when the child has special educational needs or disabilities: starting school, moving to secondary school, and Year 9 onward to adult life. It works without an account and without a connection, and nothing leaves this device unless you send it.";

/// Rows of the fact file whose dates a family can least afford to miss: the named school before
/// starting or changing school (E16, E17, S04) and before post-16 (Y17).
const KEY_ROWS: &[&str] = &["E16", "E17", "S04", "Y17"];

const PATHWAYS: &[(Pathway, &str)] = &[
    (Pathway::EarlyYearsToPrimary, "Early years to primary school"),
    (Pathway::PrimaryToSecondary, "Primary to secondary school"),
    (Pathway::PreparingForAdulthood, "Year 9 onward to adult life"),
    (Pathway::EveryYear, "Every year, and at any time"),
];

/// The short text in the app's own page.
pub fn short(compiled: &Compiled) -> String {
    let Compiled { spine, details, .. } = compiled;
    let mut text = format!("<h1>Onward</h1>\n<p>{SUMMARY}</p>\n");
    let key: Vec<_> = spine.national.steps.iter().filter_map(|step| key_date(step, details)).collect();
    if !key.is_empty() {
        text.push_str("<h2>Dates the law sets</h2>\n<ul>\n");
        for (step, detail) in key {
            let owner = party(spine, &spine.national, step.owner);
            put(
                &mut text,
                format_args!(
                    "<li><strong>{}</strong>: {} ({owner}).</li>\n",
                    words(&step.title),
                    words(detail.when.trim_end_matches('.'))
                ),
            );
        }
        text.push_str("</ul>\n");
    }
    text.push_str("<p><a href=\"plain.html\">All dates on one page, to read or print</a></p>\n");
    help(&mut text, spine);
    text
}

/// The whole plain page; `head` is what it shares with the app's page.
pub fn page(compiled: &Compiled, head: &str) -> String {
    let Compiled { spine, details, .. } = compiled;
    let mut text = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n{head}<title>Dates and who can help: Onward</title>\n</head>\n<body class=\"plain-page\">\n<main id=\"plain\">\n<h1>Onward: dates and who can help</h1>\n<p>{SUMMARY}</p>\n<p>This page works without the app. The app works out your own dates from a date of birth. <a href=\"./\">Open the app</a></p>\n"
    );
    for (pathway, name) in PATHWAYS {
        let mut section = String::new();
        for pack in std::iter::once(&spine.national).chain(&spine.councils) {
            table(&mut section, spine, pack, details, *pathway, name);
        }
        if !section.is_empty() {
            put(&mut text, format_args!("<section>\n<h2>{name}</h2>\n{section}</section>\n"));
        }
    }
    text.push_str("<section>\n");
    help(&mut text, spine);
    text.push_str("</section>\n</main>\n</body>\n</html>\n");
    text
}

fn key_date<'c>(step: &'c Step, details: &'c Details) -> Option<(&'c Step, &'c StepDetail)> {
    let detail = details.steps.get(&step.id)?;
    let is_key = detail.rows.iter().any(|row| KEY_ROWS.contains(&row.as_str()));
    let is_deadline = matches!(step.date, StepDate::Deadline { .. });
    (is_key && is_deadline && step.badge == Badge::Law && !detail.when.is_empty()).then_some((step, detail))
}

fn table(
    text: &mut String,
    spine: &Spine,
    pack: &PackSpine,
    details: &Details,
    pathway: Pathway,
    name: &str,
) {
    let stage_year = |step: &Step| {
        let stages = spine.national.stages.iter().chain(&pack.stages);
        // A step of no stage can come at any time, and stands last.
        stages.into_iter().find(|stage| stage.id == step.stage).map_or(i32::MAX, |stage| stage.from_year)
    };
    let dated = |step: &Step| !matches!(step.date, StepDate::None { local: false });
    let mut rows: Vec<_> = pack
        .steps
        .iter()
        .filter(|step| step.pathway == pathway && dated(step))
        .filter_map(|step| {
            Some((step, details.steps.get(&step.id).filter(|detail| !detail.when.is_empty())?))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|(step, _)| stage_year(step));
    let place = if pack.council.is_empty() { pack.name.clone() } else { format!("{} only", pack.council) };
    put(
        text,
        format_args!(
            "<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}: {place}\">\n<table>\n<caption>{place}</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">Where it comes from</th></tr></thead>\n<tbody>\n",
            place = escaped(&place),
        ),
    );
    for (step, detail) in rows {
        put(
            text,
            format_args!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}: {}</td></tr>\n",
                words(&step.title),
                words(&detail.when),
                party(spine, pack, step.owner),
                badge(spine, pack, step.badge),
                source(&detail.source, detail.checked_on),
            ),
        );
    }
    text.push_str("</tbody>\n</table>\n</div>\n");
}

fn help(text: &mut String, spine: &Spine) {
    let mut any = false;
    for pack in std::iter::once(&spine.national).chain(&spine.councils).filter(|pack| !pack.help.is_empty()) {
        if !any {
            text.push_str("<h2>Who can help</h2>\n");
            any = true;
        }
        if !pack.council.is_empty() {
            put(text, format_args!("<h3>{}</h3>\n", escaped(&pack.council)));
        }
        text.push_str("<ul>\n");
        for line in &pack.help {
            help_line(text, line);
        }
        text.push_str("</ul>\n");
    }
}

fn help_line(text: &mut String, line: &HelpLine) {
    put(text, format_args!("<li><strong>{}</strong>: {}", escaped(&line.name), escaped(&line.about)));
    if !line.phone.is_empty() {
        let number: String =
            line.phone.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
        put(text, format_args!(" <a href=\"tel:{number}\">{}</a>", escaped(&line.phone)));
    }
    if !line.email.is_empty() {
        put(text, format_args!(" <a href=\"mailto:{0}\">{0}</a>", escaped(&line.email)));
    }
    if !line.web.is_empty() {
        put(text, format_args!(" {}", link(&line.web, &line.web)));
    }
    put(text, format_args!(" <small>Checked {}.</small></li>\n", date_short(line.checked_on)));
}

fn source(source: &Source, checked: NaiveDate) -> String {
    let name = if source.web.is_empty() { escaped(&source.name) } else { link(&source.web, &source.name) };
    format!("{name}, checked {}", date_short(checked))
}

/// A link only where the address is one a browser opens safely.
fn link(address: &str, words: &str) -> String {
    if address.starts_with("https://") || address.starts_with("http://") {
        format!("<a href=\"{}\" rel=\"noreferrer\">{}</a>", escaped(address), escaped(words))
    } else {
        escaped(words)
    }
}

fn badge<'c>(spine: &'c Spine, pack: &'c PackSpine, wanted: Badge) -> &'c str {
    label(pack.badges.iter().chain(&spine.national.badges), wanted)
}

fn party<'c>(spine: &'c Spine, pack: &'c PackSpine, wanted: Party) -> &'c str {
    label(pack.parties.iter().chain(&spine.national.parties), wanted)
}

fn label<'c, K: PartialEq + 'c>(mut labels: impl Iterator<Item = &'c (K, String)>, wanted: K) -> &'c str {
    labels.find(|(known, _)| *known == wanted).map_or("", |(_, label)| label)
}

/// A step's words for a child whose name is not known.
fn words(text: &str) -> String {
    let words = text.replace("{name's}", "your child's").replace("{name}", "your child");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    escaped(&format!("{first}{}", letters.as_str()))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(words);
}
