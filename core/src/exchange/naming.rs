//! The places of a plan in words a person knows: the question of an answer, the title of a step, what
//! kind of thing a record is and its first words. Kinds and fields of a newer version get plain words too.

use crate::path::Packs;
use crate::plan::record::{PRIVATE, REMOVED};
use crate::plan::{Place, Plan, Record};

use super::compare::Spot;

/// A place in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What kind of thing it is: "Answer", "Step", "Goal".
    pub what: String,
    /// Which one: the question, the step's title, the goal's own words. May hold `{name}`.
    pub title: String,
    /// What about it: "Who helps"; empty for the thing itself.
    pub part: String,
}

/// Kinds of records, the words for them, and the fields whose words name one, best first.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("note", "Note", &["text"]),
    ("goal", "Goal", &["what"]),
    ("small_step", "Small step", &["what"]),
    ("readiness", "Getting ready", &["answer"]),
    ("about", "About me", &["text"]),
    ("person", "My people", &["name", "role"]),
    ("view", "My views", &["text", "choices"]),
    ("said", "You said, we will", &["what", "agreed"]),
    ("check_in", "Check-in", &["text", "answer"]),
    ("meeting", "Meeting", &["date", "place", "notes"]),
    ("invite", "Invited to a meeting", &["name", "who", "role"]),
    ("agenda", "Agenda", &["what", "title", "text"]),
    ("decision", "Decision", &["what", "text"]),
    ("parked", "For another time", &["what", "text"]),
    ("paper", "Paper for a meeting", &["what", "title", "text"]),
    ("action", "Action", &["what"]),
    ("charter", "Charter check", &["note", "answer"]),
    ("message", "Message", &["text", "to"]),
];

/// Words for fields whose names say too little.
const FIELDS: &[(&str, &str)] = &[
    (PRIVATE, "Kept private"),
    (REMOVED, "Taken away"),
    ("what", "What"),
    ("text", "The words"),
    ("by", "By when"),
    ("by_words", "By when, in words"),
    ("who", "Who"),
    ("helps", "Who helps"),
    ("role", "Role"),
    ("reach", "How to reach them"),
    ("state", "How it stands"),
    ("outcome", "What came of it"),
    ("done_on", "Done on"),
    ("finished_on", "Finished on"),
];

fn kind_of(record: &Record) -> Option<&'static (&'static str, &'static str, &'static [&'static str])> {
    KINDS.iter().find(|(kind, ..)| *kind == record.kind)
}

/// The field whose words name a record: the best one that has words, else any that has.
pub fn title_field(record: &Record) -> Option<&str> {
    let has_words = |name: &str| !record.text(name).is_empty();
    let best = kind_of(record).and_then(|(.., fields)| fields.iter().copied().find(|name| has_words(name)));
    let any = || {
        let mut names = record.fields.keys().map(String::as_str);
        names.find(|name| *name != PRIVATE && *name != REMOVED && has_words(name))
    };
    best.or_else(any)
}

fn named_record(record: &Record, part: String) -> Named {
    let what = kind_of(record).map_or_else(|| in_words(&record.kind), |(_, words, _)| (*words).to_owned());
    let title = title_field(record).map(|name| record.text(name).to_owned()).unwrap_or_default();
    Named { what, title, part }
}

/// A name in code as words: `meeting_kind` is "Meeting kind".
fn in_words(name: &str) -> String {
    let mut words = name.replace('_', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// A difference's place in words.
pub fn named(plan: &Plan, spot: &Spot, packs: Packs<'_>) -> Named {
    match spot {
        Spot::One(place) => named_place(plan, place, packs),
        Spot::Record(id) => {
            let record = plan.records.get(id);
            record.map_or_else(nothing, |record| named_record(record, String::new()))
        }
    }
}

fn nothing() -> Named {
    Named { what: "Something written".to_owned(), title: String::new(), part: String::new() }
}

/// A place of a plan in words.
pub fn named_place(plan: &Plan, place: &Place, packs: Packs<'_>) -> Named {
    let simply =
        |what: &str, title: String, part: &str| Named { what: what.to_owned(), title, part: part.to_owned() };
    let step = |id: &str| packs.step(id).map_or_else(|| in_words(id), |step| step.title.clone());
    match place {
        Place::Name => simply("Name or nickname", String::new(), ""),
        Place::Council => simply("Council", String::new(), ""),
        Place::Bin => simply("The whole plan", String::new(), "In the bin"),
        Place::Fact(fact) => {
            let title =
                packs.question(*fact).map_or_else(|| in_words(fact.name()), |asked| asked.ask.clone());
            simply("Answer", title, "")
        }
        Place::Status(key) => simply("Step", step(key.step_id()), "How it stands"),
        Place::OwnDate(key) => simply("Step", step(key.step_id()), "Your own date"),
        Place::Field(id, name) => plan.records.get(id).map_or_else(nothing, |record| {
            let words = FIELDS.iter().find(|(known, _)| known == name).map(|(_, words)| (*words).to_owned());
            named_record(record, words.unwrap_or_else(|| in_words(name)))
        }),
    }
}

/// How many entries of each kind a plan has, for a look from outside.
pub fn kinds_in(plan: &Plan) -> Vec<(String, usize)> {
    let mut kinds: Vec<(String, usize)> = Vec::new();
    for record in plan.records.values().filter(|record| record.removed_on().is_none()) {
        let what = named_record(record, String::new()).what;
        match kinds.iter_mut().find(|(known, _)| *known == what) {
            Some((_, count)) => *count += 1,
            None => kinds.push((what, 1)),
        }
    }
    kinds
}
