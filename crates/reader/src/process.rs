//! A worker process seen from the core: started, asked with a deadline, killed when it does not answer.

use crate::error::ReaderError;
use crate::protocol::{Ask, Say, read_say, write_message};
use crate::worker::WORKER_ARGUMENT;
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Longest time for one request about a page. The worker may compute for ten seconds of it.
pub const PATIENCE: Duration = Duration::from_secs(14);
/// Longest piece of a document given at once.
const MAX_RANGE: usize = 1024 * 1024;

/// The signal for having computed too long; the same number on all Linux architectures the program is built for.
#[cfg(unix)]
const SIGXCPU: i32 = 24;

/// How a worker ended.
#[derive(PartialEq, Eq)]
enum End {
    /// It had computed for longer than a request may.
    Computing,
    Other,
}

/// A running worker. Dropping it kills the process.
pub struct Worker {
    child: Arc<Mutex<Child>>,
    watchdog: Arc<Watchdog>,
    stdin: ChildStdin,
    answers: Receiver<io::Result<Say>>,
    /// Pages of the open document, from the first, whose way it has found.
    n_walked: usize,
    /// Whether it has said that it waits in its sandbox.
    is_ready: bool,
}

impl Worker {
    /// Starts `executable` as a worker with nothing in its environment.
    pub fn start(executable: &Path) -> Result<Self, ReaderError> {
        let mut child = Command::new(executable)
            .arg(WORKER_ARGUMENT)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|_| ReaderError::NotStarted)?;
        let (Some(stdin), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReaderError::NotStarted);
        };
        let (sender, answers) = sync_channel(1);
        std::thread::spawn(move || {
            loop {
                let answer = read_say(&mut stdout);
                let ended = answer.is_err();
                if sender.send(answer).is_err() || ended {
                    return;
                }
            }
        });
        let child = Arc::new(Mutex::new(child));
        let watchdog = Arc::new(Watchdog::default());
        watch(Arc::clone(&watchdog), Arc::clone(&child));
        Ok(Self { child, watchdog, stdin, answers, n_walked: 0, is_ready: false })
    }

    /// Pages of the open document, from the first, whose way it has found.
    pub const fn n_walked(&self) -> usize {
        self.n_walked
    }

    /// Asks, serving the worker's needs for bytes with `read_at` and giving its pieces to `take`, until it answers or
    /// the deadline passes. A worker whose piece is not taken is stopped.
    ///
    /// # Errors
    /// [`ReaderError::Crashed`] and [`ReaderError::Timeout`]: the worker is gone then; and what the worker answers.
    pub fn ask(
        &mut self,
        patience: Duration,
        ask: &Ask,
        read_at: &dyn Fn(u64, usize) -> io::Result<Vec<u8>>,
        take: &mut dyn FnMut(Vec<u8>) -> bool,
    ) -> Result<Say, ReaderError> {
        let deadline = Instant::now() + patience;
        self.watchdog.expect_until(Some(deadline));
        let answer = self.ask_until(deadline, ask, read_at, take);
        self.watchdog.expect_until(None);
        match (ask, &answer) {
            (Ask::Walk { first, n_pages }, Ok(_)) => {
                self.n_walked = first.saturating_add(*n_pages) as usize;
            }
            (Ask::Open { .. }, _) => self.n_walked = 0,
            (_, Ok(Say::Contents(contents))) => self.n_walked = contents.pages.len(),
            _ => {}
        }
        let is_late = matches!(answer, Err(ReaderError::Crashed)) && Instant::now() >= deadline;
        if is_late { Err(ReaderError::Timeout) } else { answer }
    }

    fn ask_until(
        &mut self,
        deadline: Instant,
        ask: &Ask,
        read_at: &dyn Fn(u64, usize) -> io::Result<Vec<u8>>,
        take: &mut dyn FnMut(Vec<u8>) -> bool,
    ) -> Result<Say, ReaderError> {
        self.greet(deadline)?;
        self.send(ask)?;
        let mut source_failed = false;
        loop {
            let answer = match self.hear(deadline)? {
                Say::Need { offset, length } => {
                    let length = usize::try_from(length).unwrap_or(0).min(MAX_RANGE);
                    let bytes = read_at(offset, length).map_or(Ask::NoBytes, Ask::Bytes);
                    source_failed |= matches!(bytes, Ask::NoBytes);
                    self.send(&bytes)?;
                    continue;
                }
                Say::Piece(piece) => {
                    if !take(piece) {
                        self.kill();
                        return Err(ReaderError::Crashed);
                    }
                    continue;
                }
                Say::Failed(_) if source_failed => Err(ReaderError::Source),
                Say::Failed(error) => Err(error),
                answer @ (Say::Ready
                | Say::Opened { .. }
                | Say::Picture { .. }
                | Say::Text(_)
                | Say::Fonts(_)
                | Say::Links(_)
                | Say::Boxes(_)
                | Say::Contents(_)
                | Say::Labels(_)
                | Say::Walked
                | Say::Sheets { .. }
                | Say::Surveyed { .. }
                | Say::Signatures(_)) => Ok(answer),
            };
            return answer;
        }
    }

    /// Waits until the worker is in its sandbox.
    fn greet(&mut self, deadline: Instant) -> Result<(), ReaderError> {
        if self.is_ready {
            return Ok(());
        }
        match self.hear(deadline)? {
            Say::Ready => {
                self.is_ready = true;
                Ok(())
            }
            Say::Failed(error) => Err(error),
            Say::Need { .. }
            | Say::Opened { .. }
            | Say::Picture { .. }
            | Say::Text(_)
            | Say::Fonts(_)
            | Say::Links(_)
            | Say::Boxes(_)
            | Say::Contents(_)
            | Say::Labels(_)
            | Say::Walked
            | Say::Piece(_)
            | Say::Sheets { .. }
            | Say::Surveyed { .. }
            | Say::Signatures(_) => Err(ReaderError::Crashed),
        }
    }

    fn hear(&mut self, deadline: Instant) -> Result<Say, ReaderError> {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.answers.recv_timeout(left) {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                let ended = self.end();
                Err(if ended == End::Computing {
                    ReaderError::Timeout
                } else {
                    ReaderError::Crashed
                })
            }
            Err(RecvTimeoutError::Timeout) => {
                self.kill();
                Err(ReaderError::Timeout)
            }
        }
    }

    /// Whether the process still runs.
    pub fn is_alive(&self) -> bool {
        matches!(lock(&self.child).try_wait(), Ok(None))
    }

    /// How a worker ended that says nothing any more. One that talks nonsense is stopped.
    fn end(&mut self) -> End {
        let mut child = lock(&self.child);
        drop(child.kill());
        let status = child.wait();
        #[cfg(unix)]
        {
            use std::os::unix::process::ExitStatusExt;
            if status.is_ok_and(|status| status.signal() == Some(SIGXCPU)) {
                return End::Computing;
            }
        }
        #[cfg(not(unix))]
        drop(status);
        End::Other
    }

    /// The worker's process, for measuring.
    pub fn id(&self) -> u32 {
        lock(&self.child).id()
    }

    fn send(&mut self, ask: &Ask) -> Result<(), ReaderError> {
        write_message(&mut self.stdin, ask).map_err(|_| ReaderError::Crashed)
    }

    fn kill(&mut self) {
        // A worker that has already ended cannot be killed, and need not be.
        let mut child = lock(&self.child);
        drop(child.kill());
        drop(child.wait());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.kill();
        self.watchdog.retire();
    }
}

/// Kills a worker that lets its deadline pass, even while the core is blocked writing to it.
#[derive(Default)]
struct Watchdog {
    until: Mutex<Watch>,
    changed: Condvar,
}

#[derive(Default)]
struct Watch {
    deadline: Option<Instant>,
    retired: bool,
}

impl Watchdog {
    fn expect_until(&self, deadline: Option<Instant>) {
        lock(&self.until).deadline = deadline;
        self.changed.notify_all();
    }

    fn retire(&self) {
        lock(&self.until).retired = true;
        self.changed.notify_all();
    }
}

fn watch(watchdog: Arc<Watchdog>, child: Arc<Mutex<Child>>) {
    std::thread::spawn(move || {
        let mut watch = lock(&watchdog.until);
        while !watch.retired {
            let left = watch.deadline.map(|at| at.saturating_duration_since(Instant::now()));
            match left {
                Some(left) if left.is_zero() => {
                    // Whether it was alive or not, it answers nobody any more.
                    drop(lock(&child).kill());
                    return;
                }
                Some(left) => {
                    let waited = watchdog.changed.wait_timeout(watch, left);
                    watch = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                None => {
                    let waited = watchdog.changed.wait(watch);
                    watch = waited.unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    });
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
