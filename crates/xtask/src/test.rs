use crate::build::{self, Profile};
use crate::hostile;
use crate::setup;
use crate::shell::{command, has, root, step};

/// All tests, cheapest first.
pub fn run() -> anyhow::Result<()> {
    setup::all()?;
    step("rustfmt", "a second", command("cargo", &["fmt", "--all", "--check"]))?;
    for (script, expected) in [
        ("format:check", "some seconds"),
        ("lint", "10 seconds"),
        ("check", "10 seconds"),
        ("test", "20 seconds"),
    ] {
        let mut npm = command("npm", &["run", "--silent", script]);
        npm.current_dir(root().join("ui"));
        step(&format!("ui: {script}"), expected, npm)?;
    }
    build::page()?;
    let clippy = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    step("clippy", "8 minutes at first", command("cargo", &clippy))?;
    build::programs(Profile::Debug)?;
    hostile::in_tests()?;
    let mut tests = if has("cargo-nextest") {
        let config = root().join("tests/nextest.toml").display().to_string();
        let nextest = ["nextest", "run", "--locked", "--workspace", "--no-fail-fast"];
        let mut tests = command("cargo", &nextest);
        tests.args(["--config-file", &config]);
        tests
    } else {
        println!("== cargo-nextest is not installed: cargo test runs the same tests, only slower");
        command("cargo", &["test", "--locked", "--workspace", "--no-fail-fast"])
    };
    // A million replies of hostile workers, in place of the handful that a quick run parses.
    tests.env("READER_FUZZ", "1000000");
    step("all Rust tests and stories", "6 minutes at first", tests)
}
