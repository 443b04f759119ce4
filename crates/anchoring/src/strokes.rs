//! Places of ink and sticky notes: they follow the words that hold them, as long as they can without being bent.

use crate::anchor::{InkAnchor, PointAnchor, words_at, words_near};
use crate::geometry::{Area, Point, Rect};
use crate::letters::keys_of_quote;
use crate::placement::{Doubt, Placement};
use crate::reanchoring::{Found, Reanchoring};
use std::ops::Range;

/// Strokes grow and shrink with their lines within these bounds.
const SCALES: std::ops::RangeInclusive<f32> = 0.4..=2.5;
/// A paragraph of which less than this part is left was edited substantially.
const KEPT: f64 = 0.5;
/// A smaller change than this part is a small one.
const KEPT_MOSTLY: f64 = 0.8;

impl Reanchoring<'_> {
    pub(crate) fn place_ink(&self, anchor: &InkAnchor) -> Placement {
        let area = Area { page: anchor.page, rect: anchor.bounds };
        let held = words_at(self.old, anchor.page, &anchor.bounds);
        let placed = held.and_then(|(words, is_under)| {
            let words = self.held(words, &anchor.quote.words)?;
            let old = Held::of(self.old, &words, Some(anchor.page))?;
            let kept = self.kept(&self.old.paragraph_of(words.start));
            let found = self.find(&words);
            Some(self.follow(&old, &anchor.bounds, is_under, found, kept))
        });
        match placed {
            Some(placed @ (Placement::Carried { .. } | Placement::Moved { .. })) => placed,
            other => self.place_alike(&[area], None).or(other).unwrap_or(Placement::Unplaced),
        }
    }

    pub(crate) fn place_point(&self, anchor: &PointAnchor) -> Placement {
        let at = Rect { x: anchor.at.x, y: anchor.at.y, w: 0.0, h: 0.0 };
        if !at.is_sound() {
            return Placement::Unplaced;
        }
        let held = words_near(self.old, anchor.page, anchor.at);
        let placed = held
            .and_then(|words| self.held(words, &anchor.quote.words))
            .map(|words| self.follow_point(&words, anchor.page, anchor.at));
        match placed {
            Some(placed @ (Placement::Carried { .. } | Placement::Moved { .. })) => placed,
            other => self
                .place_alike(&[Area { page: anchor.page, rect: at }], None)
                .or(other)
                .unwrap_or(Placement::Unplaced),
        }
    }

    /// The words that hold a note: those at its place when they are the quoted ones, otherwise the quoted ones.
    fn held(&self, at_place: Range<usize>, quote: &str) -> Option<Range<usize>> {
        if self.old.quote(at_place.clone()) == quote {
            return Some(at_place);
        }
        let quoted = keys_of_quote(quote);
        if self.old.keys(at_place.clone()) == quoted {
            return Some(at_place);
        }
        self.locate_quote(&quoted)
    }

    /// The part of a paragraph's words that the new version has.
    fn kept(&self, paragraph: &Range<usize>) -> f64 {
        let n = paragraph.clone().filter(|word| self.alignment.new_of(*word).is_some()).count();
        n as f64 / paragraph.len().max(1) as f64
    }

    fn follow(
        &self,
        old: &Held,
        bounds: &Rect,
        is_under: bool,
        found: Found,
        kept: f64,
    ) -> Placement {
        let (words, is_moved, doubt) = match found {
            Found::Same(words) => (words, false, None),
            Found::Moved(words) => (words, true, None),
            Found::Doubtful(words, doubt) if kept >= KEPT_MOSTLY => (words, false, Some(doubt)),
            Found::Doubtful(..) | Found::Nothing => return Placement::Unplaced,
        };
        let Some(new) = Held::of(self.new, &words, None) else {
            return Placement::Unplaced;
        };
        let breaks_alike = old.breaks == new.breaks || (!is_under && !new.goes_over_pages);
        let scales = (new.rect.w / old.rect.w.max(1e-4), new.rect.h / old.rect.h.max(1e-4));
        let fits = SCALES.contains(&scales.0) && SCALES.contains(&scales.1);
        let rect = if is_under {
            let x = new.rect.x + (bounds.x - old.rect.x) * scales.0;
            let y = new.rect.y + (bounds.y - old.rect.y) * scales.1;
            Rect { x, y, w: bounds.w * scales.0, h: bounds.h * scales.1 }
        } else {
            beside(bounds, &old.rect, &new.rect)
        };
        let areas = vec![Area { page: new.page, rect: rect.on_page() }];
        let doubt = doubt
            .or((!breaks_alike || !fits).then_some(Doubt::Reflowed))
            .or((kept < KEPT).then_some(Doubt::Edited));
        match doubt {
            Some(doubt) => Placement::Check { areas, doubt },
            None if is_moved => Placement::Moved { areas },
            None => Placement::Carried { areas },
        }
    }

    fn follow_point(&self, words: &Range<usize>, page: u32, at: Point) -> Placement {
        let nearest = |word: &usize| {
            let area = self.old.areas(*word..word + 1).into_iter().find(|area| area.page == page);
            let middle = area?.rect.centre();
            Some((middle.x - at.x).abs() + (middle.y - at.y).abs())
        };
        let measured = words.clone().filter_map(|word| Some((word, nearest(&word)?)));
        let nearest = measured.min_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((nearest, _)) = nearest else {
            return Placement::Unplaced;
        };
        let at_word = |word: usize, of: usize| {
            let (old, new) = (
                self.old.areas(of..of + 1).first().copied(),
                self.new.areas(word..word + 1).first().copied(),
            );
            let (old, new) = (old?, new?);
            let rect = Rect {
                x: new.rect.x + at.x - old.rect.x,
                y: new.rect.y + at.y - old.rect.y,
                w: 0.0,
                h: 0.0,
            };
            Some(vec![Area { page: new.page, rect: rect.on_page() }])
        };
        let step = nearest - words.start;
        let placed = match self.find(words) {
            Found::Same(place) => {
                at_word(place.start + step, nearest).map(|areas| Placement::Carried { areas })
            }
            Found::Moved(place) => {
                at_word(place.start + step, nearest).map(|areas| Placement::Moved { areas })
            }
            Found::Doubtful(place, doubt) => {
                at_word(place.start, words.start).map(|areas| Placement::Check { areas, doubt })
            }
            Found::Nothing => self.at_rest_of_paragraph(nearest).and_then(|(word, of)| {
                let areas = at_word(word, of)?;
                Some(Placement::Check { areas, doubt: Doubt::Neighbour })
            }),
        };
        placed.unwrap_or(Placement::Unplaced)
    }

    /// The nearest word of a paragraph that is still there, if most of the paragraph is.
    fn at_rest_of_paragraph(&self, word: usize) -> Option<(usize, usize)> {
        let paragraph = self.old.paragraph_of(word);
        if self.kept(&paragraph) < KEPT {
            return None;
        }
        paragraph
            .filter_map(|old| Some((self.alignment.new_of(old)?, old)))
            .min_by_key(|(_, old)| old.abs_diff(word))
    }
}

/// Words that hold strokes: the box around them on their first page, and where their lines break.
struct Held {
    page: u32,
    rect: Rect,
    breaks: Vec<usize>,
    goes_over_pages: bool,
}

impl Held {
    fn of(text: &crate::Text, words: &Range<usize>, page: Option<u32>) -> Option<Self> {
        let areas = text.areas(words.clone());
        let page = page.or_else(|| areas.first().map(|area| area.page))?;
        let rects = areas.iter().filter(|area| area.page == page).map(|area| area.rect);
        let rect = rects.reduce(|one, other| one.union(&other))?;
        let line = |word: usize| text.line_of(word);
        let breaks = (words.start + 1..words.end)
            .filter(|word| line(*word) != line(word - 1))
            .map(|word| word - words.start)
            .collect();
        let goes_over_pages = areas.iter().any(|area| area.page != page);
        Some(Self { page, rect, breaks, goes_over_pages })
    }
}

/// Strokes in the margin keep their distance from the text, and their share of its lines.
fn beside(bounds: &Rect, old: &Rect, new: &Rect) -> Rect {
    let is_left = bounds.centre().x < old.centre().x;
    let x =
        if is_left { new.x - (old.x - bounds.x) } else { new.right() + (bounds.x - old.right()) };
    let is_inside = bounds.x >= old.x && bounds.right() <= old.right();
    let scale = (new.h / old.h.max(1e-4)).clamp(0.2, 5.0);
    let is_far = bounds.bottom() < old.y || bounds.y > old.bottom();
    let (y, h) = if is_far {
        (new.y + (bounds.y - old.y), bounds.h)
    } else {
        (new.y + (bounds.y - old.y) * scale, bounds.h * scale)
    };
    Rect { x: if is_inside { new.x + (bounds.x - old.x) } else { x }, y, w: bounds.w, h }
}
