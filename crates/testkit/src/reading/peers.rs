//! Where the other programs are, and how they are started.

use super::paired::Sample;
use super::papers::Papers;
use super::subject::Subject;
use anyhow::{Context, ensure};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Ours, in the figures.
pub const OURS: &str = "ours";
/// `mutool run`, which stays.
pub const MUPDF: &str = "MuPDF";
/// PDFium alone, which stays.
pub const PDFIUM: &str = "PDFium";
/// pdf.js in Chromium, which stays.
pub const PDFJS: &str = "pdf.js";
/// `mutool draw`, which is started for a task.
pub const MUTOOL: &str = "mutool";
/// `pdftoppm` and `pdftotext`, which are started for a task.
pub const POPPLER: &str = "Poppler";

/// Where they are.
pub struct Peers {
    /// This very program, which is ours too.
    program: PathBuf,
    /// Scripts that make a program stay.
    scripts: PathBuf,
    /// `pypdfium2`, unpacked.
    pdfium: PathBuf,
    /// `node_modules` of `pdfjs-dist` and `playwright-core`.
    modules: PathBuf,
}

/// The four that stay.
pub struct Field {
    /// [`OURS`].
    pub ours: Subject,
    /// [`MUPDF`].
    pub mupdf: Subject,
    /// [`PDFIUM`].
    pub pdfium: Subject,
    /// [`PDFJS`].
    pub pdfjs: Subject,
}

impl Peers {
    /// Finds them, as `cargo xtask bench reader` puts them there.
    ///
    /// # Errors
    /// When one is missing.
    pub fn find(programs: &Path) -> anyhow::Result<Self> {
        let target = programs.parent().context("the target folder")?;
        let modules = target.join("peers/node_modules");
        ensure!(
            modules.join("pdfjs-dist").exists(),
            "{} is missing: `cargo xtask bench reader` brings it",
            modules.display()
        );
        let versions = std::fs::read_dir(target.join("pdfium")).context("PDFium's bindings")?;
        let mut versions = versions.filter_map(Result::ok).map(|entry| entry.path());
        let pdfium = versions.find(|path| path.join("pypdfium2").exists());
        let pdfium = pdfium.context("PDFium's bindings are missing: `cargo xtask build`")?;
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
        Ok(Self { program: std::env::current_exe()?, scripts, pdfium, modules })
    }

    /// Ours, with the profile open.
    pub fn ours(&self, papers: &Papers) -> anyhow::Result<Subject> {
        let mut command = Command::new(&self.program);
        command.arg("--serve").arg(papers.profile());
        Subject::start(OURS, command)
    }

    /// `mutool run`, whose output is passed on line by line.
    pub fn mupdf(&self) -> anyhow::Result<Subject> {
        let mut command = Command::new("stdbuf");
        command.args(["-oL", "mutool", "run"]).arg(self.scripts.join("mupdf.js"));
        // It remarks on what it finds odd in a file.
        command.stderr(Stdio::null());
        Subject::start(MUPDF, command)
    }

    /// PDFium alone.
    pub fn pdfium(&self) -> anyhow::Result<Subject> {
        let mut command = Command::new("python3");
        command.env("PYTHONPATH", &self.pdfium).arg(self.scripts.join("pdfium.py"));
        Subject::start(PDFIUM, command)
    }

    /// pdf.js in Chromium.
    pub fn pdfjs(&self) -> anyhow::Result<Subject> {
        let mut command = Command::new("node");
        command.arg(self.scripts.join("pdfjs.mjs")).arg(&self.modules);
        Ok(Subject::start(PDFJS, command)?.ending_by_itself())
    }

    /// All that stay.
    pub fn field(&self, papers: &Papers) -> anyhow::Result<Field> {
        Ok(Field {
            ours: self.ours(papers)?,
            mupdf: self.mupdf()?,
            pdfium: self.pdfium()?,
            pdfjs: self.pdfjs()?,
        })
    }

    /// Ours as a program that is started for one page.
    pub fn ours_once(&self, papers: &Papers, key: &str, page: usize, dpi: u32) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--once").arg(papers.profile());
        command.args([key, &page.to_string(), &dpi.to_string()]);
        command
    }

    /// Runs a command in a process that does nothing else, and gives the most memory that it had, in MiB.
    pub fn peak_of(&self, command: &Command) -> anyhow::Result<f64> {
        let mut watched = Command::new(&self.program);
        watched.arg("--peak").arg(command.get_program()).args(command.get_args());
        let output = watched.stderr(Stdio::null()).output().context("watching a program")?;
        ensure!(output.status.success(), "{watched:?}: {}", output.status);
        String::from_utf8_lossy(&output.stdout).trim().parse().context("its memory")
    }
}

impl Field {
    /// All of them, ours first.
    pub fn all(&mut self) -> [&mut Subject; 4] {
        [&mut self.ours, &mut self.mupdf, &mut self.pdfium, &mut self.pdfjs]
    }
}

/// `mutool draw`, which gives pixels without compressing them; ours compresses.
pub fn mutool_draw(file: &Path, dpi: u32, pages: &str) -> Command {
    let mut command = Command::new("mutool");
    command.args(["draw", "-q", "-r", &dpi.to_string(), "-F", "pnm", "-o", "/dev/null"]);
    command.arg(file).arg(pages);
    command
}

/// `pdftoppm`, which gives pixels without compressing them.
pub fn pdftoppm(file: &Path, dpi: u32, first: usize, last: usize) -> Command {
    let mut command = Command::new("pdftoppm");
    command.args(["-r", &dpi.to_string(), "-f", &first.to_string(), "-l", &last.to_string()]);
    command.arg(file);
    command
}

/// Runs a program to its end, throwing away what it writes.
///
/// # Errors
/// When it cannot be started or fails.
pub fn run(command: &mut Command) -> anyhow::Result<Sample> {
    let before = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let began = Instant::now();
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let status = status.with_context(|| format!("starting {command:?}"))?;
    let wall = began.elapsed().as_secs_f64() * 1_000.0;
    ensure!(status.success(), "{command:?}: {status}");
    let after = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let used = after.user_time() + after.system_time() - before.user_time() - before.system_time();
    Ok(Sample { wall, cpu: used.num_microseconds() as f64 / 1_000.0 })
}

/// Asks a program that stays, and gives what all of it took.
///
/// # Errors
/// When it does not answer.
pub fn timed(subject: &mut Subject, lines: &[String]) -> anyhow::Result<Sample> {
    let before = subject.cpu()?;
    let mut wall = 0.0;
    for line in lines {
        wall += subject.ask(line)?.wall;
    }
    Ok(Sample { wall, cpu: subject.cpu()? - before })
}
