use super::{Answer, seen};
use crate::state::AppState;
use desk::view::{BallotInput, FormLineView, FormView, MyBallotView, PollView};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn poll(state: State<'_, AppState>, poll: Uuid) -> Answer<PollView> {
    seen(state.desk()?.poll(poll))
}

#[command(async)]
pub fn cast_ballot(state: State<'_, AppState>, input: BallotInput) -> Answer<MyBallotView> {
    seen(state.desk()?.cast_ballot(input))
}

#[command(async)]
pub fn forms(state: State<'_, AppState>) -> Answer<Vec<FormLineView>> {
    seen(state.desk()?.forms())
}

#[command(async)]
pub fn form(state: State<'_, AppState>, form: Uuid) -> Answer<FormView> {
    seen(state.desk()?.form(form))
}
