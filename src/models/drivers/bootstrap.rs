//! How far shares, coefficients and ranks would move in another sample of respondents. It takes the drivers as given.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use super::all_subsets::{explained, shares};
use super::correlation::Table;
use super::relative_weights::weights;
use crate::numerics::interval::Interval;
use crate::numerics::quantile::quantile_type7;

/// There are intervals when at least this share of the resamples can be used.
pub const LEAST_USABLE: f64 = 0.9;

/// How firmly the figures of a driver stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stability {
    /// Percentile interval of the share. It never reaches below 0, even for a driver without any association.
    pub share: Interval,
    /// Percentile interval of the standardised coefficient.
    pub coefficient: Interval,
    /// Percentile interval of the rank, in whole ranks.
    pub best_rank: usize,
    /// The other end of that interval.
    pub worst_rank: usize,
    /// Part of the resamples in which the driver has the rank it has among all respondents.
    pub same_rank: f64,
    /// Part of the resamples in which the driver ranks first.
    pub first: f64,
    /// Part of the resamples in which the share of the driver is above the mean share.
    pub above_mean: f64,
}

/// What a resample gives.
struct Resample {
    shares: Vec<f64>,
    coefficients: Vec<f64>,
    ranks: Vec<usize>,
}

/// Draws as many respondents as there are, with replacement, `resamples` times. Resample i takes stream i of the
/// generator, so that the threads do not matter.
///
/// Gives how many resamples could be used, and the stability of each driver; `None` for the latter when they were fewer
/// than [`LEAST_USABLE`] of `resamples`, because too often a variable became constant or followed from others.
/// Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
pub(super) fn bootstrap(
    table: &Table,
    ranks: &[usize],
    resamples: u32,
    confidence: f64,
    seed: u64,
) -> (usize, Option<Vec<Stability>>) {
    let found: Vec<Resample> =
        (0..resamples).into_par_iter().filter_map(|number| resample(table, seed, number)).collect();
    if found.is_empty() || (found.len() as f64) < LEAST_USABLE * f64::from(resamples) {
        return (found.len(), None);
    }
    let stability = ranks.iter().enumerate().map(|(driver, rank)| stability(&found, driver, *rank, confidence));
    (found.len(), stability.collect())
}

fn resample(table: &Table, seed: u64, number: u32) -> Option<Resample> {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(u64::from(number));
    let respondents = table.respondents() as u64;
    // At most the number of respondents, which is a usize.
    let drawn = (0..respondents).map(|_| random.random_range(0..respondents) as usize);
    let correlation = table.correlation(drawn)?;
    let shares = shares(&explained(&correlation)?);
    let coefficients = weights(&correlation)?.iter().map(|own| own.coefficient).collect();
    let ranks = ranks(&shares);
    Some(Resample { shares, coefficients, ranks })
}

/// Ranks from 1 for the largest share; of equal shares the earlier driver comes first.
pub(super) fn ranks(shares: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| shares[*b].total_cmp(&shares[*a]));
    let mut ranks = vec![0; shares.len()];
    for (place, driver) in order.into_iter().enumerate() {
        ranks[driver] = place + 1;
    }
    ranks
}

fn stability(found: &[Resample], driver: usize, rank: usize, confidence: f64) -> Option<Stability> {
    let percentiles = |of: &dyn Fn(&Resample) -> f64| {
        let mut values: Vec<f64> = found.iter().map(of).collect();
        values.sort_by(f64::total_cmp);
        let lower = quantile_type7(&values, (1.0 - confidence) / 2.0)?;
        Some(Interval { lower, upper: quantile_type7(&values, (1.0 + confidence) / 2.0)? })
    };
    let part = |holds: &dyn Fn(&Resample) -> bool| {
        found.iter().filter(|resample| holds(resample)).count() as f64 / found.len() as f64
    };
    let ranks = percentiles(&|resample| resample.ranks[driver] as f64)?;
    let above = |resample: &Resample| {
        resample.shares[driver] * resample.shares.len() as f64 > resample.shares.iter().sum::<f64>()
    };
    Some(Stability {
        share: percentiles(&|resample| resample.shares[driver])?,
        coefficient: percentiles(&|resample| resample.coefficients[driver])?,
        best_rank: ranks.lower.floor() as usize,
        worst_rank: ranks.upper.ceil() as usize,
        same_rank: part(&|resample| resample.ranks[driver] == rank),
        first: part(&|resample| resample.ranks[driver] == 1),
        above_mean: part(&above),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::correlation::standardised;
    use super::*;

    #[test]
    fn ranks_of_shares() {
        assert_eq!(ranks(&[0.1, 0.5, 0.1, 0.3]), [3, 1, 4, 2]);
        assert_eq!(ranks(&[]), [0; 0]);
    }

    /// 101 resamples with shares 0, 0.01, ... 1 against a driver with 0.5: percentiles, ranks and parts by hand.
    #[test]
    fn percentiles_by_hand() {
        let found: Vec<Resample> = (0..101)
            .map(|number| {
                let shares = vec![f64::from(number) / 100.0, 0.5];
                Resample { coefficients: vec![-f64::from(number), 1.0], ranks: ranks(&shares), shares }
            })
            .collect();
        let own = stability(&found, 0, 1, 0.9).unwrap();
        assert!((own.share.lower - 0.05).abs() < 1e-12 && (own.share.upper - 0.95).abs() < 1e-12);
        assert_eq!(own.coefficient, Interval { lower: -95.0, upper: -5.0 });
        assert_eq!((own.best_rank, own.worst_rank), (1, 2));
        // A tie goes to the earlier driver, and lies at the mean, not above it.
        assert_eq!((own.same_rank, own.first, own.above_mean), (51.0 / 101.0, 51.0 / 101.0, 50.0 / 101.0));
    }

    /// Only one respondent answers otherwise than all others, so that every third resample or so is without it.
    #[test]
    fn no_intervals_where_resamples_fail() {
        let outcome: Vec<f64> = (0..20).map(f64::from).collect();
        let mut rare = vec![0.0; 20];
        rare[7] = 1.0;
        let columns: Vec<Vec<f64>> = [rare, outcome].iter().filter_map(|column| standardised(column)).collect();
        let (usable, stability) = bootstrap(&Table::of(&columns), &[1], 400, 0.95, 1);
        assert!((220..290).contains(&usable), "{usable}");
        assert_eq!(stability, None);
    }
}
