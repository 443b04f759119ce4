//! The reader against real and hostile documents, and its sandbox from inside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail loudly, and say what they skip"
)]

mod documents;
mod page;
mod pictures;
#[cfg(target_os = "linux")]
mod sandbox;
mod signatures;
mod workers;
