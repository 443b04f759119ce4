//! What changed between two versions: pages, paragraphs, words.
//!
//! Everything follows from the alignment of words, so that other line breaks, other pages and other paragraph breaks
//! are no changes, nor are running heads, feet and page numbers.

use crate::geometry::Area;
use crate::reanchoring::Reanchoring;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph of which a smaller part is left is another paragraph.
const SAME: f64 = 0.3;
/// A page of which this part came from elsewhere was moved.
const MOSTLY: f64 = 0.6;

/// Everything that changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Differences {
    /// Every page of the new version.
    pub pages: Vec<PageChange>,
    /// Pages of the old version none of whose text is left, from 0.
    pub removed_pages: Vec<u32>,
    /// Changed paragraphs in the order of the new version; what was removed stands where it stood.
    pub paragraphs: Vec<ParagraphChange>,
}

/// A page of the new version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageChange {
    /// Page of the new version, from 0.
    pub page: u32,
    /// What became of it.
    pub state: PageState,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PageState {
    /// Its text is the same, wherever it stood.
    Same,
    /// Something on it is new, other, moved, or was removed from it.
    Changed,
    /// All of its text is new.
    Added,
    /// Its text stood in another order, on this page of the old version, from 0.
    Moved(u32),
    /// It has no text: only its picture can be compared, with [`crate::page_pictures_differ`].
    Unreadable,
}

/// A changed paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ParagraphChange {
    /// Page of the new version on which it is to be shown, from 0.
    pub page: u32,
    /// What became of it.
    pub kind: ParagraphKind,
    /// Its words: one piece for what was added, removed or moved, one for each change of what was edited.
    pub pieces: Vec<Piece>,
}

/// What became of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ParagraphKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// Words of it changed.
    Edited,
    /// It stands in another order.
    Moved,
}

/// Words that were replaced by others.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Piece {
    /// What stood there; empty for what was added.
    pub old: String,
    /// What stands there; empty for what was removed.
    pub new: String,
    /// Where it stood on the old version.
    pub old_areas: Vec<Area>,
    /// Where it stands on the new version.
    pub new_areas: Vec<Area>,
}

/// Words that follow each other on both sides and that belong to no others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

impl Reanchoring<'_> {
    /// Says what changed.
    pub fn differences(&self) -> Differences {
        let mut changes: Vec<(usize, ParagraphChange)> = Vec::new();
        for hunk in self.hunks() {
            self.describe(&self.settled(hunk), &mut changes);
        }
        self.describe_moves(&mut changes);
        changes.sort_by_key(|(at, _)| *at);
        let paragraphs = self.join_edits(changes);
        let pages = self.page_changes(&paragraphs);
        let is_gone = |page: &u32| {
            let words = self.old.words_of_page(*page).unwrap_or(0..0);
            !words.is_empty() && words.clone().all(|word| self.alignment.new_of(word).is_none())
        };
        let n_old = u32::try_from(self.old.n_pages()).unwrap_or(u32::MAX);
        let removed_pages = (0..n_old).filter(is_gone).collect();
        Differences { pages, removed_pages, paragraphs }
    }

    /// Stretches between words that are the same and in order. Moved words part stretches.
    fn hunks(&self) -> Vec<Hunk> {
        let mut hunks = Vec::new();
        let (mut old, mut new) = (0, 0);
        let in_order =
            |old: usize| self.alignment.new_of(old).filter(|_| !self.alignment.is_moved(old));
        for word in (0..self.old.n_words()).chain([usize::MAX]) {
            let to = if word == usize::MAX { Some(self.new.n_words()) } else { in_order(word) };
            let Some(to) = to else {
                continue;
            };
            let end = word.min(self.old.n_words());
            self.split_moved(old..end, new..to, &mut hunks);
            (old, new) = (end + 1, to + 1);
        }
        hunks
    }

    /// Leaves moved words out of a stretch. What is then left of both sides is one hunk each way, the first parts
    /// together.
    fn split_moved(&self, old: Range<usize>, new: Range<usize>, hunks: &mut Vec<Hunk>) {
        let olds = runs(old.clone().filter(|word| self.alignment.new_of(*word).is_none()));
        let news = runs(new.clone().filter(|word| self.alignment.old_of(*word).is_none()));
        for position in 0..olds.len().max(news.len()) {
            let old = olds.get(position).cloned().unwrap_or(old.end..old.end);
            let new = news.get(position).cloned().unwrap_or(new.end..new.end);
            hunks.push(Hunk { old, new });
        }
    }

    /// Shifts what was only removed or only added to the beginning of a paragraph where it may as well begin there: of
    /// "Điều 2 ... Điều 3" either "Điều" can be the one that is gone.
    fn settled(&self, hunk: Hunk) -> Hunk {
        const MOST: usize = 40;
        let (text, range) = match (hunk.old.is_empty(), hunk.new.is_empty()) {
            (false, true) => (self.old, &hunk.old),
            (true, false) => (self.new, &hunk.new),
            (true, true) | (false, false) => return hunk,
        };
        let begins = |word: usize| text.paragraph_of(word).start == word;
        let is_same = |one: usize, other: usize| matches!((text.key(one), text.key(other)), (Some(one), Some(other)) if one == other);
        let most = MOST.min(hunk.old.start).min(hunk.new.start);
        let back = (0..=most)
            .take_while(|back| *back == 0 || is_same(range.start - back, range.end - back))
            .find(|back| begins(range.start - back));
        let ahead = (1..=MOST)
            .take_while(|ahead| is_same(range.start + ahead - 1, range.end + ahead - 1))
            .find(|ahead| begins(range.start + ahead));
        let shifted = |at: usize| match (back, ahead) {
            (Some(back), _) => at - back,
            (None, ahead) => at + ahead.unwrap_or(0),
        };
        Hunk {
            old: shifted(hunk.old.start)..shifted(hunk.old.end),
            new: shifted(hunk.new.start)..shifted(hunk.new.end),
        }
    }

    /// Says of a hunk which paragraphs were added, removed and edited.
    fn describe(&self, hunk: &Hunk, changes: &mut Vec<(usize, ParagraphChange)>) {
        let removed = whole_paragraphs(self.old.paragraphs_within(&hunk.old), &hunk.old);
        let added = whole_paragraphs(self.new.paragraphs_within(&hunk.new), &hunk.new);
        // One paragraph for one paragraph is an edited one; so are words within a paragraph.
        let is_edit = (removed.is_empty() && added.is_empty())
            || (removed.len() == 1
                && added.len() == 1
                && self.new.paragraphs_within(&hunk.new).len() == 1
                && self.old.paragraphs_within(&hunk.old).len() == 1);
        if is_edit {
            let piece = self.piece(hunk.old.clone(), hunk.new.clone());
            self.push(hunk.new.start, ParagraphKind::Edited, piece, changes);
            return;
        }
        for (part, is_whole) in cut(&removed, &hunk.old) {
            let kind = if is_whole { ParagraphKind::Removed } else { ParagraphKind::Edited };
            let piece = self.piece(part, hunk.new.start..hunk.new.start);
            self.push(hunk.new.start, kind, piece, changes);
        }
        for (part, is_whole) in cut(&added, &hunk.new) {
            let kind = if is_whole { ParagraphKind::Added } else { ParagraphKind::Edited };
            let piece = self.piece(hunk.old.end..hunk.old.end, part.clone());
            self.push(part.start, kind, piece, changes);
        }
    }

    /// Puts the edits of one paragraph into one change.
    fn join_edits(&self, changes: Vec<(usize, ParagraphChange)>) -> Vec<ParagraphChange> {
        let mut joined: Vec<(Range<usize>, ParagraphChange)> = Vec::new();
        for (at, mut change) in changes {
            let paragraph = self.new.paragraph_of(at);
            match joined.last_mut() {
                Some((of, before))
                    if *of == paragraph
                        && change.kind == ParagraphKind::Edited
                        && before.kind == ParagraphKind::Edited =>
                {
                    before.pieces.append(&mut change.pieces);
                }
                Some(_) | None => joined.push((paragraph, change)),
            }
        }
        joined.into_iter().map(|(_, change)| change).collect()
    }

    fn describe_moves(&self, changes: &mut Vec<(usize, ParagraphChange)>) {
        let moved = (0..self.new.n_words()).filter(|word| {
            self.alignment.old_of(*word).is_some_and(|old| self.alignment.is_moved(old))
        });
        for run in runs(moved) {
            // Stretches that were moved from several places may lie side by side.
            let mut start = run.start;
            for word in run.clone() {
                let follows = self.alignment.old_of(word + 1)
                    == self.alignment.old_of(word).map(|old| old + 1)
                    && word + 1 < run.end;
                if follows {
                    continue;
                }
                let first = self.alignment.old_of(start).unwrap_or(0);
                let piece = self.piece(first..first + (word + 1 - start), start..word + 1);
                self.push(start, ParagraphKind::Moved, piece, changes);
                start = word + 1;
            }
        }
    }

    fn piece(&self, old: Range<usize>, new: Range<usize>) -> Piece {
        Piece {
            old: self.old.quote(old.clone()),
            new: self.new.quote(new.clone()),
            old_areas: self.old.areas(old),
            new_areas: self.new.areas(new),
        }
    }

    fn push(
        &self,
        at: usize,
        kind: ParagraphKind,
        piece: Piece,
        changes: &mut Vec<(usize, ParagraphChange)>,
    ) {
        let shown = at.min(self.new.n_words().saturating_sub(1));
        let page = self.new.page_of(shown).unwrap_or(0);
        changes.push((at, ParagraphChange { page, kind, pieces: vec![piece] }));
    }

    fn page_changes(&self, paragraphs: &[ParagraphChange]) -> Vec<PageChange> {
        let mut changed: BTreeMap<u32, bool> = BTreeMap::new();
        for change in paragraphs {
            let areas = change.pieces.iter().flat_map(|piece| &piece.new_areas);
            for page in areas.map(|area| area.page).chain([change.page]) {
                let is_only_moved = changed.entry(page).or_insert(true);
                *is_only_moved &= change.kind == ParagraphKind::Moved;
            }
        }
        let n_pages = u32::try_from(self.new.n_pages()).unwrap_or(u32::MAX);
        (0..n_pages)
            .map(|page| PageChange { page, state: self.page_state(page, changed.get(&page)) })
            .collect()
    }

    fn page_state(&self, page: u32, only_moved: Option<&bool>) -> PageState {
        let words = self.new.words_of_page(page).unwrap_or(0..0);
        if words.is_empty() {
            return PageState::Unreadable;
        }
        let n_words = words.len() as f64;
        let olds = || words.clone().filter_map(|word| self.alignment.old_of(word));
        if olds().next().is_none() {
            return PageState::Added;
        }
        let Some(only_moved) = only_moved else {
            return PageState::Same;
        };
        let mut from: BTreeMap<u32, usize> = BTreeMap::new();
        for old in olds().filter(|old| self.alignment.is_moved(*old)) {
            *from.entry(self.old.page_of(old).unwrap_or(0)).or_default() += 1;
        }
        match from.into_iter().max_by_key(|(_, n)| *n) {
            Some((old, n)) if *only_moved && n as f64 >= MOSTLY * n_words => PageState::Moved(old),
            Some(_) | None => PageState::Changed,
        }
    }
}

/// Paragraphs of which the words are nearly everything.
fn whole_paragraphs(paragraphs: &[Range<usize>], words: &Range<usize>) -> Vec<Range<usize>> {
    let is_whole = |paragraph: &&Range<usize>| {
        let changed = paragraph.end.min(words.end) - paragraph.start.max(words.start);
        1.0 - changed as f64 / paragraph.len().max(1) as f64 <= SAME
    };
    paragraphs.iter().filter(is_whole).cloned().collect()
}

/// Words cut at paragraphs, and whether each part is one of them.
fn cut(paragraphs: &[Range<usize>], words: &Range<usize>) -> Vec<(Range<usize>, bool)> {
    let mut rest = words.clone();
    let mut parts = Vec::new();
    for paragraph in paragraphs {
        let start = paragraph.start.max(rest.start);
        parts.push((rest.start..start, false));
        let end = paragraph.end.min(words.end);
        parts.push((start..end, true));
        rest.start = end;
    }
    parts.push((rest, false));
    parts.retain(|(part, _)| !part.is_empty());
    parts
}

/// Numbers that follow each other as ranges.
fn runs(numbers: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some(run) if run.end == number => run.end += 1,
            Some(_) | None => runs.push(number..number + 1),
        }
    }
    runs
}
