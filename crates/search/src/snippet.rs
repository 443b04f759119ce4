//! A piece of text around what was found in it.

use crate::query::{Word, Words};
use orthography::{Token, begins_with, has_two_spellings, other_spelling, tokens};
use std::ops::Range;

/// Words of a snippet, and how many of them stand before the first that was found.
const SNIPPET_WORDS: usize = 32;
const WORDS_BEFORE: usize = 6;

/// A piece of an entry's text with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, as it stands in the entry.
    pub text: String,
    /// Bytes of `text` that were found, in order.
    pub marks: Vec<Range<usize>>,
    /// Where the piece begins in the entry's text, in bytes.
    pub start: usize,
    /// Something was left out behind it.
    pub goes_on: bool,
}

/// Finds in a text what a query means, as byte ranges in order: for a page's own text layer, or a title.
pub fn highlights(text: &str, query: &str) -> Vec<Range<usize>> {
    marks(text, &Words::of(query)).into_iter().map(|mark| mark.range).collect()
}

struct Mark {
    range: Range<usize>,
    word: usize,
    place: usize,
    is_exact: bool,
}

fn marks(text: &str, words: &Words) -> Vec<Mark> {
    let all: Vec<Token> = tokens(text).collect();
    let meant = |at: usize| all.get(at).and_then(|token| meant_by(words, token));
    let mut marks: Vec<Mark> = Vec::new();
    for (place, token) in all.iter().enumerate() {
        let Some((word, is_exact)) = meant(place) else { continue };
        let in_phrase = words.phrases.iter().find(|phrase| phrase.contains(&word));
        if in_phrase.is_some_and(|phrase| !stands(words, phrase, &all, place)) {
            continue;
        }
        // Of a word that is here whole and in parts, the whole is marked.
        if marks.last().is_none_or(|last| last.range.end <= token.range.start) {
            marks.push(Mark { range: token.range.clone(), word, place, is_exact });
        }
    }
    marks
}

/// Tells whether a whole phrase stands around a word.
fn stands(words: &Words, phrase: &Range<usize>, all: &[Token], place: usize) -> bool {
    let Some(token) = all.get(place) else { return false };
    phrase.clone().any(|at| {
        let Some(start) = (token.position as usize).checked_sub(at - phrase.start) else {
            return false;
        };
        words.words.get(at).is_some_and(|word| is_meant(word, token).is_some())
            && phrase
                .clone()
                .all(|other| has(words, other, all, start + other - phrase.start, place))
    })
}

/// Looks for a word of the query at a position; tokens are nearly in the order of their positions.
fn has(words: &Words, word: usize, all: &[Token], position: usize, around: usize) -> bool {
    let Some(word) = words.words.get(word) else { return false };
    let first = around.saturating_sub(4 * words.words.len());
    let near = all.iter().skip(first).take(8 * words.words.len() + 2);
    near.filter(|token| token.position as usize == position)
        .any(|token| is_meant(word, token).is_some())
}

fn meant_by(words: &Words, token: &Token) -> Option<(usize, bool)> {
    let mut meant = None;
    for (at, word) in words.words.iter().enumerate() {
        match is_meant(word, token) {
            Some(true) => return Some((at, true)),
            Some(false) => meant = meant.or(Some((at, false))),
            None => {}
        }
    }
    meant
}

/// Tells whether a word of the query means a word of the text, and whether exactly.
fn is_meant(word: &Word, token: &Token) -> Option<bool> {
    let is_same = token.fold == word.fold || (word.is_prefix && token.fold.starts_with(&word.fold));
    let is_other = || {
        has_two_spellings(&token.exact)
            && other_spelling(&word.fold).is_some_and(|other| other == token.fold)
    };
    (is_same || is_other()).then(|| {
        let is_exact =
            token.exact == word.exact || (word.is_prefix && begins_with(&token.exact, &word.exact));
        !word.wants_exact || is_exact
    })
}

/// Cuts out the piece that has the most of the query, exact words before others.
pub(crate) fn cut(text: &str, words: &Words) -> Snippet {
    let marks = marks(text, words);
    let all: Vec<Token> = tokens(text).collect();
    let worth = |first: &usize| {
        let from = marks.get(*first).map_or(0, |mark| mark.place);
        let inside = marks.iter().skip(*first);
        let inside = inside.take_while(|mark| mark.place < from + SNIPPET_WORDS - WORDS_BEFORE);
        let mut exact = vec![0_u8; words.words.len()];
        for mark in inside {
            if let Some(best) = exact.get_mut(mark.word) {
                *best = (*best).max(1 + u8::from(mark.is_exact));
            }
        }
        let sum: u32 = exact.into_iter().map(u32::from).sum();
        (sum, std::cmp::Reverse(*first))
    };
    let best = (0..marks.len()).max_by_key(worth);
    let found_at = best.and_then(|best| marks.get(best)).map_or(0, |mark| mark.place);
    let first = found_at.saturating_sub(WORDS_BEFORE);
    let shown = all.iter().skip(first).take(SNIPPET_WORDS);
    let start = all.get(first).filter(|_| first > 0).map_or(0, |token| token.range.start);
    let end = shown.map(|token| token.range.end).max().unwrap_or(text.len());
    let is_last = all.len() <= first + SNIPPET_WORDS;
    let end = if is_last { text.len() } else { end };
    let inside = marks.iter().filter(|mark| mark.range.start >= start && mark.range.end <= end);
    Snippet {
        text: text.get(start..end).unwrap_or_default().to_owned(),
        marks: inside.map(|mark| mark.range.start - start..mark.range.end - start).collect(),
        start,
        goes_on: !is_last,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::string_slice, reason = "tests fail loudly")]
    use super::*;

    fn check(text: &str, query: &str, wanted: &[&str]) {
        let found: Vec<&str> = highlights(text, query).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, wanted, "{query}");
    }

    #[test]
    fn what_a_query_means_is_marked_where_it_stands() {
        let text = "Nghị định số 39/2022/NĐ-CP về hộ tịch; nghị quyết kĩ thuật của Ho\u{301}a An.";
        check(text, "nghi", &["Nghị", "nghị"]);
        check(text, "\"nghị quyết\"", &["nghị", "quyết"]);
        check(text, "39/2022/ND-CP", &["39", "2022", "NĐ", "CP"]);
        check(text, "kỹ", &["kĩ"]);
        check(text, "hoá", &["Ho\u{301}a"]);
        check(text, "vắng mặt", &[]);
        check("the govern-\nment", "government", &["govern-\nment"]);
        check("the govern-\nment", "ment", &["ment"]);
    }

    #[test]
    fn a_snippet_shows_the_richest_place_with_words_before_it() {
        let filler = "chữ ".repeat(100);
        let text = format!("hồ {filler}ngân sách hộ tịch và quốc tịch {filler}");
        let snippet = cut(&text, &Words::of("hộ tịch"));
        let found: Vec<&str> = snippet.marks.iter().map(|at| &snippet.text[at.clone()]).collect();
        assert_eq!(found, ["hộ", "tịch", "tịch"]);
        assert!(snippet.text.starts_with("chữ chữ chữ chữ ngân sách hộ tịch"), "{}", snippet.text);
        assert!(text[snippet.start..].starts_with(&snippet.text) && snippet.goes_on);
        let whole = cut("Hộ tịch.", &Words::of("khác"));
        assert_eq!((whole.text.as_str(), whole.marks.len(), whole.goes_on), ("Hộ tịch.", 0, false));
    }
}
