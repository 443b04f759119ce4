//! `bench-reader`: pages, thumbnails, text and memory of the reading desk's engine, ours from the encrypted store
//! through the sandbox, beside MuPDF, Poppler, PDFium alone and pdf.js in Chromium on the plain file; and the real
//! window beside a bare web view, Xournal++ and pdf.js's viewer (docs/benchmarks.md).
//!
//! The program is also its own worker, its own resident side, and the watcher of a peer's memory.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use anyhow::{Context, ensure};
use clap::Parser;
use nix::sys::resource::{UsageWho, getrusage};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use testkit::reading::{Extent, Part, measure, once, serve, write};

#[derive(Parser)]
struct Arguments {
    /// Where the figures go.
    #[arg(long, required_unless_present_any = ["serve", "once", "peak"])]
    out: Option<PathBuf>,
    /// A few pairs on small files, to see that all works.
    #[arg(long)]
    quick: bool,
    /// One part alone.
    #[arg(long)]
    only: Option<Part>,
    /// Opens a profile and answers lines.
    #[arg(long, hide = true)]
    serve: Option<PathBuf>,
    /// Opens a profile, draws a page of a paper, and ends: profile, paper, page, dots an inch.
    #[arg(long, hide = true, num_args = 4)]
    once: Option<Vec<String>>,
    /// Runs a command and says how much memory it had at most, in MiB.
    #[arg(long, hide = true, num_args = 1.., allow_hyphen_values = true)]
    peak: Option<Vec<String>>,
}

fn main() -> ExitCode {
    // This program is the PDF worker too; nothing else may have started before.
    if let Some(code) = reader::run_worker_if_asked() {
        return code;
    }
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench-reader: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if let Some(profile) = &arguments.serve {
        return serve(profile);
    }
    if let Some(words) = &arguments.once {
        let [profile, paper, page, dpi] = words.as_slice() else {
            anyhow::bail!("four words are needed");
        };
        return once(Path::new(profile), paper, page.parse()?, dpi.parse()?);
    }
    if let Some(words) = &arguments.peak {
        return peak(words);
    }
    let program = std::env::current_exe().context("finding this program")?;
    let programs = program.parent().context("finding this program's folder")?;
    let extent = if arguments.quick { Extent::Quick } else { Extent::Full };
    let (rows, wrong) = measure(extent, arguments.only, programs)?;
    write(&rows, arguments.out.as_deref().context("where the figures go")?)?;
    let n_goals = rows.iter().filter(|row| row.is_reached().is_some()).count();
    let n_reached = rows.iter().filter(|row| row.is_reached() == Some(true)).count();
    println!("== {} figures; of {n_goals} goals {n_reached} reached", rows.len());
    ensure!(wrong.is_empty(), "wrong answers:\n{}", wrong.join("\n"));
    Ok(())
}

fn peak(words: &[String]) -> anyhow::Result<()> {
    let (program, rest) = words.split_first().context("which program?")?;
    let mut command = Command::new(program);
    let status = command.args(rest).stdout(std::process::Stdio::null()).status()?;
    ensure!(status.success(), "{program}: {status}");
    // In KiB on Linux (getrusage(2)).
    println!("{}", getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss() as f64 / 1024.0);
    Ok(())
}
