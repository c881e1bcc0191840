//! Anything at all, opened as a file: never a panic, never a change to what is here, always plain words.
//!
//! A loop over generated inputs, as many as `PROPTEST_CASES` says (1,000 where it says nothing). Each is
//! read; what opens is compared with a plan that is here, combined with a copy of it, settled, gone back
//! from, written and read again.
//!
//! `PROPTEST_CASES=1000000 cargo test --release -p onward-core --test hostile_files`

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use common::*;
use onward_core::dto::{
    CopyNote, RestoreError, plan_to_json, read_copy, read_record, write_copy, write_record,
};
use onward_core::exchange::compare::{compare, open_sides, settle};
use onward_core::exchange::locked::{Outside, read_outside};
use onward_core::exchange::naming::{named, named_place};
use onward_core::exchange::restore::restore;
use onward_core::path::Packs;
use onward_core::plan::{Author, DeviceId, Plan, Stamp, Voice};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// A plan that is on the device, with something in every table.
static HERE: LazyLock<Plan> = LazyLock::new(|| {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plans/v2-copy.json");
    let text = std::fs::read_to_string(path).expect("the golden file");
    read_copy(&text).expect("a copy").plans.remove(0).0
});

static OPENED: AtomicUsize = AtomicUsize::new(0);
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// Opens a text as a person would, and does with it what a person could.
fn open(text: &str) {
    let here = HERE.clone();
    let _ = read_record(text);
    let outside = read_outside(text);
    match outside {
        Err(error) => {
            REFUSED.fetch_add(1, Ordering::Relaxed);
            let words = error.to_string();
            assert!(words.len() < 200 && words.ends_with('.'), "{words}");
        }
        Ok(Outside::Copy(copy)) => {
            OPENED.fetch_add(1, Ordering::Relaxed);
            for (plan, _) in &copy.plans {
                take_in(&here, plan);
            }
            let plans: Vec<&Plan> = copy.plans.iter().map(|(plan, _)| plan).collect();
            let again = read_copy(&write_copy(&plans, &copy.note)).expect("what is written can be read");
            assert_eq!(again.plans.len(), plans.len());
        }
        Ok(Outside::Locked(_) | Outside::Rescue(..)) => {
            OPENED.fetch_add(1, Ordering::Relaxed);
        }
    }
    assert_eq!(here, *HERE, "what is here is as it was");
}

fn take_in(here: &Plan, plan: &Plan) {
    let packs = Packs::for_council(&SPINE, plan.council.value.as_deref());
    let found = compare(here, plan);
    let mut both = here.clone();
    both.merge(plan);
    for one in &found.differences {
        let _ = named(&both, &one.spot, packs);
    }
    let by = Author::of(Voice::ParentCarer);
    for place in both.unsettled() {
        let _ = named_place(&both, &place, packs);
        let sides = open_sides(&both, &place, &|stamp| stamp.device.as_str().is_empty());
        if let Ok(edit) = settle(&both, &place, &sides[..1.min(sides.len())], &by) {
            let stamp = Stamp::after(both.latest_stamp(), 1, &DeviceId::new("here"));
            let _ = both.apply(edit, stamp);
        }
    }
    for edit in restore(&both, here, &by, begun()).edits {
        let stamp = Stamp::after(both.latest_stamp(), 1, &DeviceId::new("here"));
        let _ = both.apply(edit, stamp);
    }
    // Every word that was here is still here.
    let text = plan_to_json(&both).to_string();
    assert!(text.contains("Asked for a quiet room."));
    let record = read_record(&write_record(&both, 3)).expect("a record");
    assert_eq!(record.plan.records.len(), both.records.len());
}

const NASTY: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\")",
    "@SUM(A1)",
    "\u{202e}\u{0}\u{feff}",
    "__proto__",
    "../../x",
    "{name}",
    "9999-99-99",
    "young_person",
    "note",
    "yes",
];

fn nasty_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => json_value(),
        3 => select(NASTY).prop_map(Value::from),
        1 => Just(json!(9_007_199_254_740_993_u64)),
        1 => Just(serde_json::from_str("1e400").expect("a number")),
        1 => Just(json!("9223372036854775807-4294967295-x")),
    ]
}

/// Where and how a file that once was whole is spoilt.
#[derive(Clone, Debug)]
enum Spoil {
    Put(Vec<Index>, Option<Value>),
    Cut(Index),
    Flip(Index, u8),
    Insert(Index, &'static str),
    Twice,
}

fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        6 => (prop::collection::vec(any::<Index>(), 1..7), prop::option::of(nasty_value()))
            .prop_map(|(path, value)| Spoil::Put(path, value)),
        1 => any::<Index>().prop_map(Spoil::Cut),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, bits)| Spoil::Flip(at, bits)),
        1 => (any::<Index>(), select(NASTY)).prop_map(|(at, text)| Spoil::Insert(at, text)),
        1 => Just(Spoil::Twice),
    ]
}

static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plans");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a golden file");
    let mut files: Vec<String> = ["v1-plan.json", "v2-copy.json", "v1-rescue.json", "damaged.json"]
        .iter()
        .map(|name| read(name))
        .collect();
    // A small one of the plan that is here, so that much of it meets.
    files.push(plan_to_json(&HERE).to_string());
    files.push(write_record(&HERE, 5));
    files
});

fn spoilt() -> impl Strategy<Value = String> {
    (any::<Index>(), prop::collection::vec(spoil(), 1..4)).prop_map(|(which, spoils)| {
        let mut text = which.get(&FILES).clone();
        for spoil in spoils {
            match spoil {
                Spoil::Put(path, value) => {
                    if let Ok(mut whole) = serde_json::from_str::<Value>(&text) {
                        disturb(&mut whole, &path, value);
                        text = whole.to_string();
                    }
                }
                Spoil::Cut(at) => text = cut(&text, at).0.to_owned(),
                Spoil::Flip(at, bits) => {
                    let mut bytes = text.into_bytes();
                    if !bytes.is_empty() {
                        let at = at.index(bytes.len());
                        bytes[at] ^= bits;
                    }
                    text = String::from_utf8_lossy(&bytes).into_owned();
                }
                Spoil::Insert(at, nasty) => {
                    let (before, after) = cut(&text, at);
                    text = [before, nasty, after].concat();
                }
                Spoil::Twice => text = format!("[{text},{text}]"),
            }
        }
        text
    })
}

fn cut(text: &str, at: Index) -> (&str, &str) {
    let mut at = at.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    text.split_at(at)
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(1_000)
}

#[test]
fn whatever_is_opened_nothing_breaks_and_nothing_changes() {
    let config = ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() };
    let begun = std::time::Instant::now();
    let any = prop_oneof![
        6 => spoilt(),
        2 => nasty_value().prop_map(|value| value.to_string()),
        1 => any::<String>(),
        1 => prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ];
    proptest::test_runner::TestRunner::new(config)
        .run(&any, |text| {
            open(&text);
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    let count = |number: &AtomicUsize| number.load(Ordering::Relaxed);
    println!("{} opened, {} refused in words, {:?}", count(&OPENED), count(&REFUSED), begun.elapsed());
    assert!(count(&OPENED) > 0 && count(&REFUSED) > 0, "both ways were tried");
}

#[test]
fn a_tower_of_brackets_is_refused() {
    for (open_with, close_with) in [("[", "]"), ("{\"plans\":", "}")] {
        let tower = [open_with.repeat(200_000), close_with.repeat(200_000)].concat();
        open(&tower);
        let inside = format!("{{\"format\":\"onward-plan\",\"schema\":2,\"later\":{tower}}}");
        assert_eq!(read_copy(&inside), Err(RestoreError::Unreadable));
    }
}

#[test]
fn what_opens_can_be_saved_and_opened_again_however_deep_it_is() {
    let (mut opened, mut refused) = (0, 0);
    for levels in 1..130 {
        let mut plan = plan_to_json(&HERE);
        plan["later"] =
            serde_json::from_str(&["[".repeat(levels), "]".repeat(levels)].concat()).unwrap_or_default();
        match read_copy(&plan.to_string()) {
            Ok(copy) => {
                let plan = &copy.plans[0].0;
                read_copy(&write_copy(&[plan], &copy.note)).expect("a copy of what opened");
                read_record(&write_record(plan, 1)).expect("a record of what opened");
                opened += 1;
            }
            Err(error) => {
                assert_eq!(error, RestoreError::Unreadable);
                refused += 1;
            }
        }
    }
    assert!(opened > 20 && refused > 20, "{opened} {refused}");
}

#[test]
fn a_claim_of_a_hundred_megabytes_is_only_a_claim() {
    let record = write_record(&HERE, 3);
    let (_, body) = record.split_once('\n').expect("a header");
    let claim = format!("{{\"record\":1,\"revision\":7,\"length\":104857600,\"adler32\":1}}\n{body}");
    assert_eq!(read_record(&claim).map(|_| ()), Err(RestoreError::Damaged));
    open(&claim);
}

#[test]
fn a_value_written_ten_thousand_times_over_opens_in_time() {
    let mut plan = plan_to_json(&HERE);
    let writing = |at: u64| json!({ "value": format!("{at}"), "at": format!("{at}-0-d{at}") });
    plan["name"]["against"] = (0..10_000).map(writing).collect();
    let begun = std::time::Instant::now();
    open(&plan.to_string());
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn what_stands_in_fields_stays_text() {
    let by = Author::of(Voice::ParentCarer);
    let mut plan = HERE.clone();
    for (at, nasty) in NASTY.iter().enumerate() {
        let id = onward_core::plan::RecordId::new(format!("nasty-{at}"));
        let edit = onward_core::plan::Edit::write("note", &id, "text", Some((*nasty).to_owned()), &by);
        let stamp = Stamp::after(plan.latest_stamp(), 1, &DeviceId::new("d"));
        plan.apply(edit, stamp).expect("a note");
    }
    let copy = read_copy(&write_copy(&[&plan], &CopyNote::default())).expect("a copy");
    assert_eq!(copy.plans, [(plan.clone(), Vec::new())]);
    let found = compare(&HERE, &plan);
    assert_eq!(found.differences.len(), NASTY.len());
}
