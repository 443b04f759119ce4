//! The trail: one line for each act, in the act's own transaction.

use super::Scene;
use crate::error::ApiError;
use crate::storage::{TrailRow, Transaction};
use domain::act::Changes;
use domain::{Cabinet, Classification, Entity, EntityRef, ItemId};
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;
use wire::{ActBody, KindWord, TrailVerb};

#[derive(Serialize)]
struct Subject {
    kind: &'static str,
    id: Uuid,
}

/// Writes the line of an act. Where the act touched something above the server's ceiling, the line keeps the act's
/// name and no word of it.
pub fn write_act(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    body: &ActBody,
    changes: &Changes,
) -> Result<(), ApiError> {
    let put = changes.put.iter().map(Entity::reference);
    let subjects: Vec<EntityRef> = put.chain(changes.removed.iter().copied()).collect();
    let act = serde_json::to_value(body).map_err(unwritable)?;
    let verb = act.get("act").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut after = scene.cabinet.as_ref().clone();
    changes.carry_out(&mut after);
    let ceiling = scene.app.config.ceiling.into();
    let detail = if touches_above(&scene.cabinet, &after, ceiling, &subjects) {
        json!({ "act": &verb, "withheld": "ceiling" })
    } else {
        act
    };
    append_line(scene, transaction, &verb, &subjects, &detail)
}

/// Appends a line of the caller's about something that is no act.
pub fn append(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    verb: TrailVerb,
    subject: EntityRef,
    (name, id): (&str, Uuid),
) -> Result<(), ApiError> {
    let detail = json!({ "act": verb.word(), name: id });
    append_line(scene, transaction, verb.word(), &[subject], &detail)
}

fn append_line(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    verb: &str,
    subjects: &[EntityRef],
    detail: &Value,
) -> Result<(), ApiError> {
    let named = |one: &EntityRef| Subject { kind: KindWord::from(one.kind).as_str(), id: one.id };
    let subjects: Vec<Subject> = subjects.iter().map(named).collect();
    Ok(transaction.append_trail(&TrailRow {
        seq: 0,
        at: scene.now,
        person: scene.caller.person,
        device: Some(scene.caller.device),
        verb: verb.to_owned(),
        subjects: serde_json::to_string(&subjects).map_err(unwritable)?,
        detail: detail.to_string(),
    })?)
}

fn unwritable(_: serde_json::Error) -> ApiError {
    ApiError::Broken("the trail cannot be written")
}

/// Whether one of the records lies above the ceiling: as it stands after an act, or as it stood where it is gone.
fn touches_above(
    before: &Cabinet,
    after: &Cabinet,
    ceiling: Classification,
    subjects: &[EntityRef],
) -> bool {
    subjects.iter().any(|subject| match after.get(*subject) {
        Some(entity) => is_above(after, ceiling, entity),
        None => before.get(*subject).is_some_and(|gone| is_above(before, ceiling, gone)),
    })
}

/// Whether a record belongs to an item whose dossier is classified above the ceiling.
fn is_above(cabinet: &Cabinet, ceiling: Classification, entity: &Entity) -> bool {
    let of_item = |item: ItemId| {
        cabinet.dossier_of(item).is_some_and(|dossier| dossier.classification > ceiling)
    };
    match entity {
        Entity::Item(item) => of_item(item.id),
        Entity::Dossier(dossier) => dossier.classification > ceiling,
        Entity::Document(document) => cabinet
            .dossier(document.dossier)
            .is_some_and(|dossier| dossier.classification > ceiling),
        Entity::Poll(poll) => of_item(poll.item),
        Entity::Form(form) => of_item(form.item),
        Entity::Reply(reply) => cabinet.poll(reply.poll).is_some_and(|poll| of_item(poll.item)),
        Entity::Position(position) => of_item(position.item),
        Entity::Delivery(delivery) => of_item(delivery.item),
        Entity::Ballot(ballot) => cabinet.poll(ballot.poll).is_some_and(|poll| of_item(poll.item)),
        Entity::Person(_)
        | Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Meeting(_)
        | Entity::Delegation(_)
        | Entity::Invitation(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::touches_above;
    use domain::{
        AgendaItem, Cabinet, Classification, Dossier, DossierId, DossierState, Entity, ItemId,
        MeetingId, PersonId,
    };
    use uuid::Uuid;

    fn dossier(classification: Classification) -> Entity {
        Entity::Dossier(Dossier {
            id: DossierId::from_uuid(Uuid::from_u128(2)),
            item: ItemId::from_uuid(Uuid::from_u128(1)),
            classification,
            paper_expected: true,
            summary_expected: false,
            state: DossierState::Draft,
        })
    }

    /// A title typed into an item whose dossier was made a state secret stood in the trail, word for word.
    #[test]
    fn an_act_on_what_lies_above_the_ceiling_leaves_no_words() {
        let (meeting, sponsor) =
            (MeetingId::from_uuid(Uuid::nil()), PersonId::from_uuid(Uuid::nil()));
        let item = AgendaItem::blank(ItemId::from_uuid(Uuid::from_u128(1)), meeting, sponsor);
        let item = Entity::Item(item);
        let subjects = [item.reference()];
        let with = |classification| {
            let mut cabinet = Cabinet::default();
            cabinet.put(item.clone());
            cabinet.put(dossier(classification));
            cabinet
        };
        let (low, high) = (with(Classification::Internal), with(Classification::Secret));
        let touches = |before: &Cabinet, after: &Cabinet| {
            touches_above(before, after, Classification::Confidential, &subjects)
        };
        assert!(touches(&low, &high), "it became one");
        assert!(touches(&high, &high), "it stayed one");
        assert!(touches(&high, &Cabinet::default()), "it was one, and is gone");
        assert!(!touches(&high, &low), "it is none any more");
        assert!(!touches(&low, &low));
    }
}
