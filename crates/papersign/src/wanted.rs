//! What would have to be fetched to judge signatures, and from where. Nothing is fetched here: addresses stand in
//! certificates that strangers wrote, so whoever fetches decides which hosts are asked at all.

use crate::certificate::{Certificate, Purpose};
use crate::chain::Path;
use crate::cms::SignedData;
use crate::revocation::of_one;
use crate::verify::World;
use crate::{Bundle, Found, FoundSignature, Kind, Range, Revocation, Unknown, ocsp, timestamp};
use jiff::Timestamp;
use x509_parser::prelude::{DistributionPointName, GeneralName, ParsedExtension};

/// Most that is wanted for one paper.
const MAX_WANTED: usize = 64;
/// Most addresses of one kind that a certificate names.
const MAX_ADDRESSES: usize = 4;
/// Longest address, in bytes.
const MAX_ADDRESS: usize = 500;
/// Most certificates that are looked at on the way up from one.
const MAX_STEPS: usize = 32;
/// Most certificates of one name that may have signed another.
const MAX_NAMESAKES: usize = 8;
/// Where OCSP is asked, and where the issuer's certificate lies (RFC 5280, 4.2.2.1).
const OCSP: &str = "1.3.6.1.5.5.7.48.1";
const ISSUERS: &str = "1.3.6.1.5.5.7.48.2";

/// Something that a bundle lacks, and where the certificate in question says that it can be had: an address of `http`
/// or `https`, not longer than 500 bytes, without blanks and control characters, and otherwise as a stranger wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// The certificate of an issuer, by GET.
    Certificate {
        /// Where it lies.
        address: String,
        /// The certificate it signed, in DER.
        of: Vec<u8>,
    },
    /// The state of a certificate, by POST with `Content-Type: application/ocsp-request` (RFC 6960, A.1).
    Ocsp {
        /// Whom to ask.
        address: String,
        /// What to send, in DER.
        request: Vec<u8>,
        /// The certificate, in DER.
        certificate: Vec<u8>,
        /// Its issuer's, in DER.
        issuer: Vec<u8>,
    },
    /// A revocation list, by GET.
    Crl {
        /// Where it lies.
        address: String,
        /// The certificate it is wanted for, in DER.
        certificate: Vec<u8>,
        /// Its issuer's, in DER.
        issuer: Vec<u8>,
    },
}

impl Wanted {
    /// Where it can be had.
    pub fn address(&self) -> &str {
        match self {
            Self::Certificate { address, .. }
            | Self::Ocsp { address, .. }
            | Self::Crl { address, .. } => address,
        }
    }
}

/// What neither a paper nor its bundle answers about its signatures at this moment, the best first: for the state of a
/// certificate, who answers for it alone stands before the lists of all. One answer may make others needless, and a
/// certificate may lead to further ones: ask again after each that [`Bundle::add`] has taken. At most 64.
///
/// Empty for a paper that is fully answered, and for signers whose chain is whole and leads to nobody whom the bundle
/// trusts.
pub fn wanted(found: &Found, bundle: &Bundle, now: Timestamp) -> Vec<Wanted> {
    let world = World::of(found, &bundle.roots, &bundle.evidence, now.as_second());
    let mut list = List(Vec::new());
    // The last first, as they are verified.
    let mut proofs: Vec<(u64, i64)> = Vec::new();
    for signature in found.signatures.iter().rev() {
        let Some(data) = SignedData::read(&signature.contents) else { continue };
        let own = world.with(&data);
        match signature.kind {
            Kind::Unsupported => {}
            Kind::DocumentTimestamp => {
                if let Some(at) = list.ask_stamp(&own, &data) {
                    proofs.extend(end_of(signature).map(|end| (end, at)));
                }
            }
            Kind::Signature => {
                let stamped = data.signer.timestamp().and_then(|token| {
                    let data = SignedData::read(token.raw)?;
                    list.ask_stamp(&world.with(&data), &data)
                });
                let end = end_of(signature).unwrap_or(u64::MAX);
                let later = proofs.iter().filter(|(covered, _)| *covered > end);
                let at = stamped.or_else(|| later.map(|(_, at)| *at).min());
                let claimed = signature.claimed_time.filter(|_| at.is_none());
                if let Some(meant) = own.meant(&data.signer.id) {
                    let at = at.unwrap_or(world.words.now);
                    list.ask(&own, &meant, (at, claimed), Purpose::Papers);
                }
            }
        }
    }
    list.0
}

fn end_of(signature: &FoundSignature) -> Option<u64> {
    match signature.range {
        Range::Whole { end, .. } => Some(end),
        Range::Broken(_) => None,
    }
}

struct List(Vec<Wanted>);

impl List {
    /// Asks about the authority of a time stamp; gives its time if the stamp would count, which leaves open only
    /// whether it is for these bytes.
    fn ask_stamp(&mut self, world: &World<'_>, data: &SignedData<'_>) -> Option<i64> {
        let content = data.content.as_deref()?;
        let info = timestamp::read_info(content)?;
        let meant = world.meant(&data.signer.id)?;
        self.ask(world, &meant, (info.at, None), Purpose::Times);
        timestamp::judge_authority(data, content, &info, world).ok().map(|stamp| stamp.at)
    }

    /// Asks about a certificate and those above it: their states at the moment that counts, or else whoever is missing
    /// between it and a root.
    fn ask(
        &mut self,
        world: &World<'_>,
        end: &Certificate<'_>,
        (at, claimed): (i64, Option<i64>),
        purpose: Purpose,
    ) {
        let mut moments = [Some(at), claimed].into_iter().flatten();
        let path = moments.find_map(|at| world.find_path(end.der(), at, purpose).ok());
        match path {
            Some(path) => self.ask_states(&path, world, at),
            None => self.ask_issuers(world, end),
        }
    }

    fn ask_states(&mut self, path: &Path<'_>, world: &World<'_>, at: i64) {
        let issuers = path.certificates.iter().skip(1).chain([&path.root]);
        for (certificate, issuer) in path.certificates.iter().zip(issuers) {
            match of_one(certificate, issuer, &world.words, at) {
                Revocation::Unknown(Unknown::NoAnswer | Unknown::Stale) => {}
                Revocation::Good { .. }
                | Revocation::RevokedLater { .. }
                | Revocation::Revoked { .. }
                | Revocation::Unknown(Unknown::NoChain) => continue,
            }
            let both = || (certificate.der().to_vec(), issuer.der().to_vec());
            for address in places(certificate, OCSP) {
                let (request, (certificate, issuer)) = (ocsp::request(certificate, issuer), both());
                self.want(Wanted::Ocsp { address, request, certificate, issuer });
            }
            for address in lists(certificate) {
                let (certificate, issuer) = both();
                self.want(Wanted::Crl { address, certificate, issuer });
            }
        }
    }

    /// Goes up from a certificate to one that is its own issuer. Where none is reached, all issuers on the way are
    /// wanted, also those that are here: whoever stood between could have changed them on their way.
    fn ask_issuers(&mut self, world: &World<'_>, end: &Certificate<'_>) {
        let mut pending: Vec<&[u8]> = vec![end.der()];
        let mut seen: Vec<&[u8]> = Vec::new();
        let mut on_the_way = Vec::new();
        while let Some(der) = pending.pop().filter(|_| seen.len() < MAX_STEPS) {
            let Some(certificate) = Certificate::read(der).filter(|_| !seen.contains(&der)) else {
                continue;
            };
            seen.push(der);
            if world.roots.contains(&der) || certificate.is_signed_by(&certificate) {
                return;
            }
            let addresses = places(&certificate, ISSUERS).into_iter();
            on_the_way
                .extend(addresses.map(|address| Wanted::Certificate { address, of: der.to_vec() }));
            let known = world.certificates.iter().chain(&world.roots).copied();
            pending.extend(issuers_of(&certificate, known));
        }
        on_the_way.into_iter().for_each(|wanted| self.want(wanted));
    }

    fn want(&mut self, wanted: Wanted) {
        if self.0.len() < MAX_WANTED && !self.0.contains(&wanted) {
            self.0.push(wanted);
        }
    }
}

/// Those whose name and key are of the issuer of a certificate.
fn issuers_of<'a>(
    certificate: &Certificate<'_>,
    known: impl Iterator<Item = &'a [u8]>,
) -> Vec<&'a [u8]> {
    let named = known.filter(|der| {
        Certificate::read(der).is_some_and(|one| one.subject() == certificate.issuer())
    });
    let signed =
        |der: &&[u8]| Certificate::read(der).is_some_and(|one| certificate.is_signed_by(&one));
    named.take(MAX_NAMESAKES).filter(signed).collect()
}

/// Addresses that a certificate names for this way of access.
fn places(certificate: &Certificate<'_>, method: &str) -> Vec<String> {
    let mut found = Vec::new();
    for extension in certificate.extensions() {
        if let ParsedExtension::AuthorityInfoAccess(access) = extension {
            let meant = access.iter().filter(|one| one.access_method.to_id_string() == method);
            found.extend(meant.filter_map(|one| address(&one.access_location)).take(MAX_ADDRESSES));
        }
    }
    found
}

/// Addresses of lists that hold for every reason, and are by the issuer itself (RFC 5280, 4.2.1.13).
fn lists(certificate: &Certificate<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for extension in certificate.extensions() {
        if let ParsedExtension::CRLDistributionPoints(points) = extension {
            let whole =
                points.iter().filter(|one| one.reasons.is_none() && one.crl_issuer.is_none());
            for point in whole {
                if let Some(DistributionPointName::FullName(names)) = &point.distribution_point {
                    found.extend(names.iter().filter_map(address));
                }
            }
        }
    }
    found.truncate(MAX_ADDRESSES);
    found
}

fn address(name: &GeneralName<'_>) -> Option<String> {
    let GeneralName::URI(address) = name else { return None };
    let is_known = ["http://", "https://"].iter().any(|scheme| {
        address.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
    });
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    (is_known && is_plain && address.len() <= MAX_ADDRESS).then(|| (*address).to_owned())
}

#[cfg(test)]
mod tests {
    use super::{MAX_ADDRESS, address};
    use x509_parser::prelude::GeneralName;

    #[test]
    fn only_plain_addresses_of_the_web_are_wanted() {
        let read = |text: &str| address(&GeneralName::URI(text));
        for good in ["http://a.vn/b.crl", "HTTPS://a.vn:8080/?c=d"] {
            assert_eq!(read(good).as_deref(), Some(good));
        }
        let long = format!("http://a.vn/{}", "b".repeat(MAX_ADDRESS));
        for bad in [
            "ldap://a.vn",
            "file:///etc/passwd",
            "http://a b",
            "http://a\r\nHost: b",
            &long,
            "",
            "http:/é",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(address(&GeneralName::DNSName("http://a.vn")), None);
    }
}
