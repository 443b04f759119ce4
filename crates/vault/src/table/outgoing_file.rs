use crate::VaultError;
use crate::aead::Secret;
use domain::{Digest, Moment};
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A file to be lodged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingFileRow {
    /// Identity on this device.
    pub id: Uuid,
    /// Of the plaintext, once all of it is here.
    pub digest: Option<Digest>,
    /// Length of the plaintext.
    pub length: u64,
    /// Name in `files/`, random.
    pub name: String,
    /// Bytes the server has.
    pub sent: u64,
    /// Whether the server has checked the whole.
    pub done: bool,
    /// When it was taken in.
    pub made_at: Moment,
}

const SELECT: &str = "
    SELECT id, digest, length, name, sent, done, made_at FROM outgoing_file";

pub fn all(connection: &Connection) -> Result<Vec<OutgoingFileRow>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} ORDER BY made_at, id"))?;
    let mut rows = statement.query([])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        files.push(read(row)?);
    }
    Ok(files)
}

pub fn get(connection: &Connection, id: Uuid) -> Result<Option<OutgoingFileRow>, VaultError> {
    let mut statement = connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?;
    let mut rows = statement.query([id.to_string()])?;
    rows.next()?.map(read).transpose()
}

pub fn key(connection: &Connection, id: Uuid) -> Result<Option<Secret>, VaultError> {
    let sql = "SELECT key FROM outgoing_file WHERE id = ?1";
    let key: Option<[u8; 32]> =
        connection.query_row(sql, [id.to_string()], |row| row.get(0)).optional()?;
    Ok(key.map(Zeroizing::new))
}

fn read(row: &Row<'_>) -> Result<OutgoingFileRow, VaultError> {
    let digest: Option<String> = row.get(1)?;
    let digest = digest
        .map(|hex| Digest::from_hex(&hex).ok_or_else(|| super::damaged("digest")))
        .transpose()?;
    Ok(OutgoingFileRow {
        id: super::read_uuid(&row.get::<_, String>(0)?)?,
        digest,
        length: row.get(2)?,
        name: row.get(3)?,
        sent: row.get(4)?,
        done: row.get(5)?,
        made_at: Moment::from_micros(row.get(6)?),
    })
}

pub fn insert(
    connection: &Connection,
    row: &OutgoingFileRow,
    key: &Secret,
) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO outgoing_file (id, digest, length, name, key, sent, done, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = params![
        row.id.to_string(),
        row.digest.map(|digest| digest.to_string()),
        row.length,
        row.name,
        key.as_slice(),
        row.sent,
        row.done,
        row.made_at.as_micros(),
    ];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn update(connection: &Connection, row: &OutgoingFileRow) -> Result<(), VaultError> {
    let sql = "UPDATE outgoing_file SET digest = ?2, sent = ?3, done = ?4 WHERE id = ?1";
    let digest = row.digest.map(|digest| digest.to_string());
    connection.execute(sql, params![row.id.to_string(), digest, row.sent, row.done])?;
    Ok(())
}

pub fn remove(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    connection.execute("DELETE FROM outgoing_file WHERE id = ?1", [id.to_string()])?;
    Ok(())
}
