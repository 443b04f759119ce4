//! The text of papers: all of it, a word in it, and that of one page in view.

use super::Run;
use super::contest::{Act, asking, hold, nothing};
use super::first::file;
use super::paired::{Rounds, most};
use super::papers::Paper;
use super::peers::{Field, MUTOOL, POPPLER, run};
use super::rows::{Goal, Of, Row, of_contest, printed};
use super::subject::Subject;
use anyhow::Context;
use std::process::Command;

/// A picture of a screen at 60 a second, in milliseconds.
const FRAME: f64 = 1_000.0 / 60.0;
/// How far two counts of the signs of a paper may be apart: hyphens at line ends are told differently.
const SIGNS_APART: f64 = 0.005;

impl Run {
    /// Measures them, with a word of each paper.
    pub(super) fn words(&mut self) -> anyhow::Result<()> {
        let all = [
            ("guide", "Debian", Rounds::Cheap),
            ("read-scan", "Debian", Rounds::Cheap),
            ("manual", "regression", Rounds::Dear),
        ];
        for (key, word, cost) in all.into_iter().take(self.some_of(all.len())) {
            let paper = self.papers.get(key)?;
            let mut field = self.peers.field(&self.papers)?;
            for subject in field.all() {
                let open = format!("open {}", file(subject, &paper));
                subject.ask(&open)?;
            }
            self.all_text(&mut field, &paper, cost)?;
            self.one_word(&mut field, &paper, word, cost)?;
            self.text_in_view(&mut field, &paper)?;
        }
        Ok(())
    }

    fn all_text(&mut self, field: &mut Field, paper: &Paper, cost: Rounds) -> anyhow::Result<()> {
        let task = format!("text 0 {}", paper.n_pages);
        let signs = |subject: &mut Subject| number(subject, &task);
        let (read, expected) = (signs(&mut field.ours)?, signs(&mut field.pdfium)?);
        if (read - expected).abs() > expected * SIGNS_APART {
            self.wrong.push(format!("{}: {read} signs of {expected}", paper.title));
        }
        let lines = |_| vec![task.clone()];
        let mutool = |_| {
            let mut extract = Command::new("mutool");
            run(extract.args(["draw", "-q", "-F", "txt", "-o", "/dev/null"]).arg(&paper.plain))
        };
        let poppler = |_| {
            let mut extract = Command::new("pdftotext");
            run(extract.arg(&paper.plain).arg("-"))
        };
        let acts: Vec<(&'static str, Act<'_>)> = vec![
            asking(&mut field.ours, nothing, lines),
            (MUTOOL, Box::new(mutool)),
            (POPPLER, Box::new(poppler)),
            asking(&mut field.pdfium, nothing, lines),
        ];
        let mut entries = hold(self.rounds(cost), acts)?;
        let browser = asking(&mut field.pdfjs, nothing, lines);
        entries.extend(hold(self.rounds(Rounds::Once), vec![browser])?);
        let aims = [(MUTOOL, Of::Cpu, Goal { id: "P7", at_most: 1.0 })];
        self.rows.extend(of_contest(&format!("text of all: {}", paper.title), &entries, &aims));
        Ok(())
    }

    fn one_word(
        &mut self,
        field: &mut Field,
        paper: &Paper,
        word: &str,
        cost: Rounds,
    ) -> anyhow::Result<()> {
        let task = format!("find {word}");
        let (found, expected) =
            (number(&mut field.ours, &task)?, number(&mut field.pdfium, &task)?);
        if (found - expected).abs() > 0.5 {
            self.wrong.push(format!("{}: {word} on {found} of {expected} pages", paper.title));
        }
        let lines = |_| vec![task.clone()];
        let acts = vec![
            asking(&mut field.ours, nothing, lines),
            asking(&mut field.mupdf, nothing, lines),
            asking(&mut field.pdfium, nothing, lines),
        ];
        let mut entries = hold(self.rounds(cost), acts)?;
        let browser = asking(&mut field.pdfjs, nothing, lines);
        entries.extend(hold(self.rounds(Rounds::Once), vec![browser])?);
        let name = format!("a word on {found} pages, from the file: {}", paper.title);
        self.rows.extend(of_contest(&name, &entries, &[]));
        Ok(())
    }

    /// The text of a page that is shown: until it is here nothing on it can be selected.
    fn text_in_view(&mut self, field: &mut Field, paper: &Paper) -> anyhow::Result<()> {
        let lines = |round: usize| vec![format!("text {} 1", (round * 7 + 1) % paper.n_pages)];
        let acts = vec![
            asking(&mut field.ours, nothing, lines),
            asking(&mut field.pdfium, nothing, lines),
        ];
        let entries = hold(self.rounds(Rounds::Cheap), acts)?;
        let name = format!("text of a page in view: {}", paper.title);
        self.rows.extend(of_contest(&name, &entries, &[]));
        let ours = entries.first().context("nobody took part")?;
        let slowest = most(ours.1.iter().map(|one| one.wall).collect());
        let row = Row::plain(&format!("{name}, 95 of 100"), "ms", slowest, "a frame", FRAME);
        self.rows.push(printed(row.aiming("P7", 1.0)));
        Ok(())
    }
}

fn number(subject: &mut Subject, line: &str) -> anyhow::Result<f64> {
    let answer = subject.ask(line)?;
    let word = answer.words.first().context("no number")?;
    word.parse().with_context(|| format!("{} on `{line}`: {word}", subject.name))
}
