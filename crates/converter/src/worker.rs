//! The worker: enters the sandbox and becomes `soffice.bin`.

use crate::sandbox::{self, Openings};
use crate::{Limits, Office, Order, WORKER_ARGUMENT};
use rustix::process::{Signal, getppid, set_parent_process_death_signal};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Exit code of a worker that could not close itself off or become LibreOffice.
pub const NOT_STARTED: i32 = 120;

/// Seconds of computing for each second of time: two threads may be busy at once.
const THREADS: u64 = 2;

/// Names of what lies in the work folder; fixed, so that a file's own name reaches no command line.
pub const SOURCE: &str = "in";
pub const RESULT: &str = "out/in.pdf";
pub const PROFILE: &str = "profile";

/// Becomes LibreOffice when the program was started for it, and gives an exit code if that fails; `None` otherwise.
/// Call this first in `main`.
pub fn run_worker_if_asked() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next()?.to_str() != Some(WORKER_ARGUMENT) {
        return None;
    }
    // Nobody reads a sentence of the worker: its exit code says all there is to say.
    let Some(task) = Task::read(arguments) else {
        return Some(ExitCode::from(NOT_STARTED.unsigned_abs() as u8));
    };
    drop(task.run());
    Some(ExitCode::from(NOT_STARTED.unsigned_abs() as u8))
}

/// What the worker is told, in the order of its arguments.
struct Task {
    parent: i32,
    folder: PathBuf,
    binary: PathBuf,
    source: String,
    exporter: String,
    memory: u64,
    file: u64,
    computing: u64,
}

/// The arguments that start a worker for an order.
pub fn arguments(order: &Order<'_>, folder: &Path) -> Vec<OsString> {
    let Order { office: Office { binary }, kind, limits, .. } = order;
    let Limits { time, memory, file, room: _ } = limits;
    vec![
        WORKER_ARGUMENT.into(),
        std::process::id().to_string().into(),
        folder.into(),
        binary.into(),
        format!("{SOURCE}.{}", kind.ending()).into(),
        kind.family.exporter().into(),
        memory.to_string().into(),
        file.to_string().into(),
        (time.as_secs() * THREADS).to_string().into(),
    ]
}

impl Task {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Option<Self> {
        let mut next = || arguments.next();
        let text = |argument: OsString| argument.into_string().ok();
        Some(Self {
            parent: text(next()?)?.parse().ok()?,
            folder: next()?.into(),
            binary: next()?.into(),
            source: text(next()?)?,
            exporter: text(next()?)?,
            memory: text(next()?)?.parse().ok()?,
            file: text(next()?)?.parse().ok()?,
            computing: text(next()?)?.parse().ok()?,
        })
    }

    /// Does not come back unless something fails.
    fn run(&self) -> Result<(), String> {
        set_parent_process_death_signal(Some(Signal::KILL)).map_err(|error| error.to_string())?;
        // A parent that ended before that line sends no signal any more.
        if getppid().map(|pid| pid.as_raw_nonzero().get()) != Some(self.parent) {
            return Err("the program that wanted this has ended".to_owned());
        }
        let office = Office { binary: self.binary.clone() };
        sandbox::enter(&Openings {
            folder: &self.folder,
            binary: &self.binary,
            installed: office.folder().ok_or("soffice.bin lies in no folder")?,
            memory: self.memory,
            file: self.file,
            computing: self.computing,
        })?;
        Err(self.office().exec().to_string())
    }

    fn office(&self) -> Command {
        let profile = format!("-env:UserInstallation={}", file_url(&self.folder.join(PROFILE)));
        let mut command = Command::new(&self.binary);
        command
            .env_clear()
            .env("HOME", &self.folder)
            .env("TMPDIR", self.folder.join("tmp"))
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "C.UTF-8")
            .env("SAL_USE_VCLPLUGIN", "svp")
            // Relative to the work folder: a socket's whole path has room for 107 letters.
            .env("OSL_SOCKET_PATH", ".")
            .current_dir(&self.folder)
            .args(["--headless", "--norestore", "--nolockcheck", "--nodefault"])
            .args(["--nofirststartwizard", &profile, "--convert-to"])
            .arg(format!("pdf:{}", self.exporter))
            .args(["--outdir", "out", &self.source]);
        command
    }
}

/// A path as a URL; LibreOffice takes no other.
fn file_url(path: &Path) -> String {
    let mut url = "file://".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                url.push(char::from(*byte));
            }
            _ => url.push_str(&format!("%{byte:02X}")),
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::file_url;
    use std::path::Path;

    #[test]
    fn a_path_becomes_a_url() {
        assert_eq!(file_url(Path::new("/run/user/7/a-1")), "file:///run/user/7/a-1");
        assert_eq!(file_url(Path::new("/mnt/Tài liệu")), "file:///mnt/T%C3%A0i%20li%E1%BB%87u");
    }
}
