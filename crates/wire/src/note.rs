//! The plaintext of a private annotation change: what the author's devices seal for one another.

use crate::time::{moment_to_wire, wire_to_moment};
use crate::words::ColourWord;
use domain::{
    Anchor, AnnotationChange, AnnotationError, AnnotationId, AnnotationOp, DeviceId, DocumentId,
    HybridTime, Mark, OperationId, Point, Rect,
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
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
enum ChangeShape {
    Make { document: Uuid, version: u32, page: u32, made_at: Timestamp, mark: MarkShape },
    Erased { erased: bool },
    Text { text: String },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
enum MarkShape {
    Highlight { rects: Vec<[f32; 4]>, text: String, colour: ColourWord },
    Stroke { points: Vec<[f32; 3]>, width: f32, colour: ColourWord },
    Note { x: f32, y: f32, text: String },
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
        serde_json::to_vec(&Self {
            v: 1,
            id: op.id.as_uuid(),
            annotation: op.annotation.as_uuid(),
            millis: op.at.millis,
            counter: op.at.counter,
            device: op.at.device.as_uuid(),
            change: (&op.change).into(),
        })
    }

    /// Reads a change.
    ///
    /// # Errors
    /// [`NoteOpError`] for an unknown shape or version, or a mark off the page.
    pub fn from_json(json: &[u8]) -> Result<AnnotationOp, NoteOpError> {
        let shape: Self = serde_json::from_slice(json).map_err(NoteOpError::Shape)?;
        if shape.v != 1 {
            return Err(NoteOpError::Version(shape.v));
        }
        let change = AnnotationChange::from(shape.change);
        if let AnnotationChange::Make { mark, .. } = &change {
            mark.check()?;
        }
        Ok(AnnotationOp {
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
            AnnotationChange::Make { anchor, mark, made_at } => Self::Make {
                document: anchor.document.as_uuid(),
                version: anchor.version,
                page: anchor.page,
                made_at: moment_to_wire(*made_at),
                mark: mark.into(),
            },
            AnnotationChange::SetErased(erased) => Self::Erased { erased: *erased },
            AnnotationChange::SetText(text) => Self::Text { text: text.clone() },
        }
    }
}

impl From<ChangeShape> for AnnotationChange {
    fn from(change: ChangeShape) -> Self {
        match change {
            ChangeShape::Make { document, version, page, made_at, mark } => Self::Make {
                anchor: Anchor { document: DocumentId::from_uuid(document), version, page },
                mark: mark.into(),
                made_at: wire_to_moment(made_at),
            },
            ChangeShape::Erased { erased } => Self::SetErased(erased),
            ChangeShape::Text { text } => Self::SetText(text),
        }
    }
}

impl From<&Mark> for MarkShape {
    fn from(mark: &Mark) -> Self {
        match mark {
            Mark::Highlight { rects, text, colour } => Self::Highlight {
                rects: rects.iter().map(|rect| [rect.x, rect.y, rect.w, rect.h]).collect(),
                text: text.clone(),
                colour: (*colour).into(),
            },
            Mark::Stroke { points, width, colour } => Self::Stroke {
                points: points.iter().map(|point| [point.x, point.y, point.pressure]).collect(),
                width: *width,
                colour: (*colour).into(),
            },
            Mark::Note { x, y, text } => Self::Note { x: *x, y: *y, text: text.clone() },
        }
    }
}

impl From<MarkShape> for Mark {
    fn from(mark: MarkShape) -> Self {
        match mark {
            MarkShape::Highlight { rects, text, colour } => Self::Highlight {
                rects: rects.into_iter().map(|[x, y, w, h]| Rect { x, y, w, h }).collect(),
                text,
                colour: colour.into(),
            },
            MarkShape::Stroke { points, width, colour } => Self::Stroke {
                points: points
                    .into_iter()
                    .map(|[x, y, pressure]| Point { x, y, pressure })
                    .collect(),
                width,
                colour: colour.into(),
            },
            MarkShape::Note { x, y, text } => Self::Note { x, y, text },
        }
    }
}
