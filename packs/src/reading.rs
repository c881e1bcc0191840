//! How old a reader has to be for a page, by the formula of Flesch and Kincaid.
//!
//! It counts words and syllables and knows nothing of meaning, so it only says where to look first
//! (rule D1): people who read a page back are the test.

use onward_core::marks::{Piece, pieces};
use onward_core::pack::library::PackLibrary;

use crate::{Compiled, words};

/// The age above which a page is worth another look, even where the law is unavoidable (rule D1).
pub const OLDEST: f64 = 14.0;

/// The age, in years, at which a reader in England can be expected to read a text.
pub fn age<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<f64> {
    let (mut sentences, mut count, mut syllables) = (0_u32, 0_u32, 0_u32);
    for text in texts {
        for sentence in words::sentences(&plain(text)) {
            sentences += 1;
            for word in sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)) {
                count += 1;
                syllables += syllables_of(word);
            }
        }
    }
    if count == 0 {
        return None;
    }
    let (sentences, count, syllables) = (f64::from(sentences), f64::from(count), f64::from(syllables));
    // The formula gives an American grade; its first year is the one in which a child turns 6.
    Some(0.39 * count / sentences + 11.8 * syllables / count - 15.59 + 5.0)
}

/// The age for each page of content: a step, or a page of the guide that a person wrote.
pub fn pages(compiled: &Compiled) -> Vec<(String, f64)> {
    let steps = compiled.details.steps.iter().filter_map(|(id, detail)| {
        let texts = [detail.when.as_str(), &detail.why, &detail.late];
        let lists = detail.how.iter().chain(&detail.ask).map(String::as_str);
        Some((format!("step {id}"), age(texts.into_iter().chain(lists))?))
    });
    let guide = compiled.library.packs().flat_map(|pack: &PackLibrary| &pack.guide).filter_map(|page| {
        let texts = page.sections.iter().flat_map(|section| &section.says).map(String::as_str);
        Some((format!("guide {}", page.id), age(texts)?))
    });
    let mut pages: Vec<_> = steps.chain(guide).collect();
    pages.sort_by(|one, other| other.1.total_cmp(&one.1));
    pages
}

fn plain(text: &str) -> String {
    let text = text.replace("{name's}", "Sam's").replace("{name}", "Sam");
    pieces(&text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) | Piece::Term { words, .. } => words,
        })
        .collect()
}

/// Groups of vowels, less a silent "e" at the end. A number or an acronym counts as one: it is read as a sign.
fn syllables_of(word: &str) -> u32 {
    let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    if letters.iter().all(|letter| letter.is_uppercase()) {
        return 1;
    }
    let letters: Vec<char> = letters.into_iter().flat_map(char::to_lowercase).collect();
    let is_vowel = |letter: &char| "aeiouy".contains(*letter);
    let mut groups = 0;
    let mut before = false;
    for letter in &letters {
        let vowel = is_vowel(letter);
        groups += u32::from(vowel && !before);
        before = vowel;
    }
    let silent = match letters.as_slice() {
        [.., 'l', 'e'] => false,
        [.., end, 'e'] => !is_vowel(end),
        [.., end, 'e', 'd'] => !matches!(end, 't' | 'd') && !is_vowel(end),
        _ => false,
    };
    (groups - u32::from(silent && groups > 1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_they_are_said() {
        for (word, said) in [
            ("plan", 1),
            ("review", 2),
            ("education", 4),
            ("named", 1),
            ("wanted", 2),
            ("table", 2),
            ("EHC", 1),
        ] {
            assert_eq!(syllables_of(word), said, "{word}");
        }
    }

    #[test]
    fn long_words_and_sentences_need_an_older_reader() {
        let easy = age(["You can ask for help. Tell the school what you need."]).unwrap();
        let hard = age([
            "Representations concerning amendments to provision specified within the documentation require consideration.",
        ])
        .unwrap();
        assert!(easy < 8.0 && hard > 20.0, "{easy} {hard}");
        assert_eq!(age([""]), None);
    }
}
