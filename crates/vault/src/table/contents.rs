use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

pub fn get(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<Option<Vec<u8>>, VaultError> {
    let sql = "SELECT body FROM paper_contents WHERE document = ?1 AND version = ?2";
    let values = params![document.to_string(), version];
    Ok(connection.query_row(sql, values, |row| row.get(0)).optional()?)
}

pub fn put(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    body: &[u8],
) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO paper_contents (document, version, body) VALUES (?1, ?2, ?3)
        ON CONFLICT (document, version) DO UPDATE SET body = excluded.body";
    connection.execute(sql, params![document.to_string(), version, body])?;
    Ok(())
}

pub fn remove(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    let sql = "DELETE FROM paper_contents WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![document.to_string(), version])?;
    Ok(())
}
