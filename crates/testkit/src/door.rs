//! A door to the API for programs that know nothing of proofs: plain HTTP on this machine, passed on to the server as
//! one member's device, byte for byte in both directions. One thing does not pass: that the device revokes itself, for
//! then nothing would any more.

use anyhow::Context;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use ballot::{IdentityKey, Jws};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use sync::Credentials;
use tokio::net::TcpListener;
use uuid::Uuid;
use wire::{NONCE_HEADER, PROOF_HEADER, PROOF_TYPE, ProofClaims, token_hash};

/// Longest body taken, above what the server takes, so that its own limit is met.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// An open door.
pub struct Door {
    /// Where it is: `http://127.0.0.1:PORT`.
    pub address: String,
    passage: Arc<Passage>,
}

struct Passage {
    client: reqwest::Client,
    server: String,
    token: String,
    own_revocation: String,
    key: IdentityKey,
    jwk: serde_json::Value,
    nonce: Mutex<String>,
    n_requests: AtomicU64,
    statuses: Mutex<BTreeMap<u16, u64>>,
}

impl Door {
    /// Opens one for a device. It stays open as long as the runtime runs.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn open(credentials: &Credentials) -> anyhow::Result<Self> {
        let key = credentials.signing_key();
        let passage = Arc::new(Passage {
            client: client()?,
            server: credentials.server.clone(),
            own_revocation: format!("/v1/devices/{}/revocation", credentials.device),
            token: credentials.access_token().to_owned(),
            jwk: serde_json::from_str(&key.public().to_jwk()).context("writing the key")?,
            key,
            nonce: Mutex::default(),
            n_requests: AtomicU64::new(0),
            statuses: Mutex::default(),
        });
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.context("a port")?;
        let address = format!("http://{}", listener.local_addr().context("its address")?);
        let router = Router::new().fallback(pass).with_state(Arc::clone(&passage));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, passage })
    }

    /// Requests passed on so far.
    pub fn n_requests(&self) -> u64 {
        self.passage.n_requests.load(Ordering::Relaxed)
    }

    /// How many answers came with which status.
    pub fn statuses(&self) -> BTreeMap<u16, u64> {
        self.passage.statuses.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Trusts the server without looking: the door leads to a server of this machine, started a moment ago.
fn client() -> anyhow::Result<reqwest::Client> {
    // Somebody may have installed it already, which is as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .tls_danger_accept_invalid_certs(true)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("HTTPS")
}

async fn pass(State(passage): State<Arc<Passage>>, request: Request) -> Response {
    passage.n_requests.fetch_add(1, Ordering::Relaxed);
    let answer = passage.carry(request).await;
    let answer = answer.unwrap_or_else(|error| {
        // Says that the door failed, and not the server.
        (StatusCode::IM_A_TEAPOT, format!("{error:#}")).into_response()
    });
    let mut statuses = passage.statuses.lock().unwrap_or_else(PoisonError::into_inner);
    *statuses.entry(answer.status().as_u16()).or_default() += 1;
    answer
}

impl Passage {
    async fn carry(&self, request: Request) -> anyhow::Result<Response> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, MAX_BODY).await.context("reading the request")?;
        let path = parts.uri.path().to_owned();
        if path == self.own_revocation {
            return Ok(StatusCode::NO_CONTENT.into_response());
        }
        let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let target = format!("{}{path}", self.server);
        for last in [false, true] {
            let proof = self.prove(parts.method.as_str(), &target)?;
            let mut headers = passed_on(&parts.headers);
            headers.insert(header::AUTHORIZATION, format!("DPoP {}", self.token).parse()?);
            headers.insert(HeaderName::from_static("dpop"), proof.parse()?);
            let answer = self
                .client
                .request(parts.method.clone(), format!("{target}{query}"))
                .headers(headers)
                .body(body.clone())
                .send()
                .await
                .context("no answer")?;
            if let Some(nonce) = answer.headers().get(NONCE_HEADER).and_then(|n| n.to_str().ok()) {
                nonce.clone_into(&mut self.nonce.lock().unwrap_or_else(PoisonError::into_inner));
            }
            if answer.status() == StatusCode::UNAUTHORIZED && !last {
                continue;
            }
            let mut response = Response::builder().status(answer.status());
            if let Some(headers) = response.headers_mut() {
                *headers = passed_on(answer.headers());
            }
            let bytes = answer.bytes().await.context("reading the answer")?;
            return response.body(Body::from(bytes)).context("passing the answer on");
        }
        anyhow::bail!("the server does not take the proof")
    }

    fn prove(&self, method: &str, target: &str) -> anyhow::Result<String> {
        let claims = ProofClaims {
            jti: Uuid::now_v7().to_string(),
            htm: method.to_owned(),
            htu: target.to_owned(),
            iat: jiff::Timestamp::now().as_second(),
            ath: token_hash(&self.token),
            nonce: self.nonce.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        };
        let payload = serde_json::to_vec(&claims).context("writing a proof")?;
        Ok(Jws::sign(&self.key, PROOF_TYPE, [("jwk".to_owned(), self.jwk.clone())], &payload))
    }
}

/// Headers but those that belong to one connection or to the door.
fn passed_on(headers: &HeaderMap) -> HeaderMap {
    let own = |name: &HeaderName| {
        matches!(
            *name,
            header::HOST
                | header::CONNECTION
                | header::CONTENT_LENGTH
                | header::TRANSFER_ENCODING
                | header::AUTHORIZATION
        ) || name.as_str().eq_ignore_ascii_case(PROOF_HEADER)
    };
    let kept = headers.iter().filter(|(name, _)| !own(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}
