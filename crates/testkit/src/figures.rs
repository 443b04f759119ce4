//! Figures of benchmarks: printed as a table, and written as JSON.
#![allow(clippy::print_stdout, reason = "for benchmarks, which answer on the console")]

use anyhow::Context;
use std::path::Path;

/// One figure beside its peer's.
pub struct Figure {
    /// What was measured.
    pub name: &'static str,
    /// Unit of both numbers.
    pub unit: &'static str,
    /// Ours.
    pub ours: f64,
    /// The peer, or `goal`.
    pub peer: &'static str,
    /// The peer's.
    pub theirs: f64,
}

/// Prints the figures and writes them to a file: a list of `{name, unit, ours, peer, theirs, ratio}`, where a ratio
/// is ours divided by theirs.
///
/// # Errors
/// When the file cannot be written.
pub fn report(figures: &[Figure], out: &Path) -> anyhow::Result<()> {
    let rows: Vec<serde_json::Value> = figures
        .iter()
        .map(|figure| {
            let ratio = figure.ours / figure.theirs;
            println!(
                "{:<52} {:>9.1} {:<4} {:<10} {:>9.1}   ratio {ratio:.2}",
                figure.name, figure.ours, figure.unit, figure.peer, figure.theirs
            );
            serde_json::json!({
                "name": figure.name, "unit": figure.unit, "ours": figure.ours,
                "peer": figure.peer, "theirs": figure.theirs, "ratio": ratio,
            })
        })
        .collect();
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).context("the folder of figures")?;
    }
    std::fs::write(out, serde_json::to_string_pretty(&rows)?).context("writing the figures")
}

/// The value in the middle; of none, not a number.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
