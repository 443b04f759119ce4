//! The signatures of the open document, found in the worker like everything else that is parsed of a PDF.

use crate::error::{ReaderError, SignaturesFault};
use crate::protocol::MAX_SIGNATURES;
use crate::source::Source;
use papersign::{FindError, Found, Limits, find_signatures};
use pdfium_render::prelude::PdfDocument;

/// Longest document that is looked through, in bytes. It is held whole, beside what PDFium has of it and what the finder
/// unpacks, in a worker that may fill 512 MiB; and it comes through a pipe within the time of one request.
const MAX_FILE: u64 = 192 * 1024 * 1024;

/// Finds them.
pub(crate) fn find_in_document(
    document: &PdfDocument<'_>,
    mut source: Source,
    length: u64,
) -> Result<Found, ReaderError> {
    // Fields for signatures lie in the document's form (ISO 32000-1, 12.7.2): most papers have none, and are not read.
    if document.form().is_none() {
        return Ok(Found { length, ..Found::default() });
    }
    let limits = Limits { file: MAX_FILE, signatures: MAX_SIGNATURES };
    find_signatures(&mut source, limits).map_err(|error| {
        ReaderError::Signatures(match error {
            FindError::TooLarge => SignaturesFault::TooLarge,
            FindError::TooMany => SignaturesFault::TooMany,
            FindError::Encrypted => SignaturesFault::Enciphered,
            FindError::Broken => SignaturesFault::Unreadable,
            FindError::Source(_) => return ReaderError::Source,
        })
    })
}
