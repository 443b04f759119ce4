//! The reading desk's engine beside other programs: same files, same pages, same sizes, alternating in one run.
//!
//! Ours reads from the encrypted store and draws in the sandbox; the others read the plain file. Every program that can
//! stay is one that stays, asked by lines ([`Subject`]), so that a new process is measured only where one is meant.
//! Left out: to pin everything to one processor, for ours and pdf.js draw in processes of their own, and what a reader
//! waits for is on all processors; the time of the processors stands beside it.

mod arriving;
mod checks;
mod contest;
mod first;
mod memory;
mod ours;
mod pages;
mod paired;
mod papers;
mod peers;
mod rows;
mod scan;
mod similarity;
mod subject;
mod table;
mod thumbnails;
mod window;
mod words;

pub use ours::{once, serve};
pub use rows::{Goal, Row, write};

use paired::Rounds;
use papers::Papers;
use peers::Peers;
use std::path::Path;

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A few pairs on small files, to see that all works: the figures mean little.
    Quick,
    /// Everything.
    Full,
}

/// Which part is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Part {
    /// What draws and reads pages, without a window.
    Engine,
    /// The real window.
    Window,
}

/// One run: the programs, the papers, and what came out.
struct Run {
    extent: Extent,
    papers: Papers,
    peers: Peers,
    rows: Vec<Row>,
    /// How alike the pictures were that were compared, and of what they were.
    alike: Vec<(f64, String)>,
    /// What was drawn or read wrongly: a fast wrong answer is none.
    wrong: Vec<String>,
}

/// Measures one part or all, and gives the figures and what was wrong.
///
/// # Errors
/// When a program or a file that is needed is not there.
pub fn measure(
    extent: Extent,
    only: Option<Part>,
    programs: &Path,
) -> anyhow::Result<(Vec<Row>, Vec<String>)> {
    let load = rows::load()?;
    let peers = Peers::find(programs)?;
    let papers = Papers::make(extent, programs)?;
    let mut run =
        Run { extent, papers, peers, rows: vec![load], alike: Vec::new(), wrong: Vec::new() };
    if only != Some(Part::Window) {
        run.engine(programs)?;
    }
    if only != Some(Part::Engine) {
        run.window()?;
    }
    Ok((run.rows, run.wrong))
}

impl Run {
    /// Measures all that needs no window.
    fn engine(&mut self, programs: &Path) -> anyhow::Result<()> {
        self.first_pages()?;
        self.arriving(programs)?;
        self.pages()?;
        self.thumbnails()?;
        self.words()?;
        self.memory()?;
        self.collection()
    }

    /// How many of the papers take part: in a quick run the first two.
    fn some_of(&self, n_all: usize) -> usize {
        if self.extent == Extent::Quick { n_all.min(2) } else { n_all }
    }

    const fn rounds(&self, cost: Rounds) -> usize {
        cost.of(self.extent)
    }
}
