//! What can be chosen about a chart. It reckons nothing.

use std::ops::RangeInclusive;

use super::kind::ChartKind;

/// Fewest baseline points unless told otherwise. Their 8 moving ranges leave the spread off by a third either way; 20
/// to 25 points are the usual advice.
pub const FEWEST_POINTS: usize = 9;

/// The points that centre and spread are learnt from. Only complete periods among them are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Baseline {
    /// All points of the phase.
    Whole,
    /// So many points from the beginning of the phase on, kept as they are when more points come.
    First(usize),
    /// The points of the series with these indexes.
    Range(RangeInclusive<usize>),
}

/// A part of the series with a centre and limits of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its first point; it ends before the next phase begins.
    pub first: usize,
    /// What its limits rest on.
    pub baseline: Baseline,
}

/// How the spread beyond chance is measured on the charts that do so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spread {
    /// Mean moving range by 1.128, in order of time. The lag is 1, unless neighbouring values share days: then it is
    /// the distance at which they no longer do. It is used by the p′, u′, I, I′ and T charts.
    MovingRange {
        /// How many points apart the values of a moving range lie.
        lag: usize,
    },
    /// The standard deviation of the standardised values, where the points are in no order (a funnel). Only on p′ and
    /// u′; the other charts need an order and take moving ranges of lag 1.
    StandardDeviation,
}

/// The choices about a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartSettings {
    /// The kind.
    pub kind: ChartKind,
    /// The phases; the first begins at point 0.
    pub phases: Vec<Phase>,
    /// How the spread is measured.
    pub spread: Spread,
    /// Whether moving ranges above 3.267 × their mean are dropped and the mean taken again, once (Nelson, J. Qual.
    /// Technol. 14 (1982) 172–173).
    pub screening: bool,
    /// Whether the limits of p′ and u′ are never narrower than chance alone allows: σ_z is raised to 1. Laney's own
    /// charts let it fall below 1.
    pub at_least_poisson: bool,
    /// Fewest complete points in a baseline. At least the lag and one more are always needed.
    pub fewest_points: usize,
}

impl ChartSettings {
    /// One phase, whose baseline is all of it; moving ranges of lag 1, no screening, limits not narrower than chance.
    pub fn new(kind: ChartKind) -> ChartSettings {
        ChartSettings {
            kind,
            phases: vec![Phase { first: 0, baseline: Baseline::Whole }],
            spread: Spread::MovingRange { lag: 1 },
            screening: false,
            at_least_poisson: true,
            fewest_points: FEWEST_POINTS,
        }
    }

    /// The same with one phase and this baseline.
    pub fn with_baseline(self, baseline: Baseline) -> ChartSettings {
        ChartSettings { phases: vec![Phase { first: 0, baseline }], ..self }
    }
}
