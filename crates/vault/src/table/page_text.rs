use crate::VaultError;
use domain::DocumentId;
use rusqlite::{Connection, OptionalExtension, params};

/// How far a version's text has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextRow {
    /// Document.
    pub document: DocumentId,
    /// Version.
    pub version: u32,
    /// Pages without any text.
    pub n_textless: u32,
    /// Whether the search index has it.
    pub indexed: bool,
}

pub fn whole(connection: &Connection) -> Result<Vec<TextRow>, VaultError> {
    let sql =
        "SELECT document, version, textless, indexed FROM text_read ORDER BY document, version";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut texts = Vec::new();
    while let Some(row) = rows.next()? {
        texts.push(TextRow {
            document: DocumentId::from_uuid(super::read_uuid(&row.get::<_, String>(0)?)?),
            version: row.get(1)?,
            n_textless: row.get(2)?,
            indexed: row.get(3)?,
        });
    }
    Ok(texts)
}

pub fn get(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    page: u32,
) -> Result<Option<Vec<u8>>, VaultError> {
    let sql = "SELECT body FROM page_text WHERE document = ?1 AND version = ?2 AND page = ?3";
    let values = params![document.to_string(), version, page];
    Ok(connection.query_row(sql, values, |row| row.get(0)).optional()?)
}

/// All pages of a version in order.
pub fn of_version(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<Vec<Vec<u8>>, VaultError> {
    let sql = "SELECT body FROM page_text WHERE document = ?1 AND version = ?2 ORDER BY page";
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(params![document.to_string(), version], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts the whole text of a version in place of what was there.
pub fn put_all(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    pages: &[Vec<u8>],
    n_textless: u32,
) -> Result<(), VaultError> {
    remove(connection, document, version)?;
    let sql = "INSERT INTO page_text (document, version, page, body) VALUES (?1, ?2, ?3, ?4)";
    let mut statement = connection.prepare_cached(sql)?;
    let document = document.to_string();
    for (page, body) in (0_u32..).zip(pages) {
        statement.execute(params![document, version, page, body])?;
    }
    let sql = "INSERT INTO text_read (document, version, textless) VALUES (?1, ?2, ?3)";
    connection.execute(sql, params![document, version, n_textless])?;
    Ok(())
}

pub fn set_indexed(
    connection: &Connection,
    document: DocumentId,
    version: u32,
    indexed: bool,
) -> Result<(), VaultError> {
    let sql = "UPDATE text_read SET indexed = ?3 WHERE document = ?1 AND version = ?2";
    connection.execute(sql, params![document.to_string(), version, indexed])?;
    Ok(())
}

/// Forgets which texts the search index has: it is made anew.
pub fn none_indexed(connection: &Connection) -> Result<(), VaultError> {
    connection.execute("UPDATE text_read SET indexed = 0", [])?;
    Ok(())
}

/// Forgets a version's text if pages of it have none.
pub fn remove_textless(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    let sql = "
        SELECT count(*) > 0 FROM text_read
        WHERE document = ?1 AND version = ?2 AND textless > 0";
    let values = params![document.to_string(), version];
    let is_textless: bool = connection.query_row(sql, values, |row| row.get(0))?;
    if is_textless { remove(connection, document, version) } else { Ok(()) }
}

pub fn remove(
    connection: &Connection,
    document: DocumentId,
    version: u32,
) -> Result<(), VaultError> {
    for table in ["page_text", "text_read"] {
        let sql = format!("DELETE FROM {table} WHERE document = ?1 AND version = ?2");
        connection.execute(&sql, params![document.to_string(), version])?;
    }
    Ok(())
}
