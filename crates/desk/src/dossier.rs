use crate::agenda::{text_view, timestamp};
use crate::desk::Desk;
use crate::error::{DeskError, error_view};
use crate::view::{DocumentView, DossierView, FileStateView};
use domain::{Classification, Document, ItemId, number_agenda, plan_session};
use uuid::Uuid;
use vault::{FileRow, FileState};

impl Desk {
    /// An item's dossier.
    ///
    /// # Errors
    /// `not-found` for an item this member does not see.
    pub fn dossier(&self, item: Uuid) -> Result<DossierView, DeskError> {
        let cabinet = self.cabinet()?;
        let missing = || DeskError::from_code("not-found");
        let item = cabinet.item(ItemId::from_uuid(item)).ok_or_else(missing)?;
        let meeting = cabinet.meeting(item.meeting).ok_or_else(missing)?;
        let setting = self.setting()?;
        let lines = number_agenda(cabinet.items_of(meeting.id));
        let line = lines.iter().find(|line| line.item.id == item.id).ok_or_else(missing)?;
        let dossier = cabinet.dossier_of(item.id);
        let documents = dossier.map(|dossier| cabinet.documents_of(dossier.id)).unwrap_or_default();
        let files = self.vault.files()?;
        let documents = documents
            .into_iter()
            .map(|document| {
                let file = files.iter().find(|row| row.document == document.id);
                self.document_view(document, file)
            })
            .collect::<Result<_, _>>()?;
        let classification = dossier.map_or(Classification::Internal, |held| held.classification);
        Ok(DossierView {
            item: self.item_view(
                &cabinet,
                &setting,
                &plan_session(&cabinet, self.person(), meeting),
                line,
            )?,
            meeting: self.meeting_view(&cabinet, &setting, meeting)?,
            documents,
            classification: classification.into(),
        })
    }

    pub(crate) fn document_view(
        &self,
        document: &Document,
        file: Option<&FileRow>,
    ) -> Result<DocumentView, DeskError> {
        let bytes_done = file.map_or(Ok(0), |row| self.vault.n_file_bytes(row))?;
        let state = file_state(document, file, bytes_done);
        let version = document.newest();
        let live = self.live_annotations(document.id)?.len();
        let shared = self.client.shared_notes(document.id)?;
        let shared = shared.iter().filter(|share| !share.mine).count();
        Ok(DocumentView {
            id: document.id.as_uuid(),
            title: text_view(&document.title),
            role: document.role.into(),
            version: version.number,
            lodged_at: timestamp(version.lodged_at).unwrap_or_default(),
            n_pages: file.and_then(|row| row.n_pages).or(version.n_pages),
            length: version.length,
            file: state,
            bytes_done,
            problem: file.and_then(|row| row.problem.as_deref()).map(error_view),
            n_annotations: u32::try_from(live).unwrap_or(u32::MAX),
            n_shared: u32::try_from(shared).unwrap_or(u32::MAX),
            last_page: self.vault.reading_place(document.id)?.unwrap_or(0),
            may_copy: document.may_copy,
            book_page: domain::book_pages(document).map(|(first, _)| first),
        })
    }
}

/// A file's way to this device.
pub(crate) fn file_state(
    document: &Document,
    file: Option<&FileRow>,
    bytes_done: u64,
) -> FileStateView {
    match file.map(|row| row.state) {
        _ if document.recalled => FileStateView::Recalled,
        Some(FileState::Recalled) => FileStateView::Recalled,
        Some(FileState::Ready) => FileStateView::Ready,
        Some(FileState::Failed) => FileStateView::Failed,
        Some(FileState::Wanted) if bytes_done > 0 => FileStateView::Partial,
        Some(FileState::Wanted) | None => FileStateView::Waiting,
    }
}
