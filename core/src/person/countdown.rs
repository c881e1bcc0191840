//! The countdown to a new place: one record of the kind `countdown`, and a record for each thing in the bag.
//!
//! It is off until somebody switches it on for a plan. Days are boxes that the child crosses off, and
//! there are boxes for the last weeks only: no clock runs, and a day that nobody crossed off is nothing
//! to be sorry about.

use chrono::{Datelike, NaiveDate};

use crate::calendar::{add_days, days_between, iso};
use crate::order::insert_in_order;
use crate::plan::record::{Author, Record, RecordId, YES, date_text, typed};
use crate::plan::{Edit, Plan};

/// The kind of the countdown's record.
pub const COUNTDOWN: &str = "countdown";
/// The kind of a thing in the bag.
pub const BAG_ITEM: &str = "bag_item";
/// Whether it is switched on.
pub const ON: &str = "on";
/// The new place's name.
pub const PLACE: &str = "place";
/// The first day there.
pub const STARTS: &str = "starts";
/// How to get there, in words.
pub const ROUTE: &str = "route";
/// The way there in pictures, by id, parted by spaces.
pub const ROUTE_PICTURES: &str = "route_pictures";
/// A thing for the bag.
pub const WHAT: &str = "what";
/// Its picture, by id.
pub const PICTURE: &str = "picture";
/// Whether it is in the bag.
pub const PACKED: &str = "packed";

/// Weeks of boxes before the first day.
pub const WEEKS: i64 = 4;
const DAYS_IN_WEEK: i64 = 7;

/// The record of a plan's countdown: there is one.
pub fn record_id() -> RecordId {
    RecordId::new("countdown:new-place")
}

/// What writes one of its fields.
pub fn write(field: &str, text: &str, by: &Author) -> Edit {
    Edit::write(COUNTDOWN, &record_id(), field, typed(text), by)
}

/// What sets the first day, or takes it away.
pub fn set_start(day: Option<NaiveDate>, by: &Author) -> Edit {
    Edit::write(COUNTDOWN, &record_id(), STARTS, day.and_then(date_text), by)
}

/// What crosses a day off, or takes the cross away.
pub fn cross_off(day: NaiveDate, crossed: bool, by: &Author) -> Edit {
    let text = crossed.then(|| YES.to_owned());
    Edit::write(COUNTDOWN, &record_id(), &crossed_field(day), text, by)
}

fn crossed_field(day: NaiveDate) -> String {
    ["crossed:", &iso(day)].concat()
}

/// A box of the countdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: NaiveDate,
    /// Whether it is crossed off.
    pub crossed: bool,
    /// Whether it can be: today and days before it.
    pub has_come: bool,
}

/// A plan's countdown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Countdown<'p> {
    record: Option<&'p Record>,
}

impl<'p> Countdown<'p> {
    /// Of a plan. Nothing is set in one that nobody has switched on.
    pub fn of(plan: &'p Plan) -> Self {
        let id = record_id();
        let record = plan.records.get(&id).filter(|record| record.kind == COUNTDOWN);
        Self { record: record.filter(|record| record.removed_on().is_none()) }
    }

    /// Whether it is switched on.
    pub fn is_on(self) -> bool {
        self.record.is_some_and(|record| record.is(ON))
    }

    /// A field's text.
    pub fn text(self, field: &str) -> &'p str {
        self.record.map_or("", |record| record.text(field))
    }

    /// Whether somebody writing in this voice may write in a field.
    pub fn may_write(self, field: &str, voice: crate::plan::Voice) -> bool {
        self.record.is_none_or(|record| record.may_write(field, voice))
    }

    /// The first day at the new place.
    pub fn starts(self) -> Option<NaiveDate> {
        self.record.and_then(|record| record.date(STARTS))
    }

    /// The day from which there are boxes: a Monday some weeks before the first day.
    pub fn boxes_from(self) -> Option<NaiveDate> {
        let back = add_days(self.starts()?, -WEEKS * DAYS_IN_WEEK)?;
        add_days(back, -i64::from(back.weekday().num_days_from_monday()))
    }

    /// The boxes, one row a week from Monday; the last one is the day before the first day there. None
    /// before their time, and none once the day has come.
    pub fn weeks(self, today: NaiveDate) -> Vec<Vec<Day>> {
        let mut weeks: Vec<Vec<Day>> = Vec::new();
        let (Some(from), Some(starts)) = (self.boxes_from(), self.starts()) else { return weeks };
        if today < from || today >= starts {
            return weeks;
        }
        for at in 0..days_between(from, starts) {
            let Some(day) = add_days(from, at) else { break };
            let crossed = self.record.is_some_and(|record| record.is(&crossed_field(day)));
            let cell = Day { day, crossed, has_come: day <= today };
            match weeks.last_mut().filter(|_| day.weekday() != chrono::Weekday::Mon) {
                Some(week) => week.push(cell),
                None => weeks.push(vec![cell]),
            }
        }
        weeks
    }
}

/// What puts a thing on the list for the bag.
pub fn add_to_bag(id: &RecordId, what: &str, picture: &str, by: &Author) -> Vec<Edit> {
    let fields = [(WHAT, typed(what)), (PICTURE, typed(picture))];
    fields.into_iter().map(|(field, text)| Edit::write(BAG_ITEM, id, field, text, by)).collect()
}

/// What puts a thing in the bag, or out of it.
pub fn pack(id: &RecordId, packed: bool, by: &Author) -> Edit {
    Edit::write(BAG_ITEM, id, PACKED, packed.then(|| YES.to_owned()), by)
}

/// What is to go in the bag, in the order it was listed.
pub fn bag(plan: &Plan) -> Vec<(&RecordId, &Record)> {
    let mut bag = Vec::new();
    for entry in plan.records_of(BAG_ITEM).filter(|(_, item)| typed(item.text(WHAT)).is_some()) {
        insert_in_order(&mut bag, entry, |one, other| {
            (one.1.first_written(), one.0).cmp(&(other.1.first_written(), other.0))
        });
    }
    bag
}

/// The first letters of up to two words of a name, to stand for a face.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso;
    use crate::plan::{DeviceId, PlanId, Stamp, Voice};

    fn on(text: &str) -> NaiveDate {
        parse_iso(text).unwrap()
    }

    fn plan_with(edits: Vec<Edit>) -> Plan {
        let mut stamp = Stamp::after(None, 1, &DeviceId::new("phone"));
        let mut plan = Plan::new(PlanId::new("p"), on("2026-11-22"), "Ben".into(), stamp.clone());
        for edit in edits {
            stamp = Stamp::after(Some(&stamp), 1, &DeviceId::new("phone"));
            plan.apply(edit, stamp.clone()).unwrap();
        }
        plan
    }

    #[test]
    fn it_is_off_until_it_is_switched_on() {
        let me = Author::of(Voice::ParentCarer);
        assert!(!Countdown::of(&plan_with(vec![])).is_on());
        let plan = plan_with(vec![write(ON, YES, &me), set_start(Some(on("2027-09-02")), &me)]);
        assert!(Countdown::of(&plan).is_on());
        assert_eq!(Countdown::of(&plan).starts(), Some(on("2027-09-02")));
        let off = plan_with(vec![write(ON, YES, &me), write(ON, "", &me)]);
        assert!(!Countdown::of(&off).is_on());
    }

    #[test]
    fn boxes_stand_for_the_last_weeks_only() {
        let me = Author::of(Voice::YoungPerson);
        // A Thursday: four weeks before is Thursday 5 August, so the boxes begin on Monday 2 August.
        let plan = plan_with(vec![
            set_start(Some(on("2027-09-02")), &me),
            cross_off(on("2027-08-02"), true, &me),
            cross_off(on("2027-08-03"), true, &me),
            cross_off(on("2027-08-03"), false, &me),
        ]);
        let countdown = Countdown::of(&plan);
        assert_eq!(countdown.boxes_from(), Some(on("2027-08-02")));
        assert_eq!(countdown.weeks(on("2027-08-01")), Vec::<Vec<Day>>::new(), "not yet");
        assert_eq!(countdown.weeks(on("2027-09-02")), Vec::<Vec<Day>>::new(), "the day has come");
        let weeks = countdown.weeks(on("2027-08-04"));
        assert_eq!(weeks.iter().map(Vec::len).collect::<Vec<_>>(), [7, 7, 7, 7, 3]);
        let days: Vec<Day> = weeks.into_iter().flatten().collect();
        assert_eq!(days.last().map(|last| last.day), Some(on("2027-09-01")));
        assert_eq!(
            days.iter().filter(|day| day.crossed).map(|day| day.day).collect::<Vec<_>>(),
            [on("2027-08-02")]
        );
        assert_eq!(days.iter().filter(|day| day.has_come).count(), 3);
    }

    #[test]
    fn the_edges_of_time_do_not_panic() {
        let me = Author::of(Voice::School);
        for day in ["0001-01-01", "9999-12-31"] {
            let plan = plan_with(vec![set_start(Some(on(day)), &me)]);
            let _ = Countdown::of(&plan).weeks(NaiveDate::MIN);
            let _ = Countdown::of(&plan).weeks(NaiveDate::MAX);
        }
    }

    #[test]
    fn the_bag_keeps_its_order() {
        let me = Author::of(Voice::YoungPerson);
        let id = RecordId::new;
        let mut edits = add_to_bag(&id("z"), "My lunch", "food", &me);
        edits.extend(add_to_bag(&id("a"), "My pass", "", &me));
        edits.push(pack(&id("a"), true, &me));
        let plan = plan_with(edits);
        let listed: Vec<(&str, bool)> =
            bag(&plan).into_iter().map(|(_, item)| (item.text(WHAT), item.is(PACKED))).collect();
        assert_eq!(listed, [("My lunch", false), ("My pass", true)]);
    }

    #[test]
    fn faces_are_initials() {
        assert_eq!(initials("Sam Okafor Reed"), "SO");
        assert_eq!(initials("  Émile "), "É");
        assert_eq!(initials(""), "");
    }
}
