//! The embedded store: one SQLite file in write-ahead mode, fully synchronous.

mod companion;
mod letter;
mod sharing;
mod trail;
mod upload;

use super::{
    ChangeRow, CompanionRow, DeviceRow, DueLetters, EnrolmentRow, LetterCounts, LetterRow,
    OperationRow, RecordRow, SharedNoteRow, SharingKeyRow, Storage, StoreError, TrailFilter,
    TrailRow, Transaction, UploadRow, Work,
};
use domain::{AnnotationId, DeviceId, Digest, Moment, OperationId, PersonId, SharedNote};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, TransactionBehavior, params};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use uuid::Uuid;
use wire::KindWord;

mod embedded {
    refinery::embed_migrations!("src/storage/migrations");
}

/// SQLite behind the [`Storage`] trait. Other processes (the command line) may work on the same file.
pub struct Sqlite {
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Sqlite {
    /// Opens the store at `path`, makes it when it is not there, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Schema`] for a file written by a newer program, which is left as it is; [`StoreError::Database`].
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut writer = connect(path, OpenFlags::default())?;
        embedded::migrations::runner()
            .set_abort_missing(true)
            .set_abort_divergent(true)
            .run(&mut writer)
            .map_err(|error| StoreError::Schema(error.to_string()))?;
        let reader = connect(path, OpenFlags::default())?;
        reader.pragma_update(None, "query_only", true)?;
        Ok(Self { writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "mmap_size", 0)?;
    Ok(connection)
}

fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    // A panic inside a transaction rolls it back when the guard drops, so the connection stays usable.
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Storage for Sqlite {
    fn write(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let mut connection = lock(&self.writer);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut inside = Inside { connection: &transaction };
        work(&mut inside)?;
        transaction.commit()?;
        Ok(())
    }

    fn read(&self, work: &mut Work<'_>) -> Result<(), StoreError> {
        let mut connection = lock(&self.reader);
        let transaction = connection.transaction()?;
        work(&mut Inside { connection: &transaction })
    }

    fn back_up(&self, target: &Path) -> Result<(), StoreError> {
        if target.exists() {
            let exists = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
            return Err(StoreError::Io(exists));
        }
        let connection = lock(&self.reader);
        let mut copy = Connection::open(target)?;
        rusqlite::backup::Backup::new(&connection, &mut copy)?.run_to_completion(
            256,
            Duration::ZERO,
            None,
        )?;
        copy.close().map_err(|(_, error)| error)?;
        std::fs::File::open(target)?.sync_all()?;
        Ok(())
    }

    fn check(&self) -> Result<Vec<String>, StoreError> {
        let connection = lock(&self.reader);
        let mut statement = connection.prepare("PRAGMA integrity_check")?;
        let lines = statement.query_map([], |row| row.get(0))?;
        let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    }
}

struct Inside<'c> {
    connection: &'c Connection,
}

impl Transaction for Inside<'_> {
    fn setting(&mut self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = ?1";
        Ok(self.connection.query_row(sql, [name], |row| row.get(0)).optional()?)
    }

    fn put_setting(&mut self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO setting (name, value) VALUES (?1, ?2)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.connection.execute(sql, params![name, value])?;
        Ok(())
    }

    fn record(&mut self, kind: KindWord, id: Uuid) -> Result<Option<RecordRow>, StoreError> {
        let sql = "SELECT kind, id, rev, body FROM record WHERE kind = ?1 AND id = ?2";
        let found = self
            .connection
            .query_row(sql, params![kind.as_str(), id.to_string()], read_record)
            .optional()?;
        found.transpose()
    }

    fn records(&mut self) -> Result<Vec<RecordRow>, StoreError> {
        let sql = "SELECT kind, id, rev, body FROM record ORDER BY kind, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], read_record)?;
        rows.map(|row| row?).collect()
    }

    fn put_record(&mut self, row: &RecordRow) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO record (kind, id, rev, body) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (kind, id) DO UPDATE SET rev = excluded.rev, body = excluded.body";
        let values = params![row.kind.as_str(), row.id.to_string(), row.rev, row.body];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    fn remove_record(&mut self, kind: KindWord, id: Uuid) -> Result<(), StoreError> {
        let sql = "DELETE FROM record WHERE kind = ?1 AND id = ?2";
        self.connection.execute(sql, params![kind.as_str(), id.to_string()])?;
        Ok(())
    }

    fn append_trail(&mut self, row: &TrailRow) -> Result<(), StoreError> {
        trail::append(self.connection, row)
    }

    fn trail(&mut self, filter: &TrailFilter) -> Result<Vec<TrailRow>, StoreError> {
        trail::read(self.connection, filter)
    }

    fn put_letter(&mut self, row: &LetterRow) -> Result<bool, StoreError> {
        letter::put(self.connection, row)
    }

    fn letters_due(&mut self, now: Moment, limit: u32) -> Result<DueLetters, StoreError> {
        letter::due(self.connection, now, limit)
    }

    fn letter_text(&mut self, cause: &str) -> Result<Option<String>, StoreError> {
        letter::text(self.connection, cause)
    }

    fn give_up_letter(&mut self, id: &str, problem: &str) -> Result<(), StoreError> {
        letter::give_up(self.connection, id, problem)
    }

    fn letters_given_up(&mut self) -> Result<Vec<LetterRow>, StoreError> {
        letter::given_up(self.connection)
    }

    fn letter_counts(&mut self) -> Result<LetterCounts, StoreError> {
        letter::counts(self.connection)
    }

    fn upload(
        &mut self,
        digest: Digest,
        person: PersonId,
    ) -> Result<Option<UploadRow>, StoreError> {
        upload::get(self.connection, digest, person)
    }

    fn put_upload(&mut self, row: &UploadRow) -> Result<(), StoreError> {
        upload::put(self.connection, row)
    }

    fn uploads_since(&mut self, since: Moment) -> Result<BTreeSet<Digest>, StoreError> {
        upload::since(self.connection, since)
    }

    fn forget_uploads(&mut self, digest: Digest) -> Result<(), StoreError> {
        upload::forget(self.connection, digest)
    }

    fn note(&mut self, id: Uuid) -> Result<Option<(PersonId, String)>, StoreError> {
        let sql = "SELECT person, sealed FROM note WHERE id = ?1";
        let found = self
            .connection
            .query_row(sql, [id.to_string()], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))
            .optional()?;
        found
            .map(|(person, sealed)| Ok((PersonId::from_uuid(read_uuid(&person)?), sealed)))
            .transpose()
    }

    fn put_note(&mut self, id: Uuid, person: PersonId, sealed: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO note (id, person, sealed) VALUES (?1, ?2, ?3)";
        self.connection.execute(sql, params![id.to_string(), person.to_string(), sealed])?;
        Ok(())
    }

    fn shared_note(
        &mut self,
        annotation: AnnotationId,
    ) -> Result<Option<SharedNoteRow>, StoreError> {
        sharing::note(self.connection, annotation)
    }

    fn shared_notes(&mut self) -> Result<Vec<SharedNote>, StoreError> {
        sharing::notes(self.connection)
    }

    fn put_shared_note(&mut self, row: &SharedNoteRow) -> Result<(), StoreError> {
        sharing::put_note(self.connection, row)
    }

    fn sharing_key(&mut self, person: PersonId) -> Result<Option<SharingKeyRow>, StoreError> {
        sharing::key(self.connection, person)
    }

    fn sharing_key_owners(&mut self) -> Result<Vec<PersonId>, StoreError> {
        sharing::key_owners(self.connection)
    }

    fn put_sharing_key(&mut self, row: &SharingKeyRow) -> Result<(), StoreError> {
        sharing::put_key(self.connection, row)
    }

    fn companions(&mut self, file: Option<Digest>) -> Result<Vec<CompanionRow>, StoreError> {
        companion::rows(self.connection, file)
    }

    fn put_companion(&mut self, row: &CompanionRow) -> Result<(), StoreError> {
        companion::put(self.connection, row)
    }

    fn remove_companions(&mut self, file: Digest) -> Result<(), StoreError> {
        companion::remove(self.connection, file)
    }

    fn append_change(&mut self, row: &ChangeRow) -> Result<u64, StoreError> {
        let sql = "INSERT INTO change (kind, id, audience, removed) VALUES (?1, ?2, ?3, ?4)";
        let audience = row.audience.map(|person| person.to_string());
        let values = params![row.kind.as_str(), row.id.to_string(), audience, row.removed];
        self.connection.execute(sql, values)?;
        Ok(self.connection.last_insert_rowid().unsigned_abs())
    }

    fn changes_after(&mut self, seq: u64, limit: u32) -> Result<Vec<ChangeRow>, StoreError> {
        let sql = "
            SELECT seq, kind, id, audience, removed FROM change
            WHERE seq > ?1 ORDER BY seq LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![seq, limit], |row| {
            let read = || {
                let audience: Option<String> = row.get(3)?;
                Ok::<_, StoreError>(ChangeRow {
                    seq: row.get(0)?,
                    kind: read_kind(&row.get::<_, String>(1)?)?,
                    id: read_uuid(&row.get::<_, String>(2)?)?,
                    audience: audience
                        .map(|person| read_uuid(&person).map(PersonId::from_uuid))
                        .transpose()?,
                    removed: row.get(4)?,
                })
            };
            Ok(read())
        })?;
        rows.map(|row| row?).collect()
    }

    fn newest_change(&mut self) -> Result<u64, StoreError> {
        let sql = "SELECT COALESCE(MAX(seq), 0) FROM change";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    fn operation(&mut self, id: OperationId) -> Result<Option<OperationRow>, StoreError> {
        let sql = "SELECT device, digest, response FROM operation WHERE id = ?1";
        let found = self
            .connection
            .query_row(sql, [id.to_string()], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?))
            })
            .optional()?;
        found
            .map(|(device, digest, response)| {
                let device = DeviceId::from_uuid(read_uuid(&device)?);
                Ok(OperationRow { id, device, digest, response })
            })
            .transpose()
    }

    fn put_operation(&mut self, row: &OperationRow) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO operation (id, device, digest, response) VALUES (?1, ?2, ?3, ?4)";
        let values = params![row.id.to_string(), row.device.to_string(), row.digest, row.response];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    fn append_leaf(&mut self, hash: &[u8; 32], bytes: &[u8]) -> Result<u64, StoreError> {
        let sql = "SELECT COALESCE(MAX(position) + 1, 0) FROM log_leaf";
        let position: u64 = self.connection.query_row(sql, [], |row| row.get(0))?;
        let sql = "INSERT INTO log_leaf (position, hash, bytes) VALUES (?1, ?2, ?3)";
        self.connection.execute(sql, params![position, hash, bytes])?;
        Ok(position)
    }

    fn leaf_hashes(&mut self) -> Result<Vec<[u8; 32]>, StoreError> {
        let sql = "SELECT hash FROM log_leaf ORDER BY position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn leaf(&mut self, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM log_leaf WHERE position = ?1";
        Ok(self.connection.query_row(sql, [index], |row| row.get(0)).optional()?)
    }

    fn device_by_token(&mut self, token_hash: &str) -> Result<Option<DeviceRow>, StoreError> {
        let sql = format!("{SELECT_DEVICE} WHERE token_hash = ?1");
        let found = self.connection.query_row(&sql, [token_hash], read_device).optional()?;
        found.transpose()
    }

    fn devices(&mut self, person: Option<PersonId>) -> Result<Vec<DeviceRow>, StoreError> {
        let sql =
            format!("{SELECT_DEVICE} WHERE ?1 IS NULL OR person = ?1 ORDER BY enrolled_at, id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let person = person.map(|person| person.to_string());
        let rows = statement.query_map([person], read_device)?;
        rows.map(|row| row?).collect()
    }

    fn put_device(&mut self, row: &DeviceRow) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO device (
                id, person, name, signing_key, agreement_key, token_hash, enrolled_at,
                revoked_at, has_note_key, sealed_key, approved_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (id) DO UPDATE SET
                name = excluded.name, token_hash = excluded.token_hash,
                revoked_at = excluded.revoked_at, has_note_key = excluded.has_note_key,
                sealed_key = excluded.sealed_key, approved_by = excluded.approved_by";
        let values = params![
            row.id.to_string(),
            row.person.to_string(),
            row.name,
            row.signing_key,
            row.agreement_key,
            row.token_hash,
            row.enrolled_at.as_micros(),
            row.revoked_at.map(Moment::as_micros),
            row.has_note_key,
            row.sealed_key,
            row.approved_by.map(|device| device.to_string()),
        ];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    fn enrolment(&mut self, code_hash: &str) -> Result<Option<EnrolmentRow>, StoreError> {
        let sql = "SELECT person, expires_at, used_at FROM enrolment WHERE code_hash = ?1";
        let found = self
            .connection
            .query_row(sql, [code_hash], |row| {
                Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Option<i64>>(2)?))
            })
            .optional()?;
        found
            .map(|(person, expires_at, used_at)| {
                Ok(EnrolmentRow {
                    code_hash: code_hash.to_owned(),
                    person: PersonId::from_uuid(read_uuid(&person)?),
                    expires_at: Moment::from_micros(expires_at),
                    used_at: used_at.map(Moment::from_micros),
                })
            })
            .transpose()
    }

    fn put_enrolment(&mut self, row: &EnrolmentRow) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO enrolment (code_hash, person, expires_at, used_at)
            VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (code_hash) DO UPDATE SET used_at = excluded.used_at";
        let values = params![
            row.code_hash,
            row.person.to_string(),
            row.expires_at.as_micros(),
            row.used_at.map(Moment::as_micros),
        ];
        self.connection.execute(sql, values)?;
        Ok(())
    }

    fn note_key(&mut self, person: PersonId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT key_id FROM note_key WHERE person = ?1";
        Ok(self.connection.query_row(sql, [person.to_string()], |row| row.get(0)).optional()?)
    }

    fn put_note_key(&mut self, person: PersonId, key_id: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO note_key (person, key_id) VALUES (?1, ?2)";
        self.connection.execute(sql, params![person.to_string(), key_id])?;
        Ok(())
    }
}

const SELECT_DEVICE: &str = "
    SELECT id, person, name, signing_key, agreement_key, token_hash, enrolled_at,
        revoked_at, has_note_key, sealed_key, approved_by
    FROM device";

type Reading<T> = rusqlite::Result<Result<T, StoreError>>;

fn read_record(row: &Row<'_>) -> Reading<RecordRow> {
    let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
    let (rev, body) = (row.get(2)?, row.get(3)?);
    let read = || Ok(RecordRow { kind: read_kind(&kind)?, id: read_uuid(&id)?, rev, body });
    Ok(read())
}

fn read_device(row: &Row<'_>) -> Reading<DeviceRow> {
    let read = || {
        let approved_by: Option<String> = row.get(10)?;
        Ok::<_, StoreError>(DeviceRow {
            id: DeviceId::from_uuid(read_uuid(&row.get::<_, String>(0)?)?),
            person: PersonId::from_uuid(read_uuid(&row.get::<_, String>(1)?)?),
            name: row.get(2)?,
            signing_key: row.get(3)?,
            agreement_key: row.get(4)?,
            token_hash: row.get(5)?,
            enrolled_at: Moment::from_micros(row.get(6)?),
            revoked_at: row.get::<_, Option<i64>>(7)?.map(Moment::from_micros),
            has_note_key: row.get(8)?,
            sealed_key: row.get(9)?,
            approved_by: approved_by
                .map(|device| read_uuid(&device).map(DeviceId::from_uuid))
                .transpose()?,
        })
    };
    Ok(read())
}

fn read_uuid(text: &str) -> Result<Uuid, StoreError> {
    Uuid::parse_str(text).map_err(|_| StoreError::Unreadable { what: "identity" })
}

fn read_kind(word: &str) -> Result<KindWord, StoreError> {
    KindWord::from_word(word).ok_or(StoreError::Unreadable { what: "kind" })
}
