use crate::build::{self, Profile};
use crate::setup;
use crate::shell::{command, step, target};
use anyhow::bail;
use std::process::Command;

/// Runs a benchmark against its peers, with words of its own such as `--quick`.
pub fn run(name: &str, words: &[&str]) -> anyhow::Result<()> {
    let about = match name {
        "start" => "about 2 minutes",
        "agenda" => "about 4 minutes",
        "search" => "about 4 minutes",
        "reader" => "about 45 minutes, with --quick about 6; --only engine or window takes a part",
        _ => bail!("there is no benchmark {name}; there are: start, agenda, search, reader"),
    };
    let out = target().join(format!("bench/{name}.json"));
    if name == "search" {
        // It needs its own package alone, which is built in a fraction of the time of the whole.
        let mut bench =
            command("cargo", &["bench", "-p", "search", "--bench", "bench-search", "--"]);
        bench.arg("--out").arg(out).args(words);
        return step("bench search", about, bench);
    }
    build::all(Profile::Release)?;
    if name == "reader" {
        setup::peers()?;
    }
    let mut bench = Command::new(Profile::Release.folder().join(format!("bench-{name}")));
    bench.arg("--out").arg(out).args(words);
    step(&format!("bench {name}"), about, bench)
}
