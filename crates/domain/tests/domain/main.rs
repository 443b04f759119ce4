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
mod annotation;
mod ceiling;
mod counting;
mod forms;
mod meetings;
mod naive;
mod people;
mod plan;
mod rules;
mod sharing;
mod stage;
