//! Maximum likelihood of a Weibull distribution from right-censored lives. It compares no lots.

use super::error::WeibullError;
use super::life::{Life, check};
use crate::numerics::cholesky::{Matrix, inverse};
use crate::numerics::interval::{Interval, normal_z};

/// Shapes outside of this range are no result.
const SHAPES: (f64, f64) = (1e-3, 1e3);

/// S(t) = exp(−(t/scale)^shape).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weibull {
    /// Shape k: below 1 the young fail more, above 1 the old.
    pub shape: f64,
    /// Scale η, the age by which 63.2 % fail.
    pub scale: f64,
}

/// A Weibull distribution estimated from lives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeibullFit {
    /// The distribution at its maximum likelihood.
    pub weibull: Weibull,
    /// Standard errors of shape and scale, by the delta method from those of their logarithms.
    pub standard_errors: [f64; 2],
    /// Covariance of ln scale and ln shape, in this order: the inverse of the observed information.
    pub covariance: Matrix<2>,
    /// Log-likelihood at the maximum.
    pub log_likelihood: f64,
    /// Number of failures.
    pub failures: u64,
    /// Number of units, failed or not.
    pub units: u64,
}

/// An age with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeQuantile {
    /// The age.
    pub age: f64,
    /// Its confidence interval.
    pub interval: Interval,
}

impl Weibull {
    /// Expected failures of one unit that is replaced by nothing, up to an age: the cumulative hazard (t/η)^k.
    pub fn cumulative_hazard(&self, age: f64) -> f64 {
        (age / self.scale).powf(self.shape)
    }

    /// The age by which the part `p` has failed: η (−ln(1 − p))^(1/k). `None` unless 0 < `p` < 1.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        (p > 0.0 && p < 1.0).then(|| self.scale * (-(-p).ln_1p()).powf(1.0 / self.shape))
    }
}

impl WeibullFit {
    /// The age by which the part `p` has failed, with the interval of its logarithm under a normal approximation
    /// (Meeker and Escobar, Statistical Methods for Reliability Data, 1998, section 8.4); `p` = 0.1 is the B10 life.
    /// `None` unless `p` and `confidence` lie strictly between 0 and 1.
    pub fn quantile(&self, p: f64, confidence: f64) -> Option<AgeQuantile> {
        let z = normal_z(confidence)?;
        let age = self.weibull.quantile(p)?;
        // ln t = ln η + w/k with w = ln(−ln(1 − p)); its derivatives by ln η and ln k are 1 and −w/k.
        let turn = -(-(-p).ln_1p()).ln() / self.weibull.shape;
        let [[scale, both], [_, shape]] = self.covariance;
        let reach = z * (scale + 2.0 * turn * both + turn * turn * shape).sqrt();
        Some(AgeQuantile { age, interval: Interval { lower: age * (-reach).exp(), upper: age * reach.exp() } })
    }

    /// The life by which one unit in ten has failed. `None` unless `confidence` lies strictly between 0 and 1.
    pub fn b10(&self, confidence: f64) -> Option<AgeQuantile> {
        self.quantile(0.1, confidence)
    }
}

/// Fits a Weibull distribution. With r failures, the shape solves Σ tᵏ ln t / Σ tᵏ − 1/k = mean ln t of the failures,
/// whose left side rises from minus infinity, and ηᵏ = Σ tᵏ / r; sums without restriction are over all units. Source:
/// Lawless, Statistical Models and Methods for Lifetime Data, 2nd ed. 2003, section 5.2.
pub fn fit_weibull(lives: &[Life]) -> Result<WeibullFit, WeibullError> {
    let (failures, oldest) = check(lives)?;
    if failures < 2.0 {
        return Err(WeibullError::TooFewFailures { failures: failures as u64 });
    }
    // Ages over the highest one: their powers cannot overflow.
    let ages: Vec<(f64, Life)> = lives
        .iter()
        .filter(|life| life.age > 0.0 && life.units() > 0.0)
        .map(|life| (life.age.ln() - oldest.ln(), *life))
        .collect();
    let ln_failed: f64 = ages.iter().map(|(ln, life)| life.failed as f64 * ln).sum();
    if ln_failed == 0.0 {
        return Err(WeibullError::NoSpread);
    }
    let shape = shape(&ages, ln_failed / failures)?;
    let [mass, ..] = power_sums(&ages, shape);
    let ln_scale = (mass / failures).ln() / shape;
    let scale = oldest * ln_scale.exp();
    if !(scale > 0.0 && scale.is_finite()) {
        return Err(WeibullError::Shape);
    }
    let (log_likelihood, information) = at_maximum(&ages, failures, ln_failed, shape, ln_scale);
    let covariance = inverse(&information).ok_or(WeibullError::Shape)?;
    Ok(WeibullFit {
        weibull: Weibull { shape, scale },
        standard_errors: [shape * covariance[1][1].sqrt(), scale * covariance[0][0].sqrt()],
        covariance,
        log_likelihood: log_likelihood - failures * oldest.ln(),
        failures: failures as u64,
        units: lives.iter().map(Life::units).sum::<f64>() as u64,
    })
}

/// Σ tᵏ, Σ tᵏ ln t and Σ tᵏ (ln t)².
fn power_sums(ages: &[(f64, Life)], shape: f64) -> [f64; 3] {
    let add = |sum: [f64; 3], (ln, life): &(f64, Life)| {
        let mass = life.units() * (shape * ln).exp();
        [sum[0] + mass, sum[1] + mass * ln, sum[2] + mass * ln * ln]
    };
    ages.iter().fold([0.0; 3], add)
}

/// The root in ln k, by Newton's steps within a bracket.
fn shape(ages: &[(f64, Life)], mean_ln: f64) -> Result<f64, WeibullError> {
    let function = |u: f64| {
        let k = u.exp();
        let [mass, first, second] = power_sums(ages, k);
        let centre = first / mass;
        // The spread of ln t under the weights tᵏ, times k, since the step is in ln k.
        (centre - 1.0 / k - mean_ln, k * (second / mass - centre * centre) + 1.0 / k)
    };
    let (mut low, mut high) = (SHAPES.0.ln(), SHAPES.1.ln());
    if function(low).0 > 0.0 || function(high).0 < 0.0 {
        return Err(WeibullError::Shape);
    }
    let mut u = 0.0;
    for _ in 0..200 {
        let (value, slope) = function(u);
        if value < 0.0 {
            low = u
        } else {
            high = u
        }
        let newton = u - value / slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        let is_near = (next - u).abs() <= 1e-14;
        u = next;
        if is_near {
            break;
        }
    }
    Ok(u.exp())
}

/// Log-likelihood and observed information by (ln η, ln k). With z = k ln(t/η) the log-likelihood is
/// Σ over failures (ln k − ln t + z) − Σ eᶻ.
fn at_maximum(ages: &[(f64, Life)], failures: f64, ln_failed: f64, shape: f64, ln_scale: f64) -> (f64, Matrix<2>) {
    let z = |ln: f64| shape * (ln - ln_scale);
    let add = |sum: [f64; 4], (ln, life): &(f64, Life)| {
        let (z, units) = (z(*ln), life.units());
        let hazard = units * z.exp();
        [sum[0] + life.failed as f64 * z, sum[1] + hazard, sum[2] + hazard * z, sum[3] + hazard * z * z]
    };
    let [failed, hazard, first, second] = ages.iter().fold([0.0; 4], add);
    let log_likelihood = failures * shape.ln() - ln_failed + failed - hazard;
    let by_scale = shape * shape * hazard;
    let by_both = -shape * (hazard - failures + first);
    let by_shape = first + second - failed;
    (log_likelihood, [[by_scale, by_both], [by_both, by_shape]])
}
