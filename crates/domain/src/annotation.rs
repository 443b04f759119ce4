//! What a member draws and writes on a page, as operations that merge without copies.
//!
//! An annotation is made once and never moves; two attributes change afterwards: whether it is erased, and the words
//! of a note. For each the change with the later [`HybridTime`] wins, so devices of one member may apply operations
//! in any order and end alike. A text-merging CRDT was considered and left out: notes are short and have one author.

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

/// What lies on the page.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A highlight over text, one rectangle a line.
    Highlight {
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
    },
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
    /// When it was made, by its device's clock.
    pub made_at: Moment,
    /// Whether it is erased; kept, so that undo and late changes find it.
    pub erased: bool,
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
        /// When, by the device's clock.
        made_at: Moment,
    },
    /// Erases it, or brings it back.
    SetErased(bool),
    /// Rewrites a note's words.
    SetText(String),
}

/// Why an annotation is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnnotationError {
    /// A coordinate outside the page, or not a number.
    #[error("a coordinate lies outside the page")]
    OutsidePage,
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
    /// Most rectangles in a highlight.
    pub const MAX_RECTS: usize = 2_000;

    /// Checks that the mark fits on a page.
    ///
    /// # Errors
    /// [`AnnotationError`], by what is wrong.
    pub fn check(&self) -> Result<(), AnnotationError> {
        let on_page = |value: f32| (-0.001..=1.001).contains(&value);
        let (n_parts, most, fits) = match self {
            Self::Highlight { rects, text, .. } => {
                let fits = rects.iter().all(|rect| {
                    [rect.x, rect.y, rect.w, rect.h, rect.x + rect.w, rect.y + rect.h]
                        .into_iter()
                        .all(on_page)
                });
                check_words(text)?;
                (rects.len(), Self::MAX_RECTS, fits)
            }
            Self::Stroke { points, width, .. } => {
                let fits = points
                    .iter()
                    .all(|point| [point.x, point.y, point.pressure].into_iter().all(on_page));
                (points.len(), Self::MAX_POINTS, fits && on_page(*width))
            }
            Self::Note { x, y, text } => {
                check_words(text)?;
                (text.trim().len().min(1), 1, on_page(*x) && on_page(*y))
            }
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
            AnnotationChange::Make { anchor, mark, made_at } => Some(Self {
                id: op.annotation,
                anchor: *anchor,
                mark: mark.clone(),
                made_at: *made_at,
                erased: false,
                erased_changed: op.at,
                text_changed: op.at,
            }),
            AnnotationChange::SetErased(_) | AnnotationChange::SetText(_) => None,
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
                if let Mark::Note { text, .. } = &mut self.mark {
                    text.clone_from(words);
                    self.text_changed = op.at;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Anchor, Annotation, AnnotationChange, AnnotationError, AnnotationOp, Colour, Mark, Point,
        Rect,
    };
    use crate::{AnnotationId, DeviceId, DocumentId, HybridTime, Moment, OperationId};
    use uuid::Uuid;

    fn op(n: u128, millis: i64, device: u128, change: AnnotationChange) -> AnnotationOp {
        AnnotationOp {
            id: OperationId::from_uuid(Uuid::from_u128(n)),
            annotation: AnnotationId::from_uuid(Uuid::from_u128(7)),
            at: HybridTime {
                millis,
                counter: 0,
                device: DeviceId::from_uuid(Uuid::from_u128(device)),
            },
            change,
        }
    }

    fn make(text: &str) -> AnnotationChange {
        AnnotationChange::Make {
            anchor: Anchor { document: DocumentId::from_uuid(Uuid::nil()), version: 1, page: 249 },
            mark: Mark::Note { x: 0.5, y: 0.5, text: text.to_owned() },
            made_at: Moment::from_micros(1),
        }
    }

    #[test]
    fn two_devices_end_alike_in_every_order() {
        let ops = [
            op(1, 10, 1, make("Ý kiến")),
            op(2, 20, 2, AnnotationChange::SetText("Ý kiến khác".to_owned())),
            op(3, 20, 1, AnnotationChange::SetText("Đề nghị làm rõ".to_owned())),
            op(4, 30, 2, AnnotationChange::SetErased(true)),
            op(5, 40, 1, AnnotationChange::SetErased(false)),
        ];
        let expected = Annotation::from_ops(&ops);
        assert!(matches!(
            expected.as_ref().map(|note| (&note.mark, note.erased)),
            Some((Mark::Note { text, .. }, false)) if text == "Ý kiến khác"
        ));
        for seed in 0..120_usize {
            let mut order: Vec<usize> = (0..ops.len()).collect();
            let mut left = seed;
            for at in (1..order.len()).rev() {
                order.swap(at, left % (at + 1));
                left /= at + 1;
            }
            let shuffled: Vec<&AnnotationOp> =
                order.iter().filter_map(|index| ops.get(*index)).collect();
            assert_eq!(Annotation::from_ops(shuffled), expected, "order {order:?}");
        }
    }

    #[test]
    fn a_change_that_arrives_before_its_making_waits() {
        let early = [op(2, 20, 2, AnnotationChange::SetErased(true))];
        assert_eq!(Annotation::from_ops(&early), None);
    }

    #[test]
    fn marks_off_the_page_empty_or_endless_are_refused() {
        let rect = |x, w| Rect { x, y: 0.1, w, h: 0.1 };
        let highlight =
            |rects| Mark::Highlight { rects, text: String::new(), colour: Colour::Yellow };
        let stroke = |n, x| Mark::Stroke {
            points: vec![Point { x, y: 0.0, pressure: 0.5 }; n],
            width: 0.002,
            colour: Colour::Ink,
        };
        for (mark, expected) in [
            (highlight(vec![rect(0.1, 0.5)]), Ok(())),
            (highlight(vec![]), Err(AnnotationError::Empty)),
            (highlight(vec![rect(0.6, 0.5)]), Err(AnnotationError::OutsidePage)),
            (highlight(vec![rect(f32::NAN, 0.5)]), Err(AnnotationError::OutsidePage)),
            (stroke(2, 0.3), Ok(())),
            (stroke(0, 0.3), Err(AnnotationError::Empty)),
            (stroke(2, -1.0), Err(AnnotationError::OutsidePage)),
            (stroke(Mark::MAX_POINTS + 1, 0.3), Err(AnnotationError::TooLarge)),
        ] {
            assert_eq!(mark.check(), expected, "{mark:?}");
        }
    }
}
