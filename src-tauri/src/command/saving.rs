//! Files for the person's download folder: what they hold is no longer behind the program's encryption.

use super::{Answer, beside, seen};
use crate::state::AppState;
use desk::DeskError;
use desk::view::{NotesFormatView, ReportFormatView, SavedFileView, TrailInput};
use std::path::PathBuf;
use tauri::{AppHandle, Manager, State, command};
use uuid::Uuid;

#[command]
pub async fn save_trail(
    app: AppHandle,
    state: State<'_, AppState>,
    input: TrailInput,
) -> Answer<SavedFileView> {
    let desk = state.desk()?;
    let file = seen(desk.trail_csv(&input, state.language()).await)?;
    save(&app, file).await
}

#[command]
pub async fn save_report(
    app: AppHandle,
    state: State<'_, AppState>,
    form: Uuid,
    format: ReportFormatView,
) -> Answer<SavedFileView> {
    let desk = state.desk()?;
    let file = seen(desk.report(form, format, state.language()).await)?;
    save(&app, file).await
}

#[command]
pub async fn save_calendar(
    app: AppHandle,
    state: State<'_, AppState>,
    meeting: Option<Uuid>,
) -> Answer<SavedFileView> {
    let desk = state.desk()?;
    let file = seen(desk.calendar(meeting, state.language()))?;
    save(&app, file).await
}

#[command]
pub async fn save_book(
    app: AppHandle,
    state: State<'_, AppState>,
    meeting: Uuid,
) -> Answer<SavedFileView> {
    let (desk, language) = (state.desk()?, state.language());
    let folder = seen(download_folder(&app))?;
    beside(move || desk.save_book_beside(meeting, language, &folder)).await
}

#[command]
pub async fn save_marked_copy(
    app: AppHandle,
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
) -> Answer<SavedFileView> {
    let (desk, language) = (state.desk()?, state.language());
    let folder = seen(download_folder(&app))?;
    beside(move || desk.save_marked_copy(document, version, language, &folder)).await
}

#[command]
pub async fn save_notes(
    app: AppHandle,
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    format: NotesFormatView,
) -> Answer<SavedFileView> {
    let (desk, language) = (state.desk()?, state.language());
    let folder = seen(download_folder(&app))?;
    beside(move || desk.save_notes(document, version, format, language, &folder)).await
}

#[command]
pub async fn print_paper(
    app: AppHandle,
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
) -> Answer<SavedFileView> {
    let (desk, language) = (state.desk()?, state.language());
    let folder = seen(download_folder(&app))?;
    let saved = beside(move || desk.save_print_copy(document, version, language, &folder)).await?;
    seen(crate::address::show_file(&saved.path))?;
    Ok(saved)
}

async fn save(app: &AppHandle, (name, bytes): (String, Vec<u8>)) -> Answer<SavedFileView> {
    let folder = seen(download_folder(app))?;
    beside(move || desk::save_beside(&folder, &name, &bytes)).await
}

/// The desktop's download folder; where none is named, `Downloads` at home, as desktops do.
fn download_folder(app: &AppHandle) -> Result<PathBuf, DeskError> {
    let paths = app.path();
    let named = paths.download_dir();
    let folder = named.or_else(|_| paths.home_dir().map(|home| home.join("Downloads")));
    folder.map_err(|_| DeskError::from_code("save-failed").with_detail("why", "folder"))
}
