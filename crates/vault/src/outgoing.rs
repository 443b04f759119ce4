//! Files on their way out: taken in piece by piece, sealed like every paper, sent when there is a network.

use crate::aead::make_secret;
use crate::container::{Binding, FileReader, FileWriter};
use crate::table::outgoing_file;
use crate::vault::transact;
use crate::{CHUNK_BYTES, OutboxKind, OutgoingFileRow, Vault, VaultError};
use domain::{Digest, DocumentId, Moment};
use std::collections::BTreeSet;
use std::fs;
use uuid::Uuid;

impl Vault {
    /// Begins to take in a file of `length` bytes.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn begin_outgoing(
        &self,
        id: Uuid,
        length: u64,
        now: Moment,
    ) -> Result<OutgoingFileRow, VaultError> {
        let row = OutgoingFileRow {
            id,
            digest: None,
            length,
            name: Uuid::now_v7().to_string(),
            sent: 0,
            done: false,
            made_at: now,
        };
        let key = make_secret()?;
        self.write(|writer| outgoing_file::insert(&writer.connection, &row, &key))?;
        Ok(row)
    }

    /// Takes in the next bytes, in whole chunks but for the last ones; gives the bytes now here.
    ///
    /// # Errors
    /// [`VaultError::DiskFull`] and others: what was whole before stays whole.
    pub fn append_outgoing(
        &self,
        row: &OutgoingFileRow,
        offset: u64,
        plain: &[u8],
    ) -> Result<u64, VaultError> {
        let key = outgoing_file::key(&self.read(), row.id)?.ok_or(VaultError::FileNotHere)?;
        let mut writer = FileWriter::open(&self.outgoing_path(row), &key, binding(row))?;
        if writer.n_bytes() != offset {
            return Err(VaultError::Damaged("a piece of a file is out of order".to_owned()));
        }
        for chunk in plain.chunks(CHUNK_BYTES) {
            writer.append(chunk)?;
        }
        writer.sync()?;
        Ok(writer.n_bytes())
    }

    /// Ends taking in: reads the whole back, and notes its digest.
    ///
    /// # Errors
    /// [`VaultError::FileNotHere`] where bytes are missing.
    pub fn finish_outgoing(&self, row: &OutgoingFileRow) -> Result<OutgoingFileRow, VaultError> {
        let hash = self.open_outgoing(row)?.hash(row.length)?.finalize();
        let digest = Some(Digest::from_bytes(*hash.as_bytes()));
        let row = OutgoingFileRow { digest, ..row.clone() };
        self.put_outgoing(&row)?;
        Ok(row)
    }

    /// Opens a file on its way out.
    ///
    /// # Errors
    /// [`VaultError::FileNotHere`], [`VaultError::Damaged`].
    pub fn open_outgoing(&self, row: &OutgoingFileRow) -> Result<FileReader, VaultError> {
        let key = outgoing_file::key(&self.read(), row.id)?.ok_or(VaultError::FileNotHere)?;
        if row.length == 0 {
            FileWriter::open(&self.outgoing_path(row), &key, binding(row))?.sync()?;
        }
        FileReader::open(&self.outgoing_path(row), &key, binding(row))
    }

    /// All files on their way out, oldest first.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn outgoing_files(&self) -> Result<Vec<OutgoingFileRow>, VaultError> {
        outgoing_file::all(&self.read())
    }

    /// One of them.
    ///
    /// # Errors
    /// [`VaultError::FileNotHere`].
    pub fn outgoing_file(&self, id: Uuid) -> Result<OutgoingFileRow, VaultError> {
        outgoing_file::get(&self.read(), id)?.ok_or(VaultError::FileNotHere)
    }

    /// Notes how far one of them is.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn put_outgoing(&self, row: &OutgoingFileRow) -> Result<(), VaultError> {
        self.write(|writer| outgoing_file::update(&writer.connection, row))
    }

    /// Lets go of one: its key first, then its bytes, which nobody can read any more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn remove_outgoing(&self, row: &OutgoingFileRow) -> Result<(), VaultError> {
        self.write(|writer| {
            transact(&mut writer.connection, |connection| outgoing_file::remove(connection, row.id))
        })?;
        match fs::remove_file(self.outgoing_path(row)) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Lets go of every file that was taken in and that no operation on this device lodges. Called when a profile has
    /// been opened: what is known of a file on its way is kept in memory alone, so that none of these can be lodged any
    /// more. Gives how many went.
    ///
    /// # Errors
    /// [`VaultError`]; what is left goes the next time.
    pub fn remove_unlodged(&self) -> Result<usize, VaultError> {
        let lodging: BTreeSet<String> = self
            .outbox()?
            .into_iter()
            .filter(|row| row.kind == OutboxKind::Lodge)
            .map(|row| row.subject)
            .collect();
        let mut n_removed = 0;
        for row in self.outgoing_files()? {
            let is_lodged = row.digest.is_some_and(|digest| lodging.contains(&digest.to_string()));
            if !is_lodged {
                self.remove_outgoing(&row)?;
                n_removed += 1;
            }
        }
        Ok(n_removed)
    }

    fn outgoing_path(&self, row: &OutgoingFileRow) -> std::path::PathBuf {
        self.files_dir().join(&row.name)
    }
}

/// A file on its way out is nobody's document yet: its own identity stands in the place of one, as version 0.
fn binding(row: &OutgoingFileRow) -> Binding {
    Binding { document: DocumentId::from_uuid(row.id), version: 0, length: row.length }
}
