use domain::act::{Act, RecordEdit};
use domain::{Cabinet, Entity, EntityKind};

/// Steps kept.
const MAX_STEPS: usize = 200;

/// What this window did and can take back. It lives as long as the profile is open: what was done in another session
/// is changed by another edit, which the trail shows as one.
#[derive(Default)]
pub struct UndoStacks {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// An act and its reverse.
#[derive(Clone)]
pub struct Step {
    pub forth: Act,
    pub back: Act,
}

impl UndoStacks {
    /// Notes an act that was done on `before`.
    pub fn note(&mut self, before: &Cabinet, act: &Act) {
        let Some(back) = reverse(before, act) else {
            return;
        };
        self.undone.clear();
        self.done.push(Step { forth: act.clone(), back });
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    pub fn next_undo(&self) -> Option<Step> {
        self.done.last().cloned()
    }

    pub fn next_redo(&self) -> Option<Step> {
        self.undone.last().cloned()
    }

    pub fn undone(&mut self) {
        self.undone.extend(self.done.pop());
    }

    pub fn redone(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

/// The act that takes an act back; `None` for those that others have acted on by then: what was sent or published is
/// not unsaid.
fn reverse(before: &Cabinet, act: &Act) -> Option<Act> {
    match act {
        Act::Edit(edits) => reverse_edits(before, edits).map(Act::Edit),
        Act::WithdrawItem { item, withdrawn } => {
            Some(Act::WithdrawItem { item: *item, withdrawn: !withdrawn })
        }
        Act::MovePart { item, .. } => {
            let moved = before.item(*item)?.moved.clone();
            Some(Act::MovePart {
                item: *item,
                part: moved.as_ref().map(|moved| moved.part),
                reason: moved.map(|moved| moved.reason).unwrap_or_default(),
            })
        }
        Act::ResolveConflict { .. }
        | Act::MoveMeeting { .. }
        | Act::Recuse { .. }
        | Act::LiftRecusal { .. }
        | Act::AskLate { .. }
        | Act::DecideLate { .. }
        | Act::Lodge { .. }
        | Act::Recall { .. }
        | Act::MoveDossier { .. }
        | Act::SendForm { .. }
        | Act::ExtendForm { .. }
        | Act::MoveFormToSession { .. }
        | Act::ReplyToOpinion { .. }
        | Act::Settle { .. } => None,
    }
}

fn reverse_edits(before: &Cabinet, edits: &[RecordEdit]) -> Option<Vec<RecordEdit>> {
    if edits.iter().any(is_about_people) {
        return None;
    }
    let mut back = Vec::new();
    for edit in edits.iter().rev() {
        match (&edit.was, &edit.now) {
            // A dossier goes with its item, and an item with its meeting.
            (None, Some(Entity::Dossier(_))) => {}
            (None, Some(Entity::Item(item))) => {
                let with_meeting = edits.iter().any(|other| {
                    other.was.is_none()
                        && matches!(&other.now, Some(Entity::Meeting(new)) if new.id == item.meeting)
                });
                if !with_meeting {
                    back.push(RecordEdit { was: edit.now.clone(), now: None });
                }
            }
            (Some(Entity::Item(item)), None) => back.extend(restore(before, item)?),
            (Some(_), None) => return None,
            (was, now) => back.push(RecordEdit { was: now.clone(), now: was.clone() }),
        }
    }
    Some(back)
}

/// Whether an edit gives or takes rights: that is decided on by itself each time, never by a key that takes back
/// whatever was last.
fn is_about_people(edit: &RecordEdit) -> bool {
    let record = edit.now.as_ref().or(edit.was.as_ref());
    record.is_some_and(|record| match record.reference().kind {
        EntityKind::Person | EntityKind::Body | EntityKind::Membership | EntityKind::Delegation => {
            true
        }
        EntityKind::Meeting
        | EntityKind::Item
        | EntityKind::Dossier
        | EntityKind::Document
        | EntityKind::Poll
        | EntityKind::Position
        | EntityKind::Ballot
        | EntityKind::Form
        | EntityKind::Reply
        | EntityKind::Delivery
        | EntityKind::Invitation => false,
    })
}

/// Writes a removed item again with its empty dossier; `None` where papers were lodged, whose bytes are not the edit's
/// to bring back.
fn restore(before: &Cabinet, item: &domain::AgendaItem) -> Option<Vec<RecordEdit>> {
    let new = |entity| RecordEdit { was: None, now: Some(entity) };
    let mut edits = vec![new(Entity::Item(item.clone()))];
    if let Some(dossier) = before.dossier_of(item.id) {
        if !before.documents_of(dossier.id).is_empty() {
            return None;
        }
        edits.push(new(Entity::Dossier(dossier.clone())));
    }
    Some(edits)
}

/// The word of an act, for lists and buttons.
pub fn word_of(act: &Act) -> &'static str {
    match act {
        Act::Edit(edits) => word_of_edits(edits),
        Act::ResolveConflict { .. } => "resolve_conflict",
        Act::MoveMeeting { .. } => "move_meeting",
        Act::WithdrawItem { .. } => "withdraw_item",
        Act::MovePart { .. } => "move_part",
        Act::Recuse { .. } => "recuse",
        Act::LiftRecusal { .. } => "lift_recusal",
        Act::AskLate { .. } => "ask_late",
        Act::DecideLate { .. } => "decide_late",
        Act::Lodge { .. } => "lodge",
        Act::Recall { .. } => "recall",
        Act::MoveDossier { .. } => "move_dossier",
        Act::SendForm { .. } => "send_form",
        Act::ExtendForm { .. } => "extend_form",
        Act::MoveFormToSession { .. } => "move_form_to_session",
        Act::ReplyToOpinion { .. } => "reply",
        Act::Settle { .. } => "settle",
    }
}

fn word_of_edits(edits: &[RecordEdit]) -> &'static str {
    let first = edits.first();
    match first.map(|edit| (&edit.was, &edit.now)) {
        Some((None, Some(Entity::Meeting(_)))) => "create_meeting",
        Some((Some(_), Some(Entity::Meeting(_)))) => "edit_meeting",
        Some((None, Some(Entity::Item(_)))) => "add_item",
        Some((Some(Entity::Item(was)), Some(Entity::Item(now)))) => {
            let moved = (was.face.parent, was.face.order) != (now.face.parent, now.face.order);
            if moved { "move_item" } else { "edit_item" }
        }
        Some((Some(Entity::Item(_)), None)) => "remove_item",
        Some((_, Some(Entity::Dossier(_)))) => "edit_item",
        Some((_, Some(Entity::Document(_)))) => "edit_document",
        Some((None, Some(Entity::Form(_)))) => "draft_form",
        Some((Some(_), Some(Entity::Form(_)))) => "edit_form",
        Some((_, Some(Entity::Person(_)))) => "save_person",
        Some((_, Some(Entity::Membership(_)))) => "save_seat",
        Some((_, Some(Entity::Delegation(_)))) => "delegate",
        Some(_) | None => "edit",
    }
}
