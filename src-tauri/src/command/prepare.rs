use super::{Answer, beside, seen};
use crate::state::AppState;
use desk::error_view;
use desk::view::{ActInput, DoneView, PrepareView, TakenFileView};
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn act(state: State<'_, AppState>, input: ActInput) -> Answer<DoneView> {
    seen(state.desk()?.act(&input))
}

#[command(async)]
pub fn undo(state: State<'_, AppState>) -> Answer<()> {
    seen(state.desk()?.undo())
}

#[command(async)]
pub fn redo(state: State<'_, AppState>) -> Answer<()> {
    seen(state.desk()?.redo())
}

#[command(async)]
pub fn prepare(state: State<'_, AppState>, meeting: Uuid) -> Answer<PrepareView> {
    seen(state.desk()?.prepare(meeting))
}

#[command(async)]
pub fn begin_file(state: State<'_, AppState>, length: u64) -> Answer<Uuid> {
    seen(state.desk()?.begin_file(length))
}

/// Takes bytes as they are, not as JSON: the body is the piece, the headers say where it belongs.
#[command(async)]
pub fn append_file(state: State<'_, AppState>, request: Request<'_>) -> Answer<()> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let file = header("x-file").and_then(|file| Uuid::parse_str(file).ok());
    let offset = header("x-offset").and_then(|offset| offset.parse().ok());
    let (Some(file), Some(offset), InvokeBody::Raw(piece)) = (file, offset, request.body()) else {
        return Err(error_view("bad-request"));
    };
    seen(state.desk()?.append_file(file, offset, piece))
}

#[command]
pub async fn finish_file(
    state: State<'_, AppState>,
    file: Uuid,
    name: String,
    item: Uuid,
) -> Answer<TakenFileView> {
    let desk = state.desk()?;
    beside(move || desk.finish_file(file, &name, item)).await
}

#[command(async)]
pub fn drop_file(state: State<'_, AppState>, file: Uuid) -> Answer<()> {
    seen(state.desk()?.drop_file(file))
}
