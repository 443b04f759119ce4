use super::extract::{Json, Query};
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage;
use axum::extract::State;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;
use wire::{CheckpointResponse, Problem};

/// Asks for the log's head.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CheckpointQuery {
    /// The size the asker last verified.
    from: u64,
}

/// The log's signed head, and proof that the head the asker knows is a beginning of it.
#[utoipa::path(
    get,
    path = "/v1/log/checkpoint",
    params(CheckpointQuery),
    responses((status = 200, body = CheckpointResponse), (status = 400, body = Problem))
)]
pub async fn checkpoint(
    State(app): State<Arc<App>>,
    _caller: Caller,
    Query(query): Query<CheckpointQuery>,
) -> Result<Json<CheckpointResponse>, ApiError> {
    let answer = app
        .run(move |app| {
            let leaves = storage::read(app.storage.as_ref(), |transaction| {
                Ok::<_, ApiError>(transaction.leaf_hashes()?)
            })?;
            let from = usize::try_from(query.from).unwrap_or(usize::MAX);
            let proof = ballot::consistency_proof(&leaves, from)
                .ok_or_else(|| ApiError::bad_request("the log is shorter than that"))?;
            Ok(CheckpointResponse {
                checkpoint: app.log.sign(leaves.len() as u64, &ballot::root(&leaves)),
                consistency: proof.iter().map(|hash| STANDARD.encode(hash)).collect(),
            })
        })
        .await?;
    Ok(Json(answer))
}
