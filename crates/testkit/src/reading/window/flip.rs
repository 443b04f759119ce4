//! P3: from a key to the neighbouring page on the display, in our window and on a canvas in a bare web view.
//!
//! What is waited for is not any change but the page itself: a first time through the pages remembers how a column of
//! pixels down the middle of each looks, so that a page that is not ready yet does not count as shown.

use super::bare::{self, WEBKIT};
use super::stage::{Guest, Stage, area_of, give_pages_the_keys, wait_for_page};
use super::x11::{Area, Key, Picture, XWindow};
use crate::Window;
use crate::figures::median;
use crate::reading::paired::{most, ratio};
use crate::reading::papers::Paper;
use crate::reading::peers::PDFJS;
use crate::reading::rows::{Row, printed};
use crate::reading::{Extent, Run};
use anyhow::{Context, ensure};
use std::time::Duration;

/// What a frame more may cost ours, in milliseconds, beside a canvas that does nothing else.
const ALLOWED: f64 = 4.0;
/// How wide the column is that is looked at.
const COLUMN: u16 = 16;
/// Between two keys: a reader looks at a page, and the pages beside it become ready.
const PAUSE: Duration = Duration::from_millis(300);
const POINTS_PER_INCH: f64 = 72.0;

/// Whose pages are turned, and how it tells which one is shown.
enum Side<'a> {
    Ours(&'a Window),
    Bare(&'a Stage, &'a Guest),
}

/// Somebody who turns pages.
struct Leafer<'a> {
    side: Side<'a>,
    stage: &'a Stage,
    window: XWindow,
    column: Area,
    pages: std::ops::Range<usize>,
    /// How the column looks on each page.
    looks: Vec<Picture>,
}

/// How many pages, and how often there and back.
struct Course {
    n_pages: usize,
    n_rounds: usize,
}

impl Run {
    /// Measures it on a paper of text and on the scan.
    pub(super) async fn flips(&mut self, stage: &Stage) -> anyhow::Result<()> {
        for (key, first) in [("guide", 30), ("scan", 2)] {
            let paper = self.papers.get(key)?;
            self.flips_of(stage, &paper, first).await?;
        }
        Ok(())
    }

    async fn flips_of(&mut self, stage: &Stage, paper: &Paper, first: usize) -> anyhow::Result<()> {
        let course = match self.extent {
            Extent::Quick => Course { n_pages: 5, n_rounds: 2 },
            Extent::Full => Course { n_pages: 11, n_rounds: 6 },
        };
        let pages = first..first + course.n_pages;
        let (window, ours) = stage.start().await?;
        stage.read(&window, paper.key, first).await?;
        let area = one_at_a_time(&window, first).await?;
        let (guest, canvas) = bare::with_pages(stage, paper, pages.clone(), area)?;
        let mut sides = [
            Leafer::new(Side::Ours(&window), stage, ours, area, &pages),
            Leafer::new(Side::Bare(stage, &guest), stage, guest.window, canvas, &pages),
        ];
        for side in &mut sides {
            side.learn().await.with_context(|| format!("leafing through {}", paper.title))?;
        }
        let mut times = [Vec::new(), Vec::new()];
        for round in 0..course.n_rounds {
            let mut turns: Vec<_> = sides.iter().zip(&mut times).collect();
            if round % 2 == 1 {
                turns.reverse();
            }
            for (side, times) in turns {
                times.extend(side.round().await?);
            }
        }
        drop(guest);
        window.close().await?;
        let [ours, bare] = times;
        let dpi = f64::from(area.width) / self.inches_across(paper, first)?;
        let drawn = self.drawn_by_pdfjs(paper, &pages, dpi)?;
        self.report_flips(paper, &ours, &bare, &drawn);
        Ok(())
    }

    /// Milliseconds in which pdf.js draws each of the pages at the size of our window, each after the one before it.
    fn drawn_by_pdfjs(
        &self,
        paper: &Paper,
        pages: &std::ops::Range<usize>,
        dpi: f64,
    ) -> anyhow::Result<Vec<f64>> {
        let mut pdfjs = self.peers.pdfjs()?;
        pdfjs.ask(&format!("open {}", paper.plain.display()))?;
        pdfjs.ask(&format!("draw {} {dpi:.2}", pages.start.saturating_sub(1)))?;
        let mut took = Vec::new();
        for page in pages.clone() {
            took.push(pdfjs.ask(&format!("draw {page} {dpi:.2}"))?.wall);
        }
        Ok(took)
    }

    /// How broad a page is, as PDFium tells at a known resolution.
    fn inches_across(&self, paper: &Paper, page: usize) -> anyhow::Result<f64> {
        let mut pdfium = self.peers.pdfium()?;
        pdfium.ask(&format!("open {}", paper.plain.display()))?;
        let answer = pdfium.ask(&format!("draw {page} {POINTS_PER_INCH}"))?;
        let width: f64 = answer.words.first().context("the size of a page")?.parse()?;
        Ok(width / POINTS_PER_INCH)
    }

    fn report_flips(&mut self, paper: &Paper, ours: &[f64], bare: &[f64], drawn: &[f64]) {
        let name = format!("key to the neighbouring page on the display: {}", paper.title);
        let found = ratio(ours, bare);
        let (our_middle, their_middle) = (median(ours.to_vec()), median(bare.to_vec()));
        let middle = Row::plain(&name, "ms", our_middle, WEBKIT, their_middle);
        let middle = Row { ratio: found.median, interval: Some(found.interval), ..middle };
        let (our_most, their_most) = (most(ours.to_vec()), most(bare.to_vec()));
        let name_of_most = format!("{name}, 95 of 100");
        let beside = |peer, theirs| Row::plain(&name_of_most, "ms", our_most, peer, theirs);
        for row in [
            middle,
            beside(WEBKIT, their_most),
            beside("limit", their_most + ALLOWED).aiming("P3", 1.0),
            beside(PDFJS, median(drawn.to_vec())).aiming("P3", 0.1),
        ] {
            self.rows.push(printed(Row { n_pairs: ours.len(), ..row }));
        }
    }
}

impl<'a> Leafer<'a> {
    fn new(
        side: Side<'a>,
        stage: &'a Stage,
        window: XWindow,
        page: Area,
        pages: &std::ops::Range<usize>,
    ) -> Self {
        let tenth = page.height / 10;
        let column = Area {
            x: page.x + (page.width / 2 - COLUMN / 2).cast_signed(),
            y: page.y + tenth.cast_signed(),
            width: COLUMN,
            height: page.height - 2 * tenth,
        };
        Self { side, stage, window, column, pages: pages.clone(), looks: Vec::new() }
    }

    /// Goes through the pages once and back, and remembers how each looks.
    async fn learn(&mut self) -> anyhow::Result<()> {
        self.take_keys()?;
        for at in 0..self.pages.len() {
            if at > 0 {
                self.stage.screen.press(&[Key::PageDown])?;
            }
            self.settle(at).await?;
            let look = self.stage.screen.look(self.column)?;
            ensure!(self.looks.last() != Some(&look), "two pages look alike, or none was turned");
            self.looks.push(look);
        }
        for at in (0..self.pages.len() - 1).rev() {
            self.stage.screen.press(&[Key::PageUp])?;
            self.settle(at).await?;
            let look = self.stage.screen.look(self.column)?;
            ensure!(self.looks.get(at) == Some(&look), "a page looks otherwise the second time");
        }
        Ok(())
    }

    /// Turns all pages there and back; milliseconds of each turn.
    async fn round(&self) -> anyhow::Result<Vec<f64>> {
        self.take_keys()?;
        tokio::time::sleep(PAUSE).await;
        let there = (1..self.pages.len()).map(|at| (Key::PageDown, at));
        let back = (0..self.pages.len() - 1).rev().map(|at| (Key::PageUp, at));
        let mut times = Vec::new();
        for (key, at) in there.chain(back) {
            let wanted = self.looks.get(at).context("a page that was not looked at")?;
            let began = self.stage.screen.press(&[key])?;
            times.push(self.stage.screen.wait_for(wanted, began)?);
            self.settle(at).await?;
        }
        Ok(times)
    }

    fn take_keys(&self) -> anyhow::Result<()> {
        // Off the pages, so that nothing of them is under the pointer.
        self.stage.screen.point(1_290, 850)?;
        self.stage.screen.focus(self.window)
    }

    /// Waits until the program says that it is at the page it should be at, with its neighbours ready, and rests.
    async fn settle(&self, at: usize) -> anyhow::Result<()> {
        match self.side {
            Side::Ours(window) => wait_for_neighbours(window, self.pages.start + at).await?,
            Side::Bare(stage, guest) => bare::wait_for_title(stage, guest, &format!("page {at}"))?,
        }
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }
}

/// Waits until a page is the one that is read, and it and its neighbours are painted.
async fn wait_for_neighbours(window: &Window, page: usize) -> anyhow::Result<()> {
    let told = format!(
        "const {{ currentPage, nPages }} = document.querySelector(\"[data-testid='reader']\").dataset; \
         const near = [{page} - 1, {page}, {page} + 1].filter((one) => one >= 0 && one < Number(nPages)); \
         const unpainted = near.filter((one) => document.querySelector(\
         `[data-testid='page'][data-page='${{one}}'][data-rendered='true']`) === null); "
    );
    let is_there = format!("{told} return currentPage === '{page}' && unpainted.length === 0");
    if let Err(error) = window.wait_until(&is_there).await {
        let found = window.run(&format!("{told} return {{ currentPage, unpainted }}")).await?;
        return Err(error).with_context(|| format!("page {page} (from 0) was turned to: {found}"));
    }
    Ok(())
}

/// One page at a time, all of it in view, and the keys go to the pages; where the page is then.
async fn one_at_a_time(window: &Window, page: usize) -> anyhow::Result<Area> {
    window.press("fit-page").await?;
    window.press("view-menu").await?;
    window.press("flow-single").await?;
    // The menu's button closes it too.
    window.press("view-menu").await?;
    give_pages_the_keys(window).await?;
    tokio::time::sleep(PAUSE).await;
    wait_for_page(window, page).await?;
    area_of(window, page).await
}
