//! What people do: operations of every kind on everything, in batches.

use super::model;
use super::reads::pick;
use super::sharing;
use super::world::Caller;
use super::{BATCH, Report};
use crate::soak::Dice;
use anyhow::Context;
use ballot::{OpenVote, question_digest};
use domain::{Cabinet, Choice, Entity, EntityKind, EntityRef};
use serde_json::{Value, json};
use sync::SyncError;
use uuid::Uuid;
use wire::{OperationOutcome, Record, codes};

/// An operation that must not be done.
struct Probe {
    verb: &'static str,
    operation: Value,
    /// The same about something that does not exist; the answers must be the same.
    twin: Option<Value>,
}

/// Each verb, with the kind of what it is about. A kind that stands twice is probed twice as often.
const VERBS: [(&str, EntityKind); 34] = [
    ("move_meeting", EntityKind::Meeting),
    ("withdraw_item", EntityKind::Item),
    ("move_part", EntityKind::Item),
    ("recuse", EntityKind::Item),
    ("lift_recusal", EntityKind::Item),
    ("ask_late", EntityKind::Item),
    ("decide_late", EntityKind::Item),
    ("resolve_conflict", EntityKind::Item),
    ("lodge", EntityKind::Dossier),
    ("lodge", EntityKind::Document),
    ("recall", EntityKind::Document),
    ("move_dossier", EntityKind::Dossier),
    ("send_form", EntityKind::Form),
    ("extend_form", EntityKind::Form),
    ("move_form_to_session", EntityKind::Form),
    ("reply_to_opinion", EntityKind::Ballot),
    ("settle", EntityKind::Poll),
    ("close_poll", EntityKind::Poll),
    ("ballot", EntityKind::Poll),
    ("position", EntityKind::Item),
    ("delivered", EntityKind::Item),
    ("share_note", EntityKind::Document),
    ("share_note", EntityKind::Person),
    ("edit", EntityKind::Person),
    ("edit", EntityKind::Body),
    ("edit", EntityKind::Membership),
    ("edit", EntityKind::Delegation),
    ("edit", EntityKind::Meeting),
    ("edit", EntityKind::Item),
    ("edit", EntityKind::Dossier),
    ("edit", EntityKind::Document),
    ("edit", EntityKind::Form),
    ("edit", EntityKind::Poll),
    ("edit", EntityKind::Ballot),
];

/// Kinds that no edit ever touches.
const NEVER_EDITED: [EntityKind; 6] = [
    EntityKind::Poll,
    EntityKind::Ballot,
    EntityKind::Position,
    EntityKind::Reply,
    EntityKind::Delivery,
    EntityKind::Invitation,
];

/// Fields that acts of their own change, and never an edit.
fn acts_fields(kind: EntityKind) -> &'static [&'static str] {
    match kind {
        EntityKind::Meeting => &["id", "body", "issued", "edition", "state", "conflicts"],
        EntityKind::Item => {
            &["id", "meeting", "issued", "withdrawn", "recused", "moved", "late", "conflicts"]
        }
        EntityKind::Dossier => &["id", "item", "state"],
        EntityKind::Document => &[
            "id",
            "dossier",
            "recalled",
            "version",
            "published",
            "pending",
            "earlier",
            "book_page",
        ],
        EntityKind::Form => &["id", "item", "extensions", "sent_at", "state"],
        EntityKind::Membership => &["id", "body", "person"],
        EntityKind::Delegation => &["id", "body", "member", "substitute"],
        EntityKind::Person
        | EntityKind::Body
        | EntityKind::Poll
        | EntityKind::Position
        | EntityKind::Ballot
        | EntityKind::Reply
        | EntityKind::Delivery
        | EntityKind::Invitation => &["id"],
    }
}

/// Sends a batch for one caller and holds the answers against the model.
pub async fn operations(
    caller: &Caller,
    truth: &Cabinet,
    dice: &mut Dice,
    report: &mut Report,
) -> anyhow::Result<()> {
    let all: Vec<&Entity> = truth.entities().collect();
    let mut probes = Vec::new();
    let mut n_tried = 0;
    while probes.len() < BATCH / 2 && n_tried < BATCH * 20 {
        n_tried += 1;
        if let Some(probe) = make(caller, truth, &all, dice)? {
            probes.push(probe);
        }
    }
    let twins = probes.iter().filter_map(|probe| probe.twin.clone());
    let bodies: Vec<Value> =
        probes.iter().map(|probe| probe.operation.clone()).chain(twins).collect();
    let outcomes = match caller.member.operate_all(&bodies).await {
        Ok(outcomes) => outcomes,
        // The devices of whoever was removed are revoked: all they send is turned away at the door, with one answer.
        Err(error) if is_turned_away(&error) && caller.is_removed(truth) => {
            probes.iter().for_each(|probe| report.count(probe.verb));
            return Ok(());
        }
        Err(error) => return Err(error.context(caller.who.name)),
    };
    if caller.is_removed(truth) {
        report.leaks.push(format!("{} still gets answers to operations", caller.who.name));
    }
    let (own, twins) = outcomes.split_at(probes.len().min(outcomes.len()));
    let mut twins = twins.iter();
    let who = caller.who.name;
    for (probe, outcome) in probes.iter().zip(own) {
        report.count(probe.verb);
        let twin = probe.twin.as_ref().and_then(|_| twins.next());
        match outcome {
            OperationOutcome::Accepted { .. } | OperationOutcome::Late { .. } => {
                report.leaks.push(format!("{who} did {}", probe.operation));
            }
            OperationOutcome::Refused { .. } if twin.is_some_and(|twin| twin != outcome) => {
                let operation = &probe.operation;
                report.leaks.push(format!("{who} can tell: {operation}: {outcome:?}, {twin:?}"));
            }
            OperationOutcome::Refused { .. } => {}
        }
    }
    Ok(())
}

fn is_turned_away(error: &anyhow::Error) -> bool {
    let refused = error.downcast_ref::<SyncError>();
    matches!(refused, Some(SyncError::Refused(problem)) if problem.code == codes::DEVICE_REVOKED)
}

/// An operation this caller must not get done; `None` where they might.
fn make(
    caller: &Caller,
    truth: &Cabinet,
    all: &[&Entity],
    dice: &mut Dice,
) -> anyhow::Result<Option<Probe>> {
    let (verb, kind) = *pick(dice, &VERBS).context("no verb")?;
    let of_kind: Vec<&&Entity> =
        all.iter().filter(|entity| entity.reference().kind == kind).collect();
    let subject = **pick(dice, &of_kind).context("the world lacks a kind")?;
    let real = subject.reference();
    // Of six, one names a thing of another kind, and one a thing next to a real one.
    let (named, exists) = match dice.below(6) {
        0 => {
            let others: Vec<&&Entity> =
                all.iter().filter(|entity| entity.reference().kind != kind).collect();
            (pick(dice, &others).context("no record")?.reference().id, false)
        }
        1 => (neighbour(real.id, dice), false),
        _ => (real.id, true),
    };
    let sees = model::sees(truth, &caller.who, subject);
    let might = model::might(truth, &caller.who, verb, subject);
    if exists && sees && might && verb != "edit" {
        return Ok(None);
    }
    let operation = if verb == "edit" {
        match edit(all, subject, might, dice)? {
            Some(operation) => operation,
            None => return Ok(None),
        }
    } else {
        operation(caller, truth, (verb, EntityRef { kind, id: named }), all, dice)?
    };
    let hidden = if verb == "edit" { !sees } else { !sees || !exists };
    let shown = if verb == "edit" { real.id } else { named };
    // A note names its author, whom a twin must not rename, and where its reader is an identity of another kind it may
    // be the very paper, which is read; and a ballot is signed.
    let is_note = verb == "share_note";
    let renames_author = is_note && shown == caller.who.person.as_uuid();
    let renames_paper = is_note && operation.get("document") == operation.pointer("/readers/0");
    let may_rename = verb != "ballot" && !renames_author && !renames_paper;
    let twin = (hidden && may_rename).then(|| rename(&operation, shown));
    Ok(Some(Probe { verb, operation, twin }))
}

/// An identity one bit away from a real one.
fn neighbour(id: Uuid, dice: &mut Dice) -> Uuid {
    let bit = 1_u128 << dice.below(60);
    Uuid::from_u128(id.as_u128() ^ bit)
}

/// The same operation about a thing that does not exist.
fn rename(operation: &Value, id: Uuid) -> Value {
    let text = operation.to_string().replace(&id.to_string(), &Uuid::now_v7().to_string());
    serde_json::from_str(&text).unwrap_or_default()
}

fn id_of(all: &[&Entity], kind: EntityKind, dice: &mut Dice) -> Uuid {
    let of_kind: Vec<Uuid> = all
        .iter()
        .map(|entity| entity.reference())
        .filter(|reference| reference.kind == kind)
        .map(|reference| reference.id)
        .collect();
    pick(dice, &of_kind).copied().unwrap_or_else(Uuid::now_v7)
}

#[allow(clippy::too_many_lines, reason = "one arm for each verb, nothing else")]
fn operation(
    caller: &Caller,
    truth: &Cabinet,
    (verb, subject): (&'static str, EntityRef),
    all: &[&Entity],
    dice: &mut Dice,
) -> anyhow::Result<Value> {
    let id = subject.id;
    let words = "Lý do";
    let chance = dice.below(2) == 0;
    let does = match verb {
        "move_meeting" => {
            let to = ["draft", "in_review", "published", "in_session", "closed", "cancelled"];
            json!({ "meeting": id, "to": pick(dice, &to) })
        }
        "withdraw_item" => json!({ "item": id, "withdrawn": chance }),
        "move_part" => json!({ "item": id, "part": "discussion", "reason": words }),
        "recuse" => {
            let other = id_of(all, EntityKind::Person, dice);
            json!({ "item": id, "person": other, "reason": words })
        }
        "lift_recusal" => {
            json!({ "item": id, "person": id_of(all, EntityKind::Person, dice) })
        }
        "ask_late" => json!({ "item": id, "reason": words }),
        "decide_late" => json!({ "item": id, "approved": chance, "words": words }),
        "resolve_conflict" => {
            json!({ "kind": "item", "id": id, "field": "title", "take": chance })
        }
        "lodge" => {
            let (document, dossier) = if subject.kind == EntityKind::Document {
                (id, id_of(all, EntityKind::Dossier, dice))
            } else {
                (Uuid::now_v7(), id)
            };
            let version = truth.documents().next().context("no document")?.version.clone();
            json!({
                "document": document, "dossier": dossier, "role": "paper",
                "title": { "vi": "x", "en": "x" },
                "file": {
                    "digest": version.digest.to_string(), "length": version.length,
                    "n_pages": 1, "has_text": true, "name": "x.pdf", "reason": words,
                },
            })
        }
        "recall" => json!({ "document": id }),
        "move_dossier" => {
            let to = ["draft", "lodged", "published", "confirmed", "withdrawn"];
            json!({ "dossier": id, "to": pick(dice, &to) })
        }
        "send_form" => json!({ "form": id }),
        "extend_form" => json!({ "form": id, "to": "2099-01-04T03:00:00Z", "reason": words }),
        "move_form_to_session" => json!({
            "form": id, "meeting": id_of(all, EntityKind::Meeting, dice),
            "item": Uuid::now_v7(), "dossier": Uuid::now_v7(), "papers": {},
        }),
        "reply_to_opinion" => {
            let ballot = truth.ballots().find(|ballot| ballot.id.as_uuid() == id);
            let poll = ballot.map_or_else(Uuid::now_v7, |ballot| ballot.poll.as_uuid());
            json!({
                "reply": Uuid::now_v7(), "poll": poll, "ballot": id,
                "does": "accepted", "words": words,
            })
        }
        "settle" => json!({ "poll": id, "adopted": chance, "reason": words }),
        "close_poll" => return Ok(json!({ "op": "close_poll", "poll": id })),
        "position" => {
            return Ok(
                json!({ "op": "position", "item": id, "value": "objects", "comment": words }),
            );
        }
        "delivered" => return Ok(json!({ "op": "delivered", "item": id, "papers": [] })),
        "share_note" => return Ok(share(caller, truth, subject, all, dice)),
        _ => return ballot(caller, truth, id, all, dice),
    };
    Ok(act(verb, does))
}

/// A note of the caller's on a paper, for anybody; or for somebody, on a paper that the caller reads.
fn share(
    caller: &Caller,
    truth: &Cabinet,
    subject: EntityRef,
    all: &[&Entity],
    dice: &mut Dice,
) -> Value {
    let (document, reader) = if subject.kind == EntityKind::Person {
        let paper = model::shared_paper(truth, &caller.who);
        (paper.map_or_else(Uuid::now_v7, |paper| paper.id.as_uuid()), subject.id)
    } else {
        (subject.id, id_of(all, EntityKind::Person, dice))
    };
    let known = truth.document(domain::DocumentId::from_uuid(document));
    let version = known.map_or(1, |known| known.version.number);
    sharing::share_on(caller.who.person, reader, Uuid::now_v7(), (document, version))
}

fn act(verb: &str, mut does: Value) -> Value {
    if let Some(does) = does.as_object_mut() {
        does.insert("act".to_owned(), json!(verb));
    }
    json!({ "op": "act", "does": does })
}

/// A ballot signed by the caller's own device: for themselves, or in the name of somebody else.
fn ballot(
    caller: &Caller,
    truth: &Cabinet,
    poll: Uuid,
    all: &[&Entity],
    dice: &mut Dice,
) -> anyhow::Result<Value> {
    let known = truth.poll(domain::PollId::from_uuid(poll));
    let (vi, en) = known.map_or((String::new(), String::new()), |known| {
        (known.question.vi.clone(), known.question.en.clone())
    });
    let words = [Choice::Agree.word(), Choice::Disagree.word(), Choice::Other.word()];
    let voter = match dice.below(3) {
        0 => id_of(all, EntityKind::Person, dice),
        _ => caller.member.credentials.person,
    };
    let vote = OpenVote {
        v: 1,
        ballot: Uuid::now_v7(),
        poll,
        voter,
        question_sha256: question_digest(poll, &vi, &en, &words),
        choice: Choice::Agree.word().to_owned(),
        grade: None,
        opinion: None,
        papers: Vec::new(),
        seq: 0,
        prev: None,
        cast_at: wire::moment_to_wire(domain::Moment::from_micros(1_790_000_000_000_000)),
        seen: None,
    };
    let sealed = vote.seal(&caller.member.credentials.signing_key()).context("sealing")?;
    Ok(json!({ "op": "ballot", "sealed": sealed.as_compact() }))
}

/// An edit: a field taken from another record of the kind, a record made like another under the same parents, one
/// whose identity is taken, or one taken away. Whoever might edit the record gets only what no edit may do.
fn edit(
    all: &[&Entity],
    subject: &Entity,
    might: bool,
    dice: &mut Dice,
) -> anyhow::Result<Option<Value>> {
    let subject = if dice.below(8) == 0 {
        let never: Vec<&&Entity> =
            all.iter().filter(|entity| NEVER_EDITED.contains(&entity.reference().kind)).collect();
        **pick(dice, &never).context("no ballot")?
    } else {
        subject
    };
    let reference = subject.reference();
    let might = might && !NEVER_EDITED.contains(&reference.kind);
    let was = serde_json::to_value(Record::from(subject)).context("a record")?;
    let edits = |was: Value, now: Value| {
        Some(act("edit", json!({ "edits": [{ "was": was, "now": now }] })))
    };
    match dice.below(4) {
        0 if !might => Ok(edits(was, Value::Null)),
        1 if !might => Ok(edits(Value::Null, was)),
        2 if !might && reference.kind != EntityKind::Person => {
            let mut now = was;
            set(&mut now, "id", json!(Uuid::now_v7()));
            Ok(edits(Value::Null, now))
        }
        _ => {
            let alike: Vec<&&Entity> =
                all.iter().filter(|one| one.reference().kind == reference.kind).collect();
            let other = **pick(dice, &alike).context("no record")?;
            let other = serde_json::to_value(Record::from(other)).context("a record")?;
            let fields: Vec<String> = if might {
                acts_fields(reference.kind).iter().map(|&field| field.to_owned()).collect()
            } else {
                was.as_object().context("no fields")?.keys().cloned().collect()
            };
            let field = pick(dice, &fields).context("no field")?;
            let value = other.get(field).cloned().unwrap_or_default();
            if field == "kind" || was.get(field) == Some(&value) {
                return Ok(None);
            }
            let mut now = was.clone();
            set(&mut now, field, value);
            Ok(edits(was, now))
        }
    }
}

fn set(record: &mut Value, field: &str, value: Value) {
    if let Some(fields) = record.as_object_mut() {
        fields.insert(field.to_owned(), value);
    }
}
