use crate::credentials::Credentials;
use crate::error::SyncError;
use crate::transport::Transport;
use crate::turns::Turns;
use domain::Moment;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use vault::Vault;

/// What has changed on the screen's side. Carries no data: whoever listens asks again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Contact, queue, progress.
    Status,
    /// Meetings, items, documents, positions.
    Agenda,
    /// Annotations.
    Annotations,
    /// Polls and ballots.
    Polls,
    /// Files on this device.
    Files,
    /// Devices and the note key.
    Devices,
}

/// Tells the time; tests bring their own.
pub trait Clock: Send + Sync {
    /// Now, by this device.
    fn now(&self) -> Moment;
}

/// The operating system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        wire::wire_to_moment(jiff::Timestamp::now())
    }
}

/// What is known of contact and progress.
#[derive(Debug, Clone, Default)]
pub struct Progress {
    /// Whether the last attempt reached the server.
    pub online: bool,
    /// Whether a synchronisation runs.
    pub syncing: bool,
    /// When the server last answered.
    pub last_contact: Option<Moment>,
    /// Code of the last attempt's problem.
    pub problem: Option<String>,
    /// Bytes of files a second, over the last seconds.
    pub bytes_per_second: Option<u64>,
    pub(crate) rate: Rate,
}

/// Measures a transfer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rate {
    since: Option<Instant>,
    n_bytes: u64,
}

/// Brings one profile and one server together.
pub struct Client {
    pub(crate) vault: Arc<Vault>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credentials: Credentials,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) turns: Turns,
    progress: Mutex<Progress>,
    on_change: Box<dyn Fn(Topic) + Send + Sync>,
    running: tokio::sync::Mutex<()>,
}

impl Client {
    /// Makes a client; `on_change` is called, from any thread, when something changed.
    pub fn new(
        vault: Arc<Vault>,
        transport: Arc<dyn Transport>,
        credentials: Credentials,
        clock: Arc<dyn Clock>,
        on_change: Box<dyn Fn(Topic) + Send + Sync>,
    ) -> Self {
        let progress = Mutex::new(Progress::default());
        let running = tokio::sync::Mutex::new(());
        let turns = Turns::default();
        Self { vault, transport, credentials, clock, turns, progress, on_change, running }
    }

    /// What this device is.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Contact and progress.
    pub fn progress(&self) -> Progress {
        self.lock().clone()
    }

    /// Synchronises once: sends what waits, pulls what is new, fetches files. A call while another runs waits for it
    /// and runs again.
    ///
    /// # Errors
    /// [`SyncError`]; what was done until then stays done.
    pub async fn sync(&self) -> Result<(), SyncError> {
        let _one_at_a_time = self.running.lock().await;
        self.change_progress(|progress| progress.syncing = true);
        let done = self.sync_steps().await;
        self.change_progress(|progress| {
            progress.syncing = false;
            progress.problem = done.as_ref().err().map(|error| error.code().to_owned());
            if let Err(error) = &done {
                progress.online = error.was_contact();
            }
        });
        if let Err(error) = &done {
            tracing::info!(code = error.code(), "synchronisation stopped");
        }
        done
    }

    async fn sync_steps(&self) -> Result<(), SyncError> {
        self.receive_note_key().await?;
        self.publish_sharing_key().await?;
        self.push().await?;
        self.send_files().await?;
        self.push().await?;
        self.pull().await?;
        self.push().await?;
        self.fetch_files().await?;
        self.tell_deliveries().await?;
        self.watch_log().await
    }

    /// Notes that the server answered.
    pub(crate) fn note_contact(&self) {
        let now = self.clock.now();
        self.change_progress(|progress| {
            progress.online = true;
            progress.last_contact = Some(now);
            progress.problem = None;
        });
    }

    /// Counts transferred bytes.
    pub(crate) fn note_bytes(&self, n_bytes: u64) {
        self.change_progress(|progress| {
            let since = *progress.rate.since.get_or_insert_with(Instant::now);
            progress.rate.n_bytes += n_bytes;
            let elapsed = since.elapsed();
            if elapsed >= Duration::from_millis(500) {
                let per_second = progress.rate.n_bytes as f64 / elapsed.as_secs_f64();
                progress.bytes_per_second = Some(per_second.max(1.0) as u64);
            }
        });
    }

    /// Forgets the measured rate at the end of a transfer.
    pub(crate) fn end_transfer(&self) {
        self.change_progress(|progress| {
            progress.rate = Rate::default();
            progress.bytes_per_second = None;
        });
    }

    /// Tells whoever listens.
    pub(crate) fn tell(&self, topic: Topic) {
        (self.on_change)(topic);
    }

    /// Notes that the live stream ended, so that the screen does not claim contact.
    pub(crate) fn note_lost(&self, error: &SyncError) {
        self.change_progress(|progress| {
            progress.online = false;
            progress.problem = Some(error.code().to_owned());
        });
    }

    fn change_progress(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.lock());
        self.tell(Topic::Status);
    }

    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
