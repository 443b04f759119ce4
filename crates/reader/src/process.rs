//! A worker process seen from the core: started, asked with a deadline, killed when it does not answer.

use crate::error::ReaderError;
use crate::protocol::{Ask, Say, read_message, write_message};
use crate::worker::WORKER_ARGUMENT;
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Longest time for one request about a page.
pub const PATIENCE: Duration = Duration::from_secs(12);

/// A running worker. Dropping it kills the process.
pub struct Worker {
    child: Arc<Mutex<Child>>,
    watchdog: Arc<Watchdog>,
    stdin: ChildStdin,
    answers: Receiver<io::Result<Say>>,
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
                let answer = read_message(&mut stdout);
                let ended = answer.is_err();
                if sender.send(answer).is_err() || ended {
                    return;
                }
            }
        });
        let child = Arc::new(Mutex::new(child));
        let watchdog = Arc::new(Watchdog::default());
        watch(Arc::clone(&watchdog), Arc::clone(&child));
        Ok(Self { child, watchdog, stdin, answers })
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
        self.send(ask)?;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                self.kill();
                return Err(ReaderError::Timeout);
            }
            match self.answers.recv_timeout(left) {
                Ok(Ok(Say::Need { offset, length })) => {
                    let length = usize::try_from(length).unwrap_or(0).min(1024 * 1024);
                    match read_at(offset, length) {
                        Ok(bytes) => self.send(&Ask::Bytes(bytes))?,
                        Err(_) => self.send(&Ask::NoBytes)?,
                    }
                }
                Ok(Ok(Say::Piece(piece))) => {
                    if !take(piece) {
                        self.kill();
                        return Err(ReaderError::Crashed);
                    }
                }
                Ok(Ok(Say::Failed(error))) => return Err(error),
                Ok(Ok(answer)) => return Ok(answer),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return Err(ReaderError::Crashed);
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.kill();
                    return Err(ReaderError::Timeout);
                }
            }
        }
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
