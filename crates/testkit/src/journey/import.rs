//! A folder of any PDFs: each readable one shows its first page, each unreadable one a named error, and the program
//! never dies.

use super::{Journey, Recorder, act};
use crate::Window;
use anyhow::{Context, ensure};
use std::path::Path;

/// Imports `folder` as a meeting and opens every document of it in the window.
///
/// # Errors
/// When a document shows neither a page nor an error, or the program ends.
pub async fn show_every_document(
    mut journey: Journey,
    folder: &Path,
    recorder: &mut Recorder,
) -> anyhow::Result<()> {
    journey.server.import(&journey.place.demo_cabinet()).context("importing the cabinet")?;
    let imported = journey.server.import(folder).context("importing the folder")?;
    journey.server.start()?;
    recorder.done(&format!("import {}", imported.lines().next().unwrap_or_default()), None)?;
    let window = Window::start(&journey.place, &journey.surroundings, &journey.profile).await?;
    let program = window.program_ids()?;
    window.wait_for("[data-testid='first-run-connect']").await?;
    act::enrol(&window, &journey.link(super::MEMBER)?, "Import").await?;
    wait_for_all_files(&window).await?;
    recorder.done("sync everything", Some(&journey.surroundings))?;

    let (mut n_shown, mut n_refused) = (0, 0);
    for (title, address) in documents(&window).await? {
        window.go(&address).await?;
        window
            .wait_until(
                "return !!document.querySelector(\"[data-testid='page'][data-page='0']\
                 [data-rendered='true'], [data-testid='page-error'], \
                 [data-testid='error-banner']\")",
            )
            .await
            .with_context(|| format!("{title} shows nothing"))?;
        let error = window
            .run(
                "const found = document.querySelector(\"[data-testid='page-error'], \
                 [data-testid='error-banner']\"); return found ? found.dataset.code : null",
            )
            .await?;
        let what = match error.as_str() {
            Some(code) => {
                n_refused += 1;
                ensure!(!code.is_empty() && code != "internal", "{title} has no named error");
                format!("{title}: {code}")
            }
            None => {
                n_shown += 1;
                format!("{title}: first page")
            }
        };
        ensure!(window.program_ids()? == program, "{title} ended the program");
        recorder.done(&what, Some(&journey.surroundings))?;
        window.go("#/meetings").await?;
        window.wait_for("[data-testid='meeting-row']").await?;
    }
    ensure!(n_shown > 0, "no document showed a page");
    recorder.done(&format!("{n_shown} shown, {n_refused} refused with a name"), None)?;
    window.close().await
}

/// Waits until no file is on its way any more.
async fn wait_for_all_files(window: &Window) -> anyhow::Result<()> {
    window
        .wait_until(
            "const ready = document.querySelector(\"[data-testid='status-ready']\"); \
             const found = ready ? ready.textContent.match(/(\\d+)\\/(\\d+)/) : null; \
             return !!found && found[2] !== '0' && found[1] === found[2]",
        )
        .await
}

/// Title and address of every document of the imported meeting, in agenda order.
async fn documents(window: &Window) -> anyhow::Result<Vec<(String, String)>> {
    let value = window
        .driver()
        .execute_async(
            "const done = arguments[arguments.length - 1]; \
             const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, args); \
             (async () => { \
               const found = []; \
               const meetings = await ask('meetings', {}); \
               const imported = meetings.find((meeting) => meeting.title.vi !== '' \
                 && meeting.title.vi === meeting.title.en); \
               for (const item of (await ask('agenda', { meeting: imported.id })).items) { \
                 for (const paper of (await ask('dossier', { item: item.id })).documents) { \
                   found.push([paper.title.vi, `#/items/${item.id}/papers/${paper.id}/${paper.version}`]); \
                 } \
               } \
               done(found); \
             })()",
            Vec::new(),
        )
        .await
        .context("listing the documents")?;
    serde_json::from_value(value.json().clone()).context("reading the documents")
}
