//! From changed entities to rows of the change feed, and from rows to what one person may see.
//!
//! When a change alters who may see other things (a recusal, a new invitee, a closed poll), each affected person gets
//! rows of their own: the record for what came into sight, a removal for what left it.

use crate::error::ApiError;
use crate::storage::{ChangeRow, RecordRow, StoreError, Transaction};
use domain::act::Changes;
use domain::{Cabinet, Dossier, DossierState, Entity, EntityRef, PersonId, access};
use std::collections::BTreeSet;
use wire::{Change, ChangesResponse, KindWord, Record};

/// Writes entities and all the feed rows that follow from them.
pub fn commit_entities(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    changed: &[Entity],
) -> Result<(), StoreError> {
    let changes = Changes { put: changed.to_vec(), removed: Vec::new() };
    commit_changes(transaction, before, &changes)
}

/// Writes what an act changed and all the feed rows that follow from it.
pub fn commit_changes(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    changes: &Changes,
) -> Result<(), StoreError> {
    let mut after = before.clone();
    changes.carry_out(&mut after);
    for entity in &changes.put {
        let reference = entity.reference();
        let kind = KindWord::from(reference.kind);
        let rev = transaction.record(kind, reference.id)?.map_or(0, |row| row.rev) + 1;
        let body = serde_json::to_string(&Record::from(entity))
            .map_err(|_| StoreError::Unreadable { what: "record" })?;
        transaction.put_record(&RecordRow { kind, id: reference.id, rev, body })?;
        append(transaction, reference, None, false)?;
    }
    for reference in &changes.removed {
        transaction.remove_record(reference.kind.into(), reference.id)?;
        tell_of_removal(transaction, before, *reference)?;
    }
    let moved = changes.put.iter().any(|entity| moves_sight(before, entity));
    if moved || !changes.removed.is_empty() {
        let changed = changes.put.iter().map(Entity::reference).collect();
        append_sight_changes(transaction, before, &after, &changed)?;
    }
    Ok(())
}

/// Tells those who saw a record that it is gone.
fn tell_of_removal(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    gone: EntityRef,
) -> Result<(), StoreError> {
    let Some(entity) = before.get(gone) else {
        return Ok(());
    };
    for person in everybody(before) {
        if access::may_see(before, person, entity) {
            append(transaction, gone, Some(person), true)?;
        }
    }
    Ok(())
}

fn append_sight_changes(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    after: &Cabinet,
    changed: &BTreeSet<EntityRef>,
) -> Result<(), StoreError> {
    for person in everybody(after) {
        for entity in after.entities() {
            let reference = entity.reference();
            let old = before.get(reference);
            let saw = old.is_some_and(|old| access::may_see(before, person, old));
            let sees = access::may_see(after, person, entity);
            if saw && !sees {
                append(transaction, reference, Some(person), true)?;
            } else if sees && !saw && old.is_some() && !changed.contains(&reference) {
                append(transaction, reference, Some(person), false)?;
            }
        }
    }
    Ok(())
}

fn everybody(cabinet: &Cabinet) -> BTreeSet<PersonId> {
    cabinet.memberships().map(|membership| membership.person).collect()
}

/// Reads one person's page of the feed.
pub fn read_feed(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    person: PersonId,
    after: u64,
    limit: u32,
) -> Result<(Vec<Change>, u64, bool), ApiError> {
    let rows = transaction.changes_after(after, limit)?;
    let more = rows.len() == limit as usize;
    // A cursor beyond the feed belongs to a server that was restored from a backup: the client starts anew.
    let next = rows.last().map_or(after.min(transaction.newest_change()?), |row| row.seq);
    let mut named = BTreeSet::new();
    let mut changes = Vec::new();
    for row in rows.iter().rev() {
        let is_for_another = row.audience.is_some_and(|audience| audience != person);
        if is_for_another || named.contains(&(row.kind, row.id)) {
            continue;
        }
        if let Some(change) = read_row(transaction, cabinet, person, row)? {
            named.insert((row.kind, row.id));
            changes.push(change);
        }
    }
    changes.reverse();
    Ok((changes, next, more))
}

fn read_row(
    transaction: &mut dyn Transaction,
    cabinet: &Cabinet,
    person: PersonId,
    row: &ChangeRow,
) -> Result<Option<Change>, ApiError> {
    let record = match row.kind.entity() {
        None => transaction
            .note(row.id)?
            .filter(|(author, _)| *author == person)
            .map(|(_, sealed)| Record::Note(wire::NoteRecord { id: row.id, sealed })),
        Some(kind) => cabinet
            .get(EntityRef { kind, id: row.id })
            .and_then(|entity| access::see(cabinet, person, entity))
            .map(|entity| Record::from(&entity)),
    };
    if record.is_none() && !row.removed {
        return Ok(None);
    }
    let record = record
        .map(serde_json::to_value)
        .transpose()
        .map_err(|_| ApiError::Broken("a record cannot be written"))?;
    let kind = row.kind.as_str().to_owned();
    Ok(Some(Change { seq: row.seq, kind, id: row.id, record }))
}

/// Puts the parts of an answer together.
pub fn answer(
    (changes, next, more): (Vec<Change>, u64, bool),
    feed: uuid::Uuid,
) -> ChangesResponse {
    ChangesResponse { changes, next, more, feed }
}

fn append(
    transaction: &mut dyn Transaction,
    reference: EntityRef,
    audience: Option<PersonId>,
    removed: bool,
) -> Result<(), StoreError> {
    let (kind, id) = (reference.kind.into(), reference.id);
    transaction.append_change(&ChangeRow { seq: 0, kind, id, audience, removed })?;
    Ok(())
}

/// Whether a change of this entity can alter who sees entities, the entity itself included. Comparing costs little;
/// asking for everybody and everything costs much, and most edits of an agenda alter nobody's sight.
fn moves_sight(before: &Cabinet, entity: &Entity) -> bool {
    match entity {
        Entity::Membership(_) | Entity::Delegation(_) => true,
        Entity::Person(person) => {
            before.person(person.id).is_some_and(|old| old.removed != person.removed)
        }
        Entity::Body(body) => before.body(body.id).is_some_and(|old| old.rules != body.rules),
        Entity::Meeting(meeting) => before.meeting(meeting.id).is_some_and(|old| {
            old.state != meeting.state || old.public_face().chair != meeting.public_face().chair
        }),
        Entity::Item(item) => before.item(item.id).is_some_and(|old| {
            old.issued.is_some() != item.issued.is_some()
                || old.public_face().sponsor != item.public_face().sponsor
                || old.visibility != item.visibility
                || old.readers != item.readers
                || old.invitees != item.invitees
                || !old.recused.keys().eq(item.recused.keys())
        }),
        Entity::Dossier(dossier) => before.dossier(dossier.id).is_some_and(|old| {
            let is_withdrawn = |one: &Dossier| one.state == DossierState::Withdrawn;
            old.classification != dossier.classification
                || is_withdrawn(old) != is_withdrawn(dossier)
        }),
        Entity::Document(document) => {
            before.document(document.id).is_some_and(|old| old.published != document.published)
        }
        Entity::Poll(poll) => before.poll(poll.id).is_some_and(|old| {
            std::mem::discriminant(&old.state) != std::mem::discriminant(&poll.state)
        }),
        Entity::Form(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Invitation(_) => false,
    }
}
