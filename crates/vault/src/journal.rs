//! The second copy of unsent work: an append-only file of sealed frames.
//!
//! A frame is magic `EJ01`, length (big-endian u32), and a sealed text. A frame that is torn or was damaged is skipped
//! and counted; the next magic starts the next frame. When nothing waits, the journal is begun anew.

use crate::VaultError;
use crate::aead::{Sealer, Secret, derive_secret};
use crate::change::LocalChange;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const MAGIC: &[u8; 4] = b"EJ01";
const AAD: &[u8] = b"ecabinet journal v1";
const MAX_FRAME: usize = 64 * 1024 * 1024;
/// An idle journal longer than this is begun anew.
const COMPACT_BYTES: u64 = 1024 * 1024;

/// The journal, open for appending.
pub struct Journal {
    path: PathBuf,
    file: File,
    sealer: Sealer,
}

#[derive(Serialize, Deserialize)]
enum Frame {
    Made(LocalChange),
    Answered(Uuid),
}

/// What a journal holds when it is opened.
pub struct Recovered {
    /// Work without an answer, oldest first.
    pub unanswered: Vec<LocalChange>,
    /// Frames that could not be read.
    pub n_damaged: usize,
    /// Where a frame begins whose writing was cut short; nothing in it was ever acknowledged.
    torn_at: Option<usize>,
}

impl Journal {
    /// Opens the journal, making it when it is not there, and gives what it holds.
    pub fn open(path: &Path, root: &Secret) -> Result<(Self, Recovered), VaultError> {
        let sealer = Sealer::new(&derive_secret(root.as_slice(), b"", "ecabinet journal v1"))?;
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let recovered = recover(&bytes, &sealer);
        let file = OpenOptions::new().append(true).create(true).open(path)?;
        if bytes.is_empty() {
            sync_folder(path)?;
        }
        let mut journal = Self { path: path.to_owned(), file, sealer };
        if let Some(torn_at) = recovered.torn_at {
            journal.cut_back(torn_at as u64)?;
        }
        Ok((journal, recovered))
    }

    /// Appends a change and makes it durable.
    pub fn append_made(&mut self, change: &LocalChange) -> Result<(), VaultError> {
        self.append(&Frame::Made(change.clone()))?;
        Ok(self.file.sync_data()?)
    }

    /// Length in bytes.
    pub fn length(&self) -> Result<u64, VaultError> {
        Ok(self.file.metadata()?.len())
    }

    /// Takes back everything after `length`, durably; needs no room on the disk.
    pub fn cut_back(&mut self, length: u64) -> Result<(), VaultError> {
        if self.length()? > length {
            self.file.set_len(length)?;
            self.file.sync_data()?;
        }
        Ok(())
    }

    /// Notes that the server answered an operation. Losing this line costs one idempotent repeat, so it is not synced.
    pub fn append_answered(&mut self, operation: Uuid) -> Result<(), VaultError> {
        self.append(&Frame::Answered(operation))
    }

    /// Begins the journal anew when it has grown and nothing waits.
    pub fn compact_if_idle(&mut self, n_waiting: u32) -> Result<(), VaultError> {
        if n_waiting > 0 || self.file.metadata()?.len() < COMPACT_BYTES {
            return Ok(());
        }
        let fresh = self.path.with_extension("new");
        let file = File::create(&fresh)?;
        file.sync_all()?;
        fs::rename(&fresh, &self.path)?;
        sync_folder(&self.path)?;
        self.file = OpenOptions::new().append(true).open(&self.path)?;
        Ok(())
    }

    fn append(&mut self, frame: &Frame) -> Result<(), VaultError> {
        let plain = serde_json::to_vec(frame)
            .map_err(|_| VaultError::Damaged("a change cannot be written".to_owned()))?;
        let sealed = self.sealer.seal(AAD, &plain)?;
        let length = u32::try_from(sealed.len())
            .map_err(|_| VaultError::Damaged("a change is too large".to_owned()))?;
        let frame = [MAGIC.as_slice(), &length.to_be_bytes(), &sealed].concat();
        Ok(self.file.write_all(&frame)?)
    }
}

fn recover(bytes: &[u8], sealer: &Sealer) -> Recovered {
    let mut made: BTreeMap<usize, LocalChange> = BTreeMap::new();
    let mut answered = BTreeSet::new();
    let mut n_damaged = 0;
    let mut torn_at = None;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((frame, n_read)) = read_frame(rest, sealer) {
            match frame {
                Frame::Made(change) => drop(made.insert(at, change)),
                Frame::Answered(operation) => drop(answered.insert(operation)),
            }
            at += n_read;
        } else {
            let next = rest.windows(MAGIC.len()).skip(1).position(|window| window == MAGIC);
            if next.is_none() && is_cut_short(rest) {
                torn_at = Some(at);
                break;
            }
            n_damaged += 1;
            at += next.map_or(rest.len(), |next| next + 1);
        }
    }
    let unanswered =
        made.into_values().filter(|change| !answered.contains(&change.operation)).collect();
    Recovered { unanswered, n_damaged, torn_at }
}

/// Whether these last bytes are the beginning of a frame that promises more than there is.
fn is_cut_short(rest: &[u8]) -> bool {
    let Some(after_magic) = rest.strip_prefix(MAGIC) else {
        return MAGIC.starts_with(rest);
    };
    let Some((length, sealed)) = after_magic.split_first_chunk::<4>() else {
        return true;
    };
    usize::try_from(u32::from_be_bytes(*length)).is_ok_and(|length| sealed.len() < length)
}

fn read_frame(bytes: &[u8], sealer: &Sealer) -> Option<(Frame, usize)> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    if length > MAX_FRAME {
        return None;
    }
    let plain = sealer.open(AAD, rest.get(..length)?)?;
    let frame = serde_json::from_slice(&plain).ok()?;
    Some((frame, MAGIC.len() + 4 + length))
}

fn sync_folder(path: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::Journal;
    use crate::aead::make_secret;
    use crate::change::{LocalChange, NewPosition, Outgoing};
    use domain::{ItemId, Moment, OperationId};
    use uuid::Uuid;

    fn change(n: u128) -> LocalChange {
        let position = NewPosition {
            item: ItemId::from_uuid(Uuid::from_u128(n)),
            value: "objects".into(),
            comment: String::new(),
            grade: None,
        };
        let outgoing = Outgoing {
            operation: OperationId::from_uuid(Uuid::from_u128(n)),
            made_at: Moment::from_micros(1),
            body: vec![1, 2, 3],
        };
        LocalChange::position(position, outgoing)
    }

    #[test]
    fn a_journal_torn_at_any_byte_loses_the_torn_frame_at_most() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal");
        let root = make_secret().unwrap();
        let (mut journal, _) = Journal::open(&path, &root).unwrap();
        let mut ends = vec![0];
        for n in 1..=3 {
            journal.append_made(&change(n)).unwrap();
            ends.push(std::fs::metadata(&path).unwrap().len());
        }
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..=whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let (_, recovered) = Journal::open(&path, &root).unwrap();
            let expected = ends.iter().filter(|end| **end > 0 && **end <= cut as u64).count();
            assert_eq!(recovered.unanswered.len(), expected, "cut at {cut}");
            assert_eq!(recovered.n_damaged, 0, "what was never acknowledged is no damage");
            let left = std::fs::metadata(&path).unwrap().len();
            assert!(ends.contains(&left), "cut at {cut}: {left} bytes are left");
        }
    }

    #[test]
    fn damage_in_one_frame_leaves_the_others_and_is_counted() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal");
        let root = make_secret().unwrap();
        let (mut journal, _) = Journal::open(&path, &root).unwrap();
        for n in 1..=3 {
            journal.append_made(&change(n)).unwrap();
        }
        journal.append_answered(Uuid::from_u128(3)).unwrap();
        let mut bytes = std::fs::read(&path).unwrap();
        bytes[20] ^= 0xff;
        std::fs::write(&path, &bytes).unwrap();
        let (_, recovered) = Journal::open(&path, &root).unwrap();
        assert_eq!(recovered.unanswered, [change(2)]);
        assert_eq!(recovered.n_damaged, 1);
    }
}
