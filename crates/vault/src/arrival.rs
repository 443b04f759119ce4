//! A container that is filled in any order, so that the pages somebody wants to read can come first.
//!
//! Beside it lies a map, one byte a chunk: 1 where the chunk is here. The chunk is made durable before its byte is
//! written, so a map never promises too much; each byte is written by itself, so two writers do not undo each other.
//! A container without a map was filled from its beginning, and its length tells.

use crate::VaultError;
use crate::aead::{Sealer, Secret, make_secret};
use crate::container::{
    Binding, CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, file_sealer, nonce_of, read_header,
    write_header,
};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

const HERE: u8 = 1;

/// A container being filled.
pub struct Arrival {
    file: File,
    map: File,
    sealer: Sealer,
    binding: Binding,
    written: Vec<u64>,
}

impl Arrival {
    /// Opens or makes the container and its map.
    pub fn open(path: &Path, seals: &Secret, binding: Binding) -> Result<Self, VaultError> {
        let known = chunks_here(path, binding)?;
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let salt = if file.metadata()?.len() < HEADER_BYTES {
            let salt = make_secret()?;
            write_header(&mut file, &salt)?;
            *salt
        } else {
            read_header(&mut file)?
        };
        let map_path = map_path(path);
        let is_new = !map_path.exists();
        let mut map =
            OpenOptions::new().write(true).create(true).truncate(false).open(&map_path)?;
        if is_new {
            let bytes: Vec<u8> = known.iter().map(|here| u8::from(*here)).collect();
            map.write_all(&bytes)?;
        }
        let sealer = file_sealer(seals, &salt)?;
        Ok(Self { file, map, sealer, binding, written: Vec::new() })
    }

    /// Puts a chunk in its place; `plain` must be exactly as long as the chunk is.
    pub fn put(&mut self, index: u64, plain: &[u8]) -> Result<(), VaultError> {
        if index >= self.binding.n_chunks() || plain.len() != self.binding.chunk_len(index) {
            return Err(VaultError::Damaged("a chunk of the wrong length".to_owned()));
        }
        let sealed = self
            .sealer
            .seal_with(nonce_of(index), &self.binding.aad(index), plain)
            .ok_or(VaultError::Randomness)?;
        self.file.seek(SeekFrom::Start(HEADER_BYTES + index * SEALED_CHUNK_BYTES))?;
        self.file.write_all(&sealed)?;
        self.written.push(index);
        Ok(())
    }

    /// Makes what was put durable, then says so in the map.
    pub fn sync(mut self) -> Result<(), VaultError> {
        self.file.sync_data()?;
        for index in self.written {
            self.map.seek(SeekFrom::Start(index))?;
            self.map.write_all(&[HERE])?;
        }
        Ok(())
    }
}

/// Which chunks of a container are here.
pub fn chunks_here(path: &Path, binding: Binding) -> Result<Vec<bool>, VaultError> {
    let n_chunks = usize::try_from(binding.n_chunks()).unwrap_or(usize::MAX);
    let length = match fs::metadata(path) {
        Ok(found) => found.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error.into()),
    };
    let mut here = match fs::read(map_path(path)) {
        Ok(map) if length > 0 => map.into_iter().map(|byte| byte == HERE).collect(),
        Ok(_) => Vec::new(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let whole = length.saturating_sub(HEADER_BYTES) / SEALED_CHUNK_BYTES;
            vec![true; usize::try_from(whole).unwrap_or(usize::MAX).min(n_chunks)]
        }
        Err(error) => return Err(error.into()),
    };
    here.resize(n_chunks, false);
    Ok(here)
}

/// The stretches that are not here, in bytes.
pub fn missing(here: &[bool], length: u64) -> Vec<Range<u64>> {
    let mut missing: Vec<Range<u64>> = Vec::new();
    for (index, _) in (0_u64..).zip(here).filter(|(_, here)| !**here) {
        let chunk = index * CHUNK_BYTES as u64..((index + 1) * CHUNK_BYTES as u64).min(length);
        match missing.last_mut() {
            Some(last) if last.end == chunk.start => last.end = chunk.end,
            _ => missing.push(chunk),
        }
    }
    missing
}

/// Where the map of a container lies.
pub fn map_path(path: &Path) -> PathBuf {
    path.with_extension("map")
}

#[cfg(test)]
mod tests {
    use super::{Arrival, chunks_here, missing};
    use crate::VaultError;
    use crate::aead::make_secret;
    use crate::container::{Binding, CHUNK_BYTES, FileReader, FileWriter};
    use domain::DocumentId;
    use uuid::Uuid;

    const CHUNK: u64 = CHUNK_BYTES as u64;

    fn binding(length: u64) -> Binding {
        Binding { document: DocumentId::from_uuid(Uuid::from_u128(1)), version: 1, length }
    }

    #[test]
    fn chunks_come_in_any_order_and_what_is_missing_says_so() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("paper");
        let key = make_secret().unwrap();
        let binding = binding(4 * CHUNK + 10);
        for (index, length) in [(4, 10), (1, CHUNK_BYTES)] {
            let mut arrival = Arrival::open(&path, &key, binding).unwrap();
            arrival.put(index, &vec![u8::try_from(index).unwrap(); length]).unwrap();
            assert!(arrival.put(9, &[0]).is_err() && arrival.put(0, &[0]).is_err());
            arrival.sync().unwrap();
        }
        let here = chunks_here(&path, binding).unwrap();
        assert_eq!(missing(&here, binding.length), [0..CHUNK, 2 * CHUNK..4 * CHUNK]);
        let reader = FileReader::open_arriving(&path, &key, binding).unwrap();
        assert_eq!(reader.read_at(4 * CHUNK, 20).unwrap(), [4; 10]);
        assert_eq!(reader.read_at(CHUNK, 3).unwrap(), [1; 3]);
        for offset in [0, 2 * CHUNK] {
            assert!(matches!(reader.read_at(offset, 3), Err(VaultError::FileNotHere)));
        }
    }

    #[test]
    fn a_container_begun_without_a_map_goes_on_where_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("paper");
        let key = make_secret().unwrap();
        let binding = binding(3 * CHUNK);
        let mut writer = FileWriter::open(&path, &key, binding).unwrap();
        writer.append(&vec![7; CHUNK_BYTES]).unwrap();
        drop(writer);
        assert_eq!(chunks_here(&path, binding).unwrap(), [true, false, false]);
        let mut arrival = Arrival::open(&path, &key, binding).unwrap();
        arrival.put(2, &vec![9; CHUNK_BYTES]).unwrap();
        arrival.sync().unwrap();
        assert_eq!(chunks_here(&path, binding).unwrap(), [true, false, true]);
        let reader = FileReader::open_arriving(&path, &key, binding).unwrap();
        assert_eq!(
            reader.read_at(2 * CHUNK - 1, 1).unwrap_err().to_string(),
            VaultError::FileNotHere.to_string()
        );
        assert_eq!(reader.read_at(CHUNK - 1, 1).unwrap(), [7]);
    }
}
