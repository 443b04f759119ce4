use crate::view::ErrorView;
use converter::ConvertError;
use domain::act::ActError;
use domain::{AdmitError, AnnotationError, TextError, ZoneError};
use reader::ReaderError;
use std::collections::BTreeMap;
use sync::{SyncError, vault_code};
use vault::VaultError;

/// Why the desk could not do what was asked: a stable code for the catalogue, and the cause for the log.
#[derive(Debug, thiserror::Error)]
#[error("{code}")]
pub struct DeskError {
    code: String,
    details: BTreeMap<String, String>,
    #[source]
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl DeskError {
    /// An error that is nothing but its code.
    pub fn from_code(code: impl Into<String>) -> Self {
        Self { code: code.into(), details: BTreeMap::new(), cause: None }
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Words the catalogue's sentence asks for, by name.
    pub fn details(&self) -> &BTreeMap<String, String> {
        &self.details
    }

    /// What a person meets.
    pub fn view(&self) -> ErrorView {
        ErrorView { code: self.code.clone(), details: self.details.clone() }
    }

    pub(crate) fn caused(
        code: &str,
        cause: impl std::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self { cause: Some(Box::new(cause)), ..Self::from_code(code) }
    }

    /// Adds a word that the catalogue's sentence asks for.
    #[must_use]
    pub fn with_detail(mut self, name: &str, word: &str) -> Self {
        self.details.insert(name.to_owned(), word.to_owned());
        self
    }
}

/// An error view of a code.
pub fn error_view(code: &str) -> ErrorView {
    ErrorView { code: code.to_owned(), details: BTreeMap::new() }
}

impl From<SyncError> for DeskError {
    fn from(error: SyncError) -> Self {
        let code = error.code().to_owned();
        Self::caused(&code, error)
    }
}

impl From<VaultError> for DeskError {
    fn from(error: VaultError) -> Self {
        Self::caused(vault_code(&error), error)
    }
}

impl From<ReaderError> for DeskError {
    fn from(error: ReaderError) -> Self {
        Self::caused(error.code(), error)
    }
}

impl From<ConvertError> for DeskError {
    fn from(error: ConvertError) -> Self {
        Self::caused(error.code(), error)
    }
}

impl From<AnnotationError> for DeskError {
    fn from(error: AnnotationError) -> Self {
        Self::caused("annotation-invalid", error)
    }
}

impl From<search::Error> for DeskError {
    fn from(error: search::Error) -> Self {
        let code = match &error {
            search::Error::Unreadable(_) | search::Error::Stopped(_) => "search-unreadable",
            search::Error::InUse => "search-in-use",
            search::Error::Io(cause) if cause.kind() == std::io::ErrorKind::StorageFull => {
                "disk-full"
            }
            search::Error::Io(_) | search::Error::Randomness => "search-unreadable",
        };
        Self::caused(code, error)
    }
}

impl From<AdmitError> for DeskError {
    fn from(error: AdmitError) -> Self {
        let code = match error {
            AdmitError::ItemWithdrawn => "item-withdrawn",
            AdmitError::Recused => "recused",
            AdmitError::NotOnRoll => "not-entitled",
            AdmitError::Closed => "poll-closed",
            AdmitError::NotOpenYet => "poll-not-open",
            AdmitError::OpinionMissing => "opinion-required",
            AdmitError::ChoiceNotOffered
            | AdmitError::GradeNotOffered
            | AdmitError::OpinionTooLong => "bad-request",
        };
        Self::caused(code, error)
    }
}

impl From<TextError> for DeskError {
    fn from(error: TextError) -> Self {
        let code = match error {
            TextError::Empty => "text-empty",
            TextError::TooLong { .. } => "text-too-long",
            TextError::Control => "text-characters",
        };
        Self::caused(code, error)
    }
}

impl From<ZoneError> for DeskError {
    fn from(error: ZoneError) -> Self {
        let code = match &error {
            ZoneError::Unknown(_) => "zone-unknown",
            ZoneError::NotATime => "time-unreadable",
            ZoneError::Skipped => "time-skipped",
            ZoneError::Twice => "time-twice",
        };
        Self::caused(code, error)
    }
}

impl From<ActError> for DeskError {
    fn from(error: ActError) -> Self {
        let code = match &error {
            ActError::Words { source, .. } => return Self::from(*source),
            ActError::NotFound => "not-found",
            ActError::NotEntitled => "not-entitled",
            ActError::NotEditable => "not-editable",
            ActError::Conflict => "conflict",
            ActError::BadTimes => "meeting-times",
            ActError::DeadlinePast => "deadline-past",
            ActError::DeadlineOnHoliday => "deadline-on-holiday",
            ActError::ReasonMissing => "reason-required",
            ActError::Ring => "item-ring",
            ActError::NotPossibleNow => "not-possible-now",
            ActError::Incomplete => "not-complete",
            ActError::Empty => "nothing-in-it",
            ActError::AlreadyOut => "already-out",
            ActError::AboveCeiling => "above-ceiling",
            ActError::LodgingClosed => "lodging-closed",
            ActError::FileMissing => "file-missing",
            ActError::OwnRights => "own-rights",
            ActError::HandleTaken => "handle-taken",
            ActError::BadNumber => "bad-number",
            ActError::AnswersOpen => "answers-open",
            ActError::AnswersAwaited => "answers-awaited",
            ActError::PlaceTaken => "place-taken",
        };
        Self::caused(code, error)
    }
}
