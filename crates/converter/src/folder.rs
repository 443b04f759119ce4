//! The folder a conversion works in: in memory, for this person alone, gone when it is over.
//!
//! What LibreOffice reads and writes is the plain text of papers, and the laptop's disk never holds that. A tmpfs lies
//! in memory; what the system swaps out is not ours to prevent (docs/admin). A folder is made under another name and
//! gets its own only when its lock is held, so that whoever cleans up never meets one that is just being made.

use crate::ConvertError;
use rustix::fs::statfs;
use std::fs::{DirBuilder, File, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const PREFIX: &str = "ecabinet-office-";
/// Does not begin with [`PREFIX`] and a digit, as finished names do.
const BEING_MADE: &str = "ecabinet-office-new-";
const LOCK: &str = "lock";
/// `TMPFS_MAGIC` of `linux/magic.h`.
const TMPFS: i64 = 0x0102_1994;
/// Share of the file system that stays free: LibreOffice is stopped before other programs find it full.
const SPARED: u64 = 20;

/// A folder in memory. Dropping it removes it.
#[derive(Debug)]
pub struct WorkFolder {
    path: PathBuf,
    _lock: File,
}

/// Where folders in memory usually are: the session's own, then the one for shared memory.
pub fn memory_folders() -> Vec<PathBuf> {
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    session.into_iter().chain([PathBuf::from("/dev/shm")]).collect()
}

impl WorkFolder {
    /// Makes one in the first of `bases` that is a tmpfs with `room` bytes free.
    ///
    /// # Errors
    /// [`ConvertError::NoMemoryFolder`].
    pub fn make(bases: &[PathBuf], room: u64) -> Result<Self, ConvertError> {
        let usable = bases.iter().filter(|base| free_in_memory(base).is_some_and(|n| n >= room));
        let made = usable.map(|base| Self::make_in(base)).find_map(Result::ok);
        made.ok_or(ConvertError::NoMemoryFolder)
    }

    fn make_in(base: &Path) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        const TRIES: u32 = 100;
        for _ in 0..TRIES {
            let place = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let (new, path) =
                (base.join(format!("{BEING_MADE}{place}")), base.join(format!("{PREFIX}{place}")));
            match DirBuilder::new().mode(0o700).create(&new) {
                Ok(()) => {}
                // Left by a program of the same number that ended just then.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            }
            let lock = File::create_new(new.join(LOCK))?;
            lock.lock()?;
            if std::fs::rename(&new, &path).is_ok() {
                return Ok(Self { path: path.canonicalize()?, _lock: lock });
            }
            std::fs::remove_dir_all(&new)?;
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether its files take more than `room` bytes together, or nearly all that the file system has.
    pub(crate) fn is_overfull(&self, room: u64) -> bool {
        let is_tight = statfs(&self.path).is_ok_and(|now| now.f_bavail < now.f_blocks / SPARED);
        is_tight || bytes_below(&self.path) > room
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        // If it cannot be removed now, the next conversion or the next start does.
        drop(std::fs::remove_dir_all(&self.path));
    }
}

/// Removes what conversions left that were cut off with their program.
pub fn remove_leftovers() {
    for base in memory_folders() {
        remove_leftovers_in(&base);
    }
}

/// Removes what was left in one folder; what belongs to somebody else or is still in use stays.
pub fn remove_leftovers_in(base: &Path) {
    let me = rustix::process::geteuid().as_raw();
    for entry in std::fs::read_dir(base).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let place = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let is_finished =
            place.is_some_and(|place| place.starts_with(|c: char| c.is_ascii_digit()));
        let is_mine = entry.metadata().is_ok_and(|found| found.is_dir() && found.uid() == me);
        if is_finished && is_mine && !is_locked(&entry.path().join(LOCK)) {
            // Another start may remove it at the same moment.
            drop(std::fs::remove_dir_all(entry.path()));
        }
    }
}

fn is_locked(lock: &Path) -> bool {
    let held =
        File::open(lock).map(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)));
    // A folder has its lock from the moment it has its name: without one, its removal was cut off.
    held.unwrap_or(false)
}

/// Bytes free, where this is a tmpfs.
fn free_in_memory(path: &Path) -> Option<u64> {
    let found = statfs(path).ok()?;
    let block = u64::try_from(found.f_bsize).ok()?;
    (found.f_type == TMPFS).then(|| found.f_bavail.saturating_mul(block))
}

fn bytes_below(path: &Path) -> u64 {
    let mut sum: u64 = 0;
    let mut pending = vec![path.to_owned()];
    while let Some(folder) = pending.pop() {
        // What vanishes while it is counted counts nothing.
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(found) = entry.metadata() else { continue };
            if found.is_dir() {
                pending.push(entry.path());
            } else {
                sum = sum.saturating_add(found.blocks().saturating_mul(512));
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{LOCK, PREFIX, WorkFolder, remove_leftovers_in};
    use crate::ConvertError;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    fn memory() -> tempfile::TempDir {
        tempfile::tempdir_in("/dev/shm").unwrap()
    }

    #[test]
    fn a_folder_is_this_persons_alone_and_goes_when_it_is_dropped() {
        let base = memory();
        let folder = WorkFolder::make(&[base.path().to_owned()], 1).unwrap();
        let mode = std::fs::metadata(folder.path()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        std::fs::write(folder.path().join("plain"), b"text").unwrap();
        let path = folder.path().to_owned();
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn a_disk_and_a_memory_without_room_are_refused() {
        let disk = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let refused = WorkFolder::make(&[disk], 1);
        assert!(matches!(refused, Err(ConvertError::NoMemoryFolder)));
        let base = memory();
        let refused = WorkFolder::make(&[base.path().to_owned()], u64::MAX);
        assert!(matches!(refused, Err(ConvertError::NoMemoryFolder)));
    }

    #[test]
    fn leftovers_go_and_folders_in_use_stay() {
        let base = memory();
        let in_use = WorkFolder::make(&[base.path().to_owned()], 1).unwrap();
        let left = base.path().join(format!("{PREFIX}1-0"));
        let half_removed = base.path().join(format!("{PREFIX}2-0"));
        let other = base.path().join("ecabinet-notes");
        for folder in [&left, &half_removed, &other] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("plain"), b"text").unwrap();
        }
        std::fs::write(left.join(LOCK), b"").unwrap();
        remove_leftovers_in(base.path());
        assert!(in_use.path().exists() && other.exists());
        assert!(!left.exists() && !half_removed.exists());
    }
}
