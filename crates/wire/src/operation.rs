use crate::{
    ActBody, BoundPaperRecord, GradeWord, PositionWord, Problem, ShareNoteBody, UnshareNoteBody,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A batch of operations, applied in order, each on its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OperationsRequest {
    /// At most 100.
    pub operations: Vec<Operation>,
}

/// One operation. The same `id` again gets the same answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Operation {
    /// UUIDv7 made by the client.
    pub id: Uuid,
    /// What to do.
    #[serde(flatten)]
    pub body: OperationBody,
}

/// What an operation does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum OperationBody {
    /// Stores a sealed change to a private annotation.
    Note {
        /// Ciphertext under the member's note key, base64url.
        sealed: String,
    },
    /// Shares a note with named readers, or changes one that is shared.
    ShareNote(Box<ShareNoteBody>),
    /// Takes a shared note back.
    UnshareNote(UnshareNoteBody),
    /// States a position.
    Position {
        /// Item.
        item: Uuid,
        /// Value.
        value: PositionWord,
        /// Words with it.
        #[serde(default)]
        comment: String,
        /// How much they ask.
        #[serde(default)]
        grade: Option<GradeWord>,
    },
    /// Says that an item and its papers have arrived whole on this device.
    Delivered {
        /// Item.
        item: Uuid,
        /// Papers in reading order.
        papers: Vec<BoundPaperRecord>,
    },
    /// Casts a ballot.
    Ballot {
        /// JWS Compact of the open-vote payload.
        sealed: String,
    },
    /// Closes and counts a poll (secretariat).
    ClosePoll {
        /// Poll.
        poll: Uuid,
    },
    /// What the secretariat, the chair or the administrator does.
    Act {
        /// The act.
        does: Box<ActBody>,
    },
}

/// Answers in the order of the operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OperationsResponse {
    /// One a piece.
    pub results: Vec<OperationResult>,
}

/// The answer to one operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OperationResult {
    /// The operation.
    pub id: Uuid,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: OperationOutcome,
}

/// What became of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum OperationOutcome {
    /// Durable on the server.
    Accepted {
        /// For a ballot: its receipt, a C2SP tlog-proof.
        receipt: Option<String>,
    },
    /// Came after the close: logged with a receipt, reported beside the result, not counted.
    Late {
        /// Its receipt.
        receipt: String,
    },
    /// Refused for good; the same operation will be refused again.
    Refused {
        /// Why.
        problem: Problem,
    },
}
