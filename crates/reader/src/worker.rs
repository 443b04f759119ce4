//! The worker process: one document, one request at a time, until its pipe closes.

use crate::error::ReaderError;
use crate::library::find_library;
use crate::picture::encode_png;
use crate::protocol::{Ask, OutlineEntry, PageSize, Say, read_message, write_message};
use crate::sheets::write_sheets;
use crate::text::read_runs;
use pdfium_render::prelude::{
    PdfDocument, PdfRenderConfig, Pdfium, PdfiumError, PdfiumInternalError,
};
use std::io::{self, Read, Seek, SeekFrom, Stdin, Stdout};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Starts the program as a worker.
pub const WORKER_ARGUMENT: &str = "--reader-worker";

const BLOCK: u64 = 64 * 1024;
const MAX_BLOCKS: usize = 64;
const MAX_PAGES: i32 = 50_000;
/// Front matter with labels of its own lies within the first pages; reading a label loads its page.
const MAX_LABELLED: i32 = 200;
const MAX_OUTLINE: usize = 20_000;
const MAX_WIDTH: u32 = 6_000;
const MAX_PIXELS: u64 = 32_000_000;

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

#[derive(Clone)]
struct Pipes(Arc<Mutex<(Stdin, Stdout)>>);

impl Pipes {
    fn lock(&self) -> MutexGuard<'_, (Stdin, Stdout)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn say(&self, message: &Say) -> io::Result<()> {
        write_message(&mut self.lock().1, message)
    }

    fn hear(&self) -> io::Result<Ask> {
        read_message(&mut self.lock().0)
    }
}

fn run() -> io::Result<()> {
    let pipes = Pipes(Arc::new(Mutex::new((io::stdin(), io::stdout()))));
    let Ask::Open { length } = pipes.hear()? else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let Some(library) = find_library(&std::env::current_exe()?) else {
        return pipes.say(&Say::Failed(ReaderError::LibraryMissing));
    };
    let Ok(bindings) = Pdfium::bind_to_library(library) else {
        return pipes.say(&Say::Failed(ReaderError::LibraryMissing));
    };
    let pdfium = Pdfium::new(bindings);
    #[cfg(target_os = "linux")]
    if crate::sandbox::enter().is_err() {
        return pipes.say(&Say::Failed(ReaderError::NotStarted));
    }
    let source = Source { pipes: pipes.clone(), length, at: 0, blocks: Vec::new() };
    let document = match pdfium.load_pdf_from_reader(source, None) {
        Ok(document) => document,
        Err(error) => return pipes.say(&Say::Failed(name_error(&error))),
    };
    match describe(&document) {
        Ok(opened) => pipes.say(&opened)?,
        Err(error) => return pipes.say(&Say::Failed(error)),
    }
    loop {
        let answer = match pipes.hear() {
            Ok(Ask::Draw { page, width }) => draw(&document, page, width).map(Say::Drawn),
            Ok(Ask::Text { page }) => text(&document, page),
            Ok(Ask::Labels) => Ok(Say::Labels(labels(&document))),
            Ok(Ask::Sheets { first, n_pages, number }) => {
                let say = |piece: &[u8]| pipes.say(&Say::Piece(piece.to_vec()));
                write_sheets(&pdfium, &document, first..first.saturating_add(n_pages), number, &say)
            }
            Ok(Ask::Open { .. } | Ask::Bytes(_) | Ask::NoBytes) => Err(ReaderError::Broken),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        };
        pipes.say(&answer.unwrap_or_else(Say::Failed))?;
    }
}

fn name_error(error: &PdfiumError) -> ReaderError {
    use PdfiumInternalError::{PasswordError, SecurityError, Unknown};
    let protected =
        matches!(error, PdfiumError::PdfiumLibraryInternalError(PasswordError | SecurityError));
    // PDFium refuses a sound document without pages while it reports no error of the file.
    let pageless = matches!(error, PdfiumError::PdfiumLibraryInternalError(Unknown));
    match (protected, pageless) {
        (true, _) => ReaderError::Encrypted,
        (false, true) => ReaderError::NoPages,
        (false, false) => ReaderError::Broken,
    }
}

fn describe(document: &PdfDocument<'_>) -> Result<Say, ReaderError> {
    let pages = document.pages();
    let n_pages = pages.len().min(MAX_PAGES);
    if n_pages <= 0 {
        return Err(ReaderError::NoPages);
    }
    let sizes = (0..n_pages).map(|index| {
        let size = pages.page_size(index).ok();
        let (width, height) =
            size.map_or((595.0, 842.0), |size| (size.width().value, size.height().value));
        // A page without a usable size still gets its place, as A4.
        let usable = |points: f32| points.is_finite() && (1.0..=200_000.0).contains(&points);
        if usable(width) && usable(height) {
            PageSize { width, height }
        } else {
            PageSize { width: 595.0, height: 842.0 }
        }
    });
    Ok(Say::Opened { pages: sizes.collect(), outline: outline(document) })
}

fn outline(document: &PdfDocument<'_>) -> Vec<OutlineEntry> {
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
        entries.push(OutlineEntry {
            depth,
            title: bookmark.title().unwrap_or_default(),
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

fn draw(document: &PdfDocument<'_>, page: u32, width: u32) -> Result<Vec<u8>, ReaderError> {
    let page = load_page(document, page)?;
    let ratio = page.height().value / page.width().value;
    let ratio = if ratio.is_finite() && ratio > 0.0 { ratio } else { 1.0 };
    let mut width = width.clamp(1, MAX_WIDTH);
    let height_of = |width: u32| ((width as f32 * ratio).round() as u32).max(1);
    while u64::from(width) * u64::from(height_of(width)) > MAX_PIXELS && width > 1 {
        width /= 2;
    }
    let height = height_of(width);
    let fit = |pixels: u32| i32::try_from(pixels).map_err(|_| ReaderError::Page);
    let config = PdfRenderConfig::new()
        .set_fixed_size(fit(width)?, fit(height)?)
        .render_annotations(true)
        .render_form_data(true);
    let bitmap = page.render_with_config(&config).map_err(|_| ReaderError::Page)?;
    encode_png(&bitmap.as_raw_bytes(), width, height).ok_or(ReaderError::Page)
}

fn text(document: &PdfDocument<'_>, page: u32) -> Result<Say, ReaderError> {
    Ok(Say::Text(read_runs(&load_page(document, page)?)))
}

/// Printed labels. Reading one loads its page, so a few are probed first: most documents count plainly from 1.
fn labels(document: &PdfDocument<'_>) -> Vec<String> {
    let n_pages = document.pages().len().min(MAX_PAGES);
    let plain = |index: i32| (index + 1).to_string();
    let label = |index: i32| {
        let page = document.pages().get(index).ok();
        let label = page.as_ref().and_then(|page| page.label()).unwrap_or_default();
        if label.is_empty() { plain(index) } else { label.to_owned() }
    };
    let probes = (0..6).chain([n_pages / 4, n_pages / 2, n_pages - 1]);
    let counts_plainly = probes.filter(|at| *at < n_pages).all(|at| label(at) == plain(at));
    let labelled = |at: i32| !counts_plainly && at < MAX_LABELLED;
    (0..n_pages).map(|at| if labelled(at) { label(at) } else { plain(at) }).collect()
}

fn load_page<'a>(
    document: &'a PdfDocument<'_>,
    page: u32,
) -> Result<pdfium_render::prelude::PdfPage<'a>, ReaderError> {
    let index = i32::try_from(page).map_err(|_| ReaderError::Page)?;
    document.pages().get(index).map_err(|_| ReaderError::Page)
}

/// The document's bytes, fetched from the core in blocks as PDFium seeks through them.
struct Source {
    pipes: Pipes,
    length: u64,
    at: u64,
    /// Newest last.
    blocks: Vec<(u64, Vec<u8>)>,
}

impl Source {
    fn block(&mut self, index: u64) -> io::Result<&[u8]> {
        if let Some(place) = self.blocks.iter().position(|(at, _)| *at == index) {
            let found = self.blocks.remove(place);
            self.blocks.push(found);
        } else {
            let offset = index * BLOCK;
            let length = BLOCK.min(self.length.saturating_sub(offset));
            let length = u32::try_from(length).map_err(io::Error::other)?;
            self.pipes.say(&Say::Need { offset, length })?;
            let Ask::Bytes(bytes) = self.pipes.hear()? else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            if self.blocks.len() >= MAX_BLOCKS {
                self.blocks.remove(0);
            }
            self.blocks.push((index, bytes));
        }
        let newest = self.blocks.last().ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(&newest.1)
    }
}

impl Source {
    /// Copies from one block; 0 at the end of the document.
    fn read_from_block(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let (index, inside) = (self.at / BLOCK, self.at % BLOCK);
        let inside = usize::try_from(inside).map_err(io::Error::other)?;
        let block = self.block(index)?;
        let part = block.get(inside..).unwrap_or_default();
        let n_read = part.len().min(buffer.len());
        buffer.iter_mut().zip(part).for_each(|(to, from)| *to = *from);
        self.at += n_read as u64;
        Ok(n_read)
    }
}

impl Read for Source {
    /// Fills the whole buffer where the document is long enough: PDFium's accessor asks once and takes a short answer
    /// for a damaged file.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut n_read = 0;
        while let Some(rest) = buffer.get_mut(n_read..).filter(|rest| !rest.is_empty()) {
            let n_more = self.read_from_block(rest)?;
            if n_more == 0 {
                break;
            }
            n_read += n_more;
        }
        Ok(n_read)
    }
}

impl Seek for Source {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = target.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
