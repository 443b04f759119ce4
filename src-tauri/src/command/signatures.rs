use super::{Answer, beside};
use crate::state::AppState;
use desk::view::SignaturesView;
use tauri::{State, command};
use uuid::Uuid;

#[command]
pub async fn signatures(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
) -> Answer<SignaturesView> {
    let desk = state.desk()?;
    beside(move || desk.signatures(document, version)).await
}
