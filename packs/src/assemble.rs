//! Puts the folders of a content folder together: what each pack may refer to, and what only shows
//! when all of them are seen at once.

mod library;
mod links;

pub use links::Terms;

use std::collections::{BTreeMap, BTreeSet};

use onward_core::pack::library::Library;
use onward_core::pack::{Badge, BankHolidayData, Details, PackSpine, Party, Spine};

use crate::Compiled;
use crate::check::{Checker, Names};
use crate::coverage;
use crate::known;
use crate::problem::{Log, Place, Problem};
use crate::raw::{self, At};
use crate::read::{In, RawPack, RawShared};
use crate::report::Counts;

/// Checks and compiles packs that have been read.
pub fn packs(raw: &[RawPack], shared: &RawShared, mut log: Log) -> Result<Compiled, Vec<Problem>> {
    // What is left of a broken file would only give misleading problems.
    if shared.broken || raw.iter().any(|pack| pack.broken) {
        log.problems.sort();
        return Err(log.problems);
    }
    let national = national(raw, &mut log);
    unique_ids(raw, &mut log);
    waits(raw, &mut log);
    library::unique_ids(raw, &mut log);
    let everywhere = Everywhere {
        places: places(raw),
        never: library::never(raw),
        pictures: library::picture_ids(shared, &mut log),
    };
    let repeating = repeating(raw);
    let empty = RawPack::default();
    let base = national.and_then(|at| raw.get(at)).unwrap_or(&empty);

    let mut spines = Vec::new();
    let mut details = Details::default();
    for (at, pack) in raw.iter().enumerate() {
        let own = Some(at) == national;
        let names = names(pack, base, own, &everywhere);
        let spine = spine(pack, &names, &repeating, &mut details, &mut log);
        let (library, help) = library::of_pack(pack, &names, &mut log);
        let Some(mut spine) = spine else {
            continue;
        };
        spine.help = help;
        labels(pack, base, own, &mut log);
        spines.push((own, spine, library));
    }
    let pictures = library::pictures(shared, &mut log);
    log.problems.sort();
    log.problems.dedup();
    log.warnings.sort();
    log.warnings.dedup();
    if !log.problems.is_empty() {
        return Err(log.problems);
    }
    let (mut nationals, councils): (Vec<_>, Vec<_>) = spines.into_iter().partition(|(own, ..)| *own);
    let Some((_, national, national_library)) = nationals.pop() else {
        return Err(vec![no_national()]);
    };
    let (councils, council_libraries) =
        councils.into_iter().map(|(_, spine, library)| (spine, library)).unzip();
    let spine = Spine { national, councils };
    let library = Library { national: national_library, councils: council_libraries, pictures };
    let coverage = coverage::rows(&shared.coverage, &spine, &library, &mut log);
    if !log.problems.is_empty() {
        log.problems.sort();
        return Err(log.problems);
    }
    links::mark(&mut details, &spine, &library);
    let counts = Counts::of(&spine, &details, &library, &coverage);
    Ok(Compiled { spine, details, library, coverage, warnings: log.warnings, counts })
}

/// What every pack's names share.
struct Everywhere {
    places: BTreeSet<String>,
    never: Vec<(String, String)>,
    pictures: BTreeSet<String>,
}

fn no_national() -> Problem {
    Problem {
        file: std::path::PathBuf::new(),
        line: 0,
        message: "there is no national pack: one folder needs a [pack] with council = \"\"".to_owned(),
    }
}

fn start(pack: &RawPack) -> Place {
    pack.start.unwrap_or(Place { file: usize::MAX, offset: 0 })
}

// Which pack is the national one; and that each folder is one pack, with an id of its own.
fn national(raw: &[RawPack], log: &mut Log) -> Option<usize> {
    let mut national: Option<(usize, Place)> = None;
    for (at, pack) in raw.iter().enumerate() {
        let mut heads = pack.heads.iter();
        let Some((place, head)) = heads.next() else {
            log.problem(
                start(pack),
                format!("no file of the folder \"{}\" holds a readable [pack]: add it", pack.folder),
            );
            continue;
        };
        for (again, _) in heads {
            let first = log.name(*place);
            log.problem(*again, format!("[pack] already stands at {first}: keep one"));
        }
        let id = place_of(head, &head.table.id);
        if *head.table.id.get_ref() != pack.folder {
            log.problem(id, format!("the pack's id must be the name of its folder, \"{}\"", pack.folder));
        }
        if head.table.council.get_ref().is_empty() {
            let council = place_of(head, &head.table.council);
            match national {
                Some((_, first)) => {
                    let first = log.name(first);
                    log.problem(
                        council,
                        format!("the national pack is already at {first}: name this pack's council"),
                    );
                }
                None => national = Some((at, council)),
            }
        }
    }
    if national.is_none() {
        log.problems.push(no_national());
    }
    national.map(|(at, _)| at)
}

fn place_of<T, U>(table: &In<T>, value: &At<U>) -> Place {
    Place { file: table.file, offset: value.span().start }
}

// Ids are addresses and keys of saved plans, so they are unique over all packs.
fn unique_ids(raw: &[RawPack], log: &mut Log) {
    let mut steps = BTreeMap::new();
    let mut stages = BTreeMap::new();
    let mut examples = BTreeMap::new();
    for pack in raw {
        for step in &pack.steps {
            unique("step", &mut steps, step, &step.table.id, log);
        }
        for stage in &pack.stages {
            unique("stage", &mut stages, stage, &stage.table.id, log);
        }
        for example in &pack.examples {
            unique("example", &mut examples, example, &example.table.id, log);
        }
        let mut badges = BTreeMap::new();
        for badge in &pack.badges {
            unique("badge", &mut badges, badge, &badge.table.id, log);
        }
        let mut parties = BTreeMap::new();
        for party in &pack.parties {
            unique("party", &mut parties, party, &party.table.id, log);
        }
        let mut terms = BTreeMap::new();
        for term in &pack.terms {
            unique("term", &mut terms, term, &term.table.term, log);
        }
    }
}

fn unique<'r, T, I: Ord + std::fmt::Display>(
    what: &str,
    seen: &mut BTreeMap<&'r I, Place>,
    table: &In<T>,
    id: &'r At<I>,
    log: &mut Log,
) {
    let place = place_of(table, id);
    match seen.get(id.get_ref()) {
        Some(first) => {
            let first = log.name(*first);
            log.problem(
                place,
                format!("the {what} \"{}\" already stands at {first}: choose another id", id.get_ref()),
            );
        }
        None => {
            seen.insert(id.get_ref(), place);
        }
    }
}

// Steps that wait for each other would never begin. Each circle is reported once, at its first step.
fn waits(raw: &[RawPack], log: &mut Log) {
    let mut steps: BTreeMap<&str, (Place, Option<&str>)> = BTreeMap::new();
    for step in raw.iter().flat_map(|pack| &pack.steps) {
        let waits_for = step.table.waits_for.as_ref();
        let place = place_of(step, waits_for.unwrap_or(&step.table.id));
        steps
            .entry(step.table.id.get_ref())
            .or_insert((place, waits_for.map(|other| other.get_ref().as_str())));
    }
    for (id, (place, _)) in &steps {
        let mut chain = vec![*id];
        let mut at = *id;
        while let Some((_, Some(next))) = steps.get(at) {
            if next == id {
                if chain.iter().all(|other| id <= other) {
                    log.problem(
                        *place,
                        format!(
                            "these steps wait for each other: {} → {id}: take one waits_for away",
                            chain.join(" → ")
                        ),
                    );
                }
                break;
            }
            if chain.contains(next) {
                break;
            }
            chain.push(next);
            at = next;
        }
    }
}

// What a national pack must not say: the names of places and of their councils.
fn places(raw: &[RawPack]) -> BTreeSet<String> {
    let heads = raw.iter().flat_map(|pack| &pack.heads).map(|(_, head)| &head.table);
    heads
        .filter(|head| !head.council.get_ref().is_empty())
        .flat_map(|head| [head.name.get_ref().clone(), head.council.get_ref().clone()])
        .filter(|name| !name.trim().is_empty())
        .collect()
}

fn repeating(raw: &[RawPack]) -> BTreeSet<&str> {
    let steps = raw.iter().flat_map(|pack| &pack.steps);
    steps
        .filter(|step| {
            step.table.repeat.as_ref().is_some_and(|repeat| matches!(repeat.get_ref(), raw::Repeat::Years(_)))
        })
        .map(|step| step.table.id.get_ref().as_str())
        .collect()
}

fn names(pack: &RawPack, base: &RawPack, national: bool, everywhere: &Everywhere) -> Names {
    let both = [base, pack];
    let words = |value: &At<String>| value.get_ref().clone();
    Names {
        national,
        stages: base
            .stages
            .iter()
            .map(|stage| (words(&stage.table.id), words(&stage.table.pathway)))
            .collect(),
        steps: both.iter().flat_map(|pack| &pack.steps).map(|step| words(&step.table.id)).collect(),
        asked: both
            .iter()
            .flat_map(|pack| &pack.questions)
            .map(|question| words(&question.table.fact))
            .collect(),
        terms: both.iter().flat_map(|pack| &pack.terms).map(|term| *term.table.term.get_ref()).collect(),
        pictures: everywhere.pictures.clone(),
        services: both
            .iter()
            .flat_map(|pack| &pack.services)
            .map(|service| words(&service.table.id))
            .collect(),
        known: library::known(both),
        roles: library::roles(both),
        statements: pack.charter_statements.iter().map(|said| words(&said.table.id)).collect(),
        never: everywhere.never.clone(),
        places: everywhere.places.clone(),
        lost: both.iter().flat_map(|pack| &pack.lost).cloned().collect(),
    }
}

// A badge or party without a label would show as its id.
fn labels(pack: &RawPack, base: &RawPack, national: bool, log: &mut Log) {
    let labelled = |of: fn(&RawPack) -> &Vec<In<raw::Label>>| -> BTreeSet<&str> {
        [base, pack].into_iter().flat_map(of).map(|label| label.table.id.get_ref().as_str()).collect()
    };
    let (badges, parties) = (labelled(|pack| &pack.badges), labelled(|pack| &pack.parties));
    let mut said = BTreeSet::new();
    for step in &pack.steps {
        let badge = &step.table.badge;
        let people = std::iter::once(&step.table.owner).chain(&step.table.helpers);
        for (what, id, known) in
            std::iter::once(("badge", badge, &badges)).chain(people.map(|party| ("party", party, &parties)))
        {
            let word = id.get_ref().as_str();
            let exists = match what {
                // Another problem already says that these do not belong in a national pack.
                "badge" if national => {
                    matches!(known::word(word), Ok(Badge::Law | Badge::National | Badge::GoodPractice))
                }
                "badge" => known::word::<Badge>(word).is_ok(),
                _ => known::word::<Party>(word).is_ok(),
            };
            if exists && !known.contains(word) && said.insert(word) {
                log.problem(
                    place_of(step, id),
                    format!("the {what} \"{word}\" has no label: add a [[{what}]] for it"),
                );
            }
        }
    }
}

fn spine(
    pack: &RawPack,
    names: &Names,
    repeating: &BTreeSet<&str>,
    details: &mut Details,
    log: &mut Log,
) -> Option<PackSpine> {
    if !names.national {
        for stage in &pack.stages {
            log.problem(
                place_of(stage, &stage.table.id),
                "stages belong in the national pack: use one of its stages",
            );
        }
        for (place, _) in &pack.bank_holidays {
            log.problem(*place, "bank holidays belong in the national pack: take them away");
        }
    }
    for (again, _) in pack.bank_holidays.iter().skip(1) {
        log.problem(*again, "[bank_holidays] stands in another file of this pack too: keep one");
    }
    if names.national && pack.bank_holidays.is_empty() {
        log.problem(start(pack), "the national pack has no [bank_holidays]: add it, with announced_through");
    }
    same_question(pack, log);

    // Steps are read even without a readable [pack], so that all problems show at once.
    let head = pack.heads.first().map(|(_, head)| head);
    let name = head.map(|head| head.table.name.get_ref().clone()).unwrap_or_default();
    let mut check = Checker { log, names, file: 0 };
    let spine = PackSpine {
        id: head.map(|head| check.of(head.file).id("the pack", &head.table.id, '-')).unwrap_or_default(),
        name: head.map(|head| check.of(head.file).name("the name", &head.table.name)).unwrap_or_default(),
        council: head.map(|head| head.table.council.get_ref().clone()).unwrap_or_default(),
        version: head
            .map(|head| check.of(head.file).name("the version", &head.table.version))
            .unwrap_or_default(),
        badges: pack.badges.iter().filter_map(|label| check.of(label.file).badge(&label.table)).collect(),
        parties: pack.parties.iter().filter_map(|label| check.of(label.file).party(&label.table)).collect(),
        terms: pack.terms.iter().map(|term| check.of(term.file).term(&term.table)).collect(),
        bank_holidays: match pack.bank_holidays.first() {
            Some((_, table)) => check.of(table.file).bank_holidays(&table.table),
            None => BankHolidayData::default(),
        },
        stages: {
            let mut stages: Vec<_> =
                pack.stages.iter().filter_map(|stage| check.of(stage.file).stage(&stage.table)).collect();
            // The path shows them in this order, however the file has them.
            stages.sort_by_key(|stage| stage.from_year);
            stages
        },
        questions: pack
            .questions
            .iter()
            .map(|question| {
                let (question, detail) = check.of(question.file).question(&question.table);
                details.questions.insert(question.detail_key(), detail);
                question
            })
            .collect(),
        steps: pack
            .steps
            .iter()
            .filter_map(|step| check.of(step.file).step(&step.table, &name))
            .map(|(step, detail)| {
                details.steps.insert(step.id.clone(), detail);
                step
            })
            .collect(),
        local_dates: pack
            .local_dates
            .iter()
            .filter_map(|local| {
                let repeats = repeating.contains(local.table.step.get_ref().as_str());
                check.of(local.file).local_date(&local.table, repeats)
            })
            .collect(),
        help: None,
        examples: pack
            .examples
            .iter()
            .map(|example| check.of(example.file).example(&example.table))
            .collect(),
    };
    head.map(|_| spine)
}

// Asked twice, the same person would have to answer twice: two questions about a fact must be for different years.
fn same_question(pack: &RawPack, log: &mut Log) {
    let years = |question: &raw::Question| {
        let year = |year: &Option<At<i32>>, none: i32| year.as_ref().map_or(none, |year| *year.get_ref());
        (year(&question.applies.from_year, i32::MIN), year(&question.applies.to_year, i32::MAX))
    };
    for (at, question) in pack.questions.iter().enumerate() {
        let (from, to) = years(&question.table);
        let same = pack.questions.iter().take(at).find(|other| {
            let (other_from, other_to) = years(&other.table);
            other.table.fact.get_ref() == question.table.fact.get_ref()
                && from <= other_to
                && other_from <= to
        });
        if let Some(other) = same {
            let first = log.name(place_of(other, &other.table.fact));
            let message = format!(
                "\"{}\" is already asked about at {first}: keep one, or give them different years",
                question.table.fact.get_ref()
            );
            log.problem(place_of(question, &question.table.fact), message);
        }
    }
}
