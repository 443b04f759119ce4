use super::extract::{Json, Query, within_store};
use crate::access_feed;
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage;
use axum::extract::State;
use std::sync::Arc;
use wire::{ChangesQuery, ChangesResponse, Problem};

/// What changed after a cursor, as far as the asker may see it.
#[utoipa::path(
    get,
    path = "/v1/changes",
    params(ChangesQuery),
    responses((status = 200, body = ChangesResponse), (status = 401, body = Problem))
)]
pub async fn changes(
    State(app): State<Arc<App>>,
    caller: Caller,
    Query(query): Query<ChangesQuery>,
) -> Result<Json<ChangesResponse>, ApiError> {
    let after = within_store(query.after)?;
    let page = app
        .run(move |app| {
            let limit = query.limit.clamp(1, 1000);
            let page = storage::read(app.storage.as_ref(), |transaction| {
                let cabinet = app.cabinet_in(transaction)?;
                access_feed::read_feed(transaction, &cabinet, caller.person, after, limit)
            })?;
            Ok(access_feed::answer(page, app.feed))
        })
        .await?;
    Ok(Json(page))
}
