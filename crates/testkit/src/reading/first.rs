//! The first page of a paper that is not in the file cache: by a program that is started for it, and by one that runs.

use super::Run;
use super::contest::{Act, asking, hold};
use super::paired::{Rounds, Sample, ratio};
use super::papers::{Paper, drop_cached};
use super::peers::{Field, MUTOOL, OURS, PDFJS, POPPLER, mutool_draw, pdftoppm, run};
use super::rows::{Aim, Goal, Of, Row, of_contest, printed};
use super::subject::Subject;

/// What a page of A4 has on a usual screen at full width.
const DPI: u32 = 150;
/// How far two runs of the same may be apart, in hundredths (performance.md 7).
const APART: f64 = 5.0;

impl Run {
    /// Measures them for papers of every kind.
    pub(super) fn first_pages(&mut self) -> anyhow::Result<()> {
        let all = ["scan", "guide", "manual", "snippets", "read-scan"];
        for key in all.into_iter().take(self.some_of(all.len())) {
            let paper = self.papers.get(key)?;
            self.by_new_programs(&paper)?;
            self.by_running_programs(&paper)?;
            self.bytes_for_a_page(&paper)?;
        }
        Ok(())
    }

    fn by_new_programs(&mut self, paper: &Paper) -> anyhow::Result<()> {
        let ours = |_| {
            drop_cached(paper)?;
            run(&mut self.peers.ours_once(&self.papers, paper.key, 0, DPI))
        };
        let mutool = |_| {
            drop_cached(paper)?;
            run(&mut mutool_draw(&paper.plain, DPI, "1"))
        };
        let poppler = |_| {
            drop_cached(paper)?;
            run(&mut pdftoppm(&paper.plain, DPI, 1, 1))
        };
        let acts: Vec<(&'static str, Act<'_>)> = vec![
            (OURS, Box::new(ours)),
            (MUTOOL, Box::new(mutool)),
            (POPPLER, Box::new(poppler)),
            ("ours again", Box::new(ours)),
        ];
        let mut entries = hold(self.rounds(Rounds::Cheap), acts)?;
        let again = entries.pop().map(|(_, samples)| samples).unwrap_or_default();
        let first = entries.first().map(|(_, samples)| samples.clone()).unwrap_or_default();
        let name = format!("first page, program started for it: {}", paper.title);
        let aims = [(MUTOOL, Of::Most, Goal { id: "P1", at_most: 1.5 })];
        self.rows.extend(of_contest(&name, &entries, if is_scan(paper) { &aims } else { &[] }));
        self.compare_with_itself(paper, &first, &again);
        Ok(())
    }

    /// The same twice: what differs is chance, and may be little.
    fn compare_with_itself(&mut self, paper: &Paper, first: &[Sample], again: &[Sample]) {
        let walls = |all: &[Sample]| all.iter().map(|one| one.wall).collect::<Vec<f64>>();
        let apart = (ratio(&walls(first), &walls(again)).median - 1.0).abs() * 100.0;
        let name = format!("ours against itself: {}", paper.title);
        let row = Row::plain(&name, "%", apart, "limit", APART).aiming("protocol", 1.0);
        self.rows.push(printed(row));
    }

    fn by_running_programs(&mut self, paper: &Paper) -> anyhow::Result<()> {
        let mut field = self.peers.field(&self.papers)?;
        let acts = cold(&mut field, paper, &format!("draw 0 {DPI}"))?;
        let entries = hold(self.rounds(Rounds::Cheap), acts)?;
        let name = format!("first page, program running: {}", paper.title);
        let aims = [(PDFJS, Of::Most, Goal { id: "P1", at_most: 0.1 })];
        let aims: &[Aim] = if is_scan(paper) { &aims } else { &[] };
        self.rows.extend(of_contest(&name, &entries, aims));
        Ok(())
    }

    /// What is read of a paper to draw one page of it: what has to be here before that page can be seen.
    fn bytes_for_a_page(&mut self, paper: &Paper) -> anyhow::Result<()> {
        let mut ours = self.peers.ours(&self.papers)?;
        let mut pdfium = self.peers.pdfium()?;
        for page in [0, paper.n_pages * 3 / 5] {
            let kibibytes = |subject: &mut Subject| -> anyhow::Result<f64> {
                let answer =
                    subject.ask(&format!("touched {page} {DPI} {}", file(subject, paper)))?;
                let bytes: Option<f64> = answer.words.first().and_then(|word| word.parse().ok());
                Ok(bytes.unwrap_or(f64::NAN) / 1024.0)
            };
            let (read, needed) = (kibibytes(&mut ours)?, kibibytes(&mut pdfium)?);
            let name = format!("read of the file to draw page {}: {}", page + 1, paper.title);
            self.rows.push(printed(Row::plain(&name, "KiB", read, pdfium.name, needed)));
        }
        Ok(())
    }
}

/// The act of opening a paper that is not in the file cache and doing something with it, for all that stay. Each has
/// done it once already, so that what a program loads the first time is loaded.
///
/// # Errors
/// When one cannot do it.
pub(super) fn cold<'a>(
    field: &'a mut Field,
    paper: &'a Paper,
    task: &str,
) -> anyhow::Result<Vec<(&'static str, Act<'a>)>> {
    let mut acts: Vec<(&'static str, Act<'a>)> = Vec::new();
    for subject in field.all() {
        let open = format!("open {}", file(subject, paper));
        subject.ask(&open)?;
        subject.ask(&format!("draw 0 {DPI}"))?;
        let lines = vec![open, task.to_owned()];
        let close = |_| vec!["close".to_owned()];
        let (name, mut act) = asking(subject, close, move |_| lines.clone());
        let dropping = move |round| {
            drop_cached(paper)?;
            act(round)
        };
        acts.push((name, Box::new(dropping)));
    }
    Ok(acts)
}

/// What a program calls a paper.
pub(super) fn file(subject: &Subject, paper: &Paper) -> String {
    if subject.name == OURS { paper.key.to_owned() } else { paper.plain.display().to_string() }
}

fn is_scan(paper: &Paper) -> bool {
    paper.key == "scan"
}
