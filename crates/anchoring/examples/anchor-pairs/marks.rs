//! Notes as readers make them, on the old version.

use crate::dice::Dice;
use crate::paper::Word;
use anchoring::{Anchor, Area, InkAnchor, Point, PointAnchor, Rect, Text, TextAnchor};
use std::collections::BTreeMap;
use std::ops::Range;

/// A note, and the words it belongs to.
pub struct Mark {
    pub anchor: Anchor,
    /// Positions among the words of the old version.
    pub words: Range<usize>,
    /// What it is, for the list of failures.
    pub what: &'static str,
}

/// Makes notes on a paper.
pub fn make(words: &[&Word], text: &Text, n: usize, dice: &mut Dice) -> Vec<Mark> {
    let repeated = repeated_phrases(words);
    let mut marks = Vec::new();
    for turn in 0..n * 3 {
        if marks.len() == n || words.is_empty() {
            break;
        }
        marks.extend(match turn % 10 {
            0..=4 => highlight(words, text, 1 + dice.below(30), dice),
            5 | 6 => on_repeated(words, &repeated, text, dice),
            7 => ink_on_words(words, text, dice),
            8 => ink_beside(words, text, dice),
            _ => sticky(words, text, dice),
        });
    }
    marks
}

/// Boxes of words, one a line.
pub fn areas_of(words: &[&Word]) -> Vec<Area> {
    let lines = words.chunk_by(|one, other| one.line == other.line);
    lines
        .filter_map(|line| {
            let rect =
                line.iter().map(|word| word.area.rect).reduce(|one, other| one.union(&other))?;
            Some(Area { page: line.first()?.area.page, rect })
        })
        .collect()
}

fn text_mark(
    words: &[&Word],
    range: Range<usize>,
    text: &Text,
    what: &'static str,
) -> Option<Mark> {
    let areas = areas_of(words.get(range.clone())?);
    let anchor = TextAnchor::new(text, &areas)?;
    // Boxes of words are guessed on both sides; where the guesses differ by a word, another note is made.
    let plain = |text: &str| {
        use unicode_normalization::UnicodeNormalization;
        text.nfkc().filter(|letter| letter.is_alphanumeric()).collect::<String>()
    };
    let meant: String = words.get(range.clone())?.iter().map(|word| word.text.as_str()).collect();
    let is_meant = plain(&meant) == plain(&anchor.quote.words);
    is_meant.then_some(Mark { anchor: Anchor::Text(anchor), words: range, what })
}

fn highlight(words: &[&Word], text: &Text, n: usize, dice: &mut Dice) -> Option<Mark> {
    let start = dice.below(words.len().saturating_sub(n) + 1);
    text_mark(words, start..(start + n).min(words.len()), text, "highlight")
}

/// Starts of phrases of one to three words that stand in several places.
fn repeated_phrases(words: &[&Word]) -> Vec<Range<usize>> {
    let mut phrases = Vec::new();
    for n in [1, 2, 3] {
        let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (start, window) in words.windows(n).enumerate() {
            let phrase: Vec<&str> = window.iter().map(|word| word.text.as_str()).collect();
            places.entry(phrase.join(" ")).or_default().push(start);
        }
        let several = places.values().filter(|places| (2..40).contains(&places.len()));
        phrases.extend(several.flatten().map(|start| *start..start + n));
    }
    phrases
}

fn on_repeated(
    words: &[&Word],
    repeated: &[Range<usize>],
    text: &Text,
    dice: &mut Dice,
) -> Option<Mark> {
    text_mark(words, dice.pick(repeated)?.clone(), text, "repeated")
}

/// A line under, or a circle around, a few words of a line.
fn ink_on_words(words: &[&Word], text: &Text, dice: &mut Dice) -> Option<Mark> {
    let start = dice.below(words.len());
    let line = words.get(start)?.line;
    let same = words.iter().skip(start).take(6).take_while(|word| word.line == line).count();
    let range = start..start + same;
    let rect = areas_of(words.get(range.clone())?).first()?.rect;
    let bounds = Rect::between(
        rect.x + 0.003,
        rect.y + rect.h * 0.3,
        (rect.right() - 0.003).max(rect.x + 0.004),
        rect.bottom() - rect.h * 0.1,
    );
    let page = words.get(start)?.area.page;
    let anchor = InkAnchor::new(text, page, bounds);
    Some(Mark { anchor: Anchor::Ink(anchor), words: range, what: "ink" })
}

/// A stroke in the margin beside some lines.
fn ink_beside(words: &[&Word], text: &Text, dice: &mut Dice) -> Option<Mark> {
    let start = words.get(dice.below(words.len()))?;
    let first = words.iter().position(|word| word.line == start.line)?;
    let n_lines = 1 + dice.below(4);
    let inside = |word: &&&Word| {
        word.area.page == start.area.page && (start.line..start.line + n_lines).contains(&word.line)
    };
    let n = words.iter().skip(first).take_while(inside).count();
    let range = first..first + n;
    let rect = areas_of(words.get(range.clone())?)
        .into_iter()
        .map(|area| area.rect)
        .reduce(|one, other| one.union(&other))?;
    let left = words.iter().map(|word| word.area.rect.x).fold(1.0, f32::min);
    let x = (left - 0.03).max(0.0);
    let bounds = Rect::between(x, rect.y, x + 0.01, rect.bottom());
    let anchor = InkAnchor::new(text, start.area.page, bounds);
    Some(Mark { anchor: Anchor::Ink(anchor), words: range, what: "margin" })
}

fn sticky(words: &[&Word], text: &Text, dice: &mut Dice) -> Option<Mark> {
    let at = dice.below(words.len());
    let area = words.get(at)?.area;
    let point = Point { x: area.rect.x, y: area.rect.centre().y };
    let anchor = PointAnchor::new(text, area.page, point);
    Some(Mark { anchor: Anchor::Point(anchor), words: at..at + 1, what: "sticky" })
}
