//! The proof that a request comes from the device its token was given to (DPoP, RFC 9449).
//!
//! Freshness comes from the server's nonce (section 8), not from `iat`: a laptop whose clock is a year off still works.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Header that carries the proof.
pub const PROOF_HEADER: &str = "dpop";
/// Header in which the server hands out the nonce for the next proof.
pub const NONCE_HEADER: &str = "dpop-nonce";
/// JWS type of a proof.
pub const PROOF_TYPE: &str = "dpop+jwt";

/// Claims of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofClaims {
    /// Names the proof; used once.
    pub jti: String,
    /// Method.
    pub htm: String,
    /// Target without query.
    pub htu: String,
    /// Device's clock, seconds; informative.
    pub iat: i64,
    /// SHA-256 of the access token, base64url.
    pub ath: String,
    /// Server's nonce.
    pub nonce: String,
}

/// SHA-256 of an access token, base64url without padding: as in `ath`, and as servers store it.
pub fn token_hash(token: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}
