//! Probes of access: everybody asks for everything, also what is not theirs, and the answers are held against a
//! second statement of the policy ([`model`]).
//!
//! Reading: each person's feed holds exactly what the model lets them see, and of an agenda under preparation nothing
//! but its published face; each file, report and administrative page opens for whom it should. Writing: no operation
//! that the model forbids is done, whatever it names, and what is forbidden out of sight is answered to the letter as
//! what does not exist. Afterwards every record on the server is byte for byte what it was before.

mod companions;
mod model;
mod reads;
mod sharing;
mod world;
mod writes;

use crate::soak::Dice;
use std::collections::BTreeMap;
use world::World;

/// Operations sent in one request.
const BATCH: usize = 100;
/// Of so many probes one is a request of its own, the others are operations.
const REQUESTS_SHARE: usize = 12;

/// What came of it.
#[derive(Debug, Default)]
pub struct Report {
    /// Probes made.
    pub n_probes: u64,
    /// The same by kind.
    pub by_kind: BTreeMap<&'static str, u64>,
    /// What somebody learned or did that is not theirs, in words.
    pub leaks: Vec<String>,
    /// What somebody did not get that is theirs, in words.
    pub denials: Vec<String>,
}

impl Report {
    fn count(&mut self, kind: &'static str) {
        self.n_probes += 1;
        *self.by_kind.entry(kind).or_default() += 1;
    }
}

/// Builds a world, makes at least `count` probes, and looks at the world again.
///
/// # Errors
/// When the world cannot be built, or the server does not answer; a leak is no error but a line of the report.
pub async fn probe(count: u64, seed: u64) -> anyhow::Result<Report> {
    let world = World::build().await?;
    let truth = world.truth()?;
    let before = world.records()?;
    let mut dice = Dice::new(seed);
    let mut report = Report::default();
    reads::feeds(&world, &truth, &mut report).await?;
    reads::files(&world, &truth, &mut report).await?;
    reads::pages(&world, &truth, &mut report).await?;
    sharing::feeds(&world, &truth, &mut report).await?;
    sharing::of_others(&world, &truth, &mut report).await?;
    companions::beside_papers(&world, &truth, &mut report).await?;
    while report.n_probes < count {
        for caller in &world.callers {
            writes::operations(caller, &truth, &mut dice, &mut report).await?;
        }
        for _ in 0..BATCH * world.callers.len() / REQUESTS_SHARE {
            reads::any(&world, &truth, &mut dice, &mut report).await?;
        }
        let after = world.records()?;
        let changed = before.symmetric_difference(&after);
        report.leaks.extend(changed.map(|record| format!("changed, was or is: {record}")));
        if !report.leaks.is_empty() {
            return Ok(report);
        }
    }
    reads::feeds(&world, &truth, &mut report).await?;
    sharing::feeds(&world, &truth, &mut report).await?;
    Ok(report)
}
