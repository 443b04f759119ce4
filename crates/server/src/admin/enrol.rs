use crate::app::App;
use crate::error::ApiError;
use crate::storage::{self, EnrolmentRow};
use domain::{Moment, PersonId};
use wire::{EnrolLink, Problem, SECRET_CHARS, codes, to_crockford, token_hash};

/// Makes a one-time enrolment for a person; `address` is where laptops reach the server, as `host:port`.
///
/// # Errors
/// [`ApiError`] when the store fails, there is no such person, or they were removed.
pub fn make_enrolment(
    app: &App,
    person: PersonId,
    address: &str,
) -> Result<(EnrolLink, Moment), ApiError> {
    let cabinet = app.cabinet()?;
    let found = cabinet.person(person).ok_or_else(ApiError::not_found)?;
    if found.removed {
        let title = "this person was removed and gets no code; add them again as somebody new";
        return Err(ApiError::Public(Problem::new(409, codes::PERSON_REMOVED, title)));
    }
    let mut random = [0; 5];
    getrandom::fill(&mut random).map_err(|_| ApiError::Broken("no randomness"))?;
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

#[cfg(test)]
mod tests {
    use super::make_enrolment;
    use crate::access_feed::commit_entities;
    use crate::error::ApiError;
    use crate::storage;
    use crate::{App, Config, SystemClock};
    use domain::{Cabinet, Entity, Person, PersonId, Text};
    use std::sync::Arc;
    use uuid::Uuid;

    /// The console printed codes for people who had left, which the server then refused one by one.
    #[test]
    fn whoever_was_removed_gets_no_code() {
        let data = tempfile::tempdir().unwrap();
        let app = App::open(Config::for_data(data.path()), Arc::new(SystemClock)).unwrap();
        let person = |n: u128, removed| Person {
            id: PersonId::from_uuid(Uuid::from_u128(n)),
            handle: n.to_string(),
            name: n.to_string(),
            office: Text::same(""),
            mail: None,
            removed,
        };
        let people = [person(1, false), person(2, true)];
        storage::write(app.storage.as_ref(), |transaction| {
            let people = people.clone().map(Entity::Person);
            commit_entities(transaction, &Cabinet::default(), &people)
        })
        .unwrap();
        let made = |person: &Person| make_enrolment(&app, person.id, "localhost:1");
        assert!(made(&people[0]).is_ok());
        let Err(ApiError::Public(problem)) = made(&people[1]) else {
            panic!("a code was made");
        };
        assert_eq!((problem.status, problem.code.as_str()), (409, "person-removed"));
        let error = ApiError::Public(problem).to_string();
        assert!(error.contains("was removed"), "{error}");
    }
}
