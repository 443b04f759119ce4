//! Signed data of the Cryptographic Message Syntax (RFC 5652, 5): as much of it as signatures of papers and time stamps
//! use, which is one signer with signed attributes.

use crate::asn1::{
    Element, INTEGER, OCTET_STRING, OID, SEQUENCE, SET, algorithm, context, context_value,
};
use crate::digest::Digest;
use std::borrow::Cow;

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_CERTIFICATE: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0c];
const SIGNING_CERTIFICATE_V2: &[u8] =
    &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f];
const TIMESTAMP: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x0e];
/// `adbe-revocationInfoArchival` (ISO 32000-1, 12.8.3.3.2).
const REVOCATION_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x2f, 0x01, 0x01, 0x08];
/// Most certificates, revocation lists or answers of one signature.
const MAX_LISTED: usize = 64;
/// Most attributes of a signer.
const MAX_ATTRIBUTES: usize = 64;

/// Signed data with its one signer.
pub struct SignedData<'a> {
    /// What is signed.
    pub content_type: &'a [u8],
    /// The content, where it is not elsewhere.
    pub content: Option<Cow<'a, [u8]>>,
    /// Certificates, in DER.
    pub certificates: Vec<&'a [u8]>,
    /// Revocation lists, in DER.
    pub crls: Vec<&'a [u8]>,
    /// Who signs.
    pub signer: SignerInfo<'a>,
}

/// A signer.
pub struct SignerInfo<'a> {
    /// Whose certificate it is.
    pub id: SignerId<'a>,
    /// By which digest, if it is one that is verified here.
    pub digest: Option<Digest>,
    /// What is signed, if attributes are.
    pub signed: Option<Attributes<'a>>,
    /// By which algorithm.
    pub algorithm: Element<'a>,
    /// The signature itself.
    pub signature: Cow<'a, [u8]>,
    /// What was added to it.
    pub added: Option<Attributes<'a>>,
}

/// The certificates of signed data that have no signer, as issuers hand out their own (RFC 5280, 4.2.2.1).
pub fn certificates_of(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut info = Element::expect(bytes, SEQUENCE)?.parts();
    if info.expect(OID)?.content != SIGNED_DATA {
        return None;
    }
    let mut data = info.expect(context(0))?.parts().expect(SEQUENCE)?.parts();
    data.expect(INTEGER)?;
    data.expect(SET)?;
    data.expect(SEQUENCE)?;
    Some(data.expect(context(0))?.parts().map(|part| part.raw).take(MAX_LISTED).collect())
}

/// How a signer names a certificate.
pub enum SignerId<'a> {
    /// By its issuer, in DER, and its serial number.
    IssuerAndSerial(&'a [u8], &'a [u8]),
    /// By its subject key identifier.
    Key(&'a [u8]),
}

impl<'a> SignedData<'a> {
    /// Reads it; what follows it is passed over, because `/Contents` is padded.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut info = Element::expect(bytes, SEQUENCE)?.parts();
        if info.expect(OID)?.content != SIGNED_DATA {
            return None;
        }
        let mut data = info.expect(context(0))?.parts().expect(SEQUENCE)?.parts();
        data.expect(INTEGER)?;
        data.expect(SET)?;
        let mut content = data.expect(SEQUENCE)?.parts();
        let content_type = content.expect(OID)?.content;
        let content = match content.optional(context(0)) {
            Some(inside) => Some(inside.parts().next()?.octets()?),
            None => None,
        };
        let listed = |element: Option<Element<'a>>| {
            let parts = element.map(|element| element.parts()).into_iter().flatten();
            parts
                .filter(|part| part.tag == SEQUENCE)
                .map(|part| part.raw)
                .take(MAX_LISTED)
                .collect()
        };
        let certificates = listed(data.optional(context(0)));
        let crls = listed(data.optional(context(1)));
        let mut signers = data.expect(SET)?.parts();
        let signer = SignerInfo::read(&signers.expect(SEQUENCE)?)?;
        // Two signers in one signature would need two verdicts; PAdES has one (EN 319 142-1, 6.2.1).
        signers.next().is_none().then_some(Self {
            content_type,
            content,
            certificates,
            crls,
            signer,
        })
    }
}

impl<'a> SignerInfo<'a> {
    fn read(info: &Element<'a>) -> Option<Self> {
        let mut parts = info.parts();
        parts.expect(INTEGER)?;
        let id = parts.next()?;
        let id = if id.tag == context_value(0) {
            SignerId::Key(id.content)
        } else {
            let mut id = (id.tag == SEQUENCE).then_some(id)?.parts();
            SignerId::IssuerAndSerial(id.expect(SEQUENCE)?.raw, id.expect(INTEGER)?.content)
        };
        let digest = Digest::by_oid(algorithm(&parts.expect(SEQUENCE)?)?.0);
        let signed = parts.optional(context(0)).map(Attributes);
        let algorithm = parts.expect(SEQUENCE)?;
        let signature = parts.next()?.octets()?;
        let added = parts.optional(context(1)).map(Attributes);
        Some(Self { id, digest, signed, algorithm, signature, added })
    }

    /// The time stamp on the signature, if there is one.
    pub fn timestamp(&self) -> Option<Element<'a>> {
        self.added?.one(TIMESTAMP)
    }
}

/// Attributes of a signer.
#[derive(Clone, Copy)]
pub struct Attributes<'a>(Element<'a>);

/// What an attribute says of the certificate that signs.
pub enum CertificateHash<'a> {
    /// Nothing.
    None,
    /// Its digest.
    Is(Digest, &'a [u8]),
    /// Something that cannot be read or is by a digest that is not verified here.
    Unreadable,
}

impl<'a> Attributes<'a> {
    /// The bytes that are signed: the set as it would stand alone (RFC 5652, 5.4).
    pub fn signed_bytes(&self) -> Vec<u8> {
        let mut bytes = self.0.raw.to_vec();
        if let Some(tag) = bytes.first_mut() {
            *tag = SET;
        }
        bytes
    }

    /// The one value of an attribute; `None` where it is missing, is there twice or has several values.
    fn one(&self, oid: &[u8]) -> Option<Element<'a>> {
        let mut found = None;
        for attribute in self.0.parts().take(MAX_ATTRIBUTES) {
            let mut parts = attribute.parts();
            if parts.expect(OID)?.content != oid {
                continue;
            }
            let mut values = parts.expect(SET)?.parts();
            let value = values.next()?;
            if found.replace(value).is_some() || values.next().is_some() {
                return None;
            }
        }
        found
    }

    pub fn content_type(&self) -> Option<&'a [u8]> {
        self.one(CONTENT_TYPE).filter(|value| value.tag == OID).map(|value| value.content)
    }

    pub fn message_digest(&self) -> Option<&'a [u8]> {
        let value = self.one(MESSAGE_DIGEST)?;
        (value.tag == OCTET_STRING).then_some(value.content)
    }

    /// What is signed of the signer's certificate (RFC 5035).
    pub fn certificate_hash(&self) -> CertificateHash<'a> {
        let newer = self.one(SIGNING_CERTIFICATE_V2);
        let Some(value) = newer.or_else(|| self.one(SIGNING_CERTIFICATE)) else {
            return CertificateHash::None;
        };
        let read = || {
            let mut first = value.parts().expect(SEQUENCE)?.parts().expect(SEQUENCE)?.parts();
            let digest = match first.optional(SEQUENCE) {
                Some(named) => Digest::by_oid(algorithm(&named)?.0)?,
                None if newer.is_some() => Digest::Sha256,
                None => Digest::Sha1,
            };
            Some(CertificateHash::Is(digest, first.expect(OCTET_STRING)?.content))
        };
        read().unwrap_or(CertificateHash::Unreadable)
    }

    /// Revocation lists and answers of OCSP responders that the signer put in.
    pub fn revocation_info(&self) -> (Vec<&'a [u8]>, Vec<&'a [u8]>) {
        let Some(value) = self.one(REVOCATION_INFO) else {
            return (Vec::new(), Vec::new());
        };
        let listed = |element: Option<Element<'a>>| {
            let inside = element.and_then(|element| element.parts().expect(SEQUENCE));
            let parts = inside.map(|inside| inside.parts()).into_iter().flatten();
            parts.map(|part| part.raw).take(MAX_LISTED).collect()
        };
        let mut parts = value.parts();
        let crls = listed(parts.optional(context(0)));
        (crls, listed(parts.optional(context(1))))
    }
}
