use serde::{Deserialize, Serialize};

/// Why a page or document cannot be shown. Each concerns this document alone; the program goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ReaderError {
    /// It asks for a password.
    #[error("the document is protected by a password")]
    Encrypted,
    /// The password that was given does not open it.
    #[error("this password does not open the document")]
    WrongPassword,
    /// It is not a PDF, or damaged beyond repair.
    #[error("the document is not a readable PDF")]
    Broken,
    /// It has no bytes.
    #[error("the document is empty")]
    Empty,
    /// It has no pages.
    #[error("the document has no pages")]
    NoPages,
    /// There is no such page, or it alone is damaged.
    #[error("this page cannot be read")]
    Page,
    /// The page holds a picture for which a worker has not enough memory.
    #[error("this page holds a picture that is too large")]
    TooLarge,
    /// The worker died while working on it.
    #[error("the reader stopped while working on this page")]
    Crashed,
    /// The worker did not answer in time and was stopped.
    #[error("this page takes too long to draw")]
    Timeout,
    /// Nobody wants the answer any more. Not to be shown as an error.
    #[error("nobody waits for this page any more")]
    Cancelled,
    /// The bytes of the document cannot be had.
    #[error("the document cannot be read from this device")]
    Source,
    /// libpdfium is not beside the program.
    #[error("the PDF library is missing beside the program")]
    LibraryMissing,
    /// The worker cannot be started.
    #[error("the reader cannot be started")]
    NotStarted,
    /// Its signatures cannot be looked for. The document can be read all the same.
    #[error("{0}")]
    Signatures(SignaturesFault),
}

/// Why the signatures of a document cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum SignaturesFault {
    /// It is longer than a worker can hold, or takes longer than a request may.
    #[error("the document is too large for its signatures to be checked")]
    TooLarge,
    /// It has more than are looked at.
    #[error("the document has more signatures than are checked")]
    TooMany,
    /// It is protected by a password.
    #[error("signatures of a document that is protected by a password are not checked")]
    Enciphered,
    /// Its structure cannot be followed, though its pages can be shown.
    #[error("the structure of the document cannot be followed to its signatures")]
    Unreadable,
}

impl ReaderError {
    /// The stable code for the catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Encrypted => "document-encrypted",
            Self::WrongPassword => "document-wrong-password",
            Self::Broken => "document-broken",
            Self::Empty => "document-empty",
            Self::NoPages => "document-no-pages",
            Self::Page => "page-broken",
            Self::TooLarge => "page-too-large",
            Self::Crashed => "reader-crashed",
            Self::Timeout => "reader-timeout",
            Self::Cancelled => "reader-cancelled",
            Self::Source => "document-not-here",
            Self::LibraryMissing | Self::NotStarted => "reader-missing",
            Self::Signatures(fault) => match fault {
                SignaturesFault::TooLarge => "signatures-too-large",
                SignaturesFault::TooMany => "signatures-too-many",
                SignaturesFault::Enciphered => "signatures-enciphered",
                SignaturesFault::Unreadable => "signatures-unreadable",
            },
        }
    }

    /// Whether the worker is gone that gave it.
    pub(crate) const fn is_end_of_worker(&self) -> bool {
        match self {
            Self::Crashed | Self::Timeout | Self::LibraryMissing | Self::NotStarted => true,
            Self::Encrypted
            | Self::WrongPassword
            | Self::Broken
            | Self::Empty
            | Self::NoPages
            | Self::Page
            | Self::TooLarge
            | Self::Cancelled
            | Self::Source
            | Self::Signatures(_) => false,
        }
    }
}
