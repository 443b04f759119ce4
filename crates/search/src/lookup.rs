//! The keys of a segment's dictionary that a word may mean.

use crate::query::Word;
use crate::schema::{AFTER_SEPARATOR, SEPARATOR};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use tantivy::InvertedIndexReader;
use tantivy::postings::TermInfo;

/// Keys that a beginning may stand for; of more, the most frequent are taken. A letter alone has that many.
const MAX_VARIANTS: usize = 4_096;
/// Keys that are looked at to find them.
const MAX_LOOKED_AT: usize = 65_536;

/// Occurrences of a beginning by itself that are read, by the number of entries there are.
const MAX_COVERAGE: u64 = 4;

/// One key that a word may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    pub info: TermInfo,
    pub closeness: Closeness,
}

/// How close a key is to what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Closeness {
    /// With the marks that were typed; so is everything when none were.
    pub is_exact: bool,
    /// As long as what was typed.
    pub is_whole: bool,
}

impl Closeness {
    /// What an occurrence counts.
    pub(crate) fn weight(self) -> f32 {
        match (self.is_exact, self.is_whole) {
            (true, true) => 1.0,
            (true, false) => 0.6,
            (false, true) => 0.4,
            (false, false) => 0.25,
        }
    }
}

/// What a dictionary has for a word.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub variants: Vec<Variant>,
    /// There were more than could be taken.
    pub is_cut: bool,
}

impl Found {
    /// Of a beginning by itself, or of one letter, leaves whole words and the most frequent others, once these occur in
    /// several times as many entries as there are: it finds nearly everything, and nobody reads on before typing more.
    pub(crate) fn cover(&mut self, n_docs: u32) {
        let most = u64::from(n_docs) * MAX_COVERAGE;
        let sum: u64 = self.variants.iter().map(|variant| u64::from(variant.info.doc_freq)).sum();
        if sum <= most {
            return;
        }
        let order =
            |variant: &Variant| (!variant.closeness.is_whole, Reverse(variant.info.doc_freq));
        self.variants.sort_by_key(order);
        let mut n_covered = 0;
        let n_all = self.variants.len();
        self.variants.retain(|variant| {
            let is_kept = variant.closeness.is_whole || n_covered < most;
            n_covered += u64::from(variant.info.doc_freq);
            is_kept
        });
        self.is_cut |= self.variants.len() < n_all;
    }
}

/// Looks a word up.
///
/// # Errors
/// When the dictionary cannot be read.
pub(crate) fn look_up(dictionary: &InvertedIndexReader, word: &Word) -> io::Result<Found> {
    let mut found = Found::default();
    let fold = word.fold.as_bytes();
    if word.is_prefix {
        let end = after(fold);
        gather(dictionary, fold, end.as_deref(), &mut found, |key| judge(word, key))?;
    } else {
        let (start, end) = bounds(&word.fold);
        gather(dictionary, &start, Some(&end), &mut found, |key| judge(word, key))?;
    }
    if let Some(other) = orthography::other_spelling(&word.fold) {
        let (start, end) = bounds(&other);
        gather(dictionary, &start, Some(&end), &mut found, |key| judge_other(word, key))?;
    }
    Ok(found)
}

fn bounds(fold: &str) -> (Vec<u8>, Vec<u8>) {
    let with = |byte| [fold.as_bytes(), &[byte]].concat();
    (with(SEPARATOR), with(AFTER_SEPARATOR))
}

/// The first key that does not begin so; none when there is no end to them.
fn after(beginning: &[u8]) -> Option<Vec<u8>> {
    let mut end = beginning.to_vec();
    while let Some(last) = end.pop() {
        if let Some(next) = last.checked_add(1) {
            end.push(next);
            return Some(end);
        }
    }
    None
}

fn gather(
    dictionary: &InvertedIndexReader,
    start: &[u8],
    end: Option<&[u8]>,
    found: &mut Found,
    judge: impl Fn(&[u8]) -> Option<Closeness>,
) -> io::Result<()> {
    let mut range = dictionary.terms().range().ge(start);
    if let Some(end) = end {
        range = range.lt(end);
    }
    let mut keys = range.into_stream()?;
    let mut kept: BinaryHeap<(Reverse<u32>, usize)> = BinaryHeap::new();
    let mut variants: Vec<Option<Variant>> = Vec::new();
    for _ in 0..MAX_LOOKED_AT {
        let Some((key, info)) = keys.next() else {
            found.variants.extend(variants.into_iter().flatten());
            return Ok(());
        };
        let Some(closeness) = judge(key) else { continue };
        kept.push((Reverse(info.doc_freq), variants.len()));
        variants.push(Some(Variant { info: info.clone(), closeness }));
        if kept.len() > MAX_VARIANTS {
            let rarest = kept.pop().and_then(|(_, at)| variants.get_mut(at));
            found.is_cut |= rarest.is_some_and(|variant| variant.take().is_some());
        }
    }
    found.is_cut = true;
    found.variants.extend(variants.into_iter().flatten());
    Ok(())
}

fn judge(word: &Word, key: &[u8]) -> Option<Closeness> {
    let (fold, exact) = split(key)?;
    let is_whole = fold.len() == word.fold.len();
    let is_exact = !word.wants_exact
        || if word.is_prefix {
            orthography::begins_with(exact, &word.exact)
        } else {
            exact == word.exact
        };
    Some(Closeness { is_exact, is_whole })
}

/// Of the keys under the other spelling, only those of words that may be written in both ways.
fn judge_other(word: &Word, key: &[u8]) -> Option<Closeness> {
    let (_, exact) = split(key)?;
    let is_same = orthography::has_two_spellings(exact);
    let is_exact = !word.wants_exact || exact == word.exact;
    is_same.then_some(Closeness { is_exact, is_whole: true })
}

fn split(key: &[u8]) -> Option<(&str, &str)> {
    let (fold, exact) = std::str::from_utf8(key).ok()?.split_once(char::from(SEPARATOR))?;
    Some((fold, if exact.is_empty() { fold } else { exact }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_beginnings_ends_before_the_next_one() {
        assert_eq!(after(b"ho"), Some(b"hp".to_vec()));
        assert_eq!(after(&[b'a', 0xFF]), Some(b"b".to_vec()));
        assert_eq!(after(&[0xFF]), None);
        assert_eq!(after(b""), None);
    }
}
