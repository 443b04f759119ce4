//! What must hold on the way.

use super::{NOTE, OPINION, SENTENCE, act};
use crate::{Place, ServerProcess, Window};
use anyhow::{Context, ensure};
use ballot::{IdentityPublic, SealedBallot};
use std::collections::BTreeMap;

/// The words of the state, exactly as the catalogue has them in Vietnamese.
const SAVED: &str = "Đã lưu trên máy này, chưa được tiếp nhận";

/// Everything the member did is there and says it is saved here and not yet received.
pub async fn everything_saved(window: &Window) -> anyhow::Result<()> {
    everything(window, "saved").await?;
    let state = window.find("ballot-state").await?.text().await.context("reading the state")?;
    ensure!(state.contains(SAVED), "the ballot says: {state}");
    let waiting = window.find("status-line").await?.attr("data-waiting").await?;
    let n_waiting: u32 = waiting.unwrap_or_default().parse().context("reading what waits")?;
    ensure!(n_waiting >= 6, "only {n_waiting} wait to be sent");
    Ok(())
}

/// Everything the member did is received.
pub async fn everything_received(window: &Window) -> anyhow::Result<()> {
    everything(window, "received").await
}

async fn everything(window: &Window, safety: &str) -> anyhow::Result<()> {
    act::open_agenda(window).await?;
    let position = format!(
        "[data-testid='agenda-item'][data-number='3'] \
         [data-testid='position-safety'][data-safety='{safety}']"
    );
    window.wait_for(&position).await?;
    act::open_paper(window, "3").await?;
    act::jump_to(window, 250).await?;
    for kind in ["highlight", "stroke", "note"] {
        let mark =
            format!("[data-testid='annotation'][data-kind='{kind}'][data-safety='{safety}']");
        window.wait_for(&mark).await?;
    }
    for number in ["4", "2"] {
        act::open_poll(window, number).await?;
        let state = format!("[data-testid='ballot-state'][data-safety='{safety}']");
        window.wait_for(&state).await?;
    }
    act::open_poll(window, "4").await?;
    let words = window.text().await?;
    window
        .wait_until(&format!("return document.body.innerText.includes({OPINION:?})"))
        .await
        .with_context(|| format!("the opinion is not shown: {words}"))
}

/// The server holds the ballots as the device signed them, and of private notes nothing but ciphertext.
pub fn server_holds_evidence(server: &ServerProcess) -> anyhow::Result<()> {
    let database = rusqlite::Connection::open(server.data().join("cabinet.db"))
        .context("opening the server's database")?;
    let mut devices = database.prepare("SELECT person, signing_key FROM device")?;
    let devices = devices.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let devices: BTreeMap<String, String> = devices.collect::<Result<_, _>>()?;
    let mut records = database.prepare("SELECT body FROM record WHERE kind = 'ballot'")?;
    let records = records.query_map([], |row| row.get::<_, String>(0))?;
    let mut n_ballots = 0;
    for record in records {
        let record: serde_json::Value = serde_json::from_str(&record?)?;
        let text = |name: &str| record.get(name).and_then(serde_json::Value::as_str);
        let (voter, sealed) = text("voter").zip(text("sealed")).context("a ballot's record")?;
        let key = devices.get(voter).context("the voter has no device")?;
        let key = IdentityPublic::from_base64(key).context("reading the device's key")?;
        SealedBallot::from_compact(sealed).open(&key).context("opening the sealed ballot")?;
        n_ballots += 1;
    }
    ensure!(n_ballots == 2, "the server holds {n_ballots} ballots");
    let n_notes: u32 = database.query_row("SELECT count(*) FROM note", [], |row| row.get(0))?;
    ensure!(n_notes == 3, "the server holds {n_notes} note changes");
    // The server rightly knows many of the words, so here it is the whole texts that are looked for.
    let mut sealed = database.prepare("SELECT sealed FROM note")?;
    let sealed = sealed.query_map([], |row| row.get(0))?;
    let sealed = sealed.collect::<Result<Vec<String>, _>>()?;
    ensure!(sealed.iter().all(|text| is_noise(text)), "a note is not sealed");
    for file in ["cabinet.db", "cabinet.db-wal"] {
        let bytes = std::fs::read(server.data().join(file)).unwrap_or_default();
        for private in [NOTE, SENTENCE] {
            let private = private.as_bytes();
            let held = bytes.windows(private.len()).any(|window| window == private);
            ensure!(!held, "the server can read private notes in {file}");
        }
    }
    let checked = server.console(&["check"])?;
    ensure!(checked.contains("2 receipts are good"), "the server's check says: {checked}");
    Ok(())
}

/// Whether a sealed text decodes to bytes that no compression would find a pattern in: about as many values as chance
/// gives.
fn is_noise(sealed: &str) -> bool {
    let letters: std::collections::BTreeSet<char> = sealed.chars().collect();
    letters.len() > 40 && !sealed.contains('{')
}

/// The voting members of the demonstration cabinet, by handle.
pub fn voters(place: &Place) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(place.demo_cabinet().join("cabinet.json"))?;
    let cabinet: serde_json::Value = serde_json::from_str(&text)?;
    let people = cabinet.get("people").and_then(serde_json::Value::as_array);
    let people = people.context("the cabinet has no people")?;
    let text = |person: &serde_json::Value, name: &str| {
        person.get(name).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let votes = |person: &&serde_json::Value| {
        matches!(text(person, "role").as_deref(), Some("chair" | "member"))
    };
    Ok(people.iter().filter(votes).filter_map(|person| text(person, "key")).collect())
}
