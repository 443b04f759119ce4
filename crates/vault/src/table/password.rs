use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

pub fn get(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<Option<Zeroizing<String>>, VaultError> {
    let sql = "SELECT password FROM password WHERE document = ?1 AND version = ?2";
    let values = params![document.to_string(), version];
    let found: Option<String> = connection.query_row(sql, values, |row| row.get(0)).optional()?;
    Ok(found.map(Zeroizing::new))
}

pub fn put(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    password: &str,
) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO password (document, version, password) VALUES (?1, ?2, ?3)
        ON CONFLICT (document, version) DO UPDATE SET password = excluded.password";
    connection.execute(sql, params![document.to_string(), version, password])?;
    Ok(())
}

pub fn remove(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    let sql = "DELETE FROM password WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![document.to_string(), version])?;
    Ok(())
}
