//! Papers signed by pyHanko, judged and compared with what pyHanko says of them; and papers that were tampered with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail loudly"
)]

mod gathering;
mod hostile;
mod oracle;
mod papers;
mod states;

use jiff::Timestamp;
use papersign::{Evidence, Found, Limits, SignatureVerdict, Trust, find_signatures, verify};
use std::io::Cursor;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers")
}

fn file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// When the papers are looked at: five months after they were signed.
fn now() -> Timestamp {
    "2026-11-01T08:00:00Z".parse().unwrap()
}

/// When they were signed.
fn signing() -> Timestamp {
    "2026-06-01T08:00:00Z".parse().unwrap()
}

fn trust(roots: &[&str], ocsps: &[&str], crls: &[&str]) -> Trust {
    let all = |names: &[&str]| names.iter().map(|name| file(name)).collect();
    let certificates = vec![file("issuing.der")];
    let evidence = Evidence { certificates, ocsps: all(ocsps), crls: all(crls) };
    Trust { roots: all(roots), evidence }
}

fn found(data: &[u8]) -> Found {
    find_signatures(&mut Cursor::new(data), Limits::default()).unwrap()
}

fn judge_at(data: &[u8], trust: &Trust, now: Timestamp) -> Vec<SignatureVerdict> {
    verify(&found(data), &mut Cursor::new(data), trust, now).unwrap()
}

fn judge(name: &str) -> Vec<SignatureVerdict> {
    judge_at(&file(&format!("{name}.pdf")), &trust(&["root.der"], &[], &[]), now())
}
