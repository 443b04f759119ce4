//! A page's text as a PDF reader gives it.

use crate::geometry::Rect;

/// A page and its runs of text in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Runs of text.
    pub runs: Vec<Run>,
}

/// A stretch of one line in one font. Its box encloses the ink of its letters and nothing more.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Text.
    pub text: String,
    /// Left, as a fraction of the page's width.
    pub x: f32,
    /// Top, as a fraction of the page's height.
    pub y: f32,
    /// Width, as a fraction of the page's width.
    pub w: f32,
    /// Height, as a fraction of the page's height.
    pub h: f32,
}

impl Run {
    /// Its box.
    pub const fn rect(&self) -> Rect {
        Rect { x: self.x, y: self.y, w: self.w, h: self.h }
    }
}

/// Why text is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// More than [`crate::MAX_PAGES`] pages.
    #[error("the paper has too many pages to follow its text")]
    TooManyPages,
    /// More than [`crate::MAX_WORDS`] words.
    #[error("the paper has too many words to follow its text")]
    TooManyWords,
}
