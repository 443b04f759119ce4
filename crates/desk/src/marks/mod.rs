//! Annotations: what is there, how the member's own are made and changed, and what can be undone.

mod making;
mod placing;
mod shape;
mod steps;
mod surroundings;

pub(crate) use placing::PlacedNotes;
pub(crate) use shape::{STAMPS, is_sound, mark_to_view};
pub(crate) use steps::Step;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AnnotationView, NotesView, PlacementView};
use domain::{Annotation, AnnotationChange, AnnotationId, AnnotationOp, DocumentId, Mark};
use placing::Placed;
use std::collections::BTreeMap;
use sync::TakenFrom;
use uuid::Uuid;

/// An annotation that is not erased.
pub(crate) struct LiveNote {
    /// As it stands.
    pub annotation: Annotation,
    /// Of one that was taken over: from whom, and as it was then.
    pub source: Option<(TakenFrom, Mark)>,
}

impl Desk {
    /// A document's annotations as they stand on a version, in page order: those that were made on it, and on the
    /// version in force those of older ones, carried over; and in the same way what others share.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails, or the paper's text cannot be read.
    pub fn annotations(&self, document: Uuid, version: u32) -> Result<NotesView, DeskError> {
        let document = DocumentId::from_uuid(document);
        let live = self.live_notes(document)?;
        let standing = self.standing(document, &live)?;
        let seen: Vec<&Annotation> = live.iter().map(|note| &note.annotation).collect();
        let placed = self.placed_on(document, version, &seen)?;
        let mut annotations: Vec<AnnotationView> = seen
            .into_iter()
            .filter_map(|annotation| {
                seen_on(version, annotation, standing.view(annotation), &placed)
            })
            .collect();
        sort_by_page(&mut annotations, |annotation| annotation);
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
            shared: self.shared_by_others(document, version, &live)?,
        })
    }

    /// Where annotations of older versions stand on the version in force; nothing for any other version.
    pub(crate) fn placed_on(
        &self,
        document: DocumentId,
        version: u32,
        annotations: &[&Annotation],
    ) -> Result<BTreeMap<AnnotationId, Placed>, DeskError> {
        let older: Vec<&Annotation> =
            annotations.iter().copied().filter(|one| one.anchor.version < version).collect();
        let in_force = self.vault.files()?.into_iter().find(|row| row.document == document);
        match in_force.filter(|row| row.version == version && !older.is_empty()) {
            Some(row) => self.placed(&row, &older),
            None => Ok(BTreeMap::new()),
        }
    }

    /// All annotations of a document, each as it lies on the version it was made on.
    pub(crate) fn all_annotations(
        &self,
        document: DocumentId,
    ) -> Result<Vec<AnnotationView>, DeskError> {
        let live = self.live_notes(document)?;
        let standing = self.standing(document, &live)?;
        Ok(live.iter().map(|note| standing.view(&note.annotation)).collect())
    }

    pub(crate) fn live_annotations(
        &self,
        document: DocumentId,
    ) -> Result<Vec<Annotation>, DeskError> {
        Ok(self.live_notes(document)?.into_iter().map(|note| note.annotation).collect())
    }

    pub(crate) fn live_notes(&self, document: DocumentId) -> Result<Vec<LiveNote>, DeskError> {
        let mut by_annotation: BTreeMap<AnnotationId, Vec<AnnotationOp>> = BTreeMap::new();
        let mut sources = BTreeMap::new();
        for body in self.vault.note_ops(document)? {
            let (op, source) = sync::op_with_source_from_json(&body)?;
            if let (Some(source), AnnotationChange::Make { mark, .. }) = (source, &op.change) {
                sources.insert(op.annotation, (source, mark.clone()));
            }
            by_annotation.entry(op.annotation).or_default().push(op);
        }
        let built = by_annotation.values().filter_map(Annotation::from_ops);
        let live = built
            .filter(|annotation| !annotation.erased)
            .map(|annotation| LiveNote { source: sources.remove(&annotation.id), annotation });
        Ok(live.collect())
    }
}

/// How an annotation is seen on a version; `None` where it is not seen there.
pub(crate) fn seen_on(
    version: u32,
    annotation: &Annotation,
    mut view: AnnotationView,
    placed: &BTreeMap<AnnotationId, Placed>,
) -> Option<AnnotationView> {
    if annotation.anchor.version == version {
        return Some(view);
    }
    let placed = placed.get(&annotation.id)?;
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
}

/// Sorts by the page; what has no place comes last.
pub(crate) fn sort_by_page<T>(notes: &mut [T], view: impl Fn(&T) -> &AnnotationView) {
    notes.sort_by_key(|note| {
        let note = view(note);
        let is_unplaced = note.placement == PlacementView::Unplaced;
        (is_unplaced, note.page, note.made_at, note.id)
    });
}
