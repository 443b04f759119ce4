//! The secretary's work before a session.

use super::{N_COPIED, N_FILES, N_ITEMS, Session, TITLE, all_sent, count};
use crate::Window;
use crate::journey::Recorder;
use anyhow::{Context, ensure};
use std::path::PathBuf;

/// Items that the secretary adds to the copied ones.
pub const NEW_ITEMS: [&str; N_ITEMS - N_COPIED] = [
    "Dự thảo Nghị định về định danh và xác thực điện tử (sửa đổi)",
    "Phương án bảo đảm điện mùa khô năm sau",
    "Kế hoạch tổ chức Tết Nguyên đán an toàn, tiết kiệm",
    "Báo cáo về chuyển đổi số trong thủ tục đất đai và hộ tịch ở các địa phương miền núi, biên giới, hải đảo",
];
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const ALT_UP: &str = "\u{e00a}\u{e013}\u{e000}";

impl Session {
    /// Schedules the next session from the last one, builds its agenda, lodges its papers and publishes it. Gives the
    /// meeting's identity.
    pub(super) async fn build(
        &self,
        desk: &Window,
        recorder: &mut Recorder,
    ) -> anyhow::Result<String> {
        let meeting = copy_last(desk).await?;
        recorder.done_in("schedule next month's session from the last one: 14 items", desk).await?;
        add_items(desk).await?;
        recorder.done_in("add four items: 18", desk).await?;
        reorder(desk).await?;
        recorder.done_in("move one with the keys, take it back and do it again", desk).await?;
        describe(desk).await?;
        recorder.done_in("write minutes and the recommended decision", desk).await?;
        let papers = self.lodge_all(desk).await?;
        ensure!(papers == N_FILES, "{papers} papers lodged");
        recorder.done_in("lodge 30 files through the file chooser", desk).await?;
        desk.press("publish").await?;
        desk.wait_for("[data-testid='publish-changes']").await?;
        recorder.done_in("what publishing announces", desk).await?;
        desk.press("publish-confirm").await?;
        all_sent(desk).await?;
        desk.wait_until(
            "return document.querySelector(\"[data-testid='publish-confirm']\") === null",
        )
        .await?;
        recorder.done_in("published, everything sent", desk).await?;
        Ok(meeting)
    }

    /// Lodges one paper with every item and a summary with the first twelve; gives how many.
    async fn lodge_all(&self, desk: &Window) -> anyhow::Result<usize> {
        let mut papers = self.papers()?.into_iter();
        let numbers = numbers(desk).await?;
        let mut n_lodged = 0;
        for (index, number) in numbers.iter().enumerate() {
            let n_files = if index < N_FILES - N_ITEMS { 2 } else { 1 };
            let files: Vec<PathBuf> = papers.by_ref().take(n_files).collect();
            select(desk, number).await?;
            choose(desk, &files).await?;
            let ready = format!(
                "return document.querySelectorAll(\"[data-testid='incoming-file'][data-state='ready']\")\
                 .length === {n_files}"
            );
            desk.wait_until(&ready).await?;
            desk.press("lodge").await?;
            count(desk, "paper-row", n_files).await?;
            n_lodged += n_files;
        }
        Ok(n_lodged)
    }

    /// The demonstration's papers, each once.
    pub(super) fn papers(&self) -> anyhow::Result<Vec<PathBuf>> {
        let folder = self.place.demo_cabinet().join("papers");
        let files = walkdir::WalkDir::new(folder).sort_by_file_name();
        let files = files.into_iter().filter_map(Result::ok).map(walkdir::DirEntry::into_path);
        let mut papers: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|kind| kind == "pdf")).collect();
        ensure!(papers.len() >= N_FILES, "the demonstration has {} papers", papers.len());
        // The longest paper takes long to look at and adds nothing here.
        papers.retain(|path| std::fs::metadata(path).is_ok_and(|data| data.len() < 4 << 20));
        Ok(papers)
    }
}

async fn copy_last(desk: &Window) -> anyhow::Result<String> {
    desk.go("#/prepare").await?;
    desk.press("copy-meeting").await?;
    count(desk, "copy-item", N_COPIED).await?;
    desk.press("copy-all").await?;
    desk.write("meeting-title", TITLE).await?;
    desk.press("meeting-submit").await?;
    desk.wait_until("return /^#\\/prepare\\/./.test(location.hash)").await?;
    count(desk, "prepare-row", N_COPIED).await?;
    let hash = desk.run("return location.hash").await?;
    let id = hash.as_str().and_then(|hash| hash.rsplit('/').next());
    Ok(id.context("no meeting in the address")?.to_owned())
}

async fn add_items(desk: &Window) -> anyhow::Result<()> {
    desk.press("prepare-add").await?;
    for (n_added, title) in NEW_ITEMS.iter().enumerate() {
        let field = desk.find("new-item-title").await?;
        field.send_keys(format!("{title}{ENTER}")).await.context("typing a title")?;
        count(desk, "prepare-row", N_COPIED + n_added + 1).await?;
    }
    let field = desk.find("new-item-title").await?;
    field.send_keys(ESCAPE).await.context("leaving the new line")?;
    count(desk, "new-item-title", 0).await
}

/// Moves the last item one up, with the keys alone.
async fn reorder(desk: &Window) -> anyhow::Result<()> {
    let [.., above, last] = &*titles(desk).await? else {
        anyhow::bail!("the agenda is too short");
    };
    let last_row = numbers(desk).await?.pop().context("no rows")?;
    select(desk, &last_row).await?;
    let row = desk.find_css(&row_of(&last_row)).await?;
    row.send_keys(ALT_UP).await.context("moving the row")?;
    ends_with(desk, last, above).await?;
    desk.press("prepare-undo").await?;
    ends_with(desk, above, last).await?;
    desk.press("prepare-redo").await?;
    ends_with(desk, last, above).await
}

async fn describe(desk: &Window) -> anyhow::Result<()> {
    for number in numbers(desk).await?.into_iter().skip(N_COPIED) {
        let css = format!("{} [data-testid='row-minutes']", row_of(&number));
        select(desk, &number).await?;
        let field = desk.find_css(&css).await?;
        field.clear().await.context("clearing the minutes")?;
        field.send_keys(format!("12{ENTER}")).await.context("typing minutes")?;
    }
    let last = numbers(desk).await?.pop().context("no rows")?;
    select(desk, &last).await?;
    desk.write("pane-decision", "Thông qua Nghị định, giao Bộ Công an hoàn thiện, trình ký.")
        .await?;
    desk.wait_until(
        "const rows = [...document.querySelectorAll(\"[data-testid='row-minutes']\")]; \
         return rows.slice(-4).every((row) => row.value === '12')",
    )
    .await
}

/// The numbers of the agenda's lines, from the top.
pub async fn numbers(desk: &Window) -> anyhow::Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(\"[data-testid='prepare-row']\")]\
                  .map((row) => row.dataset.number)";
    serde_json::from_value(desk.run(script).await?).context("reading the numbers")
}

async fn titles(desk: &Window) -> anyhow::Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(\"[data-testid='row-title']\")]\
                  .map((title) => title.textContent.trim())";
    serde_json::from_value(desk.run(script).await?).context("reading the titles")
}

async fn ends_with(desk: &Window, before: &str, last: &str) -> anyhow::Result<()> {
    let script = format!(
        "const titles = [...document.querySelectorAll(\"[data-testid='row-title']\")]\
         .map((title) => title.textContent.trim()); \
         return titles.at(-2) === {before:?} && titles.at(-1) === {last:?}"
    );
    desk.wait_until(&script).await
}

fn row_of(number: &str) -> String {
    format!("[data-testid='prepare-row'][data-number='{number}']")
}

/// Chooses a line of the agenda; its pane opens.
pub async fn select(desk: &Window, number: &str) -> anyhow::Result<()> {
    desk.click(&format!("{} .number", row_of(number))).await?;
    let script = format!(
        "const head = document.querySelector(\"[data-testid='item-pane'] h2\"); \
         return !!head && head.textContent.trim().endsWith(' {number}')"
    );
    desk.wait_until(&script).await
}

/// Hands files to the pane's file chooser.
pub async fn choose(desk: &Window, files: &[PathBuf]) -> anyhow::Result<()> {
    let paths: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    let input = desk.find("file-input").await?;
    input.send_keys(paths.join("\n")).await.context("choosing files")
}
