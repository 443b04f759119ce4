//! The plaintext of a private annotation change: what the author's devices seal for one another.

use crate::time::{moment_to_wire, wire_to_moment};
use crate::words::{ColourWord, StampWord};
use domain::{
    Anchor, AnnotationChange, AnnotationError, AnnotationId, AnnotationOp, DeviceId, DocumentId,
    HybridTime, Mark, OperationId, Point, Rect, Surroundings, TextStyle,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A change to an annotation, version 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteOp {
    v: u8,
    id: Uuid,
    annotation: Uuid,
    millis: i64,
    counter: u32,
    device: Uuid,
    change: ChangeShape,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken_from: Option<TakenFrom>,
}

/// Where a note came from that its owner took over from somebody who shared it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFrom {
    /// Who had shared it.
    pub author: Uuid,
    /// The author's annotation.
    pub annotation: Uuid,
    /// The operation whose state was taken over.
    pub operation: Uuid,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
enum ChangeShape {
    Make {
        document: Uuid,
        version: u32,
        page: u32,
        made_at: Timestamp,
        mark: MarkShape,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        surroundings: Option<SurroundingsShape>,
    },
    Erased {
        erased: bool,
    },
    Text {
        text: String,
    },
    Reshape {
        document: Uuid,
        version: u32,
        page: u32,
        mark: MarkShape,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        surroundings: Option<SurroundingsShape>,
    },
    Aside {
        version: u32,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
enum MarkShape {
    Highlight {
        rects: Vec<[f32; 4]>,
        text: String,
        colour: ColourWord,
    },
    Underline {
        rects: Vec<[f32; 4]>,
        text: String,
        colour: ColourWord,
    },
    StrikeOut {
        rects: Vec<[f32; 4]>,
        text: String,
        colour: ColourWord,
    },
    Stroke {
        points: Vec<[f32; 3]>,
        width: f32,
        colour: ColourWord,
    },
    // Notes had no colour at first: they were yellow.
    Note {
        x: f32,
        y: f32,
        text: String,
        #[serde(default = "yellow")]
        colour: ColourWord,
    },
    TextBox {
        rect: [f32; 4],
        text: String,
        size: f32,
        colour: ColourWord,
    },
    Stamp {
        rect: [f32; 4],
        stamp: StampWord,
        colour: ColourWord,
    },
    Bookmark {
        title: String,
    },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct SurroundingsShape {
    before: String,
    after: String,
    paragraph: String,
    rect: Option<[f32; 4]>,
}

const fn yellow() -> ColourWord {
    ColourWord::Yellow
}

/// Why a change cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum NoteOpError {
    /// Written by a newer program, or not a change.
    #[error("the annotation change is of a shape this program does not know")]
    Shape(#[source] serde_json::Error),
    /// A version this program does not know.
    #[error("the annotation change has version {0}")]
    Version(u8),
    /// The mark does not fit on a page.
    #[error("the annotation does not fit on a page")]
    Mark(#[from] AnnotationError),
}

impl NoteOp {
    /// Writes the change as JSON.
    ///
    /// # Errors
    /// Never in practice: every mark that passed [`Mark::check`] has finite numbers.
    pub fn to_json(op: &AnnotationOp) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Self::from(op))
    }

    /// Writes the making of a note that was taken over from another author.
    ///
    /// # Errors
    /// As [`NoteOp::to_json`].
    pub fn to_json_taken_from(
        op: &AnnotationOp,
        taken_from: TakenFrom,
    ) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Self { taken_from: Some(taken_from), ..Self::from(op) })
    }

    /// From whom the note that a change makes was taken over; `None` for a note of one's own.
    ///
    /// # Errors
    /// [`NoteOpError::Shape`].
    pub fn taken_from(json: &[u8]) -> Result<Option<TakenFrom>, NoteOpError> {
        let shape: Self = serde_json::from_slice(json).map_err(NoteOpError::Shape)?;
        Ok(shape.taken_from)
    }

    /// Reads a change.
    ///
    /// # Errors
    /// [`NoteOpError`] for an unknown shape or version, or a mark off the page.
    pub fn from_json(json: &[u8]) -> Result<AnnotationOp, NoteOpError> {
        Ok(Self::from_json_with_source(json)?.0)
    }

    /// Reads a change, and from whom the note that it makes was taken over.
    ///
    /// # Errors
    /// As [`NoteOp::from_json`].
    pub fn from_json_with_source(
        json: &[u8],
    ) -> Result<(AnnotationOp, Option<TakenFrom>), NoteOpError> {
        let shape: Self = serde_json::from_slice(json).map_err(NoteOpError::Shape)?;
        let source = shape.taken_from;
        Ok((shape.try_into()?, source))
    }
}

impl From<&AnnotationOp> for NoteOp {
    fn from(op: &AnnotationOp) -> Self {
        Self {
            v: 1,
            id: op.id.as_uuid(),
            annotation: op.annotation.as_uuid(),
            millis: op.at.millis,
            counter: op.at.counter,
            device: op.at.device.as_uuid(),
            change: (&op.change).into(),
            taken_from: None,
        }
    }
}

impl TryFrom<NoteOp> for AnnotationOp {
    type Error = NoteOpError;

    fn try_from(shape: NoteOp) -> Result<Self, NoteOpError> {
        if shape.v != 1 {
            return Err(NoteOpError::Version(shape.v));
        }
        let change = AnnotationChange::from(shape.change);
        if let AnnotationChange::Make { mark, surroundings, .. }
        | AnnotationChange::Reshape { mark, surroundings, .. } = &change
        {
            mark.check()?;
            surroundings.as_ref().map_or(Ok(()), Surroundings::check)?;
        }
        Ok(Self {
            id: OperationId::from_uuid(shape.id),
            annotation: AnnotationId::from_uuid(shape.annotation),
            at: HybridTime {
                millis: shape.millis,
                counter: shape.counter,
                device: DeviceId::from_uuid(shape.device),
            },
            change,
        })
    }
}

impl From<&AnnotationChange> for ChangeShape {
    fn from(change: &AnnotationChange) -> Self {
        match change {
            AnnotationChange::Make { anchor, mark, surroundings, made_at } => Self::Make {
                document: anchor.document.as_uuid(),
                version: anchor.version,
                page: anchor.page,
                made_at: moment_to_wire(*made_at),
                mark: mark.into(),
                surroundings: surroundings.as_ref().map(SurroundingsShape::from),
            },
            AnnotationChange::SetErased(erased) => Self::Erased { erased: *erased },
            AnnotationChange::SetText(text) => Self::Text { text: text.clone() },
            AnnotationChange::Reshape { anchor, mark, surroundings } => Self::Reshape {
                document: anchor.document.as_uuid(),
                version: anchor.version,
                page: anchor.page,
                mark: mark.into(),
                surroundings: surroundings.as_ref().map(SurroundingsShape::from),
            },
            AnnotationChange::LayAside(version) => Self::Aside { version: *version },
        }
    }
}

impl From<ChangeShape> for AnnotationChange {
    fn from(change: ChangeShape) -> Self {
        let anchor = |document, version, page| Anchor {
            document: DocumentId::from_uuid(document),
            version,
            page,
        };
        match change {
            ChangeShape::Make { document, version, page, made_at, mark, surroundings } => {
                Self::Make {
                    anchor: anchor(document, version, page),
                    mark: mark.into(),
                    surroundings: surroundings.map(Surroundings::from),
                    made_at: wire_to_moment(made_at),
                }
            }
            ChangeShape::Erased { erased } => Self::SetErased(erased),
            ChangeShape::Text { text } => Self::SetText(text),
            ChangeShape::Reshape { document, version, page, mark, surroundings } => Self::Reshape {
                anchor: anchor(document, version, page),
                mark: mark.into(),
                surroundings: surroundings.map(Surroundings::from),
            },
            ChangeShape::Aside { version } => Self::LayAside(version),
        }
    }
}

impl From<&Surroundings> for SurroundingsShape {
    fn from(surroundings: &Surroundings) -> Self {
        let Surroundings { before, after, paragraph, rect } = surroundings.clone();
        Self { before, after, paragraph, rect: rect.map(numbers) }
    }
}

impl From<SurroundingsShape> for Surroundings {
    fn from(shape: SurroundingsShape) -> Self {
        let SurroundingsShape { before, after, paragraph, rect } = shape;
        Self { before, after, paragraph, rect: rect.map(rectangle) }
    }
}

impl From<&Mark> for MarkShape {
    fn from(mark: &Mark) -> Self {
        match mark {
            Mark::Text { style, rects, text, colour } => {
                let rects = rects.iter().copied().map(numbers).collect();
                let (text, colour) = (text.clone(), (*colour).into());
                match style {
                    TextStyle::Highlight => Self::Highlight { rects, text, colour },
                    TextStyle::Underline => Self::Underline { rects, text, colour },
                    TextStyle::StrikeOut => Self::StrikeOut { rects, text, colour },
                }
            }
            Mark::Stroke { points, width, colour } => Self::Stroke {
                points: points.iter().map(|point| [point.x, point.y, point.pressure]).collect(),
                width: *width,
                colour: (*colour).into(),
            },
            Mark::Note { x, y, text, colour } => {
                Self::Note { x: *x, y: *y, text: text.clone(), colour: (*colour).into() }
            }
            Mark::TextBox { rect, text, size, colour } => Self::TextBox {
                rect: numbers(*rect),
                text: text.clone(),
                size: *size,
                colour: (*colour).into(),
            },
            Mark::Stamp { rect, stamp, colour } => Self::Stamp {
                rect: numbers(*rect),
                stamp: (*stamp).into(),
                colour: (*colour).into(),
            },
            Mark::Bookmark { title } => Self::Bookmark { title: title.clone() },
        }
    }
}

impl From<MarkShape> for Mark {
    fn from(mark: MarkShape) -> Self {
        let marked = |style, rects: Vec<[f32; 4]>, text, colour: ColourWord| {
            let rects = rects.into_iter().map(rectangle).collect();
            Self::Text { style, rects, text, colour: colour.into() }
        };
        match mark {
            MarkShape::Highlight { rects, text, colour } => {
                marked(TextStyle::Highlight, rects, text, colour)
            }
            MarkShape::Underline { rects, text, colour } => {
                marked(TextStyle::Underline, rects, text, colour)
            }
            MarkShape::StrikeOut { rects, text, colour } => {
                marked(TextStyle::StrikeOut, rects, text, colour)
            }
            MarkShape::Stroke { points, width, colour } => Self::Stroke {
                points: points
                    .into_iter()
                    .map(|[x, y, pressure]| Point { x, y, pressure })
                    .collect(),
                width,
                colour: colour.into(),
            },
            MarkShape::Note { x, y, text, colour } => {
                Self::Note { x, y, text, colour: colour.into() }
            }
            MarkShape::TextBox { rect, text, size, colour } => {
                Self::TextBox { rect: rectangle(rect), text, size, colour: colour.into() }
            }
            MarkShape::Stamp { rect, stamp, colour } => {
                Self::Stamp { rect: rectangle(rect), stamp: stamp.into(), colour: colour.into() }
            }
            MarkShape::Bookmark { title } => Self::Bookmark { title },
        }
    }
}

const fn numbers(rect: Rect) -> [f32; 4] {
    [rect.x, rect.y, rect.w, rect.h]
}

const fn rectangle([x, y, w, h]: [f32; 4]) -> Rect {
    Rect { x, y, w, h }
}
