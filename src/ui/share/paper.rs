//! What is on the sheets of a plan, in the calendar and in the tables, as data: printed, sent as text and
//! written for word processors from the same.
//!
//! Everything here is made from a [`Shared`], and the path is worked out from what that holds: what was not
//! chosen cannot be on paper.

use chrono::NaiveDate;
use onward_core::calendar::{date_in_words, date_short, iso};
use onward_core::exchange::calendar::Event;
use onward_core::exchange::document::{Block, Document, Sheet};
use onward_core::exchange::naming::{named_place, title_field};
use onward_core::exchange::share::{Shared, by_kind};
use onward_core::pack::{Badge, Party};
use onward_core::path::{Packs, Path, PathStep, Place, SetBy, path};
use onward_core::plan::{Place as Spot, Plan, Record, RecordId, Status, StepKey};
use onward_core::situation::{Fact, FactValue};

use crate::content;
use crate::ui::pages::answers::answer_words;
use crate::ui::words;

/// How far ahead dates are listed: three years, in days.
const AHEAD_DAYS: i64 = 1_096;
/// The most things to do, and the most dates, on the sheet that has everything at a glance.
const MOST_AT_A_GLANCE: usize = 9;

/// The owners of steps, in the order of the checklist.
const PARTIES: [Party; 9] = [
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

/// Fields that hold ids of other things, or say how the app shows a record: nothing to read.
const NOT_READ: &[&str] = &[
    "private",
    "removed",
    "goal",
    "meeting",
    "from",
    "step",
    "steps",
    "idea",
    "part",
    "order",
    "picture",
    "letter",
    "item",
    "page",
    "heading",
    "occasion",
    "question",
    "meeting_kind",
    "statement",
    "choices",
];

/// A plan as others, or paper, may have it, with its path.
pub struct Source {
    plan: Plan,
    packs: Packs<'static>,
    path: Path<'static>,
    today: NaiveDate,
}

impl Source {
    /// Works the path out from what goes.
    pub fn of(shared: &Shared, today: NaiveDate) -> Self {
        let plan = shared.plan().clone();
        let packs = Packs::for_council(content::spine(), plan.council.value.as_deref());
        let path = path(&plan, packs, content::bank_holidays(), today);
        Self { plan, packs, path, today }
    }

    /// What to call the child.
    pub fn name(&self) -> &str {
        self.plan.name.value.trim()
    }

    /// The stages of the way, to draw it.
    pub fn stages(&self) -> Vec<(&'static str, Place)> {
        let shown = self.path.stages.iter().filter(|stage| stage.place != Place::Past);
        shown.map(|stage| (stage.stage.title.as_str(), stage.place)).collect()
    }

    /// A document of sheets.
    pub fn document(&self, sheets: Vec<Sheet>) -> Document {
        let name = if self.name().is_empty() { "Plan" } else { self.name() };
        Document { whose: format!("{name} · {}", date_in_words(self.today)), sheets }
    }

    fn title(&self, step: &PathStep<'_>) -> String {
        words::named(&step.step.title, self.name())
    }

    fn when(&self, step: &PathStep<'_>) -> String {
        words::row_date(step)
    }

    /// A step to tick: "Tell the council … (Before 15 February 2027)".
    fn tick(&self, step: &PathStep<'_>) -> (bool, String) {
        let when = self.when(step);
        let title = self.title(step);
        (step.is_settled(), if when.is_empty() { title } else { format!("{title} ({when})") })
    }

    /// Everything at a glance: where the child is, what to do now, the next dates, the way ahead.
    pub fn at_a_glance(&self) -> Sheet {
        let mut blocks = Vec::new();
        let about = words::about_child(&self.plan, &self.path);
        if !about.is_empty() {
            blocks.push(Block::Words(about));
        }
        let now: Vec<&PathStep<'static>> =
            self.path.now.iter().filter_map(|key| self.path.step(key)).collect();
        blocks.push(Block::Heading("To do now".to_owned()));
        match now.is_empty() {
            true => blocks.push(Block::Words("Nothing to do now.".to_owned())),
            false => {
                let first = now.iter().take(MOST_AT_A_GLANCE);
                blocks.push(Block::Ticks(first.map(|step| self.tick(step)).collect()));
            }
        }
        if let Some(more) = now.len().checked_sub(MOST_AT_A_GLANCE).filter(|more| *more > 0) {
            blocks.push(Block::Words(format!("And {more} more: see the checklist.")));
        }
        let mut dates = self.date_rows();
        dates.truncate(MOST_AT_A_GLANCE);
        if !dates.is_empty() {
            blocks.push(Block::Heading("Next dates".to_owned()));
            blocks.push(Block::Table { head: Self::date_head(), rows: dates });
        }
        let ahead = self.path.stages.iter().filter(|stage| stage.place != Place::Past);
        let way: Vec<String> = ahead
            .map(|stage| match stage.place {
                Place::Here => format!("{}: you are here", stage.stage.title),
                _ => format!("{}, from {}", stage.stage.title, date_short(stage.from)),
            })
            .collect();
        if !way.is_empty() {
            blocks.push(Block::Heading("The way ahead".to_owned()));
            blocks.push(Block::List(way));
        }
        blocks.push(Block::Room("Notes".to_owned(), 4));
        Sheet { title: "Path on a page".to_owned(), blocks }
    }

    /// What is to do now and in this stage, by who does it.
    pub fn checklist(&self) -> Sheet {
        let here = self.path.here().map(|stage| stage.stage.id.as_str());
        let in_this_move = |step: &PathStep<'_>, stage: Option<&str>| {
            step.fold.is_none() && (stage == here || stage.is_none() || self.path.now.contains(&step.key))
        };
        let staged = self
            .path
            .stages
            .iter()
            .flat_map(|stage| stage.steps.iter().map(move |step| (step, Some(stage.stage.id.as_str()))));
        let all: Vec<&PathStep<'static>> = staged
            .chain(self.path.any_time.iter().map(|step| (step, None)))
            .filter(|(step, stage)| in_this_move(step, *stage))
            .map(|(step, _)| step)
            .collect();
        let mut blocks = Vec::new();
        for party in PARTIES {
            let own: Vec<_> =
                all.iter().filter(|step| step.step.owner == party).map(|step| self.tick(step)).collect();
            if !own.is_empty() {
                blocks.push(Block::Heading(self.packs.party(party).to_owned()));
                blocks.push(Block::Ticks(own));
            }
        }
        if blocks.is_empty() {
            blocks.push(Block::Words("Nothing to do now.".to_owned()));
        }
        blocks.push(Block::Room("What else".to_owned(), 5));
        Sheet { title: "Checklist by who does it".to_owned(), blocks }
    }

    /// The dates ahead, to put on a wall.
    pub fn timeline(&self) -> Sheet {
        let rows = self.date_rows();
        let blocks = match rows.is_empty() {
            true => vec![Block::Words("No dates known yet.".to_owned())],
            false => vec![Block::Table { head: Self::date_head(), rows }],
        };
        let room = Block::Room("Our own dates".to_owned(), 4);
        Sheet { title: "Timeline".to_owned(), blocks: [blocks, vec![room]].concat() }
    }

    fn date_head() -> Vec<String> {
        ["When", "What", "Who says so"].map(str::to_owned).to_vec()
    }

    fn date_rows(&self) -> Vec<Vec<String>> {
        let ahead = self.path.ahead(AHEAD_DAYS);
        let rows = ahead.iter().map(|date| {
            let (day, what, by) = match date.local {
                Some(local) => (
                    words::local_date(&local).map(|day| words::capitalised(&day)).unwrap_or_default(),
                    format!("{}: {}", local.local.label, self.title(date.step)),
                    self.packs.badge(Badge::Council),
                ),
                None => {
                    let (day, away) = words::listed_date(date.step, date.day, self.today);
                    let by = match date.set_by {
                        SetBy::Family => "Your own date",
                        _ => self.packs.badge(date.step.step.badge),
                    };
                    (format!("{day}, {away}"), self.title(date.step), by)
                }
            };
            vec![day, what, by.to_owned()]
        });
        rows.collect()
    }

    /// Who can help, and the people of this plan.
    pub fn contacts(&self) -> Sheet {
        let mut blocks = Vec::new();
        let people: Vec<Vec<String>> = self
            .plan
            .records_of("person")
            .map(|(_, person)| ["name", "role", "reach"].map(|field| person.text(field).to_owned()).to_vec())
            .collect();
        if !people.is_empty() {
            let head = ["Name", "What they do", "How to reach them"].map(str::to_owned).to_vec();
            blocks.push(Block::Heading("People".to_owned()));
            blocks.push(Block::Table { head, rows: people });
        }
        let services: Vec<Vec<String>> = self
            .packs
            .each()
            .filter_map(|pack| pack.help.as_ref())
            .map(|line| {
                let reach = [&line.phone, &line.email, &line.web].map(String::as_str);
                let reach: Vec<&str> = reach.into_iter().filter(|way| !way.is_empty()).collect();
                vec![line.name.clone(), line.about.clone(), reach.join("\n")]
            })
            .collect();
        if !services.is_empty() {
            let head = ["Service", "What it does", "How to reach it"].map(str::to_owned).to_vec();
            blocks.push(Block::Heading("Who can help".to_owned()));
            blocks.push(Block::Table { head, rows: services });
        }
        blocks.push(Block::Room("More people, with their numbers".to_owned(), 6));
        Sheet { title: "Contacts".to_owned(), blocks }
    }

    /// Everything that goes, in words: answers, how steps stand, and what was written.
    pub fn everything(&self) -> Vec<Sheet> {
        let mut about = Vec::new();
        let line = words::about_child(&self.plan, &self.path);
        if !line.is_empty() {
            about.push(Block::Words(line));
        }
        let answers: Vec<String> =
            self.plan.facts.iter().filter_map(|(fact, _)| self.answer(*fact)).collect();
        if !answers.is_empty() {
            about.push(Block::Heading("Answers".to_owned()));
            about.push(Block::List(answers));
        }
        let steps = self.step_lines();
        if !steps.is_empty() {
            about.push(Block::Heading("How steps stand".to_owned()));
            about.push(Block::List(steps));
        }
        let dates: Vec<String> = self.date_rows().into_iter().map(|row| row.join(". ")).collect();
        if !dates.is_empty() {
            about.push(Block::Heading("Dates ahead".to_owned()));
            about.push(Block::List(dates));
        }
        let mut sheets = vec![Sheet { title: "The plan".to_owned(), blocks: about }];
        let mut written = Vec::new();
        for (_, records) in by_kind(&self.plan) {
            if let Some((id, record)) = records.first() {
                let name = title_field(record).unwrap_or_default().to_owned();
                let place = Spot::Field((*id).clone(), name);
                written.push(Block::Heading(named_place(&self.plan, &place, self.packs).what));
                written
                    .push(Block::List(records.iter().map(|(id, record)| self.record(id, record)).collect()));
            }
        }
        if !written.is_empty() {
            sheets.push(Sheet { title: "What was written".to_owned(), blocks: written });
        }
        sheets
    }

    fn answer(&self, fact: Fact) -> Option<String> {
        answer_in_words(&self.plan, fact, self.packs, self.name())
    }

    fn step_lines(&self) -> Vec<String> {
        let mut keys: Vec<_> = self
            .plan
            .statuses
            .iter()
            .filter(|(_, status)| status.value != Status::NotStarted)
            .map(|(key, _)| key)
            .collect();
        keys.extend(
            self.plan
                .own_dates
                .iter()
                .filter(|(key, day)| day.value.is_some() && !self.plan.statuses.contains_key(key))
                .map(|(key, _)| key),
        );
        let line = |key: &StepKey| {
            let step = self.packs.step(key.step_id())?;
            let title = words::named(&step.title, self.name());
            let status = self.plan.status(key);
            let mut parts = vec![title];
            if *status != Status::NotStarted {
                parts.push(words::status_words(status, self.packs));
            }
            if let Status::NotForUs { reason } = status {
                parts.extend((!reason.is_empty()).then(|| reason.clone()));
            }
            parts.extend(self.plan.own_date(key).map(|day| format!("Own date: {}", date_short(day))));
            Some(parts.join(". "))
        };
        keys.into_iter().filter_map(line).collect()
    }

    /// A record in one entry: what names it, then what else it says, a line each.
    fn record(&self, id: &RecordId, record: &Record) -> String {
        let first = title_field(record);
        let mut lines = Vec::new();
        let about_step = self.packs.step(StepKey::new(record.text("step")).step_id());
        if let Some(step) = about_step.filter(|_| record.kind == "note") {
            lines.push(words::named(&step.title, self.name()));
        }
        lines.extend(first.map(|name| spoken(record.text(name))));
        for (name, field) in &record.fields {
            let text = field.value.text.as_deref().unwrap_or_default();
            if !text.is_empty() && Some(name.as_str()) != first && !NOT_READ.contains(&name.as_str()) {
                let place = Spot::Field(id.clone(), name.clone());
                let what = named_place(&self.plan, &place, self.packs).part;
                lines.push(format!("{what}: {}", spoken(text)));
            }
        }
        lines.join("\n  ")
    }

    /// The steps as a table, the heading first.
    pub fn steps_table(&self) -> Vec<Vec<String>> {
        let head = [
            "Step",
            "Part of the path",
            "Who does it",
            "Who says so",
            "When",
            "Last day",
            "Your date",
            "How it stands",
            "Done on",
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        let staged = self
            .path
            .stages
            .iter()
            .flat_map(|stage| stage.steps.iter().map(move |step| (step, stage.stage.title.as_str())));
        let all = staged.chain(self.path.any_time.iter().map(|step| (step, "At any time")));
        for (step, stage) in all.filter(|(step, _)| step.fold.is_none() || step.is_settled()) {
            let day = |day: Option<NaiveDate>| day.map(iso).unwrap_or_default();
            let (status, done_on) = match &step.status {
                Status::Done { on } => ("Done".to_owned(), iso(*on)),
                status => (words::status_words(status, self.packs), String::new()),
            };
            rows.push(vec![
                self.title(step),
                stage.to_owned(),
                self.packs.party(step.step.owner).to_owned(),
                self.packs.badge(step.step.badge).to_owned(),
                words::due_short(step.due).unwrap_or_default(),
                day(step.due.last()),
                day(step.own_date),
                status,
                done_on,
            ]);
        }
        rows
    }

    /// The actions agreed in meetings as a table, the heading first.
    pub fn actions_table(&self) -> Vec<Vec<String>> {
        let head = ["Action", "Who", "By", "How it stands", "Done on"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for (_, action) in self.plan.records_of("action") {
            let field = |name| action.text(name).to_owned();
            let state = match action.text("state") {
                "done" => "Done",
                "not_needed" => "Not needed",
                _ => "Open",
            };
            rows.push(vec![field("what"), field("who"), field("by"), state.to_owned(), field("done_on")]);
        }
        rows
    }

    /// The dates that can go into a calendar, each with the words shown beside its tick.
    pub fn events(&self, with_name: bool) -> Vec<Event> {
        let mut events = Vec::new();
        let whose =
            if with_name && !self.name().is_empty() { format!("{}: ", self.name()) } else { String::new() };
        let title_of = |step: &PathStep<'_>| {
            // A title may be seen by whoever sees the calendar.
            words::named(&step.step.title, if with_name { self.name() } else { "" })
        };
        for date in self.path.ahead(AHEAD_DAYS) {
            let key = date.step.key.as_str();
            let (id, title, about) = match date.local {
                Some(local) => (
                    format!("{key}-{}", local.local.label),
                    format!("{whose}{}: {}", local.local.label, title_of(date.step)),
                    format!(
                        "{}. {}. Check this date with the council.",
                        self.packs.badge(Badge::Council),
                        words::capitalised(&words::local_date(&local).unwrap_or_default())
                    ),
                ),
                None if date.set_by == SetBy::Family => (
                    format!("{key}-own"),
                    format!("{whose}{}", title_of(date.step)),
                    "Your own date.".to_owned(),
                ),
                None => {
                    let lines = words::due_lines(date.step.due);
                    let when = lines.map(|(what, day)| format!("{what} {day}. ")).unwrap_or_default();
                    let badge = self.packs.badge(date.step.step.badge);
                    let title = format!("{whose}Last day: {}", title_of(date.step));
                    (key.to_owned(), title, format!("{when}{badge}."))
                }
            };
            let id = format!("{}-{id}", self.plan.id.as_str());
            events.push(Event { id, day: date.day, title, about });
        }
        for (kind, field, what) in
            [("meeting", "date", "Meeting"), ("action", "by", "Action"), ("goal", "by", "Goal")]
        {
            for (id, record) in self.plan.records_of(kind) {
                let is_over = matches!(record.text("state"), "held" | "done" | "not_needed" | "finished");
                let Some(day) = record.date(field).filter(|day| *day >= self.today && !is_over) else {
                    continue;
                };
                let words = if kind == "meeting" { record.text("place") } else { record.text("what") };
                let title = if words.is_empty() {
                    format!("{whose}{what}")
                } else {
                    format!("{whose}{what}: {words}")
                };
                let id = format!("{}-{}", self.plan.id.as_str(), id.as_str());
                events.push(Event { id, day, title, about: String::new() });
            }
        }
        events
    }
}

/// A word the app stores as a person would say it: "with_support" is "With support".
fn spoken(text: &str) -> String {
    let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    match onward_core::calendar::parse_iso(text) {
        Some(day) => date_in_words(day),
        None if is_word => words::capitalised(&text.replace('_', " ")),
        None => text.to_owned(),
    }
}

/// The answer to a question: "What support does Maya have now? An EHC plan".
pub fn answer_in_words(plan: &Plan, fact: Fact, packs: Packs<'_>, name: &str) -> Option<String> {
    let value = plan.facts.get(&fact)?.value.as_ref()?;
    match (packs.question(fact), fact) {
        (Some(question), _) => {
            let said = answer_words(question, Some(value), name);
            Some([words::named(&question.ask, name).as_str(), " ", &said].concat())
        }
        (None, Fact::DateOfBirth) => match value {
            FactValue::Date(day) => Some(["Date of birth: ", &date_in_words(*day)].concat()),
            _ => None,
        },
        // No question asks for it: the year in which Reception began stands behind the school year.
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use onward_core::calendar::parse_iso;
    use onward_core::exchange::calendar::calendar;
    use onward_core::exchange::document::plain;
    use onward_core::exchange::share::{Audience, Choice, lines, share, write_share};
    use onward_core::exchange::table::csv;
    use onward_core::exchange::word::{Look, docx};
    use onward_core::plan::record::{PRIVATE, YES};
    use onward_core::plan::{Author, DeviceId, Edit, PlanId, Stamp, Voice};

    use super::*;
    use crate::ui::share::line_words::groups;
    use crate::ui::share::sheets::SHEETS;

    /// Kinds of records with the fields a person reads.
    const KINDS: &[(&str, &[&str])] = &[
        ("note", &["text"]),
        ("goal", &["what", "who", "by_words"]),
        ("small_step", &["what"]),
        ("about", &["text"]),
        ("person", &["name", "role", "reach"]),
        ("view", &["text"]),
        ("said", &["what", "agreed", "why_not"]),
        ("meeting", &["place", "notes"]),
        ("agenda", &["what"]),
        ("decision", &["what"]),
        ("action", &["what", "who"]),
        ("charter", &["note"]),
        ("message", &["text", "reply"]),
        ("of_a_newer_version", &["strange"]),
    ];

    fn today() -> NaiveDate {
        parse_iso("2026-11-22").unwrap()
    }

    /// A family with a private and an open record of each kind, each text telling which it is.
    fn family() -> Plan {
        let mut clock = 1_000_i64;
        let mut stamp = |plan: Option<&Plan>| {
            clock += 3_600_000;
            Stamp::after(plan.and_then(Plan::latest_stamp), clock, &DeviceId::new("phone"))
        };
        let mut plan = Plan::new(PlanId::new("p"), today(), "Maya Surname".into(), stamp(None));
        let by = Author::of(Voice::ParentCarer);
        let born = FactValue::Date(parse_iso("2013-03-17").unwrap());
        let mut edits = vec![
            Edit::Fact(Fact::DateOfBirth, Some(born)),
            Edit::Fact(Fact::Support, Some(FactValue::Choice("ehc_plan"))),
            Edit::Status(
                StepKey::new("first-adulthood-review"),
                Status::NotForUs { reason: "zqreason".into() },
            ),
        ];
        for (kind, fields) in KINDS {
            for word in ["private", "open"] {
                let id = RecordId::new(format!("{kind}-{word}"));
                let mut write = |field: &str, text: &str| {
                    edits.push(Edit::write(kind, &id, field, Some(text.to_owned()), &by));
                };
                for field in *fields {
                    write(field, &format!("earlier {word} {kind} {field}"));
                    write(field, &format!("zq{word} {kind} {field}"));
                }
                for (field, text) in [("date", "2027-02-03"), ("by", "2027-03-04"), ("state", "open")] {
                    write(field, text);
                }
                if word == "private" {
                    write(PRIVATE, YES);
                }
            }
        }
        for edit in edits {
            let stamp = stamp(Some(&plan));
            plan.apply(edit, stamp).unwrap();
        }
        plan
    }

    /// Everything that can leave the device, as text.
    fn outputs(shared: &Shared) -> Vec<(String, String)> {
        let source = Source::of(shared, today());
        let sheets: Vec<Sheet> =
            SHEETS.iter().filter_map(|sheet| sheet.words).map(|words| words(&source)).collect();
        let everything = source.document(source.everything());
        let printed = source.document(sheets);
        let calendars =
            [true, false].map(|with_name| calendar(&source.events(with_name), 1_795_348_800_000, [14, 2]));
        // What a word processor shows is in one part of the archive, as it went in.
        let word = docx(&printed, Look { points: 12 });
        assert!(word.starts_with(b"PK"));
        vec![
            ("file".into(), write_share(shared, "0", today())),
            ("text".into(), plain(&everything)),
            ("sheets".into(), format!("{printed:?}")),
            ("sheets as text".into(), plain(&printed)),
            ("calendar".into(), calendars.concat().replace("\r\n ", "")),
            ("steps".into(), csv(&source.steps_table(), true)),
            ("actions".into(), csv(&source.actions_table(), true)),
        ]
    }

    #[test]
    fn no_private_line_and_no_earlier_wording_is_in_anything_that_leaves() {
        let plan = family();
        let packs = Packs::for_council(content::spine(), None);
        let own = share(&plan, &Choice::own(&plan), packs);
        let audiences = Audience::ALL
            .map(|(audience, _)| share(&plan, &Choice::usual(audience, Voice::ParentCarer), packs));
        for shared in audiences.iter().chain([&own]) {
            for (way, text) in outputs(shared) {
                for word in ["zqprivate", "earlier private", "earlier open"] {
                    assert!(!text.contains(word), "{word} is in the {way} for {:?}", shared.audience);
                }
            }
        }
        for shared in &audiences {
            for (way, text) in outputs(shared) {
                assert!(!text.contains("Surname"), "the surname is in the {way}");
                assert!(
                    !text.contains("2013-03-17") && !text.contains("17 March 2013"),
                    "the birth date is in the {way}"
                );
            }
        }
    }

    #[test]
    fn the_text_says_everything_that_goes() {
        let plan = family();
        let packs = Packs::for_council(content::spine(), None);
        let own = share(&plan, &Choice::own(&plan), packs);
        let text = outputs(&own).into_iter().find(|(way, _)| way == "text").unwrap().1;
        for (kind, fields) in KINDS {
            for field in *fields {
                assert!(text.contains(&format!("zqopen {kind} {field}")), "{kind} {field}\n{text}");
            }
        }
        assert!(text.contains("zqreason") && text.contains("Maya Surname"));
    }

    #[test]
    fn every_line_has_words_and_private_ones_stand_apart() {
        let plan = family();
        let packs = Packs::for_council(content::spine(), None);
        let groups = groups(&plan, packs);
        assert_eq!(groups.iter().map(|group| group.lines.len()).sum::<usize>(), lines(&plan).len());
        for group in &groups {
            for said in &group.lines {
                assert!(!said.words.trim().is_empty(), "{:?}", said.listed.line);
                assert_eq!(said.listed.is_private, group.is_private);
            }
        }
        let last = groups.last().unwrap();
        // One for each kind, and how to reach a person.
        assert_eq!((last.title.as_str(), last.lines.len()), ("Private", KINDS.len() + 1));
    }

    #[test]
    fn the_calendar_has_one_entry_for_each_date_and_keeps_its_ids() {
        let plan = family();
        let packs = Packs::for_council(content::spine(), None);
        let own = share(&plan, &Choice::own(&plan), packs);
        let ids = |with_name: bool, day: &str| -> Vec<String> {
            let source = Source::of(&own, parse_iso(day).unwrap());
            source.events(with_name).into_iter().map(|event| event.id).collect()
        };
        let first = ids(false, "2026-11-22");
        let mut once = first.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), first.len(), "{first:?}");
        assert!(first.len() > 5);
        assert_eq!(ids(true, "2026-11-22"), first);
        // A day later the same dates have the same ids.
        let next = ids(false, "2026-11-23");
        assert!(next.iter().filter(|id| first.contains(id)).count() + 2 > first.len());
        assert!(first.contains(&"p-meeting-open".to_owned()) && first.contains(&"p-action-open".to_owned()));
    }
}
