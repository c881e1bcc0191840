//! What a typical and a large plan weigh, as `tests/data/plan-sizes.json` describes them, and that a
//! thousand typical ones fit and open. Sizes and times are reported (`--nocapture`); only what would make
//! a device refuse is asserted.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod common;

use std::path::Path;
use std::time::Instant;

use common::{SPINE, begun};
use onward_core::dto::{CopyNote, read_copy, read_record, write_copy, write_record};
use onward_core::exchange::compare::compare;
use onward_core::exchange::link::{self, Packet};
use onward_core::exchange::share::{Audience, Choice, Line, lines, share, share_json, write_share};
use onward_core::path::Packs;
use onward_core::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice};
use onward_core::situation::{Fact, FactKind, FactValue};
use serde_json::Value;

/// Ten minutes and a bit: each writing is a sitting of its own.
const BETWEEN: i64 = 11 * 60 * 1_000;

fn sizes(which: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/data/plan-sizes.json");
    let all: Value = serde_json::from_str(&std::fs::read_to_string(path).expect("the file")).expect("JSON");
    all[which].clone()
}

/// Letters like those of a text: the same for the same number, and hard to press together.
fn text(letters: usize, seed: usize) -> String {
    let mut state = seed as u64 * 2_654_435_761 + 12_345;
    let mut out = String::with_capacity(letters);
    while out.len() < letters {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let roll = (state >> 40) % 32;
        out.push(if roll >= 26 { ' ' } else { char::from(b'a' + roll as u8) });
    }
    out
}

struct Maker {
    plan: Plan,
    clock: i64,
    writings: usize,
}

impl Maker {
    fn apply(&mut self, edit: Edit) {
        self.clock += BETWEEN;
        let stamp = Stamp::after(self.plan.latest_stamp(), self.clock, &DeviceId::new("3f2a91bc.77de"));
        self.plan.apply(edit, stamp).expect("an edit that fits");
    }

    fn write(&mut self, kind: &str, at: usize, field: &str, text: String, voice: Voice) {
        let id = RecordId::new(format!("{at:08x}"));
        self.writings += 1;
        self.apply(Edit::write(kind, &id, field, Some(text), &Author::of(voice)));
    }
}

/// A plan of this size, with its states at ten moments on the way.
fn plan_of(sizes: &Value, id: &str) -> (Plan, Vec<Plan>) {
    let count = |key: &str| sizes[key].as_u64().unwrap_or_else(|| panic!("no {key}")) as usize;
    let stamp = Stamp { millis: 1_700_000_000_000, counter: 0, device: DeviceId::new("3f2a91bc.77de") };
    let plan = Plan::new(PlanId::new(id), begun(), "Maya".into(), stamp);
    let mut maker = Maker { plan, clock: 1_700_000_000_000, writings: 0 };
    let (letters, history) = (count("letters_in_a_text"), count("history"));
    for fact in Fact::ALL.iter().take(count("facts")) {
        let value = match fact.kind() {
            FactKind::Date => FactValue::Date(begun()),
            FactKind::YesNo => FactValue::YesNo(true),
            FactKind::Number => FactValue::Number(0),
            FactKind::Choice(words) => FactValue::Choice(words[0]),
            FactKind::Text => FactValue::Text(text(20, 1)),
        };
        maker.apply(Edit::Fact(*fact, Some(value)));
    }
    let steps = &SPINE.national.steps;
    for at in 0..count("statuses") {
        let key = StepKey::round(&steps[at % steps.len()].id, 2020 + (at / steps.len()) as i32);
        maker.apply(Edit::Status(key, Status::Done { on: begun() }));
    }
    for at in 0..count("own_dates") {
        maker.apply(Edit::OwnDate(StepKey::round(&steps[at % steps.len()].id, 7), Some(begun())));
    }
    let kinds: [(&str, &str, &[&str], Voice); 7] = [
        ("note", "note", &["text", "step", "written"], Voice::ParentCarer),
        ("goal", "goal", &["what", "who", "helps", "by", "state"], Voice::YoungPerson),
        ("small_step", "small_step", &["what", "goal", "answer", "order"], Voice::YoungPerson),
        ("about", "about_lines", &["text", "page", "heading"], Voice::YoungPerson),
        ("view", "view", &["text", "occasion", "question"], Voice::YoungPerson),
        ("meeting", "meeting", &["notes", "date", "time", "place", "state"], Voice::School),
        ("action", "action", &["what", "who", "party", "by", "state"], Voice::School),
    ];
    let mut states = Vec::new();
    for round in 0..=history {
        let mut at = 0;
        for (kind, size, fields, voice) in kinds {
            for _ in 0..count(size) {
                at += 1;
                for (number, field) in fields.iter().enumerate() {
                    // Only the words are written again.
                    if number == 0 {
                        maker.write(kind, at, field, text(letters, at + round * 7_919), voice);
                    } else if round == 0 {
                        maker.write(kind, at, field, text(10, at + number), voice);
                    }
                }
            }
        }
        states.push(maker.plan.clone());
    }
    (maker.plan, states)
}

/// Ten states, of which the last are as large as the plan.
fn at_rest(plan: &Plan, states: &[Plan]) -> usize {
    let record = |plan: &Plan| write_record(plan, 100).len();
    let ten: usize = (0..10).map(|at| record(&states[at * states.len() / 10])).sum();
    // And the state before the last write.
    2 * record(plan) + ten
}

fn kib(bytes: usize) -> String {
    format!("{} KiB", bytes.div_ceil(1024))
}

#[test]
fn a_share_goes_as_a_file_and_says_when_it_is_too_much_for_a_link() {
    let packs = Packs::for_council(&SPINE, None);
    let page = "https://example.org/onward/open";
    for which in ["typical", "large"] {
        let (plan, _) = plan_of(&sizes(which), which);
        let mut choice = Choice::usual(Audience::Family, Voice::ParentCarer);
        // All of it, then only how steps stand and what the answers are, as for a new school's first look.
        for what in ["everything", "answers and steps"] {
            if what != "everything" {
                for listed in lines(&plan).iter().filter(|listed| matches!(listed.line, Line::Record(_))) {
                    choice.set(&listed.line, false);
                }
            }
            let shared = share(&plan, &choice, packs);
            let packet = link::pack(&share_json(&shared, "0.1.0", begun()));
            let Packet::Open(bytes) = &packet else { panic!("a share is not sealed by itself") };
            let link = link::link(page, &packet).map_or_else(|most| most, |link| link.len());
            let codes = link::codes(page, &packet).map(|codes| codes.len());
            println!(
                "{which}, {what}: file {}, packed {} bytes, a link of {link} characters, codes: {codes:?}",
                kib(write_share(&shared, "0.1.0", begun()).len()),
                bytes.len(),
            );
            assert_eq!(link::unpack(bytes), Ok(share_json(&shared, "0.1.0", begun())));
        }
    }
}

#[test]
fn a_thousand_typical_plans_fit_and_open() {
    let (typical, typical_states) = plan_of(&sizes("typical"), "typical");
    let (large, large_states) = plan_of(&sizes("large"), "large");
    for (name, plan, states) in [("typical", &typical, &typical_states), ("large", &large, &large_states)] {
        let begun = Instant::now();
        let copy = write_copy(&[plan], &CopyNote::default());
        let written = begun.elapsed();
        let begun = Instant::now();
        let read = read_copy(&copy).expect("a copy");
        let opened = begun.elapsed();
        assert_eq!((&read.plans[0].0, read.plans[0].1.len()), (plan, 0));
        let record = write_record(plan, 100).len();
        let rest = at_rest(plan, states);
        println!(
            "{name}: {} records, file {} (written in {written:?}, opened in {opened:?}), at rest {}, with the state before and ten states {} ({} sealed)",
            plan.records.len(),
            kib(copy.len()),
            kib(record),
            kib(rest),
            kib(rest * 4 / 3)
        );
        assert_eq!(compare(plan, &read.plans[0].0).summary(), None);
    }
    let records: Vec<String> = (0..1_000)
        .map(|at| {
            let mut plan = typical.clone();
            plan.id = PlanId::new(format!("plan-{at}"));
            write_record(&plan, 7)
        })
        .collect();
    let whole: usize = records.iter().map(String::len).sum();
    let begun = Instant::now();
    for record in &records {
        assert_eq!(read_record(record).expect("a record").repairs, []);
    }
    println!(
        "1,000 typical plans: {} at rest, {} with ten states each; opened in {:?}",
        kib(whole),
        kib(1_000 * at_rest(&typical, &typical_states)),
        begun.elapsed()
    );
    // The least that common browsers give a site they keep: a gigabyte.
    assert!(1_000 * at_rest(&typical, &typical_states) < 1 << 30);
}
