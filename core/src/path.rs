//! The path: a plan and its packs on a given day, as stages and steps with their timing.
//!
//! A pure function of plan, packs and today (`product.md`, "Dates and statuses, exactly"). Nothing
//! here is stored. Invariants:
//! - a step is late only if the law or the council set its date;
//! - a right that begins is never late;
//! - a date that passed before the plan was begun is folded away, unless something can still be
//!   done about it;
//! - a step the family has touched never leaves the path, whatever changes about the child.
//!
//! What is *not* here: words (labels come from packs, sentences from the user interface), working
//! out a date ([`crate::rules`]).

use chrono::{Datelike, NaiveDate};

use crate::calendar::{BankHolidays, SchoolYear, add_days, add_months};
use crate::order::insert_in_order;
use crate::pack::{
    AppliesWhen, Badge, HelpLine, LocalDate, PackSpine, Part, Pathway, Question, Repeat, Spine, Stage, Step,
    StepDate,
};
use crate::plan::notes::noted_step;
use crate::plan::{Plan, Status, StepKey};
use crate::rules::{self, Answer, Asked, Gap};
use crate::situation::{Fact, FactValue, Situation};

/// From how many days before its date a step counts as near (`product.md`).
pub const NEAR_DAYS: i64 = 28;

/// For how many months after it began a right still stands among what to do now.
const NEW_RIGHT_MONTHS: i32 = 12;

/// How long after a review's decision a family may take to mark the review as done: less than any
/// time from one review to the next.
const MARKED_WITHIN_DAYS: i64 = 28;

/// The last year of infant school, in which the move to a junior school is made (S11, S12).
const LAST_INFANT_YEAR: i32 = 2;

/// The packs that hold for a plan: England alone, or England with a council on top.
#[derive(Clone, Copy, Debug)]
pub struct Packs<'c> {
    /// The national pack.
    pub national: &'c PackSpine,
    /// The council's pack.
    pub council: Option<&'c PackSpine>,
}

impl<'c> Packs<'c> {
    /// The packs for a council's pack id; an unknown id, or none, gives the national pack alone.
    pub fn for_council(spine: &'c Spine, council: Option<&str>) -> Self {
        let council = council.and_then(|id| spine.councils.iter().find(|pack| pack.id == id));
        Self { national: &spine.national, council }
    }

    /// Both packs, national first.
    pub fn each(self) -> impl Iterator<Item = &'c PackSpine> {
        std::iter::once(self.national).chain(self.council)
    }

    /// Who can help: the council's own service comes first, the national line holds everywhere.
    pub fn help(self) -> Option<&'c HelpLine> {
        self.council.and_then(|pack| pack.help.as_ref()).or(self.national.help.as_ref())
    }

    /// The label of a badge, the council's own where it has one.
    pub fn badge(self, badge: Badge) -> &'c str {
        self.label(|pack| &pack.badges, badge)
    }

    /// The label of a party, the council's own where it has one.
    pub fn party(self, party: crate::pack::Party) -> &'c str {
        self.label(|pack| &pack.parties, party)
    }

    fn label<K: PartialEq + 'c>(
        self,
        labels: impl Fn(&'c PackSpine) -> &'c [(K, String)],
        key: K,
    ) -> &'c str {
        self.council
            .into_iter()
            .chain([self.national])
            .find_map(|pack| labels(pack).iter().find(|(known, _)| *known == key))
            .map_or("", |(_, label)| label)
    }

    /// The step of an id.
    pub fn step(self, id: &str) -> Option<&'c Step> {
        self.each().flat_map(|pack| &pack.steps).find(|step| step.id == id)
    }

    /// The question about a fact.
    pub fn question(self, fact: Fact) -> Option<&'c Question> {
        self.each().flat_map(|pack| &pack.questions).find(|question| question.fact == fact.name())
    }
}

/// A step's date as worked out for this plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The last day in time is `last`; with `before`, the words name the day after it.
    Deadline {
        /// The last day in time.
        last: NaiveDate,
        /// Say "before" the following day.
        before: bool,
    },
    /// From a first to a last day in time.
    Window {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// A right begins.
    Opens {
        /// First day.
        on: NaiveDate,
        /// Last day, where it ends.
        until: Option<NaiveDate>,
    },
    /// Good to do about then.
    Prompt {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// Cannot be worked out until this is known.
    Needs(Fact),
    /// No fixed date; with `local`, a school, college or council sets it and the person types it.
    NoDate {
        /// Set locally.
        local: bool,
    },
}

impl Due {
    /// The first day it can be done, where that is given.
    pub fn first(self) -> Option<NaiveDate> {
        match self {
            Due::Window { from, .. } | Due::Prompt { from, .. } => Some(from),
            Due::Opens { on, .. } => Some(on),
            _ => None,
        }
    }

    /// The last day in time, where there is one.
    pub fn last(self) -> Option<NaiveDate> {
        match self {
            Due::Deadline { last, .. } => Some(last),
            Due::Window { to, .. } | Due::Prompt { to, .. } => Some(to),
            Due::Opens { until, .. } => until,
            _ => None,
        }
    }

    /// The day by which it is ordered and placed on the path.
    pub fn anchor(self) -> Option<NaiveDate> {
        match self {
            Due::Deadline { last, .. } => Some(last),
            _ => self.first(),
        }
    }
}

/// Where today stands to a step's date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing {
    /// More than [`NEAR_DAYS`] away.
    Coming,
    /// [`NEAR_DAYS`] or less away.
    Near,
    /// Today, or within its window, or a right that has begun.
    Now,
    /// Its last day has passed: by so many days.
    Late {
        /// Days since the last day in time; at least 1.
        days: i64,
    },
    /// Done, but after the last day in time.
    DoneLate,
    /// Done in time, or set aside.
    Settled,
    /// Has no date, or none that can be worked out yet.
    Undated,
}

/// Why a step is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// Its date passed before the plan was begun.
    BeforePlan,
    /// Its time is over, and nobody can be late with it.
    Over,
}

/// Why a step cannot start yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked<'c> {
    /// Another step has to be done first.
    WaitsFor(&'c Step),
    /// Its time has not begun.
    NotBefore(NaiveDate),
}

/// A council's own date beside a step's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalDue<'c> {
    /// What the pack says about it.
    pub local: &'c LocalDate,
    /// The date worked out for this plan.
    pub due: Due,
}

/// A step of this plan's path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathStep<'c> {
    /// Its key in the plan.
    pub key: StepKey,
    /// The step in its pack.
    pub step: &'c Step,
    /// Its date.
    pub due: Due,
    /// The person's own date.
    pub own_date: Option<NaiveDate>,
    /// The council's dates beside it.
    pub local: Vec<LocalDue<'c>>,
    /// Where today stands to its date.
    pub timing: Timing,
    /// The person's status.
    pub status: Status,
    /// Why it is folded away.
    pub fold: Option<Fold>,
    /// Why it cannot start yet.
    pub blocked: Option<Blocked<'c>>,
    /// For a step that comes round: which school year, or the year it is due.
    pub round: Option<i32>,
}

impl PathStep<'_> {
    /// Whether nothing is left to do.
    pub fn is_settled(&self) -> bool {
        matches!(self.status, Status::Done { .. } | Status::NotForUs { .. })
    }

    /// Whether the person is expected to look at it: not settled, folded or blocked.
    pub fn is_open(&self) -> bool {
        !self.is_settled() && self.fold.is_none() && self.blocked.is_none()
    }

    /// The first of a day and the family's own that is not over.
    fn first_ahead(&self, day: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
        [day, self.own_date].into_iter().flatten().filter(|day| *day >= today).min()
    }
}

/// Whether a stage is behind, here or ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Over.
    Past,
    /// Today is in it.
    Here,
    /// Still to come.
    Ahead,
}

/// A stage of this plan's path.
#[derive(Clone, Debug, PartialEq)]
pub struct PathStage<'c> {
    /// The stage in its pack.
    pub stage: &'c Stage,
    /// Its first day for this child.
    pub from: NaiveDate,
    /// Its last day for this child.
    pub to: NaiveDate,
    /// Behind, here or ahead.
    pub place: Place,
    /// Its steps in order of date.
    pub steps: Vec<PathStep<'c>>,
}

/// A quiet stretch between moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet<'c> {
    /// The stage in which the next move begins.
    pub next: &'c Stage,
    /// Its first day.
    pub starts: NaiveDate,
}

/// The whole path of a plan on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Path<'c> {
    /// The day it was worked out for.
    pub today: NaiveDate,
    /// The school year the child is in now (Reception is 0); `None` if the birth date is not known.
    pub year: Option<i32>,
    /// Stages in order.
    pub stages: Vec<PathStage<'c>>,
    /// Steps that belong to no stage: at any time, or by an event.
    pub any_time: Vec<PathStep<'c>>,
    /// What to do now: late first, then by date.
    pub now: Vec<StepKey>,
    /// The one step to show first.
    pub next: Option<StepKey>,
    /// Done and all steps by part of adult life, in the stages reached so far, for parts with any step.
    pub parts: Vec<(Part, usize, usize)>,
    /// Questions whose answer would show or date more steps.
    pub ask: Vec<&'c Question>,
    /// Set while the child is between moves.
    pub quiet: Option<Quiet<'c>>,
}

impl<'c> Path<'c> {
    /// Every step, stage by stage, then those of any time.
    pub fn steps(&self) -> impl Iterator<Item = &PathStep<'c>> {
        self.stages.iter().flat_map(|stage| &stage.steps).chain(&self.any_time)
    }

    /// The step of a key.
    pub fn step(&self, key: &StepKey) -> Option<&PathStep<'c>> {
        self.steps().find(|step| step.key == *key)
    }

    /// The stage today is in.
    pub fn here(&self) -> Option<&PathStage<'c>> {
        self.stages.iter().find(|stage| stage.place == Place::Here)
    }

    /// Steps folded away.
    pub fn folded(&self) -> impl Iterator<Item = &PathStep<'c>> {
        self.steps().filter(|step| step.fold.is_some() && !step.is_settled())
    }

    /// Open and coming steps with a last day that counts, soonest first.
    pub fn dates(&self) -> Vec<(NaiveDate, &PathStep<'c>)> {
        let dates = self
            .steps()
            .filter(|step| {
                !step.is_settled() && matches!(step.timing, Timing::Coming | Timing::Near | Timing::Now)
            })
            .filter_map(|step| {
                let fixed = match step.due {
                    Due::Deadline { last, .. } => Some(last),
                    Due::Window { to, .. } => Some(to),
                    _ => None,
                };
                Some((0, step.first_ahead(fixed, self.today)?, &step.key))
            });
        soonest_first(dates).into_iter().filter_map(|(_, day, key)| Some((day, self.step(key)?))).collect()
    }
}

/// Who set a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBy {
    /// The law.
    Law,
    /// The council, or its charter.
    Council,
    /// Guidance or good practice.
    Practice,
    /// The family.
    Family,
}

/// A date ahead: a step's own, or a council's beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead<'p, 'c> {
    /// The day.
    pub day: NaiveDate,
    /// The step.
    pub step: &'p PathStep<'c>,
    /// The council's date, where it is that.
    pub local: Option<LocalDue<'c>>,
    /// Who set it.
    pub set_by: SetBy,
}

impl<'c> Path<'c> {
    /// The dates of so many days ahead, soonest first, the council's own among them.
    pub fn ahead(&self, days: i64) -> Vec<Ahead<'_, 'c>> {
        let mut all = Vec::new();
        for (day, step) in self.dates() {
            let set_by = match step.step.badge {
                _ if step.own_date == Some(day) => SetBy::Family,
                Badge::Law => SetBy::Law,
                Badge::Charter | Badge::Council => SetBy::Council,
                Badge::National | Badge::GoodPractice => SetBy::Practice,
            };
            all.push(Ahead { day, step, local: None, set_by });
        }
        for step in self.steps().filter(|step| !step.is_settled() && step.fold.is_none()) {
            for local in &step.local {
                if let Some(day) = local.due.last().or(local.due.anchor()).filter(|day| *day >= self.today) {
                    let date = Ahead { day, step, local: Some(*local), set_by: SetBy::Council };
                    insert_in_order(&mut all, date, |one, other| one.day.cmp(&other.day));
                }
            }
        }
        all.retain(|date| (date.day - self.today).num_days() < days);
        all
    }
}

/// Works out the path of a plan on a day.
pub fn path<'c>(plan: &Plan, packs: Packs<'c>, holidays: &BankHolidays, today: NaiveDate) -> Path<'c> {
    let situation = plan.situation();
    let asked = Asked { situation: &situation, today, bank_holidays: holidays };
    let reception = situation.reception();
    let year = reception.map(|first| SchoolYear::containing(today).start_year() - first);
    let terms: Vec<_> = packs.each().flat_map(|pack| &pack.terms).cloned().collect();
    let context = Context {
        plan,
        packs,
        asked,
        reception,
        year,
        terms,
        done: done_steps(plan),
        touched: touched(plan),
    };

    // Stages stand in order in their pack, which its compiler sees to.
    let mut stages: Vec<PathStage<'c>> = reception.map_or_else(Vec::new, |first| {
        packs
            .each()
            .flat_map(|pack| &pack.stages)
            .filter_map(|stage| place_stage(stage, first, today))
            .collect()
    });

    let mut any_time = Vec::new();
    for step in packs.each().flat_map(|pack| &pack.steps) {
        for (stage_year, path_step) in context.rounds(step) {
            let by_date = path_step
                .due
                .anchor()
                .and_then(|day| stages.iter().position(|stage| stage.from <= day && day <= stage.to));
            let by_year = stage_year.and_then(|year| {
                stages.iter().position(|s| s.stage.from_year <= year && year <= s.stage.to_year)
            });
            let by_name = || stages.iter().position(|stage| stage.stage.id == step.stage);
            let place = if step.stage.is_empty() && step.repeat.is_none() {
                None
            } else {
                by_date.or(by_year).or_else(by_name)
            };
            match place.and_then(|at| stages.get_mut(at)) {
                Some(stage) => insert_in_order(&mut stage.steps, path_step, by_day),
                None if step.stage.is_empty() || context.touched.contains(&path_step.key) => {
                    insert_in_order(&mut any_time, path_step, by_day);
                }
                // A staged step for a child whose birth date is not known, or outside every stage.
                None => {}
            }
        }
    }
    for stage in &mut stages {
        for step in &mut stage.steps {
            fold_in_past_stage(step, stage.to, plan.begun, today);
        }
    }

    let mut path = Path {
        today,
        year,
        stages,
        any_time,
        now: Vec::new(),
        next: None,
        parts: Vec::new(),
        ask: Vec::new(),
        quiet: None,
    };
    path.now = now(&path);
    path.next = path.now.first().cloned().or_else(|| next_coming(&path));
    path.parts = parts(&path);
    path.ask = context.questions();
    path.quiet = quiet(&path, situation.yes_no(Fact::AttendsInfantSchool) == Some(true));
    path
}

struct Context<'p, 'c> {
    plan: &'p Plan,
    packs: Packs<'c>,
    asked: Asked<'p>,
    reception: Option<i32>,
    year: Option<i32>,
    terms: Vec<crate::pack::Term>,
    done: Vec<String>,
    touched: Vec<StepKey>,
}

/// Whether a step's conditions hold.
enum Applies {
    Yes,
    No,
    Unknown,
}

impl<'c> Context<'_, 'c> {
    fn situation(&self) -> &Situation {
        self.asked.situation
    }

    /// The step's rounds for this plan (one, unless it repeats), each with its school year: those
    /// that apply, and those the family has touched.
    fn rounds(&self, step: &'c Step) -> Vec<(Option<i32>, PathStep<'c>)> {
        let mut rounds = self.rounds_that_apply(step);
        for key in self.touched.iter().filter(|key| key.step_id() == step.id) {
            if !rounds.iter().any(|(_, shown)| shown.key == *key) {
                rounds.push(self.kept(step, key));
            }
        }
        rounds
    }

    /// A round that does not apply any more stays where it was, because what a family did or wrote
    /// is theirs. It asks nothing of anybody.
    fn kept(&self, step: &'c Step, key: &StepKey) -> (Option<i32>, PathStep<'c>) {
        let round = key.as_str().split_once('~').and_then(|(_, round)| round.parse().ok());
        let (year, due) = match step.repeat {
            // The date its review or letter gave it is not known any more.
            Some(Repeat::DueYear) => (self.year_of(round), None),
            Some(Repeat::SchoolYears { .. }) => (round, self.due(&step.date, round)),
            None => (None, self.due(&step.date, None)),
        };
        let due = due.filter(|due| !matches!(due, Due::Needs(_))).unwrap_or(Due::NoDate { local: false });
        let mut kept = self.path_step(step, key.clone(), year, due, self.plan.status(key).clone());
        kept.round = round;
        kept.fold = None;
        kept.blocked = None;
        if !kept.is_settled() {
            kept.timing = Timing::Undated;
        }
        (year, kept)
    }

    /// The school year (Reception is 0) that starts in a calendar year.
    fn year_of(&self, starts: Option<i32>) -> Option<i32> {
        starts?.checked_sub(self.reception?)
    }

    fn rounds_that_apply(&self, step: &'c Step) -> Vec<(Option<i32>, PathStep<'c>)> {
        if !matches!(self.applies(&step.applies, !step.stage.is_empty()), Applies::Yes) {
            return Vec::new();
        }
        let round = |year: Option<i32>| {
            let due = self.due(&step.date, year)?;
            let round = match step.repeat {
                Some(Repeat::DueYear) => due.anchor().map(|day| SchoolYear::containing(day).start_year()),
                _ => year,
            };
            let key =
                round.map_or_else(|| StepKey::new(step.id.clone()), |round| StepKey::round(&step.id, round));
            let status = self.status_of_round(step, &key);
            Some((year, PathStep { round, ..self.path_step(step, key, year, due, status) }))
        };
        match step.repeat {
            None | Some(Repeat::DueYear) => round(None).into_iter().collect(),
            Some(Repeat::SchoolYears { from, to }) => {
                // Rounds long past or far ahead say nothing new: this year's and the next.
                let current = self.year.unwrap_or(from);
                let first = current.max(from);
                let last = to.min((current + 1).max(from));
                (first..=last).filter_map(|year| round(Some(year))).collect()
            }
        }
    }

    /// The person's status of a round that is due.
    ///
    /// A review held early can put the next one into the same school year, under the same key: what
    /// was marked before the end of the last review was given, and done by then, was the last one.
    fn status_of_round(&self, step: &Step, key: &StepKey) -> Status {
        let reviewed = self.plan.facts.get(&Fact::LastReviewCompleted);
        let was_the_last_one = || {
            let (marked, reviewed) = (self.plan.statuses.get(key)?, reviewed?);
            match (&marked.value, &reviewed.value) {
                (Status::Done { on }, Some(FactValue::Date(day))) => {
                    Some(marked.stamp < reviewed.stamp && *on <= add_days(*day, MARKED_WITHIN_DAYS)?)
                }
                _ => None,
            }
        };
        // A step that waits for an event (a meeting, a notice) counts from that, not from the review.
        let counts_from_review = step.repeat == Some(Repeat::DueYear) && step.applies.known.is_empty();
        if counts_from_review && was_the_last_one() == Some(true) {
            return Status::NotStarted;
        }
        self.plan.status(key).clone()
    }

    fn path_step(
        &self,
        step: &'c Step,
        key: StepKey,
        year: Option<i32>,
        due: Due,
        status: Status,
    ) -> PathStep<'c> {
        let own_date = self.plan.own_date(&key);
        let local = self.local_dates(step, year);
        let (timing, fold) = self.lateness(step, year).of(due, own_date, &status);
        let blocked = if matches!(status, Status::NotStarted) { self.blocked(step, due) } else { None };
        PathStep { key, step, due, own_date, local, timing, status, fold, blocked, round: None }
    }

    fn lateness(&self, step: &Step, year: Option<i32>) -> Lateness {
        Lateness {
            can_be_late: matches!(step.badge, Badge::Law | Badge::Council),
            begun: self.plan.begun,
            remedy_until: step.remedy_until.as_ref().and_then(|rule| self.date(rule, year).ok()),
            today: self.asked.today,
        }
    }

    fn date(&self, rule: &crate::pack::DateRule, year: Option<i32>) -> Result<NaiveDate, Gap> {
        rules::date_of(rule, &self.asked, year, &self.terms)
    }

    /// The date for this plan; `None` if the rule says the step does not apply.
    fn due(&self, date: &StepDate, year: Option<i32>) -> Option<Due> {
        let due = match date {
            StepDate::Deadline { on, before } => self.date(on, year).map(|on| {
                let last = if *before { on.pred_opt().unwrap_or(on) } else { on };
                Due::Deadline { last, before: *before }
            }),
            StepDate::Window { from, to } => self
                .date(from, year)
                .and_then(|from| Ok(Due::Window { from, to: self.date(to, year)?.max(from) })),
            StepDate::Opens { on, until } => self.date(on, year).and_then(|on| {
                let until = until.as_ref().map(|rule| self.date(rule, year)).transpose()?;
                Ok(Due::Opens { on, until })
            }),
            StepDate::Prompt { from, to } => self
                .date(from, year)
                .and_then(|from| Ok(Due::Prompt { from, to: self.date(to, year)?.max(from) })),
            StepDate::None { local } => Ok(Due::NoDate { local: *local }),
        };
        match due {
            Ok(due) => Some(due),
            Err(Gap::Needs(fact)) => Some(Due::Needs(fact)),
            Err(Gap::NotApplicable) => None,
        }
    }

    fn local_dates(&self, step: &Step, year: Option<i32>) -> Vec<LocalDue<'c>> {
        self.packs
            .council
            .into_iter()
            .flat_map(|pack| &pack.local_dates)
            .filter(|local| local.step == step.id)
            .filter(|local| matches!(self.applies(&local.applies, true), Applies::Yes))
            .filter_map(|local| Some(LocalDue { local, due: self.due(&local.date, year)? }))
            .filter(|local| !matches!(local.due, Due::Needs(_)))
            .collect()
    }

    fn blocked(&self, step: &Step, due: Due) -> Option<Blocked<'c>> {
        if let Some(first) = &step.waits_for
            && !self.done.iter().any(|id| id == first)
            && let Some(first) = self.packs.step(first)
            // A step that is not on this path (for example of another pack) cannot hold this one up.
            && matches!(self.applies(&first.applies, !first.stage.is_empty()), Applies::Yes)
            && let Some(due) = self.due(&first.date, None)
            // Nor can one that is folded away: nobody is asked to do it any more.
            && self.lateness(first, None).of(due, None, &Status::NotStarted).1.is_none()
        {
            return Some(Blocked::WaitsFor(first));
        }
        match due {
            Due::Opens { on, .. } if on > self.asked.today => Some(Blocked::NotBefore(on)),
            _ => None,
        }
    }

    fn applies(&self, when: &AppliesWhen, staged: bool) -> Applies {
        let situation = self.situation();
        let word_fits = |fact: Fact, words: &[String]| {
            words.is_empty()
                || match situation.choice(fact) {
                    Some(known) => words.iter().any(|word| word == known),
                    None => words.iter().any(|word| word == "unknown"),
                }
        };
        let setting_fits = when.setting.is_empty()
            || situation
                .choice(Fact::Setting)
                .is_none_or(|known| when.setting.iter().any(|word| word == known));
        let the_move = situation.choice(Fact::Move);
        let move_fits = (when.moves.is_empty()
            || the_move.is_some_and(|known| when.moves.iter().any(|word| word == known)))
            && the_move.is_none_or(|known| !when.unless_move.iter().any(|word| word == known));
        let year_fits = match self.year {
            // A staged step stands in its own stage, so that one still to come is shown ahead.
            Some(year) => {
                when.to_year.is_none_or(|last| year <= last)
                    && (staged || when.from_year.is_none_or(|first| year >= first))
            }
            None => when.to_year.is_none() && when.from_year.is_none(),
        } && (!when.usual_year || situation.number(Fact::YearGroupOffset).unwrap_or(0) == 0);
        let answer = |name: &String| Fact::from_name(name).and_then(|fact| situation.yes_no(fact));
        let has = |name: &String| Fact::from_name(name).is_some_and(|fact| situation.get(fact).is_some());
        let rule_says_yes = |name: &String| {
            rules::named(name).is_some_and(|rule| rule.answer(&self.asked) == Ok(Answer::YesNo(true)))
        };
        let fits = word_fits(Fact::Support, &when.support)
            && setting_fits
            && move_fits
            && year_fits
            && when.known.iter().all(has)
            && when.rules.iter().all(rule_says_yes)
            && !when.without.iter().any(|name| answer(name) == Some(true))
            && !when.facts.iter().any(|name| answer(name) == Some(false))
            && (when.any_fact.is_empty() || when.any_fact.iter().any(|name| answer(name) != Some(false)));
        if !fits {
            return Applies::No;
        }
        let all_yes = when.facts.iter().all(|name| answer(name) == Some(true));
        let any_yes = when.any_fact.is_empty() || when.any_fact.iter().any(|name| answer(name) == Some(true));
        if all_yes && any_yes { Applies::Yes } else { Applies::Unknown }
    }

    /// Questions not answered yet that concern the child at this age.
    fn questions(&self) -> Vec<&'c Question> {
        self.packs
            .each()
            .flat_map(|pack| &pack.questions)
            .filter(|question| {
                Fact::from_name(&question.fact).is_some_and(|fact| !self.plan.facts.contains_key(&fact))
                    && matches!(self.applies(&question.applies, false), Applies::Yes)
            })
            .collect()
    }
}

/// The question about a fact that fits a child in this situation, or else the first one about it: where a
/// child is now is asked in other words at 3 than at 17.
pub fn question_about<'c>(
    fact: Fact,
    situation: &Situation,
    packs: Packs<'c>,
    holidays: &BankHolidays,
    today: NaiveDate,
) -> Option<&'c Question> {
    let about =
        || packs.each().flat_map(|pack| &pack.questions).filter(|question| question.fact == fact.name());
    about()
        .find(|question| question_applies(question, situation, packs, holidays, today))
        .or_else(|| about().next())
}

/// Whether a question is for a child in this situation; used when a plan is started.
pub fn question_applies(
    question: &Question,
    situation: &Situation,
    packs: Packs<'_>,
    holidays: &BankHolidays,
    today: NaiveDate,
) -> bool {
    let plan = Plan::new(
        crate::plan::PlanId::new(""),
        today,
        String::new(),
        crate::plan::Stamp { millis: 0, counter: 0, device: crate::plan::DeviceId::new("") },
    );
    let year = school_year_number(situation, today);
    let asked = Asked { situation, today, bank_holidays: holidays };
    let context = Context {
        plan: &plan,
        packs,
        asked,
        reception: None,
        year,
        terms: Vec::new(),
        done: Vec::new(),
        touched: Vec::new(),
    };
    matches!(context.applies(&question.applies, false), Applies::Yes)
}

/// The school year a child is in on a day (Reception is 0, the year before it -1).
pub fn school_year_number(situation: &Situation, today: NaiveDate) -> Option<i32> {
    Some(SchoolYear::containing(today).start_year() - situation.reception()?)
}

fn done_steps(plan: &Plan) -> Vec<String> {
    plan.statuses
        .iter()
        .filter(|(_, status)| matches!(status.value, Status::Done { .. } | Status::NotForUs { .. }))
        .map(|(key, _)| key.step_id().to_owned())
        .collect()
}

/// What the family has touched: given a status, a note or a date of their own. A key may come twice.
fn touched(plan: &Plan) -> Vec<StepKey> {
    let statuses = plan.statuses.iter().filter(|(_, status)| status.value != Status::NotStarted);
    let own_dates = plan.own_dates.iter().filter(|(_, day)| day.value.is_some());
    let notes = plan.records.values().filter_map(noted_step);
    let keys = statuses.map(|(key, _)| key).chain(own_dates.map(|(key, _)| key));
    keys.cloned().chain(notes).collect()
}

fn place_stage<'c>(stage: &'c Stage, reception: i32, today: NaiveDate) -> Option<PathStage<'c>> {
    let from = SchoolYear::starting(reception.saturating_add(stage.from_year)).first_day()?;
    let to = SchoolYear::starting(reception.saturating_add(stage.to_year)).last_day()?;
    let place = if to < today {
        Place::Past
    } else if from > today {
        Place::Ahead
    } else {
        Place::Here
    };
    Some(PathStage { stage, from, to, place, steps: Vec::new() })
}

struct Lateness {
    can_be_late: bool,
    begun: NaiveDate,
    remedy_until: Option<NaiveDate>,
    today: NaiveDate,
}

impl Lateness {
    fn of(&self, due: Due, own_date: Option<NaiveDate>, status: &Status) -> (Timing, Option<Fold>) {
        let today = self.today;
        let last = match (due, own_date) {
            // A date set locally and typed by the person is the date.
            (Due::NoDate { local: true }, own) => own,
            (Due::Deadline { .. } | Due::Window { .. }, _) => due.last(),
            _ => None,
        };
        // Whether the date could be missed on a day: not if it passed before the plan was begun,
        // unless there was still something to be done about it then.
        let remedy_open = |day: NaiveDate| self.remedy_until.is_some_and(|until| day <= until);
        let counts = |last: NaiveDate, day: NaiveDate| last >= self.begun || remedy_open(day);
        match status {
            Status::NotForUs { .. } => return (Timing::Settled, None),
            Status::Done { on } => {
                let late = self.can_be_late && last.is_some_and(|last| *on > last && counts(last, *on));
                return (if late { Timing::DoneLate } else { Timing::Settled }, None);
            }
            _ => {}
        }
        let untouched = matches!(status, Status::NotStarted);
        if let Some(last) = last.filter(|last| *last < today) {
            if untouched && !counts(last, today) {
                return (Timing::Undated, Some(Fold::BeforePlan));
            }
            // A year on, a missed date is history unless something can still be done about it.
            let history = match self.remedy_until {
                Some(until) => today > until,
                None => add_months(last, 12).is_some_and(|year| year < today),
            };
            return match self.can_be_late && counts(last, today) {
                true if !(untouched && history) => (Timing::Late { days: (today - last).num_days() }, None),
                _ if untouched => (Timing::Undated, Some(Fold::Over)),
                _ => (Timing::Now, None),
            };
        }
        let distance = |day: NaiveDate| match (day - today).num_days() {
            ..=0 => Timing::Now,
            1..=NEAR_DAYS => Timing::Near,
            _ => Timing::Coming,
        };
        // A date of the family's own that comes first (a meeting booked early) is what is near.
        let own_first = |timing: Timing, last: Option<NaiveDate>| match own_date {
            Some(own) if own >= today && last.is_none_or(|last| own < last) => distance(own),
            _ => timing,
        };
        match due {
            Due::Deadline { last, .. } => (own_first(distance(last), Some(last)), None),
            Due::Window { from, to } => (own_first(distance(from), Some(to)), None),
            Due::Opens { on, until } => match until.filter(|until| *until < today && untouched) {
                Some(until) if until < self.begun => (Timing::Undated, Some(Fold::BeforePlan)),
                Some(_) => (Timing::Undated, Some(Fold::Over)),
                None => (own_first(distance(on), None), None),
            },
            Due::Prompt { to, .. } if to < today && untouched => {
                let fold = if to < self.begun { Fold::BeforePlan } else { Fold::Over };
                (Timing::Undated, Some(fold))
            }
            Due::Prompt { from, .. } => (own_first(distance(from), None), None),
            Due::Needs(_) | Due::NoDate { .. } => {
                let timing = match own_date {
                    Some(own) if own >= today => distance(own),
                    Some(_) => Timing::Now,
                    None => Timing::Undated,
                };
                (timing, None)
            }
        }
    }
}

/// An undated step of a stage that is over has nothing to say any more.
fn fold_in_past_stage(step: &mut PathStep<'_>, stage_to: NaiveDate, begun: NaiveDate, today: NaiveDate) {
    let idle = matches!(step.status, Status::NotStarted) && step.own_date.is_none();
    if stage_to < today && step.timing == Timing::Undated && step.fold.is_none() && idle {
        step.fold = Some(if stage_to < begun { Fold::BeforePlan } else { Fold::Over });
    }
}

fn by_day(one: &PathStep<'_>, other: &PathStep<'_>) -> std::cmp::Ordering {
    let day = |step: &PathStep<'_>| step.due.anchor().or(step.own_date);
    match (day(one), day(other)) {
        (Some(a), Some(b)) => a.cmp(&b).then_with(|| one.key.cmp(&other.key)),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => one.key.cmp(&other.key),
    }
}

/// Steps by rank, then by day.
fn soonest_first<'s>(
    steps: impl Iterator<Item = (u8, NaiveDate, &'s StepKey)>,
) -> Vec<(u8, NaiveDate, &'s StepKey)> {
    let mut sorted = Vec::new();
    for step in steps {
        insert_in_order(&mut sorted, step, Ord::cmp);
    }
    sorted
}

/// From how many days before its end a running window counts like a date that is near.
const CLOSING_DAYS: i64 = 84;

/// What to do now: late, then dates that are near or running, then good moments, then rights.
fn now(path: &Path<'_>) -> Vec<StepKey> {
    let open = path.steps().filter(|step| step.is_open()).filter_map(|step| {
        let day = step.due.last().or(step.due.anchor());
        let own = step.own_date;
        let rank = match (step.timing, step.due) {
            (Timing::Late { .. }, _) => 0,
            (Timing::Now | Timing::Near, _) if own.is_some() => 1,
            (Timing::Now | Timing::Near, Due::Deadline { .. }) => 1,
            (Timing::Now, Due::Window { to, .. }) if (to - path.today).num_days() <= CLOSING_DAYS => 1,
            (Timing::Near, Due::Window { .. }) => 1,
            (Timing::Now, Due::Window { .. } | Due::Prompt { .. }) => 2,
            // A right that has stood for long is no news: it waits in its stage.
            (Timing::Now, Due::Opens { on, .. })
                if step.status == Status::NotStarted
                    && add_months(on, NEW_RIGHT_MONTHS).is_some_and(|end| end < path.today) =>
            {
                return None;
            }
            (Timing::Now, Due::Opens { .. }) => 3,
            (Timing::Near, _) => 4,
            _ => return None,
        };
        let day = match (day, own) {
            (Some(day), Some(own)) => day.min(own),
            (day, own) => day.or(own)?,
        };
        Some((rank * 2 + u8::from(!step.step.lead), day, &step.key))
    });
    soonest_first(open).into_iter().map(|(_, _, key)| key.clone()).collect()
}

fn next_coming(path: &Path<'_>) -> Option<StepKey> {
    path.steps()
        // Near too: a right that begins soon is not yet among what to do now.
        .filter(|step| !step.is_settled() && matches!(step.timing, Timing::Coming | Timing::Near))
        .filter_map(|step| {
            let day = step.first_ahead(step.due.anchor(), path.today)?;
            // Within a month, what a family can least afford to miss goes before good moments.
            Some(((day.year(), day.month(), !step.step.lead, day), &step.key))
        })
        .min()
        .map(|(_, key)| key.clone())
}

fn parts(path: &Path<'_>) -> Vec<(Part, usize, usize)> {
    const PARTS: [Part; 4] =
        [Part::WorkAndLearning, Part::HomeAndIndependence, Part::FriendsAndCommunity, Part::Health];
    let is_done = |step: &PathStep<'_>| matches!(step.status, Status::Done { .. });
    // Steps of years still to come would make everyone's progress look like nothing.
    let reached: Vec<&PathStep<'_>> = path
        .stages
        .iter()
        .flat_map(|stage| stage.steps.iter().filter(|step| stage.place != Place::Ahead || is_done(step)))
        .chain(&path.any_time)
        .filter(|step| step.fold.is_none() && !matches!(step.status, Status::NotForUs { .. }))
        .collect();
    PARTS
        .into_iter()
        .map(|part| {
            let of_part = || reached.iter().filter(|step| step.step.part == Some(part));
            (part, of_part().filter(|step| is_done(step)).count(), of_part().count())
        })
        .filter(|(_, _, all)| *all > 0)
        .collect()
}

/// Between moves; for a child at an infant school, its last year has a move of its own.
fn quiet<'c>(path: &Path<'c>, infant_school: bool) -> Option<Quiet<'c>> {
    let moves = |stage: &Stage| {
        stage.pathway != Pathway::EveryYear || (infant_school && stage.from_year == LAST_INFANT_YEAR)
    };
    if moves(path.here()?.stage) {
        return None;
    }
    path.stages
        .iter()
        .find(|stage| stage.place == Place::Ahead && moves(stage.stage))
        .map(|stage| Quiet { next: stage.stage, starts: stage.from })
}
