//! Pages read by the real tesseract, a tesseract that tries to get out, and text layers from strangers.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "tests fail loudly"
)]

mod layers;
mod real_pages;
mod sandbox;
