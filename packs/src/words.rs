//! How the words of a pack must be: short sentences, no sums, no vague "soon", no phone numbers.
//!
//! Each function answers with sentences that say what to do. Meaning is for people to check.

/// The longest sentence a family should have to read.
const LONGEST_SENTENCE: usize = 20;
/// The longest title that still fits a line of the path.
const LONGEST_TITLE: usize = 12;
/// From this average on, every sentence may be short enough and the text still be hard work.
pub const HARD_AVERAGE: f64 = 14.0;

/// Endings with a full stop that do not end a sentence, even before a capital letter or a digit.
const ABBREVIATIONS: &[&str] =
    &["e.g.", "i.e.", "mr.", "mrs.", "ms.", "dr.", "st.", "v.", "vs.", "p.", "pp.", "para.", "reg.", "s."];

/// Words that must not be used, and what to do instead.
const BANNED: &[(&str, &str)] = &[
    ("soon", "say when, or leave it out"),
    ("shortly", "say when, or leave it out"),
    ("a while", "say how long, or leave it out"),
    ("a long time", "say how long, or leave it out"),
    ("in due course", "say when, or leave it out"),
    ("pound", "never give a sum of money"),
    ("pounds", "never give a sum of money"),
    ("submit", "say send, give or hand in"),
    ("submits", "say sends, gives or hands in"),
    ("submitted", "say sent, given or handed in"),
];

/// The sentences of a text.
pub fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence: Vec<&str> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        sentence.push(word);
        if ends_sentence(word, words.peek().copied()) {
            sentences.push(sentence.join(" "));
            sentence.clear();
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence.join(" "));
    }
    sentences
}

fn ends_sentence(word: &str, next: Option<&str>) -> bool {
    // A closing quote or bracket may stand after the mark that ends the sentence.
    let bare = word.trim_end_matches(['"', '\'', ')', ']', '”', '’', '»']);
    let Some(mark) = bare.chars().last().filter(|mark| matches!(mark, '.' | '!' | '?')) else {
        return false;
    };
    let Some(next) = next else { return true };
    if mark != '.' {
        return true;
    }
    let opening = bare.trim_start_matches(['"', '\'', '(', '[', '“', '‘', '«']).to_lowercase();
    // "No. 5" is a number; "No. Ask again" is an answer.
    let numbered = opening == "no." && next.starts_with(|c: char| c.is_ascii_digit());
    let goes_on = next.starts_with(char::is_lowercase);
    !(numbered || goes_on || ABBREVIATIONS.contains(&opening.as_str()))
}

/// How many words a text has; `{name}` counts as one, a lone dash as none.
pub fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// What is wrong with a text that a family reads.
pub fn faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for sentence in sentences(text) {
        let words = count(&sentence);
        if words > LONGEST_SENTENCE {
            faults.push(format!(
                "a sentence of {words} words: cut it to {LONGEST_SENTENCE} or fewer (\"{}\")",
                start(&sentence)
            ));
        }
    }
    if text.contains('£') {
        faults.push("\"£\" stands in it: never give a sum of money".to_owned());
    }
    for (word, instead) in BANNED {
        if has_word(&text.to_lowercase(), word) {
            faults.push(format!("\"{word}\" stands in it: {instead}"));
        }
    }
    if let Some(name) = person(text) {
        faults.push(format!("\"{name}\" looks like a person's name: never name one"));
    }
    faults.extend(strange_braces(text));
    faults
}

/// A title with a name after it, for example "Mrs Rivers".
fn person(text: &str) -> Option<String> {
    const TITLES: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr."];
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).find_map(|two| match two {
        [title, name] if TITLES.contains(title) && name.starts_with(char::is_uppercase) => {
            Some(format!("{title} {name}"))
        }
        _ => None,
    })
}

/// What is wrong with the title of a step, besides [`faults`].
pub fn title_faults(title: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let words = count(title);
    if words > LONGEST_TITLE {
        faults.push(format!("it has {words} words: cut it to {LONGEST_TITLE} or fewer"));
    }
    if !title.starts_with(char::is_uppercase) {
        faults.push("it must start with a verb and a capital letter".to_owned());
    }
    if title.ends_with('.') {
        faults.push("take away the full stop at its end".to_owned());
    }
    faults
}

/// A phone number in a text, if there is one: 8 digits or more with nothing but spaces and the like between.
pub fn phone_number(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+')))
        .find(|run| run.chars().filter(char::is_ascii_digit).count() >= 8 && !is_dates(run))
        .map(|run| run.trim().to_owned())
}

// "2026-27", "2024 - 2025" and "2026-11-22" are days and years, not numbers to ring.
fn is_dates(run: &str) -> bool {
    let groups: Vec<&str> =
        run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let is_year = |group: &&str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    groups.len() <= 3
        && groups.first().is_some_and(is_year)
        && groups.iter().all(|group| is_year(group) || group.len() <= 2)
}

/// Whether a word stands in a text by itself, in this very spelling.
pub fn has_word(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, found)| {
            let before = text.get(..at).and_then(|rest| rest.chars().next_back());
            let after = text.get(at + found.len()..).and_then(|rest| rest.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// The average number of words in a sentence over several texts, if there is any sentence.
pub fn average<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<f64> {
    let counts: Vec<usize> = texts.into_iter().flat_map(sentences).map(|sentence| count(&sentence)).collect();
    let all: u32 = counts.iter().filter_map(|words| u32::try_from(*words).ok()).sum();
    let number = u32::try_from(counts.len()).ok().filter(|number| *number > 0)?;
    Some(f64::from(all) / f64::from(number))
}

fn strange_braces(text: &str) -> Option<String> {
    let rest = text.replace("{name's}", "").replace("{name}", "");
    rest.contains(['{', '}']).then(|| "only {name} and {name's} may stand in braces".to_owned())
}

fn start(sentence: &str) -> String {
    let words: Vec<&str> = sentence.split_whitespace().collect();
    match words.get(..6) {
        Some(first) if words.len() > 6 => format!("{} …", first.join(" ")),
        _ => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(sentences("Ask now. Then wait! Is it done? Yes").len(), 4);
        assert_eq!(sentences("Ask someone, e.g. Dr. Rivers or the SENCO.").len(), 1);
        assert_eq!(sentences("See form No. 5 first. Say \"No.\" Then go.").len(), 3);
        assert_eq!(sentences("It is in the Code (chapter 8.) Read it.").len(), 2);
        assert_eq!(sentences("Look at gov.uk and paragraph 9.45 today.").len(), 1);
    }

    #[test]
    fn a_name_is_one_word_and_a_dash_is_none() {
        assert_eq!(count("Get {name's} plan – and {name} too"), 6);
    }

    #[test]
    fn years_are_not_phone_numbers() {
        assert_eq!(phone_number("In 2024-2025, from 2026-11-22, or the year 2026-27"), None);
        assert_eq!(phone_number("At 16, 18 and 25, in 12 weeks, Year 10 and 11"), None);
        assert_eq!(phone_number("Ring 01632 960 001 today").as_deref(), Some("01632 960 001"));
    }

    #[test]
    fn words_stand_by_themselves() {
        assert!(has_word("the Borsetshire council", "Borsetshire"));
        assert!(!has_word("sooner", "soon"));
        assert!(!has_word("Borsetshire", "Borset"));
    }
}
