//! Our marks as other programs know them, and back.

use crate::agenda::timestamp;
use crate::view::{AnnotationView, MarkView, RectView};
use markup::copy::Survey;
use markup::frame::Frame;
use markup::mark::{Colour, Mark, PenPoint, Shape};
use phrases::Phrases;
use std::collections::BTreeMap;

/// Our colours as the window draws them.
const COLOURS: [(&str, Colour); 6] = [
    ("yellow", Colour::new(255, 213, 79)),
    ("green", Colour::new(120, 200, 120)),
    ("blue", Colour::new(110, 170, 240)),
    ("pink", Colour::new(244, 143, 177)),
    ("ink", Colour::new(29, 42, 77)),
    ("red", Colour::new(179, 38, 30)),
];
/// The pen's blue is darker than the highlighter's.
const PEN_BLUE: Colour = Colour::new(31, 95, 191);
/// How much of the paper a highlight covers.
const HIGHLIGHT_OPACITY: f32 = 0.6;
/// The line that names the reader: height of its letters in points, its place and its size in fractions of the page.
const LINE_SIZE: f32 = 7.0;
const LINE: [f32; 4] = [0.05, 0.972, 0.9, 0.02];

/// How each surveyed page is shown.
pub fn frames_of(survey: &Survey) -> BTreeMap<u32, Frame> {
    survey.pages.iter().map(|page| (page.page, page.frame())).collect()
}

/// A note as a mark of other programs; a bookmark is none.
pub fn mark_for_others(
    note: &AnnotationView,
    frame: &Frame,
    author: &str,
    words: &Phrases,
) -> Option<Mark> {
    let quads = |rects: &[RectView]| rects.iter().map(|rect| frame.quad(numbers(rect))).collect();
    let mut mark = Mark {
        page: note.page,
        name: note.id.to_string(),
        author: author.to_owned(),
        subject: String::new(),
        contents: String::new(),
        quote: String::new(),
        colour: Colour::new(0, 0, 0),
        opacity: 1.0,
        created: Some(note.made_at),
        modified: Some(note.made_at),
        shape: Shape::Ink { strokes: Vec::new(), width: 1.0 },
    };
    match &note.mark {
        MarkView::Highlight { rects, text, colour } => {
            mark.shape = Shape::Highlight { quads: quads(rects) };
            mark.opacity = HIGHLIGHT_OPACITY;
            mark.quote.clone_from(text);
            mark.colour = colour_of(colour, false);
        }
        MarkView::Underline { rects, text, colour } => {
            mark.shape = Shape::Underline { quads: quads(rects) };
            mark.quote.clone_from(text);
            mark.colour = colour_of(colour, false);
        }
        MarkView::StrikeOut { rects, text, colour } => {
            mark.shape = Shape::StrikeOut { quads: quads(rects) };
            mark.quote.clone_from(text);
            mark.colour = colour_of(colour, false);
        }
        MarkView::Stroke { points, width, colour } => {
            let triples = points.as_chunks::<3>().0.iter();
            let stroke = triples
                .map(|[x, y, pressure]| PenPoint { at: frame.point(*x, *y), pressure: *pressure });
            let width = width * frame.shown_size().0;
            mark.shape = Shape::Ink { strokes: vec![stroke.collect()], width };
            mark.colour = colour_of(colour, true);
        }
        MarkView::Note { x, y, text, colour } => {
            mark.shape = Shape::Note { rect: frame.note(*x, *y) };
            mark.contents.clone_from(text);
            mark.colour = colour_of(colour, false);
        }
        MarkView::TextBox { rect, text, size, colour } => {
            mark.shape = Shape::TextBox { rect: frame.rect(numbers(rect)), size: *size };
            mark.contents.clone_from(text);
            mark.colour = colour_of(colour, true);
        }
        MarkView::Stamp { rect, stamp, colour } => {
            let word = words.say(&format!("stamp-word-{stamp}"), []);
            mark.shape = Shape::Stamp { rect: frame.rect(numbers(rect)), word };
            mark.subject.clone_from(stamp);
            mark.colour = colour_of(colour, true);
        }
        MarkView::Bookmark { .. } => return None,
    }
    Some(mark)
}

/// A line on every page that names who has it.
pub fn reader_lines(survey: &Survey, line: &str) -> Vec<Mark> {
    let now = timestamp(domain::Moment::from_micros(0));
    let lines = survey.pages.iter().map(|page| Mark {
        page: page.page,
        name: format!("reader-{}", page.page),
        author: String::new(),
        subject: String::new(),
        contents: line.to_owned(),
        quote: String::new(),
        colour: Colour::new(90, 90, 90),
        opacity: 1.0,
        created: now,
        modified: now,
        shape: Shape::TextBox { rect: page.frame().rect(LINE), size: LINE_SIZE },
    });
    lines.collect()
}

/// A mark of another program as one of ours, with the page it lies on.
pub fn mark_from_others(mark: &Mark, frame: &Frame, author: &str) -> Vec<MarkView> {
    let rects = |quads: &[markup::mark::Quad]| {
        quads.iter().map(|quad| within(frame.rect_fractions(quad.bounds()))).collect()
    };
    // What somebody else wrote says so.
    let by = |words: &str| match mark.author.trim() {
        "" => words.to_owned(),
        other if other == author => words.to_owned(),
        other => format!("{other}: {words}"),
    };
    let text = mark.quote.clone();
    let mut ours = match &mark.shape {
        Shape::Highlight { quads } => {
            vec![MarkView::Highlight {
                rects: rects(quads),
                text,
                colour: near(mark.colour, false),
            }]
        }
        Shape::Underline { quads } => {
            vec![MarkView::Underline {
                rects: rects(quads),
                text,
                colour: near(mark.colour, false),
            }]
        }
        Shape::StrikeOut { quads } => {
            vec![MarkView::StrikeOut {
                rects: rects(quads),
                text,
                colour: near(mark.colour, false),
            }]
        }
        Shape::Ink { strokes, width } => {
            let across = frame.shown_size().0.max(1.0);
            let stroke = |stroke: &Vec<PenPoint>| MarkView::Stroke {
                points: stroke
                    .iter()
                    .flat_map(|point| {
                        let (x, y) = frame.fractions(point.at);
                        [x.clamp(0.0, 1.0), y.clamp(0.0, 1.0), point.pressure.clamp(0.0, 1.0)]
                    })
                    .collect(),
                width: (width / across).clamp(0.000_5, 0.05),
                colour: near(mark.colour, true),
            };
            strokes.iter().map(stroke).collect()
        }
        Shape::TextBox { rect, size } => vec![MarkView::TextBox {
            rect: within(frame.rect_fractions(*rect)),
            text: by(&mark.contents),
            size: size.clamp(4.0, 144.0),
            colour: near(mark.colour, true),
        }],
        Shape::Stamp { rect, word } => {
            let rect = within(frame.rect_fractions(*rect));
            let known = super::super::marks::STAMPS.iter().any(|(_, known)| *known == mark.subject);
            let colour = near(mark.colour, true);
            if known {
                vec![MarkView::Stamp { rect, stamp: mark.subject.clone(), colour }]
            } else {
                vec![MarkView::TextBox { rect, text: by(word), size: 12.0, colour }]
            }
        }
        Shape::Note { rect } => {
            let RectView { x, y, .. } = within(frame.rect_fractions(*rect));
            let colour = near(mark.colour, false);
            vec![MarkView::Note { x, y, text: by(&mark.contents), colour }]
        }
    };
    ours.extend(words_beside(mark, frame, by(&mark.contents)));
    ours
}

/// Words that were written to a mark on text or to strokes become a note beside it.
fn words_beside(mark: &Mark, frame: &Frame, text: String) -> Option<MarkView> {
    let has_words = !mark.contents.trim().is_empty() && mark.contents != mark.quote;
    let is_own = match &mark.shape {
        Shape::TextBox { .. } | Shape::Note { .. } | Shape::Stamp { .. } => true,
        Shape::Highlight { .. }
        | Shape::Underline { .. }
        | Shape::StrikeOut { .. }
        | Shape::Ink { .. } => false,
    };
    if !has_words || is_own {
        return None;
    }
    let RectView { x, y, .. } = within(frame.rect_fractions(mark.shape.bounds()?));
    Some(MarkView::Note { x, y, text, colour: near(mark.colour, false) })
}

const fn numbers(rect: &RectView) -> [f32; 4] {
    [rect.x, rect.y, rect.w, rect.h]
}

/// A box cut to the page.
fn within([x, y, w, h]: [f32; 4]) -> RectView {
    let (left, top) = (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0));
    let (right, bottom) = ((x + w).clamp(left, 1.0), (y + h).clamp(top, 1.0));
    RectView { x: left, y: top, w: right - left, h: bottom - top }
}

fn colour_of(word: &str, is_pen: bool) -> Colour {
    if is_pen && word == "blue" {
        return PEN_BLUE;
    }
    COLOURS.iter().find(|(known, _)| *known == word).map_or(Colour::new(0, 0, 0), |(_, of)| *of)
}

/// The colour of ours that is nearest.
fn near(colour: Colour, is_pen: bool) -> String {
    let words: &[&str] =
        if is_pen { &["ink", "red", "blue"] } else { &["yellow", "green", "blue", "pink"] };
    let distance = |word: &&&str| {
        let ours = colour_of(word, is_pen);
        let part = |one: u8, other: u8| u32::from(one.abs_diff(other)).pow(2);
        part(ours.red, colour.red) + part(ours.green, colour.green) + part(ours.blue, colour.blue)
    };
    words.iter().min_by_key(distance).map_or("yellow", |word| word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{mark_for_others, mark_from_others};
    use crate::view::{AnnotationView, MarkView, PlacementView, RectView, SafetyView};
    use markup::frame::{Frame, Turn};
    use markup::mark::{Point, Rect};
    use phrases::{Language, Phrases};
    use uuid::Uuid;

    fn note(mark: MarkView) -> AnnotationView {
        AnnotationView {
            id: Uuid::from_u128(7),
            document: Uuid::nil(),
            version: 1,
            page: 3,
            mark,
            made_on: 1,
            placement: PlacementView::Here,
            text_changed: false,
            made_at: jiff::Timestamp::UNIX_EPOCH,
            safety: SafetyView::Received,
            share: None,
            taken_from: None,
        }
    }

    #[test]
    fn every_kind_of_mark_goes_out_and_comes_back_as_it_was() {
        let words = Phrases::load(Language::Vietnamese).unwrap();
        let visible = Rect::between(Point::new(10.0, 20.0), Point::new(605.0, 862.0));
        let rect = RectView { x: 0.25, y: 0.5, w: 0.25, h: 0.125 };
        let (text, colour) = ("Điều 3".to_owned(), "green".to_owned());
        let marks = [
            MarkView::Highlight { rects: vec![rect], text: text.clone(), colour: colour.clone() },
            MarkView::Underline { rects: vec![rect], text: text.clone(), colour: colour.clone() },
            MarkView::StrikeOut { rects: vec![rect], text: text.clone(), colour },
            MarkView::Stroke {
                points: vec![0.25, 0.5, 0.5, 0.5, 0.75, 1.0],
                width: 0.003,
                colour: "blue".to_owned(),
            },
            MarkView::Note { x: 0.25, y: 0.5, text: text.clone(), colour: "pink".to_owned() },
            MarkView::TextBox { rect, text, size: 11.0, colour: "red".to_owned() },
            MarkView::Stamp { rect, stamp: "agree".to_owned(), colour: "red".to_owned() },
        ];
        for turn in [Turn::None, Turn::Quarter, Turn::Half, Turn::ThreeQuarters] {
            let frame = Frame { visible, turn };
            for mark in &marks {
                let out = mark_for_others(&note(mark.clone()), &frame, "An", &words).unwrap();
                assert_eq!((out.page, out.author.as_str()), (3, "An"));
                let back = mark_from_others(&out, &frame, "An");
                assert_eq!(back.len(), 1, "{back:?}");
                let close = format!("{:.2?}", back[0]);
                assert_eq!(close, format!("{mark:.2?}"), "{turn:?}");
            }
        }
        let bookmark = note(MarkView::Bookmark { title: String::new() });
        let frame = Frame { visible, turn: Turn::None };
        assert_eq!(mark_for_others(&bookmark, &frame, "An", &words), None);
    }
}
