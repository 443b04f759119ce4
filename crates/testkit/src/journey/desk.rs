//! The reading desk through the real window: finding, searching, marks of several kinds, layouts, a copy with notes.

use super::{Journey, Recorder, act};
use crate::Window;
use anyhow::{Context, ensure};
use std::path::PathBuf;

/// What is looked for, without diacritics; it stands in the long paper.
const WORDS: &str = "hoi dong tham dinh kien nghi";

/// Walks over the reading desk, a recorded step at a time.
///
/// # Errors
/// At the first step that does not do what it must.
pub async fn read_at_the_desk(mut journey: Journey, recorder: &mut Recorder) -> anyhow::Result<()> {
    journey.server.import(&journey.place.demo_cabinet()).context("importing the cabinet")?;
    journey.server.start()?;
    let window = Window::start(&journey.place, &journey.surroundings, &journey.profile).await?;
    window.wait_for("[data-testid='first-run-connect']").await?;
    act::enrol(&window, &journey.link(super::MEMBER)?, "Máy tính xách tay").await?;
    act::wait_ready(&window, "14/14").await?;
    act::open_agenda(&window).await?;
    act::open_paper(&window, "3").await?;
    recorder.done_in("a paper of more than 300 pages on the desk", &window).await?;

    find_in_paper(&window).await?;
    recorder.done_in("words found in the paper, without diacritics", &window).await?;
    window.press("part-outline").await?;
    window.press("part-bookmarks").await?;
    window.press("bookmark-add").await?;
    window.wait_for("[data-testid='bookmark']").await?;
    act::jump_to(&window, 250).await?;
    act::highlight(&window, 249, super::SENTENCE).await?;
    act::stroke(&window, 249).await?;
    act::note(&window, 249, super::NOTE).await?;
    recorder.done_in("a bookmark, a highlight, a stroke and a note", &window).await?;
    window.press("undo").await?;
    gone(&window, "note").await?;
    window.press("redo").await?;
    window.wait_for("[data-testid='annotation'][data-kind='note']").await?;

    window.press("view-menu").await?;
    window.press("flow-facing").await?;
    window.wait_for("[data-testid='page'][data-page='250'][data-rendered='true']").await?;
    recorder.done_in("facing pages", &window).await?;

    save_copy(&window, &journey).await?;
    recorder.done_in("a copy with the notes in the downloads", &window).await?;
    search(&window).await?;
    recorder.done_in("everything searched, and a hit opened", &window).await?;
    window.close().await
}

async fn find_in_paper(window: &Window) -> anyhow::Result<()> {
    window.press("find-open").await?;
    window.write("find-input", WORDS).await?;
    window.wait_for("[data-testid='find-hit']").await?;
    window.press("find-next").await?;
    let hits = window.all("find-hit").await?.len();
    ensure!(hits > 0, "there are no hits");
    Ok(())
}

async fn gone(window: &Window, kind: &str) -> anyhow::Result<()> {
    let script = format!(
        "return !document.querySelector(\"[data-testid='annotation'][data-kind='{kind}']\")"
    );
    window.wait_until(&script).await
}

/// The copy lies among the downloads, and has the member's notes as annotations.
async fn save_copy(window: &Window, journey: &Journey) -> anyhow::Result<()> {
    window.press("paper-menu").await?;
    window.press("save-copy").await?;
    window.wait_for("[data-testid='saved-note']").await?;
    let files = walkdir::WalkDir::new(journey.surroundings.home()).into_iter();
    let copies: Vec<PathBuf> = files
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    let [copy] = copies.as_slice() else {
        anyhow::bail!("there should be one copy: {copies:?}");
    };
    let bytes = std::fs::read(copy).context("reading the copy")?;
    for kind in ["/Highlight", "/Ink", "/Text"] {
        let has_it = bytes.windows(kind.len()).any(|found| found == kind.as_bytes());
        ensure!(has_it, "the copy has no {kind}");
    }
    std::fs::remove_file(copy).context("removing the copy")
}

async fn search(window: &Window) -> anyhow::Result<()> {
    window.go("#/search").await?;
    window.write("search-input", WORDS).await?;
    window.wait_for("[data-testid='search-hit'][data-kind='page']").await?;
    window.click("[data-testid='search-hit'][data-kind='page']").await?;
    window.wait_for("[data-testid='page'][data-rendered='true']").await
}
