use crate::build::{self, Profile};
use crate::shell::{step, target};
use anyhow::bail;
use std::process::Command;

/// Runs a benchmark against its peer.
pub fn run(name: &str) -> anyhow::Result<()> {
    if name != "start" {
        bail!("there is no benchmark {name}; there is: start");
    }
    build::all(Profile::Release)?;
    let mut bench = Command::new(Profile::Release.folder().join("bench-start"));
    bench.arg("--out").arg(target().join("bench/start.json"));
    step("bench start", "about 2 minutes", bench)
}
