//! The member's note key in the store, and annotation changes from and to their JSON.

use crate::client::Client;
use crate::error::SyncError;
use domain::AnnotationOp;
use vault::{NoteKey, Vault};

const SETTING: &str = "note-key";

impl Client {
    /// The member's note key, if this device holds it.
    ///
    /// # Errors
    /// [`SyncError::Vault`].
    pub fn note_key(&self) -> Result<Option<NoteKey>, SyncError> {
        let bytes = self.vault.setting(SETTING)?;
        let bytes = bytes.map(<[u8; 32]>::try_from).transpose();
        let bytes = bytes.map_err(|_| SyncError::Broken("the note key cannot be read"))?;
        Ok(bytes.map(NoteKey::from_bytes))
    }
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

/// Reads an annotation change.
///
/// # Errors
/// [`SyncError::Broken`] for a change of a newer program.
pub fn op_from_json(json: &[u8]) -> Result<AnnotationOp, SyncError> {
    wire::NoteOp::from_json(json).map_err(|_| SyncError::Broken("a note change of a newer program"))
}
