use super::{Waiting, Words, addressed, bilingual, organiser, queue};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::config::MailConfig;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{
    Cabinet, Entity, Invitation, InvitationId, Meeting, MeetingKind, MeetingState, Moment, Person,
    Text, invited_to,
};
use exchange::{Address, Method};
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// Minutes before the start at which calendars remind.
const REMIND_MINUTES: u32 = 60;

/// Invites those who are to come, tells them of a change of title, time or place, or takes the invitation back, as the
/// meeting stands after an act. `before` is the meeting before it.
pub fn invite(
    app: &App,
    transaction: &mut dyn Transaction,
    cabinet: &Arc<Cabinet>,
    before: Option<&Meeting>,
    meeting: &Meeting,
) -> Result<(), ApiError> {
    let Some(mail) = &app.config.mail else {
        return Ok(());
    };
    if meeting.held_as != MeetingKind::Session {
        return Ok(());
    }
    let words = Words::load()?;
    let changed = before.is_none_or(|before| !says_the_same(before, meeting));
    let mut known: Vec<Invitation> =
        cabinet.invitations().filter(|one| one.meeting == meeting.id).cloned().collect();
    let mut kept = Vec::new();
    match meeting.state {
        MeetingState::Cancelled => {
            for invitation in &mut known {
                invitation.sequence += 1;
                invitation.sent_at = None;
                kept.push((invitation.clone(), Method::Cancel));
            }
        }
        MeetingState::Published | MeetingState::InSession => {
            for person in invited_to(cabinet, meeting) {
                match known.iter().find(|one| one.person == person) {
                    Some(invitation) if changed => {
                        let again = Invitation {
                            sequence: invitation.sequence + 1,
                            sent_at: None,
                            problem: None,
                            answer: None,
                            answered_at: None,
                            ..invitation.clone()
                        };
                        kept.push((again, Method::Request));
                    }
                    Some(_) => {}
                    None => kept.push((new_invitation(meeting, person), Method::Request)),
                }
            }
        }
        MeetingState::Draft
        | MeetingState::InReview
        | MeetingState::Closed
        | MeetingState::Archived => {}
    }
    let mut entities = Vec::new();
    for (invitation, method) in kept {
        let Some(person) = cabinet.person(invitation.person) else {
            continue;
        };
        let Some(to) = addressed(person) else {
            continue;
        };
        let letter = Letter { mail, words: &words, meeting, invitation: &invitation, method, to };
        let cause = format!("invitation {} {}", invitation.id, invitation.sequence);
        queue(app, transaction, cause, person.id, &letter.write(app.now()))?;
        entities.push(Entity::Invitation(invitation));
    }
    Ok(commit_entities(transaction, cabinet, &entities)?)
}

/// Whether an invitation would say the same of a meeting before and after.
fn says_the_same(before: &Meeting, after: &Meeting) -> bool {
    let (before_face, after_face) = (before.public_face(), after.public_face());
    before.edition > 0
        && before_face.title == after_face.title
        && before_face.place == after_face.place
        && before_face.starts_at == after_face.starts_at
        && before_face.ends_at == after_face.ends_at
}

fn new_invitation(meeting: &Meeting, person: domain::PersonId) -> Invitation {
    Invitation {
        id: InvitationId::from_uuid(Uuid::now_v7()),
        meeting: meeting.id,
        person,
        sequence: 0,
        sent_at: None,
        problem: None,
        answer: None,
        answered_at: None,
    }
}

struct Letter<'a> {
    mail: &'a MailConfig,
    words: &'a Words,
    meeting: &'a Meeting,
    invitation: &'a Invitation,
    method: Method,
    to: (String, String),
}

impl Letter<'_> {
    fn write(&self, now: Moment) -> Waiting {
        let face = self.meeting.public_face();
        let (name, mail) = self.to.clone();
        let wall = face.zone.wall_of(face.starts_at);
        let at = |pattern: &str| wall.map(|wall| wall.strftime(pattern).to_string());
        let when = Text::same(at("%H:%M, %d/%m/%Y").unwrap_or_default());
        let zone = Text::same(face.zone.name());
        let facts =
            [("title", &face.title), ("place", &face.place), ("when", &when), ("zone", &zone)];
        let kind = match (self.method, self.invitation.sequence) {
            (Method::Cancel, _) => "cancelled",
            (Method::Request, 0) => "invited",
            (Method::Request, _) => "changed",
        };
        let subject = self.words.both(&format!("mail-{kind}-subject"), &facts);
        let text = self.words.both(&format!("mail-{kind}-text"), &facts);
        let calendar = exchange::Invitation {
            uid: uid_of(self.meeting, self.mail),
            sequence: self.invitation.sequence,
            stamp: instant(now),
            starts_at: instant(face.starts_at),
            ends_at: instant(face.ends_at),
            zone: face.zone.name().to_owned(),
            summary: face.title.vi.clone(),
            place: face.place.vi.clone(),
            description: bilingual(&text),
            organiser: organiser(self.mail),
            attendee: Address { name: name.clone(), mail: mail.clone() },
            attendees: Vec::new(),
            reminder_minutes: Some(REMIND_MINUTES),
        };
        Waiting {
            to_name: name,
            to_mail: mail,
            subject: subject.vi,
            text: bilingual(&text),
            calendar: Some((self.method.word().to_owned(), calendar.to_calendar(self.method))),
            invitation: Some(self.invitation.id.as_uuid()),
        }
    }
}

/// The calendar entry's identity: the meeting's, at the sender's host.
pub fn uid_of(meeting: &Meeting, mail: &MailConfig) -> String {
    format!("{}@{}", meeting.id, mail.host_of_sender())
}

/// The meeting in a calendar entry's identity.
pub fn meeting_of(uid: &str) -> Option<domain::MeetingId> {
    let id = uid.split_once('@').map_or(uid, |(id, _)| id);
    Uuid::parse_str(id).ok().map(domain::MeetingId::from_uuid)
}

fn instant(moment: Moment) -> Timestamp {
    wire::moment_to_wire(moment)
}

/// Whom a reply's address belongs to.
pub fn person_of<'c>(cabinet: &'c Cabinet, mail: &str) -> Option<&'c Person> {
    cabinet
        .people()
        .find(|person| person.mail.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(mail)))
}
