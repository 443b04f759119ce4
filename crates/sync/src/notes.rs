//! The member's note key in the store, and annotation changes from and to their JSON.

use crate::client::Client;
use crate::error::SyncError;
use domain::AnnotationOp;
use vault::{NoteKey, Vault};

const SETTING: &str = "note-key";
const UNCLAIMED: &str = "note-key-unclaimed";

impl Client {
    /// The member's note key, if this device holds it.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn note_key(&self) -> Result<Option<NoteKey>, SyncError> {
        let bytes = self.vault.setting(SETTING)?.filter(|bytes| !bytes.is_empty());
        let bytes = bytes.map(<[u8; 32]>::try_from).transpose();
        let bytes = bytes.map_err(|_| SyncError::Broken("the note key cannot be read"))?;
        Ok(bytes.map(NoteKey::from_bytes))
    }
}

/// Keeps a newly made note key that the server has yet to hear of.
pub fn store_unclaimed_note_key(vault: &Vault, key: &NoteKey) -> Result<(), SyncError> {
    Ok(vault.put_settings(&[(SETTING, key.as_bytes()), (UNCLAIMED, b"1")])?)
}

/// Whether the server has yet to hear of the note key.
pub fn is_unclaimed(vault: &Vault) -> Result<bool, SyncError> {
    Ok(vault.setting(UNCLAIMED)?.is_some_and(|value| value == b"1"))
}

/// Notes that the server has heard of the note key; without one, that another device was faster.
pub fn settle_claim(vault: &Vault, ours: bool) -> Result<(), SyncError> {
    if ours {
        return Ok(vault.put_settings(&[(UNCLAIMED, b"0")])?);
    }
    // What was sealed under the slower key stays readable on this device alone; the key is kept aside, not lost.
    let slower = vault.setting(SETTING)?.unwrap_or_default();
    Ok(vault.put_settings(&[("note-key-aside", &slower), (SETTING, b""), (UNCLAIMED, b"0")])?)
}

/// Keeps the note key in the encrypted store.
pub fn store_note_key(vault: &Vault, key: &NoteKey) -> Result<(), SyncError> {
    Ok(vault.put_settings(&[(SETTING, key.as_bytes())])?)
}

/// Writes an annotation change as the store and the other devices read it.
///
/// # Errors
/// Never in practice.
pub fn op_to_json(op: &AnnotationOp) -> Result<Vec<u8>, SyncError> {
    wire::NoteOp::to_json(op).map_err(|_| SyncError::Broken("a note change cannot be written"))
}

/// From whom the note that a change makes was taken over; `None` for a note of one's own.
///
/// # Errors
/// [`SyncError::Broken`] for a change of a newer program.
pub fn taken_from(json: &[u8]) -> Result<Option<wire::TakenFrom>, SyncError> {
    wire::NoteOp::taken_from(json)
        .map_err(|_| SyncError::Broken("a note change of a newer program"))
}

/// Reads an annotation change.
///
/// # Errors
/// [`SyncError::Broken`] for a change of a newer program.
pub fn op_from_json(json: &[u8]) -> Result<AnnotationOp, SyncError> {
    wire::NoteOp::from_json(json).map_err(|_| SyncError::Broken("a note change of a newer program"))
}

/// Reads an annotation change, and from whom the note that it makes was taken over.
///
/// # Errors
/// As [`op_from_json`].
pub fn op_with_source_from_json(
    json: &[u8],
) -> Result<(AnnotationOp, Option<wire::TakenFrom>), SyncError> {
    wire::NoteOp::from_json_with_source(json)
        .map_err(|_| SyncError::Broken("a note change of a newer program"))
}
