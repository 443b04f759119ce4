//! Making and changing annotations. Each call is one step that can be undone.

use super::LiveNote;
use super::shape::mark_from_view;
use super::steps::Step;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AnnotationView, MarksInput, ReshapeInput};
use domain::{
    Anchor, Annotation, AnnotationChange, AnnotationId, AnnotationOp, DocumentId, HybridTime, Mark,
    OperationId,
};
use sync::{TakenFrom, Topic};
use uuid::Uuid;
use vault::{LocalChange, NewNote};

impl Desk {
    /// Makes annotations.
    ///
    /// # Errors
    /// `annotation-invalid`, `stamp-not-allowed`, `note-key-missing`, `disk-full` and other store errors; what was made
    /// before the error stays and can be undone.
    pub fn annotate(&self, input: MarksInput) -> Result<Vec<AnnotationView>, DeskError> {
        let document = DocumentId::from_uuid(input.document);
        for one in &input.marks {
            self.check_stamp(document, &mark_from_view(one.mark.clone())?)?;
        }
        self.take_in(input)
    }

    /// Makes annotations that were made elsewhere, with whatever stamps were allowed there.
    ///
    /// # Errors
    /// As [`Desk::annotate`].
    pub(crate) fn take_in(&self, input: MarksInput) -> Result<Vec<AnnotationView>, DeskError> {
        let document = DocumentId::from_uuid(input.document);
        let mut marks = Vec::new();
        for one in input.marks {
            let mark = mark_from_view(one.mark)?;
            mark.check()?;
            marks.push((Anchor { document, version: input.version, page: one.page }, mark));
        }
        let mut step = Step::default();
        let mut made = Vec::new();
        let mut done = Ok(());
        for (anchor, mark) in marks {
            let id = AnnotationId::from_uuid(Uuid::now_v7());
            let change = AnnotationChange::Make {
                anchor,
                surroundings: self.surroundings(anchor, &mark),
                mark,
                made_at: self.clock.now(),
            };
            match self.apply_op(id, change) {
                Ok(annotation) => {
                    step.add(
                        id,
                        AnnotationChange::SetErased(true),
                        AnnotationChange::SetErased(false),
                    );
                    made.push(annotation);
                }
                Err(error) => {
                    done = Err(error);
                    break;
                }
            }
        }
        self.keep_step(document, &step)?;
        done?;
        self.views_of(&made)
    }

    /// Stamps that are there already stay, whatever is allowed by now.
    fn check_stamp(&self, document: DocumentId, mark: &Mark) -> Result<(), DeskError> {
        let Mark::Stamp { stamp, .. } = mark else {
            return Ok(());
        };
        let cabinet = self.cabinet()?;
        let dossier = cabinet.document(document).and_then(|one| cabinet.dossier(one.dossier));
        let is_allowed = dossier.is_some_and(|dossier| cabinet.allows_stamp(dossier, *stamp));
        if is_allowed { Ok(()) } else { Err(DeskError::from_code("stamp-not-allowed")) }
    }

    /// Gives annotations another place, size or colour, or confirms where they were found on a newer version.
    ///
    /// # Errors
    /// As [`Desk::annotate`]; `not-found` when there is no such annotation.
    pub fn reshape(&self, inputs: Vec<ReshapeInput>) -> Result<Vec<AnnotationView>, DeskError> {
        let mut changes = Vec::new();
        for input in inputs {
            let id = AnnotationId::from_uuid(input.annotation);
            let before = self.annotation(id)?;
            let mark = mark_from_view(input.mark)?;
            mark.check()?;
            if !before.mark.is_same_kind(&mark) {
                return Err(domain::AnnotationError::OtherKind.into());
            }
            let document = before.anchor.document;
            let anchor = Anchor { document, version: input.version, page: input.page };
            let surroundings = self.surroundings(anchor, &mark);
            let after = AnnotationChange::Reshape { anchor, mark, surroundings };
            let before = AnnotationChange::Reshape {
                anchor: before.anchor,
                mark: before.mark,
                surroundings: before.surroundings,
            };
            changes.push((id, before, after));
        }
        self.change_all(changes)
    }

    /// Rewrites the words of a note, text box or bookmark.
    ///
    /// # Errors
    /// As [`Desk::reshape`].
    pub fn edit_note(&self, annotation: Uuid, text: String) -> Result<AnnotationView, DeskError> {
        let id = AnnotationId::from_uuid(annotation);
        let before = self.annotation(id)?;
        let words =
            before.mark.words().ok_or_else(|| DeskError::from_code("annotation-invalid"))?;
        Mark::Bookmark { title: text.clone() }.check()?;
        if text.trim().is_empty() && !matches!(before.mark, Mark::Bookmark { .. }) {
            return Err(domain::AnnotationError::Empty.into());
        }
        let before = AnnotationChange::SetText(words.to_owned());
        let changed = self.change_all(vec![(id, before, AnnotationChange::SetText(text))])?;
        changed.into_iter().next().ok_or_else(|| DeskError::from_code("not-found"))
    }

    /// Erases annotations, or brings them back.
    ///
    /// # Errors
    /// As [`Desk::reshape`].
    pub fn set_erased(&self, annotations: &[Uuid], erased: bool) -> Result<(), DeskError> {
        let mut changes = Vec::new();
        for annotation in annotations {
            let id = AnnotationId::from_uuid(*annotation);
            self.annotation(id)?;
            changes.push((
                id,
                AnnotationChange::SetErased(!erased),
                AnnotationChange::SetErased(erased),
            ));
        }
        self.change_all(changes)?;
        Ok(())
    }

    /// Says that an annotation from an older version has no place on this one: it stays beside its old page.
    ///
    /// # Errors
    /// As [`Desk::reshape`].
    pub fn lay_aside(&self, annotation: Uuid, version: u32) -> Result<(), DeskError> {
        let id = AnnotationId::from_uuid(annotation);
        let before = self.annotation(id)?;
        let back = AnnotationChange::LayAside(before.laid_aside.unwrap_or(0));
        self.change_all(vec![(id, back, AnnotationChange::LayAside(version))])?;
        Ok(())
    }

    /// An annotation as it stands.
    pub(crate) fn annotation(&self, id: AnnotationId) -> Result<Annotation, DeskError> {
        Annotation::from_ops(&self.ops_of(id)?).ok_or_else(|| DeskError::from_code("not-found"))
    }

    fn change_all(
        &self,
        changes: Vec<(AnnotationId, AnnotationChange, AnnotationChange)>,
    ) -> Result<Vec<AnnotationView>, DeskError> {
        let mut step = Step::default();
        let mut changed = Vec::new();
        let mut done = Ok(());
        for (id, before, after) in changes {
            match self.apply_op(id, after.clone()) {
                Ok(annotation) => {
                    step.add(id, before, after);
                    changed.push(annotation);
                }
                Err(error) => {
                    done = Err(error);
                    break;
                }
            }
        }
        if let Some(first) = changed.first() {
            self.keep_step(first.anchor.document, &step)?;
        }
        done?;
        self.views_of(&changed)
    }

    fn views_of(&self, annotations: &[Annotation]) -> Result<Vec<AnnotationView>, DeskError> {
        let Some(first) = annotations.first() else {
            return Ok(Vec::new());
        };
        let mut notes = Vec::new();
        for annotation in annotations {
            let source = self.source_of(annotation.id)?;
            notes.push(LiveNote { annotation: annotation.clone(), source });
        }
        let standing = self.standing(first.anchor.document, &notes)?;
        Ok(annotations.iter().map(|annotation| standing.view(annotation)).collect())
    }

    /// Of a note that was taken over: from whom, and as it was then.
    fn source_of(&self, id: AnnotationId) -> Result<Option<(TakenFrom, Mark)>, DeskError> {
        for body in self.vault.note_ops_of(id)? {
            let (op, source) = sync::op_with_source_from_json(&body)?;
            if let (Some(source), AnnotationChange::Make { mark, .. }) = (source, op.change) {
                return Ok(Some((source, mark)));
            }
        }
        Ok(None)
    }

    /// All changes to an annotation; none where there is no such annotation.
    pub(crate) fn ops_of(&self, id: AnnotationId) -> Result<Vec<AnnotationOp>, DeskError> {
        let known = self.vault.note_ops_of(id)?;
        Ok(known.iter().map(|body| sync::op_from_json(body)).collect::<Result<_, _>>()?)
    }

    pub(super) fn apply_op(
        &self,
        annotation: AnnotationId,
        change: AnnotationChange,
    ) -> Result<Annotation, DeskError> {
        let mut ops = self.ops_of(annotation)?;
        let document = match &change {
            AnnotationChange::Make { anchor, .. } => Some(anchor.document),
            AnnotationChange::SetErased(_)
            | AnnotationChange::SetText(_)
            | AnnotationChange::Reshape { .. }
            | AnnotationChange::LayAside(_) => None,
        };
        if document.is_none() && ops.is_empty() {
            return Err(DeskError::from_code("not-found"));
        }
        let seen = ops.iter().map(|op| op.at).max();
        let op = AnnotationOp {
            id: OperationId::from_uuid(Uuid::now_v7()),
            annotation,
            at: self.next_time(seen),
            change,
        };
        self.save_op(&op, sync::op_to_json(&op)?, document)?;
        ops.push(op);
        let changed =
            Annotation::from_ops(&ops).ok_or_else(|| DeskError::from_code("not-found"))?;
        self.follow_share(&ops, &changed);
        Ok(changed)
    }

    /// The time of a change that comes after those seen.
    pub(crate) fn next_time(&self, seen: Option<HybridTime>) -> HybridTime {
        HybridTime::next(self.clock.now(), self.client.credentials().device_id(), seen)
    }

    /// Seals a change, whose JSON is `body`, and saves it; `document` where it makes the annotation.
    pub(crate) fn save_op(
        &self,
        op: &AnnotationOp,
        body: Vec<u8>,
        document: Option<DocumentId>,
    ) -> Result<(), DeskError> {
        let note_key =
            self.client.note_key()?.ok_or_else(|| DeskError::from_code("note-key-missing"))?;
        let sealed = note_key.seal(op.id.as_uuid(), &body)?;
        let outgoing = self.outgoing(op.id, sync::note_body(&sealed)?);
        let note = NewNote { annotation: op.annotation, document, body };
        self.save(&LocalChange::note(note, outgoing), Topic::Annotations)
    }
}
