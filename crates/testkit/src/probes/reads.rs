//! What people read: the feed, files, reports, and the pages of administrators and auditors.

use super::Report;
use super::model;
use super::world::{Caller, World};
use crate::RawMember;
use crate::soak::Dice;
use anyhow::{Context, bail};
use domain::{Cabinet, Digest, DocumentVersion, Entity, FormState};
use std::collections::BTreeSet;
use sync::{Request, SyncError};
use uuid::Uuid;

/// What a request came to: the first bytes of the answer, or the refusal to the letter.
pub type Answer = Result<Vec<u8>, String>;

/// Sends a request.
pub async fn ask(member: &RawMember, request: Request) -> anyhow::Result<Answer> {
    match member.send(request).await {
        Ok(reply) => Ok(Ok(reply.body)),
        Err(SyncError::Refused(problem)) => Ok(Err(format!("{problem:?}"))),
        Err(error) => bail!("no answer: {error}"),
    }
}

/// Holds everybody's feed against the model, record by record.
pub async fn feeds(world: &World, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    for caller in &world.callers {
        let got = match caller.member.refreshed().await {
            Ok(fresh) => fresh.cabinet,
            Err(_) if caller.who.seat.is_none() => Cabinet::default(),
            Err(error) => return Err(error.context(caller.who.name)),
        };
        for entity in truth.entities() {
            report.count("record of the feed");
            let reference = entity.reference();
            let expected = model::sees(truth, &caller.who, entity);
            let found = got.get(reference);
            if let Some(found) = found
                && !expected
            {
                report.leaks.push(format!("{} got {found:?}", caller.who.name));
            }
            if found.is_none() && expected {
                report.denials.push(format!("{} lacks {reference:?}", caller.who.name));
            }
            if let Some(found) = found
                && let Some(secret) = model::tells_workings(truth, &caller.who, entity, found)
            {
                report.leaks.push(format!("{} got {secret} of {reference:?}", caller.who.name));
            }
        }
        for entity in got.entities().filter(|entity| truth.get(entity.reference()).is_none()) {
            report.leaks.push(format!("{} got {entity:?}, which is gone", caller.who.name));
        }
    }
    Ok(())
}

/// Every version's digest.
pub fn digests(truth: &Cabinet) -> BTreeSet<Digest> {
    let versions = truth.documents().flat_map(|document| {
        let pending = document.pending.as_ref();
        document.earlier.iter().chain([&document.version]).chain(pending)
    });
    versions.map(|version: &DocumentVersion| version.digest).collect()
}

/// Everybody asks for every file there is.
pub async fn files(world: &World, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    for caller in &world.callers {
        for digest in digests(truth) {
            file(caller, truth, digest, report).await?;
        }
    }
    Ok(())
}

async fn file(
    caller: &Caller,
    truth: &Cabinet,
    digest: Digest,
    report: &mut Report,
) -> anyhow::Result<()> {
    report.count("file");
    let request = |digest: &str| {
        let path = format!("/v1/files/{digest}");
        Request { range: Some((0, 63)), ..Request::get(path) }
    };
    let answer = ask(&caller.member, request(&digest.to_string())).await?;
    let expected = model::reads_bytes(truth, &caller.who, digest);
    judge(caller, &format!("file {digest}"), expected, &answer, report);
    if !expected {
        let nowhere = blake3::hash(Uuid::now_v7().as_bytes()).to_hex();
        let nothing = ask(&caller.member, request(&nowhere)).await?;
        tell_apart(caller, "a file", &answer, &nothing, report);
    }
    Ok(())
}

/// Holds an answer against what was expected.
pub fn judge(caller: &Caller, what: &str, expected: bool, answer: &Answer, report: &mut Report) {
    let who = caller.who.name;
    match (answer, expected) {
        (Ok(_), false) => report.leaks.push(format!("{who} got {what}")),
        (Err(why), true) => report.denials.push(format!("{who} was refused {what}: {why}")),
        (Ok(_), true) | (Err(_), false) => {}
    }
}

/// What is forbidden must be answered as what does not exist.
pub fn tell_apart(
    caller: &Caller,
    what: &str,
    one: &Answer,
    nothing: &Answer,
    report: &mut Report,
) {
    if one != nothing {
        let who = caller.who.name;
        report.leaks.push(format!("{who} can tell that {what} is there: {one:?}, {nothing:?}"));
    }
}

/// Reports, the trail, devices and codes.
pub async fn pages(world: &World, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    for caller in &world.callers {
        for form in truth.forms() {
            form_report(caller, truth, form.id.as_uuid(), report).await?;
        }
        for path in ["/v1/trail", "/v1/administration/devices"] {
            report.count("page of administrators");
            let answer = ask(&caller.member, Request::get(path)).await?;
            let audits = path == "/v1/trail" && caller.who.is_auditor();
            let expected = audits || caller.who.is_administrator();
            judge(caller, path, expected, &answer, report);
            if !expected {
                let nowhere = blake3::hash(Uuid::now_v7().as_bytes()).to_hex();
                let nothing = Request::get(format!("/v1/files/{nowhere}"));
                let nothing = ask(&caller.member, nothing).await?;
                tell_apart(caller, path, &answer, &nothing, report);
            }
        }
    }
    Ok(())
}

async fn form_report(
    caller: &Caller,
    truth: &Cabinet,
    id: Uuid,
    report: &mut Report,
) -> anyhow::Result<()> {
    report.count("report");
    let request = |id: Uuid| {
        let query = Some("format=xlsx".to_owned());
        Request { query, ..Request::get(format!("/v1/forms/{id}/report")) }
    };
    let answer = ask(&caller.member, request(id)).await?;
    let form = truth.form(domain::FormId::from_uuid(id));
    let expected = form.is_some_and(|form| {
        let mut polls = form.questions.iter().filter_map(|one| truth.poll(one.poll));
        form.state != FormState::Draft
            && polls.all(|poll| model::counts_poll(truth, &caller.who, poll))
    });
    judge(caller, &format!("the report of {id}"), expected, &answer, report);
    if !expected {
        let nothing = ask(&caller.member, request(Uuid::now_v7())).await?;
        tell_apart(caller, "a form", &answer, &nothing, report);
    }
    Ok(())
}

/// One request of a random kind by a random person about a random thing.
pub async fn any(
    world: &World,
    truth: &Cabinet,
    dice: &mut Dice,
    report: &mut Report,
) -> anyhow::Result<()> {
    let caller = pick(dice, &world.callers).context("nobody")?;
    let other = pick(dice, &world.callers).context("nobody")?;
    let entities: Vec<&Entity> = truth.entities().collect();
    let entity = pick(dice, &entities).context("no record")?;
    let digests: Vec<Digest> = digests(truth).into_iter().collect();
    match dice.below(6) {
        0 | 1 => file(caller, truth, *pick(dice, &digests).context("no file")?, report).await,
        2 => form_report(caller, truth, entity.reference().id, report).await,
        3 => upload(caller, *pick(dice, &digests).context("no file")?, report).await,
        4 => device(caller, other, "approval", report).await,
        _ => device(caller, other, "revocation", report).await,
    }
}

/// Somebody asks how far a file of others has come: only the secretariat may ask, and learns of its own alone.
async fn upload(caller: &Caller, digest: Digest, report: &mut Report) -> anyhow::Result<()> {
    report.count("upload of others");
    let request = |digest: &str| Request::get(format!("/v1/uploads/{digest}"));
    let answer = ask(&caller.member, request(&digest.to_string())).await?;
    let nowhere = blake3::hash(Uuid::now_v7().as_bytes()).to_hex();
    let nothing = ask(&caller.member, request(&nowhere)).await?;
    if caller.who.is_secretary() {
        let own = answer.as_ref().is_ok_and(|body| body.windows(4).any(|at| at == b"true"));
        if !own {
            tell_apart(caller, "an upload", &answer, &nothing, report);
        }
    } else {
        judge(caller, "an upload", false, &answer, report);
        tell_apart(caller, "an upload", &answer, &nothing, report);
    }
    Ok(())
}

/// Somebody lays hands on a device of somebody else.
async fn device(
    caller: &Caller,
    other: &Caller,
    does: &str,
    report: &mut Report,
) -> anyhow::Result<()> {
    if caller.who.person == other.who.person {
        return Ok(());
    }
    report.count("device of others");
    let request = |device: Uuid| {
        let path = format!("/v1/devices/{device}/{does}");
        let body = (does == "approval").then(|| br#"{"sealed_key":"QUJD"}"#.to_vec());
        Request { method: "POST", body, ..Request::get(path) }
    };
    let answer = ask(&caller.member, request(other.member.credentials.device)).await?;
    judge(caller, "a device of others", false, &answer, report);
    let nothing = ask(&caller.member, request(Uuid::now_v7())).await?;
    tell_apart(caller, "a device", &answer, &nothing, report);
    if caller.who.is_administrator() {
        return Ok(());
    }
    let request = |device: Uuid| Request {
        method: "POST",
        ..Request::get(format!("/v1/administration/devices/{device}/revocation"))
    };
    let answer = ask(&caller.member, request(other.member.credentials.device)).await?;
    judge(caller, "a device, as an administrator", false, &answer, report);
    let nothing = ask(&caller.member, request(Uuid::now_v7())).await?;
    tell_apart(caller, "a device, as an administrator", &answer, &nothing, report);
    let code = |person: Uuid| Request {
        method: "POST",
        body: Some(format!(r#"{{"person":"{person}"}}"#).into_bytes()),
        ..Request::get("/v1/administration/enrolment-codes")
    };
    let answer = ask(&caller.member, code(other.who.person.as_uuid())).await?;
    judge(caller, "a code", false, &answer, report);
    let nothing = ask(&caller.member, code(Uuid::now_v7())).await?;
    tell_apart(caller, "a person", &answer, &nothing, report);
    Ok(())
}

/// One of them, by chance.
pub fn pick<'a, T>(dice: &mut Dice, all: &'a [T]) -> Option<&'a T> {
    let last = u64::try_from(all.len()).ok().filter(|n| *n > 0)?;
    all.get(usize::try_from(dice.below(last)).ok()?)
}
