//! Pages as form XObjects, for a book that is put together elsewhere.
//!
//! In the worker PDFium draws annotations and form fields into their pages and copies the pages into a new document:
//! that mends what is damaged, takes restrictions away and leaves actions, scripts and attachments behind. Of that
//! copy each page becomes a form XObject with all that it needs, under numbers that the core has given. The core passes
//! these bytes on without parsing them.

use crate::error::ReaderError;
use crate::protocol::{Say, Sheet};
use hayro_write::hayro_syntax::Pdf;
use hayro_write::{ChunkSettings, ExtractionQuery, extract};
use pdfium_render::prelude::{PdfDocument, Pdfium};
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

/// Most bytes in one message.
const PIECE: usize = 1024 * 1024;
/// Highest number of an object.
const MAX_NUMBER: i32 = 8_000_000;

/// Pages given as form XObjects.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheets {
    /// Numbers of the objects, each with its place in the bytes that were given, in order of these places.
    pub objects: Vec<(u32, u64)>,
    /// The pages.
    pub sheets: Vec<Sheet>,
}

/// Why there are no sheets.
#[derive(Debug, thiserror::Error)]
pub enum SheetsError {
    /// The pages cannot be read.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// The bytes could not be taken.
    #[error("the bytes of the pages could not be taken")]
    Taking(#[source] io::Error),
}

impl Sheets {
    /// What a worker says, if it fits what was asked and given.
    pub(crate) fn checked(
        objects: Vec<(u32, u64)>,
        sheets: Vec<Sheet>,
        n_pages: u32,
        number: u32,
        n_bytes: u64,
    ) -> Result<Self, ReaderError> {
        let highest = MAX_NUMBER.unsigned_abs();
        let numbers: BTreeSet<u32> = objects.iter().map(|(number, _)| *number).collect();
        let in_order = objects.is_sorted_by(|one, next| one.1 < next.1);
        let in_range = objects
            .iter()
            .all(|(found, place)| (number..=highest).contains(found) && *place < n_bytes);
        let usable = |points: f32| points.is_finite() && (1.0..=200_000.0).contains(&points);
        let pages_fit = sheets.iter().all(|sheet| {
            numbers.contains(&sheet.form) && usable(sheet.width) && usable(sheet.height)
        });
        let all = u32::try_from(sheets.len()) == Ok(n_pages) && numbers.len() == objects.len();
        if in_order && in_range && pages_fit && all {
            Ok(Self { objects, sheets })
        } else {
            Err(ReaderError::Broken)
        }
    }
}

/// In the worker: gives the pages to `say` in pieces, and then what they are.
pub(crate) fn write_sheets(
    pdfium: &Pdfium,
    document: &PdfDocument<'_>,
    pages: Range<u32>,
    number: u32,
    say: &dyn Fn(&[u8]) -> io::Result<()>,
) -> Result<Say, ReaderError> {
    let copy = copy_pages(pdfium, document, pages)?;
    let copy = Pdf::new(copy).map_err(|_| ReaderError::Broken)?;
    let mut next = i32::try_from(number).ok().filter(|next| (1..MAX_NUMBER).contains(next));
    let new_number = || {
        // A document that needs more gets the last number twice, which ends the worker when the file is finished.
        let found = next.unwrap_or(MAX_NUMBER);
        next = Some(found.saturating_add(1).min(MAX_NUMBER));
        pdf_writer::Ref::new(found)
    };
    let settings = ChunkSettings { pretty: false };
    let queries: Vec<_> = (0..copy.pages().len()).map(ExtractionQuery::new_xobject).collect();
    let extracted = extract(&copy, Box::new(new_number), settings, |_| {}, &queries)
        .map_err(|_| ReaderError::Broken)?;
    let mut sheets = Vec::new();
    for (page, form) in copy.pages().iter().zip(&extracted.root_refs) {
        let form = form.map_err(|_| ReaderError::Page)?.get().unsigned_abs();
        let (width, height) = page.render_dimensions();
        sheets.push(Sheet { form, width, height });
    }
    let mut file = pdf_writer::Pdf::with_settings(settings);
    file.extend(&extracted.chunk);
    drop(extracted);
    let file = file.finish();
    let (table, mut objects) = places_in(&file).ok_or(ReaderError::Broken)?;
    objects.sort_by_key(|(_, place)| *place);
    let begin = objects.first().map_or(table, |(_, place)| *place);
    for (_, place) in &mut objects {
        *place -= begin;
    }
    let range = usize::try_from(begin).ok().zip(usize::try_from(table).ok());
    let (begin, table) = range.ok_or(ReaderError::Broken)?;
    let bytes = file.get(begin..table).ok_or(ReaderError::Broken)?;
    bytes.chunks(PIECE).try_for_each(say).map_err(|_| ReaderError::Crashed)?;
    Ok(Say::Sheets { objects, sheets })
}

/// A new document of these pages, with annotations and form fields drawn into them.
fn copy_pages(
    pdfium: &Pdfium,
    document: &PdfDocument<'_>,
    pages: Range<u32>,
) -> Result<Vec<u8>, ReaderError> {
    let last = pages.end.checked_sub(1).ok_or(ReaderError::Page)?;
    let index = |page: u32| i32::try_from(page).map_err(|_| ReaderError::Page);
    let (first, last) = (index(pages.start)?, index(last)?);
    if first > last || last >= document.pages().len() {
        return Err(ReaderError::Page);
    }
    for index in first..=last {
        let mut page = document.pages().get(index).map_err(|_| ReaderError::Page)?;
        if !page.annotations().is_empty() {
            page.flatten().map_err(|_| ReaderError::Page)?;
        }
    }
    let mut copy = pdfium.create_new_pdf().map_err(|_| ReaderError::Broken)?;
    copy.pages_mut()
        .copy_page_range_from_document(document, first..=last, 0)
        .map_err(|_| ReaderError::Broken)?;
    copy.save_to_bytes().map_err(|_| ReaderError::Broken)
}

/// Where a file that was just written has its cross-reference table, and each object with its place: pdf-writer tells
/// the places of objects only there (ISO 32000-1, 7.5.4: entries of 20 bytes from number 0 on).
fn places_in(file: &[u8]) -> Option<(u64, Vec<(u32, u64)>)> {
    const ENTRY: usize = 20;
    let tail = file.get(file.len().checked_sub(64)?..)?;
    let tail = String::from_utf8_lossy(tail);
    let table: usize = tail.rsplit("startxref\n").next()?.lines().next()?.parse().ok()?;
    let mut lines = file.get(table..)?.splitn(3, |byte| *byte == b'\n');
    let (_, counts, entries) = (lines.next()?, lines.next()?, lines.next()?);
    let n_objects: usize = str::from_utf8(counts).ok()?.split(' ').nth(1)?.trim().parse().ok()?;
    let mut objects = Vec::new();
    for (number, entry) in entries.chunks_exact(ENTRY).take(n_objects).enumerate() {
        if entry.get(17) == Some(&b'n') {
            let place = str::from_utf8(entry.get(..10)?).ok()?.parse().ok()?;
            objects.push((u32::try_from(number).ok()?, place));
        }
    }
    Some((u64::try_from(table).ok()?, objects))
}

#[cfg(test)]
mod tests {
    use super::{Sheets, places_in};
    use crate::protocol::Sheet;

    #[test]
    fn places_are_those_of_the_file() {
        let mut file = pdf_writer::Pdf::new();
        file.indirect(pdf_writer::Ref::new(7)).primitive(true);
        file.stream(pdf_writer::Ref::new(5), b"startxref\n3 5 0 obj");
        let file = file.finish();
        let (table, objects) = places_in(&file).unwrap();
        assert!(file[table as usize..].starts_with(b"xref"));
        assert_eq!(objects.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [5, 7]);
        for (number, place) in objects {
            assert!(file[place as usize..].starts_with(format!("{number} 0 obj").as_bytes()));
        }
    }

    #[test]
    fn a_worker_that_gives_other_objects_than_it_says_is_refused() {
        let sheet = Sheet { form: 11, width: 595.0, height: 842.0 };
        let check = |objects: &[(u32, u64)], sheets: &[Sheet]| {
            Sheets::checked(objects.to_vec(), sheets.to_vec(), 1, 10, 100).is_ok()
        };
        assert!(check(&[(10, 0), (11, 50)], &[sheet]));
        assert!(!check(&[(10, 0), (11, 50)], &[]), "a page is missing");
        assert!(!check(&[(10, 0)], &[sheet]), "the page is no object");
        assert!(!check(&[(9, 0), (11, 50)], &[sheet]), "a number of somebody else");
        assert!(!check(&[(10, 50), (11, 0)], &[sheet]), "places out of order");
        assert!(!check(&[(10, 0), (11, 100)], &[sheet]), "a place after the end");
        assert!(!check(&[(11, 0), (11, 50)], &[sheet]), "a number twice");
        assert!(!check(&[(10, 0), (11, 50)], &[Sheet { width: f32::NAN, ..sheet }]));
    }
}
