//! Files people keep, which must open for ever.
//!
//! `tests/data/plans/v1-*` were written with schema 1, `v2-*` with schema 2. They are never changed: when a
//! plan or copy gains a field, a new file is added beside them and the old ones are still read.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use chrono::NaiveDate;
use onward_core::calendar::parse_iso;
use onward_core::dto::{
    Copy, CopyNote, RestoreError, copy_name, plan_to_json, read_copy, read_record, write_copy, write_record,
};
use onward_core::pack::Party;
use onward_core::plan::notes::{TEXT, add_note};
use onward_core::plan::record::{PRIVATE, REMOVED, YES};
use onward_core::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice};
use onward_core::situation::{Fact, FactValue};
use serde_json::{Value, json};

fn day(text: &str) -> NaiveDate {
    parse_iso(text).expect("a date")
}

fn stored(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plans").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn open(name: &str) -> Result<Copy, RestoreError> {
    read_copy(&stored(name))
}

/// Opens a file that needs no repair.
fn open_whole(name: &str) -> Vec<Plan> {
    let copy = open(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(copy.not_opened, [], "{name}");
    let plans = copy.plans.into_iter();
    plans
        .map(|(plan, repairs)| if repairs.is_empty() { plan } else { panic!("{name}: {repairs:?}") })
        .collect()
}

fn applied(mut plan: Plan, device: &str, edits: Vec<Edit>) -> Plan {
    for edit in edits {
        // 22 November 2026, 12:00, by a clock that stood still.
        let stamp = Stamp::after(plan.latest_stamp(), 1_795_348_800_000, &DeviceId::new(device));
        plan.apply(edit, stamp).expect("an edit that fits");
    }
    plan
}

fn begun(id: &str, name: &str) -> Plan {
    let stamp = Stamp { millis: 1_795_348_700_000, counter: 0, device: DeviceId::new("device-1") };
    Plan::new(PlanId::new(id), day("2026-11-22"), name.into(), stamp)
}

/// A plan with every kind of entry there is.
fn everything() -> Plan {
    let step = StepKey::new;
    let mut edits = vec![
        Edit::Name("Zoë “Zo” O’Neill\n😀".into()),
        Edit::Council(Some("kent".into())),
        Edit::Fact(Fact::DateOfBirth, Some(FactValue::Date(day("2012-02-29")))),
        Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))),
        Edit::Fact(Fact::YearGroupOffset, Some(FactValue::Number(-1))),
        Edit::Fact(Fact::LearningDisability, Some(FactValue::YesNo(true))),
        Edit::Fact(Fact::MedicalNeeds, Some(FactValue::YesNo(false))),
        Edit::Fact(Fact::LastReviewCompleted, Some(FactValue::Date(day("2026-03-10")))),
        Edit::Fact(Fact::Setting, Some(FactValue::Choice("special_school"))),
        Edit::Fact(Fact::Setting, None),
        Edit::Status(step("start-vocational-profile"), Status::NotStarted),
        Edit::Status(step("choose-gcse-or-other-courses"), Status::Doing),
        Edit::Status(StepKey::round("annual-review-complete", 2026), Status::Done { on: day("2026-11-20") }),
        Edit::Status(step("duke-of-edinburgh-award"), Status::NotForUs { reason: "Too far away".into() }),
        Edit::OwnDate(step("first-adulthood-review"), Some(day("2026-12-03"))),
        Edit::OwnDate(StepKey::round("flu-vaccine-at-school", 9), None),
        Edit::Bin(Some(day("2026-11-22"))),
        Edit::Bin(None),
    ];
    let parties = [
        Party::YoungPerson,
        Party::ParentCarer,
        Party::EarlyYearsSetting,
        Party::CurrentSchool,
        Party::NextSchool,
        Party::Council,
        Party::Health,
        Party::SocialCare,
        Party::OtherAgencies,
    ];
    let (parent, review) = (Author::of(Voice::ParentCarer), step("first-adulthood-review"));
    for (id, text) in [("note-1", "Asked for a quiet room."), ("note-2", "A mistake")] {
        edits.extend(add_note(&RecordId::new(id), &review, day("2026-11-22"), text.into(), &parent));
    }
    let removed = Some("2026-11-22".to_owned());
    edits.push(Edit::write("note", &RecordId::new("note-2"), REMOVED, removed, &parent));
    for (count, party) in parties.into_iter().enumerate() {
        edits.push(Edit::Status(StepKey::new(format!("waiting-{count}")), Status::WaitingFor(party)));
    }
    let mut plan = applied(begun("plan-everything", "Zo"), "device-2", edits);
    plan.unknown.insert("later".into(), json!({ "kept": [1, "two", null] }));
    plan
}

/// The same with what came with schema 2: who wrote, private records, the past of a wording, and writings
/// of two devices that stand against each other.
fn everything_of_schema_2() -> Plan {
    let (me, goal) = (Author { voice: Voice::YoungPerson, name: "Ann".into() }, RecordId::new("goal-1"));
    let school = Author::of(Voice::School);
    let write =
        |field: &str, text: &str, by: &Author| Edit::write("goal", &goal, field, Some(text.into()), by);
    let plan = applied(
        everything(),
        "device-2",
        vec![
            write("what", "I want a job with animals.", &me),
            write(PRIVATE, YES, &me),
            write("helper", "Mr A", &school),
        ],
    );
    let mut phone = plan.clone();
    let stamp = Stamp { millis: 1_795_435_200_000, counter: 0, device: DeviceId::new("phone") };
    let again = write("what", "I want a job with dogs.", &me);
    phone.apply(again, stamp).expect("an edit that fits");
    let tablet = applied(
        plan,
        "tablet",
        vec![write("what", "I want to work on a farm.", &me), Edit::Name("Z".into())],
    );
    phone.merge(&tablet);
    let goal = phone.records.get_mut(&goal).expect("the goal");
    goal.unknown.insert("colour".into(), "blue".into());
    phone
}

/// What a person sees of a plan.
fn shown(plan: &Plan) -> Value {
    let statuses: Vec<String> =
        plan.statuses.iter().map(|(key, is)| format!("{} {:?}", key.as_str(), is.value)).collect();
    let dates: Vec<String> =
        plan.own_dates.iter().map(|(key, on)| format!("{} {:?}", key.as_str(), on.value)).collect();
    let notes: Vec<&str> = plan
        .notes_of(&StepKey::new("first-adulthood-review"))
        .into_iter()
        .map(|(_, note)| note.text(TEXT))
        .collect();
    json!({
        "is": [plan.id.as_str(), plan.begun.to_string(), plan.example.to_string(), plan.name.value],
        "council": plan.council.value,
        "binned": plan.binned.value.map(|day| day.to_string()),
        "facts": format!("{:?}", plan.situation()),
        "statuses": statuses,
        "dates": dates,
        "notes": notes,
        "unknown": plan.unknown,
    })
}

/// An example family, and a plan in the bin.
fn others() -> [Plan; 2] {
    let mut example = begun("plan-example", "Leo");
    example.example = true;
    let binned = applied(begun("plan-binned", "Old"), "device-1", vec![Edit::Bin(Some(day("2026-11-21")))]);
    [example, binned]
}

#[test]
fn a_copy_of_the_first_version_is_read_whole() {
    let [example, binned] = others();
    let expected: Vec<Value> = [everything(), example, binned].iter().map(shown).collect();
    let read: Vec<Value> = open_whole("v1-copy.json").iter().map(shown).collect();
    assert_eq!(read, expected);
    assert_eq!(open("v1-copy.json").expect("a copy").note.saved_on, Some(day("2026-11-22")));
    // As some editors and mail programs leave it.
    let marked = format!("\u{feff}{}", stored("v1-copy.json").replace('\n', "\r\n"));
    assert_eq!(read_copy(&marked).expect("a copy").plans.len(), 3);
    // Written again, it is of the newest schema and still says the same.
    for plan in open_whole("v1-copy.json") {
        let again = read_copy(&write_copy(&[&plan], &note("0.2.0"))).expect("a copy");
        assert_eq!(again.plans, [(plan, Vec::new())]);
    }
}

#[test]
fn a_bare_plan_and_a_record_of_the_first_version_are_read() {
    let plans: Vec<Value> = open_whole("v1-plan.json").iter().map(shown).collect();
    assert_eq!(plans, [shown(&everything())]);
    let record = read_record(&stored("v1-record.txt")).expect("a record");
    assert_eq!((shown(&record.plan), record.revision, record.repairs), (shown(&everything()), 42, vec![]));
}

#[test]
fn copies_of_two_versions_combine() {
    let mut old = open_whole("v1-plan.json").remove(0);
    let mut new = everything_of_schema_2();
    let before = old.clone();
    old.merge(&new);
    new.merge(&before);
    assert_eq!(old, new);
    assert_eq!(old.notes_of(&StepKey::new("first-adulthood-review")).len(), 1);
}

fn note(app: &str) -> CopyNote {
    CopyNote {
        app: app.into(),
        saved_on: Some(day("2026-11-25")),
        saved_by: "Ann".into(),
        ..CopyNote::default()
    }
}

/// A file of the newest schema, as it is written today.
fn golden(name: &str, written: &str) {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plans").join(name);
        std::fs::write(path, written).expect("the golden file");
    }
    assert!(stored(name) == written, "what is written has changed: add a new file, keep this one\n{written}");
}

#[test]
fn what_is_written_today_is_read_whole() {
    let [example, binned] = others();
    let plans = [everything_of_schema_2(), example, binned];
    let written = write_copy(&[&plans[0], &plans[1], &plans[2]], &note("0.1.0"));
    golden("v2-copy-for-me.json", &written);
    assert_eq!(open_whole("v2-copy-for-me.json"), plans);
    assert_eq!(open("v2-copy-for-me.json").expect("a copy").note, note("0.1.0"));
    // As it was before a copy said what it is.
    assert_eq!(open_whole("v2-copy.json"), plans);
    golden("v2-record.txt", &write_record(&plans[0], 43));
    let record = read_record(&stored("v2-record.txt")).expect("a record");
    assert_eq!((&record.plan, record.revision, record.repairs), (&plans[0], 43, vec![]));
    let goal = record.plan.records.get(&RecordId::new("goal-1")).expect("the goal");
    assert!(goal.is_private() && goal.is_theirs());
    assert_eq!(goal.text("what"), "I want a job with dogs.");
    assert_eq!(goal.field("what").expect("its words").rivals().count(), 1);
}

#[test]
fn a_rescue_file_gives_each_plan_once_with_all_that_was_kept() {
    // A list: records as they lay on the device, an earlier state among them, one cut short, and a
    // plan that had been taken apart.
    let copy = open("v1-rescue.json").expect("a rescue file");
    assert_eq!(copy.not_opened, [RestoreError::Damaged]);
    let [(whole, repairs), (example, _)] = &copy.plans[..] else { panic!("{:?}", copy.plans) };
    assert_eq!((shown(whole), repairs.len()), (shown(&everything()), 0));
    assert_eq!(shown(example), shown(&others()[0]));
}

#[test]
fn a_damaged_plan_opens_with_what_can_be_read_and_says_what_not() {
    let copy = open("damaged.json").expect("a plan");
    let [(plan, repairs)] = &copy.plans[..] else { panic!("one plan") };
    let mut places: Vec<&str> = repairs.iter().map(|repair| repair.place.as_str()).collect();
    places.sort_unstable();
    let expected = [
        "binned",                 // missing
        "council",                // a number
        "facts.date_of_birth",    // 30 February
        "facts.favourite_animal", // no fact of this version
        "facts.support",          // no word of this version
        "notes.note-2",           // no day
        "own_dates",              // a list
        "statuses.no-stamp",
        "statuses.waiting", // for a party there is not
    ];
    assert_eq!(places, expected);
    // What was whole is there.
    assert_eq!(plan.name.value, "Sam");
    assert_eq!(plan.situation().yes_no(Fact::MedicalNeeds), Some(true));
    assert_eq!(plan.status(&StepKey::new("hpv-jab")), &Status::Doing);
    assert_eq!(plan.notes_of(&StepKey::new("hpv-jab")).len(), 1);
    // What was not is still in the file when it is saved.
    let stored: Value = serde_json::from_str(&stored("damaged.json")).expect("JSON");
    let saved = plan_to_json(plan);
    for table in ["facts", "statuses"] {
        assert_eq!(saved[table], stored[table], "{table}");
    }
    assert_eq!(saved["notes"]["note-2"], stored["notes"]["note-2"]);
}

#[test]
fn what_cannot_be_opened_says_why() {
    let cases = [
        ("cut-short.json", RestoreError::Unreadable),
        ("newer-plan.json", RestoreError::Newer),
        ("newer-copy.json", RestoreError::Newer),
        ("not-ours.json", RestoreError::NotOnward),
        ("no-plans.json", RestoreError::Incomplete),
        ("no-beginning.json", RestoreError::Incomplete),
    ];
    for (name, error) in cases {
        assert_eq!(open(name), Err(error), "{name}");
    }
    // One plan of a newer version does not keep the others from opening.
    let copy = open("one-newer.json").expect("a copy");
    assert_eq!((copy.plans.len(), copy.not_opened), (1, vec![RestoreError::Newer]));
    // Every reason is said in whole sentences, with a way out.
    for error in [
        RestoreError::Unreadable,
        RestoreError::NotOnward,
        RestoreError::Newer,
        RestoreError::Incomplete,
        RestoreError::Damaged,
    ] {
        assert!(error.to_string().matches(['.', '!']).count() >= 2, "{error}");
    }
}

#[test]
fn a_copy_keeps_what_a_newer_version_says_of_it() {
    let mut newer: Value = serde_json::from_str(&stored("v2-copy-for-me.json")).expect("JSON");
    newer["later"] = json!({ "kept": true });
    let copy = read_copy(&newer.to_string()).expect("a copy");
    let plans: Vec<&Plan> = copy.plans.iter().map(|(plan, _)| plan).collect();
    let again: Value = serde_json::from_str(&write_copy(&plans, &copy.note)).expect("JSON");
    assert_eq!(again, newer);
}

#[test]
fn the_name_of_a_file_has_only_letters_every_device_takes() {
    let named = |name: &str| copy_name(name, day("2026-11-22"));
    assert_eq!(named("Maya"), "onward-maya-2026-11-22.json");
    assert_eq!(named(""), "onward-2026-11-22.json");
    assert_eq!(named("../Zoë O’Neill \u{202e}gnp.exe"), "onward-zo-o-neill-gnp-exe-2026-11-22.json");
    assert_eq!(named("😀"), "onward-2026-11-22.json");
    assert_eq!(named(&"a".repeat(300)).len(), "onward-".len() + 40 + "-2026-11-22.json".len());
}

#[test]
fn every_stored_file_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plans");
    let source = include_str!("stored_files.rs");
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(source.contains(&format!("\"{name}\"")), "{name} is in no test");
    }
}
