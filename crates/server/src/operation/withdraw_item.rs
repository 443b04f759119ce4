use super::Scene;
use crate::access_feed::commit_entities;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{Entity, ItemId, access};
use uuid::Uuid;
use wire::OperationOutcome;

/// Takes an item off the agenda or puts it back, at the word of the secretariat.
pub fn set(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    item: Uuid,
    withdrawn: bool,
) -> Result<OperationOutcome, ApiError> {
    let mut item = scene
        .cabinet
        .item(ItemId::from_uuid(item))
        .filter(|item| access::may_run_item(&scene.cabinet, scene.caller.person, item.id))
        .ok_or_else(ApiError::not_found)?
        .clone();
    item.withdrawn = withdrawn;
    commit_entities(transaction, &scene.cabinet, &[Entity::Item(item)])?;
    Ok(OperationOutcome::Accepted { receipt: None })
}
