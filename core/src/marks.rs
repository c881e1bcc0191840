//! Terms marked in a text, so that a page can link them to their explanation.
//!
//! The build marks the first place of each term: `[[ehc-plan|EHC plan]]`. The app only has to take the
//! marks apart, and never to look for words.

/// A piece of a marked text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words as they stand.
    Words(&'t str),
    /// A term that is explained.
    Term {
        /// Id of the explanation.
        id: &'t str,
        /// The words of the text.
        words: &'t str,
    },
}

/// A mark for a term.
pub fn mark(id: &str, words: &str) -> String {
    ["[[", id, "|", words, "]]"].concat()
}

/// Takes a marked text apart. A mark that is not whole stays as it is.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, (id, words), after)) = next_mark(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(Piece::Term { id, words });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

fn next_mark(text: &str) -> Option<(&str, (&str, &str), &str)> {
    let (before, rest) = text.split_once("[[")?;
    let (inside, after) = rest.split_once("]]")?;
    Some((before, inside.split_once('|')?, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_text_comes_apart() {
        let text = format!("Ask for {} now.", mark("ehc-plan", "an EHC plan"));
        let term = Piece::Term { id: "ehc-plan", words: "an EHC plan" };
        assert_eq!(pieces(&text), [Piece::Words("Ask for "), term, Piece::Words(" now.")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn half_a_mark_is_words() {
        for text in ["a [[b", "a [[b]] c", "]] [["] {
            assert_eq!(pieces(text), [Piece::Words(text)], "{text}");
        }
    }
}
