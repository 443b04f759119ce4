//! A worker process seen from the core: started, asked with a deadline, killed when it does not answer.

use crate::error::ReaderError;
use crate::protocol::{Ask, Say, read_message, write_message};
use crate::worker::WORKER_ARGUMENT;
use std::io;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Longest time for one request.
pub const PATIENCE: Duration = Duration::from_secs(12);

/// A running worker. Dropping it kills the process.
pub struct Worker {
    child: Child,
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
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            loop {
                let answer = read_message(&mut stdout);
                let ended = answer.is_err();
                if sender.send(answer).is_err() || ended {
                    return;
                }
            }
        });
        Ok(Self { child, stdin, answers })
    }

    /// Asks, serving the worker's needs for bytes with `read_at`, until it answers or the deadline passes.
    ///
    /// # Errors
    /// [`ReaderError::Crashed`] and [`ReaderError::Timeout`]: the worker is gone then; and what the worker answers.
    pub fn ask(
        &mut self,
        ask: &Ask,
        read_at: &dyn Fn(u64, usize) -> io::Result<Vec<u8>>,
    ) -> Result<Say, ReaderError> {
        let deadline = Instant::now() + PATIENCE;
        self.send(ask)?;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left) {
                Ok(Ok(Say::Need { offset, length })) => {
                    let length = usize::try_from(length).unwrap_or(0).min(1024 * 1024);
                    match read_at(offset, length) {
                        Ok(bytes) => self.send(&Ask::Bytes(bytes))?,
                        Err(_) => self.send(&Ask::NoBytes)?,
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
        self.child.id()
    }

    fn send(&mut self, ask: &Ask) -> Result<(), ReaderError> {
        write_message(&mut self.stdin, ask).map_err(|_| ReaderError::Crashed)
    }

    fn kill(&mut self) {
        // A worker that has already ended cannot be killed, and need not be.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.kill();
    }
}
