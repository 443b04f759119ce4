//! tantivy's files, sealed.
//!
//! A file's name on disk is a keyed hash of its own. Nothing is mapped into memory. What tantivy asks to be replaced
//! in one step (its list of segments) is written beside, brought to disk and renamed.

use crate::cache::Cache;
use crate::sealed::{CHUNK_BYTES, Sealed, Sealing, Secret};
use std::collections::HashSet;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback,
    WatchHandle, WritePtr,
};
use tantivy::{Directory, HasLen};

/// End of the names of files that are not yet in their place.
pub(crate) const UNFINISHED: &str = "new";
/// Reads of more chunks than these would push everything else out of the cache.
const MAX_CACHED_READ: u64 = 2;
const NAME_BYTES: usize = 16;

/// A folder of sealed files. Clones are the same folder.
#[derive(Clone)]
pub(crate) struct SealedDirectory {
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    secret: Secret,
    names: ring::hmac::Key,
    cache: Cache,
    n_opened: AtomicU64,
    locks: Arc<Locks>,
}

/// tantivy's locks, held within the program: the folder itself is locked against other programs.
#[derive(Default)]
struct Locks {
    held: Mutex<HashSet<PathBuf>>,
    released: Condvar,
}

struct Held {
    locks: Arc<Locks>,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.locks.held.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.path);
        self.locks.released.notify_all();
    }
}

impl SealedDirectory {
    /// Takes a folder; `names` hides what files are called.
    pub(crate) fn new(folder: &Path, secret: Secret, names: &Secret) -> Self {
        let shared = Shared {
            folder: folder.to_owned(),
            secret,
            names: ring::hmac::Key::new(ring::hmac::HMAC_SHA256, names.as_slice()),
            cache: Cache::default(),
            n_opened: AtomicU64::new(0),
            locks: Arc::default(),
        };
        Self { shared: Arc::new(shared) }
    }

    fn path_of(&self, path: &Path) -> PathBuf {
        let tag = ring::hmac::sign(&self.shared.names, name_of(path).as_bytes());
        let bytes = tag.as_ref().iter().take(NAME_BYTES);
        self.shared.folder.join(bytes.map(|byte| format!("{byte:02x}")).collect::<String>())
    }

    fn sealed(&self, path: &Path) -> io::Result<Sealed> {
        let file = File::open(self.path_of(path))?;
        Sealed::open(file, &self.shared.secret, &name_of(path))
    }
}

fn name_of(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

impl fmt::Debug for SealedDirectory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SealedDirectory").finish_non_exhaustive()
    }
}

impl Directory for SealedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let sealed = self.sealed(path).map_err(|error| open_error(error, path))?;
        let serial = self.shared.n_opened.fetch_add(1, Ordering::Relaxed);
        Ok(Arc::new(Handle { sealed, serial, shared: Arc::clone(&self.shared) }))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        std::fs::remove_file(self.path_of(path)).map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound {
                return DeleteError::FileDoesNotExist(path.to_owned());
            }
            DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() }
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.path_of(path).try_exists().map_err(|error| open_error(error, path))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let wrong = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let created = OpenOptions::new().write(true).create_new(true).open(self.path_of(path));
        let mut file = created.map_err(|error| {
            if error.kind() == io::ErrorKind::AlreadyExists {
                return OpenWriteError::FileAlreadyExists(path.to_owned());
            }
            wrong(error)
        })?;
        let begun = Sealing::begin(&self.shared.secret, &name_of(path));
        let (sealing, header) = begun.map_err(wrong)?;
        file.write_all(&header).map_err(wrong)?;
        Ok(io::BufWriter::new(Box::new(SealedWriter { file, sealing })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let read = |path| {
            let sealed = self.sealed(path)?;
            sealed.read(0..(sealed.n_bytes().div_ceil(CHUNK_BYTES) as u64).max(1))
        };
        read(path).map_err(|error| open_error(error, path))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let (mut sealing, mut bytes) = Sealing::begin(&self.shared.secret, &name_of(path))?;
        let mut rest = data;
        while !rest.is_empty() {
            let n_taken = sealing.take(rest, &mut bytes)?;
            rest = rest.get(n_taken..).unwrap_or_default();
        }
        sealing.end(&mut bytes)?;
        replace(&self.path_of(path), &bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        sync_folder(&self.shared.folder)
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let locks = Arc::clone(&self.shared.locks);
        let mut held = locks.held.lock().unwrap_or_else(PoisonError::into_inner);
        while !held.insert(lock.filepath.clone()) {
            if !lock.is_blocking {
                return Err(LockError::LockBusy);
            }
            held = locks.released.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
        drop(held);
        Ok(DirectoryLock::from(Box::new(Held { locks, path: lock.filepath.clone() })))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        // Readers are told of commits by whoever commits.
        Ok(WatchHandle::empty())
    }
}

fn open_error(error: io::Error, path: &Path) -> OpenReadError {
    if error.kind() == io::ErrorKind::NotFound {
        return OpenReadError::FileDoesNotExist(path.to_owned());
    }
    OpenReadError::wrap_io_error(error, path.to_owned())
}

/// Writes a file beside its place, brings it to disk and moves it there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension(UNFINISHED);
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    drop(file);
    std::fs::rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows writes names through with the files they belong to, and opens no folder to be synced.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

struct SealedWriter {
    file: File,
    sealing: Sealing,
}

impl Write for SealedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sealing.take(bytes, &mut self.file)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for SealedWriter {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.sealing.end(&mut self.file)?;
        self.file.sync_all()
    }
}

/// A sealed file that tantivy reads.
struct Handle {
    sealed: Sealed,
    serial: u64,
    shared: Arc<Shared>,
}

impl Handle {
    fn chunk(&self, chunk: u64) -> io::Result<Arc<[u8]>> {
        let place = (self.serial, chunk);
        if let Some(kept) = self.shared.cache.get(place) {
            return Ok(kept);
        }
        let read: Arc<[u8]> = Arc::from(self.sealed.read(chunk..chunk + 1)?);
        self.shared.cache.put(place, Arc::clone(&read));
        Ok(read)
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Handle").finish_non_exhaustive()
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.sealed.n_bytes()
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        if range.end > self.sealed.n_bytes() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let first = (range.start / CHUNK_BYTES) as u64;
        let end = range.end.div_ceil(CHUNK_BYTES) as u64;
        let skipped = range.start % CHUNK_BYTES;
        let within = skipped..skipped + range.len();
        if end - first == 1 {
            return Ok(OwnedBytes::new(self.chunk(first)?).slice(within));
        }
        let plain = if end - first <= MAX_CACHED_READ {
            let mut plain = Vec::with_capacity(2 * CHUNK_BYTES);
            for chunk in first..end {
                plain.extend_from_slice(&self.chunk(chunk)?);
            }
            plain
        } else {
            self.sealed.read(first..end)?
        };
        Ok(OwnedBytes::new(plain).slice(within))
    }
}
