//! Undo and redo of annotations. A step keeps what takes it back and what does it again, in the store: it survives a
//! restart, and each of the two is an ordinary change, with a time of its own.

use crate::desk::Desk;
use crate::error::DeskError;
use domain::{
    AnnotationChange, AnnotationId, AnnotationOp, DeviceId, DocumentId, HybridTime, OperationId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A step: pairs of what takes a change back and what does it again, as changes travel.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Step {
    pairs: Vec<(Vec<u8>, Vec<u8>)>,
}

#[derive(Clone, Copy)]
enum Direction {
    Back,
    Again,
}

impl Step {
    /// Adds a change with its opposite.
    pub fn add(
        &mut self,
        annotation: AnnotationId,
        back: AnnotationChange,
        again: AnnotationChange,
    ) {
        let write = |change| {
            let op = AnnotationOp {
                id: OperationId::from_uuid(Uuid::nil()),
                annotation,
                at: HybridTime { millis: 0, counter: 0, device: DeviceId::from_uuid(Uuid::nil()) },
                change,
            };
            sync::op_to_json(&op).ok()
        };
        if let (Some(back), Some(again)) = (write(back), write(again)) {
            self.pairs.push((back, again));
        }
    }
}

impl Desk {
    pub(crate) fn keep_step(&self, document: DocumentId, step: &Step) -> Result<(), DeskError> {
        if step.pairs.is_empty() {
            return Ok(());
        }
        let body = postcard::to_stdvec(step).map_err(|_| DeskError::from_code("internal"))?;
        Ok(self.vault.push_mark_step(document, &body)?)
    }

    /// Takes back the last step in a document; gives the kind of mark it was about.
    ///
    /// # Errors
    /// As [`Desk::annotate`].
    pub fn undo_marks(&self, document: Uuid) -> Result<Option<String>, DeskError> {
        self.walk(DocumentId::from_uuid(document), Direction::Back)
    }

    /// Does the step that was taken back last again.
    ///
    /// # Errors
    /// As [`Desk::annotate`].
    pub fn redo_marks(&self, document: Uuid) -> Result<Option<String>, DeskError> {
        self.walk(DocumentId::from_uuid(document), Direction::Again)
    }

    fn walk(
        &self,
        document: DocumentId,
        direction: Direction,
    ) -> Result<Option<String>, DeskError> {
        let was_undone = matches!(direction, Direction::Again);
        let Some((place, body)) = self.vault.next_mark_step(document, was_undone)? else {
            return Ok(None);
        };
        let step: Step =
            postcard::from_bytes(&body).map_err(|_| DeskError::from_code("profile-damaged"))?;
        let mut kind = None;
        let ops = step.pairs.iter().map(|(back, again)| match direction {
            Direction::Back => back,
            Direction::Again => again,
        });
        for op in ops {
            let op = sync::op_from_json(op)?;
            let changed = self.apply_op(op.annotation, op.change)?;
            kind = Some(super::shape::kind_word(&changed.mark).to_owned());
        }
        self.vault.set_mark_step(place, !was_undone)?;
        Ok(kind)
    }
}
