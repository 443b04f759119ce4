//! What other programs read of the server, and what laptops do with it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail loudly")]

mod laptop;
mod sharing;

use std::path::Path;

/// The description of the API changes on purpose only. `UPDATE=1 cargo test -p server` writes it anew.
#[test]
fn the_api_is_described_as_it_was_agreed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let generated = server::openapi_json().unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &generated).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == generated, "openapi.json is stale: run UPDATE=1 cargo test -p server");
}

#[test]
fn the_description_is_openapi_3_1_and_names_every_endpoint() {
    let text = server::openapi_json().unwrap();
    assert!(text.contains("\"openapi\": \"3.1"), "{}", text.lines().nth(1).unwrap_or_default());
    for path in [
        "/v1/enrolments",
        "/v1/changes",
        "/v1/operations",
        "/v1/files/{digest}",
        "/v1/devices",
        "/v1/devices/{device}/approval",
        "/v1/devices/{device}/revocation",
        "/v1/note-key",
        "/v1/sharing-key",
        "/v1/log/checkpoint",
    ] {
        assert!(text.contains(&format!("\"{path}\"")), "{path}");
    }
}
