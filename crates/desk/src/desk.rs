use crate::companions::KnownLayer;
use crate::error::DeskError;
use crate::marks::PlacedNotes;
use crate::paper_text::PaperText;
use crate::people::Reading;
use crate::prepare::{TakenFile, UndoStacks};
use crate::searching::SearchState;
use crate::signatures::JudgedPapers;
use domain::{Cabinet, DocumentId, PersonId};
use phrases::{Language, Phrases};
use reader::OpenDocument;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use sync::{Client, Clock, Credentials, Fetcher, HttpTransport, Runner, Topic, Wake};
use uuid::Uuid;
use vault::{Passphrase, Profile, SecretStore, Vault};

/// Documents kept open, each with its worker.
const MAX_OPEN: usize = 3;

/// A document's place among the open ones; opened under its own lock, so that a slow one holds up no other.
struct Shelf {
    document: DocumentId,
    version: u32,
    opened: Arc<Mutex<Option<Arc<OpenDocument>>>>,
}

/// A version's text, and whose it is.
type KnownText = ((DocumentId, u32), Arc<PaperText>);

/// Tells one state of mirror and waiting acts from another: the cursor, and the number and newest place of the acts.
type Stamp = (u64, (u64, u64));

/// One open profile with its background synchronisation.
pub struct Desk {
    pub(crate) vault: Arc<Vault>,
    pub(crate) client: Arc<Client>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) phrases: (Phrases, Phrases),
    pub(crate) wake: Wake,
    reader_program: PathBuf,
    open: Mutex<Vec<Shelf>>,
    closing: AtomicBool,
    pub(crate) sealing: Mutex<()>,
    cabinet: Mutex<Option<(Stamp, Arc<Cabinet>)>>,
    pub(crate) undo: Mutex<UndoStacks>,
    pub(crate) taken: Mutex<BTreeMap<Uuid, TakenFile>>,
    /// One conversion at a time: each may take gigabytes of memory.
    pub(crate) converting: Mutex<()>,
    pub(crate) import: Mutex<Option<Reading>>,
    /// The texts of the versions that were asked for last.
    texts: Mutex<Vec<KnownText>>,
    /// The text layer that was asked for last.
    pub(crate) layer: Mutex<Option<KnownLayer>>,
    pub(crate) placed: Mutex<PlacedNotes>,
    pub(crate) searching: Mutex<SearchState>,
    pub(crate) judged: Mutex<JudgedPapers>,
    on_change: Arc<dyn Fn(Topic) + Send + Sync>,
    runner: Mutex<Option<Runner>>,
    fetcher: Mutex<Option<Fetcher>>,
    transport: Arc<HttpTransport>,
}

/// What a desk is built from.
pub struct DeskOptions {
    /// The program that becomes a PDF worker when started with `reader`'s argument, and LibreOffice with `converter`'s.
    pub reader_program: PathBuf,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Called from any thread when something changed.
    pub on_change: Arc<dyn Fn(Topic) + Send + Sync>,
}

/// What enrolment needs.
pub struct EnrolOptions {
    /// Link, or typed code.
    pub code_or_link: String,
    /// Address, for a typed code.
    pub server: Option<String>,
    /// How the member tells their devices apart.
    pub device_name: String,
    /// Extra protection; needed where there is no keyring.
    pub passphrase: Option<Passphrase>,
}

impl Desk {
    /// Enrols this device and opens the new profile.
    ///
    /// # Errors
    /// [`DeskError`]: nothing is written before the server has accepted the code.
    pub async fn enrol(
        profile: &Profile,
        store: &dyn SecretStore,
        options: DeskOptions,
        enrolment: EnrolOptions,
    ) -> Result<Self, DeskError> {
        if profile.exists() {
            return Err(DeskError::from_code("profile-exists"));
        }
        if enrolment.passphrase.is_none() && !store.answers() {
            return Err(DeskError::from_code("keyring-absent"));
        }
        if enrolment.passphrase.as_ref().is_some_and(|passphrase| !passphrase.is_long_enough()) {
            return Err(DeskError::from_code("passphrase-required"));
        }
        let has_link = enrolment.code_or_link.trim().starts_with("ecabinet://");
        let address = enrolment.server.as_deref().map(str::trim).unwrap_or_default();
        if !has_link && !address.starts_with("https://") {
            return Err(DeskError::from_code("server-address"));
        }
        let enrolled = sync::enrol(
            &enrolment.code_or_link,
            enrolment.server.as_deref(),
            enrolment.device_name.trim(),
        )
        .await?;
        let fill = |vault: &Vault| enrolled.store(vault);
        let vault = profile.make_filled(store, enrolment.passphrase.as_ref(), fill)?;
        Self::over(vault, options)
    }

    /// Opens an enrolled profile.
    ///
    /// # Errors
    /// [`DeskError`], by what does not fit; the profile is left as it is.
    pub fn unlock(
        profile: &Profile,
        store: &dyn SecretStore,
        passphrase: Option<&Passphrase>,
        options: DeskOptions,
    ) -> Result<Self, DeskError> {
        Self::over(profile.unlock(store, passphrase)?, options)
    }

    fn over(vault: Vault, options: DeskOptions) -> Result<Self, DeskError> {
        converter::remove_leftovers();
        match vault.remove_unlodged() {
            Ok(0) => {}
            Ok(n_files) => tracing::info!(n_files, "files that were never lodged were let go"),
            // The profile opens all the same; what is left goes the next time.
            Err(error) => tracing::warn!(%error, "files that were never lodged are still here"),
        }
        let vault = Arc::new(vault);
        let credentials = Credentials::load(&vault)?;
        let transport = Arc::new(HttpTransport::enrolled(&credentials)?);
        let tell = Arc::clone(&options.on_change);
        let client = Arc::new(Client::new(
            Arc::clone(&vault),
            Arc::clone(&transport) as Arc<dyn sync::Transport>,
            credentials,
            Arc::clone(&options.clock),
            Box::new(move |topic| tell(topic)),
        ));
        let load = |language| {
            Phrases::load(language).map_err(|error| {
                tracing::error!(%error, "the catalogue cannot be read");
                DeskError::from_code("internal")
            })
        };
        Ok(Self {
            vault,
            client,
            clock: options.clock,
            phrases: (load(Language::Vietnamese)?, load(Language::English)?),
            wake: Wake::default(),
            reader_program: options.reader_program,
            open: Mutex::default(),
            closing: AtomicBool::new(false),
            sealing: Mutex::default(),
            cabinet: Mutex::default(),
            undo: Mutex::default(),
            taken: Mutex::default(),
            converting: Mutex::default(),
            import: Mutex::default(),
            texts: Mutex::default(),
            layer: Mutex::default(),
            placed: Mutex::default(),
            searching: Mutex::default(),
            judged: Mutex::default(),
            on_change: options.on_change,
            runner: Mutex::default(),
            fetcher: Mutex::default(),
            transport,
        })
    }

    /// Starts synchronising in the background, on the current async runtime.
    pub fn start_background(&self) {
        let runner =
            Runner::start(Arc::clone(&self.client), Arc::clone(&self.transport), self.wake.clone());
        *self.runner.lock().unwrap_or_else(PoisonError::into_inner) = Some(runner);
        *self.lock_fetcher() = Some(Fetcher::new(Arc::clone(&self.client)));
    }

    /// What brings parts of papers that are still arriving, while this profile synchronises.
    pub(crate) fn fetcher(&self) -> Option<Fetcher> {
        self.lock_fetcher().clone()
    }

    fn lock_fetcher(&self) -> MutexGuard<'_, Option<Fetcher>> {
        self.fetcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops synchronising, ends the PDF workers, and lets background work end at its next step. What still holds the
    /// desk then lets go of the keys within moments.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Release);
        *self.runner.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.lock_fetcher() = None;
        self.lock_open().clear();
        self.lock_texts().clear();
        *self.layer.lock().unwrap_or_else(PoisonError::into_inner) = None;
        *self.searching.lock().unwrap_or_else(PoisonError::into_inner) = SearchState::default();
        *self.judged.lock().unwrap_or_else(PoisonError::into_inner) = JudgedPapers::default();
    }

    pub(crate) fn lock_texts(&self) -> MutexGuard<'_, Vec<KnownText>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether [`Desk::close`] was called.
    pub(crate) fn is_closing(&self) -> bool {
        self.closing.load(Ordering::Acquire)
    }

    /// Synchronises once, now.
    ///
    /// # Errors
    /// [`DeskError`], by what stood in the way; what waits stays waiting.
    pub async fn sync_once(&self) -> Result<(), DeskError> {
        Ok(self.client.sync().await?)
    }

    /// Asks the background loop to synchronise soon.
    pub fn sync_soon(&self) {
        self.wake.wake();
    }

    /// Who this profile belongs to.
    pub fn person(&self) -> PersonId {
        self.client.credentials().person_id()
    }

    /// Processes of the PDF workers, for measuring.
    pub fn worker_ids(&self) -> Vec<u32> {
        let shelves: Vec<_> =
            self.lock_open().iter().map(|shelf| Arc::clone(&shelf.opened)).collect();
        let opened = |shelf: &Arc<Mutex<Option<Arc<OpenDocument>>>>| {
            shelf.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.worker_id()
        };
        shelves.iter().filter_map(opened).collect()
    }

    /// The cabinet as this member may see it, with the acts of this device that the server has not answered yet. Read
    /// again only after a pull or an act.
    pub(crate) fn cabinet(&self) -> Result<Arc<Cabinet>, DeskError> {
        let stamp = (self.vault.cursor()?, self.vault.acts_stamp()?);
        let mut cached = self.cabinet.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, cabinet)) = cached.as_ref()
            && *at == stamp
        {
            return Ok(Arc::clone(cabinet));
        }
        let mirrored = sync::read_cabinet(&self.vault)?;
        let cabinet = Arc::new(sync::with_waiting_acts(&self.vault, mirrored, self.person())?);
        *cached = Some((stamp, Arc::clone(&cabinet)));
        Ok(cabinet)
    }

    /// A document's worker: the one that has it open, or a new one in place of the longest unused.
    pub(crate) fn opened(
        &self,
        document: DocumentId,
        version: u32,
        open: impl FnOnce(&std::path::Path) -> Result<OpenDocument, DeskError>,
    ) -> Result<Arc<OpenDocument>, DeskError> {
        let shelf = self.shelf(document, version);
        let mut slot = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = slot.as_ref() {
            return Ok(Arc::clone(opened));
        }
        let opened = Arc::new(open(&self.reader_program)?);
        *slot = Some(Arc::clone(&opened));
        Ok(opened)
    }

    fn shelf(&self, document: DocumentId, version: u32) -> Arc<Mutex<Option<Arc<OpenDocument>>>> {
        let mut shelves = self.lock_open();
        let known =
            shelves.iter().position(|shelf| shelf.document == document && shelf.version == version);
        let shelf = match known {
            Some(place) => shelves.remove(place),
            None => Shelf { document, version, opened: Arc::default() },
        };
        let opened = Arc::clone(&shelf.opened);
        if shelves.len() >= MAX_OPEN {
            shelves.remove(0);
        }
        shelves.push(shelf);
        opened
    }

    /// The program that becomes a PDF worker, or LibreOffice.
    pub(crate) fn reader_program(&self) -> &std::path::Path {
        &self.reader_program
    }

    pub(crate) fn tell(&self, topic: Topic) {
        (self.on_change)(topic);
    }

    fn lock_open(&self) -> MutexGuard<'_, Vec<Shelf>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
