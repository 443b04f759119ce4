use super::{Answer, seen};
use crate::state::AppState;
use desk::view::{OwnSharingView, ReaderChoiceView, ShareInput};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn note_readers(
    state: State<'_, AppState>,
    document: Uuid,
    version: u32,
) -> Answer<Vec<ReaderChoiceView>> {
    seen(state.desk()?.note_readers(document, version))
}

#[command(async)]
pub fn share_notes(state: State<'_, AppState>, input: ShareInput) -> Answer<()> {
    seen(state.desk()?.share_notes(&input))
}

#[command(async)]
pub fn unshare_notes(state: State<'_, AppState>, annotations: Vec<Uuid>) -> Answer<()> {
    seen(state.desk()?.unshare_notes(&annotations))
}

#[command(async)]
pub fn take_over(state: State<'_, AppState>, document: Uuid, notes: Vec<Uuid>) -> Answer<u32> {
    seen(state.desk()?.take_over(document, &notes))
}

#[command(async)]
pub fn own_sharing(state: State<'_, AppState>) -> Answer<OwnSharingView> {
    seen(state.desk()?.own_sharing())
}

#[command(async)]
pub fn confirm_sharing_key(state: State<'_, AppState>, person: Uuid, code: String) -> Answer<()> {
    seen(state.desk()?.confirm_sharing_key(person, &code))
}
