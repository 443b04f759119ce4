//! Two programs in one, for tests alone: the worker that becomes tesseract, and a tesseract that does what the "picture"
//! tells it to, so that the sandbox is tried from inside.
//!
//! A picture is the head of a PNG and then one order a line. What each came to is a "word" of the table.

#[cfg(target_os = "linux")]
mod orders;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = ocr::run_worker_if_asked() {
        return code;
    }
    #[cfg(target_os = "linux")]
    if orders::obey().is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
