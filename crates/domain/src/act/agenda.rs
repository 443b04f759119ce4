use super::{ActError, Actor, Changes, check_optional, check_reason};
use crate::edit::Field;
use crate::{
    AgendaItem, Cabinet, Entity, ItemId, LateDecision, LateRequest, Part, PartMove, PersonId,
    Recusal, access,
};

/// Takes an item off the agenda, or puts it back.
pub fn withdraw(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    withdrawn: bool,
) -> Result<Changes, ActError> {
    let mut item = run(cabinet, actor, item)?.clone();
    item.withdrawn = withdrawn;
    Ok(written(cabinet, item))
}

/// Moves an item between the parts of the session.
pub fn move_part(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    part: Option<Part>,
    reason: &str,
) -> Result<Changes, ActError> {
    let mut item = runs_or_chairs(cabinet, actor, item)?.clone();
    item.moved = match part {
        Some(part) => {
            let reason = check_reason(reason)?;
            Some(PartMove { part, reason, by: actor.person, at: actor.now })
        }
        None => None,
    };
    Ok(written(cabinet, item))
}

/// Declares a recusal: by the person, or by the secretariat at their word. A second declaration changes nothing, so
/// that the time of the first stands.
pub fn recuse(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    person: PersonId,
    reason: &str,
) -> Result<Changes, ActError> {
    let item = cabinet
        .item(item)
        .filter(|item| access::may_see_item(cabinet, actor.person, item))
        .ok_or(ActError::NotFound)?;
    let runs = access::may_run_item(cabinet, actor.person, item.id);
    if !runs && actor.person != person {
        return Err(ActError::NotEntitled);
    }
    let body = cabinet.meeting(item.meeting).ok_or(ActError::NotFound)?.body;
    let takes_part = access::standing_in(cabinet, person, body)
        .is_some_and(|standing| standing.role.votes() || standing.role.is_adviser());
    if !takes_part {
        return Err(ActError::NotEntitled);
    }
    let reason = crate::tidied(reason);
    check_optional(&reason, Field::Reason)?;
    let mut item = item.clone();
    item.recused.entry(person).or_insert(Recusal { reason, by: actor.person, at: actor.now });
    Ok(written(cabinet, item))
}

/// Takes a recusal back; the secretariat's act alone, since it opens papers.
pub fn lift_recusal(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    person: PersonId,
) -> Result<Changes, ActError> {
    let mut item = run(cabinet, actor, item)?.clone();
    item.recused.remove(&person).ok_or(ActError::NotFound)?;
    Ok(written(cabinet, item))
}

/// Asks to lodge papers late: the secretariat for the ministry, or the sponsor.
pub fn ask_late(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    reason: &str,
) -> Result<Changes, ActError> {
    let item = cabinet
        .item(item)
        .filter(|item| access::may_see_item(cabinet, actor.person, item))
        .ok_or(ActError::NotFound)?;
    let runs = access::may_run_item(cabinet, actor.person, item.id);
    if !runs && item.sponsor() != actor.person {
        return Err(ActError::NotEntitled);
    }
    if item.late.as_ref().is_some_and(|late| late.decision.is_none()) {
        return Err(ActError::NotPossibleNow);
    }
    let request = LateRequest {
        reason: check_reason(reason)?,
        by: actor.person,
        at: actor.now,
        decision: None,
    };
    let mut item = item.clone();
    item.late = Some(request);
    Ok(written(cabinet, item))
}

/// Answers a request to lodge late: the chair, or the secretariat in the chair's name, and never whoever asked.
pub fn decide_late(
    cabinet: &Cabinet,
    actor: Actor,
    item: ItemId,
    approved: bool,
    words: &str,
) -> Result<Changes, ActError> {
    let mut item = runs_or_chairs(cabinet, actor, item)?.clone();
    let words = crate::tidied(words);
    check_optional(&words, Field::Reason)?;
    let request = item.late.as_mut().ok_or(ActError::NotFound)?;
    if request.by == actor.person {
        return Err(ActError::NotEntitled);
    }
    request.decision = Some(LateDecision { approved, words, by: actor.person, at: actor.now });
    Ok(written(cabinet, item))
}

/// The line as it is kept: above the server's ceiling without words, reasons among them.
fn written(cabinet: &Cabinet, item: AgendaItem) -> Changes {
    let above = cabinet.is_item_above_ceiling(item.id);
    Changes::of(Entity::Item(if above { item.without_words() } else { item }))
}

fn run(cabinet: &Cabinet, actor: Actor, item: ItemId) -> Result<&AgendaItem, ActError> {
    let found = cabinet
        .item(item)
        .filter(|item| access::may_run_item(cabinet, actor.person, item.id))
        .ok_or(ActError::NotFound)?;
    let meeting = cabinet.meeting(found.meeting).ok_or(ActError::NotFound)?;
    if !meeting.state.is_open_to_change() {
        return Err(ActError::NotPossibleNow);
    }
    Ok(found)
}

fn runs_or_chairs(cabinet: &Cabinet, actor: Actor, item: ItemId) -> Result<&AgendaItem, ActError> {
    let found = cabinet
        .item(item)
        .filter(|item| access::may_see_item(cabinet, actor.person, item))
        .ok_or(ActError::NotFound)?;
    let meeting = cabinet.meeting(found.meeting).ok_or(ActError::NotFound)?;
    let chairs = meeting.public_face().chair == actor.person && !found.is_recused(actor.person);
    if !chairs && !access::may_run_item(cabinet, actor.person, found.id) {
        return Err(ActError::NotEntitled);
    }
    if !meeting.state.is_open_to_change() {
        return Err(ActError::NotPossibleNow);
    }
    Ok(found)
}
