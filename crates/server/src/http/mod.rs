//! The endpoints of API v1 and their description (OpenAPI 3.1, generated from the handlers).

mod administration;
mod changes;
mod devices;
mod enrolments;
mod extract;
mod files;
mod live;
mod log;
mod operations;
mod reports;
mod sharing;
mod trail;
mod uploads;
pub mod watch;

use crate::app::App;
use crate::error::{ApiError, PROBLEM_TYPE};
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
use utoipa::openapi::{Content, ContentBuilder, Ref, RefOr, ResponseBuilder};
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
        .routes(routes!(files::companion))
        .routes(routes!(devices::devices))
        .routes(routes!(devices::approve))
        .routes(routes!(devices::revoke))
        .routes(routes!(devices::note_key, devices::claim_note_key))
        .routes(routes!(sharing::publish_sharing_key))
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
    description().1.to_pretty_json()
}

/// The endpoints, and their description with what every one of them may answer.
fn description() -> (Router<Arc<App>>, utoipa::openapi::OpenApi) {
    let (router, mut description) = described().split_for_parts();
    for path in description.paths.paths.values_mut() {
        let operations = [&mut path.get, &mut path.put, &mut path.post];
        for operation in operations.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            for response in responses.values_mut() {
                if let RefOr::T(response) = response {
                    name_problems(response);
                }
            }
            let problem = ContentBuilder::new()
                .schema(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
                .build();
            let default = ResponseBuilder::new()
                .description("anything that went wrong")
                .content(PROBLEM_TYPE, problem)
                .build();
            responses.insert("default".to_owned(), RefOr::T(default));
        }
    }
    (router, description)
}

/// Problems travel under a type of their own (RFC 9457).
fn name_problems(response: &mut utoipa::openapi::Response) {
    let problem = Some(RefOr::Ref(Ref::from_schema_name("Problem")));
    let is_problem = |content: &RefOr<Content>| matches!(content, RefOr::T(content) if content.schema == problem);
    if response.content.values().any(is_problem) {
        let contents = std::mem::take(&mut response.content);
        response.content =
            contents.into_values().map(|content| (PROBLEM_TYPE.to_owned(), content)).collect();
    }
}

/// All endpoints.
pub fn router(app: Arc<App>) -> Router {
    let (router, description) = description();
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
        .fallback(|| std::future::ready(ApiError::not_found()))
        .method_not_allowed_fallback(|| std::future::ready(ApiError::method_not_allowed()))
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
