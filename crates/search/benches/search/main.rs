//! `bench-search`: the index of this package against SQLCipher's FTS5 and against tantivy in the open, on the same pages
//! in one run; and the two designs that were not taken, so that the choice can be made again (docs/adr/0023).
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a console program answers here, and a wrong index in it spoils one run"
)]

mod corpus;
mod fts5;
mod measure;
mod plain;
mod queries;

use clap::Parser;
use measure::{Plan, measure};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    /// Where the figures go.
    #[arg(long)]
    out: PathBuf,
    /// Pages that are made and indexed.
    #[arg(long, default_value_t = 100_000)]
    pages: usize,
    /// Queries of each class.
    #[arg(long, default_value_t = 60)]
    queries: usize,
    /// Chance is the same for the same number.
    #[arg(long, default_value_t = 20_260_601)]
    seed: u64,
    /// Vietnamese papers whose sentences are taken as well.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/pdf"))]
    papers: PathBuf,
    /// Cargo says so to every benchmark.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let plan = Plan {
        n_pages: arguments.pages,
        n_queries: arguments.queries,
        seed: arguments.seed,
        papers: arguments.papers,
    };
    let run = || -> anyhow::Result<()> {
        let figures = measure(&plan)?;
        measure::report(&figures, &arguments.out)
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-search: {error:#}");
            ExitCode::FAILURE
        }
    }
}
