use super::{Answer, beside, seen};
use crate::state::AppState;
use desk::error_view;
use desk::view::{
    ChangesView, ErrorView, FindView, OpenedView, PagePartsView, PageTextView, SearchInput,
    SearchView,
};
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

#[command]
pub async fn give_password(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    password: String,
) -> Answer<()> {
    let desk = state.desk()?;
    beside(move || desk.give_password(document, version, &password)).await
}

#[command]
pub async fn want_pages(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    first: u32,
    last: u32,
) -> Answer<()> {
    let desk = state.desk()?;
    beside(move || desk.want_pages(document, version, first, last)).await
}

#[command]
pub async fn page_parts(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    page: u32,
) -> Answer<PagePartsView> {
    let desk = state.desk()?;
    beside(move || desk.page_parts(document, version, page)).await
}

#[command]
pub async fn find_in_paper(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
    words: String,
) -> Answer<FindView> {
    let desk = state.desk()?;
    beside(move || desk.find_in_paper(document, version, &words)).await
}

#[command]
pub async fn changes(
    state: State<'_, AppState>,
    document: Uuid,
    from: u32,
    to: u32,
) -> Answer<ChangesView> {
    let desk = state.desk()?;
    beside(move || desk.changes(document, from, to)).await
}

#[command]
pub async fn search(state: State<'_, AppState>, input: SearchInput) -> Answer<SearchView> {
    let desk = state.desk()?;
    beside(move || desk.search(&input)).await
}

#[command(async)]
pub fn open_address(address: String) -> Answer<()> {
    seen(crate::address::open(&address))
}

#[command(async)]
pub fn remember_page(state: State<'_, AppState>, document: Uuid, page: u32) -> Answer<()> {
    seen(state.desk()?.remember_page(document, page))
}
