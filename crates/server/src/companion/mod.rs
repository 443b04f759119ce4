//! What the server makes beside papers: an index of the bytes that each page needs, the words of scanned pages, and what
//! is needed to judge their signatures.
//!
//! Made in the background, one paper after another, from the paper alone: it can be made anew at any time. PDF is parsed
//! in sandboxed workers and pictures are read by a tesseract that is closed off; neither happens in this process. Where
//! libpdfium or tesseract is not installed, papers simply have no such part, and clients say so.

mod evidence;
mod pages;
mod report;
mod shared;
mod stored;
mod words;

pub use report::{CompanionsReport, PartReport, report_companions};

use crate::app::App;
use crate::config::PapersConfig;
use crate::error::ApiError;
use crate::storage::{self, ChangeRow, CompanionRow};
use domain::{Cabinet, Digest, Document, Moment};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use wire::{KindWord, MAX_COMPANION, PartWord};

/// How long until papers are looked at again when nothing has changed.
const IDLE: Duration = Duration::from_secs(30);

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

/// What came of making a part.
enum Made {
    /// Its bytes.
    Ready(Vec<u8>),
    /// What can be had of it now, and why there is not more; tried again on another day.
    Partly(Vec<u8>, &'static str),
    /// There is nothing to have.
    Nothing,
    /// It cannot be made: a code of the catalogue.
    Failed(&'static str),
    /// Not now: the server is stopping, or something it takes is not installed.
    Later,
}

/// What makes parts.
pub(crate) struct Maker {
    program: PathBuf,
    tesseract: Option<ocr::Tesseract>,
    languages: Vec<String>,
    roots: Vec<Vec<u8>>,
    hosts: Vec<String>,
}

impl Maker {
    /// A maker whose workers are `program` started anew. Says in the log what it cannot make.
    pub(crate) fn new(program: &Path, papers: &PapersConfig) -> Self {
        if reader::find_library(program).is_none() {
            tracing::warn!("libpdfium lies not beside the program: nothing is made beside papers");
        }
        let tesseract = match ocr::find_tesseract(program) {
            Ok(tesseract) => Some(tesseract),
            Err(error) => {
                tracing::warn!(%error, "words of scanned papers are not read");
                None
            }
        };
        let has = |language: &&String| {
            tesseract.iter().any(|tesseract| tesseract.languages.contains(language))
        };
        let known: Vec<String> = papers.languages.iter().filter(has).cloned().collect();
        if tesseract.is_some() && known.is_empty() {
            tracing::warn!("tesseract has none of the languages wanted: scans are not read");
        }
        let roots = papers.roots.as_deref().map(evidence::read_roots).unwrap_or_default();
        let hosts = papers.evidence_hosts.clone();
        Self { program: program.to_owned(), tesseract, languages: known, roots, hosts }
    }

    fn can_make(&self, part: PartWord) -> bool {
        reader::find_library(&self.program).is_some()
            && match part {
                PartWord::Pages => true,
                PartWord::Signatures => !self.roots.is_empty(),
                PartWord::Words => self.tesseract.is_some() && !self.languages.is_empty(),
            }
    }

    /// What a part is made by: with another one a failure may go well. Authorities are asked again on another day, and
    /// when others are trusted.
    fn stamp(&self, part: PartWord, now: Moment) -> String {
        let own = env!("CARGO_PKG_VERSION");
        match (part, &self.tesseract) {
            (PartWord::Words, Some(tesseract)) => {
                format!("{own} tesseract {} {}", tesseract.version, self.languages.join("+"))
            }
            (PartWord::Signatures, _) => format!("{} {}", self.trusted(), now.as_micros() / DAY),
            (PartWord::Pages | PartWord::Words, _) => own.to_owned(),
        }
    }

    /// Tells one set of roots and hosts from another.
    fn trusted(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for root in &self.roots {
            hasher.update(&(root.len() as u64).to_be_bytes()).update(root);
        }
        hasher.update(self.hosts.join(" ").as_bytes());
        format!("roots {}", hasher.finalize().to_hex())
    }

    /// Whether a part has to be made anew.
    fn is_stale(&self, row: &CompanionRow, now: Moment) -> bool {
        let has_failed = row.problem.is_some() && row.made_by != self.stamp(row.part, now);
        let trusts_others =
            row.part == PartWord::Signatures && !row.made_by.starts_with(&self.trusted());
        has_failed || trusts_others
    }

    fn make(&self, app: &App, paper: &Wanted) -> Made {
        let source = stored::Stored::new(app, paper.file, paper.length);
        match paper.part {
            PartWord::Pages => pages::make(&self.program, &source, &|| app.is_stopping()),
            PartWord::Signatures => {
                let now = wire::moment_to_wire(app.now());
                evidence::make(self, source, now, &|| app.is_stopping())
            }
            PartWord::Words => words::make(self, source, &|| app.is_stopping()),
        }
    }
}

/// A part that is missing.
struct Wanted {
    part: PartWord,
    file: Digest,
    length: u64,
}

/// Makes what is missing, until the server stops.
pub(crate) async fn work(app: Arc<App>, program: PathBuf) {
    let mut pokes = app.pokes.subscribe();
    let papers = app.config.papers.clone();
    let made = tokio::task::spawn_blocking(move || Maker::new(&program, &papers)).await;
    let Ok(maker) = made.map(Arc::new) else {
        return;
    };
    loop {
        let with = Arc::clone(&maker);
        match app.run(move |app| make_next(app, &with)).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "what belongs beside a paper cannot be made"),
        }
        // Woken by any change of the feed, at the latest after a while.
        drop(tokio::time::timeout(IDLE, pokes.changed()).await);
        if app.is_stopping() {
            return;
        }
    }
}

/// Makes all that is missing, and gives how many parts were decided. For tests and for whoever waits.
///
/// # Errors
/// [`ApiError`] when the store or the files cannot be used.
pub fn make_companions(app: &App, program: &Path) -> Result<usize, ApiError> {
    let maker = Maker::new(program, &app.config.papers);
    let mut n_made = 0;
    while make_next(app, &maker)? {
        n_made += 1;
    }
    Ok(n_made)
}

/// Makes the part that is wanted most; `false` when none is.
fn make_next(app: &App, maker: &Maker) -> Result<bool, ApiError> {
    if app.is_stopping() {
        return Ok(false);
    }
    let Some(wanted) = most_wanted(app, maker)? else {
        return Ok(false);
    };
    let (bytes, problem) = match maker.make(app, &wanted) {
        Made::Ready(bytes) if bytes.len() as u64 <= MAX_COMPANION => (Some(bytes), None),
        Made::Partly(bytes, code) if bytes.len() as u64 <= MAX_COMPANION => {
            (Some(bytes), Some(code))
        }
        Made::Ready(_) | Made::Partly(..) => (None, Some("companion-too-large")),
        Made::Nothing => (None, None),
        Made::Failed(code) => (None, Some(code)),
        Made::Later => return Ok(false),
    };
    let length = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
    let object = match bytes {
        Some(bytes) => Some(app.objects.put(&mut bytes.as_slice())?.0),
        None => None,
    };
    let row = CompanionRow {
        file: wanted.file,
        part: wanted.part,
        object,
        length,
        problem: problem.map(str::to_owned),
        made_by: maker.stamp(wanted.part, app.now()),
        made_at: app.now(),
    };
    keep(app, &row)?;
    Ok(true)
}

/// Keeps a part, and tells those who may read the paper.
fn keep(app: &App, row: &CompanionRow) -> Result<(), ApiError> {
    tracing::info!(
        file = %row.file, part = row.part.as_str(), length = row.length, problem = row.problem,
        "made beside a paper"
    );
    storage::write(app.storage.as_ref(), |transaction| {
        transaction.put_companion(row)?;
        let cabinet = app.cabinet_in(transaction)?;
        let holds =
            |document: &&Document| document.versions().any(|version| version.digest == row.file);
        for document in cabinet.documents().filter(holds) {
            transaction.append_change(&ChangeRow {
                seq: 0,
                kind: KindWord::Companion,
                id: document.id.as_uuid(),
                audience: None,
                removed: false,
            })?;
        }
        Ok::<_, ApiError>(())
    })?;
    Ok(app.poke()?)
}

/// What is missing and can be made: quick parts first, then short papers.
fn most_wanted(app: &App, maker: &Maker) -> Result<Option<Wanted>, ApiError> {
    let known: BTreeMap<(Digest, PartWord), CompanionRow> =
        storage::read(app.storage.as_ref(), |transaction| {
            let rows = transaction.companions(None)?;
            Ok::<_, ApiError>(rows.into_iter().map(|row| ((row.file, row.part), row)).collect())
        })?;
    let papers = papers_of(&*app.cabinet()?);
    for part in PartWord::ALL.into_iter().filter(|part| maker.can_make(*part)) {
        let is_missing = |file: Digest| {
            known.get(&(file, part)).is_none_or(|row| maker.is_stale(row, app.now()))
        };
        for (length, file) in &papers {
            // Only what is here whole can be read; a paper that an import named and that never came has no bytes.
            if is_missing(*file) && app.objects.length(*file)? == Some(*length) && *length > 0 {
                return Ok(Some(Wanted { part, file: *file, length: *length }));
            }
        }
    }
    Ok(None)
}

/// Papers that somebody may read, short ones first.
fn papers_of(cabinet: &Cabinet) -> BTreeSet<(u64, Digest)> {
    let standing = cabinet.documents().filter(|document| !document.recalled);
    standing.flat_map(Document::versions).map(|version| (version.length, version.digest)).collect()
}
