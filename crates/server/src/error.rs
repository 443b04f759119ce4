use crate::StoreError;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::AdmitError;
use wire::{Problem, codes};

/// The media type of problems (RFC 9457).
pub const PROBLEM_TYPE: &str = "application/problem+json";

/// What a request ends with when it does not succeed: a public problem, or an inner failure that is logged by its
/// kind and shown as nothing but `internal`.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// Told to the asker.
    #[error("{}", .0.title)]
    Public(Problem),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read.
    #[error("a file could not be read")]
    Objects(#[from] std::io::Error),
    /// Anything else of our own.
    #[error("{0}")]
    Broken(&'static str),
}

impl ApiError {
    /// "Absent" and "forbidden" look alike.
    pub fn not_found() -> Self {
        Self::Public(Problem::new(404, codes::NOT_FOUND, "no such thing, or not for you"))
    }

    /// A request that makes no sense.
    pub fn bad_request(title: &'static str) -> Self {
        Self::Public(Problem::new(400, codes::BAD_REQUEST, title))
    }

    /// A method this address does not know.
    pub fn method_not_allowed() -> Self {
        Self::Public(Problem::new(405, codes::BAD_REQUEST, "this address knows no such method"))
    }

    /// The public face of this error.
    pub fn into_problem(self) -> Problem {
        match self {
            Self::Public(problem) => problem,
            inner @ (Self::Store(_) | Self::Objects(_) | Self::Broken(_)) => {
                let cause = std::error::Error::source(&inner).map(ToString::to_string);
                tracing::error!(error = %inner, cause, "request failed");
                Problem::new(500, codes::INTERNAL, "the server failed; nothing was changed")
            }
        }
    }
}

impl From<AdmitError> for ApiError {
    fn from(error: AdmitError) -> Self {
        let code = match error {
            AdmitError::ItemWithdrawn => codes::ITEM_WITHDRAWN,
            AdmitError::Recused => codes::RECUSED,
            AdmitError::NotOnRoll => codes::NOT_ENTITLED,
            AdmitError::Closed => codes::POLL_CLOSED,
            AdmitError::NotOpenYet => codes::POLL_NOT_OPEN,
            AdmitError::OpinionMissing => codes::OPINION_REQUIRED,
            AdmitError::ChoiceNotOffered
            | AdmitError::GradeNotOffered
            | AdmitError::OpinionTooLong => codes::BAD_REQUEST,
        };
        Self::Public(Problem::new(409, code, error.to_string()))
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let problem = self.into_problem();
        let status =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(problem)).into_response();
        let json = HeaderValue::from_static(PROBLEM_TYPE);
        response.headers_mut().insert(header::CONTENT_TYPE, json);
        response
    }
}
