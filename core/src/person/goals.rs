//! Goals and their small steps: records of the kinds `goal` and `small_step`.
//!
//! A goal is the person's words first. Somebody who writes for a person without words says how it was
//! shown, who says so and when, and gets the third-person wording of an idea. How far a goal has come
//! is told as stops on a way and in words, never as points. What can be worked out (how far, which goals
//! belong to this stage) is never stored.
//!
//! A goal that goes on has no `state`: so somebody else can pause it as long as the young person has not
//! said anything about it themselves.

use chrono::NaiveDate;

use crate::calendar::{SchoolYear, add_months, age_on, birthday, date_short, iso, parse_iso, reception_year};
use crate::order::insert_in_order;
use crate::pack::Part;
use crate::pack::library::{AgeBand, Goal as Idea, Level};
use crate::person::Answer;
use crate::plan::record::{Author, REMOVED, Record, RecordId, Voice, Words, date_text, typed};
use crate::plan::register::Written;
use crate::plan::{Edit, Plan, StepKey};
use crate::search::fits;

/// The kind of a goal.
pub const GOAL: &str = "goal";
/// The kind of a small step.
pub const SMALL_STEP: &str = "small_step";

/// The goal's words.
pub const WHAT: &str = "what";
/// The idea it was made from, by id.
pub const IDEA: &str = "idea";
/// The part of adult life.
pub const PART: &str = "part";
/// Pictures, by id, parted by spaces; the first stands for the goal.
pub const PICTURE: &str = "picture";
/// Who helps.
pub const WHO: &str = "who";
/// What helps.
pub const HELPS: &str = "helps";
/// By which day.
pub const BY: &str = "by";
/// The same as it was chosen: "by the end of Year 10".
pub const BY_WORDS: &str = "by_words";
/// `paused` or `finished`; nothing while it goes on.
pub const STATE: &str = "state";
/// The day it was finished.
pub const FINISHED_ON: &str = "finished_on";
/// How a person without words showed it: words of [`SIGNS`], parted by spaces.
pub const SHOWED_HOW: &str = "showed_how";
/// Who saw it and says so.
pub const SHOWED_WHO: &str = "showed_who";
/// The day it was seen.
pub const SHOWED_ON: &str = "showed_on";
/// The meeting it goes to, by record.
pub const MEETING: &str = "meeting";
/// Steps of the path that go with it, by key, parted by spaces.
pub const STEPS: &str = "steps";
/// The goal of a small step, by record.
pub const OF_GOAL: &str = "goal";
/// The answer to a small step.
pub const ANSWER: &str = "answer";
/// Where a small step stands among the others, as a whole number.
pub const ORDER: &str = "order";

/// How a person who does not use words can show something: the word stored, the words read, a picture.
pub const SIGNS: [(&str, &str, &str); 8] = [
    ("look", "Looked at it", "eye"),
    ("turn", "Turned to it or away", "swap"),
    ("smile", "Smiled", "happy"),
    ("push_away", "Pushed it away", "stop"),
    ("still", "Became still", "calm"),
    ("sign", "Used a sign", "sign-language"),
    ("symbol", "Used a symbol or picture", "communication-board"),
    ("switch", "Used a switch", "switch"),
];

/// How things stand with a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It goes on.
    Going,
    /// It rests.
    Paused,
    /// It is reached, or was ended.
    Finished,
}

impl State {
    /// What stands in the field.
    pub fn word(self) -> Option<String> {
        match self {
            State::Going => None,
            State::Paused => Some("paused".to_owned()),
            State::Finished => Some("finished".to_owned()),
        }
    }
}

/// The four parts with their words in a field.
pub const PARTS: [(Part, &str); 4] = [
    (Part::WorkAndLearning, "work_and_learning"),
    (Part::HomeAndIndependence, "home_and_independence"),
    (Part::FriendsAndCommunity, "friends_and_community"),
    (Part::Health, "health"),
];

/// The word of a part in a field.
pub fn part_word(part: Part) -> &'static str {
    PARTS.iter().find(|(known, _)| *known == part).map_or("", |(_, word)| word)
}

/// The part of a word.
pub fn part_of_word(word: &str) -> Option<Part> {
    PARTS.iter().find(|(_, known)| *known == word).map(|(part, _)| *part)
}

/// How somebody without words showed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Showed {
    /// Words of [`SIGNS`].
    pub how: Vec<&'static str>,
    /// Who says so.
    pub who: String,
    /// When it was.
    pub on: Option<NaiveDate>,
}

/// The signs a field names; what is none is left out.
pub fn signs_in(text: &str) -> Vec<&'static str> {
    let known = |word: &str| SIGNS.iter().find(|(sign, _, _)| *sign == word).map(|(sign, _, _)| *sign);
    text.split_ascii_whitespace().filter_map(known).collect()
}

/// By when: a day, and the words it was chosen by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The last day in time.
    pub day: NaiveDate,
    /// For example "by the end of Year 10".
    pub words: String,
}

impl When {
    /// A day of its own.
    pub fn on(day: NaiveDate) -> Self {
        Self { day, words: ["by ", &date_short(day)].concat() }
    }
}

/// Ends of school years and birthdays to choose from, soonest first. Days are civil days of the calendar:
/// a school year ends on 31 August, and "by the 16th birthday" is that day.
pub fn whens(born: Option<NaiveDate>, offset: i32, today: NaiveDate) -> Vec<When> {
    let mut found: Vec<When> = Vec::new();
    let mut add = |day: Option<NaiveDate>, words: String| {
        if let Some(day) = day.filter(|day| *day > today) {
            insert_in_order(&mut found, When { day, words }, |one, other| one.day.cmp(&other.day));
        }
    };
    let now = SchoolYear::containing(today).start_year();
    for ahead in 0..3 {
        let Some(year) = now.checked_add(ahead) else { continue };
        let end = SchoolYear::starting(year).last_day();
        let group = born.map(|born| year - reception_year(born, offset));
        let words = match group {
            Some(-1) => "by the start of Reception".to_owned(),
            Some(0) => "by the end of Reception".to_owned(),
            Some(group @ 1..=13) => ["by the end of Year ", &group.to_string()].concat(),
            // Beyond school, or long before it, years have no number.
            _ => ["by the end of August ", &(year + 1).to_string()].concat(),
        };
        add(end, words);
    }
    if let Some(born) = born {
        let next = age_on(born, today).saturating_add(1);
        // The next one, and those at which something changes.
        for age in [next, 5, 11, 16, 18, 25] {
            let is_near = age == next || (age > next && age <= next.saturating_add(2));
            if is_near {
                add(birthday(born, age), ["by the ", &ordinal(age), " birthday"].concat());
            }
        }
    }
    found
}

fn ordinal(number: i32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    [number.to_string().as_str(), ending].concat()
}

/// A goal before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewGoal {
    /// Its words; may be empty where there are pictures.
    pub what: String,
    /// The idea it came from, by id; may be empty.
    pub idea: String,
    /// The part of adult life.
    pub part: Option<Part>,
    /// Pictures, by id.
    pub pictures: Vec<String>,
    /// Who helps.
    pub who: String,
    /// What helps.
    pub helps: String,
    /// By when.
    pub by: Option<When>,
    /// How it was shown, where no words were used.
    pub showed: Option<Showed>,
}

/// What writes a new goal.
pub fn start(id: &RecordId, goal: NewGoal, by: &Author) -> Vec<Edit> {
    let showed = goal.showed.unwrap_or_default();
    let fields = [
        (WHAT, typed(&goal.what)),
        (IDEA, typed(&goal.idea)),
        (PART, goal.part.map(|part| part_word(part).to_owned())),
        (PICTURE, typed(&goal.pictures.join(" "))),
        (WHO, typed(&goal.who)),
        (HELPS, typed(&goal.helps)),
        (BY, goal.by.as_ref().and_then(|when| date_text(when.day))),
        (BY_WORDS, goal.by.map(|when| when.words)),
        (SHOWED_HOW, typed(&showed.how.join(" "))),
        (SHOWED_WHO, typed(&showed.who)),
        (SHOWED_ON, showed.on.map(iso)),
    ];
    let filled = fields.into_iter().filter(|(_, text)| text.is_some());
    filled.map(|(field, text)| Edit::write(GOAL, id, field, text, by)).collect()
}

/// What writes one field of a goal.
pub fn write(id: &RecordId, field: &str, text: &str, by: &Author) -> Edit {
    Edit::write(GOAL, id, field, typed(text), by)
}

/// What sets by when, or takes it away.
pub fn set_when(id: &RecordId, when: Option<When>, by: &Author) -> Vec<Edit> {
    vec![
        Edit::write(GOAL, id, BY, when.as_ref().and_then(|when| date_text(when.day)), by),
        Edit::write(GOAL, id, BY_WORDS, when.map(|when| when.words), by),
    ]
}

/// What pauses a goal, goes on with it, or finishes it on a day.
pub fn set_state(id: &RecordId, state: State, today: NaiveDate, by: &Author) -> Vec<Edit> {
    let finished = if state == State::Finished { date_text(today) } else { None };
    vec![Edit::write(GOAL, id, STATE, state.word(), by), Edit::write(GOAL, id, FINISHED_ON, finished, by)]
}

/// What adds small steps to a goal, after those it has.
pub fn add_small_steps(
    goal: &RecordId,
    after: usize,
    steps: impl IntoIterator<Item = (RecordId, String)>,
    by: &Author,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (at, (id, what)) in steps.into_iter().enumerate() {
        let fields = [
            (OF_GOAL, Some(goal.as_str().to_owned())),
            (WHAT, typed(&what)),
            (ORDER, Some((after + at + 1).to_string())),
        ];
        edits.extend(fields.into_iter().map(|(field, text)| Edit::write(SMALL_STEP, &id, field, text, by)));
    }
    edits
}

/// What answers a small step, or takes the answer back.
pub fn answer(step: &RecordId, answer: Option<Answer>, by: &Author) -> Edit {
    Edit::write(SMALL_STEP, step, ANSWER, answer.map(|answer| answer.word().to_owned()), by)
}

/// What links a goal with steps of the path.
pub fn link_steps(id: &RecordId, steps: &[StepKey], by: &Author) -> Edit {
    let keys = steps.iter().map(StepKey::as_str).collect::<Vec<_>>().join(" ");
    write(id, STEPS, &keys, by)
}

/// A goal of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal<'p> {
    /// Its record's id.
    pub id: &'p RecordId,
    /// Its record.
    pub record: &'p Record,
}

impl<'p> Goal<'p> {
    /// Its words; empty where it stands in pictures only.
    pub fn what(self) -> &'p str {
        self.record.text(WHAT)
    }

    /// Its pictures, by id; the first stands for it.
    pub fn pictures(self) -> impl Iterator<Item = &'p str> {
        self.record.text(PICTURE).split_ascii_whitespace()
    }

    /// Its part of adult life.
    pub fn part(self) -> Option<Part> {
        part_of_word(self.record.text(PART))
    }

    /// How things stand with it.
    pub fn state(self) -> State {
        match self.record.text(STATE) {
            "paused" => State::Paused,
            "finished" => State::Finished,
            _ => State::Going,
        }
    }

    /// By which day.
    pub fn by(self) -> Option<NaiveDate> {
        self.record.date(BY)
    }

    /// By when, as it was chosen.
    pub fn by_words(self) -> Option<String> {
        let day = self.by()?;
        Some(typed(self.record.text(BY_WORDS)).unwrap_or_else(|| When::on(day).words))
    }

    /// The day it was finished.
    pub fn finished_on(self) -> Option<NaiveDate> {
        self.record.date(FINISHED_ON)
    }

    /// How it was shown, where no words were used.
    pub fn showed(self) -> Option<Showed> {
        let how = signs_in(self.record.text(SHOWED_HOW));
        let who = self.record.text(SHOWED_WHO);
        let on = self.record.date(SHOWED_ON);
        let is_any = !how.is_empty() || !who.is_empty();
        is_any.then(|| Showed { how, who: who.to_owned(), on })
    }

    /// Who wrote its words, or chose its pictures.
    pub fn by_whom(self) -> Option<&'p Author> {
        let field = self.record.field(WHAT).filter(|field| field.value.text.is_some());
        field.or_else(|| self.record.field(PICTURE)).map(|field| &field.value.by)
    }

    /// Whether the words are the young person's own.
    pub fn is_their_own(self) -> bool {
        self.by_whom().is_some_and(|by| by.voice == Voice::YoungPerson) && self.showed().is_none()
    }

    /// Steps of the path that go with it.
    pub fn steps(self) -> Vec<StepKey> {
        self.record.text(STEPS).split_ascii_whitespace().map(StepKey::new).collect()
    }

    /// The meeting it goes to.
    pub fn meeting(self) -> Option<RecordId> {
        typed(self.record.text(MEETING)).map(RecordId::new)
    }

    /// Every wording it has had, the first one first, with who wrote it.
    pub fn wordings(self) -> Vec<&'p Written<Words>> {
        let field = self.record.field(WHAT);
        field
            .into_iter()
            .flat_map(|field| field.writings())
            .filter(|words| words.value.text.is_some())
            .collect()
    }
}

/// A small step of a goal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmallStep<'p> {
    /// Its record's id.
    pub id: &'p RecordId,
    /// Its record.
    pub record: &'p Record,
}

impl<'p> SmallStep<'p> {
    /// Its words.
    pub fn what(self) -> &'p str {
        self.record.text(WHAT)
    }

    /// Its answer so far.
    pub fn answer(self) -> Option<Answer> {
        Answer::read(self.record.text(ANSWER))
    }

    fn order(self) -> u32 {
        self.record.text(ORDER).parse().unwrap_or(u32::MAX)
    }
}

/// How far a goal has come, to be put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowFar {
    /// It has no small steps.
    NoSteps,
    /// Nothing is answered yet.
    ToStart,
    /// Something is answered, nothing done yet.
    Trying,
    /// Less than half is done.
    OnTheWay,
    /// Half or more is done.
    HalfWay,
    /// One is left.
    OneLeft,
    /// All can be done, alone or with support.
    AllDone,
}

/// How far a goal has come by the answers to its small steps.
pub fn how_far(steps: &[SmallStep<'_>]) -> HowFar {
    let all = steps.len();
    let answered = steps.iter().filter(|step| step.answer().is_some()).count();
    let able = steps.iter().filter(|step| step.answer().is_some_and(Answer::is_able)).count();
    match (able, answered, all) {
        (_, _, 0) => HowFar::NoSteps,
        (able, _, all) if able == all => HowFar::AllDone,
        (0, 0, _) => HowFar::ToStart,
        (0, _, _) => HowFar::Trying,
        (able, _, all) if able + 1 == all => HowFar::OneLeft,
        (able, _, all) if able * 2 >= all => HowFar::HalfWay,
        _ => HowFar::OnTheWay,
    }
}

/// The small step to look at next: the first that cannot be done yet.
pub fn next_step<'s, 'p>(steps: &'s [SmallStep<'p>]) -> Option<&'s SmallStep<'p>> {
    steps.iter().find(|step| !step.answer().is_some_and(Answer::is_able))
}

impl Plan {
    /// The goals that have not been taken away, in the order they were begun.
    pub fn goals(&self) -> Vec<Goal<'_>> {
        let mut goals = Vec::new();
        for (id, record) in self.records_of(GOAL) {
            insert_in_order(&mut goals, Goal { id, record }, |one, other| {
                (one.record.first_written(), one.id).cmp(&(other.record.first_written(), other.id))
            });
        }
        goals
    }

    /// One goal; none once it is taken away.
    pub fn goal(&self, id: &RecordId) -> Option<Goal<'_>> {
        let (id, record) = self.records.iter().find(|(known, _)| *known == id)?;
        (record.kind == GOAL && record.removed_on().is_none()).then_some(Goal { id, record })
    }

    /// The small steps of a goal in their order.
    pub fn small_steps(&self, goal: &RecordId) -> Vec<SmallStep<'_>> {
        let mut steps = Vec::new();
        for (id, record) in
            self.records_of(SMALL_STEP).filter(|(_, step)| step.text(OF_GOAL) == goal.as_str())
        {
            insert_in_order(&mut steps, SmallStep { id, record }, |one, other| {
                (one.order(), one.record.first_written(), one.id).cmp(&(
                    other.order(),
                    other.record.first_written(),
                    other.id,
                ))
            });
        }
        steps
    }
}

/// What takes a goal or a small step away.
pub fn take_away(kind: &str, id: &RecordId, today: NaiveDate, by: &Author) -> Edit {
    Edit::write(kind, id, REMOVED, date_text(today), by)
}

/// Goals set against the end of a stage: "outcomes met by the end of this phase" (coverage row 28).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary<'p> {
    /// Finished since the stage began.
    pub met: Vec<Goal<'p>>,
    /// To be reached by its end, and not yet.
    pub open: Vec<Goal<'p>>,
    /// For later, or without a date.
    pub later: Vec<Goal<'p>>,
}

/// Sorts a plan's goals by a stage from its first day to its last.
pub fn summary<'p>(goals: &[Goal<'p>], from: NaiveDate, to: NaiveDate) -> Summary<'p> {
    let mut summary = Summary::default();
    for goal in goals {
        match goal.state() {
            State::Finished => {
                if goal.finished_on().is_none_or(|day| day >= from && day <= to) {
                    summary.met.push(*goal);
                }
            }
            _ if goal.by().is_some_and(|by| by <= to) => summary.open.push(*goal),
            _ => summary.later.push(*goal),
        }
    }
    summary
}

/// All bands of ages, youngest first.
pub const BANDS: [AgeBand; 6] = [
    AgeBand::From0To4,
    AgeBand::From5To10,
    AgeBand::From11To13,
    AgeBand::From14To16,
    AgeBand::From16To19,
    AgeBand::From19To25,
];

/// The bands that fit somebody: by age, and by school year, because the band for 14 to 16 is written for
/// Years 9 to 11.
pub fn bands(born: NaiveDate, offset: i32, today: NaiveDate) -> Vec<AgeBand> {
    let age = age_on(born, today);
    let year = SchoolYear::containing(today).start_year() - reception_year(born, offset);
    let fits = |band: AgeBand| match band {
        AgeBand::From0To4 => age <= 4,
        AgeBand::From5To10 => (5..=10).contains(&age),
        AgeBand::From11To13 => (11..=13).contains(&age),
        AgeBand::From14To16 => (14..=16).contains(&age) || (9..=11).contains(&year),
        AgeBand::From16To19 => (16..=19).contains(&age),
        AgeBand::From19To25 => age >= 19,
    };
    BANDS.into_iter().filter(|band| fits(*band)).collect()
}

/// Which ideas are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Bands of ages; empty for all.
    pub ages: Vec<AgeBand>,
    /// The part of adult life.
    pub part: Option<Part>,
    /// How much support.
    pub level: Option<Level>,
    /// Words to look for; may be misspelled.
    pub words: String,
}

/// The ideas that are wanted, the best first where there are words to look for.
pub fn ideas<'l>(all: &'l [Idea], wanted: &Wanted) -> Vec<&'l Idea> {
    let mut found: Vec<(u32, &Idea)> = Vec::new();
    for idea in all {
        let is_wanted = (wanted.ages.is_empty() || wanted.ages.contains(&idea.age))
            && wanted.part.is_none_or(|part| idea.part == part)
            && wanted.level.is_none_or(|level| idea.level == level);
        if !is_wanted {
            continue;
        }
        let away = if wanted.words.trim().is_empty() {
            Some(0)
        } else {
            let easy = idea.easy.iter().map(|line| [&line.words, " ", &line.picture].concat());
            let more =
                [idea.outcome.clone(), idea.third.clone(), easy.collect::<Vec<_>>().join(" ")].join(" ");
            fits(&wanted.words, &idea.plain, &more)
        };
        if let Some(away) = away {
            insert_in_order(&mut found, (away, idea), |(one, _), (other, _)| one.cmp(other));
        }
    }
    found.into_iter().map(|(_, idea)| idea).collect()
}

/// The wording of an idea for whoever writes it: the young person's in the first person; of somebody who
/// shows it without words, what others see; else what a plan says, or of a small child what a parent
/// says. `{name}` stands for the name.
pub fn wording(idea: &Idea, voice: Voice, without_words: bool) -> String {
    let is_small = idea.age == AgeBand::From0To4;
    match voice {
        _ if without_words && !idea.third.is_empty() => idea.third.clone(),
        _ if without_words => idea.outcome.clone(),
        // In the pack a parent speaks for a small child; the child speaks in its Easy Read.
        Voice::YoungPerson if is_small => {
            idea.easy.iter().map(|line| line.words.as_str()).collect::<Vec<_>>().join(" ")
        }
        Voice::YoungPerson => idea.plain.clone(),
        Voice::ParentCarer if is_small => idea.plain.clone(),
        Voice::ParentCarer | Voice::School => idea.outcome.clone(),
    }
}

/// Small steps to begin with, by how much support a goal has in mind. They are said of nobody, so that
/// they fit anybody's goal.
pub fn suggested_steps(level: Option<Level>) -> [&'static str; 5] {
    match level {
        Some(Level::FullSupport) => [
            "See, hear or touch it first",
            "Try it for a short time",
            "Choose when to stop",
            "Try it again on another day",
            "Try it with another person",
        ],
        Some(Level::Own) => [
            "Find out how it is done",
            "Watch somebody do it",
            "Do it with somebody near",
            "Do it alone once",
            "Do it alone on 3 days",
        ],
        Some(Level::SomeSupport) | None => [
            "Find out how it is done",
            "Watch somebody do it",
            "Do one part of it",
            "Do all of it with help",
            "Do it with less help",
        ],
    }
}

/// The day that a person's own "by" date may be at the latest: 25 years on, so that a slip of the
/// keyboard is noticed.
pub fn latest_by(today: NaiveDate) -> NaiveDate {
    add_months(today, 12 * 25).unwrap_or(today)
}

/// Reads back a day chosen from [`whens`], by its ISO text.
pub fn chosen_when(choices: Vec<When>, iso_day: &str) -> Option<When> {
    let day = parse_iso(iso_day)?;
    choices.into_iter().find(|when| when.day == day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::EasyLine;
    use crate::plan::{DeviceId, EditError, PlanId, Stamp};

    fn on(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    fn me() -> Author {
        Author::of(Voice::YoungPerson)
    }

    fn parent() -> Author {
        Author::of(Voice::ParentCarer)
    }

    struct Desk {
        plan: Plan,
        millis: i64,
    }

    impl Desk {
        fn new() -> Self {
            let first = Stamp::after(None, 1, &DeviceId::new("phone"));
            Self { plan: Plan::new(PlanId::new("p"), on("2026-11-22"), "Maya".into(), first), millis: 1 }
        }

        /// Applies edits, an hour after those before; returns what takes them back, last first.
        fn play(&mut self, edits: Vec<Edit>) -> Vec<Edit> {
            self.millis += 3_600_000;
            let mut undo = Vec::new();
            for edit in edits {
                let stamp = Stamp::after(self.plan.latest_stamp(), self.millis, &DeviceId::new("phone"));
                undo.insert(0, self.plan.apply(edit, stamp).unwrap());
            }
            undo
        }

        fn refuses(&mut self, edit: Edit) {
            let before = self.plan.clone();
            let stamp = Stamp::after(self.plan.latest_stamp(), self.millis, &DeviceId::new("phone"));
            assert_eq!(self.plan.apply(edit, stamp), Err(EditError::TheirWords));
            assert_eq!(self.plan, before);
        }
    }

    fn id(text: &str) -> RecordId {
        RecordId::new(text)
    }

    fn bus() -> NewGoal {
        NewGoal {
            what: " I want to get the bus on my own. ".to_owned(),
            part: Some(Part::HomeAndIndependence),
            pictures: vec!["bus".to_owned(), "young-person".to_owned()],
            who: "My brother".to_owned(),
            by: Some(When { day: on("2028-08-31"), words: "by the end of Year 10".to_owned() }),
            ..NewGoal::default()
        }
    }

    #[test]
    fn a_goal_is_read_as_it_was_written() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        let goals = desk.plan.goals();
        let goal = goals[0];
        assert_eq!(goal.what(), "I want to get the bus on my own.");
        assert_eq!(goal.part(), Some(Part::HomeAndIndependence));
        assert_eq!(goal.pictures().collect::<Vec<_>>(), ["bus", "young-person"]);
        assert_eq!(
            (goal.by(), goal.by_words().as_deref()),
            (Some(on("2028-08-31")), Some("by the end of Year 10"))
        );
        assert_eq!(goal.state(), State::Going);
        assert!(goal.is_their_own() && goal.showed().is_none());
        assert!(goal.record.field(STATE).is_none(), "nothing is said of a goal that goes on");
    }

    #[test]
    fn by_pictures_alone_it_is_theirs_too() {
        let mut desk = Desk::new();
        let goal =
            NewGoal { pictures: vec!["swim".to_owned()], part: Some(Part::Health), ..NewGoal::default() };
        desk.play(start(&id("g"), goal, &me()));
        let goals = desk.plan.goals();
        assert_eq!(goals[0].what(), "");
        assert!(goals[0].is_their_own());
    }

    #[test]
    fn what_was_shown_without_words_says_how_who_and_when() {
        let mut desk = Desk::new();
        let showed =
            Showed { how: vec!["look", "smile"], who: "Her mum".to_owned(), on: Some(on("2026-11-20")) };
        let goal = NewGoal {
            what: "Maya looks at the water and smiles.".to_owned(),
            showed: Some(showed.clone()),
            ..NewGoal::default()
        };
        desk.play(start(&id("g"), goal.clone(), &parent()));
        desk.play(start(&id("h"), goal, &me()));
        let goals = desk.plan.goals();
        assert_eq!(goals[0].showed(), Some(showed));
        assert!(goals.iter().all(|goal| !goal.is_their_own()), "nobody's first person");
        assert_eq!(signs_in("look dance  switch"), ["look", "switch"]);
    }

    #[test]
    fn only_they_change_their_words_and_each_wording_is_kept() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        desk.refuses(write(&id("g"), WHAT, "Maya will use public transport.", &parent()));
        desk.refuses(write(&id("g"), WHAT, "", &parent()));
        desk.refuses(take_away(GOAL, &id("g"), on("2026-11-22"), &parent()));
        desk.play(vec![write(&id("g"), WHAT, "I want to get the train.", &me())]);
        let goals = desk.plan.goals();
        let wordings: Vec<&str> =
            goals[0].wordings().iter().filter_map(|writing| writing.value.text.as_deref()).collect();
        assert_eq!(wordings, ["I want to get the bus on my own.", "I want to get the train."]);
    }

    #[test]
    fn pausing_going_on_and_finishing_are_taken_back_whole() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        let today = on("2026-11-22");
        for state in [State::Paused, State::Finished] {
            let undo = desk.play(set_state(&id("g"), state, today, &parent()));
            let goals = desk.plan.goals();
            assert_eq!(goals[0].state(), state);
            assert_eq!(goals[0].finished_on(), (state == State::Finished).then_some(today));
            desk.play(undo);
            let goals = desk.plan.goals();
            assert_eq!((goals[0].state(), goals[0].finished_on()), (State::Going, None));
        }
        // Once the young person has said so, nobody else goes on with it.
        desk.play(set_state(&id("g"), State::Paused, today, &me()));
        for edit in set_state(&id("g"), State::Finished, today, &parent()).into_iter().take(1) {
            desk.refuses(edit);
        }
        desk.play(set_state(&id("g"), State::Going, today, &me()));
        desk.play(set_state(&id("g"), State::Finished, today, &parent()));
    }

    #[test]
    fn small_steps_stand_in_their_order_and_tell_how_far() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        let steps = |desk: &Desk| -> HowFar { how_far(&desk.plan.small_steps(&id("g"))) };
        assert_eq!(steps(&desk), HowFar::NoSteps);
        let named = |names: &[(&str, &str)]| -> Vec<(RecordId, String)> {
            names.iter().map(|(key, what)| (id(key), (*what).to_owned())).collect()
        };
        desk.play(add_small_steps(
            &id("g"),
            0,
            named(&[("s9", "Ask for the times"), ("s1", "Go with Jo")]),
            &me(),
        ));
        desk.play(add_small_steps(&id("g"), 2, named(&[("s5", "Go alone"), ("s4", "Go again")]), &parent()));
        desk.play(add_small_steps(&id("other"), 0, named(&[("s0", "Something else")]), &me()));
        let words: Vec<&str> = desk.plan.small_steps(&id("g")).iter().map(|step| step.what()).collect();
        assert_eq!(words, ["Ask for the times", "Go with Jo", "Go alone", "Go again"]);
        assert_eq!(steps(&desk), HowFar::ToStart);
        for (step, said, far) in [
            ("s9", Answer::NotYet, HowFar::Trying),
            ("s9", Answer::WithSupport, HowFar::OnTheWay),
            ("s5", Answer::Yes, HowFar::HalfWay),
            ("s1", Answer::Yes, HowFar::OneLeft),
            ("s4", Answer::NotSure, HowFar::OneLeft),
            ("s4", Answer::Yes, HowFar::AllDone),
        ] {
            desk.play(vec![answer(&id(step), Some(said), &me())]);
            assert_eq!(steps(&desk), far, "{step} {said:?}");
        }
        desk.refuses(answer(&id("s9"), Some(Answer::Yes), &parent()));
        desk.play(vec![answer(&id("s1"), None, &me())]);
        let small = desk.plan.small_steps(&id("g"));
        assert_eq!(next_step(&small).map(|step| step.what()), Some("Go with Jo"));
    }

    #[test]
    fn by_the_end_of_a_year_is_a_civil_day() {
        // In Year 9 on that day.
        let choices = whens(Some(on("2013-03-14")), 0, on("2026-11-22"));
        let all: Vec<(String, &str)> =
            choices.iter().map(|when| (iso(when.day), when.words.as_str())).collect();
        let expected = [
            ("2027-03-14", "by the 14th birthday"),
            ("2027-08-31", "by the end of Year 9"),
            ("2028-08-31", "by the end of Year 10"),
            ("2029-03-14", "by the 16th birthday"),
            ("2029-08-31", "by the end of Year 11"),
        ];
        assert_eq!(all, expected.map(|(day, words)| (day.to_owned(), words)));
        // Taught a year below, on the last day of the school year: that day is not ahead any more.
        let choices = whens(Some(on("2013-03-14")), 1, on("2027-08-31"));
        let first = choices.iter().find(|when| when.words.contains("Year")).unwrap();
        assert_eq!((iso(first.day).as_str(), first.words.as_str()), ("2028-08-31", "by the end of Year 9"));
        let words = |born: &str| -> Vec<String> {
            whens(Some(on(born)), 0, on("2026-11-22")).into_iter().map(|when| when.words).collect()
        };
        assert_eq!(words("2023-03-20")[..2], ["by the 4th birthday", "by the start of Reception"]);
        assert!(words("2003-03-14").contains(&"by the end of August 2027".to_owned()));
        assert_eq!(whens(None, 0, on("2026-11-22")).len(), 3);
        assert_eq!([1, 2, 3, 11, 12, 21, 22].map(ordinal).join(" "), "1st 2nd 3rd 11th 12th 21st 22nd");
    }

    #[test]
    fn the_edges_of_time_do_not_panic() {
        for day in [NaiveDate::MIN, NaiveDate::MAX, on("2026-11-22")] {
            for born in [None, Some(NaiveDate::MIN), Some(NaiveDate::MAX)] {
                for offset in [i32::MIN, 0, i32::MAX] {
                    let _ = whens(born, offset, day);
                    let _ = born.map(|born| bands(born, offset, day));
                }
            }
            let _ = latest_by(day);
        }
    }

    fn idea(id: &str, age: AgeBand, level: Level, plain: &str) -> Idea {
        Idea {
            id: id.to_owned(),
            part: Part::HomeAndIndependence,
            age,
            level,
            outcome: "Crosses a quiet road with an adult.".to_owned(),
            plain: plain.to_owned(),
            easy: vec![
                EasyLine { picture: "stop".to_owned(), words: "I stop.".to_owned() },
                EasyLine { picture: "eye".to_owned(), words: "I look.".to_owned() },
            ],
            picture: "stop".to_owned(),
            third: String::new(),
            third_easy: Vec::new(),
        }
    }

    #[test]
    fn ideas_fit_age_and_year() {
        let of = |born: &str| bands(on(born), 0, on("2026-11-22"));
        assert_eq!(of("2024-01-01"), [AgeBand::From0To4]);
        assert_eq!(of("2017-06-01"), [AgeBand::From5To10]);
        // 13 and in Year 9.
        assert_eq!(of("2013-03-14"), [AgeBand::From11To13, AgeBand::From14To16]);
        assert_eq!(of("2010-10-01"), [AgeBand::From14To16, AgeBand::From16To19]);
        assert_eq!(of("2007-05-01"), [AgeBand::From16To19, AgeBand::From19To25]);
        assert_eq!(of("1999-05-01"), [AgeBand::From19To25]);
    }

    #[test]
    fn ideas_are_found_by_part_support_and_words_even_misspelled() {
        let all = [
            idea("a", AgeBand::From5To10, Level::SomeSupport, "I cross the road with an adult."),
            idea("b", AgeBand::From5To10, Level::Own, "I make a snack."),
            idea("c", AgeBand::From14To16, Level::Own, "I use the bus on my own."),
        ];
        let found = |wanted: Wanted| -> Vec<&str> {
            ideas(&all, &wanted).into_iter().map(|idea| idea.id.as_str()).collect()
        };
        assert_eq!(found(Wanted::default()), ["a", "b", "c"]);
        let small = vec![AgeBand::From5To10];
        assert_eq!(
            found(Wanted { ages: small.clone(), level: Some(Level::Own), ..Wanted::default() }),
            ["b"]
        );
        assert_eq!(found(Wanted { part: Some(Part::Health), ..Wanted::default() }), Vec::<&str>::new());
        assert_eq!(found(Wanted { words: "snakc".to_owned(), ..Wanted::default() }), ["b"]);
        assert_eq!(found(Wanted { words: "road".to_owned(), ages: small, ..Wanted::default() })[0], "a");
    }

    #[test]
    fn nobody_is_given_a_first_person_they_did_not_use() {
        let mut some = idea("a", AgeBand::From11To13, Level::FullSupport, "I cross the road.");
        some.third = "{name} looks at the road before crossing.".to_owned();
        assert_eq!(wording(&some, Voice::YoungPerson, false), "I cross the road.");
        for voice in [Voice::YoungPerson, Voice::ParentCarer, Voice::School] {
            assert_eq!(wording(&some, voice, true), some.third);
        }
        for voice in [Voice::ParentCarer, Voice::School] {
            assert_eq!(wording(&some, voice, false), some.outcome);
        }
        some.third = String::new();
        assert_eq!(wording(&some, Voice::YoungPerson, true), some.outcome);
        let small = idea("b", AgeBand::From0To4, Level::Own, "My child crosses the road.");
        assert_eq!(wording(&small, Voice::ParentCarer, false), small.plain);
        assert_eq!(wording(&small, Voice::YoungPerson, false), "I stop. I look.");
        assert_eq!(wording(&small, Voice::School, false), small.outcome);
    }

    #[test]
    fn goals_are_set_against_the_end_of_a_stage() {
        let mut desk = Desk::new();
        let by =
            |day: &str| NewGoal { what: day.to_owned(), by: Some(When::on(on(day))), ..NewGoal::default() };
        for (key, day) in [("a", "2027-05-01"), ("b", "2027-09-01"), ("c", "2027-06-01"), ("d", "2026-01-01")]
        {
            desk.play(start(&id(key), by(day), &parent()));
        }
        desk.play(start(&id("e"), NewGoal { what: "Some day".to_owned(), ..NewGoal::default() }, &parent()));
        desk.play(set_state(&id("c"), State::Finished, on("2026-12-01"), &parent()));
        desk.play(set_state(&id("d"), State::Finished, on("2026-02-01"), &parent()));
        let goals = desk.plan.goals();
        let summary = summary(&goals, on("2026-09-01"), on("2027-08-31"));
        let ids =
            |goals: &[Goal<'_>]| goals.iter().map(|goal| goal.id.as_str().to_owned()).collect::<String>();
        assert_eq!(
            (ids(&summary.met), ids(&summary.open), ids(&summary.later)),
            ("c".into(), "a".into(), "be".into())
        );
    }

    #[test]
    fn a_goal_taken_away_is_gone_and_comes_back() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        let undo = desk.play(vec![take_away(GOAL, &id("g"), on("2026-11-22"), &me())]);
        assert!(desk.plan.goals().is_empty() && desk.plan.goal(&id("g")).is_none());
        desk.play(undo);
        assert_eq!(
            desk.plan.goal(&id("g")).map(|goal| goal.what()),
            Some("I want to get the bus on my own.")
        );
    }

    #[test]
    fn steps_of_the_path_and_a_meeting_are_linked() {
        let mut desk = Desk::new();
        desk.play(start(&id("g"), bus(), &me()));
        let keys = [StepKey::new("travel-training"), StepKey::round("annual-review", 2027)];
        desk.play(vec![link_steps(&id("g"), &keys, &parent()), write(&id("g"), MEETING, "m1", &parent())]);
        let goals = desk.plan.goals();
        assert_eq!(goals[0].steps(), keys);
        assert_eq!(goals[0].meeting(), Some(id("m1")));
    }
}
