//! HTTPS to the pinned server, each request proven with the device's key (RFC 9449).

use crate::credentials::Credentials;
use crate::error::SyncError;
use crate::pinned::{Pin, client_config};
use crate::transport::{Reply, Request, Transport};
use async_trait::async_trait;
use ballot::{IdentityKey, Jws};
use reqwest::header::{AUTHORIZATION, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use reqwest::{Client, Method, Response, StatusCode};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use uuid::Uuid;
use wire::{NONCE_HEADER, PROOF_HEADER, PROOF_TYPE, ProofClaims, codes, token_hash};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(8);
/// Longest silence within an answer.
const READ_TIMEOUT: Duration = Duration::from_secs(25);

/// The real transport.
pub struct HttpTransport {
    client: Client,
    server: String,
    proof: Option<Proof>,
    nonce: Mutex<String>,
}

struct Proof {
    token: String,
    key: IdentityKey,
    jwk: serde_json::Value,
}

impl HttpTransport {
    /// Speaks for an enrolled device.
    ///
    /// # Errors
    /// [`SyncError::Broken`] when TLS cannot be set up.
    pub fn enrolled(credentials: &Credentials) -> Result<Self, SyncError> {
        let key = credentials.signing_key();
        let jwk = serde_json::from_str(&key.public().to_jwk())
            .map_err(|_| SyncError::Broken("the device's key cannot be written"))?;
        let proof = Proof { token: credentials.token.clone(), key, jwk };
        let mut transport = Self::anonymous(&credentials.server, credentials.pin())?;
        transport.proof = Some(proof);
        Ok(transport)
    }

    /// Speaks for a device that is only about to enrol.
    pub(crate) fn anonymous(server: &str, pin: Pin) -> Result<Self, SyncError> {
        let tls = client_config(pin).map_err(|_| SyncError::Broken("TLS cannot be set up"))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .read_timeout(READ_TIMEOUT)
            .build()
            .map_err(|_| SyncError::Broken("HTTPS cannot be set up"))?;
        Ok(Self { client, server: server.to_owned(), proof: None, nonce: Mutex::default() })
    }

    /// Sends a request and gives the answer with its body still to come; retries once for a fresh nonce.
    pub(crate) async fn open(&self, request: &Request) -> Result<Response, SyncError> {
        let first = self.send_once(request).await?;
        match refusal(first).await {
            Err(SyncError::Refused(problem)) if problem.code == codes::PROOF_STALE => {
                refusal(self.send_once(request).await?).await
            }
            answer => answer,
        }
    }

    async fn send_once(&self, request: &Request) -> Result<Response, SyncError> {
        let method = Method::from_bytes(request.method.as_bytes())
            .map_err(|_| SyncError::Broken("an unknown method"))?;
        let target = format!("{}{}", self.server, request.path);
        let query = request.query.as_deref().map(|query| format!("?{query}")).unwrap_or_default();
        let mut builder = self.client.request(method, format!("{target}{query}"));
        if let Some(proof) = &self.proof {
            builder = builder
                .header(AUTHORIZATION, format!("DPoP {}", proof.token))
                .header(PROOF_HEADER, self.prove(proof, request.method, &target)?);
        }
        if let Some((first, last)) = request.range {
            builder = builder.header(RANGE, format!("bytes={first}-{last}"));
        }
        if let (Some(body), Some((first, total))) = (&request.body, request.piece) {
            let last = first + (body.len() as u64).saturating_sub(1);
            builder = builder
                .header(CONTENT_TYPE, "application/octet-stream")
                .header(CONTENT_RANGE, format!("bytes {first}-{last}/{total}"))
                .body(body.clone());
        } else if let Some(body) = &request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let response = builder.send().await.map_err(|error| from_reqwest(&error))?;
        if let Some(nonce) = response.headers().get(NONCE_HEADER).and_then(|n| n.to_str().ok()) {
            nonce.clone_into(&mut self.nonce.lock().unwrap_or_else(PoisonError::into_inner));
        }
        Ok(response)
    }

    fn prove(&self, proof: &Proof, method: &str, target: &str) -> Result<String, SyncError> {
        let claims = ProofClaims {
            jti: Uuid::now_v7().to_string(),
            htm: method.to_owned(),
            htu: target.to_owned(),
            iat: jiff::Timestamp::now().as_second(),
            ath: token_hash(&proof.token),
            nonce: self.nonce.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        let payload = serde_json::to_vec(&claims)
            .map_err(|_| SyncError::Broken("a proof cannot be written"))?;
        let jwk = [("jwk".to_owned(), proof.jwk.clone())];
        Ok(Jws::sign(&proof.key, PROOF_TYPE, jwk, &payload))
    }
}

#[async_trait]
impl Transport for HttpTransport {
    async fn send(&self, request: Request) -> Result<Reply, SyncError> {
        let response = self.open(&request).await?;
        let total = response
            .headers()
            .get(CONTENT_RANGE)
            .and_then(|range| range.to_str().ok()?.rsplit_once('/')?.1.parse().ok());
        let expected = response.content_length();
        let body = response.bytes().await.map_err(|error| from_body(&error))?.to_vec();
        if expected.is_some_and(|expected| expected != body.len() as u64) {
            return Err(SyncError::Incomplete);
        }
        Ok(Reply { body, total })
    }
}

/// Lets an e-Cabinet's successful answer through and names everything else.
async fn refusal(response: Response) -> Result<Response, SyncError> {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or("").to_owned();
    // Every answer of ours carries a nonce; a portal's or proxy's page does not.
    let ours = response.headers().contains_key(NONCE_HEADER);
    if status.is_success() && ours && !kind.starts_with("text/html") {
        return Ok(response);
    }
    if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
        && !kind.starts_with("application/problem+json")
    {
        return Err(SyncError::Busy);
    }
    if !ours || !kind.starts_with("application/problem+json") {
        return Err(SyncError::NotECabinet);
    }
    let body = response.bytes().await.map_err(|error| from_body(&error))?;
    let problem = serde_json::from_slice(&body).map_err(|_| SyncError::NotECabinet)?;
    Err(SyncError::Refused(Box::new(problem)))
}

/// An error of TLS, however many layers of input and output lie around it.
fn find_tls<'e>(error: &'e (dyn std::error::Error + 'static)) -> Option<&'e rustls::Error> {
    if let Some(found) = error.downcast_ref::<rustls::Error>() {
        return Some(found);
    }
    let inner = error.downcast_ref::<std::io::Error>()?.get_ref()?;
    find_tls(inner)
}

fn from_body(error: &reqwest::Error) -> SyncError {
    if error.is_timeout() { SyncError::Unreachable } else { SyncError::Incomplete }
}

fn from_reqwest(error: &reqwest::Error) -> SyncError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        match find_tls(inner) {
            Some(rustls::Error::InvalidCertificate(_)) => return SyncError::PinMismatch,
            Some(_) => return SyncError::NotECabinet,
            None => {}
        }
        cause = inner.source();
    }
    if error.is_body() || error.is_decode() {
        SyncError::Incomplete
    } else {
        SyncError::Unreachable
    }
}
