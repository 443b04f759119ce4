//! Walks the journey, a session of the secretariat or the reading desk, or shows every document of a folder, in the real
//! window; prints a line for each step.
#![allow(clippy::print_stderr, reason = "a console program says why it failed")]

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use testkit::journey::{Journey, Recorder, read_at_the_desk, show_every_document};
use testkit::session::Session;

#[derive(Parser)]
struct Arguments {
    /// Folder for a picture of every step.
    #[arg(long)]
    pictures: Option<PathBuf>,
    /// Show every PDF of this folder instead.
    #[arg(long)]
    import: Option<PathBuf>,
    /// Walk through a session of the secretariat instead.
    #[arg(long)]
    session: bool,
    /// Read at the desk instead.
    #[arg(long)]
    desk: bool,
    /// Size of the display.
    #[arg(long, default_value = "1280x800")]
    size: String,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("FAILED  {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let folder = tempfile::Builder::new().prefix("ecabinet-").tempdir()?;
    let (width, height) = arguments.size.split_once('x').unwrap_or(("1280", "800"));
    let size = (width.parse()?, height.parse()?);
    let mut recorder = Recorder::new(arguments.pictures.as_deref())?;
    let runtime = tokio::runtime::Runtime::new()?;
    let walked = runtime.block_on(async {
        if arguments.session {
            return Session::prepare(folder.path(), size)?.walk(&mut recorder).await;
        }
        let journey = Journey::prepare(folder.path(), size)?;
        if arguments.desk {
            return read_at_the_desk(journey, &mut recorder).await;
        }
        match &arguments.import {
            None => journey.walk(&mut recorder).await,
            Some(dir) => show_every_document(journey, dir, &mut recorder).await,
        }
    });
    if walked.is_err() {
        let log = std::fs::read_to_string(folder.path().join("home/window.log"));
        eprintln!("the window's log:\n{}", log.unwrap_or_default());
    }
    walked
}
