//! The open vote: one member's sealed answer, bound to question, choice and the exact papers.

use crate::{IdentityKey, IdentityPublic, Jws, JwsError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// JWS type of an open vote.
const TYPE: &str = "ecab-vote+jws";

/// Payload of an open vote, version 1. Members are written in canonical order by the JSON canonicalization scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenVote {
    /// 1.
    pub v: u8,
    /// Identity of this ballot.
    pub ballot: Uuid,
    /// Poll.
    pub poll: Uuid,
    /// Member.
    pub voter: Uuid,
    /// SHA-256 of the question, see [`question_digest`].
    pub question_sha256: String,
    /// `agree`, `disagree`, `other` or `abstain`.
    pub choice: String,
    /// `condition`, `should` or `remark`: how much the opinion asks. Left out where it is not graded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// Opinion in words.
    pub opinion: Option<String>,
    /// The papers that lay before the voter, by their exact bytes.
    pub papers: Vec<VotePaper>,
    /// 0 for the first ballot; each change counts up.
    pub seq: u32,
    /// Tracker of the ballot it replaces.
    pub prev: Option<String>,
    /// When it was confirmed, by the device's clock: a claim that decides nothing.
    pub cast_at: Timestamp,
    /// The newest head of the log this device had verified, if any.
    pub seen: Option<SeenHead>,
}

/// A head of the log, as a voter names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenHead {
    /// Number of leaves.
    pub size: u64,
    /// Root, hexadecimal.
    pub root: String,
}

/// A paper a vote is bound to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VotePaper {
    /// Document.
    pub document: Uuid,
    /// Version.
    pub version: u32,
    /// BLAKE3 of its bytes, hexadecimal.
    pub blake3: String,
}

/// A sealed open vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBallot {
    jws: String,
}

/// Why a sealed ballot is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// Not a vote, or not signed by this key.
    #[error(transparent)]
    Jws(#[from] JwsError),
    /// Signed, but no vote of a version this program knows.
    #[error("the ballot's payload is not an open vote of version 1")]
    Payload,
    /// Signed, but not in canonical form, so that two texts could mean the same vote.
    #[error("the ballot's payload is not in canonical form")]
    NotCanonical,
}

/// Digest of a question: SHA-256 over poll, both wordings and the choices, each followed by a line feed.
pub fn question_digest(poll: Uuid, vi: &str, en: &str, choices: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in [poll.to_string().as_str(), vi, en].iter().chain(choices) {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    to_hex(&hasher.finalize())
}

impl OpenVote {
    /// Seals the vote.
    ///
    /// # Errors
    /// [`SealError::Payload`] when it cannot be written as canonical JSON.
    pub fn seal(&self, key: &IdentityKey) -> Result<SealedBallot, SealError> {
        let payload = serde_json_canonicalizer::to_vec(self).map_err(|_| SealError::Payload)?;
        Ok(SealedBallot { jws: Jws::sign(key, TYPE, [], &payload) })
    }
}

impl SealedBallot {
    /// Takes the compact text without checking it.
    pub fn from_compact(jws: impl Into<String>) -> Self {
        Self { jws: jws.into() }
    }

    /// The compact text: what travels, is logged and is kept as evidence.
    pub fn as_compact(&self) -> &str {
        &self.jws
    }

    /// The name of this exact ballot: SHA-256 of its text, hexadecimal.
    pub fn tracker(&self) -> String {
        to_hex(&Sha256::digest(self.jws.as_bytes()))
    }

    /// Checks the seal and gives the vote.
    ///
    /// # Errors
    /// [`SealError`], by what does not hold.
    pub fn open(&self, key: &IdentityPublic) -> Result<OpenVote, SealError> {
        let jws = Jws::verify(&self.jws, TYPE, key)?;
        let vote: OpenVote =
            serde_json::from_slice(&jws.payload).map_err(|_| SealError::Payload)?;
        if vote.v != 1 {
            return Err(SealError::Payload);
        }
        let canonical = serde_json_canonicalizer::to_vec(&vote).map_err(|_| SealError::Payload)?;
        if canonical != jws.payload {
            return Err(SealError::NotCanonical);
        }
        Ok(vote)
    }
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{OpenVote, SealError, SealedBallot, TYPE, VotePaper, question_digest};
    use crate::{IdentityKey, Jws};
    use uuid::Uuid;

    fn vote() -> OpenVote {
        OpenVote {
            v: 1,
            ballot: Uuid::from_u128(1),
            poll: Uuid::from_u128(2),
            voter: Uuid::from_u128(3),
            question_sha256: question_digest(Uuid::from_u128(2), "Có?", "Yes?", &["agree"]),
            choice: "other".to_owned(),
            grade: None,
            opinion: Some("Đề nghị bổ sung Điều 4".to_owned()),
            papers: vec![VotePaper {
                document: Uuid::from_u128(4),
                version: 1,
                blake3: "00".repeat(32),
            }],
            seq: 0,
            prev: None,
            cast_at: jiff::Timestamp::UNIX_EPOCH,
            seen: None,
        }
    }

    #[test]
    fn a_sealed_vote_opens_with_its_key_alone() {
        let key = IdentityKey::from_seed(&[1; 32]);
        let sealed = vote().seal(&key).unwrap();
        assert_eq!(sealed.open(&key.public()).unwrap(), vote());
        let stranger = IdentityKey::from_seed(&[2; 32]).public();
        assert!(matches!(sealed.open(&stranger), Err(SealError::Jws(_))));
    }

    #[test]
    fn a_signed_vote_in_another_spelling_is_refused() {
        let key = IdentityKey::from_seed(&[1; 32]);
        let loose = serde_json::to_vec_pretty(&vote()).unwrap();
        let sealed = SealedBallot::from_compact(Jws::sign(&key, TYPE, [], &loose));
        assert!(matches!(sealed.open(&key.public()), Err(SealError::NotCanonical)));
    }

    #[test]
    fn an_unknown_member_is_refused() {
        let key = IdentityKey::from_seed(&[1; 32]);
        let mut json = serde_json::to_value(vote()).unwrap();
        json["weight"] = serde_json::Value::from(2);
        let payload = serde_json_canonicalizer::to_vec(&json).unwrap();
        let sealed = SealedBallot::from_compact(Jws::sign(&key, TYPE, [], &payload));
        assert!(matches!(sealed.open(&key.public()), Err(SealError::Payload)));
    }

    #[test]
    fn the_question_digest_tells_apart_where_words_end() {
        let poll = Uuid::from_u128(2);
        assert_ne!(question_digest(poll, "ab", "c", &[]), question_digest(poll, "a", "bc", &[]));
    }
}
