//! What a certificate says of its holder and of what it is for.

use crate::Signer;
use crate::asn1::{BIT_STRING, Element, SEQUENCE};
use crate::cms::SignerId;
use crate::dates::moment;
use crate::keys::{self, Proof};
use x509_parser::prelude::{FromDer, ParsedExtension, X509Certificate, X509Name};

/// Longest certificate that is read, in bytes.
const MAX_CERTIFICATE: usize = 64 * 1024;
/// Most letters of a name.
const MAX_LETTERS: usize = 200;
/// Purposes of certificates that sign papers, besides protecting mail and authenticating clients: document signing
/// (RFC 9336), Microsoft's and Adobe's.
const DOCUMENT_SIGNING: [&str; 3] =
    ["1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.10.3.12", "1.2.840.113583.1.1.5"];

/// A certificate.
pub struct Certificate<'a> {
    parsed: X509Certificate<'a>,
}

/// What certificates are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Signing papers.
    Papers,
    /// Stamping times (RFC 3161, 2.3).
    Times,
    /// Answering for an authority whether certificates are revoked (RFC 6960, 4.2.2.2).
    States,
    /// Signing certificates.
    Certificates,
}

impl<'a> Certificate<'a> {
    pub fn read(der: &'a [u8]) -> Option<Self> {
        let (rest, parsed) = X509Certificate::from_der(der).ok()?;
        (rest.is_empty() && der.len() <= MAX_CERTIFICATE).then_some(Self { parsed })
    }

    pub fn der(&self) -> &'a [u8] {
        self.parsed.as_raw()
    }

    /// Its public key with algorithm, in DER.
    pub fn key(&self) -> &'a [u8] {
        self.parsed.tbs_certificate.subject_pki.raw
    }

    /// Its public key alone, which is what OCSP has the digest of.
    pub fn key_bits(&self) -> &[u8] {
        &self.parsed.tbs_certificate.subject_pki.subject_public_key.data
    }

    /// Its holder, in DER.
    pub fn subject(&self) -> &'a [u8] {
        self.parsed.tbs_certificate.subject.as_raw()
    }

    /// Its issuer, in DER.
    pub fn issuer(&self) -> &'a [u8] {
        self.parsed.tbs_certificate.issuer.as_raw()
    }

    /// Whether it is signed by the key of another.
    pub fn is_signed_by(&self, issuer: &Certificate<'_>) -> bool {
        let read = || {
            let mut parts = Element::expect(self.der(), SEQUENCE)?.parts();
            let (body, identifier) = (parts.expect(SEQUENCE)?, parts.expect(SEQUENCE)?);
            let signature = parts.expect(BIT_STRING)?.bits()?;
            Some(keys::verify(issuer.key(), &identifier, None, body.raw, signature))
        };
        read() == Some(Proof::Good)
    }

    /// What it says besides its holder, its issuer and its key.
    pub fn extensions(&self) -> impl Iterator<Item = &ParsedExtension<'a>> {
        self.parsed.extensions().iter().map(|extension| extension.parsed_extension())
    }

    pub fn serial(&self) -> &'a [u8] {
        self.parsed.raw_serial()
    }

    pub fn not_after(&self) -> i64 {
        self.parsed.validity().not_after.timestamp()
    }

    pub fn is_valid_at(&self, seconds: i64) -> bool {
        let validity = self.parsed.validity();
        (validity.not_before.timestamp()..=validity.not_after.timestamp()).contains(&seconds)
    }

    pub fn is_authority(&self) -> bool {
        self.parsed.is_ca()
    }

    /// Whether a signer means this one.
    pub fn is_meant(&self, id: &SignerId<'_>) -> bool {
        match id {
            SignerId::IssuerAndSerial(issuer, serial) => {
                self.issuer() == *issuer && self.serial() == *serial
            }
            SignerId::Key(id) => self.extensions().any(
                |extension| matches!(extension, ParsedExtension::SubjectKeyIdentifier(own) if own.0 == *id),
            ),
        }
    }

    /// Whether it may be used for this. An extension that is there and cannot be read allows nothing.
    pub fn is_for(&self, purpose: Purpose) -> bool {
        let (Ok(usage), Ok(extended)) = (self.parsed.key_usage(), self.parsed.extended_key_usage())
        else {
            return false;
        };
        let usage = usage.map(|usage| usage.value);
        let may_sign =
            usage.is_none_or(|usage| usage.digital_signature() || usage.non_repudiation());
        let extended = extended.map(|extended| extended.value);
        match purpose {
            Purpose::Papers => {
                may_sign
                    && extended.is_none_or(|found| {
                        let is_document = |oid: &str| DOCUMENT_SIGNING.contains(&oid);
                        found.any
                            || found.email_protection
                            || found.client_auth
                            || found.other.iter().any(|oid| is_document(&oid.to_id_string()))
                    })
            }
            Purpose::Times => may_sign && extended.is_some_and(|found| found.time_stamping),
            Purpose::States => may_sign && extended.is_some_and(|found| found.ocsp_signing),
            Purpose::Certificates => usage.is_none_or(|usage| usage.key_cert_sign()),
        }
    }

    /// Whether it may sign revocation lists.
    pub fn may_sign_lists(&self) -> bool {
        self.parsed.key_usage().is_ok_and(|usage| usage.is_none_or(|usage| usage.value.crl_sign()))
    }

    pub fn name(&self) -> String {
        name_of(self.parsed.subject())
    }

    pub fn signer(&self) -> Signer {
        let subject = self.parsed.subject();
        let organisation = subject.iter_organization().next();
        let validity = self.parsed.validity();
        let hex = |byte: &u8| format!("{byte:02x}");
        Signer {
            name: self.name(),
            organisation: organisation.map(|found| text(found.attr_value())),
            issuer: name_of(self.parsed.issuer()),
            serial: self.serial().iter().take(64).map(hex).collect(),
            not_before: moment(validity.not_before.timestamp()),
            not_after: moment(validity.not_after.timestamp()),
        }
    }
}

/// The common name, or else what there is.
fn name_of(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().next();
    let other = || name.iter_organizational_unit().chain(name.iter_organization()).next();
    common.or_else(other).map(|found| text(found.attr_value())).unwrap_or_default()
}

/// A string of any kind without what would change the line it is shown in.
fn text(value: &x509_parser::asn1_rs::Any<'_>) -> String {
    const BMP: u32 = 30;
    let bytes = value.as_bytes();
    let whole: std::borrow::Cow<'_, str> = if value.tag().0 == BMP {
        let units = bytes
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |sum, byte| (sum << 8) | u16::from(*byte)));
        char::decode_utf16(units)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    } else {
        String::from_utf8_lossy(bytes)
    };
    clean(&whole)
}

/// Letters without control characters and marks that turn the direction of writing, which could make a name look like
/// another.
pub fn clean(text: &str) -> String {
    let is_plain = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.chars().filter(is_plain).take(MAX_LETTERS).collect()
}
