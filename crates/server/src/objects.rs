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
