//! Puts a pack's library together, and checks what shows only across tables and packs.

use std::collections::{BTreeMap, BTreeSet};

use onward_core::pack::HelpLine;
use onward_core::pack::library::{PackLibrary, Picture};

use super::{place_of, unique};
use crate::check::{Checker, Names};
use crate::problem::{Log, Place};
use crate::raw::At;
use crate::raw::library::CharterStatement;
use crate::read::{In, RawPack, RawShared};

/// Ids are addresses and keys of saved plans, so each is unique over all packs.
pub fn unique_ids(raw: &[RawPack], log: &mut Log) {
    fn each<'r, T: 'r>(
        raw: &'r [RawPack],
        what: &str,
        tables: impl Fn(&'r RawPack) -> Vec<&'r In<T>>,
        id: fn(&T) -> &At<String>,
        log: &mut Log,
    ) {
        let mut seen: BTreeMap<&'r String, Place> = BTreeMap::new();
        for table in raw.iter().flat_map(tables) {
            unique(what, &mut seen, table, id(&table.table), log);
        }
    }
    each(raw, "word", |pack| pack.words.iter().collect(), |word| &word.id, log);
    each(raw, "service", |pack| pack.services.iter().collect(), |service| &service.id, log);
    each(raw, "letter", |pack| pack.letters.iter().collect(), |letter| &letter.id, log);
    each(raw, "statement", said, |said| &said.id, log);
    each(raw, "clause", |pack| pack.charter_clauses.iter().collect(), |clause| &clause.id, log);
    each(raw, "goal", |pack| pack.goals.iter().collect(), |goal| &goal.id, log);
    each(raw, "question", |pack| pack.review_questions.iter().collect(), |question| &question.id, log);
    each(raw, "profile", |pack| pack.profiles.iter().collect(), |profile| &profile.id, log);
    each(raw, "readiness item", |pack| pack.readiness.iter().collect(), |item| &item.id, log);
    each(raw, "proposal", |pack| pack.proposals.iter().collect(), |proposal| &proposal.id, log);
    each(raw, "page", |pack| pack.guide.iter().collect(), |page| &page.id, log);
    each(raw, "list of choices", |pack| pack.choices.iter().collect(), |choices| &choices.id, log);
    each(raw, "view", |pack| pack.views.iter().collect(), |view| &view.id, log);
    each(raw, "check-in", |pack| pack.check_ins.iter().collect(), |check| &check.id, log);
    each(raw, "check-in question", |pack| pack.check_in_questions.iter().collect(), |ask| &ask.id, log);
    each(raw, "part of the countdown", |pack| pack.countdown.iter().collect(), |part| &part.id, log);
    each(raw, "meeting", |pack| pack.meetings.iter().collect(), |meeting| &meeting.id, log);
    each(raw, "date of a meeting", |pack| pack.meeting_dates.iter().collect(), |date| &date.id, log);
    each(raw, "thing to chase", |pack| pack.chase.iter().collect(), |chase| &chase.id, log);
    each(raw, "decision", |pack| pack.decisions.iter().collect(), |decision| &decision.id, log);
    each(raw, "heading of the handover", |pack| pack.handover.iter().collect(), |heading| &heading.id, log);
    // Two explanations of the same word would both want the link.
    each(raw, "term", |pack| pack.words.iter().collect(), |word| &word.term, log);
}

/// What a charter says, and what the council says beside it: they share their ids.
fn said(pack: &RawPack) -> Vec<&In<CharterStatement>> {
    pack.charter_statements.iter().chain(&pack.charter_approaches).collect()
}

/// Words that no text may use, in small letters, each with the term that stands for it.
pub fn never(raw: &[RawPack]) -> Vec<(String, String)> {
    raw.iter()
        .flat_map(|pack| &pack.words)
        .flat_map(|word| {
            let term = word.table.term.get_ref();
            word.table.never.iter().map(move |never| (never.get_ref().to_lowercase(), term.clone()))
        })
        .collect()
}

/// Ids of other tables by the name of their table, and each single choice as `list:choice`.
pub fn known(packs: [&RawPack; 2]) -> BTreeMap<&'static str, BTreeSet<String>> {
    fn ids<'r, T: 'r>(
        packs: [&'r RawPack; 2],
        tables: fn(&'r RawPack) -> &'r Vec<In<T>>,
        id: fn(&T) -> &At<String>,
    ) -> BTreeSet<String> {
        packs.into_iter().flat_map(tables).map(|table| id(&table.table).get_ref().clone()).collect()
    }
    let choices = packs.into_iter().flat_map(|pack| &pack.choices).flat_map(|list| {
        let id = list.table.id.get_ref();
        list.table.items.iter().map(move |item| format!("{id}:{}", item.get_ref().0.get_ref()))
    });
    BTreeMap::from([
        ("choice", choices.collect()),
        ("choices", ids(packs, |pack| &pack.choices, |choices| &choices.id)),
        ("profile", ids(packs, |pack| &pack.profiles, |profile| &profile.id)),
        ("check_in_question", ids(packs, |pack| &pack.check_in_questions, |question| &question.id)),
        ("review_question", ids(packs, |pack| &pack.review_questions, |question| &question.id)),
        ("letter", ids(packs, |pack| &pack.letters, |letter| &letter.id)),
        ("meeting", ids(packs, |pack| &pack.meetings, |meeting| &meeting.id)),
        ("decision", ids(packs, |pack| &pack.decisions, |decision| &decision.id)),
    ])
}

/// Whose each question for a meeting is: its role, and whether it is for a child under 11.
pub fn roles(packs: [&RawPack; 2]) -> BTreeMap<String, String> {
    let questions = packs.into_iter().flat_map(|pack| &pack.review_questions);
    questions
        .map(|question| {
            let young = ["age_0_to_4", "age_5_to_10"];
            let is_child = question.table.ages.iter().any(|age| young.contains(&age.get_ref().as_str()));
            let role = question.table.role.get_ref();
            let whose = if is_child { format!("{role} (child)") } else { role.clone() };
            (question.table.id.get_ref().clone(), whose)
        })
        .collect()
}

/// The ids of all pictures.
pub fn picture_ids(shared: &RawShared, log: &mut Log) -> BTreeSet<String> {
    let mut seen = BTreeMap::new();
    for picture in &shared.pictures {
        unique("picture", &mut seen, picture, &picture.table.id, log);
    }
    seen.into_keys().cloned().collect()
}

/// All pictures, checked.
pub fn pictures(shared: &RawShared, log: &mut Log) -> Vec<Picture> {
    let names = Names::default();
    let mut check = Checker { log, names: &names, file: 0 };
    shared
        .pictures
        .iter()
        .map(|picture| {
            let check = check.of(picture.file);
            Picture {
                id: check.id("the picture", &picture.table.id, '-'),
                shows: check.name("shows", &picture.table.shows),
                openmoji: check.name("openmoji", &picture.table.openmoji),
            }
        })
        .collect()
}

// Whatever the age and the occasion, a person is asked what they want, who is there and how it is to be,
// and a child under 11 is asked only a few things.
fn views(pack: &RawPack, log: &mut Log) {
    const MOST: usize = 14;
    const MOST_FOR_A_CHILD: usize = 8;
    let Some(last) = pack.views.last() else {
        return;
    };
    let has = |words: &[At<String>], word: &str| words.iter().any(|other| other.get_ref() == word);
    for age in ["age_0_to_4", "age_5_to_10", "age_11_to_13", "age_14_to_16", "age_16_to_19", "age_19_to_25"] {
        let most = if age.ends_with("_4") || age.ends_with("_10") { MOST_FOR_A_CHILD } else { MOST };
        for kind in ["review", "move"] {
            let asked: Vec<_> = pack
                .views
                .iter()
                .filter(|view| {
                    let kinds = &view.table.kinds;
                    has(&view.table.ages, age) && (kinds.is_empty() || has(kinds, kind))
                })
                .collect();
            for group in ["want", "who", "how"] {
                if !asked.iter().any(|view| view.table.group.get_ref() == group) {
                    log.problem(
                        place_of(last, &last.table.id),
                        format!("nothing asks {age} about \"{group}\" before a {kind}: add a [[view]]"),
                    );
                }
            }
            if let Some(view) = asked.get(most) {
                log.problem(
                    place_of(view, &view.table.id),
                    format!(
                        "more than {most} questions for {age} before a {kind}: keep those that matter most"
                    ),
                );
            }
        }
    }
}

/// The library of one pack, and its line for the foot of every page.
pub fn of_pack(pack: &RawPack, names: &Names, log: &mut Log) -> (PackLibrary, Option<HelpLine>) {
    if names.national {
        views(pack, log);
    }
    for (again, _) in pack.charters.iter().skip(1) {
        log.problem(*again, "[charter] stands in another file of this pack too: keep one");
    }
    for (again, _) in pack.written.iter().skip(1) {
        log.problem(*again, "[written] stands in another file of this pack too: keep one");
    }
    let said = said(pack).into_iter().map(|said| place_of(said, &said.table.id));
    let clauses = pack.charter_clauses.iter().map(|clause| place_of(clause, &clause.table.id));
    if let Some(first) = said.chain(clauses).next().filter(|_| pack.charters.is_empty()) {
        log.problem(first, "this pack has no [charter]: write what it is first");
    }
    let ours = pack.goals.first().map(|goal| place_of(goal, &goal.table.id));
    if let Some(place) = ours.filter(|_| pack.written.is_empty()) {
        log.problem(place, "this pack has no [written]: say who wrote the goals, and from what");
    }
    let mut check = Checker { log, names, file: 0 };
    let mut help: Option<HelpLine> = None;
    let services = pack
        .services
        .iter()
        .map(|service| {
            let (service_of, line) = check.of(service.file).service(&service.table);
            if line.is_some() && help.is_some() {
                check.problem(&service.table.id, "another service is at the foot already: keep one foot");
            }
            help = help.take().or(line);
            service_of
        })
        .collect();
    let statements = pack
        .charter_statements
        .iter()
        .map(|said| check.of(said.file).charter_statement(&said.table))
        .collect();
    let approach = pack
        .charter_approaches
        .iter()
        .map(|said| check.of(said.file).charter_statement(&said.table))
        .collect();
    let clauses = pack
        .charter_clauses
        .iter()
        .filter_map(|clause| check.of(clause.file).charter_clause(&clause.table))
        .collect();
    let charter = pack
        .charters
        .first()
        .map(|(_, charter)| check.of(charter.file).charter(&charter.table, statements, clauses, approach));
    let head = pack.heads.first().map(|(_, head)| &head.table);
    let library = PackLibrary {
        id: head.map(|head| head.id.get_ref().clone()).unwrap_or_default(),
        council: head.map(|head| head.council.get_ref().clone()).unwrap_or_default(),
        words: pack.words.iter().map(|word| check.of(word.file).word_explained(&word.table)).collect(),
        services,
        old_names: pack.old_names.iter().map(|old| check.of(old.file).old_name(&old.table)).collect(),
        letters: pack
            .letters
            .iter()
            .filter_map(|letter| check.of(letter.file).letter(&letter.table))
            .collect(),
        charter,
        goals: pack.goals.iter().filter_map(|goal| check.of(goal.file).goal(&goal.table)).collect(),
        review_questions: pack
            .review_questions
            .iter()
            .filter_map(|question| check.of(question.file).review_question(&question.table))
            .collect(),
        profiles: pack
            .profiles
            .iter()
            .map(|profile| check.of(profile.file).profile(&profile.table))
            .collect(),
        readiness: pack
            .readiness
            .iter()
            .filter_map(|item| check.of(item.file).readiness(&item.table))
            .collect(),
        choices: pack.choices.iter().map(|table| check.of(table.file).choice_list(&table.table)).collect(),
        profile_years: pack
            .profile_years
            .iter()
            .map(|table| check.of(table.file).profile_year(&table.table))
            .collect(),
        views: pack.views.iter().filter_map(|table| check.of(table.file).view(&table.table)).collect(),
        check_ins: pack
            .check_ins
            .iter()
            .filter_map(|table| check.of(table.file).check_in(&table.table))
            .collect(),
        check_in_questions: pack
            .check_in_questions
            .iter()
            .map(|table| check.of(table.file).check_in_question(&table.table))
            .collect(),
        countdown: pack
            .countdown
            .iter()
            .filter_map(|table| check.of(table.file).countdown(&table.table))
            .collect(),
        meetings: pack.meetings.iter().map(|table| check.of(table.file).meeting(&table.table)).collect(),
        meeting_locals: pack
            .meeting_locals
            .iter()
            .map(|table| check.of(table.file).meeting_local(&table.table))
            .collect(),
        meeting_dates: pack
            .meeting_dates
            .iter()
            .filter_map(|table| check.of(table.file).meeting_date(&table.table))
            .collect(),
        chase: pack.chase.iter().filter_map(|table| check.of(table.file).chase(&table.table)).collect(),
        decisions: pack.decisions.iter().map(|table| check.of(table.file).decision(&table.table)).collect(),
        decision_locals: pack
            .decision_locals
            .iter()
            .map(|table| check.of(table.file).decision_local(&table.table))
            .collect(),
        handover: pack.handover.iter().map(|table| check.of(table.file).handover(&table.table)).collect(),
        written: pack
            .written
            .first()
            .map(|(_, written)| check.of(written.file).name("about", &written.table.about))
            .unwrap_or_default(),
        proposals: pack
            .proposals
            .iter()
            .map(|proposal| check.of(proposal.file).proposal(&proposal.table))
            .collect(),
        guide: pack.guide.iter().map(|page| check.of(page.file).guide_page(&page.table)).collect(),
    };
    (library, help)
}
