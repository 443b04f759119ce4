use crate::VaultError;
use rusqlite::{Connection, OptionalExtension, params};

pub fn get(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, VaultError> {
    let sql = "SELECT value FROM setting WHERE name = ?1";
    Ok(connection.query_row(sql, [name], |row| row.get(0)).optional()?)
}

pub fn put(connection: &Connection, name: &str, value: &[u8]) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO setting (name, value) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(sql, params![name, value])?;
    Ok(())
}
