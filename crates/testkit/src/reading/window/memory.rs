//! A2: memory with the scan open at page 100, of all processes of a program, pages that processes share counted once.

use super::bare::{self, WEBKIT};
use super::stage::Stage;
use crate::figures::median;
use crate::reading::paired::{Rounds, ratio};
use crate::reading::papers::Paper;
use crate::reading::peers::PDFJS;
use crate::reading::rows::{Row, printed};
use crate::reading::subject::shared_once_of;
use crate::reading::{Extent, Run};
use anyhow::anyhow;
use std::time::Duration;

/// The page, from 0.
const PAGE: usize = 99;
const DPI: u32 = 110;
/// Until what is begun in the background is done.
const REST: Duration = Duration::from_secs(3);

impl Run {
    /// Measures it; of the programs only one runs at a time, for what several share would count for none of them.
    pub(super) async fn window_memory(&mut self, stage: &Stage) -> anyhow::Result<()> {
        let paper = self.papers.get("scan")?;
        let page = PAGE.min(paper.n_pages - 1);
        let n_rounds = if self.extent == Extent::Quick { 1 } else { self.rounds(Rounds::Dear) };
        let (mut ours, mut bare, mut browser) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..n_rounds {
            ours.push(memory_of_ours(stage, &paper, page).await?);
            bare.push(memory_of_bare(stage).await?);
            browser.push(self.memory_of_pdfjs(&paper, page).await?);
        }
        let name = format!("memory with page {} in the window: {}", page + 1, paper.title);
        for (peer, theirs, at_most) in [(WEBKIT, bare, 1.3), (PDFJS, browser, 0.5)] {
            let found = ratio(&ours, &theirs);
            let row = Row::plain(&name, "MiB", median(ours.clone()), peer, median(theirs));
            let interval = (n_rounds > 1).then_some(found.interval);
            let row = Row { ratio: found.median, interval, n_pairs: n_rounds, ..row };
            self.rows.push(printed(row.aiming("A2", at_most)));
        }
        Ok(())
    }

    async fn memory_of_pdfjs(&self, paper: &Paper, page: usize) -> anyhow::Result<f64> {
        let mut pdfjs = self.peers.pdfjs()?;
        pdfjs.ask(&format!("open {}", paper.plain.display()))?;
        pdfjs.ask(&format!("draw {page} {DPI}"))?;
        tokio::time::sleep(REST).await;
        Ok(pdfjs.memory()?.shared_once)
    }
}

async fn memory_of_ours(stage: &Stage, paper: &Paper, page: usize) -> anyhow::Result<f64> {
    let (window, _) = stage.start().await?;
    stage.read(&window, paper.key, page).await?;
    tokio::time::sleep(REST).await;
    let [id]: [i32; 1] =
        window.program_ids()?.try_into().map_err(|ids| anyhow!("processes: {ids:?}"))?;
    // Web processes and workers are its children.
    let memory = shared_once_of(u32::try_from(id)?)?;
    window.close().await?;
    Ok(memory)
}

async fn memory_of_bare(stage: &Stage) -> anyhow::Result<f64> {
    let guest = bare::empty(stage)?;
    tokio::time::sleep(REST).await;
    shared_once_of(guest.id())
}
