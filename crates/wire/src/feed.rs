use crate::KindWord;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Asks for changes.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangesQuery {
    /// The cursor: the last `seq` already applied; 0 at first.
    pub after: u64,
    /// Rows wanted, 1 to 1000.
    pub limit: u32,
}

/// A page of the change feed, already filtered by what the asker may see.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangesResponse {
    /// Rows in order of `seq`; each names a thing once, with its newest record.
    pub changes: Vec<Change>,
    /// The new cursor; rises even where every row was filtered out.
    pub next: u64,
    /// Whether there is more to ask for.
    pub more: bool,
    /// Identifies the feed; when it differs from the last one, the client starts at 0 (a restored server).
    pub feed: Uuid,
}

/// A row of the change feed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// Place in the feed.
    pub seq: u64,
    /// Kind; a word this program does not know is kept aside.
    pub kind: String,
    /// Identity.
    pub id: Uuid,
    /// The record; absent when the thing is gone for this person.
    #[schema(value_type = Option<crate::Record>)]
    pub record: Option<serde_json::Value>,
}

impl Change {
    /// The kind, if this program knows it.
    pub fn known_kind(&self) -> Option<KindWord> {
        KindWord::from_word(&self.kind)
    }
}

/// What the live stream says: that there is something new, never what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LivePoke {
    /// The newest `seq`.
    pub seq: u64,
}

/// The log's newest signed checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckpointResponse {
    /// C2SP signed note.
    pub checkpoint: String,
    /// RFC 6962 consistency proof from the size asked for, base64 hashes.
    pub consistency: Vec<String>,
}
