//! What a member draws and writes on a page, as operations that merge without copies.
//!
//! Three attributes of an annotation change after its making: whether it is erased, its shape (place, size, colour), and
//! the words of a note or text box. For each the change with the later [`HybridTime`] wins, so devices of one member may
//! apply operations in any order and end alike. A text-merging CRDT was considered and left out: notes are short and
//! have one author.

use crate::{AnnotationId, DocumentId, HybridTime, Moment, OperationId};

/// Where on which version of which document an annotation lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Document.
    pub document: DocumentId,
    /// Version that was on screen.
    pub version: u32,
    /// Page, from 0.
    pub page: u32,
}

/// A rectangle in fractions of the page, origin top left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

/// A point of a stroke in fractions of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Across.
    pub x: f32,
    /// Down.
    pub y: f32,
    /// Pen pressure, 0 to 1.
    pub pressure: f32,
}

/// The colours on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named by their words")]
pub enum Colour {
    Yellow,
    Green,
    Blue,
    Pink,
    Ink,
    Red,
}

/// How text is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named by their words")]
pub enum TextStyle {
    Highlight,
    Underline,
    StrikeOut,
}

/// The stamps on the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "named by their words")]
pub enum StampKind {
    Seen,
    Agree,
    Disagree,
    Ask,
    Urgent,
}

impl StampKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Seen, Self::Agree, Self::Disagree, Self::Ask, Self::Urgent];
}

/// What lies on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Marked text, one rectangle a line.
    Text {
        /// How.
        style: TextStyle,
        /// Rectangles.
        rects: Vec<Rect>,
        /// The text under them.
        text: String,
        /// Colour.
        colour: Colour,
    },
    /// A pen stroke.
    Stroke {
        /// Points as drawn.
        points: Vec<Point>,
        /// Width in fractions of the page's width.
        width: f32,
        /// Colour.
        colour: Colour,
    },
    /// Words pinned to a place.
    Note {
        /// Across.
        x: f32,
        /// Down.
        y: f32,
        /// The words.
        text: String,
        /// Colour.
        colour: Colour,
    },
    /// Words written on the page.
    TextBox {
        /// Where.
        rect: Rect,
        /// The words.
        text: String,
        /// Height of the letters in points (1/72 inch).
        size: f32,
        /// Colour.
        colour: Colour,
    },
    /// A stamp.
    Stamp {
        /// Where.
        rect: Rect,
        /// Which.
        stamp: StampKind,
        /// Colour.
        colour: Colour,
    },
    /// A bookmark of the page.
    Bookmark {
        /// What the member calls it; may be empty.
        title: String,
    },
}

/// The text an annotation lies in, by which it is found again in a newer version of the paper.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Surroundings {
    /// Text right before the marked text, at most [`Surroundings::MAX_CHARS`].
    pub before: String,
    /// Text right after it.
    pub after: String,
    /// For marks that lie on no text of their own, the paragraph they lie in or nearest to.
    pub paragraph: String,
    /// Where that paragraph lay.
    pub rect: Option<Rect>,
}

/// An annotation as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Identity.
    pub id: AnnotationId,
    /// Where.
    pub anchor: Anchor,
    /// What.
    pub mark: Mark,
    /// The text it lies in, where that could be read.
    pub surroundings: Option<Surroundings>,
    /// When it was made, by its device's clock.
    pub made_at: Moment,
    /// Whether it is erased; kept, so that undo and late changes find it.
    pub erased: bool,
    /// The newest version on which the member said it has no place; it is seen on the version it was made on.
    pub laid_aside: Option<u32>,
    /// When `erased` last changed.
    pub erased_changed: HybridTime,
    /// When the words last changed.
    pub text_changed: HybridTime,
}

/// One change to one annotation.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnotationOp {
    /// Identity of the change.
    pub id: OperationId,
    /// The annotation.
    pub annotation: AnnotationId,
    /// When, in the order of the member's devices.
    pub at: HybridTime,
    /// What changes.
    pub change: AnnotationChange,
}

/// A change to an annotation.
#[derive(Debug, Clone, PartialEq)]
pub enum AnnotationChange {
    /// Makes it.
    Make {
        /// Where.
        anchor: Anchor,
        /// What.
        mark: Mark,
        /// The text it lies in.
        surroundings: Option<Surroundings>,
        /// When, by the device's clock.
        made_at: Moment,
    },
    /// Erases it, or brings it back.
    SetErased(bool),
    /// Rewrites the words of a note, text box or bookmark.
    SetText(String),
    /// Gives it another place, size or colour, maybe on another version. Words stay as they are.
    Reshape {
        /// Where.
        anchor: Anchor,
        /// What, of the same kind.
        mark: Mark,
        /// The text it lies in now.
        surroundings: Option<Surroundings>,
    },
    /// Says that it has no place on this version.
    LayAside(u32),
}

/// Why an annotation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnnotationError {
    /// A coordinate outside the page, or not a number.
    #[error("a coordinate lies outside the page")]
    OutsidePage,
    /// Another kind of mark than it was.
    #[error("an annotation keeps its kind")]
    OtherKind,
    /// No rectangle, no point, no words.
    #[error("the mark is empty")]
    Empty,
    /// More points, rectangles or words than a page can hold.
    #[error("the mark is too large")]
    TooLarge,
}

impl Mark {
    /// Longest note, in characters.
    pub const MAX_TEXT_CHARS: usize = 50_000;
    /// Most points in a stroke.
    pub const MAX_POINTS: usize = 20_000;
    /// Most rectangles of marked text.
    pub const MAX_RECTS: usize = 2_000;
    /// Letters of a text box, in points.
    pub const LETTERS: std::ops::RangeInclusive<f32> = 4.0..=144.0;

    /// Checks that the mark fits on a page.
    ///
    /// # Errors
    /// [`AnnotationError`], by what is wrong.
    pub fn check(&self) -> Result<(), AnnotationError> {
        check_words(self.words().unwrap_or_default())?;
        let (n_parts, most, fits) = match self {
            Self::Text { rects, text, .. } => {
                check_words(text)?;
                (rects.len(), Self::MAX_RECTS, rects.iter().all(Rect::is_on_page))
            }
            Self::Stroke { points, width, .. } => {
                let fits = points
                    .iter()
                    .all(|point| [point.x, point.y, point.pressure].into_iter().all(is_on_page));
                (points.len(), Self::MAX_POINTS, fits && is_on_page(*width))
            }
            Self::Note { x, y, text, .. } => {
                (text.trim().len().min(1), 1, is_on_page(*x) && is_on_page(*y))
            }
            Self::TextBox { rect, text, size, .. } => {
                let fits = rect.is_on_page() && Self::LETTERS.contains(size);
                (text.trim().len().min(1), 1, fits)
            }
            Self::Stamp { rect, .. } => (1, 1, rect.is_on_page()),
            Self::Bookmark { .. } => (1, 1, true),
        };
        if n_parts == 0 {
            return Err(AnnotationError::Empty);
        }
        if n_parts > most {
            return Err(AnnotationError::TooLarge);
        }
        if !fits {
            return Err(AnnotationError::OutsidePage);
        }
        Ok(())
    }

    /// Words that the member wrote, where the mark has any.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Note { text, .. } | Self::TextBox { text, .. } => Some(text),
            Self::Bookmark { title } => Some(title),
            Self::Text { .. } | Self::Stroke { .. } | Self::Stamp { .. } => None,
        }
    }

    /// Whether both are marks of one kind.
    pub fn is_same_kind(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text { style: one, .. }, Self::Text { style: another, .. }) => one == another,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(other),
        }
    }

    fn set_words(&mut self, words: &str) {
        match self {
            Self::Note { text, .. } | Self::TextBox { text, .. } => words.clone_into(text),
            Self::Bookmark { title } => words.clone_into(title),
            Self::Text { .. } | Self::Stroke { .. } | Self::Stamp { .. } => {}
        }
    }
}

impl Rect {
    fn is_on_page(&self) -> bool {
        [self.x, self.y, self.w, self.h, self.x + self.w, self.y + self.h]
            .into_iter()
            .all(is_on_page)
    }
}

impl Surroundings {
    /// Most characters kept of each text.
    pub const MAX_CHARS: usize = 600;

    /// Checks what came from another device.
    ///
    /// # Errors
    /// [`AnnotationError::TooLarge`], [`AnnotationError::OutsidePage`].
    pub fn check(&self) -> Result<(), AnnotationError> {
        let texts = [&self.before, &self.after, &self.paragraph];
        if texts.into_iter().any(|text| text.chars().count() > Self::MAX_CHARS) {
            return Err(AnnotationError::TooLarge);
        }
        if self.rect.is_some_and(|rect| !rect.is_on_page()) {
            return Err(AnnotationError::OutsidePage);
        }
        Ok(())
    }
}

fn is_on_page(value: f32) -> bool {
    (-0.001..=1.001).contains(&value)
}

fn check_words(text: &str) -> Result<(), AnnotationError> {
    if text.chars().count() > Mark::MAX_TEXT_CHARS {
        return Err(AnnotationError::TooLarge);
    }
    Ok(())
}

impl Annotation {
    /// Builds the annotation that `ops` describe; `None` while its making has not arrived.
    pub fn from_ops<'a>(ops: impl IntoIterator<Item = &'a AnnotationOp>) -> Option<Self> {
        let mut ops: Vec<&AnnotationOp> = ops.into_iter().collect();
        ops.sort_by_key(|op| (op.at, op.id));
        let mut made = ops.iter().find_map(|op| match &op.change {
            AnnotationChange::Make { anchor, mark, surroundings, made_at } => Some(Self {
                id: op.annotation,
                anchor: *anchor,
                mark: mark.clone(),
                surroundings: surroundings.clone(),
                made_at: *made_at,
                erased: false,
                laid_aside: None,
                erased_changed: op.at,
                text_changed: op.at,
            }),
            AnnotationChange::SetErased(_)
            | AnnotationChange::SetText(_)
            | AnnotationChange::Reshape { .. }
            | AnnotationChange::LayAside(_) => None,
        })?;
        for op in ops {
            made.change(op);
        }
        Some(made)
    }

    fn change(&mut self, op: &AnnotationOp) {
        match &op.change {
            AnnotationChange::Make { .. } => {}
            AnnotationChange::SetErased(erased) => {
                self.erased = *erased;
                self.erased_changed = op.at;
            }
            AnnotationChange::SetText(words) => {
                if self.mark.words().is_some() {
                    self.mark.set_words(words);
                    self.text_changed = op.at;
                }
            }
            AnnotationChange::Reshape { anchor, mark, surroundings } => {
                if !self.mark.is_same_kind(mark) || anchor.document != self.anchor.document {
                    return;
                }
                let words = self.mark.words().map(str::to_owned);
                self.anchor = *anchor;
                self.laid_aside = None;
                self.mark = mark.clone();
                self.surroundings.clone_from(surroundings);
                if let Some(words) = words {
                    self.mark.set_words(&words);
                }
            }
            AnnotationChange::LayAside(version) => self.laid_aside = Some(*version),
        }
    }
}
