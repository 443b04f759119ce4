//! A4: a minute of steady scrolling through 500 mixed pages, in our window and in pdf.js's own viewer.
//!
//! Both scroll in the page, by the clock and at the same speed, with the same recorder (peers/scroll.js), so that what
//! differs is what the pages cost.

use super::stage::{Stage, area_of};
use crate::Window;
use crate::reading::papers::Papers;
use crate::reading::peers::{PDFJS, run};
use crate::reading::rows::{Row, printed};
use crate::reading::{Extent, Run};
use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The name of the paper.
pub const MIXED: &str = "mixed";
/// The recorder.
const RECORDER: &str = include_str!("../../../peers/scroll.js");
/// The most frames that may be missed, in hundredths.
const MOST_MISSED: f64 = 1.0;
/// How long a page in view may not be painted, in milliseconds.
const MOST_UNPAINTED: f64 = 100.0;
const REST: Duration = Duration::from_secs(2);

/// What a scroll came to.
struct Scroll {
    frames: f64,
    missed: f64,
    /// Frames in which a page in view was not painted.
    unpainted: f64,
    longest: f64,
    /// From 1.
    last_page: usize,
}

impl Scroll {
    /// Missed frames, in hundredths of those that should have been.
    fn share(&self) -> f64 {
        100.0 * self.missed / (self.frames + self.missed)
    }
}

/// Makes the paper of mixed pages; gives its pages.
///
/// # Errors
/// When MuPDF cannot put them together.
pub fn make_mixed(
    papers: &Papers,
    extent: Extent,
    folder: &Path,
) -> anyhow::Result<(PathBuf, usize)> {
    let parts = match extent {
        Extent::Full => [("guide", 118), ("book", 169), ("scan24", 24), ("snippets", 189)],
        Extent::Quick => [("guide", 30), ("book", 30), ("scan24", 6), ("snippets", 24)],
    };
    let mixed = folder.join("mixed.pdf");
    let mut merge = Command::new("mutool");
    merge.args(["merge", "-o"]).arg(&mixed);
    for (key, n_pages) in parts {
        merge.arg(papers.get(key)?.plain).arg(format!("1-{n_pages}"));
    }
    run(&mut merge)?;
    Ok((mixed, parts.iter().map(|(_, n_pages)| n_pages).sum()))
}

impl Run {
    /// Measures it.
    pub(super) async fn scroll(
        &mut self,
        stage: &Stage,
        (mixed, n_pages): (&Path, usize),
    ) -> anyhow::Result<()> {
        // A quick run goes nearly as fast, through fewer pages.
        let seconds = if self.extent == Extent::Quick { 12 } else { 60 };
        let (window, _) = stage.start().await?;
        stage.read(&window, MIXED, 0).await?;
        window.press("fit-width").await?;
        tokio::time::sleep(REST).await;
        let page = area_of(&window, 0).await?;
        let (width, height) = size_of_view(&window).await?;
        let ours = scroll_ours(&window, seconds).await?;
        window.close().await?;

        let mut pdfjs = self.peers.pdfjs()?;
        let words = format!("{width} {height} {} {seconds}", page.width);
        let answer = pdfjs.ask(&format!("scroll {} {words}", mixed.display()))?;
        let numbers: Result<Vec<f64>, _> = answer.words.iter().map(|word| word.parse()).collect();
        let numbers = numbers.context("what pdf.js said of its frames")?;
        let [frames, missed, unpainted, longest, last] = numbers.as_slice() else {
            anyhow::bail!("pdf.js said {:?} of its frames", answer.words);
        };
        let (frames, missed, unpainted, longest) = (*frames, *missed, *unpainted, *longest);
        let theirs = Scroll { frames, missed, unpainted, longest, last_page: *last as usize };
        for (whose, scroll) in [("ours", &ours), (PDFJS, &theirs)] {
            ensure!(scroll.frames > 0.0, "{whose} told of no frame");
            if scroll.last_page != n_pages {
                let at = scroll.last_page;
                self.wrong.push(format!("{whose} scrolled to page {at} of {n_pages}"));
            }
        }
        self.report_scroll(seconds, n_pages, &ours, &theirs);
        Ok(())
    }

    fn report_scroll(&mut self, seconds: u32, n_pages: usize, ours: &Scroll, theirs: &Scroll) {
        let name = format!("{seconds} s of scrolling through {n_pages} mixed pages");
        let missed = format!("{name}: missed frames");
        let longest = format!("{name}: longest time that a page in view is not painted");
        let unpainted = format!("{name}: frames with a page in view that is not painted");
        let beside = Row::plain(&missed, "", ours.missed, PDFJS, theirs.missed).aiming("A4", 0.2);
        // Where the peer misses none, only none is as good.
        let ratio = if ours.missed == 0.0 { 0.0 } else { beside.ratio };
        for row in [
            Row::plain(&missed, "%", ours.share(), "limit", MOST_MISSED).aiming("A4", 1.0),
            Row { ratio, ..beside },
            Row::plain(&longest, "ms", ours.longest, "limit", MOST_UNPAINTED).aiming("A4", 1.0),
            Row::plain(&longest, "ms", ours.longest, PDFJS, theirs.longest),
            Row::plain(&unpainted, "", ours.unpainted, PDFJS, theirs.unpainted),
        ] {
            self.rows.push(printed(row));
        }
    }
}

async fn size_of_view(window: &Window) -> anyhow::Result<(u32, u32)> {
    let script = "const { clientWidth, clientHeight } = document.querySelector(\
                  \"[data-testid='reader-scroller']\"); return [clientWidth, clientHeight]";
    serde_json::from_value(window.run(script).await?).context("the size of the view")
}

/// Scrolls in our window. A page counts as in view where its place is, and a stretch of the view that no page is
/// drawn for, wider than what is between pages, as a page that is not painted.
async fn scroll_ours(window: &Window, seconds: u32) -> anyhow::Result<Scroll> {
    let script = format!(
        "{RECORDER};
        const between = 40;
        const scroller = document.querySelector(\"[data-testid='reader-scroller']\");
        const end = scroller.scrollHeight;
        const unpaintedIn = (top, bottom) => {{
          const unpainted = [];
          let [first, last] = [Infinity, 0];
          for (const page of scroller.querySelectorAll(\"[data-testid='page']\")) {{
            const from = parseFloat(page.style.top);
            const to = from + parseFloat(page.style.height);
            [first, last] = [Math.min(first, from), Math.max(last, to)];
            if (to > top && from < bottom && page.dataset.rendered !== 'true') unpainted.push(page.dataset.page);
          }}
          if (first > top + between || last < Math.min(bottom, end) - between) unpainted.push('none');
          return unpainted;
        }};
        window.benchScroll = null;
        steadyScroll(scroller, {seconds}, unpaintedIn).then((told) => (window.benchScroll = told));
        return true"
    );
    window.run(&script).await?;
    // Nothing is asked of the window meanwhile.
    tokio::time::sleep(Duration::from_secs(u64::from(seconds)) + REST).await;
    window.wait_until("return window.benchScroll !== null").await?;
    let told = window.run("return window.benchScroll").await?;
    let number = |name: &str| {
        told.get(name).and_then(serde_json::Value::as_f64).with_context(|| format!("no {name}"))
    };
    let script = "const { dataset } = document.querySelector(\"[data-testid='reader']\"); \
                  const seen = [...document.querySelectorAll(\"[data-testid='page']\")]; \
                  const last = seen.filter((page) => page.dataset.rendered === 'true').at(-1); \
                  return Math.max(Number(dataset.currentPage), Number(last?.dataset.page ?? 0)) + 1";
    let last_page = window.run(script).await?.as_u64().context("the last page")?;
    Ok(Scroll {
        frames: number("frames")?,
        missed: number("missed")?,
        unpainted: number("unpainted")?,
        longest: number("longest")?,
        last_page: usize::try_from(last_page)?,
    })
}
