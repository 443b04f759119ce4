//! Figures as rows: what was measured, of whom, and how far the goal is.
#![allow(clippy::print_stdout, reason = "for a benchmark, which answers on the console")]

use super::paired::{Sample, most, ratio};
use super::table::table;
use crate::figures::median;
use anyhow::Context;
use std::path::Path;

/// The most that a machine may be doing already, as its load of the last minute.
const QUIET: f64 = 0.5;

/// A goal: at most this ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    /// Its name in the design.
    pub id: &'static str,
    /// The ratio.
    pub at_most: f64,
}

/// A figure beside a peer's.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What was measured.
    pub name: String,
    /// Unit of both numbers.
    pub unit: &'static str,
    /// Ours, in the middle.
    pub ours: f64,
    /// The peer, or `limit`.
    pub peer: &'static str,
    /// The peer's, in the middle.
    pub theirs: f64,
    /// Ours divided by theirs; the median of the pairs where there are pairs.
    pub ratio: f64,
    /// 95 % interval of the ratio.
    pub interval: Option<(f64, f64)>,
    /// Pairs.
    pub n_pairs: usize,
    /// What the ratio should be.
    pub goal: Option<Goal>,
}

/// Of which figure of a contest a goal speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Time until it was done.
    Wall,
    /// The time that 95 of 100 do not exceed.
    Most,
    /// Time of processors.
    Cpu,
}

/// A goal of a contest.
pub type Aim = (&'static str, Of, Goal);

impl Row {
    /// One number beside another.
    pub fn plain(
        name: &str,
        unit: &'static str,
        ours: f64,
        peer: &'static str,
        theirs: f64,
    ) -> Self {
        Self {
            name: name.to_owned(),
            unit,
            ours,
            peer,
            theirs,
            ratio: ours / theirs,
            interval: None,
            n_pairs: 1,
            goal: None,
        }
    }

    /// The same with a goal.
    pub fn aiming(self, id: &'static str, at_most: f64) -> Self {
        Self { goal: Some(Goal { id, at_most }), ..self }
    }

    /// Whether the goal is reached, where there is one.
    pub fn is_reached(&self) -> Option<bool> {
        self.goal.map(|goal| self.ratio <= goal.at_most)
    }

    /// The goal and whether it is reached, in words.
    pub fn verdict(&self) -> Option<String> {
        let goal = self.goal?;
        let reached = if self.is_reached()? { "reached" } else { "**not reached**" };
        Some(format!("{} ≤ {:.2}: {reached}", goal.id, goal.at_most))
    }

    fn print(&self) {
        let interval = self.interval.map(|(low, high)| format!("{low:.2} to {high:.2}"));
        println!(
            "{:<74} {:>9.1} {:<9} {:<8} {:>9.1}  ratio {:>5.2}  {:<13} {}",
            self.name,
            self.ours,
            self.unit,
            self.peer,
            self.theirs,
            self.ratio,
            interval.unwrap_or_default(),
            self.verdict().unwrap_or_default()
        );
    }

    fn to_json(&self) -> serde_json::Value {
        let mut json = serde_json::json!({
            "name": self.name, "unit": self.unit, "ours": self.ours, "peer": self.peer,
            "theirs": self.theirs, "ratio": self.ratio, "pairs": self.n_pairs,
        });
        let mut put = |name: &str, value: serde_json::Value| {
            json.as_object_mut().and_then(|more| more.insert(name.to_owned(), value));
        };
        if let Some((low, high)) = self.interval {
            put("low", low.into());
            put("high", high.into());
        }
        if let (Some(goal), Some(reached)) = (self.goal, self.is_reached()) {
            put("goal", serde_json::json!({"id": goal.id, "at_most": goal.at_most}));
            put("reached", reached.into());
        }
        json
    }
}

/// Rows of a contest: for each peer the time, its upper end and the processors' time, printed as they come.
pub fn of_contest(name: &str, entries: &[(&'static str, Vec<Sample>)], aims: &[Aim]) -> Vec<Row> {
    let Some(((_, ours), peers)) = entries.split_first() else {
        return Vec::new();
    };
    let walls = |samples: &[Sample]| samples.iter().map(|one| one.wall).collect::<Vec<f64>>();
    let cpus =
        |samples: &[Sample]| samples.iter().map(|one| one.cpu).sum::<f64>() / samples.len() as f64;
    let goal = |peer: &str, of: Of| {
        aims.iter().find(|aim| aim.0 == peer && aim.1 == of).map(|(_, _, goal)| *goal)
    };
    let mut rows = Vec::new();
    for (peer, theirs) in peers {
        let (our_walls, their_walls) = (walls(ours), walls(theirs));
        let found = ratio(&our_walls, &their_walls);
        let (our_middle, their_middle) = (median(our_walls.clone()), median(their_walls.clone()));
        rows.push(Row {
            ratio: found.median,
            interval: (ours.len() > 1).then_some(found.interval),
            n_pairs: ours.len(),
            goal: goal(peer, Of::Wall),
            ..Row::plain(name, "ms", our_middle, peer, their_middle)
        });
        if let Some(goal) = goal(peer, Of::Most) {
            let (our_most, their_most) = (most(our_walls), most(their_walls));
            let name = format!("{name}, 95 of 100");
            let row = Row::plain(&name, "ms", our_most, peer, their_most);
            rows.push(Row { n_pairs: ours.len(), goal: Some(goal), ..row });
        }
        let row = Row::plain(name, "ms CPU", cpus(ours), peer, cpus(theirs));
        rows.push(Row { n_pairs: ours.len(), goal: goal(peer, Of::Cpu), ..row });
    }
    rows.iter().for_each(Row::print);
    rows
}

/// Prints a row that stands alone.
pub fn printed(row: Row) -> Row {
    row.print();
    row
}

/// How busy the machine is before anything was measured; says so where that is too much.
///
/// # Errors
/// When the system does not tell.
pub fn load() -> anyhow::Result<Row> {
    let text = std::fs::read_to_string("/proc/loadavg").context("reading the load")?;
    let first = text.split_whitespace().next().unwrap_or_default();
    let load: f64 = first.parse().context("reading the load")?;
    if load > QUIET {
        println!("== THE MACHINE IS BUSY (load {load}): these figures are not to be published");
    }
    Ok(printed(Row::plain("load before the run", "", load, "limit", QUIET).aiming("protocol", 1.0)))
}

/// Writes rows as a list of `{name, unit, ours, peer, theirs, ratio}` and, where there are such, `pairs`, `low`,
/// `high`, `goal` and `reached`; and beside it, ending in `md`, as a table. A ratio is ours divided by theirs: lower is
/// better.
///
/// # Errors
/// When the file cannot be written.
pub fn write(rows: &[Row], out: &Path) -> anyhow::Result<()> {
    let json: Vec<serde_json::Value> = rows.iter().map(Row::to_json).collect();
    if let Some(folder) = out.parent() {
        std::fs::create_dir_all(folder).context("the folder of figures")?;
    }
    std::fs::write(out, serde_json::to_string_pretty(&json)?).context("writing the figures")?;
    std::fs::write(out.with_extension("md"), table(rows)).context("writing the table")
}

#[cfg(test)]
mod tests {
    use super::super::paired::Sample;
    use super::{Goal, Of, of_contest};

    #[test]
    fn a_contest_gives_time_and_processors_and_the_goal_stands_where_it_belongs() {
        let samples = |wall: f64| vec![Sample { wall, cpu: 2.0 * wall }; 3];
        let aims = [("b", Of::Cpu, Goal { id: "P", at_most: 0.4 })];
        let entries = [("ours", samples(10.0)), ("a", samples(5.0)), ("b", samples(20.0))];
        let rows = of_contest("draw", &entries, &aims);
        let told: Vec<(&str, f64, Option<bool>)> =
            rows.iter().map(|row| (row.unit, row.ratio, row.is_reached())).collect();
        let expected = [
            ("ms", 2.0, None),
            ("ms CPU", 2.0, None),
            ("ms", 0.5, None),
            ("ms CPU", 0.5, Some(false)),
        ];
        assert_eq!(told, expected);
    }
}
