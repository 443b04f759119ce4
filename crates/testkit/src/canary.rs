use anyhow::Context;
use std::path::{Path, PathBuf};

/// Length of the runs looked for, in bytes.
const RUN: usize = 8;

/// Looks through every file under `folders` for any run of 8 bytes of a canary, in UTF-8 and UTF-16, and gives the
/// files with what was found in them.
///
/// # Errors
/// When a file that is there cannot be read.
pub fn find_canaries(
    folders: &[&Path],
    canaries: &[&str],
) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let mut runs: Vec<(Vec<u8>, String)> = Vec::new();
    for canary in canaries {
        let wide: Vec<u8> = canary.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for text in [canary.as_bytes().to_vec(), wide] {
            let windows = text.windows(RUN).map(|run| (run.to_vec(), (*canary).to_owned()));
            runs.extend(windows);
        }
    }
    runs.sort();
    runs.dedup_by(|one, other| one.0 == other.0);
    let mut found = Vec::new();
    for folder in folders {
        for entry in walkdir::WalkDir::new(folder) {
            let entry = entry.context("walking a folder")?;
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = match std::fs::read(entry.path()) {
                Ok(bytes) => bytes,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error).context("reading a file"),
            };
            let hit = bytes.windows(RUN).find_map(|window| {
                let place = runs.binary_search_by(|(run, _)| run.as_slice().cmp(window)).ok()?;
                runs.get(place).map(|(_, canary)| canary.clone())
            });
            if let Some(canary) = hit {
                found.push((entry.path().to_owned(), canary));
            }
        }
    }
    Ok(found)
}
