use crate::SyncError;
use async_trait::async_trait;

/// A request to the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST` or `PUT`.
    pub method: &'static str,
    /// Path from `/v1`, without query.
    pub path: String,
    /// Query, without the question mark.
    pub query: Option<String>,
    /// JSON body.
    pub body: Option<Vec<u8>>,
    /// First and last byte wanted.
    pub range: Option<(u64, u64)>,
    /// The body is a piece of a file instead of JSON: its first byte, and the length of the whole.
    pub piece: Option<(u64, u64)>,
}

/// An answer of the API with a status of success.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Body.
    pub body: Vec<u8>,
    /// Length of the whole file, from `Content-Range`.
    pub total: Option<u64>,
}

/// Carries requests. The real one is HTTPS with proofs of the device's key; tests bring faulty ones.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Sends a request and gives the whole answer.
    ///
    /// # Errors
    /// [`SyncError`], by what went wrong; a refusal by the server comes as [`SyncError::Refused`].
    async fn send(&self, request: Request) -> Result<Reply, SyncError>;
}

impl Request {
    /// A read.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: "GET", path: path.into(), query: None, body: None, range: None, piece: None }
    }

    /// A write of a JSON body.
    pub(crate) fn with_json(
        method: &'static str,
        path: impl Into<String>,
        body: &impl serde::Serialize,
    ) -> Result<Self, SyncError> {
        let body = serde_json::to_vec(body)
            .map_err(|_| SyncError::Broken("a request cannot be written"))?;
        Ok(Self { method, body: Some(body), ..Self::get(path) })
    }

    /// A piece of a file that begins at the first number and belongs to a whole of the second.
    pub(crate) fn piece(path: impl Into<String>, bytes: Vec<u8>, place: (u64, u64)) -> Self {
        Self { method: "PUT", body: Some(bytes), piece: Some(place), ..Self::get(path) }
    }

    /// Adds a query.
    #[must_use]
    pub(crate) fn with_query(mut self, query: String) -> Self {
        self.query = Some(query);
        self
    }
}

/// Reads a JSON answer; anything else is not an e-Cabinet's.
pub fn read_json<T: serde::de::DeserializeOwned>(reply: &Reply) -> Result<T, SyncError> {
    serde_json::from_slice(&reply.body).map_err(|_| SyncError::NotECabinet)
}
