use crate::VaultError;
use domain::PersonId;
use rusqlite::{Connection, OptionalExtension, params};

/// What is known of the key to which notes for a person are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharingKeyRow {
    /// Whose.
    pub person: PersonId,
    /// The public key this device holds them to.
    pub pinned: [u8; 32],
    /// Another one that the server has offered since, and nobody has confirmed.
    pub offered: Option<[u8; 32]>,
    /// Whether the member compared the pinned key's code.
    pub confirmed: bool,
}

pub fn get(connection: &Connection, person: PersonId) -> Result<Option<SharingKeyRow>, VaultError> {
    let sql = "SELECT pinned, offered, confirmed FROM sharing_key WHERE person = ?1";
    let read = |row: &rusqlite::Row<'_>| {
        let (pinned, offered, confirmed) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(SharingKeyRow { person, pinned, offered, confirmed })
    };
    Ok(connection.query_row(sql, [person.to_string()], read).optional()?)
}

/// Takes a key that the server tells: the first one is pinned, the same again changes nothing, another one waits
/// beside it until the member confirms it.
pub fn take(connection: &Connection, person: PersonId, key: &[u8; 32]) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO sharing_key (person, pinned) VALUES (?1, ?2)
        ON CONFLICT (person) DO UPDATE SET
            offered = CASE WHEN sharing_key.pinned = excluded.pinned THEN NULL ELSE excluded.pinned END";
    connection.execute(sql, params![person.to_string(), key])?;
    Ok(())
}

/// Pins a key whose code the member compared; what was offered beside it is put aside.
pub fn confirm(
    connection: &Connection,
    person: PersonId,
    key: &[u8; 32],
) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO sharing_key (person, pinned, confirmed) VALUES (?1, ?2, 1)
        ON CONFLICT (person) DO UPDATE SET
            pinned = excluded.pinned, offered = NULL, confirmed = 1";
    connection.execute(sql, params![person.to_string(), key])?;
    Ok(())
}
