//! Kills at random moments: SIGKILL of the client core or the server while a member works, and then the question
//! whether anything acknowledged was lost or doubled.
//!
//! The member is a process of its own (`soak-client`) that prints a line for each act, before it and after it was
//! acknowledged; this ledger is held against what a second device and the server's log show in the end.

use crate::{Place, RawMember, ServerProcess};
use anyhow::{Context, bail, ensure};
use desk::view::{AnnotationView, MarkView};
use desk::{Desk, DeskOptions, EnrolOptions, Profile, SystemClock};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use uuid::Uuid;
use vault::{SecretStore, SecretStoreError};
use zeroize::Zeroizing;

const MEMBER: &str = "minister_an";
const PATIENCE: Duration = Duration::from_secs(60);

/// What a soak found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// SIGKILLs of the client.
    pub n_client_kills: u32,
    /// SIGKILLs of the server.
    pub n_server_kills: u32,
    /// Acts acknowledged to the member.
    pub n_acknowledged: usize,
    /// Acknowledged acts that are gone, in words.
    pub lost: Vec<String>,
    /// Acts that took effect more than once, in words.
    pub doubled: Vec<String>,
    /// The longest time from starting the client to its first answer.
    pub slowest_start: Duration,
}

/// A keyring in a folder: survives the killed process, which a keyring in memory would not.
pub struct FolderKeyring(PathBuf);

impl FolderKeyring {
    /// Keeps secrets in this folder.
    pub fn at(folder: &Path) -> Self {
        Self(folder.to_owned())
    }
}

impl SecretStore for FolderKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        Ok(std::fs::read(self.0.join(name)).ok().map(Zeroizing::new))
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        std::fs::create_dir_all(&self.0)
            .and_then(|()| std::fs::write(self.0.join(name), secret))
            .map_err(SecretStoreError::from)
    }
}

/// Options of a desk without a screen.
pub fn quiet_options(place: &Place) -> DeskOptions {
    DeskOptions {
        reader_program: place.program("ecabinet-cli"),
        clock: Arc::new(SystemClock),
        on_change: Arc::new(|_| {}),
    }
}

/// A small generator (splitmix64), so that a seed replays a soak's choices.
pub struct Dice(u64);

impl Dice {
    /// Begins with a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % n.max(1)
    }
}

/// Kills `count` times with choices from `seed`, under `folder`.
///
/// # Errors
/// When the soak itself cannot be run; what it finds wrong stands in the report.
pub async fn kill(folder: &Path, count: u32, seed: u64) -> anyhow::Result<Report> {
    let place = Place::find()?;
    let mut server = ServerProcess::on(&place, &folder.join("server"));
    server.import(&place.demo_cabinet())?;
    server.start()?;
    let profile = Profile::at(&folder.join("profile"));
    let keyring = FolderKeyring::at(&folder.join("keyring"));
    let desk = enrol(&place, &server, &profile, &keyring).await?;
    desk.sync_once().await.context("the first synchronisation")?;
    drop(desk);

    let mut dice = Dice::new(seed);
    let mut report = Report::default();
    let mut ledger = Vec::new();
    let mut client = Client::start(&place, folder, dice.below(u64::MAX))?;
    while report.n_client_kills + report.n_server_kills < count {
        client.wait_for_a_line()?;
        std::thread::park_timeout(Duration::from_millis(dice.below(180)));
        if dice.below(4) == 0 {
            server.kill()?;
            server.start()?;
            report.n_server_kills += 1;
        } else {
            report.slowest_start = report.slowest_start.max(client.started_in);
            ledger.extend(client.kill()?);
            report.n_client_kills += 1;
            client = Client::start(&place, folder, dice.below(u64::MAX))?;
        }
    }
    client.wait_for_a_line()?;
    ledger.extend(client.kill()?);
    settle(&place, &server, &profile, &keyring, &ledger, &mut report).await?;
    Ok(report)
}

async fn enrol(
    place: &Place,
    server: &ServerProcess,
    profile: &Profile,
    keyring: &dyn SecretStore,
) -> anyhow::Result<Desk> {
    let enrolment = server.enrol(MEMBER)?;
    let link = enrolment.get("link").and_then(serde_json::Value::as_str).context("no link")?;
    let options = EnrolOptions {
        code_or_link: link.to_owned(),
        server: None,
        device_name: "soak".to_owned(),
        passphrase: None,
    };
    Ok(Desk::enrol(profile, keyring, quiet_options(place), options).await?)
}

/// Lets everything be sent, and compares the ledger with what others see.
async fn settle(
    place: &Place,
    server: &ServerProcess,
    profile: &Profile,
    keyring: &dyn SecretStore,
    ledger: &[String],
    report: &mut Report,
) -> anyhow::Result<()> {
    let desk = Desk::unlock(profile, keyring, None, quiet_options(place))?;
    desk.sync_once().await.context("the last synchronisation")?;
    let status = desk.status()?;
    ensure!(status.n_waiting == 0, "{} operations still wait", status.n_waiting);
    if status.n_refused > 0 || status.n_quarantined > 0 {
        let words = format!("{} refused, {} set aside", status.n_refused, status.n_quarantined);
        report.lost.push(words);
    }
    let second = Profile::at(&server.data().join("../second"));
    let tablet = enrol(place, server, &second, keyring).await?;
    desk.sync_once().await?;
    let waiting = desk.devices()?.into_iter().find(|device| device.pairing_code.is_some());
    desk.approve_device(waiting.context("the second device is unknown")?.id).await?;
    tablet.sync_once().await?;

    let seen = tablet.export()?.annotations;
    compare_notes(ledger, &seen, report);
    let raw = server.enrol("secretary_lan")?;
    let link = raw.get("link").and_then(serde_json::Value::as_str).context("no link")?;
    let secretary = RawMember::enrol(link).await?;
    compare_positions(ledger, &secretary, desk.person(), report);
    compare_ballots(ledger, server, report)?;
    report.n_acknowledged = ledger.iter().filter(|line| line.starts_with("ack ")).count();
    Ok(())
}

fn compare_notes(ledger: &[String], seen: &[AnnotationView], report: &mut Report) {
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for annotation in seen {
        if let MarkView::Note { text, .. } = &annotation.mark {
            *times.entry(text.as_str()).or_default() += 1;
        }
    }
    for words in ledger.iter().filter_map(|line| line.strip_prefix("ack note ")) {
        if !times.contains_key(words) {
            report.lost.push(format!("note {words}"));
        }
    }
    let doubled = times.iter().filter(|(_, n)| **n > 1);
    report.doubled.extend(doubled.map(|(words, n)| format!("note {words}: {n} times")));
}

/// The server's position on each item is the last one acknowledged, or one tried after that.
fn compare_positions(
    ledger: &[String],
    secretary: &RawMember,
    person: domain::PersonId,
    report: &mut Report,
) {
    let mut allowed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in ledger {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["ack", "position", item, value] => {
                allowed.insert(item, BTreeSet::from([*value]));
            }
            ["try", "position", item, value] => {
                if let Some(values) = allowed.get_mut(item) {
                    values.insert(value);
                }
            }
            _ => {}
        }
    }
    for (item, values) in allowed {
        let held = Uuid::parse_str(item).ok().and_then(|item| {
            secretary.cabinet.position_of(domain::ItemId::from_uuid(item), person)
        });
        let held = held.map_or("nothing", |position| position.value.word());
        if !values.contains(held) {
            report.lost.push(format!("position on {item}: {held} instead of {values:?}"));
        }
    }
}

/// Every acknowledged ballot lies in the log exactly once.
fn compare_ballots(
    ledger: &[String],
    server: &ServerProcess,
    report: &mut Report,
) -> anyhow::Result<()> {
    let database = rusqlite::Connection::open(server.data().join("cabinet.db"))?;
    let mut leaves = database.prepare("SELECT bytes FROM log_leaf")?;
    let leaves = leaves.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    for leaf in leaves {
        let Ok(text) = String::from_utf8(leaf?) else { continue };
        let tracker = ballot::SealedBallot::from_compact(text).tracker();
        *times.entry(tracker.chars().take(16).collect()).or_default() += 1;
    }
    for tracker in ledger.iter().filter_map(|line| line.strip_prefix("ack ballot ")) {
        match times.get(tracker).copied().unwrap_or(0) {
            0 => report.lost.push(format!("ballot {tracker}")),
            1 => {}
            n => report.doubled.push(format!("ballot {tracker}: {n} times in the log")),
        }
    }
    Ok(())
}

/// The member at work, as a process that can be killed.
struct Client {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
    first: Receiver<()>,
    began: Instant,
    started_in: Duration,
}

impl Client {
    fn start(place: &Place, folder: &Path, seed: u64) -> anyhow::Result<Self> {
        let mut child = Command::new(place.program("soak-client"))
            .arg(folder)
            .arg(seed.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting soak-client")?;
        let stdout = child.stdout.take().context("listening to soak-client")?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (sender, first) = channel();
        let heard = Arc::clone(&lines);
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(line);
                // Nobody waits any more once the process was killed.
                sender.send(()).ok();
            }
        });
        let began = Instant::now();
        Ok(Self { child, lines, first, began, started_in: Duration::ZERO })
    }

    /// Waits until the client has said something, so that no kill hits a process that has not begun.
    fn wait_for_a_line(&mut self) -> anyhow::Result<()> {
        if self.started_in == Duration::ZERO {
            if self.first.recv_timeout(PATIENCE).is_err() {
                bail!("soak-client says nothing: {:?}", self.child.try_wait());
            }
            self.started_in = self.began.elapsed();
        }
        Ok(())
    }

    /// Kills it and gives all it said.
    fn kill(mut self) -> anyhow::Result<Vec<String>> {
        self.child.kill().context("killing soak-client")?;
        self.child.wait().context("waiting for soak-client")?;
        // The pipe is drained to its end, however long ago the process died.
        let deadline = Instant::now() + PATIENCE;
        while Arc::strong_count(&self.lines) > 1 && Instant::now() < deadline {
            std::thread::park_timeout(Duration::from_millis(1));
        }
        Ok(self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}
