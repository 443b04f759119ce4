//! What can go wrong.

use std::io;
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};

/// Why the index did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index is damaged, was made with another key or by another version, or is no index. It is derived data:
    /// [`crate::Index::wipe`] it and build it again.
    #[error("the search index cannot be read: {0}")]
    Unreadable(String),
    /// Another program, or another part of this one, has the index or its writer.
    #[error("the search index is in use")]
    InUse,
    /// The disk refused. The last commit stands.
    #[error("the disk refused the search index")]
    Io(#[from] io::Error),
    /// The writer has stopped, mostly because of an earlier error of the disk; another one can be had.
    #[error("the writer of the search index has stopped: {0}")]
    Stopped(String),
    /// No random numbers could be had.
    #[error("the system gives no random numbers")]
    Randomness,
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        if matches!(error, TantivyError::LockFailure(LockError::LockBusy, _)) {
            return Self::InUse;
        }
        if let TantivyError::LockFailure(LockError::IoError(cause), _)
        | TantivyError::IoError(cause)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: cause, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: cause, .. }) = &error
        {
            return of_io(cause);
        }
        let has_stopped = matches!(
            error,
            TantivyError::ErrorInThread(_) | TantivyError::SystemError(_) | TantivyError::Poisoned
        );
        // Whatever else it says is about files that are not as they were written.
        if has_stopped {
            Self::Stopped(error.to_string())
        } else {
            Self::Unreadable(error.to_string())
        }
    }
}

/// tantivy shares its errors, so the cause is told again in an error of ours.
fn of_io(error: &io::Error) -> Error {
    let is_damage = matches!(
        error.kind(),
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof | io::ErrorKind::NotFound
    );
    if is_damage {
        return Error::Unreadable(error.to_string());
    }
    Error::Io(io::Error::new(error.kind(), error.to_string()))
}

/// An error of reading, where damage is told from a disk that refuses.
pub(crate) fn reading(error: io::Error) -> Error {
    of_io(&error)
}
