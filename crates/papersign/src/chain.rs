//! Chains of certificates, built and verified by `webpki`, which bounds its own work.

use crate::certificate::{Certificate, Purpose};
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use std::time::Duration;
use webpki::ring as by;
use webpki::{EndEntityCert, Error, ExtendedKeyUsageValidator, KeyPurposeIdIter};

/// What certificates may be signed with. SHA-1 is not among them.
const ALGORITHMS: &[&dyn SignatureVerificationAlgorithm] = &[
    by::ECDSA_P256_SHA256,
    by::ECDSA_P256_SHA384,
    by::ECDSA_P384_SHA256,
    by::ECDSA_P384_SHA384,
    by::ED25519,
    by::RSA_PKCS1_2048_8192_SHA256,
    by::RSA_PKCS1_2048_8192_SHA384,
    by::RSA_PKCS1_2048_8192_SHA512,
    by::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    by::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    by::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];

/// Certificates from that of the signer up to the root.
pub struct Path<'a> {
    /// Without the root, the signer's first.
    pub certificates: Vec<Certificate<'a>>,
    /// The root.
    pub root: Certificate<'a>,
}

/// Why there is no chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    UnknownRoot,
    Expired,
    NotYetValid,
    WrongUsage,
    Unsupported,
    Broken,
}

/// Purposes are judged by [`Certificate::is_for`]; here each is let through.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        for purpose in purposes {
            purpose?;
        }
        Ok(())
    }
}

/// Finds a chain from a certificate to one of the roots that held at a moment (seconds since 1970).
pub fn find_path<'a>(
    end: &'a [u8],
    between: &[&'a [u8]],
    roots: &[&'a [u8]],
    at: i64,
    purpose: Purpose,
) -> Result<Path<'a>, ChainFault> {
    let certificate = Certificate::read(end).ok_or(ChainFault::Broken)?;
    if !certificate.is_for(purpose) {
        return Err(ChainFault::WrongUsage);
    }
    let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at).unwrap_or(0)));
    let roots_der: Vec<CertificateDer<'_>> =
        roots.iter().map(|root| CertificateDer::from(*root)).collect();
    let (anchors, roots): (Vec<TrustAnchor<'_>>, Vec<&[u8]>) = roots_der
        .iter()
        .zip(roots)
        .filter_map(|(der, root)| Some((webpki::anchor_from_trusted_cert(der).ok()?, *root)))
        .unzip();
    let between_der: Vec<CertificateDer<'_>> =
        between.iter().map(|one| CertificateDer::from(*one)).collect();
    let end_der = CertificateDer::from(end);
    let end = EndEntityCert::try_from(&end_der).map_err(|error| fault(&error))?;
    let found = end
        .verify_for_usage(ALGORITHMS, &anchors, &between_der, at, AnyPurpose, None, None)
        .map_err(|error| fault(&error))?;
    let is_root = |anchor: &TrustAnchor<'_>| anchor == found.anchor();
    let root = anchors.iter().zip(roots).find(|(anchor, _)| is_root(anchor));
    let root = root.and_then(|(_, root)| Certificate::read(root)).ok_or(ChainFault::Broken)?;
    let mut certificates = vec![certificate];
    for used in found.intermediate_certificates() {
        let der = used.der();
        let one = between.iter().find(|one| **one == der.as_ref());
        let one = one.and_then(|one| Certificate::read(one)).ok_or(ChainFault::Broken)?;
        if !one.is_for(Purpose::Certificates) {
            return Err(ChainFault::WrongUsage);
        }
        certificates.push(one);
    }
    Ok(Path { certificates, root })
}

/// `webpki` tells of the reason it met last; those that name a time or an algorithm are worth telling.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the enum is not ours and grows; what is left are encodings and signatures that are wrong"
)]
fn fault(error: &Error) -> ChainFault {
    match error {
        Error::CertExpired { .. } => ChainFault::Expired,
        Error::CertNotValidYet { .. } => ChainFault::NotYetValid,
        Error::UnknownIssuer
        | Error::MaximumPathBuildCallsExceeded
        | Error::MaximumPathDepthExceeded
        | Error::MaximumSignatureChecksExceeded => ChainFault::UnknownRoot,
        Error::CaUsedAsEndEntity
        | Error::EndEntityUsedAsCa
        | Error::NameConstraintViolation
        | Error::PathLenConstraintViolated => ChainFault::WrongUsage,
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_)
        | Error::UnsupportedCriticalExtension
        | Error::UnsupportedCertVersion
        | Error::UnsupportedNameType => ChainFault::Unsupported,
        _ => ChainFault::Broken,
    }
}
