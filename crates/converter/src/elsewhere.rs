//! Other systems than Linux: LibreOffice cannot be closed off here, so it is not started.

use crate::{ConvertError, Converted, Order};
use std::io::Read;
use std::process::ExitCode;

/// Refuses.
///
/// # Errors
/// [`ConvertError::NotStarted`], always.
pub fn convert(_: &Order<'_>, _: &mut dyn Read) -> Result<Converted, ConvertError> {
    Err(ConvertError::NotStarted)
}

/// Does nothing: nothing was ever made.
pub fn remove_leftovers() {}

/// No program is the worker here.
pub fn run_worker_if_asked() -> Option<ExitCode> {
    None
}
