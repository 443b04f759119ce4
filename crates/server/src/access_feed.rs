//! From changed entities to rows of the change feed, and from rows to what one person may see.
//!
//! When a change alters who may see other things (a recusal, a new invitee, a closed poll), each affected person gets
//! rows of their own: the record for what came into sight, a removal for what left it.

use crate::error::ApiError;
use crate::storage::{ChangeRow, RecordRow, StoreError, Transaction};
use domain::{Cabinet, Entity, EntityKind, PersonId, access};
use std::collections::BTreeSet;
use wire::{Change, ChangesResponse, KindWord, Record};

/// Writes entities and all the feed rows that follow from them.
pub fn commit_entities(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    changed: &[Entity],
) -> Result<(), StoreError> {
    let mut after = before.clone();
    for entity in changed {
        after.put(entity.clone());
    }
    for entity in changed {
        let (kind, id) = name(entity);
        let rev = transaction.record(kind, id)?.map_or(0, |row| row.rev) + 1;
        let body = serde_json::to_string(&Record::from(entity))
            .map_err(|_| StoreError::Unreadable { what: "record" })?;
        transaction.put_record(&RecordRow { kind, id, rev, body })?;
        append(transaction, entity, None, false)?;
    }
    if changed.iter().any(moves_sight) {
        append_sight_changes(transaction, before, &after, changed)?;
    }
    Ok(())
}

fn append_sight_changes(
    transaction: &mut dyn Transaction,
    before: &Cabinet,
    after: &Cabinet,
    changed: &[Entity],
) -> Result<(), StoreError> {
    let people: BTreeSet<PersonId> =
        after.memberships().map(|membership| membership.person).collect();
    let changed: BTreeSet<_> = changed.iter().map(Entity::reference).collect();
    for person in people {
        for entity in after.entities() {
            let old = before.get(entity.reference());
            let saw = old.is_some_and(|old| access::may_see(before, person, old));
            let sees = access::may_see(after, person, entity);
            if saw && !sees {
                append(transaction, entity, Some(person), true)?;
            } else if sees && !saw && old.is_some() && !changed.contains(&entity.reference()) {
                append(transaction, entity, Some(person), false)?;
            }
        }
    }
    Ok(())
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
            .get(domain::EntityRef { kind, id: row.id })
            .filter(|entity| access::may_see(cabinet, person, entity))
            .map(Record::from),
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
    entity: &Entity,
    audience: Option<PersonId>,
    removed: bool,
) -> Result<(), StoreError> {
    let (kind, id) = name(entity);
    transaction.append_change(&ChangeRow { seq: 0, kind, id, audience, removed })?;
    Ok(())
}

fn name(entity: &Entity) -> (KindWord, uuid::Uuid) {
    let reference = entity.reference();
    (reference.kind.into(), reference.id)
}

/// Whether a change of this entity can alter who sees other entities.
fn moves_sight(entity: &Entity) -> bool {
    match entity.reference().kind {
        EntityKind::Membership
        | EntityKind::Meeting
        | EntityKind::Item
        | EntityKind::Dossier
        | EntityKind::Document
        | EntityKind::Poll => true,
        EntityKind::Person | EntityKind::Body | EntityKind::Position | EntityKind::Ballot => false,
    }
}
