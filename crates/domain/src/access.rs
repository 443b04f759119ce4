//! Who may see and do what. The only place where access is decided; everything not allowed here is denied.
//!
//! The server asks for every read, every change-feed row and every operation; the laptop asks to decide what to
//! offer. "Forbidden" and "absent" look alike from outside, so the answers here carry no reasons.

use crate::{
    AgendaItem, BodyId, Cabinet, Classification, Document, Dossier, Entity, ItemId, Meeting,
    MeetingState, Membership, PersonId, Poll, PollState, Role,
};

/// Tells whether `person` may see `entity`.
pub fn may_see(cabinet: &Cabinet, person: PersonId, entity: &Entity) -> bool {
    match entity {
        Entity::Person(_) | Entity::Body(_) => is_known(cabinet, person),
        Entity::Membership(membership) => standing_in(cabinet, person, membership.body).is_some(),
        Entity::Meeting(meeting) => may_see_meeting(cabinet, person, meeting),
        Entity::Item(item) => may_see_item(cabinet, person, item),
        Entity::Dossier(dossier) => may_read_dossier(cabinet, person, dossier),
        Entity::Document(document) => cabinet
            .dossier(document.dossier)
            .is_some_and(|dossier| may_read_dossier(cabinet, person, dossier)),
        Entity::Poll(poll) => may_see_poll(cabinet, person, poll),
        Entity::Position(position) => {
            position.person == person || may_see_positions(cabinet, person, position.item)
        }
        Entity::Ballot(ballot) => {
            ballot.voter == person
                || cabinet
                    .poll(ballot.poll)
                    .is_some_and(|poll| may_see_ballots(cabinet, person, poll))
        }
    }
}

/// Tells whether `person` may see that a meeting is held.
pub fn may_see_meeting(cabinet: &Cabinet, person: PersonId, meeting: &Meeting) -> bool {
    let Some(standing) = standing_in(cabinet, person, meeting.body) else {
        return false;
    };
    match standing.role {
        Role::Secretariat => true,
        Role::Chair | Role::Member | Role::Adviser { .. } | Role::Auditor => is_out(meeting),
        Role::Invitee => {
            is_out(meeting)
                && cabinet.items_of(meeting.id).any(|item| item.invitees.contains(&person))
        }
        Role::Administrator => false,
    }
}

/// Tells whether `person` may see an item's line on the agenda.
pub fn may_see_item(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    let Some(meeting) = cabinet.meeting(item.meeting) else {
        return false;
    };
    let Some(standing) = standing_in(cabinet, person, meeting.body) else {
        return false;
    };
    match standing.role {
        Role::Secretariat => true,
        Role::Chair | Role::Member | Role::Adviser { .. } | Role::Auditor => is_out(meeting),
        Role::Invitee => is_out(meeting) && item.invitees.contains(&person),
        Role::Administrator => false,
    }
}

/// Tells whether `person` may read a dossier's papers.
pub fn may_read_dossier(cabinet: &Cabinet, person: PersonId, dossier: &Dossier) -> bool {
    let Some(item) = cabinet.item(dossier.item) else {
        return false;
    };
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    let cleared = standing.clearance >= dossier.classification;
    match standing.role {
        Role::Secretariat => cleared,
        Role::Chair | Role::Member => cleared && !item.recused.contains(&person),
        Role::Adviser { advises } => {
            cleared
                && !item.recused.contains(&person)
                && !item.recused.contains(&advises)
                && clearance_of(cabinet, advises, standing.body) >= Some(dossier.classification)
        }
        Role::Invitee => cleared && may_see_item(cabinet, person, item),
        Role::Auditor | Role::Administrator => false,
    }
}

/// Tells whether `person` may fetch the bytes of a document: they may read its dossier, and it was not taken back.
pub fn may_read_document(cabinet: &Cabinet, person: PersonId, document: &Document) -> bool {
    !document.recalled
        && cabinet
            .dossier(document.dossier)
            .is_some_and(|dossier| may_read_dossier(cabinet, person, dossier))
}

/// Tells whether `person` may see a poll.
pub fn may_see_poll(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    let Some(item) = cabinet.item(poll.item) else {
        return false;
    };
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    match standing.role {
        Role::Secretariat | Role::Auditor => true,
        Role::Chair | Role::Member => !item.recused.contains(&person),
        Role::Adviser { advises } => {
            !item.recused.contains(&person) && !item.recused.contains(&advises)
        }
        Role::Invitee | Role::Administrator => false,
    }
}

/// Tells whether `person` may vote in a poll at all; [`OpenPoll::admit`](crate::OpenPoll::admit) judges the ballot.
pub fn may_vote(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    let Some(item) = cabinet.item(poll.item) else {
        return false;
    };
    poll.roll.contains(&person)
        && !item.recused.contains(&person)
        && item_standing(cabinet, person, item).is_some_and(|standing| standing.role.votes())
}

/// Tells whether `person` may see the ballots of others: the secretariat those of an opinion form as they come, and
/// everybody who sees the poll, once it is closed.
pub fn may_see_ballots(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    if !may_see_poll(cabinet, person, poll) {
        return false;
    }
    match poll.state {
        PollState::Closed { .. } => true,
        PollState::Open => {
            poll.kind == crate::PollKind::OpinionForm && may_run_item(cabinet, person, poll.item)
        }
    }
}

/// Tells whether `person` may state a position on an item.
pub fn may_state_position(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    !item.withdrawn
        && !item.recused.contains(&person)
        && cabinet
            .meeting(item.meeting)
            .is_some_and(|meeting| is_out(meeting) && meeting.state != MeetingState::Closed)
        && item_standing(cabinet, person, item).is_some_and(|standing| standing.role.votes())
}

/// Tells whether `person` may see the positions of others on an item: the chair and the secretariat.
pub fn may_see_positions(cabinet: &Cabinet, person: PersonId, item: ItemId) -> bool {
    let Some(item) = cabinet.item(item) else {
        return false;
    };
    item_standing(cabinet, person, item).is_some_and(|standing| match standing.role {
        Role::Chair => !item.recused.contains(&person),
        Role::Secretariat => true,
        Role::Member | Role::Adviser { .. } | Role::Invitee | Role::Auditor => false,
        Role::Administrator => false,
    })
}

/// Tells whether `person` may close a poll or withdraw an item: the secretariat of its body.
pub fn may_run_item(cabinet: &Cabinet, person: PersonId, item: ItemId) -> bool {
    cabinet
        .item(item)
        .and_then(|item| item_standing(cabinet, person, item))
        .is_some_and(|standing| standing.role == Role::Secretariat)
}

fn is_known(cabinet: &Cabinet, person: PersonId) -> bool {
    cabinet.memberships().any(|membership| membership.person == person && !membership.ended)
}

fn is_out(meeting: &Meeting) -> bool {
    meeting.state != MeetingState::Draft
}

fn item_standing<'a>(
    cabinet: &'a Cabinet,
    person: PersonId,
    item: &AgendaItem,
) -> Option<&'a Membership> {
    let meeting = cabinet.meeting(item.meeting)?;
    let standing = standing_in(cabinet, person, meeting.body)?;
    (standing.role == Role::Secretariat || is_out(meeting)).then_some(standing)
}

fn standing_in(cabinet: &Cabinet, person: PersonId, body: BodyId) -> Option<&Membership> {
    cabinet.memberships().find(|membership| {
        membership.person == person && membership.body == body && !membership.ended
    })
}

fn clearance_of(cabinet: &Cabinet, person: PersonId, body: BodyId) -> Option<Classification> {
    standing_in(cabinet, person, body).map(|membership| membership.clearance)
}
