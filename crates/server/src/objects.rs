//! Files by the BLAKE3 digest of their bytes, behind one trait: a folder here, an S3-compatible store elsewhere.

use domain::Digest;
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

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
}

/// A folder of files, spread over 256 sub-folders by the first byte of the digest.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens a folder, making it when it is not there.
    ///
    /// # Errors
    /// [`io::Error`] when it cannot be made.
    pub fn open(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("incoming"))?;
        Ok(Self { root: root.to_owned() })
    }

    fn path(&self, digest: Digest) -> PathBuf {
        let name = digest.to_string();
        let shelf: String = name.chars().take(2).collect();
        self.root.join(shelf).join(name)
    }

    fn incoming(&self, name: &str) -> PathBuf {
        self.root.join("incoming").join(name)
    }

    /// All digests in the folder.
    ///
    /// # Errors
    /// [`io::Error`] when the folder cannot be listed.
    pub fn list(&self) -> io::Result<Vec<Digest>> {
        let files = walkdir::WalkDir::new(&self.root).into_iter().filter_map(Result::ok);
        let named = files.filter_map(|entry| Digest::from_hex(entry.file_name().to_str()?));
        Ok(named.collect())
    }
}

impl Objects for Folder {
    fn put(&self, source: &mut dyn Read) -> io::Result<(Digest, u64)> {
        let incoming = self.root.join("incoming").join(uuid::Uuid::now_v7().to_string());
        let stored = copy_hashing(source, &incoming).and_then(|(digest, length)| {
            let path = self.path(digest);
            let shelf = path.parent().unwrap_or(&self.root);
            fs::create_dir_all(shelf)?;
            fs::rename(&incoming, &path)?;
            File::open(shelf)?.sync_all()?;
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
        let target = self.path(digest);
        let shelf = target.parent().unwrap_or(&self.root);
        fs::create_dir_all(shelf)?;
        fs::rename(&path, &target)?;
        File::open(shelf)?.sync_all()?;
        Ok(true)
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
