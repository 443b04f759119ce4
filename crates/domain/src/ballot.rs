use crate::{BallotId, Choice, Digest, DocumentId, Grade, Moment, PersonId, PollId};
use std::collections::BTreeSet;

/// A paper that lay before the voter, by its exact bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct BoundPaper {
    /// Document.
    pub document: DocumentId,
    /// Version.
    pub version: u32,
    /// Digest of its bytes.
    pub digest: Digest,
}

/// Whether two lists name the same versions of the same documents. Their order says nothing: the secretariat may put
/// papers into another order without changing one.
pub fn same_papers(one: &[BoundPaper], other: &[BoundPaper]) -> bool {
    let set = |papers: &[BoundPaper]| papers.iter().cloned().collect::<BTreeSet<_>>();
    set(one) == set(other)
}

/// A ballot as the server holds it: the sealed text is the evidence, the fields beside it are read from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastBallot {
    /// Identity, chosen by the device.
    pub id: BallotId,
    /// Poll.
    pub poll: PollId,
    /// Member.
    pub voter: PersonId,
    /// Choice.
    pub choice: Choice,
    /// How much the opinion asks.
    pub grade: Option<Grade>,
    /// Opinion in words.
    pub opinion: Option<String>,
    /// 0 for the first ballot of this member in this poll; a change counts up.
    pub seq: u32,
    /// When it was confirmed, by the device's clock: a claim, never a proof.
    pub cast_at: Moment,
    /// When the server took it.
    pub received_at: Moment,
    /// The papers it was sealed over.
    pub papers: Vec<BoundPaper>,
    /// The sealed ballot, JWS Compact (RFC 7515).
    pub sealed: String,
    /// The receipt, C2SP tlog-proof.
    pub receipt: String,
    /// Its place in the log.
    pub log_index: u64,
    /// Whether it came before the poll's `close` entry.
    pub in_time: bool,
}
