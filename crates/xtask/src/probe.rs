use crate::build::{self, Profile};
use crate::shell::step;
use std::process::Command;

/// Probes of access; `--count` and `--seed` go to the prober as they are.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    build::all(Profile::Debug)?;
    let mut probe = Command::new(Profile::Debug.folder().join("probe"));
    probe.args(arguments);
    step("probe", "about a minute for 30,000 probes", probe)
}
