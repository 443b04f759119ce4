//! Bare WebKitGTK, which is what our window is made of: its own little browser on a page of ours, or on none.

use super::stage::{Guest, Stage};
use super::x11::Area;
use crate::reading::papers::Paper;
use crate::reading::peers::run;
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// In the figures.
pub const WEBKIT: &str = "WebKitGTK";
/// The page that shows canvases.
const PAGE: &str = include_str!("../../../peers/flip.html");
/// Class of its window.
const CLASS: &str = "MiniBrowser";
/// Blue, green and red of the corner by which the page is found under the browser's bar.
const CORNER: [u8; 3] = [255, 0, 255];
/// Where the canvases are on the page, from the corner.
const INSET: i16 = 16;
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts it on an empty page.
///
/// # Errors
/// When it is not installed or does not start.
pub fn empty(stage: &Stage) -> anyhow::Result<Guest> {
    let page = stage.scratch("empty.html");
    std::fs::write(&page, "<!doctype html><title>empty</title>")?;
    let mut command = Command::new(program()?);
    command.arg("--private").arg(format!("file://{}", page.display()));
    let guest = stage.invite(command, CLASS)?;
    wait_for_title(stage, &guest, "empty")?;
    Ok(guest)
}

/// Starts it with pages of a paper in canvases of the size of `like`, all painted; gives where they are.
///
/// # Errors
/// When a page cannot be drawn, or the browser does not start or show them.
pub fn with_pages(
    stage: &Stage,
    paper: &Paper,
    pages: std::ops::Range<usize>,
    like: Area,
) -> anyhow::Result<(Guest, Area)> {
    let folder = stage.scratch(&format!("canvases-{}", paper.key));
    draw(paper, pages.clone(), like, &folder)?;
    let (first, count) = (pages.start + 1, pages.len());
    let told =
        format!("globalThis.pages = {{ first: {first}, count: {count}, inset: {INSET} }};\n");
    std::fs::write(folder.join("pages.js"), told)?;
    std::fs::write(folder.join("flip.html"), PAGE)?;
    let mut command = Command::new(program()?);
    command.arg("--private").arg(format!("file://{}", folder.join("flip.html").display()));
    let guest = stage.invite(command, CLASS)?;
    wait_for_title(stage, &guest, "page 0")?;
    let (x, y) = find_corner(stage)?;
    let canvas = Area { x: x + INSET, y: y + INSET, ..like };
    let bottom = i32::from(canvas.y) + i32::from(canvas.height);
    let end = i32::from(stage.beside().y) + i32::from(stage.beside().height);
    ensure!(bottom <= end, "a page of {} pixels is too high for the peer's window", like.height);
    Ok((guest, canvas))
}

/// Waits until the page says by its title that it is so far.
///
/// # Errors
/// When it does not in time.
pub fn wait_for_title(stage: &Stage, guest: &Guest, title: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while !stage.screen.title(guest.window)?.ends_with(title) {
        let found = stage.screen.title(guest.window)?;
        ensure!(Instant::now() < deadline, "{WEBKIT} says {found:?}, not {title:?}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
    Ok(())
}

/// Where the page's corner is on the display, once it is painted.
fn find_corner(stage: &Stage) -> anyhow::Result<(i16, i16)> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(corner) = stage.screen.look(stage.beside())?.find(CORNER) {
            return Ok(corner);
        }
        ensure!(Instant::now() < deadline, "the page of {WEBKIT} is not on the display");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// Pictures of pages by MuPDF, as wide and high as ours are in the window.
fn draw(
    paper: &Paper,
    pages: std::ops::Range<usize>,
    like: Area,
    folder: &Path,
) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut command = Command::new("mutool");
    command.args(["draw", "-q", "-f", "-w", &like.width.to_string()]);
    command.args(["-h", &like.height.to_string(), "-o"]).arg(folder.join("%d.png"));
    command.arg(&paper.plain).arg(format!("{}-{}", pages.start + 1, pages.end));
    run(&mut command).map(drop)
}

/// The little browser lies beside the processes that it starts.
fn program() -> anyhow::Result<PathBuf> {
    let wanted = "webkit2gtk-4.1/MiniBrowser";
    let lib = std::fs::read_dir("/usr/lib").context("looking for WebKitGTK's MiniBrowser")?;
    let folders = lib.filter_map(Result::ok).map(|entry| entry.path());
    let mut places = std::iter::once(PathBuf::from("/usr/libexec")).chain(folders);
    let found = places.find(|folder| folder.join(wanted).exists());
    let found = found.context("WebKitGTK's MiniBrowser is missing (libwebkit2gtk-4.1-0)")?;
    Ok(found.join(wanted))
}
