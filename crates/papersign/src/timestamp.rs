//! Time stamps (RFC 3161, 2.4.2).

use crate::asn1::{Element, GENERALIZED_TIME, INTEGER, OCTET_STRING, OID, SEQUENCE, algorithm};
use crate::certificate::Purpose;
use crate::chain::{ChainFault, Path};
use crate::cms::SignedData;
use crate::dates::read_time;
use crate::digest::Digest;
use crate::revocation::AHEAD;
use crate::signed::{Fault, judge};
use crate::verify::World;
use crate::{Revocation, TimestampFault};
use std::io;

/// Content type of what a time-stamping authority signs.
const TIMESTAMP_INFO: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x04];

/// A time stamp that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Seconds since 1970.
    pub at: i64,
    /// Common name of the authority.
    pub authority: String,
    /// Whether the authority's certificate was revoked at that time.
    pub revocation: Revocation,
}

/// What a token says before anybody is asked whether the authority is trusted.
pub struct Info<'a> {
    /// By which digest, if it is one that is verified here.
    pub digest: Option<Digest>,
    /// The digest of what was stamped.
    pub imprint: &'a [u8],
    /// When, in seconds since 1970.
    pub at: i64,
}

/// Reads what is stamped.
pub fn read_info(content: &[u8]) -> Option<Info<'_>> {
    let mut parts = Element::expect(content, SEQUENCE)?.parts();
    parts.expect(INTEGER)?;
    parts.expect(OID)?;
    let mut imprint = parts.expect(SEQUENCE)?.parts();
    let digest = Digest::by_oid(algorithm(&imprint.expect(SEQUENCE)?)?.0);
    let imprint = imprint.expect(OCTET_STRING)?.content;
    parts.expect(INTEGER)?;
    Some(Info { digest, imprint, at: read_time(&parts.expect(GENERALIZED_TIME)?)? })
}

/// Verifies a token. `stamped` gives the digest of what it should be for.
///
/// # Errors
/// The inner one is why the token does not count; the outer one that what it is for cannot be read.
pub fn verify(
    token: &[u8],
    world: &World<'_>,
    stamped: impl FnOnce(Digest) -> io::Result<Vec<u8>>,
) -> io::Result<Result<Stamp, TimestampFault>> {
    let Some(data) = SignedData::read(token) else {
        return Ok(Err(TimestampFault::Unreadable));
    };
    let content = data.content.as_deref().filter(|_| data.content_type == TIMESTAMP_INFO);
    let Some((content, info)) = content.and_then(|content| Some((content, read_info(content)?)))
    else {
        return Ok(Err(TimestampFault::Unreadable));
    };
    let Some(digest) = info.digest else {
        return Ok(Err(TimestampFault::Unreadable));
    };
    if stamped(digest)? != info.imprint {
        return Ok(Err(TimestampFault::NotForThis));
    }
    Ok(judge_authority(&data, content, &info, world))
}

/// Judges who stamped, leaving open whether the stamp is for what it should be.
pub fn judge_authority(
    data: &SignedData<'_>,
    content: &[u8],
    info: &Info<'_>,
    world: &World<'_>,
) -> Result<Stamp, TimestampFault> {
    let world = world.with(data);
    let judged = judge(data, &world.certificates, |digest| digest.of(content));
    let judged = judged.map_err(|fault| match fault {
        Fault::Unsupported | Fault::NoCertificate => TimestampFault::Unreadable,
        Fault::Changed | Fault::Forged => TimestampFault::Forged,
    })?;
    if judged.is_weak || info.digest == Some(Digest::Sha1) {
        return Err(TimestampFault::Weak);
    }
    if info.at > world.words.now + AHEAD {
        return Err(TimestampFault::InFuture);
    }
    let path: Result<Path<'_>, ChainFault> =
        world.find_path(judged.certificate, info.at, Purpose::Times);
    let path = path.map_err(|_| TimestampFault::NotTrusted)?;
    let revocation = crate::revocation::of_path(&path, &world.words, info.at);
    if matches!(revocation, Revocation::Revoked { .. }) {
        return Err(TimestampFault::Revoked);
    }
    let authority = path.certificates.first().map(|one| one.name()).unwrap_or_default();
    Ok(Stamp { at: info.at, authority, revocation })
}
