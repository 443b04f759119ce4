//! Who is invited to a meeting, and who is to be reminded of what. Sending is the server's work.

use crate::{
    Cabinet, FormId, FormState, InvitationId, ItemId, Meeting, MeetingId, MeetingKind,
    MeetingState, Moment, PersonId, Role, access,
};
use std::collections::BTreeSet;

/// What somebody answered to an invitation. A note for the secretariat, never a vote: mail proves no sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InvitationAnswer {
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// May come.
    Tentative,
    /// Sends somebody.
    Delegated,
}

/// An invitation of one person to one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Identity. The calendar entry's own is made of the meeting's, so that all invited share one entry.
    pub id: InvitationId,
    /// Meeting.
    pub meeting: MeetingId,
    /// Person.
    pub person: PersonId,
    /// Counts the letters about it, from 0; calendars take the highest.
    pub sequence: u32,
    /// When the newest letter was handed to the mail server; `None` while it waits.
    pub sent_at: Option<Moment>,
    /// Why it cannot be delivered, in the mail server's words.
    pub problem: Option<String>,
    /// The answer.
    pub answer: Option<InvitationAnswer>,
    /// When the answer came.
    pub answered_at: Option<Moment>,
}

/// Something a person is to be reminded of, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reminder {
    /// Positions are due.
    Positions(MeetingId),
    /// A form is due.
    Form(FormId),
    /// A form is overdue.
    FormOverdue(FormId),
    /// Papers are missing shortly before the deadline for lodging: for the sponsor.
    Papers(ItemId),
}

/// How long before a deadline people are reminded.
const AHEAD_MICROS: i64 = 24 * 3_600 * 1_000_000;

/// Everybody to be invited to a meeting: those who see it and sit in it, and those invited for an item. The auditor and
/// the administrator are not.
pub fn invited_to(cabinet: &Cabinet, meeting: &Meeting) -> BTreeSet<PersonId> {
    cabinet
        .memberships()
        .filter(|standing| standing.body == meeting.body && !standing.ended)
        .filter(|standing| match standing.role {
            Role::Chair | Role::Member | Role::Adviser { .. } | Role::Secretariat => true,
            Role::Invitee => true,
            Role::Auditor | Role::Administrator => false,
        })
        .filter(|standing| access::may_see_meeting(cabinet, standing.person, meeting))
        .map(|standing| standing.person)
        .collect()
}

/// What is due to be said at `now`, and to whom. The same list comes until its time is over; whoever sends remembers what
/// was said.
pub fn reminders_due(cabinet: &Cabinet, now: Moment) -> Vec<(PersonId, Reminder)> {
    let mut due = Vec::new();
    for meeting in cabinet.meetings() {
        if meeting.held_as == MeetingKind::Session && meeting.state == MeetingState::Published {
            positions_due(cabinet, meeting, now, &mut due);
        }
        papers_due(cabinet, meeting, now, &mut due);
    }
    for form in cabinet.forms().filter(|form| form.state != FormState::Draft) {
        let overdue = form.state == FormState::Closed;
        let reminder = if overdue && is_within(form.closes_at, now, AHEAD_MICROS) {
            Reminder::FormOverdue(form.id)
        } else if form.state == FormState::Sent && is_ahead(form.closes_at, now) {
            Reminder::Form(form.id)
        } else {
            continue;
        };
        let polls = form.questions.iter().filter_map(|question| cabinet.poll(question.poll));
        let silent: BTreeSet<PersonId> = polls
            .flat_map(|poll| cabinet.voters(poll))
            .filter(|voter| {
                let answered = voter.answer.is_some_and(|answer| !answer.stale);
                !answered && !voter.recused && !voter.gone
            })
            .map(|voter| voter.person)
            .collect();
        due.extend(silent.iter().map(|person| (*person, reminder)));
        if overdue {
            due.extend(offices_of(cabinet, &silent).map(|person| (person, reminder)));
        }
    }
    due
}

/// The advisers of members: an overdue answer is told to their offices, too.
fn offices_of<'c>(
    cabinet: &'c Cabinet,
    members: &'c BTreeSet<PersonId>,
) -> impl Iterator<Item = PersonId> + 'c {
    cabinet.memberships().filter(|standing| !standing.ended).filter_map(|standing| {
        match standing.role {
            Role::Adviser { advises } => members.contains(&advises).then_some(standing.person),
            Role::Chair
            | Role::Member
            | Role::Secretariat
            | Role::Invitee
            | Role::Auditor
            | Role::Administrator => None,
        }
    })
}

fn positions_due(
    cabinet: &Cabinet,
    meeting: &Meeting,
    now: Moment,
    due: &mut Vec<(PersonId, Reminder)>,
) {
    let Some(cut_off) = meeting.public_face().positions_by.filter(|at| is_ahead(*at, now)) else {
        return;
    };
    debug_assert!(cut_off > now);
    let silent = cabinet
        .memberships()
        .filter(|standing| standing.body == meeting.body && standing.role.votes())
        .map(|standing| standing.person)
        .filter(|person| {
            cabinet.items_of(meeting.id).any(|item| {
                access::may_state_position(cabinet, *person, item)
                    && cabinet.position_of(item.id, *person).is_none()
            })
        });
    due.extend(silent.map(|person| (person, Reminder::Positions(meeting.id))));
}

fn papers_due(
    cabinet: &Cabinet,
    meeting: &Meeting,
    now: Moment,
    due: &mut Vec<(PersonId, Reminder)>,
) {
    let open = meeting.state.is_open_to_change();
    if !open || !meeting.public_face().lodge_by.is_some_and(|by| is_ahead(by, now)) {
        return;
    }
    for item in cabinet.items_of(meeting.id).filter(|item| !item.withdrawn) {
        let dossier = cabinet.dossier_of(item.id);
        if dossier.is_some_and(|dossier| !crate::is_complete(cabinet, dossier)) {
            due.push((item.sponsor(), Reminder::Papers(item.id)));
        }
    }
}

fn is_ahead(deadline: Moment, now: Moment) -> bool {
    let left = deadline.as_micros().saturating_sub(now.as_micros());
    (1..=AHEAD_MICROS).contains(&left)
}

fn is_within(past: Moment, now: Moment, micros: i64) -> bool {
    (0..=micros).contains(&now.as_micros().saturating_sub(past.as_micros()))
}
