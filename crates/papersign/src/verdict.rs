use crate::{Kind, Later, RangeFault};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is known of one signature: bytes, chain, time and revocation, apart from one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureVerdict {
    /// The full name of its field.
    pub field: String,
    /// What it is for.
    pub kind: Kind,
    /// Whose it is, by their certificate; believe it as far as [`SignatureVerdict::chain`] goes.
    pub signer: Option<Signer>,
    /// Why it was signed, as the signer wrote.
    pub reason: Option<String>,
    /// Where it was signed, as the signer wrote.
    pub location: Option<String>,
    /// Whether the bytes are those that were signed.
    pub bytes: Bytes,
    /// Whether the certificate leads to somebody who is trusted.
    pub chain: Chain,
    /// When it was signed.
    pub time: SigningTime,
    /// A time stamp that was there and does not count.
    pub timestamp_fault: Option<TimestampFault>,
    /// Whether the certificate was revoked.
    pub revocation: Revocation,
}

/// The holder of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// Common name.
    pub name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Common name of who issued it.
    pub issuer: String,
    /// Serial number in hexadecimal.
    pub serial: String,
    /// First moment it is valid.
    pub not_before: Timestamp,
    /// Last moment it is valid.
    pub not_after: Timestamp,
}

/// Whether the bytes are those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes {
    /// Of the bytes the signature covers.
    pub integrity: Integrity,
    /// What was done to the file afterwards.
    pub later: Later,
    /// Whether what was done is more than a certifying signature allows.
    pub is_forbidden_change: bool,
}

/// Whether covered bytes are those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Integrity {
    /// They are.
    Intact,
    /// They are, by a method that can be forged today: SHA-1, or a key shorter than 2,048 bits.
    Weak,
    /// They were changed.
    Changed,
    /// The signature is not by the key of its certificate, or not for this certificate.
    Forged,
    /// The signature does not cover what it should.
    NotCovered(RangeFault),
    /// The signature cannot be read.
    Unreadable,
    /// It is by a method that is not verified here.
    Unsupported,
}

/// Whether a certificate leads to one of the roots that are trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chain {
    /// It did, at a moment that is proven or is now.
    Trusted {
        /// Common name of the root.
        root: String,
        /// The moment.
        at: Timestamp,
    },
    /// It does no more, and did when the signer claims to have signed, which nobody proves.
    TrustedWhenClaimed {
        /// Common name of the root.
        root: String,
        /// The claimed moment.
        claimed: Timestamp,
    },
    /// It leads to no root that is trusted.
    UnknownRoot,
    /// A certificate was out of date.
    Expired,
    /// A certificate was not valid yet.
    NotYetValid,
    /// The certificate is for something else than this.
    WrongUsage,
    /// A certificate is signed by a method that is not verified here, or asks for what is not understood here.
    Unsupported,
    /// A certificate cannot be read, or is signed by somebody else than it says.
    Broken,
    /// There is no certificate.
    Missing,
}

/// When a paper was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SigningTime {
    /// Not later than this.
    Proven {
        /// The moment.
        at: Timestamp,
        /// Common name of the time-stamping authority.
        authority: String,
        /// What proves it.
        by: ProvenBy,
        /// Whether the authority's certificate was revoked.
        revocation: Revocation,
    },
    /// By the clock of the signer's machine alone.
    Claimed {
        /// The moment.
        at: Timestamp,
    },
    /// Nobody says.
    Unknown,
}

/// What proves a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProvenBy {
    /// A time stamp on the signature.
    SignatureTimestamp,
    /// A time stamp on the whole file, put after the signature.
    DocumentTimestamp,
}

/// Why a time stamp does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimestampFault {
    /// It cannot be read, or is by a method that is not verified here.
    Unreadable,
    /// It is for something else than this signature.
    NotForThis,
    /// It is not by the key of its certificate.
    Forged,
    /// It is by a method that can be forged today.
    Weak,
    /// Its authority leads to no root that is trusted, or may not stamp times.
    NotTrusted,
    /// Its authority was revoked.
    Revoked,
    /// It is of a time that has not come yet.
    InFuture,
}

/// Whether a certificate, or one above it, was revoked at the moment that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Revocation {
    /// It was not.
    Good {
        /// When the oldest of the answers that say so was given.
        as_of: Timestamp,
    },
    /// It was not at the moment that counts, and was later.
    RevokedLater {
        /// When.
        at: Timestamp,
    },
    /// It was.
    Revoked {
        /// When.
        at: Timestamp,
    },
    /// Nobody can say.
    Unknown(Unknown),
}

/// Why nobody can say whether a certificate was revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unknown {
    /// The chain was not found, so there is nobody to ask.
    NoChain,
    /// There is no answer about it by somebody who may give one.
    NoAnswer,
    /// All answers are of another time.
    Stale,
}
