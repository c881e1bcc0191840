//! What can be read on the first page before the app has started, or without it: the key dates, and the
//! way to the guide.

use std::fmt::Write;

use onward_core::pack::{Badge, Details, Step, StepDate, StepDetail};
use onward_packs::Compiled;

use crate::guide::html::{escaped, family, party};

const SUMMARY: &str = "Onward walks a family through the moves in a child's education when the child has special educational needs or disabilities: starting school, moving to secondary school, and Year 9 onward to adult life. It works without an account and without a connection, and nothing leaves this device unless you send it.";

/// Rows of the fact file whose dates a family can least afford to miss: the named school before
/// starting or changing school (E16, E17, S04) and before post-16 (Y17).
const KEY_ROWS: &[&str] = &["E16", "E17", "S04", "Y17"];

/// The short text in the app's own page.
pub fn short(compiled: &Compiled) -> String {
    let Compiled { spine, details, .. } = compiled;
    let mut text = format!("<h1>Onward</h1>\n<p>{SUMMARY}</p>\n");
    let key: Vec<_> = spine.national.steps.iter().filter_map(|step| key_date(step, details)).collect();
    if !key.is_empty() {
        text.push_str("<h2>Dates the law sets</h2>\n<ul>\n");
        for (step, detail) in key {
            let owner = escaped(party(spine, &spine.national, step.owner));
            put(
                &mut text,
                format_args!(
                    "<li><strong>{}</strong>: {} ({owner}).</li>\n",
                    family(&step.title),
                    family(detail.when.trim_end_matches('.'))
                ),
            );
        }
        text.push_str("</ul>\n");
    }
    text.push_str("<ul>\n");
    for (page, words) in [
        ("guide", "The guide: every move, right and word, to read or print"),
        ("guide/dates", "All dates on one page"),
        ("guide/who-can-help", "Who can help"),
    ] {
        put(&mut text, format_args!("<li><a href=\"{page}\">{words}</a></li>\n"));
    }
    text.push_str("</ul>\n");
    text
}

fn key_date<'c>(step: &'c Step, details: &'c Details) -> Option<(&'c Step, &'c StepDetail)> {
    let detail = details.steps.get(&step.id)?;
    let is_key = detail.rows.iter().any(|row| KEY_ROWS.contains(&row.as_str()));
    let is_deadline = matches!(step.date, StepDate::Deadline { .. });
    (is_key && is_deadline && step.badge == Badge::Law && !detail.when.is_empty()).then_some((step, detail))
}

fn put(text: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(words);
}
