//! Signatures by public keys: RSA (PKCS #1 v1.5 and PSS), ECDSA on P-256 and P-384, Ed25519, verified by ring.

use crate::asn1::{BIT_STRING, Element, INTEGER, OID, SEQUENCE, algorithm, context};
use crate::digest::Digest;
use ring::signature as by;
use ring::signature::{UnparsedPublicKey, VerificationAlgorithm};

const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0a];
const EC: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2b, 0x81, 0x04, 0x00, 0x22];
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
/// Algorithms that name key and digest at once.
const RSA_WITH: [(&[u8], Digest); 4] = [
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05], Digest::Sha1),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b], Digest::Sha256),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0c], Digest::Sha384),
    (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0d], Digest::Sha512),
];
const ECDSA_WITH: [(&[u8], Digest); 3] = [
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02], Digest::Sha256),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x03], Digest::Sha384),
    (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x04], Digest::Sha512),
];

/// What came of verifying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// By this key.
    Good,
    /// By this key, by a method that can be forged today.
    Weak,
    /// Not by this key.
    Bad,
    /// Not verified here.
    Unsupported,
}

/// Verifies a signature. `digest` is what the signer says beside an algorithm that names none.
pub fn verify(
    key: &[u8],
    identifier: &Element<'_>,
    digest: Option<Digest>,
    message: &[u8],
    signature: &[u8],
) -> Proof {
    let Some((algorithm, bits)) = choose(key, identifier, digest) else {
        return Proof::Unsupported;
    };
    let is_by =
        |algorithm| UnparsedPublicKey::new(algorithm, bits).verify(message, signature).is_ok();
    let (strong, weak) = algorithm;
    if strong.is_some_and(is_by) {
        return Proof::Good;
    }
    if weak.is_some_and(is_by) {
        return Proof::Weak;
    }
    Proof::Bad
}

type Choice =
    (Option<&'static dyn VerificationAlgorithm>, Option<&'static dyn VerificationAlgorithm>);

/// How to verify, strongly and weakly, and the bytes of the key.
fn choose<'a>(
    key: &'a [u8],
    identifier: &Element<'_>,
    digest: Option<Digest>,
) -> Option<(Choice, &'a [u8])> {
    let mut key = Element::expect(key, SEQUENCE)?.parts();
    let (key_oid, curve) = algorithm(&key.expect(SEQUENCE)?)?;
    let bits = key.expect(BIT_STRING)?.bits()?;
    let (oid, parameters) = algorithm(identifier)?;
    let named = |list: &[(&[u8], Digest)]| {
        list.iter().find(|(name, _)| *name == oid).map(|(_, digest)| *digest)
    };
    let choice = match key_oid {
        RSA | RSA_PSS if oid == RSA_PSS => (Some(pss(&parameters?)?), None),
        RSA => {
            let digest = if oid == RSA { digest } else { named(&RSA_WITH) };
            rsa(digest?)
        }
        EC => {
            let digest = if oid == EC { digest } else { named(&ECDSA_WITH) };
            (Some(ecdsa(curve.filter(|curve| curve.tag == OID)?.content, digest?)?), None)
        }
        ED25519 if oid == ED25519 => {
            let algorithm: &'static dyn VerificationAlgorithm = &by::ED25519;
            (Some(algorithm), None)
        }
        _ => return None,
    };
    Some((choice, bits))
}

fn rsa(digest: Digest) -> Choice {
    match digest {
        Digest::Sha1 => (None, Some(&by::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY)),
        Digest::Sha256 => (
            Some(&by::RSA_PKCS1_2048_8192_SHA256),
            Some(&by::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY),
        ),
        Digest::Sha384 => (Some(&by::RSA_PKCS1_2048_8192_SHA384), None),
        Digest::Sha512 => (
            Some(&by::RSA_PKCS1_2048_8192_SHA512),
            Some(&by::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY),
        ),
    }
}

/// Parameters of RSASSA-PSS (RFC 4055, 3.1). Salts of another length than the digest are not verified here.
fn pss(parameters: &Element<'_>) -> Option<&'static dyn VerificationAlgorithm> {
    let mut parts = parameters.parts();
    let hash = parts.optional(context(0))?.parts().expect(SEQUENCE)?;
    let digest = Digest::by_oid(algorithm(&hash)?.0)?;
    let mask = parts.optional(context(1))?.parts().expect(SEQUENCE)?;
    let mask_digest = algorithm(&algorithm(&mask)?.1?)?.0;
    let salt = parts.optional(context(2))?.parts().expect(INTEGER)?;
    let is_usual = Digest::by_oid(mask_digest) == Some(digest)
        && salt.content.iter().fold(0, |sum: usize, byte| (sum << 8) | usize::from(*byte))
            == digest.length();
    match digest {
        Digest::Sha256 if is_usual => Some(&by::RSA_PSS_2048_8192_SHA256),
        Digest::Sha384 if is_usual => Some(&by::RSA_PSS_2048_8192_SHA384),
        Digest::Sha512 if is_usual => Some(&by::RSA_PSS_2048_8192_SHA512),
        Digest::Sha1 | Digest::Sha256 | Digest::Sha384 | Digest::Sha512 => None,
    }
}

fn ecdsa(curve: &[u8], digest: Digest) -> Option<&'static dyn VerificationAlgorithm> {
    match (curve, digest) {
        (P256, Digest::Sha256) => Some(&by::ECDSA_P256_SHA256_ASN1),
        (P256, Digest::Sha384) => Some(&by::ECDSA_P256_SHA384_ASN1),
        (P384, Digest::Sha256) => Some(&by::ECDSA_P384_SHA256_ASN1),
        (P384, Digest::Sha384) => Some(&by::ECDSA_P384_SHA384_ASN1),
        (_, Digest::Sha1 | Digest::Sha256 | Digest::Sha384 | Digest::Sha512) => None,
    }
}
