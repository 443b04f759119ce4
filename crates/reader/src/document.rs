use crate::contents::Contents;
use crate::error::{ReaderError, SignaturesFault};
use crate::picture::{Order, Picture, PictureAsk, Priority, Rotation, Tile};
use crate::pool::Pool;
use crate::process::PATIENCE;
use crate::protocol::{Area, Ask, Link, OutlineEntry, PageSize, Say, TextRun};
use crate::queue::Class;
use crate::reply;
use crate::sheets::{Sheets, SheetsError};
use crate::survey::MarkingBase;
use crate::thumbnails::Thumbnails;
use papersign::Found;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Longest time for the sheets of one request.
const SHEETS_PATIENCE: Duration = Duration::from_secs(60);
/// Sheets may be this many times as long as their document, and this much longer: content is packed anew, and what
/// pages share may be repeated.
const MAX_GROWTH: u64 = 4;
const MAX_EXTRA: u64 = 64 * 1024 * 1024;

/// With fewer pages than these, the way to each is short.
const FEW: usize = 32;

/// Where a document's bytes come from, decrypted on demand.
pub trait RangeSource: Send + Sync {
    /// Length in bytes.
    fn length(&self) -> u64;

    /// Reads `length` bytes from `offset`, fewer only at the end.
    ///
    /// # Errors
    /// [`io::Error`] when the bytes cannot be had.
    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>>;

    /// Whether bytes are at hand. Where they have to be brought from afar, workers read as few as they can, in more
    /// requests.
    fn is_near(&self) -> bool {
        true
    }
}

/// A document open in up to two workers of its own. A worker that dies is replaced at the next request.
///
/// All requests block; several threads may ask at once, and are served by priority.
pub struct OpenDocument {
    pool: Arc<Pool>,
    length: u64,
    contents: Contents,
    thumbnails: Thumbnails,
}

impl OpenDocument {
    /// Opens a document in a worker, which is `executable` started anew.
    ///
    /// # Errors
    /// [`ReaderError`], by what is wrong with it.
    pub fn open(executable: &Path, source: Arc<dyn RangeSource>) -> Result<Self, ReaderError> {
        Self::open_with(executable, source, None, None)
    }

    /// Opens a document that may ask for a password, and whose contents may be `known` from an earlier time: without
    /// them, all its pages are visited. Contents of another number of pages are as good as none.
    ///
    /// # Errors
    /// [`ReaderError::Encrypted`] when it needs a password and none is given, [`ReaderError::WrongPassword`] when this
    /// one does not open it; otherwise as [`OpenDocument::open`].
    pub fn open_with(
        executable: &Path,
        source: Arc<dyn RangeSource>,
        password: Option<&str>,
        known: Option<Contents>,
    ) -> Result<Self, ReaderError> {
        let length = source.length();
        if length == 0 {
            return Err(ReaderError::Empty);
        }
        let pool = Arc::new(Pool::open(executable, source, password)?);
        let known = known.filter(|known| known.fits(pool.n_pages()));
        let contents = match known {
            Some(known) => known,
            None => visit(&pool)?,
        };
        Ok(Self { pool, length, contents, thumbnails: Thumbnails::default() })
    }

    /// From now on, finds the way to all pages while nobody asks for anything: PDFium finds a page by way of those before
    /// it, which in a large scan lie all over the file. For documents whose bytes are all at hand.
    pub fn walk_ahead(&self) {
        if self.contents.pages.len() < FEW {
            return;
        }
        let pool = Arc::clone(&self.pool);
        std::thread::spawn(move || while pool.walk_on() {});
    }

    /// What the document says of itself.
    pub const fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Sizes of all pages.
    pub fn pages(&self) -> &[PageSize] {
        &self.contents.pages
    }

    /// The outline, depth first.
    pub fn outline(&self) -> &[OutlineEntry] {
        &self.contents.outline
    }

    /// Draws a page as PNG, `width` pixels wide; very large pages come smaller.
    ///
    /// # Errors
    /// [`ReaderError`] for this page; the document stays usable.
    pub fn draw(&self, page: u32, width: u32) -> Result<Vec<u8>, ReaderError> {
        let (tile, rotation, priority) = (None, Rotation::None, Priority::Visible);
        Ok(self.picture(page, &PictureAsk { width, tile, rotation, priority })?.bytes)
    }

    /// Draws a page or a tile of it.
    ///
    /// # Errors
    /// [`ReaderError`] for this page; [`ReaderError::Cancelled`] when [`OpenDocument::wanting`] let it go.
    pub fn picture(&self, page: u32, ask: &PictureAsk) -> Result<Picture, ReaderError> {
        let size = self.contents.pages.get(page as usize).ok_or(ReaderError::Page)?;
        let is_thumbnail = ask.priority == Priority::Thumbnail && ask.tile.is_none();
        if is_thumbnail && let Some(kept) = self.thumbnails.get(page, ask) {
            return Ok(kept);
        }
        let order = Order::new(*size, ask)?;
        let asked = Ask::Picture { page, order };
        let answer = self.ask(ask.priority.into(), Some(page), &asked)?;
        let Say::Picture { png, .. } = answer else {
            return Err(ReaderError::Crashed);
        };
        let Tile { w: width, h: height, .. } = order.tile;
        let picture = Picture { bytes: png, mime: "image/png", width, height };
        if is_thumbnail {
            self.thumbnails.put(page, ask, &picture);
        }
        Ok(picture)
    }

    /// Draws thumbnails, `width` pixels wide, with both workers while nobody reads. Gives each as it comes to `take`,
    /// in no order.
    pub fn thumbnails(
        &self,
        pages: Range<u32>,
        width: u32,
        take: &(dyn Fn(u32, Result<Picture, ReaderError>) + Sync),
    ) {
        let left = Mutex::new(pages);
        let (tile, rotation, priority) = (None, Rotation::None, Priority::Thumbnail);
        let ask = PictureAsk { width, tile, rotation, priority };
        let draw = || {
            loop {
                let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some(page) = next else {
                    return;
                };
                take(page, self.picture(page, &ask));
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(draw);
            draw();
        });
    }

    /// Says for which pages pictures of this priority are still wanted: requests for others that wait are let go.
    pub fn wanting(&self, priority: Priority, pages: &Range<u32>) {
        self.pool.wanting(priority, pages);
    }

    /// A page's text with its boxes.
    ///
    /// # Errors
    /// [`ReaderError`] for this page.
    pub fn text(&self, page: u32) -> Result<Vec<TextRun>, ReaderError> {
        let Say::Text(runs) = self.ask(Class::Text, Some(page), &Ask::Text { page })? else {
            return Err(ReaderError::Crashed);
        };
        Ok(runs)
    }

    /// The names of the fonts of a page's runs, one for each run of [`OpenDocument::text`], empty where it has none.
    ///
    /// # Errors
    /// [`ReaderError`] for this page.
    pub fn fonts(&self, page: u32) -> Result<Vec<String>, ReaderError> {
        let Say::Fonts(names) = self.ask(Class::Text, Some(page), &Ask::Fonts { page })? else {
            return Err(ReaderError::Crashed);
        };
        Ok(names)
    }

    /// A page's links: those of its annotations, and what looks like an address in its text. None is acted upon.
    ///
    /// # Errors
    /// [`ReaderError`] for this page.
    pub fn links(&self, page: u32) -> Result<Vec<Link>, ReaderError> {
        let Say::Links(links) = self.ask(Class::Text, Some(page), &Ask::Links { page })? else {
            return Err(ReaderError::Crashed);
        };
        Ok(reply::without_strange_addresses(links))
    }

    /// Where a page has pictures that keep their colours when the page is darkened. A scan that fills the page is
    /// none: its text is to be darkened.
    ///
    /// # Errors
    /// [`ReaderError`] for this page.
    pub fn image_boxes(&self, page: u32) -> Result<Vec<Area>, ReaderError> {
        let Say::Boxes(boxes) = self.ask(Class::Text, Some(page), &Ask::Boxes { page })? else {
            return Err(ReaderError::Crashed);
        };
        Ok(boxes)
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
        let at_most = self.length.saturating_mul(MAX_GROWTH).saturating_add(MAX_EXTRA);
        let mut refused = None;
        let mut n_bytes = 0_u64;
        let answer = self.pool.ask(Class::Bulk, None, &ask, SHEETS_PATIENCE, &mut |piece| {
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

    /// What must be known to append marks to pages, counted from 0. Where the document cannot be appended to (damaged,
    /// encrypted, of a rare structure), and `may_mend`, a copy that PDFium makes is given to `take` in pieces instead:
    /// marks are then appended to that one. Bytes that were taken before an error are not to be used.
    ///
    /// # Errors
    /// [`SheetsError::Reader`] for this document, [`SheetsError::Taking`] when `take` fails; the worker is gone then.
    pub fn survey(
        &self,
        pages: &BTreeSet<u32>,
        may_mend: bool,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<MarkingBase, SheetsError> {
        let ask = Ask::Survey { pages: pages.iter().copied().collect(), may_mend };
        let at_most = self.length.saturating_mul(MAX_GROWTH).saturating_add(MAX_EXTRA);
        let mut refused = None;
        let mut n_bytes = 0_u64;
        let answer = self.pool.ask(Class::Bulk, None, &ask, SHEETS_PATIENCE, &mut |piece| {
            n_bytes = n_bytes.saturating_add(piece.len() as u64);
            if !may_mend || n_bytes > at_most {
                return false;
            }
            refused = take(&piece).err();
            refused.is_none()
        });
        if let Some(error) = refused {
            return Err(SheetsError::Taking(error));
        }
        let Say::Surveyed { survey, is_mended } = answer? else {
            return Err(ReaderError::Crashed.into());
        };
        let base = if is_mended { n_bytes } else { self.length };
        if survey.length != base || (!is_mended && n_bytes > 0) {
            return Err(ReaderError::Crashed.into());
        }
        Ok(MarkingBase { survey, is_mended })
    }

    /// The signatures of the document, with what lies in it to judge them by; nothing of it is verified. One without a
    /// form has none, and nothing of it is read for that. Others are read whole: ask in the background.
    ///
    /// # Errors
    /// [`ReaderError::Signatures`] by what stands in the way; the document can be read all the same.
    pub fn signatures(&self) -> Result<Found, ReaderError> {
        let fault = |fault| Err(ReaderError::Signatures(fault));
        match self.ask(Class::Bulk, None, &Ask::Signatures) {
            Ok(Say::Signatures(found)) if found.length == self.length => Ok(found),
            Ok(_) => Err(ReaderError::Crashed),
            // It was not drawing a page that took too long, or was too much for the worker.
            Err(ReaderError::Timeout) => fault(SignaturesFault::TooLarge),
            Err(ReaderError::Crashed) => fault(SignaturesFault::Unreadable),
            Err(error) => Err(error),
        }
    }

    /// The first worker's process, for measuring; `None` while there is none.
    pub fn worker_id(&self) -> Option<u32> {
        self.worker_ids().first().copied()
    }

    /// The processes of all workers of this document, for measuring.
    pub fn worker_ids(&self) -> Vec<u32> {
        self.pool.worker_ids()
    }

    /// Whether the way to all pages is found, for measuring.
    pub fn knows_the_way(&self) -> bool {
        self.pool.knows_the_way()
    }

    fn ask(&self, class: Class, page: Option<u32>, ask: &Ask) -> Result<Say, ReaderError> {
        self.pool.ask(class, page, ask, PATIENCE, &mut |_| false)
    }
}

impl Drop for OpenDocument {
    fn drop(&mut self) {
        self.pool.close();
    }
}

/// What a document says of itself, found by visiting all its pages. Labels are a comfort: a document whose labels cannot
/// be read counts plainly.
fn visit(pool: &Pool) -> Result<Contents, ReaderError> {
    let said = pool.ask(Class::Text, None, &Ask::Contents, PATIENCE, &mut |_| false)?;
    let Say::Contents(contents) = said else {
        return Err(ReaderError::Crashed);
    };
    match pool.ask(Class::Text, None, &Ask::Labels, PATIENCE, &mut |_| false) {
        Ok(Say::Labels(labels)) => Ok(contents.with(labels)),
        Ok(_) | Err(_) => Ok(contents),
    }
}
