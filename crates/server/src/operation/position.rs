use super::Scene;
use super::act::text_code;
use crate::access_feed::commit_entities;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{Entity, Grade, ItemId, Position, PositionId, PositionValue, access};
use uuid::Uuid;
use wire::{OperationOutcome, Problem, codes};

/// What a member states.
pub struct Stated<'a> {
    pub item: Uuid,
    pub value: PositionValue,
    pub comment: &'a str,
    pub grade: Option<Grade>,
}

/// States a member's position; a later one replaces an earlier one. After the meeting's cut-off it is kept and shown
/// as late, beside an earlier one in time that goes on to count.
pub fn state(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    operation: Uuid,
    stated: &Stated<'_>,
) -> Result<OperationOutcome, ApiError> {
    let person = scene.caller.person;
    let item = scene
        .cabinet
        .item(ItemId::from_uuid(stated.item))
        .filter(|item| access::may_see_item(&scene.cabinet, person, item))
        .ok_or_else(ApiError::not_found)?;
    if item.withdrawn {
        let title = "the item was withdrawn";
        return Err(ApiError::Public(Problem::new(409, codes::ITEM_WITHDRAWN, title)));
    }
    if !access::may_state_position(&scene.cabinet, person, item) {
        let title = "this person states no position on this item";
        return Err(ApiError::Public(Problem::new(403, codes::NOT_ENTITLED, title)));
    }
    let comment = domain::tidied(stated.comment);
    domain::check_words(&comment, Position::MAX_COMMENT_CHARS).map_err(|error| {
        ApiError::Public(Problem::new(422, text_code(error), error.to_string()))
    })?;
    let meeting = scene.cabinet.meeting(item.meeting).ok_or_else(ApiError::not_found)?;
    let cut_off = meeting.public_face().positions_by;
    let late = cut_off.is_some_and(|cut_off| cut_off <= scene.now);
    let known = scene.cabinet.position_in(item.id, person, late);
    let new = PositionId::from_uuid(operation);
    if known.is_none() && scene.cabinet.position(new).is_some() {
        return Err(ApiError::bad_request("this identity is taken"));
    }
    let position = Position {
        id: known.map_or(new, |position| position.id),
        item: item.id,
        person,
        value: stated.value,
        comment,
        grade: stated.grade,
        received_at: scene.now,
        late,
    };
    commit_entities(transaction, &scene.cabinet, &[Entity::Position(position)])?;
    if late {
        return Ok(OperationOutcome::Late { receipt: String::new() });
    }
    Ok(OperationOutcome::Accepted { receipt: None })
}
