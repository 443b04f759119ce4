use super::others::taken_over;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::marks::Step;
use crate::view::TakenOverView;
use domain::{AnnotationChange, AnnotationId, DocumentId, OperationId};
use sync::OpenedShare;
use uuid::Uuid;

impl Desk {
    /// Makes notes that others share the member's own, to be changed and kept whatever becomes of theirs; undone in one
    /// step. Those that were taken over as they stand are left as they are. Gives how many were taken.
    ///
    /// # Errors
    /// `share-gone` for a note that is no longer shared: nothing is taken then; `note-key-missing`, `disk-full` and
    /// other store errors: what was taken before stays and can be undone.
    pub fn take_over(&self, document: Uuid, notes: &[Uuid]) -> Result<u32, DeskError> {
        let document = DocumentId::from_uuid(document);
        let own = self.live_notes(document)?;
        let shared = self.client.shared_notes(document)?;
        let mut wanted: Vec<&OpenedShare> = Vec::new();
        for note in notes {
            let found = shared.iter().find(|one| !one.mine && one.note.id.as_uuid() == *note);
            let found = found.ok_or_else(|| DeskError::from_code("share-gone"))?;
            let is_new = wanted.iter().all(|one| one.note.id != found.note.id);
            if is_new && taken_over(found, &own) != TakenOverView::Yes {
                wanted.push(found);
            }
        }
        let mut step = Step::default();
        let mut taken = 0;
        let mut done = Ok(());
        for share in wanted {
            let id = AnnotationId::from_uuid(Uuid::now_v7());
            done = self.take_one(share, id, document);
            if done.is_err() {
                break;
            }
            step.add(id, AnnotationChange::SetErased(true), AnnotationChange::SetErased(false));
            taken += 1;
        }
        self.keep_step(document, &step)?;
        done.map(|()| taken)
    }

    fn take_one(
        &self,
        share: &OpenedShare,
        id: AnnotationId,
        document: DocumentId,
    ) -> Result<(), DeskError> {
        let operation = OperationId::from_uuid(Uuid::now_v7());
        let (op, body) =
            share.take_over((operation, id), self.next_time(None), self.clock.now())?;
        self.save_op(&op, body, Some(document))
    }
}
