//! Where PDFium puts the picture of a page: on whole pixels, found in single precision, whose last digit may add one.
//! A thumbnail is visibly another where that pixel is left out.

use super::content::Matrix;
use crate::picture::{Raster, Rotation};
use hayro_write::hayro_syntax::page::Page;

/// How far a picture may reach beyond what is drawn, in pixels, or stay behind.
const MOST: f32 = 2.0;

/// A rectangle of whole pixels; the origin is the top left corner of what is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Left edge.
    x: i32,
    /// Upper edge.
    y: i32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A matrix in single precision: a, b, c, d, e, f (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy)]
struct Single([f32; 6]);

impl Single {
    /// First this one, then `outer`.
    fn then(self, outer: Self) -> Self {
        let (Self([a, b, c, d, e, f]), Self([oa, ob, oc, od, oe, of])) = (self, outer);
        Self([
            a * oa + b * oc,
            a * ob + b * od,
            c * oa + d * oc,
            c * ob + d * od,
            e * oa + f * oc + oe,
            e * ob + f * od + of,
        ])
    }
}

/// The part of the page that is shown, in points.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// Left, lower, right and upper edge.
    edges: [f32; 4],
}

impl Shown {
    /// That of a page.
    pub fn of(page: &Page<'_>) -> Self {
        let shown = page.intersected_crop_box();
        Self { edges: [shown.x0, shown.y0, shown.x1, shown.y1].map(|edge| edge as f32) }
    }
}

impl Place {
    /// Where a picture with this matrix is put on a page that is turned by itself and by the reader, and drawn at this
    /// size; `None` where that is far from the edges.
    pub fn of(
        matrix: &Matrix,
        shown: Shown,
        (own, added): (Rotation, Rotation),
        (width, height): (u32, u32),
    ) -> Option<Self> {
        let [left, bottom, right, top] = shown.edges;
        let upright = match own {
            Rotation::None => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
            Rotation::Quarter => [0.0, -1.0, 1.0, 0.0, -bottom, right],
            Rotation::Half => [-1.0, 0.0, 0.0, -1.0, right, top],
            Rotation::ThreeQuarters => [0.0, 1.0, -1.0, 0.0, top, -left],
        };
        let (across, down) = match own {
            Rotation::None | Rotation::Half => (right - left, top - bottom),
            Rotation::Quarter | Rotation::ThreeQuarters => (top - bottom, right - left),
        };
        let (w, h) = (width as f32, height as f32);
        // The corners to which the page's lower left, upper left and lower right ones come.
        let ((x0, y0), (x1, y1), (x2, y2)) = match added {
            Rotation::None => ((0.0, h), (0.0, 0.0), (w, h)),
            Rotation::Quarter => ((0.0, 0.0), (w, 0.0), (0.0, h)),
            Rotation::Half => ((w, 0.0), (w, h), (0.0, 0.0)),
            Rotation::ThreeQuarters => ((w, h), (0.0, h), (w, 0.0)),
        };
        let display =
            [(x2 - x0) / across, (y2 - y0) / across, (x1 - x0) / down, (y1 - y0) / down, x0, y0];
        let page = Single(upright).then(Single(display));
        let Single([a, b, c, d, e, f]) = Single(matrix.map(|one| one as f32)).then(page);
        let edges = |one: f32, other: f32, at: f32, side: f32| {
            let ends = [at, one + at, other + at, one + other + at];
            let low = ends.into_iter().fold(f32::INFINITY, f32::min).floor();
            let high = ends.into_iter().fold(f32::NEG_INFINITY, f32::max).ceil();
            let is_near = low.abs() <= MOST && (high - side).abs() <= MOST && high > low;
            is_near.then_some((low as i32, (high - low) as u32))
        };
        let (x, width) = edges(a, c, e, w)?;
        let (y, height) = edges(b, d, f, h)?;
        Some(Self { x, y, width, height })
    }

    /// What is drawn: a picture as large as this place, of which that is kept which lies on the page.
    pub fn put(self, raster: Raster, (width, height): (u32, u32)) -> Raster {
        let fits = (self.x, self.y, raster.width, raster.height) == (0, 0, width, height);
        if fits {
            return raster;
        }
        let channels = raster.channels;
        let row_length = raster.width as usize * channels;
        let mut pixels = Vec::with_capacity((width * height) as usize * channels);
        for y in 0..i64::from(height) {
            let from = usize::try_from(y - i64::from(self.y)).ok();
            let from = from.filter(|row| *row < raster.height as usize);
            let row = from.and_then(|row| raster.pixels.get(row * row_length..)).unwrap_or(&[]);
            for x in 0..i64::from(width) {
                let from = usize::try_from(x - i64::from(self.x)).ok();
                let from = from.filter(|column| *column < raster.width as usize);
                let pixel = from.and_then(|at| row.get(at * channels..(at + 1) * channels));
                match pixel {
                    Some(pixel) => pixels.extend_from_slice(pixel),
                    None => pixels.extend(std::iter::repeat_n(u8::MAX, channels)),
                }
            }
        }
        Raster { pixels, channels, width, height }
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Shown};
    use crate::picture::{Raster, Rotation};

    const LETTER: Shown = Shown { edges: [0.0, 0.0, 612.0, 792.0] };

    fn place(turned: (Rotation, Rotation), size: (u32, u32)) -> Place {
        Place::of(&[612.0, 0.0, 0.0, 792.0, 0.0, 0.0], LETTER, turned, size).unwrap()
    }

    #[test]
    fn the_last_digit_of_single_precision_adds_the_pixel_that_pdfium_adds() {
        let upright = (Rotation::None, Rotation::None);
        assert_eq!(place(upright, (170, 220)), Place { x: 0, y: -1, width: 171, height: 221 });
        assert_eq!(place(upright, (1275, 1650)), Place { x: 0, y: 0, width: 1275, height: 1650 });
    }

    #[test]
    fn a_turned_page_has_its_picture_where_it_is_shown() {
        let all = [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters];
        for own in all {
            for added in all {
                let sum = [own, added].iter().filter(|one| **one as u8 % 2 == 1).count();
                let size = if sum == 1 { (1650, 1275) } else { (1275, 1650) };
                let place = place((own, added), size);
                assert!(place.width.abs_diff(size.0) <= 1, "{own:?} {added:?}: {place:?}");
                assert!(place.height.abs_diff(size.1) <= 1, "{own:?} {added:?}: {place:?}");
                assert!(place.x.abs() <= 1 && place.y.abs() <= 1, "{own:?} {added:?}: {place:?}");
            }
        }
    }

    #[test]
    fn a_picture_far_from_the_edges_has_no_place() {
        for matrix in [[300.0, 0.0, 0.0, 792.0, 0.0, 0.0], [612.0, 0.0, 0.0, 792.0, 50.0, 0.0]] {
            let turned = (Rotation::None, Rotation::None);
            assert_eq!(Place::of(&matrix, LETTER, turned, (170, 220)), None);
        }
    }

    #[test]
    fn what_lies_beside_the_page_is_cut_and_what_is_missing_is_white() {
        let raster = Raster { pixels: vec![1, 2, 3, 4, 5, 6], channels: 1, width: 3, height: 2 };
        let place = Place { x: -1, y: 1, width: 3, height: 2 };
        let put = place.put(raster, (3, 2));
        assert_eq!((put.width, put.height), (3, 2));
        assert_eq!(put.pixels, [255, 255, 255, 2, 3, 255]);
    }
}
