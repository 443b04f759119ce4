//! A page seen from the core: handed over in memory, watched, stopped where it leaves its limits.

use crate::worker::{Job, NOT_STARTED, arguments};
use crate::{Limits, OcrError, Order, Recognised, picture, table};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{MemfdFlags, memfd_create};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::fd::OwnedFd;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Longest time between two looks at the limits.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };
/// Longest table that is taken: 20,000 words are 2 MB.
const MAX_TABLE: usize = 8 * 1024 * 1024;
/// Finds which way up a page is, where its data are there.
const TURN: &str = "osd";

/// Reads the words off a picture of a page, a PNG. Blocks until it is done, given up or stopped; the thread that calls
/// must not end before, because tesseract ends with it.
///
/// # Errors
/// [`OcrError`], by what stood in the way; nothing is left behind then.
pub fn recognise(order: &Order<'_>, picture: &[u8]) -> Result<Recognised, OcrError> {
    let deadline = Instant::now() + order.limits.time;
    let (width, height) = picture::size(picture)?;
    let tesseract = order.tesseract;
    let has = |language: &str| tesseract.languages.iter().any(|there| there == language);
    if let Some(missing) = order.languages.iter().find(|language| !has(language)) {
        return Err(OcrError::NoLanguage((*missing).to_owned()));
    }
    if order.languages.is_empty() {
        return Err(OcrError::NoLanguage(String::new()));
    }
    let job = Job::Page(order.languages, has(TURN), order.dpi);
    let arguments = arguments(&tesseract.binary, &tesseract.data, &order.limits, job);
    let source = in_memory(picture).map_err(|_| OcrError::NotStarted)?;
    let worker = Running::start(order.program, &arguments, Stdio::from(source))?;
    let (table, ended) = worker.watch(deadline, order.is_wanted)?;
    judge(ended)?;
    Ok(Recognised { width, height, words: table::read_words(&table, (width, height)) })
}

/// What an installed tesseract calls itself: the word after its name in the first line.
pub fn ask_version(program: &Path, binary: &Path, data: &Path) -> Result<String, OcrError> {
    let limits = Limits { time: Duration::from_secs(10), ..Limits::default() };
    let deadline = Instant::now() + limits.time;
    let arguments = arguments(binary, data, &limits, Job::Version);
    let (answer, ended) =
        Running::start(program, &arguments, Stdio::null())?.watch(deadline, &|| true)?;
    judge(ended)?;
    let answer = String::from_utf8_lossy(&answer);
    let word = answer.split_whitespace().nth(1).ok_or(OcrError::Crashed)?;
    let is_plain = |letter: &char| letter.is_ascii_graphic();
    Ok(word.chars().filter(is_plain).take(32).collect())
}

fn judge(ended: ExitStatus) -> Result<(), OcrError> {
    const NO_WORKER: i32 = NOT_STARTED as i32;
    match (ended.code(), ended.signal().map(Signal::from_named_raw)) {
        (Some(0), _) => Ok(()),
        (Some(NO_WORKER), _) => Err(OcrError::NotStarted),
        (Some(1), _) => Err(OcrError::Unreadable),
        (None, Some(Some(Signal::XCPU))) => Err(OcrError::Timeout),
        (Some(_) | None, _) => Err(OcrError::Crashed),
    }
}

/// A file in memory without a name; what the system swaps out is not ours to prevent (docs/admin).
fn in_memory(bytes: &[u8]) -> std::io::Result<File> {
    let mut file = File::from(memfd_create("page", MemfdFlags::CLOEXEC)?);
    file.write_all(bytes)?;
    file.rewind()?;
    Ok(file)
}

/// Tesseract at work. Dropping it kills its whole group, of which the sandbox lets nobody leave.
struct Running {
    child: Child,
    ends: OwnedFd,
    out: ChildStdout,
}

impl Running {
    fn start(
        program: &Path,
        arguments: &[std::ffi::OsString],
        source: Stdio,
    ) -> Result<Self, OcrError> {
        let mut child = Command::new(program)
            .args(arguments)
            .env_clear()
            .current_dir("/")
            .process_group(0)
            .stdin(source)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| OcrError::NotStarted)?;
        let out = child.stdout.take();
        match (pidfd_open(Pid::from_child(&child), PidfdFlags::empty()), out) {
            (Ok(ends), Some(out)) => Ok(Self { child, ends, out }),
            (_, _) => {
                stop(&mut child);
                Err(OcrError::NotStarted)
            }
        }
    }

    /// Reads what it writes until it ends.
    fn watch(
        mut self,
        deadline: Instant,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<(Vec<u8>, ExitStatus), OcrError> {
        let mut table = Vec::new();
        let mut is_open = true;
        loop {
            let (writes, ends) = {
                let end = PollFd::new(&self.ends, PollFlags::IN);
                let out = PollFd::new(&self.out, PollFlags::IN);
                let mut both = [end, out];
                let watched = if is_open { both.as_mut_slice() } else { both.split_at_mut(1).0 };
                match poll(watched, Some(&LOOK)) {
                    Ok(_) | Err(rustix::io::Errno::INTR) => {}
                    Err(_) => return Err(OcrError::NotStarted),
                }
                let [end, out] = both;
                (is_open && !out.revents().is_empty(), !end.revents().is_empty())
            };
            if writes {
                is_open = self.read_piece(&mut table)?;
            } else if ends {
                break;
            }
            if Instant::now() >= deadline {
                return Err(OcrError::Timeout);
            }
            if !is_wanted() {
                return Err(OcrError::Unwanted);
            }
        }
        let status = self.child.wait().map_err(|_| OcrError::Crashed)?;
        Ok((table, status))
    }

    /// Takes what lies there, which never blocks after a poll; `false` at the end.
    fn read_piece(&mut self, table: &mut Vec<u8>) -> Result<bool, OcrError> {
        let mut piece = vec![0; 64 * 1024];
        let n_read = self.out.read(&mut piece).map_err(|_| OcrError::Crashed)?;
        table.extend_from_slice(piece.get(..n_read).unwrap_or_default());
        if table.len() > MAX_TABLE {
            return Err(OcrError::Crashed);
        }
        Ok(n_read != 0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        stop(&mut self.child);
    }
}

fn stop(child: &mut Child) {
    // One that has ended and was waited for has no process any more whose number could be somebody else's.
    if !matches!(child.try_wait(), Ok(Some(_))) {
        if kill_process_group(Pid::from_child(child), Signal::KILL).is_err() {
            // Not a group yet, or no process any more: then there is nothing to kill but itself.
            drop(child.kill());
        }
        drop(child.wait());
    }
}
