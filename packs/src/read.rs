//! From the text of files to raw tables, each remembering where it stood.
//!
//! Every table is read by itself, so that one mistake does not hide the next.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::problem::{Log, Place};
use crate::raw::{self, library};

/// What may stand in a file of a pack, for a message.
const KNOWN: &str = "[pack], [bank_holidays], [[badge]], [[party]], [[term]], [[stage]], [[question]], [[step]], \
    [[local_date]], [[example]], [[word]], [[service]], [[old_name]], [[letter]], [charter], \
    [[charter_statement]], [[charter_approach]], [[charter_clause]], [[goal]], [[review_question]], [[profile]], \
    [[readiness]], [[choices]], [[profile_year]], [[view]], [[check_in]], [[check_in_question]], [[countdown]], \
    [[meeting]], [[meeting_local]], [[meeting_date]], [[chase]], [[decision]], [[decision_local]], [[handover]], \
    [written], [[proposal]] or [[guide]]";

/// A raw table and the file it is from.
pub struct In<T> {
    pub file: usize,
    pub table: T,
}

/// A folder of content, read but not yet checked.
#[derive(Default)]
pub struct RawPack {
    pub folder: String,
    /// The start of its first file: where to complain about the pack as a whole.
    pub start: Option<Place>,
    pub heads: Vec<(Place, In<raw::Head>)>,
    pub badges: Vec<In<raw::Label>>,
    pub parties: Vec<In<raw::Label>>,
    pub terms: Vec<In<raw::Term>>,
    pub bank_holidays: Vec<(Place, In<raw::BankHolidays>)>,
    pub stages: Vec<In<raw::Stage>>,
    pub questions: Vec<In<raw::Question>>,
    pub steps: Vec<In<raw::Step>>,
    pub local_dates: Vec<In<raw::LocalDate>>,
    pub examples: Vec<In<raw::Example>>,
    pub words: Vec<In<library::Word>>,
    pub services: Vec<In<library::Service>>,
    pub old_names: Vec<In<library::OldName>>,
    pub letters: Vec<In<library::Letter>>,
    pub charters: Vec<(Place, In<library::Charter>)>,
    pub charter_statements: Vec<In<library::CharterStatement>>,
    pub charter_approaches: Vec<In<library::CharterStatement>>,
    pub charter_clauses: Vec<In<library::CharterClause>>,
    pub goals: Vec<In<library::Goal>>,
    pub review_questions: Vec<In<library::ReviewQuestion>>,
    pub profiles: Vec<In<library::Profile>>,
    pub readiness: Vec<In<library::Readiness>>,
    pub choices: Vec<In<library::Choices>>,
    pub profile_years: Vec<In<library::ProfileYear>>,
    pub views: Vec<In<library::View>>,
    pub check_ins: Vec<In<library::CheckIn>>,
    pub check_in_questions: Vec<In<library::CheckInQuestion>>,
    pub countdown: Vec<In<library::Countdown>>,
    pub meetings: Vec<In<library::Meeting>>,
    pub meeting_locals: Vec<In<library::MeetingLocal>>,
    pub meeting_dates: Vec<In<library::MeetingDate>>,
    pub chase: Vec<In<library::Chase>>,
    pub decisions: Vec<In<library::Decision>>,
    pub decision_locals: Vec<In<library::DecisionLocal>>,
    pub handover: Vec<In<library::Handover>>,
    pub written: Vec<(Place, In<library::Written>)>,
    pub proposals: Vec<In<library::Proposal>>,
    pub guide: Vec<In<library::GuidePage>>,
    /// A file of it is not TOML, so nobody can tell what it was meant to hold.
    pub broken: bool,
    /// Ids and facts of tables that could not be read: what refers to them is not wrong for that.
    pub lost: BTreeSet<String>,
}

/// What stands beside the packs and belongs to all of them.
#[derive(Default)]
pub struct RawShared {
    pub pictures: Vec<In<library::Picture>>,
    pub coverage: Vec<In<library::CoverageRow>>,
    /// A file of it is not TOML.
    pub broken: bool,
}

/// Reads the files that belong to no pack.
pub fn shared(files: &[(PathBuf, String)], log: &mut Log) -> RawShared {
    let mut shared = RawShared::default();
    for (path, text) in files {
        let file = log.file(path.clone(), text);
        let Some(document) = document(text, file, log) else {
            shared.broken = true;
            continue;
        };
        let mut lost = BTreeSet::new();
        for (key, value) in document {
            let place = Place { file, offset: key.span().start };
            let name: &str = key.get_ref();
            let mut reader = Reader { lost: &mut lost, name, place, file, log };
            match name {
                "picture" => shared.pictures.extend(reader.many(value)),
                "row" => shared.coverage.extend(reader.many(value)),
                _ => log.problem(
                    place,
                    format!("`{name}` belongs in a pack's folder: only [[picture]] and [[row]] stand here"),
                ),
            }
        }
    }
    shared
}

/// The tables of a file. Only the first slip is named: TOML that lost its way seems wrong at all that follows.
fn document<'t>(text: &'t str, file: usize, log: &mut Log) -> Option<DeTable<'t>> {
    match DeTable::parse(text) {
        Ok(document) => Some(document.into_inner()),
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            log.problem(Place { file, offset }, format!("this is not TOML: {}", error.message()));
            None
        }
    }
}

/// Reads the files of one folder. `files` are paths relative to the content folder, and their text.
pub fn pack(folder: &str, files: &[(PathBuf, String)], log: &mut Log) -> RawPack {
    let mut pack = RawPack { folder: folder.to_owned(), ..RawPack::default() };
    for (path, text) in files {
        let file = log.file(path.clone(), text);
        pack.start.get_or_insert(Place { file, offset: 0 });
        match document(text, file, log) {
            Some(document) => tables(document, file, &mut pack, log),
            None => pack.broken = true,
        }
    }
    pack
}

fn tables(document: DeTable<'_>, file: usize, pack: &mut RawPack, log: &mut Log) {
    for (key, value) in document {
        let place = Place { file, offset: key.span().start };
        let name: &str = key.get_ref();
        let lost = &mut pack.lost;
        let mut reader = Reader { lost, name, place, file, log };
        match name {
            "pack" => pack.heads.extend(reader.one(value)),
            "bank_holidays" => pack.bank_holidays.extend(reader.one(value)),
            "badge" => pack.badges.extend(reader.many(value)),
            "party" => pack.parties.extend(reader.many(value)),
            "term" => pack.terms.extend(reader.many(value)),
            "stage" => pack.stages.extend(reader.many(value)),
            "question" => pack.questions.extend(reader.many(value)),
            "step" => pack.steps.extend(reader.many(value)),
            "local_date" => pack.local_dates.extend(reader.many(value)),
            "example" => pack.examples.extend(reader.many(value)),
            "word" => pack.words.extend(reader.many(value)),
            "service" => pack.services.extend(reader.many(value)),
            "old_name" => pack.old_names.extend(reader.many(value)),
            "letter" => pack.letters.extend(reader.many(value)),
            "charter" => pack.charters.extend(reader.one(value)),
            "charter_statement" => pack.charter_statements.extend(reader.many(value)),
            "charter_approach" => pack.charter_approaches.extend(reader.many(value)),
            "charter_clause" => pack.charter_clauses.extend(reader.many(value)),
            "goal" => pack.goals.extend(reader.many(value)),
            "review_question" => pack.review_questions.extend(reader.many(value)),
            "profile" => pack.profiles.extend(reader.many(value)),
            "readiness" => pack.readiness.extend(reader.many(value)),
            "choices" => pack.choices.extend(reader.many(value)),
            "profile_year" => pack.profile_years.extend(reader.many(value)),
            "view" => pack.views.extend(reader.many(value)),
            "check_in" => pack.check_ins.extend(reader.many(value)),
            "check_in_question" => pack.check_in_questions.extend(reader.many(value)),
            "countdown" => pack.countdown.extend(reader.many(value)),
            "meeting" => pack.meetings.extend(reader.many(value)),
            "meeting_local" => pack.meeting_locals.extend(reader.many(value)),
            "meeting_date" => pack.meeting_dates.extend(reader.many(value)),
            "chase" => pack.chase.extend(reader.many(value)),
            "decision" => pack.decisions.extend(reader.many(value)),
            "decision_local" => pack.decision_locals.extend(reader.many(value)),
            "handover" => pack.handover.extend(reader.many(value)),
            "written" => pack.written.extend(reader.one(value)),
            "proposal" => pack.proposals.extend(reader.many(value)),
            "guide" => pack.guide.extend(reader.many(value)),
            _ => log.problem(place, format!("`{name}` is not known here: use one of {KNOWN}")),
        }
    }
}

struct Reader<'l> {
    name: &'l str,
    place: Place,
    file: usize,
    log: &'l mut Log,
    lost: &'l mut BTreeSet<String>,
}

impl Reader<'_> {
    fn one<'t, T: Deserialize<'t>>(&mut self, value: Spanned<DeValue<'t>>) -> Option<(Place, In<T>)> {
        if !value.get_ref().is_table() {
            self.log.problem(self.place, format!("write [{}] once, with single brackets", self.name));
            return None;
        }
        let place = Place { file: self.file, offset: value.span().start };
        self.table(value).map(|table| (place, In { file: self.file, table }))
    }

    fn many<'t, T: Deserialize<'t>>(&mut self, value: Spanned<DeValue<'t>>) -> Vec<In<T>> {
        let DeValue::Array(tables) = value.into_inner() else {
            self.log.problem(self.place, format!("write [[{}]] with double brackets", self.name));
            return Vec::new();
        };
        let file = self.file;
        tables.into_iter().filter_map(|table| self.table(table)).map(|table| In { file, table }).collect()
    }

    fn table<'t, T: Deserialize<'t>>(&mut self, value: Spanned<DeValue<'t>>) -> Option<T> {
        let start = value.span().start;
        let id = ["id", "fact"].iter().find_map(|key| value.get_ref().get(*key)?.get_ref().as_str());
        let id = id.map(str::to_owned);
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(table) => Some(table),
            Err(error) => {
                self.lost.extend(id);
                let offset = error.span().map_or(start, |span| span.start);
                self.log.problem(
                    Place { file: self.file, offset },
                    format!("in [[{}]]: {}", self.name, error.message()),
                );
                None
            }
        }
    }
}
