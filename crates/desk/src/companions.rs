//! What the server made beside papers: words of scanned pages, and which bytes of an arriving paper each page needs.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::WordsView;
use anchoring::Run;
use domain::DocumentId;
use ocr::{PageText as ReadPage, TextLayer, TextLine};
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use sync::{PageIndex, PartState, PartWord};
use uuid::Uuid;
use vault::{FileRow, FileState};

/// A gap between two stretches that is fetched along with them: a request costs more than its bytes.
const WORTH_FETCHING: u64 = 64 * 1024;
/// How long a page waits for what it needs of a paper that is still arriving.
const PATIENCE: Duration = Duration::from_secs(8);
/// A whole page in the units of a text layer.
const WHOLE: f32 = 65_535.0;
/// Least gap between two words of a line, in heights of the line: more than holds a word together (`paper_text.rs`).
const LEAST_GAP: f32 = 0.16;

/// A text layer, and which version's it is.
pub(crate) type KnownLayer = ((DocumentId, u32), Arc<TextLayer>);

impl Desk {
    /// The words read off a version's scanned pages, if the server has sent them.
    pub(crate) fn text_layer(
        &self,
        document: DocumentId,
        version: u32,
    ) -> Result<Option<Arc<TextLayer>>, DeskError> {
        let key = (document, version);
        let mut known = self.layer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, layer)) = known.as_ref().filter(|(whose, _)| *whose == key) {
            return Ok(Some(Arc::clone(layer)));
        }
        let word = PartWord::Words.as_str();
        let Some(bytes) = self.vault.companion(document, version, word)? else {
            return Ok(None);
        };
        // One that cannot be read is as good as none; the server makes another when it has a newer program.
        let read = TextLayer::from_bytes(&bytes)
            .inspect_err(|error| tracing::warn!(%document, version, %error, "a text layer"));
        let Ok(layer) = read.map(Arc::new) else {
            return Ok(None);
        };
        *known = Some((key, Arc::clone(&layer)));
        Ok(Some(layer))
    }

    /// Where the words of a page come from, which has some or has none.
    pub(crate) fn words_of(
        &self,
        document: DocumentId,
        version: u32,
        page: u32,
        has_words: bool,
    ) -> Result<WordsView, DeskError> {
        let layer = self.text_layer(document, version)?;
        let was_read = layer.is_some_and(|layer| page_of(&layer, page).is_some());
        if has_words {
            return Ok(if was_read { WordsView::Picture } else { WordsView::Paper });
        }
        if was_read {
            return Ok(WordsView::None);
        }
        let row = self.version_row(document, version)?;
        Ok(match self.client.part_state(&row, PartWord::Words)? {
            PartState::Awaited => WordsView::Awaited,
            PartState::There | PartState::Nothing => WordsView::None,
        })
    }

    /// Whether it is known which bytes each page of a version needs.
    ///
    /// # Errors
    /// `document-not-here`, and when the store fails.
    pub fn knows_pages(&self, document: Uuid, version: u32) -> Result<bool, DeskError> {
        let row = self.version_row(DocumentId::from_uuid(document), version)?;
        Ok(self.client.part_state(&row, PartWord::Pages)? == PartState::There)
    }

    /// Which bytes each page of a version needs, where the server has told.
    pub(crate) fn page_index(&self, row: &FileRow) -> Result<Option<PageIndex>, DeskError> {
        let word = PartWord::Pages.as_str();
        let bytes = self.vault.companion(row.document, row.version, word)?;
        let index = bytes.and_then(|bytes| PageIndex::from_bytes(&bytes));
        Ok(index.filter(|index| index.length == row.length))
    }

    /// Brings what a page of an arriving paper needs, in few requests, where the server has told what that is.
    pub(crate) fn bring_page(&self, row: &FileRow, page: u32) -> Result<(), DeskError> {
        let (FileState::Wanted, Some(fetcher)) = (row.state, self.fetcher()) else {
            return Ok(());
        };
        let Some(index) = self.page_index(row)? else {
            return Ok(());
        };
        let mut needed: Vec<_> = index.needed(page).collect();
        needed.sort_by_key(|stretch| stretch.start);
        let mut pieces: Vec<std::ops::Range<u64>> = Vec::new();
        for stretch in needed {
            match pieces.last_mut() {
                Some(last) if stretch.start <= last.end.saturating_add(WORTH_FETCHING) => {
                    last.end = last.end.max(stretch.end);
                }
                Some(_) | None => pieces.push(stretch),
            }
        }
        // What does not come now is asked for again by the reader itself.
        drop(fetcher.fetch(row, pieces, PATIENCE));
        Ok(())
    }
}

/// A page of a text layer, if it was read.
fn page_of(layer: &TextLayer, page: u32) -> Option<&ReadPage> {
    layer.pages.get(page as usize)?.as_ref()
}

/// The words of a page as runs, one a word, each as high as its line.
pub(crate) fn runs_of(layer: &TextLayer, page: u32) -> Vec<Run> {
    let lines = page_of(layer, page).into_iter().flat_map(|page| &page.lines);
    lines.flat_map(runs_of_line).collect()
}

fn runs_of_line(line: &TextLine) -> Vec<Run> {
    let part = |units: u16| f32::from(units) / WHOLE;
    let bounds = line.bounds();
    let (y, h) = (part(bounds.y), part(bounds.h));
    let words: Vec<_> = line.words().collect();
    let nexts = words.iter().skip(1).map(|(_, place)| Some(part(place.x))).chain([None]);
    let run = |((text, place), next): (&(&str, ocr::WordBox), Option<f32>)| {
        let (x, w) = (part(place.x), part(place.w));
        let room = next.map_or(w, |next| next - x - LEAST_GAP * h);
        // Words that touch or overlap are still words.
        let w = if room > 0.0 { w.min(room) } else { w };
        Run { text: (*text).to_owned(), x, y, w, h }
    };
    words.iter().zip(nexts).map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::runs_of;
    use crate::paper_text::join;
    use ocr::{PageText, TextLayer, TextLine, WordBox};

    #[test]
    fn words_of_a_line_stay_words_where_their_boxes_touch_and_lines_are_parted() {
        let word = |x, y, w, h| WordBox { x, y, w, h };
        let line = |text: &str, words| TextLine::new(text.to_owned(), words).unwrap();
        let lines = vec![
            line(
                "Nghị quyết số",
                vec![
                    word(6000, 5000, 4000, 900),
                    word(10_010, 5100, 5000, 700),
                    word(15_400, 5000, 900, 800),
                ],
            ),
            line("Điều 1", vec![word(6000, 7000, 3000, 900), word(9500, 7000, 400, 900)]),
        ];
        let layer = TextLayer {
            engine: "tesseract".to_owned(),
            engine_version: "5".to_owned(),
            languages: vec!["vie".to_owned()],
            pages: vec![None, Some(PageText { width: 1654, height: 2339, lines })],
        };
        let runs = runs_of(&layer, 1);
        assert_eq!(join(&runs).0, "Nghị quyết số\nĐiều 1");
        assert!(runs.iter().all(|run| run.w > 0.0));
        assert!(runs_of(&layer, 0).is_empty() && runs_of(&layer, 2).is_empty());
    }
}
