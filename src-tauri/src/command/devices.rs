use super::{Answer, seen};
use crate::state::AppState;
use desk::view::DeviceView;
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn devices(state: State<'_, AppState>) -> Answer<Vec<DeviceView>> {
    seen(state.desk()?.devices())
}

#[command]
pub async fn approve_device(state: State<'_, AppState>, device: Uuid) -> Answer<()> {
    let desk = state.desk()?;
    seen(desk.approve_device(device).await)
}

#[command]
pub async fn revoke_device(state: State<'_, AppState>, device: Uuid) -> Answer<()> {
    let desk = state.desk()?;
    seen(desk.revoke_device(device).await)
}

#[command(async)]
pub fn recovery_code(state: State<'_, AppState>) -> Answer<String> {
    seen(state.desk()?.recovery_code())
}

#[command]
pub async fn restore_note_key(state: State<'_, AppState>, code: String) -> Answer<()> {
    let desk = state.desk()?;
    seen(desk.restore_note_key(&code).await)
}
