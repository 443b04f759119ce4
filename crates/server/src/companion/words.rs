use super::pages::failed;
use super::stored::Stored;
use super::{Made, Maker};
use ocr::{Limits, OcrError, Order, PageText, TextLayer};
use reader::{OpenDocument, PageSize, ReaderError};
use std::sync::Arc;

/// Points to the inch at which pages are drawn for tesseract: measured, docs/adr/0028.
const DPI: f32 = 200.0;
/// Points to the inch in PDF (ISO 32000-1, 8.3.2.3).
const PDF_DPI: f32 = 72.0;
/// Pages that are read of one paper.
const MAX_PAGES: usize = 5_000;

/// Reads the words of pages that have none of their own.
pub fn make(maker: &Maker, source: Arc<Stored>, is_stopping: &dyn Fn() -> bool) -> Made {
    let Some(tesseract) = &maker.tesseract else {
        return Made::Later;
    };
    let open = match OpenDocument::open(&maker.program, source) {
        Ok(open) => open,
        Err(error) => return failed(&error),
    };
    let languages: Vec<&str> = maker.languages.iter().map(String::as_str).collect();
    let order = Order {
        tesseract,
        program: &maker.program,
        languages: &languages,
        dpi: DPI as u32,
        limits: Limits::default(),
        is_wanted: &|| !is_stopping(),
    };
    let mut pages = Vec::new();
    for (page, size) in (0_u32..).zip(open.pages()) {
        if is_stopping() {
            return Made::Later;
        }
        let is_beyond = pages.len() >= MAX_PAGES;
        pages.push(if is_beyond { None } else { words_of(&open, (page, *size), &order) });
    }
    // A signal that came during a page left it without words: the paper is read anew then.
    if is_stopping() {
        return Made::Later;
    }
    if pages.iter().all(Option::is_none) {
        return Made::Nothing;
    }
    let layer = TextLayer {
        engine: "tesseract".to_owned(),
        engine_version: tesseract.version.clone(),
        languages: maker.languages.clone(),
        pages,
    };
    layer.to_bytes().map_or(Made::Failed("companion-too-large"), Made::Ready)
}

/// The words of one page; `None` where it has text of its own or cannot be read, which keeps no other from being read.
fn words_of(
    open: &OpenDocument,
    (page, size): (u32, PageSize),
    order: &Order<'_>,
) -> Option<PageText> {
    let has_text = open
        .text(page)
        .is_ok_and(|runs| runs.iter().any(|run| run.text.chars().any(char::is_alphanumeric)));
    if has_text || size.width <= 0.0 {
        return None;
    }
    let width = (size.width / PDF_DPI * DPI).round() as u32;
    let picture = open.draw(page, width).map_err(|error: ReaderError| {
        tracing::info!(page, %error, "a scanned page cannot be drawn");
    });
    let read = ocr::recognise(order, &picture.ok()?).map_err(|error| {
        if error != OcrError::Unwanted {
            tracing::info!(page, %error, "the words of a page cannot be read");
        }
    });
    Some(PageText::of(&read.ok()?, 0.0))
}
