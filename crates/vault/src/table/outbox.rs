use crate::VaultError;
use domain::{Moment, OperationId};
use rusqlite::{Connection, params};

/// What an operation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named by their words")]
pub enum OutboxKind {
    Note,
    Position,
    Ballot,
    Act,
    Lodge,
}

/// An operation that waits, or that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Identity.
    pub id: OperationId,
    /// About what.
    pub kind: OutboxKind,
    /// The annotation, item or poll; for an act, what it is about; for a lodging, the file's digest.
    pub subject: String,
    /// As it will travel.
    pub body: Vec<u8>,
    /// When it was made.
    pub made_at: Moment,
    /// The server's refusal, as JSON.
    pub refusal: Option<String>,
    /// An act the server took, whose effect the mirror does not show yet.
    pub accepted: bool,
}

impl OutboxRow {
    /// Whether it has no answer yet.
    pub fn is_waiting(&self) -> bool {
        self.refusal.is_none() && !self.accepted
    }
}

impl OutboxKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Position => "position",
            Self::Ballot => "ballot",
            Self::Act => "act",
            Self::Lodge => "lodge",
        }
    }
}

/// Everything in the outbox: ballots first, then in the order made.
pub fn all(connection: &Connection) -> Result<Vec<OutboxRow>, VaultError> {
    let sql = "
        SELECT id, kind, subject, body, made_at, refusal, accepted FROM outbox
        ORDER BY kind <> 'ballot', place";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let kind: String = row.get(1)?;
        waiting.push(OutboxRow {
            id: OperationId::from_uuid(super::read_uuid(&row.get::<_, String>(0)?)?),
            kind: match kind.as_str() {
                "note" => OutboxKind::Note,
                "position" => OutboxKind::Position,
                "ballot" => OutboxKind::Ballot,
                "act" => OutboxKind::Act,
                "lodge" => OutboxKind::Lodge,
                _ => return Err(super::damaged("operation")),
            },
            subject: row.get(2)?,
            body: row.get(3)?,
            made_at: Moment::from_micros(row.get(4)?),
            refusal: row.get(5)?,
            accepted: row.get(6)?,
        });
    }
    Ok(waiting)
}

pub fn put(connection: &Connection, row: &OutboxRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO outbox (id, kind, subject, body, made_at, refusal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (id) DO NOTHING";
    let values = params![
        row.id.to_string(),
        row.kind.word(),
        row.subject,
        row.body,
        row.made_at.as_micros(),
        row.refusal,
    ];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn refuse(connection: &Connection, id: OperationId, refusal: &str) -> Result<(), VaultError> {
    let sql = "UPDATE outbox SET refusal = ?2 WHERE id = ?1";
    connection.execute(sql, params![id.to_string(), refusal])?;
    Ok(())
}

pub fn remove(connection: &Connection, id: OperationId) -> Result<(), VaultError> {
    connection.execute("DELETE FROM outbox WHERE id = ?1", [id.to_string()])?;
    Ok(())
}

/// Takes a yes: acts stay until the mirror shows them, everything else leaves.
pub fn accept(connection: &Connection, id: OperationId) -> Result<(), VaultError> {
    let sql = "UPDATE outbox SET accepted = 1 WHERE id = ?1 AND kind IN ('act', 'lodge')";
    if connection.execute(sql, [id.to_string()])? == 0 {
        remove(connection, id)?;
    }
    Ok(())
}

pub fn remove_refused(connection: &Connection, id: OperationId) -> Result<(), VaultError> {
    let sql = "DELETE FROM outbox WHERE id = ?1 AND refusal IS NOT NULL";
    connection.execute(sql, [id.to_string()])?;
    Ok(())
}

/// Number and newest place of the acts that are not refused.
pub fn acts_stamp(connection: &Connection) -> Result<(u64, u64), VaultError> {
    let sql = "
        SELECT count(*), COALESCE(MAX(place), 0) FROM outbox
        WHERE kind IN ('act', 'lodge') AND refusal IS NULL";
    Ok(connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Operations without an answer.
pub fn n_waiting(connection: &Connection) -> Result<u32, VaultError> {
    let sql = "SELECT count(*) FROM outbox WHERE refusal IS NULL AND accepted = 0";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}
