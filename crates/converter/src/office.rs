use crate::Kind;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Names LibreOffice's `soffice.bin` where it is not in a usual place; a path that is not there means none.
const OVERRIDE: &str = "ECABINET_OFFICE";

/// Where Linux distributions put it.
const PLACES: &[&str] = &[
    "/usr/lib/libreoffice/program/soffice.bin",
    "/usr/lib64/libreoffice/program/soffice.bin",
    "/usr/local/lib/libreoffice/program/soffice.bin",
];

/// Where LibreOffice's own packages put it, in a folder of each version.
const VERSIONED: &str = "/opt";

/// An installed LibreOffice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its `soffice.bin`.
    pub binary: PathBuf,
}

impl Office {
    /// The folder it was installed into, above `program/`.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.binary.parent()?.parent()
    }
}

/// Finds LibreOffice by absolute path. `PATH` is never asked, so nobody can slip another one in; `ECABINET_OFFICE`
/// names another place.
pub fn find_office() -> Option<Office> {
    find_among(std::env::var_os(OVERRIDE), PLACES, Path::new(VERSIONED))
}

fn find_among(named: Option<OsString>, places: &[&str], versioned: &Path) -> Option<Office> {
    let candidates = match named {
        Some(named) => vec![PathBuf::from(named)],
        None => places.iter().map(PathBuf::from).chain(versions_in(versioned)).collect(),
    };
    let found = candidates.into_iter().find(|path| path.is_absolute() && path.is_file())?;
    // Distributions link folders; the sandbox has to know the real one.
    Some(Office { binary: found.canonicalize().ok()? })
}

/// `libreoffice7.6`, `libreoffice24.8` and so on, newest first.
fn versions_in(folder: &Path) -> Vec<PathBuf> {
    let number_of = |name: &str| -> Option<Vec<u32>> {
        let version = name.strip_prefix("libreoffice")?;
        version.split('.').map(|part| part.parse().ok()).collect()
    };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .filter_map(|entry| Some((number_of(entry.file_name().to_str()?)?, entry.path())))
        .collect();
    found.sort_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, path)| path.join("program/soffice.bin")).collect()
}

/// What a conversion may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time from start to end.
    pub time: Duration,
    /// Address space in bytes. LibreOffice 7.4 maps 0.5 GB for a page of text.
    pub memory: u64,
    /// Longest file it may write, in bytes.
    pub file: u64,
    /// Room of all its files together, in bytes.
    pub room: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(120),
            memory: 4 * 1024 * 1024 * 1024,
            file: 600 * 1024 * 1024,
            room: 1024 * 1024 * 1024,
        }
    }
}

/// One conversion.
pub struct Order<'a> {
    /// The LibreOffice to use.
    pub office: &'a Office,
    /// The program that becomes the worker: its `main` begins with [`crate::run_worker_if_asked`].
    pub program: &'a Path,
    /// What [`crate::inspect`] said of the source.
    pub kind: Kind,
    /// What it may use.
    pub limits: Limits,
    /// Asked several times a second; `false` ends the conversion.
    pub is_wanted: &'a dyn Fn() -> bool,
}

/// The PDF, in a file in memory that has no name any more.
#[derive(Debug)]
pub struct Converted {
    pub(crate) file: File,
    pub(crate) length: u64,
}

impl Converted {
    /// Bytes of the PDF.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl Read for Converted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::find_among;
    use std::path::Path;

    #[test]
    fn the_newest_version_is_found_and_a_named_one_comes_first() {
        let opt = tempfile::tempdir().unwrap();
        let opt_path = opt.path().canonicalize().unwrap();
        let place = |version: &str| opt_path.join(version).join("program/soffice.bin");
        for version in ["libreoffice7.6", "libreoffice24.2", "libreoffice-broken", "other9.9"] {
            std::fs::create_dir_all(place(version).parent().unwrap()).unwrap();
            std::fs::write(place(version), b"").unwrap();
        }
        let found = |named: Option<&Path>| {
            find_among(named.map(Into::into), &[], &opt_path).map(|office| office.binary)
        };
        assert_eq!(found(None), Some(place("libreoffice24.2")));
        let named = place("libreoffice7.6");
        assert_eq!(found(Some(&named)), Some(named));
        assert_eq!(found(Some(Path::new("/nowhere/soffice.bin"))), None);
        assert_eq!(found(Some(Path::new(""))), None);
        assert_eq!(find_among(None, &[], Path::new("/nowhere")), None);
    }
}
