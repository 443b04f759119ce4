use crate::app::App;
use crate::storage::StoreError;
use std::fs;
use std::io;
use std::path::Path;

/// Copies store, files and keys into a new folder while the server goes on working. Files are copied after the
/// store, so every file the copied store names is there.
///
/// # Errors
/// [`StoreError`] when the folder exists or something cannot be copied.
pub fn back_up(app: &App, target: &Path) -> Result<u64, StoreError> {
    fs::create_dir(target)?;
    app.storage.back_up(&target.join("cabinet.db"))?;
    let mut n_files = 0;
    for folder in ["objects", "keys"] {
        n_files += copy_tree(&app.config.data.join(folder), &target.join(folder))?;
    }
    fs::File::open(target)?.sync_all()?;
    Ok(n_files)
}

fn copy_tree(from: &Path, to: &Path) -> io::Result<u64> {
    let mut n_files = 0;
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry?;
        let inside = entry.path().strip_prefix(from).map_err(io::Error::other)?;
        let target = to.join(inside);
        if entry.file_type().is_dir() {
            fs::create_dir_all(&target)?;
        } else if !inside.starts_with("incoming") {
            fs::copy(entry.path(), &target)?;
            fs::File::open(&target)?.sync_all()?;
            n_files += 1;
        }
    }
    Ok(n_files)
}
