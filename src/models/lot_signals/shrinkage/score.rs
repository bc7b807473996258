//! Shrunken rates of single groups under a prior. It estimates no prior.

use rayon::prelude::*;
use statrs::function::gamma::digamma;

use super::density::Density;
use super::likelihood::ZeroCounts;
use super::prior::{Gamma, Prior};
use crate::models::lot_signals::cells::{CHUNK, Cell, Cells};
use crate::numerics::deviance::ln_poisson;
use crate::numerics::gamma_walk::GammaWalk;
use crate::numerics::incomplete_gamma::gamma_quantile;
use crate::numerics::logistic::logistic;

/// A component that holds no more than this of the posterior is left out of quantiles.
const NEGLIGIBLE: f64 = 1e-13;

/// The posterior of the rate of one group, in multiples of the rate at which its exposure was expected to fail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Probability Q that the group belongs to the first component; 1 for one gamma.
    pub belongs_to_first: f64,
    /// Geometric mean of the posterior, exp E ln λ.
    pub ebgm: f64,
    /// Its mean.
    pub mean: f64,
    /// Its 5 % quantile.
    pub eb05: f64,
    /// Its 95 % quantile.
    pub eb95: f64,
}

/// What all groups with one number of failures share, for one component: the posterior is Gamma(a + N, b + E), which is
/// that with rate 1, scaled.
#[derive(Clone, Copy)]
struct Posterior {
    shape: f64,
    rate: f64,
    digamma: f64,
    /// 5 % and 95 % quantiles at rate 1, and the densities there.
    quantiles: [f64; 2],
    densities: [f64; 2],
}

/// The distributions of both components around the 5 % and the 95 % quantile of the cell before.
#[derive(Default)]
struct Walks {
    of: [[Option<GammaWalk>; 2]; 2],
}

impl Walks {
    /// P(λ ≤ x) for the posterior of a component, and its density there.
    fn at(&mut self, which: usize, component: usize, posterior: &Posterior, x: f64) -> (f64, f64) {
        let walk = &mut self.of[which][component];
        let own = match walk {
            Some(own) if own.shape() == posterior.shape => own,
            _ => walk.insert(GammaWalk::new(posterior.shape)),
        };
        let (lower, density) = own.at(x * posterior.rate);
        (lower, density * posterior.rate)
    }
}

impl Prior {
    /// Scores of all cells, in their order; [`Cells::spread`] hands them to the groups. Zero counts that were dropped
    /// from the data change the fit only. Source: DuMouchel, Am. Stat. 53 (1999) 177-190, equations 5 to 10.
    pub fn score(&self, cells: &Cells) -> Vec<Score> {
        match self {
            Prior::OneGamma(gamma) => {
                let posteriors = posteriors(gamma, cells);
                let of_cell = |cell: &Cell| posteriors[cell.failures as usize].at(cell.exposure).score();
                cells.cells.par_iter().with_min_len(CHUNK).map(of_cell).collect()
            }
            Prior::TwoGammas(mixture) => {
                let kept = ZeroCounts::Kept;
                let densities = [mixture.first, mixture.second].map(|of| Density::new(of, &cells.failures, kept));
                let posteriors = [mixture.first, mixture.second].map(|of| posteriors(&of, cells));
                let ln_odds = mixture.share.ln() - (-mixture.share).ln_1p();
                // Neighbours are alike, so that what is found for one is near what is sought for the next; pieces of
                // fixed size keep the figures the same for any number of threads.
                let of_chunk = |chunk: &[Cell]| {
                    let mut walks = Walks::default();
                    let of_cell = |cell: &Cell| {
                        let (at, n) = (cell.failures as usize, cells.failures[cell.failures as usize] as f64);
                        let [one, two] = [0, 1].map(|i| densities[i].term(at, n, cell.exposure).ln);
                        let [first, second] = [0, 1].map(|i| posteriors[i][at].at(cell.exposure));
                        mixed(ln_odds + one - two, &first, &second, &mut walks)
                    };
                    chunk.iter().map(of_cell).collect::<Vec<Score>>()
                };
                cells.cells.par_chunks(CHUNK).flat_map_iter(of_chunk).collect()
            }
        }
    }
}

fn posteriors(prior: &Gamma, cells: &Cells) -> Vec<Posterior> {
    let of_count = |n: &u64| {
        let shape = prior.shape + *n as f64;
        let quantiles = [0.05, 0.95].map(|p| gamma_quantile(shape, p));
        let density = |x: f64| if x > 0.0 { ln_poisson(shape, x).exp() * shape / x } else { f64::NAN };
        Posterior { shape, rate: prior.rate, digamma: digamma(shape), quantiles, densities: quantiles.map(density) }
    };
    cells.failures.par_iter().map(of_count).collect()
}

impl Posterior {
    fn at(self, exposure: f64) -> Posterior {
        Posterior { rate: self.rate + exposure, ..self }
    }

    fn ln_mean(&self) -> f64 {
        self.digamma - self.rate.ln()
    }

    fn mean(&self) -> f64 {
        self.shape / self.rate
    }

    fn score(&self) -> Score {
        let [eb05, eb95] = self.quantiles.map(|quantile| quantile / self.rate);
        Score { belongs_to_first: 1.0, ebgm: self.ln_mean().exp(), mean: self.mean(), eb05, eb95 }
    }
}

fn mixed(ln_odds: f64, first: &Posterior, second: &Posterior, walks: &mut Walks) -> Score {
    let (q, rest) = (logistic(ln_odds), logistic(-ln_odds));
    // A component of weight 0 may have an infinite part: 0 times infinity is no number.
    let average = |one: f64, two: f64| {
        if rest == 0.0 {
            one
        } else if q == 0.0 {
            two
        } else {
            q * one + rest * two
        }
    };
    Score {
        belongs_to_first: q,
        ebgm: average(first.ln_mean(), second.ln_mean()).exp(),
        mean: average(first.mean(), second.mean()),
        eb05: quantile(0, 0.05, [q, rest], [first, second], walks),
        eb95: quantile(1, 0.95, [q, rest], [first, second], walks),
    }
}

/// The quantile of the mixture, which lies between those of its components. The `which`-th of the prepared quantiles is
/// that of `p`.
fn quantile(which: usize, p: f64, weights: [f64; 2], posteriors: [&Posterior; 2], walks: &mut Walks) -> f64 {
    let ends = posteriors.map(|of| of.quantiles[which] / of.rate);
    for (i, end) in ends.into_iter().enumerate() {
        if weights[1 - i] <= NEGLIGIBLE {
            return end;
        }
    }
    // From the quantile of the heavier component, where its tail is known, one of Newton's steps is mostly enough.
    let heavy = usize::from(weights[1] > weights[0]);
    let (start, other) = (ends[heavy], 1 - heavy);
    let (mut low, mut high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    let mut x = start;
    if start > 0.0 {
        let (lower, density) = walks.at(which, other, posteriors[other], start);
        let of_heavy = posteriors[heavy].densities[which] * posteriors[heavy].rate;
        let step = -weights[other] * (lower - p) / (weights[heavy] * of_heavy + weights[other] * density);
        x = (start + step).clamp(low, high);
        // In standard deviations of the narrower of the two, the error is of the order of the square of the step.
        let narrower = posteriors[0].shape.max(posteriors[1].shape).max(1.0).sqrt();
        if (step * narrower / start).powi(2) <= 1e-9 * narrower {
            return x;
        }
    } else if x == 0.0 {
        x = 0.5 * (low + high);
    }
    for _ in 0..200 {
        let (mut above, mut density) = (-p, 0.0);
        for component in [0, 1] {
            let (lower, slope) = walks.at(which, component, posteriors[component], x);
            above += weights[component] * lower;
            density += weights[component] * slope;
        }
        if above < 0.0 {
            low = x
        } else {
            high = x
        }
        let newton = x - above / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= 1e-13 * x || high - low <= 1e-15 * high {
            return next;
        }
        x = next;
    }
    x
}
