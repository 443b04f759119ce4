//! Telling the server which papers have arrived whole on this device. Not what was opened or read: that is nobody's
//! business.

use crate::cabinet::read_cabinet;
use crate::client::Client;
use crate::error::SyncError;
use crate::transport::{Request, read_json};
use domain::{AgendaItem, Cabinet, DocumentId, access, same_papers};
use std::collections::BTreeMap;
use uuid::Uuid;
use vault::{FileRow, FileState};
use wire::{BoundPaperRecord, Operation, OperationBody, OperationsRequest, OperationsResponse};

/// Words of delivery sent at once.
const BATCH: usize = 50;

impl Client {
    /// Says of each item of the coming meetings that it and its papers are here, once, and again when papers change.
    pub(crate) async fn tell_deliveries(&self) -> Result<(), SyncError> {
        let cabinet = read_cabinet(&self.vault)?;
        let files = self.vault.files()?;
        let here: BTreeMap<DocumentId, &FileRow> =
            files.iter().map(|row| (row.document, row)).collect();
        let due: Vec<OperationBody> =
            cabinet.items().filter_map(|item| self.word_due(&cabinet, &here, item)).collect();
        for batch in due.chunks(BATCH) {
            let operations = batch
                .iter()
                .map(|body| Operation { id: Uuid::now_v7(), body: body.clone() })
                .collect();
            let body = OperationsRequest { operations };
            let request = Request::with_json("POST", "/v1/operations", &body)?;
            let _: OperationsResponse = read_json(&self.transport.send(request).await?)?;
            self.note_contact();
        }
        Ok(())
    }

    fn word_due(
        &self,
        cabinet: &Cabinet,
        here: &BTreeMap<DocumentId, &FileRow>,
        item: &AgendaItem,
    ) -> Option<OperationBody> {
        let person = self.credentials.person_id();
        let meeting = cabinet.meeting(item.meeting)?;
        let waited_for = meeting.state.is_out() && meeting.state.is_open_to_change();
        if !waited_for || !access::takes_part(cabinet, person, item) {
            return None;
        }
        let papers = cabinet.papers_in_force(item.id, person);
        let has_whole = |paper: &domain::BoundPaper| {
            here.get(&paper.document)
                .is_some_and(|row| row.state == FileState::Ready && row.digest == paper.digest)
        };
        let known = cabinet.delivery_of(item.id, person);
        let is_told = known.is_some_and(|known| same_papers(&known.papers, &papers));
        (!is_told && papers.iter().all(has_whole)).then(|| OperationBody::Delivered {
            item: item.id.as_uuid(),
            papers: papers.iter().map(BoundPaperRecord::from).collect(),
        })
    }
}
