use super::{Waiting, Words, addressed, bilingual, queue};
use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::{Cabinet, MeetingId, Moment, PersonId, Reminder, Text, Zone, access, reminders_due};

/// What was looked at: the newest change, and the minute. Reminders can be due anew only after either has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looked {
    change: u64,
    minute: i64,
}

/// Puts the reminders that are due into the queue, each once. `last` is what the call before gave; where nothing has
/// moved since, nothing is looked at.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn queue_reminders(app: &App, last: Option<Looked>) -> Result<Looked, ApiError> {
    let now = app.now();
    let change = storage::read(app.storage.as_ref(), |transaction| transaction.newest_change())?;
    let looked = Looked { change, minute: now.as_micros().div_euclid(60_000_000) };
    if app.config.mail.is_none() || last == Some(looked) {
        return Ok(looked);
    }
    let cabinet = app.cabinet()?;
    let due = storage::read(app.storage.as_ref(), |transaction| {
        let mut due = Vec::new();
        for (person, reminder) in reminders_due(&cabinet, now) {
            let to = cabinet.person(person).and_then(addressed);
            let Some(to) = to.filter(|_| may_be_told(&cabinet, person, reminder)) else {
                continue;
            };
            let cause = cause(person, reminder, &cabinet);
            if transaction.letter_text(&cause)?.is_none() {
                due.push((person, reminder, to, cause));
            }
        }
        Ok::<_, ApiError>(due)
    })?;
    if due.is_empty() {
        return Ok(looked);
    }
    let words = Words::load()?;
    storage::write(app.storage.as_ref(), |transaction| {
        for (person, reminder, to, cause) in &due {
            let Some(waiting) = write(&cabinet, &words, *reminder) else {
                continue;
            };
            let (to_name, to_mail) = to.clone();
            let waiting = Waiting { to_name, to_mail, ..waiting };
            queue(app, transaction, cause.clone(), *person, &waiting)?;
        }
        Ok::<_, ApiError>(())
    })?;
    Ok(looked)
}

/// Whether a person may know of what a reminder names. The sponsor of a draft sees neither meeting nor item yet, and a
/// letter must say no more than the desk.
fn may_be_told(cabinet: &Cabinet, person: PersonId, reminder: Reminder) -> bool {
    let sees = |meeting: Option<MeetingId>| {
        let meeting = meeting.and_then(|id| cabinet.meeting(id));
        meeting.is_some_and(|meeting| access::may_see_meeting(cabinet, person, meeting))
    };
    match reminder {
        Reminder::Papers(item) => sees(cabinet.item(item).map(|item| item.meeting)),
        Reminder::Positions(meeting) => sees(Some(meeting)),
        // These letters name the body alone, and go to whom the form was sent.
        Reminder::Form(_) | Reminder::FormOverdue(_) => true,
    }
}

/// What a reminder is about; a deadline that was moved is a new cause.
fn cause(person: PersonId, reminder: Reminder, cabinet: &Cabinet) -> String {
    let at = |moment: Option<Moment>| moment.map_or(0, Moment::as_micros);
    match reminder {
        Reminder::Positions(meeting) => {
            let by = cabinet.meeting(meeting).and_then(|found| found.public_face().positions_by);
            format!("positions {meeting} {person} {}", at(by))
        }
        Reminder::Form(form) => {
            let by = cabinet.form(form).map(|found| found.closes_at);
            format!("form {form} {person} {}", at(by))
        }
        Reminder::FormOverdue(form) => format!("overdue {form} {person}"),
        Reminder::Papers(item) => {
            let meeting = cabinet.item(item).and_then(|found| cabinet.meeting(found.meeting));
            let by = meeting.and_then(|meeting| meeting.public_face().lodge_by);
            format!("papers {item} {person} {}", at(by))
        }
    }
}

/// Says what is due without a word of the agenda: titles of items and forms stay on the desk.
fn write(cabinet: &Cabinet, words: &Words, reminder: Reminder) -> Option<Waiting> {
    let (key, meeting, due) = match reminder {
        Reminder::Positions(meeting) => {
            let meeting = cabinet.meeting(meeting)?;
            ("mail-positions", meeting, meeting.public_face().positions_by?)
        }
        Reminder::Form(form) | Reminder::FormOverdue(form) => {
            let form = cabinet.form(form)?;
            let meeting = cabinet.meeting(cabinet.item(form.item)?.meeting)?;
            let overdue = matches!(reminder, Reminder::FormOverdue(_));
            (if overdue { "mail-overdue" } else { "mail-form" }, meeting, form.closes_at)
        }
        Reminder::Papers(item) => {
            let meeting = cabinet.meeting(cabinet.item(item)?.meeting)?;
            ("mail-papers", meeting, meeting.public_face().lodge_by?)
        }
    };
    let body = cabinet.body(meeting.body)?;
    let when = Text::same(wall_words(&body.zone, due));
    let title = &meeting.public_face().title;
    let facts = [("title", title), ("when", &when), ("body", &body.name)];
    Some(Waiting {
        to_name: String::new(),
        to_mail: String::new(),
        subject: words.both(&format!("{key}-subject"), &facts).vi,
        text: bilingual(&words.both(&format!("{key}-text"), &facts)),
        calendar: None,
        invitation: None,
    })
}

fn wall_words(zone: &Zone, moment: Moment) -> String {
    let wall = zone.wall_of(moment);
    wall.map(|wall| wall.strftime("%H:%M, %d/%m/%Y").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{cause, may_be_told, write};
    use crate::post::Words;
    use domain::{
        AgendaItem, Body, BodyId, Cabinet, Calendar, Classification, Country, Entity, ItemId,
        Meeting, MeetingId, MeetingKind, MeetingState, Membership, MembershipId, PersonId,
        Reminder, Role, Rules, Text, Zone,
    };
    use uuid::Uuid;

    /// A sponsor read the title of a meeting that was still a draft in a letter about missing papers.
    #[test]
    fn a_sponsor_is_reminded_of_papers_once_they_may_know_of_the_meeting() {
        let sponsor = PersonId::from_uuid(Uuid::from_u128(1));
        let body = BodyId::from_uuid(Uuid::from_u128(2));
        let id = MeetingId::from_uuid(Uuid::from_u128(3));
        let item = ItemId::from_uuid(Uuid::from_u128(4));
        for (role, state, ended, expected) in [
            (Role::Member, MeetingState::Draft, false, false),
            (Role::Member, MeetingState::InReview, false, false),
            (Role::Member, MeetingState::Published, false, true),
            (Role::Member, MeetingState::Published, true, false),
            (Role::Secretariat, MeetingState::Draft, false, true),
        ] {
            let mut cabinet = Cabinet::default();
            let chair = PersonId::from_uuid(Uuid::from_u128(9));
            let meeting = Meeting::blank(id, body, MeetingKind::Session, chair);
            cabinet.put(Entity::Meeting(Meeting { state, ..meeting }));
            cabinet.put(Entity::Item(AgendaItem::blank(item, id, sponsor)));
            cabinet.put(Entity::Membership(Membership {
                id: MembershipId::from_uuid(Uuid::from_u128(5)),
                body,
                person: sponsor,
                role,
                clearance: Classification::Internal,
                votes: 1,
                from: None,
                until: None,
                ended,
            }));
            let told = may_be_told(&cabinet, sponsor, Reminder::Papers(item));
            assert_eq!(told, expected, "{role:?} {state:?} ended {ended}");
        }
    }

    /// A letter named a deadline that the secretariat had typed and not published, and a second letter went out once
    /// they changed their mind.
    #[test]
    fn a_reminder_of_papers_names_the_deadline_that_was_published() {
        let zone = Zone::vietnam();
        let at = |wall: &str| zone.moment_of(wall, None).unwrap();
        let sponsor = PersonId::from_uuid(Uuid::from_u128(1));
        let body = BodyId::from_uuid(Uuid::from_u128(2));
        let item = ItemId::from_uuid(Uuid::from_u128(4));
        let mut meeting = Meeting::blank(
            MeetingId::from_uuid(Uuid::from_u128(3)),
            body,
            MeetingKind::Session,
            sponsor,
        );
        meeting.face.lodge_by = Some(at("2026-12-01T17:00"));
        meeting.issued = Some(meeting.face.clone());
        let mut cabinet = Cabinet::default();
        cabinet.put(Entity::Body(Body {
            id: body,
            name: Text::same("Chính phủ"),
            rules: Rules::VIETNAM,
            calendar: Calendar::of(Country::Vietnam),
            zone: zone.clone(),
            ceiling: Classification::Internal,
            stamps: [].into(),
        }));
        cabinet.put(Entity::Item(AgendaItem::blank(item, meeting.id, sponsor)));
        cabinet.put(Entity::Meeting(meeting.clone()));
        let reminder = Reminder::Papers(item);
        let words = Words::load().unwrap();
        let published = cause(sponsor, reminder, &cabinet);
        let said = write(&cabinet, &words, reminder).unwrap().text;
        assert!(said.contains("17:00, 01/12/2026"), "{said}");

        meeting.face.lodge_by = Some(at("2026-12-03T09:00"));
        cabinet.put(Entity::Meeting(meeting.clone()));
        assert_eq!(cause(sponsor, reminder, &cabinet), published);
        assert_eq!(write(&cabinet, &words, reminder).unwrap().text, said);

        meeting.issued = Some(meeting.face.clone());
        cabinet.put(Entity::Meeting(meeting));
        assert_ne!(cause(sponsor, reminder, &cabinet), published, "moved for members, too");
    }
}
