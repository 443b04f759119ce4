#![allow(clippy::print_stdout, reason = "the recorder is what a person watches")]

use crate::Surroundings;
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
        self.n_steps += 1;
        let took = self.since.elapsed().as_secs_f64();
        if let (Some(folder), Some(surroundings)) = (&self.pictures, show) {
            let words: String = what
                .chars()
                .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
                .take(48)
                .collect();
            surroundings.picture(&folder.join(format!("{:02}-{words}.png", self.n_steps)))?;
        }
        println!("ok {:>2}  {took:>6.2} s  {what}", self.n_steps);
        self.since = Instant::now();
        Ok(())
    }
}
