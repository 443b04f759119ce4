use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

/// Steps kept a document.
const MAX_STEPS: u32 = 200;

/// Adds a step; what could be done again cannot any more.
pub fn push(connection: &Connection, document: DocumentId, body: &[u8]) -> Result<(), VaultError> {
    let document = document.to_string();
    connection
        .execute("DELETE FROM mark_step WHERE document = ?1 AND undone = 1", [document.as_str()])?;
    let sql = "INSERT INTO mark_step (document, body) VALUES (?1, ?2)";
    connection.execute(sql, params![document, body])?;
    let sql = "
        DELETE FROM mark_step WHERE document = ?1 AND place NOT IN (
            SELECT place FROM mark_step WHERE document = ?1 ORDER BY place DESC LIMIT ?2)";
    connection.execute(sql, params![document, MAX_STEPS])?;
    Ok(())
}

/// The step that would be undone, or done again.
pub fn next(
    connection: &Connection,
    document: DocumentId,
    undone: bool,
) -> Result<Option<(i64, Vec<u8>)>, VaultError> {
    let sql = if undone {
        "SELECT place, body FROM mark_step WHERE document = ?1 AND undone = 1 ORDER BY place LIMIT 1"
    } else {
        "SELECT place, body FROM mark_step WHERE document = ?1 AND undone = 0
         ORDER BY place DESC LIMIT 1"
    };
    let row = connection
        .query_row(sql, [document.to_string()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row)
}

pub fn set_undone(connection: &Connection, place: i64, undone: bool) -> Result<(), VaultError> {
    let sql = "UPDATE mark_step SET undone = ?2 WHERE place = ?1";
    connection.execute(sql, params![place, undone])?;
    Ok(())
}
