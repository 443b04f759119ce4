//! The files of papers in the store: rows and keys in the database, bytes in containers beside it.

use crate::aead::{Secret, mix_secrets};
use crate::arrival::{Arrival, chunks_here, map_path, missing};
use crate::container::{Binding, FileReader};
use crate::table::{companion, contents, dossier_key, file, page_text, password};
use crate::vault::transact;
use crate::{CHUNK_BYTES, FileRow, FileState, Vault, VaultError};
use domain::{DocumentId, DossierId};
use rusqlite::Connection;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

impl Vault {
    /// The files of the versions in force, one a document.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn files(&self) -> Result<Vec<FileRow>, VaultError> {
        file::current(&self.read())
    }

    /// Files of older versions, kept because this member opened or wrote on them, oldest first.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn kept_files(&self) -> Result<Vec<FileRow>, VaultError> {
        file::kept(&self.read())
    }

    /// Keeps a file whose version is no longer in force.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn keep_file(&self, row: &FileRow) -> Result<(), VaultError> {
        self.write(|writer| file::keep(&writer.connection, row))
    }

    /// Adds or replaces a file's row.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_file(&self, row: &FileRow) -> Result<(), VaultError> {
        self.write(|writer| file::put(&writer.connection, row))
    }

    /// Forgets a version's file: destroys its secret and its text, then removes its container, which nobody can read
    /// any more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn remove_file(&self, row: &FileRow) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                file::remove(connection, row)?;
                forget_text(connection, row)
            })?;
            empty_log(&writer.connection)
        })?;
        self.remove_container(row)
    }

    /// Forgets every version of a document.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn remove_document(&self, document: DocumentId) -> Result<(), VaultError> {
        let all = self.all_files()?;
        all.iter().filter(|row| row.document == document).try_for_each(|row| self.remove_file(row))
    }

    fn all_files(&self) -> Result<Vec<FileRow>, VaultError> {
        Ok([self.files()?, self.kept_files()?].concat())
    }

    /// Recalls a dossier: destroys its key, then removes the containers, which nobody can read any more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn recall(&self, dossier: DossierId) -> Result<(), VaultError> {
        let files = self.all_files()?;
        let gone: Vec<FileRow> = files.into_iter().filter(|row| row.dossier == dossier).collect();
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                dossier_key::destroy(connection, dossier)?;
                gone.iter().try_for_each(|row| {
                    forget_text(connection, row)?;
                    let recalled = FileRow { state: FileState::Recalled, ..row.clone() };
                    file::put(connection, &recalled)
                })
            })?;
            empty_log(&writer.connection)
        })?;
        gone.iter().try_for_each(|row| self.remove_container(row))
    }

    fn remove_container(&self, row: &FileRow) -> Result<(), VaultError> {
        let path = self.container_path(row);
        remove_if_there(&path)?;
        remove_if_there(&map_path(&path))
    }

    /// Opens a file to read it.
    ///
    /// # Errors
    /// [`VaultError::FileNotHere`], [`VaultError::Recalled`], [`VaultError::Damaged`].
    pub fn open_file(&self, row: &FileRow) -> Result<FileReader, VaultError> {
        match row.state {
            FileState::Ready => {}
            FileState::Recalled => return Err(VaultError::Recalled),
            FileState::Wanted | FileState::Failed => return Err(VaultError::FileNotHere),
        }
        let key = {
            let connection = self.read();
            let dossier = dossier_key::get(&connection, row.dossier)?;
            let dossier = dossier.ok_or(VaultError::Recalled)?;
            let secret = file::secret(&connection, (row.document, row.version))?;
            sealing_key(dossier, secret.ok_or(VaultError::Recalled)?)
        };
        FileReader::open(&self.container_path(row), &key, binding(row))
    }

    /// Opens a file that is still arriving: reading a place that is not here yet is [`VaultError::FileNotHere`]. What is
    /// read has not been held against the file's digest.
    ///
    /// # Errors
    /// As [`Vault::open_file`].
    pub fn open_arriving(&self, row: &FileRow) -> Result<FileReader, VaultError> {
        match row.state {
            FileState::Wanted => {}
            FileState::Ready => return self.open_file(row),
            FileState::Recalled => return Err(VaultError::Recalled),
            FileState::Failed => return Err(VaultError::FileNotHere),
        }
        let (key, path) = (self.key_to_write(row)?, self.container_path(row));
        Arrival::open(&path, &key, binding(row))?.sync()?;
        FileReader::open_arriving(&path, &key, binding(row))
    }

    /// Bytes of a file already here.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn n_file_bytes(&self, row: &FileRow) -> Result<u64, VaultError> {
        match row.state {
            FileState::Ready => Ok(row.length),
            FileState::Recalled | FileState::Failed => Ok(0),
            FileState::Wanted => {
                let missing = self.missing_ranges(row)?;
                Ok(row.length - missing.iter().map(|range| range.end - range.start).sum::<u64>())
            }
        }
    }

    /// The stretches of a wanted file that are not here, in order; each begins at a chunk.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn missing_ranges(&self, row: &FileRow) -> Result<Vec<Range<u64>>, VaultError> {
        let here = chunks_here(&self.container_path(row), binding(row))?;
        Ok(missing(&here, row.length))
    }

    /// Takes bytes of a file whose row is here, from a chunk's beginning on and in whole chunks, but for the last of the
    /// file. Durable when this returns.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`]: what was whole before stays whole; [`VaultError::FileNotHere`] without a row.
    pub fn put_file_range(
        &self,
        row: &FileRow,
        offset: u64,
        plain: &[u8],
    ) -> Result<(), VaultError> {
        if !offset.is_multiple_of(CHUNK_BYTES as u64) {
            return Err(VaultError::Damaged("a piece of a file is out of place".to_owned()));
        }
        let key = self.key_to_write(row)?;
        let mut arrival = Arrival::open(&self.container_path(row), &key, binding(row))?;
        for (index, chunk) in (offset / CHUNK_BYTES as u64..).zip(plain.chunks(CHUNK_BYTES)) {
            arrival.put(index, chunk)?;
        }
        arrival.sync()
    }

    /// Checks a file that is all here against its digest. A file that does not match is begun anew.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn verify_file(&self, row: &FileRow) -> Result<bool, VaultError> {
        let key = self.key_to_write(row)?;
        let path = self.container_path(row);
        if row.length == 0 {
            Arrival::open(&path, &key, binding(row))?.sync()?;
        }
        let matches = match FileReader::open(&path, &key, binding(row))?.matches(row.digest) {
            Ok(matches) => matches,
            Err(VaultError::Damaged(_)) => false,
            Err(error) => return Err(error),
        };
        if !matches {
            self.remove_container(row)?;
            return Ok(false);
        }
        self.put_file(&FileRow { state: FileState::Ready, problem: None, ..row.clone() })?;
        remove_if_there(&map_path(&path))?;
        Ok(true)
    }

    fn key_to_write(&self, row: &FileRow) -> Result<Secret, VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| {
                let secret = file::secret(connection, (row.document, row.version))?;
                let secret = secret.ok_or(VaultError::FileNotHere)?;
                Ok(sealing_key(dossier_key::get_or_make(connection, row.dossier)?, secret))
            })
        })
    }

    fn container_path(&self, row: &FileRow) -> PathBuf {
        self.files_dir().join(&row.name)
    }
}

/// What seals a container: the dossier's key, mixed with the file's secret where it has one.
fn sealing_key(dossier: Secret, secret: Option<Secret>) -> Secret {
    match secret {
        Some(secret) => mix_secrets(&dossier, &secret, "ecabinet document v1"),
        None => dossier,
    }
}

fn remove_if_there(path: &Path) -> Result<(), VaultError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// What was read from a file goes with it.
fn forget_text(connection: &Connection, row: &FileRow) -> Result<(), VaultError> {
    page_text::remove(connection, row.document, row.version)?;
    companion::remove(connection, row.document, row.version)?;
    contents::remove(connection, row.document, row.version)?;
    password::remove(connection, row.document, row.version)
}

/// Empties the write-ahead log, in which the old page with a destroyed key would live on.
pub(crate) fn empty_log(connection: &Connection) -> Result<(), VaultError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

fn binding(row: &FileRow) -> Binding {
    Binding { document: row.document, version: row.version, length: row.length }
}

#[cfg(test)]
mod tests {
    use crate::container::FileReader;
    use crate::table::dossier_key;
    use crate::{FileRow, FileState, Profile, SecretStore, SecretStoreError, Vault};
    use domain::{Digest, DocumentId, DossierId};
    use std::collections::BTreeMap;
    use std::sync::Mutex;
    use uuid::Uuid;
    use zeroize::Zeroizing;

    #[derive(Default)]
    struct Drawer(Mutex<BTreeMap<String, Vec<u8>>>);

    impl SecretStore for Drawer {
        fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
            Ok(self.0.lock().unwrap().get(name).cloned().map(Zeroizing::new))
        }

        fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
            self.0.lock().unwrap().insert(name.to_owned(), secret.to_vec());
            Ok(())
        }
    }

    fn opens_with_the_dossiers_key_alone(vault: &Vault, row: &FileRow) -> bool {
        let key = dossier_key::get(&vault.read(), row.dossier).unwrap().unwrap();
        let reader = FileReader::open(&vault.container_path(row), &key, super::binding(row));
        reader.unwrap().read_at(0, 10).is_ok()
    }

    #[test]
    fn a_container_from_before_there_were_secrets_is_read_as_it_was_written() {
        for is_old in [true, false] {
            let dir = tempfile::tempdir().unwrap();
            let vault = Profile::at(dir.path()).make(&Drawer::default(), None).unwrap();
            let row = FileRow {
                document: DocumentId::from_uuid(Uuid::from_u128(1)),
                dossier: DossierId::from_uuid(Uuid::from_u128(2)),
                version: 1,
                digest: Digest::from_bytes(*blake3::hash(b"0123456789").as_bytes()),
                length: 10,
                name: "a".to_owned(),
                state: FileState::Wanted,
                n_pages: None,
                problem: None,
            };
            vault.put_file(&row).unwrap();
            if is_old {
                let sql = "UPDATE file SET secret = NULL";
                vault.write(|writer| Ok(writer.connection.execute(sql, [])?)).unwrap();
            }
            vault.put_file_range(&row, 0, b"0123456789").unwrap();
            assert!(vault.verify_file(&row).unwrap());
            let ready = FileRow { state: FileState::Ready, n_pages: Some(1), ..row.clone() };
            vault.put_file(&ready).unwrap();
            assert_eq!(vault.open_file(&ready).unwrap().read_at(0, 10).unwrap(), b"0123456789");
            assert_eq!(opens_with_the_dossiers_key_alone(&vault, &row), is_old);
        }
    }
}
