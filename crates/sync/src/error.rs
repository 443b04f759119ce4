use vault::VaultError;
use wire::{Problem, codes};

/// Why the laptop and the server did not come to agree this time. Nothing local is lost by any of these.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// No connection, or no answer.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server is not the one that was pinned.
    #[error("the server's certificate is not the pinned one")]
    PinMismatch,
    /// An answer that is not an e-Cabinet's: a captive portal, a proxy's page.
    #[error("what answered is not an e-Cabinet server")]
    NotECabinet,
    /// An answer that broke off.
    #[error("the answer broke off")]
    Incomplete,
    /// The server asks to wait.
    #[error("the server is busy")]
    Busy,
    /// The server refused, in words.
    #[error("the server refused: {}", .0.title)]
    Refused(Box<Problem>),
    /// The history of the public log was changed.
    #[error("the public log contradicts what was verified before")]
    LogContradicts,
    /// The note key is not on this device.
    #[error("the key of the private notes is not on this device yet")]
    NoteKeyMissing,
    /// The recovery code does not hold a key, or another member's.
    #[error("the recovery code is not right")]
    RecoveryCodeWrong,
    /// A note that is erased or not shared, or readers who may not have it.
    #[error("this note cannot be shared like that")]
    NotShareable,
    /// Somebody who has published no key to which a note could be sealed.
    #[error("a reader has no sharing key yet")]
    SharingKeyMissing,
    /// Somebody whose key is another one than before, which nobody has confirmed.
    #[error("a reader's sharing key has changed and was not confirmed")]
    SharingKeyChanged,
    /// An enrolment link or code that cannot be read.
    #[error("the enrolment code cannot be read")]
    CodeUnreadable,
    /// The store on this laptop failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// Something of ours that should not happen.
    #[error("{0}")]
    Broken(&'static str),
}

impl SyncError {
    /// The stable code for the catalogue.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable => "network-unreachable",
            Self::PinMismatch => "pin-mismatch",
            Self::NotECabinet => "server-not-ecabinet",
            Self::Incomplete => "server-incomplete",
            Self::Busy => "server-busy",
            Self::Refused(problem) => &problem.code,
            Self::LogContradicts => "log-contradicts",
            Self::NoteKeyMissing => "note-key-missing",
            Self::RecoveryCodeWrong => "recovery-code-wrong",
            Self::NotShareable => codes::SHARE_REFUSED,
            Self::SharingKeyMissing => "sharing-key-missing",
            Self::SharingKeyChanged => "sharing-key-changed",
            Self::CodeUnreadable => codes::CODE_WRONG,
            Self::Vault(error) => vault_code(error),
            Self::Broken(_) => codes::INTERNAL,
        }
    }

    /// Whether the server answered at all.
    pub const fn was_contact(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::Busy | Self::LogContradicts)
    }
}

/// The stable code of a store's error.
pub const fn vault_code(error: &VaultError) -> &'static str {
    match error {
        VaultError::NoProfile => "no-profile",
        VaultError::ProfileExists => "profile-exists",
        VaultError::InUse => "profile-in-use",
        VaultError::KeyringAbsent => "keyring-absent",
        VaultError::KeyringSilent => "keyring-silent",
        VaultError::KeyringMismatch => "keyring-mismatch",
        VaultError::PassphraseRequired => "passphrase-required",
        VaultError::PassphraseWrong => "passphrase-wrong",
        VaultError::Newer => "profile-newer",
        VaultError::Damaged(_) => "profile-damaged",
        VaultError::DiskFull => "disk-full",
        VaultError::Recalled => "document-recalled",
        VaultError::FileNotHere => "document-not-here",
        VaultError::Poisoned => "reopen-needed",
        VaultError::Database(_) | VaultError::Io(_) | VaultError::Randomness => "internal",
    }
}
