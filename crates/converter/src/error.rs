use std::io;

/// Why an office file does not become a PDF. Each concerns this file alone, and the person still has it.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// By its content it is no office file.
    #[error("this is not an office file")]
    NotOffice,
    /// LibreOffice is not on this computer, or this system is not one it can be closed off on.
    #[error("LibreOffice is not installed on this computer")]
    NotInstalled,
    /// It is larger than [`crate::MAX_SOURCE`].
    #[error("the office file is larger than is converted")]
    TooLarge,
    /// Unpacked it would be out of all proportion.
    #[error("the office file unpacks to far more than it should")]
    Bomb,
    /// It asks for a password.
    #[error("the office file is protected by a password")]
    Encrypted,
    /// Its table of contents cannot be read, or LibreOffice cannot read it.
    #[error("the office file cannot be read")]
    Broken,
    /// LibreOffice was stopped at the time limit.
    #[error("converting the office file took too long")]
    Timeout,
    /// LibreOffice ended by itself without a PDF, or was stopped because it took more memory or room than allowed.
    #[error("LibreOffice stopped while converting this file")]
    Crashed,
    /// No folder in memory, or none with enough room.
    #[error("there is no folder in memory with enough room")]
    NoMemoryFolder,
    /// The worker could not be started, or not be closed off.
    #[error("LibreOffice cannot be started closed off")]
    NotStarted,
    /// Nobody waits for it any more.
    #[error("the conversion is no longer wanted")]
    Unwanted,
    /// The bytes of the office file cannot be had.
    #[error("the office file cannot be read from this device")]
    Source(#[source] io::Error),
}

impl ConvertError {
    /// The stable code for the catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotOffice => "file-not-pdf",
            Self::NotInstalled => "office-not-installed",
            Self::TooLarge => "office-too-large",
            Self::Bomb => "office-bomb",
            Self::Encrypted => "office-encrypted",
            Self::Broken => "office-broken",
            Self::Timeout => "office-timeout",
            Self::Crashed => "office-crashed",
            Self::NoMemoryFolder => "office-no-memory-folder",
            Self::NotStarted => "office-not-started",
            Self::Unwanted => "locked",
            Self::Source(_) => "document-not-here",
        }
    }
}
