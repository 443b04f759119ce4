//! Checks that a request comes from the device its token was given to (RFC 9449, see `wire`'s proof).

use crate::app::App;
use crate::error::ApiError;
use crate::storage::{self, DeviceRow};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use ballot::{IdentityPublic, Jws};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{DeviceId, Moment, PersonId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use wire::{PROOF_HEADER, PROOF_TYPE, Problem, ProofClaims, codes, token_hash};

/// Length of a nonce's window; a nonce lives through its own window and the next.
const WINDOW_MICROS: i64 = 300 * 1_000_000;

/// Nonces and used proofs.
///
/// Used proofs are remembered in memory: they matter for two windows at most, and a restart changes no nonce key, so
/// the one replay a restart could allow is a repeated read or an idempotent operation.
pub struct Proofs {
    key: ring::hmac::Key,
    used: Mutex<BTreeMap<String, i64>>,
}

/// Who asks, proven.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Device.
    pub device: DeviceId,
    /// Its member.
    pub person: PersonId,
    /// The device's public key.
    pub key: IdentityPublic,
}

impl Proofs {
    /// Makes the state around a secret key.
    pub fn new(key: [u8; 32]) -> Self {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &key);
        Self { key, used: Mutex::new(BTreeMap::new()) }
    }

    /// The nonce to hand out now.
    pub fn nonce(&self, now: Moment) -> String {
        self.nonce_of(now.as_micros().div_euclid(WINDOW_MICROS))
    }

    fn nonce_of(&self, window: i64) -> String {
        let tag = ring::hmac::sign(&self.key, &window.to_be_bytes());
        URL_SAFE_NO_PAD.encode(tag.as_ref())
    }

    /// Takes a proof's nonce and name; `false` when the nonce is stale or the name was used.
    fn take(&self, claims: &ProofClaims, now: Moment) -> bool {
        let window = now.as_micros().div_euclid(WINDOW_MICROS);
        let fresh = [window, window - 1].into_iter().find(|at| self.nonce_of(*at) == claims.nonce);
        let Some(at) = fresh else {
            return false;
        };
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.retain(|_, used_at| *used_at >= window - 1);
        used.insert(claims.jti.clone(), at).is_none()
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let token = bearer(&parts.headers).ok_or_else(unauthorised)?.to_owned();
        let proof = one_header(&parts.headers, PROOF_HEADER).ok_or_else(unauthorised)?.to_owned();
        let (method, path) = (parts.method.as_str().to_owned(), parts.uri.path().to_owned());
        app.run(move |app| check(app, &token, &proof, &method, &path)).await
    }
}

fn check(
    app: &App,
    token: &str,
    proof: &str,
    method: &str,
    path: &str,
) -> Result<Caller, ApiError> {
    let hash = token_hash(token);
    let device: Option<DeviceRow> =
        storage::read(app.storage.as_ref(), |transaction| transaction.device_by_token(&hash))?;
    let device = device.ok_or_else(unauthorised)?;
    let key = IdentityPublic::from_base64(&device.signing_key)
        .map_err(|_| ApiError::Broken("a stored device key cannot be read"))?;
    let jws = Jws::verify(proof, PROOF_TYPE, &key).map_err(|_| unauthorised())?;
    let claims: ProofClaims = serde_json::from_slice(&jws.payload).map_err(|_| unauthorised())?;
    let target = claims.htu.strip_prefix("https://").and_then(|rest| rest.split_once('/'));
    let same_path = target.is_some_and(|(_, target)| path.strip_prefix('/') == Some(target));
    if claims.htm != method || !same_path || claims.ath != hash {
        return Err(unauthorised());
    }
    if !app.proofs.take(&claims, app.now()) {
        let title = "the proof's nonce is stale or was used; use the nonce of this answer";
        return Err(ApiError::Public(Problem::new(401, codes::PROOF_STALE, title)));
    }
    if device.revoked_at.is_some() {
        let title = "this device was revoked";
        return Err(ApiError::Public(Problem::new(403, codes::DEVICE_REVOKED, title)));
    }
    Ok(Caller { device: device.id, person: device.person, key })
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    one_header(headers, header::AUTHORIZATION.as_str())?.strip_prefix("DPoP ")
}

fn one_header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let only = values.next()?;
    if values.next().is_some() {
        return None;
    }
    only.to_str().ok()
}

fn unauthorised() -> ApiError {
    let title = "the request does not prove which device it comes from";
    ApiError::Public(Problem::new(401, codes::UNAUTHORISED, title))
}

#[cfg(test)]
mod tests {
    use super::{Proofs, WINDOW_MICROS};
    use domain::Moment;
    use wire::ProofClaims;

    fn claims(jti: &str, nonce: String) -> ProofClaims {
        ProofClaims {
            jti: jti.to_owned(),
            htm: String::new(),
            htu: String::new(),
            iat: 0,
            ath: String::new(),
            nonce,
        }
    }

    #[test]
    fn a_proof_is_taken_once_and_only_with_a_fresh_nonce() {
        let proofs = Proofs::new([1; 32]);
        let at = |windows: i64| Moment::from_micros(windows * WINDOW_MICROS);
        let nonce = proofs.nonce(at(10));
        assert!(proofs.take(&claims("a", nonce.clone()), at(10)));
        assert!(!proofs.take(&claims("a", nonce.clone()), at(10)));
        assert!(proofs.take(&claims("b", nonce.clone()), at(11)));
        assert!(!proofs.take(&claims("a", nonce.clone()), at(11)));
        assert!(!proofs.take(&claims("c", nonce), at(12)));
        assert!(!proofs.take(&claims("d", Proofs::new([2; 32]).nonce(at(10))), at(10)));
    }
}
