//! Making a picture smaller row by row, each new pixel the mean of the area it covers: what PDFium does with pictures
//! it makes smaller. Only one row of the old picture is held.

use crate::picture::{Raster, Rotation};

/// What the weights of the old pixels of a new one add up to: sums of a byte times a weight fit into 16 bits, which is
/// as fast as it gets.
const WHOLE: f64 = 256.0;

/// The old pixels or rows of a new one.
#[derive(Debug, Clone)]
struct Span {
    first: usize,
    /// By how much each counts: those at the edges as far as they lie within.
    weights: Vec<u16>,
}

fn spans(old: u32, new: u32) -> Vec<Span> {
    let scale = f64::from(old) / f64::from(new.max(1));
    let span = |at: u32| {
        let (from, to) = (f64::from(at) * scale, f64::from(at + 1) * scale);
        let first = (from.floor() as usize).min(old.saturating_sub(1) as usize);
        let end = (to.ceil() as usize).clamp(first + 1, old.max(1) as usize);
        // Rounding what has been given so far, not each weight, makes them add up exactly.
        let so_far = |upto: usize| {
            let share =
                if upto >= end { 1.0 } else { ((upto as f64 - from) / scale).clamp(0.0, 1.0) };
            (share * WHOLE).round() as u16
        };
        let weights = (first..end).map(|at| so_far(at + 1) - so_far(at)).collect();
        Span { first, weights }
    };
    (0..new).map(span).collect()
}

/// Takes the rows of a picture from top to bottom.
pub struct Shrink {
    channels: usize,
    columns: Vec<Span>,
    rows: Vec<Span>,
    /// Old rows seen.
    n_seen: usize,
    /// New rows that are done.
    n_done: usize,
    /// What the old rows of the next new one add up to, as wide as they are.
    sums: Vec<u16>,
    pixels: Vec<u8>,
}

impl Shrink {
    /// From one size to another that is not larger; `None` when it is.
    pub fn new(from: (u32, u32), to: (u32, u32), channels: usize) -> Option<Self> {
        if to.0 > from.0 || to.1 > from.1 || to.0 == 0 || to.1 == 0 {
            return None;
        }
        Some(Self {
            channels,
            columns: spans(from.0, to.0),
            rows: spans(from.1, to.1),
            n_seen: 0,
            n_done: 0,
            sums: vec![0; from.0 as usize * channels],
            pixels: Vec::with_capacity(to.0 as usize * to.1 as usize * channels),
        })
    }

    /// Takes the next row. Rows beyond the last are left out.
    pub fn push(&mut self, row: &[u8]) {
        let at = self.n_seen;
        self.n_seen += 1;
        // A row at an edge belongs to the next new one, too.
        while let Some(span) = self.rows.get(self.n_done) {
            let Some(weight) = at.checked_sub(span.first).and_then(|at| span.weights.get(at))
            else {
                return;
            };
            gather(&mut self.sums, row, *weight);
            if at + 1 < span.first + span.weights.len() {
                return;
            }
            self.finish_row();
        }
    }

    /// The small picture, of which missing rows are white.
    pub fn finish(mut self) -> Raster {
        let (width, height) = (self.columns.len() as u32, self.rows.len() as u32);
        let n_values = self.columns.len() * self.rows.len() * self.channels;
        self.pixels.resize(n_values, u8::MAX);
        Raster { pixels: self.pixels, channels: self.channels, width, height }
    }

    fn finish_row(&mut self) {
        match self.channels {
            1 => narrow::<1>(&self.columns, &self.sums, &mut self.pixels),
            _ => narrow::<3>(&self.columns, &self.sums, &mut self.pixels),
        }
        self.sums.fill(0);
        self.n_done += 1;
    }
}

fn gather(sums: &mut [u16], row: &[u8], weight: u16) {
    for (sum, value) in sums.iter_mut().zip(row) {
        *sum = sum.wrapping_add(u16::from(*value).wrapping_mul(weight));
    }
}

/// Makes a row of sums as narrow as the new picture.
fn narrow<const N: usize>(columns: &[Span], sums: &[u16], pixels: &mut Vec<u8>) {
    let sums = sums.as_chunks::<N>().0;
    for span in columns {
        let mut totals = [1 << 15; N];
        let part = sums.get(span.first..).unwrap_or_default();
        for (values, weight) in part.iter().zip(&span.weights) {
            for (total, value) in totals.iter_mut().zip(values) {
                *total += u32::from(*value) * u32::from(*weight);
            }
        }
        pixels.extend(totals.map(|total: u32| (total >> 16) as u8));
    }
}

/// Turns a picture clockwise.
pub fn turn(raster: Raster, rotation: Rotation) -> Raster {
    let (width, height) = (raster.width as usize, raster.height as usize);
    let channels = raster.channels;
    let pixel = |x: usize, y: usize| {
        let at = (y * width + x) * channels;
        raster.pixels.get(at..at + channels).unwrap_or_default()
    };
    let gather = |across: usize, down: usize, from: &dyn Fn(usize, usize) -> (usize, usize)| {
        let mut pixels = Vec::with_capacity(raster.pixels.len());
        for y in 0..down {
            for x in 0..across {
                let (x, y) = from(x, y);
                pixels.extend_from_slice(pixel(x, y));
            }
        }
        Raster { pixels, channels, width: across as u32, height: down as u32 }
    };
    match rotation {
        Rotation::None => raster,
        Rotation::Quarter => gather(height, width, &|x, y| (y, height - 1 - x)),
        Rotation::Half => gather(width, height, &|x, y| (width - 1 - x, height - 1 - y)),
        Rotation::ThreeQuarters => gather(height, width, &|x, y| (width - 1 - y, x)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Shrink, turn};
    use crate::picture::{Raster, Rotation};

    fn shrink(from: (u32, u32), to: (u32, u32), channels: usize, pixels: &[u8]) -> Raster {
        let mut shrink = Shrink::new(from, to, channels).unwrap();
        pixels.chunks(from.0 as usize * channels).for_each(|row| shrink.push(row));
        shrink.finish()
    }

    #[test]
    fn a_new_pixel_is_the_mean_of_what_it_covers() {
        let four = [0, 100, 200, 255, 10, 20, 30, 40, 0, 0, 0, 0, 255, 255, 255, 255];
        assert_eq!(shrink((4, 4), (2, 2), 1, &four).pixels, [33, 131, 128, 128]);
        assert_eq!(shrink((4, 4), (4, 4), 1, &four).pixels, four);
        // Three become two: the middle one counts half for each.
        assert_eq!(shrink((3, 1), (2, 1), 1, &[0, 90, 240]).pixels, [30, 190]);
        assert_eq!(shrink((1, 3), (1, 2), 1, &[0, 90, 240]).pixels, [30, 190]);
        assert_eq!(shrink((2, 1), (1, 1), 3, &[0, 10, 20, 100, 30, 40]).pixels, [50, 20, 30]);
    }

    #[test]
    fn whatever_the_sizes_every_pixel_is_there_and_a_plain_picture_stays_plain() {
        for old in 1..40_u32 {
            for new in 1..=old {
                let small = shrink((old, old), (new, new), 1, &vec![77; (old * old) as usize]);
                assert_eq!(small.pixels, vec![77; (new * new) as usize], "{old} to {new}");
            }
        }
        assert!(Shrink::new((2, 2), (3, 1), 1).is_none());
        assert!(Shrink::new((2, 2), (0, 1), 1).is_none());
    }

    #[test]
    fn rows_that_are_missing_are_white_and_rows_too_many_are_left_out() {
        assert_eq!(shrink((1, 4), (1, 2), 1, &[0, 0]).pixels, [0, 255]);
        assert_eq!(shrink((1, 4), (1, 2), 1, &[0, 0, 0]).pixels, [0, 255]);
        assert_eq!(shrink((1, 2), (1, 1), 1, &[8, 8, 99, 99]).pixels, [8]);
        assert_eq!(Shrink::new((5, 5), (2, 2), 3).unwrap().finish().pixels, [255; 12]);
    }

    #[test]
    fn a_turned_picture_has_its_corners_in_the_right_places() {
        let raster = Raster { pixels: vec![1, 2, 3, 4, 5, 6], channels: 1, width: 3, height: 2 };
        let turned = |rotation| {
            let raster = turn(raster.clone(), rotation);
            (raster.width, raster.pixels)
        };
        assert_eq!(turned(Rotation::Quarter), (2, vec![4, 1, 5, 2, 6, 3]));
        assert_eq!(turned(Rotation::Half), (3, vec![6, 5, 4, 3, 2, 1]));
        assert_eq!(turned(Rotation::ThreeQuarters), (2, vec![3, 6, 2, 5, 1, 4]));
    }
}
