//! From changed entities to rows of the change feed, and from rows to what one person may see.
//!
//! When a change alters who may see other things (a recusal, a new invitee, a closed poll), each affected person gets
//! rows of their own: the record for what came into sight or shows another face now, a removal for what left it.

mod companion;
mod sharing;

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
        append_sight_changes(transaction, before, &after, changes)?;
    }
    if moved || !changes.removed.is_empty() || sharing::moves_shared_notes(before, changes) {
        sharing::append_sight_changes(transaction, before, &after)?;
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
    changes: &Changes,
) -> Result<(), StoreError> {
    let changed: BTreeSet<EntityRef> = changes.put.iter().map(Entity::reference).collect();
    let turned = whose_face_may_turn(before, changes);
    for person in everybody(after) {
        for entity in after.entities() {
            let reference = entity.reference();
            let old = before.get(reference);
            let saw = old.is_some_and(|old| access::may_see(before, person, old));
            let sees = access::may_see(after, person, entity);
            let has_turned = || {
                turned.contains(&person)
                    && has_faces(entity)
                    && old.and_then(|old| access::see(before, person, old))
                        != access::see(after, person, entity)
            };
            if saw && !sees {
                append(transaction, reference, Some(person), true)?;
            } else if sees
                && old.is_some()
                && !changed.contains(&reference)
                && (!saw || has_turned())
            {
                append(transaction, reference, Some(person), false)?;
            }
        }
    }
    Ok(())
}

/// Those who may have seen published faces and see working ones now, or the other way round: whose place changes, and
/// the chair to whom a meeting is shown. Of everybody else, seeing a record or not is all that can change.
fn whose_face_may_turn(before: &Cabinet, changes: &Changes) -> BTreeSet<PersonId> {
    let mut people = BTreeSet::new();
    for entity in &changes.put {
        match entity {
            Entity::Membership(membership) => {
                people.insert(membership.person);
                people.extend(before.membership(membership.id).map(|old| old.person));
            }
            Entity::Person(person) => {
                people.insert(person.id);
            }
            Entity::Meeting(meeting) => {
                people.insert(meeting.face.chair);
                people.extend(before.meeting(meeting.id).map(|old| old.face.chair));
            }
            Entity::Body(_)
            | Entity::Item(_)
            | Entity::Dossier(_)
            | Entity::Document(_)
            | Entity::Poll(_)
            | Entity::Position(_)
            | Entity::Ballot(_)
            | Entity::Form(_)
            | Entity::Reply(_)
            | Entity::Delivery(_)
            | Entity::Delegation(_)
            | Entity::Invitation(_) => {}
        }
    }
    people
}

/// Whether [`access::see`] gives different people different records of this kind.
fn has_faces(entity: &Entity) -> bool {
    match entity {
        Entity::Person(_) | Entity::Meeting(_) | Entity::Item(_) | Entity::Document(_) => true,
        Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Dossier(_)
        | Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Form(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Delegation(_)
        | Entity::Invitation(_) => false,
    }
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
            // Whoever gets a document gets what was made beside it: changes of sight need no rows of their own.
            let is_document = row.kind == KindWord::Document && !row.removed;
            let beside = ChangeRow { kind: KindWord::Companion, ..row.clone() };
            if is_document
                && !named.contains(&(beside.kind, beside.id))
                && let Some(beside) = read_row(transaction, cabinet, person, &beside)?
            {
                named.insert((KindWord::Companion, row.id));
                changes.push(beside);
            }
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
        None if row.kind == KindWord::SharedNote => {
            sharing::note_record(transaction, cabinet, person, row.id)?
        }
        None if row.kind == KindWord::SharingKey => {
            sharing::key_record(transaction, cabinet, person, row.id)?
        }
        None if row.kind == KindWord::Companion => {
            companion::record(transaction, cabinet, person, row.id)?
        }
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
            old.state != meeting.state
                || old.face.chair != meeting.face.chair
                || old.public_face().chair != meeting.public_face().chair
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

#[cfg(test)]
mod tests {
    use super::{commit_entities, read_feed};
    use crate::storage::{self, Sqlite, Storage, StoreError};
    use domain::{
        AgendaItem, BodyId, Cabinet, Classification, Entity, ItemId, Meeting, MeetingId,
        MeetingKind, MeetingState, Membership, MembershipId, Person, PersonId, Role, Text,
    };
    use uuid::Uuid;

    const MINISTER_AN: u128 = 1;
    const SECRETARY_LAN: u128 = 2;

    fn seat(person: u128, role: Role) -> Entity {
        Entity::Membership(Membership {
            id: MembershipId::from_uuid(Uuid::from_u128(person)),
            body: BodyId::from_uuid(Uuid::nil()),
            person: PersonId::from_uuid(Uuid::from_u128(person)),
            role,
            clearance: Classification::Internal,
            votes: 1,
            from: None,
            until: None,
            ended: false,
        })
    }

    fn somebody(id: u128) -> Entity {
        Entity::Person(Person {
            id: PersonId::from_uuid(Uuid::from_u128(id)),
            handle: id.to_string(),
            name: id.to_string(),
            office: Text::same(""),
            mail: Some(format!("{id}@cabinet.example")),
            removed: false,
        })
    }

    /// A published meeting, and an item whose wording the secretariat has changed since.
    fn agenda() -> [Entity; 2] {
        let id = MeetingId::from_uuid(Uuid::from_u128(10));
        let chair = PersonId::from_uuid(Uuid::from_u128(9));
        let body = BodyId::from_uuid(Uuid::nil());
        let mut meeting = Meeting::blank(id, body, MeetingKind::Session, chair);
        meeting.state = MeetingState::Published;
        meeting.issued = Some(meeting.face.clone());
        let mut item = AgendaItem::blank(ItemId::from_uuid(Uuid::from_u128(11)), id, chair);
        item.face.title = Text::same("published");
        item.issued = Some(item.face.clone());
        item.face.title = Text::same("working");
        [Entity::Meeting(meeting), Entity::Item(item)]
    }

    fn commit(store: &dyn Storage, cabinet: &mut Cabinet, entities: &[Entity]) -> u64 {
        let newest = storage::write(store, |transaction| {
            commit_entities(transaction, cabinet, entities)?;
            transaction.newest_change()
        });
        entities.iter().for_each(|entity| cabinet.put(entity.clone()));
        newest.unwrap()
    }

    /// What a person's next page says of the item's title, and whether it holds the other's mail address.
    fn next_page(
        store: &dyn Storage,
        cabinet: &Cabinet,
        person: u128,
        after: u64,
    ) -> (String, bool) {
        let person = PersonId::from_uuid(Uuid::from_u128(person));
        let (changes, ..) = storage::read(store, |transaction| {
            read_feed(transaction, cabinet, person, after, 1_000)
                .map_err(|_| StoreError::Unreadable { what: "feed" })
        })
        .unwrap();
        let records: Vec<_> = changes.into_iter().filter_map(|change| change.record).collect();
        let of_kind =
            |kind: &'static str| records.iter().filter(move |record| record["kind"] == kind);
        let title = of_kind("item").map(|item| item["face"]["title"]["vi"].to_string()).collect();
        let other = format!("{SECRETARY_LAN}@cabinet.example");
        (title, of_kind("person").any(|person| person["mail"] == other.as_str()))
    }

    /// A member who became a secretary kept the published wording until the next edit, and a former secretary's laptop
    /// kept the unpublished one.
    #[test]
    fn whoever_changes_places_gets_the_other_face_of_every_record() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("cabinet.db")).unwrap();
        let mut cabinet = Cabinet::default();
        let people = [somebody(MINISTER_AN), somebody(SECRETARY_LAN)];
        commit(&store, &mut cabinet, &people);
        let seats = [seat(MINISTER_AN, Role::Member), seat(SECRETARY_LAN, Role::Secretariat)];
        commit(&store, &mut cabinet, &seats);
        let before = commit(&store, &mut cabinet, &agenda());
        let quiet = ("".to_owned(), false);
        assert_eq!(next_page(&store, &cabinet, MINISTER_AN, before), quiet);

        let risen = commit(&store, &mut cabinet, &[seat(MINISTER_AN, Role::Secretariat)]);
        let page = next_page(&store, &cabinet, MINISTER_AN, before);
        assert_eq!(page, ("\"working\"".to_owned(), true));
        assert_eq!(next_page(&store, &cabinet, SECRETARY_LAN, before), quiet, "nothing turned");

        commit(&store, &mut cabinet, &[seat(MINISTER_AN, Role::Member)]);
        let page = next_page(&store, &cabinet, MINISTER_AN, risen);
        assert_eq!(page, ("\"published\"".to_owned(), false));
    }
}
