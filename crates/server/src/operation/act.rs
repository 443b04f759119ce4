use super::{Scene, close_poll, log_leaf, trail};
use crate::access_feed::commit_changes;
use crate::error::ApiError;
use crate::post;
use crate::storage::{DeviceRow, Transaction};
use ballot::{ExtendLeaf, PollOpenLeaf, SettleLeaf, leaf_bytes, question_digest};
use domain::act::{self, Act, ActError, Actor, Changes};
use domain::{Cabinet, Entity, FormState, Poll, PollState, TextError};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use wire::{ActBody, OperationOutcome, Problem, TrailVerb, codes, moment_to_wire};

/// Most records in one edit.
const MAX_EDITS: usize = 1_000;

/// Does what the secretariat, the chair or an administrator asks, writes it into the trail, and into the public log
/// what concerns polls.
pub fn act(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    body: &ActBody,
) -> Result<OperationOutcome, ApiError> {
    if let ActBody::Edit { edits } = body
        && edits.len() > MAX_EDITS
    {
        return Err(ApiError::bad_request("an edit has at most 1,000 records"));
    }
    let act = Act::try_from(body.clone())
        .map_err(|_| ApiError::bad_request("the act holds something that cannot be read"))?;
    if let Act::Lodge { version, .. } = &act {
        let upload = transaction.upload(version.digest, scene.caller.person)?;
        let is_here = upload
            .is_some_and(|upload| upload.done_at.is_some() && upload.length == version.length);
        if !is_here {
            return Err(ActError::FileMissing.into());
        }
    }
    let actor = Actor { person: scene.caller.person, now: scene.now };
    let changes = act::apply(&scene.cabinet, actor, &act)?;
    commit_changes(transaction, &scene.cabinet, &changes)?;
    trail::write_act(scene, transaction, body, &changes)?;
    revoke_devices(scene, transaction, &changes)?;
    log_polls(scene, transaction, &changes)?;
    invite_people(scene, transaction, &changes)?;
    for entity in &changes.put {
        if let Entity::Form(form) = entity
            && matches!(form.state, FormState::MovedToSession { .. })
        {
            for question in &form.questions {
                close_poll::close_by_hand(scene, transaction, question.poll)?;
            }
        }
    }
    Ok(OperationOutcome::Accepted { receipt: None })
}

/// Revokes the devices of whoever was removed: their rights end with their memberships, and what reaches the server
/// with their keys ends here.
fn revoke_devices(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    changes: &Changes,
) -> Result<(), ApiError> {
    for entity in &changes.put {
        let Entity::Person(person) = entity else {
            continue;
        };
        let was_there = scene.cabinet.person(person.id).is_some_and(|old| !old.removed);
        if !person.removed || !was_there {
            continue;
        }
        for device in transaction.devices(Some(person.id))? {
            if device.revoked_at.is_some() {
                continue;
            }
            let revoked = DeviceRow { revoked_at: Some(scene.now), sealed_key: None, ..device };
            transaction.put_device(&revoked)?;
            let about = ("person", person.id.as_uuid());
            let verb = TrailVerb::RevokeDevice;
            trail::append(scene, transaction, verb, entity.reference(), about)?;
        }
    }
    Ok(())
}

/// Invites people, tells them of changes and takes invitations back, where an act moved or published a meeting, changed
/// who may come, or ended somebody's place.
fn invite_people(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    changes: &Changes,
) -> Result<(), ApiError> {
    let mut meetings = BTreeSet::new();
    let mut seats_changed = false;
    for entity in &changes.put {
        match entity {
            Entity::Meeting(meeting) => {
                meetings.insert(meeting.id);
            }
            Entity::Item(item) => {
                let changed = scene.cabinet.item(item.id).is_some_and(|old| {
                    old.invitees != item.invitees || old.visibility != item.visibility
                });
                if changed {
                    meetings.insert(item.meeting);
                }
            }
            Entity::Person(_) | Entity::Membership(_) | Entity::Delegation(_) => {
                seats_changed = true;
            }
            Entity::Body(_)
            | Entity::Dossier(_)
            | Entity::Document(_)
            | Entity::Poll(_)
            | Entity::Position(_)
            | Entity::Ballot(_)
            | Entity::Form(_)
            | Entity::Reply(_)
            | Entity::Delivery(_)
            | Entity::Invitation(_) => {}
        }
    }
    for id in meetings {
        let cabinet = scene.app.cabinet_in(transaction)?;
        let Some(meeting) = cabinet.meeting(id).filter(|meeting| meeting.state.is_out()) else {
            continue;
        };
        let before = scene.cabinet.meeting(id);
        post::invite(scene.app, transaction, &cabinet, before, meeting)?;
    }
    if seats_changed {
        post::withdraw_invitations(scene.app, transaction)?;
    }
    Ok(())
}

/// Logs polls that were put, extended or settled by an act.
fn log_polls(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    changes: &Changes,
) -> Result<(), ApiError> {
    for entity in &changes.put {
        let Entity::Poll(poll) = entity else {
            continue;
        };
        let at = moment_to_wire(scene.now);
        let leaf = match scene.cabinet.poll(poll.id) {
            None => leaf_bytes("poll-open", &poll_open_leaf(poll)),
            Some(before) if before.closes_at != poll.closes_at => {
                let closes = moment_to_wire(poll.closes_at);
                leaf_bytes("extend", &ExtendLeaf { poll: poll.id.as_uuid(), closes, at })
            }
            Some(before) if before.settled != poll.settled => {
                let Some(settled) = &poll.settled else {
                    continue;
                };
                let leaf = SettleLeaf {
                    poll: poll.id.as_uuid(),
                    adopted: settled.adopted,
                    by: settled.by.as_uuid(),
                    at,
                };
                leaf_bytes("settle", &leaf)
            }
            Some(_) => continue,
        };
        let leaf = leaf.map_err(|_| ApiError::Broken("a leaf cannot be written"))?;
        log_leaf(scene.app, transaction, &leaf)?;
    }
    Ok(())
}

/// What the public log says of a poll that was put.
pub fn poll_open_leaf(poll: &Poll) -> PollOpenLeaf {
    let words: Vec<&str> = poll.kind.choices().iter().map(|choice| choice.word()).collect();
    let (vi, en) = (&poll.question.vi, &poll.question.en);
    let mut roll = Sha256::new();
    for person in &poll.roll {
        roll.update(format!("{person}\n"));
    }
    PollOpenLeaf {
        poll: poll.id.as_uuid(),
        question_sha256: question_digest(poll.id.as_uuid(), vi, en, &words),
        opens: moment_to_wire(poll.opens_at),
        closes: moment_to_wire(poll.closes_at),
        roll_sha256: roll.finalize().iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Whether all questions of a form are closed.
pub fn is_answered_out(cabinet: &Cabinet, form: &domain::Form) -> bool {
    form.questions.iter().all(|question| {
        cabinet
            .poll(question.poll)
            .is_some_and(|poll| matches!(poll.state, PollState::Closed { .. }))
    })
}

/// The code of words that cannot be taken.
pub fn text_code(error: TextError) -> &'static str {
    match error {
        TextError::Empty => codes::TEXT_EMPTY,
        TextError::TooLong { .. } => codes::TEXT_TOO_LONG,
        TextError::Control => codes::TEXT_CHARACTERS,
    }
}

impl From<ActError> for ApiError {
    fn from(error: ActError) -> Self {
        let (status, code) = match &error {
            ActError::NotFound => (404, codes::NOT_FOUND),
            ActError::NotEntitled => (403, codes::NOT_ENTITLED),
            ActError::Words { source, .. } => (422, text_code(*source)),
            ActError::NotEditable => (422, codes::NOT_EDITABLE),
            ActError::Conflict => (409, codes::CONFLICT),
            ActError::BadTimes => (422, codes::MEETING_TIMES),
            ActError::DeadlinePast => (422, codes::DEADLINE_PAST),
            ActError::DeadlineOnHoliday => (422, codes::DEADLINE_ON_HOLIDAY),
            ActError::ReasonMissing => (422, codes::REASON_REQUIRED),
            ActError::Ring => (422, codes::ITEM_RING),
            ActError::NotPossibleNow => (409, codes::NOT_POSSIBLE_NOW),
            ActError::Incomplete => (409, codes::NOT_COMPLETE),
            ActError::Empty => (409, codes::NOTHING_IN_IT),
            ActError::AlreadyOut => (409, codes::ALREADY_OUT),
            ActError::AboveCeiling => (422, codes::ABOVE_CEILING),
            ActError::LodgingClosed => (409, codes::LODGING_CLOSED),
            ActError::FileMissing => (409, codes::FILE_MISSING),
            ActError::OwnRights => (403, codes::OWN_RIGHTS),
            ActError::HandleTaken => (409, codes::HANDLE_TAKEN),
            ActError::BadNumber => (422, codes::BAD_NUMBER),
            ActError::AnswersOpen => (409, codes::ANSWERS_OPEN),
            ActError::AnswersAwaited => (409, codes::ANSWERS_AWAITED),
            ActError::PlaceTaken => (409, codes::PLACE_TAKEN),
        };
        Self::Public(Problem::new(status, code, error.to_string()))
    }
}
