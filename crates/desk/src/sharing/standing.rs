use super::{is_current, people_of, person_of};
use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::{DeskError, error_view};
use crate::marks::{LiveNote, mark_to_view};
use crate::view::{AnnotationView, ErrorView, OwnShareView, PersonView, PlacementView, SafetyView};
use domain::{Annotation, AnnotationId, Cabinet, DocumentId, OperationId, PersonId, access};
use std::collections::{BTreeMap, BTreeSet};
use sync::{OpenedShare, ShareOnItsWay};

/// What is known of a document's annotations besides what they are.
pub struct Standing {
    waiting: BTreeSet<String>,
    shares: BTreeMap<AnnotationId, OwnShareView>,
    sources: BTreeMap<AnnotationId, PersonView>,
}

impl Standing {
    /// An own annotation on the version it was made on.
    pub fn view(&self, annotation: &Annotation) -> AnnotationView {
        let is_waiting = self.waiting.contains(&annotation.id.to_string());
        AnnotationView {
            safety: if is_waiting { SafetyView::Saved } else { SafetyView::Received },
            share: self.shares.get(&annotation.id).cloned(),
            taken_from: self.sources.get(&annotation.id).cloned(),
            ..view_of(annotation)
        }
    }
}

/// Anybody's annotation on the version it was made on.
pub fn view_of(annotation: &Annotation) -> AnnotationView {
    AnnotationView {
        id: annotation.id.as_uuid(),
        document: annotation.anchor.document.as_uuid(),
        version: annotation.anchor.version,
        page: annotation.anchor.page,
        mark: mark_to_view(&annotation.mark),
        made_on: annotation.anchor.version,
        placement: PlacementView::Here,
        text_changed: false,
        made_at: timestamp(annotation.made_at).unwrap_or_default(),
        safety: SafetyView::Received,
        share: None,
        taken_from: None,
    }
}

impl Desk {
    /// What is known of annotations of a document.
    pub(crate) fn standing(
        &self,
        document: DocumentId,
        notes: &[LiveNote],
    ) -> Result<Standing, DeskError> {
        let cabinet = self.cabinet()?;
        let on_their_way = self.client.shares_on_their_way()?;
        let refused: BTreeSet<OperationId> = on_their_way
            .iter()
            .filter(|share| share.refusal.is_some())
            .map(|share| share.operation)
            .collect();
        // A refused share says so itself; the note is not kept from anybody by it.
        let outbox = self.vault.outbox()?.into_iter().filter(|row| !refused.contains(&row.id));
        let own = self.client.shared_notes(document)?.into_iter().filter(|share| share.mine);
        let own: BTreeMap<AnnotationId, OpenedShare> =
            own.map(|share| (share.note.id, share)).collect();
        let (mut shares, mut sources) = (BTreeMap::new(), BTreeMap::new());
        for LiveNote { annotation, source } in notes {
            let newest = on_their_way.iter().filter(|one| one.annotation == annotation.id);
            let newest = newest.max_by_key(|one| one.operation);
            let share = match own.get(&annotation.id) {
                Some(share) => Some(self.shared(&cabinet, annotation, share, newest)?),
                None => newest.and_then(unshared),
            };
            shares.extend(share.map(|share| (annotation.id, share)));
            let author = source.as_ref().map(|(from, _)| PersonId::from_uuid(from.author));
            sources.extend(author.map(|author| (annotation.id, person_of(&cabinet, author))));
        }
        Ok(Standing { waiting: outbox.map(|row| row.subject).collect(), shares, sources })
    }

    /// How a note that has readers is shared.
    fn shared(
        &self,
        cabinet: &Cabinet,
        annotation: &Annotation,
        share: &OpenedShare,
        newest: Option<&ShareOnItsWay>,
    ) -> Result<OwnShareView, DeskError> {
        let refusal = newest
            .filter(|one| one.operation > share.operation)
            .and_then(|one| one.refusal.as_deref());
        let behind = !is_current(share, annotation);
        let safety = match (refusal, share.waiting) {
            (Some(_), _) => SafetyView::Refused,
            (None, true) => SafetyView::Saved,
            (None, false) => SafetyView::Received,
        };
        let problem = match refusal {
            Some(code) => Some(error_view(code)),
            None if behind => self.hindrance(cabinet, annotation, &share.readers)?,
            None => None,
        };
        let readers = people_of(cabinet, &share.readers);
        Ok(OwnShareView { readers, safety, behind, problem })
    }

    /// Why a note cannot be brought up to date for its readers, where this device can tell.
    fn hindrance(
        &self,
        cabinet: &Cabinet,
        annotation: &Annotation,
        readers: &BTreeSet<PersonId>,
    ) -> Result<Option<ErrorView>, DeskError> {
        for reader in readers {
            let key = self.client.sharing_key_of(*reader)?;
            if key.is_some_and(|key| key.changed_to.is_some()) {
                return Ok(Some(error_view("sharing-key-changed")));
            }
        }
        let is_anybody_left = !self.readers_left(cabinet, annotation, readers).is_empty();
        Ok((!is_anybody_left).then(|| error_view("share-refused")))
    }

    /// Those of the readers who may still have a note.
    pub(super) fn readers_left(
        &self,
        cabinet: &Cabinet,
        annotation: &Annotation,
        readers: &BTreeSet<PersonId>,
    ) -> BTreeSet<PersonId> {
        let anchor = annotation.anchor;
        let Some(document) = cabinet.document(anchor.document) else {
            return BTreeSet::new();
        };
        let Some(version) = document.versions().find(|one| one.number == anchor.version) else {
            return BTreeSet::new();
        };
        let offered = access::readers_to_offer(cabinet, self.person(), (document, version));
        offered.into_iter().filter(|reader| readers.contains(reader)).collect()
    }
}

/// What is to be said of a note without readers: it is being taken back, or could not be shared.
fn unshared(newest: &ShareOnItsWay) -> Option<OwnShareView> {
    let view =
        |safety, problem| OwnShareView { readers: Vec::new(), safety, behind: false, problem };
    match (newest.takes_back, newest.refusal.as_deref()) {
        (true, None) => Some(view(SafetyView::Saved, None)),
        (false, Some(code)) => Some(view(SafetyView::Refused, Some(error_view(code)))),
        // It is gone, or its state has not been read yet.
        (true, Some(_)) | (false, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::unshared;
    use crate::view::SafetyView;
    use domain::{AnnotationId, OperationId};
    use sync::ShareOnItsWay;
    use uuid::Uuid;

    #[test]
    fn a_note_without_readers_says_that_it_is_taken_back_or_why_it_is_not_shared() {
        let said = |takes_back, refusal: Option<&str>| {
            let share = unshared(&ShareOnItsWay {
                annotation: AnnotationId::from_uuid(Uuid::nil()),
                operation: OperationId::from_uuid(Uuid::nil()),
                takes_back,
                refusal: refusal.map(str::to_owned),
            })?;
            assert!(share.readers.is_empty() && !share.behind);
            Some((share.safety, share.problem.map(|problem| problem.code)))
        };
        assert_eq!(said(true, None), Some((SafetyView::Saved, None)));
        let refused = Some((SafetyView::Refused, Some("share-refused".to_owned())));
        assert_eq!(said(false, Some("share-refused")), refused);
        assert_eq!(said(true, Some("share-outdated")), None);
    }
}
