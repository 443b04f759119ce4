use super::editing::body_of;
use super::{ActError, Actor, Changes, check_optional, check_reason};
use crate::edit::Field;
use crate::{
    AgendaItem, Cabinet, Dossier, DossierId, DossierState, Entity, Extension, Form, FormId,
    FormState, ItemId, MeetingId, MeetingKind, Moment, Outcome, Part, PartMove, Poll, PollId,
    PollKind, PollState, Reply, ReplyKind, Settlement, access, roll_of,
};
use crate::{Document, DocumentId};
use std::collections::BTreeMap;

/// Sends a form: its questions become polls with the body's rule for written procedures and its roll of today.
pub fn send(cabinet: &Cabinet, actor: Actor, form: FormId) -> Result<Changes, ActError> {
    let form = run(cabinet, actor, form)?;
    let item = cabinet.item(form.item).ok_or(ActError::NotFound)?;
    let meeting = cabinet.meeting(item.meeting).ok_or(ActError::NotFound)?;
    let body = body_of(cabinet, item).ok_or(ActError::NotFound)?;
    let is_before_members =
        meeting.state.is_out() && meeting.state.is_open_to_change() && item.issued.is_some();
    if form.state != FormState::Draft || !is_before_members || item.withdrawn {
        return Err(ActError::NotPossibleNow);
    }
    if cabinet.is_item_above_ceiling(item.id) {
        return Err(ActError::AboveCeiling);
    }
    if form.questions.is_empty() {
        return Err(ActError::Empty);
    }
    check_deadline(cabinet, actor.now, form, form.closes_at)?;
    let policy = body.rules.written;
    let (roll, weights) = roll_of(cabinet, body, item, &policy);
    let polls = form.questions.iter().zip(0..).map(|(question, place)| {
        Entity::Poll(Poll {
            id: question.poll,
            item: item.id,
            kind: PollKind::OpinionForm,
            question: question.text.clone(),
            opens_at: actor.now,
            closes_at: form.closes_at,
            policy,
            roll: roll.clone(),
            chair: meeting.public_face().chair,
            weights: weights.clone(),
            form: Some((form.id, place)),
            state: PollState::Open,
            settled: None,
        })
    });
    let mut put: Vec<Entity> = polls.collect();
    put.push(Entity::Form(Form {
        state: FormState::Sent,
        sent_at: Some(actor.now),
        ..form.clone()
    }));
    Ok(Changes { put, removed: Vec::new() })
}

/// Moves a deadline further; never nearer, since members plan by it.
pub fn extend(
    cabinet: &Cabinet,
    actor: Actor,
    form: FormId,
    to: Moment,
    reason: &str,
) -> Result<Changes, ActError> {
    let form = run(cabinet, actor, form)?;
    if form.state != FormState::Sent || to <= form.closes_at {
        return Err(ActError::NotPossibleNow);
    }
    let reason = check_reason(reason)?;
    if to <= actor.now {
        return Err(ActError::DeadlinePast);
    }
    let mut extended = form.clone();
    extended.closes_at = to;
    let from = form.closes_at;
    extended.extensions.push(Extension { from, to, reason, by: actor.person, at: actor.now });
    let mut put = vec![Entity::Form(extended)];
    for poll in polls_of(cabinet, form).filter(|poll| poll.state == PollState::Open) {
        put.push(Entity::Poll(Poll { closes_at: to, ..poll.clone() }));
    }
    Ok(Changes { put, removed: Vec::new() })
}

/// What comes into being when a form's matter goes to another meeting: the new item, its dossier, and for each
/// document of the old dossier the identity of its copy.
pub struct Landing<'a> {
    pub item: ItemId,
    pub dossier: DossierId,
    pub papers: &'a BTreeMap<DocumentId, DocumentId>,
}

/// Takes a form's matter to a session. The form ends; the polls are closed by the server.
pub fn move_to_session(
    cabinet: &Cabinet,
    actor: Actor,
    form: FormId,
    meeting: MeetingId,
    landing: &Landing<'_>,
) -> Result<Changes, ActError> {
    let form = run(cabinet, actor, form)?;
    if !matches!(form.state, FormState::Sent | FormState::Closed) {
        return Err(ActError::NotPossibleNow);
    }
    let item = cabinet.item(form.item).ok_or(ActError::NotFound)?;
    let from = cabinet.meeting(item.meeting).ok_or(ActError::NotFound)?;
    let target = cabinet
        .meeting(meeting)
        .filter(|target| target.body == from.body && target.held_as == MeetingKind::Session)
        .ok_or(ActError::NotFound)?;
    if !target.state.is_open_to_change() {
        return Err(ActError::NotPossibleNow);
    }
    let moved_to = |item| Form { state: FormState::MovedToSession { item }, ..form.clone() };
    let to_discussion = PartMove {
        part: Part::Discussion,
        reason: form.title.vi.clone(),
        by: actor.person,
        at: actor.now,
    };
    let above = cabinet.is_item_above_ceiling(item.id);
    if target.id == from.id {
        let mut item = AgendaItem { moved: Some(to_discussion), ..item.clone() };
        if above {
            item = item.without_words();
        }
        let put = vec![Entity::Form(moved_to(item.id)), Entity::Item(item)];
        return Ok(Changes { put, removed: Vec::new() });
    }
    let taken = cabinet.item(landing.item).is_some() || cabinet.dossier(landing.dossier).is_some();
    if taken {
        return Err(ActError::Conflict);
    }
    let last = cabinet.items_of(target.id).map(|other| other.face.order).max();
    let mut copy = AgendaItem::blank(landing.item, target.id, item.face.sponsor);
    copy.face = item.public_face().clone();
    copy.face.parent = None;
    copy.face.order = last.map_or(0, |last| last.saturating_add(AgendaItem::ORDER_STEP));
    copy.recused = item.recused.clone();
    copy.visibility = item.visibility;
    copy.readers = item.readers.clone();
    copy.moved = Some(to_discussion);
    if above {
        copy = copy.without_words();
    }
    let mut put = vec![Entity::Form(moved_to(copy.id)), Entity::Item(copy)];
    put.extend(copy_papers(cabinet, item.id, landing)?);
    Ok(Changes { put, removed: Vec::new() })
}

fn copy_papers(
    cabinet: &Cabinet,
    item: ItemId,
    landing: &Landing<'_>,
) -> Result<Vec<Entity>, ActError> {
    let Some(dossier) = cabinet.dossier_of(item) else {
        return Ok(Vec::new());
    };
    // Papers that were withdrawn stay so: the matter starts with an empty dossier.
    let is_withdrawn = dossier.state == DossierState::Withdrawn;
    let state = if is_withdrawn { DossierState::Draft } else { DossierState::Lodged };
    let (id, of) = (landing.dossier, landing.item);
    let mut put = vec![Entity::Dossier(Dossier { id, item: of, state, ..dossier.clone() })];
    let mut documents = cabinet.documents_of(dossier.id);
    documents.retain(|document| document.published && !document.recalled && !is_withdrawn);
    for document in documents {
        let id = *landing.papers.get(&document.id).ok_or(ActError::Incomplete)?;
        if cabinet.document(id).is_some() {
            return Err(ActError::Conflict);
        }
        let version =
            crate::DocumentVersion { number: 1, issued_at: None, ..document.version.clone() };
        put.push(Entity::Document(Document {
            id,
            dossier: landing.dossier,
            version,
            published: false,
            pending: None,
            earlier: Vec::new(),
            book_page: None,
            ..document.clone()
        }));
    }
    Ok(put)
}

/// Replies to an opinion in the name of the drafting ministry.
pub fn reply(cabinet: &Cabinet, actor: Actor, reply: &Reply) -> Result<Changes, ActError> {
    let ballot = cabinet
        .ballot(reply.ballot)
        .filter(|ballot| ballot.poll == reply.poll)
        .filter(|_| access::may_reply(cabinet, actor.person, reply.poll))
        .ok_or(ActError::NotFound)?;
    let words = crate::tidied(&reply.words);
    crate::check_words(&words, Reply::MAX_WORDS_CHARS)
        .map_err(|source| ActError::Words { field: Field::Reason, source })?;
    if reply.does != ReplyKind::Accepted && words.is_empty() {
        return Err(ActError::ReasonMissing);
    }
    let known = cabinet.replies().find(|known| known.ballot == ballot.id);
    let taken = cabinet.reply(reply.id).is_some_and(|other| other.ballot != ballot.id);
    if taken {
        return Err(ActError::Conflict);
    }
    let id = known.map_or(reply.id, |known| known.id);
    let by = actor.person;
    let reply = Reply { id, words, by, at: actor.now, ..reply.clone() };
    Ok(Changes::of(Entity::Reply(reply)))
}

/// The chair's word on a counted poll, by whoever presides. Where nobody is left to preside, the secretariat notes what
/// the body agreed on in another way, always with the reason.
pub fn settle(
    cabinet: &Cabinet,
    actor: Actor,
    poll: PollId,
    adopted: bool,
    reason: &str,
) -> Result<Changes, ActError> {
    let poll = cabinet
        .poll(poll)
        .filter(|poll| access::may_see_poll(cabinet, actor.person, poll))
        .ok_or(ActError::NotFound)?;
    if !access::may_settle(cabinet, actor.person, poll) {
        return Err(ActError::NotEntitled);
    }
    let presides = access::presides(cabinet, poll) == Some(actor.person);
    let PollState::Closed { tally, .. } = &poll.state else {
        return Err(ActError::NotPossibleNow);
    };
    let judgement = crate::judge(&poll.policy, *tally);
    let decides = judgement.outcome == Outcome::ChairDecides;
    if poll.settled.is_some() || !(decides || judgement.awaits_chair) {
        return Err(ActError::NotPossibleNow);
    }
    let reason = crate::tidied(reason);
    check_optional(&reason, Field::Reason)?;
    if reason.is_empty() && (decides || !adopted || !presides) {
        return Err(ActError::ReasonMissing);
    }
    let settled = Some(Settlement { adopted, reason, by: actor.person, at: actor.now });
    Ok(Changes::of(Entity::Poll(Poll { settled, ..poll.clone() })))
}

fn check_deadline(
    cabinet: &Cabinet,
    now: Moment,
    form: &Form,
    closes_at: Moment,
) -> Result<(), ActError> {
    if closes_at <= now {
        return Err(ActError::DeadlinePast);
    }
    let body = cabinet.item(form.item).and_then(|item| body_of(cabinet, item));
    let body = body.ok_or(ActError::NotFound)?;
    if !form.short_reason.is_empty() {
        return Ok(());
    }
    let day = body.zone.wall_of(closes_at).ok_or(ActError::DeadlinePast)?.date();
    if !body.calendar.is_working(day) {
        return Err(ActError::DeadlineOnHoliday);
    }
    let n_days = body.calendar.working_days_between(&body.zone, now, closes_at);
    if n_days < body.rules.written.minimum_days {
        return Err(ActError::ReasonMissing);
    }
    Ok(())
}

fn run(cabinet: &Cabinet, actor: Actor, form: FormId) -> Result<&Form, ActError> {
    cabinet
        .form(form)
        .filter(|form| access::may_run_item(cabinet, actor.person, form.item))
        .ok_or(ActError::NotFound)
}

fn polls_of<'c>(cabinet: &'c Cabinet, form: &Form) -> impl Iterator<Item = &'c Poll> {
    form.questions
        .iter()
        .filter_map(|question| cabinet.poll(question.poll))
        .collect::<Vec<_>>()
        .into_iter()
}
