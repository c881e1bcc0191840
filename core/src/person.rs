//! What a plan holds in the young person's part: goals, the readiness check, the countdown to a new place.
//!
//! Typed views over a plan's records, and the edits that write them. Pure: the day, ids and the author
//! are passed in. What is *not* here: the ideas and statements themselves ([`crate::pack::library`]),
//! and what each lens makes of them (the user interface).

pub mod countdown;
pub mod goals;
pub mod readiness;

/// How somebody answers whether they can do a thing. Words, never points (rule D48): "with support" is as
/// whole an answer as "yes".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Yes, with somebody's help or a thing that helps.
    WithSupport,
    /// Not yet.
    NotYet,
    /// Not sure.
    NotSure,
}

impl Answer {
    /// All, in the order in which they are offered.
    pub const ALL: [Answer; 4] = [Answer::Yes, Answer::WithSupport, Answer::NotYet, Answer::NotSure];

    /// The word that stands for it in a field.
    pub fn word(self) -> &'static str {
        match self {
            Answer::Yes => "yes",
            Answer::WithSupport => "with_support",
            Answer::NotYet => "not_yet",
            Answer::NotSure => "not_sure",
        }
    }

    /// The answer of a word; other words are none.
    pub fn read(word: &str) -> Option<Answer> {
        Answer::ALL.into_iter().find(|answer| answer.word() == word)
    }

    /// Whether the person can do it, alone or with help.
    pub fn is_able(self) -> bool {
        matches!(self, Answer::Yes | Answer::WithSupport)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn every_answer_is_read_back_from_its_word() {
        for answer in Answer::ALL {
            assert_eq!(Answer::read(answer.word()), Some(answer));
        }
        for other in ["", "Yes", "2", "no"] {
            assert_eq!(Answer::read(other), None, "{other}");
        }
    }

    #[test]
    fn with_support_counts_as_able() {
        let able = Answer::ALL.map(Answer::is_able);
        assert_eq!(able, [true, true, false, false]);
    }
}
