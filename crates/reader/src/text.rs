//! Text runs with their boxes, in fractions of the page as it is shown (rotation and crop applied).

use crate::protocol::TextRun;
use pdfium_render::prelude::{PdfPage, PdfRenderConfig};

/// Page is mapped onto this many units each way; PDFium's conversion works in whole units.
const UNITS: i32 = 20_000;
const MAX_RUNS: usize = 20_000;

/// Reads a page's runs in PDFium's order.
pub fn read_runs(page: &PdfPage<'_>) -> Vec<TextRun> {
    let Ok(text) = page.text() else {
        return Vec::new();
    };
    let whole_page = PdfRenderConfig::new().set_fixed_size(UNITS, UNITS);
    let fraction = |units: i32| units as f32 / UNITS as f32;
    let mut runs = Vec::new();
    for segment in text.segments().iter().take(MAX_RUNS) {
        let bounds = segment.bounds();
        let first = page.points_to_pixels(bounds.left(), bounds.top(), &whole_page);
        let second = page.points_to_pixels(bounds.right(), bounds.bottom(), &whole_page);
        let (Ok((x1, y1)), Ok((x2, y2))) = (first, second) else {
            continue;
        };
        let words = segment.text();
        let words = words.trim_end_matches(['\r', '\n', '\0']);
        if words.is_empty() {
            continue;
        }
        let (left, top) =
            (fraction(x1.min(x2)).clamp(0.0, 1.0), fraction(y1.min(y2)).clamp(0.0, 1.0));
        let (right, bottom) =
            (fraction(x1.max(x2)).clamp(0.0, 1.0), fraction(y1.max(y2)).clamp(0.0, 1.0));
        runs.push(TextRun {
            text: words.to_owned(),
            x: left,
            y: top,
            w: right - left,
            h: bottom - top,
        });
    }
    runs
}
