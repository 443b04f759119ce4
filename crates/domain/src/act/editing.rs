use super::{ActError, Actor, Changes, RecordEdit, check_optional};
use crate::edit::{Editable, Field, differ_in_fields_alone, merge};
use crate::{
    AgendaItem, Body, Cabinet, Conflict, Document, Dossier, DossierState, Entity, EntityRef, Form,
    FormState, ItemId, Meeting, Moment, Text, TextError, Value, access,
};

/// Narrows an optional entity to one kind; other kinds cannot come up, since the references agree.
macro_rules! pick {
    ($entity:expr, $kind:ident) => {
        #[allow(clippy::wildcard_enum_match_arm, reason = "other kinds cannot come up here")]
        match $entity {
            Some(Entity::$kind(found)) => Some(found),
            _ => None,
        }
    };
}

/// Applies edits one after another; the later ones see the earlier.
pub fn edit(cabinet: &Cabinet, actor: Actor, edits: &[RecordEdit]) -> Result<Changes, ActError> {
    let mut working = cabinet.clone();
    let mut all = Changes::default();
    for edit in edits {
        let changes = edit_one(&working, actor, edit)?;
        changes.carry_out(&mut working);
        all.put.extend(changes.put);
        all.removed.extend(changes.removed);
    }
    Ok(all)
}

fn edit_one(cabinet: &Cabinet, actor: Actor, edit: &RecordEdit) -> Result<Changes, ActError> {
    match (&edit.was, &edit.now) {
        (was, Some(now)) => {
            let same_record = was.as_ref().is_none_or(|was| was.reference() == now.reference());
            if !same_record {
                return Err(ActError::NotEditable);
            }
            admit(cabinet, actor, was.iter().chain([now]))?;
            write(cabinet, actor, was.as_ref(), now)
        }
        (Some(was), None) => {
            admit(cabinet, actor, [was].into_iter())?;
            remove(cabinet, actor, was.reference())
        }
        (None, None) => Err(ActError::Empty),
    }
}

/// Lets through who may edit the records named and the ones that stand in their place. Asked before anything else is
/// looked up, so that no answer tells whether a record withheld is there.
fn admit<'e>(
    cabinet: &Cabinet,
    actor: Actor,
    mut named: impl Iterator<Item = &'e Entity> + Clone,
) -> Result<(), ActError> {
    if named.clone().any(is_never_edited) {
        return Err(ActError::NotEditable);
    }
    let admitted = named.all(|record| {
        let stands = cabinet.get(record.reference());
        let both = [Some(record), stands];
        both.into_iter().flatten().all(|one| access::may_edit(cabinet, actor.person, one))
    });
    admitted.then_some(()).ok_or(ActError::NotFound)
}

fn is_never_edited(record: &Entity) -> bool {
    match record {
        Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Invitation(_) => true,
        Entity::Person(_)
        | Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Meeting(_)
        | Entity::Item(_)
        | Entity::Dossier(_)
        | Entity::Document(_)
        | Entity::Form(_)
        | Entity::Delegation(_) => false,
    }
}

fn write(
    cabinet: &Cabinet,
    actor: Actor,
    was: Option<&Entity>,
    now: &Entity,
) -> Result<Changes, ActError> {
    let stands = cabinet.get(now.reference());
    match (now, was, stands) {
        (Entity::Meeting(now), was, stands) => {
            let (was, stands) = (pick!(was, Meeting), pick!(stands, Meeting));
            let meeting = take(actor, was, now, stands, |meeting, missed| {
                meeting.conflicts.extend(missed);
                true
            })?;
            check_meeting(cabinet, actor, stands, meeting)
        }
        (Entity::Item(now), was, stands) => {
            let (was, stands) = (pick!(was, Item), pick!(stands, Item));
            let item = take(actor, was, now, stands, |item, missed| {
                item.conflicts.extend(missed);
                true
            })?;
            check_item(cabinet, actor, stands, item)
        }
        (Entity::Dossier(now), was, stands) => {
            let (was, stands) = (pick!(was, Dossier), pick!(stands, Dossier));
            let dossier = take(actor, was, now, stands, none_kept)?;
            check_dossier(cabinet, actor, stands.is_none(), dossier)
        }
        (Entity::Document(now), was, Some(Entity::Document(stands))) => {
            let document = take(actor, pick!(was, Document), now, Some(stands), none_kept)?;
            check_document(cabinet, actor, document)
        }
        (Entity::Form(now), was, stands) => {
            let (was, stands) = (pick!(was, Form), pick!(stands, Form));
            check_form(cabinet, actor, take(actor, was, now, stands, none_kept)?)
        }
        (
            Entity::Person(_) | Entity::Membership(_) | Entity::Delegation(_) | Entity::Body(_),
            ..,
        ) => super::people::write(cabinet, actor, was, now),
        // A new document comes by lodging alone; that this one is not there is the same answer as for one withheld.
        (Entity::Document(_), ..) => Err(ActError::NotFound),
        (
            Entity::Poll(_)
            | Entity::Position(_)
            | Entity::Ballot(_)
            | Entity::Reply(_)
            | Entity::Delivery(_)
            | Entity::Invitation(_),
            ..,
        ) => Err(ActError::NotEditable),
    }
}

fn none_kept<T>(_: &mut T, missed: Vec<Conflict>) -> bool {
    missed.is_empty()
}

/// The record an edit makes of the standing one. `keep` takes the conflicts, or says that it cannot.
pub fn take<T: Editable>(
    actor: Actor,
    was: Option<&T>,
    now: &T,
    stands: Option<&T>,
    keep: impl FnOnce(&mut T, Vec<Conflict>) -> bool,
) -> Result<T, ActError> {
    let blank = now.blank_like();
    if !differ_in_fields_alone(was.unwrap_or(&blank), now) {
        return Err(ActError::NotEditable);
    }
    let (Some(was), Some(stands)) = (was, stands) else {
        return match (was, stands) {
            (None, None) => Ok(now.clone()),
            (None, Some(stands)) if stands == now => Ok(now.clone()),
            (None, Some(_)) => Err(ActError::Conflict),
            (Some(_), _) => Err(ActError::NotFound),
        };
    };
    let merged = merge(was, now, stands);
    let mut record = merged.record;
    let missed = merged.missed.into_iter().map(|(field, value)| Conflict {
        field,
        value,
        by: actor.person,
        at: actor.now,
    });
    if !keep(&mut record, missed.collect()) {
        return Err(ActError::Conflict);
    }
    Ok(record)
}

fn check_meeting(
    cabinet: &Cabinet,
    actor: Actor,
    stands: Option<&Meeting>,
    mut meeting: Meeting,
) -> Result<Changes, ActError> {
    access::runs_body(cabinet, actor.person, meeting.body)
        .then_some(())
        .ok_or(ActError::NotFound)?;
    if stands.is_some_and(|stands| !stands.state.is_open_to_change()) {
        return Err(ActError::NotPossibleNow);
    }
    let face = &mut meeting.face;
    face.title = checked_title(&face.title, Field::Title)?;
    face.place = face.place.tidied();
    check_words(&face.place, Field::Place)?;
    let longest = Meeting::MAX_DAYS * 86_400_000_000;
    let length = face.ends_at.as_micros().saturating_sub(face.starts_at.as_micros());
    if length <= 0 || length > longest {
        return Err(ActError::BadTimes);
    }
    let before_end = |deadline: &Option<Moment>| deadline.is_none_or(|at| at <= face.ends_at);
    if !before_end(&face.lodge_by) || !before_end(&face.positions_by) {
        return Err(ActError::BadTimes);
    }
    let chairs = access::standing_in(cabinet, face.chair, meeting.body)
        .is_some_and(|standing| standing.role.votes());
    if !chairs {
        return Err(ActError::NotFound);
    }
    let follows_own = meeting.follows.is_none_or(|follows| {
        cabinet.meeting(follows).is_some_and(|other| other.body == meeting.body)
    });
    if !follows_own {
        return Err(ActError::NotFound);
    }
    Ok(Changes::of(Entity::Meeting(meeting)))
}

fn check_item(
    cabinet: &Cabinet,
    actor: Actor,
    stands: Option<&AgendaItem>,
    mut item: AgendaItem,
) -> Result<Changes, ActError> {
    let meeting = cabinet
        .meeting(item.meeting)
        .filter(|meeting| access::runs_body(cabinet, actor.person, meeting.body))
        .ok_or(ActError::NotFound)?;
    if !meeting.state.is_open_to_change() {
        return Err(ActError::NotPossibleNow);
    }
    item.face.title = checked_title(&item.face.title, Field::Title)?;
    item.face.decision = item.face.decision.tidied();
    check_words(&item.face.decision, Field::Decision)?;
    if item.face.minutes > 24 * 60 {
        return Err(ActError::BadNumber);
    }
    let is_here = |person| access::standing_in(cabinet, person, meeting.body).is_some();
    let people = item.face.rapporteurs.iter().chain(&item.readers).chain(&item.invitees);
    if !is_here(item.face.sponsor) || !people.copied().all(is_here) {
        return Err(ActError::NotFound);
    }
    if let Some(parent) = item.face.parent
        && leads_to(cabinet, parent, item.id, item.meeting)
    {
        return Err(ActError::Ring);
    }
    if cabinet.is_item_above_ceiling(item.id) {
        // Words typed into the line are refused, so that not even the trail keeps them.
        if item.bears_words() && !stands.is_some_and(AgendaItem::bears_words) {
            return Err(ActError::AboveCeiling);
        }
        item = item.without_words();
    }
    Ok(Changes::of(Entity::Item(item)))
}

/// Whether an item above is the item itself, of another meeting, or unknown.
fn leads_to(cabinet: &Cabinet, parent: ItemId, item: ItemId, meeting: crate::MeetingId) -> bool {
    let mut above = Some(parent);
    let mut n_steps = 0;
    while let Some(id) = above {
        let found = cabinet.item(id).filter(|found| found.meeting == meeting);
        n_steps += 1;
        let Some(found) = found.filter(|_| id != item && n_steps <= AgendaItem::MAX_DEPTH) else {
            return true;
        };
        above = found.face.parent;
    }
    false
}

fn check_dossier(
    cabinet: &Cabinet,
    actor: Actor,
    is_new: bool,
    dossier: Dossier,
) -> Result<Changes, ActError> {
    let item = cabinet
        .item(dossier.item)
        .filter(|item| access::may_run_item(cabinet, actor.person, item.id))
        .ok_or(ActError::NotFound)?;
    if is_new && cabinet.dossier_of(item.id).is_some() {
        return Err(ActError::Conflict);
    }
    if !cabinet.is_above_ceiling(&dossier) {
        return Ok(Changes::of(Entity::Dossier(dossier)));
    }
    let (drafts, sent): (Vec<&Form>, Vec<&Form>) = cabinet
        .forms()
        .filter(|form| form.item == item.id)
        .partition(|form| form.state == FormState::Draft);
    if !cabinet.documents_of(dossier.id).is_empty() || !sent.is_empty() {
        return Err(ActError::AboveCeiling);
    }
    // The title of a state secret may be one itself, and so may the questions that were going to be asked.
    let removed = drafts.into_iter().map(|form| Entity::Form(form.clone()).reference()).collect();
    let put = vec![Entity::Dossier(dossier), Entity::Item(item.clone().without_words())];
    Ok(Changes { put, removed })
}

fn check_document(
    cabinet: &Cabinet,
    actor: Actor,
    mut document: Document,
) -> Result<Changes, ActError> {
    may_run_dossier(cabinet, actor, document.dossier)?;
    document.title = checked_title(&document.title, Field::Title)?;
    Ok(Changes::of(Entity::Document(document)))
}

fn check_form(cabinet: &Cabinet, actor: Actor, mut form: Form) -> Result<Changes, ActError> {
    if !access::may_run_item(cabinet, actor.person, form.item) {
        return Err(ActError::NotFound);
    }
    if form.state != FormState::Draft {
        return Err(ActError::NotPossibleNow);
    }
    // A form is nothing but words.
    if cabinet.is_item_above_ceiling(form.item) {
        return Err(ActError::AboveCeiling);
    }
    form.title = checked_title(&form.title, Field::Title)?;
    if form.questions.len() > Form::MAX_QUESTIONS {
        return Err(ActError::BadNumber);
    }
    for question in &mut form.questions {
        question.text = checked_title(&question.text, Field::Questions)?;
        if cabinet.poll(question.poll).is_some() {
            return Err(ActError::Conflict);
        }
    }
    let mut polls: Vec<_> = form.questions.iter().map(|question| question.poll).collect();
    polls.sort_unstable();
    polls.dedup();
    if polls.len() != form.questions.len() {
        return Err(ActError::Conflict);
    }
    form.short_reason = crate::tidied(&form.short_reason);
    check_optional(&form.short_reason, Field::ShortReason)?;
    Ok(Changes::of(Entity::Form(form)))
}

fn remove(cabinet: &Cabinet, actor: Actor, reference: EntityRef) -> Result<Changes, ActError> {
    let entity = cabinet.get(reference).ok_or(ActError::NotFound)?;
    match entity {
        Entity::Meeting(meeting) => {
            if !access::runs_body(cabinet, actor.person, meeting.body) {
                return Err(ActError::NotFound);
            }
            if meeting.edition > 0 {
                return Err(ActError::AlreadyOut);
            }
            let mut changes = Changes { put: Vec::new(), removed: vec![reference] };
            for item in cabinet.items_of(meeting.id) {
                changes.removed.extend(with_papers(cabinet, item)?);
            }
            Ok(changes)
        }
        Entity::Item(item) => {
            if !access::may_run_item(cabinet, actor.person, item.id) {
                return Err(ActError::NotFound);
            }
            let has_children =
                cabinet.items_of(item.meeting).any(|other| other.face.parent == Some(item.id));
            if has_children {
                return Err(ActError::NotPossibleNow);
            }
            Ok(Changes { put: Vec::new(), removed: with_papers(cabinet, item)? })
        }
        Entity::Document(document) => {
            may_run_dossier(cabinet, actor, document.dossier)?;
            if document.published || document.versions().any(|one| one.issued_at.is_some()) {
                return Err(ActError::AlreadyOut);
            }
            Ok(Changes { put: Vec::new(), removed: vec![reference] })
        }
        Entity::Form(form) => {
            if !access::may_run_item(cabinet, actor.person, form.item) {
                return Err(ActError::NotFound);
            }
            if form.state != FormState::Draft {
                return Err(ActError::AlreadyOut);
            }
            Ok(Changes { put: Vec::new(), removed: vec![reference] })
        }
        Entity::Person(_)
        | Entity::Body(_)
        | Entity::Membership(_)
        | Entity::Dossier(_)
        | Entity::Poll(_)
        | Entity::Position(_)
        | Entity::Ballot(_)
        | Entity::Reply(_)
        | Entity::Delivery(_)
        | Entity::Invitation(_)
        | Entity::Delegation(_) => Err(ActError::NotEditable),
    }
}

/// An item that nobody but the secretariat has seen, with everything that hangs on it.
fn with_papers(cabinet: &Cabinet, item: &AgendaItem) -> Result<Vec<EntityRef>, ActError> {
    if item.issued.is_some() || cabinet.polls_of(item.id).next().is_some() {
        return Err(ActError::AlreadyOut);
    }
    let mut gone = vec![Entity::Item(item.clone()).reference()];
    if let Some(dossier) = cabinet.dossier_of(item.id) {
        let documents = cabinet.documents_of(dossier.id);
        gone.extend(documents.into_iter().map(|one| Entity::Document(one.clone()).reference()));
        gone.push(Entity::Dossier(dossier.clone()).reference());
    }
    let forms = cabinet.forms().filter(|form| form.item == item.id);
    gone.extend(forms.map(|form| Entity::Form(form.clone()).reference()));
    Ok(gone)
}

/// Chooses in a conflict.
pub fn resolve(
    cabinet: &Cabinet,
    actor: Actor,
    subject: EntityRef,
    field: Field,
    take: bool,
) -> Result<Changes, ActError> {
    match cabinet.get(subject) {
        Some(Entity::Meeting(meeting)) => {
            let mut chosen = meeting.clone();
            let value = take_waiting(&mut chosen.conflicts, field)?;
            if take && !chosen.set(field, &value) {
                return Err(ActError::NotEditable);
            }
            check_meeting(cabinet, actor, Some(meeting), chosen)
        }
        Some(Entity::Item(item)) => {
            let mut chosen = item.clone();
            let value = take_waiting(&mut chosen.conflicts, field)?;
            if take && !chosen.set(field, &value) {
                return Err(ActError::NotEditable);
            }
            check_item(cabinet, actor, Some(item), chosen)
        }
        Some(_) | None => Err(ActError::NotFound),
    }
}

/// Takes the newest waiting value of a field out; the older ones of that field go with it.
fn take_waiting(conflicts: &mut Vec<Conflict>, field: Field) -> Result<Value, ActError> {
    let newest = conflicts.iter().rev().find(|conflict| conflict.field == field);
    let value = newest.ok_or(ActError::NotFound)?.value.clone();
    conflicts.retain(|conflict| conflict.field != field);
    Ok(value)
}

fn may_run_dossier(
    cabinet: &Cabinet,
    actor: Actor,
    dossier: crate::DossierId,
) -> Result<&Dossier, ActError> {
    cabinet
        .dossier(dossier)
        .filter(|dossier| dossier.state != DossierState::Considered)
        .filter(|dossier| access::may_run_item(cabinet, actor.person, dossier.item))
        .ok_or(ActError::NotFound)
}

/// The body an item is before.
pub fn body_of<'c>(cabinet: &'c Cabinet, item: &AgendaItem) -> Option<&'c Body> {
    cabinet.body(cabinet.meeting(item.meeting)?.body)
}

fn checked_title(title: &Text, field: Field) -> Result<Text, ActError> {
    let tidied = title.tidied();
    match tidied.check_title() {
        Ok(()) => Ok(tidied),
        Err(source) => Err(ActError::Words { field, source }),
    }
}

fn check_words(words: &Text, field: Field) -> Result<(), ActError> {
    words.check_words().map_err(|source: TextError| ActError::Words { field, source })
}
