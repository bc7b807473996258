//! The calibration line: a logistic regression of churn on the log-odds of the predicted probability. It makes no
//! groups.

use rayon::prelude::*;

use super::super::difference::CONFIDENCE;
use super::super::error::BacktestError;
use super::super::holdout::{self, Outcome};
use crate::numerics::cholesky::{Matrix, dot, inverse, times};
use crate::numerics::interval::{Interval, normal_z};
use crate::numerics::logistic::softplus;

/// Probabilities are moved to `CLIP..=1 − CLIP` first, because 0 and 1 have no log-odds. At one in a million even a
/// customer who is certain by the model weighs no more than ±13.8 of log-odds.
pub const CLIP: f64 = 1e-6;

const ITERATIONS: usize = 100;

/// Customers whose parts are added up at a time, whatever the number of threads.
const CHUNK: usize = 4096;

/// An estimate with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error from the observed information.
    pub standard_error: f64,
    /// Normal interval with [`CONFIDENCE`].
    pub interval: Interval,
}

impl Estimate {
    fn new(value: f64, variance: f64) -> Estimate {
        let standard_error = variance.sqrt();
        let reach = normal_z(CONFIDENCE).unwrap_or(0.0) * standard_error;
        Estimate { value, standard_error, interval: Interval { lower: value - reach, upper: value + reach } }
    }
}

/// logit P(churn) = intercept + slope × logit(p). Calibrated probabilities have intercept 0 and slope 1; a slope below
/// 1 means predictions that are too extreme. Source: Cox, Biometrika 45 (1958) 562–565.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CalibrationLine {
    /// Intercept, at even odds.
    pub intercept: Estimate,
    /// Slope.
    pub slope: Estimate,
    /// Number of probabilities that were moved by [`CLIP`].
    pub clipped: usize,
}

/// The calibration line of churn probabilities, by maximum likelihood.
///
/// Refuses values outside 0..=1, a number of them that differs from that of the customers, customers that have all
/// churned or all stayed, predictions that are all equal, and predictions that part the two completely, be it with one
/// tie between them: there the slope has no finite estimate.
pub fn calibration_line(probabilities: &[f64], outcomes: &[Outcome]) -> Result<CalibrationLine, BacktestError> {
    holdout::probabilities(probabilities, outcomes.len())?;
    holdout::both_occur(outcomes)?;
    let log_odds: Vec<f64> = probabilities.par_iter().map(|p| clipped_log_odds(*p)).collect();
    overlap(&log_odds, outcomes)?;

    let customers = outcomes.len() as f64;
    let centre = log_odds.iter().sum::<f64>() / customers;
    let spread = (log_odds.iter().map(|x| (x - centre).powi(2)).sum::<f64>() / customers).sqrt();
    let standardised: Vec<f64> = log_odds.iter().map(|x| (x - centre) / spread).collect();
    let ([level, steepness], covariance) =
        fit(&standardised, outcomes, [centre, spread]).ok_or(BacktestError::NotConverged)?;

    // Back from standardised log-odds: slope = steepness / spread, intercept = level − slope × centre.
    let back = [[1.0, -centre / spread], [0.0, 1.0 / spread]];
    let variance = |row: &[f64; 2]| dot(row, &times(&covariance, row));
    let line = CalibrationLine {
        intercept: Estimate::new(level - steepness / spread * centre, variance(&back[0])),
        slope: Estimate::new(steepness / spread, variance(&back[1])),
        clipped: probabilities.iter().filter(|p| !(CLIP..=1.0 - CLIP).contains(*p)).count(),
    };
    let figures = [line.intercept.value, line.intercept.standard_error, line.slope.value, line.slope.standard_error];
    if figures.iter().all(|figure| figure.is_finite()) { Ok(line) } else { Err(BacktestError::NotConverged) }
}

fn clipped_log_odds(probability: f64) -> f64 {
    let p = probability.clamp(CLIP, 1.0 - CLIP);
    (p / (1.0 - p)).ln()
}

/// A slope has a finite estimate when neither outcome lies wholly on one side of the other (Albert and Anderson,
/// Biometrika 71 (1984) 1–10, for one variable).
fn overlap(log_odds: &[f64], outcomes: &[Outcome]) -> Result<(), BacktestError> {
    let range = |outcome: Outcome| {
        let own = log_odds.iter().zip(outcomes).filter(|(_, other)| **other == outcome).map(|(x, _)| *x);
        own.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), x| (low.min(x), high.max(x)))
    };
    let (churned, stayed) = (range(Outcome::Churned), range(Outcome::Stayed));
    if churned.0.min(stayed.0) == churned.1.max(stayed.1) {
        return Err(BacktestError::EqualPredictions);
    }
    if churned.0 < stayed.1 && stayed.0 < churned.1 { Ok(()) } else { Err(BacktestError::Separated) }
}

/// Level, steepness and their covariance by Newton's method with halved steps, from the likelier of two beginnings:
/// `calibrated` is the line that well-made predictions have, the other one knows the churn rate only.
fn fit(x: &[f64], outcomes: &[Outcome], calibrated: [f64; 2]) -> Option<([f64; 2], Matrix<2>)> {
    let churned = holdout::churners(outcomes) as f64;
    let mut at = [(churned / (outcomes.len() as f64 - churned)).ln(), 0.0];
    let mut here = Likelihood::at(&at, x, outcomes);
    let there = Likelihood::at(&calibrated, x, outcomes);
    if there.value > here.value {
        (at, here) = (calibrated, there);
    }
    for _ in 0..ITERATIONS {
        let covariance = inverse(&here.information)?;
        let step = times(&covariance, &here.gradient);
        // The squared length of the step in standard errors.
        let decrement = dot(&step, &here.gradient);
        let mut scale = 1.0;
        let (next, there) = loop {
            let next = [at[0] + scale * step[0], at[1] + scale * step[1]];
            let there = Likelihood::at(&next, x, outcomes);
            // The sum is rounded; a fall within its rounding is no fall.
            if there.value >= here.value - 1e-12 * here.value.abs() {
                break (next, there);
            }
            scale *= 0.5;
            if scale < 1e-9 {
                return None;
            }
        };
        (at, here) = (next, there);
        if decrement < 1e-16 {
            return Some((at, inverse(&here.information)?));
        }
    }
    None
}

#[derive(Default)]
struct Likelihood {
    value: f64,
    gradient: [f64; 2],
    information: Matrix<2>,
}

impl Likelihood {
    fn at(at: &[f64; 2], x: &[f64], outcomes: &[Outcome]) -> Likelihood {
        let chunks = x.par_chunks(CHUNK).zip(outcomes.par_chunks(CHUNK));
        let parts: Vec<Likelihood> = chunks.map(|(x, outcomes)| Likelihood::of(at, x, outcomes)).collect();
        let mut sums = Likelihood::default();
        for part in parts {
            sums.value += part.value;
            for row in 0..2 {
                sums.gradient[row] += part.gradient[row];
                (0..2).for_each(|column| sums.information[row][column] += part.information[row][column]);
            }
        }
        sums
    }

    fn of(at: &[f64; 2], x: &[f64], outcomes: &[Outcome]) -> Likelihood {
        let mut sums = Likelihood::default();
        for (x, outcome) in x.iter().zip(outcomes) {
            let linear = at[0] + at[1] * x;
            let (log_denominator, p) = softplus(linear);
            let residual = outcome.event() - p;
            let weight = p * (1.0 - p);
            sums.value += outcome.event() * linear - log_denominator;
            sums.gradient[0] += residual;
            sums.gradient[1] += residual * x;
            sums.information[0][0] += weight;
            sums.information[0][1] += weight * x;
            sums.information[1][1] += weight * x * x;
        }
        sums.information[1][0] = sums.information[0][1];
        sums
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::numerics::logistic::logistic;
    use Outcome::{Churned as C, Stayed as S};

    /// Hours of study and passing of 20 students, the example of Wikipedia's "Logistic regression", whose coefficients
    /// are those of R: −4.0777 (standard error 1.7610) and 1.5046 (.6287). A probability with the hours as log-odds
    /// makes them a calibration line.
    #[test]
    fn hours_of_study() {
        let students = [
            (0.5, S),
            (0.75, S),
            (1.0, S),
            (1.25, S),
            (1.5, S),
            (1.75, S),
            (1.75, C),
            (2.0, S),
            (2.25, C),
            (2.5, S),
            (2.75, C),
            (3.0, S),
            (3.25, C),
            (3.5, S),
            (4.0, C),
            (4.25, C),
            (4.5, C),
            (4.75, C),
            (5.0, C),
            (5.5, C),
        ];
        let (hours, outcomes): (Vec<f64>, Vec<Outcome>) = students.iter().copied().unzip();
        let probabilities: Vec<f64> = hours.iter().map(|hours| logistic(*hours)).collect();
        let got = calibration_line(&probabilities, &outcomes).unwrap();
        assert!((got.intercept.value + 4.077713).abs() < 5e-7 && (got.slope.value - 1.504645).abs() < 5e-7, "{got:?}");
        assert!((got.intercept.standard_error - 1.7610).abs() < 5e-5, "{got:?}");
        assert!((got.slope.standard_error - 0.6287).abs() < 5e-5, "{got:?}");
        assert!((got.slope.interval.upper - (1.504645 + 1.959964 * 0.628727)).abs() < 1e-4);
        assert_eq!(got.clipped, 0);
    }

    /// With two distinct predictions the line passes through both observed rates, and the variance of an observed
    /// log-odds is 1/(n p (1 − p)).
    #[test]
    fn two_groups_have_a_closed_form() {
        let mut probabilities = vec![0.2; 100];
        probabilities.extend([0.8; 50]);
        let outcomes: Vec<Outcome> = (0..150).map(|i| if i < 30 || (100..145).contains(&i) { C } else { S }).collect();
        let got = calibration_line(&probabilities, &outcomes).unwrap();
        let (low, high) = ((30.0 / 70.0_f64).ln(), (45.0 / 5.0_f64).ln());
        let width = 2.0 * 4.0_f64.ln();
        assert!((got.slope.value - (high - low) / width).abs() < 1e-12);
        assert!((got.intercept.value - (high + low) / 2.0).abs() < 1e-12);
        let variances = 1.0 / 21.0 + 1.0 / 4.5;
        assert!((got.slope.standard_error - f64::sqrt(variances) / width).abs() < 1e-12);
        assert!((got.intercept.standard_error - f64::sqrt(variances) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn what_has_no_line() {
        let error = |probabilities: &[f64], outcomes: &[Outcome]| calibration_line(probabilities, outcomes).err();
        assert_eq!(error(&[0.3, 0.4], &[C, C]), Some(BacktestError::NoStayers));
        assert_eq!(error(&[0.3], &[S]), Some(BacktestError::NoChurners));
        assert_eq!(error(&[0.3, 0.3, 0.3], &[C, S, S]), Some(BacktestError::EqualPredictions));
        // Beyond the clip all certainties are one.
        assert_eq!(error(&[0.0, 1e-9], &[C, S]), Some(BacktestError::EqualPredictions));
        assert_eq!(error(&[0.1, 0.2, 0.8], &[S, S, C]), Some(BacktestError::Separated));
        assert_eq!(error(&[0.1, 0.2, 0.8], &[C, S, S]), Some(BacktestError::Separated));
        assert_eq!(error(&[0.1, 0.2, 0.2, 0.8], &[S, S, C, C]), Some(BacktestError::Separated));
        assert_eq!(error(&[], &[]), Some(BacktestError::NoCustomers));
        assert_eq!(error(&[f64::NAN, 0.0], &[C, S]), Some(BacktestError::NotAProbability { position: 0 }));
    }

    #[test]
    fn overlap_by_a_hair_and_predictions_that_hardly_differ() {
        let outcomes: Vec<Outcome> = (0..1000).map(|i| if i == 499 || i > 500 { C } else { S }).collect();
        let steep: Vec<f64> = (1..=1000).map(|i| f64::from(i) / 1001.0).collect();
        let got = calibration_line(&steep, &outcomes).unwrap();
        assert!(got.slope.value > 100.0 && got.slope.standard_error.is_finite(), "{got:?}");
        let narrow: Vec<f64> = steep.iter().map(|p| 0.5 + 1e-12 * p).collect();
        assert!(calibration_line(&narrow, &outcomes).unwrap().slope.value > 1e9);
    }

    #[test]
    fn certainties_are_clipped_and_counted() {
        let got = calibration_line(&[0.0, 1.0, 0.0, 1.0, 0.5], &[S, C, C, S, C]).unwrap();
        assert_eq!(got.clipped, 4);
        assert!(got.slope.value.abs() < 1e-9);
    }
}
