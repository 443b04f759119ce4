use crate::build::{self, Profile};
use crate::shell::step;
use std::process::Command;

/// Kills at random moments; `--count` and `--seed` go to the soak as they are.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    build::all(Profile::Debug)?;
    let mut soak = Command::new(Profile::Debug.folder().join("soak"));
    soak.args(arguments);
    step("soak kill", "about a third of a second for each kill", soak)
}
