use anyhow::{Context, bail};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Root of the project.
pub fn root() -> PathBuf {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates.and_then(Path::parent).map_or_else(PathBuf::new, Path::to_owned)
}

/// Folder of everything that is built.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A command in the project's root.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    // What cargo told this chore about itself would make build scripts of others run again.
    for (name, _) in std::env::vars_os() {
        let own = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"];
        if name.to_str().is_some_and(|name| own.iter().any(|prefix| name.starts_with(prefix))) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a step, saying what it is, roughly how long it takes at first, and how long it took.
pub fn step(what: &str, expected: &str, mut command: Command) -> anyhow::Result<()> {
    println!("== {what} ({expected})");
    let began = Instant::now();
    let status = command.status().with_context(|| format!("{what}: starting {command:?}"))?;
    if !status.success() {
        bail!("{what} failed: {status}");
    }
    println!("   done in {:.1} s", began.elapsed().as_secs_f64());
    Ok(())
}

/// What a command prints, without the line's end.
pub fn output(program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output =
        command(program, arguments).output().with_context(|| format!("starting {program}"))?;
    if !output.status.success() {
        bail!("{program} {} failed: {}", arguments.join(" "), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether a program can be started.
pub fn has(program: &str) -> bool {
    command(program, &["--version"]).output().is_ok_and(|output| output.status.success())
}
