//! The SQLCipher file: one writer, readers that cannot write.

use crate::VaultError;
use crate::aead::{Secret, derive_secret};
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

mod embedded {
    refinery::embed_migrations!("src/migrations");
}

/// Opens the writer, and brings the schema up to date.
pub fn open_writer(path: &Path, root: &Secret) -> Result<Connection, VaultError> {
    let mut connection = connect(path, root)?;
    refuse_newer(&connection)?;
    embedded::migrations::runner()
        .set_abort_missing(true)
        .set_abort_divergent(true)
        .run(&mut connection)
        .map_err(|error| VaultError::Damaged(error.to_string()))?;
    Ok(connection)
}

/// Opens a reader.
pub fn open_reader(path: &Path, root: &Secret) -> Result<Connection, VaultError> {
    let connection = connect(path, root)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn connect(path: &Path, root: &Secret) -> Result<Connection, VaultError> {
    let connection = Connection::open(path)?;
    let key = derive_secret(root.as_slice(), b"", "ecabinet database v1");
    let hex: Zeroizing<String> =
        Zeroizing::new(key.iter().map(|byte| format!("{byte:02x}")).collect());
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", hex.as_str()));
    connection.execute_batch(&pragma)?;
    let cipher: String = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0))?;
    if cipher.is_empty() {
        return Err(VaultError::Damaged("this program was built without SQLCipher".to_owned()));
    }
    // The first read proves the key: a wrong one looks like a file that is no database.
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    Ok(connection)
}

fn refuse_newer(connection: &Connection) -> Result<(), VaultError> {
    let has_history: bool = connection.query_row(
        "SELECT count(*) > 0 FROM sqlite_master WHERE name = 'refinery_schema_history'",
        [],
        |row| row.get(0),
    )?;
    if !has_history {
        return Ok(());
    }
    let sql = "SELECT COALESCE(MAX(version), 0) FROM refinery_schema_history";
    let applied: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    let known = embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(|migration| i64::from(migration.version()))
        .max()
        .unwrap_or(0);
    if applied > known { Err(VaultError::Newer) } else { Ok(()) }
}
