//! XFDF, the XML form in which programs exchange annotations (ISO 19444-1:2019).
//!
//! What is written keeps to what Acrobat, PDF-XChange, Foxit and Okular read. Two things that the format has no place
//! for are attributes in a namespace of our own, which others pass over: the quoted words of the paper, and the
//! pressure of the pen.
//!
//! A file that comes in may be made by anybody: there are limits for its length, its depth, its elements and its
//! points, entities of its own are refused, and numbers must be finite. What has no place among our marks is taken over
//! as the nearest one or named as left out, never dropped in silence.

mod element;
mod fields;
mod foreign;
mod read;
mod write;

pub use read::read;
pub use write::write;

use crate::mark::{Kind, Mark};

/// Most bytes of a file that is read.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// Most marks of a file that are taken over.
pub const MAX_MARKS: usize = 100_000;
/// Most points and corners of all marks of a file together.
pub const MAX_POINTS: usize = 4_000_000;

const NAMESPACE: &str = "http://ns.adobe.com/xfdf/";
const OWN_NAMESPACE: &str = "urn:e-cabinet:marks:1";

/// Which file the marks belong to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    /// The name of the PDF file; nothing but a name, not a path to open.
    pub file: String,
    /// The two parts of the PDF's `/ID`, if it has one: as it was first made, and as it is.
    pub ids: Option<(Vec<u8>, Vec<u8>)>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// Which file the marks say they belong to.
    pub paper: Paper,
    /// The marks.
    pub marks: Vec<Mark>,
    /// What was not taken over as it stood, by kind.
    pub remarks: Vec<Remark>,
}

/// Something that was not taken over as it stood. Names of kinds are those of the file, in small letters and at most
/// 40 of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// Marks of a kind that we do not have became marks of the nearest one; what was written in them is kept.
    TakenAs {
        /// The kind in the file, such as `circle`.
        kind: String,
        /// What it became.
        became: Kind,
        /// How many.
        n_marks: u32,
    },
    /// Marks or other parts that were left out.
    LeftOut {
        /// The kind in the file, such as `sound` or `field`.
        kind: String,
        /// How many.
        n_marks: u32,
        /// Why.
        reason: LeftOut,
    },
}

/// Why something was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Nothing of ours comes near to it.
    Unknown,
    /// Its page, place or shape is missing or makes no sense.
    Damaged,
    /// The limits for marks or points are reached.
    TooMany,
}

/// Why a file cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum XfdfError {
    /// It is longer than [`MAX_BYTES`].
    #[error("the file is too long")]
    TooLong,
    /// It is neither UTF-8 nor UTF-16.
    #[error("the letters of the file cannot be read")]
    Letters,
    /// It is no XML.
    #[error("the file is no XML")]
    Xml(#[source] quick_xml::Error),
    /// It ends before its elements do, or is written against the rules of XML in another way.
    #[error("the file is damaged")]
    Damaged,
    /// It has elements within elements within elements, or far too many of them.
    #[error("the file has too many elements")]
    TooComplex,
    /// It brings entities of its own.
    #[error("the file defines entities of its own")]
    Entities,
    /// It is XML, and no XFDF.
    #[error("the file is not XFDF")]
    NotXfdf,
}

#[cfg(test)]
mod tests;
