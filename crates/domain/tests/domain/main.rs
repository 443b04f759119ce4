//! The rules of the cabinet, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "tests fail loudly"
)]

mod access;
mod acts;
mod admission;
mod plan;
mod rules;
mod stage;
