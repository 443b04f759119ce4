//! Words of a text with their places.

use crate::fold::{exact, fold};
use crate::is_syllable;
use crate::letter::{is_inner, letter};
use crate::spelling::one_spelling;
use std::collections::VecDeque;
use std::ops::Range;

/// Letters of a word that count; what follows in a longer one is passed over.
const MAX_LETTERS: usize = 64;
/// Characters of a word with marks of their own that are looked at, so that a heap of marks costs no time.
const MAX_RAW: usize = 4 * MAX_LETTERS;

/// A word of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Token {
    /// Its number in the text, from 0; neighbours differ by 1.
    pub position: u32,
    /// Bytes in the text it was read from.
    pub range: Range<usize>,
    /// Without case and marks.
    pub fold: String,
    /// In its exact form.
    pub exact: String,
}

/// Splits a text into words: runs of letters and digits, so that `39/2022/NĐ-CP` gives four neighbours; each ideograph
/// by itself. Text may be composed or decomposed.
///
/// A word hyphenated at the end of a line is given whole and in its two parts, at the places of the parts: whether the
/// hyphen was the writer's or the typesetter's cannot be known. Two Vietnamese syllables are never joined.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, position: 0, waiting: VecDeque::new() }
}

/// The words of a text, one after the other. See [`tokens`].
#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    position: u32,
    waiting: VecDeque<Token>,
}

impl Tokens<'_> {
    /// Reads the next word into a token whose room is used again; `false` at the end, when the token means nothing.
    pub fn advance_into(&mut self, token: &mut Token) -> bool {
        if let Some(next) = self.waiting.pop_front() {
            *token = next;
            return true;
        }
        if !self.read(token) {
            return false;
        }
        if let Some(rest) = self.broken_off(token) {
            self.join(token, rest);
        }
        true
    }

    fn read(&mut self, token: &mut Token) -> bool {
        while self.read_run(token) {
            if !token.fold.is_empty() {
                token.position = self.position;
                self.position = self.position.saturating_add(1);
                return true;
            }
        }
        false
    }

    /// Reads the next run of characters that belong together; its fold is empty when none of them is a letter.
    fn read_run(&mut self, token: &mut Token) -> bool {
        token.fold.clear();
        token.exact.clear();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut run = Run::default();
        let mut bounds: Option<Range<usize>> = None;
        for (at, of) in rest.char_indices() {
            let kind = Kind::of(of);
            match (&mut bounds, kind) {
                (None, Kind::Outside) => {}
                (None, Kind::Alone) => {
                    bounds = Some(at..at + of.len_utf8());
                    run.is_plain = false;
                    break;
                }
                (Some(_), Kind::Outside | Kind::Alone) => break,
                (place, Kind::Plain { .. } | Kind::Other) => {
                    place.get_or_insert(at..at).end = at + of.len_utf8();
                    run.take(kind, token);
                }
            }
        }
        let Some(bounds) = bounds else {
            self.at = self.text.len();
            return false;
        };
        token.range = self.at + bounds.start..self.at + bounds.end;
        self.at = token.range.end;
        run.finish(rest.get(bounds).unwrap_or_default(), token);
        true
    }

    /// Where the second part of a word begins that was hyphenated at the end of a line.
    fn broken_off(&self, token: &Token) -> Option<usize> {
        let rest = self.text.get(self.at..)?;
        let soft = self.text.get(..self.at)?.ends_with('\u{AD}');
        let rest = if soft { rest } else { rest.strip_prefix(['-', '\u{2010}'])? };
        let line = rest.trim_start_matches([' ', '\r']).strip_prefix('\n')?;
        let next = line.trim_start_matches([' ', '\t']);
        let is_word =
            token.exact.chars().count() > 1 && token.exact.chars().all(char::is_alphabetic);
        let goes_on = next.starts_with(char::is_lowercase);
        (is_word && goes_on).then_some(self.text.len() - next.len())
    }

    fn join(&mut self, left: &mut Token, rest: usize) {
        let (at, position) = (self.at, self.position);
        self.at = rest;
        let mut right = Token::default();
        let is_word = self.read(&mut right) && right.exact.chars().all(char::is_alphabetic);
        if !is_word || (is_syllable(&left.exact) && is_syllable(&right.exact)) {
            (self.at, self.position) = (at, position);
            return;
        }
        let whole = Token {
            position: left.position,
            range: left.range.start..right.range.end,
            fold: [left.fold.as_str(), &right.fold].concat(),
            exact: [left.exact.as_str(), &right.exact].concat(),
        };
        self.waiting.push_back(std::mem::replace(left, whole));
        self.waiting.push_back(right);
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut token = Token::default();
        self.advance_into(&mut token).then_some(token)
    }
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Kind {
    /// A letter or digit with one ASCII letter or digit below it.
    Plain { base: u8, lower: char, bare: char, is_toned: bool },
    /// Belongs to a word; needs normalisation.
    Other,
    /// A word by itself.
    Alone,
    /// Between words.
    Outside,
}

impl Kind {
    fn of(of: char) -> Self {
        if of.is_ascii() {
            let lower = of.to_ascii_lowercase();
            let base = u8::try_from(lower).unwrap_or_default();
            return if base.is_ascii_alphanumeric() {
                Self::Plain { base, lower, bare: lower, is_toned: false }
            } else {
                Self::Outside
            };
        }
        match letter(of) {
            Some(found) if found.base != 0 => Self::Plain {
                base: found.base,
                lower: found.lower,
                bare: found.bare,
                is_toned: found.tone != 0,
            },
            Some(_) => Self::Other,
            None if is_ideograph(of) => Self::Alone,
            None if of.is_alphanumeric() || is_inner(of) => Self::Other,
            None => Self::Outside,
        }
    }
}

/// What is learned of a word while it is read.
struct Run {
    is_plain: bool,
    n_letters: usize,
    n_vowels: usize,
    has_tone: bool,
    /// The tone is on the last of ă â ê ô ơ ư, where the rule wants it.
    is_well_placed: bool,
    ends_in_i: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            is_plain: true,
            n_letters: 0,
            n_vowels: 0,
            has_tone: false,
            is_well_placed: false,
            ends_in_i: false,
        }
    }
}

impl Run {
    fn take(&mut self, kind: Kind, token: &mut Token) {
        let Kind::Plain { base, lower, bare, is_toned } = kind else {
            self.is_plain = false;
            return;
        };
        self.n_letters += 1;
        if self.n_letters > MAX_LETTERS {
            return;
        }
        token.fold.push(char::from(base));
        token.exact.push(lower);
        self.n_vowels += usize::from(matches!(base, b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
        self.has_tone |= is_toned;
        if matches!(bare, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư') {
            self.is_well_placed = is_toned;
        }
        self.ends_in_i = bare == 'i';
    }

    fn finish(self, raw: &str, token: &mut Token) {
        if !self.is_plain {
            let raw =
                raw.char_indices().nth(MAX_RAW).and_then(|(at, _)| raw.get(..at)).unwrap_or(raw);
            token.fold = fold(raw).chars().filter(|of| keeps(*of)).take(MAX_LETTERS).collect();
            token.exact = exact(raw).chars().filter(|of| keeps(*of)).take(MAX_LETTERS).collect();
            return;
        }
        let may_be_moved = self.has_tone && self.n_vowels > 1 && !self.is_well_placed;
        if may_be_moved || (self.ends_in_i && self.n_letters < 4) {
            token.exact = one_spelling(std::mem::take(&mut token.exact));
        }
    }
}

fn keeps(of: char) -> bool {
    of.is_alphanumeric() || is_inner(of)
}

/// Han, kana and their extensions, which are written without spaces.
fn is_ideograph(of: char) -> bool {
    matches!(of, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::string_slice, reason = "tests fail loudly")]
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn folds(text: &str) -> String {
        tokens(text).map(|token| token.fold).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn symbols_of_documents_are_neighbouring_words() {
        for typed in ["39/2022/NĐ-CP", "39/2022/ND-CP", "39/2022/nđ-cp"] {
            let found: Vec<Token> = tokens(typed).collect();
            let folds: Vec<&str> = found.iter().map(|token| token.fold.as_str()).collect();
            assert_eq!(folds, ["39", "2022", "nd", "cp"]);
            assert!(found.iter().map(|token| token.position).eq(0..4));
        }
    }

    #[test]
    fn a_word_lies_where_it_stands_in_the_text_it_was_read_from() {
        let text = "Hộ tịch: Đa\u{300} Nẵng, con\u{AD}ﬁrm ２０ 会议";
        let words: Vec<&str> = tokens(text).map(|token| &text[token.range]).collect();
        let wanted = ["Hộ", "tịch", "Đa\u{300}", "Nẵng", "con\u{AD}ﬁrm", "２０", "会", "议"];
        assert_eq!(words, wanted);
        assert_eq!(folds(text), "ho tich da nang confirm 20 会 议");
    }

    #[test]
    fn words_broken_at_the_end_of_a_line_are_whole_and_in_parts() {
        assert_eq!(folds("the govern-\nment said"), "the government govern ment said");
        assert_eq!(folds("con\u{AD}\nfirm"), "confirm con firm");
        assert_eq!(folds("xã-\nhội chủ nghĩa"), "xa hoi chu nghia");
        assert_eq!(folds("NĐ-\nCP"), "nd cp");
        let positions: Vec<u32> = tokens("the govern-\nment said").map(|t| t.position).collect();
        assert_eq!(positions, [0, 1, 1, 2, 3]);
    }

    #[test]
    fn a_heap_of_marks_and_an_endless_word_cost_no_more_than_a_word() {
        let heap = format!("a{} b", "\u{301}".repeat(1_000_000));
        assert_eq!(folds(&heap), "a b");
        let long = "x".repeat(1_000_000);
        assert_eq!(tokens(&long).next().unwrap().fold.len(), MAX_LETTERS);
        assert_eq!(folds("\u{301}\u{200B} --- \u{AD}"), "");
    }

    proptest! {
        #[test]
        fn places_are_valid_and_in_order_whatever_the_text(text in "\\PC{0,80}") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(text.get(token.range.clone()).is_some());
                prop_assert!(!token.fold.is_empty() && !token.exact.is_empty());
                prop_assert!(token.position >= last);
                last = token.position;
            }
        }

        #[test]
        fn a_word_of_a_text_is_the_word_by_itself(text in "[a-zA-ZàáảãạăắâấđĐèéêếìíòóôốơớùúưứỳý ,.0-9/-]{0,60}") {
            let decomposed: String = text.nfd().collect();
            let found: Vec<Token> = tokens(&text).collect();
            let of_decomposed: Vec<Token> = tokens(&decomposed).collect();
            prop_assert_eq!(found.len(), of_decomposed.len());
            for (one, other) in found.iter().zip(&of_decomposed) {
                prop_assert_eq!(&one.fold, &fold(&text[one.range.clone()]));
                prop_assert_eq!(&one.exact, &exact(&text[one.range.clone()]));
                prop_assert_eq!((&one.fold, &one.exact), (&other.fold, &other.exact));
            }
        }
    }
}
