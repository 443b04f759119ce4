//! Going through a segment, window by window.
//!
//! A window is a few thousand entries. The rarest word is read into it first, then the others where it left hits; so
//! memory does not grow with the number of hits, and a word with forty spellings costs as much as its occurrences do.
//!
//! Reading where words stand costs more than all the rest. Phrases need it for each entry that has their words, until
//! enough are counted; then only where an entry could get among the best. For ranking it is read of the best few
//! hundred by everything else, and these are put into their order.

use crate::error::{Error, reading};
use crate::lookup::{Closeness, Variant, look_up};
use crate::nearness::Nearness;
use crate::query::{Query, Words};
use crate::top::{Found, Rank, Top};
use crate::view::{Segment, View};
use std::sync::Arc;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED, Term};

/// Entries in a window.
const WINDOW: u32 = 4_096;
/// A word is sought at the hits there are, rather than read whole, when it has this many times more occurrences.
const SEEK_FACTOR: u64 = 8;
/// Hits of phrases that are counted: each costs a reading of places.
pub(crate) const MAX_COUNTED: u64 = 2_000;
/// Hits whose places are read for ranking.
const MAX_RANKED_BY_PLACES: usize = 512;
/// Of BM25: how fast more occurrences stop to count, and how much longer entries must have. Pages differ little in
/// length, so length says less than usual (0.75).
const K1: f32 = 1.2;
const B: f32 = 0.4;
/// How much words that stand beside one another add to a score, as a share of it. Vietnamese words are syllables that
/// stand together: whoever types six of them means the phrase, so it counts by its square and decides.
const NEARNESS_WEIGHT: f32 = 8.0;

/// A search under way.
pub(crate) struct Scan<'a> {
    view: &'a View,
    words: &'a Words,
    query: &'a Query,
    limit: usize,
    /// Where its words stand moves a hit among the best.
    is_by_places: bool,
    top: Top,
    /// Hits so far; of phrases not above [`MAX_COUNTED`].
    pub n_hits: u64,
    /// There are more hits than were counted.
    pub has_more: bool,
    /// What one occurrence of each word is worth at most.
    rarity: Vec<f32>,
    /// By the code of an entry's length.
    lengths: Vec<f32>,
}

impl<'a> Scan<'a> {
    pub(crate) fn new(view: &'a View, words: &'a Words, query: &'a Query, limit: usize) -> Self {
        let mean = view.mean_words.max(1.0);
        let length = |code| tantivy::fieldnorm::FieldNormReader::id_to_fieldnorm(code) as f32;
        let lengths = (0..=u8::MAX).map(|code| K1 * (1.0 - B + B * length(code) / mean)).collect();
        let rarity = Vec::new();
        // Words of one phrase are beside one another in all its hits.
        let is_one_phrase = words.phrases.first().is_some_and(|all| all.len() == words.words.len());
        let is_by_places = words.words.len() > 1 && !is_one_phrase && limit > 0;
        let n_best = if is_by_places { limit.max(MAX_RANKED_BY_PLACES) } else { limit };
        let top = Top::new(n_best);
        let (n_hits, has_more) = (0, false);
        Self { view, words, query, limit, is_by_places, top, n_hits, has_more, rarity, lengths }
    }

    /// Goes through all segments; gives the best hits, best first.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub(crate) fn run(&mut self) -> Result<Vec<Found>, Error> {
        let mut found = Vec::new();
        for segment in &self.view.segments {
            let mut of_words = Vec::with_capacity(self.words.words.len());
            for word in &self.words.words {
                let mut variants = look_up(&segment.words, word).map_err(reading)?;
                let is_letter = word.is_prefix && word.fold.chars().nth(1).is_none();
                if self.words.words.len() == 1 || is_letter {
                    variants.cover(segment.norms.num_docs());
                }
                self.has_more |= variants.is_cut;
                of_words.push(variants.variants);
            }
            found.push(of_words);
        }
        self.weigh(&found);
        for ((at, segment), variants) in self.view.segments.iter().enumerate().zip(&found) {
            self.go_through(at, segment, variants)?;
        }
        let best = std::mem::replace(&mut self.top, Top::new(self.limit)).into_sorted();
        if !self.is_by_places {
            return Ok(best);
        }
        self.order_by_places(best, &found)
    }

    /// Ranks the best once more, by how near their words stand.
    fn order_by_places(
        &mut self,
        mut best: Vec<Found>,
        variants: &[Vec<Vec<Variant>>],
    ) -> Result<Vec<Found>, Error> {
        best.sort_unstable_by_key(|found| (found.segment, found.doc));
        for of_segment in best.chunk_by(|one, other| one.segment == other.segment) {
            let Some(at) = of_segment.first().map(|found| found.segment) else { continue };
            let Some((segment, variants)) = self.view.segments.get(at).zip(variants.get(at)) else {
                continue;
            };
            let mut nearness = Nearness::new(segment, variants);
            for found in of_segment {
                let near = nearness.nearness(found.doc, self.words)?;
                let score = found.rank.score * (1.0 + NEARNESS_WEIGHT * near * near);
                self.top.put(Found { rank: Rank { score, ..found.rank }, ..*found });
            }
        }
        Ok(std::mem::replace(&mut self.top, Top::new(0)).into_sorted())
    }

    /// Rarer words count more; the share of entries that have one is taken over all segments.
    fn weigh(&mut self, found: &[Vec<Vec<Variant>>]) {
        let n_all = self.view.n_entries.max(1) as f32;
        self.rarity = (0..self.words.words.len())
            .map(|word| {
                let variants = found.iter().filter_map(|segment| segment.get(word)).flatten();
                let n: f32 = variants.map(|variant| variant.info.doc_freq as f32).sum();
                let n = n.min(n_all);
                (1.0 + (n_all - n + 0.5) / (n + 0.5)).ln()
            })
            .collect();
    }

    fn go_through(
        &mut self,
        at: usize,
        segment: &Segment,
        found: &[Vec<Variant>],
    ) -> Result<(), Error> {
        let mut clauses = Vec::with_capacity(found.len() + 3);
        for (word, variants) in found.iter().enumerate() {
            clauses.push(Clause::of_word(segment, word, variants)?);
        }
        self.add_filters(segment, &mut clauses)?;
        clauses.sort_by_key(|clause| clause.n_postings);
        let mut nearness = Nearness::new(segment, found);
        let mut hits = Vec::new();
        while let Some(base) = clauses.first().and_then(Clause::next_doc) {
            let window = Window { base: base - base % WINDOW };
            hits.clear();
            for (n, clause) in clauses.iter_mut().enumerate() {
                if n == 0 {
                    clause.fill(window);
                    hits.extend(clause.hits(window));
                } else if !hits.is_empty() {
                    clause.narrow(window, &mut hits);
                }
            }
            for doc in &hits {
                self.consider(at, segment, *doc, window, &clauses, &mut nearness)?;
            }
        }
        self.has_more |= nearness.is_cut;
        Ok(())
    }

    fn add_filters(&self, segment: &Segment, clauses: &mut Vec<Clause>) -> Result<(), Error> {
        let fields = self.view.fields;
        if let Some(scope) = &self.query.scope {
            let term = Term::from_field_bytes(fields.scope, scope);
            clauses.push(Clause::filter(&segment.inverted(fields.scope)?, &[term])?);
        }
        if let Some(group) = &self.query.group {
            let term = fields.term_of_group(group);
            clauses.push(Clause::filter(&segment.inverted(fields.group)?, &[term])?);
        }
        if !self.query.kinds.is_empty() {
            let codes = self.query.kinds.iter().map(|kind| kind.code());
            let terms: Vec<Term> =
                codes.map(|code| Term::from_field_u64(fields.kind, code)).collect();
            clauses.push(Clause::filter(&segment.inverted(fields.kind)?, &terms)?);
        }
        Ok(())
    }

    fn consider(
        &mut self,
        at: usize,
        segment: &Segment,
        doc: DocId,
        window: Window,
        clauses: &[Clause],
        nearness: &mut Nearness<'_>,
    ) -> Result<(), Error> {
        if !segment.is_alive(doc) {
            return Ok(());
        }
        let mut rank = self.rank(segment, doc, window, clauses);
        rank.score *= segment.kind_and_page(doc).map_or(1.0, |(kind, _)| kind.weight());
        let may_enter = self.top.admits(rank);
        if !self.words.phrases.is_empty() {
            let is_counted = self.n_hits < MAX_COUNTED;
            if !is_counted && !may_enter {
                self.has_more = true;
                return Ok(());
            }
            if !nearness.has_phrases(doc, self.words)? {
                return Ok(());
            }
            self.has_more |= !is_counted;
            self.n_hits += u64::from(is_counted);
        } else {
            self.n_hits += 1;
        }
        if may_enter {
            self.top.put(Found { rank, segment: at, doc });
        }
        Ok(())
    }

    /// BM25 over the words, where all spellings of a word are one.
    fn rank(&self, segment: &Segment, doc: DocId, window: Window, clauses: &[Clause]) -> Rank {
        let code = segment.norms.fieldnorm_id(doc);
        let length = self.lengths.get(usize::from(code)).copied().unwrap_or(K1);
        let mut rank = Rank { n_exact: 0, score: 0.0 };
        for clause in clauses {
            let Some(word) = clause.word else { continue };
            let Some(cell) = clause.cell(window, doc) else { continue };
            let rarity = self.rarity.get(word).copied().unwrap_or_default();
            rank.score += rarity * cell.weight / (cell.weight + length);
            let wants_exact = self.words.words.get(word).is_some_and(|word| word.wants_exact);
            rank.n_exact += u8::from(wants_exact && cell.is_exact);
        }
        rank
    }
}

/// Entries from `base` on.
#[derive(Clone, Copy)]
struct Window {
    base: DocId,
}

impl Window {
    fn end(self) -> DocId {
        self.base.saturating_add(WINDOW)
    }

    fn at(self, doc: DocId) -> usize {
        doc.wrapping_sub(self.base) as usize
    }
}

/// What an entry of the window has of a word.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Occurrences, each as much as it counts; 0 without any.
    weight: f32,
    is_exact: bool,
}

/// A word, or something a query is confined to: one of its postings must have an entry.
struct Clause {
    word: Option<usize>,
    cursors: Vec<Cursor>,
    n_postings: u64,
    n_docs: u32,
    cells: Vec<Cell>,
}

struct Cursor {
    postings: SegmentPostings,
    closeness: Closeness,
}

impl Clause {
    fn of_word(segment: &Segment, word: usize, variants: &[Variant]) -> Result<Self, Error> {
        let mut clause = Self::new(Some(word), segment.norms.num_docs());
        for variant in variants {
            let option = IndexRecordOption::WithFreqs;
            let postings = segment.words.read_postings_from_terminfo(&variant.info, option);
            clause.add(postings.map_err(reading)?, variant.closeness);
        }
        Ok(clause)
    }

    fn filter(inverted: &Arc<InvertedIndexReader>, terms: &[Term]) -> Result<Self, Error> {
        let mut clause = Self::new(None, u32::MAX);
        for term in terms {
            let found = inverted.read_postings(term, IndexRecordOption::Basic).map_err(reading)?;
            if let Some(postings) = found {
                clause.add(postings, Closeness { is_exact: true, is_whole: true });
            }
        }
        Ok(clause)
    }

    fn new(word: Option<usize>, n_docs: u32) -> Self {
        let cells = vec![Cell::default(); WINDOW as usize];
        Self { word, cursors: Vec::new(), n_postings: 0, n_docs, cells }
    }

    fn add(&mut self, postings: SegmentPostings, closeness: Closeness) {
        self.n_postings += u64::from(postings.doc_freq());
        self.cursors.push(Cursor { postings, closeness });
    }

    fn next_doc(&self) -> Option<DocId> {
        let next = self.cursors.iter().map(|cursor| cursor.postings.doc()).min();
        next.filter(|doc| *doc != TERMINATED)
    }

    /// Reads all occurrences in the window.
    fn fill(&mut self, window: Window) {
        self.cells.fill(Cell::default());
        for cursor in &mut self.cursors {
            cursor.seek(window.base);
            let mut doc = cursor.postings.doc();
            let weight = cursor.closeness.weight();
            while doc < window.end() {
                if let Some(cell) = self.cells.get_mut(window.at(doc)) {
                    cell.weight += weight * cursor.postings.term_freq() as f32;
                    cell.is_exact |= cursor.closeness.is_exact;
                }
                doc = cursor.postings.advance();
            }
        }
    }

    fn hits(&self, window: Window) -> impl Iterator<Item = DocId> {
        let hits = (window.base..).zip(&self.cells);
        hits.filter(|(_, cell)| cell.weight > 0.0).map(|(doc, _)| doc)
    }

    /// Leaves the hits that are occurrences as well.
    fn narrow(&mut self, window: Window, hits: &mut Vec<DocId>) {
        let in_window = self.n_postings * u64::from(WINDOW) / u64::from(self.n_docs.max(WINDOW));
        if in_window < hits.len() as u64 * SEEK_FACTOR {
            self.fill(window);
        } else {
            self.cells.fill(Cell::default());
            for cursor in &mut self.cursors {
                for doc in hits.iter() {
                    cursor.seek(*doc);
                    if cursor.postings.doc() != *doc {
                        continue;
                    }
                    if let Some(cell) = self.cells.get_mut(window.at(*doc)) {
                        cell.weight +=
                            cursor.closeness.weight() * cursor.postings.term_freq() as f32;
                        cell.is_exact |= cursor.closeness.is_exact;
                    }
                }
            }
        }
        hits.retain(|doc| self.cell(window, *doc).is_some_and(|cell| cell.weight > 0.0));
    }

    fn cell(&self, window: Window, doc: DocId) -> Option<Cell> {
        self.cells.get(window.at(doc)).copied()
    }
}

impl Cursor {
    fn seek(&mut self, doc: DocId) {
        if self.postings.doc() < doc {
            self.postings.seek(doc);
        }
    }
}
