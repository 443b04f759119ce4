use crate::VaultError;
use crate::aead::{Secret, make_secret};
use domain::{Digest, DocumentId, DossierId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

/// A file's way to this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// Wanted; some of it may be here.
    Wanted,
    /// Here, and its digest matches.
    Ready,
    /// Its key was destroyed.
    Recalled,
    /// Cannot be fetched: see the problem.
    Failed,
}

/// A paper's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Document.
    pub document: DocumentId,
    /// Dossier whose key seals it.
    pub dossier: DossierId,
    /// Version.
    pub version: u32,
    /// Digest of the plaintext.
    pub digest: Digest,
    /// Length of the plaintext.
    pub length: u64,
    /// Name in `files/`, random.
    pub name: String,
    /// Way to this device.
    pub state: FileState,
    /// Pages, once a reader counted them.
    pub n_pages: Option<u32>,
    /// Code of what stands in the way.
    pub problem: Option<String>,
}

impl FileState {
    const fn word(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::Ready => "ready",
            Self::Recalled => "recalled",
            Self::Failed => "failed",
        }
    }
}

/// The file of the version in force of every document.
pub fn current(connection: &Connection) -> Result<Vec<FileRow>, VaultError> {
    select(connection, "WHERE kept = 0 ORDER BY document")
}

/// Files of older versions that were kept, oldest first.
pub fn kept(connection: &Connection) -> Result<Vec<FileRow>, VaultError> {
    select(connection, "WHERE kept = 1 ORDER BY document, version")
}

fn select(connection: &Connection, which: &str) -> Result<Vec<FileRow>, VaultError> {
    let sql = format!(
        "SELECT document, dossier, version, digest, length, name, state, n_pages, problem
        FROM file {which}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        files.push(read(row)?);
    }
    Ok(files)
}

fn read(row: &Row<'_>) -> Result<FileRow, VaultError> {
    let digest: String = row.get(3)?;
    let state: String = row.get(6)?;
    let states = [FileState::Wanted, FileState::Ready, FileState::Recalled, FileState::Failed];
    Ok(FileRow {
        document: DocumentId::from_uuid(super::read_uuid(&row.get::<_, String>(0)?)?),
        dossier: DossierId::from_uuid(super::read_uuid(&row.get::<_, String>(1)?)?),
        version: row.get(2)?,
        digest: Digest::from_hex(&digest).ok_or_else(|| super::damaged("digest"))?,
        length: row.get(4)?,
        name: row.get(5)?,
        state: states
            .into_iter()
            .find(|known| known.word() == state)
            .ok_or_else(|| super::damaged("file"))?,
        n_pages: row.get(7)?,
        problem: row.get(8)?,
    })
}

/// The secret of a version's file: `None` without a row, `Some(None)` where its container is older than secrets.
pub fn secret(
    connection: &Connection,
    (document, version): (DocumentId, u32),
) -> Result<Option<Option<Secret>>, VaultError> {
    let sql = "SELECT secret FROM file WHERE document = ?1 AND version = ?2";
    let values = params![document.to_string(), version];
    let secret: Option<Option<[u8; 32]>> =
        connection.query_row(sql, values, |row| row.get(0)).optional()?;
    Ok(secret.map(|secret| secret.map(Zeroizing::new)))
}

/// Adds a file's row with a new secret, or replaces what it says and keeps its secret.
pub fn put(connection: &Connection, row: &FileRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO file (
            document, dossier, version, digest, length, name, state, n_pages, problem, secret)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        ON CONFLICT (document, version) DO UPDATE SET
            dossier = excluded.dossier, digest = excluded.digest, length = excluded.length, name = excluded.name, state = excluded.state,
            n_pages = excluded.n_pages, problem = excluded.problem";
    let secret = make_secret()?;
    let values = params![
        row.document.to_string(),
        row.dossier.to_string(),
        row.version,
        row.digest.to_string(),
        row.length,
        row.name,
        row.state.word(),
        row.n_pages,
        row.problem,
        secret.as_slice(),
    ];
    connection.execute(sql, values)?;
    Ok(())
}

/// Marks a version as replaced and kept.
pub fn keep(connection: &Connection, row: &FileRow) -> Result<(), VaultError> {
    let sql = "UPDATE file SET kept = 1 WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![row.document.to_string(), row.version])?;
    Ok(())
}

pub fn remove(connection: &Connection, row: &FileRow) -> Result<(), VaultError> {
    let sql = "DELETE FROM file WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![row.document.to_string(), row.version])?;
    Ok(())
}
