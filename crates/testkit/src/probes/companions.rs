//! What lies beside papers: whoever may not read a paper gets nothing of it, and cannot tell that there is anything.

use super::Report;
use super::model;
use super::reads::{ask, digests, judge, tell_apart};
use super::world::{Caller, World};
use anyhow::Context;
use domain::{Cabinet, Digest, DocumentId};
use sync::Request;
use uuid::Uuid;
use wire::PartWord;

impl World {
    /// Puts a part beside every paper, into the store that the server works on: what it holds is of no matter here.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub fn furnish_companions(&self) -> anyhow::Result<()> {
        let path = self.server.data().join("cabinet.db");
        let database = rusqlite::Connection::open(path).context("opening the store")?;
        for digest in digests(&self.truth()?) {
            let digest = digest.to_string();
            let sql = "
                INSERT INTO companion (file, part, object, length, made_by, made_at)
                VALUES (?1, 'pages', ?1, 1, 'probes', 0)";
            database.execute(sql, [&digest]).context("putting a part beside a paper")?;
        }
        Ok(())
    }
}

/// Everybody asks for what lies beside every paper, and their feed is held against the model.
pub async fn beside_papers(
    world: &World,
    truth: &Cabinet,
    report: &mut Report,
) -> anyhow::Result<()> {
    for caller in &world.callers {
        for digest in digests(truth) {
            part(caller, truth, digest, report).await?;
        }
        feed(caller, truth, report).await?;
    }
    Ok(())
}

async fn part(
    caller: &Caller,
    truth: &Cabinet,
    digest: Digest,
    report: &mut Report,
) -> anyhow::Result<()> {
    report.count("part beside a paper");
    let request = |digest: &str, part: PartWord| {
        Request::get(format!("/v1/files/{digest}/{}", part.as_str()))
    };
    let answer = ask(&caller.member, request(&digest.to_string(), PartWord::Pages)).await?;
    let expected = model::reads_bytes(truth, &caller.who, digest);
    judge(caller, &format!("a part beside {digest}"), expected, &answer, report);
    let absent = ask(&caller.member, request(&digest.to_string(), PartWord::Words)).await?;
    judge(caller, "a part that there is not", false, &absent, report);
    let nowhere = blake3::hash(Uuid::now_v7().as_bytes()).to_hex();
    let nothing = ask(&caller.member, request(&nowhere, PartWord::Pages)).await?;
    if !expected {
        tell_apart(caller, "a part beside a paper", &answer, &nothing, report);
        tell_apart(caller, "a paper without a part", &absent, &nothing, report);
    }
    Ok(())
}

async fn feed(caller: &Caller, truth: &Cabinet, report: &mut Report) -> anyhow::Result<()> {
    let name = caller.who.name;
    let fresh = match caller.member.refreshed().await {
        Ok(fresh) => fresh,
        Err(_) if caller.who.seat.is_none() => return Ok(()),
        Err(error) => return Err(error.context(name)),
    };
    for document in truth.documents() {
        report.count("part of the feed");
        let told = fresh.companions.iter().find(|one| one.id == document.id.as_uuid());
        let told = told.map(|one| one.versions.as_slice()).unwrap_or_default();
        for version in document.versions() {
            let reads = model::reads_version(truth, &caller.who, document, version.number);
            let found = told.iter().any(|one| one.version == version.number);
            if found && !reads {
                report
                    .leaks
                    .push(format!("{name} is told of {} beside {}", version.number, document.id));
            }
            if !found && reads {
                report.denials.push(format!("{name} is not told of a part of {}", document.id));
            }
        }
    }
    let is_known = |id: Uuid| truth.document(DocumentId::from_uuid(id)).is_some();
    for stranger in fresh.companions.iter().filter(|one| !is_known(one.id)) {
        report.leaks.push(format!("{name} is told of {stranger:?}, which is gone"));
    }
    Ok(())
}
