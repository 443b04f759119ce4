//! From fractions of a page as it is shown to points of the page as it is stored, and back.

use crate::mark::{Point, Quad, Rect};

/// Side of a note's sign in points.
pub const NOTE_SIZE: f32 = 20.0;

/// How a page is turned before it is shown, clockwise (`Rotate`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Turn {
    /// Not at all.
    #[default]
    None,
    /// A quarter.
    Quarter,
    /// Upside down.
    Half,
    /// Three quarters.
    ThreeQuarters,
}

impl Turn {
    /// A turn of degrees, which may be negative or more than a circle; what is no multiple of 90 is no turn, as other
    /// programs have it.
    #[must_use]
    pub const fn of_degrees(degrees: i64) -> Self {
        match degrees.rem_euclid(360) {
            90 => Self::Quarter,
            180 => Self::Half,
            270 => Self::ThreeQuarters,
            _ => Self::None,
        }
    }

    /// The matrix that turns an upright drawing so that it stands upright on the turned page.
    #[must_use]
    pub const fn matrix(self) -> [f32; 6] {
        match self {
            Self::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Self::Quarter => [0.0, 1.0, -1.0, 0.0, 0.0, 0.0],
            Self::Half => [-1.0, 0.0, 0.0, -1.0, 0.0, 0.0],
            Self::ThreeQuarters => [0.0, -1.0, 1.0, 0.0, 0.0, 0.0],
        }
    }

    /// Whether width and height change places.
    #[must_use]
    pub const fn is_sideways(self) -> bool {
        match self {
            Self::Quarter | Self::ThreeQuarters => true,
            Self::None | Self::Half => false,
        }
    }
}

/// What of a page is shown, and how: the crop box within the media box, and the page's own turn.
///
/// Fractions are of the page as shown upright, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The visible part of the page, in points of the unturned page.
    pub visible: Rect,
    /// How the page is turned.
    pub turn: Turn,
}

impl Frame {
    /// The point at fractions of the page as shown.
    #[must_use]
    pub fn point(&self, x: f32, y: f32) -> Point {
        let (right, up) = match self.turn {
            Turn::None => (x, 1.0 - y),
            Turn::Quarter => (y, x),
            Turn::Half => (1.0 - x, y),
            Turn::ThreeQuarters => (1.0 - y, 1.0 - x),
        };
        Point::new(
            self.visible.left + right * self.visible.width(),
            self.visible.bottom + up * self.visible.height(),
        )
    }

    /// The fractions of the page as shown at which a point lies; beyond 0 to 1 where it is not to be seen.
    #[must_use]
    pub fn fractions(&self, point: Point) -> (f32, f32) {
        let part = |length: f32, of: f32| if of > 0.0 { length / of } else { 0.0 };
        let right = part(point.x - self.visible.left, self.visible.width());
        let up = part(point.y - self.visible.bottom, self.visible.height());
        match self.turn {
            Turn::None => (right, 1.0 - up),
            Turn::Quarter => (up, right),
            Turn::Half => (1.0 - right, up),
            Turn::ThreeQuarters => (1.0 - up, 1.0 - right),
        }
    }

    /// The rectangle at fractions `x`, `y`, `w`, `h`.
    #[must_use]
    pub fn rect(&self, [x, y, w, h]: [f32; 4]) -> Rect {
        Rect::between(self.point(x, y), self.point(x + w, y + h))
    }

    /// Fractions `x`, `y`, `w`, `h` of a rectangle.
    #[must_use]
    pub fn rect_fractions(&self, rect: Rect) -> [f32; 4] {
        let one = self.fractions(Point::new(rect.left, rect.bottom));
        let other = self.fractions(Point::new(rect.right, rect.top));
        let (x, y) = (one.0.min(other.0), one.1.min(other.1));
        [x, y, (one.0 - other.0).abs(), (one.1 - other.1).abs()]
    }

    /// The quad of a line of text that is read upright on the page as shown, at fractions `x`, `y`, `w`, `h`.
    #[must_use]
    pub fn quad(&self, [x, y, w, h]: [f32; 4]) -> Quad {
        Quad {
            upper_left: self.point(x, y),
            upper_right: self.point(x + w, y),
            lower_left: self.point(x, y + h),
            lower_right: self.point(x + w, y + h),
        }
    }

    /// The box of a note's sign of [`NOTE_SIZE`] points whose upper left corner as shown lies at fractions `x`, `y`,
    /// or as near to them as it fits on the page.
    #[must_use]
    pub fn note(&self, x: f32, y: f32) -> Rect {
        let (width, height) = self.shown_size();
        let part = |of: f32| if of > 0.0 { (NOTE_SIZE / of).min(1.0) } else { 1.0 };
        let (w, h) = (part(width), part(height));
        self.rect([x.min(1.0 - w).max(0.0), y.min(1.0 - h).max(0.0), w, h])
    }

    /// Width and height of the page as shown, in points.
    #[must_use]
    pub const fn shown_size(&self) -> (f32, f32) {
        if self.turn.is_sideways() {
            (self.visible.height(), self.visible.width())
        } else {
            (self.visible.width(), self.visible.height())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Turn};
    use crate::mark::{Point, Quad, Rect};

    const VISIBLE: Rect = Rect { left: 10.0, bottom: 20.0, right: 110.0, top: 220.0 };

    fn frame(degrees: i64) -> Frame {
        Frame { visible: VISIBLE, turn: Turn::of_degrees(degrees) }
    }

    #[test]
    fn the_upper_left_as_shown_is_another_corner_for_each_turn() {
        let check = |degrees, expected: (f32, f32)| {
            assert_eq!(frame(degrees).point(0.0, 0.0), Point::new(expected.0, expected.1));
        };
        check(0, (10.0, 220.0));
        check(90, (10.0, 20.0));
        check(-270, (10.0, 20.0));
        check(180, (110.0, 20.0));
        check(270, (110.0, 220.0));
        check(45, (10.0, 220.0));
    }

    #[test]
    fn fractions_come_back_for_each_turn() {
        for degrees in [0, 90, 180, 270] {
            let frame = frame(degrees);
            for (x, y) in [(0.0, 0.0), (0.25, 0.75), (1.0, 0.5)] {
                let (back_x, back_y) = frame.fractions(frame.point(x, y));
                assert!((back_x - x).abs() < 1e-6 && (back_y - y).abs() < 1e-6, "{degrees}");
            }
            let back = frame.rect_fractions(frame.rect([0.1, 0.2, 0.3, 0.4]));
            let near =
                [0.1, 0.2, 0.3, 0.4].iter().zip(back).all(|(one, two)| (one - two).abs() < 1e-6);
            assert!(near, "{degrees}: {back:?}");
        }
    }

    #[test]
    fn a_note_keeps_its_size_and_stays_on_the_page() {
        for degrees in [0, 90, 180, 270] {
            for (x, y) in [(0.0, 0.0), (1.0, 1.0), (0.5, 2.0), (-1.0, 0.5)] {
                let note = frame(degrees).note(x, y);
                assert!((note.width() - 20.0).abs() < 1e-3 && (note.height() - 20.0).abs() < 1e-3);
                assert!(note.left >= 9.99 && note.right <= 110.01, "{note:?}");
                assert!(note.bottom >= 19.99 && note.top <= 220.01, "{note:?}");
            }
        }
    }

    #[test]
    fn a_turned_line_of_text_keeps_its_corners_in_reading_order() {
        for degrees in [0, 90, 180, 270] {
            let quad = frame(degrees).quad([0.1, 0.1, 0.5, 0.05]);
            assert_eq!(Quad::from_corners(quad.corners()), quad, "{degrees}");
            let [ul, ur, ll, lr] = quad.corners();
            assert_eq!(Quad::from_corners([ll, lr, ur, ul]), quad, "a ring, {degrees}");
            assert_eq!(Quad::from_corners([ll, lr, ul, ur]), quad, "from below, {degrees}");
        }
    }
}
