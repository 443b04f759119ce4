//! What a handler takes out of a request. Whatever cannot be read is answered as every other problem is.

use crate::error::ApiError;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wire::{Problem, codes};

/// Longest piece of a reader's own words about what is wrong, in characters.
const MAX_WHY: usize = 300;

/// A JSON body, in a request and in an answer.
pub struct Json<T>(pub T);

/// The query.
pub struct Query<T>(pub T);

/// What stands in the path.
pub struct Path<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let read = axum::Json::from_request(request, state).await;
        let axum::Json(value) =
            read.map_err(|rejection| unreadable(rejection.status(), &rejection.body_text()))?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = axum::extract::Query::from_request_parts(parts, state).await;
        let axum::extract::Query(value) =
            read.map_err(|rejection| unreadable(rejection.status(), &rejection.body_text()))?;
        Ok(Self(value))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    /// A path that cannot be read names nothing.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = axum::extract::Path::from_request_parts(parts, state).await;
        let axum::extract::Path(value) = read.map_err(|_| ApiError::not_found())?;
        Ok(Self(value))
    }
}

fn unreadable(status: StatusCode, why: &str) -> ApiError {
    let why: String = why.chars().take(MAX_WHY).collect();
    let problem = Problem::new(
        status.as_u16(),
        codes::BAD_REQUEST,
        "the request cannot be read as the description of the API says",
    );
    ApiError::Public(problem.with("why", why))
}

/// A number as far as the store can hold one.
///
/// # Errors
/// `bad-request` beyond 2⁶³ - 1.
pub fn within_store(number: u64) -> Result<u64, ApiError> {
    let fits = i64::try_from(number).is_ok();
    fits.then_some(number).ok_or_else(|| ApiError::bad_request("the number is too large"))
}
