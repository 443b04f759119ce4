//! Conversions by the real LibreOffice, files that must not reach it, and an office that tries to get out.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod bad_files;
mod documents;
mod real_office;
mod sandbox;
