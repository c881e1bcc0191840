//! The compiled packs in the app: the spine from the WASM itself, the details fetched afterwards.

use std::sync::OnceLock;

use litemap::LiteMap;
use onward_core::calendar::BankHolidays;
use onward_core::pack::library::PersonShelf;
use onward_core::pack::{Details, PackSpine, QuestionDetail, Spine, StepDetail};

static SPINE_BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/spine.bin"));

/// Name of the details file beside the app, made at build time from its content.
pub const DETAILS_FILE: &str = env!("ONWARD_DETAILS");

/// Name of the file with what the young person's part needs: ideas for goals, questions, choices.
pub const PERSON_FILE: &str = env!("ONWARD_PERSON");

/// The spine: ids, titles, rules, owners, badges and conditions of every step.
pub fn spine() -> &'static Spine {
    static SPINE: OnceLock<Spine> = OnceLock::new();
    SPINE.get_or_init(|| postcard::from_bytes(SPINE_BYTES).unwrap_or_else(|_| empty_spine()))
}

/// Bank holidays of the national pack.
pub fn bank_holidays() -> &'static BankHolidays {
    static HOLIDAYS: OnceLock<BankHolidays> = OnceLock::new();
    HOLIDAYS.get_or_init(|| BankHolidays::new(&spine().national.bank_holidays))
}

/// Reads the details file. It is written in order, so it is read as lists: reading a map would sort it
/// again, and a sort is 2 KiB of WASM for each type of entry.
pub fn read_details(bytes: &[u8]) -> Option<Details> {
    type Listed = (Vec<(String, QuestionDetail)>, Vec<(String, StepDetail)>);
    let (questions, steps): Listed = postcard::from_bytes(bytes).ok()?;
    Some(Details {
        questions: LiteMap::from_sorted_store_unchecked(questions),
        steps: LiteMap::from_sorted_store_unchecked(steps),
    })
}

/// Reads the file of the young person's part.
pub fn read_person(bytes: &[u8]) -> Option<PersonShelf> {
    postcard::from_bytes(bytes).ok()
}

// The build that writes the spine and the one that reads it are the same, so this cannot be reached;
// an app without steps still opens and saves plans, which a panic at start would not.
fn empty_spine() -> Spine {
    let national = PackSpine {
        id: String::new(),
        name: String::new(),
        council: String::new(),
        version: String::new(),
        badges: Vec::new(),
        parties: Vec::new(),
        terms: Vec::new(),
        bank_holidays: Default::default(),
        stages: Vec::new(),
        questions: Vec::new(),
        steps: Vec::new(),
        local_dates: Vec::new(),
        help: None,
        examples: Vec::new(),
    };
    Spine { national, councils: Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn details_are_read_as_they_were_written() {
        let compiled = onward_packs::compile(Path::new("content")).expect("packs without problems");
        let bytes = onward_packs::details_bytes(&compiled.details);
        assert_eq!(super::read_details(&bytes), Some(compiled.details));
    }

    #[test]
    fn the_young_persons_shelf_is_read_as_it_was_written() {
        let compiled = onward_packs::compile(Path::new("content")).expect("packs without problems");
        let shelf = onward_packs::person_shelf(&compiled.library);
        let bytes = onward_packs::person_bytes(&shelf);
        assert!(shelf.national.goals.len() > 100 && shelf.national.readiness.len() > 40);
        assert_eq!(super::read_person(&bytes), Some(shelf));
    }
}
