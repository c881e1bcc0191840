//! What comes out of packs that are right: the core's types, the two files, and the repository's own content.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;
use common::{BORSET, CHARTER, Content, LIBRARY, RIGHT, STEPS, changed, compile, file, steps};
use onward_core::calendar::BankHolidays;
use onward_core::marks::{Piece, pieces};
use onward_core::pack::library::{AgeBand, CharterMove, Level, ReadinessList, Role};
use onward_core::pack::{
    Badge, BankHolidayChange, DateRule, Details, EasyLine, Edge, Part, Party, Pathway, Repeat, Spine,
    StepDate,
};
use onward_core::path::{Due, Packs, path};
use onward_core::plan::{DeviceId, Edit, Plan, PlanId, Stamp, StepKey};
use onward_core::situation::{Fact, FactValue};
use onward_packs::{
    Compiled, CoveredBy, Problem, checked, compile_files, details_bytes, outdated, reading, report,
    repository, spine_bytes,
};

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_national_step_keeps_everything_it_says() {
    let compiled = compile(STEPS, BORSET).unwrap();
    assert_eq!(compiled.warnings, []);
    let england = &compiled.spine.national;
    assert_eq!(
        (england.id.as_str(), england.name.as_str(), england.council.as_str()),
        ("england", "England", "")
    );
    assert_eq!(england.bank_holidays.changes, [BankHolidayChange::Added(day(2023, 5, 8))]);
    assert_eq!(england.terms[0].to, (10, 16));
    assert_eq!(
        england.examples[0].facts,
        [("gets_dla", "true"), ("last_review_completed", "-150"), ("support", "ehc_plan")]
            .map(|(fact, word)| (fact.to_owned(), word.to_owned()))
    );

    let step = &england.steps[0];
    assert_eq!(
        (step.pathway, step.owner, step.badge),
        (Pathway::PrimaryToSecondary, Party::Council, Badge::Law)
    );
    assert_eq!(step.helpers, [Party::ParentCarer]);
    assert_eq!(
        (step.applies.from_year, step.applies.without.as_slice()),
        (Some(5), ["gets_dla".to_owned()].as_slice())
    );
    let rule = "phase_transfer_deadline_quoted".to_owned();
    let with = vec![("move".to_owned(), "primary_to_secondary".to_owned())];
    assert_eq!(step.date, StepDate::Deadline { on: DateRule::Named { rule, with, days: -1 }, before: true });
    assert_eq!(step.remedy_until, Some(DateRule::On { month: 9, day: 1, year: Some(7) }));

    let yearly = &england.steps[1];
    assert_eq!(yearly.part, Some(Part::WorkAndLearning));
    assert_eq!(yearly.repeat, Some(Repeat::SchoolYears { from: 11, to: 13 }));
    let StepDate::Prompt { from, .. } = &yearly.date else { panic!("a prompt was written") };
    assert_eq!(*from, DateRule::Term { term: 1, year: None, edge: Edge::Start });

    let detail = compiled.details.steps.get("name-the-school").unwrap();
    assert_eq!((detail.how.len(), detail.ask.len(), detail.checked_on), (2, 1, day(2026, 11, 22)));
    assert_eq!(detail.source.name, "SEND Regulations 2014, regulation 18");
    assert_eq!(detail.pack, "England");
}

#[test]
fn a_council_comes_on_top() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let [borset] = compiled.spine.councils.as_slice() else { panic!("one council was given") };
    assert_eq!(borset.badges, [(Badge::Council, "Borset asks".to_owned())]);
    let StepDate::Window { from, to } = &borset.steps[0].date else { panic!("a window was written") };
    assert_eq!(*from, DateRule::Birthday { age: 10, months: 6, days: 0 });
    assert_eq!(*to, DateRule::WeeksFrom { fact: "last_review_completed".to_owned(), weeks: -2 });
    assert_eq!(borset.local_dates[0].step, "name-the-school");
    assert!(borset.local_dates[0].about);
    assert_eq!(compiled.details.steps.get("borset-tell-the-council").unwrap().pack, "Borset");
    assert_eq!(compiled.details.steps.len(), 3);
}

#[test]
fn what_could_be_better_is_a_warning() {
    let unasked = steps("records = \"last_review_completed\"", "records = \"review_meeting\"");
    let hard = unasked.replace(
        "It helps to talk early.",
        "It helps everyone at home and at school to talk about all of this early in life. It helps {name} to know who will help and what will happen on each day.",
    );
    let hard = hard.replace(
        "what {name} likes.",
        "what {name} likes to do at home, at school and with friends each week.",
    );
    let compiled = compile(&hard.replace("rows = [\"E16\"]\n", ""), BORSET).unwrap();
    let warnings: Vec<String> = compiled.warnings.iter().map(ToString::to_string).collect();
    let expected = [
        "content/england/test.toml:2: it names no row of the fact files",
        "content/england/test.toml:26: its sentences have 15.7 words on average",
        "content/england/test.toml:38: the app will ask for \"review_meeting\", but no [[question]] gives the words",
    ];
    assert_eq!(warnings.len(), expected.len(), "{warnings:#?}");
    for (warning, expected) in warnings.iter().zip(expected) {
        assert!(warning.starts_with(expected), "{warning}");
    }
}

#[test]
fn the_two_files_read_back_the_same() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let spine: Spine = postcard::from_bytes(&spine_bytes(&compiled.spine)).unwrap();
    let details: Details = postcard::from_bytes(&details_bytes(&compiled.details)).unwrap();
    assert_eq!((spine, details), (compiled.spine, compiled.details));
}

#[test]
fn the_report_counts() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let counts = &compiled.counts;
    assert_eq!((counts.steps, counts.dated, counts.undated), (3, 3, 0));
    assert_eq!(
        (counts.questions, counts.at_start, counts.local_dates, counts.services, counts.examples),
        (3, 1, 1, 1, 1)
    );
    assert_eq!(counts.sources, 11);
    assert_eq!(counts.by_pathway["primary_to_secondary"], 2);
    let page = report(&compiled);
    assert!(page.starts_with("3 steps: 3 with a date rule, 0 without (0 set locally)\n"), "{page}");
    assert!(page.contains("by stage:\n     1  (at any time)\n     2  year_6\n"), "{page}");
}

fn line(picture: &str, words: &str) -> EasyLine {
    EasyLine { picture: picture.to_owned(), words: words.to_owned() }
}

#[test]
fn a_step_says_itself_in_three_wordings() {
    let details = compile(STEPS, BORSET).unwrap().details;
    let national = details.steps.get("talk-about-work").unwrap();
    assert_eq!(national.official, "Career conversation within the annual review");
    assert_eq!(national.me, "I say what work I would like");
    assert_eq!(national.easy, [line("work", "Talk about jobs that you like.")]);
    // Where the young person has no part, there is nothing to say for them.
    assert_eq!(details.steps.get("name-the-school").unwrap().me, "");
    // What is asked at the start is in the spine, and the rest of every question in the details.
    let asked: Vec<_> =
        details.questions.values().map(|question| (question.why.as_str(), question.easy.len())).collect();
    assert_eq!(details.questions.len(), 3);
    assert!(asked.contains(&("", 1)), "the question of the start keeps its Easy Read: {asked:?}");
    assert!(asked.contains(&("Borset plans with the Portage worker.", 1)), "{asked:?}");
}

#[test]
fn words_services_and_letters_keep_what_they_say() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let library = &compiled.library.national;
    assert_eq!((library.id.as_str(), library.council.as_str()), ("england", ""));
    let [word] = library.words.as_slice() else { panic!("one word was given") };
    assert_eq!(
        (word.term.as_str(), word.also.as_slice(), word.link),
        ("EHC plan", ["EHCP".to_owned()].as_slice(), true)
    );
    assert_eq!(word.easy, [line("document", "It says what help you get.")]);
    assert_eq!(
        (word.checked.source.name.as_str(), word.checked.on),
        ("Children and Families Act 2014, section 37", day(2026, 11, 22))
    );

    let [service] = library.services.as_slice() else { panic!("one service was given") };
    assert_eq!(
        (service.phone.as_str(), service.formerly.as_slice()),
        ("01632 960 001", ["Old Helpers".to_owned()].as_slice())
    );
    // The service at the foot is in what loads with the app, its way in the same sentence.
    let foot = compiled.spine.national.help.as_ref().unwrap();
    assert_eq!((foot.name.as_str(), foot.phone.as_str()), ("Helpers", "01632 960 001"));
    assert_eq!(foot.about, "Free advice for families. Ring on weekdays.");
    assert_eq!(compiled.spine.councils[0].help, None);
    assert_eq!(library.old_names[0].service, "helpers");

    let [letter] = library.letters.as_slice() else { panic!("one letter was given") };
    assert_eq!(
        (letter.to, letter.steps.as_slice()),
        (Party::Council, ["name-the-school".to_owned()].as_slice())
    );
    assert_eq!(letter.subject, "School for {name}, born {date_of_birth}");
    assert_eq!(letter.body.len(), 2);
}

#[test]
fn a_filled_clause_stands_with_the_charters_statements() {
    let compiled = compile(STEPS, BORSET).unwrap();
    assert_eq!(compiled.library.national.charter, None);
    let charter = compiled.library.councils[0].charter.as_ref().unwrap();
    assert_eq!(
        (charter.title.as_str(), charter.about.len(), charter.how_to_check.len()),
        ("Borset's Charter", 1, 1)
    );
    let [said] = charter.statements.as_slice() else { panic!("one statement was given") };
    assert_eq!(
        (said.moves.as_slice(), said.parties.as_slice()),
        ([CharterMove::PrimaryToSecondary].as_slice(), [Party::CurrentSchool, Party::NextSchool].as_slice())
    );
    assert_eq!(said.ask, "Have both schools talked?");
    // What the council says elsewhere is not the charter, and is not asked about.
    assert_eq!((charter.approach[0].id.as_str(), charter.approach[0].ask.as_str()), ("AP-01", ""));
    let [clause] = charter.clauses.as_slice() else { panic!("one clause was given") };
    assert_eq!(
        (clause.of_move, clause.party, clause.page),
        (CharterMove::PrimaryToSecondary, Party::CurrentSchool, 3)
    );
    assert_eq!((clause.replaces.as_str(), clause.when.as_str()), ("CH-01", "By the end of Term 4"));
    assert_eq!((compiled.counts.charter_statements, compiled.counts.charter_asked), (1, 1));
    // Without the clause, the rest stands as before.
    let unfilled = CHARTER.split_once("[[charter_clause]]").unwrap().0;
    let compiled = Content { charter: unfilled, ..RIGHT }.compile().unwrap();
    assert_eq!(compiled.library.councils[0].charter.as_ref().unwrap().clauses, []);
}

#[test]
fn goals_questions_profiles_and_readiness_keep_their_wordings() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let library = &compiled.library.national;
    let [goal] = library.goals.as_slice() else { panic!("one goal was given") };
    assert_eq!(
        (goal.part, goal.age, goal.level),
        (Part::WorkAndLearning, AgeBand::From14To16, Level::FullSupport)
    );
    assert_eq!(goal.third, "{name} looks at what they want to do.");
    assert_eq!(goal.third_easy, [line("work", "{name} looks at the thing they want.")]);
    // With less support nobody speaks for the person.
    let own = changed(LIBRARY, "level = \"full_support\"", "level = \"own\"");
    let own = own.lines().filter(|line| !line.starts_with("third")).collect::<Vec<_>>().join("\n");
    let compiled = Content { library: &own, ..RIGHT }.compile().unwrap();
    let goal = &compiled.library.national.goals[0];
    assert_eq!(
        (goal.level, goal.third.as_str(), goal.third_easy.as_slice()),
        (Level::Own, "", [].as_slice())
    );
    assert_eq!(library.review_questions[0].role, Role::YoungPerson);
    let matters = &library.profiles[0].headings[1];
    assert_eq!(
        (matters.title.as_str(), matters.third.as_str()),
        ("What matters to me", "What matters to {name}")
    );
    assert_eq!(
        (library.readiness[0].list, library.readiness[0].part),
        (ReadinessList::Person, Some(Part::Health))
    );
    assert_eq!(library.written, "Written by Onward from the chapters of the Code.");
    assert_eq!(library.proposals[0].now, "The plan of today stays as it is.");
}

#[test]
fn a_page_of_the_guide_keeps_its_sections() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let [page] = compiled.library.national.guide.as_slice() else { panic!("one page was given") };
    let [section] = page.sections.as_slice() else { panic!("one section was given") };
    assert_eq!((page.id.as_str(), section.heading.as_str()), ("rights-at-16", "Who decides"));
    assert_eq!((section.says.len(), section.school.len()), (1, 1));
    assert_eq!(section.steps, ["name-the-school"]);
    assert!(reading::pages(&compiled).iter().any(|(name, _)| name == "guide rights-at-16"));
}

#[test]
fn everything_that_rests_on_a_source_is_checked_again_after_a_year() {
    let compiled = compile(STEPS, BORSET).unwrap();
    let names: Vec<String> = checked(&compiled.library).map(|(name, _)| name).collect();
    let expected = [
        "the word ehc-plan",
        "the service helpers",
        "the old name Connexions",
        "the letter school-not-named",
        "the proposal new-plans",
        "rights-at-16: Who decides",
        "Borset's Charter",
        "CH-01",
        "AP-01",
        "CL-01",
    ];
    assert_eq!(names, expected);
    assert_eq!(outdated(&compiled, day(2027, 11, 22)), <[String; 0]>::default());
    // 3 steps and a local date besides.
    assert_eq!(outdated(&compiled, day(2027, 11, 23)).len(), expected.len() + 4);
}

#[test]
fn the_first_place_of_a_term_is_marked_in_what_a_step_says() {
    let marked = steps("It helps to talk early.", "It goes into the EHC plan. The EHC plan changes.");
    let marked = changed(&marked, "Ask what {name} likes.", "Look at the EHCP with {name}.");
    let details = compile(&marked, BORSET).unwrap().details;
    let detail = details.steps.get("talk-about-work").unwrap();
    assert_eq!(detail.why, "It goes into the [[ehc-plan|EHC plan]]. The EHC plan changes.");
    assert_eq!(pieces(&detail.why)[1], Piece::Term { id: "ehc-plan", words: "EHC plan" });
    // One page shows all of a step, so its second text has no mark again.
    assert_eq!(detail.how, ["Look at the EHCP with {name}."]);
    let other = steps("It helps to talk early.", "It helps to talk.");
    let other = changed(&other, "Ask what {name} likes.", "Look at the EHCP with {name}.");
    let details = compile(&other, BORSET).unwrap().details;
    assert_eq!(
        details.steps.get("talk-about-work").unwrap().how,
        ["Look at the [[ehc-plan|EHCP]] with {name}."]
    );
    // A term that is not to be linked is only explained.
    let unlinked = changed(LIBRARY, "link = true", "link = false");
    let compiled = Content { steps: &marked, library: &unlinked, ..RIGHT }.compile().unwrap();
    let detail = compiled.details.steps.get("talk-about-work").unwrap().clone();
    assert_eq!(detail.why, "It goes into the EHC plan. The EHC plan changes.");
}

#[test]
fn a_councils_term_is_marked_in_its_own_steps_only() {
    let word = r#"
[[word]]
id = "write"
term = "write"
means = "Put words on paper."
link = true
easy = [["document", "Put words on paper."]]
source = { name = "Borset words 2026" }
checked_on = 2026-11-22
"#;
    let details = compile(STEPS, &format!("{BORSET}{word}")).unwrap().details;
    assert_eq!(details.steps.get("borset-tell-the-council").unwrap().how, ["[[write|Write]] to Borset."]);
    assert_eq!(details.steps.get("name-the-school").unwrap().how[0], "Write to the council.");
}

#[test]
fn coverage_says_where_each_row_stands() {
    let row =
        |number: u32, places: &str| format!("[[row]]\nrow = {number}\nitem = \"Item {number}\"\n{places}\n");
    let everything = "where = [\"page:path\", \"step:borset-tell-the-council\", \"word:ehc-plan\", \"service:helpers\", \
        \"letter:school-not-named\", \"goal:EMP-01\", \"profile:one-page-profile\", \"guide:rights-at-16\", \"guide:words\"]";
    let coverage: String = (1..=75)
        // In any order: the file is sorted by the people who use it.
        .rev()
        .map(|number| match number {
            1 => row(1, everything),
            2 => row(2, "where = [\"page:school\"]\nwaiting = true"),
            3 => row(3, "not_shown = \"It is about staff.\""),
            _ => row(number, "where = [\"guide:dates\"]"),
        })
        .collect();
    let compiled = Content { coverage: &coverage, ..RIGHT }.compile().unwrap();
    let rows = &compiled.coverage;
    assert_eq!((rows.len(), rows[0].row, rows[0].places.len()), (75, 1, 9));
    assert_eq!(
        rows[0].places[1],
        CoveredBy { kind: "step".to_owned(), id: "borset-tell-the-council".to_owned() }
    );
    assert!(rows[1].waiting && !rows[0].waiting);
    assert_eq!(rows[2].not_shown, "It is about staff.");
    assert_eq!(compiled.counts.coverage, (73, 1, 1));
    assert!(report(&compiled).contains("coverage 75 of 75: 73 placed, 1 waiting for a page, 1 not shown"));
}

// Another council

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../content")
}

/// The examples of `content/README.md`, in its order.
fn examples_of_the_readme() -> Vec<String> {
    let page = fs::read_to_string(content().join("README.md")).unwrap().replace("\r\n", "\n");
    let examples = page.split("```toml\n").skip(1);
    examples.map(|rest| rest.split_once("```").unwrap().0.to_owned()).collect()
}

/// The repository's own packs, compiled once for all tests of this file.
static REPOSITORY: LazyLock<Compiled> = LazyLock::new(repository);

/// The repository's own national pack with the council's pack of `content/README.md` on top.
static ENGLAND_AND_BORSET: LazyLock<Compiled> = LazyLock::new(|| {
    england_and_borset().unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(Problem::to_string).collect::<Vec<_>>().join("\n"))
    })
});

fn england_and_borset() -> Result<Compiled, Vec<Problem>> {
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    let england = fs::read_dir(content().join("england")).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        file(&format!("england/{}", path.file_name().unwrap().display()), &read(path.clone()))
    });
    // In the order of the repository's own build.
    let mut england: Vec<_> = england.collect();
    england.sort();
    let mut shared = vec![file("pictures.toml", &read(content().join("pictures.toml")))];
    // The README's clause stands in a charter, which it does not show.
    let charter = CHARTER.split_once("[[charter_clause]]").unwrap().0;
    let mut borset = vec![file("borset/charter.toml", charter)];
    let mut row_of_the_readme = None;
    for (at, example) in examples_of_the_readme().into_iter().enumerate() {
        if example.starts_with("[[picture]]") {
            shared.push(file("more-pictures.toml", &example));
        } else if example.starts_with("[[row]]") {
            row_of_the_readme = Some(example);
        } else {
            borset.push(file(&format!("borset/readme-{at}.toml"), &example));
        }
    }
    let row = row_of_the_readme.unwrap();
    let rows: String = (1..=75)
        .map(|number| match row.contains(&format!("row = {number}\n")) {
            true => row.clone(),
            false => format!("[[row]]\nrow = {number}\nitem = \"Item\"\nwhere = [\"guide:dates\"]\n"),
        })
        .collect();
    shared.push(file("coverage.toml", &rows));
    compile_files(&[("borset", borset), ("england", england)], &shared)
}

#[test]
fn every_example_of_the_readme_is_right() {
    let compiled = &*ENGLAND_AND_BORSET;
    let [borset] = compiled.library.councils.as_slice() else { panic!("one council was given") };
    // One of each that the page explains.
    let counts = [borset.words.len(), borset.letters.len(), borset.guide.len(), borset.services.len()];
    assert_eq!(counts, [1, 1, 1, 2]);
    assert_eq!(borset.charter.as_ref().unwrap().clauses.len(), 1);
    let spine = &compiled.spine.councils[0];
    assert_eq!((spine.steps.len(), spine.local_dates.len()), (1, 1));
    assert!(compiled.library.pictures.iter().any(|picture| picture.id == "lighthouse"));
    let row = compiled.coverage.iter().find(|row| row.places.iter().any(|place| place.kind == "service"));
    assert!(row.is_some(), "the row of the README is checked with the others");
    let warnings: Vec<_> =
        compiled.warnings.iter().filter(|warning| warning.file.starts_with("borset")).collect();
    assert!(warnings.is_empty(), "{warnings:?}");
}

#[test]
fn another_council_is_another_folder_and_nothing_else() {
    let (kent, borset) = (&*REPOSITORY, &*ENGLAND_AND_BORSET);
    assert!(kent.spine.national == borset.spine.national, "England is not the same for both");

    let key = "council-names-secondary-school";
    let path_in = |compiled: &Compiled, council: &str| {
        let stamp = |counter| Stamp { millis: 0, counter, device: DeviceId::new("test") };
        let today = day(2026, 11, 22);
        let mut plan = Plan::new(PlanId::new("plan"), today, String::new(), stamp(0));
        for (counter, edit) in (1..).zip([
            Edit::Council(Some(council.to_owned())),
            Edit::Fact(Fact::DateOfBirth, Some(FactValue::Date(day(2017, 2, 10)))),
            Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))),
        ]) {
            plan.apply(edit, stamp(counter)).unwrap();
        }
        let packs = Packs::for_council(&compiled.spine, Some(council));
        let holidays = BankHolidays::new(&compiled.spine.national.bank_holidays);
        let path = path(&plan, packs, &holidays, today);
        let named = path.step(&StepKey::new(key)).unwrap();
        let local: Vec<_> = named.local.iter().map(|local| (local.local.label.clone(), local.due)).collect();
        let own = path.steps().filter(|step| step.step.id.starts_with(council)).count();
        let labels = (packs.badge(Badge::Council).to_owned(), packs.badge(Badge::Law).to_owned());
        (named.due, local, labels, packs.help().map(|help| help.name.clone()), own)
    };
    let by = |day| Due::Deadline { last: day, before: false };
    let (due, local, labels, foot, own) = path_in(borset, "borset");
    assert_eq!(local, [("Borset asks families by".to_owned(), by(day(2027, 6, 30)))]);
    assert_eq!(labels, ("Borset asks".to_owned(), "The law says".to_owned()));
    assert_eq!((foot.as_deref(), own), (Some("Borset SEND Advice"), 1));
    // With Kent the law's date is the same, and the rest is Kent's.
    let (due_in_kent, local, labels, foot, own) = path_in(kent, "kent");
    assert_eq!((due_in_kent, due), (due, Due::Deadline { last: day(2028, 2, 14), before: true }));
    assert_eq!(local, [("Kent asks families for a school by".to_owned(), by(day(2027, 7, 15)))]);
    assert_eq!(labels.0, "Kent asks");
    assert!(foot.unwrap().starts_with("IASK") && own > 1);

    // Nothing of Kent is left: not in what loads first, not in what is read later, not in the guide.
    let pages = [
        ("spine", format!("{:?}", borset.spine)),
        ("details", format!("{:?}", borset.details)),
        ("library", format!("{:?}", borset.library)),
    ];
    for (name, page) in pages {
        let page = page.to_lowercase();
        for word in ["kent", "kelsi", "medway", "iask"] {
            let at = page.find(word);
            let near = at.map(|at| {
                page.chars().skip(page[..at].chars().count().saturating_sub(60)).take(120).collect::<String>()
            });
            assert_eq!(near, None, "the {name} names {word}");
        }
    }
}

#[test]
fn repository_compiles() {
    let compiled = &*REPOSITORY;
    assert!(compiled.spine.national.council.is_empty());
    assert_eq!(compiled.counts.steps, compiled.details.steps.len());
    assert_eq!(compiled.coverage.len(), 75);
}
