//! Other systems than Linux: tesseract cannot be closed off here, so it is not started.

use crate::{OcrError, Order, Recognised, Tesseract};
use std::path::Path;
use std::process::ExitCode;

/// Finds none.
///
/// # Errors
/// [`OcrError::NotInstalled`], always.
pub fn find_tesseract(_: &Path) -> Result<Tesseract, OcrError> {
    Err(OcrError::NotInstalled)
}

/// Refuses.
///
/// # Errors
/// [`OcrError::NotStarted`], always.
pub fn recognise(_: &Order<'_>, _: &[u8]) -> Result<Recognised, OcrError> {
    Err(OcrError::NotStarted)
}

/// No program is the worker here.
pub fn run_worker_if_asked() -> Option<ExitCode> {
    None
}
