//! What a server keeps beside one paper, so that laptops judge its signatures without a network.
//!
//! Nothing comes in that does not fit: a certificate must have the name and the key of who signed the one it was wanted
//! for, an answer or a list must be by the issuer of the certificate it speaks of. So whoever stands between the server
//! and an authority can keep answers away, but put no others in their place.

use crate::certificate::Certificate;
use crate::found::few;
use crate::revocation::{AHEAD, Statement, listed};
use crate::{Evidence, Trust, Wanted, cms, ocsp};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use x509_parser::pem::parse_x509_pem;

/// The format of [`Bundle::encode`], its first byte.
const FORMAT: u8 = 1;
/// Longest bundle as it is stored, in bytes.
const MAX_BUNDLE: usize = 64 * 1024 * 1024;
/// Most entries of each kind.
const MAX_LISTED: usize = 128;
/// Longest certificate, bag of certificates or answer, in bytes.
const MAX_SHORT: usize = 256 * 1024;
/// Longest revocation list, in bytes.
const MAX_LIST: usize = 16 * 1024 * 1024;
/// Most bytes of evidence.
const MAX_ALL: usize = 48 * 1024 * 1024;

/// Whom a cabinet trusts, and what was gathered to judge the signatures of one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bundle {
    /// Roots of signers and of time-stamping authorities, as certificates in DER. Their own end is not looked at.
    #[serde(deserialize_with = "few")]
    pub roots: Vec<Vec<u8>>,
    /// What was gathered.
    pub evidence: Evidence,
    /// When something was added last; the first second of 1970 if nothing was.
    pub gathered_at: Timestamp,
}

/// Why a stored bundle cannot be read, or one cannot be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// It is longer than one may be.
    #[error("the stored evidence is longer than it may be")]
    TooLarge,
    /// It was written by a program that is newer than this.
    #[error("the stored evidence was written by a newer program")]
    OtherFormat,
    /// It is none.
    #[error("the stored evidence cannot be read")]
    Unreadable,
}

/// Why an answer is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddError {
    /// It is longer than such an answer may be.
    #[error("the answer is longer than it may be")]
    TooLarge,
    /// It cannot be read, is about something else, or is not by whom it should be.
    #[error("the answer is not what was wanted")]
    Unfit,
    /// It is of a time that has not come yet.
    #[error("the answer is of a time that has not come yet")]
    FromFuture,
    /// As new a one is here.
    #[error("the answer is not newer than what is here")]
    NotNewer,
    /// There is no room for it.
    #[error("there is no room for a further answer")]
    Full,
}

impl Bundle {
    /// As it is stored and sent.
    ///
    /// # Errors
    /// [`BundleError::TooLarge`].
    pub fn encode(&self) -> Result<Vec<u8>, BundleError> {
        let bytes = postcard::to_extend(self, vec![FORMAT]).map_err(|_| BundleError::TooLarge)?;
        if bytes.len() > MAX_BUNDLE { Err(BundleError::TooLarge) } else { Ok(bytes) }
    }

    /// What was stored.
    ///
    /// # Errors
    /// [`BundleError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, BundleError> {
        if bytes.len() > MAX_BUNDLE {
            return Err(BundleError::TooLarge);
        }
        match bytes.split_first() {
            Some((&FORMAT, rest)) => match postcard::take_from_bytes(rest) {
                Ok((bundle, [])) => Ok(bundle),
                Ok(_) | Err(_) => Err(BundleError::Unreadable),
            },
            Some(_) => Err(BundleError::OtherFormat),
            None => Err(BundleError::Unreadable),
        }
    }

    /// What [`crate::verify`] judges by.
    pub fn into_trust(self) -> Trust {
        Trust { roots: self.roots, evidence: self.evidence }
    }

    /// Takes in what came of something wanted, at this moment, if it is that. Of answers and lists about the same
    /// certificate the oldest and the newest are kept: the oldest may speak of a time that newer ones say nothing of,
    /// because authorities forget certificates that have ended.
    ///
    /// # Errors
    /// [`AddError`]; nothing is changed then.
    pub fn add(&mut self, wanted: &Wanted, answer: &[u8], now: Timestamp) -> Result<(), AddError> {
        let longest = match wanted {
            Wanted::Certificate { .. } | Wanted::Ocsp { .. } => MAX_SHORT,
            Wanted::Crl { .. } => MAX_LIST,
        };
        if answer.len() > longest {
            return Err(AddError::TooLarge);
        }
        let answer = plain(answer)?;
        let room = MAX_ALL.saturating_sub(self.n_bytes());
        match wanted {
            Wanted::Certificate { of, .. } => self.add_certificates(of, &answer, room)?,
            Wanted::Ocsp { certificate, issuer, .. } => {
                let pair = pair(certificate, issuer)?;
                let says = |answer: &[u8]| ocsp::statement(answer, &pair.0, &pair.1);
                put(&mut self.evidence.ocsps, &answer, room, now, says)?;
            }
            Wanted::Crl { certificate, issuer, .. } => {
                let pair = pair(certificate, issuer)?;
                let says = |list: &[u8]| listed(list, &pair.0, &pair.1);
                put(&mut self.evidence.crls, &answer, room, now, says)?;
            }
        }
        self.gathered_at = now;
        Ok(())
    }

    fn n_bytes(&self) -> usize {
        let Evidence { certificates, ocsps, crls } = &self.evidence;
        [certificates, ocsps, crls].into_iter().flatten().map(Vec::len).sum()
    }

    /// Those that signed the certificate they were wanted for: one alone, or some of a bag.
    fn add_certificates(&mut self, of: &[u8], answer: &[u8], room: usize) -> Result<(), AddError> {
        let below = Certificate::read(of).ok_or(AddError::Unfit)?;
        let all = cms::certificates_of(answer).unwrap_or_else(|| vec![answer]);
        let fits = |der: &&[u8]| {
            Certificate::read(der)
                .is_some_and(|one| one.subject() == below.issuer() && below.is_signed_by(&one))
        };
        let fitting: Vec<&[u8]> = all.into_iter().filter(fits).collect();
        if fitting.is_empty() {
            return Err(AddError::Unfit);
        }
        let here = &mut self.evidence.certificates;
        let new: Vec<Vec<u8>> = fitting
            .into_iter()
            .filter(|der| !here.iter().any(|one| one == der))
            .map(<[u8]>::to_vec)
            .collect();
        if new.is_empty() {
            return Err(AddError::NotNewer);
        }
        let n_bytes: usize = new.iter().map(Vec::len).sum();
        if n_bytes > room || here.len() + new.len() > MAX_LISTED {
            return Err(AddError::Full);
        }
        here.extend(new);
        Ok(())
    }
}

/// DER, also where a server hands out its text form against RFC 5280, 4.2.1.13.
fn plain(answer: &[u8]) -> Result<Cow<'_, [u8]>, AddError> {
    if !answer.trim_ascii_start().starts_with(b"-----BEGIN ") {
        return Ok(Cow::Borrowed(answer));
    }
    let (_, pem) = parse_x509_pem(answer).map_err(|_| AddError::Unfit)?;
    Ok(Cow::Owned(pem.contents))
}

fn pair<'a>(
    certificate: &'a [u8],
    issuer: &'a [u8],
) -> Result<(Certificate<'a>, Certificate<'a>), AddError> {
    let both = Certificate::read(certificate).zip(Certificate::read(issuer));
    both.ok_or(AddError::Unfit)
}

/// Puts an answer among those that are here. `says` tells what one says of the certificate in question.
fn put(
    here: &mut Vec<Vec<u8>>,
    answer: &[u8],
    room: usize,
    now: Timestamp,
    says: impl Fn(&[u8]) -> Option<Statement>,
) -> Result<(), AddError> {
    let new = says(answer).ok_or(AddError::Unfit)?;
    if new.from > now.as_second() + AHEAD {
        return Err(AddError::FromFuture);
    }
    let about: Vec<(usize, i64)> =
        here.iter().enumerate().filter_map(|(place, one)| Some((place, says(one)?.from))).collect();
    if about.iter().any(|(_, from)| *from >= new.from) {
        return Err(AddError::NotNewer);
    }
    let oldest = about.iter().min_by_key(|(_, from)| *from).map(|(place, _)| *place);
    let is_superseded =
        |place: usize| Some(place) != oldest && about.iter().any(|(other, _)| *other == place);
    let freed = here.iter().enumerate().filter(|(place, _)| is_superseded(*place));
    let (n_freed, freed) = freed.fold((0, 0), |(n, bytes), (_, one)| (n + 1, bytes + one.len()));
    if answer.len() > room + freed || here.len() - n_freed >= MAX_LISTED {
        return Err(AddError::Full);
    }
    let mut place = 0;
    here.retain(|_| {
        place += 1;
        !is_superseded(place - 1)
    });
    here.push(answer.to_vec());
    Ok(())
}
