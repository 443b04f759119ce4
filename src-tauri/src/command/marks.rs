use super::{Answer, seen};
use crate::state::AppState;
use desk::view::{AnnotationInput, AnnotationView};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn annotations(state: State<'_, AppState>, document: Uuid) -> Answer<Vec<AnnotationView>> {
    seen(state.desk()?.annotations(document))
}

#[command(async)]
pub fn annotate(state: State<'_, AppState>, input: AnnotationInput) -> Answer<AnnotationView> {
    seen(state.desk()?.annotate(input))
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
pub fn set_erased(state: State<'_, AppState>, annotation: Uuid, erased: bool) -> Answer<()> {
    seen(state.desk()?.set_erased(annotation, erased))
}
