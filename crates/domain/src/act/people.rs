use super::editing::take;
use super::{ActError, Actor, Changes, check_reason};
use crate::edit::Field;
use crate::{
    Body, Cabinet, Delegation, Entity, Membership, Moment, Person, Role, SubstituteRule, access,
};

/// Writes a person, a membership, a delegation or a body: the administrator's work, and the secretariat's for
/// delegations.
#[allow(clippy::wildcard_enum_match_arm, reason = "the caller hands over these four kinds alone")]
pub fn write(
    cabinet: &Cabinet,
    actor: Actor,
    was: Option<&Entity>,
    now: &Entity,
) -> Result<Changes, ActError> {
    let stands = cabinet.get(now.reference());
    match (now, was, stands) {
        (Entity::Person(now), None, None) => {
            person(cabinet, actor, None, take(actor, None, now, None, nothing_missed)?)
        }
        (Entity::Person(now), Some(Entity::Person(was)), Some(Entity::Person(stands))) => {
            let taken = take(actor, Some(was), now, Some(stands), nothing_missed)?;
            person(cabinet, actor, Some(stands), taken)
        }
        (Entity::Membership(now), None, None) => {
            membership(cabinet, actor, take(actor, None, now, None, nothing_missed)?)
        }
        (
            Entity::Membership(now),
            Some(Entity::Membership(was)),
            Some(Entity::Membership(stands)),
        ) => {
            let taken = take(actor, Some(was), now, Some(stands), nothing_missed)?;
            membership(cabinet, actor, taken)
        }
        (Entity::Delegation(now), None, None) => {
            delegation(cabinet, actor, take(actor, None, now, None, nothing_missed)?)
        }
        (
            Entity::Delegation(now),
            Some(Entity::Delegation(was)),
            Some(Entity::Delegation(stands)),
        ) => {
            let taken = take(actor, Some(was), now, Some(stands), nothing_missed)?;
            delegation(cabinet, actor, taken)
        }
        (Entity::Body(now), Some(Entity::Body(was)), Some(Entity::Body(stands))) => {
            body(cabinet, actor, take(actor, Some(was), now, Some(stands), nothing_missed)?)
        }
        (_, None, Some(stands)) if stands == now => Ok(Changes::default()),
        (_, None, Some(_)) => Err(ActError::Conflict),
        _ => Err(ActError::NotFound),
    }
}

fn nothing_missed<T>(_: &mut T, missed: Vec<crate::Conflict>) -> bool {
    missed.is_empty()
}

fn person(
    cabinet: &Cabinet,
    actor: Actor,
    stands: Option<&Person>,
    mut person: Person,
) -> Result<Changes, ActError> {
    if !access::is_administrator(cabinet, actor.person) {
        return Err(ActError::NotFound);
    }
    person.name = crate::tidied(&person.name);
    person.handle = crate::tidied(&person.handle).to_lowercase();
    person.office = person.office.tidied();
    for (words, field) in [(&person.name, Field::Name), (&person.handle, Field::Handle)] {
        crate::Text::same(words.as_str())
            .check_title()
            .map_err(|source| ActError::Words { field, source })?;
    }
    person
        .office
        .check_words()
        .map_err(|source| ActError::Words { field: Field::Office, source })?;
    if person.mail.as_deref().is_some_and(|mail| !is_mail(mail)) {
        let source = crate::TextError::Control;
        return Err(ActError::Words { field: Field::Mail, source });
    }
    let taken = cabinet
        .people()
        .any(|other| other.id != person.id && other.handle == person.handle && !other.removed);
    if taken && !person.removed {
        return Err(ActError::HandleTaken);
    }
    let leaves = person.removed && stands.is_some_and(|stands| !stands.removed);
    if leaves && person.id == actor.person {
        return Err(ActError::OwnRights);
    }
    let mut put = vec![Entity::Person(person.clone())];
    if leaves {
        // Whoever leaves keeps their name in what they did, and every right ends.
        put.extend(end_all(cabinet, actor, &person));
    }
    Ok(Changes { put, removed: Vec::new() })
}

/// Ends the places a person holds, and those that were still to come.
fn end_all(cabinet: &Cabinet, actor: Actor, person: &Person) -> Vec<Entity> {
    let is_coming = |place: &Membership| {
        place.ended && place.from.is_some() && place.until.is_none_or(|until| actor.now < until)
    };
    cabinet
        .memberships()
        .filter(|place| place.person == person.id && (!place.ended || is_coming(place)))
        .map(|place| {
            let until = place.until.map_or(actor.now, |until| until.min(actor.now));
            // An end lies after its beginning, so what never held gets the shortest time there is, now past.
            let before = Moment::from_micros(until.as_micros().saturating_sub(1));
            let from = place.from.map(|from| from.min(before));
            let place = Membership { ended: true, from, until: Some(until), ..place.clone() };
            Entity::Membership(place)
        })
        .collect()
}

fn membership(
    cabinet: &Cabinet,
    actor: Actor,
    mut membership: Membership,
) -> Result<Changes, ActError> {
    if !access::administers(cabinet, actor.person, membership.body) {
        return Err(ActError::NotFound);
    }
    // An administrator who could make themselves a member could read and vote.
    if membership.person == actor.person {
        return Err(ActError::OwnRights);
    }
    let person = cabinet.person(membership.person).ok_or(ActError::NotFound)?;
    if membership.votes > 1_000 || (membership.role.votes() && membership.votes == 0) {
        return Err(ActError::BadNumber);
    }
    if membership.until.is_some_and(|until| membership.from.is_some_and(|from| until <= from)) {
        return Err(ActError::BadTimes);
    }
    if let Role::Adviser { advises } = membership.role {
        let is_member = access::standing_in(cabinet, advises, membership.body)
            .is_some_and(|standing| standing.role.votes());
        if !is_member || advises == membership.person {
            return Err(ActError::NotFound);
        }
    }
    if membership.ended && membership.holds_at(actor.now) {
        membership.until = Some(actor.now);
    }
    membership.ended = !membership.holds_at(actor.now);
    let is_over = membership.until.is_some_and(|until| until <= actor.now);
    if person.removed && !is_over {
        return Err(ActError::NotPossibleNow);
    }
    let other = cabinet.memberships().any(|other| {
        other.id != membership.id
            && other.person == membership.person
            && other.body == membership.body
            && overlap(&membership, other, actor.now)
    });
    if other {
        return Err(ActError::PlaceTaken);
    }
    Ok(Changes::of(Entity::Membership(membership)))
}

/// Whether two memberships hold at the same time, from now on. What is over is history, even where its dates are not
/// known.
fn overlap(one: &Membership, other: &Membership, now: Moment) -> bool {
    let begins = [one.from, other.from].into_iter().flatten().fold(now, Moment::max);
    [one.until, other.until].into_iter().flatten().all(|until| begins < until)
}

fn delegation(
    cabinet: &Cabinet,
    actor: Actor,
    mut delegation: Delegation,
) -> Result<Changes, ActError> {
    let body = cabinet
        .body(delegation.body)
        .filter(|body| access::runs_body(cabinet, actor.person, body.id))
        .ok_or(ActError::NotFound)?;
    delegation.reason = check_reason(&delegation.reason)?;
    let member = access::standing_in(cabinet, delegation.member, body.id);
    let substitute = access::standing_in(cabinet, delegation.substitute, body.id);
    let member_votes = member.is_some_and(|standing| standing.role.votes());
    // Whoever votes already gets no second vote by standing in for another.
    let substitutes_vote = [body.rules.session, body.rules.written]
        .iter()
        .any(|policy| policy.substitutes == SubstituteRule::Votes);
    let votes_twice = substitutes_vote && substitute.is_some_and(|standing| standing.role.votes());
    if !member_votes || substitute.is_none() || votes_twice {
        return Err(ActError::NotEntitled);
    }
    if delegation.member == delegation.substitute {
        return Err(ActError::NotEntitled);
    }
    let fits = delegation.meeting.is_none_or(|meeting| {
        cabinet.meeting(meeting).is_some_and(|meeting| meeting.body == body.id)
    });
    if !fits {
        return Err(ActError::NotFound);
    }
    Ok(Changes::of(Entity::Delegation(delegation)))
}

fn body(cabinet: &Cabinet, actor: Actor, mut body: Body) -> Result<Changes, ActError> {
    if !access::administers(cabinet, actor.person, body.id) {
        return Err(ActError::NotFound);
    }
    body.name = body.name.tidied();
    body.name.check_title().map_err(|source| ActError::Words { field: Field::Title, source })?;
    if !body.rules.session.is_sound() || !body.rules.written.is_sound() {
        return Err(ActError::BadNumber);
    }
    Ok(Changes::of(Entity::Body(body)))
}

/// Whether this can be an address at all; only a delivered letter proves it.
fn is_mail(mail: &str) -> bool {
    let Some((local, host)) = mail.rsplit_once('@') else {
        return false;
    };
    let plain = |part: &str| {
        !part.is_empty()
            && part.chars().all(|one| one.is_ascii_graphic() && !"<>(),;:\\\"[]@".contains(one))
    };
    mail.len() <= 254 && plain(local) && plain(host)
}
