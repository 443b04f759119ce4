use super::{Waiting, Words, addressed, bilingual, organiser, queue};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::config::MailConfig;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{
    Cabinet, Entity, Invitation, InvitationId, Meeting, MeetingKind, MeetingState, Moment, Person,
    PersonId, Text, invited_to,
};
use exchange::{Address, Method};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// Minutes before the start at which calendars remind.
const REMIND_MINUTES: u32 = 60;
/// How the cause of a letter about an invitation begins.
pub const INVITATION_CAUSE: &str = "invitation ";

/// Invites those who are to come, tells them of a change of title, time or place, or takes invitations back, as the
/// meeting stands after an act. `before` is the meeting before it.
pub fn invite(
    app: &App,
    transaction: &mut dyn Transaction,
    cabinet: &Arc<Cabinet>,
    before: Option<&Meeting>,
    meeting: &Meeting,
) -> Result<(), ApiError> {
    if app.config.mail.is_none() || meeting.held_as != MeetingKind::Session {
        return Ok(());
    }
    let changed = before.is_none_or(|before| !says_the_same(before, meeting));
    let known = known_invitations(transaction, cabinet, meeting)?;
    let invited = invited_to(cabinet, meeting);
    write_letters(app, transaction, cabinet, meeting, plan(meeting, &invited, &known, changed))
}

/// Takes back the invitations of those who have no place at a coming session any more.
pub fn withdraw_invitations(app: &App, transaction: &mut dyn Transaction) -> Result<(), ApiError> {
    if app.config.mail.is_none() {
        return Ok(());
    }
    let cabinet = app.cabinet_in(transaction)?;
    let now = app.now();
    let is_coming = |meeting: &&Meeting| {
        meeting.held_as == MeetingKind::Session
            && matches!(meeting.state, MeetingState::Published | MeetingState::InSession)
            && meeting.public_face().ends_at > now
    };
    for meeting in cabinet.meetings().filter(is_coming) {
        let known = known_invitations(transaction, &cabinet, meeting)?;
        let letters = plan_withdrawals(&invited_to(&cabinet, meeting), &known);
        write_letters(app, transaction, &cabinet, meeting, letters)?;
    }
    Ok(())
}

/// An invitation, and whether the newest letter about it took it back.
struct Known {
    invitation: Invitation,
    is_withdrawn: bool,
}

fn known_invitations(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    meeting: &Meeting,
) -> Result<Vec<Known>, ApiError> {
    let mut known = Vec::new();
    for invitation in cabinet.invitations().filter(|one| one.meeting == meeting.id) {
        let newest = transaction.letter_text(&cause(invitation))?;
        let waiting = newest.and_then(|text| serde_json::from_str::<Waiting>(&text).ok());
        let method = waiting.and_then(|waiting| waiting.calendar).map(|(method, _)| method);
        let is_withdrawn = method.is_some_and(|method| method == Method::Cancel.word());
        known.push(Known { invitation: invitation.clone(), is_withdrawn });
    }
    Ok(known)
}

/// What is to be said, and to whom.
fn plan(
    meeting: &Meeting,
    invited: &BTreeSet<PersonId>,
    known: &[Known],
    changed: bool,
) -> Vec<(Invitation, Method)> {
    match meeting.state {
        MeetingState::Cancelled => known
            .iter()
            .filter(|one| !one.is_withdrawn)
            .map(|one| {
                let sequence = one.invitation.sequence + 1;
                let next = Invitation { sequence, sent_at: None, ..one.invitation.clone() };
                (next, Method::Cancel)
            })
            .collect(),
        MeetingState::Published | MeetingState::InSession => {
            let mut letters = plan_withdrawals(invited, known);
            for person in invited {
                match known.iter().find(|one| one.invitation.person == *person) {
                    Some(one) if changed || one.is_withdrawn => {
                        letters.push((again(&one.invitation), Method::Request));
                    }
                    Some(_) => {}
                    None => letters.push((new_invitation(meeting, *person), Method::Request)),
                }
            }
            letters
        }
        MeetingState::Draft
        | MeetingState::InReview
        | MeetingState::Closed
        | MeetingState::Archived => Vec::new(),
    }
}

/// Whoever was invited and is not any more, once.
fn plan_withdrawals(invited: &BTreeSet<PersonId>, known: &[Known]) -> Vec<(Invitation, Method)> {
    known
        .iter()
        .filter(|one| !one.is_withdrawn && !invited.contains(&one.invitation.person))
        .map(|one| (again(&one.invitation), Method::Uninvite))
        .collect()
}

/// The next letter about an invitation; what was answered was answered to an older one.
fn again(invitation: &Invitation) -> Invitation {
    Invitation {
        sequence: invitation.sequence + 1,
        sent_at: None,
        problem: None,
        answer: None,
        answered_at: None,
        ..invitation.clone()
    }
}

fn write_letters(
    app: &App,
    transaction: &mut dyn Transaction,
    cabinet: &Arc<Cabinet>,
    meeting: &Meeting,
    letters: Vec<(Invitation, Method)>,
) -> Result<(), ApiError> {
    let Some(mail) = app.config.mail.as_ref().filter(|_| !letters.is_empty()) else {
        return Ok(());
    };
    let words = Words::load()?;
    let mut entities = Vec::new();
    for (invitation, method) in letters {
        let Some(person) = cabinet.person(invitation.person) else {
            continue;
        };
        // Whoever was removed is told that they need not come.
        let to = match method {
            Method::Request => addressed(person),
            Method::Cancel | Method::Uninvite => {
                person.mail.clone().map(|mail| (person.name.clone(), mail))
            }
        };
        let Some(to) = to else {
            continue;
        };
        let letter = Letter { mail, words: &words, meeting, invitation: &invitation, method, to };
        queue(app, transaction, cause(&invitation), person.id, &letter.write(app.now()))?;
        entities.push(Entity::Invitation(invitation));
    }
    Ok(commit_entities(transaction, cabinet, &entities)?)
}

/// What the letter of an invitation as it stands is about.
pub fn cause(invitation: &Invitation) -> String {
    format!("{INVITATION_CAUSE}{} {}", invitation.id, invitation.sequence)
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

fn new_invitation(meeting: &Meeting, person: PersonId) -> Invitation {
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
            (Method::Uninvite, _) => "withdrawn",
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

#[cfg(test)]
mod tests {
    use super::{Known, again, new_invitation, plan};
    use domain::{
        BodyId, InvitationAnswer, Meeting, MeetingId, MeetingKind, MeetingState, PersonId,
    };
    use exchange::Method;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    const MINISTER_AN: u128 = 1;
    const GUEST_BINH: u128 = 2;
    const ADVISER_CHI: u128 = 3;

    fn person(id: u128) -> PersonId {
        PersonId::from_uuid(Uuid::from_u128(id))
    }

    fn meeting(state: MeetingState) -> Meeting {
        let (id, body) = (MeetingId::from_uuid(Uuid::nil()), BodyId::from_uuid(Uuid::nil()));
        let meeting = Meeting::blank(id, body, MeetingKind::Session, person(MINISTER_AN));
        Meeting { state, ..meeting }
    }

    fn known(id: u128, sequence: u32, is_withdrawn: bool) -> Known {
        let new = new_invitation(&meeting(MeetingState::Published), person(id));
        let answer = Some(InvitationAnswer::Accepted);
        Known { invitation: domain::Invitation { sequence, answer, ..new }, is_withdrawn }
    }

    fn check(
        state: MeetingState,
        invited: &[u128],
        known: &[Known],
        changed: bool,
        expected: &[(u128, u32, Method)],
    ) {
        let invited: BTreeSet<PersonId> = invited.iter().copied().map(person).collect();
        let letters = plan(&meeting(state), &invited, known, changed);
        let found: Vec<_> = letters
            .iter()
            .map(|(one, method)| (one.person.as_uuid().as_u128(), one.sequence, *method))
            .collect();
        assert_eq!(found, expected);
    }

    /// Whoever was taken off an item, left or was removed kept the session in their calendar.
    #[test]
    fn whoever_is_no_longer_invited_is_told_once_and_may_be_invited_again() {
        use Method::{Cancel, Request, Uninvite};
        let published = MeetingState::Published;
        let both = [known(MINISTER_AN, 0, false), known(GUEST_BINH, 3, false)];
        check(published, &[MINISTER_AN, GUEST_BINH], &both, false, &[]);
        check(published, &[MINISTER_AN], &both, false, &[(GUEST_BINH, 4, Uninvite)]);
        let gone = [known(MINISTER_AN, 0, false), known(GUEST_BINH, 4, true)];
        check(published, &[MINISTER_AN], &gone, false, &[]);
        check(published, &[MINISTER_AN, GUEST_BINH], &gone, false, &[(GUEST_BINH, 5, Request)]);
        let changed = [(MINISTER_AN, 1, Request), (ADVISER_CHI, 0, Request)];
        check(published, &[MINISTER_AN, ADVISER_CHI], &gone, true, &changed);
        check(MeetingState::Cancelled, &[MINISTER_AN], &gone, false, &[(MINISTER_AN, 1, Cancel)]);
        check(MeetingState::Closed, &[], &both, true, &[]);
    }

    #[test]
    fn an_answer_to_an_older_letter_is_none_to_the_newest() {
        let next = again(&known(MINISTER_AN, 0, false).invitation);
        assert_eq!((next.sequence, next.answer, next.answered_at), (1, None, None));
    }
}
