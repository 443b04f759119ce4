//! The papers of a run: each as a plain file for the peers and in an encrypted profile for ours.

use super::Extent;
use super::ours::{FolderKeyring, Ranges};
use super::scan;
use anyhow::{Context, ensure};
use domain::{Digest, DocumentId, DossierId};
use reader::OpenDocument;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;
use vault::{FileRow, FileState, Profile, Vault};

/// Bytes written into the store at once: 64 of its chunks.
const PIECE: usize = 4 * 1024 * 1024;

/// A paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// Its name in the store.
    pub key: &'static str,
    /// What it is called in the figures.
    pub title: String,
    /// The plain file.
    pub plain: PathBuf,
    /// The sealed file.
    pub sealed: PathBuf,
    /// Pages.
    pub n_pages: usize,
}

/// All of them, in a folder that goes with this.
pub struct Papers {
    folder: TempDir,
    papers: Vec<Paper>,
    collection: Vec<(String, PathBuf)>,
}

/// Papers of the collection: name in the store, title, file, pages.
const CHOSEN: &[(&str, &str, &str, usize)] = &[
    ("guide", "118 pages of Vietnamese text", "vi-install-guide.pdf", 118),
    ("book", "169 pages of Vietnamese text and formulas", "vi-lshort.pdf", 169),
    ("snippets", "648 pages of music and 12 MB", "big-lilypond-snippets.pdf", 648),
    ("manual", "a manual of 2,415 pages", "big-r-fullrefman.pdf", 2415),
    ("scan24", "24 scanned pages of 11 MB", "synth-vi-scan-gray-24p.pdf", 24),
];

impl Papers {
    /// Copies the papers of the collection, makes the scans, and puts all of them into a new profile.
    ///
    /// # Errors
    /// When the collection is not beside the project, or a program that makes scans is missing.
    pub fn make(extent: Extent, programs: &Path) -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let corpus = root.join("shared/corpora/pdf");
        let corpus = corpus.canonicalize().with_context(|| {
            format!("this benchmark needs the collection of papers in {}", corpus.display())
        })?;
        let place = programs.parent().unwrap_or(programs).join("bench");
        std::fs::create_dir_all(&place)?;
        let folder = tempfile::Builder::new().prefix("papers-").tempdir_in(place)?;
        let profile = folder.path().join("profile");
        let keyring = FolderKeyring(profile.with_extension("keyring"));
        let vault = Profile::at(&profile).make(&keyring, None)?;
        let mut made = Self { folder, papers: Vec::new(), collection: Vec::new() };
        for (key, title, name, n_pages) in CHOSEN {
            let plain = made.folder.path().join(name);
            std::fs::copy(corpus.join(name), &plain).with_context(|| format!("copying {name}"))?;
            made.add(&vault, key, (*title).to_owned(), plain, *n_pages)?;
        }
        made.add_scans(&vault, extent)?;
        made.add_collection(&vault, &corpus)?;
        Ok(made)
    }

    /// The profile, which is locked.
    pub fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    /// A place for pictures.
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A paper.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn get(&self, key: &str) -> anyhow::Result<Paper> {
        let found = self.papers.iter().find(|paper| paper.key == key);
        found.cloned().with_context(|| format!("there is no paper {key}"))
    }

    /// Name in the store and plain file of every paper of the collection.
    pub fn collection(&self) -> Vec<(String, PathBuf)> {
        self.collection.clone()
    }

    fn add_scans(&mut self, vault: &Vault, extent: Extent) -> anyhow::Result<()> {
        let (n_scan, n_words) = match extent {
            Extent::Quick => (12, 6),
            Extent::Full => (200, 60),
        };
        let guide = self.get("guide")?;
        for (key, n_pages, with_words) in [("scan", n_scan, false), ("read-scan", n_words, true)] {
            let plain = self.folder.path().join(format!("{key}.pdf"));
            scan::write(&guide.plain, guide.n_pages, n_pages, with_words, &plain)?;
            let megabytes = std::fs::metadata(&plain)?.len() / 1_000_000;
            ensure!(extent == Extent::Quick || with_words || megabytes >= 200, "{megabytes} MB");
            let layer = if with_words { " with a text layer" } else { "" };
            let title = format!("{n_pages} scanned pages{layer}, {megabytes} MB");
            self.add(vault, key, title, plain, n_pages)?;
        }
        Ok(())
    }

    fn add_collection(&mut self, vault: &Vault, corpus: &Path) -> anyhow::Result<()> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(corpus)?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|end| end == "pdf"))
            .collect();
        files.sort();
        for (number, file) in files.into_iter().enumerate() {
            let name = format!("c{number}");
            store(vault, &name, &file)?;
            self.collection.push((name, file));
        }
        Ok(())
    }

    fn add(
        &mut self,
        vault: &Vault,
        key: &'static str,
        title: String,
        plain: PathBuf,
        n_pages: usize,
    ) -> anyhow::Result<()> {
        // What is not on the disk cannot be dropped from the file cache.
        File::open(&plain)?.sync_all()?;
        store(vault, key, &plain)?;
        let sealed = self.profile().join("files").join(key);
        self.papers.push(Paper { key, title, plain, sealed, n_pages });
        Ok(())
    }
}

fn store(vault: &Vault, name: &str, plain: &Path) -> anyhow::Result<()> {
    let mut hasher = blake3::Hasher::new();
    let mut file = File::open(plain).with_context(|| format!("opening {}", plain.display()))?;
    std::io::copy(&mut file, &mut hasher)?;
    let id =
        Uuid::from_bytes(hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default());
    let row = FileRow {
        document: DocumentId::from_uuid(named(id, name)),
        dossier: DossierId::from_uuid(named(Uuid::nil(), "dossier")),
        version: 1,
        digest: Digest::from_bytes(*hasher.finalize().as_bytes()),
        length: file.metadata()?.len(),
        name: name.to_owned(),
        state: FileState::Wanted,
        n_pages: None,
        problem: None,
    };
    vault.put_file(&row)?;
    let mut file = File::open(plain)?;
    let mut at = 0;
    while at < row.length {
        let mut piece = Vec::with_capacity(PIECE);
        (&mut file).take(PIECE as u64).read_to_end(&mut piece)?;
        ensure!(!piece.is_empty(), "{} became shorter", plain.display());
        vault.put_file_range(&row, at, &piece)?;
        at += piece.len() as u64;
    }
    ensure!(row.length == 0 || vault.verify_file(&row)?, "{name} was stored wrongly");
    let row = FileRow { state: FileState::Ready, ..row };
    vault.put_file(&row)?;
    // As the desk does when a paper has arrived; one that cannot be read says nothing of itself.
    let source = Arc::new(Ranges::of(vault.open_file(&row)?));
    if let Ok(open) = OpenDocument::open(&std::env::current_exe()?, source) {
        vault.put_contents(row.document, row.version, &open.contents().to_bytes()?)?;
    }
    Ok(())
}

/// An id that is the same every time for the same name.
fn named(seed: Uuid, name: &str) -> Uuid {
    let mut hasher = blake3::Hasher::new();
    hasher.update(seed.as_bytes()).update(name.as_bytes());
    Uuid::from_bytes(hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default())
}

/// Drops a paper's plain and sealed file from the file cache, as after a restart.
///
/// # Errors
/// When a file is gone.
pub fn drop_cached(paper: &Paper) -> anyhow::Result<()> {
    for path in [&paper.plain, &paper.sealed] {
        let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
        rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed)?;
    }
    Ok(())
}
