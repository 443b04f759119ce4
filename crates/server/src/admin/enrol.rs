use crate::app::App;
use crate::error::ApiError;
use crate::storage::{self, EnrolmentRow};
use domain::{Moment, PersonId};
use wire::{EnrolLink, SECRET_CHARS, to_crockford, token_hash};

/// Makes a one-time enrolment for a person; `address` is where laptops reach the server, as `host:port`.
///
/// # Errors
/// [`ApiError`] when the store fails or there is no such person.
pub fn make_enrolment(
    app: &App,
    person: PersonId,
    address: &str,
) -> Result<(EnrolLink, Moment), Box<dyn std::error::Error + Send + Sync>> {
    if app.cabinet()?.person(person).is_none() {
        return Err(Box::new(ApiError::not_found()));
    }
    let mut random = [0; 5];
    getrandom::fill(&mut random).map_err(|error| error.to_string())?;
    let secret = to_crockford(&random);
    debug_assert_eq!(secret.len(), SECRET_CHARS, "5 bytes make 8 letters");
    let hours = i64::from(app.config.code_hours);
    let expires_at = Moment::from_micros(app.now().as_micros() + hours * 3_600 * 1_000_000);
    storage::write(app.storage.as_ref(), |transaction| {
        let code_hash = token_hash(&secret);
        transaction.put_enrolment(&EnrolmentRow { code_hash, person, expires_at, used_at: None })
    })?;
    let pin = to_crockford(&app.ca_sha256());
    Ok((EnrolLink { server: format!("https://{address}"), secret, pin }, expires_at))
}
