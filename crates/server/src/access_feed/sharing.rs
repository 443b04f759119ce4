//! Shared notes and the keys they are sealed to, in the feed.

use crate::error::ApiError;
use crate::storage::{ChangeRow, StoreError, Transaction};
use domain::act::Changes;
use domain::{AnnotationId, Cabinet, Document, DocumentId, Entity, PersonId, SharedNote, access};
use std::collections::BTreeMap;
use uuid::Uuid;
use wire::{KindWord, Record, SharedNoteRecord, SharingKeyRecord, moment_to_wire};

/// A shared note as `person` may have it, with the key that is sealed to them and no other.
pub fn note_record(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    person: PersonId,
    annotation: Uuid,
) -> Result<Option<Record>, ApiError> {
    let row = transaction.shared_note(AnnotationId::from_uuid(annotation))?;
    let row = row.filter(|row| access::may_see_shared(cabinet, person, &row.note));
    Ok(row.map(|row| {
        let wrapped = row.wrapped.into_iter().find(|one| one.person == person.as_uuid());
        Record::SharedNote(Box::new(SharedNoteRecord {
            annotation,
            author: row.note.author.as_uuid(),
            operation: row.operation,
            document: row.note.document.as_uuid(),
            version: row.note.version,
            revision: row.revision,
            readers: row.note.readers.iter().map(|reader| reader.as_uuid()).collect(),
            sealed: row.sealed,
            wrapped,
        }))
    }))
}

/// The key to which notes for `owner` are sealed, for those who may know it.
pub fn key_record(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    person: PersonId,
    owner: Uuid,
) -> Result<Option<Record>, ApiError> {
    if !access::may_know_sharing_keys(cabinet, person) {
        return Ok(None);
    }
    let row = transaction.sharing_key(PersonId::from_uuid(owner))?;
    Ok(row.map(|row| {
        Record::SharingKey(SharingKeyRecord {
            person: owner,
            key: row.key,
            device_key: row.device_key,
            signature: row.signature,
            at: moment_to_wire(row.at),
            receipt: row.receipt,
        })
    }))
}

/// Gives those rows of their own who see shared notes or keys now and did not, or the other way round.
pub fn append_sight_changes(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    after: &Cabinet,
) -> Result<(), StoreError> {
    let notes = transaction.shared_notes()?;
    // Whether somebody sees a note depends on its version and on who it is for, and many notes share both.
    let mut known: BTreeMap<(PersonId, DocumentId, u32), (bool, bool)> = BTreeMap::new();
    for note in &notes {
        for reader in &note.readers {
            let key = (*reader, note.document, note.version);
            let (saw, sees) = *known.entry(key).or_insert_with(|| {
                let sees = |cabinet| access::may_see_shared(cabinet, *reader, note);
                (sees(before), sees(after))
            });
            if saw != sees {
                append(transaction, (KindWord::SharedNote, id_of(note)), *reader, !sees)?;
            }
        }
    }
    let knew = |cabinet, person| access::may_know_sharing_keys(cabinet, person);
    let comers: Vec<PersonId> = super::everybody(after)
        .into_iter()
        .filter(|person| knew(after, *person) && !knew(before, *person))
        .collect();
    if comers.is_empty() {
        return Ok(());
    }
    let owners = transaction.sharing_key_owners()?;
    for person in comers {
        for owner in &owners {
            append(transaction, (KindWord::SharingKey, owner.as_uuid()), person, false)?;
        }
        for note in notes.iter().filter(|note| note.author == person) {
            append(transaction, (KindWord::SharedNote, id_of(note)), person, false)?;
        }
    }
    Ok(())
}

/// Whether a changed entity takes shared notes out of sight, or brings them back, without moving other records: a
/// recalled document is still seen, only not read.
pub fn moves_shared_notes(before: &Cabinet, changes: &Changes) -> bool {
    changes.put.iter().any(|entity| {
        let Entity::Document(document) = entity else {
            return false;
        };
        let readable = |one: &Document| {
            let mut versions: Vec<_> = one.versions().collect();
            versions.retain(|version| version.issued_at.is_some());
            (one.recalled, versions.len())
        };
        before.document(document.id).is_some_and(|old| readable(old) != readable(document))
    })
}

fn id_of(note: &SharedNote) -> Uuid {
    note.annotation.as_uuid()
}

fn append(
    transaction: &mut dyn Transaction,
    (kind, id): (KindWord, Uuid),
    person: PersonId,
    removed: bool,
) -> Result<(), StoreError> {
    let row = ChangeRow { seq: 0, kind, id, audience: Some(person), removed };
    transaction.append_change(&row).map(|_| ())
}
