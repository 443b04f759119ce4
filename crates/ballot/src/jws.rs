//! JWS Compact with EdDSA: the one signature format of ballots and of request proofs.

use crate::{IdentityKey, IdentityPublic};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

/// A JWS whose signature has been checked, or that is only taken apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Jws {
    /// Protected header.
    pub header: Map<String, Value>,
    /// Payload bytes.
    pub payload: Vec<u8>,
}

/// Why a JWS is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwsError {
    /// Not three base64url parts, or a header that is no JSON object.
    #[error("this is not a JWS in compact form")]
    Shape,
    /// Another algorithm or type than the one agreed.
    #[error("the JWS has another algorithm or type than agreed")]
    Header,
    /// The signature does not belong to the key and the text.
    #[error("the signature does not match")]
    Signature,
}

impl Jws {
    /// Signs `payload` under a protected header with `alg`, `kid` and `typ`, and `more` members.
    pub fn sign(
        key: &IdentityKey,
        typ: &str,
        more: impl IntoIterator<Item = (String, Value)>,
        payload: &[u8],
    ) -> String {
        let mut header: Map<String, Value> = more.into_iter().collect();
        header.insert("alg".to_owned(), Value::from("EdDSA"));
        header.insert("kid".to_owned(), Value::from(key.public().thumbprint()));
        header.insert("typ".to_owned(), Value::from(typ));
        let header = Value::Object(header).to_string();
        let signed =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = URL_SAFE_NO_PAD.encode(key.sign(signed.as_bytes()));
        format!("{signed}.{signature}")
    }

    /// Takes a JWS apart without checking its signature: only to find out whose key to check it with.
    ///
    /// # Errors
    /// [`JwsError::Shape`].
    pub fn peek(compact: &str) -> Result<Self, JwsError> {
        take_apart(compact).map(|(jws, _, _)| jws)
    }

    /// Checks signature, algorithm and type, and gives header and payload.
    ///
    /// # Errors
    /// [`JwsError`], by what does not hold.
    pub fn verify(compact: &str, typ: &str, key: &IdentityPublic) -> Result<Self, JwsError> {
        let (jws, signed, signature) = take_apart(compact)?;
        let member = |name: &str| jws.header.get(name).and_then(Value::as_str);
        let agreed = member("alg") == Some("EdDSA")
            && member("typ") == Some(typ)
            && member("kid") == Some(key.thumbprint().as_str())
            && !jws.header.contains_key("crit");
        if !agreed {
            return Err(JwsError::Header);
        }
        if !key.verifies(signed.as_bytes(), &signature) {
            return Err(JwsError::Signature);
        }
        Ok(jws)
    }
}

fn take_apart(compact: &str) -> Result<(Jws, &str, Vec<u8>), JwsError> {
    let (signed, signature) = compact.rsplit_once('.').ok_or(JwsError::Shape)?;
    let (header, payload) = signed.split_once('.').ok_or(JwsError::Shape)?;
    let decode = |part: &str| URL_SAFE_NO_PAD.decode(part).map_err(|_| JwsError::Shape);
    let header = serde_json::from_slice(&decode(header)?).map_err(|_| JwsError::Shape)?;
    let jws = Jws { header, payload: decode(payload)? };
    Ok((jws, signed, decode(signature)?))
}

#[cfg(test)]
mod tests {
    use super::{Jws, JwsError};
    use crate::{IdentityKey, IdentityPublic};

    #[test]
    fn the_example_of_rfc_8037_appendix_a_4_has_a_good_signature() {
        let key = IdentityPublic::from_base64("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        let signed = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        let signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        let jws = super::take_apart(&format!("{signed}.{signature}")).map(|parts| parts.2);
        assert!(
            key.is_ok_and(|key| jws.is_ok_and(|bytes| key.verifies(signed.as_bytes(), &bytes)))
        );
    }

    #[test]
    fn another_type_another_key_and_a_flipped_letter_are_refused() {
        let key = IdentityKey::from_seed(&[1; 32]);
        let other = IdentityKey::from_seed(&[2; 32]).public();
        let jws = Jws::sign(&key, "a+jws", [], b"{}");
        assert!(Jws::verify(&jws, "a+jws", &key.public()).is_ok());
        assert_eq!(Jws::verify(&jws, "b+jws", &key.public()), Err(JwsError::Header));
        assert_eq!(Jws::verify(&jws, "a+jws", &other), Err(JwsError::Header));
        let flipped = jws.replacen(".e30.", ".e31.", 1);
        assert!(Jws::verify(&flipped, "a+jws", &key.public()).is_err());
        assert_eq!(Jws::peek("a.b"), Err(JwsError::Shape));
    }
}
