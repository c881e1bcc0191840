//! What differs between a plan here and another copy of it, as data for a page, and the edits that
//! settle what two people wrote without having seen each other.
//!
//! The two copies are combined by [`Plan::merge`], never by anything here: this only says beforehand
//! what that would do. Invariants:
//! - comparing changes nothing, and a plan compared with itself differs in nothing.
//! - what is to choose is named on both sides, with who wrote it and when, and nothing is chosen here.
//! - the young person's words are settled only in their voice.

use chrono::NaiveDate;

use crate::order::insert_in_order;
use crate::plan::record::{PRIVATE, REMOVED, YES};
use crate::plan::register::{Value, Written};
use crate::plan::{Author, Edit, Place, Plan, Record, RecordId, Register, Stamp, Status, Voice, Words};
use crate::situation::{Fact, FactValue};

/// How a place differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Both wrote, without having seen each other.
    ToChoose,
    /// There is something here, and the other copy says something later.
    Changed,
    /// There is nothing here, and something in the other copy.
    New,
    /// There is something here, and nothing in the other state. Only when a state is restored.
    Gone,
}

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Content {
    /// Words; `None` if they were taken away.
    Text(Option<String>),
    /// A day.
    Day(Option<NaiveDate>),
    /// The answer to a fact.
    Answer(Fact, Option<FactValue>),
    /// The status of a step.
    Status(Status),
}

/// One of the writings that differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Side {
    /// Whether it stands in the plan here.
    pub is_mine: bool,
    /// What it says.
    pub content: Content,
    /// Who wrote it, where that is kept.
    pub by: Option<Author>,
    /// When, and on which device.
    pub stamp: Stamp,
}

/// A place that differs, or a record that is whole on one side only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// One value.
    One(Place),
    /// A whole record.
    Record(RecordId),
}

/// A difference between two copies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where.
    pub spot: Spot,
    /// How.
    pub kind: Kind,
    /// What stands on both sides, mine first. A side with nothing is left out.
    pub sides: Vec<Side>,
    /// The record is kept out of everything for others.
    pub is_private: bool,
}

/// Every difference, those to choose first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The differences.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.differences.iter().filter(|difference| difference.kind == kind).count()
    }

    /// "6 new, 3 changed, 1 to choose"; `None` if nothing differs.
    pub fn summary(&self) -> Option<String> {
        let words = [
            (Kind::New, "new"),
            (Kind::Changed, "changed"),
            (Kind::Gone, "taken away"),
            (Kind::ToChoose, "to choose"),
        ];
        let parts: Vec<String> = words
            .into_iter()
            .filter_map(|(kind, word)| match self.count(kind) {
                0 => None,
                count => Some(format!("{count} {word}")),
            })
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn add(&mut self, difference: Difference) {
        insert_in_order(&mut self.differences, difference, |one, other| one.kind.cmp(&other.kind));
    }

    fn place<T: Value>(
        &mut self,
        mine: Option<&Register<T>>,
        both: &Register<T>,
        shape: Shape<T>,
        is_private: bool,
    ) {
        if let Some((kind, sides)) = (Found { mine, both }).difference(&shape) {
            self.add(Difference { spot: Spot::One(shape.place), kind, sides, is_private });
        }
    }
}

/// How a value is shown: what it says, who wrote it, and whether that is nothing.
struct Shape<T> {
    content: fn(&Place, &T) -> Content,
    by: fn(&T) -> Option<&Author>,
    place: Place,
}

impl<T> Shape<T> {
    fn side(&self, writing: &Written<T>, is_mine: bool) -> Side {
        Side {
            is_mine,
            content: (self.content)(&self.place, &writing.value),
            by: (self.by)(&writing.value).cloned(),
            stamp: writing.stamp.clone(),
        }
    }
}

fn is_nothing(content: &Content) -> bool {
    match content {
        Content::Text(text) => text.as_deref().unwrap_or_default().is_empty(),
        Content::Day(day) => day.is_none(),
        Content::Answer(_, answer) => answer.is_none(),
        Content::Status(status) => *status == Status::NotStarted,
    }
}

/// A value here and in the combined plan.
struct Found<'p, T> {
    mine: Option<&'p Register<T>>,
    both: &'p Register<T>,
}

impl<T: Value> Found<'_, T> {
    fn difference(&self, shape: &Shape<T>) -> Option<(Kind, Vec<Side>)> {
        let is_mine = |writing: &Written<T>| {
            self.mine.is_some_and(|mine| mine.standing().any(|standing| standing == writing))
        };
        let says = |value: &T| (shape.content)(&shape.place, value);
        let said = |value: &T| {
            self.mine.is_some_and(|mine| mine.standing().any(|standing| standing.value.says_the_same(value)))
        };
        if self.both.rivals().next().is_some() {
            // What is to choose here already is no difference of the other copy.
            if self.both.standing().all(|writing| said(&writing.value)) {
                return None;
            }
            return Some((Kind::ToChoose, sides(self.both, shape, is_mine)));
        }
        let now = says(&self.both.value);
        let Some(mine) = self.mine else {
            return (!is_nothing(&now)).then(|| (Kind::New, vec![shape.side(self.both, false)]));
        };
        if mine.value.says_the_same(&self.both.value) {
            return None;
        }
        let before = says(&mine.value);
        let theirs = shape.side(self.both, false);
        match (is_nothing(&before), is_nothing(&now)) {
            (true, true) => None,
            (true, false) => Some((Kind::New, vec![theirs])),
            _ => Some((Kind::Changed, vec![shape.side(mine, true), theirs])),
        }
    }
}

/// The writings that stand, each value once, mine first.
fn sides<T: Value>(
    register: &Register<T>,
    shape: &Shape<T>,
    is_mine: impl Fn(&Written<T>) -> bool,
) -> Vec<Side> {
    let mut sides: Vec<Side> = Vec::new();
    let standing: Vec<&Written<T>> = register.standing().collect();
    for writing in standing.into_iter().rev() {
        let side = shape.side(writing, is_mine(writing));
        match sides.iter_mut().find(|known| known.content == side.content) {
            Some(known) => known.is_mine |= side.is_mine,
            None => insert_in_order(&mut sides, side, |one, other| other.is_mine.cmp(&one.is_mine)),
        }
    }
    sides
}

fn shape<T>(place: Place, content: fn(&Place, &T) -> Content, by: fn(&T) -> Option<&Author>) -> Shape<T> {
    Shape { content, by, place }
}

fn nobody<T>(_: &T) -> Option<&Author> {
    None
}

fn name_shape() -> Shape<String> {
    shape(Place::Name, |_, name| Content::Text(Some(name.clone())), nobody)
}

fn council_shape() -> Shape<Option<String>> {
    shape(Place::Council, |_, pack| Content::Text(pack.clone()), nobody)
}

fn day_shape(place: Place) -> Shape<Option<NaiveDate>> {
    shape(place, |_, day| Content::Day(*day), nobody)
}

fn fact_shape(fact: Fact) -> Shape<Option<FactValue>> {
    let content = |place: &Place, value: &Option<FactValue>| match place {
        Place::Fact(fact) => Content::Answer(*fact, value.clone()),
        _ => Content::Text(None),
    };
    shape(Place::Fact(fact), content, nobody)
}

fn status_shape(place: Place) -> Shape<Status> {
    shape(place, |_, status| Content::Status(status.clone()), nobody)
}

fn words_shape(place: Place) -> Shape<Words> {
    shape(place, |_, words| Content::Text(words.text.clone()), |words| Some(&words.by))
}

/// What combining `theirs` with `mine` would change, and what would be to choose.
pub fn compare(mine: &Plan, theirs: &Plan) -> Comparison {
    let mut both = mine.clone();
    both.merge(theirs);
    let mut all = Comparison::default();
    all.place(Some(&mine.name), &both.name, name_shape(), false);
    all.place(Some(&mine.council), &both.council, council_shape(), false);
    all.place(Some(&mine.binned), &both.binned, day_shape(Place::Bin), false);
    for (fact, value) in &both.facts {
        all.place(mine.facts.get(fact), value, fact_shape(*fact), false);
    }
    for (step, value) in &both.statuses {
        all.place(mine.statuses.get(step), value, status_shape(Place::Status(step.clone())), false);
    }
    for (step, value) in &both.own_dates {
        all.place(mine.own_dates.get(step), value, day_shape(Place::OwnDate(step.clone())), false);
    }
    for (id, record) in &both.records {
        compare_record(&mut all, id, mine.records.get(id), record);
    }
    all
}

fn compare_record(all: &mut Comparison, id: &RecordId, mine: Option<&Record>, both: &Record) {
    let Some(mine) = mine else {
        if let (None, Some(side)) = (both.removed_on(), side_of(both, false)) {
            let is_private = both.is_private();
            let spot = Spot::Record(id.clone());
            all.add(Difference { spot, kind: Kind::New, sides: vec![side], is_private });
        }
        return;
    };
    if mine.removed_on().is_some() && both.removed_on().is_some() {
        return;
    }
    for (name, field) in &both.fields {
        let shape = words_shape(Place::Field(id.clone(), name.clone()));
        all.place(mine.fields.get(name), field, shape, both.is_private());
    }
}

/// A whole record as one side: its first words, and who wrote them.
pub(super) fn side_of(record: &Record, is_mine: bool) -> Option<Side> {
    let name = super::naming::title_field(record)?;
    let field = record.field(name)?;
    let shape = words_shape(Place::Name);
    Some(shape.side(field, is_mine))
}

/// What stands against each other in a place, those of a device first; empty if nothing does.
pub fn open_sides(plan: &Plan, place: &Place, is_mine: &dyn Fn(&Stamp) -> bool) -> Vec<Side> {
    fn of<T: Value>(
        register: Option<&Register<T>>,
        shape: Shape<T>,
        is_mine: &dyn Fn(&Stamp) -> bool,
    ) -> Vec<Side> {
        let open = register.filter(|register| register.rivals().next().is_some());
        open.map_or_else(Vec::new, |register| {
            sides(register, &shape, |writing: &Written<T>| is_mine(&writing.stamp))
        })
    }
    match place {
        Place::Name => of(Some(&plan.name), name_shape(), is_mine),
        Place::Council => of(Some(&plan.council), council_shape(), is_mine),
        Place::Bin => of(Some(&plan.binned), day_shape(Place::Bin), is_mine),
        Place::Fact(fact) => of(plan.facts.get(fact), fact_shape(*fact), is_mine),
        Place::Status(step) => of(plan.statuses.get(step), status_shape(place.clone()), is_mine),
        Place::OwnDate(step) => of(plan.own_dates.get(step), day_shape(place.clone()), is_mine),
        Place::Field(id, name) => {
            let field = plan.records.get(id).and_then(|record| record.field(name));
            of(field, words_shape(place.clone()), is_mine)
        }
    }
}

/// Why a choice could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotSettle {
    /// The words are the young person's: only they choose.
    TheirWords,
    /// Nothing was chosen, or two things that cannot both stand.
    NotOne,
}

/// Whether somebody writing in this voice may choose in a place.
pub fn may_settle(plan: &Plan, place: &Place, voice: Voice) -> bool {
    match place {
        Place::Field(id, name) => plan.records.get(id).is_none_or(|record| record.may_write(name, voice)),
        _ => true,
    }
}

/// Whether two of these can both stay: only words can.
pub fn can_keep_all(place: &Place, sides: &[Side]) -> bool {
    let Place::Field(_, name) = place else { return false };
    let is_words =
        |side: &Side| matches!(&side.content, Content::Text(Some(text)) if !text.is_empty() && text != YES);
    sides.len() > 1 && name != PRIVATE && name != REMOVED && sides.iter().all(is_words)
}

/// The edit that keeps what was chosen in a place: one side, or the words of several, one below the
/// other. Whoever wrote it stays its author.
pub fn settle(plan: &Plan, place: &Place, chosen: &[Side], by: &Author) -> Result<Edit, CannotSettle> {
    if !may_settle(plan, place, by.voice) {
        return Err(CannotSettle::TheirWords);
    }
    let (first, rest) = chosen.split_first().ok_or(CannotSettle::NotOne)?;
    if !rest.is_empty() && !can_keep_all(place, chosen) {
        return Err(CannotSettle::NotOne);
    }
    Ok(match (place, &first.content) {
        (Place::Name, Content::Text(name)) => Edit::Name(name.clone().unwrap_or_default()),
        (Place::Council, Content::Text(pack)) => Edit::Council(pack.clone()),
        (Place::Bin, Content::Day(day)) => Edit::Bin(*day),
        (Place::Fact(fact), Content::Answer(asked, answer)) if fact == asked => {
            Edit::Fact(*fact, answer.clone())
        }
        (Place::Status(step), Content::Status(status)) => Edit::Status(step.clone(), status.clone()),
        (Place::OwnDate(step), Content::Day(day)) => Edit::OwnDate(step.clone(), *day),
        (Place::Field(id, name), Content::Text(text)) => {
            let record = plan.records.get(id).ok_or(CannotSettle::NotOne)?;
            let mut whole = text.clone();
            let mut author = first.by.clone();
            for side in rest {
                if let (Content::Text(Some(more)), Some(whole)) = (&side.content, &mut whole) {
                    whole.push_str("\n\n");
                    whole.push_str(more);
                }
                author = author.filter(|author| side.by.as_ref() == Some(author));
            }
            // Words that the writer of the other side may not take the place of are taken over by whoever chooses.
            let author = author.filter(|author| record.may_write(name, author.voice));
            Edit::write(&record.kind, id, name, whole, &author.unwrap_or_else(|| by.clone()))
        }
        _ => return Err(CannotSettle::NotOne),
    })
}
