//! What the person at the server's console does.

mod backup;
mod check;
mod described;
mod enrol;
mod folder;

pub use backup::back_up;
pub use check::{CheckReport, check};
pub use described::DescribedCabinet;
pub use enrol::make_enrolment;

use crate::app::App;
use crate::error::ApiError;
use crate::storage::StoreError;
use domain::{
    AgendaItem, Classification, Document, DocumentId, DocumentRole, DocumentVersion, Dossier,
    DossierId, DossierState, Entity, ItemId, ItemKind, Meeting, MeetingId, MeetingState, Moment,
    PersonId, Recusal, Text,
};
use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use uuid::Uuid;

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Title of the meeting.
    pub meeting: String,
    /// Items made.
    pub n_items: usize,
    /// Documents lodged.
    pub n_documents: usize,
    /// Files left out because they are no PDFs by name.
    pub left_out: Vec<PathBuf>,
    /// Keys of the items above the server's ceiling: of them there is a line without words, papers and polls.
    pub above_ceiling: Vec<String>,
}

/// Why an import stopped. Nothing of it is kept then.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error("{path} cannot be read")]
    Read {
        /// Which.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
    /// The description is not valid.
    #[error("{path} does not describe a cabinet: {reason}")]
    Description {
        /// Which.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// There is nobody to meet.
    #[error("there is no body yet: import a folder with a cabinet.json first")]
    NoBody,
    /// There is nothing to import.
    #[error("{0} holds no PDF")]
    Nothing(PathBuf),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The server failed.
    #[error("the server failed")]
    Server(#[source] Box<ApiError>),
}

/// Imports a folder: a described cabinet where it holds a `cabinet.json`, else PDFs as the dossiers of one meeting,
/// an item for each sub-folder or file.
///
/// # Errors
/// [`ImportError`], by what is wrong; the import is one transaction.
pub fn import_dir(app: &App, dir: &Path) -> Result<ImportReport, ImportError> {
    let description = dir.join("cabinet.json");
    let report = if description.exists() {
        described::import(app, dir, &description)?
    } else {
        folder::import(app, dir)?
    };
    app.poke()?;
    Ok(report)
}

/// A meeting that goes out as it is imported.
fn published(mut meeting: Meeting) -> Entity {
    meeting.issued = Some(meeting.face.clone());
    meeting.edition = 1;
    meeting.state = MeetingState::Published;
    Entity::Meeting(meeting)
}

/// A new item with its dossier.
struct NewItem {
    meeting: MeetingId,
    parent: Option<ItemId>,
    order: usize,
    title: Text,
    sponsor: PersonId,
    minutes: u32,
    kind: ItemKind,
    classification: Classification,
    recused: BTreeSet<PersonId>,
    invitees: BTreeSet<PersonId>,
    now: Moment,
}

impl NewItem {
    fn into_entities(self, id: ItemId, dossier: DossierId) -> [Entity; 2] {
        let declared = |person: PersonId| {
            let recusal = Recusal { reason: String::new(), by: person, at: self.now };
            (person, recusal)
        };
        let mut item = AgendaItem::blank(id, self.meeting, self.sponsor);
        item.face.parent = self.parent;
        let place = u32::try_from(self.order).unwrap_or(u32::MAX).saturating_add(1);
        item.face.order = place.saturating_mul(AgendaItem::ORDER_STEP);
        item.face.title = self.title;
        item.face.minutes = self.minutes;
        item.face.kind = self.kind;
        item.issued = Some(item.face.clone());
        item.recused = self.recused.into_iter().map(declared).collect();
        item.invitees = self.invitees;
        let papers = Dossier {
            id: dossier,
            item: id,
            classification: self.classification,
            paper_expected: true,
            summary_expected: false,
            state: DossierState::Published,
        };
        [Entity::Item(item), Entity::Dossier(papers)]
    }
}

/// Stores a file and makes the document that stands for it. Of the file: where it lies, whether its text may be copied,
/// and its pages where they were counted.
fn lodge(
    app: &App,
    (path, may_copy, n_pages): (&Path, bool, Option<u32>),
    dossier: DossierId,
    role: DocumentRole,
    order: usize,
    title: Text,
) -> Result<Entity, ImportError> {
    let unreadable = |source| ImportError::Read { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let (digest, length) = app.objects.put(&mut file).map_err(unreadable)?;
    Ok(Entity::Document(Document {
        id: DocumentId::from_uuid(Uuid::now_v7()),
        dossier,
        role,
        order: u32::try_from(order).unwrap_or(u32::MAX),
        title,
        may_copy,
        recalled: false,
        version: DocumentVersion {
            number: 1,
            digest,
            length,
            n_pages,
            has_text: None,
            name: path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            reason: String::new(),
            lodged_by: None,
            lodged_at: app.now(),
            issued_at: Some(app.now()),
        },
        published: true,
        pending: None,
        earlier: Vec::new(),
        book_page: None,
    }))
}

#[cfg(test)]
mod tests;
