use crate::background;
use crate::demo::DemoServer;
use crate::prefs::Prefs;
use desk::view::{AppPhase, AppView, ErrorView, KeyringState};
use desk::{
    Desk, DeskError, DeskOptions, Language, OsKeyring, PROGRAM, Passphrase, Profile, SecretStore,
    SystemClock, Topic, error_view,
};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};
use uuid::Uuid;

const LOCK_WATCH: Duration = Duration::from_millis(500);
/// Pages whose trouble is remembered for their error cards.
const MAX_PROBLEMS: usize = 500;

/// Everything the program holds while it runs.
pub struct AppState {
    pub(crate) profile_dir: PathBuf,
    keyring: OsKeyring,
    desk: Mutex<Option<Arc<Desk>>>,
    name: Mutex<Option<String>>,
    prefs: Mutex<Prefs>,
    problems: Mutex<BTreeMap<(Uuid, u32, u32), ErrorView>>,
    pub(crate) demo: Mutex<Option<DemoServer>>,
    changing_window: AtomicBool,
    n_windows: AtomicU32,
}

impl AppState {
    pub fn new() -> Result<Self, &'static str> {
        let profile_dir =
            desk::default_profile_dir().ok_or("no folder for the profile is known")?;
        Ok(Self {
            prefs: Mutex::new(Prefs::load(&profile_dir)),
            profile_dir,
            keyring: OsKeyring::new(PROGRAM),
            desk: Mutex::default(),
            name: Mutex::default(),
            problems: Mutex::default(),
            demo: Mutex::default(),
            changing_window: AtomicBool::new(false),
            n_windows: AtomicU32::new(0),
        })
    }

    /// The open desk.
    pub fn desk(&self) -> Result<Arc<Desk>, ErrorView> {
        lock(&self.desk).clone().ok_or_else(|| error_view("locked"))
    }

    pub fn app_view(&self) -> AppView {
        let profile = self.profile();
        let prefs = lock(&self.prefs).clone();
        let phase = if lock(&self.desk).is_some() {
            AppPhase::Open
        } else if profile.exists() {
            AppPhase::Locked
        } else {
            AppPhase::FirstRun
        };
        let needs_passphrase = profile.protection().is_ok_and(|protection| protection.passphrase);
        let keyring = if phase != AppPhase::FirstRun || self.keyring.answers() {
            KeyringState::Present
        } else {
            KeyringState::Absent
        };
        AppView {
            phase,
            needs_passphrase,
            keyring,
            locale: prefs.locale,
            theme: prefs.theme,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            person_name: lock(&self.name).clone(),
            demo_available: crate::demo::is_available(),
        }
    }

    /// The language the window speaks.
    pub fn language(&self) -> Language {
        if lock(&self.prefs).locale == "en" { Language::English } else { Language::Vietnamese }
    }

    pub fn change_prefs(&self, change: impl FnOnce(&mut Prefs)) {
        let mut prefs = lock(&self.prefs);
        change(&mut prefs);
        prefs.store(&self.profile_dir);
    }

    pub fn profile(&self) -> Profile {
        Profile::at(&self.profile_dir)
    }

    pub fn keyring(&self) -> &OsKeyring {
        &self.keyring
    }

    /// Opens the profile and starts synchronising. A profile that needs no passphrase opens by itself at start.
    pub fn unlock(&self, app: &AppHandle, passphrase: Option<String>) -> Result<(), ErrorView> {
        if lock(&self.desk).is_some() {
            return Ok(());
        }
        let passphrase = passphrase.filter(|typed| !typed.is_empty()).map(Passphrase::new);
        let options = desk_options(app).map_err(|error| error.view())?;
        let desk = Desk::unlock(&self.profile(), &self.keyring, passphrase.as_ref(), options)
            .map_err(|error| log_and_view(&error))?;
        self.put_desk(app, desk);
        Ok(())
    }

    /// Takes an open desk into use, and looks for files that an earlier run had no time to examine.
    pub fn put_desk(&self, app: &AppHandle, desk: Desk) {
        let desk = Arc::new(desk);
        let runtime = tauri::async_runtime::handle();
        let _inside = runtime.inner().enter();
        desk.start_background();
        *lock(&self.desk) = Some(desk);
        background::count_pages(app);
        background::index(app);
    }

    /// Lets go of the desk: synchronisation and PDF workers stop, and the keys are zeroed.
    pub fn let_go(&self) {
        let desk = lock(&self.desk).take();
        if let Some(desk) = desk {
            *lock(&self.name) = desk.person_name().ok().flatten();
            desk.close();
        }
        lock(&self.problems).clear();
    }

    pub fn note_problem(&self, page: (Uuid, u32, u32), problem: ErrorView) {
        let mut problems = lock(&self.problems);
        if problems.len() >= MAX_PROBLEMS {
            problems.clear();
        }
        problems.insert(page, problem);
    }

    pub fn problem(&self, page: (Uuid, u32, u32)) -> Option<ErrorView> {
        lock(&self.problems).get(&page).cloned()
    }

    /// Whether a window is being replaced, so that the program does not end in between.
    pub fn is_changing_window(&self) -> bool {
        self.changing_window.load(Ordering::Acquire)
    }

    pub fn set_changing_window(&self, changing: bool) {
        self.changing_window.store(changing, Ordering::Release);
    }

    pub fn next_window_label(&self) -> String {
        format!("desk-{}", self.n_windows.fetch_add(1, Ordering::Relaxed))
    }
}

/// What a desk needs of this program.
pub fn desk_options(app: &AppHandle) -> Result<DeskOptions, DeskError> {
    let app = app.clone();
    Ok(DeskOptions {
        reader_program: this_program()?,
        clock: Arc::new(SystemClock),
        on_change: Arc::new(move |topic| tell(&app, topic)),
    })
}

/// This program, to be started again as the reader. On Linux by the name that stays right after an update has put
/// another file in its place: workers of one version must not be asked by windows of another.
fn this_program() -> Result<PathBuf, DeskError> {
    if cfg!(target_os = "linux") {
        return Ok(PathBuf::from("/proc/self/exe"));
    }
    std::env::current_exe().map_err(|_| DeskError::from_code("reader-missing"))
}

/// Topics, never data: the window asks again.
pub fn tell(app: &AppHandle, topic: Topic) {
    let word = match topic {
        Topic::Status => "status",
        Topic::Agenda => "agenda",
        Topic::Annotations => "annotations",
        Topic::Polls => "polls",
        Topic::Files => "files",
        Topic::Devices => "devices",
    };
    if topic == Topic::Files {
        background::count_pages(app);
    }
    if matches!(topic, Topic::Files | Topic::Agenda | Topic::Annotations) {
        background::index(app);
    }
    emit(app, word);
}

/// Tells the window one word.
pub fn emit(app: &AppHandle, word: &str) {
    if let Err(error) = app.emit("changed", word) {
        tracing::warn!(%error, "a topic cannot be told");
    }
}

/// Opens a profile that asks for nothing. Where that fails, the lock screen stays and says why at the first try.
pub fn unlock_at_start(app: &AppHandle) {
    let state = app.state::<AppState>();
    let asks_for_nothing =
        state.profile().protection().is_ok_and(|protection| !protection.passphrase);
    if !asks_for_nothing {
        return;
    }
    let opened = tauri::async_runtime::block_on(crate::demo::start_again(app))
        .and_then(|()| state.unlock(app, None));
    if let Err(error) = opened {
        tracing::warn!(code = error.code, "the profile does not open by itself");
    }
}

/// Watches for `ecabinet-cli lock`.
pub fn watch_lock_requests(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut ticks = tokio::time::interval(LOCK_WATCH);
        loop {
            ticks.tick().await;
            let state = app.state::<AppState>();
            if state.profile().take_lock_request() && state.desk().is_ok() {
                crate::window::lock(&app);
            }
        }
    });
}

/// Logs an error's cause and gives what the person meets.
pub fn log_and_view(error: &DeskError) -> ErrorView {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    tracing::info!(code = error.code(), cause, "a command was refused");
    error.view()
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
