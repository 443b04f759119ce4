use crate::VaultError;
use domain::{AnnotationId, DocumentId, OperationId, PersonId};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A state of a shared note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedNoteRow {
    /// The operation that made this state.
    pub operation: OperationId,
    /// The author's annotation.
    pub annotation: AnnotationId,
    /// Who shared it.
    pub author: PersonId,
    /// The paper it lies on.
    pub document: DocumentId,
    /// The version it lies on.
    pub version: u32,
    /// Counts its states, from 1.
    pub revision: u32,
    /// Who reads it.
    pub readers: BTreeSet<PersonId>,
    /// The opened note, as its author wrote it; empty once it was taken back or is out of reach.
    pub body: Vec<u8>,
    /// Whether the server has not answered yet.
    pub waiting: bool,
}

const COLUMNS: &str =
    "operation, annotation, author, document, version, revision, readers, body, waiting";

/// The newest state of each note on a document, those taken back included.
pub fn of_document(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<SharedNoteRow>, VaultError> {
    newest(connection, "document = ?1", &document.to_string())
}

/// The newest state of a note, even where it was taken back.
pub fn of_annotation(
    connection: &Connection,
    annotation: AnnotationId,
) -> Result<Option<SharedNoteRow>, VaultError> {
    Ok(newest(connection, "annotation = ?1", &annotation.to_string())?.pop())
}

/// The state that an operation made.
pub fn of_operation(
    connection: &Connection,
    operation: OperationId,
) -> Result<Option<SharedNoteRow>, VaultError> {
    let sql = format!("SELECT {COLUMNS} FROM shared_note WHERE operation = ?1");
    let found = connection.query_row(&sql, [operation.to_string()], |row| Ok(read(row)));
    found.optional()?.transpose()
}

fn newest(
    connection: &Connection,
    of: &str,
    value: &str,
) -> Result<Vec<SharedNoteRow>, VaultError> {
    // Of a state that waits and one that stands with the same number, the one that stands has won.
    let sql = format!(
        "SELECT {COLUMNS} FROM shared_note WHERE {of} ORDER BY annotation, revision, waiting DESC"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map([value], |row| Ok(read(row)))?;
    let mut found: Vec<SharedNoteRow> = Vec::new();
    for row in rows {
        let row = row??;
        if found.last().is_some_and(|last| last.annotation == row.annotation) {
            found.pop();
        }
        found.push(row);
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> Result<SharedNoteRow, VaultError> {
    let uuid = |column: usize| super::read_uuid(&row.get::<_, String>(column)?);
    let readers: Vec<Uuid> = serde_json::from_str(&row.get::<_, String>(6)?)
        .map_err(|_| super::damaged("shared note"))?;
    Ok(SharedNoteRow {
        operation: OperationId::from_uuid(uuid(0)?),
        annotation: AnnotationId::from_uuid(uuid(1)?),
        author: PersonId::from_uuid(uuid(2)?),
        document: DocumentId::from_uuid(uuid(3)?),
        version: row.get(4)?,
        revision: row.get(5)?,
        readers: readers.into_iter().map(PersonId::from_uuid).collect(),
        body: row.get(7)?,
        waiting: row.get(8)?,
    })
}

/// Adds a state that this device made; one that is known already stays as it is.
pub fn put(connection: &Connection, row: &SharedNoteRow) -> Result<(), VaultError> {
    let sql = format!(
        "INSERT INTO shared_note ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (operation) DO NOTHING"
    );
    let readers: Vec<Uuid> = row.readers.iter().map(|reader| reader.as_uuid()).collect();
    let readers = serde_json::to_string(&readers).map_err(|_| super::damaged("list of readers"))?;
    let values = params![
        row.operation.to_string(),
        row.annotation.to_string(),
        row.author.to_string(),
        row.document.to_string(),
        row.version,
        row.revision,
        readers,
        row.body,
        row.waiting,
    ];
    connection.execute(&sql, values)?;
    Ok(())
}

/// Takes a state as the one that stands on the server. One that is older than what stood before is passed over: a
/// server cannot bring back what was changed or taken back.
pub fn stand(connection: &Connection, row: &SharedNoteRow) -> Result<(), VaultError> {
    let sql = "SELECT MAX(revision) FROM shared_note WHERE annotation = ?1 AND waiting = 0";
    let annotation = row.annotation.to_string();
    let known: Option<u32> = connection.query_row(sql, [&annotation], |row| row.get(0))?;
    if known.is_some_and(|known| known > row.revision) {
        return drop_waiting(connection, row.operation);
    }
    let sql = "DELETE FROM shared_note WHERE (annotation = ?1 AND waiting = 0) OR operation = ?2";
    connection.execute(sql, params![annotation, row.operation.to_string()])?;
    put(connection, &SharedNoteRow { waiting: false, ..row.clone() })
}

/// Takes the server's yes to a state that this device made.
pub fn accept(connection: &Connection, operation: OperationId) -> Result<(), VaultError> {
    match of_operation(connection, operation)?.filter(|row| row.waiting) {
        Some(row) => stand(connection, &row),
        None => Ok(()),
    }
}

/// Forgets a state that the server did not take.
pub fn drop_waiting(connection: &Connection, operation: OperationId) -> Result<(), VaultError> {
    let sql = "DELETE FROM shared_note WHERE operation = ?1 AND waiting = 1";
    connection.execute(sql, [operation.to_string()])?;
    Ok(())
}

/// Forgets what a note said that is gone for this person; that it was there stays, so that no older state returns.
pub fn take_away(connection: &Connection, annotation: Uuid) -> Result<(), VaultError> {
    let sql = "
        UPDATE shared_note SET body = x'', readers = '[]' WHERE annotation = ?1 AND waiting = 0";
    connection.execute(sql, [annotation.to_string()])?;
    Ok(())
}

/// Forgets every state that stood on another server.
pub fn clear(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("DELETE FROM shared_note WHERE waiting = 0", [])?;
    Ok(())
}
