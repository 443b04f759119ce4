//! Marked copies as other programs see them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::wildcard_enum_match_arm,
    reason = "tests fail loudly, and say when they are skipped"
)]

mod copies;
mod picture;
mod sample;
mod signature;
mod structure;
mod viewers;
