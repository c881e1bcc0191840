//! What has to have a place in the app, and whether it has it: `coverage.toml`.

use std::collections::{BTreeMap, BTreeSet};

use onward_core::pack::Spine;
use onward_core::pack::library::Library;

use crate::problem::{Log, Place as FilePlace};
use crate::raw::{At, library as raw};
use crate::read::In;

/// The rows there are to cover.
pub const ROWS: u32 = 75;
/// How many of them may be left out with a reason.
const MOST_NOT_SHOWN: usize = 12;

/// Pages of the app by the ids that `product.md` gives them, and whether they are built.
const PAGES: &[(&str, bool)] = &[
    ("start", true),
    ("path", true),
    ("step", true),
    ("share", true),
    ("guide", true),
    ("goals", true),
    ("about", false),
    ("meetings", false),
    ("charter", false),
    ("school", false),
    ("settings", true),
];

/// Pages of the guide that are made from other tables of the packs.
pub const MADE_PAGES: &[&str] = &[
    "dates",
    "early-years-to-primary",
    "primary-to-secondary",
    "preparing-for-adulthood",
    "every-year",
    "charter",
    "words",
    "who-can-help",
    "letters",
    "goal-ideas",
    "meeting-questions",
    "meeting-kinds",
    "after-a-decision",
    "profiles",
    "readiness",
    "proposed-law",
    "sources",
];

/// A place in the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its kind, for example `step`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// A row and where it has its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// Its number.
    pub row: u32,
    /// What it is about.
    pub item: String,
    /// Where it is shown.
    pub places: Vec<Place>,
    /// All of its places are pages that are not built yet.
    pub waiting: bool,
    /// Why it is not shown; empty if it is.
    pub not_shown: String,
}

/// Checks the rows. Content without any, as in tests, covers nothing and needs nothing.
pub fn rows(
    raw: &[In<raw::CoverageRow>],
    spine: &Spine,
    library: &Library,
    log: &mut Log,
) -> Vec<CoverageRow> {
    let known = known(spine, library);
    let mut seen: BTreeMap<u32, FilePlace> = BTreeMap::new();
    let mut rows = Vec::new();
    for row in raw {
        let at = |offset: usize| FilePlace { file: row.file, offset };
        let number = *row.table.row.get_ref();
        let place = at(row.table.row.span().start);
        if !(1..=ROWS).contains(&number) {
            log.problem(place, format!("there is no row {number}: use 1 to {ROWS}"));
        }
        if let Some(first) = seen.insert(number, place) {
            let first = log.name(first);
            log.problem(place, format!("row {number} already stands at {first}: keep one"));
        }
        let mut is_built = false;
        let places: Vec<Place> = row
            .table
            .places
            .iter()
            .filter_map(|text| {
                let found = find(text, &known, at(text.span().start), log)?;
                is_built |= found.1;
                Some(found.0)
            })
            .collect();
        let reason = row.table.not_shown.as_ref().map(At::get_ref).filter(|reason| !reason.trim().is_empty());
        match (row.table.places.is_empty(), reason) {
            (true, None) => log.problem(place, "it has no place: give where, or the reason in not_shown"),
            (false, Some(_)) => {
                log.problem(place, "it is shown and not shown: keep where or not_shown");
            }
            (false, None) if row.table.waiting == is_built && places.len() == row.table.places.len() => {
                let message = if is_built {
                    "one of its places is there already: take waiting away"
                } else {
                    "none of its places is built yet: add waiting = true"
                };
                log.problem(place, message);
            }
            _ => {}
        }
        rows.push(CoverageRow {
            row: number,
            item: row.table.item.get_ref().clone(),
            places,
            waiting: row.table.waiting,
            not_shown: reason.cloned().unwrap_or_default(),
        });
    }
    if let Some(last) = raw.last() {
        let end = FilePlace { file: last.file, offset: last.table.row.span().start };
        let missing: Vec<String> =
            (1..=ROWS).filter(|row| !seen.contains_key(row)).map(|row| row.to_string()).collect();
        if !missing.is_empty() {
            log.problem(end, format!("these rows are missing: {}", missing.join(", ")));
        }
        let left_out = rows.iter().filter(|row| !row.not_shown.is_empty()).count();
        if left_out > MOST_NOT_SHOWN {
            log.problem(end, format!("{left_out} rows are not shown: at most {MOST_NOT_SHOWN} may be"));
        }
    }
    rows.sort_by_key(|row| row.row);
    rows
}

/// The place a text names, and whether it is there already.
fn find(
    text: &At<String>,
    known: &BTreeMap<&'static str, BTreeSet<String>>,
    at: FilePlace,
    log: &mut Log,
) -> Option<(Place, bool)> {
    let Some((kind, id)) = text.get_ref().split_once(':') else {
        log.problem(at, format!("\"{}\": write the kind and the id, for example \"step:…\"", text.get_ref()));
        return None;
    };
    let place = Place { kind: kind.to_owned(), id: id.to_owned() };
    if kind == "page" {
        let page = PAGES.iter().find(|(page, _)| *page == id);
        if page.is_none() {
            let pages = PAGES.iter().map(|(page, _)| *page).collect::<Vec<_>>().join(", ");
            log.problem(at, format!("there is no page \"{id}\": use one of {pages}"));
        }
        return page.map(|(_, built)| (place, *built));
    }
    match known.get(kind) {
        Some(ids) if ids.contains(id) => Some((place, true)),
        Some(ids) => {
            let hint = crate::known::nearest(id, ids.iter().map(String::as_str))
                .map(|near| format!(": did you mean \"{near}\"?"));
            log.problem(at, format!("there is no {kind} \"{id}\"{}", hint.unwrap_or_default()));
            None
        }
        None => {
            let kinds = known.keys().copied().collect::<Vec<_>>().join(", ");
            log.problem(at, format!("\"{kind}\" is no kind of place: use page, {kinds}"));
            None
        }
    }
}

/// Every id that a row may name, by kind.
fn known(spine: &Spine, library: &Library) -> BTreeMap<&'static str, BTreeSet<String>> {
    fn ids<'l, T: 'l>(all: impl Iterator<Item = &'l T>, id: fn(&T) -> &String) -> BTreeSet<String> {
        all.map(id).cloned().collect()
    }
    let steps = std::iter::once(&spine.national).chain(&spine.councils).flat_map(|pack| &pack.steps);
    let mut guide = ids(library.packs().flat_map(|pack| &pack.guide), |page| &page.id);
    guide.extend(MADE_PAGES.iter().map(|page| (*page).to_owned()));
    BTreeMap::from([
        ("step", ids(steps, |step| &step.id)),
        ("guide", guide),
        ("word", ids(library.packs().flat_map(|pack| &pack.words), |word| &word.id)),
        ("service", ids(library.packs().flat_map(|pack| &pack.services), |service| &service.id)),
        ("letter", ids(library.packs().flat_map(|pack| &pack.letters), |letter| &letter.id)),
        ("goal", ids(library.packs().flat_map(|pack| &pack.goals), |goal| &goal.id)),
        ("profile", ids(library.packs().flat_map(|pack| &pack.profiles), |profile| &profile.id)),
    ])
}
