use super::extract::{Json, Path};
use crate::app::App;
use crate::error::ApiError;
use crate::proof::Caller;
use crate::storage::{self, DeviceRow, Transaction};
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;
use uuid::Uuid;
use wire::{
    ApproveDeviceRequest, ClaimNoteKeyRequest, DeviceResponse, DevicesResponse, NoteKeyResponse,
    Problem, codes, moment_to_wire,
};

/// The asker's own devices.
#[utoipa::path(get, path = "/v1/devices", responses((status = 200, body = DevicesResponse)))]
pub async fn devices(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Json<DevicesResponse>, ApiError> {
    let rows = app
        .run(move |app| {
            storage::read(app.storage.as_ref(), |transaction| {
                Ok::<_, ApiError>(transaction.devices(Some(caller.person))?)
            })
        })
        .await?;
    Ok(Json(DevicesResponse { devices: rows.into_iter().map(describe).collect() }))
}

/// Hands the member's note key, sealed by the asking device, to another of the member's devices.
#[utoipa::path(
    post,
    path = "/v1/devices/{device}/approval",
    request_body = ApproveDeviceRequest,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem))
)]
pub async fn approve(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(device): Path<Uuid>,
    Json(request): Json<ApproveDeviceRequest>,
) -> Result<StatusCode, ApiError> {
    if request.sealed_key.len() > 1_024 {
        return Err(ApiError::bad_request("the sealed key is too long"));
    }
    change(app, caller, device, move |asking, row| {
        if !asking.has_note_key {
            let title = "the approving device does not hold the note key itself";
            return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
        }
        row.sealed_key = Some(request.sealed_key.clone());
        row.approved_by = Some(asking.id);
        Ok(())
    })
    .await
}

/// Revokes a device of the asker's, at its next request.
#[utoipa::path(
    post,
    path = "/v1/devices/{device}/revocation",
    responses((status = 204), (status = 404, body = Problem))
)]
pub async fn revoke(
    State(app): State<Arc<App>>,
    caller: Caller,
    Path(device): Path<Uuid>,
) -> Result<StatusCode, ApiError> {
    let now = app.now();
    change(app, caller, device, move |_, row| {
        row.revoked_at = row.revoked_at.or(Some(now));
        row.sealed_key = None;
        Ok(())
    })
    .await
}

/// Where the note key stands for the asking device.
#[utoipa::path(get, path = "/v1/note-key", responses((status = 200, body = NoteKeyResponse)))]
pub async fn note_key(
    State(app): State<Arc<App>>,
    caller: Caller,
) -> Result<Json<NoteKeyResponse>, ApiError> {
    let answer = app
        .run(move |app| {
            storage::read(app.storage.as_ref(), |transaction| {
                let row = own_device(transaction, &caller, caller.device.as_uuid())?;
                Ok::<_, ApiError>(NoteKeyResponse {
                    note_key: transaction.note_key(caller.person)?,
                    sealed_key: row.sealed_key,
                    approved_by: row.approved_by.map(domain::DeviceId::as_uuid),
                })
            })
        })
        .await?;
    Ok(Json(answer))
}

/// Says that the asking device holds the member's note key: it made it first, or received or restored it.
#[utoipa::path(
    put,
    path = "/v1/note-key",
    request_body = ClaimNoteKeyRequest,
    responses(
        (status = 204),
        (status = 409, body = Problem, description = "the member's note key is another one"),
    )
)]
pub async fn claim_note_key(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<ClaimNoteKeyRequest>,
) -> Result<StatusCode, ApiError> {
    if request.note_key.len() > 128 {
        return Err(ApiError::bad_request("the key's identifier is too long"));
    }
    app.run(move |app| {
        storage::write(app.storage.as_ref(), |transaction| {
            match transaction.note_key(caller.person)? {
                None => transaction.put_note_key(caller.person, &request.note_key)?,
                Some(known) if known == request.note_key => {}
                Some(_) => {
                    let title = "this member's note key is another one";
                    return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
                }
            }
            let mut row = own_device(transaction, &caller, caller.device.as_uuid())?;
            row.has_note_key = true;
            row.sealed_key = None;
            Ok::<_, ApiError>(transaction.put_device(&row)?)
        })?;
        app.poke_about_devices();
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn change(
    app: Arc<App>,
    caller: Caller,
    device: Uuid,
    work: impl Fn(&DeviceRow, &mut DeviceRow) -> Result<(), ApiError> + Send + Sync + 'static,
) -> Result<StatusCode, ApiError> {
    app.run(move |app| {
        storage::write(app.storage.as_ref(), |transaction| {
            let asking = own_device(transaction, &caller, caller.device.as_uuid())?;
            let mut row = own_device(transaction, &caller, device)?;
            work(&asking, &mut row)?;
            Ok::<_, ApiError>(transaction.put_device(&row)?)
        })?;
        app.poke_about_devices();
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn own_device(
    transaction: &mut dyn Transaction,
    caller: &Caller,
    device: Uuid,
) -> Result<DeviceRow, ApiError> {
    let devices = transaction.devices(Some(caller.person))?;
    devices.into_iter().find(|row| row.id.as_uuid() == device).ok_or_else(ApiError::not_found)
}

fn describe(row: DeviceRow) -> DeviceResponse {
    DeviceResponse {
        id: row.id.as_uuid(),
        name: row.name,
        enrolled_at: moment_to_wire(row.enrolled_at),
        revoked: row.revoked_at.is_some(),
        has_note_key: row.has_note_key,
        signing_key: row.signing_key,
        agreement_key: row.agreement_key,
    }
}
