//! The best hits so far.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use tantivy::DocId;

/// How good a hit is: first how many of the words that were typed with marks it has with the same marks, then its score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rank {
    pub n_exact: u8,
    pub score: f32,
}

/// A hit by segment and number in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub rank: Rank,
    pub segment: usize,
    pub doc: DocId,
}

impl Rank {
    fn compare(self, other: Self) -> Ordering {
        self.n_exact.cmp(&other.n_exact).then(self.score.total_cmp(&other.score))
    }
}

impl Eq for Found {}

impl Ord for Found {
    fn cmp(&self, other: &Self) -> Ordering {
        let place = |found: &Self| Reverse((found.segment, found.doc));
        self.rank.compare(other.rank).then_with(|| place(self).cmp(&place(other)))
    }
}

impl PartialOrd for Found {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Keeps the best of many hits.
#[derive(Debug)]
pub(crate) struct Top {
    limit: usize,
    best: BinaryHeap<Reverse<Found>>,
}

impl Top {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, best: BinaryHeap::with_capacity(limit + 1) }
    }

    /// Tells whether a hit that is at most this good would be kept.
    pub(crate) fn admits(&self, rank: Rank) -> bool {
        if self.best.len() < self.limit {
            return true;
        }
        self.best.peek().is_some_and(|worst| rank.compare(worst.0.rank) == Ordering::Greater)
    }

    pub(crate) fn put(&mut self, found: Found) {
        self.best.push(Reverse(found));
        if self.best.len() > self.limit {
            self.best.pop();
        }
    }

    /// The hits, best first.
    pub(crate) fn into_sorted(self) -> Vec<Found> {
        self.best.into_sorted_vec().into_iter().map(|found| found.0).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_hits_come_before_better_scores_and_only_the_best_stay() {
        let mut top = Top::new(2);
        for (doc, n_exact, score) in [(0, 0, 9.0), (1, 1, 1.0), (2, 0, 5.0), (3, 1, 2.0)] {
            top.put(Found { rank: Rank { n_exact, score }, segment: 0, doc });
        }
        assert!(!top.admits(Rank { n_exact: 0, score: 100.0 }));
        assert!(top.admits(Rank { n_exact: 1, score: 1.5 }));
        let docs: Vec<DocId> = top.into_sorted().iter().map(|found| found.doc).collect();
        assert_eq!(docs, [3, 1]);
        assert!(!Top::new(0).admits(Rank { n_exact: 1, score: 1.0 }));
    }
}
