use super::extract::Json;
use crate::app::App;
use crate::enrolment::{self, Attempts};
use crate::error::ApiError;
use axum::Extension;
use axum::extract::{ConnectInfo, State};
use std::net::SocketAddr;
use std::sync::Arc;
use wire::{EnrolRequest, EnrolResponse, Problem};

/// Turns a one-time code into a device.
#[utoipa::path(
    post,
    path = "/v1/enrolments",
    request_body = EnrolRequest,
    responses(
        (status = 200, body = EnrolResponse),
        (status = 400, body = Problem),
        (status = 403, body = Problem, description = "wrong, used or expired code"),
        (status = 429, body = Problem, description = "too many wrong codes"),
    )
)]
pub async fn enrol(
    State(app): State<Arc<App>>,
    Extension(attempts): Extension<Arc<Attempts>>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Json(request): Json<EnrolRequest>,
) -> Result<Json<EnrolResponse>, ApiError> {
    let enrolled =
        app.run(move |app| enrolment::enrol(app, &attempts, from.ip(), &request)).await?;
    Ok(Json(enrolled))
}
