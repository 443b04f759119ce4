//! From a page's own units to fractions of the page as it is shown: rotation and crop applied, origin top left.

use crate::protocol::Area;
use pdfium_render::prelude::{PdfPage, PdfRect, PdfRenderConfig};

/// A page is mapped onto this many units each way; PDFium's conversion works in whole units.
const UNITS: i32 = 20_000;

/// How a page's units become fractions.
pub struct Frame<'a> {
    page: &'a PdfPage<'a>,
    whole: PdfRenderConfig,
}

impl<'a> Frame<'a> {
    /// The frame of a page.
    pub fn of(page: &'a PdfPage<'a>) -> Self {
        Self { page, whole: PdfRenderConfig::new().set_fixed_size(UNITS, UNITS) }
    }

    /// The part of a rectangle that lies on the page.
    pub fn area(&self, bounds: &PdfRect) -> Option<Area> {
        let corner = |x, y| self.page.points_to_pixels(x, y, &self.whole).ok();
        let (x1, y1) = corner(bounds.left(), bounds.top())?;
        let (x2, y2) = corner(bounds.right(), bounds.bottom())?;
        let fraction = |units: i32| (units as f32 / UNITS as f32).clamp(0.0, 1.0);
        let (x, y) = (fraction(x1.min(x2)), fraction(y1.min(y2)));
        let (right, bottom) = (fraction(x1.max(x2)), fraction(y1.max(y2)));
        Some(Area { x, y, w: right - x, h: bottom - y })
    }
}
