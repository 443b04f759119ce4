//! Files by the BLAKE3 digest of their bytes, behind one trait: a folder here, an S3-compatible store elsewhere.

use domain::{Digest, Moment};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Files by digest. A file, once stored, never changes.
pub trait Objects: Send + Sync {
    /// Stores all bytes of `source` durably and gives their digest and length.
    ///
    /// # Errors
    /// [`io::Error`] when reading or writing fails; nothing is kept then.
    fn put(&self, source: &mut dyn Read) -> io::Result<(Digest, u64)>;

    /// Length of a file; `None` when it is not there.
    ///
    /// # Errors
    /// [`io::Error`] when the store cannot be asked.
    fn length(&self, digest: Digest) -> io::Result<Option<u64>>;

    /// Reads `length` bytes from `offset`.
    ///
    /// # Errors
    /// [`io::Error`] when the file is absent or shorter.
    fn read(&self, digest: Digest, offset: u64, length: usize) -> io::Result<Vec<u8>>;

    /// Bytes of a file on its way in that are here durably; 0 where it has not begun.
    ///
    /// # Errors
    /// [`io::Error`] when the store cannot be asked.
    fn n_incoming(&self, name: &str) -> io::Result<u64>;

    /// Appends to a file on its way in, at `offset`, which must be where it ends; durable when this returns.
    ///
    /// # Errors
    /// [`io::ErrorKind::InvalidInput`] for another offset; [`io::Error`] when writing fails, and what was there
    /// before stays.
    fn append_incoming(&self, name: &str, offset: u64, bytes: &[u8]) -> io::Result<u64>;

    /// Takes a file that has come in whole into the store, if its bytes have this digest; throws it away where not.
    /// Gives whether it was taken.
    ///
    /// # Errors
    /// [`io::Error`] when it cannot be read or moved; it can be tried again then.
    fn take_incoming(&self, name: &str, digest: Digest) -> io::Result<bool>;

    /// The digests of all files.
    ///
    /// # Errors
    /// [`io::Error`] when the store cannot be listed whole.
    fn list(&self) -> io::Result<BTreeSet<Digest>>;

    /// Removes a file, unless it was stored, or stored again, at `before` or later. Gives whether it is gone.
    ///
    /// # Errors
    /// [`io::Error`] when it cannot be looked at or removed.
    fn remove_older(&self, digest: Digest, before: Moment) -> io::Result<bool>;

    /// Removes files on their way in of which nothing came at `before` or later. Gives how many.
    ///
    /// # Errors
    /// [`io::Error`] when they cannot be looked at or removed; some may be gone then.
    fn remove_stale_incoming(&self, before: Moment) -> io::Result<usize>;
}

/// A folder of files, spread over 256 sub-folders by the first byte of the digest.
pub struct Folder {
    root: PathBuf,
    /// Held while a file is put in its place or removed from it, so that one that comes in again is not lost.
    shelving: Mutex<()>,
}

impl Folder {
    /// Opens a folder, making it when it is not there.
    ///
    /// # Errors
    /// [`io::Error`] when it cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("incoming"))?;
        Ok(Self { root: root.to_owned(), shelving: Mutex::default() })
    }

    fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        let shelf: String = name.chars().take(2).collect();
        self.root.join(shelf).join(name)
    }

    fn incoming(&self, name: &str) -> PathBuf {
        self.root.join("incoming").join(name)
    }

    /// Puts a file that is whole in its place. A file's time is that of its
    /// last byte, so that one that came in again is as young as its last coming.
    fn shelve(&self, incoming: &Path, digest: Digest) -> io::Result<()> {
        let _shelving = self.shelving.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.path(digest);
        let shelf = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(shelf)?;
        fs::rename(incoming, &path)?;
        File::open(shelf)?.sync_all()
    }
}

impl Objects for Folder {
    fn put(&self, source: &mut dyn Read) -> io::Result<(Digest, u64)> {
        let incoming = self.root.join("incoming").join(uuid::Uuid::now_v7().to_string());
        let stored = copy_hashing(source, &incoming).and_then(|(digest, length)| {
            self.shelve(&incoming, digest)?;
            Ok((digest, length))
        });
        if stored.is_err() {
            // The half-written file is of no use; that it cannot be removed either changes nothing.
            drop(fs::remove_file(&incoming));
        }
        stored
    }

    fn length(&self, digest: Digest) -> io::Result<Option<u64>> {
        match fs::metadata(self.path(digest)) {
            Ok(found) => Ok(Some(found.len())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read(&self, digest: Digest, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.path(digest))?;
        file.seek(SeekFrom::Start(offset))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn n_incoming(&self, name: &str) -> io::Result<u64> {
        match fs::metadata(self.incoming(name)) {
            Ok(found) => Ok(found.len()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error),
        }
    }

    fn append_incoming(&self, name: &str, offset: u64, bytes: &[u8]) -> io::Result<u64> {
        let path = self.incoming(name);
        let mut file = File::options().create(true).append(true).open(&path)?;
        if file.metadata()?.len() != offset {
            let title = "the file does not end there";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, title));
        }
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = written {
            // A torn tail must not be taken for good bytes; where even that fails, the digest will tell.
            drop(file.set_len(offset));
            return Err(error);
        }
        Ok(offset + bytes.len() as u64)
    }

    fn take_incoming(&self, name: &str, digest: Digest) -> io::Result<bool> {
        let path = self.incoming(name);
        if hash_file(&path)? != digest {
            fs::remove_file(&path)?;
            return Ok(false);
        }
        self.shelve(&path, digest)?;
        Ok(true)
    }

    fn list(&self) -> io::Result<BTreeSet<Digest>> {
        let mut digests = BTreeSet::new();
        for entry in walkdir::WalkDir::new(&self.root) {
            let name = entry.map_err(io::Error::from)?.file_name().to_owned();
            digests.extend(name.to_str().and_then(Digest::from_hex));
        }
        Ok(digests)
    }

    fn remove_older(&self, digest: Digest, before: Moment) -> io::Result<bool> {
        let _shelving = self.shelving.lock().unwrap_or_else(PoisonError::into_inner);
        remove_older(&self.path(digest), before)
    }

    fn remove_stale_incoming(&self, before: Moment) -> io::Result<usize> {
        let mut n_removed = 0;
        for entry in fs::read_dir(self.root.join("incoming"))? {
            n_removed += usize::from(remove_older(&entry?.path(), before)?);
        }
        Ok(n_removed)
    }
}

/// Removes a file that was last written before an instant; one that is not there is gone, too.
fn remove_older(path: &Path, before: Moment) -> io::Result<bool> {
    let removed = fs::metadata(path).and_then(|found| {
        let written = found.modified()?.duration_since(SystemTime::UNIX_EPOCH);
        // What was written before 1970 is old.
        let written = written.map_or(0, |since| since.as_micros());
        if i64::try_from(written).is_ok_and(|written| written < before.as_micros()) {
            fs::remove_file(path)?;
            return Ok(true);
        }
        Ok(false)
    });
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        removed => removed,
    }
}

/// Digest of a file, read in pieces.
fn hash_file(path: &Path) -> io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let n = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..n).filter(|bytes| !bytes.is_empty()) else {
            return Ok(Digest::from_bytes(*hasher.finalize().as_bytes()));
        };
        hasher.update(bytes);
    }
}

fn copy_hashing(source: &mut dyn Read, target: &Path) -> io::Result<(Digest, u64)> {
    let mut file = File::create_new(target)?;
    let mut hasher = blake3::Hasher::new();
    let mut length = 0;
    let mut buffer = vec![0; 256 * 1024];
    loop {
        let n = source.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..n).filter(|bytes| !bytes.is_empty()) else {
            break;
        };
        hasher.update(bytes);
        file.write_all(bytes)?;
        length += n as u64;
    }
    file.sync_all()?;
    Ok((Digest::from_bytes(*hasher.finalize().as_bytes()), length))
}

#[cfg(test)]
mod tests {
    use super::{Folder, Objects};
    use domain::Digest;

    #[test]
    fn a_file_that_comes_in_pieces_is_taken_only_whole_and_only_with_its_digest() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::open(dir.path()).unwrap();
        let digest = Digest::from_bytes(*blake3::hash(b"phieu trinh").as_bytes());
        assert_eq!(folder.n_incoming("one").unwrap(), 0);
        assert_eq!(folder.append_incoming("one", 0, b"phieu ").unwrap(), 6);
        assert!(folder.append_incoming("one", 0, b"again").is_err());
        assert!(folder.append_incoming("one", 9, b"gap").is_err());
        assert_eq!(folder.n_incoming("one").unwrap(), 6);
        assert_eq!(folder.append_incoming("one", 6, b"trinh").unwrap(), 11);
        assert!(folder.take_incoming("one", digest).unwrap());
        assert_eq!(folder.read(digest, 0, 11).unwrap(), b"phieu trinh");
        folder.append_incoming("two", 0, b"another").unwrap();
        assert!(!folder.take_incoming("two", digest).unwrap());
        assert_eq!(folder.n_incoming("two").unwrap(), 0);
    }
}
