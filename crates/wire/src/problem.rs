use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Why a request or an operation was refused (RFC 9457 problem details with a stable `code`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable code, one of [`codes`]; programs branch on this alone.
    pub code: String,
    /// One English sentence for people who read logs.
    pub title: String,
    /// Facts for the sentence that a person sees.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub details: BTreeMap<String, String>,
}

impl Problem {
    /// Makes a problem.
    pub fn new(status: u16, code: &str, title: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), title: title.into(), details: BTreeMap::new() }
    }

    /// Adds a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}

/// The stable codes.
#[allow(missing_docs, reason = "each is the key of its sentence in the catalogue")]
pub mod codes {
    pub const BAD_REQUEST: &str = "bad-request";
    pub const CODE_EXPIRED: &str = "code-expired";
    pub const CODE_USED: &str = "code-used";
    pub const CODE_WRONG: &str = "code-wrong";
    pub const CONFLICT: &str = "conflict";
    pub const DEVICE_REVOKED: &str = "device-revoked";
    pub const INTERNAL: &str = "internal";
    pub const ITEM_WITHDRAWN: &str = "item-withdrawn";
    pub const NOT_ENTITLED: &str = "not-entitled";
    pub const NOT_FOUND: &str = "not-found";
    pub const OPINION_REQUIRED: &str = "opinion-required";
    pub const POLL_ALREADY_ANSWERED: &str = "poll-already-answered";
    pub const POLL_CLOSED: &str = "poll-closed";
    pub const POLL_NOT_OPEN: &str = "poll-not-open";
    pub const PROOF_STALE: &str = "proof-stale";
    pub const RECUSED: &str = "recused";
    pub const SEAL_INVALID: &str = "seal-invalid";
    pub const TOO_MANY_ATTEMPTS: &str = "too-many-attempts";
    pub const UNAUTHORISED: &str = "unauthorised";
}
