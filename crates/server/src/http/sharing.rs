use super::extract::Json;
use crate::app::App;
use crate::error::ApiError;
use crate::operation::log_leaf;
use crate::proof::Caller;
use crate::storage::{self, ChangeRow, SharingKeyRow, Transaction};
use axum::extract::State;
use axum::http::StatusCode;
use ballot::{SharingKeyLeaf, leaf_bytes};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::sync::Arc;
use wire::{
    KindWord, Problem, PublishSharingKeyRequest, codes, moment_to_wire, sharing_key_message,
};

/// Publishes the key to which notes for the asker are sealed; the log gets an entry. The first one stands.
#[utoipa::path(
    put,
    path = "/v1/sharing-key",
    request_body = PublishSharingKeyRequest,
    responses(
        (status = 204),
        (status = 400, body = Problem),
        (status = 409, body = Problem, description = "the member's key is another one"),
        (status = 422, body = Problem, description = "the device did not sign this"),
    )
)]
pub async fn publish_sharing_key(
    State(app): State<Arc<App>>,
    caller: Caller,
    Json(request): Json<PublishSharingKeyRequest>,
) -> Result<StatusCode, ApiError> {
    check(&caller, &request)?;
    app.run(move |app| {
        storage::write(app.storage.as_ref(), |transaction| {
            publish(app, &caller, &request, transaction)
        })?;
        Ok(app.poke()?)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn check(caller: &Caller, request: &PublishSharingKeyRequest) -> Result<(), ApiError> {
    let key = URL_SAFE_NO_PAD.decode(&request.key).unwrap_or_default();
    if key.len() != 32 || key.iter().all(|byte| *byte == 0) {
        return Err(ApiError::bad_request("the key is not base64url of 32 bytes"));
    }
    let message = sharing_key_message(caller.person.as_uuid(), &request.key);
    let signature = URL_SAFE_NO_PAD.decode(&request.signature).unwrap_or_default();
    if !caller.key.verifies(&message, &signature) {
        let title = "the asking device did not sign this key";
        return Err(ApiError::Public(Problem::new(422, codes::SEAL_INVALID, title)));
    }
    Ok(())
}

fn publish(
    app: &App,
    caller: &Caller,
    request: &PublishSharingKeyRequest,
    transaction: &mut dyn Transaction,
) -> Result<(), ApiError> {
    let devices = transaction.devices(Some(caller.person))?;
    let holds_key = devices.iter().any(|device| device.id == caller.device && device.has_note_key);
    let refuse = |title| Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
    if !holds_key {
        return refuse("this device does not hold its member's note key");
    }
    match transaction.sharing_key(caller.person)? {
        Some(known) if known.key == request.key => return Ok(()),
        Some(_) => return refuse("this member's sharing key is another one"),
        None => {}
    }
    let (person, at) = (caller.person.as_uuid(), app.now());
    let device_key = caller.key.to_base64();
    let leaf = SharingKeyLeaf {
        person,
        key: request.key.clone(),
        device_key: device_key.clone(),
        signature: request.signature.clone(),
        at: moment_to_wire(at),
    };
    let leaf = leaf_bytes("sharing_key", &leaf)
        .map_err(|_| ApiError::Broken("a leaf cannot be written"))?;
    let (_, receipt) = log_leaf(app, transaction, &leaf)?;
    transaction.put_sharing_key(&SharingKeyRow {
        person: caller.person,
        key: request.key.clone(),
        device_key,
        signature: request.signature.clone(),
        at,
        receipt: receipt.as_text().to_owned(),
    })?;
    let kind = KindWord::SharingKey;
    let row = ChangeRow { seq: 0, kind, id: person, audience: None, removed: false };
    transaction.append_change(&row)?;
    Ok(())
}
