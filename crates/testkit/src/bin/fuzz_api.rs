//! `fuzz-api`: schemathesis asks the API for everything its description allows, and much that it does not.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a console program answers here")]

use anyhow::{Context, ensure};
use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;
use testkit::{Door, Place, RawMember, ServerProcess};
use tokio::process::Command;

/// The people it asks as; each gets an equal share.
const ASKERS: [&str; 4] = ["secretary_lan", "minister_an", "admin_tuan", "auditor_son"];
/// What must hold of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,response_headers_conformance";

/// First what the description allows, then everything, down to each single thing it forbids.
const ROUNDS: [(&str, &str); 2] = [("fuzzing", "positive"), ("coverage,fuzzing", "all")];
/// Operations of the API; examples are asked for by operation.
const N_OPERATIONS: u64 = 17;

#[derive(Parser)]
struct Arguments {
    /// The program `schemathesis`.
    #[arg(long)]
    schemathesis: PathBuf,
    /// Requests at least.
    #[arg(long, default_value_t = 20_000)]
    requests: u64,
    /// Replays an earlier run.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fuzz-api: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let place = Place::find()?;
    let folder = tempfile::Builder::new().prefix("ecabinet-fuzz-").tempdir()?;
    let mut server = ServerProcess::on(&place, &folder.path().join("server"));
    server.import(&place.demo_cabinet())?;
    server.start()?;
    let share = arguments.requests.div_ceil(ASKERS.len() as u64);
    let (mut n_requests, mut n_broken, mut passed) = (0, 0, true);
    for (seed, handle) in (arguments.seed..).zip(ASKERS) {
        let enrolment = server.enrol(handle)?;
        let link = enrolment.get("link").and_then(|link| link.as_str()).context("no link")?;
        let member = RawMember::enrol(link).await?;
        let door = Door::open(&member.credentials).await?;
        for (phases, mode) in ROUNDS {
            let status = Command::new(&arguments.schemathesis)
                .current_dir(folder.path())
                .arg("run")
                .arg(format!("{}/v1/openapi.json", door.address))
                .args(["--checks", CHECKS, "--phases", phases, "--mode", mode])
                .args(["--max-examples", &(share / N_OPERATIONS).max(10).to_string()])
                .args(["--seed", &seed.to_string()])
                .args(["--request-timeout", "30", "--continue-on-failure", "--no-color"])
                .status()
                .await
                .context("running schemathesis")?;
            passed &= status.success();
        }
        println!("{handle}: {} requests, answers {:?}", door.n_requests(), door.statuses());
        n_requests += door.n_requests();
        n_broken += door.statuses().range(500..).map(|(_, n)| n).sum::<u64>();
        n_broken += door.statuses().get(&418).copied().unwrap_or(0);
    }
    ensure!(n_requests >= arguments.requests, "only {n_requests} requests");
    println!("{n_requests} requests, {n_broken} server errors, schema kept: {passed}");
    ensure!(n_broken == 0 && passed, "see above");
    Ok(())
}
