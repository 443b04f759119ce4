use std::io;

/// Why the store could not do what was asked. Nothing is ever deleted or replaced because of an error.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// No profile in this folder.
    #[error("there is no profile here")]
    NoProfile,
    /// There is one already.
    #[error("there is a profile here already")]
    ProfileExists,
    /// Another process has it open.
    #[error("another program has this profile open")]
    InUse,
    /// The machine has no keyring, and no passphrase was given.
    #[error("this machine has no keyring: a passphrase is needed")]
    KeyringAbsent,
    /// The keyring that protects this profile does not answer.
    #[error("the keyring does not answer")]
    KeyringSilent,
    /// The keyring does not hold this profile's secret.
    #[error("the keyring does not hold this profile's secret")]
    KeyringMismatch,
    /// A passphrase is needed.
    #[error("a passphrase is needed")]
    PassphraseRequired,
    /// The passphrase does not fit.
    #[error("the passphrase is wrong")]
    PassphraseWrong,
    /// Written by a newer program.
    #[error("this profile was written by a newer program")]
    Newer,
    /// Does not open with the right key, or does not hold together.
    #[error("the profile is damaged: {0}")]
    Damaged(String),
    /// No room left.
    #[error("the disk is full")]
    DiskFull,
    /// The key of this dossier was destroyed.
    #[error("the dossier was recalled")]
    Recalled,
    /// The file is not here, or not whole.
    #[error("the file is not on this device yet")]
    FileNotHere,
    /// An earlier write failed in a way that makes further promises unsafe.
    #[error("an earlier write failed: close and open the profile again")]
    Poisoned,
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] rusqlite::Error),
    /// The file system failed.
    #[error("the file system failed")]
    Io(#[source] io::Error),
    /// The operating system gave no randomness.
    #[error("the system gave no randomness")]
    Randomness,
}

/// SQLITE_IOERR_SHMSIZE.
const SHMSIZE: i32 = 4874;

fn extended(error: &rusqlite::Error) -> i32 {
    error.sqlite_error().map_or(0, |error| error.extended_code)
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            // The shared-memory index of the write-ahead log could not grow: nothing was written.
            Some(rusqlite::ErrorCode::SystemIoFailure) if extended(&error) == SHMSIZE => {
                Self::DiskFull
            }
            Some(rusqlite::ErrorCode::SystemIoFailure) => Self::Io(io::Error::other(error)),
            Some(rusqlite::ErrorCode::NotADatabase | rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::Damaged("the database does not open with its key".to_owned())
            }
            _ => Self::Database(error),
        }
    }
}

impl From<io::Error> for VaultError {
    fn from(error: io::Error) -> Self {
        if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull
        } else {
            Self::Io(error)
        }
    }
}
