#![allow(clippy::print_stdout, reason = "the recorder is what a person watches")]

use crate::{Surroundings, Window};
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Prints a line for each step, with its time, and keeps a picture of it.
pub struct Recorder {
    pictures: Option<PathBuf>,
    n_steps: u32,
    since: Instant,
}

impl Recorder {
    /// Keeps pictures in a folder, where one is given.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(pictures: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(folder) = pictures {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self { pictures: pictures.map(Path::to_owned), n_steps: 0, since: Instant::now() })
    }

    /// Notes that a step is done.
    ///
    /// # Errors
    /// When its picture cannot be taken.
    pub fn done(&mut self, what: &str, show: Option<&Surroundings>) -> anyhow::Result<()> {
        let target = self.note(what);
        if let (Some(target), Some(surroundings)) = (target, show) {
            surroundings.picture(&target)?;
        }
        self.since = Instant::now();
        Ok(())
    }

    /// Notes that a step is done, with a picture of one window among several.
    ///
    /// # Errors
    /// When its picture cannot be taken.
    pub async fn done_in(&mut self, what: &str, window: &Window) -> anyhow::Result<()> {
        if let Some(target) = self.note(what) {
            let picture = window.driver().screenshot_as_png().await.context("a picture")?;
            std::fs::write(target, picture).context("keeping a picture")?;
        }
        self.since = Instant::now();
        Ok(())
    }

    /// Prints the line, and says where a picture would go.
    fn note(&mut self, what: &str) -> Option<PathBuf> {
        self.n_steps += 1;
        let took = self.since.elapsed().as_secs_f64();
        println!("ok {:>2}  {took:>6.2} s  {what}", self.n_steps);
        let letters = what.chars();
        let words = letters.map(|one| if one.is_ascii_alphanumeric() { one } else { '-' });
        let name = format!("{:02}-{}.png", self.n_steps, words.take(48).collect::<String>());
        self.pictures.as_ref().map(|folder| folder.join(name))
    }
}
