//! Where the words of a query stand to one another in an entry.

use crate::error::{Error, reading};
use crate::lookup::Variant;
use crate::query::Words;
use crate::view::Segment;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet};

/// Variants of a word whose places are read where a phrase depends on it, and where it is for ranking alone.
const MAX_NEEDED: usize = 512;
const MAX_FOR_RANKING: usize = 64;
/// Words between two that still count as near.
const NEAR: u32 = 8;
/// What two neighbouring words of a query are worth in an entry: beside one another, so but with other marks, near.
const BESIDE: f32 = 1.0;
const BESIDE_OTHERWISE: f32 = 0.6;
const NEARBY: f32 = 0.25;

/// Reads places in one segment; entries are asked about in ascending order.
pub(crate) struct Nearness<'a> {
    segment: &'a Segment,
    found: &'a [Vec<Variant>],
    /// By word, once they were wanted; none for a word with too many variants.
    cursors: Vec<Option<Vec<Cursor>>>,
    places: Vec<Vec<u32>>,
    starts: Vec<u32>,
    is_open: bool,
    /// Variants were left out on which a phrase depends.
    pub is_cut: bool,
}

struct Cursor {
    postings: SegmentPostings,
    is_exact: bool,
}

impl<'a> Nearness<'a> {
    pub(crate) fn new(segment: &'a Segment, found: &'a [Vec<Variant>]) -> Self {
        let places = vec![Vec::new(); found.len()];
        let starts = Vec::new();
        Self { segment, found, cursors: Vec::new(), places, starts, is_open: false, is_cut: false }
    }

    /// Tells whether all phrases stand in an entry.
    ///
    /// # Errors
    /// When places cannot be read.
    pub(crate) fn has_phrases(&mut self, doc: DocId, words: &Words) -> Result<bool, Error> {
        self.open_once(words)?;
        for phrase in &words.phrases {
            self.starts.clear();
            for (behind, word) in (0_u32..).zip(phrase.clone()) {
                self.read(doc, word);
                let Some(places) = self.places.get(word) else { return Ok(false) };
                if behind == 0 {
                    self.starts.extend(places.iter().map(|place| place / 2));
                } else {
                    self.starts.retain(|start| stands_at(places, start + behind));
                }
                if self.starts.is_empty() {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// Tells how near to one another the words stand in an entry, from 0 to 1.
    ///
    /// # Errors
    /// When places cannot be read.
    pub(crate) fn nearness(&mut self, doc: DocId, words: &Words) -> Result<f32, Error> {
        self.open_once(words)?;
        for word in 0..self.found.len() {
            self.read(doc, word);
        }
        let pairs = self.places.iter().zip(self.places.iter().skip(1));
        let sum: f32 = pairs.map(|(one, other)| near(one, other)).sum();
        Ok(sum / (self.places.len().max(2) - 1) as f32)
    }

    fn read(&mut self, doc: DocId, word: usize) {
        let Some(places) = self.places.get_mut(word) else { return };
        places.clear();
        let mut n_read = 0;
        for cursor in self.cursors.get_mut(word).into_iter().flatten().flatten() {
            n_read += u8::from(cursor.read(doc, places));
        }
        if n_read > 1 {
            places.sort_unstable();
        }
    }

    fn open_once(&mut self, words: &Words) -> Result<(), Error> {
        if std::mem::replace(&mut self.is_open, true) {
            return Ok(());
        }
        for (at, variants) in self.found.iter().enumerate() {
            let is_needed = words.phrases.iter().any(|phrase| phrase.contains(&at));
            let mut chosen: Vec<&Variant> = variants.iter().collect();
            if is_needed && chosen.len() > MAX_NEEDED {
                chosen.sort_by_key(|variant| std::cmp::Reverse(variant.info.doc_freq));
                chosen.truncate(MAX_NEEDED);
                self.is_cut = true;
            }
            let cursors = if is_needed || chosen.len() <= MAX_FOR_RANKING {
                let opened: Result<Vec<Cursor>, Error> =
                    chosen.iter().map(|variant| Cursor::open(self.segment, variant)).collect();
                Some(opened?)
            } else {
                None
            };
            self.cursors.push(cursors);
        }
        Ok(())
    }
}

impl Cursor {
    fn open(segment: &Segment, variant: &Variant) -> Result<Self, Error> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let postings = segment.words.read_postings_from_terminfo(&variant.info, option);
        let is_exact = variant.closeness.is_exact;
        Ok(Self { postings: postings.map_err(reading)?, is_exact })
    }

    /// Adds the places in an entry, each times two, and one more when the word is exact; tells whether there were any.
    fn read(&mut self, doc: DocId, places: &mut Vec<u32>) -> bool {
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
        if self.postings.doc() != doc {
            return false;
        }
        let n_before = places.len();
        self.postings.append_positions_with_offset(0, places);
        for place in places.iter_mut().skip(n_before) {
            *place = place.saturating_mul(2) | u32::from(self.is_exact);
        }
        true
    }
}

fn stands_at(places: &[u32], wanted: u32) -> bool {
    let next = places.partition_point(|place| place / 2 < wanted);
    places.get(next).is_some_and(|place| place / 2 == wanted)
}

/// What the nearest occurrences of two words are worth.
fn near(one: &[u32], other: &[u32]) -> f32 {
    let mut best = 0.0_f32;
    let mut others = other.iter().peekable();
    for place in one {
        // What stands too far before this place does so for all that follow.
        while others.next_if(|next| **next / 2 + NEAR < place / 2).is_some() {}
        for next in others.clone().take_while(|next| **next / 2 <= place / 2 + NEAR) {
            let worth = match (next / 2 == place / 2 + 1, place & next & 1 == 1) {
                (true, true) => return BESIDE,
                (true, false) => BESIDE_OTHERWISE,
                (false, _) => NEARBY,
            };
            best = best.max(worth);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(places: &[u32]) -> Vec<u32> {
        places.iter().map(|place| place * 2 + 1).collect()
    }

    #[test]
    fn a_word_stands_where_it_is_looked_for_or_not_at_all() {
        assert!(stands_at(&exact(&[4, 10]), 10));
        assert!(!stands_at(&exact(&[4, 10]), 5));
        assert!(!stands_at(&[], 0));
    }

    #[test]
    fn beside_is_worth_more_than_near_and_near_more_than_far() {
        assert_eq!(near(&exact(&[1, 40]), &exact(&[9, 41])), BESIDE);
        assert_eq!(near(&exact(&[40]), &[82]), BESIDE_OTHERWISE);
        assert_eq!(near(&exact(&[40]), &exact(&[35])), NEARBY);
        assert_eq!(near(&exact(&[40]), &exact(&[80])), 0.0);
        assert_eq!(near(&exact(&[40]), &[]), 0.0);
    }
}
