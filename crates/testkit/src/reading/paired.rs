//! Ours and a peer in turn, and what the pairs say: the median of the ratios with an interval.

use super::Extent;
use crate::figures::median;

/// How often the pairs are drawn again for the interval.
const DRAWS: usize = 2_000;

/// How many pairs, by what one costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounds {
    /// Below a second.
    Cheap,
    /// Some seconds.
    Dear,
    /// Half a minute and more.
    Once,
}

impl Rounds {
    /// The number.
    pub const fn of(self, extent: Extent) -> usize {
        match (self, extent) {
            (Self::Cheap, Extent::Full) => 11,
            (Self::Dear, Extent::Full) | (Self::Cheap, Extent::Quick) => 3,
            (Self::Dear | Self::Once, Extent::Quick) | (Self::Once, Extent::Full) => 1,
        }
    }
}

/// What one act took, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Until it was done.
    pub wall: f64,
    /// Of processors.
    pub cpu: f64,
}

/// Ratios of pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// In the middle.
    pub median: f64,
    /// 95 % interval of the median, by drawing the pairs again with replacement (bootstrap).
    pub interval: (f64, f64),
}

/// The ratios of pairs: ours divided by theirs.
pub fn ratio(ours: &[f64], theirs: &[f64]) -> Ratio {
    let ratios: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect();
    let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
    let mut medians: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn = ratios.iter().map(|_| {
                // xorshift64 (Marsaglia 2003): the same every time, so that a file of figures can be computed again.
                chance ^= chance << 13;
                chance ^= chance >> 7;
                chance ^= chance << 17;
                let at = chance % ratios.len().max(1) as u64;
                ratios.get(at as usize).copied().unwrap_or(f64::NAN)
            });
            median(drawn.collect())
        })
        .collect();
    medians.sort_by(f64::total_cmp);
    let at = |share: f64| medians.get((share * DRAWS as f64) as usize).copied().unwrap_or(f64::NAN);
    Ratio { median: median(ratios), interval: (at(0.025), at(0.975)) }
}

/// The value that 95 of 100 do not exceed; of none, not a number.
pub fn most(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = (values.len() * 95).div_ceil(100).saturating_sub(1);
    values.get(at).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::{most, ratio};

    #[test]
    fn the_ratio_is_that_of_pairs_and_one_outlier_does_not_move_it() {
        let theirs = [10.0, 20.0, 30.0, 40.0, 50.0];
        let ours = [5.0, 10.0, 15.0, 20.0, 500.0];
        let found = ratio(&ours, &theirs);
        assert!((found.median - 0.5).abs() < 1e-12);
        assert!(found.interval.0 <= 0.5 && found.interval.1 >= 0.5);
    }

    #[test]
    fn most_is_the_nearest_rank() {
        assert!((most((1..=100).map(f64::from).collect()) - 95.0).abs() < 1e-12);
        assert!((most((1..=11).map(f64::from).collect()) - 11.0).abs() < 1e-12);
        assert!(most(Vec::new()).is_nan());
    }
}
