//! Search that forgives misspelling: through the guide's places, on the device.
//!
//! The build writes an index of lines, `title`, `address`, `kind` and more words, parted by tabs. A
//! word of a query fits a word of a place when it begins it, or when few enough letters differ.

use crate::order::insert_in_order;

/// A place that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its title.
    pub title: String,
    /// Its address below the site's own.
    pub address: String,
    /// What it is, in a word or two.
    pub kind: String,
    /// More words by which it is found.
    pub words: String,
}

/// Writes an index.
pub fn write(places: &[Place]) -> String {
    let clean = |text: &str| text.replace(['\t', '\n'], " ");
    let mut index = String::new();
    for place in places {
        let fields = [&place.title, &place.address, &place.kind, &place.words];
        index.push_str(&fields.map(|field| clean(field)).join("\t"));
        index.push('\n');
    }
    index
}

/// A place that was found, in the index it was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'i> {
    /// Its title.
    pub title: &'i str,
    /// Its address below the site's own.
    pub address: &'i str,
    /// What it is.
    pub kind: &'i str,
}

/// The places that fit every word of a query, the best first, at most `most`.
pub fn search<'i>(index: &'i str, query: &str, most: usize) -> Vec<Found<'i>> {
    let wanted: Vec<Vec<char>> = letters_of(query).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u32, Found<'i>)> = Vec::new();
    for line in index.lines() {
        let mut fields = line.split('\t');
        let (Some(title), Some(address), Some(kind)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        if let Some(away) = score(&wanted, title, fields.next().unwrap_or_default()) {
            // Among equals the order of the index holds, pages first.
            insert_in_order(&mut found, (away, Found { title, address, kind }), |(one, _), (other, _)| {
                one.cmp(other)
            });
        }
    }
    found.into_iter().take(most).map(|(_, place)| place).collect()
}

/// How far a thing with a title and more words is from a query: 0 is the best. `None` if a word of the
/// query fits nowhere, or there is none.
pub fn fits(query: &str, title: &str, more: &str) -> Option<u32> {
    let wanted: Vec<Vec<char>> = letters_of(query).collect();
    if wanted.is_empty() { None } else { score(&wanted, title, more) }
}

/// How far a place is from a query: 0 is the best. `None` if a word of the query fits nowhere.
fn score(wanted: &[Vec<char>], title: &str, more: &str) -> Option<u32> {
    let title: Vec<Vec<char>> = letters_of(title).collect();
    let mut all = 0;
    for word in wanted {
        let in_title = title.iter().filter_map(|other| distance(word, other)).min();
        let best = match in_title {
            Some(0) => 0,
            near => {
                // A word in the text counts less than one in the title.
                let in_text = letters_of(more).filter_map(|other| distance(word, &other)).min();
                [near.map(|away| away * 2), in_text.map(|away| away * 2 + 3)].into_iter().flatten().min()?
            }
        };
        all += best * 4;
    }
    // Among titles that fit as well, the shorter says it more exactly.
    let spare = title.len().saturating_sub(wanted.len()).min(3);
    Some(all + u32::try_from(spare).unwrap_or(0))
}

/// The words of a text, in small letters, without punctuation. Letters beyond ASCII stay as they are:
/// the tables of all alphabets would be the largest part of a search in English.
fn letters_of(text: &str) -> impl Iterator<Item = Vec<char>> {
    text.split(parts_words)
        .filter(|word| !word.is_empty())
        // Who spells by ear writes "f".
        .map(|word| word.to_ascii_lowercase().replace("ph", "f").chars().collect())
}

fn parts_words(sign: char) -> bool {
    // The second range holds curly quotes and long dashes.
    (sign.is_ascii() && !sign.is_ascii_alphanumeric()) || matches!(sign, '\u{2000}'..='\u{206f}')
}

/// 0 for the same word, 1 for the beginning of one, and from 2 on by the letters that differ. `None`
/// when too many do: a short word forgives none, a long one two.
fn distance(word: &[char], other: &[char]) -> Option<u32> {
    if word == other {
        return Some(0);
    }
    if word.len() >= 2 && other.starts_with(word) {
        return Some(1);
    }
    let allowed = match word.len() {
        0..=3 => return None,
        4..=6 => 1,
        _ => 2,
    };
    let away = edits(word, other, allowed)?;
    u32::try_from(away + 1).ok()
}

/// How many letters to add, drop, change or swap with the next, if it is no more than `allowed`.
fn edits(from: &[char], to: &[char], allowed: usize) -> Option<usize> {
    if from.len().abs_diff(to.len()) > allowed {
        return None;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (at, letter) in from.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(at + 1);
        for (place, other) in to.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = cell(&last, place) + usize::from(letter != other);
            best = best.min(cell(&last, place + 1) + 1).min(cell(&row, place) + 1);
            let swapped =
                at > 0 && place > 0 && from.get(at - 1) == Some(other) && to.get(place - 1) == Some(letter);
            if swapped {
                best = best.min(cell(&before_last, place - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|away| *away <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> String {
        let place = |title: &str, words: &str| Place {
            title: title.to_owned(),
            address: format!("guide/{}", title.len()),
            kind: "Word".to_owned(),
            words: words.to_owned(),
        };
        write(&[
            place("EHC plan", "EHCP Education, Health and Care plan. A legal document."),
            place("Annual review", "A meeting each year about an EHC plan."),
            place("Mediation", "Someone from outside helps two sides to agree."),
            place("Phase transfer", "The move to the next school."),
        ])
    }

    #[track_caller]
    fn finds(query: &str, first: &str) {
        let index = index();
        let found = search(&index, query, 5);
        assert_eq!(found.first().map(|place| place.title), Some(first), "{query}: {found:?}");
    }

    #[test]
    fn a_word_is_found_as_it_is_written_or_begun() {
        finds("annual review", "Annual review");
        finds("ehcp", "EHC plan");
        finds("media", "Mediation");
        finds("EHC plan", "EHC plan");
    }

    #[test]
    fn a_slip_of_the_hand_is_forgiven() {
        finds("anual reveiw", "Annual review");
        finds("meditaion", "Mediation");
        finds("fase transfer school", "Phase transfer");
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let index = index();
        for query in ["", "  ", "dentist", "xq", "plan dentist"] {
            assert_eq!(search(&index, query, 5), [], "{query}");
        }
    }

    #[test]
    fn tabs_in_a_text_do_not_break_the_index() {
        let place = Place {
            title: "a\tb".to_owned(),
            address: "guide/x".to_owned(),
            kind: "Word".to_owned(),
            words: String::new(),
        };
        let index = write(&[place]);
        assert_eq!(search(&index, "b", 1).first().map(|place| place.address), Some("guide/x"));
    }
}
