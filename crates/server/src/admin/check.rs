use crate::app::App;
use crate::storage::{self, StoreError};
use ballot::{Receipt, SealedBallot, leaf_hash};
use domain::Document;
use std::collections::BTreeSet;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Documents whose bytes match their digest.
    pub n_files: usize,
    /// Log entries whose hash matches their bytes.
    pub n_leaves: usize,
    /// Ballots whose receipt proves them.
    pub n_receipts: usize,
    /// What is wrong, in words.
    pub problems: Vec<String>,
}

/// Checks the store, every file's digest, every log entry and every receipt.
///
/// # Errors
/// [`StoreError`] when the check itself cannot be run.
pub fn check(app: &App) -> Result<CheckReport, StoreError> {
    let mut report = CheckReport { problems: app.storage.check()?, ..CheckReport::default() };
    let cabinet = app.cabinet()?;
    let mut seen = BTreeSet::new();
    for version in cabinet.documents().flat_map(Document::versions) {
        if seen.insert(version.digest) {
            match file_matches(app, version.digest, version.length) {
                Ok(true) => report.n_files += 1,
                Ok(false) => report.problems.push(format!("file {} is damaged", version.digest)),
                Err(error) => report.problems.push(format!("file {}: {error}", version.digest)),
            }
        }
    }
    check_log(app, &mut report)?;
    let verifier = app.log.verifier();
    for ballot in cabinet.ballots().filter(|ballot| ballot.in_time) {
        let sealed = SealedBallot::from_compact(&ballot.sealed);
        let receipt = Receipt::from_text(&ballot.receipt);
        match receipt.verify(sealed.as_compact().as_bytes(), &verifier) {
            Ok((index, _)) if index == ballot.log_index => report.n_receipts += 1,
            Ok(_) => report.problems.push(format!("ballot {} lies elsewhere", ballot.id)),
            Err(error) => report.problems.push(format!("ballot {}: {error}", ballot.id)),
        }
    }
    Ok(report)
}

fn check_log(app: &App, report: &mut CheckReport) -> Result<(), StoreError> {
    storage::read(app.storage.as_ref(), |transaction| {
        for (index, hash) in (0_u64..).zip(transaction.leaf_hashes()?) {
            match transaction.leaf(index)? {
                Some(bytes) if leaf_hash(&bytes) == hash => report.n_leaves += 1,
                Some(_) => report.problems.push(format!("log entry {index} is damaged")),
                None => report.problems.push(format!("log entry {index} is missing")),
            }
        }
        Ok::<_, StoreError>(())
    })
}

fn file_matches(app: &App, digest: domain::Digest, length: u64) -> std::io::Result<bool> {
    const STEP: u64 = 1024 * 1024;
    if app.objects.length(digest)? != Some(length) {
        return Ok(false);
    }
    let mut hasher = blake3::Hasher::new();
    let mut offset = 0;
    while offset < length {
        let step = STEP.min(length - offset);
        let n_bytes = usize::try_from(step).map_err(std::io::Error::other)?;
        hasher.update(&app.objects.read(digest, offset, n_bytes)?);
        offset += step;
    }
    Ok(hasher.finalize().as_bytes() == digest.as_bytes())
}
