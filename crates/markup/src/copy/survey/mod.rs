//! What must be known of a PDF file to append to it: where its newest table of objects is, and the dictionaries of the
//! pages that get annotations.
//!
//! This reads hostile files and belongs into a worker that is closed off. It reads no more than it needs, follows
//! everything exactly and mends nothing: a file that it cannot follow is one to which nothing may be appended, because
//! other programs would mend it in ways of their own. (`hayro-syntax` reads more, but takes the whole file into memory,
//! mends silently, and does not say where tables and trailers are.)

mod file;
mod lexer;
mod pages;
mod stream;
mod table;

use crate::frame::{Frame, Turn};
use crate::mark::Rect;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::{Read, Seek};

/// Which object of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ObjectId {
    /// Its number.
    pub number: u32,
    /// Its generation.
    pub generation: u16,
}

/// How a file says where its objects are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableKind {
    /// Lines of text after `xref`.
    Classic,
    /// A stream.
    Stream,
}

/// What is known of a file. It comes from a worker that nobody trusts: whoever uses it checks lengths and numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// Length of the file in bytes.
    pub length: u64,
    /// Where its newest table is.
    pub table_at: u64,
    /// Of which kind that one is.
    pub table: TableKind,
    /// The first number that no object has.
    pub size: u32,
    /// Its catalog.
    pub root: ObjectId,
    /// What it says of itself.
    pub info: Option<ObjectId>,
    /// The two parts of its `/ID`.
    pub ids: Option<(Vec<u8>, Vec<u8>)>,
    /// How many pages it has. Where this is not what the page view counts, pages must not be told by their numbers.
    pub n_pages: u32,
    /// The pages that were asked for, in their order.
    pub pages: Vec<PageSurvey>,
}

/// What is known of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageSurvey {
    /// Which page, from 0.
    pub page: u32,
    /// Its object.
    pub id: ObjectId,
    /// The source of the entries of its dictionary without `/Annots`.
    pub entries: Vec<u8>,
    /// The source of what its `/Annots` holds, without brackets.
    pub annotations: Vec<u8>,
    /// What of it is shown: left, bottom, right, top in points.
    pub visible: [f32; 4],
    /// How it is turned.
    pub turn: Turn,
}

impl PageSurvey {
    /// What of the page is shown, and how.
    #[must_use]
    pub const fn frame(&self) -> Frame {
        let [left, bottom, right, top] = self.visible;
        Frame { visible: Rect { left, bottom, right, top }, turn: self.turn }
    }
}

/// Why nothing can be appended to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SurveyError {
    /// Its bytes cannot be had.
    #[error("the file cannot be read")]
    Reading,
    /// It is encrypted; what would be appended would have to be, too.
    #[error("the file is encrypted")]
    Encrypted,
    /// It does not say where its table of objects is.
    #[error("the file has no table of objects")]
    NoTable,
    /// Its structure is damaged.
    #[error("the structure of the file is damaged")]
    Broken,
    /// Its structure is sound and of a kind that is not followed here.
    #[error("the structure of the file is of a rare kind")]
    Foreign,
    /// It goes beyond the limits for work and memory.
    #[error("the structure of the file is too large")]
    TooComplex,
    /// It has no such page.
    #[error("the file has no page {0}")]
    NoPage(u32),
    /// The page stands in the file more than once, so that marks would appear on all of them.
    #[error("page {0} stands in the file more than once")]
    SharedPage(u32),
}

/// Looks into a file for what must be known to append annotations to some of its pages, counted from 0.
///
/// Reads at most 1 GiB, however often its structure leads back to the same bytes, and keeps at most some 200 MiB.
///
/// # Errors
/// [`SurveyError`] for every file to which nothing may be appended this way.
pub fn survey<R: Read + Seek>(source: R, wanted: &BTreeSet<u32>) -> Result<Survey, SurveyError> {
    let mut file = file::File::open(source)?;
    let trailer = table::read_tables(&mut file)?;
    let tree = pages::read_pages(&mut file, trailer.root, wanted)?;
    Ok(Survey {
        length: file.length,
        table_at: trailer.at,
        table: trailer.kind,
        size: trailer.size,
        root: trailer.root,
        info: trailer.info,
        ids: trailer.ids,
        n_pages: tree.n_pages,
        pages: tree.pages,
    })
}
