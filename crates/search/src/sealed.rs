//! Files of sealed chunks.
//!
//! Layout: magic `ECI1`, suite (1 = AES-256-GCM over 16 KiB chunks), 32 bytes of salt; then the chunks, each its
//! ciphertext and a 16-byte tag. The file's key is HKDF-SHA-256 of the index's key with the salt and the file's logical
//! name, so a file cannot stand in for another and a chunk's number can be its nonce. The nonce's last byte marks the
//! last chunk, which is there even when it is empty, so nothing can be cut off. Papers use chunks of 64 KiB; here reads
//! are short, and a short read decrypts a whole chunk.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::fs::File;
use std::io;
use std::ops::Range;
use zeroize::Zeroizing;

/// Bytes of plaintext in a chunk; the last one may be shorter.
pub(crate) const CHUNK_BYTES: usize = 16 * 1024;
const TAG_BYTES: usize = 16;
const SEALED_BYTES: usize = CHUNK_BYTES + TAG_BYTES;
const MAGIC: &[u8; 5] = b"ECI1\x01";
pub(crate) const SALT_BYTES: usize = 32;
const HEADER_BYTES: usize = MAGIC.len() + SALT_BYTES;

/// 32 secret bytes, zeroed when dropped.
pub(crate) type Secret = Zeroizing<[u8; 32]>;

/// Derives a secret for one purpose (RFC 5869).
pub(crate) fn derive(from: &Secret, salt: &[u8], purpose: &[&[u8]]) -> io::Result<Secret> {
    let mut secret = Zeroizing::new([0; 32]);
    ring::hkdf::Salt::new(ring::hkdf::HKDF_SHA256, salt)
        .extract(from.as_slice())
        .expand(purpose, ring::hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(secret.as_mut_slice()))
        .map_err(|_| io::Error::other("a key could not be derived"))?;
    Ok(secret)
}

fn file_key(from: &Secret, salt: &[u8], name: &str) -> io::Result<LessSafeKey> {
    let secret = derive(from, salt, &[b"ecabinet index file v1 ", name.as_bytes()])?;
    let key = UnboundKey::new(&AES_256_GCM, secret.as_slice())
        .map_err(|_| io::Error::other("a key has the wrong length"))?;
    Ok(LessSafeKey::new(key))
}

fn nonce(index: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; NONCE_LEN];
    for (place, byte) in bytes.iter_mut().zip(index.to_be_bytes()) {
        *place = byte;
    }
    if let Some(last) = bytes.last_mut() {
        *last = u8::from(is_last);
    }
    Nonce::assume_unique_for_key(bytes)
}

/// Seals a stream chunk by chunk.
pub(crate) struct Sealing {
    key: LessSafeKey,
    next: u64,
    plain: Vec<u8>,
}

impl Sealing {
    /// Begins; gives the header, which stands before the chunks.
    pub(crate) fn begin(secret: &Secret, name: &str) -> io::Result<(Self, Vec<u8>)> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(|_| io::Error::other("no random numbers"))?;
        let key = file_key(secret, &salt, name)?;
        let header = [MAGIC.as_slice(), &salt].concat();
        Ok((Self { key, next: 0, plain: Vec::with_capacity(SEALED_BYTES) }, header))
    }

    /// Takes plaintext, as much as goes into the current chunk, and says how much that was. A chunk that is full is
    /// sealed once more comes, because the last one is sealed otherwise.
    pub(crate) fn take(&mut self, bytes: &[u8], mut out: impl io::Write) -> io::Result<usize> {
        if self.plain.len() == CHUNK_BYTES && !bytes.is_empty() {
            self.seal(false, &mut out)?;
        }
        let n_taken = bytes.len().min(CHUNK_BYTES - self.plain.len());
        self.plain.extend(bytes.iter().take(n_taken));
        Ok(n_taken)
    }

    /// Seals the last chunk.
    pub(crate) fn end(&mut self, mut out: impl io::Write) -> io::Result<()> {
        self.seal(true, &mut out)
    }

    fn seal(&mut self, is_last: bool, out: &mut impl io::Write) -> io::Result<()> {
        self.key
            .seal_in_place_append_tag(nonce(self.next, is_last), Aad::empty(), &mut self.plain)
            .map_err(|_| io::Error::other("a chunk could not be sealed"))?;
        self.next += 1;
        out.write_all(&self.plain)?;
        self.plain.clear();
        Ok(())
    }
}

/// A sealed file opened for reading at any place.
pub(crate) struct Sealed {
    file: File,
    key: LessSafeKey,
    n_chunks: u64,
    n_bytes: usize,
}

impl Sealed {
    /// Opens a file and proves its last chunk, so that a file cut short is known at once.
    pub(crate) fn open(file: File, secret: &Secret, name: &str) -> io::Result<Self> {
        let mut header = [0; HEADER_BYTES];
        read_exact_at(&file, &mut header, 0)?;
        let salt = header.strip_prefix(MAGIC).ok_or_else(damage)?;
        let key = file_key(secret, salt, name)?;
        let n_sealed = file.metadata()?.len().saturating_sub(HEADER_BYTES as u64);
        let n_chunks = n_sealed.div_ceil(SEALED_BYTES as u64);
        let n_plain = n_sealed.checked_sub(n_chunks * TAG_BYTES as u64).ok_or_else(damage)?;
        let n_bytes = usize::try_from(n_plain).map_err(|_| damage())?;
        let sealed = Self { file, key, n_chunks, n_bytes };
        sealed.read(n_chunks.checked_sub(1).ok_or_else(damage)?..n_chunks)?;
        Ok(sealed)
    }

    /// Length of the plaintext.
    pub(crate) fn n_bytes(&self) -> usize {
        self.n_bytes
    }

    /// Reads whole chunks.
    pub(crate) fn read(&self, chunks: Range<u64>) -> io::Result<Vec<u8>> {
        let start = chunks.start.saturating_mul(SEALED_BYTES as u64);
        let end = chunks.end.saturating_mul(SEALED_BYTES as u64);
        let n_all = self.n_bytes as u64 + self.n_chunks * TAG_BYTES as u64;
        let length = usize::try_from(end.min(n_all).saturating_sub(start)).map_err(|_| damage())?;
        let mut sealed = vec![0; length];
        read_exact_at(&self.file, &mut sealed, HEADER_BYTES as u64 + start)?;
        let mut plain = Vec::with_capacity(length);
        for (index, chunk) in chunks.zip(sealed.chunks_mut(SEALED_BYTES)) {
            let nonce = nonce(index, index + 1 == self.n_chunks);
            let opened = self.key.open_in_place(nonce, Aad::empty(), chunk);
            plain.extend_from_slice(opened.map_err(|_| damage())?);
        }
        Ok(plain)
    }
}

fn damage() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a sealed file was changed or has another key")
}

#[cfg(unix)]
fn read_exact_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_exact_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let n_read = std::os::windows::fs::FileExt::seek_read(file, bytes, offset)?;
        if n_read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(n_read..).unwrap_or_default();
        offset += n_read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests fail loudly")]
    use super::*;
    use std::io::Write;

    fn seal(plain: &[u8], name: &str) -> Vec<u8> {
        let (mut sealing, mut bytes) = Sealing::begin(&Zeroizing::new([7; 32]), name).unwrap();
        let mut rest = plain;
        while !rest.is_empty() {
            let taken = sealing.take(rest, &mut bytes).unwrap();
            rest = rest.get(taken..).unwrap();
        }
        sealing.end(&mut bytes).unwrap();
        bytes
    }

    fn open(bytes: &[u8], name: &str) -> io::Result<Sealed> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        Sealed::open(file, &Zeroizing::new([7; 32]), name)
    }

    #[test]
    fn what_was_sealed_is_read_back_at_every_length_around_a_chunk() {
        for length in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES, 50_000]
        {
            let plain: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let sealed = open(&seal(&plain, "a"), "a").unwrap();
            assert_eq!(sealed.n_bytes(), length);
            let n_chunks = length.div_ceil(CHUNK_BYTES).max(1) as u64;
            assert_eq!(sealed.read(0..n_chunks).unwrap(), plain, "{length}");
        }
    }

    #[test]
    fn a_file_changed_cut_or_under_another_name_is_not_read() {
        let plain = vec![1; 3 * CHUNK_BYTES];
        let whole = seal(&plain, "a");
        assert!(open(&whole, "b").is_err());
        for length in [0, 10, HEADER_BYTES, whole.len() - 1, HEADER_BYTES + SEALED_BYTES] {
            assert!(open(whole.get(..length).unwrap(), "a").is_err(), "{length}");
        }
        for at in [0, 4, 6, whole.len() - 1, whole.len() - TAG_BYTES - 1] {
            let mut changed = whole.clone();
            *changed.get_mut(at).unwrap() ^= 1;
            assert!(open(&changed, "a").is_err(), "{at}");
        }
        let mut changed = whole;
        *changed.get_mut(HEADER_BYTES).unwrap() ^= 1;
        assert!(open(&changed, "a").unwrap().read(0..1).is_err());
    }
}
