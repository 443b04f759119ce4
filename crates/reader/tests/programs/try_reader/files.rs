//! Files as a worker's core gives them.

use reader::RangeSource;
use std::io;
use std::path::{Path, PathBuf};

/// A document in memory.
pub struct Bytes(pub Vec<u8>);

impl RangeSource for Bytes {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        let to = from.saturating_add(length).min(self.0.len());
        Ok(self.0.get(from..to).unwrap_or_default().to_vec())
    }
}

/// All PDFs below a folder that are not longer than this, in the order of their names.
pub fn files_below(folder: &Path, longest: u64) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "pdf")
                && path.metadata().is_ok_and(|about| about.len() <= longest)
            {
                found.extend(std::fs::read(&path).ok().map(|bytes| (path, bytes)));
            }
        }
    }
    found.sort();
    found
}
