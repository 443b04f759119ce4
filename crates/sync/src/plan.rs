//! What to fetch, recall and forget: a pure function of the mirror and the files at hand.

use domain::{Cabinet, Document, DocumentId, DossierId, PersonId, access};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;
use vault::{FileRow, FileState};

/// Longest file taken: 2 GiB less a byte.
pub const MAX_FILE_BYTES: u64 = 0x7fff_ffff;

/// What to do about files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlan {
    /// Write this row: a new document, or a new version of a known one.
    Want(FileRow),
    /// Remove the old container first: its version is no longer in force.
    Replace {
        /// What is here.
        old: FileRow,
        /// What should be.
        new: FileRow,
    },
    /// Destroy the dossier's key.
    Recall(DossierId),
    /// Forget the file: its document is gone for this person.
    Forget(FileRow),
}

/// Plans, most urgent first: recalls, then forgetting, then what to fetch, in agenda order of small files first.
pub fn plan_files(
    cabinet: &Cabinet,
    person: PersonId,
    files: &[FileRow],
    mut make_name: impl FnMut() -> Uuid,
) -> Vec<FilePlan> {
    let known: BTreeMap<DocumentId, &FileRow> =
        files.iter().map(|row| (row.document, row)).collect();
    let mut plans = Vec::new();
    let mut recalled = BTreeSet::new();
    for row in files.iter().filter(|row| row.state != FileState::Recalled) {
        let lost_dossier = !readable_dossier(cabinet, person, row.dossier);
        if lost_dossier && recalled.insert(row.dossier) {
            plans.push(FilePlan::Recall(row.dossier));
        }
        let document = cabinet.document(row.document);
        if !lost_dossier && document.is_none_or(|document| document.recalled) {
            plans.push(FilePlan::Forget(row.clone()));
        }
    }
    let mut wanted: Vec<&Document> = cabinet
        .documents()
        .filter(|document| access::may_read_document(cabinet, person, document))
        .collect();
    wanted.sort_by_key(|document| (document.role, document.newest().length, document.id));
    for document in wanted {
        let mut new = || new_row(document, make_name());
        match known.get(&document.id) {
            None => plans.push(FilePlan::Want(new())),
            Some(row) if is_same_version(row, document) && row.state != FileState::Recalled => {}
            Some(row) => plans.push(FilePlan::Replace { old: (*row).clone(), new: new() }),
        }
    }
    plans
}

fn is_same_version(row: &FileRow, document: &Document) -> bool {
    let newest = document.newest();
    row.version == newest.number && row.digest == newest.digest
}

fn readable_dossier(cabinet: &Cabinet, person: PersonId, dossier: DossierId) -> bool {
    cabinet
        .dossier(dossier)
        .is_some_and(|dossier| access::may_read_dossier(cabinet, person, dossier))
}

fn new_row(document: &Document, name: Uuid) -> FileRow {
    let version = document.newest();
    let too_large = version.length > MAX_FILE_BYTES;
    FileRow {
        document: document.id,
        dossier: document.dossier,
        version: version.number,
        digest: version.digest,
        length: version.length,
        name: name.to_string(),
        state: if too_large { FileState::Failed } else { FileState::Wanted },
        n_pages: None,
        problem: too_large.then(|| "document-too-large".to_owned()),
    }
}
