use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// Where the built programs and the project's own data lie.
#[derive(Debug, Clone)]
pub struct Place {
    /// Root of the project.
    pub root: PathBuf,
    /// Folder of the built programs.
    pub programs: PathBuf,
}

impl Place {
    /// Finds the place from this very program: a test binary or a program of the workspace.
    ///
    /// # Errors
    /// When a program has not been built; the error says which and how.
    pub fn find() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let root = root.canonicalize().context("finding the project")?;
        let this = std::env::current_exe().context("finding this program")?;
        let folder = this.parent().context("finding this program's folder")?;
        let programs = if folder.ends_with("deps") {
            folder.parent().context("finding the target folder")?
        } else {
            folder
        };
        let place = Self { root, programs: programs.to_owned() };
        for program in ["ecabinet", "ecabinet-server", "ecabinet-cli", "libpdfium.so"] {
            if !place.program(program).exists() {
                bail!(
                    "{} is missing: `cargo xtask build` makes it",
                    place.program(program).display()
                );
            }
        }
        Ok(place)
    }

    /// A built program.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs.join(name)
    }

    /// The demonstration cabinet.
    pub fn demo_cabinet(&self) -> PathBuf {
        self.root.join("assets/demo")
    }
}
