use crate::build::{self, Profile};
use crate::shell::{step, target};
use anyhow::bail;
use std::process::Command;

/// Runs a benchmark against its peer.
pub fn run(name: &str) -> anyhow::Result<()> {
    let about = match name {
        "start" => "about 2 minutes",
        "agenda" => "about 4 minutes",
        _ => bail!("there is no benchmark {name}; there are: start, agenda"),
    };
    build::all(Profile::Release)?;
    let mut bench = Command::new(Profile::Release.folder().join(format!("bench-{name}")));
    bench.arg("--out").arg(target().join(format!("bench/{name}.json")));
    step(&format!("bench {name}"), about, bench)
}
