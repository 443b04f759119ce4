use crate::storage::{StoreError, UploadRow};
use domain::{Digest, Moment, PersonId};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

pub fn get(
    connection: &Connection,
    digest: Digest,
    person: PersonId,
) -> Result<Option<UploadRow>, StoreError> {
    let sql = "SELECT length, begun_at, done_at FROM upload WHERE digest = ?1 AND person = ?2";
    let found = connection
        .query_row(sql, params![digest.to_string(), person.to_string()], |row| {
            let done_at: Option<i64> = row.get(2)?;
            Ok(UploadRow {
                digest,
                person,
                length: row.get(0)?,
                begun_at: Moment::from_micros(row.get(1)?),
                done_at: done_at.map(Moment::from_micros),
            })
        })
        .optional()?;
    Ok(found)
}

pub fn since(connection: &Connection, since: Moment) -> Result<BTreeSet<Digest>, StoreError> {
    let sql = "SELECT digest FROM upload WHERE COALESCE(done_at, begun_at) >= ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([since.as_micros()])?;
    let mut digests = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let digest: String = row.get(0)?;
        let digest = Digest::from_hex(&digest);
        digests.insert(digest.ok_or(StoreError::Unreadable { what: "upload" })?);
    }
    Ok(digests)
}

pub fn forget(connection: &Connection, digest: Digest) -> Result<(), StoreError> {
    connection.execute("DELETE FROM upload WHERE digest = ?1", [digest.to_string()])?;
    Ok(())
}

pub fn put(connection: &Connection, row: &UploadRow) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO upload (digest, person, length, begun_at, done_at)
        VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (digest, person) DO UPDATE SET
            length = excluded.length, done_at = excluded.done_at";
    let values = params![
        row.digest.to_string(),
        row.person.to_string(),
        row.length,
        row.begun_at.as_micros(),
        row.done_at.map(Moment::as_micros),
    ];
    connection.execute(sql, values)?;
    Ok(())
}
