use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// Most signatures of a paper, and most of each kind of evidence, that are read from elsewhere.
const MAX_LISTED: usize = 256;

/// The signatures of a paper, as its PDF tells of them. Nothing in here is verified.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Length of the file in bytes.
    pub length: u64,
    /// The signatures, in the order in which they were put.
    #[serde(deserialize_with = "few")]
    pub signatures: Vec<FoundSignature>,
    /// What lies in the file to judge them by.
    pub evidence: Evidence,
}

/// Certificates and what is known of them, in DER.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// Certificates.
    #[serde(deserialize_with = "few")]
    pub certificates: Vec<Vec<u8>>,
    /// Answers of OCSP responders (`OCSPResponse`).
    #[serde(deserialize_with = "few")]
    pub ocsps: Vec<Vec<u8>>,
    /// Revocation lists.
    #[serde(deserialize_with = "few")]
    pub crls: Vec<Vec<u8>>,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A person or an office signs the paper.
    Signature,
    /// A time-stamping authority says that the paper was there (`ETSI.RFC3161`).
    DocumentTimestamp,
    /// By a method that is not verified here, such as the old `adbe.x509.rsa_sha1`.
    Unsupported,
}

/// A signature found in a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundSignature {
    /// The full name of its field.
    pub field: String,
    /// What it is for.
    pub kind: Kind,
    /// Which bytes of the file it covers.
    pub range: Range,
    /// What was done to the file after it.
    pub later: Later,
    /// Where it certifies the paper: what may change afterwards (`/P` of `DocMDP`: 1 nothing, 2 forms, 3 annotations).
    pub certifies: Option<u8>,
    /// The bytes of `/Contents`.
    pub contents: Vec<u8>,
    /// What the signer's program wrote beside it; nobody vouches for that but the signature.
    pub name: Option<String>,
    /// Why it was signed.
    pub reason: Option<String>,
    /// Where it was signed.
    pub location: Option<String>,
    /// `/M`: when it was signed, by the clock of the signer's machine, in seconds since 1970.
    pub claimed_time: Option<i64>,
}

/// Which bytes a signature covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Range {
    /// From the start of the file to `end`, but for the gap that holds `/Contents`.
    Whole {
        /// First byte of the gap.
        gap_start: u64,
        /// First byte after the gap.
        gap_end: u64,
        /// First byte that is not covered, which is where a revision of the file ends.
        end: u64,
    },
    /// Not that, so the signature says nothing of what is shown.
    Broken(RangeFault),
}

/// What is wrong with the range of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RangeFault {
    /// `/ByteRange` is not four numbers in ascending order.
    NotARange,
    /// It does not begin with the file.
    NotFromStart,
    /// It ends outside the file.
    EndsOutside,
    /// It ends where no revision of the file ends.
    EndsWithin,
    /// The gap holds something else than the `/Contents` of this signature.
    GapHoldsMore,
}

/// What was done to a file after a signature, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Later {
    /// Nothing.
    Nothing,
    /// Certificates, their states and time stamps were added.
    Evidence,
    /// Further signatures were added, and nothing else but evidence.
    Signatures,
    /// Something else was changed: pages, annotations, forms.
    Other,
}

/// Reads a list that has not more than [`MAX_LISTED`] entries: a million empty ones are a short message and a large
/// memory.
pub fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Few<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
        type Value = Vec<T>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(to, "at most {MAX_LISTED} entries")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
            let mut all = Vec::new();
            while let Some(entry) = entries.next_element()? {
                if all.len() == MAX_LISTED {
                    return Err(A::Error::custom("more entries than are read"));
                }
                all.push(entry);
            }
            Ok(all)
        }
    }

    from.deserialize_seq(Few(PhantomData))
}
