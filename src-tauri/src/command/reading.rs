use super::{Answer, beside, seen};
use crate::state::AppState;
use desk::error_view;
use desk::view::{ErrorView, OpenedView, PageTextView};
use tauri::{State, command};
use uuid::Uuid;

#[command]
pub async fn open_document(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
) -> Answer<OpenedView> {
    let desk = state.desk()?;
    beside(move || desk.open_document(document, version)).await
}

#[command]
pub async fn page_text(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    page: u32,
) -> Answer<PageTextView> {
    let desk = state.desk()?;
    beside(move || desk.page_text(document, version, page)).await
}

#[command(async)]
pub fn page_problem(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    page: u32,
) -> ErrorView {
    state.problem((document, version, page)).unwrap_or_else(|| error_view("reader-crashed"))
}

#[command(async)]
pub fn remember_page(state: State<'_, AppState>, document: Uuid, page: u32) -> Answer<()> {
    seen(state.desk()?.remember_page(document, page))
}
