use super::extract::Json;
use crate::app::App;
use crate::error::ApiError;
use crate::operation;
use crate::proof::Caller;
use axum::extract::State;
use std::sync::Arc;
use wire::{OperationsRequest, OperationsResponse, Problem};

const MAX_BATCH: usize = 100;

/// Applies a batch of operations in order; each stands or falls by itself.
#[utoipa::path(
    post,
    path = "/v1/operations",
    request_body = OperationsRequest,
    responses(
        (status = 200, body = OperationsResponse, description = "durable when it arrives"),
        (status = 400, body = Problem),
        (status = 401, body = Problem),
    )
)]
pub async fn operations(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<OperationsRequest>,
) -> Result<Json<OperationsResponse>, ApiError> {
    if request.operations.len() > MAX_BATCH {
        return Err(ApiError::bad_request("a batch has at most 100 operations"));
    }
    let results = app
        .run(move |app| {
            let apply = |operation| operation::apply(app, &caller, operation);
            request.operations.iter().map(apply).collect()
        })
        .await?;
    Ok(Json(OperationsResponse { results }))
}
