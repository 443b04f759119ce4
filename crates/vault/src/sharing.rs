//! Notes that are shared with named readers: how they are sealed, and where they lie.
//!
//! Whoever holds a member's note key holds their sharing key: an X25519 pair derived from it. A note is sealed once
//! under a fresh content key (AES-256-GCM), and the content key to each reader by HPKE in auth mode (RFC 9180): the
//! reader opens it only from the author's key. Both are bound to author, annotation, operation, paper and readers, and
//! each sealed key to the sealed note, so that no reader can pass another note off as the author's. A commitment to
//! the content key makes the note open to one and the same text for everybody.

use crate::aead::{Sealer, Secret, derive_secret, make_secret};
use crate::table::{shared_note, sharing_key};
use crate::vault::transact;
use crate::{NoteKey, SharedNoteRow, SharingKeyRow, Vault, VaultError};
use domain::{AnnotationId, DocumentId, OperationId, PersonId, SharedNote};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

type HpkeKem = hpke::kem::X25519HkdfSha256;
type HpkeKdf = hpke::kdf::HkdfSha256;
type HpkeAead = hpke::aead::AesGcm256;
type PublicKey = <HpkeKem as Kem>::PublicKey;

const LABEL: &[u8] = b"ecabinet shared note v1";
/// Bytes of an encapsulated key and of a commitment.
const HEAD_BYTES: usize = 32;

/// The pair of keys with which a member shares notes, the same on every device that holds their note key.
pub struct SharingKey(Secret);

/// What a sealed note is bound to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareBinding {
    /// The operation that carries it.
    pub operation: OperationId,
    /// Counts the note's states.
    pub revision: u32,
    /// Whose note on what, for whom.
    pub note: SharedNote,
}

/// A sealed note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedShare {
    /// Commitment, nonce and sealed text.
    pub sealed: Vec<u8>,
    /// For each reader and for the author.
    pub wrapped: BTreeMap<PersonId, WrappedContentKey>,
}

/// A content key sealed to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedContentKey {
    /// Encapsulated key.
    pub enc: [u8; HEAD_BYTES],
    /// Sealed content key.
    pub key: Vec<u8>,
}

/// Why a note cannot be sealed, or does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShareError {
    /// Sealed for somebody else, by somebody else, or changed on the way.
    #[error("this was not sealed for this reader by its author")]
    NotForThisKey,
    /// Not a usable public key.
    #[error("a sharing key cannot be used")]
    NoKey,
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    Randomness,
}

impl NoteKey {
    /// The pair of keys with which this member shares notes.
    pub fn sharing_key(&self) -> SharingKey {
        SharingKey(derive_secret(self.as_bytes(), b"", "ecabinet sharing v1"))
    }
}

impl SharingKey {
    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        let (_, public) = HpkeKem::derive_keypair(self.0.as_slice());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(public.to_bytes().as_slice());
        bytes
    }

    /// Seals a note to its readers, whose public keys come with their names, and to its author.
    ///
    /// # Errors
    /// [`ShareError::NoKey`] for a key that cannot be used, [`ShareError::Randomness`].
    pub fn seal(
        &self,
        binding: &ShareBinding,
        readers: &BTreeMap<PersonId, [u8; 32]>,
        plain: &[u8],
    ) -> Result<SealedShare, ShareError> {
        let content = make_secret().map_err(|_| ShareError::Randomness)?;
        let bound = binding.transcript();
        let (key, commitment) = split(&content);
        let sealer = Sealer::new(&key).map_err(|_| ShareError::NoKey)?;
        let text = sealer.seal(&bound, plain).map_err(|_| ShareError::Randomness)?;
        let sealed = [commitment.as_slice(), &text].concat();
        let bound = with_text(bound, &sealed);
        let own = (binding.note.author, self.public());
        let everybody = readers.iter().map(|(person, key)| (*person, *key)).chain([own]);
        let wrapped = everybody
            .map(|(person, public)| Ok((person, self.wrap(&content, person, &public, &bound)?)))
            .collect::<Result<_, ShareError>>()?;
        Ok(SealedShare { sealed, wrapped })
    }

    fn wrap(
        &self,
        content: &Secret,
        person: PersonId,
        public: &[u8; 32],
        bound: &[u8],
    ) -> Result<WrappedContentKey, ShareError> {
        let public = PublicKey::from_bytes(public).map_err(|_| ShareError::NoKey)?;
        let sender = HpkeKem::derive_keypair(self.0.as_slice());
        let (encapsulated, key) = hpke::single_shot_seal::<HpkeAead, HpkeKdf, HpkeKem>(
            &OpModeS::Auth(sender),
            &public,
            LABEL,
            content.as_slice(),
            &for_person(bound, person),
        )
        .map_err(|_| ShareError::NoKey)?;
        let mut enc = [0; HEAD_BYTES];
        enc.copy_from_slice(encapsulated.to_bytes().as_slice());
        Ok(WrappedContentKey { enc, key })
    }

    /// Opens a note that was sealed to `person`, whose pair this is, by the author with the public key `author`.
    ///
    /// # Errors
    /// [`ShareError::NotForThisKey`], [`ShareError::NoKey`].
    pub fn open(
        &self,
        binding: &ShareBinding,
        (person, wrapped): (PersonId, &WrappedContentKey),
        author: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Vec<u8>, ShareError> {
        let author = PublicKey::from_bytes(author).map_err(|_| ShareError::NoKey)?;
        let encapsulated = <HpkeKem as Kem>::EncappedKey::from_bytes(&wrapped.enc)
            .map_err(|_| ShareError::NotForThisKey)?;
        let (secret, _) = HpkeKem::derive_keypair(self.0.as_slice());
        let bound = binding.transcript();
        let content = hpke::single_shot_open::<HpkeAead, HpkeKdf, HpkeKem>(
            &OpModeR::Auth(author),
            &secret,
            &encapsulated,
            LABEL,
            &wrapped.key,
            &for_person(&with_text(bound.clone(), sealed), person),
        )
        .map_err(|_| ShareError::NotForThisKey)?;
        let content = Zeroizing::new(content);
        let content: [u8; 32] =
            content.as_slice().try_into().map_err(|_| ShareError::NotForThisKey)?;
        let (key, commitment) = split(&Zeroizing::new(content));
        let text = sealed.strip_prefix(commitment.as_slice()).ok_or(ShareError::NotForThisKey)?;
        let sealer = Sealer::new(&key).map_err(|_| ShareError::NoKey)?;
        sealer.open(&bound, text).ok_or(ShareError::NotForThisKey)
    }
}

impl ShareBinding {
    /// Every part has a fixed length or its number before it: no two bindings write the same bytes.
    fn transcript(&self) -> Vec<u8> {
        let SharedNote { annotation, author, document, version, readers } = &self.note;
        let mut bytes = LABEL.to_vec();
        bytes.extend(author.as_uuid().as_bytes());
        bytes.extend(annotation.as_uuid().as_bytes());
        bytes.extend(self.operation.as_uuid().as_bytes());
        bytes.extend(document.as_uuid().as_bytes());
        bytes.extend(version.to_be_bytes());
        bytes.extend(self.revision.to_be_bytes());
        bytes.extend((readers.len() as u64).to_be_bytes());
        for reader in readers {
            bytes.extend(reader.as_uuid().as_bytes());
        }
        bytes
    }
}

/// The key that seals the text, and the commitment to the content key that stands before it.
fn split(content: &Secret) -> (Secret, Secret) {
    let derive = |purpose| derive_secret(content.as_slice(), b"", purpose);
    (derive("ecabinet shared note text v1"), derive("ecabinet shared note commitment v1"))
}

fn with_text(mut bound: Vec<u8>, sealed: &[u8]) -> Vec<u8> {
    bound.extend(ring::digest::digest(&ring::digest::SHA256, sealed).as_ref());
    bound
}

fn for_person(bound: &[u8], person: PersonId) -> Vec<u8> {
    [bound, person.as_uuid().as_bytes().as_slice()].concat()
}

impl Vault {
    /// The shared notes on a document as they stand on this device, what waits to be sent included; those that were
    /// taken back are left out.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn shared_notes(&self, document: DocumentId) -> Result<Vec<SharedNoteRow>, VaultError> {
        let mut rows = shared_note::of_document(&self.read(), document)?;
        rows.retain(|row| !row.body.is_empty());
        Ok(rows)
    }

    /// The newest state of a shared note, even where it was taken back.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn shared_note(
        &self,
        annotation: AnnotationId,
    ) -> Result<Option<SharedNoteRow>, VaultError> {
        shared_note::of_annotation(&self.read(), annotation)
    }

    /// What is known of the key to which notes for a person are sealed.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn sharing_key(&self, person: PersonId) -> Result<Option<SharingKeyRow>, VaultError> {
        sharing_key::get(&self.read(), person)
    }

    /// Holds a person to a key from now on: the member compared its code, or it is their own.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn confirm_sharing_key(&self, person: PersonId, key: &[u8; 32]) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                sharing_key::confirm(connection, person, key)
            })
        })
    }
}

#[cfg(test)]
mod tests;
