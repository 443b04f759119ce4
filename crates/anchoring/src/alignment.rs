//! Which word of the new version is which word of the old one.
//!
//! 1. Sequences of eight and four words that both versions have once are put in order (longest increasing subsequence, as
//!    in patience differences) and grown as far as words agree.
//! 2. Sequences of the rest that both have once, and that are long enough, were moved.
//! 3. What lies between is compared word by word with `imara-diff`, of which too thin results are thrown away: single
//!    words like "and" agree everywhere.
//! 4. Shorter sequences that are left over on both sides were moved, too.
//!
//! The first step keeps the third one small: on its own a histogram difference of a long paper in which every tenth word
//! was read differently takes quadratic time.

use imara_diff::{Algorithm, Diff, Token};
use std::collections::HashMap;
use std::ops::Range;

/// No word.
const NONE: u32 = u32::MAX;
/// Lengths of sequences that are put in order, the longest first.
const IN_ORDER: [usize; 3] = [8, 4, 2];
/// Sequences that tell of a move before and after the comparison by words: what must be unique, and the whole length.
const MOVED_EARLY: (usize, usize) = (8, 14);
const MOVED_LATE: (usize, usize) = (4, 6);
/// Up to this length the finer of two comparisons is taken.
const SHORT_GAP: usize = 3_000;
/// Longer gaps than this have nothing in common by the first step, and are not compared.
const LONGEST_GAP: usize = 200_000;
/// Where a smaller part of a gap agrees, it agrees by chance.
const THIN: f64 = 0.34;

/// The words of two versions that are the same.
#[derive(Debug)]
pub(crate) struct Alignment {
    to_new: Vec<u32>,
    to_old: Vec<u32>,
    is_moved: Vec<bool>,
}

/// A stretch of both versions between words that are the same.
#[derive(Debug, Clone)]
struct Gap {
    old: Range<usize>,
    new: Range<usize>,
}

impl Alignment {
    /// Aligns words by their keys.
    pub(crate) fn new(old: &[u64], new: &[u64]) -> Self {
        let mut numbers = HashMap::new();
        let mut number = |key: &u64| {
            let next = u32::try_from(numbers.len()).unwrap_or(NONE);
            *numbers.entry(*key).or_insert(next)
        };
        let old: Vec<u32> = old.iter().map(&mut number).collect();
        let new: Vec<u32> = new.iter().map(&mut number).collect();
        let mut alignment = Self {
            to_new: vec![NONE; old.len()],
            to_old: vec![NONE; new.len()],
            is_moved: vec![false; old.len()],
        };
        let whole = Gap { old: 0..old.len(), new: 0..new.len() };
        let mut gaps = vec![whole];
        for length in IN_ORDER {
            let mut smaller = Vec::new();
            for gap in gaps {
                alignment.put_in_order(&old, &new, gap, length, &mut smaller);
            }
            gaps = smaller;
            if length == 4 {
                alignment.find_moves(&old, &new, MOVED_EARLY);
            }
        }
        for gap in &gaps {
            alignment.compare(&old, &new, gap);
        }
        alignment.find_moves(&old, &new, MOVED_LATE);
        alignment
    }

    /// The word of the new version that an old one has become.
    pub(crate) fn new_of(&self, old: usize) -> Option<usize> {
        let new = *self.to_new.get(old)?;
        (new != NONE).then_some(new as usize)
    }

    /// The word of the old version that a new one was.
    pub(crate) fn old_of(&self, new: usize) -> Option<usize> {
        let old = *self.to_old.get(new)?;
        (old != NONE).then_some(old as usize)
    }

    /// Whether an old word stands in another order than the rest.
    pub(crate) fn is_moved(&self, old: usize) -> bool {
        self.is_moved.get(old).copied().unwrap_or(false)
    }

    fn join(&mut self, old: usize, new: usize, is_moved: bool) {
        if let (Some(to_new), Some(to_old), Some(moved)) =
            (self.to_new.get_mut(old), self.to_old.get_mut(new), self.is_moved.get_mut(old))
        {
            *to_new = u32::try_from(new).unwrap_or(NONE);
            *to_old = u32::try_from(old).unwrap_or(NONE);
            *moved = is_moved;
        }
    }

    fn is_free(&self, old: usize, new: usize) -> bool {
        self.to_new.get(old) == Some(&NONE) && self.to_old.get(new) == Some(&NONE)
    }

    /// Joins sequences of a gap that both sides have once and in one order, and gives what is left between them.
    fn put_in_order(
        &mut self,
        old: &[u32],
        new: &[u32],
        gap: Gap,
        length: usize,
        smaller: &mut Vec<Gap>,
    ) {
        let gap = self.strip(old, new, gap);
        if gap.old.is_empty() || gap.new.is_empty() {
            return;
        }
        let olds = gap.old.clone().filter(|word| self.to_new.get(*word) == Some(&NONE));
        let news = gap.new.clone().filter(|word| self.to_old.get(*word) == Some(&NONE));
        let mut pairs = unique_pairs(old, new, olds, news, length);
        pairs.sort_unstable();
        let mut at = (gap.old.start, gap.new.start);
        for (first_old, first_new) in longest_rising(&pairs) {
            if first_old < at.0 || first_new < at.1 {
                continue;
            }
            let before = agreeing(old, new, (first_old, first_new), at, |one, other| {
                self.is_free(one, other)
            });
            let (start_old, start_new) = (first_old - before, first_new - before);
            let mut n = 0;
            while start_old + n < gap.old.end
                && start_new + n < gap.new.end
                && old.get(start_old + n) == new.get(start_new + n)
                && self.is_free(start_old + n, start_new + n)
            {
                self.join(start_old + n, start_new + n, false);
                n += 1;
            }
            smaller.push(Gap { old: at.0..start_old, new: at.1..start_new });
            at = (start_old + n, start_new + n);
        }
        smaller.push(Gap { old: at.0..gap.old.end, new: at.1..gap.new.end });
    }

    /// Joins what both ends of a gap have in common.
    fn strip(&mut self, old: &[u32], new: &[u32], mut gap: Gap) -> Gap {
        while !gap.old.is_empty()
            && !gap.new.is_empty()
            && self.is_free(gap.old.start, gap.new.start)
            && old.get(gap.old.start) == new.get(gap.new.start)
        {
            self.join(gap.old.start, gap.new.start, false);
            gap.old.start += 1;
            gap.new.start += 1;
        }
        while !gap.old.is_empty()
            && !gap.new.is_empty()
            && self.is_free(gap.old.end - 1, gap.new.end - 1)
            && old.get(gap.old.end - 1) == new.get(gap.new.end - 1)
        {
            self.join(gap.old.end - 1, gap.new.end - 1, false);
            gap.old.end -= 1;
            gap.new.end -= 1;
        }
        gap
    }

    /// Compares what is left of a gap word by word.
    fn compare(&mut self, old: &[u32], new: &[u32], gap: &Gap) {
        let olds: Vec<usize> =
            gap.old.clone().filter(|word| self.to_new.get(*word) == Some(&NONE)).collect();
        let news: Vec<usize> =
            gap.new.clone().filter(|word| self.to_old.get(*word) == Some(&NONE)).collect();
        let longest = olds.len().max(news.len());
        if olds.is_empty() || news.is_empty() || longest > LONGEST_GAP {
            return;
        }
        let joined = compare_words(
            olds.iter().filter_map(|word| old.get(*word).copied()),
            news.iter().filter_map(|word| new.get(*word).copied()),
            longest,
        );
        if longest > 4 && (joined.len() as f64) < THIN * olds.len().min(news.len()) as f64 {
            return;
        }
        for (one, other) in joined {
            if let (Some(one), Some(other)) = (olds.get(one), news.get(other)) {
                self.join(*one, *other, false);
            }
        }
    }

    /// Joins sequences among the words left over that both sides have once, whatever their order.
    fn find_moves(&mut self, old: &[u32], new: &[u32], (length, least): (usize, usize)) {
        let olds = (0..old.len()).filter(|word| self.to_new.get(*word) == Some(&NONE));
        let news = (0..new.len()).filter(|word| self.to_old.get(*word) == Some(&NONE));
        let mut pairs = unique_pairs(old, new, olds, news, length);
        pairs.sort_unstable();
        for (first_old, first_new) in pairs {
            if !self.is_free(first_old, first_new) {
                continue;
            }
            let free = |one, other| self.is_free(one, other);
            let before = agreeing(old, new, (first_old, first_new), (0, 0), free);
            let (start_old, start_new) = (first_old - before, first_new - before);
            let n = (0..)
                .take_while(|n| {
                    let (one, other) = (start_old + n, start_new + n);
                    self.is_free(one, other) && old.get(one) == new.get(other)
                })
                .count();
            for step in 0..if n >= least { n } else { 0 } {
                self.join(start_old + step, start_new + step, true);
            }
        }
    }
}

/// How many words before a pair agree and are free, down to a limit.
fn agreeing(
    old: &[u32],
    new: &[u32],
    (old_at, new_at): (usize, usize),
    (old_first, new_first): (usize, usize),
    is_free: impl Fn(usize, usize) -> bool,
) -> usize {
    let most = (old_at - old_first).min(new_at - new_first);
    (1..=most)
        .take_while(|back| {
            let (one, other) = (old_at - back, new_at - back);
            old.get(one) == new.get(other) && is_free(one, other)
        })
        .count()
}

/// Places of sequences that both sides have exactly once. Sequences lie among the given words without a break.
fn unique_pairs(
    old: &[u32],
    new: &[u32],
    olds: impl Iterator<Item = usize>,
    news: impl Iterator<Item = usize>,
    length: usize,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[u32], (usize, usize, u8, u8)> = HashMap::new();
    for word in starts(olds, length) {
        if let Some(sequence) = old.get(word..word + length) {
            let place = places.entry(sequence).or_default();
            place.0 = word;
            place.2 = place.2.saturating_add(1);
        }
    }
    for word in starts(news, length) {
        if let Some(place) = new.get(word..word + length).and_then(|one| places.get_mut(one)) {
            place.1 = word;
            place.3 = place.3.saturating_add(1);
        }
    }
    let unique = places.values().filter(|(.., n_old, n_new)| *n_old == 1 && *n_new == 1);
    unique.map(|(old, new, ..)| (*old, *new)).collect()
}

/// Words after which `length - 1` neighbours follow.
fn starts(words: impl Iterator<Item = usize>, length: usize) -> impl Iterator<Item = usize> {
    let mut run = 0;
    let mut before = None;
    words.filter_map(move |word| {
        run = if before == word.checked_sub(1) && before.is_some() { run + 1 } else { 1 };
        before = Some(word);
        (run >= length).then(|| word + 1 - length)
    })
}

/// The longest chain of pairs that rises on both sides; pairs are sorted by their first.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |pair: &usize| pairs.get(*pair).map_or(0, |pair| pair.1);
    for (index, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| second(end) < pair.1);
        before.push(place.checked_sub(1).and_then(|place| ends.get(place)).copied());
        match ends.get_mut(place) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        chain.extend(pairs.get(index));
        at = before.get(index).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Positions of words that are the same and in one order.
fn compare_words(
    old: impl Iterator<Item = u32>,
    new: impl Iterator<Item = u32>,
    longest: usize,
) -> Vec<(usize, usize)> {
    // Numbered anew from 0, for imara-diff makes a table of all numbers.
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    let mut number = |word: u32| {
        let next = u32::try_from(numbers.len()).unwrap_or(NONE);
        Token(*numbers.entry(word).or_insert(next))
    };
    let old: Vec<Token> = old.map(&mut number).collect();
    let new: Vec<Token> = new.map(&mut number).collect();
    let n_numbers = u32::try_from(numbers.len()).unwrap_or(NONE);
    let algorithm = if longest <= SHORT_GAP { Algorithm::Histogram } else { Algorithm::Myers };
    let mut diff = Diff::default();
    diff.compute_with(algorithm, &old, &new, n_numbers);
    let mut joined = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    let mut hunks = diff.hunks().map(|hunk| (hunk.before, hunk.after));
    loop {
        let hunk = hunks.next();
        let end = hunk.as_ref().map_or(old.len(), |(before, _)| before.start as usize);
        while at_old < end {
            joined.push((at_old, at_new));
            at_old += 1;
            at_new += 1;
        }
        let Some((before, after)) = hunk else {
            return joined;
        };
        at_old = before.end as usize;
        at_new = after.end as usize;
    }
}

#[cfg(test)]
mod tests {
    use super::Alignment;

    fn align(old: &str, new: &str) -> Alignment {
        let keys = |text: &str| text.split(' ').map(crate::letters::key_of).collect::<Vec<_>>();
        Alignment::new(&keys(old), &keys(new))
    }

    #[test]
    fn an_inserted_word_leaves_its_neighbours_in_place() {
        let alignment = align("một hai ba bốn năm", "một hai mới ba bốn năm");
        let placed: Vec<_> = (0..5).map(|word| alignment.new_of(word)).collect();
        assert_eq!(placed, [Some(0), Some(1), Some(3), Some(4), Some(5)]);
        assert_eq!(alignment.old_of(2), None);
    }

    #[test]
    fn a_paragraph_that_changed_places_was_moved_and_the_rest_was_not() {
        let paragraph = |name: &str, n: usize| {
            (0..n).map(|word| format!("{name}{word}")).collect::<Vec<_>>().join(" ")
        };
        let (one, two, three) = (paragraph("a", 40), paragraph("b", 20), paragraph("c", 50));
        let alignment = align(&format!("{one} {two} {three}"), &format!("{one} {three} {two}"));
        assert_eq!(alignment.new_of(45), Some(95));
        assert!(alignment.is_moved(45));
        assert!(!alignment.is_moved(0) && !alignment.is_moved(70));
        assert_eq!(alignment.new_of(70), Some(50));
    }

    #[test]
    fn texts_that_share_small_words_alone_share_nothing() {
        let alignment = align(
            "tàu và xe của nước trong mùa mưa lớn nhất năm",
            "giá gạo và muối tăng đều ở các tỉnh của miền",
        );
        assert!((0..11).all(|word| alignment.new_of(word).is_none()));
    }

    #[test]
    fn random_edits_keep_the_alignment_sound() {
        for seed in 1..200_u64 {
            let mut state = seed;
            let mut next = |below: u64| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695);
                (state >> 33) % below
            };
            let old: Vec<u64> = (0..400).map(|_| next(60)).collect();
            let mut new = old.clone();
            for _ in 0..next(12) {
                let at = usize::try_from(next(300)).unwrap();
                let block: Vec<u64> = new.drain(at..at + 20).collect();
                let to = usize::try_from(next(300)).unwrap();
                new.splice(to..to, block);
                new.insert(to, next(60));
            }
            let alignment = Alignment::new(&old, &new);
            for (word, key) in old.iter().enumerate() {
                if let Some(to) = alignment.new_of(word) {
                    assert_eq!(*key, new[to], "seed {seed}");
                    assert_eq!(alignment.old_of(to), Some(word), "seed {seed}");
                }
            }
        }
    }
}
