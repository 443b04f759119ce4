use super::act::is_answered_out;
use super::{Scene, log_leaf, trail};
use crate::access_feed::commit_entities;
use crate::app::App;
use crate::error::ApiError;
use crate::storage::{self, Transaction};
use ballot::{CloseLeaf, TallyLeaf, leaf_bytes};
use domain::act::{Actor, check_close};
use domain::{Cabinet, Entity, Form, FormState, Moment, PollId, PollState};
use std::sync::Arc;
use uuid::Uuid;
use wire::{OperationOutcome, TrailVerb, moment_to_wire};

/// Closes and counts a poll by hand, where [`check_close`] lets the caller. Closing a closed poll changes nothing.
pub fn close(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    poll: Uuid,
) -> Result<OperationOutcome, ApiError> {
    let poll = scene.cabinet.poll(PollId::from_uuid(poll)).ok_or_else(ApiError::not_found)?;
    let actor = Actor { person: scene.caller.person, now: scene.now };
    check_close(&scene.cabinet, actor, poll)?;
    close_by_hand(scene, transaction, poll.id)?;
    Ok(OperationOutcome::Accepted { receipt: None })
}

/// Closes a poll because somebody said so, which leaves a line in the trail; closing a closed poll leaves none.
pub fn close_by_hand(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    poll: PollId,
) -> Result<(), ApiError> {
    let cabinet = scene.app.cabinet_in(transaction)?;
    let open = cabinet.poll(poll).filter(|poll| poll.state == PollState::Open);
    let Some(open) = open else {
        return Ok(());
    };
    let subject = Entity::Poll(open.clone()).reference();
    close_now(scene.app, transaction, poll, scene.now)?;
    trail::append(scene, transaction, TrailVerb::ClosePoll, subject, ("poll", poll.as_uuid()))
}

/// Closes every poll whose time has come. Run by the server every few seconds.
///
/// # Errors
/// [`ApiError`] when the store fails.
pub fn close_due_polls(app: &App) -> Result<(), ApiError> {
    let now = app.now();
    let cabinet = app.cabinet()?;
    let due = cabinet.polls().filter(|poll| poll.state == PollState::Open && poll.closes_at <= now);
    let due: Vec<PollId> = due.map(|poll| poll.id).collect();
    if due.is_empty() {
        return Ok(());
    }
    for poll in due {
        storage::write(app.storage.as_ref(), |transaction| {
            close_now(app, transaction, poll, now).map(|_| ())
        })?;
        tracing::info!(%poll, "poll closed by its deadline");
    }
    Ok(())
}

/// Writes the `close` entry, counts what lies before it, and writes the tally. Gives the cabinet as it is then.
pub fn close_now(
    app: &App,
    transaction: &mut dyn Transaction,
    poll: PollId,
    now: Moment,
) -> Result<Arc<Cabinet>, ApiError> {
    let cabinet = app.cabinet_in(transaction)?;
    let mut closed = cabinet.poll(poll).ok_or_else(ApiError::not_found)?.clone();
    if closed.state != PollState::Open {
        return Ok(cabinet);
    }
    let tally = cabinet.count(&closed);
    let close = CloseLeaf { poll: poll.as_uuid(), at: moment_to_wire(now) };
    let counted = TallyLeaf {
        poll: poll.as_uuid(),
        total: tally.total,
        agree: tally.agree,
        held: tally.held,
        disagree: tally.disagree,
        other: tally.other,
        abstain: tally.abstain,
        stale: tally.stale,
        reached: tally.reached,
        unreached: tally.unreached,
        aside: tally.aside,
    };
    let unwritable = |_| ApiError::Broken("a leaf cannot be written");
    log_leaf(app, transaction, &leaf_bytes("close", &close).map_err(unwritable)?)?;
    log_leaf(app, transaction, &leaf_bytes("tally", &counted).map_err(unwritable)?)?;
    closed.state = PollState::Closed { tally, closed_at: now };
    let form = closed.form.map(|(form, _)| form);
    commit_entities(transaction, &cabinet, &[Entity::Poll(closed)])?;
    let cabinet = app.cabinet_in(transaction)?;
    let ended = form
        .and_then(|form| cabinet.form(form))
        .filter(|form| form.state == FormState::Sent && is_answered_out(&cabinet, form));
    let Some(form) = ended else {
        return Ok(cabinet);
    };
    let form = Form { state: FormState::Closed, ..form.clone() };
    commit_entities(transaction, &cabinet, &[Entity::Form(form)])?;
    Ok(app.cabinet_in(transaction)?)
}
