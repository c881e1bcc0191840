//! What every page of a meeting needs: the plan, the meeting, what the packs say about its kind, and the ways
//! to write in them.

use std::sync::Arc;

use leptos::prelude::*;
use onward_core::meeting::{self, Meeting, of_meeting as fields_of};
use onward_core::pack::library::{
    Charter, Decision, DecisionLocal, Invite, Letter, Meeting as Kind, MeetingLocal, MeetingShelf, Paper,
    ReviewQuestion, Role, Service,
};
use onward_core::pack::{Party, Term};
use onward_core::path::Packs;
use onward_core::plan::record::{REMOVED, date_text};
use onward_core::plan::{Author, Edit, Plan, PlanId, RecordId};

use crate::content;
use crate::platform::{address, device};
use crate::ui::app::Navigator;
use crate::ui::lens::Reading;
use crate::ui::route::Route;
use crate::ui::words::named;
use crate::ui::{navigator, reading, workspace};
use crate::workspace::{Shown, Workspace};

/// Letters of a new record's id.
const ID_LETTERS: usize = 10;

/// A page of a plan's meetings.
#[derive(Clone, Copy)]
pub struct Here {
    /// The plans.
    pub workspace: Workspace,
    /// How they are read.
    pub reading: Reading,
    navigator: Navigator,
    plan: StoredValue<PlanId>,
    meeting: StoredValue<String>,
    shelf: StoredValue<Arc<MeetingShelf>>,
    /// The path of the plan, worked out once for all that asks on this page.
    pub path: Memo<Option<Shown>>,
    /// The party whose part is shown and printed, by its word; empty for everybody.
    pub party: RwSignal<String>,
}

impl Here {
    /// A page of a meeting; `meeting` is empty where a page is about none.
    pub fn new(plan: PlanId, meeting: &str, shelf: Arc<MeetingShelf>) -> Self {
        let workspace = workspace();
        Self {
            workspace,
            path: workspace.path_of(plan.clone()),
            reading: reading(),
            navigator: navigator(),
            plan: StoredValue::new(plan),
            meeting: StoredValue::new(meeting.to_owned()),
            shelf: StoredValue::new(shelf),
            party: RwSignal::new(String::new()),
        }
    }

    /// The plan's id.
    pub fn plan_id(self) -> PlanId {
        // A piece of a page that is being left may ask once more.
        self.plan.try_get_value().unwrap_or_else(|| PlanId::new(""))
    }

    /// The meeting's id.
    pub fn meeting_id(self) -> String {
        self.meeting.try_get_value().unwrap_or_default()
    }

    /// Reads the plan; what asks is drawn anew when a plan changes.
    pub fn plan<T>(self, read: impl FnOnce(&Plan) -> T) -> Option<T> {
        let id = self.plan_id();
        self.workspace.plans.with(|plans| plans.get(&id).map(|held| read(&held.plan)))
    }

    /// Reads the meeting.
    pub fn meeting<T>(self, read: impl FnOnce(&Plan, Meeting<'_>) -> T) -> Option<T> {
        let id = self.meeting_id();
        self.plan(|plan| Meeting::of(plan, &id).map(|meeting| read(plan, meeting))).flatten()
    }

    /// A field of a record of the plan.
    pub fn text(self, record: &RecordId, field: &str) -> String {
        let read = |plan: &Plan| {
            let record = plan.records.get(record).filter(|record| record.removed_on().is_none());
            record.map(|record| record.text(field).to_owned())
        };
        self.plan(read).flatten().unwrap_or_default()
    }

    /// A field of the meeting.
    pub fn meeting_text(self, field: &str) -> String {
        self.text(&RecordId::new(self.meeting_id()), field)
    }

    /// The child's name.
    pub fn name(self) -> String {
        self.plan(|plan| plan.name.value.trim().to_owned()).unwrap_or_default()
    }

    fn council(self) -> Option<String> {
        self.plan(|plan| plan.council.value.clone()).flatten()
    }

    /// The packs of the plan.
    pub fn packs(self) -> Packs<'static> {
        Packs::for_council(content::spine(), self.council().as_deref())
    }

    /// Typical terms of the plan's packs.
    pub fn terms(self) -> Vec<Term> {
        self.packs().each().flat_map(|pack| &pack.terms).cloned().collect()
    }

    /// What the packs hold for meetings.
    pub fn shelf(self) -> Arc<MeetingShelf> {
        self.shelf.try_get_value().unwrap_or_default()
    }

    /// Every kind of meeting this plan's packs have.
    pub fn kinds(self) -> Vec<Kind> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).flat_map(|pack| &pack.meetings).cloned().collect()
    }

    /// A kind, by id.
    pub fn kind_of(self, id: &str) -> Option<Kind> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).flat_map(|pack| &pack.meetings).find(|kind| kind.id == id).cloned()
    }

    /// The kind of this meeting.
    pub fn kind(self) -> Option<Kind> {
        self.kind_of(&self.meeting_text(fields_of::KIND))
    }

    /// What this council adds to a kind.
    pub fn locals(self, kind: &str) -> Vec<MeetingLocal> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        let locals = shelf.packs(&council).flat_map(|pack| &pack.meeting_locals);
        locals.filter(|local| local.meeting == kind).cloned().collect()
    }

    /// Whom to invite to a kind, the council's own last.
    pub fn invites(self, kind: &Kind) -> Vec<Invite> {
        let locals = self.locals(&kind.id);
        kind.invite.iter().chain(locals.iter().flat_map(|local| &local.invite)).cloned().collect()
    }

    /// The papers of a kind, the council's own last.
    pub fn papers(self, kind: &Kind) -> Vec<Paper> {
        let locals = self.locals(&kind.id);
        kind.papers.iter().chain(locals.iter().flat_map(|local| &local.papers)).cloned().collect()
    }

    /// The questions of a kind for a role, in the order of the printed sheet.
    pub fn questions(self, kind: &Kind, role: Role) -> Vec<ReviewQuestion> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        let locals = self.locals(&kind.id);
        let ids = kind.questions.iter().chain(locals.iter().flat_map(|local| &local.questions));
        let mut found = Vec::new();
        for id in ids {
            let question = shelf.packs(&council).flat_map(|pack| &pack.questions).find(|one| one.id == *id);
            found.extend(question.filter(|question| question.role == role).cloned());
        }
        found
    }

    /// The words of a question, for answers that were written before.
    pub fn question(self, id: &str) -> Option<String> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        let question = shelf.packs(&council).flat_map(|pack| &pack.questions).find(|one| one.id == id)?;
        Some(self.filled(&question.ask))
    }

    /// The charter of the plan's council, if it has one.
    pub fn charter(self) -> Option<Charter> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).find_map(|pack| pack.charter.clone())
    }

    /// The letters for a step, the council's own last.
    pub fn letters(self, step: &str) -> Vec<Letter> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.letters(&council, step).cloned().collect()
    }

    /// A letter, by id.
    pub fn letter(self, id: &str) -> Option<Letter> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).flat_map(|pack| &pack.letters).find(|letter| letter.id == id).cloned()
    }

    /// Decisions a family may disagree with.
    pub fn decisions(self) -> Vec<Decision> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).flat_map(|pack| &pack.decisions).cloned().collect()
    }

    /// What this council adds to a decision.
    pub fn decision_locals(self, decision: &str) -> Vec<DecisionLocal> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        let locals = shelf.packs(&council).flat_map(|pack| &pack.decision_locals);
        locals.filter(|local| local.decisions.iter().any(|id| id == decision)).cloned().collect()
    }

    /// A service, by id.
    pub fn service(self, id: &str) -> Option<Service> {
        let (shelf, council) = (self.shelf(), self.council().unwrap_or_default());
        shelf.packs(&council).flat_map(|pack| &pack.services).find(|service| service.id == id).cloned()
    }

    /// A text of a pack with the child's name in it.
    pub fn filled(self, text: &str) -> String {
        named(text, &self.name())
    }

    /// What the meeting is called.
    pub fn title(self) -> String {
        let own = self.meeting_text(fields_of::TITLE);
        if !own.is_empty() {
            return own;
        }
        self.kind().map_or_else(|| "Meeting".to_owned(), |kind| self.filled(&kind.title))
    }

    /// The label of a party.
    pub fn label(self, party: Party) -> &'static str {
        self.packs().party(party)
    }

    /// Applies edits as one change that can be taken back.
    pub fn edit(self, edits: Vec<Edit>, words: impl Into<String>) {
        self.workspace.edit(&self.plan_id(), edits, words.into());
    }

    /// Edits that write fields of a record, in the voice of who is writing now.
    pub fn fields(self, kind: &str, record: &RecordId, fields: &[(&str, &str)]) -> Vec<Edit> {
        let by = self.reading.author();
        write(kind, record, fields, &by)
    }

    /// Writes fields of the meeting.
    pub fn set(self, fields: &[(&str, &str)], words: impl Into<String>) {
        let record = RecordId::new(self.meeting_id());
        self.edit(self.fields(meeting::MEETING, &record, fields), words);
    }

    /// Adds a record that belongs to this meeting, at the end of its list.
    pub fn add(self, kind: &'static str, fields: &[(&str, &str)], words: impl Into<String>) -> RecordId {
        let id = new_id();
        let this = self.meeting_id();
        let order =
            untrack(|| self.plan(|plan| meeting::next_order(&meeting::of_meeting(plan, kind, &this))));
        let order = order.unwrap_or_default();
        let mut edits = self.fields(kind, &id, &[(meeting::MEETING_ID, &this), (meeting::ORDER, &order)]);
        let filled: Vec<(&str, &str)> = fields.iter().filter(|(_, text)| !text.is_empty()).copied().collect();
        edits.extend(self.fields(kind, &id, &filled));
        self.edit(edits, words);
        id
    }

    /// Takes a record away.
    pub fn remove(self, kind: &str, record: &RecordId, words: impl Into<String>) {
        let today = date_text(self.workspace.today.get_untracked());
        let by = self.reading.author();
        self.edit(vec![Edit::write(kind, record, REMOVED, today, &by)], words);
    }

    /// Goes to another page of the plan.
    pub fn go(self, rest: &str) {
        self.navigator.go(Route::read(&place(&self.plan_id(), rest)));
    }

    /// The address of another page of the plan.
    pub fn href(self, rest: &str) -> String {
        href(&self.plan_id(), rest)
    }

    /// The address of a page of this meeting.
    pub fn page(self, word: &str) -> String {
        let meeting = self.meeting_id();
        let rest = ["meetings/", &meeting, if word.is_empty() { "" } else { "/" }, word].concat();
        self.href(&rest)
    }
}

/// A place below a plan.
fn place(plan: &PlanId, rest: &str) -> String {
    [Route::Plan(plan.clone()).place().as_str(), "/", rest].concat()
}

/// The address of a page below a plan: `meetings/new`.
pub fn href(plan: &PlanId, rest: &str) -> String {
    address::href(&place(plan, rest))
}

/// A new record's id.
pub fn new_id() -> RecordId {
    RecordId::new(device::random(ID_LETTERS))
}

/// Edits that write fields of a record. An empty text takes what stands there away.
pub fn write(kind: &str, record: &RecordId, fields: &[(&str, &str)], by: &Author) -> Vec<Edit> {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    fields.iter().map(|(field, words)| Edit::write(kind, record, field, text(words), by)).collect()
}
