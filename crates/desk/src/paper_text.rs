//! The text of papers, read once by a worker and kept in the store: searching, carrying notes over and telling what
//! changed need no second look at the file.

use crate::companions::runs_of;
use crate::desk::Desk;
use crate::error::DeskError;
use anchoring::{PageText, Run};
use domain::DocumentId;
use ocr::TextLayer;
use orthography::Encoding;
use reader::{OpenDocument, PageSize, TextRun};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use vault::FileRow;

/// Counts how a page's text is stored; a text of another form is read anew.
const FORM: u8 = 1;
/// Part of a line's height that two runs must share to stand on one line.
const SAME_LINE: f32 = 0.5;
/// Widest gap within a word, in heights of the line.
const WORD_GAP: f32 = 0.12;

/// A page as it is stored: width and height in points, runs with their boxes.
#[derive(Debug, Serialize, Deserialize)]
struct StoredPage {
    size: [f32; 2],
    runs: Vec<(String, [f32; 4])>,
}

/// The text of each page.
pub type PaperText = Vec<PageText>;

/// The text of a page as one, with the byte at which each run begins. Runs of one line are parted by a space where
/// there is one to see, lines by a line's end: a word set in two fonts stays one word.
pub fn join(runs: &[Run]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(runs.len());
    let mut before: Option<&Run> = None;
    for run in runs {
        text.push_str(before.map_or("", |before| between(before, run)));
        starts.push(text.len());
        text.push_str(&run.text);
        before = Some(run);
    }
    (text, starts)
}

fn between(one: &Run, next: &Run) -> &'static str {
    let shared = (one.y + one.h).min(next.y + next.h) - one.y.max(next.y);
    let height = one.h.min(next.h);
    let gap = next.x - (one.x + one.w);
    if shared < SAME_LINE * height || gap < -height * 4.0 {
        "\n"
    } else if gap.abs() <= WORD_GAP * height
        && !one.text.ends_with(' ')
        && !next.text.starts_with(' ')
    {
        ""
    } else {
        " "
    }
}

impl Desk {
    /// The text of a version: from the store, or read by a worker now and kept.
    pub(crate) fn paper_text(&self, row: &FileRow) -> Result<Arc<PaperText>, DeskError> {
        let key = (row.document, row.version);
        // A text that the store has forgotten is read again: words of its scanned pages have come since.
        let stands = row.state != vault::FileState::Ready || self.is_stored(row)?;
        if stands && let Some((_, text)) = self.lock_texts().iter().find(|(known, _)| *known == key)
        {
            return Ok(Arc::clone(text));
        }
        let text = match self.stored_text(row)? {
            Some(text) => text,
            None => self.read_text(row)?,
        };
        let text = Arc::new(text);
        let mut texts = self.lock_texts();
        texts.retain(|(known, _)| *known != key);
        // Two at a time: what changed is told of two versions.
        if texts.len() >= 2 {
            texts.remove(0);
        }
        texts.push((key, Arc::clone(&text)));
        Ok(text)
    }

    /// The text of a page, from the store where it is there.
    pub(crate) fn text_of_page(
        &self,
        document: DocumentId,
        version: u32,
        page: u32,
    ) -> Result<PageText, DeskError> {
        let stored = self.vault.page_text(document, version, page)?;
        if let Some(text) = stored.and_then(|body| read(&body)) {
            return Ok(text);
        }
        let text = page_text(self.reader(document, version)?.as_ref(), page)?;
        Ok(with_words(text, self.text_layer(document, version)?.as_deref(), page))
    }

    fn is_stored(&self, row: &FileRow) -> Result<bool, DeskError> {
        let is_this =
            |text: &vault::TextRow| text.document == row.document && text.version == row.version;
        Ok(self.vault.texts()?.iter().any(is_this))
    }

    fn stored_text(&self, row: &FileRow) -> Result<Option<PaperText>, DeskError> {
        if !self.is_stored(row)? {
            return Ok(None);
        }
        let pages = self.vault.page_texts(row.document, row.version)?;
        Ok(pages.iter().map(|body| read(body)).collect())
    }

    /// Reads the text of all pages with a worker of its own, so that nobody who reads waits for it.
    fn read_text(&self, row: &FileRow) -> Result<PaperText, DeskError> {
        let open = self.open_row(row)?;
        let n_pages = u32::try_from(open.pages().len()).unwrap_or(u32::MAX);
        let layer = self.text_layer(row.document, row.version)?;
        let mut text = PaperText::new();
        let mut bodies = Vec::new();
        for page in 0..n_pages {
            if self.is_closing() {
                return Err(DeskError::from_code("locked"));
            }
            // One page that cannot be read keeps no other from being found.
            let read = page_text(&open, page).unwrap_or_default();
            let read = with_words(read, layer.as_deref(), page);
            bodies.push(write(&read)?);
            text.push(read);
        }
        let n_textless = text.iter().filter(|page| !has_words(page)).count();
        let n_textless = u32::try_from(n_textless).unwrap_or(u32::MAX);
        // What has come of a file that is still arriving is not yet known to be what was published.
        if row.state == vault::FileState::Ready {
            self.vault.put_page_texts(row.document, row.version, &bodies, n_textless)?;
        }
        Ok(text)
    }
}

/// Whether there is a letter or a digit on a page; the server asks the same before it has a page read.
pub(crate) fn has_words(page: &PageText) -> bool {
    page.runs.iter().any(|run| run.text.chars().any(char::is_alphanumeric))
}

/// A page without text gets the words that were read off its picture.
fn with_words(page: PageText, layer: Option<&TextLayer>, number: u32) -> PageText {
    match layer {
        Some(layer) if !has_words(&page) => PageText { runs: runs_of(layer, number), ..page },
        Some(_) | None => page,
    }
}

/// A page's text, with what was encoded before Unicode mended.
fn page_text(open: &OpenDocument, page: u32) -> Result<PageText, DeskError> {
    let size = open.pages().get(page as usize);
    let PageSize { width, height } =
        size.copied().unwrap_or(PageSize { width: 595.0, height: 842.0 });
    let run = |TextRun { text, x, y, w, h }| Run { text, x, y, w, h };
    let mut runs: Vec<Run> = open.text(page)?.into_iter().map(run).collect();
    // A few words say too little: the whole page tells.
    let font = match orthography::detect(&join(&runs).0) {
        Some(Encoding::Tcvn3 | Encoding::Tcvn3Capitals) => Some(".VnTime"),
        Some(Encoding::Vni) => Some("VNI-Times"),
        None => None,
    };
    if font.is_some() {
        for run in &mut runs {
            run.text = orthography::repair(&run.text, font).into_owned();
        }
    }
    Ok(PageText { width, height, runs })
}

fn write(page: &PageText) -> Result<Vec<u8>, DeskError> {
    let run = |run: &Run| (run.text.clone(), [run.x, run.y, run.w, run.h]);
    let stored =
        StoredPage { size: [page.width, page.height], runs: page.runs.iter().map(run).collect() };
    let body = postcard::to_extend(&stored, vec![FORM]);
    body.map_err(|_| DeskError::from_code("internal"))
}

fn read(body: &[u8]) -> Option<PageText> {
    let (form, rest) = body.split_first()?;
    if *form != FORM {
        return None;
    }
    let StoredPage { size: [width, height], runs } = postcard::from_bytes(rest).ok()?;
    let run = |(text, [x, y, w, h]): (String, [f32; 4])| Run { text, x, y, w, h };
    Some(PageText { width, height, runs: runs.into_iter().map(run).collect() })
}

#[cfg(test)]
mod tests {
    use super::{join, read, write};
    use anchoring::{PageText, Run};

    fn run(text: &str, x: f32, y: f32, w: f32) -> Run {
        Run { text: text.to_owned(), x, y, w, h: 0.02 }
    }

    #[test]
    fn a_text_comes_back_equal_and_one_of_another_form_is_read_anew() {
        let page =
            PageText {
                width: 595.0, height: 842.0, runs: vec![run("Nghị quyết", 0.1, 0.2, 0.3)]
            };
        let mut body = write(&page).unwrap();
        assert_eq!(read(&body), Some(page));
        body[0] = 9;
        assert_eq!(read(&body), None);
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn a_word_in_two_fonts_stays_one_and_lines_and_words_are_parted() {
        let runs = [
            run("Đ", 0.1, 0.1, 0.02),
            run("iều", 0.12, 0.1, 0.1),
            run("một", 0.24, 0.1, 0.1),
            run("Khoản", 0.1, 0.13, 0.1),
        ];
        assert_eq!(join(&runs), ("Điều một\nKhoản".to_owned(), vec![0, 2, 8, 14]));
    }
}
