use super::Scene;
use crate::access_feed::commit_entities;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{Entity, ItemId, Position, PositionId, access};
use uuid::Uuid;
use wire::{OperationOutcome, PositionWord, Problem, codes};

/// States a member's position; a later one replaces an earlier one.
pub fn state(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    operation: Uuid,
    item: Uuid,
    value: PositionWord,
) -> Result<OperationOutcome, ApiError> {
    let person = scene.caller.person;
    let item = scene
        .cabinet
        .item(ItemId::from_uuid(item))
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
    let id = scene
        .cabinet
        .position_of(item.id, person)
        .map_or(PositionId::from_uuid(operation), |position| position.id);
    let position =
        Position { id, item: item.id, person, value: value.into(), received_at: scene.now };
    commit_entities(transaction, &scene.cabinet, &[Entity::Position(position)])?;
    Ok(OperationOutcome::Accepted { receipt: None })
}
