//! Going back to an earlier state of a plan: what that would change, and the edits that do it.
//!
//! An earlier state is never put in place of the plan: its values are written again, so that the way
//! back can be undone, another device learns of it, and no writing is lost. What the young person wrote
//! is changed only in their voice: everything else goes back, and their words stay.

use chrono::NaiveDate;

use super::compare::{Comparison, Content, Difference, Kind, Side, Spot, side_of};
use crate::order::insert_in_order;
use crate::plan::record::{REMOVED, date_text};
use crate::plan::register::Written;
use crate::plan::{Author, Edit, Place, Plan, Record, RecordId, Stamp, Status, Words};

/// What going back to an earlier state changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restoring {
    /// What would be different afterwards: the plan as it is now is "mine".
    pub comparison: Comparison,
    /// What to apply.
    pub edits: Vec<Edit>,
    /// How many places stay as they are, because the words are the young person's.
    pub stays: usize,
}

struct Back<'p> {
    now: &'p Plan,
    by: &'p Author,
    today: NaiveDate,
    out: Restoring,
}

/// Works out what going back from `now` to `earlier` changes, for somebody who writes as `by`.
pub fn restore(now: &Plan, earlier: &Plan, by: &Author, today: NaiveDate) -> Restoring {
    let mut back = Back { now, by, today, out: Restoring::default() };
    if now.name.value != earlier.name.value {
        let text = |name: &String| Content::Text(Some(name.clone()));
        back.change(
            Place::Name,
            Some(side(&now.name, text)),
            Some(side(&earlier.name, text)),
            Edit::Name(earlier.name.value.clone()),
        );
    }
    if now.council.value != earlier.council.value {
        let text = |pack: &Option<String>| Content::Text(pack.clone());
        let edit = Edit::Council(earlier.council.value.clone());
        back.change(Place::Council, Some(side(&now.council, text)), Some(side(&earlier.council, text)), edit);
    }
    for (fact, value) in &now.facts {
        let then = earlier.facts.get(fact);
        let was = then.and_then(|then| then.value.clone());
        if value.value != was {
            let says = |answer: &Option<_>| Content::Answer(*fact, answer.clone());
            let (mine, theirs) = (side(value, says), then.map(|then| side(then, says)));
            back.change(Place::Fact(*fact), Some(mine), theirs, Edit::Fact(*fact, was));
        }
    }
    for (step, value) in &now.statuses {
        let then = earlier.statuses.get(step);
        let was = then.map_or(&Status::NotStarted, |then| &then.value);
        if value.value != *was {
            let says = |status: &Status| Content::Status(status.clone());
            let (mine, theirs) = (side(value, says), then.map(|then| side(then, says)));
            let edit = Edit::Status(step.clone(), was.clone());
            back.change(Place::Status(step.clone()), Some(mine), theirs, edit);
        }
    }
    for (step, value) in &now.own_dates {
        let then = earlier.own_dates.get(step);
        let was = then.and_then(|then| then.value);
        if value.value != was {
            let says = |day: &Option<NaiveDate>| Content::Day(*day);
            let (mine, theirs) = (side(value, says), then.map(|then| side(then, says)));
            let edit = Edit::OwnDate(step.clone(), was);
            back.change(Place::OwnDate(step.clone()), Some(mine), theirs, edit);
        }
    }
    for (id, record) in &now.records {
        match earlier.records.get(id) {
            Some(then) => back.record(id, record, then),
            None => back.added_since(id, record),
        }
    }
    back.only_then(earlier);
    back.out
}

fn side<T>(writing: &Written<T>, says: impl Fn(&T) -> Content) -> Side {
    Side { is_mine: false, content: says(&writing.value), by: None, stamp: writing.stamp.clone() }
}

fn words_side(writing: &Written<Words>) -> Side {
    let by = Some(writing.value.by.clone());
    Side { by, ..side(writing, |words| Content::Text(words.text.clone())) }
}

impl Back<'_> {
    fn change(&mut self, place: Place, mine: Option<Side>, theirs: Option<Side>, edit: Edit) {
        self.show(Spot::One(place), Kind::Changed, mine, theirs, false);
        self.out.edits.push(edit);
    }

    fn show(&mut self, spot: Spot, kind: Kind, mine: Option<Side>, theirs: Option<Side>, is_private: bool) {
        let mine = mine.map(|side| Side { is_mine: true, ..side });
        let sides = mine.into_iter().chain(theirs).collect();
        insert_in_order(
            &mut self.out.comparison.differences,
            Difference { spot, kind, sides, is_private },
            |one, other| one.kind.cmp(&other.kind),
        );
    }

    fn record(&mut self, id: &RecordId, now: &Record, then: &Record) {
        for (name, field) in &now.fields {
            let was = then.field(name);
            let text = was.and_then(|was| was.value.text.as_deref());
            let is_same_text = field.value.text.as_deref() == text;
            let is_same_writer = text.is_none() || was.is_some_and(|was| was.value.by == field.value.by);
            if is_same_text && is_same_writer {
                continue;
            }
            if !now.may_write(name, self.by.voice) {
                self.out.stays += 1;
                continue;
            }
            let place = Place::Field(id.clone(), name.clone());
            let kind = if name == REMOVED && text.is_none() { Kind::New } else { Kind::Changed };
            let (spot, mine, theirs) = match kind {
                Kind::New => (Spot::Record(id.clone()), None, side_of(now, false)),
                _ => (Spot::One(place), Some(words_side(field)), was.map(|was| words_side(was))),
            };
            if !is_same_text {
                self.show(spot, kind, mine, theirs, now.is_private());
            }
            // Put back with who had written it, not written anew.
            let words =
                was.map_or_else(|| Words { text: None, by: self.by.clone() }, |was| was.value.clone());
            self.out.edits.push(Edit::TakeBack { record: id.clone(), field: name.clone(), words });
        }
    }

    fn added_since(&mut self, id: &RecordId, record: &Record) {
        if record.removed_on().is_some() {
            return;
        }
        if !record.may_write(REMOVED, self.by.voice) {
            self.out.stays += 1;
            return;
        }
        self.show(Spot::Record(id.clone()), Kind::Gone, side_of(record, false), None, record.is_private());
        let day = date_text(self.today);
        self.out.edits.push(Edit::write(&record.kind, id, REMOVED, day, self.by));
    }

    /// What only the earlier state has: never so for a state of the same plan on this device, but a state
    /// may come from elsewhere.
    fn only_then(&mut self, earlier: &Plan) {
        for (fact, value) in earlier.facts.iter().filter(|(fact, _)| !self.now.facts.contains_key(fact)) {
            if let Some(answer) = &value.value {
                let theirs = side(value, |answer| Content::Answer(*fact, answer.clone()));
                let edit = Edit::Fact(*fact, Some(answer.clone()));
                self.bring(Spot::One(Place::Fact(*fact)), theirs, edit);
            }
        }
        for (step, value) in earlier.statuses.iter().filter(|(key, _)| !self.now.statuses.contains_key(key)) {
            if value.value != Status::NotStarted {
                let theirs = side(value, |status| Content::Status(status.clone()));
                let edit = Edit::Status(step.clone(), value.value.clone());
                self.bring(Spot::One(Place::Status(step.clone())), theirs, edit);
            }
        }
        for (step, value) in earlier.own_dates.iter().filter(|(key, _)| !self.now.own_dates.contains_key(key))
        {
            if value.value.is_some() {
                let theirs = side(value, |day| Content::Day(*day));
                let edit = Edit::OwnDate(step.clone(), value.value);
                self.bring(Spot::One(Place::OwnDate(step.clone())), theirs, edit);
            }
        }
        for (id, then) in &earlier.records {
            let now = self.now.records.get(id);
            if now.is_none()
                && then.removed_on().is_none()
                && let Some(theirs) = side_of(then, false)
            {
                self.show(Spot::Record(id.clone()), Kind::New, None, Some(theirs), then.is_private());
            }
            for (name, field) in &then.fields {
                let is_new = now.is_none_or(|now| now.field(name).is_none());
                if is_new && let Some(text) = &field.value.text {
                    let by = &field.value.by;
                    self.out.edits.push(Edit::write(&then.kind, id, name, Some(text.clone()), by));
                }
            }
        }
    }

    fn bring(&mut self, spot: Spot, theirs: Side, edit: Edit) {
        self.show(spot, Kind::New, None, Some(theirs), false);
        self.out.edits.push(edit);
    }
}

/// When a state was written: its latest stamp.
pub fn written_at(plan: &Plan) -> i64 {
    plan.latest_stamp().map_or(0, |stamp: &Stamp| stamp.millis)
}
