//! The workers of one document: up to two, the second started when the first is busy. One that died, took too long or
//! grew too large is replaced at the next request.

use crate::document::RangeSource;
use crate::error::ReaderError;
use crate::picture::Priority;
use crate::process::{PATIENCE, Worker};
use crate::protocol::{Ask, Say};
use crate::queue::{Class, Queue};
use crate::reply;
use crate::spare::Spare;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// A worker that has held this much memory is let go after its answer.
const MAX_GROWN: u64 = 300 * 1024 * 1024;
/// Pages that are walked past at once: some milliseconds in a scan of hundreds of megabytes.
const STEP: usize = 16;
/// A step that takes longer is no matter of milliseconds: nobody asked for it, so it is not waited for.
const STEP_LIMIT: Duration = Duration::from_secs(2);

/// The workers of one document, and who waits for them.
pub struct Pool {
    spare: Arc<Spare>,
    source: Arc<dyn RangeSource>,
    password: Option<Zeroizing<String>>,
    n_pages: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    queue: Queue,
    /// Workers with the document open that nobody uses.
    idle: Vec<Worker>,
    /// Processes of all workers.
    ids: Vec<u32>,
    is_closed: bool,
}

impl Pool {
    /// Opens the document in a first worker.
    ///
    /// # Errors
    /// [`ReaderError`], by what is wrong with the document.
    pub fn open(
        executable: &Path,
        source: Arc<dyn RangeSource>,
        password: Option<&str>,
    ) -> Result<Self, ReaderError> {
        let mut pool = Self {
            spare: Spare::of(executable),
            source,
            password: password.map(|password| Zeroizing::new(password.to_owned())),
            n_pages: 0,
            state: Mutex::default(),
            changed: Condvar::new(),
        };
        let (worker, n_pages) = pool.start()?;
        pool.n_pages = n_pages;
        let mut state = pool.lock();
        state.ids.push(worker.id());
        state.idle.push(worker);
        drop(state);
        Ok(pool)
    }

    /// Pages of the document.
    pub const fn n_pages(&self) -> usize {
        self.n_pages
    }

    /// Asks one of the workers when it is this request's turn, and gives what it says.
    ///
    /// # Errors
    /// [`ReaderError`]; [`ReaderError::Cancelled`] when [`Pool::wanting`] let the request go.
    pub fn ask(
        &self,
        class: Class,
        page: Option<u32>,
        ask: &Ask,
        patience: Duration,
        take: &mut dyn FnMut(Vec<u8>) -> bool,
    ) -> Result<Say, ReaderError> {
        let idle = self.wait_for_turn(class, page)?;
        let answer = self.ask_worker(idle, ask, patience, take);
        let mut state = self.lock();
        state.queue.end(class, Instant::now());
        let (answer, worker) = match answer {
            Ok((answer, worker)) => (answer, worker),
            Err(error) => (Err(error), None),
        };
        state.idle.extend(worker);
        drop(state);
        self.changed.notify_all();
        self.spare.refill();
        answer
    }

    /// Lets requests for pictures of this priority go that wait for other pages.
    pub fn wanting(&self, priority: Priority, pages: &Range<u32>) {
        self.lock().queue.keep(priority.into(), pages);
        self.changed.notify_all();
    }

    /// Goes the next step on the way to all pages in a worker that nobody uses, when nobody has asked for anything for a
    /// moment; waits until then. Gives whether to go on: not where the document is closed, or of the kind that brings
    /// workers down.
    pub fn walk_on(&self) -> bool {
        let mut state = self.lock();
        if state.is_closed {
            return false;
        }
        let is_behind = |worker: &Worker| worker.n_walked() < self.n_pages;
        let Some(behind) = state.idle.iter().position(is_behind) else {
            drop(self.changed.wait(state));
            return true;
        };
        if let Err(left) = state.queue.begin_step(Instant::now()) {
            drop(self.changed.wait_timeout(state, left));
            return true;
        }
        let worker = state.idle.remove(behind);
        drop(state);
        let n_left = self.n_pages.saturating_sub(worker.n_walked()).min(STEP);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let ask = Ask::Walk { first: number(worker.n_walked()), n_pages: number(n_left) };
        let answer = self.ask_worker(Some(worker), &ask, STEP_LIMIT, &mut |_| false);
        let mut state = self.lock();
        state.queue.end_step();
        let (answer, worker) = answer.unwrap_or_else(|error| (Err(error), None));
        state.idle.extend(worker);
        drop(state);
        self.changed.notify_all();
        answer.is_ok()
    }

    /// Whether all workers that nobody uses know the way to all pages, and there is one.
    pub fn knows_the_way(&self) -> bool {
        let state = self.lock();
        let knows = |worker: &Worker| worker.n_walked() >= self.n_pages;
        !state.idle.is_empty() && state.idle.iter().all(knows)
    }

    /// Nobody asks any more.
    pub fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// The processes of all workers.
    pub fn worker_ids(&self) -> Vec<u32> {
        self.lock().ids.clone()
    }

    fn wait_for_turn(
        &self,
        class: Class,
        page: Option<u32>,
    ) -> Result<Option<Worker>, ReaderError> {
        let mut state = self.lock();
        let number = state.queue.enter(class, page, Instant::now());
        loop {
            if !state.queue.is_waiting(number) {
                return Err(ReaderError::Cancelled);
            }
            if state.queue.begin(number, Instant::now()) {
                let idle = state.idle.pop();
                drop(state);
                // There may be room for another one beside this.
                self.changed.notify_all();
                return Ok(idle);
            }
            let patience = state.queue.patience();
            let waited = self.changed.wait_timeout(state, patience);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Asks the worker, or a new one; gives it back if it is to be kept.
    fn ask_worker(
        &self,
        idle: Option<Worker>,
        ask: &Ask,
        patience: Duration,
        take: &mut dyn FnMut(Vec<u8>) -> bool,
    ) -> Result<(Result<Say, ReaderError>, Option<Worker>), ReaderError> {
        // Opening the document in a new worker takes of the same time: nobody waits twice as long for a page.
        let begin = Instant::now();
        let mut worker = match idle {
            Some(worker) => worker,
            None => {
                let worker = self.start()?.0;
                self.lock().ids.push(worker.id());
                worker
            }
        };
        let read_at = |offset, length| self.source.read_at(offset, length);
        let left = patience.saturating_sub(begin.elapsed());
        let answer = worker.ask(left, ask, &read_at, take);
        // One that says what cannot be counts as dead, and is stopped.
        let answer = answer.and_then(|say| reply::check(ask, say, self.n_pages));
        let is_gone = answer.as_ref().err().is_some_and(ReaderError::is_end_of_worker);
        let memory = match &answer {
            Ok(Say::Picture { memory, .. }) => *memory,
            Ok(_) | Err(_) => 0,
        };
        if is_gone || memory > MAX_GROWN {
            self.lock().ids.retain(|id| *id != worker.id());
            return Ok((answer, None));
        }
        Ok((answer, Some(worker)))
    }

    /// A worker with the document open, and its number of pages. A spare that died while it waited is no reason to fail.
    fn start(&self) -> Result<(Worker, usize), ReaderError> {
        let first = self.spare.take().and_then(|worker| self.open_in(worker));
        match first {
            Err(ReaderError::NotStarted) => self.open_in(self.spare.take()?),
            Ok(started) => Ok(started),
            Err(error) => Err(error),
        }
    }

    fn open_in(&self, mut worker: Worker) -> Result<(Worker, usize), ReaderError> {
        let password = self.password.as_ref().map(|password| password.to_string());
        let (length, is_near) = (self.source.length(), self.source.is_near());
        let ask = Ask::Open { length, is_near, password };
        let read_at = |offset, length| self.source.read_at(offset, length);
        let answer = worker.ask(PATIENCE, &ask, &read_at, &mut |_| false)?;
        let Say::Opened { n_pages } = answer else {
            return Err(ReaderError::Crashed);
        };
        let n_pages = reply::opened(n_pages)?;
        let is_same = self.n_pages == 0 || self.n_pages == n_pages;
        if is_same { Ok((worker, n_pages)) } else { Err(ReaderError::Crashed) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl From<Priority> for Class {
    fn from(priority: Priority) -> Self {
        match priority {
            Priority::Visible => Self::Visible,
            Priority::Next => Self::Next,
            Priority::Thumbnail => Self::Thumbnail,
        }
    }
}
