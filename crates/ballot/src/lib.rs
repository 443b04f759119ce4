//! Sealing, receipts and log proofs: what an auditor reads to believe a vote.
//!
//! Open ballots are JWS Compact (RFC 7515, EdDSA of RFC 8037) over canonical JSON (RFC 8785). Receipts are proofs that
//! a ballot lies in one append-only Merkle log (RFC 6962) whose head is a signed note (C2SP `signed-note`,
//! `tlog-checkpoint`, `tlog-proof`). Programs nobody here wrote can check all of them.
//!
//! The crate makes no random choice and reads no clock.

mod checkpoint;
mod identity;
mod jws;
mod leaf;
mod merkle;
mod receipt;
mod vote;

pub use checkpoint::{Checkpoint, CheckpointError, LogSigner, LogVerifier};
pub use identity::{IdentityKey, IdentityPublic, KeyError};
pub use jws::{Jws, JwsError};
pub use leaf::{
    CloseLeaf, ExtendLeaf, LateLeaf, PollOpenLeaf, SettleLeaf, SharingKeyLeaf, TallyLeaf,
    leaf_bytes,
};
pub use merkle::{
    Hash, Inclusion, ProofError, consistency_proof, inclusion_proof, leaf_hash, root,
    verify_consistency, verify_inclusion,
};
pub use receipt::{Receipt, ReceiptError};
pub use vote::{OpenVote, SealError, SealedBallot, SeenHead, VotePaper, question_digest};
