//! Whether signed data are by the key of the certificate they name, and over what they should be.

use crate::certificate::Certificate;
use crate::cms::{CertificateHash, SignedData};
use crate::digest::Digest;
use crate::keys::{self, Proof};

/// Signed data that hold.
pub struct Judged<'a> {
    /// The signer's certificate, in DER.
    pub certificate: &'a [u8],
    /// Whether they are by a method that can be forged today.
    pub is_weak: bool,
}

/// Why signed data do not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// They are by a method that is not verified here.
    Unsupported,
    /// Their content was changed.
    Changed,
    /// They are not by the key of the certificate, or not for this certificate.
    Forged,
    /// The certificate they name is nowhere.
    NoCertificate,
}

/// Judges signed data; `digest_of` gives the digest of what is signed.
pub fn judge<'a>(
    data: &SignedData<'_>,
    certificates: &[&'a [u8]],
    digest_of: impl FnOnce(Digest) -> Vec<u8>,
) -> Result<Judged<'a>, Fault> {
    let signer = &data.signer;
    let digest = signer.digest.ok_or(Fault::Unsupported)?;
    // Without signed attributes nothing binds the certificate; PAdES demands them (EN 319 142-1, 6.2).
    let attributes = signer.signed.ok_or(Fault::Unsupported)?;
    if attributes.content_type() != Some(data.content_type) {
        return Err(Fault::Forged);
    }
    let named = certificates.iter().copied().find_map(|der| {
        let certificate = Certificate::read(der)?;
        certificate.is_meant(&signer.id).then_some((der, certificate))
    });
    let (der, certificate) = named.ok_or(Fault::NoCertificate)?;
    let is_bound = match attributes.certificate_hash() {
        CertificateHash::None => true,
        CertificateHash::Is(digest, hash) => digest.of(certificate.der()) == hash,
        CertificateHash::Unreadable => return Err(Fault::Unsupported),
    };
    let message = attributes.signed_bytes();
    let proof = keys::verify(
        certificate.key(),
        &signer.algorithm,
        Some(digest),
        &message,
        &signer.signature,
    );
    let is_weak = match proof {
        Proof::Good => digest == Digest::Sha1,
        Proof::Weak => true,
        Proof::Unsupported => return Err(Fault::Unsupported),
        Proof::Bad => return Err(Fault::Forged),
    };
    if !is_bound {
        return Err(Fault::Forged);
    }
    let is_same = attributes.message_digest().ok_or(Fault::Forged)? == digest_of(digest);
    if is_same { Ok(Judged { certificate: der, is_weak }) } else { Err(Fault::Changed) }
}
