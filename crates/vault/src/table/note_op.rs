use crate::VaultError;
use domain::{AnnotationId, DocumentId};
use rusqlite::{Connection, params};
use uuid::Uuid;

/// The opened changes of every annotation of a document, in no order.
pub fn of_document(
    connection: &Connection,
    document: DocumentId,
) -> Result<Vec<Vec<u8>>, VaultError> {
    let sql = "
        SELECT body FROM note_op
        WHERE annotation IN (SELECT annotation FROM note_op WHERE document = ?1)";
    bodies(connection, sql, &document.to_string())
}

/// The opened changes of one annotation.
pub fn of_annotation(
    connection: &Connection,
    annotation: AnnotationId,
) -> Result<Vec<Vec<u8>>, VaultError> {
    bodies(connection, "SELECT body FROM note_op WHERE annotation = ?1", &annotation.to_string())
}

/// Every opened change.
pub fn all(connection: &Connection) -> Result<Vec<Vec<u8>>, VaultError> {
    bodies(connection, "SELECT body FROM note_op WHERE ?1 = ''", "")
}

fn bodies(connection: &Connection, sql: &str, of: &str) -> Result<Vec<Vec<u8>>, VaultError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([of], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn put(
    connection: &Connection,
    id: Uuid,
    annotation: Uuid,
    document: Option<Uuid>,
    body: &[u8],
) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO note_op (id, annotation, document, body) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (id) DO NOTHING";
    let document = document.map(|document| document.to_string());
    connection.execute(sql, params![id.to_string(), annotation.to_string(), document, body])?;
    Ok(())
}
