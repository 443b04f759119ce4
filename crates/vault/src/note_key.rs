//! The member's own key of private notes, and how one device hands it to another.
//!
//! The first device makes the key. It leaves a device only sealed to another device's X25519 key and authenticated by
//! its own (HPKE auth mode, RFC 9180, X25519-HKDF-SHA256, HKDF-SHA256, AES-256-GCM), or on the paper of a recovery
//! code. The server carries ciphertext and the key's identifier; it can neither read the key nor slip in its own.

use crate::VaultError;
use crate::aead::{Sealer, Secret, make_secret};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable};
use zeroize::Zeroizing;

type HpkeKem = hpke::kem::X25519HkdfSha256;
type HpkeKdf = hpke::kdf::HkdfSha256;
type HpkeAead = hpke::aead::AesGcm256;

const HANDOVER: &[u8] = b"ecabinet note key v1";

/// Seals and opens private notes.
pub struct NoteKey(Secret);

/// A device's secret half for receiving the note key.
pub struct AgreementKey(Secret);

/// Why a note or a handed-over key does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteKeyError {
    /// Sealed for somebody else, or changed on the way.
    #[error("this was not sealed for this key")]
    NotForThisKey,
    /// Not a key.
    #[error("these bytes are no key")]
    NoKey,
}

impl NoteKey {
    /// Makes a new key: only the member's first device does.
    ///
    /// # Errors
    /// [`VaultError::Randomness`].
    pub fn make() -> Result<Self, VaultError> {
        Ok(Self(make_secret()?))
    }

    /// Takes the key's bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key's bytes, for the recovery code and the store.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Names the key; reveals nothing of it.
    pub fn identifier(&self) -> String {
        let id = blake3::derive_key("ecabinet 2026 note key identifier", self.0.as_slice());
        id.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Seals a note change, bound to its identity.
    ///
    /// # Errors
    /// [`VaultError::Randomness`].
    pub fn seal(&self, id: uuid::Uuid, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        Sealer::new(&self.0)?.seal(id.as_bytes(), plain)
    }

    /// Opens a note change.
    ///
    /// # Errors
    /// [`NoteKeyError::NotForThisKey`].
    pub fn open(&self, id: uuid::Uuid, sealed: &[u8]) -> Result<Vec<u8>, NoteKeyError> {
        let sealer = Sealer::new(&self.0).map_err(|_| NoteKeyError::NoKey)?;
        sealer.open(id.as_bytes(), sealed).ok_or(NoteKeyError::NotForThisKey)
    }

    /// Seals this key to another device's public key, from the device that holds `sender`.
    ///
    /// # Errors
    /// [`NoteKeyError::NoKey`] when the public key cannot be used.
    pub fn seal_to(
        &self,
        public: &[u8; 32],
        sender: &AgreementKey,
    ) -> Result<Vec<u8>, NoteKeyError> {
        let sender = HpkeKem::derive_keypair(sender.0.as_slice());
        let public =
            <HpkeKem as Kem>::PublicKey::from_bytes(public).map_err(|_| NoteKeyError::NoKey)?;
        let (encapsulated, sealed) = hpke::single_shot_seal::<HpkeAead, HpkeKdf, HpkeKem>(
            &OpModeS::Auth(sender),
            &public,
            HANDOVER,
            self.0.as_slice(),
            b"",
        )
        .map_err(|_| NoteKeyError::NoKey)?;
        Ok([encapsulated.to_bytes().as_slice(), &sealed].concat())
    }
}

impl AgreementKey {
    /// Makes a new key.
    ///
    /// # Errors
    /// [`VaultError::Randomness`].
    pub fn make() -> Result<Self, VaultError> {
        Ok(Self(make_secret()?))
    }

    /// Takes the bytes that [`AgreementKey::as_bytes`] gave.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The seed both halves come from.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The public half.
    pub fn public(&self) -> [u8; 32] {
        let (_, public) = HpkeKem::derive_keypair(self.0.as_slice());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(public.to_bytes().as_slice());
        bytes
    }

    /// Opens a note key that the device with the public key `sender` sealed to this device.
    ///
    /// # Errors
    /// [`NoteKeyError`] when it was sealed for somebody else, or by somebody else.
    pub fn open(&self, sealed: &[u8], sender: &[u8; 32]) -> Result<NoteKey, NoteKeyError> {
        let sender =
            <HpkeKem as Kem>::PublicKey::from_bytes(sender).map_err(|_| NoteKeyError::NoKey)?;
        let (encapsulated, sealed) =
            sealed.split_at_checked(32).ok_or(NoteKeyError::NotForThisKey)?;
        let encapsulated = <HpkeKem as Kem>::EncappedKey::from_bytes(encapsulated)
            .map_err(|_| NoteKeyError::NotForThisKey)?;
        let (secret, _) = HpkeKem::derive_keypair(self.0.as_slice());
        let key = hpke::single_shot_open::<HpkeAead, HpkeKdf, HpkeKem>(
            &OpModeR::Auth(sender),
            &secret,
            &encapsulated,
            HANDOVER,
            sealed,
            b"",
        )
        .map_err(|_| NoteKeyError::NotForThisKey)?;
        let bytes = key.as_slice().try_into().map_err(|_| NoteKeyError::NoKey)?;
        Ok(NoteKey::from_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::{AgreementKey, NoteKey, NoteKeyError};
    use uuid::Uuid;

    #[test]
    fn a_note_opens_with_its_key_and_under_its_identity_alone() {
        let key = NoteKey::make().unwrap();
        let sealed = key.seal(Uuid::from_u128(1), "Ý kiến riêng".as_bytes()).unwrap();
        assert_eq!(key.open(Uuid::from_u128(1), &sealed).unwrap(), "Ý kiến riêng".as_bytes());
        assert_eq!(key.open(Uuid::from_u128(2), &sealed), Err(NoteKeyError::NotForThisKey));
        let other = NoteKey::make().unwrap();
        assert_eq!(other.open(Uuid::from_u128(1), &sealed), Err(NoteKeyError::NotForThisKey));
    }

    #[test]
    fn the_key_reaches_the_approved_device_and_no_other() {
        let (tablet, thief) = (AgreementKey::make().unwrap(), AgreementKey::make().unwrap());
        let key = NoteKey::make().unwrap();
        let laptop = AgreementKey::make().unwrap();
        let sealed = key.seal_to(&tablet.public(), &laptop).unwrap();
        let received = tablet.open(&sealed, &laptop.public()).unwrap();
        assert_eq!(received.identifier(), key.identifier());
        assert!(thief.open(&sealed, &laptop.public()).is_err());
        let slipped_in = key.seal_to(&tablet.public(), &thief).unwrap();
        assert!(tablet.open(&slipped_in, &laptop.public()).is_err());
    }
}
