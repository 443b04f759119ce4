//! The real window beside others: a page turned, ink, a minute of scrolling, memory. Keys and the pointer come from
//! outside through the display, and what counts is what the display shows; WebDriver only leads to the paper and asks
//! afterwards whether all is as it should be.

mod bare;
mod flip;
mod ink;
mod memory;
mod scroll;
mod stage;
mod x11;
mod xournal;

pub use bare::WEBKIT;
pub use xournal::XOURNAL;

use super::Run;
use scroll::{MIXED, make_mixed};
use stage::Stage;

impl Run {
    /// Measures all of it.
    pub(super) fn window(&mut self) -> anyhow::Result<()> {
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(self.in_window())
    }

    async fn in_window(&mut self) -> anyhow::Result<()> {
        let folder = self.papers.scratch("window");
        std::fs::create_dir_all(&folder)?;
        let (mixed, n_pages) = make_mixed(&self.papers, self.extent, &folder)?;
        let stage = Stage::open(&self.papers, &[(MIXED, &mixed)])?;
        self.flips(&stage).await?;
        self.ink(&stage).await?;
        self.scroll(&stage, (&mixed, n_pages)).await?;
        self.window_memory(&stage).await
    }
}
