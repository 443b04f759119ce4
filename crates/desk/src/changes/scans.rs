//! Pages without text: compared by their pictures. Those that look the same are paired first; what is left between two
//! pairs is compared in order.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::paper_text::PaperText;
use anchoring::{Rect, page_pictures_differ};
use reader::{PictureAsk, Priority, Rotation};
use vault::FileRow;

/// Width of the pictures by which pages are known again, in pixels.
const LIKENESS_WIDTH: u32 = 48;
/// Width of the pictures that are compared, in pixels.
const COMPARED_WIDTH: u32 = 620;
/// Most pages of a version that are compared by their pictures.
const MAX_SCANS: usize = 1_500;

/// What became of the pages without text.
#[derive(Debug, Default)]
pub struct Scans {
    /// Pages that belong together.
    pub pairs: Vec<ScanPair>,
    /// Pages of the older version that are gone.
    pub removed: Vec<u32>,
}

/// A page and what it was.
#[derive(Debug, PartialEq)]
pub struct ScanPair {
    /// In the older version.
    pub old: u32,
    /// In the newer version.
    pub new: u32,
    /// Where the pictures differ.
    pub areas: Vec<Rect>,
}

impl Desk {
    /// Compares pages that have no text in either version.
    pub(super) fn compare_scans(
        &self,
        (old_row, old): (&FileRow, &PaperText),
        (new_row, new): (&FileRow, &PaperText),
    ) -> Result<Scans, DeskError> {
        let (old, new) = (blank_pages(old), blank_pages(new));
        let likenesses = |row, pages: &[u32]| -> Result<Vec<Option<Vec<u8>>>, DeskError> {
            pages.iter().map(|page| self.picture_of(row, *page, LIKENESS_WIDTH)).collect()
        };
        let pairs = pair(&likenesses(old_row, &old)?, &likenesses(new_row, &new)?);
        let mut scans = Scans::default();
        for (was, is) in pairs {
            match (was.and_then(|at| old.get(at)), is.and_then(|at| new.get(at))) {
                (Some(old), Some(new)) => {
                    let areas = self.differing((old_row, *old), (new_row, *new))?;
                    scans.pairs.push(ScanPair { old: *old, new: *new, areas });
                }
                (Some(old), None) => scans.removed.push(*old),
                (None, _) => {}
            }
        }
        Ok(scans)
    }

    fn differing(
        &self,
        (old_row, old): (&FileRow, u32),
        (new_row, new): (&FileRow, u32),
    ) -> Result<Vec<Rect>, DeskError> {
        let old = self.picture_of(old_row, old, COMPARED_WIDTH)?;
        let new = self.picture_of(new_row, new, COMPARED_WIDTH)?;
        let whole = || vec![Rect { x: 0.0, y: 0.0, w: 1.0, h: 1.0 }];
        if old == new {
            return Ok(Vec::new());
        }
        let (Some(old), Some(new)) =
            (old.and_then(|png| gray(&png)), new.and_then(|png| gray(&png)))
        else {
            return Ok(whole());
        };
        if (old.width, old.height) != (new.width, new.height) {
            return Ok(whole());
        }
        Ok(page_pictures_differ(&old.pixels, &new.pixels, new.width, new.height))
    }

    /// A page's picture; `None` for a page that cannot be drawn.
    fn picture_of(
        &self,
        row: &FileRow,
        page: u32,
        width: u32,
    ) -> Result<Option<Vec<u8>>, DeskError> {
        if self.is_closing() {
            return Err(DeskError::from_code("locked"));
        }
        let priority = Priority::Thumbnail;
        let ask = PictureAsk { width, tile: None, rotation: Rotation::None, priority };
        let open = self.reader(row.document, row.version)?;
        Ok(open.picture(page, &ask).ok().map(|picture| picture.bytes))
    }
}

fn blank_pages(text: &PaperText) -> Vec<u32> {
    let pages = (0_u32..).zip(text).filter(|(_, page)| page.runs.is_empty());
    pages.map(|(page, _)| page).take(MAX_SCANS).collect()
}

/// Pairs what is alike in the longest common order; what lies between is paired in order.
fn pair<T: PartialEq>(old: &[Option<T>], new: &[Option<T>]) -> Vec<(Option<usize>, Option<usize>)> {
    let alike = |was: usize, is: usize| {
        let (was, is) =
            (old.get(was).and_then(Option::as_ref), new.get(is).and_then(Option::as_ref));
        was.is_some() && was == is
    };
    // Longest common subsequence, by lengths from the end.
    let across = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * across];
    let at = |lengths: &[u32], was: usize, is: usize| {
        lengths.get(was * across + is).copied().unwrap_or(0)
    };
    for was in (0..old.len()).rev() {
        for is in (0..new.len()).rev() {
            let longest = if alike(was, is) {
                at(&lengths, was + 1, is + 1) + 1
            } else {
                at(&lengths, was + 1, is).max(at(&lengths, was, is + 1))
            };
            if let Some(length) = lengths.get_mut(was * across + is) {
                *length = longest;
            }
        }
    }
    let (mut was, mut is) = (0, 0);
    let (mut pairs, mut left_old, mut left_new) = (Vec::new(), Vec::new(), Vec::new());
    while was < old.len() || is < new.len() {
        if was < old.len() && is < new.len() && alike(was, is) {
            pair_rest(&mut pairs, &mut left_old, &mut left_new);
            pairs.push((Some(was), Some(is)));
            (was, is) = (was + 1, is + 1);
        } else if is < new.len()
            && (was >= old.len() || at(&lengths, was, is + 1) > at(&lengths, was + 1, is))
        {
            left_new.push(is);
            is += 1;
        } else {
            left_old.push(was);
            was += 1;
        }
    }
    pair_rest(&mut pairs, &mut left_old, &mut left_new);
    pairs
}

/// Pages between two that are alike: as many as both sides have belong together, the others came or went.
fn pair_rest(
    pairs: &mut Vec<(Option<usize>, Option<usize>)>,
    old: &mut Vec<usize>,
    new: &mut Vec<usize>,
) {
    let n_both = old.len().max(new.len());
    let both = (0..n_both).map(|at| (old.get(at).copied(), new.get(at).copied()));
    pairs.extend(both);
    old.clear();
    new.clear();
}

struct Gray {
    pixels: Vec<u8>,
    width: usize,
    height: usize,
}

/// The gray pixels of a picture that our own worker encoded.
fn gray(file: &[u8]) -> Option<Gray> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(info.buffer_size());
    let pixels = match info.color_type {
        png::ColorType::Grayscale => pixels,
        png::ColorType::Rgb => pixels
            .as_chunks::<3>()
            .0
            .iter()
            .map(|[red, green, blue]| luma(*red, *green, *blue))
            .collect(),
        png::ColorType::Rgba | png::ColorType::GrayscaleAlpha | png::ColorType::Indexed => {
            return None;
        }
    };
    Some(Gray {
        pixels,
        width: usize::try_from(info.width).ok()?,
        height: usize::try_from(info.height).ok()?,
    })
}

/// Rec. 601 luma, in 8 bits.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(sum >> 8).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::pair;

    fn pages(letters: &str) -> Vec<Option<char>> {
        letters.chars().map(|letter| (letter != '?').then_some(letter)).collect()
    }

    #[test]
    fn pages_that_are_alike_are_paired_and_others_come_go_or_are_compared() {
        let check = |old: &str, new: &str, expected: &[(Option<usize>, Option<usize>)]| {
            assert_eq!(pair(&pages(old), &pages(new)), expected, "{old} {new}");
        };
        check("abc", "abc", &[(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2))]);
        check("abc", "aXc", &[(Some(0), Some(0)), (Some(1), Some(1)), (Some(2), Some(2))]);
        check("ac", "abc", &[(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
        check("abc", "ac", &[(Some(0), Some(0)), (Some(1), None), (Some(2), Some(1))]);
        check("", "a", &[(None, Some(0))]);
        check("?", "?", &[(Some(0), Some(0))]);
    }
}
