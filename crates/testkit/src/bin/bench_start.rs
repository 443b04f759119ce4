//! `bench-start`: how long until the agenda can be read, until the first page is painted, and what it costs in memory.
//!
//! The peer for pages is `pdftoppm` (Poppler), which draws the same page of the same plain file to PNG as a process of
//! its own; the start has no peer and is measured against the goal of 2 seconds (docs/benchmarks.md).
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use anyhow::{Context, ensure};
use clap::Parser;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use testkit::figures::{Figure, median, report};
use testkit::{Place, ServerProcess, Surroundings, Window};

const RUNS: usize = 5;
/// Pixels of an A4 page at 150 dpi, which is about what the window asks for at 1280 pixels.
const PEER_DPI: &str = "110";
const START_GOAL_MS: f64 = 2_000.0;

#[derive(Parser)]
struct Arguments {
    /// Where the figures go.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    match run(&Arguments::parse().out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-start: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(out: &Path) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    let figures = runtime.block_on(measure())?;
    report(&figures, out)
}

async fn measure() -> anyhow::Result<Vec<Figure>> {
    let folder = tempfile::Builder::new().prefix("ecabinet-bench-").tempdir()?;
    let place = Place::find()?;
    let corpus = place.root.join("../shared/corpora/pdf");
    let largest = largest_pdf(&corpus);
    let surroundings = Surroundings::start(&folder.path().join("home"), (1280, 800))?;
    let mut server = ServerProcess::on(&place, &folder.path().join("server"));
    server.import(&place.demo_cabinet())?;
    if let Some(file) = &largest {
        let papers = folder.path().join("largest");
        std::fs::create_dir_all(&papers)?;
        std::fs::copy(file, papers.join("largest.pdf"))?;
        server.import(&papers)?;
    } else {
        println!("skipped: no corpus beside the project, so no largest file");
    }
    server.start()?;
    let profile = folder.path().join("home/data/bench/profile");
    server.enrol_profile(&place, &surroundings, "minister_an", &profile)?;

    let mut starts = Vec::new();
    for _ in 0..RUNS {
        let began = Instant::now();
        let window = Window::start(&place, &surroundings, &profile).await?;
        window.wait_for("[data-testid='expected-row']").await?;
        starts.push(began.elapsed().as_secs_f64() * 1_000.0);
        window.close().await?;
    }
    let window = Window::start(&place, &surroundings, &profile).await?;
    let plan = place.demo_cabinet().join("papers/investment-plan/paper.pdf");
    let mut figures = vec![Figure {
        name: "cold start of the window to readable desk",
        unit: "ms",
        ours: median(starts),
        peer: "goal",
        theirs: START_GOAL_MS,
    }];
    figures.push(Figure {
        name: "click to first page, 315-page dossier",
        unit: "ms",
        ours: first_page(&window, "Kế hoạch đầu tư công").await?,
        peer: "pdftoppm",
        theirs: peer_first_page(&plan)?,
    });
    if let Some(file) = &largest {
        figures.push(Figure {
            name: "click to first page, largest corpus file",
            unit: "ms",
            ours: first_page(&window, "largest").await?,
            peer: "pdftoppm",
            theirs: peer_first_page(file)?,
        });
    }
    let core = window.program_ids()?;
    let memory = memory_of(&core)?;
    for (name, ours) in [
        ("memory of core", memory.0),
        ("memory of web view processes", memory.1),
        ("memory of PDF workers", memory.2),
    ] {
        figures.push(Figure { name, unit: "MB", ours, peer: "goal", theirs: 512.0 });
    }
    window.close().await?;
    Ok(figures)
}

/// Median milliseconds from asking for a paper to its first painted page, after one warm-up.
async fn first_page(window: &Window, title: &str) -> anyhow::Result<f64> {
    let find = format!(
        "const done = arguments[arguments.length - 1]; \
         const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args); \
         (async () => {{ for (const meeting of await ask('meetings', {{}})) \
         for (const item of (await ask('agenda', {{ meeting: meeting.id }})).items) {{ \
         if (!item.title.vi.includes({title:?})) continue; \
         const papers = (await ask('dossier', {{ item: item.id }})).documents; \
         const paper = papers.reduce((a, b) => (b.length > a.length ? b : a)); \
         return done(`#/items/${{item.id}}/papers/${{paper.id}}/${{paper.version}}?page=0`); }} \
         done(null); }})()"
    );
    let found = window.driver().execute_async(&*find, Vec::new()).await?;
    let address = found.json().as_str().context("the paper is not there")?.to_owned();
    let mut times = Vec::new();
    for run in 0..=RUNS {
        window.go("#/settings").await?;
        window.wait_for("[data-testid='device-row']").await?;
        let script = format!(
            "const done = arguments[arguments.length - 1]; const began = performance.now(); \
             location.hash = {address:?}; \
             const look = () => document.querySelector(\
             \"[data-testid='page'][data-page='0'][data-rendered='true']\") \
             ? done(performance.now() - began) : requestAnimationFrame(look); look()"
        );
        let took = window.driver().execute_async(&*script, Vec::new()).await?;
        if run > 0 {
            times.push(took.json().as_f64().context("no time came back")?);
        }
    }
    Ok(median(times))
}

fn peer_first_page(file: &Path) -> anyhow::Result<f64> {
    let mut times = Vec::new();
    for run in 0..=RUNS {
        let began = Instant::now();
        let status = Command::new("pdftoppm")
            .args(["-png", "-r", PEER_DPI, "-f", "1", "-l", "1"])
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .context("running pdftoppm (package poppler-utils)")?;
        ensure!(status.success(), "pdftoppm failed: {status}");
        if run > 0 {
            times.push(began.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    Ok(median(times))
}

/// Resident megabytes of the core, of its web processes and of its workers, shared pages counted once a process.
fn memory_of(core: &[i32]) -> anyhow::Result<(f64, f64, f64)> {
    let (mut of_core, mut of_web, mut of_workers) = (0.0, 0.0, 0.0);
    for entry in std::fs::read_dir("/proc")? {
        let entry = entry?;
        let Some(pid) = entry.file_name().to_str().and_then(|name| name.parse::<i32>().ok()) else {
            continue;
        };
        let read =
            |name: &str| std::fs::read_to_string(entry.path().join(name)).unwrap_or_default();
        let pss = read("smaps_rollup")
            .lines()
            .find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse().ok());
        let megabytes = pss.map_or(0.0, |kib: f64| kib / 1024.0);
        let command = read("cmdline").replace('\0', " ");
        if core.contains(&pid) {
            of_core += megabytes;
        } else if command.contains("--reader-worker") {
            of_workers += megabytes;
        } else if command.contains("WebKitWebProcess") || command.contains("WebKitNetworkProcess") {
            of_web += megabytes;
        }
    }
    Ok((of_core, of_web, of_workers))
}

fn largest_pdf(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok).map(|entry| entry.path());
    let pdfs = entries.filter(|path| path.extension().is_some_and(|end| end == "pdf"));
    pdfs.max_by_key(|path| std::fs::metadata(path).map_or(0, |found| found.len()))
}
