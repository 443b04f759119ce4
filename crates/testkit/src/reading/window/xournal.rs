//! Xournal++ as a peer for ink, on the same page, with settings of its own and none of the questions of a first start.

use super::stage::{Guest, Stage};
use super::x11::Key;
use anyhow::Context;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// In the figures.
pub const XOURNAL: &str = "Xournal++";
/// Class of its window.
const CLASS: &str = "xournalpp";
/// Pixels across a page of A4 as it begins: one for each point.
const PIXELS_ACROSS: f64 = 595.0;
/// Until it is drawn.
const REST: Duration = Duration::from_secs(2);

/// Starts it on a paper, whose pages become as wide as ours are; its pen is in hand.
///
/// # Errors
/// When it is not installed or does not start.
pub async fn with_paper(stage: &Stage, paper: &Path, width: u16) -> anyhow::Result<Guest> {
    let home = stage.scratch("xournalpp");
    let settings = home.join("xournalpp");
    std::fs::create_dir_all(&settings).context("making the home of Xournal++")?;
    // One step of zoom makes the page as wide as ours.
    let step = (f64::from(width) / PIXELS_ACROSS - 1.0) * 100.0;
    std::fs::write(settings.join("settings.xml"), write_settings(stage, step))?;
    let mut command = Command::new("env");
    // Its settings are its own, and so is whatever it saves.
    command.arg(format!("XDG_CONFIG_HOME={}", home.display()));
    command.arg("xournalpp").arg(paper);
    let guest = stage.invite(command, CLASS).context("xournalpp (package xournalpp)")?;
    tokio::time::sleep(REST).await;
    stage.screen.focus(guest.window)?;
    stage.screen.press(&[Key::Control, Key::Plus])?;
    tokio::time::sleep(REST).await;
    Ok(guest)
}

fn write_settings(stage: &Stage, step: f64) -> String {
    let (width, height) = (stage.beside().width, stage.beside().height);
    let properties = [
        ("displayDpi", "72".to_owned()),
        ("zoomStep", format!("{step:.2}")),
        ("mainWndWidth", width.to_string()),
        ("mainWndHeight", height.to_string()),
        ("maximized", "false".to_owned()),
        ("showSidebar", "false".to_owned()),
        ("autosaveEnabled", "false".to_owned()),
        ("autoloadMostRecent", "false".to_owned()),
        ("autoloadPdfXoj", "false".to_owned()),
    ]
    .map(|(name, value)| format!("  <property name=\"{name}\" value=\"{value}\"/>\n"));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<settings>\n{}</settings>\n",
        properties.concat()
    )
}
