//! What was found, candidate by candidate. Of millions of candidates few have an interval or stand out, so that these are
//! kept aside.

use crate::models::lot_signals::components::Finding;
use crate::models::lot_signals::shrinkage::{Fit, Score, ShrinkageError};
use crate::models::lot_signals::weibull::{WeibullError, WeibullFit};
use crate::numerics::interval::Interval;
use crate::settings::lot_signals::Within;

use super::candidates::{Candidates, Kind};

/// Stands for no place.
pub(super) const NOWHERE: u32 = u32::MAX;

/// One candidate.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Its number, see [`Candidates`].
    pub(super) candidate: u32,
    /// Places in [`Findings::scores`], [`Findings::intervals`] and [`Findings::ranking`], or [`NOWHERE`].
    pub(super) score: u32,
    pub(super) interval: u32,
    pub(super) finding: u32,
    pub(super) signal: bool,
    /// Units in 1/10000.
    pub(super) units: i64,
    /// All failures, also where nothing can be compared.
    pub(super) failures: u64,
    /// Failures where others can be compared.
    pub(super) compared: u64,
    /// Failures at the rates of all others at equal age; 0 where no other is as old or has failed.
    pub(super) others: f64,
    /// Failures at the rates of all, itself among them.
    pub(super) pooled: f64,
    /// Not a number where there is no test.
    pub(super) p: f64,
    pub(super) q: f64,
}

impl Row {
    /// Failures at the rates of all others at equal age; nothing where no other is as old.
    pub(super) fn expected(&self) -> Option<f64> {
        (self.others > 0.0).then_some(self.others)
    }

    pub(super) fn ratio(&self) -> Option<f64> {
        self.expected().map(|expected| self.compared as f64 / expected)
    }

    pub(super) fn p_value(&self) -> Option<f64> {
        (!self.p.is_nan()).then_some(self.p)
    }

    pub(super) fn q_value(&self) -> Option<f64> {
        (!self.q.is_nan()).then_some(self.q)
    }

    /// Whether it is suspicious.
    pub(super) fn is_suspicious(&self) -> bool {
        self.finding != NOWHERE
    }
}

/// Rates of one kind of candidates, shrunk or not.
pub(super) struct Shrunk {
    pub(super) kind: Kind,
    pub(super) fit: Result<Fit, ShrinkageError>,
}

/// Everything that was found.
pub(super) struct Findings {
    pub(super) candidates: Candidates,
    /// With what candidates are compared.
    pub(super) within: Within,
    /// All candidates by their numbers, also those that are not shown.
    pub(super) all: Vec<Row>,
    /// The candidates that are shown, the most suspicious first.
    pub(super) order: Vec<u32>,
    pub(super) scores: Vec<Score>,
    pub(super) intervals: Vec<Option<Interval>>,
    /// What explains what, among those that are suspicious.
    pub(super) ranking: Vec<Finding>,
    pub(super) tested: usize,
    pub(super) shrunk: Vec<Shrunk>,
    /// How long units last: of all, and of each signal.
    pub(super) lifetimes: Vec<(Option<u32>, Result<WeibullFit, WeibullError>)>,
    /// Units in 1/10000 and failures of everything.
    pub(super) units: i128,
    /// Units that stand behind signals, in 1/10000; one behind several of them counts once.
    pub(super) signal_units: i128,
    pub(super) failures: u64,
    pub(super) as_of: i32,
}

impl Findings {
    /// The candidates that are shown, the most suspicious first.
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &Row> + Clone {
        self.some(0..self.order.len())
    }

    /// Those at some places of the order.
    pub(super) fn some(&self, places: std::ops::Range<usize>) -> impl ExactSizeIterator<Item = &Row> + Clone {
        self.order[places].iter().map(|candidate| &self.all[*candidate as usize])
    }

    /// The signals, the strongest first.
    pub(super) fn signals(&self) -> impl Iterator<Item = &Row> {
        // They come before all others.
        self.rows().take_while(|row| row.signal)
    }

    pub(super) fn kind(&self, row: &Row) -> Kind {
        self.candidates.kind(row.candidate)
    }

    pub(super) fn name(&self, candidate: u32) -> &str {
        self.candidates.name(candidate)
    }

    pub(super) fn finding(&self, row: &Row) -> Option<&Finding> {
        self.ranking.get(row.finding as usize)
    }

    pub(super) fn score(&self, row: &Row) -> Option<&Score> {
        self.scores.get(row.score as usize)
    }

    pub(super) fn interval(&self, row: &Row) -> Option<Interval> {
        self.intervals.get(row.interval as usize).copied().flatten()
    }
}
