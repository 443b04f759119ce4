//! How alike two pictures of a page are: the structural similarity index (Wang, Bovik, Sheikh and Simoncelli, "Image
//! quality assessment: from error visibility to structural similarity", 2004), as the mean over squares of 8 x 8
//! pixels, 4 apart, of the brightness.

use anyhow::{Context, bail, ensure};
use std::path::Path;

/// Side of a square, and how far apart squares are, in pixels.
const SQUARE: usize = 8;
const STEP: usize = 4;
/// The two constants that keep the quotient defined, (0.01 x 255)^2 and (0.03 x 255)^2.
const OF_MEANS: f64 = 6.502_5;
const OF_VARIANCES: f64 = 58.522_5;

/// The brightness of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gray {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

impl Gray {
    /// From a PNG of one, three or four bytes a pixel.
    ///
    /// # Errors
    /// When it is none.
    pub fn from_png(png: &[u8]) -> anyhow::Result<Self> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info()?;
        let mut pixels = vec![0; reader.output_buffer_size().context("too large a picture")?];
        let info = reader.next_frame(&mut pixels)?;
        ensure!(info.bit_depth == png::BitDepth::Eight, "a picture of unusual depth");
        pixels.truncate(info.buffer_size());
        let (width, height) = (info.width as usize, info.height as usize);
        let pixels = match info.color_type {
            png::ColorType::Grayscale => pixels,
            png::ColorType::Rgb => {
                pixels.as_chunks().0.iter().map(|[r, g, b]| luma(*r, *g, *b)).collect()
            }
            png::ColorType::Rgba => {
                pixels.as_chunks().0.iter().map(|[r, g, b, _]| luma(*r, *g, *b)).collect()
            }
            png::ColorType::Indexed | png::ColorType::GrayscaleAlpha => {
                bail!("a picture of unusual colours")
            }
        };
        Ok(Self { pixels, width, height })
    }

    /// From PDFium's pixels as they lie in memory: blue, green, red, unused.
    ///
    /// # Errors
    /// When the file is not as long as the size says.
    pub fn from_bgrx(path: &Path, width: usize, height: usize) -> anyhow::Result<Self> {
        let bytes = std::fs::read(path).context("reading PDFium's picture")?;
        let pixels: Vec<u8> =
            bytes.as_chunks().0.iter().map(|[b, g, r, _]| luma(*r, *g, *b)).collect();
        ensure!(pixels.len() == width * height, "PDFium's picture has another size");
        Ok(Self { pixels, width, height })
    }

    /// Width and height in pixels.
    pub const fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn square(&self, left: usize, top: usize) -> impl Iterator<Item = f64> + '_ {
        (top..top + SQUARE).flat_map(move |row| {
            let from = row * self.width + left;
            let part = self.pixels.get(from..from + SQUARE).unwrap_or_default();
            part.iter().map(|pixel| f64::from(*pixel))
        })
    }
}

/// Brightness by ITU-R BT.601.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114 + 500) / 1000) as u8
}

/// Mean similarity of two pictures of one size, 1 for equal ones.
///
/// # Errors
/// When their sizes differ, or they are smaller than a square.
pub fn similarity(one: &Gray, other: &Gray) -> anyhow::Result<f64> {
    ensure!(one.size() == other.size(), "{:?} and {:?} differ", one.size(), other.size());
    ensure!(one.width >= SQUARE && one.height >= SQUARE, "a picture is too small");
    let (mut sum, mut n_squares) = (0.0, 0.0);
    for top in (0..=one.height - SQUARE).step_by(STEP) {
        for left in (0..=one.width - SQUARE).step_by(STEP) {
            sum += of_square(one, other, left, top);
            n_squares += 1.0;
        }
    }
    Ok(sum / n_squares)
}

fn of_square(one: &Gray, other: &Gray, left: usize, top: usize) -> f64 {
    let count = (SQUARE * SQUARE) as f64;
    let (mut sum_x, mut sum_y, mut sum_xx, mut sum_yy, mut sum_xy) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (x, y) in one.square(left, top).zip(other.square(left, top)) {
        sum_x += x;
        sum_y += y;
        sum_xx += x * x;
        sum_yy += y * y;
        sum_xy += x * y;
    }
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let variances = sum_xx / count - mean_x * mean_x + sum_yy / count - mean_y * mean_y;
    let covariance = sum_xy / count - mean_x * mean_y;
    let means = (2.0 * mean_x * mean_y + OF_MEANS) / (mean_x * mean_x + mean_y * mean_y + OF_MEANS);
    means * (2.0 * covariance + OF_VARIANCES) / (variances + OF_VARIANCES)
}

#[cfg(test)]
mod tests {
    use super::{Gray, similarity};

    fn stripes(shift: usize, contrast: u8) -> Gray {
        let pixel = |at: usize| {
            let is_dark = ((at % 64 + shift) / 4).is_multiple_of(2);
            if is_dark { contrast } else { 255 - contrast }
        };
        Gray { pixels: (0..64 * 64).map(pixel).collect(), width: 64, height: 64 }
    }

    #[test]
    fn equal_pictures_are_alike_and_moved_or_inverted_ones_are_not() {
        assert!((similarity(&stripes(0, 0), &stripes(0, 0)).unwrap() - 1.0).abs() < 1e-12);
        assert!(similarity(&stripes(0, 0), &stripes(2, 0)).unwrap() < 0.1);
        assert!(similarity(&stripes(0, 0), &stripes(4, 0)).unwrap() < -0.9);
        let paler = similarity(&stripes(0, 0), &stripes(0, 20)).unwrap();
        assert!((0.9..0.999).contains(&paler), "{paler}");
    }

    #[test]
    fn pictures_of_different_sizes_are_not_compared() {
        let small = Gray { pixels: vec![0; 64], width: 8, height: 8 };
        assert!(similarity(&small, &stripes(0, 0)).is_err());
        let tiny = Gray { pixels: vec![0; 16], width: 4, height: 4 };
        assert!(similarity(&tiny, &tiny).is_err());
    }
}
