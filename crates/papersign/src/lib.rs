//! Signatures on PDF papers, judged without a network: what they cover, whose they are, and whether they were good when
//! they were made.
//!
//! Two steps, because the first parses a stranger's PDF and the second a stranger's certificates: [`find_signatures`]
//! runs where PDF is parsed, in a sandboxed worker, and gives [`Found`], which travels; [`verify`] takes that, reads the
//! covered bytes, and gives three verdicts for each signature, never one word for all: bytes ([`Bytes`]), chain
//! ([`Chain`]), time and revocation ([`SigningTime`], [`Revocation`]). Nothing is fetched: certificates, answers of OCSP
//! responders and revocation lists lie in the paper or are given by the caller ([`Trust`]). Whoever has a network is
//! told what is missing ([`wanted`]) and keeps what came of it beside the paper ([`Bundle`]).
//!
//! Formats: ISO 32000-1 12.8, ETSI EN 319 142-1 (PAdES), RFC 5652 (CMS), RFC 5035 (signing certificate), RFC 3161 (time
//! stamps), RFC 6960 (OCSP), RFC 5280 (certificates, revocation lists). The decision: docs/adr/0029.

mod asn1;
mod bundle;
mod certificate;
mod chain;
mod changes;
mod cms;
mod dates;
mod digest;
mod evidence;
mod fields;
mod find;
mod found;
mod keys;
mod ocsp;
mod range;
mod revocation;
mod signed;
mod timestamp;
mod verdict;
mod verify;
mod wanted;

pub use bundle::{AddError, Bundle, BundleError};
pub use find::{FindError, Limits, find_signatures};
pub use found::{Evidence, Found, FoundSignature, Kind, Later, Range, RangeFault};
pub use verdict::{
    Bytes, Chain, Integrity, ProvenBy, Revocation, SignatureVerdict, Signer, SigningTime,
    TimestampFault, Unknown,
};
pub use verify::{Trust, verify};
pub use wanted::{Wanted, wanted};
