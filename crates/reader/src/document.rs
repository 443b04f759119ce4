use crate::error::ReaderError;
use crate::process::{PATIENCE, Worker};
use crate::protocol::{Ask, OutlineEntry, PageSize, Say, TextRun};
use crate::sheets::{Sheets, SheetsError};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Longest time for the sheets of one request.
const SHEETS_PATIENCE: Duration = Duration::from_secs(60);
/// Sheets may be this many times as long as their document, and this much longer: content is packed anew, and what
/// pages share may be repeated.
const MAX_GROWTH: u64 = 4;
const MAX_EXTRA: u64 = 64 * 1024 * 1024;

/// Where a document's bytes come from, decrypted on demand.
pub trait RangeSource: Send + Sync {
    /// Length in bytes.
    fn length(&self) -> u64;

    /// Reads `length` bytes from `offset`, fewer only at the end.
    ///
    /// # Errors
    /// [`io::Error`] when the bytes cannot be had.
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>>;
}

/// A document open in a worker of its own. A worker that dies is replaced at the next request.
pub struct OpenDocument {
    executable: PathBuf,
    source: Arc<dyn RangeSource>,
    worker: Mutex<Option<Worker>>,
    pages: Vec<PageSize>,
    outline: Vec<OutlineEntry>,
}

impl OpenDocument {
    /// Opens a document in a new worker, which is `executable` started anew.
    ///
    /// # Errors
    /// [`ReaderError`], by what is wrong with it.
    pub fn open(executable: &Path, source: Arc<dyn RangeSource>) -> Result<Self, ReaderError> {
        if source.length() == 0 {
            return Err(ReaderError::Empty);
        }
        let (worker, pages, outline) = start(executable, source.as_ref())?;
        let executable = executable.to_owned();
        Ok(Self { executable, source, worker: Mutex::new(Some(worker)), pages, outline })
    }

    /// Sizes of all pages.
    pub fn pages(&self) -> &[PageSize] {
        &self.pages
    }

    /// The outline, depth first.
    pub fn outline(&self) -> &[OutlineEntry] {
        &self.outline
    }

    /// Draws a page as PNG, `width` pixels wide; very large pages come smaller.
    ///
    /// # Errors
    /// [`ReaderError`] for this page; the document stays usable.
    pub fn draw(&self, page: u32, width: u32) -> Result<Vec<u8>, ReaderError> {
        match self.ask(&Ask::Draw { page, width })? {
            Say::Drawn(png) => Ok(png),
            Say::Need { .. }
            | Say::Opened { .. }
            | Say::Text(_)
            | Say::Labels(_)
            | Say::Piece(_)
            | Say::Sheets { .. }
            | Say::Failed(_) => Err(ReaderError::Crashed),
        }
    }

    /// A page's text with its boxes.
    ///
    /// # Errors
    /// [`ReaderError`] for this page.
    pub fn text(&self, page: u32) -> Result<Vec<TextRun>, ReaderError> {
        match self.ask(&Ask::Text { page })? {
            Say::Text(runs) => Ok(runs),
            Say::Need { .. }
            | Say::Opened { .. }
            | Say::Drawn(_)
            | Say::Labels(_)
            | Say::Piece(_)
            | Say::Sheets { .. }
            | Say::Failed(_) => Err(ReaderError::Crashed),
        }
    }

    /// The printed labels of all pages. Slow for documents that do not count plainly: ask once, in the background.
    ///
    /// # Errors
    /// [`ReaderError`].
    pub fn labels(&self) -> Result<Vec<String>, ReaderError> {
        match self.ask(&Ask::Labels)? {
            Say::Labels(labels) => Ok(labels),
            Say::Need { .. }
            | Say::Opened { .. }
            | Say::Drawn(_)
            | Say::Text(_)
            | Say::Piece(_)
            | Say::Sheets { .. }
            | Say::Failed(_) => Err(ReaderError::Crashed),
        }
    }

    /// Gives pages as form XObjects of a PDF that is being written: their objects as bytes to `take`, numbered from
    /// `number` on. Bytes that were taken before an error are not to be used.
    ///
    /// # Errors
    /// [`SheetsError::Reader`] for these pages, [`SheetsError::Taking`] when `take` fails; the worker is gone then.
    pub fn sheets(
        &self,
        pages: Range<u32>,
        number: u32,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<Sheets, SheetsError> {
        let n_pages = pages.end.saturating_sub(pages.start);
        let ask = Ask::Sheets { first: pages.start, n_pages, number };
        let at_most = self.source.length().saturating_mul(MAX_GROWTH).saturating_add(MAX_EXTRA);
        let mut refused = None;
        let mut n_bytes = 0_u64;
        let answer = self.ask_for(SHEETS_PATIENCE, &ask, &mut |piece| {
            n_bytes = n_bytes.saturating_add(piece.len() as u64);
            if n_bytes > at_most {
                return false;
            }
            refused = take(&piece).err();
            refused.is_none()
        });
        if let Some(error) = refused {
            return Err(SheetsError::Taking(error));
        }
        let Say::Sheets { objects, sheets } = answer? else {
            return Err(ReaderError::Crashed.into());
        };
        Ok(Sheets::checked(objects, sheets, n_pages, number, n_bytes)?)
    }

    /// The worker's process, for measuring; `None` while there is none.
    pub fn worker_id(&self) -> Option<u32> {
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        worker.as_ref().map(Worker::id)
    }

    fn ask(&self, ask: &Ask) -> Result<Say, ReaderError> {
        self.ask_for(PATIENCE, ask, &mut |_| false)
    }

    fn ask_for(
        &self,
        patience: Duration,
        ask: &Ask,
        take: &mut dyn FnMut(Vec<u8>) -> bool,
    ) -> Result<Say, ReaderError> {
        let mut slot = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let mut worker = match slot.take() {
            Some(worker) => worker,
            None => start(&self.executable, self.source.as_ref())?.0,
        };
        let read_at = |offset, length| self.source.read_at(offset, length);
        let answer = worker.ask(patience, ask, &read_at, take);
        // A worker that crashed or was stopped is not kept: the next page gets a new one.
        if !matches!(answer, Err(ReaderError::Crashed | ReaderError::Timeout)) {
            *slot = Some(worker);
        }
        answer
    }
}

fn start(
    executable: &Path,
    source: &dyn RangeSource,
) -> Result<(Worker, Vec<PageSize>, Vec<OutlineEntry>), ReaderError> {
    let mut worker = Worker::start(executable)?;
    let open = Ask::Open { length: source.length() };
    let read_at = |offset, length| source.read_at(offset, length);
    match worker.ask(PATIENCE, &open, &read_at, &mut |_| false)? {
        Say::Opened { pages, outline } if !pages.is_empty() => Ok((worker, pages, outline)),
        Say::Opened { .. } => Err(ReaderError::NoPages),
        Say::Need { .. }
        | Say::Drawn(_)
        | Say::Text(_)
        | Say::Labels(_)
        | Say::Piece(_)
        | Say::Sheets { .. }
        | Say::Failed(_) => Err(ReaderError::Crashed),
    }
}
