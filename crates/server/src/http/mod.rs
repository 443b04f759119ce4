//! The endpoints of API v1 and their description (OpenAPI 3.1, generated from the handlers).

mod administration;
mod changes;
mod devices;
mod enrolments;
mod files;
mod live;
mod log;
mod operations;
mod reports;
mod trail;
mod uploads;
pub mod watch;

use crate::app::App;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use std::sync::Arc;
use std::time::Duration;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::NONCE_HEADER;

const MAX_BODY: usize = 16 * 1024 * 1024;
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "e-Cabinet API",
        version = "1",
        description = "Every request but enrolment carries `Authorization: DPoP TOKEN` and a `DPoP` proof \
            (RFC 9449) whose nonce is the `DPoP-Nonce` header of the last answer. \
            Errors are problem details (RFC 9457) with a stable `code`."
    ),
    components(schemas(wire::Problem, wire::Record, wire::LivePoke))
)]
struct Description;

fn described() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(enrolments::enrol))
        .routes(routes!(changes::changes))
        .routes(routes!(operations::operations))
        .routes(routes!(files::file))
        .routes(routes!(devices::devices))
        .routes(routes!(devices::approve))
        .routes(routes!(devices::revoke))
        .routes(routes!(devices::note_key, devices::claim_note_key))
        .routes(routes!(log::checkpoint))
        .routes(routes!(uploads::upload_state, uploads::upload_piece))
        .routes(routes!(trail::trail))
        .routes(routes!(reports::form_report))
        .routes(routes!(administration::all_devices))
        .routes(routes!(administration::revoke_any))
        .routes(routes!(administration::make_code))
}

/// The description of the API as JSON.
///
/// # Errors
/// Never in practice: the description is made of plain values.
pub fn openapi_json() -> Result<String, serde_json::Error> {
    let (_, description) = described().split_for_parts();
    description.to_pretty_json()
}

/// All endpoints.
pub fn router(app: Arc<App>) -> Router {
    let (router, description) = described().split_for_parts();
    let description = description.to_json().unwrap_or_default();
    let attempts = Arc::new(crate::enrolment::Attempts::default());
    let json = [("content-type", "application/json")];
    router
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::REQUEST_TIMEOUT,
            REQUEST_TIMEOUT,
        ))
        .route("/v1/live", get(live::live))
        .route("/v1/openapi.json", get(move || std::future::ready((json, description))))
        .fallback(|| std::future::ready(crate::error::ApiError::not_found()))
        .layer(axum::Extension(attempts))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(middleware::from_fn_with_state(Arc::clone(&app), hand_out_nonce))
        .layer(middleware::from_fn(watch::count))
        .with_state(app)
}

async fn hand_out_nonce(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(nonce) = HeaderValue::from_str(&app.proofs.nonce(app.now())) {
        response.headers_mut().insert(HeaderName::from_static(NONCE_HEADER), nonce);
    }
    response
}
