//! What the reading desk shows of the signatures of a paper: what is known of the bytes, of the signer, and of time and
//! revocation, apart from one another. There is no word for all three together.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The signatures of a version of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignaturesView {
    /// Whether they could be looked for.
    pub state: SignaturesStateView,
    /// The signatures, in the order in which they were put.
    pub signatures: Vec<SignatureView>,
    /// When the server last gathered what they are judged by; `None` where it has sent nothing.
    pub gathered_at: Option<Timestamp>,
}

/// Whether a paper has signatures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignaturesStateView {
    /// The paper is not whole on this device yet, so nobody can say.
    Arriving,
    /// It has none.
    None,
    /// It has some.
    Found,
}

/// What is known of one signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignatureView {
    /// The full name of its field.
    pub field: String,
    /// What it is for.
    pub kind: SignatureKindView,
    /// Whose it is, as their certificate says; to be believed as far as `chain` goes.
    pub signer: Option<SignerView>,
    /// Why it was signed, as the signer wrote.
    pub reason: Option<String>,
    /// Where it was signed, as the signer wrote.
    pub location: Option<String>,
    /// Whether the bytes it covers are those that were signed.
    pub integrity: IntegrityView,
    /// What is wrong with the bytes it covers.
    pub range_fault: Option<RangeFaultView>,
    /// What was done to the file afterwards.
    pub later: LaterView,
    /// Whether that is more than the signer allowed.
    pub is_forbidden_change: bool,
    /// Whether the certificate leads to somebody the cabinet trusts.
    pub chain: ChainView,
    /// When it was signed.
    pub time: SigningTimeView,
    /// A time stamp that is there and does not count.
    pub timestamp_fault: Option<TimestampFaultView>,
    /// Whether the certificate was revoked at the moment that counts.
    pub revocation: RevocationView,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignatureKindView {
    /// A person or an office signs the paper.
    Signature,
    /// An authority says that the paper was there at a time.
    Timestamp,
    /// By a method that is not verified.
    Unsupported,
}

/// The holder of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignerView {
    /// Common name.
    pub name: String,
    /// Organisation.
    pub organisation: Option<String>,
    /// Common name of who issued the certificate.
    pub issuer: String,
    /// Serial number of the certificate, in hexadecimal.
    pub serial: String,
    /// First moment the certificate is valid.
    pub not_before: Timestamp,
    /// Last moment the certificate is valid.
    pub not_after: Timestamp,
}

/// Whether covered bytes are those that were signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IntegrityView {
    /// They are.
    Intact,
    /// They are, by a method that can be forged today.
    Weak,
    /// They were changed.
    Changed,
    /// The signature is not by the key of its certificate.
    Forged,
    /// The signature does not cover what it should.
    NotCovered,
    /// The signature cannot be read.
    Unreadable,
    /// It is by a method that is not verified.
    Unsupported,
}

/// What is wrong with the bytes a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RangeFaultView {
    /// They are not told properly.
    NotARange,
    /// They do not begin with the file.
    NotFromStart,
    /// They end outside the file.
    EndsOutside,
    /// They end in the middle of something.
    EndsWithin,
    /// The gap for the signature holds something else.
    GapHoldsMore,
}

/// What was done to a file after a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LaterView {
    /// Nothing.
    Nothing,
    /// Certificates, their states and time stamps were added.
    Evidence,
    /// Further signatures were added.
    Signatures,
    /// Something else was changed.
    Other,
}

/// Whether a certificate leads to somebody the cabinet trusts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChainView {
    /// It did, at a moment that is proven or is now.
    Trusted {
        /// Common name of the root.
        root: String,
        /// The moment.
        at: Timestamp,
    },
    /// It has ended since, and held when the signer claims to have signed, which nobody proves.
    TrustedWhenClaimed {
        /// Common name of the root.
        root: String,
        /// The claimed moment.
        at: Timestamp,
    },
    /// To nobody.
    UnknownRoot,
    /// A certificate was out of date.
    Expired,
    /// A certificate was not valid yet.
    NotYetValid,
    /// The certificate is for something else.
    WrongUsage,
    /// A certificate is by a method, or asks for something, that is not understood.
    Unsupported,
    /// A certificate cannot be read, or is signed by somebody else than it says.
    Broken,
    /// There is no certificate that counts.
    Missing,
}

/// When a paper was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SigningTimeView {
    /// Not later than this.
    Proven {
        /// The moment.
        at: Timestamp,
        /// Common name of the time-stamping authority.
        authority: String,
        /// What proves it.
        by: ProvenByView,
        /// Whether the authority's certificate was revoked.
        revocation: RevocationView,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ProvenByView {
    /// A time stamp on the signature.
    Signature,
    /// A time stamp on the whole paper.
    Paper,
}

/// Why a time stamp does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimestampFaultView {
    /// It cannot be read.
    Unreadable,
    /// It is for something else.
    NotForThis,
    /// It is not by the key of its certificate.
    Forged,
    /// It is by a method that can be forged today.
    Weak,
    /// Its authority leads to nobody the cabinet trusts.
    NotTrusted,
    /// Its authority was revoked.
    Revoked,
    /// It is of a time that has not come yet.
    InFuture,
}

/// Whether a certificate was revoked at the moment that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RevocationView {
    /// It was not.
    Good {
        /// When the oldest of the answers that say so was given.
        at: Timestamp,
    },
    /// It was not then, and was later.
    RevokedLater {
        /// When.
        at: Timestamp,
    },
    /// It was.
    Revoked {
        /// When.
        at: Timestamp,
    },
    /// Nobody can be asked, because the certificate leads to nobody.
    NoChain,
    /// There is no answer.
    NoAnswer,
    /// All answers are of another time.
    Stale,
}
