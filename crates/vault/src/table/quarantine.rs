use crate::VaultError;
use domain::Moment;
use rusqlite::{Connection, params};
use uuid::Uuid;

/// A record that this program could not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantineRow {
    /// Kind's word.
    pub kind: String,
    /// Identity.
    pub id: Uuid,
    /// Place in the server's feed.
    pub seq: u64,
    /// As the server sent it.
    pub body: String,
    /// Why it could not be read.
    pub reason: String,
    /// When it was set aside.
    pub kept_at: Moment,
}

pub fn all(connection: &Connection) -> Result<Vec<QuarantineRow>, VaultError> {
    let sql = "SELECT kind, id, seq, body, reason, kept_at FROM quarantine ORDER BY seq";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        kept.push(QuarantineRow {
            kind: row.get(0)?,
            id: super::read_uuid(&row.get::<_, String>(1)?)?,
            seq: row.get(2)?,
            body: row.get(3)?,
            reason: row.get(4)?,
            kept_at: Moment::from_micros(row.get(5)?),
        });
    }
    Ok(kept)
}

pub fn put(connection: &Connection, row: &QuarantineRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO quarantine (kind, id, seq, body, reason, kept_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (kind, id) DO UPDATE SET
            seq = excluded.seq, body = excluded.body, reason = excluded.reason";
    let kept_at = row.kept_at.as_micros();
    let values = params![row.kind, row.id.to_string(), row.seq, row.body, row.reason, kept_at];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn remove(connection: &Connection, kind: &str, id: Uuid) -> Result<(), VaultError> {
    let sql = "DELETE FROM quarantine WHERE kind = ?1 AND id = ?2";
    connection.execute(sql, params![kind, id.to_string()])?;
    Ok(())
}
