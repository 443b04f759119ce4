//! `bench-agenda`: an agenda of 111 items with 300 documents, opened and reordered in the secretariat's window; and the
//! time from a publication to 60 devices.
//!
//! No peer can be run here without its vendor, so the figures stand beside goals: a tenth of a second, within which an
//! act is felt as immediate, a second for a screen to open, and two for news to arrive (docs/benchmarks.md).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use anyhow::{Context, ensure};
use clap::Parser;
use desk::view::ActInput;
use desk::{Desk, DeskOptions, EnrolOptions, Profile, SystemClock};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use testkit::figures::{Figure, median, report};
use testkit::{MemoryKeyring, Place, ServerProcess, Surroundings, Window};
use uuid::Uuid;

const N_ITEMS: usize = 111;
const N_DOCUMENTS: usize = 300;
const N_DEVICES: usize = 60;
const RUNS: usize = 9;
const PATIENCE: Duration = Duration::from_secs(60);
const TITLE: &str = "Phiên họp một trăm mười một nội dung";

#[derive(Parser)]
struct Arguments {
    /// Where the figures go.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    let run = || -> anyhow::Result<()> {
        let figures = tokio::runtime::Runtime::new()?.block_on(measure())?;
        report(&figures, &Arguments::parse().out)
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-agenda: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn measure() -> anyhow::Result<Vec<Figure>> {
    let folder = tempfile::Builder::new().prefix("ecabinet-bench-").tempdir()?;
    let place = Place::find()?;
    let surroundings = Surroundings::start(&folder.path().join("home"), (1280, 800))?;
    let mut server = ServerProcess::on(&place, &folder.path().join("server"));
    let cabinet = folder.path().join("cabinet");
    let people = write_cabinet(&place.demo_cabinet(), &cabinet)?;
    server.import(&cabinet)?;
    server.start()?;

    let profile = folder.path().join("home/data/bench/profile");
    server.enrol_profile(&place, &surroundings, "secretary_lan", &profile)?;
    let window = Window::start(&place, &surroundings, &profile).await?;
    let (opened, readable) = open(&window).await?;
    let moved = reorder(&window).await?;
    window.close().await?;

    let devices = Devices::enrol(&place, &server, folder.path(), &people).await?;
    let secretary = devices.secretary(&place, &server, folder.path()).await?;
    let mut reached = Vec::new();
    for run in 0..RUNS {
        reached.push(devices.publish(&secretary, run).await?);
    }
    let of = |which: fn(&Reach) -> f64| median(reached.iter().map(which).collect());
    let goal = |name, ours, theirs| Figure { name, unit: "ms", ours, peer: "goal", theirs };
    Ok(vec![
        goal("open the agenda builder, 111 items, 300 documents", opened, 1_000.0),
        goal("open the agenda as a member reads it", readable, 1_000.0),
        goal("move an item by one place, on screen", moved, 100.0),
        goal("publication to the agenda on half of 60 devices", of(|reach| reach.half), 2_000.0),
        goal("publication to the agenda on all of 60 devices", of(|reach| reach.all), 2_000.0),
        goal("the server takes the publication", of(|reach| reach.taken), 2_000.0),
    ])
}

/// The demonstration's people before an agenda of our size; gives the handles of those who vote.
fn write_cabinet(demo: &Path, target: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(demo.join("cabinet.json")).context("the demonstration")?;
    let mut described: serde_json::Value = serde_json::from_str(&text)?;
    let all = described.get("people").and_then(|people| people.as_array()).context("no people")?;
    let votes = |person: &&serde_json::Value| {
        matches!(person.get("role").and_then(|role| role.as_str()), Some("chair" | "member"))
    };
    let key = |person: &serde_json::Value| Some(person.get("key")?.as_str()?.to_owned());
    let people: Vec<String> = all.iter().filter(votes).filter_map(key).collect();
    let paper = std::fs::read(demo.join("papers/socio-economic/summary.pdf")).context("a paper")?;
    let papers = target.join("papers");
    std::fs::create_dir_all(&papers).context("a folder")?;
    let mut items = Vec::new();
    for (n, sponsor) in (0..N_ITEMS).zip(people.iter().cycle()) {
        let mut documents = Vec::new();
        for m in (0..N_DOCUMENTS).filter(|m| m % N_ITEMS == n) {
            let file = format!("papers/{m}.pdf");
            let mut bytes = paper.clone();
            // Each a file of its own, as real papers are.
            bytes.extend_from_slice(format!("\n% {m}\n").as_bytes());
            std::fs::write(target.join(&file), bytes).context("a paper")?;
            let role = if m < N_ITEMS { "paper" } else { "attachment" };
            documents.push(json!({
                "key": format!("document-{m}"), "role": role, "file": file, "may_copy": true,
                "title": { "vi": format!("Tài liệu số {m}"), "en": format!("Document {m}") },
            }));
        }
        let parent = (n % 5 == 4).then(|| format!("item-{}", n - 1));
        let title = format!("Nội dung thứ {n}: dự thảo Nghị quyết về phân bổ vốn");
        items.push(json!({
            "key": format!("item-{n}"), "parent": parent, "sponsor": sponsor, "minutes": 2,
            "title": { "vi": title, "en": format!("Item {n}") }, "kind": "decision",
            "classification": "internal", "recused": [], "invitees": [],
            "documents": documents, "polls": [],
        }));
    }
    let fields = described.as_object_mut().context("no cabinet")?;
    fields.insert("items".to_owned(), json!(items));
    let meeting = fields.get_mut("meeting").and_then(|it| it.as_object_mut()).context("meeting")?;
    meeting.insert("title".to_owned(), json!({ "vi": TITLE, "en": TITLE }));
    std::fs::write(target.join("cabinet.json"), described.to_string()).context("writing")?;
    Ok(people)
}

fn link(server: &ServerProcess, handle: &str) -> anyhow::Result<String> {
    let enrolment = server.enrol(handle)?;
    let link = enrolment.get("link").and_then(|link| link.as_str()).context("no link")?;
    Ok(link.to_owned())
}

/// Milliseconds from the change of address to the last line drawn: of the builder, and of the agenda as members see it.
async fn open(window: &Window) -> anyhow::Result<(f64, f64)> {
    let find = "const done = arguments[arguments.length - 1]; \
        window.__TAURI_INTERNALS__.invoke('meetings', {}).then((all) => done(all[0].id))";
    let found = window.driver().execute_async(find, Vec::new()).await?;
    let meeting = found.json().as_str().context("no meeting")?.to_owned();
    let mut times = (Vec::new(), Vec::new());
    for run in 0..=RUNS {
        for (address, line, all) in [
            (format!("#/meetings/{meeting}"), "agenda-item", &mut times.1),
            (format!("#/prepare/{meeting}"), "prepare-row", &mut times.0),
        ] {
            window.go("#/settings").await?;
            window.wait_for("[data-testid='device-row']").await?;
            let script = format!(
                "const done = arguments[arguments.length - 1]; const began = performance.now(); \
                 location.hash = {address:?}; const look = () => \
                 document.querySelectorAll(\"[data-testid='{line}']\").length >= {N_ITEMS} \
                 ? requestAnimationFrame(() => done(performance.now() - began)) \
                 : requestAnimationFrame(look); look()"
            );
            let took = window.driver().execute_async(&*script, Vec::new()).await?;
            if run > 0 {
                all.push(took.json().as_f64().context("no time came back")?);
            }
        }
    }
    Ok((median(times.0), median(times.1)))
}

/// Milliseconds from the key to the line drawn at its new place; the window draws it before the core has saved it.
async fn reorder(window: &Window) -> anyhow::Result<f64> {
    let mut times = Vec::new();
    for run in 0..=RUNS {
        let script = "const done = arguments[arguments.length - 1]; \
            const lines = () => [...document.querySelectorAll(\"[data-testid='prepare-row']\")]; \
            const from = lines().findIndex((one, n) => n >= 40 && one.ariaLevel === '1'); \
            const line = lines()[from]; const id = line.dataset.item ?? line.id; \
            const at = () => lines().findIndex((one) => (one.dataset.item ?? one.id) === id); \
            line.focus(); const began = performance.now(); \
            line.dispatchEvent(new KeyboardEvent('keydown', \
            { key: 'ArrowDown', altKey: true, bubbles: true, cancelable: true })); \
            const look = () => at() > from \
            ? requestAnimationFrame(() => done(performance.now() - began)) \
            : requestAnimationFrame(look); look()";
        let took = window.driver().execute_async(script, Vec::new()).await?;
        if run > 0 {
            times.push(took.json().as_f64().context("no time came back")?);
        }
    }
    Ok(median(times))
}

/// Milliseconds until the server took a publication, and until half and all of the devices showed it.
struct Reach {
    taken: f64,
    half: f64,
    all: f64,
}

/// Sixty laptops without windows, synchronising in the background.
struct Devices {
    desks: Vec<Arc<Desk>>,
    changed: Receiver<usize>,
    meeting: Uuid,
}

impl Devices {
    async fn enrol(
        place: &Place,
        server: &ServerProcess,
        folder: &Path,
        people: &[String],
    ) -> anyhow::Result<Self> {
        let (tell, changed) = channel();
        let mut desks = Vec::new();
        for (n, handle) in (0..N_DEVICES).zip(people.iter().cycle()) {
            let tell = tell.clone();
            // Nobody listens any more once the benchmark ends.
            let on_change = Arc::new(move |_| {
                let _ = tell.send(n);
            });
            let desk = enrol_desk(place, &link(server, handle)?, folder, n, on_change).await?;
            desk.sync_once().await.context("the first synchronisation")?;
            desk.start_background();
            desks.push(Arc::new(desk));
        }
        let first = desks.first().context("no device")?;
        let meeting = first.meetings()?.first().context("no meeting")?.id;
        Ok(Self { desks, changed, meeting })
    }

    async fn secretary(
        &self,
        place: &Place,
        server: &ServerProcess,
        folder: &Path,
    ) -> anyhow::Result<Desk> {
        let link = link(server, "secretary_lan")?;
        let desk = enrol_desk(place, &link, folder, N_DEVICES, Arc::new(|_| {})).await?;
        desk.sync_once().await?;
        Ok(desk)
    }

    /// Gives an item a new title, publishes it, and waits until every device's agenda shows it.
    async fn publish(&self, secretary: &Desk, run: usize) -> anyhow::Result<Reach> {
        let agenda = secretary.agenda(self.meeting)?;
        let item = agenda.items.get(run).context("no item")?;
        let mut title = item.title.clone();
        title.vi = format!("Tên mới lần thứ {run}");
        let edit: ActInput = serde_json::from_value(json!({
            "act": "edit_item", "item": item.id, "title": { "vi": title.vi, "en": title.en },
        }))?;
        secretary.act(&edit)?;
        secretary.sync_once().await?;
        let publish: ActInput = serde_json::from_value(json!({
            "act": "move_meeting", "meeting": self.meeting, "to": "published",
        }))?;
        while self.changed.try_recv().is_ok() {}
        let began = Instant::now();
        secretary.act(&publish)?;
        secretary.sync_once().await?;
        let taken = began.elapsed();
        let mut waiting: Vec<usize> = (0..self.desks.len()).collect();
        let mut times = Vec::new();
        while !waiting.is_empty() {
            let mut shown = Vec::new();
            for &n in &waiting {
                let desk = self.desks.get(n).context("no device")?;
                let agenda = desk.agenda(self.meeting)?;
                if agenda.items.iter().any(|one| one.title.vi == title.vi) {
                    times.push(began.elapsed().as_secs_f64() * 1_000.0);
                    shown.push(n);
                }
            }
            waiting.retain(|n| !shown.contains(n));
            ensure!(began.elapsed() < PATIENCE, "{} devices show nothing", waiting.len());
            if shown.is_empty() {
                // A change somewhere, or a moment; what it was is looked up above.
                let _ = self.changed.recv_timeout(Duration::from_millis(20));
            }
        }
        let all = times.last().copied().context("no device")?;
        Ok(Reach { taken: taken.as_secs_f64() * 1_000.0, half: median(times), all })
    }
}

async fn enrol_desk(
    place: &Place,
    link: &str,
    folder: &Path,
    n: usize,
    on_change: Arc<dyn Fn(desk::Topic) + Send + Sync>,
) -> anyhow::Result<Desk> {
    let options = DeskOptions {
        reader_program: place.program("ecabinet-cli"),
        clock: Arc::new(SystemClock),
        on_change,
    };
    let enrolment = EnrolOptions {
        code_or_link: link.to_owned(),
        server: None,
        device_name: format!("laptop {n}"),
        passphrase: None,
    };
    let profile = Profile::at(&folder.join(format!("laptop-{n}")));
    Ok(Desk::enrol(&profile, &MemoryKeyring::default(), options, enrolment).await?)
}
