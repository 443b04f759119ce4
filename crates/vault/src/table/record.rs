use crate::VaultError;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// A record of the mirror.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Kind's word.
    pub kind: String,
    /// Identity.
    pub id: Uuid,
    /// Place in the server's feed.
    pub seq: u64,
    /// As the server sent it.
    pub body: String,
}

pub fn all(connection: &Connection) -> Result<Vec<RecordRow>, VaultError> {
    let sql = "SELECT kind, id, seq, body FROM record ORDER BY kind, id";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, row.get(3)?))
    })?;
    rows.map(|row| {
        let (kind, id, seq, body) = row?;
        Ok(RecordRow { kind, id: super::read_uuid(&id)?, seq, body })
    })
    .collect()
}

pub fn get(connection: &Connection, kind: &str, id: Uuid) -> Result<Option<RecordRow>, VaultError> {
    let sql = "SELECT seq, body FROM record WHERE kind = ?1 AND id = ?2";
    let found = connection.query_row(sql, params![kind, id.to_string()], |row| {
        Ok(RecordRow { kind: kind.to_owned(), id, seq: row.get(0)?, body: row.get(1)? })
    });
    Ok(found.optional()?)
}

pub fn put(connection: &Connection, row: &RecordRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO record (kind, id, seq, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, body = excluded.body";
    connection.execute(sql, params![row.kind, row.id.to_string(), row.seq, row.body])?;
    Ok(())
}

pub fn remove(connection: &Connection, kind: &str, id: Uuid) -> Result<(), VaultError> {
    let sql = "DELETE FROM record WHERE kind = ?1 AND id = ?2";
    connection.execute(sql, params![kind, id.to_string()])?;
    Ok(())
}

pub fn clear(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("DELETE FROM record", [])?;
    Ok(())
}
