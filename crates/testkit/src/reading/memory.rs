//! Memory: the most for sixty pages, whether it grows over a thousand, and over every paper of the collection.

use super::first::file;
use super::papers::Paper;
use super::peers::{MUTOOL, PDFIUM, PDFJS, POPPLER, mutool_draw, pdftoppm};
use super::rows::{Row, printed};
use super::subject::Subject;
use super::{Extent, Run};

const DPI: u32 = 150;
/// The most that a worker may need for any paper, in MiB, and the longest that its first page may take, in ms.
const MOST_MEMORY: f64 = 512.0;
const MOST_TIME: f64 = 10_000.0;

impl Run {
    /// Measures the most, and the growth.
    pub(super) fn memory(&mut self) -> anyhow::Result<()> {
        let n_most = if self.extent == Extent::Quick { 6 } else { 60 };
        let all = ["scan", "guide", "snippets", "manual"];
        for key in all.into_iter().take(self.some_of(all.len())) {
            let paper = self.papers.get(key)?;
            self.most_memory(&paper, paper.n_pages.min(n_most))?;
        }
        self.growth()
    }

    fn most_memory(&mut self, paper: &Paper, n_pages: usize) -> anyhow::Result<()> {
        let name = format!("most memory for {n_pages} pages: {}", paper.title);
        let read = |mut subject: Subject| {
            leaf(&mut subject, paper, 0, n_pages)?;
            subject.memory()
        };
        let ours = read(self.peers.ours(&self.papers)?)?;
        let pdfium = read(self.peers.pdfium()?)?;
        let browser = read(self.peers.pdfjs()?)?;
        let range = format!("1-{n_pages}");
        let mutool = self.peers.peak_of(&mutool_draw(&paper.plain, DPI, &range))?;
        let poppler = self.peers.peak_of(&pdftoppm(&paper.plain, DPI, 1, n_pages))?;
        let with_core = format!("{name}, with the core");
        for row in [
            Row::plain(&name, "MiB", ours.largest_child, PDFIUM, pdfium.peak).aiming("P6", 1.5),
            Row::plain(&with_core, "MiB", ours.peak, PDFIUM, pdfium.peak),
            Row::plain(&with_core, "MiB", ours.peak, MUTOOL, mutool),
            Row::plain(&with_core, "MiB", ours.peak, POPPLER, poppler),
            Row::plain(&with_core, "MiB", ours.peak, PDFJS, browser.shared_once),
        ] {
            self.rows.push(printed(row));
        }
        Ok(())
    }

    /// What is resident after a hundred pages and after a thousand.
    fn growth(&mut self) -> anyhow::Result<()> {
        let paper = self.papers.get("manual")?;
        let (early, late) = if self.extent == Extent::Quick { (20, 60) } else { (100, 1_000) };
        for mut subject in [self.peers.ours(&self.papers)?, self.peers.pdfium()?] {
            leaf(&mut subject, &paper, 0, early)?;
            let before = subject.memory()?.now;
            leaf(&mut subject, &paper, early, late)?;
            let after = subject.memory()?.now;
            let name = format!("memory of {} after {late} pages, beside {early}", subject.name);
            self.rows.push(printed(Row::plain(&name, "MiB", after, "before", before)));
        }
        Ok(())
    }

    /// The first page of every paper of the collection, each in a program of its own: drawn or refused, in bounds.
    pub(super) fn collection(&mut self) -> anyhow::Result<()> {
        let (mut most_memory, mut most_time) = ((0.0, String::new()), (0.0, String::new()));
        let all = self.papers.collection();
        let n_papers = if self.extent == Extent::Quick { 3 } else { all.len() };
        for (stored, plain) in all.into_iter().take(n_papers) {
            let mut ours = self.peers.ours(&self.papers)?;
            let began = std::time::Instant::now();
            // Whether it is drawn or refused: a program that is gone would not answer to the next question.
            if ours.ask(&format!("open {stored}")).is_ok() {
                drop(ours.ask(&format!("draw 0 {DPI}")));
            }
            let took = began.elapsed().as_secs_f64() * 1_000.0;
            let needed = ours.memory()?.largest_child;
            ours.ask("close")?;
            let name = plain.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if needed > most_memory.0 {
                most_memory = (needed, name.clone());
            }
            if took > most_time.0 {
                most_time = (took, name);
            }
        }
        let name = format!("most memory of a worker over the collection ({})", most_memory.1);
        let row = Row::plain(&name, "MiB", most_memory.0, "limit", MOST_MEMORY);
        self.rows.push(printed(row.aiming("P6", 1.0)));
        let name = format!("longest first page of the collection ({})", most_time.1);
        let row = Row::plain(&name, "ms", most_time.0, "limit", MOST_TIME);
        self.rows.push(printed(row.aiming("P6", 1.0)));
        Ok(())
    }
}

/// Turns the pages from one to another.
fn leaf(subject: &mut Subject, paper: &Paper, from: usize, to: usize) -> anyhow::Result<()> {
    if from == 0 {
        let open = format!("open {}", file(subject, paper));
        subject.ask(&open)?;
    }
    for page in from..to {
        subject.ask(&format!("draw {page} {DPI}"))?;
    }
    Ok(())
}
