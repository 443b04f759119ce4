use super::read_uuid;
use crate::storage::{DueLetters, LetterCounts, LetterRow, StoreError};
use domain::{Moment, PersonId};
use rusqlite::{Connection, OptionalExtension, Row, params};

const SELECT: &str = "
    SELECT id, cause, person, letter, made_at, next_at, n_tries, sent_at, problem FROM letter";

pub fn put(connection: &Connection, row: &LetterRow) -> Result<bool, StoreError> {
    let sql = "
        INSERT INTO letter (
            id, cause, person, letter, made_at, next_at, n_tries, sent_at, problem)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (id) DO UPDATE SET
            next_at = excluded.next_at, n_tries = excluded.n_tries,
            sent_at = excluded.sent_at, problem = excluded.problem
        ON CONFLICT (cause) DO NOTHING";
    let values = params![
        row.id.to_string(),
        row.cause,
        row.person.to_string(),
        row.letter,
        row.made_at.as_micros(),
        row.next_at.map(Moment::as_micros),
        row.n_tries,
        row.sent_at.map(Moment::as_micros),
        row.problem,
    ];
    Ok(connection.execute(sql, values)? > 0)
}

pub fn due(connection: &Connection, now: Moment, limit: u32) -> Result<DueLetters, StoreError> {
    let sql = format!(
        "{SELECT} WHERE next_at IS NOT NULL AND next_at <= ?1 ORDER BY next_at, made_at LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![now.as_micros(), limit])?;
    let mut due = DueLetters::default();
    while let Some(row) = rows.next()? {
        match read(row) {
            Ok(letter) => due.letters.push(letter),
            Err(_) => due.unreadable.push(row.get(0)?),
        }
    }
    Ok(due)
}

pub fn text(connection: &Connection, cause: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT letter FROM letter WHERE cause = ?1";
    Ok(connection.query_row(sql, [cause], |row| row.get(0)).optional()?)
}

pub fn give_up(connection: &Connection, id: &str, problem: &str) -> Result<(), StoreError> {
    let sql = "UPDATE letter SET next_at = NULL, problem = ?2 WHERE id = ?1";
    connection.execute(sql, [id, problem])?;
    Ok(())
}

pub fn given_up(connection: &Connection) -> Result<Vec<LetterRow>, StoreError> {
    let sql = format!("{SELECT} WHERE next_at IS NULL AND sent_at IS NULL ORDER BY made_at DESC");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        letters.extend(read(row).ok());
    }
    Ok(letters)
}

pub fn counts(connection: &Connection) -> Result<LetterCounts, StoreError> {
    let sql = "SELECT count(next_at), count(sent_at), count(*) FROM letter";
    let (n_waiting, n_sent, n_all): (u64, u64, u64) =
        connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(LetterCounts { n_waiting, n_sent, n_given_up: n_all - n_waiting - n_sent })
}

fn read(row: &Row<'_>) -> Result<LetterRow, StoreError> {
    let moment = |at: Option<i64>| at.map(Moment::from_micros);
    Ok(LetterRow {
        id: read_uuid(&row.get::<_, String>(0)?)?,
        cause: row.get(1)?,
        person: PersonId::from_uuid(read_uuid(&row.get::<_, String>(2)?)?),
        letter: row.get(3)?,
        made_at: Moment::from_micros(row.get(4)?),
        next_at: moment(row.get(5)?),
        n_tries: row.get(6)?,
        sent_at: moment(row.get(7)?),
        problem: row.get(8)?,
    })
}
