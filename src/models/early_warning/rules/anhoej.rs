//! Anhøj's analysis of runs: does a whole phase vary at random about its centre line?

use crate::models::early_warning::chart::ChartPoint;
use crate::models::early_warning::series::{Side, Standing};
use crate::numerics::binomial::lower_tail;

/// Runs of one phase. Points that do not count and points on the centre line are left out.
///
/// The longest run is a signal above round(log₂ n) + 3, the crossings below the 5 % quantile of Binomial(n − 1, 1/2).
/// Source: Anhøj and Olesen, PLoS ONE 9 (2014) e113825.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunsAnalysis {
    /// Points off the centre line, n.
    pub useful: usize,
    /// Length of the longest run on one side.
    pub longest_run: usize,
    /// The longest that is not a signal.
    pub longest_run_max: usize,
    /// How often neighbours lie on different sides.
    pub crossings: usize,
    /// The fewest that are not a signal.
    pub crossings_min: usize,
    pub(super) runs: Vec<Run>,
}

/// A run: its side and the indexes of its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) side: Side,
    pub(super) points: Vec<usize>,
}

impl RunsAnalysis {
    /// Whether the longest run is a signal.
    pub fn long_run(&self) -> bool {
        self.longest_run > self.longest_run_max
    }

    /// Whether the number of crossings is a signal.
    pub fn few_crossings(&self) -> bool {
        self.crossings < self.crossings_min
    }

    /// Whether either is.
    pub fn signal(&self) -> bool {
        self.long_run() || self.few_crossings()
    }
}

/// Analyses the points of one phase of a chart; `None` when none of them lies off the centre line.
pub fn runs_analysis(points: &[Option<ChartPoint>], phase: usize) -> Option<RunsAnalysis> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let Some(point) = point.as_ref().filter(|own| own.phase == phase && own.standing == Standing::Complete) else {
            continue;
        };
        let Some(side) = point.side() else { continue };
        match runs.last_mut().filter(|run| run.side == side) {
            Some(run) => run.points.push(at),
            None => runs.push(Run { side, points: vec![at] }),
        }
    }
    let useful: usize = runs.iter().map(|run| run.points.len()).sum();
    let longest_run = runs.iter().map(|run| run.points.len()).max()?;
    Some(RunsAnalysis {
        useful,
        longest_run,
        longest_run_max: longest_run_max(useful),
        crossings: runs.len() - 1,
        crossings_min: crossings_min(useful),
        runs,
    })
}

fn longest_run_max(useful: usize) -> usize {
    (useful as f64).log2().round() as usize + 3
}

/// The smallest k with P(N ≤ k) ≥ 0.05 for N ~ Binomial(`useful` − 1, 1/2).
fn crossings_min(useful: usize) -> usize {
    let trials = useful.saturating_sub(1) as u64;
    let reaches = |k: &u64| lower_tail(*k, trials, 0.5).is_some_and(|tail| tail >= 0.05);
    (0..=trials).find(reaches).unwrap_or(0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Anhøj and Olesen 2014, as implemented in R's qicharts2: n = 20 gives 7 and 6, n = 24 gives 8 and 8; 28 points 8
    /// and 9, 44 points 8 and 16.
    #[test]
    fn known_bounds() {
        let bounds = |useful| (longest_run_max(useful), crossings_min(useful));
        assert_eq!([20, 24, 28, 44].map(bounds), [(7, 6), (8, 8), (8, 9), (8, 16)]);
        assert_eq!([1, 2, 5].map(bounds), [(3, 0), (4, 0), (5, 0)]);
        assert_eq!(runs_analysis(&[None], 0), None);
    }
}
