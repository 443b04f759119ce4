//! Text runs with their boxes, and the names of their fonts.
//!
//! Runs are put together letter by letter. PDFium's own segments ask for the text inside a box, which costs a search
//! through the page for each of them and loses letters that stick out of it, as accented ones of text layers do.

use crate::geometry::Frame;
use crate::protocol::{MAX_NAME, MAX_RUN, MAX_RUNS, TextRun};
use pdfium_render::prelude::{PdfPage, PdfPageTextChar, PdfPoints, PdfRect};

/// A gap as wide as this many heights of the letters parts runs: columns, tables.
const COLUMN_GAP: f32 = 2.5;
/// Letters whose sizes differ by this factor stand in different runs.
const OTHER_SIZE: f32 = 1.12;
/// What PDFium gives for a hyphen at the end of a line.
const HYPHEN: char = '\u{2}';

/// Reads a page's runs in PDFium's order.
pub fn read_runs(page: &PdfPage<'_>) -> Vec<TextRun> {
    let mut runs = Vec::new();
    each_run(page, &mut |run, _| runs.push(run));
    runs
}

/// Reads the names of the fonts of a page's runs: of each that of its first letter.
pub fn read_fonts(page: &PdfPage<'_>) -> Vec<String> {
    let mut names = Vec::new();
    each_run(page, &mut |_, letter| {
        names.push(letter.font_name().chars().take(MAX_NAME).collect());
    });
    names
}

fn each_run(page: &PdfPage<'_>, take: &mut dyn FnMut(TextRun, &PdfPageTextChar<'_>)) {
    let Ok(text) = page.text() else {
        return;
    };
    let frame = Frame::of(page);
    let letters = text.chars();
    let mut n_runs = 0;
    let mut begun: Option<(Begun, PdfPageTextChar<'_>)> = None;
    let mut finish = |begun: &mut Option<(Begun, PdfPageTextChar<'_>)>| {
        if let Some((run, first)) = begun.take()
            && let Some(run) = run.finish(&frame)
        {
            take(run, &first);
            n_runs += 1;
        }
        n_runs < MAX_RUNS
    };
    let mut high = None;
    for letter in letters.iter() {
        let Some(sign) = sign_of(letter.unicode_value(), &mut high) else {
            continue;
        };
        if matches!(sign, '\r' | '\n') {
            if !finish(&mut begun) {
                return;
            }
            continue;
        }
        let size = letter.unscaled_font_size().value;
        let bounds = letter.tight_bounds().ok().filter(has_area);
        let goes_on =
            begun.as_ref().is_some_and(|(run, _)| run.goes_on_with(bounds.as_ref(), size));
        if !goes_on && begun.is_some() && !finish(&mut begun) {
            return;
        }
        match &mut begun {
            Some((run, _)) => run.add(sign, bounds),
            None if sign.is_whitespace() || bounds.is_none() => {}
            None => {
                let mut run = Begun { text: String::new(), size, around: None, last: None };
                run.add(sign, bounds);
                begun = Some((run, letter));
            }
        }
    }
    finish(&mut begun);
}

/// The letter of a value; PDFium gives the halves of a rare one apart.
fn sign_of(value: u32, high: &mut Option<u32>) -> Option<char> {
    match (value, high.take()) {
        (0xD800..=0xDBFF, _) => {
            *high = Some(value);
            None
        }
        (0xDC00..=0xDFFF, Some(first)) => {
            char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (value - 0xDC00))
        }
        (0, _) => None,
        (value, _) => char::from_u32(value).map(|sign| if sign == HYPHEN { '-' } else { sign }),
    }
}

fn has_area(bounds: &PdfRect) -> bool {
    let sound = |points: PdfPoints| points.value.is_finite();
    let corners = [bounds.left(), bounds.right(), bounds.top(), bounds.bottom()];
    corners.into_iter().all(sound)
        && (bounds.right().value - bounds.left().value).abs() > f32::EPSILON
        && (bounds.top().value - bounds.bottom().value).abs() > f32::EPSILON
}

/// A run that is being put together.
struct Begun {
    text: String,
    size: f32,
    around: Option<PdfRect>,
    last: Option<PdfRect>,
}

impl Begun {
    /// Whether a letter stands in the same run: as large, and not far from the last one.
    fn goes_on_with(&self, bounds: Option<&PdfRect>, size: f32) -> bool {
        let (Some(last), Some(next)) = (&self.last, bounds) else {
            return true;
        };
        let (smaller, larger) = (self.size.min(size), self.size.max(size));
        if smaller > 0.0 && larger > smaller * OTHER_SIZE {
            return false;
        }
        let height = |bounds: &PdfRect| (bounds.top().value - bounds.bottom().value).abs();
        let width = |bounds: &PdfRect| (bounds.right().value - bounds.left().value).abs();
        let reach =
            [height(last), height(next), width(last), width(next)].into_iter().fold(1.0, f32::max);
        let apart = |one: (f32, f32), other: (f32, f32)| (other.0 - one.1).max(one.0 - other.1);
        let across =
            apart((last.left().value, last.right().value), (next.left().value, next.right().value));
        let down =
            apart((last.bottom().value, last.top().value), (next.bottom().value, next.top().value));
        across.max(down) <= COLUMN_GAP * reach
    }

    fn add(&mut self, sign: char, bounds: Option<PdfRect>) {
        if self.text.len() < MAX_RUN * 4 {
            self.text.push(sign);
        }
        let Some(bounds) = bounds else {
            return;
        };
        self.around = Some(self.around.map_or(bounds, |around| {
            PdfRect::new(
                min(around.bottom(), bounds.bottom()),
                min(around.left(), bounds.left()),
                max(around.top(), bounds.top()),
                max(around.right(), bounds.right()),
            )
        }));
        self.last = Some(bounds);
    }

    fn finish(self, frame: &Frame<'_>) -> Option<TextRun> {
        let text: String = self.text.trim_end().chars().take(MAX_RUN).collect();
        let area = frame.area(&self.around?)?;
        (!text.is_empty()).then_some(TextRun { text, x: area.x, y: area.y, w: area.w, h: area.h })
    }
}

fn min(one: PdfPoints, other: PdfPoints) -> PdfPoints {
    PdfPoints::new(one.value.min(other.value))
}

fn max(one: PdfPoints, other: PdfPoints) -> PdfPoints {
    PdfPoints::new(one.value.max(other.value))
}

#[cfg(test)]
mod tests {
    use super::sign_of;

    #[test]
    fn a_letter_in_two_halves_is_one_and_a_half_alone_is_none() {
        let read = |values: &[u32]| -> String {
            let mut high = None;
            values.iter().filter_map(|value| sign_of(*value, &mut high)).collect()
        };
        assert_eq!(read(&[0xD834, 0xDD1E, 0x1EA5]), "𝄞ấ");
        assert_eq!(read(&[0xDD1E, 0x61, 0xD834, 0x62, 0]), "ab");
        assert_eq!(read(&[0x2]), "-");
    }
}
