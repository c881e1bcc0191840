//! Example children from 2 to 25: what their path says, worked out by hand from the fact files.
//!
//! Each expected date carries the row it comes from (`england.md`: A01, E16 ...; `kent.md`: PS-03,
//! P16-02 ...). Unless a test says otherwise, today is Sunday 22 November 2026 and the plan was begun
//! today.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::sync::LazyLock;

use chrono::NaiveDate;
use onward_core::calendar::{BankHolidays, parse_iso};
use onward_core::dto::fact_from_json;
use onward_core::pack::{Party, Spine};
use onward_core::path::{Blocked, Due, Fold, Packs, Path, PathStep, SetBy, Timing, path};
use onward_core::plan::notes::add_note;
use onward_core::plan::{Author, DeviceId, Edit, Plan, PlanId, RecordId, Stamp, Status, StepKey, Voice};
use onward_core::situation::Fact;
use serde_json::Value;

const TODAY: &str = "2026-11-22";

static SPINE: LazyLock<Spine> = LazyLock::new(|| onward_packs::repository().spine);

fn day(text: &str) -> NaiveDate {
    parse_iso(text).unwrap_or_else(|| panic!("{text} is no date"))
}

/// A child with a plan, built up answer by answer.
struct Child {
    plan: Plan,
    edits: i64,
}

impl Child {
    /// A child with a birth date; the plan was begun today.
    fn born(date: &str) -> Self {
        let stamp = Stamp { millis: 0, counter: 0, device: DeviceId::new("test") };
        let plan = Plan::new(PlanId::new("plan"), day(TODAY), "Sam".into(), stamp);
        Self { plan, edits: 0 }.knows("date_of_birth", date)
    }

    fn edit(mut self, edit: Edit) -> Self {
        self.edits += 1;
        let stamp = Stamp { millis: self.edits, counter: 0, device: DeviceId::new("test") };
        self.plan.apply(edit, stamp).unwrap();
        self
    }

    /// Answers a question: a word or date, "yes", "no" or a number.
    fn knows(self, name: &str, answer: &str) -> Self {
        let fact = Fact::from_name(name).unwrap_or_else(|| panic!("no fact {name}"));
        let value = match answer {
            "yes" => Value::Bool(true),
            "no" => Value::Bool(false),
            number if number.parse::<i32>().is_ok() => serde_json::from_str(number).unwrap(),
            text => Value::String(text.into()),
        };
        let value = fact_from_json(fact, &value).unwrap_or_else(|| panic!("{name} cannot be {answer}"));
        self.edit(Edit::Fact(fact, Some(value)))
    }

    fn ehc_plan(self) -> Self {
        self.knows("support", "ehc_plan")
    }

    fn in_kent(self) -> Self {
        self.edit(Edit::Council(Some("kent".into())))
    }

    fn begun(mut self, date: &str) -> Self {
        self.plan.begun = day(date);
        self
    }

    fn status(self, key: &str, status: Status) -> Self {
        self.edit(Edit::Status(StepKey::new(key), status))
    }

    fn done(self, key: &str, on: &str) -> Self {
        self.status(key, Status::Done { on: day(on) })
    }

    fn own_date(self, key: &str, date: &str) -> Self {
        self.edit(Edit::OwnDate(StepKey::new(key), Some(day(date))))
    }

    fn note(self, key: &str) -> Self {
        let id = RecordId::new(format!("note about {key}"));
        let by = Author::of(Voice::ParentCarer);
        let note = add_note(&id, &StepKey::new(key), day(TODAY), "Asked the school.".into(), &by);
        note.into_iter().fold(self, Self::edit)
    }

    fn on(&self, date: &str) -> View {
        let packs = Packs::for_council(&SPINE, self.plan.council.value.as_deref());
        let holidays = BankHolidays::new(&SPINE.national.bank_holidays);
        View(path(&self.plan, packs, &holidays, day(date)))
    }

    fn today(&self) -> View {
        self.on(TODAY)
    }
}

/// A path with short questions to ask it.
struct View(Path<'static>);

impl View {
    fn get(&self, key: &str) -> Option<&PathStep<'static>> {
        self.0.step(&StepKey::new(key))
    }

    fn step(&self, key: &str) -> &PathStep<'static> {
        self.get(key).unwrap_or_else(|| panic!("{key} is not on the path"))
    }

    fn due(&self, key: &str) -> Due {
        self.step(key).due
    }

    fn timing(&self, key: &str) -> Timing {
        self.step(key).timing
    }

    fn fold(&self, key: &str) -> Option<Fold> {
        self.step(key).fold
    }

    /// What has to be done first.
    fn waits_for(&self, key: &str) -> Option<&str> {
        match self.step(key).blocked {
            Some(Blocked::WaitsFor(first)) => Some(&first.id),
            _ => None,
        }
    }

    fn not_before(&self, key: &str) -> Option<NaiveDate> {
        match self.step(key).blocked {
            Some(Blocked::NotBefore(day)) => Some(day),
            _ => None,
        }
    }

    /// The council's dates beside a step.
    fn local(&self, key: &str) -> Vec<Due> {
        self.step(key).local.iter().map(|local| local.due).collect()
    }

    fn stage_of(&self, key: &str) -> Option<&str> {
        let stage =
            self.0.stages.iter().find(|stage| stage.steps.iter().any(|step| step.key.as_str() == key));
        stage.map(|stage| stage.stage.id.as_str())
    }

    fn here(&self) -> &str {
        self.0.here().map_or("", |stage| &stage.stage.id)
    }

    fn now(&self) -> Vec<&str> {
        self.0.now.iter().map(StepKey::as_str).collect()
    }

    /// What to do now, whatever the order.
    fn now_sorted(&self) -> Vec<&str> {
        let mut now = self.now();
        now.sort_unstable();
        now
    }

    fn next(&self) -> Option<&str> {
        self.0.next.as_ref().map(StepKey::as_str)
    }

    fn late(&self) -> Vec<(&str, i64)> {
        let late = self.0.steps().filter_map(|step| match step.timing {
            Timing::Late { days } => Some((step.key.as_str(), days)),
            _ => None,
        });
        late.collect()
    }

    fn asks(&self, fact: &str) -> bool {
        self.0.ask.iter().any(|question| question.fact == fact)
    }

    fn quiet(&self) -> Option<(&str, NaiveDate)> {
        self.0.quiet.map(|quiet| (quiet.next.id.as_str(), quiet.starts))
    }

    /// Done and all of the four parts: work, home, friends, health.
    fn parts(&self) -> Vec<(usize, usize)> {
        self.0.parts.iter().map(|(_, done, all)| (*done, *all)).collect()
    }

    fn first_date(&self) -> Option<(NaiveDate, &str)> {
        self.0.dates().first().map(|(day, step)| (*day, step.key.as_str()))
    }
}

fn before(date: &str) -> Due {
    Due::Deadline { last: day(date), before: true }
}

fn by(date: &str) -> Due {
    Due::Deadline { last: day(date), before: false }
}

fn window(from: &str, to: &str) -> Due {
    Due::Window { from: day(from), to: day(to) }
}

fn prompt(from: &str, to: &str) -> Due {
    Due::Prompt { from: day(from), to: day(to) }
}

fn opens(on: &str, until: &str) -> Due {
    Due::Opens { on: day(on), until: (!until.is_empty()).then(|| day(until)) }
}

const LOCAL: Due = Due::NoDate { local: true };

// Before school

/// Ada, 2, at home, no extra help, no council chosen.
#[test]
fn a_two_year_old_has_one_thing_to_do_and_reception_far_ahead() {
    let ada = Child::born("2024-10-05").knows("support", "none").knows("setting", "home");
    let view = ada.today();
    // A01: born in October, so R = 2024 + 5 = 2029 and the year is 2026 - 2029.
    assert_eq!(view.0.year, Some(-3));
    assert_eq!(view.here(), "age_2_and_under");
    // Y10: from the 2nd birthday to six months after it.
    assert_eq!(view.due("health-visitor-review-at-2"), window("2026-10-05", "2027-04-05"));
    assert_eq!(view.now(), ["health-visitor-review-at-2"]);
    assert_eq!(view.next(), Some("health-visitor-review-at-2"));
    assert!(view.late().is_empty());
    // Y13: jabs at 18 months, 5 April 2026; their time ended before the plan.
    assert_eq!(view.fold("jabs-at-18-months"), Some(Fold::BeforePlan));
    // Y04: the first of 1 January, 1 April and 1 September after the 3rd birthday on 5 October 2027.
    assert_eq!(view.not_before("funded-hours-at-3"), Some(day("2028-01-01")));
    // Y03: depends on Disability Living Allowance or a plan, so it asks.
    assert_eq!(view.due("funded-hours-at-2"), Due::Needs(Fact::GetsDla));
    assert!(
        view.asks("gets_dla") && view.asks("working_parents") && view.asks("attends_early_years_setting")
    );
    assert!(!view.asks("last_review_completed") && !view.asks("move"));
    // Y17, Y18: 15 January and 16 April (a Monday) of R.
    assert_eq!(view.due("apply-for-reception"), by("2029-01-15"));
    assert_eq!(view.due("reception-offer"), by("2029-04-16"));
    assert_eq!(view.waits_for("reception-offer"), Some("apply-for-reception"));
    // Without a council nothing local is beside it, and nothing asks for an EHC plan's dates.
    assert!(view.local("apply-for-reception").is_empty());
    assert!(view.get("council-names-reception-school").is_none());
    assert!(view.get("kent-ask-for-portage").is_none());
}

/// Bea, 3, with an EHC plan, at nursery in Kent, moving to Reception in September 2027.
fn bea() -> Child {
    Child::born("2023-05-20")
        .ehc_plan()
        .in_kent()
        .knows("setting", "early_years_setting")
        .knows("attends_early_years_setting", "yes")
        .knows("last_review_completed", "2026-07-10")
}

#[test]
fn a_three_year_old_with_a_plan_has_her_school_named_before_15_february() {
    let view = bea().today();
    // A01: R = 2023 + 4 = 2027.
    assert_eq!(view.0.year, Some(-1));
    // Y15, E16: before 15 February of R, so the last day is the 14th, though it is a Sunday.
    assert_eq!(view.due("council-names-reception-school"), before("2027-02-14"));
    assert_eq!(view.timing("council-names-reception-school"), Timing::Coming);
    assert_eq!(view.first_date(), Some((day("2027-02-14"), "council-names-reception-school")));
    // E20: twelve weeks before 14 February is today.
    assert_eq!(view.due("reception-phase-transfer-review"), prompt("2026-09-01", TODAY));
    // E10: three to six months after 10 July; EY-10: Kent says three to five.
    assert_eq!(view.due("under-5-reviews~2026"), prompt("2026-10-10", "2027-01-10"));
    assert_eq!(view.local("under-5-reviews~2026"), [prompt("2026-10-10", "2026-12-10")]);
    // E08: twelve months from 10 July 2026 end the day before.
    assert_eq!(view.due("annual-review-complete~2026"), by("2027-07-09"));
    // A05: the first of the three days on or after the 5th birthday, 20 May 2028.
    assert_eq!(view.due("reception-later-or-part-time"), opens("2027-04-16", "2028-08-31"));
    // Y17 is not for children with a plan.
    assert!(view.get("apply-for-reception").is_none());
    // Good moments (E20, Y16, E10, Y13) and rights that began this year (Y11, Y04).
    let now = [
        "dla-mobility-at-3",
        "funded-hours-at-3",
        "jabs-before-school",
        "reception-phase-transfer-review",
        "under-5-reviews~2026",
        "visit-primary-schools",
    ];
    assert_eq!(view.now_sorted(), now);
    assert!(view.late().is_empty());
    // The day after, the review's moment is over, but nobody set it in law, so it is not late.
    let tomorrow = bea().on("2026-11-23");
    assert_eq!(tomorrow.fold("reception-phase-transfer-review"), Some(Fold::Over));
    assert!(tomorrow.late().is_empty());
}

#[test]
fn the_next_review_of_an_under_five_is_new_even_in_the_same_school_year() {
    let bea = bea().done("under-5-reviews~2026", "2026-10-20").knows("last_review_completed", "2026-10-20");
    let view = bea.today();
    // E10: three months on is 20 January 2027, in the same school year and under the same key.
    assert_eq!(view.due("under-5-reviews~2026"), prompt("2027-01-20", "2027-04-20"));
    assert_eq!(view.step("under-5-reviews~2026").status, Status::NotStarted);
    assert_eq!(view.timing("under-5-reviews~2026"), Timing::Coming);
    // Ticked in its own turn, it is done.
    let done = bea.done("under-5-reviews~2026", "2027-02-01").on("2027-02-02");
    assert_eq!(done.timing("under-5-reviews~2026"), Timing::Settled);
}

/// Ivo, 3, being assessed in Kent; the council got the request on 8 October 2026.
#[test]
fn an_assessment_counts_in_calendar_weeks_and_can_open_late() {
    let ivo = Child::born("2023-05-20")
        .in_kent()
        .knows("support", "being_assessed")
        .knows("needs_assessment_requested", "2026-10-08");
    let view = ivo.today();
    // E02, E04, E07: 6, 16 and 20 weeks, nothing skipped.
    assert_eq!(view.due("council-decides-on-assessment"), by("2026-11-19"));
    assert_eq!(view.due("council-says-no-plan"), by("2027-01-28"));
    assert_eq!(view.due("final-ehc-plan"), by("2027-02-25"));
    // The answer was due three days before this plan; it can still be chased, so it is late.
    assert_eq!(view.late(), [("council-decides-on-assessment", 3)]);
    assert_eq!(view.next(), Some("council-decides-on-assessment"));
    // Y17 stands while there is no plan; Kent's form opened in early November.
    assert_eq!(view.due("apply-for-reception"), by("2027-01-15"));
    assert_eq!(view.local("apply-for-reception"), [opens("2026-11-05", "")]);
    // 28 days before 15 January is 18 December.
    assert_eq!(ivo.on("2026-12-17").timing("apply-for-reception"), Timing::Coming);
    assert_eq!(ivo.on("2026-12-18").timing("apply-for-reception"), Timing::Near);
    assert_eq!(ivo.on("2027-01-15").timing("apply-for-reception"), Timing::Now);
    // A late form can still be sent until offers go out on 16 April (Y17, Y18).
    assert_eq!(ivo.on("2027-01-16").timing("apply-for-reception"), Timing::Late { days: 1 });
    // Y19: two weeks after the offer, by Kent's 2024 date 30 April.
    assert_eq!(view.due("accept-reception-place"), LOCAL);
    assert_eq!(view.local("accept-reception-place"), [by("2027-04-30")]);
    assert_eq!(view.waits_for("accept-reception-place"), Some("reception-offer"));
}

/// Cal, 4, born on the last day of August and starting Reception a year later.
#[test]
fn a_child_taught_a_year_below_applies_with_their_class_but_ages_by_birthday() {
    let cal = Child::born("2022-08-31")
        .knows("support", "sen_support")
        .knows("setting", "early_years_setting")
        .knows("year_group_offset", "1");
    let view = cal.today();
    // R = 2022 + 4 + 1 = 2027: not yet in Reception.
    assert_eq!(view.0.year, Some(-1));
    assert_eq!(view.due("apply-for-reception"), by("2027-01-15"));
    // 16 April 2027 is a Friday.
    assert_eq!(view.due("reception-offer"), by("2027-04-16"));
    // A05 follows age: the 5th birthday is itself one of the three days.
    assert_eq!(view.due("school-age-begins"), opens("2027-08-31", "2029-08-31"));
    // A06: 16 on 31 August 2038, so the last Friday in June 2038, which is in Year 10 here.
    let job = view.due("part-time-job-with-permit");
    assert_eq!(job, opens("2036-08-31", "2038-06-25"));
    assert_eq!(view.stage_of("look-at-apprenticeship"), Some("year_10"));
    // EMP04 follows the class: 28 February of R + 10.
    let at_school = cal.knows("setting", "mainstream_school").today();
    assert_eq!(at_school.due("meet-providers-by-year-9"), by("2037-02-28"));
}

/// Eve, 4, in Reception in Kent with no extra help; started on 3 September 2026.
#[test]
fn a_date_missed_is_late_only_in_a_plan_that_was_there() {
    let eve = Child::born("2022-03-31")
        .in_kent()
        .knows("support", "none")
        .knows("setting", "mainstream_school")
        .knows("entered_reception", "2026-09-03");
    let new = eve.today();
    assert_eq!((new.0.year, new.here()), (Some(0), "reception"));
    // Y25: six weeks from 3 September.
    assert_eq!(new.due("reception-baseline"), by("2026-10-15"));
    assert_eq!(new.fold("reception-baseline"), Some(Fold::BeforePlan));
    assert!(new.late().is_empty());
    assert!(!new.asks("entered_reception"));
    // Y28, A05 (the 5th birthday is on 31 March itself).
    assert_eq!(new.due("eyfs-profile"), by("2027-06-30"));
    assert_eq!(new.due("school-age-begins"), opens("2027-03-31", "2028-08-31"));
    // In a plan begun on 1 September it is late: 16 days of October and 22 of November.
    let eve = eve.begun("2026-09-01");
    assert_eq!(eve.today().late(), [("reception-baseline", 38)]);
    assert_eq!(eve.today().now()[0], "reception-baseline");
}

// The years between moves, and the infant school's own move

/// Eli, 8, in Year 4 at a special school in Kent.
fn eli() -> Child {
    Child::born("2018-06-15")
        .ehc_plan()
        .in_kent()
        .knows("setting", "special_school")
        .knows("last_review_completed", "2026-02-12")
}

#[test]
fn an_eight_year_old_has_a_quiet_path_with_the_yearly_review() {
    let view = eli().today();
    // R = 2022, so Year 4 now and Year 5 from 1 September 2027.
    assert_eq!((view.0.year, view.here()), (Some(4), "year_4"));
    assert_eq!(view.quiet(), Some(("year_5", day("2027-09-01"))));
    // E08: by 11 February 2027; E09: the meeting 28 days before, planned from 12 weeks before.
    assert_eq!(view.due("annual-review-complete~2026"), by("2027-02-11"));
    assert_eq!(view.due("annual-review-meeting-in-time~2026"), prompt("2026-11-19", "2027-01-14"));
    assert_eq!(view.now(), ["annual-review-meeting-in-time~2026"]);
    assert_eq!(view.first_date(), Some((day("2027-02-11"), "annual-review-complete~2026")));
    // 28 days before 11 February is 14 January.
    assert_eq!(eli().on("2027-01-13").timing("annual-review-complete~2026"), Timing::Coming);
    assert_eq!(eli().on("2027-01-14").timing("annual-review-complete~2026"), Timing::Near);
    assert_eq!(eli().on("2027-02-12").late(), [("annual-review-complete~2026", 1)]);
    // The last day of Year 4 is quiet, the first of Year 5 is not.
    assert!(eli().on("2027-08-31").quiet().is_some());
    assert_eq!(eli().on("2027-09-01").quiet(), None);
}

#[test]
fn a_review_that_ended_begins_the_next_round_and_leaves_the_last_one_on_the_path() {
    let eli = eli().done("annual-review-complete~2026", "2027-02-05");
    assert_eq!(eli.on("2027-02-06").timing("annual-review-complete~2026"), Timing::Settled);
    // The decision of 5 February 2027 makes the next one due by 4 February 2028: another key.
    let eli = eli.knows("last_review_completed", "2027-02-05");
    let view = eli.on("2027-02-06");
    assert_eq!(view.due("annual-review-complete~2027"), by("2028-02-04"));
    assert_eq!(view.step("annual-review-complete~2027").status, Status::NotStarted);
    assert_eq!(view.step("annual-review-complete~2027").round, Some(2027));
    // The one done is still there, in the year it was due.
    assert_eq!(view.timing("annual-review-complete~2026"), Timing::Settled);
    assert_eq!(view.stage_of("annual-review-complete~2026"), Some("year_4"));
    assert_eq!(view.stage_of("annual-review-complete~2027"), Some("year_5"));
}

#[test]
fn a_review_held_early_does_not_pass_for_the_next_one() {
    // Due by 9 September 2026, ended on 1 July 2026 and ticked a week later: the next is due by
    // 30 June 2027, in the same school year 2026 to 2027.
    let child = Child::born("2018-06-15")
        .ehc_plan()
        .begun("2025-10-01")
        .knows("last_review_completed", "2025-09-10")
        .done("annual-review-complete~2026", "2026-07-08");
    assert_eq!(child.on("2026-07-08").timing("annual-review-complete~2026"), Timing::Settled);
    let child = child.knows("last_review_completed", "2026-07-01");
    let view = child.today();
    assert_eq!(view.due("annual-review-complete~2026"), by("2027-06-30"));
    assert_eq!(view.step("annual-review-complete~2026").status, Status::NotStarted);
    assert_eq!(child.on("2027-07-01").late(), [("annual-review-complete~2026", 1)]);
    // Marked after its date was given, it is this one, however soon.
    let marked = child.done("annual-review-complete~2026", "2026-07-08");
    assert_eq!(marked.today().timing("annual-review-complete~2026"), Timing::Settled);
}

/// Fay, 6, in Year 2 at an infant school in Kent.
#[test]
fn the_last_infant_year_is_a_move_and_not_quiet() {
    let fay = || Child::born("2020-01-09").in_kent().knows("support", "none");
    let view = fay().knows("attends_infant_school", "yes").today();
    assert_eq!((view.0.year, view.here()), (Some(2), "year_2"));
    // S11: 15 January and 16 April (a Friday) of R + 3 = 2027.
    assert_eq!(view.due("apply-for-junior-school"), by("2027-01-15"));
    assert_eq!(view.due("junior-offer"), by("2027-04-16"));
    assert_eq!(view.waits_for("junior-offer"), Some("apply-for-junior-school"));
    assert_eq!(view.next(), Some("apply-for-junior-school"));
    assert!(view.now().is_empty());
    assert_eq!(view.quiet(), None);
    // In a primary school the same year is quiet until Year 5, 1 September of R + 5.
    let primary = fay().knows("attends_infant_school", "no").today();
    assert!(primary.get("apply-for-junior-school").is_none());
    assert_eq!(primary.quiet(), Some(("year_5", day("2029-09-01"))));
    // A year younger at an infant school: quiet, with Year 2 next.
    let younger = Child::born("2021-01-09").knows("support", "none").knows("attends_infant_school", "yes");
    assert_eq!(younger.today().quiet(), Some(("year_2", day("2027-09-01"))));
    // Not asked yet: quiet, and the question is there.
    assert!(fay().today().asks("attends_infant_school"));
}

// Primary to secondary

/// Gus, 9, in Year 5 in Kent with an EHC plan.
#[test]
fn year_5_in_kent_has_the_preference_in_july_beside_february() {
    let gus = Child::born("2017-02-10").ehc_plan().in_kent().knows("setting", "mainstream_school");
    let view = gus.today();
    // R = 2021.
    assert_eq!((view.0.year, view.here(), view.quiet()), (Some(5), "year_5", None));
    // S06: before 15 February of R + 7; PS-03: Kent asks by about mid July of Year 5.
    assert_eq!(view.due("council-names-secondary-school"), before("2028-02-14"));
    assert_eq!(view.local("council-names-secondary-school"), [by("2027-07-15")]);
    assert!(view.step("council-names-secondary-school").local[0].local.about);
    assert_eq!(view.due("tell-council-which-secondary-school"), LOCAL);
    assert_eq!(view.local("tell-council-which-secondary-school"), [by("2027-07-15")]);
    // S01: January to August of Year 5. Kent Test registration: June to 1 July.
    assert_eq!(view.due("year-5-review-looks-ahead"), prompt("2027-01-01", "2027-08-31"));
    assert_eq!(view.due("kent-test-register"), window("2027-06-01", "2027-07-01"));
    // PS-01: Kent's own review runs through Year 5.
    assert_eq!(view.now(), ["kent-year-5-phase-transfer-review"]);
    assert_eq!(view.first_date(), Some((day("2027-07-01"), "kent-test-register")));
    // With another council England's dates stand alone.
    let elsewhere = gus.edit(Edit::Council(None)).today();
    assert!(elsewhere.local("council-names-secondary-school").is_empty());
    assert!(elsewhere.get("kent-test-register").is_none());
    assert!(elsewhere.now().is_empty());
}

#[test]
fn the_dates_ahead_have_the_council_s_own_among_them_in_order() {
    let gus = Child::born("2017-02-10").ehc_plan().in_kent().knows("setting", "mainstream_school");
    let view = gus.today();
    let ahead = view.0.ahead(365);
    assert!(ahead.windows(2).all(|two| two[0].day <= two[1].day));
    assert!(ahead.iter().all(|date| date.day >= view.0.today && (date.day - view.0.today).num_days() < 365));
    let preference = ahead.iter().find(|date| date.local.is_some()).unwrap();
    assert_eq!((preference.day, preference.set_by), (day("2027-07-15"), SetBy::Council));
    let register = ahead.iter().find(|date| date.step.key.as_str() == "kent-test-register").unwrap();
    assert_eq!((register.day, register.local), (day("2027-07-01"), None));
    // The law's date is more than a year away; a date of the family's own comes first.
    assert!(view.0.ahead(730).iter().any(|date| date.set_by == SetBy::Law));
    let own = Edit::OwnDate(StepKey::new("council-names-secondary-school"), Some(day("2027-05-04")));
    let booked = gus.edit(own).today();
    let ahead = booked.0.ahead(365);
    let first = ahead.iter().find(|date| date.set_by == SetBy::Family).unwrap();
    assert_eq!((first.day, first.step.key.as_str()), (day("2027-05-04"), "council-names-secondary-school"));
}

/// Leo, 11, in Year 6 with an EHC plan.
fn leo() -> Child {
    Child::born("2015-10-10").ehc_plan().in_kent().knows("setting", "mainstream_school")
}

const NAMED: &str = "council-names-secondary-school";

#[test]
fn year_6_counts_down_to_14_february() {
    let view = leo().today();
    assert_eq!((view.0.year, view.here()), (Some(6), "year_6"));
    // S06, E16: R = 2020, so before 15 February 2027, a Monday; the last day is Sunday the 14th.
    assert_eq!(view.due(NAMED), before("2027-02-14"));
    assert_eq!(view.local(NAMED), [by("2026-07-15")]);
    // S05, E20: twelve weeks before is today.
    assert_eq!(view.due("secondary-phase-transfer-review"), prompt("2026-09-01", TODAY));
    assert_eq!(view.now(), ["secondary-phase-transfer-review"]);
    assert_eq!(view.first_date(), Some((day("2027-02-14"), NAMED)));
    assert_eq!(view.waits_for("decide-about-named-secondary-school"), Some(NAMED));
    // S04 is not for children with a plan.
    assert!(view.get("apply-for-secondary-school").is_none());
    assert!(view.late().is_empty());
    let timings = [
        ("2027-01-16", Timing::Coming), // 29 days away
        ("2027-01-17", Timing::Near),   // 28
        ("2027-02-14", Timing::Now),
        ("2027-02-15", Timing::Late { days: 1 }), // "before 15 February" is missed on the 15th
    ];
    for (date, timing) in timings {
        assert_eq!(leo().on(date).timing(NAMED), timing, "{date}");
    }
}

#[test]
fn a_missed_naming_is_late_in_old_and_new_plans_while_something_can_be_done() {
    // E16: pre-action letter, ombudsman, appeal; until the move on 1 September 2027.
    for begun in [TODAY, "2027-03-01"] {
        let leo = leo().begun(begun);
        let view = leo.on("2027-03-01");
        assert_eq!(view.late(), [(NAMED, 15)], "begun {begun}: 14 days to the end of February and one");
        assert_eq!(view.next(), Some(NAMED));
        assert_eq!(view.now()[0], NAMED);
        let days = Timing::Late { days: 199 };
        assert_eq!(leo.on("2027-09-01").timing(NAMED), days, "begun {begun}");
        // Doing or waiting does not make it less late.
        for status in [Status::Doing, Status::WaitingFor(Party::Council)] {
            let view = leo_with(begun, status).on("2027-03-01");
            assert_eq!(view.timing(NAMED), Timing::Late { days: 15 });
            assert_eq!(view.now()[0], NAMED);
        }
        // Done in time, done late; either way the next step is free, and nothing is late.
        for (on, timing) in [("2027-02-14", Timing::Settled), ("2027-02-20", Timing::DoneLate)] {
            let view = leo_with(begun, Status::Done { on: day(on) }).on("2027-03-01");
            assert_eq!(view.timing(NAMED), timing, "begun {begun}, done {on}");
            assert_eq!(view.waits_for("decide-about-named-secondary-school"), None);
            assert!(view.late().is_empty() && !view.now().contains(&NAMED));
        }
        let reason = "We teach Leo at home.".to_owned();
        let view = leo_with(begun, Status::NotForUs { reason }).on("2027-03-01");
        assert_eq!(view.timing(NAMED), Timing::Settled);
        assert!(view.late().is_empty());
    }
    // After the move nothing can be done about the date itself.
    let over = "2027-09-02";
    assert_eq!(leo().on(over).fold(NAMED), Some(Fold::Over));
    assert_eq!(leo().begun("2027-03-01").on(over).fold(NAMED), Some(Fold::BeforePlan));
}

fn leo_with(begun: &str, status: Status) -> Child {
    leo().begun(begun).status(NAMED, status)
}

#[test]
fn a_date_of_the_familys_own_is_near_until_it_passes() {
    let leo = leo().own_date(NAMED, "2026-12-01");
    let view = leo.today();
    assert_eq!(view.timing(NAMED), Timing::Near);
    assert!(view.now().contains(&NAMED));
    assert_eq!(view.due(NAMED), before("2027-02-14"), "the legal date stands");
    assert_eq!(view.first_date(), Some((day("2026-12-01"), NAMED)));
    // Passed, it changes nothing: the legal date is what is left.
    let after = leo.on("2026-12-02");
    assert_eq!(after.timing(NAMED), Timing::Coming);
    assert_eq!(after.first_date(), Some((day("2027-02-14"), NAMED)));
    // One later than the law's never hides it.
    let later = self::leo().own_date(NAMED, "2027-03-10");
    assert_eq!(later.on("2027-02-01").timing(NAMED), Timing::Near);
    assert_eq!(later.on("2027-02-01").first_date(), Some((day("2027-02-14"), NAMED)));
    // S03: a date set locally and typed is the date, and can be late.
    let local = self::leo().own_date("tell-council-which-secondary-school", "2026-12-01");
    assert_eq!(local.today().timing("tell-council-which-secondary-school"), Timing::Near);
    let days = Timing::Late { days: 3 };
    assert_eq!(local.on("2026-12-04").timing("tell-council-which-secondary-school"), days);
}

#[test]
fn a_decision_letter_opens_the_appeal() {
    assert!(leo().today().get("appeal-to-tribunal").is_none());
    assert!(leo().today().asks("decision_sent"));
    let view = leo().knows("decision_sent", "2027-02-15").on("2027-02-20");
    // S07, E21, E22: two months from 15 February; 15 April 2027 is a Thursday.
    assert_eq!(view.due("appeal-to-tribunal"), by("2027-04-15"));
    assert_eq!(view.due("talk-to-mediation-adviser"), by("2027-04-15"));
    assert!(view.asks("appeal_about_placement_only"));
    // E23: about the school alone, no mediation certificate.
    let only = leo().knows("decision_sent", "2027-02-15").knows("appeal_about_placement_only", "yes");
    let view = only.on("2027-02-20");
    assert_eq!(view.due("appeal-school-named-only"), by("2027-04-15"));
    assert!(view.get("talk-to-mediation-adviser").is_none());
}

/// Hana, 10, in Year 6 with SEN support, no council chosen.
#[test]
fn a_missed_application_opens_late_and_holds_up_what_follows() {
    let hana = || Child::born("2016-04-02").knows("support", "sen_support");
    let view = hana().today();
    // S04: 31 October of R + 6 = 2026, a Saturday, no roll; a late form can go in until offer day.
    assert_eq!(view.due("apply-for-secondary-school"), by("2026-10-31"));
    assert_eq!(view.late(), [("apply-for-secondary-school", 22)]);
    assert_eq!(view.next(), Some("apply-for-secondary-school"));
    // S08: 1 March 2027 is a Monday. S09: the list is kept until 31 December.
    assert_eq!(view.due("secondary-offer"), by("2027-03-01"));
    assert_eq!(view.due("secondary-waiting-list"), opens("2027-03-01", "2027-12-31"));
    assert_eq!(view.waits_for("secondary-offer"), Some("apply-for-secondary-school"));
    assert_eq!(view.waits_for("accept-secondary-place"), Some("secondary-offer"));
    // E35: meetings three times a year.
    assert_eq!(view.now(), ["apply-for-secondary-school", "sen-support-meetings~6"]);
    assert!(view.get("annual-review-complete").is_none());
    // Sent late: done late, and the offer is no longer held up.
    let sent = hana().done("apply-for-secondary-school", "2026-11-20").today();
    assert_eq!(sent.timing("apply-for-secondary-school"), Timing::DoneLate);
    assert_eq!(sent.waits_for("secondary-offer"), None);
    assert_eq!(sent.waits_for("accept-secondary-place"), Some("secondary-offer"));
    // After offer day a new plan folds it away.
    let new = hana().begun("2027-03-02").on("2027-03-02");
    assert_eq!(new.fold("apply-for-secondary-school"), Some(Fold::BeforePlan));
    // An offer that did not come on a day before the plan can still be chased (Y18).
    assert_eq!(new.late(), [("secondary-offer", 1)]);
}

/// Ines, 11, in Year 7 in Kent, in care, support not known.
#[test]
fn not_sure_about_support_shows_what_holds_for_all() {
    let ines = Child::born("2015-01-20")
        .in_kent()
        .knows("support", "unknown")
        .knows("looked_after", "yes")
        .knows("out_of_school", "yes");
    let view = ines.today();
    assert_eq!((view.0.year, view.here()), (Some(7), "year_7"));
    // S16 from offer day to the end of Year 7, S26 and S25 from Year 7.
    let now = ["build-exam-support", "careers-help-begins", "reasonable-adjustments-at-new-school"];
    assert_eq!(view.now_sorted(), now);
    assert!(view.late().is_empty());
    // E01 is for those without a plan or not sure; reviews are for those with one.
    assert_eq!(view.due("ask-for-ehc-assessment"), Due::NoDate { local: false });
    assert!(view.get("annual-review-complete").is_none() && !view.asks("last_review_completed"));
    // Answered questions are not asked again, "not sure" included; thirteen weeks since 14 comes later.
    assert!(
        !view.asks("support") && !view.asks("looked_after") && !view.asks("looked_after_13_weeks_since_14")
    );
    assert!(view.asks("setting"));
}

// Preparing for adulthood

/// Maya, 14, in Year 9 in Kent with an EHC plan.
#[test]
fn a_fourteen_year_olds_new_plan_opens_with_nothing_late_and_a_short_list() {
    let maya = Child::born("2012-10-05").ehc_plan().in_kent().knows("setting", "mainstream_school");
    let view = maya.today();
    // R = 2017.
    assert_eq!((view.0.year, view.here(), view.quiet()), (Some(9), "year_9", None));
    assert!(view.late().is_empty(), "{:?}", view.late());
    assert!(view.now().len() <= 12, "{:?}", view.now());
    // E34: the first review in Year 9. EMP04: two meetings by 28 February of R + 10.
    assert_eq!(view.due("first-adulthood-review"), window("2026-09-01", "2027-08-31"));
    assert_eq!(view.next(), Some("first-adulthood-review"));
    assert_eq!(view.due("meet-providers-by-year-9"), by("2027-02-28"));
    // EMP08: from 14 to the end of school age: 16 on 5 October 2028, so 29 June 2029 (A06).
    assert_eq!(view.due("part-time-job-with-permit"), opens("2026-10-05", "2029-06-29"));
    // A08: the day after.
    assert_eq!(view.not_before("ehc-rights-pass-to-young-person"), Some(day("2029-06-30")));
    // HEA19 comes round: this year and the next, no more.
    assert_eq!(view.due("flu-vaccine-at-school~9"), prompt("2026-09-01", "2026-11-30"));
    assert_eq!(view.due("flu-vaccine-at-school~10"), prompt("2027-09-01", "2027-11-30"));
    assert!(view.get("flu-vaccine-at-school~11").is_none());
    assert_eq!(view.stage_of("flu-vaccine-at-school~10"), Some("year_10"));
    // E08 needs the last review, and asks for it.
    assert_eq!(view.due("annual-review-complete"), Due::Needs(Fact::LastReviewCompleted));
    assert!(view.asks("last_review_completed") && view.asks("move") && view.asks("learning_disability"));
}

/// Max, 14, in Year 10 in Kent with an EHC plan, and Nia, 15, in Year 11.
#[test]
fn the_first_adulthood_review_is_late_for_one_more_year() {
    // E34, EMP01: due by 31 August 2026. "Ask for the review to be re-run" makes sense until the
    // review of Year 10 has taken its place: the one late step of a new plan, 83 days
    // (30 of September, 31 of October, 22 of November).
    let max = Child::born("2012-05-10").ehc_plan().in_kent().knows("setting", "mainstream_school");
    let view = max.today();
    assert_eq!((view.0.year, view.late()), (Some(10), vec![("first-adulthood-review", 83)]));
    assert!(view.now().len() <= 12, "{:?}", view.now());
    // EMP04: its remedy ended with Year 9.
    assert_eq!(view.fold("meet-providers-by-year-9"), Some(Fold::BeforePlan));
    // P16-02: Term 5 of Year 10, by Kent's usual term dates.
    assert_eq!(view.due("kent-year-10-review-and-destination"), window("2027-04-12", "2027-05-28"));
    // In Year 11 it is history.
    let nia = Child::born("2011-03-14").ehc_plan().in_kent().knows("setting", "mainstream_school");
    assert!(nia.today().late().is_empty());
    assert_eq!(nia.today().fold("first-adulthood-review"), Some(Fold::BeforePlan));
}

#[test]
fn year_11_with_a_plan_has_its_place_named_before_31_march() {
    let nia = || Child::born("2011-03-14").ehc_plan().in_kent().knows("setting", "mainstream_school");
    let view = nia().today();
    assert_eq!((view.0.year, view.here()), (Some(11), "year_11"));
    // E17: before 31 March 2027. E20: twelve weeks before 30 March.
    assert_eq!(view.due("council-names-post-16-place"), before("2027-03-30"));
    assert_eq!(view.due("post-16-phase-transfer-review"), prompt("2026-09-01", "2027-01-05"));
    // P16-03: Term 1 ended on 16 October.
    assert_eq!(view.due("kent-year-11-confirm-destination"), window("2026-09-01", "2026-10-16"));
    assert_eq!(view.fold("kent-year-11-confirm-destination"), Some(Fold::BeforePlan));
    // EMP21: the council's statement by 31 May, a bank holiday, no roll; Kent asks by the same day.
    assert_eq!(view.due("post-16-travel-statement"), by("2027-05-31"));
    assert_eq!(view.due("kent-post-16-transport~11"), by("2027-05-31"));
    // EMP11: an offer by 30 September after Year 11.
    assert_eq!(view.due("offer-after-year-11"), by("2027-09-30"));
    // IND22: a letter in the three months before 16, 14 March 2027.
    assert_eq!(view.due("national-insurance-number"), window("2026-12-14", "2027-03-14"));
    assert!(view.now().contains(&"post-16-phase-transfer-review"));
    // Rights of the 16th birthday wait for it; EHC rights wait for the end of school age, 25 June.
    for right in ["make-own-decisions-from-16", "consent-to-treatment-at-16", "register-to-vote"] {
        assert_eq!(view.not_before(right), Some(day("2027-03-14")), "{right}");
    }
    assert_eq!(view.not_before("ehc-rights-pass-to-young-person"), Some(day("2027-06-26")));
    let birthday = nia().on("2027-03-14");
    assert_eq!(birthday.timing("make-own-decisions-from-16"), Timing::Now);
    assert!(birthday.now().contains(&"make-own-decisions-from-16"));
    assert!(birthday.get("ehc-rights-pass-to-young-person").is_some_and(|step| step.blocked.is_some()));
    // E18: staying on at school is no phase transfer, but plan as if.
    let stays = nia().knows("move", "stay_in_school_sixth_form").today();
    assert!(stays.get("council-names-post-16-place").is_none());
    assert_eq!(stays.due("plan-for-school-sixth-form"), prompt("2026-09-01", "2027-03-30"));
}

/// Noor, 16, in Year 11, in care with a plan, no council chosen.
#[test]
fn a_young_person_in_care_has_leaving_care_dates_and_rights_at_16() {
    let noor = Child::born("2010-11-01")
        .ehc_plan()
        .knows("looked_after", "yes")
        .knows("looked_after_13_weeks_since_14", "yes")
        .knows("social_care", "yes");
    let view = noor.today();
    assert_eq!(view.0.year, Some(11));
    // IND30: three months after the 16th birthday; an adviser from 18 to 25.
    assert_eq!(view.due("leaving-care-assessment"), by("2027-02-01"));
    assert_eq!(view.due("personal-adviser-and-staying-put"), opens("2028-11-01", "2035-10-31"));
    // 16 on 1 November: these have begun (HEA08, IND09, COM10, IND06).
    for right in [
        "consent-to-treatment-at-16",
        "make-own-decisions-from-16",
        "register-to-vote",
        "own-direct-payments-at-16",
    ] {
        assert_eq!(view.timing(right), Timing::Now, "{right}");
        assert!(view.now().contains(&right), "{right}");
    }
    // EHC rights have not: A06 is 25 June 2027.
    assert_eq!(view.not_before("ehc-rights-pass-to-young-person"), Some(day("2027-06-26")));
    // IND24: born between 1 September 2002 and 2 January 2011.
    assert_eq!(view.due("find-child-trust-fund"), opens("2026-11-01", ""));
    // IND04, IND05, COM11: from 18.
    assert_eq!(view.not_before("no-gap-in-care-at-18"), Some(day("2028-11-01")));
    assert_eq!(view.not_before("vote-at-18"), Some(day("2028-11-01")));
    assert!(view.late().is_empty());
    // The council's own assessment is late the day after, even in a plan begun later, until 18.
    assert_eq!(noor.on("2027-02-02").late(), [("leaving-care-assessment", 1)]);
    assert_eq!(noor.begun("2027-02-02").on("2027-02-02").late(), [("leaving-care-assessment", 1)]);
}

/// Omar, 15, taught a year below: in Year 10, where school age ends.
#[test]
fn school_age_ends_in_year_10_for_one_taught_a_year_below() {
    let omar = Child::born("2011-03-14").ehc_plan().in_kent().knows("year_group_offset", "1");
    let view = omar.today();
    // R = 2015 + 1 = 2016.
    assert_eq!((view.0.year, view.here()), (Some(10), "year_10"));
    // A06 by age: 16 on 14 March 2027, so 25 June 2027; A08 the day after, still in Year 10.
    assert_eq!(view.not_before("ehc-rights-pass-to-young-person"), Some(day("2027-06-26")));
    assert_eq!(view.stage_of("ehc-rights-pass-to-young-person"), Some("year_10"));
    assert_eq!(view.not_before("look-at-apprenticeship"), Some(day("2027-06-26")));
    // EMP07 by age: from 1 September 2025, long begun, so in its stage and not in the list.
    assert_eq!(view.due("unpaid-placement-in-school-time"), opens("2025-09-01", "2027-06-25"));
    assert_eq!(view.timing("unpaid-placement-in-school-time"), Timing::Now);
    assert!(!view.now().contains(&"unpaid-placement-in-school-time"));
    // E17 by class: R + 12 = 2028. Kent's transport date by class too.
    assert_eq!(view.due("council-names-post-16-place"), before("2028-03-30"));
    assert_eq!(view.due("kent-post-16-transport~11"), by("2028-05-31"));
    assert_eq!(view.late(), [("first-adulthood-review", 83)]);
}

/// Rosa, 17, in Year 13 at a special school, moving into Kent with a plan.
#[test]
fn a_plan_that_moves_brings_the_new_councils_dates() {
    let rosa = Child::born("2009-06-30")
        .ehc_plan()
        .in_kent()
        .knows("setting", "special_school")
        .knows("moving_into_area", "yes")
        .knows("plan_transferred_in", "2026-11-02")
        .knows("last_review_completed", "2026-05-01");
    let view = rosa.today();
    // R = 2013.
    assert_eq!((view.0.year, view.here()), (Some(13), "year_13"));
    // E32: six weeks from the transfer; review by the later of 30 April 2027 (12 months from
    // 1 May 2026) and 1 February 2027 (3 months from the transfer).
    assert_eq!(view.due("new-council-tells-family"), by("2026-12-14"));
    assert_eq!(view.timing("new-council-tells-family"), Timing::Near);
    assert_eq!(view.due("new-council-reviews-plan"), by("2027-04-30"));
    assert_eq!(view.due("annual-review-complete~2026"), by("2027-04-30"));
    assert_eq!(view.due("kent-moving-in-with-a-plan"), Due::NoDate { local: false });
    // P16-06: Term 2 of Year 13.
    assert_eq!(view.due("kent-year-13-next-destination"), window("2026-11-02", "2026-12-18"));
    assert_eq!(view.due("meet-providers-by-year-13"), by("2027-02-28"));
    let now = [
        "apply-to-university",
        "autumn-review-of-next-steps~13",
        "kent-year-13-next-destination",
        "new-council-tells-family",
    ];
    assert_eq!(view.now_sorted(), now);
    // 18 on 30 June 2027.
    assert_eq!(view.not_before("vote-at-18"), Some(day("2027-06-30")));
    assert!(view.late().is_empty());
}

/// Pia, 18, born on 29 February 2008, at college in Kent with SEN support.
#[test]
fn a_leap_day_birthday_comes_on_1_march_and_rights_stay_new_for_a_year() {
    let pia = Child::born("2008-02-29")
        .in_kent()
        .knows("support", "sen_support")
        .knows("setting", "college")
        .begun("2026-02-01");
    // R = 2012: the school year after Year 13.
    let view = pia.today();
    assert_eq!((view.0.year, view.here()), (Some(14), "age_19_to_25"));
    // 16 in a leap year, 18 in a common one.
    assert_eq!(view.due("register-to-vote"), opens("2024-02-29", ""));
    assert_eq!(view.due("vote-at-18"), opens("2026-03-01", ""));
    assert_eq!(pia.on("2026-02-28").not_before("vote-at-18"), Some(day("2026-03-01")));
    assert_eq!(pia.on("2026-02-28").timing("vote-at-18"), Timing::Near);
    // A right that begins tomorrow is what comes next only when nothing is to be done now.
    assert!(!pia.on("2026-02-28").now().contains(&"vote-at-18"));
    assert!(pia.on("2026-03-01").now().contains(&"vote-at-18"));
    // HEA20, HEA22: to the day before 18 and before 19, with the warning on 28 February.
    assert_eq!(view.due("free-dental-care-to-18-or-19"), prompt("2025-09-01", "2026-02-28"));
    assert_eq!(view.due("free-eye-tests-and-prescriptions"), opens("2024-02-29", "2027-02-28"));
    // News for twelve months, then a right like any other: in its stage, still "you can do this now".
    assert!(pia.on("2027-03-01").now().contains(&"vote-at-18"));
    let later = pia.on("2027-03-02");
    assert!(!later.now().contains(&"vote-at-18"));
    assert_eq!((later.timing("vote-at-18"), later.fold("vote-at-18")), (Timing::Now, None));
    assert!(view.late().is_empty());
    assert!(view.now().len() <= 12, "{:?}", view.now());
    assert!(view.get("annual-review-complete").is_none());
}

/// Tom, 21, without support, no council.
#[test]
fn a_young_adult_without_a_plan_can_still_ask_for_one() {
    let tom = Child::born("2005-10-20").knows("support", "none");
    let view = tom.today();
    // R = 2010.
    assert_eq!(view.0.year, Some(16));
    // EMP25, A06: 16 on 20 October 2021, so from 25 June 2022 to the day before 25.
    assert_eq!(view.due("ask-for-first-plan-after-16"), opens("2022-06-25", "2030-10-19"));
    assert_eq!(view.timing("ask-for-first-plan-after-16"), Timing::Now);
    assert!(view.get("plan-for-end-of-plan-at-25").is_none());
    assert!(view.late().is_empty() && view.now().is_empty());
    // HEA24: the letter comes at about 24 and a half.
    assert_eq!(view.due("first-cervical-screening"), prompt("2030-04-20", "2030-10-20"));
}

/// Quinn, 23, at a further education college in Kent with a plan.
#[test]
fn at_twenty_three_the_list_is_short_though_many_rights_stand() {
    let quinn = || {
        Child::born("2003-06-01")
            .ehc_plan()
            .in_kent()
            .knows("setting", "college")
            .knows("at_fe_college", "yes")
            .knows("last_review_completed", "2026-01-20")
    };
    let view = quinn().today();
    // R = 2007.
    assert_eq!((view.0.year, view.here()), (Some(19), "age_19_to_25"));
    assert!(view.late().is_empty());
    // EMP23 in autumn; E09: 12 to 4 weeks before 19 January 2027.
    assert_eq!(view.now_sorted(), ["annual-review-meeting-in-time~2026", "autumn-review-of-next-steps~19"]);
    assert_eq!(view.due("annual-review-complete~2026"), by("2027-01-19"));
    // E31: from 24, to the day before 25; the council may go on to 31 July 2028.
    assert_eq!(view.due("plan-for-end-of-plan-at-25"), opens("2027-06-01", "2028-05-31"));
    assert_eq!(view.due("ask-to-finish-college-year-after-25"), opens("2027-06-01", "2028-07-31"));
    // A right of 2021 stays in its own stage and can be taken up; then it is in the list again.
    assert_eq!(view.timing("vote-at-18"), Timing::Now);
    assert_eq!(view.stage_of("vote-at-18"), Some("year_13"));
    let doing = quinn().status("vote-at-18", Status::Doing).today();
    assert!(doing.now().contains(&"vote-at-18"));
    let booked = quinn().own_date("vote-at-18", "2026-12-03").today();
    assert_eq!(booked.timing("vote-at-18"), Timing::Near);
    assert!(booked.now().contains(&"vote-at-18"));
}

/// Sol, 24, who turns 25 on 1 December 2026.
#[test]
fn a_plan_ends_the_day_before_25_with_a_college_year_to_ask_for() {
    let sol =
        || Child::born("2001-12-01").ehc_plan().knows("setting", "college").knows("at_fe_college", "yes");
    let view = sol().today();
    // R = 2006.
    assert_eq!(view.0.year, Some(20));
    assert_eq!(view.due("plan-for-end-of-plan-at-25"), opens("2025-12-01", "2026-11-30"));
    // The first 31 July on or after the 25th birthday.
    assert_eq!(view.due("ask-to-finish-college-year-after-25"), opens("2025-12-01", "2027-07-31"));
    assert!(view.now().contains(&"plan-for-end-of-plan-at-25"));
    let after = sol().on("2026-12-01");
    assert_eq!(after.fold("plan-for-end-of-plan-at-25"), Some(Fold::Over));
    assert_eq!(after.timing("ask-to-finish-college-year-after-25"), Timing::Now);
    assert!(after.late().is_empty());
    // Health, by hand: own consent (HEA08), the NHS app (HEA09), costs after 19 (HEA20 to 22),
    // screening (HEA24) and an advance decision (HEA25).
    assert_eq!(view.parts().last(), Some(&(0, 5)));
    let reason = String::new();
    let view = sol()
        .done("nhs-app-and-records", "2026-11-01")
        .status("first-cervical-screening", Status::NotForUs { reason })
        .today();
    assert_eq!(view.parts().last(), Some(&(1, 4)), "one done, one not for this family");
    // Friends: COM01, COM02, COM04, COM05, COM07, COM08, COM09, COM10, COM11, COM12 and COM15.
    assert_eq!(view.parts()[2], (0, 11));
    assert_eq!(view.parts().len(), 4);
}

// What a family touched stays

#[test]
fn a_step_touched_stays_when_its_year_is_over() {
    let eve = || Child::born("2022-03-31").knows("support", "none").knows("entered_reception", "2026-09-03");
    let key = "reception-baseline";
    // The last day of Reception is 31 August 2027; from then on the step is for nobody in Year 1.
    let next_year = "2027-09-01";
    assert!(eve().begun("2026-09-01").on("2027-08-31").get(key).is_some());
    assert!(eve().on(next_year).get(key).is_none());
    let done = eve().begun("2026-09-01").done(key, "2026-10-20");
    for date in [TODAY, next_year, "2040-01-01"] {
        assert_eq!(done.on(date).timing(key), Timing::DoneLate, "{date}");
        assert_eq!(done.on(date).stage_of(key), Some("reception"), "{date}");
    }
    // Doing, waiting, a note or a date: there, asking nothing, and never late.
    let touched = [
        eve().status(key, Status::Doing),
        eve().status(key, Status::WaitingFor(Party::CurrentSchool)),
        eve().note(key),
        eve().own_date(key, "2026-10-01"),
    ];
    for child in touched {
        let view = child.begun("2026-09-01").on(next_year);
        assert_eq!(view.timing(key), Timing::Undated);
        assert!(view.late().is_empty() && !view.now().contains(&key));
        assert!(view.0.dates().iter().all(|(_, step)| step.key.as_str() != key));
    }
    // A touch taken back is no touch.
    let back = eve().status(key, Status::Doing).status(key, Status::NotStarted);
    assert!(back.on(next_year).get(key).is_none());
}

#[test]
fn a_step_touched_stays_when_an_answer_changes() {
    // The plan ended: what was for children with a plan stays where it was touched.
    let leo = leo()
        .status(NAMED, Status::Doing)
        .note("secondary-phase-transfer-review")
        .done("kent-put-school-in-review-papers", "2026-07-01")
        .knows("support", "sen_support");
    let view = leo.on("2027-03-01");
    assert_eq!((view.timing(NAMED), view.fold(NAMED)), (Timing::Undated, None));
    assert_eq!(view.stage_of(NAMED), Some("year_6"));
    assert_eq!(view.timing("kent-put-school-in-review-papers"), Timing::Settled);
    assert!(view.get("secondary-phase-transfer-review").is_some());
    assert!(view.get("decide-about-named-secondary-school").is_none(), "never touched");
    assert!(!view.late().iter().any(|(key, _)| *key == NAMED));
    assert!(view.get("apply-for-secondary-school").is_some(), "what holds now is there too");
    // The birth date taken away: no stages, and still there.
    let view = leo.edit(Edit::Fact(Fact::DateOfBirth, None)).today();
    assert!(view.0.stages.is_empty());
    assert!(view.get(NAMED).is_some());
}

#[test]
fn a_round_touched_stays_when_it_has_gone_by() {
    let maya = Child::born("2012-10-05").ehc_plan().done("flu-vaccine-at-school~9", "2026-10-12");
    let year_11 = maya.on("2028-10-01");
    assert_eq!(year_11.timing("flu-vaccine-at-school~9"), Timing::Settled);
    assert_eq!(year_11.stage_of("flu-vaccine-at-school~9"), Some("year_9"));
    assert_eq!(year_11.step("flu-vaccine-at-school~9").round, Some(9));
    assert!(year_11.get("flu-vaccine-at-school~10").is_none(), "never touched");
    assert!(year_11.get("flu-vaccine-at-school~11").is_some());
}

#[test]
fn a_step_begun_before_the_plan_is_never_late_without_a_remedy() {
    // HEA18 is no law; S04's remedy is over on 2 March; Y25 has none.
    let eve = Child::born("2022-03-31").knows("support", "none").knows("entered_reception", "2026-09-03");
    let view = eve.status("reception-baseline", Status::Doing).today();
    assert_eq!(view.timing("reception-baseline"), Timing::Now);
    assert!(view.late().is_empty());
}

#[test]
fn next_is_what_comes_soonest_when_nothing_is_to_be_done_now() {
    // Gus in another council's area: nothing now. From 4 December (28 days before) the Year 5 review
    // of 1 January is near, so it is in the list.
    let gus = Child::born("2017-02-10").ehc_plan();
    assert_eq!(gus.today().next(), Some("year-5-review-looks-ahead"));
    assert!(gus.on("2026-12-03").now().is_empty());
    assert_eq!(gus.on("2026-12-04").now(), ["year-5-review-looks-ahead"]);
    // A right that begins within four weeks is not to be done now, but it is next.
    // Y11: 3 on 2 December.
    let view = Child::born("2023-12-02").knows("support", "none").today();
    assert!(view.now().is_empty());
    assert_eq!(view.next(), Some("dla-mobility-at-3"));
    assert_eq!(view.timing("dla-mobility-at-3"), Timing::Near);
}

#[test]
fn a_step_folded_away_does_not_hold_up_the_one_after_it() {
    // Begun in April, when the closing date of 15 January was over and its remedy too.
    let late = Child::born("2023-01-28").knows("support", "none").begun("2027-04-17");
    let view = late.on("2027-04-19");
    assert_eq!(view.fold("apply-for-reception"), Some(Fold::BeforePlan));
    assert_eq!(view.step("reception-offer").blocked, None);
    // With the date still ahead, the offer waits for the form.
    let early = Child::born("2023-01-28").knows("support", "none");
    assert_eq!(early.today().waits_for("reception-offer"), Some("apply-for-reception"));
}
