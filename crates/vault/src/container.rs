//! Papers on disk: one container for each document version, a header and sealed chunks.
//!
//! Layout: magic `ECF1`, suite (1 = AES-256-GCM over 64 KiB chunks), 32 bytes of salt; then the chunks, each its
//! ciphertext and a 16-byte tag. The file key is derived from what seals the document (the dossier's key mixed with the
//! document's own secret) and the salt, so the chunk's index serves as its nonce. Associated data binds document, version, index and length: chunks cannot be swapped, moved or
//! cut off. A chunk is whole or it is not there, so a transfer resumes at the last whole one.

use crate::VaultError;
use crate::aead::{Sealer, Secret, TAG_BYTES, derive_secret, make_secret};
use domain::{Digest, DocumentId};
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;

/// Bytes of plaintext in a chunk; the last one may be shorter.
pub const CHUNK_BYTES: usize = 64 * 1024;

const MAGIC: &[u8; 4] = b"ECF1";
const SUITE_AES_256_GCM_64K: u8 = 1;
pub(crate) const HEADER_BYTES: u64 = 4 + 1 + 32;
pub(crate) const SEALED_CHUNK_BYTES: u64 = (CHUNK_BYTES + TAG_BYTES) as u64;

/// What a container's chunks are bound to.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    pub document: DocumentId,
    pub version: u32,
    pub length: u64,
}

impl Binding {
    pub(crate) fn aad(&self, index: u64) -> Vec<u8> {
        let mut aad = Vec::with_capacity(40);
        aad.extend_from_slice(self.document.as_uuid().as_bytes());
        aad.extend_from_slice(&self.version.to_be_bytes());
        aad.extend_from_slice(&index.to_be_bytes());
        aad.extend_from_slice(&self.length.to_be_bytes());
        aad.push(SUITE_AES_256_GCM_64K);
        aad
    }

    pub(crate) fn n_chunks(&self) -> u64 {
        self.length.div_ceil(CHUNK_BYTES as u64)
    }

    pub(crate) fn chunk_len(&self, index: u64) -> usize {
        let left = self.length.saturating_sub(index * CHUNK_BYTES as u64);
        usize::try_from(left).unwrap_or(usize::MAX).min(CHUNK_BYTES)
    }
}

/// Writes a container chunk by chunk, from where an earlier writer stopped.
pub struct FileWriter {
    file: File,
    sealer: Sealer,
    binding: Binding,
    next: u64,
}

/// Reads a container at any place, decrypting on demand. Clones share the open file.
#[derive(Clone)]
pub struct FileReader {
    shared: Arc<Shared>,
}

struct Shared {
    file: std::sync::Mutex<File>,
    sealer: Sealer,
    binding: Binding,
    arriving: bool,
}

impl FileWriter {
    /// Opens or makes the container; a torn chunk at the end is cut off.
    pub fn open(path: &Path, seals: &Secret, binding: Binding) -> Result<Self, VaultError> {
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
        let length = file.metadata()?.len();
        let salt = if length < HEADER_BYTES {
            file.set_len(0)?;
            let salt = make_secret()?;
            write_header(&mut file, &salt)?;
            *salt
        } else {
            read_header(&mut file)?
        };
        let whole = length.saturating_sub(HEADER_BYTES) / SEALED_CHUNK_BYTES;
        let next = whole.min(binding.n_chunks());
        file.set_len(HEADER_BYTES + next * SEALED_CHUNK_BYTES)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { file, sealer: file_sealer(seals, &salt)?, binding, next })
    }

    /// Bytes of plaintext already there.
    pub fn n_bytes(&self) -> u64 {
        (self.next * CHUNK_BYTES as u64).min(self.binding.length)
    }

    /// Appends the next chunk; `plain` must be exactly as long as the chunk is.
    pub fn append(&mut self, plain: &[u8]) -> Result<(), VaultError> {
        if self.next >= self.binding.n_chunks() || plain.len() != self.binding.chunk_len(self.next)
        {
            return Err(VaultError::Damaged("a chunk of the wrong length".to_owned()));
        }
        let sealed = self
            .sealer
            .seal_with(nonce_of(self.next), &self.binding.aad(self.next), plain)
            .ok_or(VaultError::Randomness)?;
        self.file.write_all(&sealed)?;
        self.next += 1;
        Ok(())
    }

    /// Makes everything written so far durable.
    pub fn sync(&mut self) -> Result<(), VaultError> {
        Ok(self.file.sync_data()?)
    }
}

impl FileReader {
    /// Opens a container.
    pub(crate) fn open(path: &Path, seals: &Secret, binding: Binding) -> Result<Self, VaultError> {
        Self::open_as(path, seals, binding, false)
    }

    /// Opens a container that is still being filled: an empty place is not damage, but a chunk that is not here yet.
    pub(crate) fn open_arriving(
        path: &Path,
        seals: &Secret,
        binding: Binding,
    ) -> Result<Self, VaultError> {
        Self::open_as(path, seals, binding, true)
    }

    fn open_as(
        path: &Path,
        seals: &Secret,
        binding: Binding,
        arriving: bool,
    ) -> Result<Self, VaultError> {
        let mut file = File::open(path).map_err(not_here_if(io::ErrorKind::NotFound))?;
        let salt = read_header(&mut file)?;
        let sealer = file_sealer(seals, &salt)?;
        let file = std::sync::Mutex::new(file);
        Ok(Self { shared: Arc::new(Shared { file, sealer, binding, arriving }) })
    }

    /// Length of the plaintext.
    pub fn length(&self) -> u64 {
        self.shared.binding.length
    }

    /// Reads up to `length` bytes from `offset`; fewer only at the end.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when a chunk was changed; [`VaultError::FileNotHere`] when it has not arrived.
    pub fn read_at(&self, offset: u64, length: usize) -> Result<Vec<u8>, VaultError> {
        let end = offset.saturating_add(length as u64).min(self.length());
        let mut bytes = Vec::with_capacity(length.min(1 << 20));
        let mut at = offset;
        while at < end {
            let index = at / CHUNK_BYTES as u64;
            let chunk = self.read_chunk(index)?;
            let from = usize::try_from(at % CHUNK_BYTES as u64).unwrap_or(CHUNK_BYTES);
            let wanted = usize::try_from(end - at).unwrap_or(usize::MAX);
            let part = chunk.get(from..).unwrap_or_default();
            let part = part.get(..wanted.min(part.len())).unwrap_or_default();
            if part.is_empty() {
                return Err(VaultError::FileNotHere);
            }
            bytes.extend_from_slice(part);
            at += part.len() as u64;
        }
        Ok(bytes)
    }

    fn read_chunk(&self, index: u64) -> Result<Vec<u8>, VaultError> {
        let Shared { file, sealer, binding, arriving } = self.shared.as_ref();
        let mut sealed = vec![0; binding.chunk_len(index) + TAG_BYTES];
        {
            let mut file = file.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            file.seek(SeekFrom::Start(HEADER_BYTES + index * SEALED_CHUNK_BYTES))?;
            file.read_exact(&mut sealed).map_err(not_here_if(io::ErrorKind::UnexpectedEof))?;
        }
        // No sealed chunk is all zeros: such a place has not been written.
        if *arriving && sealed.iter().all(|byte| *byte == 0) {
            return Err(VaultError::FileNotHere);
        }
        sealer
            .open_with(nonce_of(index), &binding.aad(index), sealed)
            .ok_or_else(|| VaultError::Damaged("a chunk of a paper was changed".to_owned()))
    }

    /// Hashes the first `length` bytes.
    pub(crate) fn hash(&self, length: u64) -> Result<blake3::Hasher, VaultError> {
        let mut hasher = blake3::Hasher::new();
        let mut at = 0;
        while at < length {
            let wanted = usize::try_from(length - at).unwrap_or(usize::MAX).min(CHUNK_BYTES);
            let bytes = self.read_at(at, wanted)?;
            hasher.update(&bytes);
            at += bytes.len() as u64;
        }
        Ok(hasher)
    }

    /// Tells whether the whole has this digest.
    pub(crate) fn matches(&self, digest: Digest) -> Result<bool, VaultError> {
        Ok(self.hash(self.length())?.finalize().as_bytes() == digest.as_bytes())
    }
}

fn not_here_if(kind: io::ErrorKind) -> impl Fn(io::Error) -> VaultError {
    move |error| if error.kind() == kind { VaultError::FileNotHere } else { error.into() }
}

pub(crate) fn write_header(file: &mut File, salt: &Secret) -> Result<(), VaultError> {
    file.write_all(MAGIC)?;
    file.write_all(&[SUITE_AES_256_GCM_64K])?;
    file.write_all(salt.as_slice())?;
    Ok(())
}

pub(crate) fn read_header(file: &mut File) -> Result<[u8; 32], VaultError> {
    let mut header = [0; 5];
    let mut salt = [0; 32];
    file.seek(SeekFrom::Start(0))?;
    let read = file.read_exact(&mut header).and_then(|()| file.read_exact(&mut salt));
    if read.is_err() || header.strip_prefix(MAGIC) != Some(&[SUITE_AES_256_GCM_64K]) {
        return Err(VaultError::Damaged("a paper's container has an unknown header".to_owned()));
    }
    Ok(salt)
}

pub(crate) fn file_sealer(seals: &Secret, salt: &[u8; 32]) -> Result<Sealer, VaultError> {
    Sealer::new(&derive_secret(seals.as_slice(), salt, "ecabinet file v1"))
}

pub(crate) fn nonce_of(index: u64) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce.iter_mut().skip(4).zip(index.to_be_bytes()).for_each(|(to, from)| *to = from);
    nonce
}

#[cfg(test)]
mod tests {
    use super::{Binding, CHUNK_BYTES, FileReader, FileWriter, HEADER_BYTES};
    use crate::VaultError;
    use crate::aead::make_secret;
    use domain::DocumentId;
    use uuid::Uuid;

    fn binding(length: u64) -> Binding {
        Binding { document: DocumentId::from_uuid(Uuid::from_u128(1)), version: 1, length }
    }

    fn plain(length: usize) -> Vec<u8> {
        (0..length).map(|at| (at % 251) as u8).collect()
    }

    #[test]
    fn a_transfer_cut_at_any_byte_resumes_at_the_last_whole_chunk() {
        let dir = tempfile::tempdir().unwrap();
        let key = make_secret().unwrap();
        let text = plain(3 * CHUNK_BYTES + 17);
        let binding = binding(text.len() as u64);
        for cut in [0, 3, 36, 37, 40, 70_000, 65_589, 131_141, 196_700] {
            let path = dir.path().join(cut.to_string());
            let mut writer = FileWriter::open(&path, &key, binding).unwrap();
            for chunk in text.chunks(CHUNK_BYTES) {
                writer.append(chunk).unwrap();
            }
            let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
            file.set_len(cut).unwrap();
            let mut writer = FileWriter::open(&path, &key, binding).unwrap();
            let have = usize::try_from(writer.n_bytes()).unwrap();
            assert!(have as u64 <= cut && have % CHUNK_BYTES == 0, "{cut}: {have}");
            for chunk in text[have..].chunks(CHUNK_BYTES) {
                writer.append(chunk).unwrap();
            }
            let reader = FileReader::open(&path, &key, binding).unwrap();
            assert_eq!(reader.read_at(0, text.len()).unwrap(), text, "{cut}");
            assert_eq!(reader.read_at(65_530, 20).unwrap(), &text[65_530..65_550]);
            assert_eq!(reader.read_at(text.len() as u64, 5).unwrap(), b"");
        }
    }

    #[test]
    fn a_flipped_bit_and_swapped_chunks_are_found() {
        let dir = tempfile::tempdir().unwrap();
        let key = make_secret().unwrap();
        let text = plain(2 * CHUNK_BYTES);
        let path = dir.path().join("paper");
        let mut writer = FileWriter::open(&path, &key, binding(text.len() as u64)).unwrap();
        for chunk in text.chunks(CHUNK_BYTES) {
            writer.append(chunk).unwrap();
        }
        let sealed = std::fs::read(&path).unwrap();
        let mut flipped = sealed.clone();
        flipped[HEADER_BYTES as usize + 5] ^= 1;
        let header = HEADER_BYTES as usize;
        let (first, second) = sealed[header..].split_at((sealed.len() - header) / 2);
        let swapped = [&sealed[..header], second, first].concat();
        for bad in [flipped, swapped] {
            std::fs::write(&path, bad).unwrap();
            let reader = FileReader::open(&path, &key, binding(text.len() as u64)).unwrap();
            assert!(matches!(reader.read_at(0, 10), Err(VaultError::Damaged(_))));
        }
        std::fs::write(&path, &sealed).unwrap();
        let other = make_secret().unwrap();
        let reader = FileReader::open(&path, &other, binding(text.len() as u64)).unwrap();
        assert!(matches!(reader.read_at(0, 10), Err(VaultError::Damaged(_))));
    }
}
