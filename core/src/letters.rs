//! Letters filled in from a plan, and what was sent: records of the kind `message`.
//!
//! A place that nothing is known for stays as words in brackets, so that nobody sends an empty space.

use chrono::NaiveDate;

use crate::order::insert_in_order;
use crate::pack::library::MERGE_FIELDS;
use crate::plan::record::{Author, Record, RecordId, date_text};
use crate::plan::{Edit, Plan, StepKey};

/// The kind of a message.
pub const MESSAGE: &str = "message";
/// The letter it was made from, by id; nothing if it was written freely.
pub const LETTER: &str = "letter";
/// The step it is about, by key.
pub const STEP: &str = "step";
/// Who it went to.
pub const TO: &str = "to";
/// The day it was sent.
pub const SENT_ON: &str = "sent_on";
/// Its words.
pub const TEXT: &str = "text";
/// What came back.
pub const REPLY: &str = "reply";
/// The day it came back.
pub const REPLIED_ON: &str = "replied_on";

/// What is known for the places of a letter: the field with its braces, and the text.
pub type Known<'k> = [(&'k str, String)];

/// A letter's text with its places filled in. What is not known, or not typed yet, is named in brackets.
pub fn filled(text: &str, known: &Known<'_>) -> String {
    let mut out = text.to_owned();
    for (field, on_paper) in MERGE_FIELDS {
        if out.contains(field) {
            let value = known.iter().find(|(name, value)| name == field && !value.trim().is_empty());
            let words =
                value.map_or_else(|| ["[", on_paper, "]"].concat(), |(_, value)| value.trim().to_owned());
            out = out.replace(field, &words);
        }
    }
    out
}

/// The places of a text that nothing is known for, with their names on paper.
pub fn missing(text: &str, known: &Known<'_>) -> Vec<(&'static str, &'static str)> {
    MERGE_FIELDS
        .iter()
        .filter(|(field, _)| text.contains(field))
        .filter(|(field, _)| !known.iter().any(|(name, value)| name == field && !value.trim().is_empty()))
        .copied()
        .collect()
}

/// What notes that a message was sent.
pub fn sent(
    id: &RecordId,
    step: &StepKey,
    letter: &str,
    to: String,
    text: String,
    on: NaiveDate,
    by: &Author,
) -> Vec<Edit> {
    let fields = [
        (STEP, Some(step.as_str().to_owned())),
        (LETTER, Some(letter.to_owned())),
        (TO, Some(to)),
        (TEXT, Some(text)),
        (SENT_ON, date_text(on)),
    ];
    fields.into_iter().map(|(field, text)| Edit::write(MESSAGE, id, field, text, by)).collect()
}

/// What was sent, the latest first; only about one step if it is named.
pub fn messages<'p>(plan: &'p Plan, step: Option<&StepKey>) -> Vec<(&'p RecordId, &'p Record)> {
    let mut found = Vec::new();
    for (id, record) in plan.records_of(MESSAGE) {
        if step.is_none_or(|step| record.text(STEP) == step.as_str()) {
            insert_in_order(&mut found, (id, record), |one, other| {
                (other.1.date(SENT_ON), other.0).cmp(&(one.1.date(SENT_ON), one.0))
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{DeviceId, PlanId, Stamp, Voice};

    #[test]
    fn what_is_not_known_is_named_and_not_left_empty() {
        let known = [("{name}", "Leo".to_owned()), ("{school}", "  ".to_owned())];
        let text = "{name} is at {school}. Please answer by {due_date}.";
        assert_eq!(filled(text, &known), "Leo is at [name of the school]. Please answer by [the date].");
        let places: Vec<&str> = missing(text, &known).into_iter().map(|(field, _)| field).collect();
        assert_eq!(places, ["{school}", "{due_date}"]);
    }

    #[test]
    fn a_name_with_braces_is_not_filled_in_again() {
        let known = [("{name}", "{school}".to_owned()), ("{school}", "Hill School".to_owned())];
        // The order of the places decides; nothing of it may panic or grow without end.
        assert!(filled("{name}", &known).len() < 40);
    }

    #[test]
    fn messages_are_listed_with_the_latest_first() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let stamp = |millis| Stamp { millis, counter: 0, device: DeviceId::new("test") };
        let mut plan = Plan::new(PlanId::new("p"), day(1), "Leo".into(), stamp(1));
        let by = Author::of(Voice::ParentCarer);
        let (a, b) = (StepKey::new("a"), StepKey::new("b"));
        for (at, (id, step, on)) in [("1", &a, 3), ("2", &b, 9), ("3", &a, 5)].into_iter().enumerate() {
            for edit in sent(&RecordId::new(id), step, "x", "Council".into(), "Dear".into(), day(on), &by) {
                plan.apply(edit, stamp(10 + at as i64)).unwrap();
            }
        }
        let ids = |step| messages(&plan, step).into_iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>();
        assert_eq!(ids(None), ["2", "3", "1"]);
        assert_eq!(ids(Some(&a)), ["3", "1"]);
    }
}
