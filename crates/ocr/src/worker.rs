//! The worker: enters the sandbox and becomes `tesseract`.

use crate::sandbox::{self, Openings};
use crate::tesseract::is_language;
use crate::{Limits, WORKER_ARGUMENT};
use rustix::process::{Signal, getppid, set_parent_process_death_signal};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Exit code of a worker that could not close itself off or become tesseract.
pub const NOT_STARTED: u8 = 120;

/// Stands in place of the languages when only the version is asked for.
const VERSION: &str = "-";

/// How tesseract takes a page apart (`--psm`): by itself, and by itself after finding which way up it is.
const AUTO: &str = "3";
const AUTO_WITH_TURN: &str = "1";

/// Becomes tesseract when the program was started for it, and gives an exit code if that fails; `None` otherwise. Call
/// this first in `main`.
pub fn run_worker_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()?.to_str() != Some(WORKER_ARGUMENT) {
        return None;
    }
    // Nobody reads a sentence of the worker: its exit code says all there is to say.
    if let Some(task) = Task::read(arguments) {
        drop(task.run());
    }
    Some(ExitCode::from(NOT_STARTED))
}

/// What the worker is told, in the order of its arguments.
struct Task {
    parent: i32,
    binary: PathBuf,
    data: PathBuf,
    memory: u64,
    computing: u64,
    languages: String,
    turn: String,
    dpi: u32,
}

/// What is to be done: a page to be read, or the version to be told.
#[derive(Clone, Copy)]
pub enum Job<'a> {
    /// These languages, whether to find which way up the page is, points to the inch.
    Page(&'a [&'a str], bool, u32),
    /// The version.
    Version,
}

/// The arguments that start a worker.
pub fn arguments(binary: &Path, data: &Path, limits: &Limits, job: Job<'_>) -> Vec<OsString> {
    let (languages, turn, dpi) = match job {
        Job::Page(languages, turn, dpi) => (languages.join("+"), turn, dpi),
        Job::Version => (VERSION.to_owned(), false, 0),
    };
    vec![
        WORKER_ARGUMENT.into(),
        std::process::id().to_string().into(),
        binary.into(),
        data.into(),
        limits.memory.to_string().into(),
        limits.time.as_secs().saturating_add(1).to_string().into(),
        languages.into(),
        if turn { AUTO_WITH_TURN } else { AUTO }.into(),
        dpi.to_string().into(),
    ]
}

impl Task {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut next = || arguments.next();
        let text = |argument: OsString| argument.into_string().ok();
        Some(Self {
            parent: text(next()?)?.parse().ok()?,
            binary: next()?.into(),
            data: next()?.into(),
            memory: text(next()?)?.parse().ok()?,
            computing: text(next()?)?.parse().ok()?,
            languages: text(next()?)?,
            turn: text(next()?)?,
            dpi: text(next()?)?.parse().ok()?,
        })
    }

    /// Does not come back unless something fails.
    fn run(&self) -> Result<(), String> {
        set_parent_process_death_signal(Some(Signal::KILL)).map_err(|error| error.to_string())?;
        // A parent that ended before that line sends no signal any more.
        if getppid().map(|pid| pid.as_raw_nonzero().get()) != Some(self.parent) {
            return Err("the program that wanted this has ended".to_owned());
        }
        sandbox::enter(&Openings {
            binary: &self.binary,
            data: &self.data,
            memory: self.memory,
            computing: self.computing,
        })?;
        Err(self.tesseract()?.exec().to_string())
    }

    fn tesseract(&self) -> Result<Command, String> {
        let mut command = Command::new(&self.binary);
        command
            .env_clear()
            .env("LANG", "C.UTF-8")
            // One page is one thread: several only get in each other's way on few cores.
            .env("OMP_THREAD_LIMIT", "1")
            .env("TESSDATA_PREFIX", &self.data)
            .current_dir("/");
        if self.languages == VERSION {
            command.arg("--version");
            return Ok(command);
        }
        if !self.languages.split('+').all(is_language) {
            return Err("a language is no word".to_owned());
        }
        command
            .args(["stdin", "stdout", "-l", &self.languages, "--psm", &self.turn, "--dpi"])
            .arg(self.dpi.to_string())
            .args(["-c", "tessedit_create_tsv=1", "-c", "tessedit_create_txt=0"]);
        Ok(command)
    }
}
