//! What must hold of every share: nothing private goes, nothing is lost when it comes back, and no way of
//! sending it opens as something else.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use onward_core::calendar::{BankHolidays, SchoolYear, parse_iso};
use onward_core::dto::{plan_to_json, read_copy};
use onward_core::exchange::link::{self, Found, LinkError, Packet, Scanned};
use onward_core::exchange::share::{
    Audience, Choice, Line, Listed, Shared, lines, made_for, share, share_json, write_share,
};
use onward_core::pack::Spine;
use onward_core::path::{Packs, path};
use onward_core::plan::record::{PRIVATE, REMOVED, YES};
use onward_core::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice};
use onward_core::situation::{Fact, FactValue};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::json;

static SPINE: LazyLock<Spine> = LazyLock::new(|| onward_packs::repository().spine);

fn packs() -> Packs<'static> {
    Packs::for_council(&SPINE, None)
}

fn day(text: &str) -> NaiveDate {
    parse_iso(text).expect("a date")
}

const KINDS: &[&str] =
    &["note", "goal", "small_step", "about", "person", "view", "said", "meeting", "action", "x"];
const FIELDS: &[&str] = &["text", "what", "reach", "who", "goal", "meeting"];

/// A record as a test makes it.
#[derive(Clone, Debug)]
struct Made {
    kind: &'static str,
    /// Field, how often it is written, by whom.
    fields: Vec<(&'static str, usize, Voice)>,
    private: bool,
    /// Private once, and no longer.
    was_private: bool,
    removed: bool,
    /// Belongs to another record.
    of: Option<Index>,
    /// Another device writes in it at the same time.
    disputed: bool,
}

fn voice() -> impl Strategy<Value = Voice> {
    select(&Voice::NAMES[..]).prop_map(|(voice, _)| voice)
}

fn made() -> impl Strategy<Value = Made> {
    let rare = || prop::bool::weighted(0.2);
    (
        select(KINDS),
        prop::collection::vec((select(FIELDS), 1..3_usize, voice()), 1..4),
        prop::bool::weighted(0.4),
        (rare(), rare(), rare()),
        prop::option::weighted(0.4, any::<Index>()),
    )
        .prop_map(|(kind, fields, private, (was_private, removed, disputed), of)| Made {
            kind,
            fields,
            private,
            was_private,
            removed,
            of,
            disputed,
        })
}

/// A plan in which every text is another one, so that each can be looked for.
struct Family {
    plan: Plan,
    /// Every text ever written in a record.
    texts: Vec<String>,
    /// The ids of records that are private, or belong to one that is.
    private: Vec<RecordId>,
}

const SURNAME: &str = "Zqsurname";
const BORN: &str = "2013-03-17";

fn family(records: &[Made]) -> Family {
    let mut clock = 1_000_i64;
    let mut texts = Vec::new();
    let mut stamp_on = |plan: &Plan, device: &str| {
        // Far enough apart to be sittings of their own.
        clock += 3_600_000;
        Stamp::after(plan.latest_stamp(), clock, &DeviceId::new(device))
    };
    let begun = Stamp { millis: 1, counter: 0, device: DeviceId::new("phone") };
    let mut plan = Plan::new(PlanId::new("p1"), day("2026-11-22"), format!("Mo {SURNAME}"), begun);
    let id = |at: usize| RecordId::new(format!("record-{at}"));
    let step = SPINE.national.steps[0].id.clone();
    let facts = [
        Edit::Fact(Fact::DateOfBirth, Some(FactValue::Date(day(BORN)))),
        Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))),
        Edit::Fact(Fact::GetsDla, Some(FactValue::YesNo(true))),
        Edit::Status(StepKey::new(step), Status::NotForUs { reason: "zqreason".into() }),
    ];
    for edit in facts {
        let stamp = stamp_on(&plan, "phone");
        plan.apply(edit, stamp).expect("an edit that fits");
    }
    let mut other = None;
    for (at, record) in records.iter().enumerate() {
        let mut write = |plan: &mut Plan, device: &str, field: &str, text: Option<String>, voice| {
            let edit = Edit::write(record.kind, &id(at), field, text, &Author::of(voice));
            let stamp = stamp_on(plan, device);
            // The young person's words may not be changed by others: then they stay.
            plan.apply(edit, stamp).is_ok()
        };
        if record.was_private {
            write(&mut plan, "phone", PRIVATE, Some(YES.into()), Voice::YoungPerson);
            write(&mut plan, "phone", PRIVATE, None, Voice::YoungPerson);
        }
        for (field, times, voice) in &record.fields {
            for _ in 0..*times {
                let text = format!("zq{}zq", texts.len());
                if write(&mut plan, "phone", field, Some(text.clone()), *voice) {
                    texts.push(text);
                }
            }
        }
        if let Some(of) = record.of {
            write(
                &mut plan,
                "phone",
                "of",
                Some(id(of.index(records.len())).as_str().into()),
                Voice::YoungPerson,
            );
        }
        if record.disputed {
            let tablet = other.get_or_insert_with(|| plan.clone());
            tablet.merge(&plan);
            for (plan, device) in [(&mut *tablet, "tablet"), (&mut plan, "phone")] {
                let text = format!("zq{}zq", texts.len());
                if write(plan, device, record.fields[0].0, Some(text.clone()), Voice::YoungPerson) {
                    texts.push(text);
                }
            }
        }
        if record.private {
            write(&mut plan, "phone", PRIVATE, Some(YES.into()), Voice::YoungPerson);
        }
        if record.removed {
            write(&mut plan, "phone", REMOVED, Some("2026-11-22".into()), Voice::YoungPerson);
        }
    }
    if let Some(tablet) = other {
        plan.merge(&tablet);
    }
    plan.unknown.insert("zqunknown".into(), json!({ "zqunknown": "zqunknown" }));
    // Reckoned another way than the product does: again and again over all, until nothing changes.
    let mut private: Vec<bool> = records.iter().map(|record| record.private).collect();
    for _ in records {
        for (at, record) in records.iter().enumerate() {
            if record.of.is_some_and(|of| private[of.index(records.len())]) {
                private[at] = true;
            }
        }
    }
    let private = (0..records.len()).filter(|at| private[*at]).map(id).collect();
    Family { plan, texts, private }
}

/// All the ways a share leaves the device, as text that can be searched.
fn ways(shared: &Shared) -> Vec<String> {
    let file = write_share(shared, "0", day("2026-11-22"));
    let value = share_json(shared, "0", day("2026-11-22"));
    let Packet::Open(bytes) = link::pack(&value) else { panic!("a share is not sealed by itself") };
    let opened = link::unpack(&bytes).expect("a packet opens");
    assert_eq!(opened, value);
    vec![file, opened.to_string()]
}

fn audience() -> impl Strategy<Value = Audience> {
    select(&Audience::ALL[..]).prop_map(|(audience, _)| audience)
}

fn in_force(plan: &Plan, id: &RecordId, with_reach: bool) -> Vec<String> {
    let fields = plan.records[id].fields.iter().filter(|(name, _)| with_reach || *name != "reach");
    fields.filter_map(|(_, field)| field.value.text.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_private_goes_and_nothing_earlier(
        records in prop::collection::vec(made(), 0..7),
        audience in audience(),
        voice in voice(),
        chosen in prop::collection::vec((any::<Index>(), any::<bool>()), 0..6),
    ) {
        let family = family(&records);
        let all = lines(&family.plan);
        for listed in &all {
            if let Line::Record(id) | Line::Reach(id) = &listed.line {
                prop_assert_eq!(listed.is_private, family.private.contains(id));
            }
        }
        let mut choice = Choice::usual(audience, voice);
        for (which, goes) in &chosen {
            choice.set(&which.get(&all).line, *goes);
        }
        let goes = |line: &Line| {
            all.iter().any(|listed| listed.line == *line && choice.goes(listed, &family.plan, packs()))
        };
        let is_chosen = |line: &Line| {
            chosen.iter().rev().find(|(which, _)| which.get(&all).line == *line).is_some_and(|(_, goes)| *goes)
        };
        let shared = share(&family.plan, &choice, packs());
        // What may be read: what is in force in records that go, and private ones only if chosen.
        let mut allowed = Vec::new();
        for id in family.plan.records.keys() {
            let line = Line::Record(id.clone());
            if goes(&line) {
                prop_assert!(!family.private.contains(id) || is_chosen(&line), "{id:?} went though private");
                let record = &family.plan.records[id];
                let is_kept_by_them = record.is_private() && record.is_theirs();
                prop_assert!(voice == Voice::YoungPerson || !is_kept_by_them, "{id:?} is theirs to give");
                allowed.extend(in_force(&family.plan, id, goes(&Line::Reach(id.clone()))));
            }
        }
        for text in ways(&shared) {
            for token in family.texts.iter().filter(|token| !allowed.contains(token)) {
                prop_assert!(!text.contains(token.as_str()), "{token} went");
            }
            for token in &allowed {
                prop_assert!(text.contains(&json!(token).to_string()), "{token} was to go");
            }
            prop_assert_eq!(text.contains(SURNAME), goes(&Line::Surname));
            prop_assert_eq!(text.contains(BORN), goes(&Line::BirthDate));
            prop_assert_eq!(text.contains("zqreason"), goes(&Line::Reason(StepKey::new(SPINE.national.steps[0].id.clone()))));
            prop_assert!(!text.contains("zqunknown"));
        }
        // By default neither goes, and to nobody but the family how to reach people.
        if chosen.is_empty() {
            prop_assert!(!goes(&Line::Surname) && !goes(&Line::BirthDate));
            let reach = |listed: &&Listed| matches!(listed.line, Line::Reach(_));
            let told = all.iter().filter(reach).any(|listed| choice.goes(listed, &family.plan, packs()));
            prop_assert!(audience == Audience::Family || !told);
        }
    }

    #[test]
    fn a_share_that_comes_back_takes_nothing_away(
        records in prop::collection::vec(made(), 0..7),
        audience in audience(),
        voice in voice(),
        removed_there in any::<Index>(),
        written_there in any::<Index>(),
    ) {
        let Family { plan, .. } = family(&records);
        let shared = share(&plan, &Choice::usual(audience, voice), packs());
        // As it went, it brings nothing new but the year that stood in for the birth date.
        let mut same = plan.clone();
        same.merge(shared.plan());
        same.facts.remove(&Fact::ReceptionIn);
        prop_assert_eq!(&same, &plan);
        // The reader writes in it, and takes something away.
        let text = write_share(&shared, "0", day("2026-11-22"));
        let mut opened = read_copy(&text).expect("a share opens");
        prop_assert_eq!(made_for(&opened.note.unknown), Some(audience));
        let mut theirs = opened.plans.remove(0).0;
        prop_assert_eq!(&theirs, shared.plan());
        let ids: Vec<RecordId> = theirs.records.keys().cloned().collect();
        let mut apply = |edit: Edit| {
            let stamp = Stamp::after(theirs.latest_stamp(), 9_000_000_000, &DeviceId::new("school"));
            // The young person's words are theirs: some edits are refused.
            let _ = theirs.apply(edit, stamp);
        };
        let school = Author::of(Voice::School);
        if !ids.is_empty() {
            let write = |id: &RecordId, field: &str, text: &str| {
                Edit::write(&plan.records[id].kind, id, field, Some(text.into()), &school)
            };
            apply(write(written_there.get(&ids), "text", "from school"));
            apply(write(removed_there.get(&ids), REMOVED, "2026-12-01"));
        }
        apply(Edit::Name("Mo".into()));
        let mut back = plan.clone();
        back.merge(&theirs);
        for (id, record) in &plan.records {
            let now = &back.records[id];
            // Every writing that was there still is.
            for (name, field) in &record.fields {
                for writing in field.writings() {
                    prop_assert!(now.fields[name].writings().any(|kept| kept == writing));
                }
            }
            if !theirs.records.contains_key(id) {
                prop_assert_eq!(now, record, "what did not go is as it was");
            }
        }
        prop_assert!(back.facts[&Fact::DateOfBirth] == plan.facts[&Fact::DateOfBirth]);
        prop_assert_eq!(&back.unknown, &plan.unknown);
    }

    #[test]
    fn no_link_opens_as_another(
        records in prop::collection::vec(made(), 0..5),
        at in any::<Index>(),
        letter in "[A-Za-z0-9_?&%.-]",
    ) {
        let shared = share(&family(&records).plan, &Choice::usual(Audience::Family, Voice::ParentCarer), packs());
        let packet = packet_of(&shared);
        let Ok(link) = link::link("https://example.org/open", &packet) else { return Ok(()) };
        prop_assert!(link.len() <= link::MOST_CHARACTERS);
        prop_assert!(link.ends_with(|end: char| end.is_ascii_alphabetic()));
        let whole = Found::Whole(packet);
        prop_assert_eq!(link::find(&link), Ok(whole.clone()));
        let mark = link.find("#onward-l1-").unwrap() + "#onward-l1-".len();
        let at = mark + at.index(link.len() - mark);
        // Cut anywhere, or with another letter in it.
        prop_assert_eq!(link::find(&link[..at]).unwrap_err(), LinkError::Cut);
        let other = [&link[..at], &letter, &link[at + 1..]].concat();
        if other != link {
            prop_assert!(link::find(&other).is_err(), "{other}");
        }
        for mangled in [
            link.replace('#', "%23"),
            link.replace('#', "%2523"),
            format!("{link}?utm_source=mail"),
            format!("{link}&fbclid=IwAR0abc"),
            format!("{link}."),
            format!("<{link}> See you, Sam"),
            format!("Here it is:\r\n{}=\r\n{}\r\nBest wishes", &link[..at], &link[at..]),
            link.replace("example.org/open", "example.org/open?fbclid=abc"),
        ] {
            prop_assert_eq!(link::find(&mangled), Ok(whole.clone()), "{}", mangled);
        }
        for mangled in [link.to_lowercase(), link.to_uppercase()] {
            prop_assert_eq!(link::find(&mangled), Err(LinkError::CaseChanged));
        }
    }

    #[test]
    fn codes_are_read_in_any_order(body in prop::collection::vec(any::<u8>(), 0..6_000), order in any::<u64>(), sealed in any::<bool>()) {
        let packet = if sealed { Packet::Sealed(body) } else { Packet::Open(body) };
        let codes = link::codes("https://example.org/onward/open", &packet).expect("up to 12 codes");
        if let [one] = &codes[..] {
            prop_assert_eq!(link::find(&one.text()), Ok(Found::Whole(packet)));
            return Ok(());
        }
        let mut left: Vec<usize> = (0..codes.len()).collect();
        let mut scanned = Scanned::new();
        let mut order = order;
        while !left.is_empty() {
            let at = left.remove(order as usize % left.len());
            order /= 7;
            let Ok(Found::Part(part)) = link::find(&codes[at].text().to_lowercase()) else { panic!("a part") };
            // Scanned twice is no harm.
            let twice = scanned.take(part.clone()).expect("a code of this share");
            prop_assert_eq!(twice.is_some(), left.is_empty());
            let missing: Vec<usize> = left.iter().map(|at| at + 1).collect();
            prop_assert_eq!(scanned.missing(), missing);
            if left.is_empty() {
                prop_assert_eq!(scanned.take(part), Ok(Some(packet.clone())));
            }
        }
    }

    #[test]
    fn nothing_that_is_read_ends_the_app(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = link::find(&text);
        for mark in ["onward-l1-", "onward-q1-", "onward-p1-", "ONWARD-L9-"] {
            let _ = link::find(&[mark, &text].concat());
        }
        let _ = link::unpack(&bytes);
        // As a hostile person would make it: deflated well.
        let _ = link::unpack(&miniz_oxide::deflate::compress_to_vec(&bytes, 6));
    }
}

fn packet_of(shared: &Shared) -> Packet {
    link::pack(&share_json(shared, "0", day("2026-11-22")))
}

#[test]
fn what_swells_when_it_is_opened_is_refused() {
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![0; 100 << 20], 9);
    assert!(bomb.len() < 200_000);
    assert_eq!(link::unpack(&bomb), Err(LinkError::Changed));
    // Lists in lists in lists, and a list that claims to be endless.
    for shape in
        [[8, 1].repeat(100_000), vec![8, 255, 255, 255, 255, 255, 255, 255, 255, 127], vec![9, 200, 1]]
    {
        let mut bytes = Vec::new();
        let mut length = shape.len();
        while length >= 0x80 {
            bytes.push((length & 0x7f) as u8 | 0x80);
            length >>= 7;
        }
        bytes.push(length as u8);
        bytes.push(0);
        bytes.extend(shape);
        assert_eq!(link::unpack(&miniz_oxide::deflate::compress_to_vec(&bytes, 6)), Err(LinkError::Changed));
    }
}

#[test]
fn codes_of_two_shares_are_not_mixed() {
    let codes = |byte: u8| {
        let body = (0..2_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 ^ byte).collect();
        link::codes("https://example.org/open", &Packet::Open(body)).expect("a few codes")
    };
    let part = |code: &link::Code| match link::find(&code.text()) {
        Ok(Found::Part(part)) => part,
        other => panic!("{other:?}"),
    };
    let (one, other) = (codes(0), codes(1));
    let mut scanned = Scanned::new();
    assert_eq!(scanned.take(part(&one[0])), Ok(None));
    assert_eq!(scanned.take(part(&other[1])), Err(LinkError::OtherShare));
    assert_eq!(scanned.missing(), (2..=one.len()).collect::<Vec<_>>());
}

#[test]
fn without_a_birth_date_the_path_knows_the_school_year_and_asks_for_the_rest() {
    let plan = family(&[]).plan;
    let today = day("2026-11-22");
    let holidays = BankHolidays::new(&SPINE.national.bank_holidays);
    let shared = share(&plan, &Choice::usual(Audience::School, Voice::School), packs());
    let whole = path(&plan, packs(), &holidays, today);
    let theirs = path(shared.plan(), packs(), &holidays, today);
    assert_eq!(whole.year, Some(9));
    assert_eq!(theirs.year, whole.year);
    assert_eq!(theirs.stages.len(), whole.stages.len());
    assert_eq!(shared.plan().situation().date(Fact::DateOfBirth), None);
    assert!(theirs.ask.iter().any(|question| question.fact == "date_of_birth") || theirs.steps().count() > 0);
    assert_eq!(SchoolYear::containing(today).start_year(), 2026);
    // With it, nothing stands in.
    let mut choice = Choice::usual(Audience::School, Voice::School);
    choice.set(&Line::BirthDate, true);
    let shared = share(&plan, &choice, packs());
    assert!(shared.plan().facts.contains_key(&Fact::DateOfBirth));
    assert!(!shared.plan().facts.contains_key(&Fact::ReceptionIn));
}

#[test]
fn the_family_s_own_paper_has_everything_but_what_is_private() {
    let record = |private| Made {
        kind: "note",
        fields: vec![("text", 1, Voice::ParentCarer), ("reach", 1, Voice::ParentCarer)],
        private,
        was_private: false,
        removed: false,
        of: None,
        disputed: false,
    };
    let family = family(&[record(true), record(false)]);
    let shared = share(&family.plan, &Choice::own(&family.plan), packs());
    let text = plan_to_json(shared.plan()).to_string();
    for (token, goes) in
        [("zq0zq", false), ("zq1zq", false), ("zq2zq", true), ("zq3zq", true), (SURNAME, true), (BORN, true)]
    {
        assert_eq!(text.contains(token), goes, "{token}");
    }
}

#[test]
fn a_link_says_what_is_wrong_with_it() {
    for (text, error) in [
        ("https://example.org/open", LinkError::Nothing),
        ("https://example.org/open#onward-l1-", LinkError::Cut),
        ("https://example.org/open#onward-l9-AAAA", LinkError::Newer),
        ("onward-q1-A", LinkError::Changed),
        ("onward-p1-AAAAAAAAAAAA", LinkError::Changed),
    ] {
        assert_eq!(link::find(text), Err(error), "{text}");
    }
}
