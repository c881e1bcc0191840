//! Tests of the views over meetings: worked dates, days in words, lines taken apart, suggestions, minutes.

use super::agenda::{Reason, Subject, suggestions};
use super::dates::{Legal, Standing, legal_dates};
use super::minutes::minutes;
use super::words::{Line, NotADay, When, line, when};
use super::*;
use crate::calendar::{BankHolidays, date_in_words, iso, parse_iso};
use crate::pack::{BankHolidayData, Term};
use crate::plan::record::{PRIVATE, YES};
use crate::plan::{Author, DeviceId, Edit, PlanId, Stamp, Voice};
use crate::situation::{Fact, FactValue};

fn on(text: &str) -> NaiveDate {
    parse_iso(text).unwrap()
}

/// A plan with a clock of its own.
struct Desk {
    plan: Plan,
    clock: i64,
}

impl Desk {
    fn new() -> Self {
        let stamp = Stamp { millis: 1, counter: 0, device: DeviceId::new("desk") };
        let mut plan = Plan::new(PlanId::new("p"), on("2026-01-01"), "Maya".into(), stamp);
        let stamp = Stamp { millis: 2, counter: 0, device: DeviceId::new("desk") };
        plan.apply(Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))), stamp).unwrap();
        Self { plan, clock: 10 }
    }

    fn write(&mut self, kind: &str, id: &str, fields: &[(&str, &str)]) {
        self.write_as(Voice::School, kind, id, fields);
    }

    fn write_as(&mut self, voice: Voice, kind: &str, id: &str, fields: &[(&str, &str)]) {
        for (field, text) in fields {
            self.clock += 1_000;
            let stamp = Stamp { millis: self.clock, counter: 0, device: DeviceId::new("desk") };
            let edit =
                Edit::write(kind, &RecordId::new(id), field, Some((*text).to_owned()), &Author::of(voice));
            self.plan.apply(edit, stamp).unwrap();
        }
    }

    fn fact(&mut self, fact: Fact, value: FactValue) {
        self.clock += 1_000;
        let stamp = Stamp { millis: self.clock, counter: 0, device: DeviceId::new("desk") };
        self.plan.apply(Edit::Fact(fact, Some(value)), stamp).unwrap();
    }

    fn meeting(&self, id: &str) -> Meeting<'_> {
        Meeting::of(&self.plan, id).unwrap()
    }

    fn dates(&self, id: &str, today: &str) -> Vec<String> {
        let holidays = BankHolidays::new(&BankHolidayData::default());
        legal_dates(&self.plan, self.meeting(id), true, on(today), &holidays)
            .into_iter()
            .map(|date| format!("{:?} {} {:?}", date.what, iso(date.day), date.standing))
            .collect()
    }
}

/// The six terms of one school, as a pack has them.
fn six_terms() -> Vec<Term> {
    [
        (1, (9, 1), (10, 16)),
        (2, (11, 2), (12, 18)),
        (3, (1, 4), (2, 12)),
        (4, (2, 22), (3, 25)),
        (5, (4, 12), (5, 28)),
        (6, (6, 7), (7, 22)),
    ]
    .into_iter()
    .map(|(term, from, to)| Term { term, from, to })
    .collect()
}

/// AR06a to AR06d of the worked dates: a review on Monday 23 November 2026.
#[test]
fn a_review_s_dates_are_those_of_the_worked_cases() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    assert_eq!(
        desk.dates("m", "2026-11-05"),
        [
            "Papers 2026-11-09 Ahead(4)",
            "Report 2026-12-07 Ahead(32)",
            "Decision 2026-12-21 Ahead(46)",
            "FinalPlan 2027-02-15 Ahead(102)",
        ]
    );
}

/// E15 with E16: before a move the plan is final by the move's own date, here the last day before 15 February.
#[test]
fn a_move_brings_the_final_plan_forward() {
    let mut desk = Desk::new();
    desk.fact(Fact::DateOfBirth, FactValue::Date(on("2015-10-10")));
    desk.fact(Fact::Move, FactValue::Choice("primary_to_secondary"));
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    assert_eq!(desk.dates("m", "2026-11-23").pop().unwrap(), "FinalPlan 2027-02-14 Ahead(83)");
}

#[test]
fn what_has_passed_is_late_until_it_is_done() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    assert_eq!(desk.dates("m", "2026-11-10")[0], "Papers 2026-11-09 Late(1)");
    desk.write(MEETING, "m", &[(of_meeting::PAPERS_SENT, "2026-11-12")]);
    assert_eq!(desk.dates("m", "2026-11-12")[0], "Papers 2026-11-09 DoneLate(2026-11-12, 3)");
    desk.write(MEETING, "m", &[(of_meeting::PAPERS_SENT, "2026-11-09")]);
    assert_eq!(desk.dates("m", "2026-11-12")[0], "Papers 2026-11-09 Done(2026-11-09)");
    // The plan was begun on 1 January 2026.
    // A meeting of this plan can still be set too late for the papers to go out in time.
    desk.write(MEETING, "soon", &[("date", "2026-01-05")]);
    assert_eq!(desk.dates("soon", "2026-01-02")[0], "Papers 2025-12-22 Late(11)");
    desk.write(MEETING, "old", &[("date", "2025-12-31")]);
    let old = desk.dates("old", "2026-11-10");
    assert_eq!(old[0], "Papers 2025-12-17 BeforePlan");
    assert_eq!(old[1], "Report 2026-01-14 Late(300)");
}

#[test]
fn a_notice_of_an_earlier_review_says_nothing_about_this_one() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    desk.fact(Fact::AmendmentNoticeSent, FactValue::Date(on("2025-12-01")));
    assert_eq!(desk.dates("m", "2026-11-23")[3], "FinalPlan 2027-02-15 Ahead(84)");
    desk.fact(Fact::AmendmentNoticeSent, FactValue::Date(on("2026-12-01")));
    assert_eq!(desk.dates("m", "2026-11-23")[3], "FinalPlan 2027-01-26 Ahead(64)");
}

#[test]
fn no_other_meeting_and_no_other_support_has_legal_dates() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    let holidays = BankHolidays::new(&BankHolidayData::default());
    let dates = |desk: &Desk, is_review| {
        legal_dates(&desk.plan, desk.meeting("m"), is_review, on("2026-11-22"), &holidays).len()
    };
    assert_eq!((dates(&desk, true), dates(&desk, false)), (4, 0));
    desk.fact(Fact::Support, FactValue::Choice("sen_support"));
    assert_eq!(dates(&desk, true), 0);
    desk.fact(Fact::Support, FactValue::Choice("unknown"));
    assert_eq!(dates(&desk, true), 0);
    desk.fact(Fact::Support, FactValue::Choice("ehc_plan"));
    desk.write(MEETING, "m", &[("date", "soon")]);
    assert_eq!(dates(&desk, true), 0);
}

#[test]
fn every_legal_date_has_a_rule() {
    for what in Legal::ALL {
        assert!(crate::rules::named(what.rule()).is_some(), "{}", what.rule());
    }
    assert!(matches!(Standing::Ahead(0), Standing::Ahead(0)));
}

/// A Sunday, and the terms of a pack.
#[track_caller]
fn reads(words: &str, expected: &str) {
    let read = when(words, on("2026-11-22"), &six_terms());
    let about = |read: When| if read.about { "about " } else { "" };
    let said = read.map(|read| format!("{}{}", about(read), date_in_words(read.day)));
    assert_eq!(said, Ok(expected.to_owned()), "{words}");
}

#[test]
fn days_are_read_as_people_say_them() {
    reads("today", "Sunday 22 November 2026");
    reads("Tomorrow", "Monday 23 November 2026");
    reads("in 2 weeks", "Sunday 6 December 2026");
    reads("two weeks", "Sunday 6 December 2026");
    reads("2 weeks' time", "Sunday 6 December 2026");
    reads("2w", "Sunday 6 December 2026");
    reads("a fortnight", "Sunday 6 December 2026");
    reads("in a month", "Tuesday 22 December 2026");
    reads("in 10 days.", "Wednesday 2 December 2026");
    reads("Friday", "Friday 27 November 2026");
    reads("on Fri", "Friday 27 November 2026");
    reads("next Friday", "Friday 27 November 2026");
    reads("Friday week", "Friday 4 December 2026");
    reads("this week", "Friday 27 November 2026");
    reads("next week", "Friday 27 November 2026");
    reads("end of the month", "Monday 30 November 2026");
    reads("next month", "Thursday 31 December 2026");
    reads("12 Dec", "Saturday 12 December 2026");
    reads("by 12th December", "Saturday 12 December 2026");
    reads("Dec 12", "Saturday 12 December 2026");
    reads("the 12th of December", "Saturday 12 December 2026");
    reads("Fri 4 Dec", "Friday 4 December 2026");
    reads("12/12", "Saturday 12 December 2026");
    reads("1/2/27", "Monday 1 February 2027");
    reads("2027-02-15", "Monday 15 February 2027");
    reads("before 15 Feb", "Sunday 14 February 2027");
    reads("15 February 2028", "Tuesday 15 February 2028");
    reads("1 Nov", "Monday 1 November 2027");
    reads("29 feb", "Tuesday 29 February 2028");
    reads("in January", "Sunday 31 January 2027");
    reads("december", "Thursday 31 December 2026");
}

#[test]
fn a_week_begins_on_monday() {
    // From a Wednesday, "Friday" is this week's and "next Friday" the one after.
    let friday = |words| when(words, on("2026-11-25"), &[]).map(|read| iso(read.day));
    assert_eq!(friday("friday"), Ok("2026-11-27".to_owned()));
    assert_eq!(friday("next friday"), Ok("2026-12-04".to_owned()));
    assert_eq!(friday("this week"), Ok("2026-11-27".to_owned()));
    assert_eq!(friday("next week"), Ok("2026-12-04".to_owned()));
}

#[test]
fn school_days_come_from_the_pack_and_are_about() {
    reads("half term", "about Friday 12 February 2027");
    reads("by half term", "about Friday 12 February 2027");
    reads("before half term", "about Friday 12 February 2027");
    reads("after half term", "about Monday 22 February 2027");
    reads("May half term", "about Friday 28 May 2027");
    reads("end of term", "about Friday 18 December 2026");
    reads("by Christmas", "about Friday 18 December 2026");
    reads("next term", "about Monday 4 January 2027");
    reads("by Easter", "about Thursday 25 March 2027");
    reads("summer", "about Thursday 22 July 2027");
    reads("end of term 5", "about Friday 28 May 2027");
}

#[test]
fn without_terms_school_days_are_asked_back() {
    let read = |words| when(words, on("2026-11-22"), &[]);
    for words in ["half term", "by Christmas", "end of term", "next term", "February half term"] {
        assert_eq!(read(words), Err(NotADay::NeedsTerms), "{words}");
    }
    // Easter moves, but it is known: Maundy Thursday is about the last day of school.
    assert_eq!(read("by Easter").map(|read| iso(read.day)), Ok("2027-03-25".to_owned()));
}

#[test]
fn what_is_no_day_is_not_guessed() {
    for words in
        ["", "soon", "31 feb", "when she is ready", "by", "13/13", "in", "2", "in 99999999999 weeks", "half"]
    {
        assert_eq!(when(words, on("2026-11-22"), &six_terms()), Err(NotADay::Unknown), "{words}");
    }
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        for words in
            ["in 3 weeks", "friday", "next friday", "easter", "half term", "1 jan", "next month", "summer"]
        {
            let _ = when(words, day, &six_terms());
        }
    }
}

#[track_caller]
fn parts(text: &str, who: &str, what: &str, by: &str) {
    let names = ["Maya", "Mum", "Mrs Lee", "Mr Lee-Jones"].map(str::to_owned);
    let Line { what: read_what, who: read_who, by: read_by, .. } =
        line(text, &names, on("2026-11-22"), &six_terms());
    let read_by = read_by.map(|when| iso(when.day)).unwrap_or_default();
    assert_eq!((read_who.as_str(), read_what.as_str(), read_by.as_str()), (who, what, by), "{text}");
}

#[test]
fn a_line_is_taken_apart() {
    parts(
        "Mrs Lee asks for speech therapy review by 4 Dec",
        "Mrs Lee",
        "asks for speech therapy review",
        "2026-12-04",
    );
    parts(
        "mum: ask the GP about the register in 2 weeks",
        "Mum",
        "ask the GP about the register",
        "2026-12-06",
    );
    parts("Maya picks 2 colleges to visit, by half term", "Maya", "picks 2 colleges to visit", "2027-02-12");
    parts("Dr Shah: writes to the school before 15 Feb", "Dr Shah", "writes to the school", "2027-02-14");
    parts("Send the passport next Friday", "", "Send the passport", "2026-11-27");
    parts("Ring the bus company tomorrow", "", "Ring the bus company", "2026-11-23");
    parts("Read term 3 report", "", "Read term 3 report", "");
    parts("Ask about Easter", "", "Ask about Easter", "");
    parts("Look at what works on screen", "", "Look at what works on screen", "");
    parts("Mumbai trip: book it", "Mumbai trip", "book it", "");
    parts("Mumbles", "", "Mumbles", "");
    parts("by 4 Dec", "", "by", "2026-12-04");
    parts("", "", "", "");
    parts("é é by 4 Dec", "", "é é", "2026-12-04");
}

#[test]
fn a_day_that_needs_terms_keeps_its_words() {
    let read = line("Mum visits the college by half term", &["Mum".to_owned()], on("2026-11-22"), &[]);
    assert_eq!(
        (read.by, read.by_words.as_str(), read.what.as_str()),
        (None, "by half term", "visits the college")
    );
}

#[test]
fn lists_are_in_order_and_leave_out_what_was_taken_away() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    desk.write(MEETING, "later", &[("date", "2027-11-23")]);
    desk.write(MEETING, "undated", &[("title", "x")]);
    desk.write(MEETING, "gone", &[("date", "2026-12-23"), ("removed", "2026-11-22")]);
    let ids: Vec<&str> = meetings(&desk.plan).iter().map(|meeting| meeting.id.as_str()).collect();
    assert_eq!(ids, ["undated", "later", "m"]);
    desk.write(AGENDA, "b", &[("meeting", "m"), ("what", "second"), ("order", "2")]);
    desk.write(AGENDA, "a", &[("meeting", "m"), ("what", "last"), ("order", "10")]);
    desk.write(AGENDA, "c", &[("meeting", "m"), ("what", "first"), ("order", "1")]);
    desk.write(AGENDA, "other", &[("meeting", "later"), ("what", "x")]);
    let items = super::of_meeting(&desk.plan, AGENDA, "m");
    let words: Vec<&str> = items.iter().map(|(_, item)| item.text(WHAT)).collect();
    assert_eq!(words, ["first", "second", "last"]);
    assert_eq!(next_order(&items), "11");
    desk.write(AGENDA, "b", &[("minutes", "5")]);
    desk.write(AGENDA, "a", &[("minutes", "-3")]);
    desk.write(AGENDA, "c", &[("minutes", "10")]);
    assert_eq!(agenda::total_minutes(&desk.plan, "m"), 15);
}

#[test]
fn actions_come_back_at_the_next_meeting() {
    let mut desk = Desk::new();
    desk.write(MEETING, "first", &[("date", "2026-03-02"), ("state", "held")]);
    desk.write(MEETING, "second", &[("date", "2026-07-02"), ("state", "held")]);
    desk.write(MEETING, "third", &[("date", "2026-11-23")]);
    desk.write(ACTION, "old-open", &[("meeting", "first"), ("what", "a"), ("by", "2026-04-01")]);
    desk.write(ACTION, "old-done", &[("meeting", "first"), ("what", "b"), ("state", "done")]);
    desk.write(ACTION, "last-done", &[("meeting", "second"), ("what", "c"), ("state", "done")]);
    desk.write(ACTION, "last-open", &[("meeting", "second"), ("what", "d"), ("by", "2026-09-01")]);
    desk.write(ACTION, "mine", &[("meeting", "third"), ("what", "e")]);
    let ids =
        |actions: Vec<Action<'_>>| actions.iter().map(|one| one.id.as_str().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(last_time(&desk.plan, desk.meeting("third"))), ["old-open", "last-open", "last-done"]);
    assert_eq!(ids(open_actions(&desk.plan)), ["old-open", "last-open", "mine"]);
    assert!(last_time(&desk.plan, desk.meeting("first")).is_empty());
    desk.write(MEETING, "second", &[("removed", "2026-11-01")]);
    assert_eq!(ids(open_actions(&desk.plan)), ["old-open", "mine"]);
}

#[test]
fn the_agenda_is_suggested_from_what_is_wrong_first() {
    let mut desk = Desk::new();
    desk.write(MEETING, "last", &[("date", "2025-11-23"), ("state", "held")]);
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    desk.write(ACTION, "open", &[("meeting", "last"), ("what", "ask")]);
    desk.write("goal", "stuck", &[("what", "bus"), ("state", "going"), ("by", "2026-06-01")]);
    desk.write("goal", "done", &[("what", "swim"), ("state", "finished"), ("by", "2026-06-01")]);
    desk.write("goal", "tried", &[("what", "cook"), ("state", "going")]);
    desk.write("small_step", "s1", &[("goal", "tried"), ("answer", "not_yet")]);
    desk.write("charter", "charter:A1:school:2026-01-01", &[("answer", "not_yet")]);
    desk.write("charter", "charter:A1:school:2026-05-01", &[("answer", "kept")]);
    desk.write("charter", "charter:A2:school:2026-01-01", &[("answer", "kept")]);
    desk.write("charter", "charter:A2:school:2026-05-01", &[("answer", "partly")]);
    desk.write("charter", "charter:A3:school:2026-05-01", &[("answer", "not_yet"), (PRIVATE, YES)]);
    let holidays = BankHolidays::new(&BankHolidayData::default());
    let spine = empty_pack();
    let packs = crate::path::Packs { national: &spine, council: None };
    let path = crate::path::path(&desk.plan, packs, &holidays, on("2026-11-22"));
    let found = |desk: &Desk| -> Vec<(Reason, String)> {
        suggestions(&desk.plan, &path, desk.meeting("m"))
            .into_iter()
            .map(|one| (one.reason, one.about.word()))
            .collect()
    };
    assert_eq!(
        found(&desk),
        [
            (Reason::Unhappy, "record:charter:A2:school:2026-05-01".to_owned()),
            (Reason::NotGoing, "record:stuck".to_owned()),
            (Reason::NotGoing, "record:tried".to_owned()),
            (Reason::LastTime, "record:open".to_owned()),
        ]
    );
    // What was taken is not suggested again.
    desk.write(AGENDA, "i", &[("meeting", "m"), ("from", "record:stuck")]);
    assert!(found(&desk).iter().all(|(_, about)| about != "record:stuck"));
    for (reason, about) in found(&desk) {
        assert_eq!(Reason::read(reason.word()), Some(reason));
        assert_eq!(Subject::read(&about).map(|subject| subject.word()), Some(about));
    }
}

fn empty_pack() -> crate::pack::PackSpine {
    crate::pack::PackSpine {
        id: "n".into(),
        name: String::new(),
        council: String::new(),
        version: String::new(),
        badges: vec![],
        parties: vec![],
        terms: vec![],
        bank_holidays: BankHolidayData::default(),
        stages: vec![],
        questions: vec![],
        steps: vec![],
        local_dates: vec![],
        help: None,
        examples: vec![],
    }
}

#[test]
fn the_person_s_own_words_come_first_and_nothing_private() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    let theirs = |desk: &mut Desk, id: &str, occasion: &str, text: &str| {
        desk.write_as(Voice::YoungPerson, "view", id, &[("occasion", occasion), ("text", text)]);
    };
    let words = |desk: &Desk| -> Vec<String> {
        agenda::person_first(&desk.plan, "m").iter().map(|(_, view)| view.text("text").to_owned()).collect()
    };
    assert!(words(&desk).is_empty());
    theirs(&mut desk, "view:old:1", "old", "I like trains");
    theirs(&mut desk, "view:late:1", "late", "I like quiet rooms");
    assert_eq!(words(&desk), ["I like quiet rooms"]);
    theirs(&mut desk, "view:m:1", "m", "Talk to me");
    theirs(&mut desk, "view:m:2", "m", "secret");
    desk.write_as(Voice::YoungPerson, "view", "view:m:2", &[(PRIVATE, YES)]);
    desk.write("view", "view:m:3", &[("occasion", "m"), ("text", "School says")]);
    assert_eq!(words(&desk), ["Talk to me"]);
}

#[test]
fn an_answer_by_pictures_reaches_the_meeting_as_words() {
    use crate::person::views::in_words;
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    let fields = [("occasion", "m"), ("choices", "play"), ("chosen", "More play")];
    desk.write_as(Voice::YoungPerson, "view", "view:m:1", &fields);
    let first = agenda::person_first(&desk.plan, "m");
    assert_eq!(first.iter().map(|(_, view)| in_words(view)).collect::<Vec<_>>(), ["More play"]);
}

#[test]
fn what_somebody_showed_reaches_the_meeting_from_any_occasion() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    let fields =
        [("occasion", "review~2026-11-20"), ("text", "Sam smiles at music"), ("showed_how", "smile")];
    desk.write_as(Voice::ParentCarer, "view", "view:review~2026-11-20:1", &fields);
    let other = [("occasion", "review~2026-11-20"), ("text", "I worry about the bus")];
    desk.write_as(Voice::ParentCarer, "view", "view:review~2026-11-20:2", &other);
    assert!(agenda::person_first(&desk.plan, "m").is_empty());
    let found = agenda::family_first(&desk.plan, "m");
    assert_eq!(found.iter().map(|(_, view)| view.text("text")).collect::<Vec<_>>(), ["Sam smiles at music"]);
}

#[test]
fn names_are_offered_once_each() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23")]);
    desk.write(PERSON, "mum", &[("name", "Mum"), ("role", "mother")]);
    desk.write(INVITE, "i1", &[("meeting", "m"), ("person", "mum"), ("party", "parent_carer")]);
    desk.write(INVITE, "i2", &[("meeting", "m"), ("name", "Mrs Lee"), ("role", "SENCO")]);
    desk.write(PERSON, "gran", &[("name", "Gran")]);
    desk.write(ACTION, "a", &[("meeting", "m"), ("who", "MUM")]);
    assert_eq!(agenda::names(&desk.plan, "m"), ["Maya", "Mum", "Mrs Lee", "Gran"]);
    let guests = guests(&desk.plan, "m");
    assert_eq!((guests[0].name.as_str(), guests[0].role.as_str()), ("Mum", "mother"));
    assert_eq!(guests[0].party, Some(Party::ParentCarer));
}

#[test]
fn minutes_hold_what_was_agreed_and_no_private_line() {
    let mut desk = Desk::new();
    desk.write(MEETING, "m", &[("date", "2026-11-23"), ("place", "Room 4"), ("next", "2027-03-01")]);
    desk.write(INVITE, "i1", &[("meeting", "m"), ("name", "Mrs Lee"), ("role", "SENCO"), ("came", YES)]);
    desk.write(INVITE, "i2", &[("meeting", "m"), ("name", "Dr Shah"), ("role", "paediatrician")]);
    desk.write(DECISION, "d1", &[("meeting", "m"), ("what", "A quiet room at lunch")]);
    desk.write(DECISION, "d2", &[("meeting", "m"), ("what", "hidden decision"), (PRIVATE, YES)]);
    desk.write(
        ACTION,
        "a1",
        &[("meeting", "m"), ("what", "visits colleges"), ("who", "Maya"), ("by", "2026-12-18")],
    );
    desk.write(
        ACTION,
        "a2",
        &[
            ("meeting", "m"),
            ("what", "asks the GP"),
            ("who", "Mum"),
            ("party", "parent_carer"),
            ("by", "2026-11-27"),
        ],
    );
    desk.write(ACTION, "a3", &[("meeting", "m"), ("what", "hidden action"), (PRIVATE, YES)]);
    desk.write(DECISION, "d3", &[("meeting", "m"), ("what", "hidden, of a private item"), ("item", "g2")]);
    desk.write(INVITE, "i3", &[("meeting", "m"), ("as", "Someone from health")]);
    desk.write(ACTION, "a4", &[("meeting", "m"), ("what", "reads it"), ("by_words", "by half term")]);
    desk.write(AGENDA, "g1", &[("meeting", "m"), ("what", "Lunch"), ("notes", "Noise is hard")]);
    desk.write(AGENDA, "g2", &[("meeting", "m"), ("what", "Home"), ("notes", "hidden note"), (PRIVATE, YES)]);
    desk.write(PARKED, "p1", &[("meeting", "m"), ("what", "Riding a bike")]);
    let minutes = minutes(&desk.plan, desk.meeting("m"));
    assert_eq!(
        minutes.text("Maya’s review"),
        "Maya’s review\nMonday 23 November 2026, Room 4\n\nWho was there\n- Mrs Lee (SENCO)\n\nCould not come\n\
         - Dr Shah (paediatrician)\n\nWe decided\n- A quiet room at lunch\n\nWho does what\n\
         - Mum: asks the GP, by 27 November 2026\n- Maya: visits colleges, by 18 December 2026\n\
         - reads it, by half term\n\nWhat we talked about\n- Lunch: Noise is hard\n\nFor another time\n\
         - Riding a bike\n\nNext meeting\n- Monday 1 March 2027"
    );
    assert!(!minutes.text("").contains("hidden"));
    assert_eq!(minutes.tasks_of(Party::ParentCarer).len(), 1);
    assert_eq!(minutes.parties(), [Party::ParentCarer]);
}

#[test]
fn words_of_states_and_parties_are_read_back() {
    for state in [State::Planned, State::Running, State::Held] {
        assert_eq!(State::read(state.word()), state);
    }
    for (party, word) in PARTIES {
        assert_eq!((party_of(word), party_word(party)), (Some(party), word));
    }
    assert_eq!(State::read("?"), State::Planned);
}

#[test]
fn a_mark_says_what_a_line_is() {
    use super::words::{Means, means};
    for (typed, read) in [
        ("Mum: asks the GP", (Means::Action, "Mum: asks the GP")),
        ("decided: a quiet room", (Means::Decision, "a quiet room")),
        ("D: a quiet room", (Means::Decision, "a quiet room")),
        ("park: bikes", (Means::Park, "bikes")),
        ("n: noise is hard", (Means::Note, "noise is hard")),
        (" Next ", (Means::Next, "")),
        ("back", (Means::Back, "")),
        ("finish", (Means::Finish, "")),
        ("next week Mum rings", (Means::Action, "next week Mum rings")),
        ("", (Means::Action, "")),
    ] {
        assert_eq!(means(typed, Means::Action), read, "{typed}");
    }
    assert_eq!(means("a: Mum rings", Means::Note), (Means::Action, "Mum rings"));
    assert_eq!(means("noise", Means::Note), (Means::Note, "noise"));
}
