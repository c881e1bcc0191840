//! What comes out of packs that are right: the core's types, the two files, and the repository's own content.

mod common;

use chrono::NaiveDate;
use common::{BORSET, STEPS, compile, steps};
use onward_core::pack::{
    Badge, BankHolidayChange, DateRule, Details, Edge, Part, Party, Pathway, Repeat, Spine, StepDate,
};
use onward_packs::{details_bytes, report, repository, spine_bytes};

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

#[test]
fn repository_compiles() {
    let compiled = repository();
    assert!(compiled.spine.national.council.is_empty());
    assert_eq!(compiled.counts.steps, compiled.details.steps.len());
}
