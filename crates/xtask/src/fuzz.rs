use crate::build::{self, Profile};
use crate::shell::{command, step, target};
use std::process::Command;

/// The fuzzer, from the Python package index.
const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Fuzzes the API; `--requests` and `--seed` go to the runner as they are.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    let folder = target().join("schemathesis");
    let program = folder.join("bin/schemathesis");
    if !program.is_file() {
        let folder = folder.to_string_lossy();
        step("python3 -m venv", "some seconds", command("python3", &["-m", "venv", &folder]))?;
        let mut pip = Command::new(target().join("schemathesis/bin/pip"));
        pip.args(["install", "--quiet", SCHEMATHESIS]);
        step(&format!("install {SCHEMATHESIS}"), "about a minute", pip)?;
    }
    build::all(Profile::Debug)?;
    let mut fuzz = Command::new(Profile::Debug.folder().join("fuzz-api"));
    fuzz.arg("--schemathesis").arg(program).args(arguments);
    step("fuzz api", "about 15 minutes for 20,000 requests", fuzz)
}
