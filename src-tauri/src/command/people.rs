use super::{Answer, seen};
use crate::state::AppState;
use desk::error_view;
use desk::view::{
    AdministeredDeviceView, EnrolmentCodeView, PeopleImportView, PeopleView, TrailInput, TrailView,
};
use tauri::ipc::{InvokeBody, Request};
use tauri::{State, command};
use uuid::Uuid;

#[command(async)]
pub fn people(state: State<'_, AppState>) -> Answer<PeopleView> {
    seen(state.desk()?.people())
}

/// Takes a list of people as it is, not as JSON: the body is the file.
#[command(async)]
pub fn read_people(state: State<'_, AppState>, request: Request<'_>) -> Answer<PeopleImportView> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(error_view("bad-request"));
    };
    seen(state.desk()?.read_people(bytes))
}

#[command]
pub async fn administered_devices(
    state: State<'_, AppState>,
) -> Answer<Vec<AdministeredDeviceView>> {
    let desk = state.desk()?;
    seen(desk.administered_devices().await)
}

#[command]
pub async fn revoke_any_device(state: State<'_, AppState>, device: Uuid) -> Answer<()> {
    let desk = state.desk()?;
    seen(desk.revoke_any_device(device).await)
}

#[command]
pub async fn make_enrolment_code(
    state: State<'_, AppState>,
    person: Uuid,
) -> Answer<EnrolmentCodeView> {
    let desk = state.desk()?;
    seen(desk.make_enrolment_code(person).await)
}

#[command]
pub async fn trail(state: State<'_, AppState>, input: TrailInput) -> Answer<TrailView> {
    let desk = state.desk()?;
    seen(desk.trail(&input).await)
}
