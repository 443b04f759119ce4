//! From what a screen sends to acts on people, seats and delegations.

use super::day::changed;
use super::directory::state_of;
use super::handle::handle_from;
use crate::agenda::text_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::prepare::{Read, missing, new_record};
use crate::view::{ActInput, RoleView, SeatStateView, TextView};
use domain::act::{Act, RecordEdit};
use domain::{
    BodyId, Cabinet, Delegation, DelegationId, Entity, MeetingId, Membership, MembershipId, Moment,
    Person, PersonId, Role,
};
use uuid::Uuid;

impl Desk {
    /// The act on people that an input means; `None` for other inputs.
    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are read by its neighbours")]
    pub(crate) fn read_people_act(&self, cabinet: &Cabinet, input: &ActInput) -> Option<Read> {
        let now = self.clock.now();
        Some(match input {
            ActInput::SavePerson { person, name, handle, office, mail } => {
                save_person(cabinet, *person, [name, handle, mail], office)
            }
            ActInput::RemovePerson { person } => {
                let found = cabinet.person(PersonId::from_uuid(*person));
                change(found, Entity::Person, |person| person.removed = true)
            }
            ActInput::SaveSeat { .. } => save_seat(cabinet, now, input),
            ActInput::EndSeat { seat } => {
                let found = cabinet.membership(MembershipId::from_uuid(*seat));
                end_seat(found, now)
            }
            ActInput::Delegate { body, member, substitute, meeting, reason } => {
                let id = Uuid::now_v7();
                let delegation = Delegation {
                    id: DelegationId::from_uuid(id),
                    body: BodyId::from_uuid(*body),
                    member: PersonId::from_uuid(*member),
                    substitute: PersonId::from_uuid(*substitute),
                    meeting: meeting.map(MeetingId::from_uuid),
                    reason: reason.clone(),
                    ended: false,
                };
                Ok((Act::Edit(vec![new_record(Entity::Delegation(delegation))]), Some(id)))
            }
            ActInput::EndDelegation { delegation } => {
                let found = cabinet.delegation(DelegationId::from_uuid(*delegation));
                change(found, Entity::Delegation, |delegation| delegation.ended = true)
            }
            _ => return None,
        })
    }
}

/// The edit of one record.
fn change<T: Clone>(found: Option<&T>, wrap: fn(T) -> Entity, make: impl FnOnce(&mut T)) -> Read {
    let was = found.ok_or_else(missing)?.clone();
    let mut now = was.clone();
    make(&mut now);
    Ok((Act::Edit(vec![RecordEdit { was: Some(wrap(was)), now: Some(wrap(now)) }]), None))
}

/// A new person without a handle gets one made from the name.
fn save_person(
    cabinet: &Cabinet,
    id: Option<Uuid>,
    [name, handle, mail]: [&String; 3],
    office: &TextView,
) -> Read {
    let mail = Some(mail.trim()).filter(|mail| !mail.is_empty()).map(str::to_owned);
    if let Some(id) = id {
        return change(cabinet.person(PersonId::from_uuid(id)), Entity::Person, |person| {
            person.name = domain::tidied(name);
            person.handle = domain::tidied(handle).to_lowercase();
            person.office = text_of(office);
            person.mail = mail;
        });
    }
    let handle = match domain::tidied(handle).to_lowercase() {
        handle if handle.is_empty() => {
            let here = cabinet.people().filter(|person| !person.removed);
            handle_from(name, &here.map(|person| person.handle.clone()).collect())
        }
        handle => handle,
    };
    let id = Uuid::now_v7();
    let person = Person {
        id: PersonId::from_uuid(id),
        handle,
        name: domain::tidied(name),
        office: text_of(office),
        mail,
        removed: false,
    };
    Ok((Act::Edit(vec![new_record(Entity::Person(person))]), Some(id)))
}

fn save_seat(cabinet: &Cabinet, now: Moment, input: &ActInput) -> Read {
    let ActInput::SaveSeat { seat, person, body, role, advises, clearance, votes, from, until } =
        input
    else {
        return Err(missing());
    };
    let zone = &cabinet.body(BodyId::from_uuid(*body)).ok_or_else(missing)?.zone;
    let was = match seat {
        Some(seat) => Some(cabinet.membership(MembershipId::from_uuid(*seat)).ok_or_else(missing)?),
        None => None,
    };
    let new_id = Uuid::now_v7();
    let mut now_record = Membership {
        id: was.map_or(MembershipId::from_uuid(new_id), |was| was.id),
        body: BodyId::from_uuid(*body),
        person: PersonId::from_uuid(*person),
        role: role_of(*role, advises.map(PersonId::from_uuid))?,
        clearance: (*clearance).into(),
        votes: *votes,
        from: changed(zone, was.and_then(|was| was.from), from)?,
        until: changed(zone, was.and_then(|was| was.until), until)?,
        ended: false,
    };
    now_record.ended = !now_record.holds_at(now);
    let edit = RecordEdit {
        was: was.cloned().map(Entity::Membership),
        now: Some(Entity::Membership(now_record)),
    };
    Ok((Act::Edit(vec![edit]), was.is_none().then_some(new_id)))
}

/// A seat that holds ends now; one that is still to come never holds.
fn end_seat(found: Option<&Membership>, now: Moment) -> Read {
    let seat = found.ok_or_else(missing)?;
    match state_of(seat, now) {
        SeatStateView::Over => Err(DeskError::from_code("not-possible-now")),
        SeatStateView::Now => change(found, Entity::Membership, |seat| seat.ended = true),
        SeatStateView::Coming => change(found, Entity::Membership, |seat| {
            // An end has to lie after its beginning, so what never held gets the shortest time there is, now past.
            seat.from = Some(Moment::from_micros(now.as_micros().saturating_sub(1)));
            seat.until = Some(now);
            seat.ended = true;
        }),
    }
}

/// The role of a screen's word.
///
/// # Errors
/// `adviser-of-whom` for an adviser without a member.
pub fn role_of(role: RoleView, advises: Option<PersonId>) -> Result<Role, DeskError> {
    Ok(match role {
        RoleView::Chair => Role::Chair,
        RoleView::Member => Role::Member,
        RoleView::Adviser => {
            let advises = advises.ok_or_else(|| DeskError::from_code("adviser-of-whom"))?;
            Role::Adviser { advises }
        }
        RoleView::Secretariat => Role::Secretariat,
        RoleView::Invitee => Role::Invitee,
        RoleView::Auditor => Role::Auditor,
        RoleView::Administrator => Role::Administrator,
    })
}
