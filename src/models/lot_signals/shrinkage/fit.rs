//! Maximum likelihood for both priors, and which of them to use. The search itself is in `search`.

use super::error::ShrinkageError;
use super::likelihood::{ZeroCounts, failures_accounted_for, ln_factorials, one_gamma, two_gammas};
use super::prior::{Gamma, Mixture, Prior};
use super::search::Region;
use crate::models::lot_signals::cells::{Cell, Cells};
use crate::numerics::logistic::logistic;

/// Fewer exposed groups than this say nothing about how groups differ.
pub const LEAST_GROUPS: u64 = 3;

/// Above this number of distinct cells the starts are followed on squashed ones.
const FEW_CELLS: usize = 4_096;

/// Squashed cells hold exposures within one part in so many.
const FINENESS: f64 = 16.0;

/// A search ends when less than this is left to gain in log-likelihood: on few cells, and on all of many. A gain of g
/// moves a parameter by at most √(2g) standard errors.
const SMALL_GAIN: f64 = 1e-10;
const GAIN: f64 = 1e-6;

/// A shape of so many times the most failures of one group, or of all failures, is as good as infinite.
const WIDEST_PRIOR: f64 = 300.0;

/// Shapes below this and means beyond this factor from the mean of all have run away.
const LEAST_SHAPE: f64 = 1e-4;
const FARTHEST_MEAN: f64 = 1e6;

/// What the mixture must gain in log-likelihood over one gamma by Akaike's criterion: it has so many more parameters.
const ADDED_PARAMETERS: f64 = 3.0;

/// Shapes and means of the two components, the latter over the mean of all groups, and the share. The first is that of
/// DuMouchel: theta = (0.2, 0.1, 2, 4, 1/3).
const STARTS: [[f64; 5]; 5] = [
    [0.2, 2.0, 2.0, 0.5, 1.0 / 3.0],
    [2.0, 5.0, 5.0, 0.95, 0.02],
    [5.0, 3.0, 20.0, 0.9, 0.1],
    [1.0, 1.5, 10.0, 0.5, 0.5],
    [10.0, 1.2, 1.0, 0.1, 0.8],
];

/// A prior estimated from data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The prior by which rates are shrunk: that of the maximum, but for what is `widened`.
    pub prior: Prior,
    /// The prior at its maximum likelihood.
    pub fitted: Prior,
    /// Log-likelihood at the maximum.
    pub log_likelihood: f64,
    /// Largest derivative of the log-likelihood by the logarithm of a parameter, in absolute value: near 0.
    pub gradient: f64,
    /// Iterations on all the data, from the best of the starts.
    pub iterations: usize,
    /// Components, first and second, whose shape was lowered to the failures that they account for: the likelihood
    /// wants them narrower, but a prior cannot be worth more failures than it was learnt from. Their mean is kept.
    pub widened: [bool; 2],
    /// Why the prior is not a mixture, if it was meant to be one.
    pub instead_of_mixture: Option<ShrinkageError>,
}

/// Fits the mixture and, where data do not support it, one gamma. An error means that data support neither: rates
/// cannot be shrunk then, and are to be shown with their exact intervals only.
pub fn fit(cells: &Cells, zeros: ZeroCounts) -> Result<Fit, ShrinkageError> {
    fit_two_gammas(cells, zeros)
        .or_else(|reason| fit_one_gamma(cells, zeros).map(|fit| Fit { instead_of_mixture: Some(reason), ..fit }))
}

/// Fits one gamma distribution.
pub fn fit_one_gamma(cells: &Cells, zeros: ZeroCounts) -> Result<Fit, ShrinkageError> {
    let data = Data::of(cells, zeros)?;
    let (region, starts) = data.region_of_one();
    let rough =
        region.search(&|at: &[f64; 2]| one_gamma(data.few(), &gamma(at[0], at[1]), zeros), &starts, SMALL_GAIN)?;
    let maximum = match data.is_squashed() {
        false => rough,
        true => region.refine(&|at: &[f64; 2]| one_gamma(cells, &gamma(at[0], at[1]), zeros), &rough, GAIN)?,
    };
    // At the bound the groups are as good as equal.
    if maximum.held[0] {
        return Err(ShrinkageError::NoSpread);
    }
    let prior = Prior::OneGamma(gamma(maximum.at[0], maximum.at[1]));
    Ok(Fit {
        prior,
        fitted: prior,
        log_likelihood: maximum.value - ln_factorials(cells),
        gradient: maximum.gradient,
        iterations: maximum.iterations,
        widened: [false; 2],
        instead_of_mixture: None,
    })
}

/// Fits the mixture of two gamma distributions from several starts. A component may be a single rate as good as; other
/// degenerate ends are errors, and so is a mixture that explains no more than one gamma.
pub fn fit_two_gammas(cells: &Cells, zeros: ZeroCounts) -> Result<Fit, ShrinkageError> {
    let data = Data::of(cells, zeros)?;
    let (region, starts) = data.region_of_two();
    let rough = region.search(&|at: &[f64; 5]| two_gammas(data.few(), &mixture(at), zeros), &starts, SMALL_GAIN)?;
    let (region_of_one, starts) = data.region_of_one();
    let one = |at: &[f64; 2]| one_gamma(data.few(), &gamma(at[0], at[1]), zeros);
    if let Ok(one) = region_of_one.search(&one, &starts, SMALL_GAIN) {
        let gain = rough.value - one.value;
        if gain <= ADDED_PARAMETERS {
            return Err(ShrinkageError::NoBetterThanOneGamma { gain });
        }
    }
    let maximum = match data.is_squashed() {
        false => rough,
        true => region.refine(&|at: &[f64; 5]| two_gammas(cells, &mixture(at), zeros), &rough, GAIN)?,
    };
    let mut mixture = mixture(&maximum.at);
    if mixture.first.mean() < mixture.second.mean() {
        mixture = Mixture { first: mixture.second, second: mixture.first, share: 1.0 - mixture.share };
    }
    let [first, second] = failures_accounted_for(cells, &mixture);
    let (first, is_first_wider) = widen(mixture.first, first);
    let (second, is_second_wider) = widen(mixture.second, second);
    Ok(Fit {
        prior: Prior::TwoGammas(Mixture { first, second, ..mixture }),
        fitted: Prior::TwoGammas(mixture),
        log_likelihood: maximum.value - ln_factorials(cells),
        gradient: maximum.gradient,
        iterations: maximum.iterations,
        widened: [is_first_wider, is_second_wider],
        instead_of_mixture: None,
    })
}

/// A shape of at most `failures`, or 1, at the same mean.
fn widen(gamma: Gamma, failures: f64) -> (Gamma, bool) {
    let most = failures.max(1.0);
    let is_wider = gamma.shape > most;
    let shape = gamma.shape.min(most);
    (Gamma { shape, rate: shape / gamma.mean() }, is_wider)
}

fn gamma(ln_shape: f64, ln_mean: f64) -> Gamma {
    Gamma { shape: ln_shape.exp(), rate: (ln_shape - ln_mean).exp() }
}

fn mixture(at: &[f64; 5]) -> Mixture {
    Mixture { first: gamma(at[0], at[1]), second: gamma(at[2], at[3]), share: logistic(at[4]) }
}

/// Cells that support a fit, with what starts and regions follow from.
struct Data<'a> {
    cells: &'a Cells,
    squashed: Option<Cells>,
    ln_mean: f64,
    groups: f64,
    ln_most_shape: f64,
}

impl Data<'_> {
    fn of(cells: &Cells, zeros: ZeroCounts) -> Result<Data<'_>, ShrinkageError> {
        let (groups, failures, exposure) = cells.totals();
        if groups < LEAST_GROUPS as f64 {
            return Err(ShrinkageError::TooFewGroups { groups: groups as u64 });
        }
        let most = cells.failures.last().copied().unwrap_or(0) as f64;
        if failures == 0.0 {
            return Err(ShrinkageError::NoFailures);
        }
        if zeros == ZeroCounts::Dropped && cells.failures.first() == Some(&0) {
            return Err(ShrinkageError::ZeroCounts);
        }
        Ok(Data {
            cells,
            squashed: (cells.len() > FEW_CELLS).then(|| cells.squashed(FINENESS)),
            ln_mean: (failures / exposure).ln(),
            groups,
            ln_most_shape: (WIDEST_PRIOR * most).clamp(100.0, failures.max(100.0)).ln(),
        })
    }

    /// Few cells that stand for all.
    fn few(&self) -> &Cells {
        self.squashed.as_ref().unwrap_or(self.cells)
    }

    fn is_squashed(&self) -> bool {
        self.squashed.is_some()
    }

    fn region_of_one(&self) -> (Region<2>, [[f64; 2]; 2]) {
        let [least_mean, most_mean] = [-1.0, 1.0].map(|sign| self.ln_mean + sign * FARTHEST_MEAN.ln());
        let region = Region {
            symbols: ["a", "m"],
            lower: [LEAST_SHAPE.ln(), least_mean],
            upper: [self.ln_most_shape, most_mean],
            bounded: [true, false],
        };
        (region, [[0.0, self.ln_mean], [3.0, self.ln_mean]])
    }

    fn region_of_two(&self) -> (Region<5>, Vec<[f64; 5]>) {
        let [least_mean, most_mean] = [-1.0, 1.0].map(|sign| self.ln_mean + sign * FARTHEST_MEAN.ln());
        // A share far below one group, or above all but one, is no share.
        let farthest_share = self.groups.ln() + 7.0;
        let region = Region {
            symbols: ["a1", "m1", "a2", "m2", "P"],
            lower: [LEAST_SHAPE.ln(), least_mean, LEAST_SHAPE.ln(), least_mean, -farthest_share],
            upper: [self.ln_most_shape, most_mean, self.ln_most_shape, most_mean, farthest_share],
            bounded: [true, false, true, false, false],
        };
        let place = |start: &[f64; 5]| {
            let [first, first_mean, second, second_mean, share] = *start;
            let logit = share.ln() - (-share).ln_1p();
            let mean = |multiple: f64| self.ln_mean + multiple.ln();
            [first.ln(), mean(first_mean), second.ln(), mean(second_mean), logit]
        };
        let mut starts: Vec<[f64; 5]> = STARTS.iter().map(place).collect();
        if let Some(multiple) = self.most_surprising() {
            starts.push(place(&[10.0, multiple, 30.0, 1.0, 2.0 / (self.groups + 2.0)]));
        }
        (region, starts)
    }

    /// The rate of the group that departs most upwards, in multiples of that of all, so that a single bad lot among
    /// millions is not missed.
    fn most_surprising(&self) -> Option<f64> {
        let of_cell = |cell: &Cell| {
            let group = self.cells.group(cell);
            let multiple = group.failures as f64 / (group.exposure * self.ln_mean.exp());
            // The deviance, in units of the count: n (ln m + 1/m − 1).
            (group.failures as f64 * (multiple.ln() + 1.0 / multiple - 1.0), multiple)
        };
        let higher = self.cells.cells.iter().map(of_cell).filter(|(_, multiple)| *multiple > 1.0);
        let (_, multiple) = higher.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (multiple < FARTHEST_MEAN).then_some(multiple)
    }
}
