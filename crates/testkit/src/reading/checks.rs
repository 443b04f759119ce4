//! Whether what was drawn fast was also drawn right: our picture beside PDFium's, of the same pages in the same run.

use super::Run;
use super::papers::Paper;
use super::peers::Field;
use super::rows::{Row, printed};
use super::similarity::{Gray, similarity};
use anyhow::{Context, ensure};

/// How much a picture may differ: 1 less the similarity index.
const MOST_DIFFERENT: f64 = 0.01;

impl Run {
    /// Compares one page; one that differs too much is wrong.
    pub(super) fn compare_pictures(
        &mut self,
        field: &mut Field,
        paper: &Paper,
        page: usize,
        dpi: u32,
    ) -> anyhow::Result<()> {
        let (ours, theirs) = (self.papers.scratch("ours.png"), self.papers.scratch("theirs.raw"));
        field.ours.ask(&format!("save {page} {dpi} {}", ours.display()))?;
        let ours = Gray::from_png(&std::fs::read(&ours).context("reading our picture")?)?;
        // A page seldom measures whole pixels, so ours may be of another size by one.
        let (width, height) = ours.size();
        let answer = field.pdfium.ask(&format!("draw {page} {dpi}"))?;
        for (word, side) in answer.words.iter().zip([width, height]) {
            let expected: usize = word.parse().context("the size of PDFium's page")?;
            ensure!(expected.abs_diff(side) <= 1, "page {page} is {side} pixels, not {expected}");
        }
        field.pdfium.ask(&format!("save {page} {width} {height} {}", theirs.display()))?;
        let theirs = Gray::from_bgrx(&theirs, width, height)?;
        let what = format!("page {} at {dpi} dpi: {}", page + 1, paper.title);
        match similarity(&ours, &theirs) {
            Ok(alike) if 1.0 - alike <= MOST_DIFFERENT => self.alike.push((alike, what)),
            Ok(alike) => {
                self.wrong.push(format!("{what}: similar by {alike:.4} only"));
                self.alike.push((alike, what));
            }
            Err(error) => self.wrong.push(format!("{what}: {error:#}")),
        }
        Ok(())
    }

    /// Says which of the pictures differed most.
    pub(super) fn report_pictures(&mut self) {
        let worst = self.alike.iter().min_by(|one, other| one.0.total_cmp(&other.0));
        let Some((alike, what)) = worst else {
            return;
        };
        let n_pictures = self.alike.len();
        let name = format!("1 - SSIM to PDFium of the worst of {n_pictures} pictures ({what})");
        let (differs, limit) = ((1.0 - alike) * 1_000.0, MOST_DIFFERENT * 1_000.0);
        let row = Row::plain(&name, "per mille", differs, "limit", limit).aiming("P4", 1.0);
        self.rows.push(printed(row));
    }
}
