use crate::storage::{CompanionRow, StoreError};
use domain::{Digest, Moment};
use rusqlite::{Connection, Row, params};
use wire::PartWord;

const SELECT: &str = "SELECT file, part, object, length, problem, made_by, made_at FROM companion";

/// All that is known of one paper, or of every paper.
pub fn rows(
    connection: &Connection,
    file: Option<Digest>,
) -> Result<Vec<CompanionRow>, StoreError> {
    let sql = format!("{SELECT} WHERE ?1 IS NULL OR file = ?1 ORDER BY file, part");
    let mut statement = connection.prepare_cached(&sql)?;
    let file = file.map(|file| file.to_string());
    let rows = statement.query_map([file], |row| Ok(read(row)))?;
    rows.map(|row| row?).filter_map(Result::transpose).collect()
}

/// A row; `None` for a part of a newer program.
fn read(row: &Row<'_>) -> Result<Option<CompanionRow>, StoreError> {
    let digest =
        |hex: String| Digest::from_hex(&hex).ok_or(StoreError::Unreadable { what: "companion" });
    let Some(part) = PartWord::from_word(&row.get::<_, String>(1)?) else {
        return Ok(None);
    };
    Ok(Some(CompanionRow {
        file: digest(row.get(0)?)?,
        part,
        object: row.get::<_, Option<String>>(2)?.map(digest).transpose()?,
        length: row.get(3)?,
        problem: row.get(4)?,
        made_by: row.get(5)?,
        made_at: Moment::from_micros(row.get(6)?),
    }))
}

pub fn put(connection: &Connection, row: &CompanionRow) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO companion (file, part, object, length, problem, made_by, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (file, part) DO UPDATE SET
            object = excluded.object, length = excluded.length, problem = excluded.problem,
            made_by = excluded.made_by, made_at = excluded.made_at";
    let values = params![
        row.file.to_string(),
        row.part.as_str(),
        row.object.map(|object| object.to_string()),
        row.length,
        row.problem,
        row.made_by,
        row.made_at.as_micros(),
    ];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn remove(connection: &Connection, file: Digest) -> Result<(), StoreError> {
    connection.execute("DELETE FROM companion WHERE file = ?1", [file.to_string()])?;
    Ok(())
}
