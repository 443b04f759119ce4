//! Marks to and from what a screen draws.

use crate::error::DeskError;
use crate::view::{MarkView, RectView};
use domain::{Colour, Mark, Point, Rect, StampKind, TextStyle};

const COLOURS: [(Colour, &str); 6] = [
    (Colour::Yellow, "yellow"),
    (Colour::Green, "green"),
    (Colour::Blue, "blue"),
    (Colour::Pink, "pink"),
    (Colour::Ink, "ink"),
    (Colour::Red, "red"),
];

/// The stamps with their words.
pub const STAMPS: [(StampKind, &str); 5] = [
    (StampKind::Seen, "seen"),
    (StampKind::Agree, "agree"),
    (StampKind::Disagree, "disagree"),
    (StampKind::Ask, "ask"),
    (StampKind::Urgent, "urgent"),
];

/// The kind of a mark, as screens call it.
pub const fn kind_word(mark: &Mark) -> &'static str {
    match mark {
        Mark::Text { style: TextStyle::Highlight, .. } => "highlight",
        Mark::Text { style: TextStyle::Underline, .. } => "underline",
        Mark::Text { style: TextStyle::StrikeOut, .. } => "strike_out",
        Mark::Stroke { .. } => "stroke",
        Mark::Note { .. } => "note",
        Mark::TextBox { .. } => "text_box",
        Mark::Stamp { .. } => "stamp",
        Mark::Bookmark { .. } => "bookmark",
    }
}

/// What a screen sent as a mark.
///
/// # Errors
/// `annotation-invalid` for an unknown word, or points that do not come in threes.
pub fn mark_from_view(mark: MarkView) -> Result<Mark, DeskError> {
    let marked = |style, rects: Vec<RectView>, text, colour: String| {
        let rects = rects.into_iter().map(rect_from_view).collect();
        Ok(Mark::Text { style, rects, text, colour: read_colour(&colour)? })
    };
    match mark {
        MarkView::Highlight { rects, text, colour } => {
            marked(TextStyle::Highlight, rects, text, colour)
        }
        MarkView::Underline { rects, text, colour } => {
            marked(TextStyle::Underline, rects, text, colour)
        }
        MarkView::StrikeOut { rects, text, colour } => {
            marked(TextStyle::StrikeOut, rects, text, colour)
        }
        MarkView::Stroke { points, width, colour } => {
            let (triples, rest) = points.as_chunks::<3>();
            if !rest.is_empty() {
                return Err(invalid());
            }
            let point = |[x, y, pressure]: &[f32; 3]| Point { x: *x, y: *y, pressure: *pressure };
            let points = triples.iter().map(point).collect();
            Ok(Mark::Stroke { points, width, colour: read_colour(&colour)? })
        }
        MarkView::Note { x, y, text, colour } => {
            Ok(Mark::Note { x, y, text, colour: read_colour(&colour)? })
        }
        MarkView::TextBox { rect, text, size, colour } => Ok(Mark::TextBox {
            rect: rect_from_view(rect),
            text,
            size,
            colour: read_colour(&colour)?,
        }),
        MarkView::Stamp { rect, stamp, colour } => {
            let known = STAMPS.iter().find(|(_, word)| *word == stamp).ok_or_else(invalid)?;
            let colour = read_colour(&colour)?;
            Ok(Mark::Stamp { rect: rect_from_view(rect), stamp: known.0, colour })
        }
        MarkView::Bookmark { title } => Ok(Mark::Bookmark { title }),
    }
}

/// Whether this would be taken as a mark.
pub fn is_sound(mark: &MarkView) -> bool {
    mark_from_view(mark.clone()).is_ok_and(|mark| mark.check().is_ok())
}

/// A mark as a screen draws it.
pub fn mark_to_view(mark: &Mark) -> MarkView {
    match mark {
        Mark::Text { style, rects, text, colour } => {
            let rects = rects.iter().copied().map(rect_to_view).collect();
            let (text, colour) = (text.clone(), colour_word(*colour));
            match style {
                TextStyle::Highlight => MarkView::Highlight { rects, text, colour },
                TextStyle::Underline => MarkView::Underline { rects, text, colour },
                TextStyle::StrikeOut => MarkView::StrikeOut { rects, text, colour },
            }
        }
        Mark::Stroke { points, width, colour } => MarkView::Stroke {
            points: points.iter().flat_map(|point| [point.x, point.y, point.pressure]).collect(),
            width: *width,
            colour: colour_word(*colour),
        },
        Mark::Note { x, y, text, colour } => {
            MarkView::Note { x: *x, y: *y, text: text.clone(), colour: colour_word(*colour) }
        }
        Mark::TextBox { rect, text, size, colour } => MarkView::TextBox {
            rect: rect_to_view(*rect),
            text: text.clone(),
            size: *size,
            colour: colour_word(*colour),
        },
        Mark::Stamp { rect, stamp, colour } => {
            let known = STAMPS.iter().find(|(kind, _)| kind == stamp);
            MarkView::Stamp {
                rect: rect_to_view(*rect),
                stamp: known.map_or("seen", |(_, word)| word).to_owned(),
                colour: colour_word(*colour),
            }
        }
        Mark::Bookmark { title } => MarkView::Bookmark { title: title.clone() },
    }
}

/// The box around a mark; a bookmark has none.
pub fn rect_of(mark: &Mark) -> Option<Rect> {
    match mark {
        Mark::Text { rects, .. } => rects.iter().copied().reduce(super::placing::around),
        Mark::Stroke { points, .. } => points
            .iter()
            .map(|point| Rect { x: point.x, y: point.y, w: 0.0, h: 0.0 })
            .reduce(super::placing::around),
        Mark::Note { x, y, .. } => Some(Rect { x: *x, y: *y, w: 0.0, h: 0.0 }),
        Mark::TextBox { rect, .. } | Mark::Stamp { rect, .. } => Some(*rect),
        Mark::Bookmark { .. } => None,
    }
}

/// A rectangle from the screen.
const fn rect_from_view(rect: RectView) -> Rect {
    Rect { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
}

/// A rectangle for the screen.
pub const fn rect_to_view(rect: Rect) -> RectView {
    RectView { x: rect.x, y: rect.y, w: rect.w, h: rect.h }
}

fn colour_word(colour: Colour) -> String {
    let found = COLOURS.iter().find(|(known, _)| *known == colour);
    found.map_or("ink", |(_, word)| word).to_owned()
}

fn read_colour(word: &str) -> Result<Colour, DeskError> {
    let found = COLOURS.iter().find(|(_, known)| *known == word);
    found.map(|(colour, _)| *colour).ok_or_else(invalid)
}

fn invalid() -> DeskError {
    DeskError::from_code("annotation-invalid")
}
