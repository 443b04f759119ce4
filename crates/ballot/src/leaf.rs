//! What the log holds besides ballots, as canonical JSON objects.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// A poll was put.
#[derive(Debug, Clone, Serialize)]
pub struct PollOpenLeaf {
    /// Poll.
    pub poll: Uuid,
    /// See [`question_digest`](crate::question_digest).
    pub question_sha256: String,
    /// From when answers are taken.
    pub opens: Timestamp,
    /// When it closes at the latest.
    pub closes: Timestamp,
    /// SHA-256 over the sorted identities of the roll, each followed by a line feed.
    pub roll_sha256: String,
}

/// A poll's deadline was moved.
#[derive(Debug, Clone, Serialize)]
pub struct ExtendLeaf {
    /// Poll.
    pub poll: Uuid,
    /// When it closes at the latest from now on.
    pub closes: Timestamp,
    /// Server's clock.
    pub at: Timestamp,
}

/// Whoever presides decided what the rule left open, or confirmed what was adopted.
#[derive(Debug, Clone, Serialize)]
pub struct SettleLeaf {
    /// Poll.
    pub poll: Uuid,
    /// For or against.
    pub adopted: bool,
    /// Who.
    pub by: Uuid,
    /// Server's clock.
    pub at: Timestamp,
}

/// A poll was closed: what lies behind this entry does not count.
#[derive(Debug, Clone, Serialize)]
pub struct CloseLeaf {
    /// Poll.
    pub poll: Uuid,
    /// Server's clock.
    pub at: Timestamp,
}

/// A ballot came after the close.
#[derive(Debug, Clone, Serialize)]
pub struct LateLeaf {
    /// Poll.
    pub poll: Uuid,
    /// The sealed ballot.
    pub jws: String,
}

/// A member's device published the key to which notes for that member are sealed.
#[derive(Debug, Clone, Serialize)]
pub struct SharingKeyLeaf {
    /// Member.
    pub person: Uuid,
    /// X25519 public key, base64url.
    pub key: String,
    /// Ed25519 public key of the device, base64url.
    pub device_key: String,
    /// The device's signature, base64url.
    pub signature: String,
    /// Server's clock.
    pub at: Timestamp,
}

/// A poll was counted.
#[derive(Debug, Clone, Serialize)]
pub struct TallyLeaf {
    /// Poll.
    pub poll: Uuid,
    /// All votes on the roll.
    pub total: u32,
    /// Agree.
    pub agree: u32,
    /// On a condition that was not accepted, where the rule holds such answers back: agreements, other opinions.
    pub held: u32,
    /// Disagree.
    pub disagree: u32,
    /// Other opinion.
    pub other: u32,
    /// Abstain.
    pub abstain: u32,
    /// Answered on papers no longer in force.
    pub stale: u32,
    /// Silent, papers delivered.
    pub reached: u32,
    /// Silent, delivery not confirmed.
    pub unreached: u32,
    /// Standing aside, and kept in the total.
    pub aside: u32,
}

/// Writes a leaf as canonical JSON with its `type`.
///
/// # Errors
/// Never for the leaves of this module, whose members are all plain values.
pub fn leaf_bytes(kind: &str, leaf: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut value = serde_json::to_value(leaf)?;
    if let Some(members) = value.as_object_mut() {
        members.insert("type".to_owned(), serde_json::Value::from(kind));
    }
    serde_json_canonicalizer::to_vec(&value)
}
