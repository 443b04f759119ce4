//! A worker in waiting: in its sandbox, with libpdfium loaded and no document. It makes opening quick, and takes over
//! at once from a worker that died.
//!
//! All documents of a program share one; it goes with the last of them.

use crate::error::ReaderError;
use crate::process::Worker;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// The spare of each program that has documents open: one in practice.
static SHELF: Mutex<Vec<(PathBuf, Weak<Spare>)>> = Mutex::new(Vec::new());

/// A place for one worker in waiting.
pub struct Spare {
    executable: PathBuf,
    waiting: Mutex<Option<Worker>>,
}

impl Spare {
    /// The place that all documents share whose workers are `executable`.
    pub fn of(executable: &Path) -> Arc<Self> {
        let mut shelf = SHELF.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.retain(|(_, spare)| spare.strong_count() > 0);
        let known = shelf.iter().find(|(path, _)| path == executable);
        if let Some(spare) = known.and_then(|(_, spare)| spare.upgrade()) {
            return spare;
        }
        let spare = Arc::new(Self { executable: executable.to_owned(), waiting: Mutex::new(None) });
        shelf.push((executable.to_owned(), Arc::downgrade(&spare)));
        spare
    }

    /// Takes the worker in waiting, or starts one.
    ///
    /// # Errors
    /// [`ReaderError::NotStarted`].
    pub fn take(&self) -> Result<Worker, ReaderError> {
        let ready = self.lock().take().filter(Worker::is_alive);
        ready.map_or_else(|| Worker::start(&self.executable), Ok)
    }

    /// Starts the next one, if none waits. Asked once somebody has been served: on two processors its start would
    /// take half of what a first page is drawn with.
    pub fn refill(&self) {
        // Somebody who holds it takes the spare or starts one.
        if let Ok(mut waiting) = self.waiting.try_lock()
            && waiting.is_none()
        {
            // Without a spare the next worker is started when it is needed.
            *waiting = Worker::start(&self.executable).ok();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Worker>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
