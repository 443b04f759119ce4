use std::path::{Path, PathBuf};

/// Finds libpdfium by absolute path: beside the executable, or (for test binaries) one folder up. Search paths of the
/// system are never asked, so nobody can slip another library in.
pub fn find_library(executable: &Path) -> Option<PathBuf> {
    let name = if cfg!(windows) {
        "pdfium.dll"
    } else if cfg!(target_os = "macos") {
        "libpdfium.dylib"
    } else {
        "libpdfium.so"
    };
    let folder = executable.parent()?;
    [Some(folder), folder.parent()]
        .into_iter()
        .flatten()
        .map(|folder| folder.join(name))
        .find(|path| path.is_absolute() && path.exists())
}
