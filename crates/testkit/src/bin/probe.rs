//! `probe`: everybody asks the server for everything, and what they get is held against a second statement of the
//! access policy.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use clap::Parser;
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    /// How many probes at least.
    #[arg(long, default_value_t = 5_000)]
    count: u64,
    /// Replays the choices of an earlier run.
    #[arg(long)]
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let seed = arguments.seed.unwrap_or_else(|| u64::from(std::process::id()));
    println!("at least {} probes, seed {seed}", arguments.count);
    let run = || -> anyhow::Result<testkit::probes::Report> {
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(testkit::probes::probe(arguments.count, seed))
    };
    match run() {
        Ok(report) => {
            for (kind, n) in &report.by_kind {
                println!("{n:>8}  {kind}");
            }
            println!(
                "{} probes, {} leaks, {} wrongly refused",
                report.n_probes,
                report.leaks.len(),
                report.denials.len()
            );
            for line in report.leaks.iter().chain(&report.denials).take(100) {
                println!("  {line}");
            }
            if report.leaks.is_empty() && report.denials.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("probe: {error:#}");
            ExitCode::FAILURE
        }
    }
}
