//! Strokes of a pen as smooth paths.

use crate::mark::{PenPoint, Point};
use pdf_writer::Content;

/// Steps in which the width of a stroke changes, as parts of its own width.
const STEPS: f32 = 12.0;

/// Draws strokes; says whether pieces of a stroke lie over one another, which they do where the pressure changes.
///
/// A stroke runs through all its points as a Catmull-Rom curve. It is 0.55 of its width thick without pressure and 1.45
/// at the hardest, as the page view draws it.
pub(super) fn draw_ink(content: &mut Content, strokes: &[Vec<PenPoint>], width: f32) -> bool {
    let mut overlaps = false;
    for stroke in strokes {
        let thick = |point: &PenPoint| ((0.55 + 0.9 * point.pressure) * STEPS).round() / STEPS;
        // Between two points the stroke is as thick as at the first.
        let mut begin = 0;
        for piece in stroke.chunk_by(|one, next| thick(one) == thick(next)) {
            let end = begin + piece.len();
            overlaps |= piece.len() < stroke.len();
            let factor = piece.first().map_or(1.0, thick);
            content.set_line_width((width * factor).max(0.1));
            path(content, stroke, begin, end);
            content.stroke();
            begin = end;
        }
    }
    overlaps
}

/// The curve from the point at `begin` to that at `end`, or to the last one.
fn path(content: &mut Content, stroke: &[PenPoint], begin: usize, end: usize) {
    let at = |index: usize| stroke.get(index).or(stroke.last()).map(|point| point.at);
    let Some(first) = at(begin) else { return };
    content.move_to(first.x, first.y);
    let last = end.min(stroke.len().saturating_sub(1));
    if begin >= last {
        // Programs draw nothing for a line of no length.
        content.line_to(first.x + 0.01, first.y);
        return;
    }
    for index in begin..last {
        let places = (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        let (Some(before), Some(from), Some(to), Some(after)) = places else { return };
        let out = handle(from, before, to, 1.0);
        let into = handle(to, from, after, -1.0);
        content.cubic_to(out.x, out.y, into.x, into.y, to.x, to.y);
    }
}

/// The handle of a curve at a point between its neighbours.
fn handle(at: Point, before: Point, after: Point, way: f32) -> Point {
    Point::new(at.x + way * (after.x - before.x) / 6.0, at.y + way * (after.y - before.y) / 6.0)
}

#[cfg(test)]
mod tests {
    use super::draw_ink;
    use crate::mark::{PenPoint, Point};
    use pdf_writer::Content;

    fn drawn(points: &[(f32, f32)]) -> (String, bool) {
        let stroke = points.iter().enumerate().map(|(index, (x, pressure))| PenPoint {
            at: Point::new(*x, index as f32),
            pressure: *pressure,
        });
        let mut content = Content::new();
        let overlaps = draw_ink(&mut content, &[stroke.collect()], 2.0);
        (String::from_utf8(content.finish().to_vec()).unwrap(), overlaps)
    }

    #[test]
    fn a_stroke_is_one_path_until_the_pressure_changes() {
        let (even, overlaps) = drawn(&[(0.0, 0.5), (1.0, 0.5), (2.0, 0.5)]);
        assert_eq!(
            (even.matches("S").count(), even.matches(" c").count(), overlaps),
            (1, 2, false)
        );
        let (uneven, overlaps) = drawn(&[(0.0, 0.1), (1.0, 0.1), (2.0, 0.9), (3.0, 0.9)]);
        assert_eq!(
            (uneven.matches("S").count(), uneven.matches(" c").count(), overlaps),
            (2, 3, true)
        );
    }

    #[test]
    fn a_dot_and_a_stroke_of_nothing_are_drawn_without_harm() {
        assert!(drawn(&[(5.0, 0.5)]).0.contains("5.01"));
        assert_eq!(drawn(&[]).0, "");
    }
}
