use crate::build::{self, Profile};
use crate::shell::{root, step};
use anyhow::Context;
use std::process::Command;

/// Mutants of hostile files in a test run.
const MUTANTS: &str = "15000";

/// Opens hostile files in workers: a corpus where there is one, generated bombs, and mutants of both; `--count`, `--seed`
/// and `--slow` for the bombs that take all the time a page may have.
pub fn run(arguments: &[&str]) -> anyhow::Result<()> {
    build::all(Profile::Debug)?;
    let after = |name: &str| {
        let place = arguments.iter().position(|word| *word == name)?;
        arguments.get(place + 1).copied()
    };
    let count = after("--count").unwrap_or(MUTANTS);
    let seed = after("--seed").unwrap_or("1");
    papers(count, seed, arguments.contains(&"--slow"))
}

/// The part of a test run: everything but the slow ones.
pub fn in_tests() -> anyhow::Result<()> {
    papers(MUTANTS, "1", false)
}

fn papers(count: &str, seed: &str, slow: bool) -> anyhow::Result<()> {
    let corpora = root().parent().context("the project lies in a folder")?.join("shared/corpora");
    if !corpora.is_dir() {
        println!(
            "== no ../shared/corpora: hostile files are generated ones and their mutants alone"
        );
    }
    let mut run = Command::new(Profile::Debug.folder().join("try-reader"));
    run.arg("hostile").arg(corpora).args([count, seed]);
    if !slow {
        run.arg("quick");
    }
    // Whatever is written here, or as a temporary file, was written by a paper.
    let nowhere = std::env::temp_dir().join(format!("hostile-{}", std::process::id()));
    std::fs::create_dir(&nowhere).context("making an empty folder for the hostile papers")?;
    run.current_dir(&nowhere).env("TMPDIR", &nowhere).env("HOME", &nowhere);
    let ended = step(&format!("hostile papers, {count} mutants"), "3 minutes", run);
    // The folder stays where it holds what a paper wrote.
    if ended.is_ok() {
        std::fs::remove_dir(&nowhere).context("removing the folder of the hostile papers")?;
    }
    ended
}
