use crate::Word;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An installed tesseract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    /// The program, by its real path.
    pub binary: PathBuf,
    /// The folder with the data of its languages.
    pub data: PathBuf,
    /// What it calls itself: `5.3.0`.
    pub version: String,
    /// The languages it has data for, sorted: `eng`, `vie`; `osd` finds which way up a page is.
    pub languages: Vec<String>,
}

/// What the reading of one page may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Time from start to end.
    pub time: Duration,
    /// Address space in bytes.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(90), memory: 1536 * 1024 * 1024 }
    }
}

/// One page to read.
pub struct Order<'a> {
    /// The tesseract to use.
    pub tesseract: &'a Tesseract,
    /// The program that becomes the worker: its `main` begins with [`crate::run_worker_if_asked`].
    pub program: &'a Path,
    /// Languages expected on the page, the likeliest first: `["vie", "eng"]`.
    pub languages: &'a [&'a str],
    /// Points to the inch of the picture; tesseract guesses badly.
    pub dpi: u32,
    /// What it may use.
    pub limits: Limits,
    /// Asked several times a second; `false` ends the reading.
    pub is_wanted: &'a dyn Fn() -> bool,
}

/// What was read off a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Recognised {
    /// Width of the picture in points.
    pub width: u32,
    /// Height of the picture in points.
    pub height: u32,
    /// Its words in reading order.
    pub words: Vec<Word>,
}

#[cfg(target_os = "linux")]
pub use found::{find_tesseract, is_language};

#[cfg(target_os = "linux")]
mod found {
    use super::Tesseract;
    use crate::OcrError;
    use std::ffi::OsString;
    use std::path::{Path, PathBuf};

    /// Names tesseract where it is not in a usual place; a path that is not there means none.
    const OVERRIDE: &str = "ECABINET_TESSERACT";
    const PLACES: &[&str] = &["/usr/bin/tesseract", "/usr/local/bin/tesseract"];
    /// Where distributions put the languages' data, newest first.
    const DATA: &[&str] = &[
        "/usr/share/tesseract-ocr/5/tessdata",
        "/usr/share/tesseract-ocr/4.00/tessdata",
        "/usr/share/tesseract/tessdata",
        "/usr/share/tessdata",
        "/usr/local/share/tessdata",
    ];
    const ENDING: &str = ".traineddata";

    /// Finds tesseract by absolute path, asks its version closed off, and looks which languages lie there. `PATH` is
    /// never asked; `ECABINET_TESSERACT` names another place. `program` is the one that becomes the worker.
    ///
    /// # Errors
    /// [`OcrError::NotInstalled`] where there is none, and what stood in the way of asking it.
    pub fn find_tesseract(program: &Path) -> Result<Tesseract, OcrError> {
        let data: Vec<PathBuf> = DATA.iter().map(PathBuf::from).collect();
        let (binary, data) = find_among(std::env::var_os(OVERRIDE), PLACES, &data)?;
        let version = crate::recognise::ask_version(program, &binary, &data)?;
        let languages = languages_in(&data);
        Ok(Tesseract { binary, data, version, languages })
    }

    fn find_among(
        named: Option<OsString>,
        places: &[&str],
        data: &[PathBuf],
    ) -> Result<(PathBuf, PathBuf), OcrError> {
        let candidates = match named {
            Some(named) => vec![PathBuf::from(named)],
            None => places.iter().map(PathBuf::from).collect(),
        };
        let binary = candidates.into_iter().find(|path| path.is_absolute() && path.is_file());
        let data = data.iter().find(|folder| !languages_in(folder).is_empty());
        let (Some(binary), Some(data)) = (binary, data) else {
            return Err(OcrError::NotInstalled);
        };
        // Distributions link folders; the sandbox has to know the real ones.
        let real = |path: &Path| path.canonicalize().map_err(|_| OcrError::NotInstalled);
        Ok((real(&binary)?, real(data)?))
    }

    fn languages_in(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut languages: Vec<String> = entries
            .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(ENDING)?.to_owned()))
            .filter(|language| is_language(language))
            .collect();
        languages.sort();
        languages
    }

    /// Whether this may stand on a command line as a language.
    pub fn is_language(name: &str) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        (2..=32).contains(&name.len()) && name.bytes().all(is_plain)
    }

    #[cfg(test)]
    mod tests {
        use super::{find_among, is_language};
        use crate::OcrError;
        use std::path::Path;

        #[test]
        fn it_is_found_with_its_languages_and_a_named_one_comes_first() {
            let place = tempfile::tempdir().unwrap();
            let root = place.path().canonicalize().unwrap();
            let (data, empty) = (root.join("data"), root.join("empty"));
            for folder in [&data, &empty] {
                std::fs::create_dir(folder).unwrap();
            }
            for name in ["vie.traineddata", "eng.traineddata", "configs", "-x.traineddata"] {
                std::fs::write(data.join(name), b"").unwrap();
            }
            std::fs::write(root.join("tesseract"), b"").unwrap();
            let binary = root.join("tesseract");
            let usual = [binary.to_str().unwrap()];
            let folders = [empty.clone(), data.clone()];
            assert_eq!(find_among(None, &usual, &folders), Ok((binary.clone(), data.clone())));
            assert_eq!(super::languages_in(&data), ["eng", "vie"]);
            let named = |path: &Path| find_among(Some(path.into()), &usual, &folders);
            assert_eq!(named(&binary), Ok((binary.clone(), data.clone())));
            assert_eq!(named(Path::new("/nowhere")), Err(OcrError::NotInstalled));
            assert_eq!(named(Path::new("tesseract")), Err(OcrError::NotInstalled));
            assert_eq!(find_among(None, &usual, &[empty]), Err(OcrError::NotInstalled));
        }

        #[test]
        fn a_language_is_a_plain_word() {
            for (name, expected) in
                [("vie", true), ("chi_sim", true), ("-c", false), ("a/../b", false), ("", false)]
            {
                assert_eq!(is_language(name), expected, "{name}");
            }
        }
    }
}
