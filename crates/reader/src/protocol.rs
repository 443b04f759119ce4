//! What core and worker say to each other: length-prefixed postcard messages over the worker's pipes.
//!
//! The core trusts nothing in an answer. Before anything of it is kept, its first byte says what it claims to be, and
//! that decides how long it may be: a short message can otherwise unfold into many times its length. What it says is
//! then checked in `reply`.

use crate::ReaderError;
use crate::contents::{Contents, Labels};
use crate::picture::Order;
use markup::copy::Survey;
use papersign::Found;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Longest message from the core.
const MAX_ASK: usize = 2 * 1024 * 1024;
/// Most pages of a document.
pub const MAX_PAGES: usize = 50_000;
/// Front matter with labels of its own lies within the first pages; reading a label loads its page.
pub const MAX_LABELLED: usize = 200;
/// Most lines of an outline.
pub const MAX_OUTLINE: usize = 20_000;
/// Most runs of a page.
pub const MAX_RUNS: usize = 20_000;
/// Most links of a page.
pub const MAX_LINKS: usize = 2_000;
/// Most boxes of pictures of a page, and of one link.
pub const MAX_BOXES: usize = 200;
/// Longest title, label, name of a font, in characters.
pub const MAX_NAME: usize = 500;
/// Longest text of a run, in characters.
pub const MAX_RUN: usize = 10_000;
/// Longest address of a link, in characters.
pub const MAX_ADDRESS: usize = 2_000;
/// Most signatures of a document.
pub const MAX_SIGNATURES: usize = 32;
/// Most bytes of the contents of all signatures, and of the evidence beside them.
pub const MAX_CONTENTS: usize = 16 * 1024 * 1024;
pub const MAX_EVIDENCE: usize = 48 * 1024 * 1024;

/// Core to worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Open the document; it has this length, and is at hand or far. One that was open before is closed.
    Open { length: u64, is_near: bool, password: Option<String> },
    /// Draw a page.
    Picture { page: u32, order: Order },
    /// Give a page's text with its boxes.
    Text { page: u32 },
    /// Give the names of the fonts of a page's runs.
    Fonts { page: u32 },
    /// Give the links of a page.
    Links { page: u32 },
    /// Say where a page has pictures.
    Boxes { page: u32 },
    /// Give sizes and outline: this visits all pages.
    Contents,
    /// Give the printed labels: this reads some pages.
    Labels,
    /// Find the way to these pages.
    Walk { first: u32, n_pages: u32 },
    /// Give these pages as form XObjects with all that they need, numbered from `number` on.
    Sheets { first: u32, n_pages: u32, number: u32 },
    /// Say what must be known to append to these pages; give a mended copy where the document allows no appending.
    Survey { pages: Vec<u32>, may_mend: bool },
    /// Find the signatures of the document.
    Signatures,
    /// Here are the bytes you needed.
    Bytes(Vec<u8>),
    /// The bytes you needed cannot be had.
    NoBytes,
}

/// Worker to core. The order of the kinds is that of [`limit_of`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    /// I am in the sandbox, and wait.
    Ready,
    /// I need these bytes of the document.
    Need { offset: u64, length: u32 },
    /// It does not work.
    Failed(ReaderError),
    /// The document is open, and has so many pages.
    Opened { n_pages: u32 },
    /// A page as PNG; and the most memory this process has held, in bytes.
    Picture { png: Vec<u8>, memory: u64 },
    /// A page's text.
    Text(Vec<TextRun>),
    /// Names of fonts, one for each run.
    Fonts(Vec<String>),
    /// A page's links.
    Links(Vec<Link>),
    /// Where a page has pictures.
    Boxes(Vec<Area>),
    /// Sizes and outline, without labels.
    Contents(Contents),
    /// The next bytes of the objects of sheets.
    Piece(Vec<u8>),
    /// All objects of sheets were given: their numbers with their places in the bytes, and the pages among them.
    Sheets { objects: Vec<(u32, u64)>, sheets: Vec<Sheet> },
    /// What is known of the document, or of the mended copy that was given in pieces.
    Surveyed { survey: Survey, is_mended: bool },
    /// The signatures of the document.
    Signatures(Found),
    /// Printed labels.
    Labels(Labels),
    /// The way to the pages is found.
    Walked,
}

/// A page's size in points (1/72 inch), rotation applied.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PageSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A line of the outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// 0 at the top.
    pub depth: u32,
    /// Title.
    pub title: String,
    /// Page it leads to, from 0.
    pub page: Option<u32>,
}

/// A run of text with its box in fractions of the page, origin top left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextRun {
    /// Text.
    pub text: String,
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A part of a page in fractions of it, origin top left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Where it can be clicked.
    pub boxes: Vec<Area>,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads. Nothing of it is ever acted upon by the reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LinkTarget {
    /// To a page of the same document, from 0, and a place on it: 0.0 is its top.
    Page {
        /// Page, from 0.
        page: u32,
        /// Fraction of the page from its top.
        y: Option<f32>,
    },
    /// To an address with the scheme `http`, `https` or `mailto`, to be shown to the reader who decides.
    Address(String),
    /// To something a paper may not do.
    Refused(Refused),
}

/// What a paper may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refused {
    /// Open another document.
    OtherDocument,
    /// Start a program.
    Launch,
    /// Run a script, send a form, or something else that is not followed.
    Other,
    /// Open an address that is none of the web or of mail.
    Address,
}

/// A page as a form XObject, which stands upright with its lower left corner at the origin.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Number of the object.
    pub form: u32,
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
}

/// Longest answer of a kind, by its first byte.
fn limit_of(kind: u8) -> usize {
    const MIB: usize = 1024 * 1024;
    match kind {
        // Ready, Need, Failed, Opened, Walked.
        0..=3 | 15 => 64,
        // Text, Contents.
        5 | 9 => 8 * MIB,
        // Labels.
        14 => MIB,
        // Picture: the largest bitmap as RGB that no encoder could make smaller.
        4 => 100 * MIB,
        // Fonts, Links, Boxes.
        6..=8 => 4 * MIB,
        // Piece.
        10 => MIB + 16,
        // Sheets.
        11 => 32 * MIB,
        // Surveyed: dictionaries of pages, and of the annotations in them.
        12 => 32 * MIB,
        // Signatures: their contents, and the evidence that lies in the file.
        13 => MAX_EVIDENCE + MAX_CONTENTS + MIB,
        _ => 0,
    }
}

/// Writes a message and flushes.
pub fn write_message(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads what the core asks.
pub fn read_ask(from: &mut impl Read) -> io::Result<Ask> {
    let length = read_length(from)?;
    read_body(from, length, Vec::new(), MAX_ASK)
}

/// Reads what a worker says.
pub fn read_say(from: &mut impl Read) -> io::Result<Say> {
    let length = read_length(from)?;
    let mut kind = [0];
    from.read_exact(&mut kind)?;
    let [first] = kind;
    read_body(from, length, kind.to_vec(), limit_of(first))
}

fn read_length(from: &mut impl Read) -> io::Result<usize> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    usize::try_from(u32::from_be_bytes(length)).map_err(io::Error::other)
}

fn read_body<T: DeserializeOwned>(
    from: &mut impl Read,
    length: usize,
    mut bytes: Vec<u8>,
    at_most: usize,
) -> io::Result<T> {
    if length > at_most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message is too long"));
    }
    let rest = length.checked_sub(bytes.len()).ok_or(io::ErrorKind::InvalidData)?;
    bytes.reserve_exact(rest.min(1024 * 1024));
    from.take(rest as u64).read_to_end(&mut bytes)?;
    if bytes.len() < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let (message, left) = postcard::take_from_bytes(&bytes).map_err(io::Error::other)?;
    if left.is_empty() { Ok(message) } else { Err(io::ErrorKind::InvalidData.into()) }
}
