//! Our side: a program that opens the encrypted store and draws through the sandboxed worker, asked by lines as the
//! peers are.

use anyhow::{Context, bail};
use reader::{Contents, OpenDocument, PictureAsk, Priority, RangeSource, Rotation, Tile};
use std::collections::BTreeSet;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use vault::{FileReader, FileRow, Profile, SecretStore, SecretStoreError, Vault};
use zeroize::Zeroizing;

/// What PDF files measure in.
const POINTS_PER_INCH: f64 = 72.0;
/// Blocks that are counted, as for the peer.
const BLOCK: u64 = 4096;

/// A keyring in a folder, so that a program that is started anew finds the key of its throw-away profile.
pub struct FolderKeyring(pub PathBuf);

impl FolderKeyring {
    fn path(&self, name: &str) -> PathBuf {
        self.0.join(blake3::hash(name.as_bytes()).to_hex().as_str())
    }
}

impl SecretStore for FolderKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        match std::fs::read(self.path(name)) {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        std::fs::create_dir_all(&self.0)?;
        Ok(std::fs::write(self.path(name), secret)?)
    }
}

/// Ranges of a stored paper, which remembers the blocks that were asked for where that is wanted.
pub struct Ranges {
    file: FileReader,
    blocks: Option<Mutex<BTreeSet<u64>>>,
}

impl Ranges {
    /// Those of a file, which are not counted.
    pub const fn of(file: FileReader) -> Self {
        Self { file, blocks: None }
    }
}

impl RangeSource for Ranges {
    fn length(&self) -> u64 {
        self.file.length()
    }

    fn read_at(&self, offset: u64, length: usize) -> std::io::Result<Vec<u8>> {
        if let Some(blocks) = &self.blocks {
            let end = offset.saturating_add(length as u64).min(self.file.length());
            let mut blocks = blocks.lock().unwrap_or_else(PoisonError::into_inner);
            blocks.extend(offset / BLOCK..end.div_ceil(BLOCK));
        }
        self.file.read_at(offset, length).map_err(std::io::Error::other)
    }
}

/// The store and the paper that is open.
struct Ours {
    vault: Vault,
    program: PathBuf,
    open: Option<OpenDocument>,
}

/// Opens a profile, its keyring beside it, and answers lines until the input ends.
///
/// # Errors
/// When the profile cannot be opened or nobody listens.
pub fn serve(profile: &Path) -> anyhow::Result<()> {
    let mut ours = Ours::unlock(profile)?;
    let mut out = std::io::stdout();
    writeln!(out, "ready")?;
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line == "quit" {
            break;
        }
        match ours.answer(&line) {
            Ok(words) => writeln!(out, "ok {words}")?,
            Err(error) => writeln!(out, "no {error:#}")?,
        }
        out.flush()?;
    }
    Ok(())
}

/// Opens a profile and a paper, draws one page, writes the picture to the standard output, and ends.
///
/// # Errors
/// When any of it fails.
pub fn once(profile: &Path, paper: &str, page: u32, dpi: f64) -> anyhow::Result<()> {
    let mut ours = Ours::unlock(profile)?;
    ours.open(paper)?;
    Ok(std::io::stdout().write_all(&ours.picture(page, dpi)?)?)
}

impl Ours {
    fn unlock(profile: &Path) -> anyhow::Result<Self> {
        let keyring = FolderKeyring(profile.with_extension("keyring"));
        let vault = Profile::at(profile).unlock(&keyring, None)?;
        Ok(Self { vault, program: std::env::current_exe()?, open: None })
    }

    fn answer(&mut self, line: &str) -> anyhow::Result<String> {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| -> anyhow::Result<u32> {
            Ok(words.get(at).context("a word is missing")?.parse()?)
        };
        let dpi = |at: usize| -> anyhow::Result<f64> {
            Ok(words.get(at).context("a word is missing")?.parse()?)
        };
        let name = words.get(1).copied();
        match words.first().copied().unwrap_or_default() {
            "open" => Ok(self.open(name.context("which")?)?.to_string()),
            "close" => {
                self.open = None;
                Ok(String::new())
            }
            "draw" => Ok(self.picture(number(1)?, dpi(2)?)?.len().to_string()),
            "save" => {
                let png = self.picture(number(1)?, dpi(2)?)?;
                std::fs::write(words.get(3).context("where")?, &png)?;
                Ok(png.len().to_string())
            }
            "tile" => {
                let tile = Tile { x: number(3)?, y: number(4)?, w: number(5)?, h: number(6)? };
                Ok(self.tile(number(1)?, dpi(2)?, tile)?.len().to_string())
            }
            "thumbs" => self.thumbs(number(1)?, number(2)?, dpi(3)?),
            "text" => self.text(number(1)?, number(2)?),
            "find" => self.find(name.context("what")?),
            "touched" => self.touched(number(1)?, dpi(2)?, words.get(3).context("which")?),
            verb => bail!("{verb} is not known"),
        }
    }

    fn open(&mut self, paper: &str) -> anyhow::Result<usize> {
        let row = self.row(paper)?;
        let ranges = Ranges::of(self.vault.open_file(&row)?);
        // The paper before it goes first, as its worker would count.
        self.open = None;
        let open = self.open_row(&row, Arc::new(ranges))?;
        open.walk_ahead();
        let n_pages = open.pages().len();
        self.open = Some(open);
        Ok(n_pages)
    }

    fn row(&self, paper: &str) -> anyhow::Result<FileRow> {
        let rows = self.vault.files()?;
        rows.into_iter().find(|row| row.name == paper).context("no such paper")
    }

    /// Opens a paper as the desk does: with what it said of itself when it arrived.
    fn open_row(
        &self,
        row: &FileRow,
        source: Arc<dyn RangeSource>,
    ) -> anyhow::Result<OpenDocument> {
        let kept = self.vault.contents(row.document, row.version)?;
        let known = kept.and_then(|bytes| Contents::from_bytes(&bytes));
        Ok(OpenDocument::open_with(&self.program, source, None, known)?)
    }

    fn paper(&self) -> anyhow::Result<&OpenDocument> {
        self.open.as_ref().context("nothing is open")
    }

    fn picture(&self, page: u32, dpi: f64) -> anyhow::Result<Vec<u8>> {
        Ok(self.paper()?.draw(page, self.width_of(page, dpi)?)?)
    }

    fn tile(&self, page: u32, dpi: f64, tile: Tile) -> anyhow::Result<Vec<u8>> {
        let ask = PictureAsk {
            width: self.width_of(page, dpi)?,
            tile: Some(tile),
            rotation: Rotation::None,
            priority: Priority::Visible,
        };
        Ok(self.paper()?.picture(page, &ask)?.bytes)
    }

    /// Pixels across a page.
    fn width_of(&self, page: u32, dpi: f64) -> anyhow::Result<u32> {
        let size = self.paper()?.pages().get(page as usize).context("no such page")?;
        Ok((f64::from(size.width) * dpi / POINTS_PER_INCH).round().max(1.0) as u32)
    }

    /// All of one width, which is that of the first, as in a strip.
    fn thumbs(&self, first: u32, n_pages: u32, dpi: f64) -> anyhow::Result<String> {
        let wrong = Mutex::new(None);
        let width = self.width_of(first, dpi)?;
        self.paper()?.thumbnails(first..first + n_pages, width, &|_, drawn| {
            if let Err(error) = drawn {
                *wrong.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        });
        match wrong.into_inner().unwrap_or_else(PoisonError::into_inner) {
            Some(error) => Err(error.into()),
            None => Ok(n_pages.to_string()),
        }
    }

    fn text(&self, first: u32, n_pages: u32) -> anyhow::Result<String> {
        let mut n_signs = 0;
        for page in first..first + n_pages {
            let runs = self.paper()?.text(page)?;
            let signs = runs.iter().flat_map(|run| run.text.chars());
            n_signs += signs.filter(|sign| !sign.is_whitespace()).count();
        }
        Ok(n_signs.to_string())
    }

    /// Counts the pages that hold a word, in any case.
    fn find(&self, word: &str) -> anyhow::Result<String> {
        let (word, mut n_found) = (word.to_lowercase(), 0);
        let n_pages = u32::try_from(self.paper()?.pages().len())?;
        for page in 0..n_pages {
            let runs = self.paper()?.text(page)?;
            let text: Vec<String> = runs.iter().map(|run| run.text.to_lowercase()).collect();
            n_found += u32::from(text.join("").contains(&word));
        }
        Ok(n_found.to_string())
    }

    /// Opens a paper anew, draws a page, and counts the bytes of the blocks of 4 KiB that the worker asked for.
    fn touched(&mut self, page: u32, dpi: f64, paper: &str) -> anyhow::Result<String> {
        self.open = None;
        let row = self.row(paper)?;
        let file = self.vault.open_file(&row)?;
        let ranges = Arc::new(Ranges { file, blocks: Some(Mutex::default()) });
        let source: Arc<dyn RangeSource> = Arc::<Ranges>::clone(&ranges);
        self.open = Some(self.open_row(&row, source)?);
        self.picture(page, dpi)?;
        self.open = None;
        let blocks = ranges.blocks.as_ref().context("not counted")?.lock();
        let n_blocks = blocks.unwrap_or_else(PoisonError::into_inner).len();
        Ok((n_blocks as u64 * BLOCK).to_string())
    }
}
