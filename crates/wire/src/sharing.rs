//! Notes shared with named readers: what an author sends, what readers get, and the keys they are sealed to.
//!
//! The server sees who shares on which version of which paper with whom, and how many bytes; the note itself, its
//! layer and its place on the page are sealed. How, stands in `docs/adr/0030-shared-notes.md`.

use crate::note::{NoteOp, NoteOpError};
use crate::words::LayerWord;
use domain::{
    AnnotationChange, AnnotationId, AnnotationOp, DocumentId, Layer, PersonId, SharedNote,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;
use uuid::Uuid;

/// Shares a note, or changes one that is shared: its words, or who reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShareNoteBody {
    /// The author's annotation.
    pub annotation: Uuid,
    /// The paper it lies on; never changes.
    pub document: Uuid,
    /// The version it lies on.
    pub version: u32,
    /// 1 at first, then one more than what it replaces.
    pub revision: u32,
    /// The operation whose state it replaces; absent at first.
    #[serde(default)]
    pub replaces: Option<Uuid>,
    /// Everybody who may read it from now on, at most 64, without the author.
    pub readers: BTreeSet<Uuid>,
    /// The sealed [`SharedBody`], base64url.
    pub sealed: String,
    /// The content key for each reader and for the author.
    pub wrapped: Vec<WrappedKey>,
}

/// Takes a shared note back from all its readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnshareNoteBody {
    /// The author's annotation.
    pub annotation: Uuid,
    /// One more than what it replaces.
    pub revision: u32,
    /// The operation whose state it replaces.
    pub replaces: Uuid,
}

/// The content key of a shared note, sealed to one person (HPKE auth mode, RFC 9180).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WrappedKey {
    /// To whom.
    pub person: Uuid,
    /// Encapsulated key, 32 bytes, base64url.
    pub enc: String,
    /// Sealed content key, 48 bytes, base64url.
    pub key: String,
}

/// A shared note as its author or one reader gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharedNoteRecord {
    /// The author's annotation.
    pub annotation: Uuid,
    /// Who shared it.
    pub author: Uuid,
    /// The operation that made this state.
    pub operation: Uuid,
    /// The paper it lies on.
    pub document: Uuid,
    /// The version it lies on.
    pub version: u32,
    /// Counts its states.
    pub revision: u32,
    /// Everybody who reads it; nobody once it was taken back, which its author alone is told so.
    pub readers: BTreeSet<Uuid>,
    /// The sealed [`SharedBody`], base64url; empty once it was taken back.
    pub sealed: String,
    /// The content key for whoever gets this record.
    #[serde(default)]
    pub wrapped: Option<WrappedKey>,
}

/// The key to which notes for a person are sealed, and with which theirs are authenticated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SharingKeyRecord {
    /// Whose.
    pub person: Uuid,
    /// X25519 public key, base64url.
    pub key: String,
    /// Ed25519 public key of the device that published it, base64url.
    pub device_key: String,
    /// The device's signature over [`sharing_key_message`], base64url.
    pub signature: String,
    /// Server's clock.
    pub at: Timestamp,
    /// Proof that the log holds the entry, a C2SP tlog-proof.
    pub receipt: String,
}

/// Publishes the key to which notes for the asker are sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublishSharingKeyRequest {
    /// X25519 public key, base64url.
    pub key: String,
    /// Signature of the asking device over [`sharing_key_message`], base64url.
    pub signature: String,
}

/// The bytes that a device signs when it publishes its member's key.
pub fn sharing_key_message(person: Uuid, key: &str) -> Vec<u8> {
    ["ecabinet-sharing-key-v1", &person.to_string(), key].join("\n").into_bytes()
}

impl ShareNoteBody {
    /// The note as the rules see it.
    pub fn note(&self, author: PersonId) -> SharedNote {
        SharedNote {
            annotation: AnnotationId::from_uuid(self.annotation),
            author,
            document: DocumentId::from_uuid(self.document),
            version: self.version,
            readers: self.readers.iter().copied().map(PersonId::from_uuid).collect(),
        }
    }
}

/// The plaintext of a shared note, version 1: what its author seals for its readers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedBody {
    v: u8,
    layer: LayerWord,
    note: NoteOp,
}

/// Why a shared note's plaintext cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SharedBodyError {
    /// Written by a newer program, or not a note.
    #[error("the shared note is of a shape this program does not know")]
    Shape(#[source] serde_json::Error),
    /// A version this program does not know.
    #[error("the shared note has version {0}")]
    Version(u8),
    /// The note in it.
    #[error(transparent)]
    Note(#[from] NoteOpError),
    /// It makes no annotation, or another than it was sent as.
    #[error("the shared note is not the one it says it is")]
    Other,
}

impl SharedBody {
    /// Writes a note as JSON.
    ///
    /// # Errors
    /// Never in practice: see [`NoteOp::to_json`].
    pub fn to_json(layer: Layer, note: &AnnotationOp) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Self { v: 1, layer: layer.into(), note: NoteOp::from(note) })
    }

    /// Reads a note that must make `annotation` on `document`.
    ///
    /// # Errors
    /// [`SharedBodyError`], by what is wrong.
    pub fn from_json(
        json: &[u8],
        (annotation, document): (AnnotationId, DocumentId),
    ) -> Result<(Layer, AnnotationOp), SharedBodyError> {
        let shape: Self = serde_json::from_slice(json).map_err(SharedBodyError::Shape)?;
        if shape.v != 1 {
            return Err(SharedBodyError::Version(shape.v));
        }
        let op = AnnotationOp::try_from(shape.note)?;
        let AnnotationChange::Make { anchor, .. } = &op.change else {
            return Err(SharedBodyError::Other);
        };
        if anchor.document != document || op.annotation != annotation {
            return Err(SharedBodyError::Other);
        }
        Ok((shape.layer.into(), op))
    }
}
