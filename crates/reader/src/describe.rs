//! What a document says of itself: sizes of its pages, outline, printed labels.

use crate::error::ReaderError;
use crate::protocol::{MAX_NAME, MAX_OUTLINE, MAX_PAGES, OutlineEntry, PageSize, Say};
use crate::reply::SIDES;
use pdfium_render::prelude::PdfDocument;

/// Front matter with labels of its own lies within the first pages; reading a label loads its page.
const MAX_LABELLED: i32 = 200;
/// A page without a usable size still gets its place, as A4.
const A4: PageSize = PageSize { width: 595.0, height: 842.0 };

/// Pages and outline.
pub fn describe(document: &PdfDocument<'_>) -> Result<Say, ReaderError> {
    let n_pages = n_pages(document);
    if n_pages <= 0 {
        return Err(ReaderError::NoPages);
    }
    let pages = document.pages();
    let sizes = (0..n_pages).map(|index| {
        let size = pages.page_size(index).ok();
        let (width, height) = size.map(|size| (size.width().value, size.height().value))?;
        let usable = |side: f32| side.is_finite() && SIDES.contains(&side);
        (usable(width) && usable(height)).then_some(PageSize { width, height })
    });
    let pages = sizes.map(|size| size.unwrap_or(A4)).collect();
    Ok(Say::Opened { pages, outline: outline(document, n_pages) })
}

fn n_pages(document: &PdfDocument<'_>) -> i32 {
    document.pages().len().min(i32::try_from(MAX_PAGES).unwrap_or(i32::MAX))
}

fn outline(document: &PdfDocument<'_>, n_pages: i32) -> Vec<OutlineEntry> {
    let mut entries = Vec::new();
    let mut pending = Vec::new();
    if let Some(root) = document.bookmarks().root() {
        pending.push((0, root));
    }
    // A hostile outline may be a ring: the number of entries is what ends it.
    while let Some((depth, bookmark)) = pending.pop() {
        if entries.len() >= MAX_OUTLINE || pending.len() > MAX_OUTLINE {
            break;
        }
        let page = bookmark.destination().and_then(|to| to.page_index().ok());
        let page = page.filter(|page| (0..n_pages).contains(page));
        entries.push(OutlineEntry {
            depth,
            title: bookmark.title().unwrap_or_default().chars().take(MAX_NAME).collect(),
            page: page.and_then(|page| u32::try_from(page).ok()),
        });
        if let Some(sibling) = bookmark.next_sibling() {
            pending.push((depth, sibling));
        }
        if let Some(child) = bookmark.first_child() {
            pending.push((depth.saturating_add(1).min(32), child));
        }
    }
    entries
}

/// Printed labels. Reading one loads its page, so a few are probed first: most documents count plainly from 1.
pub fn labels(document: &PdfDocument<'_>) -> Vec<String> {
    let n_pages = n_pages(document);
    let plain = |index: i32| (index + 1).to_string();
    let label = |index: i32| {
        let page = document.pages().get(index).ok();
        let label = page.as_ref().and_then(|page| page.label()).unwrap_or_default();
        if label.is_empty() { plain(index) } else { label.chars().take(MAX_NAME).collect() }
    };
    let probes = (0..6).chain([n_pages / 4, n_pages / 2, n_pages - 1]);
    let counts_plainly = probes.filter(|at| *at < n_pages).all(|at| label(at) == plain(at));
    let labelled = |at: i32| !counts_plainly && at < MAX_LABELLED;
    (0..n_pages).map(|at| if labelled(at) { label(at) } else { plain(at) }).collect()
}
