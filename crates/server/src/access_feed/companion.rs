//! What was made beside papers, in the feed.

use crate::error::ApiError;
use crate::storage::{CompanionRow, Transaction};
use domain::{Cabinet, DocumentId, PersonId, access};
use uuid::Uuid;
use wire::{CompanionPartRecord, CompanionRecord, CompanionVersionRecord, Record};

/// What was made beside the versions of a document that `person` may read; `None` where nothing was.
pub fn record(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    person: PersonId,
    id: Uuid,
) -> Result<Option<Record>, ApiError> {
    let Some(document) = cabinet.document(DocumentId::from_uuid(id)) else {
        return Ok(None);
    };
    let mut versions = Vec::new();
    for version in document.versions() {
        if !access::may_read_version(cabinet, person, document, version) {
            continue;
        }
        let parts: Vec<CompanionPartRecord> =
            transaction.companions(Some(version.digest))?.into_iter().map(part).collect();
        if !parts.is_empty() {
            let (version, file) = (version.number, version.digest.to_string());
            versions.push(CompanionVersionRecord { version, file, parts });
        }
    }
    let is_there = !versions.is_empty();
    Ok(is_there.then_some(Record::Companion(CompanionRecord { id, versions })))
}

fn part(row: CompanionRow) -> CompanionPartRecord {
    CompanionPartRecord {
        part: row.part.as_str().to_owned(),
        digest: row.object.map(|object| object.to_string()),
        length: row.length,
        problem: row.problem,
    }
}
