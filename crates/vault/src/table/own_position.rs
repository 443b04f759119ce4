use crate::VaultError;
use domain::{ItemId, OperationId};
use rusqlite::{Connection, params};

/// A position this device stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPositionRow {
    /// Item.
    pub item: ItemId,
    /// Value's word.
    pub value: String,
    /// Words with it.
    pub comment: String,
    /// Grade's word.
    pub grade: Option<String>,
    /// The operation that carries it.
    pub operation: OperationId,
    /// Whether the server has it.
    pub received: bool,
}

pub fn all(connection: &Connection) -> Result<Vec<OwnPositionRow>, VaultError> {
    let sql =
        "SELECT item, value, operation, received, comment, grade FROM own_position ORDER BY item";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut positions = Vec::new();
    while let Some(row) = rows.next()? {
        positions.push(OwnPositionRow {
            item: ItemId::from_uuid(super::read_uuid(&row.get::<_, String>(0)?)?),
            value: row.get(1)?,
            operation: OperationId::from_uuid(super::read_uuid(&row.get::<_, String>(2)?)?),
            received: row.get(3)?,
            comment: row.get(4)?,
            grade: row.get(5)?,
        });
    }
    Ok(positions)
}

pub fn put(connection: &Connection, row: &OwnPositionRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO own_position (item, value, operation, received, comment, grade)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (item) DO UPDATE SET
            value = excluded.value, operation = excluded.operation, received = excluded.received,
            comment = excluded.comment, grade = excluded.grade";
    let values = params![
        row.item.to_string(),
        row.value,
        row.operation.to_string(),
        row.received,
        row.comment,
        row.grade,
    ];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn receive(connection: &Connection, operation: OperationId) -> Result<(), VaultError> {
    let sql = "UPDATE own_position SET received = 1 WHERE operation = ?1";
    connection.execute(sql, [operation.to_string()])?;
    Ok(())
}

/// Takes a refused position back, so that what the server holds shows again.
pub fn remove(connection: &Connection, operation: OperationId) -> Result<(), VaultError> {
    let sql = "DELETE FROM own_position WHERE operation = ?1";
    connection.execute(sql, [operation.to_string()])?;
    Ok(())
}
