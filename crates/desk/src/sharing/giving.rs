use super::is_current;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::ShareInput;
use domain::{Annotation, AnnotationId, AnnotationOp, DocumentId, Mark, OperationId, PersonId};
use std::collections::BTreeSet;
use sync::{OpenedShare, Topic};
use uuid::Uuid;
use vault::LocalChange;

impl Desk {
    /// Shares own notes with readers, or gives shared ones to other readers. What stands already is not sent again.
    ///
    /// # Errors
    /// `not-found`; `share-refused`, `sharing-key-missing`, `sharing-key-changed`, `note-key-missing`: nothing is shared
    /// then; store errors.
    pub fn share_notes(&self, input: &ShareInput) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        let named = input.readers.iter().copied().map(PersonId::from_uuid);
        let named: BTreeSet<PersonId> = named.collect();
        let mut changes = Vec::new();
        for id in distinct(&input.annotations) {
            let ops = self.ops_of(id)?;
            let note = Annotation::from_ops(&ops).filter(|note| !note.erased);
            let note = note.ok_or_else(|| DeskError::from_code("not-found"))?;
            if matches!(note.mark, Mark::Bookmark { .. }) {
                return Err(DeskError::from_code("share-refused"));
            }
            let standing = self.own_share(note.anchor.document, id)?;
            let before = standing.as_ref().map(|share| share.readers.clone()).unwrap_or_default();
            let readers: BTreeSet<PersonId> =
                if input.keep { named.union(&before).copied().collect() } else { named.clone() };
            let stands = standing.is_some_and(|share| is_current(&share, &note));
            if !stands || readers != before {
                changes.push((id, self.client.share_note(&cabinet, &ops, &readers)?));
            }
        }
        for (id, change) in changes {
            self.save_share(id, &change)?;
        }
        Ok(())
    }

    /// Takes own notes back from all their readers; of those that could not be shared, the refusal is put aside.
    ///
    /// # Errors
    /// Store errors.
    pub fn unshare_notes(&self, annotations: &[Uuid]) -> Result<(), DeskError> {
        for id in distinct(annotations) {
            let standing = self.vault.shared_note(id)?;
            let is_shared =
                standing.is_some_and(|row| row.author == self.person() && !row.body.is_empty());
            if is_shared {
                self.save_share(id, &self.client.unshare_note(id)?)?;
            } else {
                self.forget_refusals(id)?;
                self.tell(Topic::Annotations);
                self.tell(Topic::Status);
            }
        }
        Ok(())
    }

    /// Brings what readers have of a note up to date after a change: an erased one is taken back, one that was brought
    /// back is given to the same readers again. The change itself stands whatever comes of it; where the readers
    /// cannot have it, the note says so.
    pub(crate) fn follow_share(&self, ops: &[AnnotationOp], changed: &Annotation) {
        if let Err(error) = self.follow(ops, changed) {
            tracing::warn!(%error, "readers of a note have an earlier state of it");
        }
    }

    fn follow(&self, ops: &[AnnotationOp], changed: &Annotation) -> Result<(), DeskError> {
        let id = changed.id;
        let Some(row) = self.vault.shared_note(id)?.filter(|row| row.author == self.person())
        else {
            return Ok(());
        };
        let is_shared = !row.body.is_empty();
        match (changed.erased, is_shared) {
            (true, true) => {
                let change = self.client.unshare_note(id)?;
                self.save_share(id, &change)?;
                self.remember_readers(id, &row.readers)
            }
            (false, true) => match self.own_share(changed.anchor.document, id)? {
                Some(share) if is_current(&share, changed) => Ok(()),
                Some(_) | None => self.share_again(ops, changed, &row.readers),
            },
            (false, false) => {
                let readers = self.remembered_readers(id)?;
                if readers.is_empty() {
                    return Ok(());
                }
                self.share_again(ops, changed, &readers)
            }
            (true, false) => Ok(()),
        }
    }

    /// Shares a note as it stands with those of its readers who may still have it.
    fn share_again(
        &self,
        ops: &[AnnotationOp],
        note: &Annotation,
        readers: &BTreeSet<PersonId>,
    ) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        let readers = self.readers_left(&cabinet, note, readers);
        let change = self.client.share_note(&cabinet, ops, &readers)?;
        self.save_share(note.id, &change)
    }

    /// Gives every note that a person reads to its readers again: what was sealed to another key does not open now.
    pub(super) fn share_all_again(&self, reader: PersonId) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        for document in cabinet.documents() {
            let shares = self.client.shared_notes(document.id)?.into_iter();
            for share in shares.filter(|share| share.mine && share.readers.contains(&reader)) {
                let ops = self.ops_of(share.note.id)?;
                let Some(note) = Annotation::from_ops(&ops).filter(|note| !note.erased) else {
                    continue;
                };
                if let Err(error) = self.share_again(&ops, &note, &share.readers) {
                    tracing::warn!(%error, "a note cannot be sealed to a confirmed key");
                }
            }
        }
        Ok(())
    }

    fn own_share(
        &self,
        document: DocumentId,
        id: AnnotationId,
    ) -> Result<Option<OpenedShare>, DeskError> {
        let mut shares = self.client.shared_notes(document)?.into_iter();
        Ok(shares.find(|share| share.mine && share.note.id == id))
    }

    /// Saves what is shared or taken back. A refusal of an earlier state is answered by it.
    fn save_share(&self, id: AnnotationId, change: &LocalChange) -> Result<(), DeskError> {
        self.save(change, Topic::Annotations)?;
        self.forget_refusals(id)?;
        self.remember_readers(id, &BTreeSet::new())
    }

    fn forget_refusals(&self, id: AnnotationId) -> Result<(), DeskError> {
        let refused: Vec<OperationId> = self
            .client
            .shares_on_their_way()?
            .into_iter()
            .filter(|share| share.annotation == id && share.refusal.is_some())
            .map(|share| share.operation)
            .collect();
        for operation in refused {
            self.vault.forget_refused(operation)?;
        }
        Ok(())
    }

    /// Keeps the readers of an erased note for the case that it is brought back.
    fn remember_readers(
        &self,
        id: AnnotationId,
        readers: &BTreeSet<PersonId>,
    ) -> Result<(), DeskError> {
        let setting = readers_setting(id);
        let is_known = self.vault.setting(&setting)?.is_some_and(|known| !known.is_empty());
        if readers.is_empty() && !is_known {
            return Ok(());
        }
        let readers: Vec<Uuid> = readers.iter().map(|reader| reader.as_uuid()).collect();
        let body = if readers.is_empty() {
            Vec::new()
        } else {
            postcard::to_stdvec(&readers).map_err(|_| DeskError::from_code("internal"))?
        };
        Ok(self.vault.put_settings(&[(setting.as_str(), body.as_slice())])?)
    }

    fn remembered_readers(&self, id: AnnotationId) -> Result<BTreeSet<PersonId>, DeskError> {
        let body = self.vault.setting(&readers_setting(id))?.filter(|body| !body.is_empty());
        let Some(body) = body else {
            return Ok(BTreeSet::new());
        };
        let readers: Vec<Uuid> =
            postcard::from_bytes(&body).map_err(|_| DeskError::from_code("profile-damaged"))?;
        Ok(readers.into_iter().map(PersonId::from_uuid).collect())
    }
}

fn readers_setting(id: AnnotationId) -> String {
    format!("readers-before-erasure/{id}")
}

fn distinct(annotations: &[Uuid]) -> BTreeSet<AnnotationId> {
    annotations.iter().copied().map(AnnotationId::from_uuid).collect()
}
