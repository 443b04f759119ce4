//! Text runs with their boxes, and the names of their fonts.

use crate::geometry::Frame;
use crate::protocol::{MAX_NAME, MAX_RUN, MAX_RUNS, TextRun};
use pdfium_render::prelude::{PdfPage, PdfPageTextSegment};

/// Reads a page's runs in PDFium's order.
pub fn read_runs(page: &PdfPage<'_>) -> Vec<TextRun> {
    let mut runs = Vec::new();
    each_run(page, &mut |run, _| runs.push(run));
    runs
}

/// Reads the names of the fonts of a page's runs: of each that of its first letter.
pub fn read_fonts(page: &PdfPage<'_>) -> Vec<String> {
    let mut names = Vec::new();
    each_run(page, &mut |_, segment| {
        let name =
            segment.chars().ok().and_then(|letters| Some(letters.iter().next()?.font_name()));
        names.push(name.unwrap_or_default().chars().take(MAX_NAME).collect());
    });
    names
}

fn each_run(page: &PdfPage<'_>, take: &mut dyn FnMut(TextRun, &PdfPageTextSegment<'_>)) {
    let Ok(text) = page.text() else {
        return;
    };
    let frame = Frame::of(page);
    for segment in text.segments().iter().take(MAX_RUNS) {
        let Some(area) = frame.area(&segment.bounds()) else {
            continue;
        };
        let words = segment.text();
        let words = words.trim_end_matches(['\r', '\n', '\0']);
        if words.is_empty() {
            continue;
        }
        let text = words.chars().take(MAX_RUN).collect();
        take(TextRun { text, x: area.x, y: area.y, w: area.w, h: area.h }, &segment);
    }
}
