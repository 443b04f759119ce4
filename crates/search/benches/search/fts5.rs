//! SQLite's FTS5 over folded text, in SQLCipher or in the open: ranked by itself, or as a source of candidates.

use super::queries::Form;
use orthography::{Token, tokens};
use rusqlite::{Connection, params};
use std::path::Path;

/// Candidates that design (b) takes in the order of rows and ranks itself.
pub const CANDIDATES: usize = 500;
const TOP: i64 = 20;

/// One database with one index.
pub struct Fts5 {
    connection: Connection,
}

impl Fts5 {
    /// Makes the database. With texts it can rank candidates; without, its index is all there is.
    pub fn create(path: &Path, is_encrypted: bool, with_texts: bool) -> anyhow::Result<Self> {
        let connection = Connection::open(path)?;
        if is_encrypted {
            connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "42".repeat(32)))?;
        }
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
             CREATE VIRTUAL TABLE page USING fts5(text, content='', tokenize='unicode61');",
        )?;
        if with_texts {
            connection.execute_batch("CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT)")?;
        }
        Ok(Self { connection })
    }

    /// Adds folded pages in transactions of a thousand, as a laptop that is receiving papers does.
    pub fn add(&mut self, folded: &[String], with_texts: bool) -> anyhow::Result<()> {
        let mut row = 0_i64;
        for part in folded.chunks(1_000) {
            let transaction = self.connection.transaction()?;
            for text in part {
                row += 1;
                transaction
                    .prepare_cached("INSERT INTO page (rowid, text) VALUES (?1, ?2)")?
                    .execute(params![row, text])?;
                if with_texts {
                    transaction
                        .prepare_cached("INSERT INTO words (id, text) VALUES (?1, ?2)")?
                        .execute(params![row, text])?;
                }
            }
            transaction.commit()?;
        }
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(())
    }

    /// The best twenty by FTS5's own rank.
    pub fn ranked(&self, query: &str, form: Form) -> anyhow::Result<Vec<i64>> {
        self.rows(
            "SELECT rowid FROM page WHERE page MATCH ?1 ORDER BY rank LIMIT ?2",
            query,
            form,
            TOP,
        )
    }

    /// How many pages match.
    pub fn count(&self, query: &str, form: Form) -> anyhow::Result<u64> {
        let mut statement =
            self.connection.prepare_cached("SELECT count(*) FROM page WHERE page MATCH ?1")?;
        Ok(statement.query_row(params![expression(query, form)], |row| row.get(0))?)
    }

    /// Tells whether a query finds one page, in a table of raw text made by [`Fts5::create_raw`].
    pub fn finds(&self, query: &str, row: i64) -> anyhow::Result<bool> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM raw WHERE raw MATCH ?1 AND rowid = ?2")?;
        let quoted = format!("\"{query}\"");
        Ok(statement.query_row(params![quoted, row], |row| row.get::<_, i64>(0))? > 0)
    }

    /// Makes the usual index over raw text, which is to take marks away itself.
    pub fn create_raw(pages: &[String]) -> anyhow::Result<Self> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE VIRTUAL TABLE raw
             USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2')",
        )?;
        for (row, page) in pages.iter().enumerate() {
            connection
                .prepare_cached("INSERT INTO raw (rowid, text) VALUES (?1, ?2)")?
                .execute(params![row as i64, page])?;
        }
        Ok(Self { connection })
    }

    /// Design (b): the first candidates in the order of rows, ranked here by the words of their texts.
    pub fn candidates(&self, query: &str, form: Form) -> anyhow::Result<Vec<i64>> {
        let sql = "SELECT rowid FROM page WHERE page MATCH ?1 LIMIT ?2";
        let rows = self.rows(sql, query, form, CANDIDATES as i64)?;
        let words: Vec<String> = tokens(query).map(|token| token.fold).collect();
        let mut text = self.connection.prepare_cached("SELECT text FROM words WHERE id = ?1")?;
        let mut scored = Vec::with_capacity(rows.len());
        for row in rows {
            let text: String = text.query_row([row], |row| row.get(0))?;
            let mut found = vec![0.0_f32; words.len()];
            let mut all = tokens(&text);
            let mut token = Token::default();
            while all.advance_into(&mut token) {
                for (word, count) in words.iter().zip(&mut found) {
                    *count += f32::from(u8::from(token.fold.starts_with(word)));
                }
            }
            let score: f32 = found.iter().map(|count| count / (count + 1.2)).sum();
            scored.push((score, row));
        }
        scored.sort_by(|one, other| other.0.total_cmp(&one.0));
        Ok(scored.into_iter().take(TOP as usize).map(|(_, row)| row).collect())
    }

    fn rows(&self, sql: &str, query: &str, form: Form, limit: i64) -> anyhow::Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows =
            statement.query_map(params![expression(query, form), limit], |row| row.get(0))?;
        Ok(rows.collect::<Result<Vec<i64>, _>>()?)
    }
}

fn expression(query: &str, form: Form) -> String {
    let words: Vec<String> = tokens(query).map(|token| token.fold).collect();
    match form {
        Form::Phrase => format!("\"{}\"", words.join(" ")),
        Form::And => words.join(" AND "),
        Form::Prefix | Form::Typed => format!("{}*", words.join(" AND ")),
    }
}
