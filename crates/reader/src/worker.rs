//! The worker process: one document at a time, one request at a time, until its pipe closes.

use crate::contents::{self, Contents, Labels};
use crate::draw::Drawing;
use crate::error::ReaderError;
use crate::images::image_boxes;
use crate::library::find_library;
use crate::links::read_links;
use crate::protocol::{Ask, Say};
use crate::sandbox::{Layers, Sandbox, enter};
use crate::sheets::write_sheets;
use crate::signatures::find_in_document;
use crate::source::{Pipes, Source};
use crate::survey::survey_document;
use crate::text::{read_fonts, read_runs};
use pdfium_render::prelude::{PdfDocument, PdfPage, Pdfium, PdfiumError, PdfiumInternalError};
use std::io;
use std::process::ExitCode;

/// Starts the program as a worker.
pub const WORKER_ARGUMENT: &str = "--reader-worker";

/// Seconds of computing for one request.
const REQUEST_SECONDS: u32 = 10;
/// Requests for sheets of many pages may compute longer than others.
const SHEETS_SECONDS: u32 = 60;

/// Runs the worker and gives its exit code when the program was started as one; `None` otherwise. Call this first in
/// `main`.
pub fn run_worker_if_asked() -> Option<ExitCode> {
    if std::env::args().nth(1).as_deref() != Some(WORKER_ARGUMENT) {
        return None;
    }
    Some(match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    })
}

fn run() -> io::Result<()> {
    let pipes = Pipes::new();
    let Some(library) = find_library(&std::env::current_exe()?) else {
        return pipes.say(&Say::Failed(ReaderError::LibraryMissing));
    };
    let Ok(bindings) = Pdfium::bind_to_library(library) else {
        return pipes.say(&Say::Failed(ReaderError::LibraryMissing));
    };
    let pdfium = Pdfium::new(bindings);
    let Ok(mut sandbox) = enter(Layers::ALL) else {
        return pipes.say(&Say::Failed(ReaderError::NotStarted));
    };
    pipes.say(&Say::Ready)?;
    let mut next = hear(&pipes)?;
    while let Some(ask) = next {
        next = match ask {
            Ask::Open { length, is_near, password } => {
                sandbox.begin_request(REQUEST_SECONDS);
                let source = || Source::new(pipes.clone(), length, is_near);
                match pdfium.load_pdf_from_reader(source(), password.as_deref()) {
                    Ok(document) => {
                        serve(&pdfium, &pipes, &mut sandbox, (&document, length, &source))?
                    }
                    Err(error) => {
                        pipes.say(&Say::Failed(name_error(&error, password.is_some())))?;
                        hear(&pipes)?
                    }
                }
            }
            Ask::Picture { .. }
            | Ask::Text { .. }
            | Ask::Fonts { .. }
            | Ask::Links { .. }
            | Ask::Boxes { .. }
            | Ask::Contents
            | Ask::Labels
            | Ask::Walk { .. }
            | Ask::Sheets { .. }
            | Ask::Survey { .. }
            | Ask::Signatures
            | Ask::Bytes(_)
            | Ask::NoBytes => return Err(io::ErrorKind::InvalidInput.into()),
        };
    }
    Ok(())
}

/// What the core asks next; `None` when it is gone.
fn hear(pipes: &Pipes) -> io::Result<Option<Ask>> {
    match pipes.hear() {
        Ok(ask) => Ok(Some(ask)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// Answers for one document, until another is to be opened.
fn serve(
    pdfium: &Pdfium,
    pipes: &Pipes,
    sandbox: &mut Sandbox,
    (document, length, source): (&PdfDocument<'_>, u64, &dyn Fn() -> Source),
) -> io::Result<Option<Ask>> {
    pipes.say(&contents::open(document).unwrap_or_else(Say::Failed))?;
    let mut pages = Pages { document, last: None };
    let mut drawing = Drawing::default();
    loop {
        let Some(ask) = hear(pipes)? else {
            return Ok(None);
        };
        let is_long = matches!(ask, Ask::Sheets { .. } | Ask::Survey { .. });
        sandbox.begin_request(if is_long { SHEETS_SECONDS } else { REQUEST_SECONDS });
        let answer = match ask {
            Ask::Open { .. } => return Ok(Some(ask)),
            Ask::Picture { page: number, order } => {
                let drawn = pages
                    .get(number)
                    .and_then(|page| drawing.draw(pdfium, document, (number, page), &order));
                drawn.map(|png| Say::Picture { png, memory: sandbox.peak_memory() })
            }
            Ask::Text { page } => pages.get(page).map(|page| Say::Text(read_runs(page))),
            Ask::Fonts { page } => pages.get(page).map(|page| Say::Fonts(read_fonts(page))),
            Ask::Links { page } => {
                pages.get(page).map(|page| Say::Links(read_links(document, page)))
            }
            Ask::Boxes { page } => pages.get(page).map(|page| Say::Boxes(image_boxes(page))),
            Ask::Contents => Ok(Say::Contents(Contents::of(document))),
            Ask::Labels => Ok(Say::Labels(Labels::of(document))),
            Ask::Walk { first, n_pages } => {
                contents::walk(document, first, n_pages);
                Ok(Say::Walked)
            }
            Ask::Sheets { first, n_pages, number } => {
                pages.last = None;
                let say = |piece: &[u8]| pipes.say(&Say::Piece(piece.to_vec()));
                write_sheets(pdfium, document, first..first.saturating_add(n_pages), number, &say)
            }
            Ask::Survey { pages: wanted, may_mend } => {
                let say = |piece: &[u8]| pipes.say(&Say::Piece(piece.to_vec()));
                survey_document(pdfium, document, source(), (&wanted, may_mend), &say)
            }
            Ask::Signatures => {
                pages.last = None;
                find_in_document(document, source(), length).map(Say::Signatures)
            }
            Ask::Bytes(_) | Ask::NoBytes => Err(ReaderError::Broken),
        };
        pipes.say(&answer.unwrap_or_else(Say::Failed))?;
    }
}

/// The pages of a document. The one used last stays open: text, links and tiles of a page are asked for in a row, and
/// PDFium keeps what it has decoded of an open page.
struct Pages<'d, 'a> {
    document: &'d PdfDocument<'a>,
    last: Option<(u32, PdfPage<'a>)>,
}

impl<'a> Pages<'_, 'a> {
    fn get(&mut self, page: u32) -> Result<&PdfPage<'a>, ReaderError> {
        if self.last.as_ref().is_none_or(|(last, _)| *last != page) {
            // The old page is closed before the new one is opened.
            self.last = None;
            let index = i32::try_from(page).map_err(|_| ReaderError::Page)?;
            let opened = self.document.pages().get(index).map_err(|_| ReaderError::Page)?;
            self.last = Some((page, opened));
        }
        self.last.as_ref().map(|(_, page)| page).ok_or(ReaderError::Page)
    }
}

fn name_error(error: &PdfiumError, had_password: bool) -> ReaderError {
    use PdfiumInternalError::{PasswordError, SecurityError, Unknown};
    let protected =
        matches!(error, PdfiumError::PdfiumLibraryInternalError(PasswordError | SecurityError));
    // PDFium refuses a sound document without pages while it reports no error of the file.
    let pageless = matches!(error, PdfiumError::PdfiumLibraryInternalError(Unknown));
    match (protected, pageless) {
        (true, _) if had_password => ReaderError::WrongPassword,
        (true, _) => ReaderError::Encrypted,
        (false, true) => ReaderError::NoPages,
        (false, false) => ReaderError::Broken,
    }
}
