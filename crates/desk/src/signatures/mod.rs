//! The signatures of a paper, judged on this device without a network: found by a worker, held against the bytes in the
//! encrypted store and against what the server gathered for the paper (ADR 0029).

mod covered;
mod views;

use crate::agenda::timestamp;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::reading::Ranges;
use crate::view::{SignatureView, SignaturesStateView, SignaturesView};
use covered::Covered;
use domain::DocumentId;
use jiff::{SignedDuration, Timestamp};
use papersign::{Bundle, Found};
use reader::RangeSource;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::PoisonError;
use sync::PartWord;
use uuid::Uuid;
use vault::{FileRow, FileState, VaultError};

/// Papers whose verdicts are remembered.
const MAX_JUDGED: usize = 24;
/// Verdicts are about today, where nobody proves the time of a signature.
const JUDGED_FOR: SignedDuration = SignedDuration::from_hours(1);

/// The verdicts on the papers that were looked at last, oldest first.
#[derive(Default)]
pub(crate) struct JudgedPapers(Vec<Judged>);

struct Judged {
    paper: (DocumentId, u32),
    /// Of what the server had gathered.
    stamp: u64,
    at: Timestamp,
    view: SignaturesView,
}

impl JudgedPapers {
    fn get(&self, paper: (DocumentId, u32), stamp: u64, now: Timestamp) -> Option<SignaturesView> {
        let known = self.0.iter().find(|judged| judged.paper == paper && judged.stamp == stamp)?;
        let age = now.duration_since(known.at);
        (age >= SignedDuration::ZERO && age < JUDGED_FOR).then(|| known.view.clone())
    }

    fn put(&mut self, judged: Judged) {
        self.0.retain(|known| known.paper != judged.paper);
        if self.0.len() >= MAX_JUDGED {
            self.0.remove(0);
        }
        self.0.push(judged);
    }
}

impl Desk {
    /// The signatures of a version of a paper, with what is known of each. Reads a signed paper once more for each
    /// signature: ask in the background.
    ///
    /// # Errors
    /// `signatures-too-large`, `signatures-too-many`, `signatures-enciphered`, `signatures-unreadable` for a paper that
    /// can be read all the same; those of opening it.
    pub fn signatures(&self, document: Uuid, version: u32) -> Result<SignaturesView, DeskError> {
        let id = DocumentId::from_uuid(document);
        let row = self.version_row(id, version)?;
        if row.state == FileState::Wanted {
            return Ok(without(SignaturesStateView::Arriving));
        }
        let bundle = self.bundle_of(&row)?;
        let now = timestamp(self.clock.now()).unwrap_or_default();
        let stamp = stamp_of(bundle.as_ref());
        if let Some(view) = self.lock_judged().get((id, version), stamp, now) {
            return Ok(view);
        }
        let found = self.reader(id, version)?.signatures()?;
        let ranges = Ranges::whole(self.vault.open_file(&row)?);
        let view = judge(&found, ranges, bundle, now).map_err(unread)?;
        let judged = Judged { paper: (id, version), stamp, at: now, view: view.clone() };
        self.lock_judged().put(judged);
        Ok(view)
    }

    /// What the server gathered to judge the signatures of a file. One that cannot be read is as good as none.
    fn bundle_of(&self, row: &FileRow) -> Result<Option<Bundle>, DeskError> {
        let word = PartWord::Signatures.as_str();
        let Some(bytes) = self.vault.companion(row.document, row.version, word)? else {
            return Ok(None);
        };
        let read = Bundle::decode(&bytes);
        let (document, version) = (row.document, row.version);
        Ok(read.inspect_err(|error| tracing::warn!(%document, version, %error, "evidence")).ok())
    }

    fn lock_judged(&self) -> std::sync::MutexGuard<'_, JudgedPapers> {
        self.judged.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Judges what was found. Without a bundle nobody is trusted, and each verdict says so.
///
/// # Errors
/// That covered bytes cannot be read.
fn judge(
    found: &Found,
    bytes: impl RangeSource,
    bundle: Option<Bundle>,
    now: Timestamp,
) -> io::Result<SignaturesView> {
    if found.signatures.is_empty() {
        return Ok(without(SignaturesStateView::None));
    }
    let gathered_at = bundle.as_ref().map(|bundle| bundle.gathered_at);
    let trust = bundle.unwrap_or_default().into_trust();
    let verdicts = papersign::verify(found, &mut Covered::new(bytes), &trust, now)?;
    let signatures: Vec<SignatureView> = verdicts.into_iter().map(SignatureView::from).collect();
    Ok(SignaturesView { state: SignaturesStateView::Found, signatures, gathered_at })
}

const fn without(state: SignaturesStateView) -> SignaturesView {
    SignaturesView { state, signatures: Vec::new(), gathered_at: None }
}

/// Tells one state of what was gathered from another; the server that sends them has no reason to make two alike.
fn stamp_of(bundle: Option<&Bundle>) -> u64 {
    let mut hasher = DefaultHasher::new();
    bundle.hash(&mut hasher);
    hasher.finish()
}

/// The store's own reason, where it is one.
fn unread(error: io::Error) -> DeskError {
    match error.downcast::<VaultError>() {
        Ok(error) => error.into(),
        Err(error) => DeskError::caused("signatures-unreadable", error),
    }
}

#[cfg(test)]
mod tests;
