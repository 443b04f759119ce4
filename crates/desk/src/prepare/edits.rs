//! From what a screen sends to edits of records: meetings, items, documents and drafts of forms.

use crate::agenda::text_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::TextView;
use domain::act::RecordEdit;
use domain::{
    AgendaItem, Body, Cabinet, Classification, Dossier, DossierId, DossierState, Entity, Form,
    FormId, ItemId, Meeting, MeetingId, MeetingKind, Moment, PersonId, PollId, Question, Twice,
    Zone, access, place_item,
};
use uuid::Uuid;

/// Clear working days for an answer where the body's rule has no minimum.
const USUAL_DAYS: u32 = 5;

/// Times of a meeting as a screen sends them.
pub struct Times<'a> {
    pub starts: &'a str,
    pub ends: &'a str,
    pub twice: Option<Twice>,
}

impl Desk {
    /// The body whose meetings this person prepares.
    pub(super) fn own_body<'c>(&self, cabinet: &'c Cabinet) -> Result<&'c Body, DeskError> {
        let runs = |body: &&Body| access::runs_body(cabinet, self.person(), body.id);
        cabinet.bodies().find(runs).ok_or_else(|| DeskError::from_code("not-entitled"))
    }

    pub(super) fn new_meeting(
        &self,
        cabinet: &Cabinet,
        held_as: MeetingKind,
        (title, place): (&TextView, &TextView),
        zone: Option<&str>,
        times: &Times<'_>,
    ) -> Result<Meeting, DeskError> {
        let body = self.own_body(cabinet)?;
        let chair = cabinet
            .memberships()
            .find(|one| one.body == body.id && !one.ended && one.role == domain::Role::Chair)
            .ok_or_else(|| DeskError::from_code("no-chair"))?;
        let id = MeetingId::from_uuid(Uuid::now_v7());
        let mut meeting = Meeting::blank(id, body.id, held_as, chair.person);
        meeting.face.title = text_of(title);
        meeting.face.place = text_of(place);
        meeting.face.zone = zone.map_or_else(|| Ok(body.zone.clone()), Zone::named)?;
        meeting.face.starts_at = meeting.face.zone.moment_of(times.starts, times.twice)?;
        meeting.face.ends_at = meeting.face.zone.moment_of(times.ends, times.twice)?;
        Ok(meeting)
    }

    /// A meeting like another: its place, chair and zone, its deadlines as far before the start, and some of its items.
    pub(super) fn copied_meeting(
        &self,
        cabinet: &Cabinet,
        from: Uuid,
        title: &TextView,
        times: &Times<'_>,
        items: &[Uuid],
    ) -> Result<(Vec<RecordEdit>, Uuid), DeskError> {
        let from = cabinet.meeting(MeetingId::from_uuid(from)).ok_or_else(missing)?;
        let id = MeetingId::from_uuid(Uuid::now_v7());
        let mut meeting = Meeting::blank(id, from.body, from.held_as, from.face.chair);
        meeting.follows = Some(from.id);
        meeting.face = from.face.clone();
        meeting.face.title = text_of(title);
        meeting.face.starts_at = meeting.face.zone.moment_of(times.starts, times.twice)?;
        meeting.face.ends_at = meeting.face.zone.moment_of(times.ends, times.twice)?;
        let later = |at: Moment| {
            let before = from.face.starts_at.as_micros() - at.as_micros();
            let moved = Moment::from_micros(meeting.face.starts_at.as_micros() - before);
            let body = cabinet.body(from.body)?;
            body.calendar.working_day_at_or_before(&meeting.face.zone, moved)
        };
        let (lodge_by, positions_by) =
            (from.face.lodge_by.and_then(later), from.face.positions_by.and_then(later));
        meeting.face.lodge_by = lodge_by;
        meeting.face.positions_by = positions_by;
        let mut edits = vec![new_record(Entity::Meeting(meeting))];
        edits.extend(copies_of(cabinet, items, id, 0)?);
        Ok((edits, id.as_uuid()))
    }

    /// A new item with its empty dossier, at its place.
    pub(super) fn new_item(
        &self,
        cabinet: &Cabinet,
        meeting: Uuid,
        place: (Option<Uuid>, Option<Uuid>),
        fill: impl FnOnce(&mut AgendaItem),
        sponsor: Uuid,
        classification: Classification,
    ) -> Result<(Vec<RecordEdit>, Uuid), DeskError> {
        let meeting = cabinet.meeting(MeetingId::from_uuid(meeting)).ok_or_else(missing)?;
        let id = ItemId::from_uuid(Uuid::now_v7());
        let mut item = AgendaItem::blank(id, meeting.id, PersonId::from_uuid(sponsor));
        fill(&mut item);
        // What may not be on the server does not leave this device, not even inside the act that makes the line.
        if cabinet.body(meeting.body).is_none_or(|body| classification > body.ceiling) {
            item = item.without_words();
        }
        let items: Vec<&AgendaItem> = cabinet.items_of(meeting.id).collect();
        let (parent, after) = (place.0.map(ItemId::from_uuid), place.1.map(ItemId::from_uuid));
        let mut edits = Vec::new();
        for placed in place_item(&items, &item, parent, after) {
            if placed.id == id {
                edits.insert(0, new_record(Entity::Item(placed)));
            } else {
                edits.push(changed_item(cabinet, placed)?);
            }
        }
        edits.insert(
            1.min(edits.len()),
            new_record(Entity::Dossier(new_dossier(id, classification))),
        );
        Ok((edits, id.as_uuid()))
    }

    /// A new form on an item. Its deadline is the rule's where none is given.
    pub(super) fn new_form(
        &self,
        cabinet: &Cabinet,
        item: Uuid,
        (title, questions): (&TextView, &[TextView]),
        closes: Option<&str>,
        short_reason: &str,
    ) -> Result<Form, DeskError> {
        let item = cabinet.item(ItemId::from_uuid(item)).ok_or_else(missing)?;
        let body = body_of(cabinet, item)?;
        let mut form = Form::blank(FormId::from_uuid(Uuid::now_v7()), item.id);
        form.title = text_of(title);
        form.questions = questions.iter().map(new_question).collect();
        form.closes_at = match closes.filter(|wall| !wall.is_empty()) {
            Some(wall) => body.zone.moment_of(wall, None)?,
            None => self.usual_deadline(cabinet, item.id)?,
        };
        form.short_reason = domain::tidied(short_reason);
        Ok(form)
    }
}

impl Desk {
    /// The deadline by the rule: the body's minimum of clear working days, or the usual number.
    pub(super) fn usual_deadline(
        &self,
        cabinet: &Cabinet,
        item: ItemId,
    ) -> Result<Moment, DeskError> {
        let body = body_of(cabinet, cabinet.item(item).ok_or_else(missing)?)?;
        let days = body.rules.written.minimum_days.max(USUAL_DAYS);
        let deadline = body.calendar.deadline(&body.zone, self.clock.now(), days);
        deadline.ok_or_else(|| DeskError::from_code("time-unreadable"))
    }
}

/// Copies of items with their wording and their tree, without papers, positions or forms. Items whose parent does not
/// come along stand at the top.
pub fn copies_of(
    cabinet: &Cabinet,
    items: &[Uuid],
    meeting: MeetingId,
    after_order: u32,
) -> Result<Vec<RecordEdit>, DeskError> {
    let new_ids: std::collections::BTreeMap<ItemId, ItemId> = items
        .iter()
        .map(|id| (ItemId::from_uuid(*id), ItemId::from_uuid(Uuid::now_v7())))
        .collect();
    let mut edits = Vec::new();
    let mut order = after_order;
    for id in items {
        let from = cabinet.item(ItemId::from_uuid(*id)).ok_or_else(missing)?;
        let new = new_ids.get(&from.id).copied().ok_or_else(missing)?;
        order = order.saturating_add(AgendaItem::ORDER_STEP);
        let mut item = AgendaItem::blank(new, meeting, from.face.sponsor);
        item.face = from.face.clone();
        item.face.parent = from.face.parent.and_then(|parent| new_ids.get(&parent).copied());
        item.face.order = order;
        item.visibility = from.visibility;
        item.readers = from.readers.clone();
        let held = cabinet.dossier_of(from.id);
        if held.is_some_and(|dossier| cabinet.is_above_ceiling(dossier)) {
            item = item.without_words();
        }
        let classification = held.map(|dossier| dossier.classification);
        let dossier = new_dossier(new, classification.unwrap_or(Classification::Internal));
        // A parent has to be there before its child.
        let place = if item.face.parent.is_some() { edits.len() } else { n_top(&edits) };
        edits.insert(place, new_record(Entity::Item(item)));
        edits.push(new_record(Entity::Dossier(dossier)));
    }
    Ok(in_order_of_dependence(edits))
}

fn n_top(edits: &[RecordEdit]) -> usize {
    let is_top = |edit: &RecordEdit| matches!(&edit.now, Some(Entity::Item(item)) if item.face.parent.is_none());
    edits.iter().take_while(|edit| is_top(edit)).count()
}

/// Items before their children, and all items before dossiers.
fn in_order_of_dependence(edits: Vec<RecordEdit>) -> Vec<RecordEdit> {
    let (mut items, dossiers): (Vec<_>, Vec<_>) =
        edits.into_iter().partition(|edit| matches!(edit.now, Some(Entity::Item(_))));
    let mut sorted: Vec<RecordEdit> = Vec::with_capacity(items.len());
    while !items.is_empty() {
        let waits = |edit: &RecordEdit, sorted: &[RecordEdit]| {
            let Some(Entity::Item(item)) = &edit.now else {
                return false;
            };
            let parent = item.face.parent;
            parent.is_some()
                && !sorted.iter().any(|done| {
                    matches!(&done.now, Some(Entity::Item(other)) if Some(other.id) == parent)
                })
        };
        let (ready, later): (Vec<_>, Vec<_>) =
            items.into_iter().partition(|edit| !waits(edit, &sorted));
        if ready.is_empty() {
            sorted.extend(later);
            break;
        }
        sorted.extend(ready);
        items = later;
    }
    sorted.extend(dossiers);
    sorted
}

pub fn new_dossier(item: ItemId, classification: Classification) -> Dossier {
    Dossier {
        id: DossierId::from_uuid(Uuid::now_v7()),
        item,
        classification,
        paper_expected: true,
        summary_expected: false,
        state: DossierState::Draft,
    }
}

pub fn new_question(text: &TextView) -> Question {
    Question { poll: PollId::from_uuid(Uuid::now_v7()), text: text_of(text) }
}

pub fn new_record(entity: Entity) -> RecordEdit {
    RecordEdit { was: None, now: Some(entity) }
}

/// The edit that makes an item what it should be.
pub fn changed_item(cabinet: &Cabinet, now: AgendaItem) -> Result<RecordEdit, DeskError> {
    let was = cabinet.item(now.id).ok_or_else(missing)?.clone();
    Ok(RecordEdit { was: Some(Entity::Item(was)), now: Some(Entity::Item(now)) })
}

pub fn body_of<'c>(cabinet: &'c Cabinet, item: &AgendaItem) -> Result<&'c Body, DeskError> {
    let meeting = cabinet.meeting(item.meeting).ok_or_else(missing)?;
    cabinet.body(meeting.body).ok_or_else(missing)
}

pub fn missing() -> DeskError {
    DeskError::from_code("not-found")
}
