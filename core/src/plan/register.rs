//! A value that several devices may write, and what becomes of it when two of them did.
//!
//! Each writing names those it has seen. One that another has seen gives way to it; two that have not
//! seen each other both stay, the later one in force and the other beside it, until a person settles
//! it by writing again. Merging is a union of writings, so it is commutative, associative and
//! idempotent, and drops no text.

use std::ops::Deref;

use chrono::NaiveDate;

use super::Status;
use super::record::Words;
use super::stamp::Stamp;
use crate::order::insert_in_order;
use crate::situation::FactValue;

/// What a register can hold.
pub trait Value: Ord + Clone {
    /// Whether earlier writings are kept, to show how the wording changed.
    const KEEPS_PAST: bool = false;

    /// Whether a writing that follows in the same sitting, on the same device, takes this one's place
    /// instead of standing after it in the past.
    fn is_continued_by(&self, _next: &Self) -> bool {
        true
    }

    /// Whether a person reads the same in both, so that there is nothing to choose between them.
    fn says_the_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Value for String {}
impl Value for Option<String> {}
impl Value for Option<NaiveDate> {}
impl Value for Option<FactValue> {}
impl Value for Status {}

impl Value for Words {
    const KEEPS_PAST: bool = true;

    fn is_continued_by(&self, next: &Self) -> bool {
        self.by == next.by && next.text.is_some()
    }

    fn says_the_same(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// One writing of a value.
///
/// The stamp comes first, so that the derived order is "later wins, then the greater value": total,
/// hence the same on every device, even for hostile copies that use a stamp twice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written<T> {
    /// When and where.
    pub stamp: Stamp,
    /// The value.
    pub value: T,
    /// The latest writing of each device that this one takes the place of, in the order of devices.
    pub seen: Vec<Stamp>,
}

impl<T> Written<T> {
    fn has_seen(&self, stamp: &Stamp) -> bool {
        // What stands in for a value that could not be read gives way to any other.
        let is_stand_in = stamp.device.as_str().is_empty();
        is_stand_in || self.seen.iter().any(|seen| seen.device == stamp.device && seen >= stamp)
    }
}

/// Writings of the same device this close together are one sitting: 10 minutes, in milliseconds.
const SITTING: i64 = 10 * 60 * 1_000;

/// A value with its writings. It reads as the writing in force.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register<T> {
    now: Written<T>,
    /// Written without having seen the one in force; oldest first.
    rivals: Vec<Written<T>>,
    /// Earlier writings, oldest first, where the value keeps them.
    past: Vec<Written<T>>,
}

impl<T> Deref for Register<T> {
    type Target = Written<T>;

    fn deref(&self) -> &Written<T> {
        &self.now
    }
}

impl<T: Value> Register<T> {
    /// A first writing.
    pub fn new(value: T, stamp: Stamp) -> Self {
        Self { now: Written { stamp, value, seen: Vec::new() }, rivals: Vec::new(), past: Vec::new() }
    }

    /// Puts writings from a file together; `None` if there are none.
    pub fn of(mut writings: Vec<Written<T>>) -> Option<Self> {
        let mut register = Self { now: writings.pop()?, rivals: Vec::new(), past: Vec::new() };
        register.take(writings);
        Some(register)
    }

    /// Writes a value, which settles what stood against each other, and returns the value before.
    pub fn write(&mut self, value: T, stamp: Stamp) -> T {
        let mut seen: Vec<Stamp> = Vec::new();
        for old in self.rivals.iter().chain([&self.now]) {
            for stamp in old.seen.iter().chain([&old.stamp]) {
                match seen.iter_mut().find(|known| known.device == stamp.device) {
                    Some(known) => *known = (&*known).max(stamp).clone(),
                    None => {
                        insert_in_order(&mut seen, stamp.clone(), |one, other| one.device.cmp(&other.device))
                    }
                }
            }
        }
        let is_one_sitting = self.rivals.is_empty()
            && self.now.stamp.device == stamp.device
            && stamp.millis.saturating_sub(self.now.stamp.millis) < SITTING
            && self.now.value.is_continued_by(&value);
        let before = std::mem::replace(&mut self.now, Written { stamp, value, seen });
        let given = before.value.clone();
        if T::KEEPS_PAST {
            let rivals = std::mem::take(&mut self.rivals);
            let old = if is_one_sitting { None } else { Some(before) };
            for writing in rivals.into_iter().chain(old) {
                insert_in_order(&mut self.past, writing, Ord::cmp);
            }
        }
        self.rivals.clear();
        given
    }

    /// Takes the writings of another copy in.
    pub fn merge(&mut self, other: &Self) {
        // Most of the time both copies hold the same.
        if self != other {
            self.take(other.writings().cloned().collect());
        }
    }

    fn take(&mut self, writings: Vec<Written<T>>) {
        let mut all: Vec<Written<T>> = Vec::new();
        for writing in self.writings().cloned().chain(writings) {
            if !all.contains(&writing) {
                insert_in_order(&mut all, writing, Ord::cmp);
            }
        }
        let (mut past, mut standing) = (Vec::new(), Vec::new());
        for writing in &all {
            let is_past = all.iter().any(|other| other != writing && other.has_seen(&writing.stamp));
            if is_past { &mut past } else { &mut standing }.push(writing.clone());
        }
        // In a hostile file writings may claim to have seen each other; then the latest stands.
        if let Some(now) = standing.pop().or_else(|| past.pop()) {
            self.now = now;
        }
        self.rivals = standing;
        self.past = if T::KEEPS_PAST { past } else { Vec::new() };
    }

    /// Every writing: the past, then those that stand against the one in force, then that.
    pub fn writings(&self) -> impl Iterator<Item = &Written<T>> {
        self.past.iter().chain(&self.rivals).chain([&self.now])
    }

    /// Writings that stand against the one in force and say something else.
    pub fn rivals(&self) -> impl Iterator<Item = &Written<T>> {
        self.rivals.iter().filter(|rival| !rival.value.says_the_same(&self.now.value))
    }

    /// Every writing that nobody has settled: the one in force, and those beside it.
    pub fn standing(&self) -> impl Iterator<Item = &Written<T>> {
        self.rivals.iter().chain([&self.now])
    }

    /// Earlier writings, oldest first. Empty for values that keep none.
    pub fn past(&self) -> &[Written<T>] {
        &self.past
    }

    /// The latest stamp in it.
    pub fn latest_stamp(&self) -> &Stamp {
        // The writing in force is the latest of those that stand, and what it has seen is earlier.
        self.writings().map(|writing| &writing.stamp).max().unwrap_or(&self.now.stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::stamp::DeviceId;

    fn at(millis: i64, device: &str) -> Stamp {
        Stamp { millis, counter: 0, device: DeviceId::new(device) }
    }

    fn merged(one: &Register<String>, other: &Register<String>) -> Register<String> {
        let mut both = one.clone();
        both.merge(other);
        both
    }

    #[test]
    fn a_writing_that_saw_the_other_takes_its_place() {
        let mut phone = Register::new("a".to_owned(), at(1, "phone"));
        let tablet = phone.clone();
        phone.write("b".into(), at(2, "phone"));
        let both = merged(&tablet, &phone);
        assert_eq!((both.value.as_str(), both.rivals().count()), ("b", 0));
    }

    #[test]
    fn two_that_did_not_see_each_other_both_stay_until_one_writes_again() {
        let mut phone = Register::new("a".to_owned(), at(1, "phone"));
        let mut tablet = phone.clone();
        phone.write("b".into(), at(2, "phone"));
        tablet.write("c".into(), at(3, "tablet"));
        let mut both = merged(&phone, &tablet);
        assert_eq!(both, merged(&tablet, &phone));
        assert_eq!((both.value.as_str(), both.rivals().next().unwrap().value.as_str()), ("c", "b"));
        both.write("b and c".into(), at(4, "phone"));
        for copy in [&phone, &tablet] {
            let settled = merged(&both, copy);
            assert_eq!((settled.value.as_str(), settled.rivals().count()), ("b and c", 0));
        }
    }

    #[test]
    fn the_same_value_written_twice_is_nothing_to_choose() {
        let mut phone = Register::new("a".to_owned(), at(1, "phone"));
        let mut tablet = phone.clone();
        phone.write("b".into(), at(2, "phone"));
        tablet.write("b".into(), at(3, "tablet"));
        assert_eq!(merged(&phone, &tablet).rivals().count(), 0);
    }

    #[test]
    fn two_tabs_with_the_same_clock_lose_nothing() {
        let mut one = Register::new("a".to_owned(), at(1, "phone.1"));
        let mut two = one.clone();
        one.write("b".into(), at(2, "phone.1"));
        two.write("c".into(), at(2, "phone.2"));
        let both = merged(&one, &two);
        assert_eq!(both.standing().count(), 2);
    }
}
