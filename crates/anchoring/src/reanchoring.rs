//! Finding the places of notes on a new version.
//!
//! The one thing that must never happen is a note that stands with confidence on a text it was not written to. So a
//! place is certain only when the same words stand there and either nowhere else, or in surroundings that fit better
//! than those of every other place. Everything else is shown to a person, or stays with the old page.

use crate::alignment::Alignment;
use crate::anchor::{Anchor, TextAnchor, words_under};
use crate::geometry::Area;
use crate::letters::keys_of_quote;
use crate::likeness::likeness;
use crate::occurrences::Occurrences;
use crate::placement::{Doubt, Placement};
use crate::text::Text;
use std::ops::Range;

/// Words of the surroundings that are compared, each way.
const AROUND: usize = 16;
/// Places of a phrase that are compared; a phrase with more is decided by its order.
const MAX_PLACES: usize = 200;
/// So much better must surroundings fit where words stand between changed ones.
const MARGIN: usize = 3;
/// Edited text is recognised down to this likeness.
const LIKE: f64 = 0.5;
/// Words that can stand alone in a new place: fewer come together by chance.
const ENOUGH_WORDS: usize = 6;
const ENOUGH_LETTERS: usize = 24;

/// Two pages whose pictures are the same, so that notes on them stay where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PagePair {
    /// Page of the old version, from 0.
    pub old: u32,
    /// Page of the new version, from 0.
    pub new: u32,
}

/// Two versions of a paper, compared once, to place any number of notes.
pub struct Reanchoring<'a> {
    pub(crate) old: &'a Text,
    pub(crate) new: &'a Text,
    pub(crate) alignment: Alignment,
    alike: &'a [PagePair],
    in_old: Occurrences,
    in_new: Occurrences,
}

/// New words, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Found {
    Same(Range<usize>),
    Moved(Range<usize>),
    Doubtful(Range<usize>, Doubt),
    Nothing,
}

impl<'a> Reanchoring<'a> {
    /// Compares two versions. `alike` names pages whose pictures the caller found to be the same: scans, above all.
    pub fn new(old: &'a Text, new: &'a Text, alike: &'a [PagePair]) -> Self {
        let (old_keys, new_keys) = (old.keys(0..old.n_words()), new.keys(0..new.n_words()));
        let alignment = Alignment::new(&old_keys, &new_keys);
        let (in_old, in_new) = (Occurrences::new(old_keys), Occurrences::new(new_keys));
        Self { old, new, alignment, alike, in_old, in_new }
    }

    /// Finds a note's place.
    pub fn place(&self, anchor: &Anchor) -> Placement {
        match anchor {
            Anchor::Text(anchor) => self.place_text(anchor),
            Anchor::Ink(anchor) => self.place_ink(anchor),
            Anchor::Point(anchor) => self.place_point(anchor),
        }
    }

    fn place_text(&self, anchor: &TextAnchor) -> Placement {
        let found = self.locate(anchor).map_or(Found::Nothing, |words| self.find(&words));
        let alike = |doubtful: Option<&Range<usize>>| self.place_alike(&anchor.areas, doubtful);
        match found {
            Found::Same(words) => Placement::Carried { areas: self.new.areas(words) },
            Found::Moved(words) => Placement::Moved { areas: self.new.areas(words) },
            Found::Doubtful(words, doubt) => alike(Some(&words))
                .unwrap_or_else(|| Placement::Check { areas: self.new.areas(words), doubt }),
            Found::Nothing => {
                alike(None).or_else(|| self.place_furniture(anchor)).unwrap_or(Placement::Unplaced)
            }
        }
    }

    /// The words of the old version that an anchor quotes, if they stand where it says or in only one place.
    fn locate(&self, anchor: &TextAnchor) -> Option<Range<usize>> {
        let quoted = keys_of_quote(&anchor.quote.words);
        if let Some(words) = words_under(self.old, &anchor.areas)
            && (self.old.keys(words.clone()) == quoted
                || self.old.quote(words.clone()) == anchor.quote.words)
        {
            return Some(words);
        }
        self.locate_quote(&quoted)
    }

    pub(crate) fn locate_quote(&self, quoted: &[u64]) -> Option<Range<usize>> {
        match self.in_old.find(quoted, 2).as_slice() {
            [only] => Some(*only..only + quoted.len()),
            _ => None,
        }
    }

    /// Finds old words in the new version.
    pub(crate) fn find(&self, words: &Range<usize>) -> Found {
        if let Some(first) = self.unbroken(words) {
            let place = first..first + words.len();
            if !self.is_certain(words, first) {
                return Found::Doubtful(place, Doubt::Ambiguous);
            }
            let is_moved = self.alignment.is_moved(words.start);
            return if is_moved { Found::Moved(place) } else { Found::Same(place) };
        }
        let edited = self.edited_in_place(words);
        if let Some(place) = &edited
            && self.likeness(words, place) >= LIKE
        {
            return Found::Doubtful(place.clone(), Doubt::Edited);
        }
        self.find_elsewhere(words)
    }

    /// Where old words begin in the new version when they follow each other there as before.
    fn unbroken(&self, words: &Range<usize>) -> Option<usize> {
        let first = self.alignment.new_of(words.start)?;
        let is_moved = self.alignment.is_moved(words.start);
        let follows = |(step, word): (usize, usize)| {
            self.alignment.new_of(word) == Some(first + step)
                && self.alignment.is_moved(word) == is_moved
        };
        words.clone().enumerate().all(follows).then_some(first)
    }

    /// Whether no other place can be meant.
    fn is_certain(&self, words: &Range<usize>, first: usize) -> bool {
        let keys = self.old.keys(words.clone());
        let in_old = self.in_old.find(&keys, MAX_PLACES);
        let in_new = self.in_new.find(&keys, MAX_PLACES);
        if in_old.len() == 1 && in_new.len() == 1 {
            return true;
        }
        let fit = self.fit(words, first);
        let elsewhere = in_new.iter().filter(|other| **other != first);
        let rivals = in_old.iter().filter(|other| **other != words.start);
        let best_other = elsewhere
            .map(|other| self.fit(words, *other))
            .chain(rivals.map(|other| self.fit(&(*other..other + words.len()), first)))
            .max()
            .unwrap_or(0);
        if fit >= best_other + MARGIN {
            return true;
        }
        // Of equal surroundings the order decides, when every place is still there.
        let rank = |places: &[usize], place: usize| places.iter().position(|one| *one == place);
        fit >= best_other
            && fit > AROUND / 2
            && in_old.len() == in_new.len()
            && in_new.len() < MAX_PLACES
            && rank(&in_old, words.start) == rank(&in_new, first)
    }

    /// How many words around a new place stand around the old one in the same order.
    fn fit(&self, words: &Range<usize>, first: usize) -> usize {
        let around = |text: &Text, start: usize, end: usize| {
            let before = text.keys(start.saturating_sub(AROUND)..start);
            let after = text.keys(end..(end + AROUND).min(text.n_words()));
            (before, after)
        };
        let (old_before, old_after) = around(self.old, words.start, words.end);
        let (new_before, new_after) = around(self.new, first, first + words.len());
        crate::likeness::common(&old_before, &new_before)
            + crate::likeness::common(&old_after, &new_after)
    }

    /// The new words between those that stood around the old ones, when some of them are left or both sides are.
    fn edited_in_place(&self, words: &Range<usize>) -> Option<Range<usize>> {
        let reach = words.len().clamp(4, 30);
        let is_moved = words
            .clone()
            .find(|word| self.alignment.new_of(*word).is_some())
            .map(|word| self.alignment.is_moved(word));
        let image = |word: usize| {
            let fits = is_moved.is_none_or(|is_moved| self.alignment.is_moved(word) == is_moved);
            self.alignment.new_of(word).filter(|_| fits)
        };
        let before = (words.start.saturating_sub(reach)..words.start).rev().find_map(image);
        let after = (words.end..words.end + reach).find_map(image);
        let first = words.clone().find_map(image);
        let last = words.clone().rev().find_map(image);
        // Where an edge of the quotation was changed, its edge in the new version is that of its neighbour.
        let keeps_start = image(words.start).is_some();
        let keeps_end = image(words.end.checked_sub(1)?).is_some();
        let start = if keeps_start { first } else { before.map(|before| before + 1).or(first) }?;
        let end =
            if keeps_end { last.map(|last| last + 1) } else { after.or(last.map(|l| l + 1)) }?;
        let is_near = end > start && end - start <= 3 * words.len() + 12;
        is_near.then_some(start..end)
    }

    fn likeness(&self, words: &Range<usize>, place: &Range<usize>) -> f64 {
        let (old, new) = (self.old.keys(words.clone()), self.new.keys(place.clone()));
        let by_words = 2.0 * crate::likeness::common(&old, &new) as f64
            / (old.len() + new.len()).max(1) as f64;
        by_words.max(likeness(&self.old.quote(words.clone()), &self.new.quote(place.clone())))
    }

    /// Old words whose place was changed or is gone: the same words elsewhere, or similar ones.
    fn find_elsewhere(&self, words: &Range<usize>) -> Found {
        let keys = self.old.keys(words.clone());
        let places = self.in_new.find(&keys, MAX_PLACES);
        // A place that another phrase of the old version has become is not this one.
        let is_free = |first: &usize| {
            (*first..first + words.len())
                .all(|word| self.alignment.old_of(word).is_none_or(|old| words.contains(&old)))
        };
        let free: Vec<usize> = places.iter().copied().filter(is_free).collect();
        if let [only] = free.as_slice() {
            let place = *only..only + words.len();
            let n_letters = self.old.quote(words.clone()).chars().count();
            let is_long = words.len() >= ENOUGH_WORDS && n_letters >= ENOUGH_LETTERS;
            let fit = self.fit(words, *only);
            if places.len() == 1 && self.in_old.find(&keys, 2).len() == 1 {
                if fit >= AROUND / 2 {
                    return Found::Same(place);
                }
                if is_long {
                    return Found::Moved(place);
                }
            }
            if is_long || fit > 0 {
                return Found::Doubtful(place, Doubt::Ambiguous);
            }
            return Found::Nothing;
        }
        if let Some(best) = free.iter().copied().max_by_key(|first| self.fit(words, *first))
            && self.fit(words, best) >= MARGIN
        {
            return Found::Doubtful(best..best + words.len(), Doubt::Ambiguous);
        }
        self.find_similar(&keys)
            .filter(|place| self.likeness(words, place) >= LIKE + 0.1)
            .map_or(Found::Nothing, |place| Found::Doubtful(place, Doubt::Edited))
    }

    /// The stretch of new words, no others' place, in which most words of a sequence stand at their distances.
    fn find_similar(&self, keys: &[u64]) -> Option<Range<usize>> {
        if keys.len() < 4 {
            return None;
        }
        let mut votes: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        let room = (keys.len() / 4).max(2);
        for (step, key) in keys.iter().enumerate() {
            for place in self.in_new.of_word(*key, 50) {
                if self.alignment.old_of(place).is_none() {
                    *votes.entry((place + keys.len()).saturating_sub(step) / room).or_default() +=
                        1;
                }
            }
        }
        let (bin, n_votes) = votes.iter().max_by_key(|(_, votes)| **votes)?;
        let start = (bin * room).saturating_sub(keys.len());
        let end = (start + keys.len() + room).min(self.new.n_words());
        (n_votes * 2 > keys.len() && end > start).then_some(start..end)
    }

    /// Pages whose pictures are the same hold a mark where it was, or at its words if they were read in another way.
    pub(crate) fn place_alike(
        &self,
        areas: &[Area],
        doubtful: Option<&Range<usize>>,
    ) -> Option<Placement> {
        let moved: Option<Vec<Area>> = areas
            .iter()
            .map(|area| Some(Area { page: self.alike(area.page)?, rect: area.rect }))
            .collect();
        let moved = moved.filter(|areas| !areas.is_empty())?;
        let found = doubtful.map_or_else(Vec::new, |words| self.new.areas(words.clone()));
        let is_near = found.len() == moved.len()
            && found.iter().zip(&moved).all(|(one, other)| {
                let (here, there) = (one.rect.centre(), other.rect.centre());
                one.page == other.page
                    && (here.x - there.x).abs() < 0.05
                    && (here.y - there.y).abs() < 0.02
            });
        Some(Placement::Carried { areas: if is_near { found } else { moved } })
    }

    pub(crate) fn alike(&self, page: u32) -> Option<u32> {
        self.alike.iter().find(|pair| pair.old == page).map(|pair| pair.new)
    }

    /// A mark on a running head or foot goes to the same one of the page's new page.
    fn place_furniture(&self, anchor: &TextAnchor) -> Option<Placement> {
        let [area] = anchor.areas.as_slice() else {
            return None;
        };
        let mut lines = self.old.furniture_of(area.page).iter();
        let held = lines.rfind(|line| line.rect.holds(area.rect.centre()))?;
        let page = self.page_of_page(area.page)?;
        let mut same = self.new.furniture_of(page).iter().filter(|line| line.keys == held.keys);
        let (line, None) = (same.next()?, same.next()) else {
            return None;
        };
        Some(Placement::Carried { areas: vec![Area { page, rect: line.rect }] })
    }

    /// The new page that has most words of an old one.
    pub fn page_of_page(&self, page: u32) -> Option<u32> {
        let mut votes = std::collections::BTreeMap::new();
        for word in self.old.words_of_page(page)? {
            if let Some(new) = self.alignment.new_of(word).and_then(|new| self.new.page_of(new)) {
                *votes.entry(new).or_insert(0_usize) += 1;
            }
        }
        let most = votes.into_iter().max_by_key(|(_, votes)| *votes).map(|(page, _)| page);
        most.or_else(|| self.alike(page))
    }
}
