//! Notes that find their place in a republished paper, and what changed in it.
//!
//! The input is what a PDF reader gives of each page: runs of text with their boxes. [`Text`] makes words, lines and
//! paragraphs of them, [`Reanchoring`] compares two versions once and then places any number of notes and says what
//! changed. Nothing here knows PDF, files or people. The reasons stand in `docs/adr/0024-anchors-and-differences.md`.

mod alignment;
mod anchor;
mod changes;
mod furniture;
mod geometry;
mod letters;
mod likeness;
mod lines;
mod occurrences;
mod page;
mod paragraphs;
mod pictures;
mod placement;
mod reanchoring;
mod strokes;
#[cfg(test)]
mod tests;
mod text;

pub use anchor::{
    Anchor, InkAnchor, MAX_AREAS, MAX_CONTEXT, MAX_QUOTE, PointAnchor, Quote, TextAnchor,
};
pub use changes::{Differences, PageChange, PageState, ParagraphChange, ParagraphKind, Piece};
pub use geometry::{Area, Point, Rect};
pub use page::{PageText, Run, TextError};
pub use pictures::page_pictures_differ;
pub use placement::{Doubt, Placement, Summary};
pub use reanchoring::{PagePair, Reanchoring};
pub use text::{MAX_PAGES, MAX_WORDS, Text};
