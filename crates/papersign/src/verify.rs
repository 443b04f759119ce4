//! The three verdicts on each signature found in a paper.

use crate::asn1::Element;
use crate::certificate::{Certificate, Purpose};
use crate::chain::{ChainFault, Path, find_path};
use crate::cms::{SignedData, SignerId};
use crate::dates::moment;
use crate::digest::Digest;
use crate::range;
use crate::revocation::{self, Words};
use crate::signed::{Fault, Judged, judge};
use crate::timestamp::{self, Stamp};
use crate::{
    Bytes, Chain, Evidence, Found, FoundSignature, Integrity, Kind, Later, ProvenBy, Range,
    Revocation, SignatureVerdict, SigningTime, TimestampFault, Unknown,
};
use jiff::Timestamp;
use std::io::{self, Read, Seek};

/// Most certificates a chain is looked for among.
const MAX_CERTIFICATES: usize = 256;
/// Most answers and lists that are asked.
const MAX_WORDS: usize = 256;
/// Certifying signatures that allow nothing but evidence afterwards.
const NO_CHANGES: u8 = 1;

/// Whom the caller trusts, and what they know beside what lies in the paper.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    /// Roots of signers and of time-stamping authorities, as certificates in DER. Their own end is not looked at: they
    /// count for as long as they are in the list.
    pub roots: Vec<Vec<u8>>,
    /// What was stored of authorities between, and of the states of certificates.
    pub evidence: Evidence,
}

/// Everything there is to judge one signature by.
pub struct World<'a> {
    /// Whom the caller trusts, in DER.
    pub roots: Vec<&'a [u8]>,
    /// Certificates in DER.
    pub certificates: Vec<&'a [u8]>,
    /// States of certificates, and what time it is.
    pub words: Words<'a>,
}

impl<'a> World<'a> {
    pub fn of(found: &'a Found, roots: &'a [Vec<u8>], stored: &'a Evidence, now: i64) -> Self {
        fn all<'b>(one: &'b [Vec<u8>], other: &'b [Vec<u8>], most: usize) -> Vec<&'b [u8]> {
            one.iter().chain(other).map(Vec::as_slice).take(most).collect()
        }
        let inside = &found.evidence;
        Self {
            roots: roots.iter().map(Vec::as_slice).collect(),
            certificates: all(&stored.certificates, &inside.certificates, MAX_CERTIFICATES),
            words: Words {
                ocsps: all(&stored.ocsps, &inside.ocsps, MAX_WORDS),
                crls: all(&stored.crls, &inside.crls, MAX_WORDS),
                now,
            },
        }
    }

    /// With what a signature brings itself.
    pub fn with<'b>(&self, data: &SignedData<'b>) -> World<'b>
    where
        'a: 'b,
    {
        let (crls, ocsps) =
            data.signer.signed.map(|signed| signed.revocation_info()).unwrap_or_default();
        let join = |own: &[&'b [u8]], there: &[&'a [u8]]| {
            own.iter().copied().chain(there.iter().copied()).collect::<Vec<&'b [u8]>>()
        };
        let words = &self.words;
        World {
            roots: self.roots.clone(),
            certificates: join(&data.certificates, &self.certificates),
            words: Words {
                ocsps: join(&ocsps, &words.ocsps),
                crls: join(&[data.crls.as_slice(), &crls].concat(), &words.crls),
                now: words.now,
            },
        }
    }

    /// The certificate that a signer means.
    pub fn meant(&self, id: &SignerId<'_>) -> Option<Certificate<'a>> {
        let mut all = self.certificates.iter().filter_map(|der| Certificate::read(der));
        all.find(|certificate| certificate.is_meant(id))
    }

    pub fn find_path(
        &self,
        end: &'a [u8],
        at: i64,
        purpose: Purpose,
    ) -> Result<Path<'a>, ChainFault> {
        find_path(end, &self.certificates, &self.roots, at, purpose)
    }
}

/// Judges every signature found in a paper, whose bytes are read from `source`. Each covered range is read once for each
/// signature; nothing is fetched.
///
/// # Errors
/// That `source` cannot be read, or is shorter than it was. What is wrong with a signature is in its verdict.
pub fn verify(
    found: &Found,
    source: &mut (impl Read + Seek),
    trust: &Trust,
    now: Timestamp,
) -> io::Result<Vec<SignatureVerdict>> {
    let world = World::of(found, &trust.roots, &trust.evidence, now.as_second());
    let mut verdicts = Vec::new();
    // The last first: a time stamp on the whole file proves the time of what was signed before it.
    let mut proofs: Vec<(u64, Stamp)> = Vec::new();
    for signature in found.signatures.iter().rev() {
        let signature = range::look_again(signature, source)?;
        let signature = signature.as_ref();
        let verdict = match signature.kind {
            Kind::DocumentTimestamp => judge_stamp(signature, source, &world, &mut proofs)?,
            Kind::Signature => judge_signature(signature, source, &world, &proofs)?,
            Kind::Unsupported => blank(signature, Integrity::Unsupported),
        };
        verdicts.push(verdict);
    }
    verdicts.reverse();
    distrust_unsound_additions(&found.signatures, &mut verdicts);
    Ok(verdicts)
}

/// A verdict that knows nothing but what is wrong with the bytes.
fn blank(signature: &FoundSignature, integrity: Integrity) -> SignatureVerdict {
    let claimed = signature.claimed_time;
    let forbids = signature.certifies == Some(NO_CHANGES);
    SignatureVerdict {
        field: signature.field.clone(),
        kind: signature.kind,
        signer: None,
        reason: signature.reason.clone(),
        location: signature.location.clone(),
        bytes: Bytes {
            integrity,
            later: signature.later,
            is_forbidden_change: forbids && signature.later > Later::Evidence,
        },
        chain: Chain::Missing,
        time: claimed.map_or(SigningTime::Unknown, |at| SigningTime::Claimed { at: moment(at) }),
        timestamp_fault: None,
        revocation: Revocation::Unknown(Unknown::NoChain),
    }
}

fn integrity_of(fault: Fault) -> Integrity {
    match fault {
        Fault::NoCertificate => Integrity::Unreadable,
        Fault::Unsupported => Integrity::Unsupported,
        Fault::Changed => Integrity::Changed,
        Fault::Forged => Integrity::Forged,
    }
}

fn judge_signature(
    signature: &FoundSignature,
    source: &mut (impl Read + Seek),
    world: &World<'_>,
    proofs: &[(u64, Stamp)],
) -> io::Result<SignatureVerdict> {
    let (gap_start, gap_end, end) = match signature.range {
        Range::Whole { gap_start, gap_end, end } => (gap_start, gap_end, end),
        Range::Broken(fault) => return Ok(blank(signature, Integrity::NotCovered(fault))),
    };
    let Some(data) = SignedData::read(&signature.contents).filter(|data| data.content.is_none())
    else {
        return Ok(blank(signature, Integrity::Unreadable));
    };
    let own = world.with(&data);
    let mut failed = None;
    let judged = judge(&data, &own.certificates, |digest| {
        let read = digest.of_range(source, (gap_start, gap_end, end));
        read.unwrap_or_else(|error| {
            failed = Some(error);
            Vec::new()
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let judged = match judged {
        Ok(judged) => judged,
        Err(fault) => return Ok(blank(signature, integrity_of(fault))),
    };
    let integrity = if judged.is_weak { Integrity::Weak } else { Integrity::Intact };
    let mut verdict = blank(signature, integrity);
    let token = data.signer.timestamp();
    let stamp = stamp_on(token, &data.signer.signature, world)?;
    let later = proofs.iter().filter(|(covered, _)| *covered > end).map(|(_, stamp)| stamp);
    let later = later.min_by_key(|stamp| stamp.at);
    let proven = match (stamp, later) {
        (Some(Ok(stamp)), _) => Some((stamp, ProvenBy::SignatureTimestamp)),
        (fault, later) => {
            verdict.timestamp_fault = fault.and_then(Result::err);
            later.cloned().map(|stamp| (stamp, ProvenBy::DocumentTimestamp))
        }
    };
    judge_chain(&mut verdict, &judged, &own, proven, signature.claimed_time);
    Ok(verdict)
}

/// The time stamp on a signature, if there is one.
fn stamp_on(
    token: Option<Element<'_>>,
    signature: &[u8],
    world: &World<'_>,
) -> io::Result<Option<Result<Stamp, TimestampFault>>> {
    let Some(token) = token else { return Ok(None) };
    timestamp::verify(token.raw, world, |digest: Digest| Ok(digest.of(signature))).map(Some)
}

/// Fills in whose it is and whether they were trusted at the moment that counts: the proven one, or else now.
fn judge_chain(
    verdict: &mut SignatureVerdict,
    judged: &Judged<'_>,
    world: &World<'_>,
    proven: Option<(Stamp, ProvenBy)>,
    claimed: Option<i64>,
) {
    verdict.signer = Certificate::read(judged.certificate).map(|certificate| certificate.signer());
    let at = proven.as_ref().map_or(world.words.now, |(stamp, _)| stamp.at);
    let path = world.find_path(judged.certificate, at, Purpose::Papers);
    let (chain, path) = match (path, claimed) {
        (Ok(path), _) => (Chain::Trusted { root: path.root.name(), at: moment(at) }, Some(path)),
        (Err(ChainFault::Expired), Some(claimed)) if proven.is_none() && claimed <= at => {
            match world.find_path(judged.certificate, claimed, Purpose::Papers) {
                Ok(path) => {
                    let (root, claimed) = (path.root.name(), moment(claimed));
                    (Chain::TrustedWhenClaimed { root, claimed }, Some(path))
                }
                Err(_) => (Chain::Expired, None),
            }
        }
        (Err(fault), _) => (chain_of(fault), None),
    };
    verdict.chain = chain;
    if let Some(path) = path {
        verdict.revocation = revocation::of_path(&path, &world.words, at);
    }
    if let Some((stamp, by)) = proven {
        let Stamp { at, authority, revocation } = stamp;
        verdict.time = SigningTime::Proven { at: moment(at), authority, by, revocation };
    }
}

fn chain_of(fault: ChainFault) -> Chain {
    match fault {
        ChainFault::UnknownRoot => Chain::UnknownRoot,
        ChainFault::Expired => Chain::Expired,
        ChainFault::NotYetValid => Chain::NotYetValid,
        ChainFault::WrongUsage => Chain::WrongUsage,
        ChainFault::Unsupported => Chain::Unsupported,
        ChainFault::Broken => Chain::Broken,
    }
}

/// Judges a time stamp on the whole file, and keeps it as a proof for what lies before it.
fn judge_stamp(
    signature: &FoundSignature,
    source: &mut (impl Read + Seek),
    world: &World<'_>,
    proofs: &mut Vec<(u64, Stamp)>,
) -> io::Result<SignatureVerdict> {
    let range = match signature.range {
        Range::Whole { gap_start, gap_end, end } => (gap_start, gap_end, end),
        Range::Broken(fault) => return Ok(blank(signature, Integrity::NotCovered(fault))),
    };
    let token = &signature.contents;
    let stamp = timestamp::verify(token, world, |digest| digest.of_range(source, range))?;
    let integrity = match &stamp {
        Ok(_) => Integrity::Intact,
        Err(TimestampFault::Unreadable) => Integrity::Unreadable,
        Err(TimestampFault::NotForThis) => Integrity::Changed,
        Err(TimestampFault::Forged) => Integrity::Forged,
        Err(TimestampFault::Weak) => Integrity::Weak,
        Err(TimestampFault::NotTrusted | TimestampFault::Revoked | TimestampFault::InFuture) => {
            Integrity::Intact
        }
    };
    let mut verdict = blank(signature, integrity);
    if let Some(data) = SignedData::read(token) {
        describe_authority(&mut verdict, &data, &world.with(&data));
    }
    match stamp {
        Ok(stamp) => {
            verdict.revocation = stamp.revocation;
            let Stamp { at, authority, revocation } = stamp.clone();
            let (at, by) = (moment(at), ProvenBy::DocumentTimestamp);
            verdict.time = SigningTime::Proven { at, authority, by, revocation };
            proofs.push((range.2, stamp));
        }
        Err(fault) => verdict.timestamp_fault = Some(fault),
    }
    Ok(verdict)
}

/// Fills in whose time stamp it is, and whether they were trusted at its time.
fn describe_authority(verdict: &mut SignatureVerdict, data: &SignedData<'_>, world: &World<'_>) {
    let meant = world.meant(&data.signer.id);
    let info = data.content.as_deref().and_then(timestamp::read_info);
    let (Some(meant), Some(info)) = (meant, info) else { return };
    verdict.signer = Some(meant.signer());
    verdict.chain = match world.find_path(meant.der(), info.at, Purpose::Times) {
        Ok(path) => Chain::Trusted { root: path.root.name(), at: moment(info.at) },
        Err(fault) => chain_of(fault),
    };
}

/// "Only further signatures were added" is true only if they are signatures: one that is none could paint over the page.
fn distrust_unsound_additions(signatures: &[FoundSignature], verdicts: &mut [SignatureVerdict]) {
    let end = |signature: &FoundSignature| match signature.range {
        Range::Whole { end, .. } => end,
        Range::Broken(_) => u64::MAX,
    };
    let unsound = signatures.iter().zip(verdicts.iter()).filter(|(_, verdict)| {
        !matches!(verdict.bytes.integrity, Integrity::Intact | Integrity::Weak)
    });
    let last_unsound = unsound.map(|(signature, _)| end(signature)).max().unwrap_or(0);
    for (signature, verdict) in signatures.iter().zip(verdicts) {
        let has_additions = matches!(verdict.bytes.later, Later::Evidence | Later::Signatures);
        if has_additions && end(signature) < last_unsound {
            verdict.bytes.later = Later::Other;
        }
    }
}
