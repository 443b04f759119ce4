//! A conversion seen from the core: prepared in memory, watched, stopped where it leaves its limits.

use crate::folder::{WorkFolder, memory_folders, remove_leftovers};
use crate::worker::{NOT_STARTED, PROFILE, RESULT, SOURCE, arguments};
use crate::{ConvertError, Converted, MAX_SOURCE, Order, settings};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process_group, pidfd_open};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Instant;

/// How LibreOffice asks to be started again, which it does once with a fresh profile (`EXITHELPER_NORMAL_RESTART`).
const START_AGAIN: i32 = 81;
const MAX_STARTS: u32 = 3;
/// Longest time between two looks at the limits.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 200_000_000 };
/// Free memory asked for beside the source itself, which the PDF and what LibreOffice unpacks need.
const ROOM_BESIDE: u64 = 64 * 1024 * 1024;
/// A PDF begins with its mark.
const PDF: &[u8] = b"%PDF-";

/// Makes a PDF of an office file. Blocks until it is done, given up or stopped; the thread that calls must not end
/// before, because LibreOffice ends with it.
///
/// # Errors
/// [`ConvertError`], by what stood in the way; nothing is left behind then.
pub fn convert(order: &Order<'_>, source: &mut dyn Read) -> Result<Converted, ConvertError> {
    let deadline = Instant::now() + order.limits.time;
    remove_leftovers();
    let folder = WorkFolder::make(&memory_folders(), ROOM_BESIDE)?;
    prepare(order, folder.path(), source)?;
    let mut ended = None;
    for _ in 0..MAX_STARTS {
        let status = Running::start(order, &folder)?.watch(order, &folder, deadline)?;
        ended = Some(status);
        if status.code() != Some(START_AGAIN) {
            break;
        }
    }
    let result = take_result(&folder.path().join(RESULT), order.limits.file);
    match (result, ended.and_then(|status| status.code())) {
        (_, Some(NOT_STARTED)) => Err(ConvertError::NotStarted),
        (Ok(converted), Some(_)) => Ok(converted),
        // LibreOffice says the same of a file it cannot read and of one it may not.
        (Err(_), Some(0 | 1)) if order.kind.may_be_encrypted => Err(ConvertError::Encrypted),
        (Err(_), Some(0 | 1)) => Err(ConvertError::Broken),
        // By a signal, or with a code of its own for the same: it crashed, or was refused memory.
        (Ok(_), None) | (Err(_), Some(_) | None) => Err(ConvertError::Crashed),
    }
}

fn prepare(order: &Order<'_>, folder: &Path, source: &mut dyn Read) -> Result<(), ConvertError> {
    let full = |_| ConvertError::NoMemoryFolder;
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700);
    let user = folder.join(PROFILE).join("user");
    for made in [&user, &folder.join("out"), &folder.join("tmp")] {
        builder.create(made).map_err(full)?;
    }
    let registry = settings::registry(&settings::locale());
    std::fs::write(user.join("registrymodifications.xcu"), registry).map_err(full)?;
    let path = folder.join(format!("{SOURCE}.{}", order.kind.ending()));
    let mut file = File::create_new(path).map_err(full)?;
    let mut piece = vec![0; 256 * 1024];
    let mut length: u64 = 0;
    loop {
        let n_read = source.read(&mut piece).map_err(ConvertError::Source)?;
        let part = piece.get(..n_read).unwrap_or_default();
        if part.is_empty() {
            return Ok(());
        }
        length += n_read as u64;
        if length > MAX_SOURCE {
            return Err(ConvertError::TooLarge);
        }
        file.write_all(part).map_err(full)?;
    }
}

/// Opens what LibreOffice wrote, without following a link it may have put there.
fn take_result(path: &Path, longest: u64) -> io::Result<Converted> {
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)?;
    let found = file.metadata()?;
    let mut mark = [0; PDF.len()];
    file.read_exact(&mut mark)?;
    file.seek(SeekFrom::Start(0))?;
    if !found.is_file() || found.len() > longest || mark != PDF {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(Converted { file, length: found.len() })
}

/// LibreOffice at work. Dropping it kills its whole group, of which the sandbox lets nobody leave.
struct Running {
    child: Child,
    ends: OwnedFd,
}

impl Running {
    fn start(order: &Order<'_>, folder: &WorkFolder) -> Result<Self, ConvertError> {
        let mut child = Command::new(order.program)
            .args(arguments(order, folder.path()))
            .env_clear()
            .current_dir(folder.path())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| ConvertError::NotStarted)?;
        match pidfd_open(Pid::from_child(&child), PidfdFlags::empty()) {
            Ok(ends) => Ok(Self { child, ends }),
            Err(_) => {
                stop(&mut child);
                Err(ConvertError::NotStarted)
            }
        }
    }

    fn watch(
        mut self,
        order: &Order<'_>,
        folder: &WorkFolder,
        deadline: Instant,
    ) -> Result<ExitStatus, ConvertError> {
        loop {
            let mut ends = [PollFd::new(&self.ends, PollFlags::IN)];
            match poll(&mut ends, Some(&LOOK)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) => break,
                Err(_) => return Err(ConvertError::NotStarted),
            }
            if Instant::now() >= deadline {
                return Err(ConvertError::Timeout);
            }
            if !(order.is_wanted)() {
                return Err(ConvertError::Unwanted);
            }
            if folder.is_overfull(order.limits.room) {
                return Err(ConvertError::Crashed);
            }
        }
        let status = self.child.wait().map_err(|_| ConvertError::Crashed)?;
        match status.signal().map(Signal::from_named_raw) {
            Some(Some(Signal::XCPU)) => Err(ConvertError::Timeout),
            Some(_) | None => Ok(status),
        }
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
