use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The secret key with which a device speaks for its member. Zeroed when dropped.
pub struct IdentityKey(SigningKey);

/// The public half of an [`IdentityKey`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityPublic(VerifyingKey);

/// Why bytes are not a usable public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not base64url of 32 bytes.
    #[error("the key is not base64url of 32 bytes")]
    Encoding,
    /// Not a point of the curve.
    #[error("the key is not a point of the curve")]
    Point,
    /// A point of low order, with which a signature proves nothing.
    #[error("the key is weak")]
    Weak,
}

impl IdentityKey {
    /// Takes 32 secret random bytes.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Gives the public half.
    pub fn public(&self) -> IdentityPublic {
        IdentityPublic(self.0.verifying_key())
    }

    /// Signs a message (Ed25519, RFC 8032).
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl IdentityPublic {
    /// Takes the 32 bytes of RFC 8032.
    ///
    /// # Errors
    /// [`KeyError`] for bytes that are no point, or a weak one.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Point)?;
        if key.is_weak() {
            return Err(KeyError::Weak);
        }
        Ok(Self(key))
    }

    /// Reads base64url without padding.
    ///
    /// # Errors
    /// [`KeyError`], by what is wrong.
    pub fn from_base64(text: &str) -> Result<Self, KeyError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| KeyError::Encoding)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| KeyError::Encoding)?;
        Self::from_bytes(&bytes)
    }

    /// Gives the 32 bytes.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Writes base64url without padding.
    pub fn to_base64(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.to_bytes())
    }

    /// Writes the key as a JWK (RFC 8037), members in canonical order.
    pub fn to_jwk(self) -> String {
        format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{}"}}"#, self.to_base64())
    }

    /// Names the key by its JWK thumbprint (RFC 7638).
    pub fn thumbprint(self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.to_jwk()))
    }

    /// Checks a signature strictly: canonical encodings, no small-order parts.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.0.verify_strict(message, &signature).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::{IdentityKey, IdentityPublic, KeyError};

    #[test]
    fn the_thumbprint_of_rfc_8037_appendix_a_3_comes_out() {
        let key = IdentityPublic::from_base64("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        let thumbprint = key.map(IdentityPublic::thumbprint);
        assert_eq!(thumbprint.as_deref(), Ok("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"));
    }

    #[test]
    fn weak_and_mangled_keys_are_refused() {
        let mut low_order = [0; 32];
        low_order[0] = 1;
        assert_eq!(IdentityPublic::from_bytes(&low_order), Err(KeyError::Weak));
        assert_eq!(IdentityPublic::from_base64("abc"), Err(KeyError::Encoding));
    }

    #[test]
    fn a_signature_holds_for_its_message_alone() {
        let key = IdentityKey::from_seed(&[7; 32]);
        let signature = key.sign(b"phieu");
        assert!(key.public().verifies(b"phieu", &signature));
        assert!(!key.public().verifies(b"phieu.", &signature));
        assert!(!IdentityKey::from_seed(&[8; 32]).public().verifies(b"phieu", &signature));
        assert!(!key.public().verifies(b"phieu", b"short"));
    }
}
