use super::{Answer, seen};
use crate::state::AppState;
use desk::error_view;
use desk::view::{AnnotationView, MarksInput, NotesView, ReshapeInput, TakenNotesView};
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn annotations(state: State<'_, AppState>, document: Uuid, version: u32) -> Answer<NotesView> {
    seen(state.desk()?.annotations(document, version))
}

#[command(async)]
pub fn annotate(state: State<'_, AppState>, input: MarksInput) -> Answer<Vec<AnnotationView>> {
    seen(state.desk()?.annotate(input))
}

#[command(async)]
pub fn reshape(
    state: State<'_, AppState>,
    inputs: Vec<ReshapeInput>,
) -> Answer<Vec<AnnotationView>> {
    seen(state.desk()?.reshape(inputs))
}

#[command(async)]
pub fn edit_note(
    state: State<'_, AppState>,
    annotation: Uuid,
    text: String,
) -> Answer<AnnotationView> {
    seen(state.desk()?.edit_note(annotation, text))
}

#[command(async)]
pub fn set_erased(state: State<'_, AppState>, annotations: Vec<Uuid>, erased: bool) -> Answer<()> {
    seen(state.desk()?.set_erased(&annotations, erased))
}

#[command(async)]
pub fn lay_aside(state: State<'_, AppState>, annotation: Uuid, version: u32) -> Answer<()> {
    seen(state.desk()?.lay_aside(annotation, version))
}

#[command(async)]
pub fn read_xfdf(state: State<'_, AppState>, request: Request<'_>) -> Answer<TakenNotesView> {
    let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let document = header("x-document").and_then(|document| Uuid::parse_str(document).ok());
    let version = header("x-version").and_then(|version| version.parse().ok());
    let (Some(document), Some(version), InvokeBody::Raw(bytes)) =
        (document, version, request.body())
    else {
        return Err(error_view("bad-request"));
    };
    seen(state.desk()?.read_xfdf(document, version, bytes))
}

#[command(async)]
pub fn undo_marks(state: State<'_, AppState>, document: Uuid) -> Answer<Option<String>> {
    seen(state.desk()?.undo_marks(document))
}

#[command(async)]
pub fn redo_marks(state: State<'_, AppState>, document: Uuid) -> Answer<Option<String>> {
    seen(state.desk()?.redo_marks(document))
}
