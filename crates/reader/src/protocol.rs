//! What core and worker say to each other: length-prefixed postcard messages over the worker's pipes.
//!
//! The core trusts nothing in an answer: lengths are capped before anything is read, and sizes are checked again.

use crate::ReaderError;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, Read, Write};

/// Longest message taken.
pub const MAX_MESSAGE: usize = 96 * 1024 * 1024;

/// Core to worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Open the document; it has this length.
    Open { length: u64 },
    /// Draw a page as PNG, this many pixels wide.
    Draw { page: u32, width: u32 },
    /// Give a page's text with its boxes.
    Text { page: u32 },
    /// Give the printed labels of all pages.
    Labels,
    /// Give these pages as form XObjects with all that they need, numbered from `number` on.
    Sheets { first: u32, n_pages: u32, number: u32 },
    /// Here are the bytes you needed.
    Bytes(Vec<u8>),
    /// The bytes you needed cannot be had.
    NoBytes,
}

/// Worker to core.
#[derive(Debug, Serialize, Deserialize)]
pub enum Say {
    /// I need these bytes of the document.
    Need { offset: u64, length: u32 },
    /// The document is open.
    Opened { pages: Vec<PageSize>, outline: Vec<OutlineEntry> },
    /// A page as PNG.
    Drawn(Vec<u8>),
    /// A page's text.
    Text(Vec<TextRun>),
    /// Printed labels, one a page.
    Labels(Vec<String>),
    /// The next bytes of the objects of sheets.
    Piece(Vec<u8>),
    /// All objects of sheets were given: their numbers with their places in the bytes, and the pages among them.
    Sheets { objects: Vec<(u32, u64)>, sheets: Vec<Sheet> },
    /// It does not work.
    Failed(ReaderError),
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

/// Writes a message and flushes.
pub fn write_message(to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads a message.
pub fn read_message<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = usize::try_from(u32::from_be_bytes(length)).map_err(io::Error::other)?;
    if length > MAX_MESSAGE {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a message is too long"));
    }
    let mut bytes = Vec::new();
    from.take(length as u64).read_to_end(&mut bytes)?;
    postcard::from_bytes(&bytes).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::{MAX_MESSAGE, Say, read_message, write_message};

    #[test]
    fn whatever_a_worker_says_the_core_neither_panics_nor_takes_too_much() {
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut bytes = Vec::new();
            for _ in 0..24 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                bytes.push(state.to_be_bytes()[0]);
            }
            bytes[..4].copy_from_slice(&20_u32.to_be_bytes());
            drop(read_message::<Say>(&mut bytes.as_slice()));
        }
        let too_long = u32::try_from(MAX_MESSAGE + 1).unwrap().to_be_bytes();
        assert!(read_message::<Say>(&mut too_long.as_slice()).is_err());
        let mut cut = Vec::new();
        write_message(&mut cut, &Say::Drawn(vec![7; 100])).unwrap();
        cut.truncate(50);
        assert!(read_message::<Say>(&mut cut.as_slice()).is_err());
    }
}
