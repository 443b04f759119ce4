//! What administrators do with devices: see them all, revoke one, hand out an enrolment code.

use super::extract::{Json, Path};
use crate::admin::make_enrolment;
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, TrailRow, Transaction};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{Cabinet, PersonId, access};
use std::sync::Arc;
use uuid::Uuid;
use wire::{
    AdministeredDevice, AdministeredDevicesResponse, EnrolmentCodeRequest, EnrolmentCodeResponse,
    Problem, TrailVerb, moment_to_wire,
};

/// Everybody's devices.
#[utoipa::path(
    get,
    path = "/v1/administration/devices",
    responses((status = 200, body = AdministeredDevicesResponse), (status = 404, body = Problem))
)]
pub async fn all_devices(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Json<AdministeredDevicesResponse>, ApiError> {
    let answer = app
        .run(move |app| {
            check_right(&*app.cabinet()?, &caller)?;
            let rows = storage::read(app.storage.as_ref(), |transaction| {
                Ok::<_, ApiError>(transaction.devices(None)?)
            })?;
            let devices = rows.into_iter().map(|row| AdministeredDevice {
                id: row.id.as_uuid(),
                person: row.person.as_uuid(),
                name: row.name,
                enrolled_at: moment_to_wire(row.enrolled_at),
                revoked_at: row.revoked_at.map(moment_to_wire),
            });
            Ok(AdministeredDevicesResponse { devices: devices.collect() })
        })
        .await?;
    Ok(Json(answer))
}

/// Revokes anybody's device, at its next request.
#[utoipa::path(
    post,
    path = "/v1/administration/devices/{device}/revocation",
    params(("device" = Uuid, Path, description = "the device")),
    responses((status = 204), (status = 404, body = Problem))
)]
pub async fn revoke_any(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(device): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    app.run(move |app| {
        check_right(&*app.cabinet()?, &caller)?;
        let now = app.now();
        storage::write(app.storage.as_ref(), |transaction| {
            let devices = transaction.devices(None)?;
            let found = devices.into_iter().find(|row| row.id.as_uuid() == device);
            let mut row = found.ok_or_else(ApiError::not_found)?;
            row.revoked_at = row.revoked_at.or(Some(now));
            row.sealed_key = None;
            transaction.put_device(&row)?;
            write_trail(app, transaction, &caller, TrailVerb::RevokeDevice, row.person)
        })?;
        app.poke_about_devices();
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a one-time enrolment code for a person. It is shown once and kept nowhere.
#[utoipa::path(
    post,
    path = "/v1/administration/enrolment-codes",
    request_body = EnrolmentCodeRequest,
    responses(
        (status = 200, body = EnrolmentCodeResponse),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "the person was removed"),
    )
)]
pub async fn make_code(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<EnrolmentCodeRequest>,
) -> Result<Json<EnrolmentCodeResponse>, ApiError> {
    let answer = app
        .run(move |app| {
            let cabinet = app.cabinet()?;
            check_right(&cabinet, &caller)?;
            let person = cabinet
                .person(PersonId::from_uuid(request.person))
                .ok_or_else(ApiError::not_found)?;
            let address = format!("{}:{}", app.config.public_host, app.port());
            let (link, expires_at) = make_enrolment(app, person.id, &address)?;
            storage::write(app.storage.as_ref(), |transaction| {
                write_trail(app, transaction, &caller, TrailVerb::MakeEnrolmentCode, person.id)
            })?;
            Ok(EnrolmentCodeResponse {
                server: link.server.clone(),
                code: link.typed_code(),
                link: link.to_string(),
                expires_at: moment_to_wire(expires_at),
            })
        })
        .await?;
    Ok(Json(answer))
}

fn check_right(cabinet: &Cabinet, caller: &Caller) -> Result<(), ApiError> {
    let may = access::is_administrator(cabinet, caller.person);
    may.then_some(()).ok_or_else(ApiError::not_found)
}

fn write_trail(
    app: &App,
    transaction: &mut dyn Transaction,
    caller: &Caller,
    verb: TrailVerb,
    person: PersonId,
) -> Result<(), ApiError> {
    let subjects = serde_json::json!([{ "kind": "person", "id": person.as_uuid() }]);
    Ok(transaction.append_trail(&TrailRow {
        seq: 0,
        at: app.now(),
        person: caller.person,
        device: Some(caller.device),
        verb: verb.word().to_owned(),
        subjects: subjects.to_string(),
        detail: serde_json::json!({ "act": verb.word(), "person": person.as_uuid() }).to_string(),
    })?)
}
