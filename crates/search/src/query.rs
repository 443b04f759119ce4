//! What somebody typed.

use crate::entry::Kind;
use orthography::{Token, tokens};
use std::ops::Range;

/// Words of a query that are looked for; the rest is counted in [`crate::Answer::n_ignored`].
pub const MAX_WORDS: usize = 24;
/// Hits that are given at most.
pub const MAX_HITS: usize = 1_000;
/// Bytes of a query that are read.
const MAX_QUERY_BYTES: usize = 4_096;
const QUOTES: [char; 5] = ['"', '\u{201C}', '\u{201D}', '\u{AB}', '\u{BB}'];

/// A question to the index: text as it was typed, and what it is confined to.
///
/// All words must be there. Words in quotation marks, and words that stand together without a space (`39/2022/NĐ-CP`),
/// must follow on one another. The last word is taken as a beginning, unless something follows it.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As typed.
    pub text: String,
    /// Only entries of this scope.
    pub scope: Option<[u8; 16]>,
    /// Only entries of this group.
    pub group: Option<[u8; 16]>,
    /// Only entries of these kinds; of all when empty.
    pub kinds: Vec<Kind>,
    /// Hits wanted, at most [`MAX_HITS`].
    pub limit: usize,
}

impl Query {
    /// Asks everywhere for this text.
    pub fn new(text: &str, limit: usize) -> Self {
        Self { text: text.to_owned(), limit, ..Self::default() }
    }
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub fold: String,
    pub exact: String,
    /// It was typed with marks, so words with the same marks come first.
    pub wants_exact: bool,
    /// It may go on.
    pub is_prefix: bool,
}

/// A query taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub words: Vec<Word>,
    /// Words that must follow on one another, by their place in `words`; two or more each.
    pub phrases: Vec<Range<usize>>,
    pub n_ignored: usize,
}

impl Words {
    pub(crate) fn of(text: &str) -> Self {
        let text = text.get(..text.floor_char_boundary(MAX_QUERY_BYTES)).unwrap_or_default();
        let mut words = Self::default();
        let parts: Vec<&str> = text.split(QUOTES).collect();
        let n_parts = parts.len();
        for (at, part) in parts.into_iter().enumerate() {
            let is_last = at + 1 == n_parts;
            if at % 2 == 1 {
                words.add(part, is_last);
            } else {
                let mut pieces = part.split_whitespace().peekable();
                while let Some(piece) = pieces.next() {
                    let goes_on = is_last && pieces.peek().is_none() && part.ends_with(piece);
                    words.add(piece, goes_on);
                }
            }
        }
        words
    }

    /// Adds words that belong together; the last one may go on when it ends what was typed.
    fn add(&mut self, part: &str, is_end: bool) {
        // A line break would make words of broken ones, which nobody types.
        let line = part.replace('\u{AD}', "").replace(['\n', '\r'], " ");
        let found: Vec<Token> = tokens(&line).collect();
        let first = self.words.len();
        let n_found = found.len();
        for (at, token) in found.into_iter().enumerate() {
            if self.words.len() == MAX_WORDS {
                self.n_ignored += n_found - at;
                break;
            }
            let ends_part = token.range.end == line.len();
            self.words.push(Word {
                wants_exact: !token.exact.is_ascii(),
                fold: token.fold,
                exact: token.exact,
                is_prefix: is_end && at + 1 == n_found && ends_part,
            });
        }
        if self.words.len() > first + 1 {
            self.phrases.push(first..self.words.len());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]
    use super::*;

    fn check(typed: &str, words: &str, phrases: &[(usize, usize)]) {
        let read = Words::of(typed);
        let shown: Vec<String> = read
            .words
            .iter()
            .map(|word| format!("{}{}", word.exact, if word.is_prefix { "*" } else { "" }))
            .collect();
        let found: Vec<(usize, usize)> =
            read.phrases.iter().map(|phrase| (phrase.start, phrase.end)).collect();
        assert_eq!((shown.join(" ").as_str(), found.as_slice()), (words, phrases), "{typed}");
    }

    #[test]
    fn a_query_is_words_phrases_and_a_beginning() {
        check("Nghị quyết", "nghị quyết*", &[]);
        check("nghị quyết ", "nghị quyết", &[]);
        check("\"nghị quyết\" hội", "nghị quyết hội*", &[(0, 2)]);
        check("“nghị quy", "nghị quy*", &[(0, 2)]);
        check("số 39/2022/NĐ-CP", "số 39 2022 nđ cp*", &[(1, 5)]);
        check("(hộ tịch)", "hộ tịch", &[]);
        check("\"\" \" - ", "", &[]);
        check("", "", &[]);
        check("a\u{AD}b", "ab*", &[]);
    }

    #[test]
    fn only_words_with_marks_ask_for_them() {
        let read = Words::of("hộ quí ho qui");
        let wants: Vec<bool> = read.words.iter().map(|word| word.wants_exact).collect();
        assert_eq!(wants, [true, true, false, false]);
    }

    #[test]
    fn an_endless_query_is_cut_and_says_so() {
        let read = Words::of(&"từ ".repeat(100));
        assert_eq!((read.words.len(), read.n_ignored), (MAX_WORDS, 100 - MAX_WORDS));
        assert_eq!(Words::of(&"\"".repeat(100_000)).words.len(), 0);
    }
}
