//! Who may see and do what. The only place where access is decided; everything not allowed here is denied.
//!
//! The server asks for every read, every change-feed row and every operation; the laptop asks to decide what to
//! offer. "Forbidden" and "absent" look alike from outside, so the answers here carry no reasons.
//!
//! [`see`] gives a record as one person may have it: members get the published face of an agenda, never the working
//! one. Who may see and take part changes at once; wording waits for the next publication.

mod editing;
mod sharing;

pub use editing::may_edit;
pub use sharing::{layer_of, may_know_sharing_keys, may_see_shared, may_share, readers_to_offer};

use crate::{
    AgendaItem, BodyId, Cabinet, Classification, Document, DocumentVersion, Dossier, DossierState,
    Entity, Form, FormState, ItemId, Meeting, MeetingKind, MeetingState, Membership, PersonId,
    Poll, PollId, PollKind, PollState, PositionsSeen, Reply, Role, SubstituteRule, Visibility,
};

/// Gives an entity as `person` may have it; `None` where they may not know of it.
pub fn see(cabinet: &Cabinet, person: PersonId, entity: &Entity) -> Option<Entity> {
    if !may_see(cabinet, person, entity) {
        return None;
    }
    Some(match entity {
        Entity::Meeting(meeting) if !sees_workings(cabinet, person, meeting) => {
            let face = meeting.public_face().clone();
            let issued = Some(face.clone());
            Entity::Meeting(Meeting { face, issued, conflicts: Vec::new(), ..meeting.clone() })
        }
        Entity::Item(item) if !sees_item_workings(cabinet, person, item) => {
            Entity::Item(public_item(person, item))
        }
        Entity::Document(document) if !sees_dossier_workings(cabinet, person, document) => {
            let mut document = document.clone();
            document.pending = None;
            document.earlier.retain(|version| version.issued_at.is_some());
            Entity::Document(document)
        }
        Entity::Person(found) if found.id != person && !knows_addresses(cabinet, person) => {
            Entity::Person(crate::Person { mail: None, ..found.clone() })
        }
        Entity::Person(_)
        | Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Meeting(_)
        | Entity::Item(_)
        | Entity::Dossier(_)
        | Entity::Document(_)
        | Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Form(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Delegation(_)
        | Entity::Invitation(_) => entity.clone(),
    })
}

fn public_item(person: PersonId, item: &AgendaItem) -> AgendaItem {
    let mut seen = item.clone();
    seen.face = item.public_face().clone();
    seen.issued = Some(seen.face.clone());
    seen.conflicts.clear();
    seen.readers.retain(|reader| *reader == person);
    seen.invitees.retain(|invitee| *invitee == person);
    for (recused, recusal) in &mut seen.recused {
        if *recused != person {
            recusal.reason.clear();
        }
    }
    seen
}

/// Tells whether `person` may see `entity`.
pub fn may_see(cabinet: &Cabinet, person: PersonId, entity: &Entity) -> bool {
    match entity {
        Entity::Person(_) | Entity::Body(_) => is_known(cabinet, person),
        Entity::Membership(membership) => standing_in(cabinet, person, membership.body).is_some(),
        Entity::Delegation(delegation) => standing_in(cabinet, person, delegation.body).is_some(),
        Entity::Invitation(invitation) => {
            let meeting = cabinet.meeting(invitation.meeting);
            invitation.person == person
                || meeting.is_some_and(|meeting| runs_body(cabinet, person, meeting.body))
        }
        Entity::Meeting(meeting) => may_see_meeting(cabinet, person, meeting),
        Entity::Item(item) => may_see_item(cabinet, person, item),
        Entity::Dossier(dossier) => may_read_dossier(cabinet, person, dossier),
        Entity::Document(document) => may_see_document(cabinet, person, document),
        Entity::Poll(poll) => may_see_poll(cabinet, person, poll),
        Entity::Form(form) => may_see_form(cabinet, person, form),
        Entity::Reply(reply) => may_see_reply(cabinet, person, reply),
        Entity::Delivery(delivery) => {
            delivery.person == person || may_run_item(cabinet, person, delivery.item)
        }
        Entity::Position(position) => {
            position.person == person
                || advises(cabinet, person, position.person)
                || may_see_positions(cabinet, person, position.item)
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
        Role::Chair | Role::Member | Role::Adviser { .. } | Role::Auditor => {
            meeting.state.is_out() || reviews(person, meeting)
        }
        Role::Invitee => {
            meeting.state.is_out()
                && (cabinet.items_of(meeting.id).any(|item| may_see_item(cabinet, person, item))
                    || stands_in(cabinet, person, meeting).is_some())
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
    if standing.role == Role::Secretariat || reviews(person, meeting) {
        return true;
    }
    if !meeting.state.is_out() || item.issued.is_none() {
        return false;
    }
    let is_reader = |reader: PersonId| match item.visibility {
        Visibility::Body => true,
        Visibility::Readers => item.readers.contains(&reader) || item.sponsor() == reader,
        Visibility::Secretariat => false,
    };
    match standing.role {
        Role::Secretariat | Role::Administrator => false,
        Role::Chair | Role::Member => is_reader(person),
        Role::Auditor => item.visibility != Visibility::Secretariat,
        Role::Adviser { advises } => is_reader(advises),
        Role::Invitee => {
            item.visibility != Visibility::Secretariat
                && (item.invitees.contains(&person)
                    || stands_in(cabinet, person, meeting).is_some_and(is_reader))
        }
    }
}

/// Tells whether `person` may read a dossier's papers: of a withdrawn one, the secretariat alone.
pub fn may_read_dossier(cabinet: &Cabinet, person: PersonId, dossier: &Dossier) -> bool {
    let Some(item) = cabinet.item(dossier.item) else {
        return false;
    };
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    let cleared = standing.clearance >= dossier.classification;
    if dossier.state == DossierState::Withdrawn {
        return cleared && standing.role == Role::Secretariat;
    }
    match standing.role {
        Role::Secretariat => cleared,
        Role::Chair | Role::Member => cleared && !item.is_recused(person),
        Role::Adviser { advises } => {
            cleared
                && !item.is_recused(person)
                && !item.is_recused(advises)
                && clearance_of(cabinet, advises, standing.body) >= Some(dossier.classification)
        }
        Role::Invitee => {
            let member =
                cabinet.meeting(item.meeting).and_then(|at| stands_in(cabinet, person, at));
            let as_substitute = member.is_some_and(|member| {
                !item.is_recused(member)
                    && clearance_of(cabinet, member, standing.body) >= Some(dossier.classification)
            });
            cleared
                && !item.is_recused(person)
                && (item.invitees.contains(&person) || as_substitute)
        }
        Role::Auditor | Role::Administrator => false,
    }
}

/// Tells whether `person` may know of a document: they may read its dossier, and members have it already.
pub fn may_see_document(cabinet: &Cabinet, person: PersonId, document: &Document) -> bool {
    let Some(dossier) = cabinet.dossier(document.dossier) else {
        return false;
    };
    may_read_dossier(cabinet, person, dossier)
        && (document.published || sees_dossier_workings(cabinet, person, document))
}

/// Tells whether `person` may fetch the bytes of a document: they may see it, and it was not taken back.
pub fn may_read_document(cabinet: &Cabinet, person: PersonId, document: &Document) -> bool {
    !document.recalled && may_see_document(cabinet, person, document)
}

/// Tells whether `person` may fetch the bytes of one version of a document.
pub fn may_read_version(
    cabinet: &Cabinet,
    person: PersonId,
    document: &Document,
    version: &DocumentVersion,
) -> bool {
    may_read_document(cabinet, person, document)
        && (version.issued_at.is_some() || sees_dossier_workings(cabinet, person, document))
}

/// Tells whether `person` may see a poll.
pub fn may_see_poll(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    cabinet.item(poll.item).is_some_and(|item| may_see_questions(cabinet, person, item))
}

/// Tells whether `person` may see a form: a draft is the secretariat's alone.
pub fn may_see_form(cabinet: &Cabinet, person: PersonId, form: &Form) -> bool {
    let Some(item) = cabinet.item(form.item) else {
        return false;
    };
    match form.state {
        FormState::Draft => may_run_item(cabinet, person, item.id),
        FormState::Sent | FormState::Closed | FormState::MovedToSession { .. } => {
            may_see_questions(cabinet, person, item)
        }
    }
}

fn may_see_questions(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    match standing.role {
        Role::Secretariat | Role::Auditor => true,
        Role::Chair | Role::Member => !item.is_recused(person),
        Role::Adviser { advises } => !item.is_recused(person) && !item.is_recused(advises),
        Role::Invitee => cabinet
            .meeting(item.meeting)
            .and_then(|meeting| stands_in(cabinet, person, meeting))
            .is_some_and(|member| !item.is_recused(person) && !item.is_recused(member)),
        Role::Administrator => false,
    }
}

/// Tells whether `person` may vote in a poll at all; [`OpenPoll::admit`](crate::OpenPoll::admit) judges the ballot.
pub fn may_vote(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    let Some(item) = cabinet.item(poll.item) else {
        return false;
    };
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    let as_substitute = || {
        poll.policy.substitutes == SubstituteRule::Votes
            && cabinet
                .meeting(item.meeting)
                .and_then(|meeting| stands_in(cabinet, person, meeting))
                .is_some()
    };
    poll.roll.contains(&person)
        && !item.is_recused(person)
        && (standing.role.votes() || as_substitute())
}

/// Tells whether `person` may see the ballots of others: the secretariat and the drafting ministry those of an
/// opinion form as they come, and everybody who sees the poll, once it is closed.
pub fn may_see_ballots(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    if !may_see_poll(cabinet, person, poll) {
        return false;
    }
    match poll.state {
        PollState::Closed { .. } => true,
        PollState::Open => {
            poll.kind == PollKind::OpinionForm && may_reply(cabinet, person, poll.id)
        }
    }
}

/// Tells whether `person` may reply to the opinions on a question: the drafting ministry, and the secretariat.
pub fn may_reply(cabinet: &Cabinet, person: PersonId, poll: PollId) -> bool {
    let Some(poll) = cabinet.poll(poll).filter(|poll| poll.kind == PollKind::OpinionForm) else {
        return false;
    };
    let Some(item) = cabinet.item(poll.item) else {
        return false;
    };
    let drafts = item.sponsor() == person || advises(cabinet, person, item.sponsor());
    may_see_poll(cabinet, person, poll) && (may_run_item(cabinet, person, item.id) || drafts)
}

/// Who presides over a counted poll: its chair; where they stand aside, have left or do not see the item, the meeting's
/// chair; where the same holds of them, a chair of the body. `None` where nobody is left.
pub fn presides(cabinet: &Cabinet, poll: &Poll) -> Option<PersonId> {
    let item = cabinet.item(poll.item)?;
    let meeting = cabinet.meeting(item.meeting)?;
    let chairs = cabinet.memberships().filter(|standing| {
        standing.body == meeting.body && !standing.ended && standing.role == Role::Chair
    });
    [poll.chair, meeting.public_face().chair]
        .into_iter()
        .chain(chairs.map(|standing| standing.person))
        .find(|person| takes_part(cabinet, *person, item))
}

/// Tells whether `person` may give the chair's word on a counted poll: whoever presides, and the secretariat in their
/// name where nobody is left who could.
pub fn may_settle(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    match presides(cabinet, poll) {
        Some(chair) => chair == person,
        None => may_run_item(cabinet, person, poll.item),
    }
}

/// Tells whether `person` may close a poll by hand: the secretariat, and whoever presides over a named vote.
/// [`check_close`](crate::act::check_close) says when.
pub fn may_close(cabinet: &Cabinet, person: PersonId, poll: &Poll) -> bool {
    may_run_item(cabinet, person, poll.item)
        || (poll.kind == PollKind::RollCall && presides(cabinet, poll) == Some(person))
}

/// Tells whether `person` may see a reply: whoever may reply, whoever gave the opinion, and whoever sees the ballots.
pub fn may_see_reply(cabinet: &Cabinet, person: PersonId, reply: &Reply) -> bool {
    let Some(poll) = cabinet.poll(reply.poll) else {
        return false;
    };
    let own = cabinet
        .ballot(reply.ballot)
        .is_some_and(|ballot| ballot.voter == person || advises(cabinet, person, ballot.voter));
    may_see_poll(cabinet, person, poll) && (own || may_see_ballots(cabinet, person, poll))
}

/// Tells whether `person` may state a position on an item.
pub fn may_state_position(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    let is_open = |meeting: &Meeting| {
        meeting.held_as == MeetingKind::Session
            && matches!(meeting.state, MeetingState::Published | MeetingState::InSession)
    };
    !item.withdrawn
        && cabinet.meeting(item.meeting).is_some_and(is_open)
        && takes_part(cabinet, person, item)
}

/// Tells whether `person` votes in the body and takes part in the item.
pub fn takes_part(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    !item.is_recused(person)
        && item_standing(cabinet, person, item).is_some_and(|standing| standing.role.votes())
}

/// Tells whether `person` may see the positions of others on an item: the chair and the secretariat, or by the rule
/// of the body every member who takes part.
pub fn may_see_positions(cabinet: &Cabinet, person: PersonId, item: ItemId) -> bool {
    let Some(item) = cabinet.item(item) else {
        return false;
    };
    let Some(standing) = item_standing(cabinet, person, item) else {
        return false;
    };
    let open = cabinet
        .body(standing.body)
        .is_some_and(|body| body.rules.session.positions == PositionsSeen::WholeBody);
    match standing.role {
        Role::Secretariat => true,
        Role::Chair => !item.is_recused(person),
        Role::Member => open && !item.is_recused(person),
        Role::Adviser { advises } => open && !item.is_recused(person) && !item.is_recused(advises),
        Role::Invitee | Role::Auditor | Role::Administrator => false,
    }
}

/// Tells whether `person` prepares the meetings of a body.
pub fn runs_body(cabinet: &Cabinet, person: PersonId, body: BodyId) -> bool {
    standing_in(cabinet, person, body).is_some_and(|standing| standing.role == Role::Secretariat)
}

/// Tells whether `person` may run an item: the secretariat of its body.
pub fn may_run_item(cabinet: &Cabinet, person: PersonId, item: ItemId) -> bool {
    cabinet
        .item(item)
        .and_then(|item| cabinet.meeting(item.meeting))
        .is_some_and(|meeting| runs_body(cabinet, person, meeting.body))
}

/// Tells whether `person` runs the people and devices of a body.
pub fn administers(cabinet: &Cabinet, person: PersonId, body: BodyId) -> bool {
    standing_in(cabinet, person, body).is_some_and(|standing| standing.role == Role::Administrator)
}

/// Tells whether `person` is an administrator of any body.
pub fn is_administrator(cabinet: &Cabinet, person: PersonId) -> bool {
    in_force(cabinet, person).any(|membership| membership.role == Role::Administrator)
}

/// Tells whether `person` may read the trail of administrative acts: administrators and auditors all of it.
pub fn may_read_trail(cabinet: &Cabinet, person: PersonId) -> bool {
    in_force(cabinet, person)
        .any(|membership| matches!(membership.role, Role::Administrator | Role::Auditor))
}

/// Tells whether `person` may send files to the server, to lodge them: the secretariat of any body.
pub fn may_upload(cabinet: &Cabinet, person: PersonId) -> bool {
    in_force(cabinet, person).any(|membership| membership.role == Role::Secretariat)
}

/// A person's place in a body, while it holds.
pub fn standing_in(cabinet: &Cabinet, person: PersonId, body: BodyId) -> Option<&Membership> {
    in_force(cabinet, person).find(|membership| membership.body == body)
}

fn in_force(cabinet: &Cabinet, person: PersonId) -> impl Iterator<Item = &Membership> {
    let removed = cabinet.person(person).is_some_and(|found| found.removed);
    cabinet
        .memberships()
        .filter(move |membership| membership.person == person && !membership.ended && !removed)
}

fn is_known(cabinet: &Cabinet, person: PersonId) -> bool {
    in_force(cabinet, person).next().is_some()
}

/// Whether a person is the chair to whom a meeting is shown for review.
fn reviews(person: PersonId, meeting: &Meeting) -> bool {
    meeting.state == MeetingState::InReview && meeting.face.chair == person
}

fn sees_workings(cabinet: &Cabinet, person: PersonId, meeting: &Meeting) -> bool {
    runs_body(cabinet, person, meeting.body) || reviews(person, meeting)
}

fn sees_item_workings(cabinet: &Cabinet, person: PersonId, item: &AgendaItem) -> bool {
    cabinet.meeting(item.meeting).is_some_and(|meeting| sees_workings(cabinet, person, meeting))
}

fn sees_dossier_workings(cabinet: &Cabinet, person: PersonId, document: &Document) -> bool {
    cabinet
        .dossier(document.dossier)
        .and_then(|dossier| cabinet.item(dossier.item))
        .is_some_and(|item| sees_item_workings(cabinet, person, item))
}

fn knows_addresses(cabinet: &Cabinet, person: PersonId) -> bool {
    in_force(cabinet, person)
        .any(|membership| matches!(membership.role, Role::Secretariat | Role::Administrator))
}

/// A person's place in the body an item is before, if they see the item.
fn item_standing<'a>(
    cabinet: &'a Cabinet,
    person: PersonId,
    item: &AgendaItem,
) -> Option<&'a Membership> {
    let meeting = cabinet.meeting(item.meeting)?;
    let standing = standing_in(cabinet, person, meeting.body)?;
    may_see_item(cabinet, person, item).then_some(standing)
}

/// The member for whom a person stands in at a meeting.
fn stands_in(cabinet: &Cabinet, person: PersonId, meeting: &Meeting) -> Option<PersonId> {
    cabinet
        .delegations()
        .find(|delegation| {
            delegation.substitute == person
                && delegation.body == meeting.body
                && !delegation.ended
                && delegation.meeting.is_none_or(|only| only == meeting.id)
        })
        .map(|delegation| delegation.member)
}

fn advises(cabinet: &Cabinet, person: PersonId, member: PersonId) -> bool {
    in_force(cabinet, person).any(|membership| membership.role == Role::Adviser { advises: member })
}

fn clearance_of(cabinet: &Cabinet, person: PersonId, body: BodyId) -> Option<Classification> {
    standing_in(cabinet, person, body).map(|membership| membership.clearance)
}
