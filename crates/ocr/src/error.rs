/// Why a page does not get words. Each concerns this page alone; the page itself stays readable as a picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OcrError {
    /// Tesseract is not on this computer, or this system is not one it can be closed off on.
    #[error("tesseract is not installed on this computer")]
    NotInstalled,
    /// It has no data for a language that was asked for.
    #[error("tesseract has no data for the language {0} on this computer")]
    NoLanguage(String),
    /// The bytes are not a PNG, or its header cannot be.
    #[error("the page is not a PNG picture")]
    NotAPicture,
    /// It has more bytes than [`crate::MAX_PICTURE`] or more points than [`crate::MAX_PIXELS`].
    #[error("the picture of the page is larger than is read")]
    TooLarge,
    /// Tesseract cannot read the picture.
    #[error("tesseract cannot read the picture of the page")]
    Unreadable,
    /// Tesseract was stopped at the time limit.
    #[error("reading the page took too long")]
    Timeout,
    /// Tesseract ended by itself without words, wrote more than a page can hold, or wanted more memory than allowed.
    #[error("tesseract stopped while reading the page")]
    Crashed,
    /// The worker could not be started, or not be closed off.
    #[error("tesseract cannot be started closed off")]
    NotStarted,
    /// Nobody waits for it any more.
    #[error("the words of the page are no longer wanted")]
    Unwanted,
}

impl OcrError {
    /// The stable code for the catalogue.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotInstalled => "ocr-not-installed",
            Self::NoLanguage(_) => "ocr-no-language",
            Self::NotAPicture => "ocr-not-a-picture",
            Self::TooLarge => "ocr-too-large",
            Self::Unreadable => "ocr-unreadable",
            Self::Timeout => "ocr-timeout",
            Self::Crashed => "ocr-crashed",
            Self::NotStarted => "ocr-not-started",
            Self::Unwanted => "ocr-unwanted",
        }
    }
}
