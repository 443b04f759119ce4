use crate::VaultError;
use domain::{Digest, DocumentId};
use rusqlite::{Connection, OptionalExtension, params};

/// A part the server made beside a version of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanionRow {
    /// Document.
    pub document: DocumentId,
    /// Version.
    pub version: u32,
    /// The part's word.
    pub part: String,
    /// BLAKE3 of its bytes.
    pub digest: Digest,
}

/// All that are here.
pub fn all(connection: &Connection) -> Result<Vec<CompanionRow>, VaultError> {
    let sql = "SELECT document, version, part, digest FROM companion ORDER BY document, version";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let digest = Digest::from_hex(&row.get::<_, String>(3)?);
        all.push(CompanionRow {
            document: DocumentId::from_uuid(super::read_uuid(&row.get::<_, String>(0)?)?),
            version: row.get(1)?,
            part: row.get(2)?,
            digest: digest.ok_or_else(|| super::damaged("digest"))?,
        });
    }
    Ok(all)
}

pub fn body(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    part: &str,
) -> Result<Option<Vec<u8>>, VaultError> {
    let sql = "SELECT body FROM companion WHERE document = ?1 AND version = ?2 AND part = ?3";
    let values = params![document.to_string(), version, part];
    Ok(connection.query_row(sql, values, |row| row.get(0)).optional()?)
}

pub fn put(connection: &Connection, row: &CompanionRow, body: &[u8]) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO companion (document, version, part, digest, body) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (document, version, part) DO UPDATE SET
            digest = excluded.digest, body = excluded.body";
    let CompanionRow { document, version, part, digest } = row;
    let values = params![document.to_string(), version, part, digest.to_string(), body];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn remove(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    let sql = "DELETE FROM companion WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![document.to_string(), version])?;
    Ok(())
}
