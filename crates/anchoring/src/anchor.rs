//! What holds a note to its text: the words, the words around them, and where they stood.
//!
//! Ink and sticky notes are held by the nearest words, too; their own place is kept relative to those.

use crate::geometry::{Area, Point, Rect};
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most letters of the surroundings that are kept, each way.
pub const MAX_CONTEXT: usize = 64;
/// Most letters of a quotation that are kept.
pub const MAX_QUOTE: usize = 20_000;
/// Most boxes of a mark.
pub const MAX_AREAS: usize = 2_000;
/// Words beside a point that hold it.
const HOLDING_WORDS: usize = 8;

/// Words and their surroundings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// The words, with single spaces.
    pub words: String,
    /// What stands before, at most [`MAX_CONTEXT`] letters.
    pub before: String,
    /// What stands after, at most [`MAX_CONTEXT`] letters.
    pub after: String,
}

/// What holds a mark on text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextAnchor {
    /// The marked words.
    pub quote: Quote,
    /// Where they stand, one box a line.
    pub areas: Vec<Area>,
}

/// What holds strokes of a pen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InkAnchor {
    /// The words under the strokes or, where there are none, the lines beside them; empty on pages without text.
    pub quote: Quote,
    /// The beginning of their paragraph.
    pub paragraph: String,
    /// Page, from 0.
    pub page: u32,
    /// The box around the strokes.
    pub bounds: Rect,
}

/// What holds a sticky note or a text box.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointAnchor {
    /// The nearest words; empty on pages without text.
    pub quote: Quote,
    /// Page, from 0.
    pub page: u32,
    /// Its upper left corner.
    pub at: Point,
}

/// What holds a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Anchor {
    /// A mark on text.
    Text(TextAnchor),
    /// Strokes of a pen.
    Ink(InkAnchor),
    /// A sticky note or a text box.
    Point(PointAnchor),
}

impl TextAnchor {
    /// Holds a mark by the words under its boxes; `None` where there are none. Boxes after [`MAX_AREAS`] do not count.
    pub fn new(text: &Text, areas: &[Area]) -> Option<Self> {
        let areas = areas.get(..MAX_AREAS).unwrap_or(areas);
        let words = words_under(text, areas)?;
        Some(Self { quote: Quote::of(text, words), areas: areas.to_vec() })
    }
}

impl InkAnchor {
    /// Holds strokes by the words under them or beside them.
    pub fn new(text: &Text, page: u32, bounds: Rect) -> Self {
        let held = words_at(text, page, &bounds);
        let (quote, paragraph) = held.map_or_else(Default::default, |(words, _)| {
            let paragraph = text.paragraph_of(words.start);
            let beginning: String = text.quote(paragraph).chars().take(MAX_CONTEXT).collect();
            (Quote::of(text, words), beginning)
        });
        Self { quote, paragraph, page, bounds }
    }
}

impl PointAnchor {
    /// Holds a place by the words nearest to it.
    pub fn new(text: &Text, page: u32, at: Point) -> Self {
        let held = words_near(text, page, at);
        let quote = held.map_or_else(Quote::default, |words| Quote::of(text, words));
        Self { quote, page, at }
    }
}

impl Quote {
    fn of(text: &Text, words: Range<usize>) -> Self {
        let around = MAX_CONTEXT / 2;
        let ahead = text.quote(words.start.saturating_sub(around)..words.start);
        let behind = text.quote(words.end..(words.end + around).min(text.n_words()));
        let n_ahead = ahead.chars().count();
        Self {
            words: text.quote(words).chars().take(MAX_QUOTE).collect(),
            before: ahead.chars().skip(n_ahead.saturating_sub(MAX_CONTEXT)).collect(),
            after: behind.chars().take(MAX_CONTEXT).collect(),
        }
    }
}

/// Words under boxes that may lie on several pages, from the first to the last.
pub(crate) fn words_under(text: &Text, areas: &[Area]) -> Option<Range<usize>> {
    let mut areas: Vec<&Area> = areas.iter().filter(|area| area.rect.is_sound()).collect();
    areas.sort_by_key(|area| area.page);
    let pages = areas.chunk_by(|one, other| one.page == other.page);
    pages
        .filter_map(|areas| {
            let rects: Vec<Rect> = areas.iter().map(|area| area.rect).collect();
            text.words_in(areas.first()?.page, &rects)
        })
        .reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
}

/// The words under a box, and whether there are any; otherwise those of the lines beside it, otherwise of the nearest.
pub(crate) fn words_at(text: &Text, page: u32, bounds: &Rect) -> Option<(Range<usize>, bool)> {
    if !bounds.is_sound() {
        return None;
    }
    let page_words = text.words_of_page(page)?;
    let meets = |word: &usize| on_page(text, *word, page).any(|area| area.rect.meets(bounds));
    let mut under = page_words.clone().filter(meets);
    if let Some(first) = under.next() {
        let last = under.next_back().unwrap_or(first);
        return Some((first..last + 1, true));
    }
    let is_beside =
        |word: &usize| on_page(text, *word, page).any(|area| is_level(&area.rect, bounds));
    let mut beside = page_words.filter(is_beside);
    if let Some(first) = beside.next() {
        let last = beside.next_back().unwrap_or(first);
        return Some((first..last + 1, false));
    }
    words_near(text, page, bounds.centre()).map(|words| (words, false))
}

fn is_level(line: &Rect, bounds: &Rect) -> bool {
    let middle = line.centre().y;
    (bounds.y..=bounds.bottom()).contains(&middle)
}

/// The words nearest to a point, all in one line.
pub(crate) fn words_near(text: &Text, page: u32, at: Point) -> Option<Range<usize>> {
    let page_words = text.words_of_page(page)?;
    let distance = |word: usize| {
        let rect = on_page(text, word, page).next().map(|area| area.rect)?;
        let across = (rect.x - at.x).max(at.x - rect.right()).max(0.0);
        let along = (rect.y - at.y).max(at.y - rect.bottom()).max(0.0);
        // A line at the same height holds better than one above that is nearer.
        Some(across * 0.3 + along)
    };
    let nearest = page_words
        .clone()
        .filter_map(|word| Some((word, distance(word)?)))
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(word, _)| word)?;
    let line = text.line_of(nearest);
    let in_line = |word: &usize| page_words.contains(word) && text.line_of(*word) == line;
    let before = (0..HOLDING_WORDS / 2)
        .map_while(|back| nearest.checked_sub(back + 1).filter(in_line))
        .count();
    let after = (1..HOLDING_WORDS).map_while(|step| Some(nearest + step).filter(in_line)).count();
    Some(nearest - before..nearest + after + 1)
}

fn on_page(text: &Text, word: usize, page: u32) -> impl Iterator<Item = Area> {
    text.areas(word..word + 1).into_iter().filter(move |area| area.page == page)
}
