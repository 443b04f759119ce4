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
    pub const ABOVE_CEILING: &str = "above-ceiling";
    pub const ALREADY_OUT: &str = "already-out";
    pub const ANSWERS_AWAITED: &str = "answers-awaited";
    pub const ANSWERS_OPEN: &str = "answers-open";
    pub const BAD_NUMBER: &str = "bad-number";
    pub const BAD_REQUEST: &str = "bad-request";
    pub const CODE_EXPIRED: &str = "code-expired";
    pub const CODE_USED: &str = "code-used";
    pub const CODE_WRONG: &str = "code-wrong";
    pub const CONFLICT: &str = "conflict";
    pub const DEADLINE_ON_HOLIDAY: &str = "deadline-on-holiday";
    pub const DEADLINE_PAST: &str = "deadline-past";
    pub const DEVICE_REVOKED: &str = "device-revoked";
    pub const FILE_MISSING: &str = "file-missing";
    pub const HANDLE_TAKEN: &str = "handle-taken";
    pub const INTERNAL: &str = "internal";
    pub const ITEM_WITHDRAWN: &str = "item-withdrawn";
    pub const ITEM_RING: &str = "item-ring";
    pub const LODGING_CLOSED: &str = "lodging-closed";
    pub const MEETING_TIMES: &str = "meeting-times";
    pub const NOT_COMPLETE: &str = "not-complete";
    pub const NOT_EDITABLE: &str = "not-editable";
    pub const NOT_ENTITLED: &str = "not-entitled";
    pub const NOT_POSSIBLE_NOW: &str = "not-possible-now";
    pub const NOTHING_IN_IT: &str = "nothing-in-it";
    pub const NOT_FOUND: &str = "not-found";
    pub const OPINION_REQUIRED: &str = "opinion-required";
    pub const OWN_RIGHTS: &str = "own-rights";
    pub const PAPERS_CHANGED: &str = "papers-changed";
    pub const PERSON_REMOVED: &str = "person-removed";
    pub const PLACE_TAKEN: &str = "place-taken";
    pub const POLL_ALREADY_ANSWERED: &str = "poll-already-answered";
    pub const POLL_CLOSED: &str = "poll-closed";
    pub const POLL_NOT_OPEN: &str = "poll-not-open";
    pub const PROOF_STALE: &str = "proof-stale";
    pub const REASON_REQUIRED: &str = "reason-required";
    pub const RECUSED: &str = "recused";
    pub const SEAL_INVALID: &str = "seal-invalid";
    pub const SHARE_OUTDATED: &str = "share-outdated";
    pub const SHARE_REFUSED: &str = "share-refused";
    pub const TEXT_CHARACTERS: &str = "text-characters";
    pub const TEXT_EMPTY: &str = "text-empty";
    pub const TEXT_TOO_LONG: &str = "text-too-long";
    pub const TOO_MANY_ATTEMPTS: &str = "too-many-attempts";
    pub const UNAUTHORISED: &str = "unauthorised";
}
