//! Two programs in one, for tests alone: the worker that becomes an office, and an office that does what the "document"
//! tells it to, so that the sandbox is tried from inside.
//!
//! A document is one order a line. What each came to is the "PDF".

#[cfg(target_os = "linux")]
mod orders;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = converter::run_worker_if_asked() {
        return code;
    }
    #[cfg(target_os = "linux")]
    if orders::obey().is_err() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
