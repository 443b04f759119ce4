use super::{Answer, seen};
use crate::state::AppState;
use desk::view::{
    AgendaView, DossierView, ExpectedView, MeetingView, MyPositionView, PositionInput,
};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn meetings(state: State<'_, AppState>) -> Answer<Vec<MeetingView>> {
    seen(state.desk()?.meetings())
}

#[command(async)]
pub fn agenda(state: State<'_, AppState>, meeting: Uuid) -> Answer<AgendaView> {
    seen(state.desk()?.agenda(meeting))
}

#[command(async)]
pub fn expected(state: State<'_, AppState>) -> Answer<Vec<ExpectedView>> {
    seen(state.desk()?.expected())
}

#[command(async)]
pub fn dossier(state: State<'_, AppState>, item: Uuid) -> Answer<DossierView> {
    seen(state.desk()?.dossier(item))
}

#[command(async)]
pub fn state_position(state: State<'_, AppState>, input: PositionInput) -> Answer<MyPositionView> {
    seen(state.desk()?.state_position(input))
}
