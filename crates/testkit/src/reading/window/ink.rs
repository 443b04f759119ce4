//! A3: from a motion of the pointer to ink on the display, in our window and in Xournal++ on the same page.
//!
//! The pointer goes in a straight line over paper that is blank, as often as a mouse tells of it, with the button held.
//! Somebody else looks at that line all the while and notes when the place of each motion is no longer as it was.

use super::stage::{Stage, area_of, give_pages_the_keys};
use super::x11::{Area, Key, LOOK_AGAIN, Picture, Screen, XWindow};
use super::xournal::{self, XOURNAL};
use crate::Window;
use crate::figures::median;
use crate::reading::paired::{most, ratio};
use crate::reading::peers::run;
use crate::reading::rows::{Row, printed};
use crate::reading::{Extent, Run};
use anyhow::{Context, bail, ensure};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Motions a second of a usual mouse: 125.
const BETWEEN: Duration = Duration::from_millis(8);
const N_MOTIONS: usize = 100;
/// Pixels from one motion to the next: more than half of a pen's breadth, so that none inks the place of the next.
const STEP: i16 = 6;
/// A frame of 60 a second and 4 ms.
const LIMIT: f64 = 1_000.0 / 60.0 + 4.0;
/// Of blank paper above and below the line.
const ROOM: u16 = 9;
/// How much a colour has to differ to be ink, of 255.
const INKED: u8 = 32;
/// The page that is written on.
const PAGE: usize = 10;
const PAUSE: Duration = Duration::from_millis(400);
/// How long the last motion's ink may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// Who writes.
struct Writer<'a> {
    screen: &'a Screen,
    display: &'a str,
    window: XWindow,
    /// Blank paper around the line.
    blank: Picture,
    area: Area,
}

impl Run {
    /// Measures it.
    pub(super) async fn ink(&mut self, stage: &Stage) -> anyhow::Result<()> {
        let n_rounds = if self.extent == Extent::Quick { 2 } else { 12 };
        let paper = self.papers.get("guide")?;
        let (window, ours) = stage.start().await?;
        stage.read(&window, paper.key, PAGE).await?;
        window.press("fit-width").await?;
        window.press("tool-pen").await?;
        give_pages_the_keys(&window).await?;
        tokio::time::sleep(PAUSE).await;
        let page = area_of(&window, PAGE).await?;

        // A paper of that one page: the peer begins where the outline does.
        let alone = stage.scratch("page.pdf");
        let mut merge = Command::new("mutool");
        merge.args(["merge", "-o"]).arg(&alone).arg(&paper.plain).arg((PAGE + 1).to_string());
        run(&mut merge)?;
        let guest = xournal::with_paper(stage, &alone, page.width).await?;

        let display = stage.display()?;
        let in_view = in_view(page)?;
        let ours = Writer::new(&stage.screen, &display, ours, in_view).context("our page")?;
        let theirs = Writer::new(&stage.screen, &display, guest.window, stage.beside());
        let theirs = theirs.context("the page in Xournal++")?;
        let (mut our_times, mut their_times) = (Vec::new(), Vec::new());
        for round in 0..n_rounds {
            // Each is first in every other round.
            if round % 2 == 1 {
                their_times.extend(theirs.write().await?);
                theirs.undo().await?;
            }
            our_times.extend(write_and_check(&ours, &window).await?);
            if round % 2 == 0 {
                their_times.extend(theirs.write().await?);
                theirs.undo().await?;
            }
        }
        drop(guest);
        window.close().await?;
        self.report_ink(&our_times, &their_times);
        Ok(())
    }

    fn report_ink(&mut self, ours: &[f64], theirs: &[f64]) {
        let name = "motion of the pointer to ink on the display, 125 a second";
        let found = ratio(ours, theirs);
        let middle =
            Row::plain(name, "ms", median(ours.to_vec()), XOURNAL, median(theirs.to_vec()));
        let middle = Row { ratio: found.median, interval: Some(found.interval), ..middle };
        let name = format!("{name}, 95 of 100");
        let (our_most, their_most) = (most(ours.to_vec()), most(theirs.to_vec()));
        for row in [
            middle,
            Row::plain(&name, "ms", our_most, "limit", LIMIT).aiming("A3", 1.0),
            Row::plain(&name, "ms", our_most, XOURNAL, their_most).aiming("A3", 0.8),
        ] {
            self.rows.push(printed(Row { n_pairs: ours.len(), ..row }));
        }
    }
}

impl<'a> Writer<'a> {
    /// Finds blank paper for the line.
    fn new(
        screen: &'a Screen,
        display: &'a str,
        window: XWindow,
        within: Area,
    ) -> anyhow::Result<Self> {
        let length = STEP * i16::try_from(N_MOTIONS + 4)?;
        let shown = screen.look(within)?;
        let area = shown.find_blank(length.cast_unsigned(), 2 * ROOM + 1);
        let area = area.context("there is no blank paper for a line")?;
        Ok(Self { screen, display, window, blank: screen.look(area)?, area })
    }

    /// Draws the line; milliseconds from each motion to its ink.
    async fn write(&self) -> anyhow::Result<Vec<f64>> {
        let left = self.area.x + 2 * STEP;
        let line = self.area.y + ROOM.cast_signed();
        self.screen.focus(self.window)?;
        self.screen.point(left, line)?;
        tokio::time::sleep(PAUSE).await;
        let places: Vec<i16> = (1i16..).take(N_MOTIONS).map(|at| left + at * STEP).collect();
        let strip = Area { y: line - 1, height: 3, ..self.area };
        let watcher = Screen::open(self.display)?;
        let before = watcher.look(strip)?;
        let is_over = AtomicBool::new(false);
        let (sent, seen) = std::thread::scope(|scope| {
            let watching = scope.spawn(|| watch(&watcher, &before, strip, &places, &is_over));
            let sent = self.drag(&places, line);
            if sent.is_ok() {
                let deadline = Instant::now() + PATIENCE;
                while !watching.is_finished() && Instant::now() < deadline {
                    std::thread::park_timeout(Duration::from_millis(5));
                }
            }
            is_over.store(true, Ordering::Relaxed);
            (sent, watching.join())
        });
        let sent = sent?;
        let seen = seen.map_err(|_| anyhow::anyhow!("the watcher of the display fell"))??;
        tokio::time::sleep(PAUSE).await;
        self.screen.button(false)?;
        let times: Option<Vec<f64>> = sent
            .into_iter()
            .zip(seen)
            .map(|(sent, seen)| Some(seen?.saturating_duration_since(sent).as_secs_f64() * 1_000.0))
            .collect();
        times.context("a motion of the pointer never became ink")
    }

    /// Takes the line back and waits until the paper is blank again.
    async fn undo(&self) -> anyhow::Result<()> {
        tokio::time::sleep(PAUSE).await;
        ensure!(self.screen.look(self.area)? != self.blank, "a line was gone when it was ended");
        // Off the line, so that nothing of it is under the pointer.
        self.screen.point(self.area.x, self.area.y + 8 * ROOM.cast_signed())?;
        let began = self.screen.press(&[Key::Control, Key::Z])?;
        self.screen.wait_for(&self.blank, began).context("taking a line back").map(drop)
    }

    /// Presses the button and moves as often as a mouse tells of it; when each motion was.
    fn drag(&self, places: &[i16], line: i16) -> anyhow::Result<Vec<Instant>> {
        self.screen.button(true)?;
        let began = Instant::now() + 4 * BETWEEN;
        let mut sent = Vec::with_capacity(places.len());
        for (at, place) in (0u32..).zip(places) {
            let due = began + at * BETWEEN;
            while let Some(left) = due.checked_duration_since(Instant::now()) {
                std::thread::park_timeout(left);
            }
            sent.push(self.screen.point(*place, line)?);
        }
        Ok(sent)
    }
}

/// Looks at a strip until each place has ink, or it is over; when each had it.
fn watch(
    screen: &Screen,
    before: &Picture,
    strip: Area,
    places: &[i16],
    is_over: &AtomicBool,
) -> anyhow::Result<Vec<Option<Instant>>> {
    let mut seen: Vec<Option<Instant>> = vec![None; places.len()];
    while seen.iter().any(Option::is_none) && !is_over.load(Ordering::Relaxed) {
        let now_shown = screen.look(strip)?;
        let now = Instant::now();
        for (place, seen) in places.iter().zip(&mut seen) {
            if seen.is_none() && is_inked(before, &now_shown, *place, strip) {
                *seen = Some(now);
            }
        }
        std::thread::park_timeout(LOOK_AGAIN);
    }
    Ok(seen)
}

fn is_inked(before: &Picture, now: &Picture, x: i16, strip: Area) -> bool {
    (strip.y..).take(usize::from(strip.height)).any(|y| {
        let (Some(before), Some(now)) = (before.pixel(x, y), now.pixel(x, y)) else {
            return false;
        };
        before.iter().zip(now).any(|(before, now)| before.abs_diff(now) > INKED)
    })
}

/// The line in our window, and that it became a note and is none any more once it was taken back.
async fn write_and_check(ours: &Writer<'_>, window: &Window) -> anyhow::Result<Vec<f64>> {
    let before = n_strokes(window).await?;
    let times = ours.write().await?;
    let n = before + 1;
    window.wait_until(&format!("return {STROKES} === {n}")).await.context("no stroke was kept")?;
    ours.undo().await?;
    window.wait_until(&format!("return {STROKES} === {before}")).await.context("taking back")?;
    Ok(times)
}

/// Strokes on the page.
const STROKES: &str =
    "document.querySelectorAll(\"[data-testid='annotation'][data-kind='stroke']\").length";

async fn n_strokes(window: &Window) -> anyhow::Result<u64> {
    let found = window.run(&format!("return {STROKES}")).await?;
    found.as_u64().context("counting strokes")
}

/// What of a page is surely in view, below the toolbar.
fn in_view(page: Area) -> anyhow::Result<Area> {
    let bottom = 790.min(page.y + page.height.cast_signed());
    let Ok(height) = u16::try_from(bottom - page.y - 12) else {
        bail!("the page is not in view: {page:?}");
    };
    // The page's own edge is not paper.
    Ok(Area { x: page.x + 2, y: page.y + 12, width: page.width - 4, height })
}
