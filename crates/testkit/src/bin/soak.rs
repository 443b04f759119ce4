//! `soak`: kills client and server at random moments, and says whether anything acknowledged was lost or doubled.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use clap::Parser;
use std::process::ExitCode;

#[derive(Parser)]
struct Arguments {
    /// How many kills.
    #[arg(long, default_value_t = 100)]
    count: u32,
    /// Replays the choices of an earlier soak.
    #[arg(long)]
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let seed = arguments.seed.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |now| now.as_secs())
    });
    println!("{} kills, seed {seed}", arguments.count);
    let run = || -> anyhow::Result<testkit::soak::Report> {
        let folder = tempfile::Builder::new().prefix("ecabinet-soak-").tempdir()?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(testkit::soak::kill(folder.path(), arguments.count, seed))
    };
    match run() {
        Ok(report) => {
            println!(
                "client kills {}, server kills {}, acknowledged {}, lost {}, doubled {}, \
                 slowest start {:.2} s",
                report.n_client_kills,
                report.n_server_kills,
                report.n_acknowledged,
                report.lost.len(),
                report.doubled.len(),
                report.slowest_start.as_secs_f64()
            );
            for line in report.lost.iter().chain(&report.doubled) {
                println!("  {line}");
            }
            if report.lost.is_empty() && report.doubled.is_empty() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("soak: {error:#}");
            ExitCode::FAILURE
        }
    }
}
