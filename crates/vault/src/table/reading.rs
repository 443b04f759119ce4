use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeMap;

pub fn get(connection: &Connection, document: DocumentId) -> Result<Option<u32>, VaultError> {
    let sql = "SELECT page FROM reading WHERE document = ?1";
    Ok(connection.query_row(sql, [document.to_string()], |row| row.get(0)).optional()?)
}

pub fn put(connection: &Connection, document: DocumentId, page: u32) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO reading (document, page) VALUES (?1, ?2)
        ON CONFLICT (document) DO UPDATE SET page = excluded.page";
    connection.execute(sql, params![document.to_string(), page])?;
    Ok(())
}

/// The version of each document that was last opened.
pub fn opened(connection: &Connection) -> Result<BTreeMap<DocumentId, u32>, VaultError> {
    let sql = "SELECT document, version FROM reading WHERE version > 0";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut opened = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let document = super::read_uuid(&row.get::<_, String>(0)?)?;
        opened.insert(DocumentId::from_uuid(document), row.get(1)?);
    }
    Ok(opened)
}

pub fn open(connection: &Connection, document: DocumentId, version: u32) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO reading (document, page, version) VALUES (?1, 0, ?2)
        ON CONFLICT (document) DO UPDATE SET version = max(version, excluded.version)";
    connection.execute(sql, params![document.to_string(), version])?;
    Ok(())
}

/// Notes that a version was opened; says nothing of it elsewhere.
pub fn note_opened(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    let sql = "INSERT INTO opened (document, version) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    connection.execute(sql, params![document.to_string(), version])?;
    Ok(())
}

/// Every version of a document that was opened, oldest first.
pub fn versions_opened(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<u32>, VaultError> {
    let sql = "SELECT version FROM opened WHERE document = ?1 ORDER BY version";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([document.to_string()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
