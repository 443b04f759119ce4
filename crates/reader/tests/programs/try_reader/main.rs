//! The worker for tests of the reader, and what is tried with it: forbidden acts in its sandbox.

#![allow(clippy::print_stdout, reason = "a console program")]

#[cfg(target_os = "linux")]
mod acts;
mod bombs;
#[cfg(target_os = "linux")]
mod figures;
mod files;
mod hostile;
#[cfg(target_os = "linux")]
#[path = "../../../src/sandbox/mod.rs"]
mod sandbox;

use std::process::ExitCode;

fn main() -> ExitCode {
    if let Some(code) = reader::run_worker_if_asked() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        #[cfg(target_os = "linux")]
        Some((word, rest)) if word == "act" => acts::run(rest),
        #[cfg(target_os = "linux")]
        Some((word, _)) if word == "acts" => {
            acts::ACTS.iter().for_each(|(name, reach, _)| println!("{name} {reach:?}"));
            ExitCode::SUCCESS
        }
        #[cfg(target_os = "linux")]
        Some((word, rest)) if word == "figures" => figures::run(rest),
        Some((word, rest)) if word == "hostile" => hostile::run(rest),
        // A worker that became this program anew has escaped.
        Some((word, _)) if word == "escaped" => ExitCode::from(1),
        _ => ExitCode::from(2),
    }
}
