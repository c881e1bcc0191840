//! JSON packed into few bytes, for links and codes.
//!
//! Three streams one after the other: what stands where, numbers, texts. Apart from each other they
//! compress to about two thirds of what they do mixed. Names that a plan uses often are one byte, and a
//! stamp counts from the one before it. Whatever JSON goes in comes out the same, so that a plan packed
//! here is read by [`crate::dto`] like any other.
//!
//! Links must open for ever: [`WORDS`] and the marks only ever get longer.

use serde_json::{Map, Number, Value};

use crate::calendar::{add_days, days_between, iso, parse_iso};

/// Names and words of one byte. Never change or reorder: add at the end, up to [`MOST_WORDS`].
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "format", "schema", "app", "saved_on", "share", "for", "plans", "onward-copy", "onward-plan", "id",
    "begun", "example", "name", "council", "binned", "facts", "statuses", "own_dates", "records", "kind",
    "fields", "value", "at", "seen", "text", "by", "is", "on", "who", "reason", "not_started", "doing",
    "waiting_for", "done", "not_for_us", "young_person", "parent_carer", "school", "early_years_setting",
    "current_school", "next_school", "health", "social_care", "other_agencies", "family",
    // Facts and their answers.
    "date_of_birth", "year_group_offset", "reception_in", "support", "setting", "move", "ehc_plan",
    "being_assessed", "sen_support", "none", "unknown", "mainstream_school", "special_school", "college",
    "primary_to_secondary", "secondary_to_post16", "early_years_to_school", "last_review_completed",
    "plan_first_made", "learning_disability", "on_learning_disability_register", "medical_needs",
    "mental_health_service", "childrens_continuing_care", "looked_after", "out_of_school", "moving_into_area",
    "attends_infant_school", "attends_early_years_setting", "at_fe_college", "gets_dla", "gets_child_benefit",
    // Records and their fields.
    "note", "step", "written", "goal", "what", "idea", "part", "picture", "helps", "by_words", "state",
    "going", "paused", "finished", "finished_on", "showed_how", "showed_who", "showed_on", "meeting", "steps",
    "small_step", "answer", "yes", "with_support", "not_yet", "not_sure", "order", "readiness", "item",
    "about", "page", "heading", "person", "role", "reach", "ring", "close", "near", "wider", "view",
    "occasion", "question", "choices", "said", "from", "will", "not", "agreed", "why_not", "outcome",
    "not_done", "outcome_note", "check_in", "meeting_kind", "date", "time", "place", "planned", "running",
    "held", "notes", "next", "invite", "agenda", "decision", "parked", "paper", "action", "party", "open",
    "done_on", "not_needed", "charter", "statement", "kept", "partly", "dont_know", "by_whom", "message",
    "letter", "to", "sent_on", "how", "reply", "replied_on", "private", "work_and_learning",
    "home_and_independence", "friends_and_community",
];

const NULL: u8 = 0;
const NO: u8 = 1;
const YES: u8 = 2;
const WHOLE_NUMBER: u8 = 3;
const OTHER_NUMBER: u8 = 4;
const TEXT: u8 = 5;
const STAMP: u8 = 6;
const DATE: u8 = 7;
const LIST: u8 = 8;
const OBJECT: u8 = 9;
/// The first byte that stands for a word.
const FIRST_WORD: u8 = 16;
/// Bytes left for words.
const MOST_WORDS: usize = 240;

/// How deep JSON may be nested. A plan needs 10.
const MOST_DEEP: usize = 32;

/// The day from which dates count: near the first plans.
const DAY_0: &str = "2026-01-01";

/// Packs JSON. It must not be nested deeper than a plan ever is.
pub fn pack(value: &Value) -> Vec<u8> {
    let mut out = Packer::default();
    out.value(value);
    let mut bytes = Vec::new();
    put_number(&mut bytes, out.shape.len() as u64);
    put_number(&mut bytes, out.numbers.len() as u64);
    bytes.extend(out.shape);
    bytes.extend(out.numbers);
    bytes.extend(out.texts);
    bytes
}

/// Takes packed JSON apart; `None` if the bytes are no such thing.
pub fn unpack(bytes: &[u8]) -> Option<Value> {
    let mut all = Source(bytes);
    let shape = usize::try_from(all.number()?).ok()?;
    let numbers = usize::try_from(all.number()?).ok()?;
    let (shape, numbers) = (Source(all.bytes(shape)?), Source(all.bytes(numbers)?));
    let mut unpacker = Unpacker { shape, numbers, texts: all, devices: Vec::new(), millis: 0 };
    let value = unpacker.value(0)?;
    unpacker.is_at_end().then_some(value)
}

#[derive(Default)]
struct Packer<'v> {
    shape: Vec<u8>,
    numbers: Vec<u8>,
    texts: Vec<u8>,
    devices: Vec<&'v str>,
    millis: i64,
}

impl<'v> Packer<'v> {
    fn value(&mut self, value: &'v Value) {
        match value {
            Value::Null => self.shape.push(NULL),
            Value::Bool(false) => self.shape.push(NO),
            Value::Bool(true) => self.shape.push(YES),
            Value::Number(number) => match number.as_i64().filter(|whole| *number == Number::from(*whole)) {
                Some(whole) => {
                    self.shape.push(WHOLE_NUMBER);
                    put_number(&mut self.numbers, folded(whole));
                }
                None => {
                    self.shape.push(OTHER_NUMBER);
                    self.letters(&number.to_string());
                }
            },
            Value::String(text) => self.text(text),
            Value::Array(items) => {
                self.shape.push(LIST);
                put_number(&mut self.shape, items.len() as u64);
                for item in items {
                    self.value(item);
                }
            }
            Value::Object(fields) => {
                self.shape.push(OBJECT);
                put_number(&mut self.shape, fields.len() as u64);
                for (name, value) in fields {
                    self.text(name);
                    self.value(value);
                }
            }
        }
    }

    fn text(&mut self, text: &'v str) {
        let word = WORDS.iter().position(|word| *word == text).and_then(|at| u8::try_from(at).ok());
        if let Some(word) = word {
            self.shape.push(FIRST_WORD + word);
        } else if let Some((millis, counter, device)) = stamp(text) {
            self.shape.push(STAMP);
            let at = self.devices.iter().position(|known| *known == device).unwrap_or(self.devices.len());
            put_number(&mut self.numbers, at as u64);
            if at == self.devices.len() {
                self.devices.push(device);
                self.letters(device);
            }
            put_number(&mut self.numbers, folded(millis.wrapping_sub(self.millis)));
            self.millis = millis;
            put_number(&mut self.numbers, counter.into());
        } else if let Some(days) = day_number(text) {
            self.shape.push(DATE);
            put_number(&mut self.numbers, folded(days));
        } else {
            self.shape.push(TEXT);
            self.letters(text);
        }
    }

    fn letters(&mut self, text: &str) {
        put_number(&mut self.numbers, text.len() as u64);
        self.texts.extend(text.as_bytes());
    }
}

/// The parts of a stamp as a plan writes it, if it is written exactly so.
fn stamp(text: &str) -> Option<(i64, u32, &str)> {
    let mut parts = text.splitn(3, '-');
    let (millis, counter, device) = (parts.next()?, parts.next()?, parts.next()?);
    let number: i64 = millis.parse().ok()?;
    let count: u32 = counter.parse().ok()?;
    let is_plain = number.to_string() == millis && count.to_string() == counter;
    is_plain.then_some((number, count, device))
}

fn day_number(text: &str) -> Option<i64> {
    let day = parse_iso(text).filter(|day| iso(*day) == text)?;
    Some(days_between(parse_iso(DAY_0)?, day))
}

/// Small numbers of either sign as small numbers: 0, -1, 1, -2 as 0, 1, 2, 3.
fn folded(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
}

/// Seven bits a byte, the lowest first.
fn put_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

struct Source<'b>(&'b [u8]);

impl<'b> Source<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn bytes(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

struct Unpacker<'b> {
    shape: Source<'b>,
    numbers: Source<'b>,
    texts: Source<'b>,
    devices: Vec<&'b str>,
    millis: i64,
}

impl<'b> Unpacker<'b> {
    fn is_at_end(&self) -> bool {
        self.shape.0.is_empty() && self.numbers.0.is_empty() && self.texts.0.is_empty()
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth > MOST_DEEP {
            return None;
        }
        Some(match self.shape.byte()? {
            NULL => Value::Null,
            NO => false.into(),
            YES => true.into(),
            WHOLE_NUMBER => unfolded(self.numbers.number()?).into(),
            // Not `from_str`, which would take any JSON for a number.
            OTHER_NUMBER => Value::Number(self.letters()?.parse().ok()?),
            LIST => {
                // Each item takes a byte at least, so a false count runs out of bytes.
                let mut items = Vec::new();
                for _ in 0..self.shape.number()? {
                    items.push(self.value(depth + 1)?);
                }
                items.into()
            }
            OBJECT => {
                let mut fields = Map::new();
                for _ in 0..self.shape.number()? {
                    let mark = self.shape.byte()?;
                    fields.insert(self.text(mark)?, self.value(depth + 1)?);
                }
                Value::Object(fields)
            }
            mark => self.text(mark)?.into(),
        })
    }

    fn text(&mut self, mark: u8) -> Option<String> {
        Some(match mark {
            TEXT => self.letters()?.to_owned(),
            STAMP => {
                let at = usize::try_from(self.numbers.number()?).ok()?;
                if at == self.devices.len() {
                    let device = self.letters()?;
                    self.devices.push(device);
                }
                let device = *self.devices.get(at)?;
                self.millis = self.millis.wrapping_add(unfolded(self.numbers.number()?));
                let counter = u32::try_from(self.numbers.number()?).ok()?;
                format!("{}-{counter}-{device}", self.millis)
            }
            DATE => iso(add_days(parse_iso(DAY_0)?, unfolded(self.numbers.number()?))?),
            word => (*WORDS.get(usize::from(word.checked_sub(FIRST_WORD)?))?).to_owned(),
        })
    }

    fn letters(&mut self) -> Option<&'b str> {
        let count = usize::try_from(self.numbers.number()?).ok()?;
        std::str::from_utf8(self.texts.bytes(count)?).ok()
    }
}

const _: () = assert!(WORDS.len() <= MOST_WORDS);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_comes_out_as_it_went_in() {
        let stamps = ["1795348800000-0-ab12.3", "1795348800004-7-ab12.3", "-3-0-", "01-0-x", "1-0", "1--2-x"];
        let dates = ["2026-11-22", "0001-01-01", "2026-02-30", "2026-1-1", "9999-12-31"];
        let value = json!({
            "stamps": stamps, "dates": dates, "numbers": [0, -1, 1, i64::MIN, i64::MAX, u64::MAX],
            "texts": ["", "goal", "Goal", "é\u{1F642}\0", "\u{feff}"], "facts": { "": null, "a": [true, false, {}] },
        });
        assert_eq!(unpack(&pack(&value)), Some(value));
        for text in ["1.5", "-0", "1e300", "123456789012345678901234567890"] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(unpack(&pack(&value)), Some(value), "{text}");
        }
    }

    #[test]
    fn the_words_of_a_link_never_change() {
        // If this fails, links made before would open as something else: add words at the end only.
        let text = WORDS[..152].join(" ");
        assert_eq!(adler2::adler32_slice(text.as_bytes()), FROZEN);
        let mut seen = WORDS.to_vec();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), WORDS.len(), "a word stands twice");
    }

    /// The checksum of the words of the first links.
    const FROZEN: u32 = 1_091_837_034;
}
