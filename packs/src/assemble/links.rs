//! Marks the first place of each explained term in the texts of a step, which is what one page shows.

use std::collections::BTreeSet;

use onward_core::marks;
use onward_core::pack::library::{Library, PackLibrary, Word};
use onward_core::pack::{Details, Spine};

/// The forms of words under which a term may stand in a text, longest first.
pub struct Terms<'w> {
    forms: Vec<(&'w str, &'w str)>,
}

impl<'w> Terms<'w> {
    /// The terms of some packs that are linked.
    pub fn of(packs: impl IntoIterator<Item = &'w PackLibrary>) -> Self {
        let linked = packs.into_iter().flat_map(|pack| &pack.words).filter(|word| word.link);
        let forms = |word: &'w Word| {
            std::iter::once(&word.term).chain(&word.also).map(|form| (form.as_str(), word.id.as_str()))
        };
        let mut forms: Vec<_> = linked.flat_map(forms).collect();
        // "EHC needs assessment" before "EHC".
        forms.sort_by_key(|(form, _)| (std::cmp::Reverse(form.len()), *form));
        Self { forms }
    }

    /// Marks each term that is not in `seen` where it first stands.
    pub fn mark(&self, text: &str, seen: &mut BTreeSet<&'w str>) -> String {
        let mut marked = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = None;
        'text: while let Some(letter) = rest.chars().next() {
            if !before.is_some_and(char::is_alphanumeric) {
                for (form, id) in &self.forms {
                    if !seen.contains(id) && starts_with_word(rest, form) {
                        let (words, after) = rest.split_at(form.len());
                        marked.push_str(&marks::mark(id, words));
                        seen.insert(id);
                        before = words.chars().next_back();
                        rest = after;
                        continue 'text;
                    }
                }
            }
            marked.push(letter);
            before = Some(letter);
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
        marked
    }
}

/// Whether a text starts with these words, capital or small, and nothing but their ending is cut off.
fn starts_with_word(text: &str, form: &str) -> bool {
    let Some(start) = text.get(..form.len()) else { return false };
    // An acronym must stand as it is; of a word, only the first letter may be a capital.
    let same = start == form || {
        let (mut one, mut other) = (start.chars(), form.chars());
        let first = one.next().zip(other.next());
        // The cheap comparison first: this runs at every word of every text.
        first.is_some_and(|(first, second)| {
            one.as_str() == other.as_str() && first.to_lowercase().eq(second.to_lowercase())
        }) && form.chars().skip(1).any(char::is_lowercase)
    };
    same && !text.get(form.len()..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// Marks the terms in the details of every step: national terms, and its own council's.
pub fn mark(details: &mut Details, spine: &Spine, library: &Library) {
    let national = Terms::of([&library.national]);
    let councils: Vec<_> = library
        .councils
        .iter()
        .map(|council| (&council.id, Terms::of([&library.national, council])))
        .collect();
    for pack in std::iter::once(&spine.national).chain(&spine.councils) {
        let terms = councils.iter().find(|(id, _)| **id == pack.id).map_or(&national, |(_, terms)| terms);
        for step in &pack.steps {
            let Some(detail) = details.steps.get_mut(&step.id) else { continue };
            let mut seen = BTreeSet::new();
            detail.why = terms.mark(&detail.why, &mut seen);
            for line in detail.how.iter_mut().chain(&mut detail.ask) {
                *line = terms.mark(line, &mut seen);
            }
            detail.late = terms.mark(&detail.late, &mut seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let forms = vec![("annual review", "annual-review"), ("EHC plan", "ehc-plan"), ("SENCO", "senco")];
        Terms { forms }.mark(text, &mut BTreeSet::new())
    }

    #[test]
    fn the_first_place_of_each_term_is_marked() {
        assert_eq!(
            marked("Annual review: the EHC plan, the EHC plan, the SENCO."),
            "[[annual-review|Annual review]]: the [[ehc-plan|EHC plan]], the EHC plan, the [[senco|SENCO]]."
        );
    }

    #[test]
    fn parts_of_words_are_not_terms() {
        for text in ["the SENCOs", "a reSENCO", "the Senco", "EHC planning"] {
            assert_eq!(marked(text), text);
        }
    }
}
