use crate::app::App;
use crate::error::ApiError;
use crate::storage;
use domain::Digest;
use std::collections::BTreeSet;
use wire::PartWord;

/// What is made beside papers, and what is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CompanionsReport {
    /// Papers that somebody may read.
    pub n_papers: usize,
    /// Each part.
    pub parts: Vec<PartReport>,
    /// Papers beside which a part could not be made, and why, in words.
    pub problems: Vec<String>,
}

/// How a part stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartReport {
    /// Its word.
    pub part: &'static str,
    /// Made.
    pub n_ready: usize,
    /// Nothing to have.
    pub n_nothing: usize,
    /// Not made because something is wrong.
    pub n_failed: usize,
    /// Not looked at yet.
    pub n_missing: usize,
}

/// Tells how far what belongs beside papers is made.
///
/// # Errors
/// [`ApiError`] when the store cannot be read.
pub fn report_companions(app: &App) -> Result<CompanionsReport, ApiError> {
    let papers = super::papers_of(&*app.cabinet()?);
    let files: BTreeSet<Digest> = papers.iter().map(|(_, file)| *file).collect();
    let rows = storage::read(app.storage.as_ref(), |transaction| transaction.companions(None))?;
    let mut report = CompanionsReport { n_papers: files.len(), ..CompanionsReport::default() };
    for part in PartWord::ALL {
        let own = rows.iter().filter(|row| row.part == part && files.contains(&row.file));
        let mut counts = PartReport {
            part: part.as_str(),
            n_ready: 0,
            n_nothing: 0,
            n_failed: 0,
            n_missing: files.len(),
        };
        for row in own {
            counts.n_missing = counts.n_missing.saturating_sub(1);
            match (&row.object, &row.problem) {
                (Some(_), _) => counts.n_ready += 1,
                (None, None) => counts.n_nothing += 1,
                (None, Some(_)) => counts.n_failed += 1,
            }
            if let Some(problem) = &row.problem {
                report.problems.push(format!("{} of {}: {problem}", part.as_str(), row.file));
            }
        }
        report.parts.push(counts);
    }
    Ok(report)
}
