//! Pushing: the outbox, ballots first, then in the order made.

use crate::client::{Client, Topic};
use crate::error::SyncError;
use crate::transport::{Request, read_json};
use ballot::{Receipt, SealedBallot};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{Grade, ItemId, PositionValue};
use vault::{OutboxKind, OutboxRow, OwnBallotRow, OwnBallotState};
use wire::{
    Operation, OperationBody, OperationOutcome, OperationResult, OperationsRequest,
    OperationsResponse, Problem,
};

const BATCH: usize = 50;
/// Bytes of a batch, unless its first operation alone is larger.
const BATCH_BYTES: usize = 1024 * 1024;

impl Client {
    /// Sends everything that waits.
    pub(crate) async fn push(&self) -> Result<(), SyncError> {
        loop {
            let waiting = self.sendable()?;
            if waiting.is_empty() {
                return Ok(());
            }
            let batch = take_batch(waiting);
            let operations = batch.iter().map(read_operation).collect::<Result<Vec<_>, _>>()?;
            let body = OperationsRequest { operations };
            let request = Request::with_json("POST", "/v1/operations", &body)?;
            let answer: OperationsResponse = read_json(&self.transport.send(request).await?)?;
            self.note_contact();
            let mut n_answered = 0;
            for result in &answer.results {
                if let Some(row) = batch.iter().find(|row| row.id.as_uuid() == result.id) {
                    self.take_answer(row, result)?;
                    n_answered += 1;
                }
            }
            if n_answered == 0 {
                return Err(SyncError::NotECabinet);
            }
            if batch.iter().any(|row| row.kind == OutboxKind::Ballot) {
                self.watch_log().await?;
            }
        }
    }

    /// What can be sent now: everything that waits, but acts only up to the first whose file is not on the server yet.
    fn sendable(&self) -> Result<Vec<OutboxRow>, SyncError> {
        let mut acts_wait = false;
        let mut sendable = Vec::new();
        for row in self.vault.outbox()?.into_iter().filter(OutboxRow::is_waiting) {
            match row.kind {
                OutboxKind::Lodge => acts_wait = acts_wait || !self.is_sent(&row.subject)?,
                OutboxKind::Act => {}
                OutboxKind::Note | OutboxKind::Position | OutboxKind::Ballot => {
                    sendable.push(row);
                    continue;
                }
            }
            if !acts_wait {
                sendable.push(row);
            }
        }
        Ok(sendable)
    }

    fn take_answer(&self, row: &OutboxRow, result: &OperationResult) -> Result<(), SyncError> {
        match &result.outcome {
            OperationOutcome::Accepted { receipt } => {
                let ballot = self.ballot_of(row)?.map(|ballot| {
                    self.judge_receipt(ballot, receipt.as_deref(), OwnBallotState::Received)
                });
                self.vault.accept(row.id, ballot.transpose()?.as_ref())?;
            }
            OperationOutcome::Late { receipt } => {
                let ballot = self
                    .ballot_of(row)?
                    .map(|ballot| self.judge_receipt(ballot, Some(receipt), OwnBallotState::Late));
                self.vault.accept(row.id, ballot.transpose()?.as_ref())?;
            }
            OperationOutcome::Refused { problem } => {
                let refusal = serde_json::to_string(problem)
                    .map_err(|_| SyncError::Broken("a refusal cannot be written"))?;
                self.vault.refuse(row.id, &refusal)?;
            }
        }
        self.tell(match row.kind {
            OutboxKind::Note => Topic::Annotations,
            OutboxKind::Position | OutboxKind::Act | OutboxKind::Lodge => Topic::Agenda,
            OutboxKind::Ballot => Topic::Polls,
        });
        self.tell(Topic::Status);
        Ok(())
    }

    fn ballot_of(&self, row: &OutboxRow) -> Result<Option<OwnBallotRow>, SyncError> {
        Ok(self.vault.own_ballot_of(row.id)?)
    }

    /// Only a receipt that proves this very ballot makes it received.
    fn judge_receipt(
        &self,
        mut ballot: OwnBallotRow,
        receipt: Option<&str>,
        if_proven: OwnBallotState,
    ) -> Result<OwnBallotRow, SyncError> {
        let log = self.credentials.log()?;
        let sealed = SealedBallot::from_compact(&ballot.sealed);
        let leaf = match if_proven {
            OwnBallotState::Late => late_leaf(&ballot)?,
            OwnBallotState::Received
            | OwnBallotState::Saved
            | OwnBallotState::Refused
            | OwnBallotState::Disputed => sealed.as_compact().as_bytes().to_vec(),
        };
        let proven = receipt.map(|text| Receipt::from_text(text).verify(&leaf, &log));
        ballot.receipt = receipt.map(str::to_owned);
        match proven {
            Some(Ok((index, _))) => {
                ballot.state = if_proven;
                ballot.log_index = Some(index);
            }
            Some(Err(_)) | None => ballot.state = OwnBallotState::Disputed,
        }
        Ok(ballot)
    }
}

/// Ballots stand first in the outbox and go alone, so that nothing large can hold them up.
fn take_batch(waiting: Vec<OutboxRow>) -> Vec<OutboxRow> {
    let first_kind = waiting.first().map(|row| row.kind);
    let with_ballots = first_kind == Some(OutboxKind::Ballot);
    let mut n_bytes = 0;
    let mut batch = Vec::new();
    for row in waiting.into_iter().take(BATCH) {
        n_bytes += row.body.len();
        let fits = batch.is_empty() || n_bytes <= BATCH_BYTES;
        if !fits || (row.kind == OutboxKind::Ballot) != with_ballots {
            break;
        }
        batch.push(row);
    }
    batch
}

fn late_leaf(ballot: &OwnBallotRow) -> Result<Vec<u8>, SyncError> {
    let leaf = ballot::LateLeaf { poll: ballot.poll.as_uuid(), jws: ballot.sealed.clone() };
    ballot::leaf_bytes("late", &leaf).map_err(|_| SyncError::Broken("a leaf cannot be written"))
}

fn read_operation(row: &OutboxRow) -> Result<Operation, SyncError> {
    let body = serde_json::from_slice(&row.body)
        .map_err(|_| SyncError::Broken("a waiting operation cannot be read"))?;
    Ok(Operation { id: row.id.as_uuid(), body })
}

pub(crate) fn write(body: &OperationBody) -> Result<Vec<u8>, SyncError> {
    serde_json::to_vec(body).map_err(|_| SyncError::Broken("an operation cannot be written"))
}

/// The operation that stores a sealed note change.
///
/// # Errors
/// Never in practice.
pub fn note_body(sealed: &[u8]) -> Result<Vec<u8>, SyncError> {
    write(&OperationBody::Note { sealed: URL_SAFE_NO_PAD.encode(sealed) })
}

/// The operation that states a position.
///
/// # Errors
/// Never in practice.
pub fn position_body(
    item: ItemId,
    value: PositionValue,
    comment: &str,
    grade: Option<Grade>,
) -> Result<Vec<u8>, SyncError> {
    write(&OperationBody::Position {
        item: item.as_uuid(),
        value: value.into(),
        comment: comment.to_owned(),
        grade: grade.map(Into::into),
    })
}

/// The operation that casts a ballot.
///
/// # Errors
/// Never in practice.
pub fn ballot_body(sealed: &SealedBallot) -> Result<Vec<u8>, SyncError> {
    write(&OperationBody::Ballot { sealed: sealed.as_compact().to_owned() })
}

/// The code of a kept refusal.
pub fn refusal_code(refusal: &str) -> String {
    serde_json::from_str::<Problem>(refusal)
        .map_or_else(|_| "unknown".to_owned(), |problem| problem.code)
}
