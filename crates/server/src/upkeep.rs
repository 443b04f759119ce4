//! What the passing of time changes: due polls close, memberships begin and end.

use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::operation::close_due_polls;
use crate::post;
use crate::storage;
use domain::{Body, Cabinet, Entity, Membership};

/// Does what is due. Run by the server every half second; costs nothing while nothing is due.
///
/// # Errors
/// [`ApiError`] when the store fails; what could not be done is due at the next time.
pub fn keep(app: &App) -> Result<(), ApiError> {
    keep_memberships(app)?;
    close_due_polls(app)?;
    // The console's commands change the store from another process.
    Ok(app.poke()?)
}

/// Begins and ends places by their dates, and takes back the invitations of those whose place ended. No place of
/// somebody who was removed begins.
fn keep_memberships(app: &App) -> Result<(), ApiError> {
    let now = app.now();
    let turned = |cabinet: &Cabinet, membership: &Membership| {
        let is_here = cabinet.person(membership.person).is_some_and(|person| !person.removed);
        membership.ended == (is_here && membership.holds_at(now))
    };
    let cabinet = app.cabinet()?;
    if !cabinet.memberships().any(|membership| turned(&cabinet, membership)) {
        return Ok(());
    }
    storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let due: Vec<Entity> = cabinet
            .memberships()
            .filter(|membership| turned(&cabinet, membership))
            .map(|one| Entity::Membership(Membership { ended: !one.ended, ..one.clone() }))
            .collect();
        commit_entities(transaction, &cabinet, &due)?;
        post::withdraw_invitations(app, transaction)
    })?;
    tracing::info!("memberships began or ended by their dates");
    Ok(())
}

/// Writes the server's ceiling and stamps into its bodies, where the configuration has changed.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn keep_settings(app: &App) -> Result<(), ApiError> {
    let (ceiling, stamps) = (app.config.ceiling.into(), app.config.stamps());
    storage::write(app.storage.as_ref(), |transaction| {
        let cabinet = app.cabinet_in(transaction)?;
        let set = |body: &Body| Body { ceiling, stamps: stamps.clone(), ..body.clone() };
        let other = cabinet.bodies().map(|body| (body, set(body))).filter(|(was, is)| *was != is);
        let bodies: Vec<Entity> = other.map(|(_, body)| Entity::Body(body)).collect();
        Ok(commit_entities(transaction, &cabinet, &bodies)?)
    })
}

#[cfg(test)]
mod tests {
    use super::keep;
    use crate::access_feed::commit_entities;
    use crate::storage::{self, LetterRow};
    use crate::{App, Clock, Config, MailConfig, MailSecurity};
    use domain::{
        Body, BodyId, Cabinet, Calendar, Classification, Country, Entity, Invitation, InvitationId,
        Meeting, MeetingId, MeetingKind, MeetingState, Membership, MembershipId, Moment, Person,
        PersonId, Role, Rules, Text, Zone,
    };
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};
    use uuid::Uuid;

    const DAY: i64 = 86_400_000_000;

    struct Hands(AtomicI64);

    impl Clock for Hands {
        fn now(&self) -> Moment {
            Moment::from_micros(self.0.load(Ordering::Relaxed))
        }
    }

    fn person(n: u128, removed: bool) -> Entity {
        Entity::Person(Person {
            id: PersonId::from_uuid(Uuid::from_u128(n)),
            handle: n.to_string(),
            name: n.to_string(),
            office: Text::same(""),
            mail: Some(format!("p{n}@cabinet.example")),
            removed,
        })
    }

    fn seat(n: u128, from: Option<i64>, until: Option<i64>) -> Membership {
        let day = |n: i64| Moment::from_micros(n * DAY);
        let (from, until) = (from.map(day), until.map(day));
        let mut seat = Membership {
            id: MembershipId::from_uuid(Uuid::from_u128(n)),
            body: BodyId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::from_u128(n)),
            role: Role::Member,
            clearance: Classification::Internal,
            votes: 1,
            from,
            until,
            ended: false,
        };
        seat.ended = !seat.holds_at(day(100));
        seat
    }

    fn open(data: &std::path::Path, clock: &Arc<Hands>, entities: &[Entity]) -> Arc<App> {
        let mail = MailConfig {
            host: "mail.cabinet.example".to_owned(),
            port: 25,
            security: MailSecurity::None,
            user: None,
            password_file: None,
            from: "secretariat@cabinet.example".to_owned(),
            from_name: "Văn phòng".to_owned(),
            replies: None,
        };
        let config = Config { mail: Some(mail), ..Config::for_data(data) };
        let app = App::open(config, Arc::<Hands>::clone(clock)).unwrap();
        storage::write(app.storage.as_ref(), |transaction| {
            commit_entities(transaction, &Cabinet::default(), entities)
        })
        .unwrap();
        app
    }

    /// Whose place ended by its date was still awaited by their calendar: only acts took invitations back.
    #[test]
    fn an_invitation_is_taken_back_when_a_place_ends_by_its_date() {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hands(AtomicI64::new(100 * DAY)));
        let body = BodyId::from_uuid(Uuid::nil());
        let mut meeting = Meeting::blank(
            MeetingId::from_uuid(Uuid::from_u128(9)),
            body,
            MeetingKind::Session,
            PersonId::from_uuid(Uuid::from_u128(1)),
        );
        meeting.face.starts_at = Moment::from_micros(110 * DAY);
        meeting.face.ends_at = Moment::from_micros(111 * DAY);
        meeting.issued = Some(meeting.face.clone());
        meeting.state = MeetingState::Published;
        meeting.edition = 1;
        let invitation = |n: u128| {
            Entity::Invitation(Invitation {
                id: InvitationId::from_uuid(Uuid::from_u128(n)),
                meeting: meeting.id,
                person: PersonId::from_uuid(Uuid::from_u128(n)),
                sequence: 0,
                sent_at: None,
                problem: None,
                answer: None,
                answered_at: None,
            })
        };
        let entities = [
            Entity::Body(Body {
                id: body,
                name: Text::same("Chính phủ"),
                rules: Rules::VIETNAM,
                calendar: Calendar::of(Country::Vietnam),
                zone: Zone::vietnam(),
                ceiling: Classification::Confidential,
                stamps: [].into(),
            }),
            person(1, false),
            person(2, false),
            Entity::Membership(seat(1, None, None)),
            Entity::Membership(seat(2, None, Some(105))),
            invitation(1),
            invitation(2),
            Entity::Meeting(meeting),
        ];
        let app = open(data.path(), &clock, &entities);
        let letters = || -> Vec<LetterRow> {
            storage::read(app.storage.as_ref(), |transaction| {
                transaction.letters_due(Moment::from_micros(200 * DAY), 100)
            })
            .unwrap()
            .letters
        };
        keep(&app).unwrap();
        assert_eq!(letters().len(), 0);
        clock.0.store(105 * DAY, Ordering::Relaxed);
        keep(&app).unwrap();
        keep(&app).unwrap();
        let said = letters();
        assert_eq!(said.len(), 1, "once");
        assert!(said[0].letter.contains("METHOD:CANCEL"), "{}", said[0].letter);
        assert!(said[0].letter.contains("p2@cabinet.example"));
        assert!(app.cabinet().unwrap().memberships().any(|one| one.ended));
    }

    /// A place that was to begin next month began, although its holder had been removed in between.
    #[test]
    fn no_place_of_somebody_who_was_removed_begins() {
        let data = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hands(AtomicI64::new(100 * DAY)));
        let entities = [
            person(1, false),
            person(2, true),
            Entity::Membership(seat(1, Some(105), None)),
            Entity::Membership(seat(2, Some(105), None)),
        ];
        let app = open(data.path(), &clock, &entities);
        keep(&app).unwrap();
        clock.0.store(106 * DAY, Ordering::Relaxed);
        keep(&app).unwrap();
        let cabinet = app.cabinet().unwrap();
        let holds: Vec<u128> = cabinet
            .memberships()
            .filter(|one| !one.ended)
            .map(|one| one.person.as_uuid().as_u128())
            .collect();
        assert_eq!(holds, [1]);
    }
}
