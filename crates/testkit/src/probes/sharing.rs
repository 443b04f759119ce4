//! Notes shared with named readers: who gets them, who gets the keys they are sealed to, and who may change them.

use super::Report;
use super::model::{self, Who};
use super::reads::{ask, judge};
use super::world::{Caller, World};
use anyhow::{Context, ensure};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::act::Act;
use domain::{AnnotationId, Cabinet, Document, DocumentId, PersonId, SharedNote};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use sync::Request;
use uuid::Uuid;
use wire::{OperationOutcome, sharing_key_message};

/// A shared note as the server keeps it.
pub struct Share {
    note: SharedNote,
    operation: Uuid,
    revision: u32,
}

impl World {
    /// Everything shared, read from the server's store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn shares(&self) -> anyhow::Result<Vec<Share>> {
        let path = self.server.data().join("cabinet.db");
        let database = rusqlite::Connection::open(path).context("opening the store")?;
        let sql = "
            SELECT annotation, author, document, version, readers, operation, revision
            FROM shared_note";
        let mut statement = database.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut shares = Vec::new();
        while let Some(row) = rows.next()? {
            let uuid = |column: usize| -> anyhow::Result<Uuid> {
                Ok(Uuid::parse_str(&row.get::<_, String>(column)?)?)
            };
            let readers: BTreeSet<Uuid> = serde_json::from_str(&row.get::<_, String>(4)?)?;
            shares.push(Share {
                note: SharedNote {
                    annotation: AnnotationId::from_uuid(uuid(0)?),
                    author: PersonId::from_uuid(uuid(1)?),
                    document: DocumentId::from_uuid(uuid(2)?),
                    version: row.get(3)?,
                    readers: readers.into_iter().map(PersonId::from_uuid).collect(),
                },
                operation: uuid(5)?,
                revision: row.get(6)?,
            });
        }
        Ok(shares)
    }

    /// Everybody publishes a key; some share notes, take one back, and lose sight of one.
    ///
    /// # Errors
    /// When the server does not let it be done.
    pub async fn furnish_shares(&self) -> anyhow::Result<()> {
        let truth = self.truth()?;
        for caller in self.callers.iter().filter(|caller| !caller.is_removed(&truth)) {
            publish_key(caller).await?;
        }
        let names = [
            ("member, sponsor and reader", "chair"),
            ("adviser", "member, sponsor and reader"),
            ("member", "secretary"),
            ("chair", "member"),
        ];
        for (author, reader) in names {
            let (author, reader) = (self.caller(author)?, self.caller(reader)?.who.person);
            let who = model::who(&truth, author.who.person);
            let readable = truth.documents().filter(|document| {
                model::may_share(&truth, &who, reader, (document, document.version.number))
            });
            let document = readable.max_by_key(|document| document.id);
            let document = document.context("no paper to share notes on")?;
            let body = share(author.who.person, reader.as_uuid(), document);
            accepted(author, body).await?;
        }
        let author = self.caller("chair")?;
        let shares = self.shares()?;
        let own = shares.iter().find(|share| share.note.author == author.who.person);
        accepted(author, unshare(own.context("nothing was shared")?)).await?;
        self.lose_sight(&truth).await
    }

    /// A reader of a note stands aside on its item.
    async fn lose_sight(&self, truth: &Cabinet) -> anyhow::Result<()> {
        let member = self.caller("member")?;
        let secretary = self.caller("secretary")?;
        let shares = self.shares()?;
        let own = shares
            .iter()
            .find(|share| share.note.author == member.who.person && !share.note.readers.is_empty());
        let document = own.context("nothing was shared")?.note.document;
        let document = truth.document(document).context("no paper")?;
        let body = share(secretary.who.person, member.who.person.as_uuid(), document);
        accepted(secretary, body).await?;
        let item = truth.dossier(document.dossier).context("no dossier")?.item;
        let act =
            Act::Recuse { item, person: member.who.person, reason: "Có liên quan".to_owned() };
        self.act("member", &act).await
    }
}

async fn accepted(author: &Caller, body: Value) -> anyhow::Result<()> {
    let done = author.member.operate_all(&[body]).await?;
    let accepted = matches!(done.as_slice(), [OperationOutcome::Accepted { .. }]);
    ensure!(accepted, "{}: {done:?}", author.who.name);
    Ok(())
}

async fn publish_key(caller: &Caller) -> anyhow::Result<()> {
    let credentials = &caller.member.credentials;
    let person = credentials.person;
    let put = |path: &str, body: &Value| Request {
        method: "PUT",
        body: Some(body.to_string().into_bytes()),
        ..Request::get(path)
    };
    caller.member.send(put("/v1/note-key", &json!({ "note_key": person }))).await?;
    let key = URL_SAFE_NO_PAD.encode(blake3::hash(person.as_bytes()).as_bytes());
    let signature = credentials.signing_key().sign(&sharing_key_message(person, &key));
    let signature = URL_SAFE_NO_PAD.encode(signature);
    let body = json!({ "key": key, "signature": signature });
    caller.member.send(put("/v1/sharing-key", &body)).await?;
    Ok(())
}

/// An operation that shares a new note with one reader.
fn share(author: PersonId, reader: Uuid, document: &Document) -> Value {
    let place = (document.id.as_uuid(), document.version.number);
    share_on(author, reader, Uuid::now_v7(), place)
}

/// An operation that shares a note with one reader, on any document and version.
pub fn share_on(
    author: PersonId,
    reader: Uuid,
    annotation: Uuid,
    (document, version): (Uuid, u32),
) -> Value {
    let bytes = |length| URL_SAFE_NO_PAD.encode(vec![7_u8; length]);
    let sealed_to = |person| json!({ "person": person, "enc": bytes(32), "key": bytes(48) });
    json!({
        "op": "share_note", "annotation": annotation, "document": document, "version": version,
        "revision": 1, "replaces": null, "readers": [reader], "sealed": bytes(90),
        "wrapped": [sealed_to(author.as_uuid()), sealed_to(reader)],
    })
}

fn unshare(share: &Share) -> Value {
    json!({
        "op": "unshare_note", "annotation": share.note.annotation.as_uuid(),
        "revision": share.revision + 1, "replaces": share.operation,
    })
}

/// Whether somebody has a shared note: its author, and whoever it is for and may read that version.
fn has(truth: &Cabinet, who: &Who, note: &SharedNote) -> bool {
    let reads = || {
        truth
            .document(note.document)
            .is_some_and(|document| model::reads_version(truth, who, document, note.version))
    };
    who.seat.is_some()
        && (note.author == who.person || (note.readers.contains(&who.person) && reads()))
}

/// Holds everybody's notes and keys against the model.
pub async fn feeds(world: &World, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    let shares = world.shares()?;
    ensure!(shares.len() > 3, "the world has no shared notes");
    for caller in &world.callers {
        let name = caller.who.name;
        let fresh = match caller.member.refreshed().await {
            Ok(fresh) => fresh,
            Err(_) if caller.who.seat.is_none() => continue,
            Err(error) => return Err(error.context(name)),
        };
        for share in &shares {
            report.count("shared note of the feed");
            let id = share.note.annotation;
            let found = fresh.shared.iter().find(|one| one.annotation == id.as_uuid());
            let expected = has(truth, &caller.who, &share.note);
            match found {
                Some(found) if !expected => report.leaks.push(format!("{name} got {found:?}")),
                None if expected => report.denials.push(format!("{name} lacks the note {id}")),
                Some(_) | None => {}
            }
            let others = found.and_then(|found| found.wrapped.as_ref());
            if others.is_some_and(|key| key.person != caller.who.person.as_uuid()) {
                report.leaks.push(format!("{name} got a key of others to {id}"));
            }
        }
        report.count("sharing keys of the feed");
        if fresh.sharing_keys.is_empty() && caller.who.seat.is_some() {
            report.denials.push(format!("{name} lacks the keys"));
        }
        if !fresh.sharing_keys.is_empty() && caller.who.seat.is_none() {
            report.leaks.push(format!("{name} got the keys"));
        }
    }
    Ok(())
}

/// Everybody tries to change and to take back what others share, and to publish a second key.
pub async fn of_others(world: &World, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    let shares = world.shares()?;
    for caller in world.callers.iter().filter(|caller| !caller.is_removed(truth)) {
        let name = caller.who.name;
        for share in shares.iter().filter(|share| share.note.author != caller.who.person) {
            report.count("shared note of others");
            let nothing = Share {
                note: SharedNote {
                    annotation: AnnotationId::from_uuid(Uuid::now_v7()),
                    ..share.note.clone()
                },
                ..*share
            };
            let place = (share.note.document.as_uuid(), share.note.version);
            let id = share.note.annotation.as_uuid();
            let mut change = share_on(caller.who.person, share.note.author.as_uuid(), id, place);
            if let Some(fields) = change.as_object_mut() {
                fields.insert("revision".to_owned(), json!(share.revision + 1));
                fields.insert("replaces".to_owned(), json!(share.operation));
            }
            let tried = [unshare(share), unshare(&nothing), change];
            let answers = caller.member.operate_all(&tried).await?;
            if answers.iter().any(|one| !matches!(one, OperationOutcome::Refused { .. })) {
                report.leaks.push(format!("{name} changed a note of others: {answers:?}"));
            }
            if answers.first() != answers.get(1) {
                report.leaks.push(format!("{name} can tell that a note is there: {answers:?}"));
            }
        }
        second_key(caller, report).await?;
    }
    Ok(())
}

async fn second_key(caller: &Caller, report: &mut Report) -> anyhow::Result<()> {
    report.count("second sharing key");
    let credentials = &caller.member.credentials;
    let request = |key: &str, signature: &[u8]| {
        let body = json!({ "key": key, "signature": URL_SAFE_NO_PAD.encode(signature) });
        let body = Some(body.to_string().into_bytes());
        Request { method: "PUT", body, ..Request::get("/v1/sharing-key") }
    };
    let key = URL_SAFE_NO_PAD.encode([9; 32]);
    let signature = credentials.signing_key().sign(&sharing_key_message(credentials.person, &key));
    let answer = ask(&caller.member, request(&key, &signature)).await?;
    judge(caller, "a second sharing key", false, &answer, report);
    let unsigned = ask(&caller.member, request(&key, &[0; 64])).await?;
    judge(caller, "a sharing key without its signature", false, &unsigned, report);
    let nonsense = ask(&caller.member, request("AA", &signature)).await?;
    judge(caller, "a sharing key that is none", false, &nonsense, report);
    Ok(())
}
