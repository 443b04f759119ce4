use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

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
