//! Kinds of marks that we do not have, as the nearest that we have.

use super::element::Element;
use super::fields::{points, rect};
use crate::mark::{PenPoint, Point, Rect, Shape};

/// Corners of the ring that stands for an ellipse.
const RING: u16 = 48;

/// The nearest shape for a mark of another kind: lines and outlines become strokes, an insertion mark becomes a note.
/// `None` for kinds without one, `Some(None)` for a damaged mark.
pub(super) fn nearest(element: &Element, most_points: usize) -> Option<Option<Shape>> {
    let width = element.attribute("width").and_then(super::fields::number);
    let width = width.map_or(1.0, |width| width.clamp(0.1, 100.0));
    let stroke = |points: Option<Vec<Point>>| {
        let points = points.filter(|points| points.len() > 1 && points.len() <= most_points)?;
        let at = |at| PenPoint { at, pressure: 0.5 };
        Some(Shape::Ink { strokes: vec![points.into_iter().map(at).collect()], width })
    };
    let vertices = || points(&element.child("vertices")?.text(), most_points);
    match element.name.as_str() {
        "square" => Some(stroke(rect(element).map(outline))),
        "circle" => Some(stroke(rect(element).map(ring))),
        "line" => Some(stroke(ends(element))),
        "polyline" => Some(stroke(vertices())),
        "polygon" => Some(stroke(vertices().map(closed))),
        "squiggly" => {
            let quads = super::read::quads(element, most_points);
            Some(quads.map(|quads| Shape::Underline { quads }))
        }
        "caret" => Some(rect(element).map(|rect| Shape::Note { rect })),
        _ => None,
    }
}

fn outline(rect: Rect) -> Vec<Point> {
    closed(vec![
        Point::new(rect.left, rect.bottom),
        Point::new(rect.right, rect.bottom),
        Point::new(rect.right, rect.top),
        Point::new(rect.left, rect.top),
    ])
}

fn ring(rect: Rect) -> Vec<Point> {
    let (half_width, half_height) = (rect.width() / 2.0, rect.height() / 2.0);
    let corner = |step: u16| {
        let angle = f32::from(step) * std::f32::consts::TAU / f32::from(RING);
        let (up, right) = angle.sin_cos();
        Point::new(rect.left + half_width * (1.0 + right), rect.bottom + half_height * (1.0 + up))
    };
    (0..=RING).map(corner).collect()
}

fn closed(mut points: Vec<Point>) -> Vec<Point> {
    points.extend(points.first().copied());
    points
}

fn ends(element: &Element) -> Option<Vec<Point>> {
    let mut both = points(element.attribute("start")?, 1)?;
    both.extend(points(element.attribute("end")?, 1)?);
    Some(both)
}
