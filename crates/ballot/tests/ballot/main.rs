//! Ed25519 as others test it: the Wycheproof vectors, where the corpora lie beside the project.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::string_slice,
    reason = "tests fail loudly"
)]

use ballot::IdentityPublic;
use serde_json::Value;
use std::path::Path;

#[test]
fn no_bad_wycheproof_signature_is_accepted_and_no_good_one_refused() {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/corpora/vectors/wycheproof/ed25519_test.json");
    let Ok(text) = std::fs::read_to_string(&vectors) else {
        eprintln!("skipped: {} is not here", vectors.display());
        return;
    };
    let vectors: Value = serde_json::from_str(&text).unwrap();
    let mut n_checked = 0;
    for group in vectors["testGroups"].as_array().unwrap() {
        let key = group["publicKey"]["pk"].as_str().unwrap();
        let key = IdentityPublic::from_bytes(&unhex(key).try_into().unwrap());
        for test in group["tests"].as_array().unwrap() {
            let message = unhex(test["msg"].as_str().unwrap());
            let signature = unhex(test["sig"].as_str().unwrap());
            let accepted = key.as_ref().is_ok_and(|key| key.verifies(&message, &signature));
            assert_eq!(accepted, test["result"] == "valid", "{test}");
            n_checked += 1;
        }
    }
    assert!(n_checked > 100, "{n_checked}");
}

fn unhex(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect()
}
