//! Notes shared with named readers. The server never learns what they say; it judges who shares with whom on what.

use super::{MAX_SEALED_NOTE, Scene};
use crate::error::ApiError;
use crate::storage::{ChangeRow, SharedNoteRow, StoreError, Transaction};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{AnnotationId, Document, DocumentVersion, PersonId, SharedNote, access};
use std::collections::BTreeSet;
use uuid::Uuid;
use wire::{
    KindWord, OperationOutcome, Problem, ShareNoteBody, UnshareNoteBody, WrappedKey, codes,
};

/// Bytes of an encapsulated key, and of a content key with its tag.
const WRAPPED_BYTES: (usize, usize) = (32, 48);

/// Takes a note for its readers, or another state of one.
pub fn share(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    operation: Uuid,
    body: &ShareNoteBody,
) -> Result<OperationOutcome, ApiError> {
    let author = scene.caller.person;
    let note = body.note(author);
    check_form(&note, body)?;
    check_readers(scene, &note)?;
    let known = transaction.shared_note(note.annotation)?;
    let known = follows(known, author, body.revision, body.replaces)?;
    if known.as_ref().is_some_and(|known| known.note.document != note.document) {
        return Err(ApiError::bad_request("a note stays on its paper"));
    }
    let left = known.map(|known| known.note.readers).unwrap_or_default();
    let left: BTreeSet<PersonId> = left.difference(&note.readers).copied().collect();
    transaction.put_shared_note(&SharedNoteRow {
        note: note.clone(),
        operation,
        revision: body.revision,
        sealed: body.sealed.clone(),
        wrapped: body.wrapped.clone(),
    })?;
    tell(transaction, &note, &left)
}

/// Takes a note back from all its readers. Its author may always, whatever else they may no longer do. What was
/// sealed is forgotten; that there was a note stays, so that nobody takes its identity and no late change revives it.
pub fn unshare(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    operation: Uuid,
    body: &UnshareNoteBody,
) -> Result<OperationOutcome, ApiError> {
    let author = scene.caller.person;
    if !access::may_know_sharing_keys(&scene.cabinet, author) {
        return Err(ApiError::not_found());
    }
    let known = transaction.shared_note(AnnotationId::from_uuid(body.annotation))?;
    let known = known.filter(|known| known.note.author == author);
    let known = known.ok_or_else(ApiError::not_found)?;
    let Some(known) = follows(Some(known), author, body.revision, Some(body.replaces))? else {
        return Err(ApiError::not_found());
    };
    let left = known.note.readers.clone();
    let note = SharedNote { readers: BTreeSet::new(), ..known.note };
    transaction.put_shared_note(&SharedNoteRow {
        note: note.clone(),
        operation,
        revision: body.revision,
        sealed: String::new(),
        wrapped: Vec::new(),
    })?;
    tell(transaction, &note, &left)
}

fn check_form(note: &SharedNote, body: &ShareNoteBody) -> Result<(), ApiError> {
    if note.readers.is_empty() || note.readers.len() > SharedNote::MAX_READERS {
        return Err(ApiError::bad_request("a note is shared with 1 to 64 readers"));
    }
    if body.sealed.len() > MAX_SEALED_NOTE || body.sealed.is_empty() {
        return Err(ApiError::bad_request("the sealed note is empty or too large"));
    }
    if URL_SAFE_NO_PAD.decode(&body.sealed).is_err() {
        return Err(ApiError::bad_request("the sealed note is not base64url"));
    }
    let sealed_to: BTreeSet<PersonId> =
        body.wrapped.iter().map(|one| PersonId::from_uuid(one.person)).collect();
    let mut expected = note.readers.clone();
    let is_own_reader = !expected.insert(note.author);
    if is_own_reader || sealed_to != expected || body.wrapped.len() != expected.len() {
        return Err(ApiError::bad_request("a note is sealed to its author and each reader, once"));
    }
    if !body.wrapped.iter().all(is_wrapped) {
        return Err(ApiError::bad_request("a sealed key has another length"));
    }
    Ok(())
}

fn is_wrapped(wrapped: &WrappedKey) -> bool {
    let has =
        |text: &str, length| URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == length);
    has(&wrapped.enc, WRAPPED_BYTES.0) && has(&wrapped.key, WRAPPED_BYTES.1)
}

/// A paper the author may not read looks like none; a reader who may not have the note, like one who does not exist.
fn check_readers(scene: &Scene<'_>, note: &SharedNote) -> Result<(), ApiError> {
    let cabinet = &scene.cabinet;
    let document = cabinet.document(note.document).ok_or_else(ApiError::not_found)?;
    let version = readable_version(scene, note, document).ok_or_else(ApiError::not_found)?;
    let may_have =
        |reader: &PersonId| access::may_share(cabinet, note.author, *reader, (document, version));
    if !note.readers.iter().all(may_have) {
        let title = "not all of these readers may have a note on this paper from this author";
        return Err(ApiError::Public(Problem::new(403, codes::SHARE_REFUSED, title)));
    }
    Ok(())
}

fn readable_version<'a>(
    scene: &Scene<'_>,
    note: &SharedNote,
    document: &'a Document,
) -> Option<&'a DocumentVersion> {
    let version = document.versions().find(|version| version.number == note.version)?;
    access::may_read_version(&scene.cabinet, note.author, document, version).then_some(version)
}

/// The state that a change replaces; refused unless it is the one its author knew.
fn follows(
    known: Option<SharedNoteRow>,
    author: PersonId,
    revision: u32,
    replaces: Option<Uuid>,
) -> Result<Option<SharedNoteRow>, ApiError> {
    if known.as_ref().is_some_and(|known| known.note.author != author) {
        let title = "this identity is taken";
        return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
    }
    let expected = known
        .as_ref()
        .map_or((Some(1), None), |known| (known.revision.checked_add(1), Some(known.operation)));
    if (Some(revision), replaces) == expected {
        return Ok(known);
    }
    let title = "this note was changed from another device meanwhile";
    Err(ApiError::Public(Problem::new(409, codes::SHARE_OUTDATED, title)))
}

fn tell(
    transaction: &mut dyn Transaction,
    note: &SharedNote,
    left: &BTreeSet<PersonId>,
) -> Result<OperationOutcome, ApiError> {
    let mut append = |person: PersonId, removed| -> Result<(), StoreError> {
        let (kind, id) = (KindWord::SharedNote, note.annotation.as_uuid());
        let row = ChangeRow { seq: 0, kind, id, audience: Some(person), removed };
        transaction.append_change(&row).map(|_| ())
    };
    append(note.author, false)?;
    note.readers.iter().try_for_each(|reader| append(*reader, false))?;
    left.iter().try_for_each(|reader| append(*reader, true))?;
    Ok(OperationOutcome::Accepted { receipt: None })
}

#[cfg(test)]
mod tests;
