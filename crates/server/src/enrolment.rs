//! Enrolment: a one-time code becomes a device with keys of its own.

use crate::app::App;
use crate::error::ApiError;
use crate::storage::{self, DeviceRow, EnrolmentRow};
use ballot::IdentityPublic;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{DeviceId, Moment, PersonId};
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;
use wire::{EnrolRequest, EnrolResponse, LogKey, Problem, codes, moment_to_wire, token_hash};

/// Wrong codes allowed from one address within [`ATTEMPT_WINDOW_MICROS`].
const MAX_ATTEMPTS: u32 = 10;
const ATTEMPT_WINDOW_MICROS: i64 = 600 * 1_000_000;
const MAX_NAME_CHARS: usize = 80;

/// Counts wrong codes by address.
#[derive(Default)]
pub struct Attempts(Mutex<BTreeMap<IpAddr, (i64, u32)>>);

impl Attempts {
    fn refuse_if_too_many(&self, from: IpAddr, now: Moment) -> Result<(), ApiError> {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.retain(|_, (since, _)| now.as_micros() - *since < ATTEMPT_WINDOW_MICROS);
        if attempts.get(&from).is_some_and(|(_, n_wrong)| *n_wrong >= MAX_ATTEMPTS) {
            let title = "too many wrong codes from this address; wait ten minutes";
            return Err(ApiError::Public(Problem::new(429, codes::TOO_MANY_ATTEMPTS, title)));
        }
        Ok(())
    }

    fn count_wrong(&self, from: IpAddr, now: Moment) {
        let mut attempts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        attempts.entry(from).or_insert((now.as_micros(), 0)).1 += 1;
    }
}

/// Enrols a device.
///
/// # Errors
/// [`ApiError`] for a wrong, used or expired code, keys that cannot be used, or too many attempts.
pub fn enrol(
    app: &App,
    attempts: &Attempts,
    from: IpAddr,
    request: &EnrolRequest,
) -> Result<EnrolResponse, ApiError> {
    let now = app.now();
    attempts.refuse_if_too_many(from, now)?;
    check_keys(request)?;
    let token = make_token()?;
    let device = DeviceId::from_uuid(Uuid::now_v7());
    let enrolled = storage::write(app.storage.as_ref(), |transaction| {
        let hash = token_hash(&request.code);
        let enrolment = transaction.enrolment(&hash)?;
        let enrolment = check_code(enrolment, now)?;
        let person = enrolment.person;
        if app.cabinet_in(transaction)?.person(person).is_some_and(|person| person.removed) {
            let title = "whom this code was for has left";
            return Err(ApiError::Public(Problem::new(403, codes::CODE_EXPIRED, title)));
        }
        transaction.put_enrolment(&EnrolmentRow { used_at: Some(now), ..enrolment })?;
        transaction.put_device(&DeviceRow {
            id: device,
            person,
            name: request.device_name.trim().to_owned(),
            signing_key: request.signing_key.clone(),
            agreement_key: request.agreement_key.clone(),
            token_hash: token_hash(&token),
            enrolled_at: now,
            revoked_at: None,
            has_note_key: false,
            sealed_key: None,
            approved_by: None,
        })?;
        Ok::<_, ApiError>((person, transaction.note_key(person)?))
    });
    if matches!(&enrolled, Err(ApiError::Public(problem)) if problem.code == codes::CODE_WRONG) {
        attempts.count_wrong(from, now);
    }
    let (person, note_key): (PersonId, Option<String>) = enrolled?;
    app.poke_about_devices();
    tracing::info!(%device, %person, "device enrolled");
    Ok(EnrolResponse {
        device: device.as_uuid(),
        person: person.as_uuid(),
        token,
        server_time: moment_to_wire(now),
        log: log_key(app),
        note_key,
    })
}

/// The public log's name and key.
pub fn log_key(app: &App) -> LogKey {
    let verifier = app.log.verifier();
    LogKey { origin: verifier.origin().to_owned(), key: verifier.key().to_base64() }
}

fn check_code(enrolment: Option<EnrolmentRow>, now: Moment) -> Result<EnrolmentRow, ApiError> {
    let refuse = |code, title: &str| Err(ApiError::Public(Problem::new(403, code, title)));
    let Some(enrolment) = enrolment else {
        return refuse(codes::CODE_WRONG, "no such code");
    };
    if enrolment.used_at.is_some() {
        return refuse(codes::CODE_USED, "this code was used");
    }
    if now >= enrolment.expires_at {
        return refuse(codes::CODE_EXPIRED, "this code has expired");
    }
    Ok(enrolment)
}

fn check_keys(request: &EnrolRequest) -> Result<(), ApiError> {
    let name = request.device_name.trim();
    if name.is_empty() || name.chars().count() > MAX_NAME_CHARS {
        return Err(ApiError::bad_request("the device's name must have 1 to 80 characters"));
    }
    let key = IdentityPublic::from_base64(&request.signing_key)
        .map_err(|_| ApiError::bad_request("the signing key cannot be used"))?;
    let agreement = URL_SAFE_NO_PAD.decode(&request.agreement_key).unwrap_or_default();
    if agreement.len() != 32 {
        return Err(ApiError::bad_request("the agreement key cannot be used"));
    }
    let proof = URL_SAFE_NO_PAD.decode(&request.proof).unwrap_or_default();
    if !key.verifies(&request.proof_message(), &proof) {
        return Err(ApiError::bad_request("the device does not prove that it holds its key"));
    }
    Ok(())
}

fn make_token() -> Result<String, ApiError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| ApiError::Broken("no randomness"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
