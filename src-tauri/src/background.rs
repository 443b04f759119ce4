//! Work behind the window, one run of a kind at a time.

use crate::state::{AppState, emit};
use desk::{Desk, DeskError};
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Manager};

/// Work that is done over the open desk. What asks for it while it runs gets a run of its own afterwards.
struct Chore {
    wanted: AtomicBool,
    running: AtomicBool,
    work: fn(&AppHandle, &Desk) -> Result<(), DeskError>,
}

/// Counts the pages of new files.
static COUNT: Chore = Chore::new(|_, desk| desk.examine_new_files().map(drop));

/// Brings the search index up to date. Apart from counting: it takes far longer.
static INDEX: Chore = Chore::new(|app, desk| {
    if desk.refresh_search()? {
        emit(app, "search");
    }
    Ok(())
});

/// Looks for new files.
pub fn count_pages(app: &AppHandle) {
    COUNT.ask(app);
}

/// Looks for what the search index does not have.
pub fn index(app: &AppHandle) {
    INDEX.ask(app);
}

impl Chore {
    const fn new(work: fn(&AppHandle, &Desk) -> Result<(), DeskError>) -> Self {
        Self { wanted: AtomicBool::new(false), running: AtomicBool::new(false), work }
    }

    fn ask(&'static self, app: &AppHandle) {
        self.wanted.store(true, Ordering::Release);
        if self.running.swap(true, Ordering::AcqRel) {
            return;
        }
        let app = app.clone();
        drop(tauri::async_runtime::spawn_blocking(move || {
            while self.wanted.swap(false, Ordering::AcqRel) {
                if let Ok(desk) = app.state::<AppState>().desk()
                    && let Err(error) = (self.work)(&app, &desk)
                {
                    tracing::warn!(code = error.code(), "work in the background is not done");
                }
            }
            self.running.store(false, Ordering::Release);
            // Whoever asked between the last look and this line found a run that was about to end.
            if self.wanted.load(Ordering::Acquire) {
                self.ask(&app);
            }
        }));
    }
}
