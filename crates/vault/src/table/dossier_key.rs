use crate::VaultError;
use crate::aead::{Secret, make_secret};
use domain::DossierId;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

pub fn get(connection: &Connection, dossier: DossierId) -> Result<Option<Secret>, VaultError> {
    let sql = "SELECT key FROM dossier_key WHERE dossier = ?1";
    let key: Option<[u8; 32]> =
        connection.query_row(sql, [dossier.to_string()], |row| row.get(0)).optional()?;
    Ok(key.map(Zeroizing::new))
}

pub fn get_or_make(connection: &Connection, dossier: DossierId) -> Result<Secret, VaultError> {
    if let Some(key) = get(connection, dossier)? {
        return Ok(key);
    }
    let key = make_secret()?;
    let sql = "INSERT INTO dossier_key (dossier, key) VALUES (?1, ?2)";
    connection.execute(sql, params![dossier.to_string(), key.as_slice()])?;
    Ok(key)
}

pub fn destroy(connection: &Connection, dossier: DossierId) -> Result<(), VaultError> {
    connection.execute("DELETE FROM dossier_key WHERE dossier = ?1", [dossier.to_string()])?;
    Ok(())
}
