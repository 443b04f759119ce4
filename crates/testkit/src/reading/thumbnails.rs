//! The strip of thumbnails of a paper that is not in the file cache, and the same strip once more.

use super::contest::{asking, hold, nothing};
use super::first::cold;
use super::paired::Rounds;
use super::papers::Paper;
use super::peers::PDFIUM;
use super::rows::{Goal, Of, of_contest};
use super::{Extent, Run};

/// Thumbnails of about 165 x 234 pixels.
const DPI: u32 = 20;

impl Run {
    /// Measures them for a long text and for a scan.
    pub(super) fn thumbnails(&mut self) -> anyhow::Result<()> {
        let n_most = if self.extent == Extent::Quick { 12 } else { 500 };
        for key in ["manual", "scan"] {
            let paper = self.papers.get(key)?;
            let n_pages = paper.n_pages.min(n_most);
            self.strip(&paper, n_pages)?;
        }
        Ok(())
    }

    fn strip(&mut self, paper: &Paper, n_pages: usize) -> anyhow::Result<()> {
        let mut field = self.peers.field(&self.papers)?;
        let task = format!("thumbs 0 {n_pages} {DPI}");
        let mut acts = cold(&mut field, paper, &task)?;
        let browser = acts.pop();
        let mut entries = hold(self.rounds(Rounds::Dear), acts)?;
        entries.extend(hold(self.rounds(Rounds::Once), browser.into_iter().collect())?);
        let name = format!("{n_pages} thumbnails: {}", paper.title);
        let aims = [(PDFIUM, Of::Wall, Goal { id: "P5", at_most: 0.35 })];
        self.rows.extend(of_contest(&name, &entries, &aims));

        let again = asking(&mut field.ours, nothing, |_| vec![task.clone()]);
        let mut again = hold(self.rounds(Rounds::Dear), vec![again])?;
        again.extend(entries.into_iter().filter(|(name, _)| *name == PDFIUM));
        let name = format!("the same {n_pages} thumbnails again: {}", paper.title);
        let aims = [(PDFIUM, Of::Wall, Goal { id: "P5", at_most: 0.02 })];
        self.rows.extend(of_contest(&name, &again, &aims));
        Ok(())
    }
}
