//! What must be known of a document so that annotations can be appended to it, and a sound copy of one to which nothing
//! can be appended as it is.

use crate::error::ReaderError;
use crate::protocol::Say;
use crate::source::Source;
use markup::copy::{Survey, SurveyError, survey};
use pdfium_render::prelude::{PdfDocument, Pdfium};
use std::collections::BTreeSet;
use std::io::{self, Cursor};

/// Most bytes in one message.
const PIECE: usize = 1024 * 1024;

/// The file to which marks are appended.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkingBase {
    /// What is known of it.
    pub survey: Survey,
    /// Whether it is a copy made by PDFium, given as bytes, instead of the document itself: without a password, without
    /// an outline, and without anything that a signature covers.
    pub is_mended: bool,
}

/// In the worker: surveys the document. Where that is not possible, and `may_mend`, gives a copy of its pages to `say`
/// in pieces and surveys that.
pub(crate) fn survey_document(
    pdfium: &Pdfium,
    document: &PdfDocument<'_>,
    source: Source,
    (pages, may_mend): (&[u32], bool),
    say: &dyn Fn(&[u8]) -> io::Result<()>,
) -> Result<Say, ReaderError> {
    let wanted: BTreeSet<u32> = pages.iter().copied().collect();
    let n_pages = u32::try_from(document.pages().len()).map_err(|_| ReaderError::Broken)?;
    match survey(source, &wanted) {
        // Programs that count pages in different ways would show marks on different pages.
        Ok(survey) if survey.n_pages == n_pages => {
            return Ok(Say::Surveyed { survey, is_mended: false });
        }
        Ok(_) | Err(_) if may_mend => {}
        Ok(_) => return Err(ReaderError::Broken),
        Err(SurveyError::Encrypted) => return Err(ReaderError::Encrypted),
        Err(SurveyError::Reading) => return Err(ReaderError::Source),
        Err(SurveyError::NoPage(_)) => return Err(ReaderError::Page),
        Err(_) => return Err(ReaderError::Broken),
    }
    let copy = copy_of(pdfium, document)?;
    let survey = survey(Cursor::new(&copy), &wanted).map_err(|_| ReaderError::Broken)?;
    copy.chunks(PIECE).try_for_each(say).map_err(|_| ReaderError::Crashed)?;
    Ok(Say::Surveyed { survey, is_mended: true })
}

/// All pages in a new document.
fn copy_of(pdfium: &Pdfium, document: &PdfDocument<'_>) -> Result<Vec<u8>, ReaderError> {
    let last = document.pages().len().checked_sub(1).ok_or(ReaderError::NoPages)?;
    let mut copy = pdfium.create_new_pdf().map_err(|_| ReaderError::Broken)?;
    copy.pages_mut()
        .copy_page_range_from_document(document, 0..=last, 0)
        .map_err(|_| ReaderError::Broken)?;
    copy.save_to_bytes().map_err(|_| ReaderError::Broken)
}
