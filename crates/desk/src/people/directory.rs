//! The directory as screens see it.

use super::day::day_of;
use crate::agenda::{given_name_key, name_of, person_view, text_view};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::prepare::role_view;
use crate::view::{BodyView, DelegationView, PeopleView, PersonLineView, SeatStateView, SeatView};
use domain::{
    Body, Cabinet, Delegation, Membership, Moment, PersonId, Role, SubstituteRule, access,
};
use std::collections::BTreeMap;

impl Desk {
    /// Bodies, people and seats as this person may see them, with what waits to be sent.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn people(&self) -> Result<PeopleView, DeskError> {
        let cabinet = self.cabinet()?;
        Ok(people_view(&cabinet, self.person(), self.clock.now()))
    }
}

/// The directory as `me` sees it.
pub fn people_view(cabinet: &Cabinet, me: PersonId, now: Moment) -> PeopleView {
    let mut bodies: Vec<BodyView> =
        cabinet.bodies().map(|body| body_view(cabinet, me, body)).collect();
    bodies.sort_by_cached_key(|body| body.name.vi.to_lowercase());
    let mut seats: BTreeMap<PersonId, Vec<SeatView>> = BTreeMap::new();
    for seat in cabinet.memberships() {
        seats.entry(seat.person).or_default().extend(seat_view(cabinet, now, seat));
    }
    let mut people: Vec<PersonLineView> = cabinet
        .people()
        .map(|person| {
            let mut seats = seats.remove(&person.id).unwrap_or_default();
            seats.sort_by(|one, other| {
                (one.state.cmp(&other.state)).then_with(|| other.from.cmp(&one.from))
            });
            PersonLineView {
                person: person_view(person),
                handle: person.handle.clone(),
                mail: person.mail.clone().unwrap_or_default(),
                removed: person.removed,
                is_me: person.id == me,
                seats,
            }
        })
        .collect();
    people.sort_by_cached_key(|line| given_name_key(&line.person.name));
    let mut delegations: Vec<&Delegation> = cabinet.delegations().collect();
    // Identities grow with time (UUID version 7).
    delegations.sort_by_key(|delegation| std::cmp::Reverse(delegation.id));
    let delegations = delegations.into_iter().map(|one| delegation_view(cabinet, one)).collect();
    PeopleView { bodies, people, delegations }
}

fn body_view(cabinet: &Cabinet, me: PersonId, body: &Body) -> BodyView {
    let votes = |seat: &&Membership| {
        let is_here = cabinet.person(seat.person).is_some_and(|person| !person.removed);
        seat.body == body.id && !seat.ended && seat.role.votes() && is_here
    };
    BodyView {
        id: body.id.as_uuid(),
        name: text_view(&body.name),
        zone: body.zone.name().to_owned(),
        n_voting: u32::try_from(cabinet.memberships().filter(votes).count()).unwrap_or(u32::MAX),
        may_administer: access::administers(cabinet, me, body.id),
        may_delegate: access::runs_body(cabinet, me, body.id),
        substitutes_vote: body.rules.session.substitutes == SubstituteRule::Votes,
    }
}

/// A seat; `None` where its body is not here.
fn seat_view(cabinet: &Cabinet, now: Moment, seat: &Membership) -> Option<SeatView> {
    let zone = &cabinet.body(seat.body)?.zone;
    let advises = match seat.role {
        Role::Adviser { advises } => Some(advises),
        Role::Chair
        | Role::Member
        | Role::Secretariat
        | Role::Invitee
        | Role::Auditor
        | Role::Administrator => None,
    };
    Some(SeatView {
        id: seat.id.as_uuid(),
        body: seat.body.as_uuid(),
        role: role_view(seat.role),
        advises: advises.map(PersonId::as_uuid),
        advises_name: advises.map(|member| name_of(cabinet, member)),
        clearance: seat.clearance.into(),
        votes: seat.votes,
        from: seat.from.and_then(|from| day_of(zone, from)),
        until: seat.until.and_then(|until| day_of(zone, until)),
        state: state_of(seat, now),
    })
}

/// Whether a seat holds. The server's word counts; a seat whose time has come on this clock alone is still to come.
pub fn state_of(seat: &Membership, now: Moment) -> SeatStateView {
    let is_before_its_end = seat.until.is_none_or(|until| now < until);
    match (seat.ended, seat.from) {
        (false, _) => SeatStateView::Now,
        (true, Some(_)) if is_before_its_end => SeatStateView::Coming,
        (true, Some(_) | None) => SeatStateView::Over,
    }
}

fn delegation_view(cabinet: &Cabinet, delegation: &Delegation) -> DelegationView {
    let meeting = delegation.meeting.and_then(|meeting| cabinet.meeting(meeting));
    DelegationView {
        id: delegation.id.as_uuid(),
        body: delegation.body.as_uuid(),
        member: delegation.member.as_uuid(),
        member_name: name_of(cabinet, delegation.member),
        substitute: delegation.substitute.as_uuid(),
        substitute_name: name_of(cabinet, delegation.substitute),
        meeting: delegation.meeting.map(domain::MeetingId::as_uuid),
        meeting_title: meeting.map(|meeting| text_view(&meeting.public_face().title)),
        reason: delegation.reason.clone(),
        ended: delegation.ended,
    }
}
