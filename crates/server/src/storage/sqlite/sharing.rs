use super::read_uuid;
use crate::storage::{SharedNoteRow, SharingKeyRow, StoreError};
use domain::{AnnotationId, DocumentId, Moment, PersonId, SharedNote};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::BTreeSet;
use uuid::Uuid;

pub fn note(
    connection: &Connection,
    annotation: AnnotationId,
) -> Result<Option<SharedNoteRow>, StoreError> {
    let sql = "
        SELECT annotation, author, document, version, readers, operation, revision, sealed, wrapped
        FROM shared_note WHERE annotation = ?1";
    let read = |row: &Row<'_>| {
        let whole = || {
            let wrapped: String = row.get(8)?;
            Ok::<_, StoreError>(SharedNoteRow {
                note: read_note(row)?,
                operation: read_uuid(&row.get::<_, String>(5)?)?,
                revision: row.get(6)?,
                sealed: row.get(7)?,
                wrapped: serde_json::from_str(&wrapped).map_err(|_| unreadable())?,
            })
        };
        Ok(whole())
    };
    connection.query_row(sql, [annotation.to_string()], read).optional()?.transpose()
}

pub fn notes(connection: &Connection) -> Result<Vec<SharedNote>, StoreError> {
    let sql = "
        SELECT annotation, author, document, version, readers FROM shared_note
        WHERE readers <> '[]'";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok(read_note(row)))?;
    rows.map(|row| row?).collect()
}

fn read_note(row: &Row<'_>) -> Result<SharedNote, StoreError> {
    let uuid = |column: usize| read_uuid(&row.get::<_, String>(column)?);
    let readers: String = row.get(4)?;
    let readers: BTreeSet<Uuid> = serde_json::from_str(&readers).map_err(|_| unreadable())?;
    Ok(SharedNote {
        annotation: AnnotationId::from_uuid(uuid(0)?),
        author: PersonId::from_uuid(uuid(1)?),
        document: DocumentId::from_uuid(uuid(2)?),
        version: row.get(3)?,
        readers: readers.into_iter().map(PersonId::from_uuid).collect(),
    })
}

pub fn put_note(connection: &Connection, row: &SharedNoteRow) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO shared_note (
            annotation, author, document, version, readers, operation, revision, sealed, wrapped)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (annotation) DO UPDATE SET
            version = excluded.version, readers = excluded.readers,
            operation = excluded.operation, revision = excluded.revision,
            sealed = excluded.sealed, wrapped = excluded.wrapped";
    let SharedNoteRow { note, operation, revision, sealed, wrapped } = row;
    let readers: Vec<Uuid> = note.readers.iter().map(|reader| reader.as_uuid()).collect();
    let values = params![
        note.annotation.to_string(),
        note.author.to_string(),
        note.document.to_string(),
        note.version,
        serde_json::to_string(&readers).map_err(|_| unreadable())?,
        operation.to_string(),
        revision,
        sealed,
        serde_json::to_string(wrapped).map_err(|_| unreadable())?,
    ];
    connection.execute(sql, values)?;
    Ok(())
}

const SELECT_KEY: &str = "SELECT person, key, device_key, signature, at, receipt FROM sharing_key";

pub fn key(connection: &Connection, person: PersonId) -> Result<Option<SharingKeyRow>, StoreError> {
    let sql = format!("{SELECT_KEY} WHERE person = ?1");
    let found = connection.query_row(&sql, [person.to_string()], |row| Ok(read_key(row)));
    found.optional()?.transpose()
}

/// Whose keys are published.
pub fn key_owners(connection: &Connection) -> Result<Vec<PersonId>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT person FROM sharing_key")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|person| Ok(PersonId::from_uuid(read_uuid(&person?)?))).collect()
}

fn read_key(row: &Row<'_>) -> Result<SharingKeyRow, StoreError> {
    Ok(SharingKeyRow {
        person: PersonId::from_uuid(read_uuid(&row.get::<_, String>(0)?)?),
        key: row.get(1)?,
        device_key: row.get(2)?,
        signature: row.get(3)?,
        at: Moment::from_micros(row.get(4)?),
        receipt: row.get(5)?,
    })
}

pub fn put_key(connection: &Connection, row: &SharingKeyRow) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO sharing_key (person, key, device_key, signature, at, receipt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let SharingKeyRow { person, key, device_key, signature, at, receipt } = row;
    let values = params![person.to_string(), key, device_key, signature, at.as_micros(), receipt];
    connection.execute(sql, values)?;
    Ok(())
}

const fn unreadable() -> StoreError {
    StoreError::Unreadable { what: "shared note" }
}
