//! The member's own annotations: what is there, how it is made and changed, and what can be undone.

mod making;
mod placing;
mod shape;
mod steps;
mod surroundings;

pub(crate) use placing::PlacedNotes;
pub(crate) use shape::{STAMPS, is_sound};

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AnnotationView, NotesView, PlacementView, SafetyView};
use domain::{Annotation, AnnotationId, AnnotationOp, DocumentId};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

impl Desk {
    /// A document's annotations as they stand on a version, in page order: those that were made on it, and on the
    /// version in force those of older ones, carried over.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails, or the paper's text cannot be read.
    pub fn annotations(&self, document: Uuid, version: u32) -> Result<NotesView, DeskError> {
        let document = DocumentId::from_uuid(document);
        let waiting = self.waiting_annotations()?;
        let live = self.live_annotations(document)?;
        let (own, others): (Vec<_>, Vec<_>) =
            live.iter().partition(|annotation| annotation.anchor.version == version);
        let mut annotations: Vec<AnnotationView> =
            own.into_iter().map(|annotation| annotation_view(annotation, &waiting)).collect();
        let older: Vec<&Annotation> =
            others.into_iter().filter(|other| other.anchor.version < version).collect();
        annotations.extend(self.carried(document, version, &older, &waiting)?);
        annotations.sort_by_key(|annotation| {
            let is_unplaced = annotation.placement == PlacementView::Unplaced;
            (is_unplaced, annotation.page, annotation.made_at, annotation.id)
        });
        let n_placed = |placement| {
            let placed = annotations.iter().filter(|one| one.placement == placement);
            u32::try_from(placed.count()).unwrap_or(u32::MAX)
        };
        let older = annotations.iter().filter(|one| one.made_on < version).map(|one| one.made_on);
        Ok(NotesView {
            can_undo: self.vault.next_mark_step(document, false)?.is_some(),
            can_redo: self.vault.next_mark_step(document, true)?.is_some(),
            carried: n_placed(PlacementView::Carried),
            moved: n_placed(PlacementView::Moved),
            to_check: n_placed(PlacementView::Check),
            unplaced: n_placed(PlacementView::Unplaced),
            carried_from: older.max(),
            annotations,
        })
    }

    /// Annotations of older versions as they stand on the version in force.
    fn carried(
        &self,
        document: DocumentId,
        version: u32,
        older: &[&Annotation],
        waiting: &BTreeSet<String>,
    ) -> Result<Vec<AnnotationView>, DeskError> {
        let in_force = self.vault.files()?.into_iter().find(|row| row.document == document);
        let Some(row) = in_force.filter(|row| row.version == version && !older.is_empty()) else {
            return Ok(Vec::new());
        };
        let placed = self.placed(&row, older)?;
        let views = older.iter().filter_map(|annotation| {
            let placed = placed.get(&annotation.id)?;
            let mut view = annotation_view(annotation, waiting);
            if annotation.laid_aside == Some(version) {
                view.placement = PlacementView::Unplaced;
                return Some(view);
            }
            view.placement = placed.placement;
            view.text_changed = placed.text_changed;
            if placed.placement != PlacementView::Unplaced {
                view.version = version;
                view.page = placed.page;
                view.mark = shape::mark_to_view(&placed.mark);
            }
            Some(view)
        });
        Ok(views.collect())
    }

    /// All annotations of a document, each as it lies on the version it was made on.
    pub(crate) fn all_annotations(
        &self,
        document: DocumentId,
    ) -> Result<Vec<AnnotationView>, DeskError> {
        let waiting = self.waiting_annotations()?;
        let live = self.live_annotations(document)?;
        Ok(live.iter().map(|annotation| annotation_view(annotation, &waiting)).collect())
    }

    pub(crate) fn live_annotations(
        &self,
        document: DocumentId,
    ) -> Result<Vec<Annotation>, DeskError> {
        let mut by_annotation: BTreeMap<AnnotationId, Vec<AnnotationOp>> = BTreeMap::new();
        for body in self.vault.note_ops(document)? {
            let op = sync::op_from_json(&body)?;
            by_annotation.entry(op.annotation).or_default().push(op);
        }
        let built = by_annotation.values().filter_map(Annotation::from_ops);
        Ok(built.filter(|annotation| !annotation.erased).collect())
    }

    fn waiting_annotations(&self) -> Result<BTreeSet<String>, DeskError> {
        let outbox = self.vault.outbox()?;
        Ok(outbox.into_iter().map(|row| row.subject).collect())
    }
}

fn annotation_view(annotation: &Annotation, waiting: &BTreeSet<String>) -> AnnotationView {
    let is_waiting = waiting.contains(&annotation.id.to_string());
    AnnotationView {
        id: annotation.id.as_uuid(),
        document: annotation.anchor.document.as_uuid(),
        version: annotation.anchor.version,
        page: annotation.anchor.page,
        mark: shape::mark_to_view(&annotation.mark),
        made_on: annotation.anchor.version,
        placement: PlacementView::Here,
        text_changed: false,
        made_at: crate::agenda::timestamp(annotation.made_at).unwrap_or_default(),
        safety: if is_waiting { SafetyView::Saved } else { SafetyView::Received },
    }
}
