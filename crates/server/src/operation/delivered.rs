use super::Scene;
use crate::access_feed::commit_entities;
use crate::error::ApiError;
use crate::storage::Transaction;
use domain::{BoundPaper, Delivery, DeliveryId, Entity, ItemId, access, same_papers};
use uuid::Uuid;
use wire::{BoundPaperRecord, OperationOutcome};

/// Most papers in one word of delivery.
const MAX_PAPERS: usize = 2_000;

/// Takes a device's word that an item and its papers have arrived whole. A later one replaces an earlier one. It is
/// taken for what it says even where the papers have changed meanwhile: it then counts for the older ones.
pub fn note(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    operation: Uuid,
    item: Uuid,
    papers: &[BoundPaperRecord],
) -> Result<OperationOutcome, ApiError> {
    if papers.len() > MAX_PAPERS {
        return Err(ApiError::bad_request("too many papers"));
    }
    let person = scene.caller.person;
    let item = scene
        .cabinet
        .item(ItemId::from_uuid(item))
        .filter(|item| access::may_see_item(&scene.cabinet, person, item))
        .ok_or_else(ApiError::not_found)?;
    let read = |paper: &BoundPaperRecord| BoundPaper::try_from(paper.clone());
    let papers: Vec<BoundPaper> = papers
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .map_err(|_| ApiError::bad_request("a paper cannot be read"))?;
    let known = scene.cabinet.delivery_of(item.id, person);
    if known.is_some_and(|known| same_papers(&known.papers, &papers)) {
        return Ok(OperationOutcome::Accepted { receipt: None });
    }
    let new = DeliveryId::from_uuid(operation);
    if known.is_none() && scene.cabinet.delivery(new).is_some() {
        return Err(ApiError::bad_request("this identity is taken"));
    }
    let id = known.map_or(new, |known| known.id);
    let delivery = Delivery { id, item: item.id, person, papers, at: scene.now };
    commit_entities(transaction, &scene.cabinet, &[Entity::Delivery(delivery)])?;
    Ok(OperationOutcome::Accepted { receipt: None })
}
