//! XFDF in.

use super::element::{Element, parse};
use super::fields::{colour, contents, cut, letters, number, numbers, points, rect};
use super::foreign::nearest;
use super::{LeftOut, MAX_MARKS, MAX_POINTS, Paper, Reading, Remark, XfdfError};
use crate::date;
use crate::mark::{Colour, Kind, Mark, PenPoint, Quad, Shape};
use std::collections::BTreeMap;

/// Most letters of a kind's name in remarks.
const MAX_NAME: usize = 40;

/// Reads marks from XFDF.
///
/// # Errors
/// [`XfdfError`] when the file is no XFDF or goes beyond the limits of this module. A single mark that cannot be read
/// is no error but a [`Remark`].
pub fn read(bytes: &[u8]) -> Result<Reading, XfdfError> {
    let root = parse(bytes)?;
    if root.name != "xfdf" {
        return Err(XfdfError::NotXfdf);
    }
    let mut reader = Reader::default();
    for part in root.children() {
        match part.name.as_str() {
            "annots" => part.children().for_each(|element| reader.annotation(element)),
            "f" => reader.paper.file = cut(part.attribute("href").unwrap_or_default().to_owned()),
            "ids" => reader.paper.ids = ids(part),
            "fields" => {
                part.children().for_each(|field| reader.leave_out(field, LeftOut::Unknown));
            }
            _ => reader.leave_out(part, LeftOut::Unknown),
        }
    }
    Ok(reader.finish())
}

#[derive(Default)]
struct Reader {
    paper: Paper,
    marks: Vec<Mark>,
    n_points: usize,
    taken: BTreeMap<(String, Kind), u32>,
    left: BTreeMap<(String, LeftOut), u32>,
}

impl Reader {
    fn annotation(&mut self, element: &Element) {
        if element.attribute("statemodel").is_some() {
            // The state of another mark ("accepted"), which programs keep as a note of its own.
            return self.count_left("state", LeftOut::Unknown);
        }
        if self.marks.len() >= MAX_MARKS {
            return self.leave_out(element, LeftOut::TooMany);
        }
        let room = MAX_POINTS.saturating_sub(self.n_points);
        let (shape, is_own) = match own_shape(element, room) {
            Some(shape) => (shape, true),
            None => match nearest(element, room) {
                Some(shape) => (shape, false),
                None => return self.leave_out(element, LeftOut::Unknown),
            },
        };
        let page = element.attribute("page").and_then(|page| page.trim().parse().ok());
        let (Some(shape), Some(page)) = (shape, page) else {
            let reason = if room == 0 { LeftOut::TooMany } else { LeftOut::Damaged };
            return self.leave_out(element, reason);
        };
        self.n_points += n_points(&shape);
        if !is_own {
            *self.taken.entry((kind_name(element), shape.kind())).or_default() += 1;
        }
        self.marks.push(mark(element, page, shape));
    }

    fn leave_out(&mut self, element: &Element, reason: LeftOut) {
        self.count_left(&kind_name(element), reason);
    }

    fn count_left(&mut self, kind: &str, reason: LeftOut) {
        *self.left.entry((kind.to_owned(), reason)).or_default() += 1;
    }

    fn finish(self) -> Reading {
        let taken = self.taken.into_iter();
        let taken =
            taken.map(|((kind, became), n_marks)| Remark::TakenAs { kind, became, n_marks });
        let left = self.left.into_iter();
        let left = left.map(|((kind, reason), n_marks)| Remark::LeftOut { kind, n_marks, reason });
        Reading { paper: self.paper, marks: self.marks, remarks: taken.chain(left).collect() }
    }
}

fn mark(element: &Element, page: u32, shape: Shape) -> Mark {
    let text = |name: &str| cut(element.attribute(name).unwrap_or_default().to_owned());
    let at = |name: &str| element.attribute(name).and_then(date::read);
    let own = element.attribute("color").and_then(colour);
    let colour = match shape.kind() {
        // The colour of a text box is that of its ground; that of its letters stands elsewhere.
        Kind::TextBox => letters(element).0.unwrap_or(Colour::new(0, 0, 0)),
        Kind::Highlight | Kind::Note => own.unwrap_or(Colour::new(255, 214, 0)),
        Kind::Underline | Kind::StrikeOut | Kind::Ink | Kind::Stamp => {
            own.unwrap_or(Colour::new(200, 0, 0))
        }
    };
    let opacity = element.attribute("opacity").and_then(number);
    Mark {
        page,
        name: text("name"),
        author: text("title"),
        subject: text("subject"),
        contents: contents(element),
        quote: text("own:quote"),
        colour,
        opacity: opacity.map_or(1.0, |opacity| opacity.clamp(0.0, 1.0)),
        created: at("creationdate"),
        modified: at("date"),
        shape,
    }
}

/// The shape of a mark of a kind that we have: `None` for other kinds, `Some(None)` for a damaged one.
fn own_shape(element: &Element, most_points: usize) -> Option<Option<Shape>> {
    let quads = || quads(element, most_points);
    let shape = match element.name.as_str() {
        "highlight" => quads().map(|quads| Shape::Highlight { quads }),
        "underline" => quads().map(|quads| Shape::Underline { quads }),
        "strikeout" => quads().map(|quads| Shape::StrikeOut { quads }),
        "ink" => ink(element, most_points),
        "freetext" => {
            let size = letters(element).1.unwrap_or(12.0);
            rect(element).map(|rect| Shape::TextBox { rect, size })
        }
        "text" => rect(element).map(|rect| Shape::Note { rect }),
        "stamp" => rect(element).map(|rect| Shape::Stamp { rect, word: word(element) }),
        _ => return None,
    };
    Some(shape.filter(is_within_limits))
}

/// Whether a box is a box: Acrobat writes notes of no size, which still have a place.
fn is_within_limits(shape: &Shape) -> bool {
    match shape {
        Shape::TextBox { rect, .. } | Shape::Stamp { rect, .. } => {
            rect.width() > 0.0 && rect.height() > 0.0
        }
        Shape::Highlight { .. }
        | Shape::Underline { .. }
        | Shape::StrikeOut { .. }
        | Shape::Ink { .. }
        | Shape::Note { .. } => true,
    }
}

/// The boxes of text; without any, the rectangle of the mark.
pub(super) fn quads(element: &Element, most_points: usize) -> Option<Vec<Quad>> {
    let Some(coordinates) = element.attribute("coords") else {
        return Some(vec![Quad::of_rect(rect(element)?)]);
    };
    let corners = points(coordinates, most_points)?;
    let (quads, rest) = corners.as_chunks::<4>();
    let quads: Vec<Quad> = quads.iter().map(|corners| Quad::from_corners(*corners)).collect();
    (rest.is_empty() && !quads.is_empty()).then_some(quads)
}

fn ink(element: &Element, most_points: usize) -> Option<Shape> {
    let mut strokes = Vec::new();
    let mut room = most_points;
    for gesture in element.child("inklist")?.children().filter(|child| child.name == "gesture") {
        let places = points(&gesture.text(), room)?;
        room -= places.len();
        let pressures = gesture.attribute("own:pressure");
        let pressures =
            pressures.and_then(|words| numbers(words, places.len())).unwrap_or_default();
        let pressures = pressures.into_iter().map(|one| one.clamp(0.0, 1.0));
        let stroke = places.into_iter().zip(pressures.chain(std::iter::repeat(0.5)));
        strokes.push(stroke.map(|(at, pressure)| PenPoint { at, pressure }).collect());
    }
    let width = element.attribute("width").map_or(Some(1.0), number)?;
    strokes.retain(|stroke: &Vec<PenPoint>| !stroke.is_empty());
    (!strokes.is_empty()).then_some(Shape::Ink { strokes, width: width.clamp(0.0, 1000.0) })
}

/// Stamps that Acrobat names with a prefix of two letters.
const ACROBAT_STAMPS: &[&str] = &[
    "Accepted",
    "Approved",
    "Completed",
    "Confidential",
    "Draft",
    "Final",
    "ForComment",
    "ForPublicRelease",
    "InformationOnly",
    "InitialHere",
    "NotApproved",
    "NotForPublicRelease",
    "PreliminaryResults",
    "Rejected",
    "SignHere",
    "Void",
    "Witness",
];

/// The word of a stamp: its icon, for stamps of Acrobat (`SBApproved`) without the prefix.
fn word(element: &Element) -> String {
    let icon = element.attribute("icon").unwrap_or_default();
    let known = icon.strip_prefix("SB").or_else(|| icon.strip_prefix("SH"));
    cut(known.filter(|known| ACROBAT_STAMPS.contains(known)).unwrap_or(icon).to_owned())
}

fn n_points(shape: &Shape) -> usize {
    match shape {
        Shape::Highlight { quads } | Shape::Underline { quads } | Shape::StrikeOut { quads } => {
            quads.len() * 4
        }
        Shape::Ink { strokes, .. } => strokes.iter().map(Vec::len).sum(),
        Shape::TextBox { .. } | Shape::Note { .. } | Shape::Stamp { .. } => 1,
    }
}

fn ids(element: &Element) -> Option<(Vec<u8>, Vec<u8>)> {
    let part = |name: &str| {
        let digits = element.attribute(name)?.as_bytes();
        let (pairs, rest) = digits.get(..digits.len().min(256))?.as_chunks::<2>();
        let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        pairs.iter().map(byte).collect::<Option<Vec<u8>>>().filter(|_| rest.is_empty())
    };
    Some((part("original")?, part("modified")?))
}

fn kind_name(element: &Element) -> String {
    element.name.chars().filter(|letter| !letter.is_control()).take(MAX_NAME).collect()
}
