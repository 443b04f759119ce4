//! What a person does in the window.

use crate::Window;
use anyhow::{Context, ensure};
use std::time::Duration;

/// Connects with a link.
pub async fn enrol(window: &Window, link: &str, device: &str) -> anyhow::Result<()> {
    window.press("first-run-connect").await?;
    window.write("enrol-code", link).await?;
    window.write("enrol-device-name", device).await?;
    window.press("enrol-submit").await?;
    window.wait_for("[data-testid='status-line']").await
}

/// Waits for "ready offline: n of n".
pub async fn wait_ready(window: &Window, count: &str) -> anyhow::Result<()> {
    let script = format!(
        "const ready = document.querySelector(\"[data-testid='status-ready']\"); \
         return !!ready && ready.textContent.includes('{count}')"
    );
    window.wait_until(&script).await
}

/// Waits until the desk knows how long the longest dossier is: 315 pages of plan, its summary and its attachment.
pub async fn wait_counted(window: &Window) -> anyhow::Result<()> {
    window.go("#/").await?;
    window.wait_until("return /\\b31[5-9] trang/.test(document.body.innerText)").await
}

/// Opens the first meeting.
pub async fn open_agenda(window: &Window) -> anyhow::Result<()> {
    window.go("#/meetings").await?;
    window.press("meeting-row").await?;
    window
        .wait_until(
            "return document.querySelectorAll(\"[data-testid='agenda-item']\").length === 14",
        )
        .await
}

/// Opens the paper of an item on the open agenda.
pub async fn open_paper(window: &Window, number: &str) -> anyhow::Result<()> {
    let title =
        format!("[data-testid='agenda-item'][data-number='{number}'] [data-testid='item-title']");
    window.click(&title).await?;
    window.click("[data-testid='document-row'][data-role='paper']").await?;
    window.wait_for("[data-testid='page'][data-rendered='true']").await
}

/// Types a page number.
pub async fn jump_to(window: &Window, page: u32) -> anyhow::Result<()> {
    let field = window.find("page-number-input").await?;
    field.clear().await.context("clearing the page number")?;
    field.send_keys(format!("{page}\u{e007}")).await.context("typing the page number")?;
    let css = format!("[data-testid='page'][data-page='{}'][data-rendered='true']", page - 1);
    window.wait_for(&css).await
}

/// Waits until the window says it is offline.
pub async fn wait_offline(window: &Window) -> anyhow::Result<()> {
    window.wait_for("[data-testid='status-line'][data-online='false']").await
}

/// Waits until nothing waits to be sent.
pub async fn wait_all_sent(window: &Window) -> anyhow::Result<()> {
    window.wait_for("[data-testid='status-line'][data-online='true'][data-waiting='0']").await
}

/// Drags over the line that holds a sentence.
pub async fn highlight(window: &Window, page: u32, sentence: &str) -> anyhow::Result<()> {
    window.press("tool-highlight").await?;
    let find = format!(
        "const runs = [...document.querySelectorAll(\"[data-text-page='{page}'] [data-run]\")]; \
         const run = runs.find((run) => run.textContent.includes({sentence:?})); \
         if (!run) return null; \
         run.scrollIntoView({{ block: 'center' }}); \
         const box = run.getBoundingClientRect(); \
         return [box.left, box.top, box.width, box.height]"
    );
    let mut place = rectangle(window, &find).await?;
    // The page scrolled: its place is asked for once more when it has come to rest.
    for _ in 0..20 {
        let again = rectangle(window, &find).await?;
        if again == place {
            break;
        }
        place = again;
    }
    let [left, top, width, height] = place;
    let middle = top + height / 2.0;
    drag(
        window,
        &[(left + 24.0, middle), (left + width / 2.0, middle), (left + width - 4.0, middle)],
    )
    .await?;
    window.wait_for("[data-testid='annotation'][data-kind='highlight']").await
}

/// Draws a wave on a page.
pub async fn stroke(window: &Window, page: u32) -> anyhow::Result<()> {
    window.press("tool-pen").await?;
    let [left, top, width, _] = visible_page(window, page).await?;
    let points: Vec<(f64, f64)> = (0..12)
        .map(|n| {
            let along = f64::from(n);
            (left + width * 0.3 + along * 12.0, top + 60.0 + 14.0 * (along / 2.0).sin())
        })
        .collect();
    drag(window, &points).await?;
    window.wait_for("[data-testid='annotation'][data-kind='stroke']").await
}

/// Pins a note to a page.
pub async fn note(window: &Window, page: u32, words: &str) -> anyhow::Result<()> {
    window.press("tool-note").await?;
    let [left, top, width, _] = visible_page(window, page).await?;
    let chain = window.driver().action_chain();
    let chain = chain.move_to((left + width * 0.6) as i64, (top + 130.0) as i64);
    chain.click().perform().await.context("clicking on the page")?;
    window.write("note-editor", words).await?;
    window.press("note-save").await?;
    window.wait_for("[data-testid='annotation'][data-kind='note']").await
}

/// Presses a position in an item's line.
pub async fn state_position(window: &Window, number: &str, value: &str) -> anyhow::Result<()> {
    open_agenda(window).await?;
    let line = format!("[data-testid='agenda-item'][data-number='{number}']");
    window.click(&format!("{line} [data-testid='position-{value}']")).await?;
    window.wait_for(&format!("{line} [data-testid='position-safety']")).await
}

/// Opens the poll on an item.
pub async fn open_poll(window: &Window, number: &str) -> anyhow::Result<()> {
    open_agenda(window).await?;
    let line = format!("[data-testid='agenda-item'][data-number='{number}']");
    window.click(&format!("{line} [data-testid='poll-line']")).await
}

/// Chooses, reviews and seals.
pub async fn vote(
    window: &Window,
    number: &str,
    choice: &str,
    opinion: Option<&str>,
) -> anyhow::Result<()> {
    open_poll(window, number).await?;
    window.press(&format!("choice-{choice}")).await?;
    if let Some(opinion) = opinion {
        window.write("opinion-text", opinion).await?;
    }
    window.press("ballot-review").await?;
    window.press("ballot-seal").await?;
    window.press("ballot-seal").await?;
    window.wait_for("[data-testid='ballot-state'][data-safety='saved']").await
}

/// The code a device shows while one of two waits for the key.
pub async fn pairing_code(window: &Window) -> anyhow::Result<String> {
    window.go("#/settings").await?;
    let code = window.find("pairing-code").await?;
    let text = code.text().await.context("reading the code")?;
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    ensure!(letters.len() >= 12, "the code is {text}");
    Ok(letters)
}

/// The visible part of a page: left, top, width, height in the window.
async fn visible_page(window: &Window, page: u32) -> anyhow::Result<[f64; 4]> {
    let script = format!(
        "const box = document.querySelector(\"[data-testid='page'][data-page='{page}']\")\
         .getBoundingClientRect(); \
         const area = document.querySelector(\"[data-testid='reader-scroller']\")\
         .getBoundingClientRect(); \
         const top = Math.max(box.top, area.top); \
         return [box.left, top, box.width, Math.min(box.bottom, area.bottom) - top]"
    );
    rectangle(window, &script).await
}

async fn rectangle(window: &Window, script: &str) -> anyhow::Result<[f64; 4]> {
    let deadline = std::time::Instant::now() + Duration::from_secs(20);
    loop {
        let value = window.run(script).await?;
        if let Ok(numbers) = serde_json::from_value::<[f64; 4]>(value.clone()) {
            return Ok(numbers);
        }
        ensure!(std::time::Instant::now() < deadline, "no such place on the page: {value}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn drag(window: &Window, points: &[(f64, f64)]) -> anyhow::Result<()> {
    let mut chain = window.driver().action_chain();
    for (index, (x, y)) in points.iter().enumerate() {
        chain = chain.move_to(*x as i64, *y as i64);
        if index == 0 {
            chain = chain.click_and_hold();
        }
    }
    chain.release().perform().await.context("dragging")
}
