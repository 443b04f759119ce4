use super::Made;
use super::shared;
use super::stored::{Stored, without};
use reader::{Contents, OpenDocument, ReaderError};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use wire::PageIndex;

/// Papers shorter than this come over in a handful of requests anyway (sync, `files.rs`).
const MIN_LENGTH: u64 = 8 * 1024 * 1024;
/// Pages that are looked at; those behind them are fetched as they are asked for.
const MAX_PAGES: u32 = 2_000;
/// Width at which a page is drawn to see what it needs; content is read whole at any width.
const WIDTH: u32 = 200;

/// Longest contents that are sent along: longer ones take as long to come over as what they spare.
const MAX_CONTENTS: usize = 1024 * 1024;

/// Finds out which bytes each page needs by letting workers open the paper and show one page each: so it is what a
/// laptop's worker will ask for, with whatever pages share counted for each of them.
pub fn make(program: &Path, source: &Arc<Stored>, is_stopping: &dyn Fn() -> bool) -> Made {
    use reader::RangeSource;
    if source.length() < MIN_LENGTH {
        return Made::Nothing;
    }
    let open = |known: Option<&Contents>| {
        let ranges: Arc<dyn RangeSource> = Arc::<Stored>::clone(source);
        OpenDocument::open_with(program, ranges, None, known.cloned())
    };
    // The first that opens it visits all pages; laptops and the others are told what it found.
    let contents = match open(None) {
        Ok(open) => open.contents().clone(),
        Err(error) => return failed(&error),
    };
    let n_pages = u32::try_from(contents.pages.len()).unwrap_or(u32::MAX);
    let sent = contents.to_bytes().ok().filter(|bytes| bytes.len() <= MAX_CONTENTS);
    let known = sent.is_some().then_some(&contents);
    if known.is_some() {
        source.take_asked();
        if let Err(error) = open(known) {
            return failed(&error);
        }
    }
    let opening = source.take_asked();
    let mut pages = Vec::new();
    for page in 0..n_pages.min(MAX_PAGES) {
        if is_stopping() {
            return Made::Later;
        }
        let open = match open(known) {
            Ok(open) => open,
            Err(error) => return failed(&error),
        };
        // A page that cannot be shown needs nothing; the laptop will say what is wrong with it.
        drop((open.draw(page, WIDTH), open.text(page), open.links(page)));
        pages.push(without(&source.take_asked(), &opening));
    }
    let shared = shared::pick(source.length(), &opening, &pages);
    let mut shared_bytes = Vec::new();
    for stretch in &shared {
        let length = usize::try_from(stretch.end - stretch.start).unwrap_or(usize::MAX);
        match source.read_at(stretch.start, length) {
            Ok(bytes) => shared_bytes.extend(bytes),
            Err(_) => return Made::Later,
        }
    }
    let own = |stretches: &[Range<u64>]| pairs(&without(stretches, &shared));
    let index = PageIndex {
        length: source.length(),
        contents: PageIndex::encode(&sent.unwrap_or_default()),
        shared: pairs(&shared),
        shared_bytes: PageIndex::encode(&shared_bytes),
        opening: own(&opening),
        pages: pages.iter().map(|page| own(page)).collect(),
    };
    index.to_bytes().map_or(Made::Failed("internal"), Made::Ready)
}

fn pairs(stretches: &[Range<u64>]) -> Vec<(u64, u64)> {
    stretches.iter().map(|stretch| (stretch.start, stretch.end)).collect()
}

/// What is wrong with a paper stays wrong; that no worker could be started may pass.
pub fn failed(error: &ReaderError) -> Made {
    match error {
        ReaderError::NotStarted | ReaderError::LibraryMissing | ReaderError::Cancelled => {
            Made::Later
        }
        ReaderError::Encrypted
        | ReaderError::WrongPassword
        | ReaderError::Broken
        | ReaderError::Empty
        | ReaderError::NoPages
        | ReaderError::Page
        | ReaderError::TooLarge
        | ReaderError::Crashed
        | ReaderError::Timeout
        | ReaderError::Source
        | ReaderError::Signatures(_) => Made::Failed(error.code()),
    }
}
