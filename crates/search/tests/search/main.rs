//! The index as its owner uses it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    missing_docs,
    reason = "tests fail loudly, and the benchmark's parts print"
)]

mod benchmark;
mod finding;
mod model;
mod safety;
mod stock;
