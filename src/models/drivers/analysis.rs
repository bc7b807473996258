//! The driver analysis from answers to shares. It reads no names and draws no map.

use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::all_subsets::{MOST_DRIVERS, explained, shares};
use super::answers::{AnswerCounts, Answers};
use super::bootstrap::{Stability, bootstrap, ranks};
use super::correlation::{Table, standardised};
use super::error::DriversError;
use super::relative_weights::weights;
use super::screening::{LeftOut, screen};
use super::verdict::{Verdict, answers_needed};

/// From this variance inflation factor on a driver is so correlated with the others that its own coefficient says
/// little. Its share and relative weight remain of use.
pub const HIGH_VARIANCE_INFLATION: f64 = 10.0;

/// How the intervals are made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Confidence of all intervals and of the verdict.
    pub confidence: f64,
    /// Bootstrap resamples; 0 for no intervals. 1,000 settle a 95 % interval to about the second digit.
    pub resamples: u32,
    /// Seed of the resamples.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Options {
        Options { confidence: 0.95, resamples: 1_000, seed: 1 }
    }
}

/// Which way a driver and the outcome go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Higher answers go with a higher outcome, alone and beside the other drivers.
    Same,
    /// Higher answers go with a lower outcome, alone and beside the other drivers.
    Opposite,
    /// Correlation and coefficient have different signs: the drivers are entangled, and no direction may be stated.
    Unclear,
}

/// What is found of one driver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KeyDriver {
    /// The driver, counted from 0 in the order given.
    pub driver: usize,
    /// Mean answer of the complete respondents: the performance.
    pub mean: f64,
    /// Part of R²: the mean gain in R² over all orders of the drivers (LMG, Shapley). All shares add up to R².
    pub share: f64,
    /// Johnson's relative weight, another division of R². A check: where it differs much from the share, trust neither.
    pub relative_weight: f64,
    /// Rank by share, from 1.
    pub rank: usize,
    /// Correlation with the outcome.
    pub correlation: f64,
    /// Standardised coefficient of the regression on all drivers.
    pub coefficient: f64,
    /// Which way it goes.
    pub direction: Direction,
    /// Variance inflation factor: 1 for a driver uncorrelated with the others.
    pub variance_inflation: f64,
    /// How firmly the figures stand; `None` without resamples, or when too few of them could be used.
    pub stability: Option<Stability>,
}

impl KeyDriver {
    /// Whether the driver is correlated with the others beyond [`HIGH_VARIANCE_INFLATION`].
    pub fn is_entangled(&self) -> bool {
        self.variance_inflation >= HIGH_VARIANCE_INFLATION
    }
}

/// The outcome of the analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyDrivers {
    /// Who answered what.
    pub answers: AnswerCounts,
    /// Drivers that take no part.
    pub left_out: Vec<LeftOut>,
    /// Part of the variance of the outcome that all drivers explain together.
    pub r_squared: f64,
    /// R² less what so many drivers would explain by chance; may be below 0.
    pub adjusted_r_squared: f64,
    /// Probability of an R² at least so large if no driver went with the outcome: the F test.
    pub p_value: f64,
    /// The drivers that take part, in the order given.
    pub drivers: Vec<KeyDriver>,
    /// Resamples that could be used.
    pub usable_resamples: usize,
    /// What may be said.
    pub verdict: Verdict,
}

/// Divides the R² of the linear regression of an outcome among its drivers.
///
/// `outcome` and each of `drivers` hold one answer a respondent, `None` where it is missing. A respondent without the
/// outcome, or without any driver that takes part, is left out and counted: nothing is imputed, so that the figures
/// describe those who answered everything. Drivers that are unanswered, constant or follow exactly from earlier ones
/// are left out first, see [`LeftOut`]. All answers weigh the same.
///
/// The shares are exact, over all subsets of the drivers; more than [`MOST_DRIVERS`] are refused. With 15 drivers a
/// resample costs 32,768 regressions: some milliseconds.
///
/// # Errors
/// See [`DriversError`].
pub fn key_drivers(
    outcome: &[Option<f64>],
    drivers: &[&[Option<f64>]],
    options: &Options,
) -> Result<KeyDrivers, DriversError> {
    check(outcome, drivers, options)?;
    let answers = Answers { outcome, drivers };
    let screened = screen(answers);
    let (used, complete) = (screened.used.as_slice(), screened.complete.as_slice());
    let counts = answers.counts(complete.len());
    if used.is_empty() {
        return Err(DriversError::NoDrivers { left_out: screened.left_out });
    }
    if complete.len() < used.len() + 2 {
        let most_missing = used.iter().copied().max_by_key(|driver| (counts.missing[*driver], usize::MAX - driver));
        return Err(DriversError::TooFewAnswers {
            complete: complete.len(),
            needed: answers_needed(used.len()),
            most_missing: most_missing.filter(|driver| counts.missing[*driver] > 0),
        });
    }
    if used.len() > MOST_DRIVERS {
        return Err(DriversError::TooManyDrivers { drivers: used.len() });
    }
    let own_outcome = standardised(&answers.outcomes(complete)).ok_or(DriversError::ConstantOutcome)?;
    let mut columns: Vec<Vec<f64>> =
        used.iter().filter_map(|driver| standardised(&answers.of(*driver, complete))).collect();
    columns.push(own_outcome);
    let table = Table::of(&columns);
    let correlation = table.correlation(0..complete.len()).ok_or(DriversError::Inseparable)?;
    let explained = explained(&correlation).ok_or(DriversError::Inseparable)?;
    let weights = weights(&correlation).ok_or(DriversError::Inseparable)?;

    let shares = shares(&explained);
    let ranks = ranks(&shares);
    let (usable_resamples, stability) = bootstrap(&table, &ranks, options.resamples, options.confidence, options.seed);
    let found: Vec<KeyDriver> = used
        .iter()
        .enumerate()
        .map(|(at, driver)| {
            let (own, correlation) = (&weights[at], correlation[at][used.len()]);
            KeyDriver {
                driver: *driver,
                mean: answers.mean(*driver, complete),
                share: shares[at],
                relative_weight: own.relative_weight,
                rank: ranks[at],
                correlation,
                coefficient: own.coefficient,
                direction: direction(correlation, own.coefficient),
                variance_inflation: own.variance_inflation,
                stability: stability.as_ref().map(|all| all[at]),
            }
        })
        .collect();

    let r_squared = explained.last().copied().unwrap_or(0.0);
    let freedom = (complete.len() - used.len() - 1) as f64;
    let p_value = f_test(r_squared, used.len() as f64, freedom);
    Ok(KeyDrivers {
        adjusted_r_squared: 1.0 - (1.0 - r_squared) * (complete.len() - 1) as f64 / freedom,
        verdict: verdict(complete.len(), p_value, &found, options.confidence),
        answers: counts,
        left_out: screened.left_out,
        r_squared,
        p_value,
        drivers: found,
        usable_resamples,
    })
}

fn check(outcome: &[Option<f64>], drivers: &[&[Option<f64>]], options: &Options) -> Result<(), DriversError> {
    if !(options.confidence > 0.0 && options.confidence < 1.0) {
        return Err(DriversError::Confidence);
    }
    if let Some(driver) = drivers.iter().position(|answers| answers.len() != outcome.len()) {
        return Err(DriversError::Lengths { driver });
    }
    let infinite =
        |answers: &[Option<f64>]| answers.iter().position(|answer| answer.is_some_and(|value| !value.is_finite()));
    let named = drivers.iter().enumerate().map(|(driver, answers)| (Some(driver), *answers));
    for (driver, answers) in std::iter::once((None, outcome)).chain(named) {
        if let Some(respondent) = infinite(answers) {
            return Err(DriversError::NotANumber { driver, respondent });
        }
    }
    Ok(())
}

fn direction(correlation: f64, coefficient: f64) -> Direction {
    if correlation > 0.0 && coefficient > 0.0 {
        Direction::Same
    } else if correlation < 0.0 && coefficient < 0.0 {
        Direction::Opposite
    } else {
        Direction::Unclear
    }
}

/// P(F ≥ (R²/k) / ((1 − R²)/ν)) for k drivers and ν = `freedom`.
fn f_test(r_squared: f64, drivers: f64, freedom: f64) -> f64 {
    let f = r_squared / drivers / ((1.0 - r_squared) / freedom);
    if f.is_infinite() {
        return 0.0;
    }
    FisherSnedecor::new(drivers, freedom).map_or(1.0, |distribution| distribution.sf(f).clamp(0.0, 1.0))
}

fn verdict(answers: usize, p_value: f64, drivers: &[KeyDriver], confidence: f64) -> Verdict {
    let needed = answers_needed(drivers.len());
    if answers < needed {
        return Verdict::TooFewAnswers { answers, needed };
    }
    if p_value > 1.0 - confidence {
        return Verdict::NothingExplained;
    }
    let leads = |own: &&KeyDriver| own.stability.is_some_and(|stability| stability.first >= confidence);
    // A single driver leads nobody.
    let leader = drivers.iter().find(leads).filter(|_| drivers.len() > 1).map(|own| own.driver);
    Verdict::Explained { leader }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The F test of one driver is the t test of its correlation: r = 0.5 in 27 answers gives F = 25 × 0.25 / 0.75.
    #[test]
    fn the_f_test() {
        let p = f_test(0.25, 1.0, 25.0);
        assert!((p - crate::numerics::student_t::two_sided_tail((25.0_f64 / 3.0).sqrt(), 25.0).unwrap()).abs() < 1e-9);
        assert_eq!(f_test(1.0, 3.0, 5.0), 0.0);
        assert_eq!(f_test(0.0, 3.0, 5.0), 1.0);
    }

    #[test]
    fn directions() {
        assert_eq!(direction(0.1, 0.2), Direction::Same);
        assert_eq!(direction(-0.1, -0.2), Direction::Opposite);
        assert_eq!(direction(0.1, -0.2), Direction::Unclear);
        assert_eq!(direction(0.0, 0.0), Direction::Unclear);
    }
}
