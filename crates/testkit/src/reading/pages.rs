//! Pages of a paper that is open: the next one, a closer look, one far away.

use super::Run;
use super::contest::{asking, hold, nothing};
use super::first::file;
use super::paired::Rounds;
use super::papers::Paper;
use super::peers::{Field, PDFIUM, PDFJS};
use super::rows::{Aim, Goal, Of, of_contest};

/// What a page of A4 has on a usual screen at full width, one step nearer, and as a thumbnail of 165 x 234 pixels.
const DPI: u32 = 150;
const NEARER_DPI: u32 = 225;
const THUMBNAIL_DPI: u32 = 20;
/// What a window shows of a page that is drawn nearer: left, top, width, height in pixels.
const IN_VIEW: (u32, u32, u32, u32) = (290, 400, 1280, 900);
/// The first of the pages that are turned to, and of those that are jumped to, counted from 0.
const NEXT: usize = 10;
const FAR: usize = 899;

impl Run {
    /// Measures them for papers of every kind, and compares what was drawn.
    pub(super) fn pages(&mut self) -> anyhow::Result<()> {
        let all = ["scan", "manual", "guide", "book", "snippets", "scan24", "read-scan"];
        for key in all.into_iter().take(self.some_of(all.len())) {
            let paper = self.papers.get(key)?;
            let mut field = self.peers.field(&self.papers)?;
            for subject in field.all() {
                let open = format!("open {}", file(subject, &paper));
                subject.ask(&open)?;
            }
            self.next(&mut field, &paper)?;
            self.nearer(&mut field, &paper)?;
            self.far(&mut field, &paper)?;
            let next = NEXT % paper.n_pages;
            for (page, dpi) in [(0, DPI), (next, DPI), (next, NEARER_DPI), (next, THUMBNAIL_DPI)] {
                self.compare_pictures(&mut field, &paper, page, dpi)?;
            }
        }
        self.report_pictures();
        Ok(())
    }

    fn next(&mut self, field: &mut Field, paper: &Paper) -> anyhow::Result<()> {
        let page = |round| (NEXT + round) % paper.n_pages;
        let acts = field.all().map(|one| asking(one, nothing, move |round| draw(page(round), DPI)));
        let entries = hold(self.rounds(Rounds::Cheap), acts.into())?;
        let aims = [(PDFIUM, Of::Cpu, Goal { id: "P4", at_most: 1.0 / 3.0 })];
        let aims: &[Aim] = if is_scan(paper) { &aims } else { &[] };
        self.rows.extend(of_contest(&format!("next page: {}", paper.title), &entries, aims));
        Ok(())
    }

    fn nearer(&mut self, field: &mut Field, paper: &Paper) -> anyhow::Result<()> {
        let page = |round| (NEXT + round) % paper.n_pages;
        let acts = field.all().map(|one| {
            let before = move |round| draw(page(round), DPI);
            asking(one, before, move |round| draw(page(round), NEARER_DPI))
        });
        let entries = hold(self.rounds(Rounds::Cheap), acts.into())?;
        let name = format!("zoom from {DPI} to {NEARER_DPI} dpi, whole page: {}", paper.title);
        self.rows.extend(of_contest(&name, &entries, &[]));

        let (x, y, w, h) = IN_VIEW;
        let acts = field.all().map(|one| {
            let part = format!("{NEARER_DPI} {x} {y} {w} {h}");
            let before = move |round| draw(page(round), DPI);
            asking(one, before, move |round| vec![format!("tile {} {part}", page(round))])
        });
        let entries = hold(self.rounds(Rounds::Cheap), acts.into())?;
        let name = format!("zoom from {DPI} to {NEARER_DPI} dpi, what is in view: {}", paper.title);
        self.rows.extend(of_contest(&name, &entries, &[]));
        Ok(())
    }

    /// To page 900; where there is none, to the end.
    fn far(&mut self, field: &mut Field, paper: &Paper) -> anyhow::Result<()> {
        let n_rounds = self.rounds(Rounds::Cheap);
        let first = FAR.min(paper.n_pages.saturating_sub(n_rounds));
        let acts = field.all().map(|one| {
            asking(one, |_| draw(0, DPI), move |round| draw(first + round % paper.n_pages, DPI))
        });
        let entries = hold(n_rounds, acts.into())?;
        let at_most = if is_scan(paper) { 0.25 } else { 1.0 };
        let aims = [(PDFJS, Of::Most, Goal { id: "P3", at_most })];
        let name = format!("jump from page 1 to page {}: {}", first + 1, paper.title);
        self.rows.extend(of_contest(&name, &entries, &aims));
        Ok(())
    }
}

fn draw(page: usize, dpi: u32) -> Vec<String> {
    vec![format!("draw {page} {dpi}")]
}

fn is_scan(paper: &Paper) -> bool {
    paper.key.contains("scan")
}
