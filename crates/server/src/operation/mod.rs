//! What members and staff can do, one file a verb.
//!
//! Each operation runs in one transaction together with the remembered answer, so that the same operation, however
//! often it is sent, has one effect and one answer.

mod act;
mod ballot;
mod close_poll;
mod delivered;
mod position;
mod share;
mod trail;

pub use act::poll_open_leaf;
pub use close_poll::close_due_polls;

use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, ChangeRow, OperationRow, Transaction};
use ::ballot::{Receipt, leaf_hash, root};
use domain::{Cabinet, Moment, OperationId};
use std::sync::Arc;
use wire::{KindWord, Operation, OperationBody, OperationOutcome, OperationResult, Problem, codes};

/// Longest sealed note change, in base64url letters.
const MAX_SEALED_NOTE: usize = 4 * 1024 * 1024;

/// One operation's surroundings.
struct Scene<'a> {
    app: &'a App,
    caller: &'a Caller,
    cabinet: Arc<Cabinet>,
    now: Moment,
}

/// Applies one operation and gives its answer; a public problem is an answer, too, and is remembered.
///
/// # Errors
/// [`ApiError`] only for the server's own failures: the client will send the operation again.
pub fn apply(
    app: &App,
    caller: &Caller,
    operation: &Operation,
) -> Result<OperationResult, ApiError> {
    let id = OperationId::from_uuid(operation.id);
    let asked = serde_json::to_vec(&operation.body)
        .map_err(|_| ApiError::Broken("an operation cannot be written"))?;
    let digest = blake3::hash(&asked).to_string();
    let outcome = storage::write(app.storage.as_ref(), |transaction| {
        if let Some(answered) = transaction.operation(id)? {
            return repeat_answer(&answered, caller, &digest);
        }
        let outcome = match apply_new(app, caller, operation, transaction) {
            Ok(outcome) => outcome,
            Err(ApiError::Public(problem)) => OperationOutcome::Refused { problem },
            Err(error) => return Err(error),
        };
        let response = serde_json::to_string(&outcome)
            .map_err(|_| ApiError::Broken("an answer cannot be written"))?;
        let row = OperationRow { id, device: caller.device, digest: digest.clone(), response };
        transaction.put_operation(&row)?;
        Ok(outcome)
    })?;
    app.poke()?;
    Ok(OperationResult { id: operation.id, outcome })
}

fn repeat_answer(
    answered: &OperationRow,
    caller: &Caller,
    digest: &str,
) -> Result<OperationOutcome, ApiError> {
    if answered.device != caller.device || answered.digest != digest {
        let title = "this operation's identity was used for something else";
        return Ok(OperationOutcome::Refused {
            problem: Problem::new(409, codes::CONFLICT, title),
        });
    }
    serde_json::from_str(&answered.response)
        .map_err(|_| ApiError::Broken("a remembered answer cannot be read"))
}

fn apply_new(
    app: &App,
    caller: &Caller,
    operation: &Operation,
    transaction: &mut dyn Transaction,
) -> Result<OperationOutcome, ApiError> {
    let cabinet = app.cabinet_in(transaction)?;
    let scene = Scene { app, caller, cabinet, now: app.now() };
    match &operation.body {
        OperationBody::Note { sealed } => {
            if sealed.len() > MAX_SEALED_NOTE {
                return Err(ApiError::bad_request("the sealed note is too large"));
            }
            transaction.put_note(operation.id, caller.person, sealed)?;
            transaction.append_change(&ChangeRow {
                seq: 0,
                kind: KindWord::Note,
                id: operation.id,
                audience: Some(caller.person),
                removed: false,
            })?;
            Ok(OperationOutcome::Accepted { receipt: None })
        }
        OperationBody::ShareNote(body) => share::share(&scene, transaction, operation.id, body),
        OperationBody::UnshareNote(body) => share::unshare(&scene, transaction, operation.id, body),
        OperationBody::Position { item, value, comment, grade } => {
            let (value, grade) = ((*value).into(), grade.map(Into::into));
            let stated = position::Stated { item: *item, value, comment, grade };
            position::state(&scene, transaction, operation.id, &stated)
        }
        OperationBody::Delivered { item, papers } => {
            delivered::note(&scene, transaction, operation.id, *item, papers)
        }
        OperationBody::Ballot { sealed } => ballot::cast(&scene, transaction, sealed),
        OperationBody::ClosePoll { poll } => close_poll::close(&scene, transaction, *poll),
        OperationBody::Act { does } => act::act(&scene, transaction, does),
    }
}

/// Appends a leaf to the public log and gives its index and receipt.
pub fn log_leaf(
    app: &App,
    transaction: &mut dyn Transaction,
    leaf: &[u8],
) -> Result<(u64, Receipt), ApiError> {
    let index = transaction.append_leaf(&leaf_hash(leaf), leaf)?;
    let leaves = transaction.leaf_hashes()?;
    let checkpoint = app.log.sign(leaves.len() as u64, &root(&leaves));
    let at = usize::try_from(index).map_err(|_| ApiError::Broken("the log is too long"))?;
    let receipt = Receipt::make(&leaves, at, &checkpoint)
        .ok_or(ApiError::Broken("the log lost its newest leaf"))?;
    Ok((index, receipt))
}
