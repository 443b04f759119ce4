//! What a document says of itself: sizes of its pages, outline, printed labels. To find it out, all pages have to be
//! visited; whoever keeps it opens the document again without that.

use crate::error::ReaderError;
use crate::protocol::{
    MAX_LABELLED, MAX_NAME, MAX_OUTLINE, MAX_PAGES, OutlineEntry, PageSize, Say,
};
use crate::reply::{SIDES, is_short};
use pdfium_render::prelude::PdfDocument;
use serde::{Deserialize, Serialize};

/// A page without a usable size still gets its place, as A4.
const A4: PageSize = PageSize { width: 595.0, height: 842.0 };

/// What a document says of itself, checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contents {
    /// Sizes of all pages.
    pub pages: Vec<PageSize>,
    /// The outline, depth first.
    pub outline: Vec<OutlineEntry>,
    labels: Labels,
}

/// Printed labels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Those of the first pages; none where all count plainly from 1.
    first: Vec<String>,
    /// Number on the page after these, from which the others count on; absent where they count plainly.
    then_from: Option<u32>,
}

impl Contents {
    /// The printed label of a page, counted from 0.
    pub fn label(&self, page: usize) -> String {
        let Labels { first, then_from } = &self.labels;
        let after = page.checked_sub(first.len()).and_then(|after| u32::try_from(after).ok());
        match (first.get(page), then_from.zip(after)) {
            (Some(label), _) => label.clone(),
            (None, Some((from, after))) => from.saturating_add(after).to_string(),
            (None, None) => (page + 1).to_string(),
        }
    }

    /// As bytes, to be kept.
    ///
    /// # Errors
    /// Never in practice: plain values can be written.
    pub fn to_bytes(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_stdvec(self)
    }

    /// Reads what [`Contents::to_bytes`] wrote; `None` where it is not that, or says what no document can.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (contents, left) = postcard::take_from_bytes::<Self>(bytes).ok()?;
        (left.is_empty() && contents.fits(contents.pages.len())).then_some(contents)
    }

    /// Whether a document of this many pages can say this.
    pub(crate) fn fits(&self, n_pages: usize) -> bool {
        let Self { pages, outline, labels } = self;
        let usable = |side: f32| side.is_finite() && SIDES.contains(&side);
        let pages_fit = pages.len() == n_pages
            && (1..=MAX_PAGES).contains(&n_pages)
            && pages.iter().all(|page| usable(page.width) && usable(page.height));
        let leads_nowhere = |page: u32| page as usize >= n_pages;
        let entry_fits = |entry: &OutlineEntry| {
            entry.depth <= 32 && is_short(&entry.title) && !entry.page.is_some_and(leads_nowhere)
        };
        let outline_fits = outline.len() <= MAX_OUTLINE && outline.iter().all(entry_fits);
        pages_fit && outline_fits && labels.fit(n_pages)
    }

    /// In the worker: finds it out.
    pub(crate) fn of(document: &PdfDocument<'_>) -> Self {
        let n_pages = n_pages(document);
        let pages = document.pages();
        let sizes = (0..n_pages).map(|index| {
            let size = pages.page_size(index).ok();
            let (width, height) = size.map(|size| (size.width().value, size.height().value))?;
            let usable = |side: f32| side.is_finite() && SIDES.contains(&side);
            (usable(width) && usable(height)).then_some(PageSize { width, height })
        });
        let pages = sizes.map(|size| size.unwrap_or(A4)).collect();
        Self { pages, outline: outline(document, n_pages), labels: Labels::default() }
    }

    /// The same with these labels.
    pub(crate) fn with(self, labels: Labels) -> Self {
        Self { labels, ..self }
    }
}

/// In the worker: how many pages there are.
pub fn open(document: &PdfDocument<'_>) -> Result<Say, ReaderError> {
    match u32::try_from(n_pages(document)) {
        Ok(n_pages) if n_pages > 0 => Ok(Say::Opened { n_pages }),
        Ok(_) | Err(_) => Err(ReaderError::NoPages),
    }
}

/// In the worker: finds the way to pages, which PDFium keeps. It goes through the page tree, and asking for a size is
/// the least that makes it do so.
pub fn walk(document: &PdfDocument<'_>, first: u32, n_pages: u32) {
    let pages = document.pages();
    for index in (first..first.saturating_add(n_pages)).map_while(|page| i32::try_from(page).ok()) {
        // A page that cannot be found is named when somebody asks for it.
        drop(pages.page_size(index));
    }
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

impl Labels {
    /// In the worker: reads them. Reading one loads its page, so a few are probed: most documents count plainly from 1,
    /// and most others do so behind their front matter.
    pub(crate) fn of(document: &PdfDocument<'_>) -> Self {
        let n_pages = n_pages(document);
        let plain = |index: i32| (index + 1).to_string();
        let label = |index: i32| {
            let page = document.pages().get(index).ok();
            let label = page.as_ref().and_then(|page| page.label()).unwrap_or_default();
            if label.is_empty() { plain(index) } else { label.chars().take(MAX_NAME).collect() }
        };
        let far = [n_pages / 4, n_pages / 2, n_pages / 4 * 3, n_pages - 1];
        let mut probes = (0..6).chain(far).filter(|at| *at < n_pages);
        if probes.all(|at| label(at) == plain(at)) {
            return Self::default();
        }
        let n_first = n_pages.min(i32::try_from(MAX_LABELLED).unwrap_or(i32::MAX));
        let first: Vec<String> = (0..n_first).map(label).collect();
        let last: Option<u32> = first.last().and_then(|label| label.parse().ok());
        let counts_on = |from: u32| {
            far.into_iter().filter(|at| *at >= n_first).all(|at| {
                let on = u32::try_from(at - n_first).unwrap_or(0);
                label(at) == from.saturating_add(on).to_string()
            })
        };
        let then_from = last.and_then(|last| last.checked_add(1)).filter(|from| counts_on(*from));
        Self { first, then_from }
    }

    /// Whether a document of this many pages can have these.
    pub(crate) fn fit(&self, n_pages: usize) -> bool {
        self.first.len() <= MAX_LABELLED.min(n_pages)
            && self.first.iter().all(|label| is_short(label))
    }
}

#[cfg(test)]
mod tests {
    use super::{Contents, Labels};
    use crate::protocol::{MAX_NAME, OutlineEntry, PageSize};
    use crate::reply::SIDES;

    impl Contents {
        pub(crate) fn sample(n_pages: usize) -> Self {
            let size = PageSize { width: 595.0, height: 842.0 };
            let title = "Điều 1".to_owned();
            let outline = vec![OutlineEntry { depth: 0, title, page: Some(1) }];
            Self { pages: vec![size; n_pages], outline, labels: Labels::sample(1) }
        }
    }

    impl Labels {
        pub(crate) fn sample(n_labels: usize) -> Self {
            Self { first: vec!["i".to_owned(); n_labels], then_from: None }
        }
    }

    #[test]
    fn what_is_kept_is_read_again_and_nothing_else() {
        let contents = Contents::sample(2);
        let bytes = contents.to_bytes().unwrap();
        assert_eq!(Contents::from_bytes(&bytes).unwrap(), contents);
        assert_eq!((contents.label(0), contents.label(1)), ("i".to_owned(), "2".to_owned()));
        let labels = Labels { then_from: Some(1), ..Labels::sample(1) };
        let counted = contents.with(labels);
        assert_eq!((counted.label(1), counted.label(7)), ("1".to_owned(), "7".to_owned()));
        assert_eq!(Contents::from_bytes(&[bytes.as_slice(), &[0]].concat()), None);
        assert_eq!(Contents::from_bytes(&bytes[1..]), None);
        assert_eq!(Contents::from_bytes(&[]), None);
    }

    #[test]
    fn what_no_document_can_say_is_not_believed() {
        type Change = fn(&mut Contents);
        let changes: [Change; 8] = [
            |it| it.pages.clear(),
            |it| it.pages.truncate(1),
            |it| it.pages[0].width = 0.0,
            |it| it.pages[0].height = f32::NAN,
            |it| it.pages[1].height = *SIDES.end() * 2.0,
            |it| it.outline[0].title = "a".repeat(MAX_NAME + 1),
            |it| it.outline[0].page = Some(2),
            |it| it.labels = Labels::sample(3),
        ];
        for (index, change) in changes.into_iter().enumerate() {
            let mut changed = Contents::sample(2);
            change(&mut changed);
            assert!(!changed.fits(2), "{index}");
        }
        assert!(Contents::sample(2).fits(2));
    }
}
