use crate::shell::{command, root, step, target};
use crate::{pdfium, setup};
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How the programs are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Quick to build: tests and demonstrations.
    Debug,
    /// Quick to run: benchmarks.
    Release,
}

impl Profile {
    /// Folder of the programs.
    pub fn folder(self) -> PathBuf {
        target().join(match self {
            Self::Debug => "debug",
            Self::Release => "release",
        })
    }
}

/// Sets up and builds the window's page and all programs.
pub fn all(profile: Profile) -> anyhow::Result<()> {
    setup::all()?;
    page()?;
    programs(profile)
}

/// Builds the window's page, where a source is newer than what was built.
pub fn page() -> anyhow::Result<()> {
    let ui = root().join("ui");
    let built = modified(&ui.join("dist/index.html"));
    let sources = ["src", "index.html", "vite.config.ts", "package-lock.json"].map(|n| ui.join(n));
    let locales = root().join("assets/locales");
    let newest = sources.iter().chain([&locales]).filter_map(|path| newest(path)).max();
    if built.is_some() && built >= newest {
        return Ok(());
    }
    let mut build = command("npm", &["run", "--silent", "build"]);
    build.current_dir(ui);
    step("build the window's page", "about 10 seconds", build)
}

/// Builds all programs and puts libpdfium beside them.
pub fn programs(profile: Profile) -> anyhow::Result<()> {
    let mut build = command("cargo", &["build", "--locked", "--workspace", "--bins"]);
    if profile == Profile::Release {
        build.arg("--release");
    }
    step("build window, server and tools", "10 to 15 minutes at first, then seconds", build)?;
    pdfium::place_beside(&profile.folder())
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).and_then(|found| found.modified()).ok()
}

fn newest(path: &Path) -> Option<SystemTime> {
    if path.is_file() {
        return modified(path);
    }
    let entries = std::fs::read_dir(path).context("reading sources").ok()?;
    entries.filter_map(Result::ok).filter_map(|entry| newest(&entry.path())).max()
}
