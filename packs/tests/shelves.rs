//! What is about a person and about meetings: kept as written, checked with file and line, read back from
//! the two files that the app fetches.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use common::{Content, LIBRARY, RIGHT, changed};
use onward_core::pack::library::{
    AgeBand, AgendaKind, CheckInWhen, MeetingShelf, PersonShelf, Role, ViewGroup, ViewsKind,
};
use onward_core::pack::{Badge, StepDate};
use onward_packs::{Compiled, Problem};

static REPOSITORY: LazyLock<Compiled> = LazyLock::new(onward_packs::repository);

const SHELVES: &str = include_str!("common/shelves.toml");

fn compile(shelves: &str) -> Result<Compiled, Vec<Problem>> {
    let library = format!("{LIBRARY}{shelves}");
    Content { library: &library, ..RIGHT }.compile()
}

/// The line at which a text stands, when the shelves come after the library.
fn line_of(text: &str) -> usize {
    let before = format!("{LIBRARY}{SHELVES}");
    before[..before.find(text).unwrap()].lines().count() + 1
}

/// Spoils the shelves one thing at a time: each has one problem that says this.
fn each(cases: &[(&str, &str, &str)]) {
    for (from, to, expected) in cases {
        let problems = compile(&changed(SHELVES, from, to)).unwrap_err();
        let found: Vec<String> = problems.iter().map(Problem::to_string).collect();
        assert!(
            matches!(found.as_slice(), [one] if one.contains("england/library.toml:") && one.contains(expected)),
            "expected: {expected}\nfound: {found:#?}"
        );
    }
}

#[test]
fn everything_keeps_what_it_says() {
    let compiled = compile(SHELVES).unwrap();
    let person = onward_packs::person_shelf(&compiled.library);
    let meetings = onward_packs::meeting_shelf(&compiled.library);
    let choices = person.choices("ways").unwrap();
    assert_eq!((choices.items[0].id.as_str(), choices.items[0].picture.as_str()), ("quiet", "speak"));
    let asked: Vec<_> =
        person.views("borset", AgeBand::From5To10, ViewsKind::Move).map(|view| view.group).collect();
    assert_eq!(asked, [ViewGroup::Want, ViewGroup::Who, ViewGroup::How]);
    assert_eq!(person.national.check_ins[0].when, CheckInWhen::Week(1));
    let meeting = &meetings.national.meetings[0];
    assert_eq!((meeting.legal, meeting.minutes()), (true, 60));
    assert_eq!(meeting.agenda[0].kind, AgendaKind::Person);
    assert!(meeting.invite[0].must && !meeting.invite[1].must);
    assert_eq!(meetings.national.services[0].id, "helpers");
    assert_eq!(meetings.letters("borset", "name-the-school").count(), 1);
}

#[test]
fn mistakes_are_found_at_their_line() {
    each(&[
        ("kind = \"days\"", "kind = \"day\"", "kind `day` is not known"),
        (
            "answer = \"pictures\"\nchoices = \"ways\"",
            "answer = \"pictures\"",
            "pictures and choice need choices",
        ),
        ("choices = \"ways\"", "choices = \"way\"", "there is no choices \"way\": did you mean \"ways\"?"),
        ("third = \"Who {name} wants there\"", "third = \"Who I want there\"", "third is about the person"),
        ("act_on = \"short\"", "act_on = \"long\"", "\"long\" is no choice of \"ways\""),
        ("week = 1", "end_of_term = true\nweek = 1", "say when: week = 1, or end_of_term = true"),
        ("id = \"next\"", "id = \"own-words\"", "\"own-words\" stands twice here"),
        ("\"A quiet room\"", "\"A quiet room with only a few people in it\"", "a choice has at most 8 words"),
        ("questions = [\"QY01\"]", "questions = [\"QY02\"]", "there is no review_question \"QY02\""),
        ("minutes = 40", "minutes = 80", "the agenda takes 100 minutes: make it 45 to 90"),
        ("kind = \"person\"", "kind = \"goals\"", "the agenda begins with the person's own words"),
        ("kind = \"next\"", "kind = \"goals\"", "the agenda ends with who does what"),
        (
            ", basis = \"SEND Regulations 2014, regulation 20\"",
            "",
            "needs a basis, and good practice has none",
        ),
        (
            "says = \"Invite everyone.\"\nbadge = \"good_practice\"",
            "says = \"Invite everyone.\"\nbadge = \"law\"",
            "add legal = true",
        ),
        (
            "services = [\"helpers\"]",
            "services = [\"helper\"]",
            "there is no service \"helper\": did you mean \"helpers\"?",
        ),
        ("services = [\"helpers\"]", "services = []", "nobody helps: name at least one service"),
        (
            "profiles = [\"one-page-profile\"]",
            "profiles = [\"two-page-profile\"]",
            "there is no profile \"two-page-profile\"",
        ),
    ]);
    let problems = compile(&changed(SHELVES, "id = \"top\"", "id = \"Top\"")).unwrap_err();
    assert_eq!(problems[0].line, line_of("id = \"top\""));
    // Each age and each occasion says it by itself.
    let problems = compile(&changed(SHELVES, "group = \"how\"", "group = \"home\"")).unwrap_err();
    assert_eq!(problems.len(), 12);
}

#[test]
fn the_two_files_read_back_the_same() {
    let person = onward_packs::person_shelf(&REPOSITORY.library);
    let read: PersonShelf = postcard::from_bytes(&onward_packs::person_bytes(&person)).unwrap();
    assert_eq!(read, person);
    let meetings = onward_packs::meeting_shelf(&REPOSITORY.library);
    let read: MeetingShelf = postcard::from_bytes(&onward_packs::meeting_bytes(&meetings)).unwrap();
    assert_eq!(read, meetings);
    // The council's content comes only with the council.
    assert_eq!((read.packs("").count(), read.packs("kent").count()), (1, 2));
    let profile = person.national.profiles.iter().find(|profile| profile.id == "vocational-profile").unwrap();
    assert_eq!(
        (person.profile_from_year("", profile), person.profile_from_year("kent", profile)),
        (Some(9), Some(8))
    );
}

#[test]
fn whatever_is_late_has_a_message() {
    let letters: BTreeSet<&String> =
        REPOSITORY.library.packs().flat_map(|pack| &pack.letters).flat_map(|letter| &letter.steps).collect();
    let spine = &REPOSITORY.spine;
    let without: Vec<&String> = std::iter::once(&spine.national)
        .chain(&spine.councils)
        .flat_map(|pack| &pack.steps)
        .filter(|step| matches!(step.badge, Badge::Law | Badge::Council))
        .filter(|step| matches!(step.date, StepDate::Deadline { .. } | StepDate::Window { .. }))
        .map(|step| &step.id)
        .filter(|id| !letters.contains(id))
        .collect();
    assert_eq!(without, Vec::<&String>::new(), "these can be late and no letter names them");
}

#[test]
fn each_kind_of_meeting_asks_everyone_and_few_things() {
    let national = onward_packs::meeting_shelf(&REPOSITORY.library).national;
    let ids: Vec<&str> = national.meetings.iter().map(|meeting| meeting.id.as_str()).collect();
    for kind in [
        "annual-review",
        "adulthood-review",
        "phase-transfer-review",
        "early-years-transition",
        "handover",
        "health-or-care-transition",
        "after-move-check-in",
        "other",
    ] {
        assert!(ids.contains(&kind), "{kind} is missing");
    }
    for meeting in &national.meetings {
        let mut by_role: BTreeMap<Role, usize> = BTreeMap::new();
        for id in &meeting.questions {
            let question = national.questions.iter().find(|question| question.id == *id).unwrap();
            *by_role.entry(question.role).or_default() += 1;
            let is_young = question.ages.contains(&AgeBand::From5To10);
            assert!(!is_young || !question.easy.is_empty(), "{id} has no picture for a child");
        }
        let legal = meeting.invite.iter().filter(|invite| invite.must).count();
        assert_eq!(legal, if meeting.legal { 5 } else { 0 }, "{}", meeting.id);
        for role in [Role::YoungPerson, Role::ParentCarer, Role::Everyone] {
            assert!(by_role.contains_key(&role), "{} asks {role:?} nothing", meeting.id);
        }
    }
}
