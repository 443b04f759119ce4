//! Places on a page, in fractions of its width and height, origin top left.

use serde::{Deserialize, Serialize};

/// A box.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Page, from 0.
    pub page: u32,
    /// Where on it.
    pub rect: Rect,
}

impl Rect {
    /// The box between two edges each way.
    pub const fn between(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { x: left, y: top, w: right - left, h: bottom - top }
    }

    /// Right edge.
    pub const fn right(&self) -> f32 {
        self.x + self.w
    }

    /// Lower edge.
    pub const fn bottom(&self) -> f32 {
        self.y + self.h
    }

    /// Centre.
    pub const fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2.0, y: self.y + self.h / 2.0 }
    }

    /// The smallest box around both.
    pub const fn union(&self, other: &Self) -> Self {
        Self::between(
            self.x.min(other.x),
            self.y.min(other.y),
            self.right().max(other.right()),
            self.bottom().max(other.bottom()),
        )
    }

    /// Whether a point lies inside or on the edge.
    pub fn holds(&self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    /// Whether the boxes share a point.
    pub fn meets(&self, other: &Self) -> bool {
        self.x <= other.right()
            && other.x <= self.right()
            && self.y <= other.bottom()
            && other.y <= self.bottom()
    }

    /// The part of the lower of both that is beside the other, from 0 to 1.
    pub(crate) fn beside(&self, other: &Self) -> f32 {
        let shared = self.bottom().min(other.bottom()) - self.y.max(other.y);
        shared.max(0.0) / self.h.min(other.h).max(1e-5)
    }

    /// The box moved so that it lies on the page as far as its size allows.
    #[must_use]
    pub(crate) fn on_page(&self) -> Self {
        let (w, h) = (self.w.clamp(0.0, 1.0), self.h.clamp(0.0, 1.0));
        Self { x: self.x.clamp(0.0, 1.0 - w), y: self.y.clamp(0.0, 1.0 - h), w, h }
    }

    /// Whether all four numbers are numbers, and sizes are not negative.
    pub(crate) fn is_sound(&self) -> bool {
        [self.x, self.y, self.w, self.h].iter().all(|number| number.abs() < 1e4)
            && self.w >= 0.0
            && self.h >= 0.0
    }
}
