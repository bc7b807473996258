//! The exponentially weighted moving average.

use super::{check_values, require};
use crate::models::early_warning::error::DetectorError;
use crate::models::early_warning::series::{Side, Sides};
use crate::numerics::interval::Interval;

/// Which limits an EWMA has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EwmaLimits {
    /// Those of the first values are narrower, as the average has had less time to wander.
    Exact,
    /// Those it has after a long time, from the beginning on.
    Asymptotic,
}

/// The choices about an EWMA.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ewma {
    /// Mean while in control, μ.
    pub centre: f64,
    /// Standard deviation of a value while in control.
    pub sd: f64,
    /// Weight of the newest value, above 0 and at most 1.
    pub lambda: f64,
    /// Distance of the limits in standard deviations of the average.
    pub width: f64,
    /// The limits.
    pub limits: EwmaLimits,
    /// Sides that may signal.
    pub watch: Sides,
}

impl Ewma {
    /// λ = 0.2, limits 3 away and exact (Montgomery, Introduction to Statistical Quality Control; NIST: λ 0.2 to 0.3).
    pub fn new(centre: f64, sd: f64, watch: Sides) -> Ewma {
        Ewma { centre, sd, lambda: 0.2, width: 3.0, limits: EwmaLimits::Exact, watch }
    }
}

/// The average after one value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EwmaPoint {
    /// The average.
    pub average: f64,
    /// Its limits.
    pub limits: Interval,
    /// The watched side on which it lies beyond them.
    pub signal: Option<Side>,
}

/// z_t = λ x_t + (1 − λ) z_(t−1), z_0 = μ, against μ ± width · sd · √(λ/(2 − λ) (1 − (1 − λ)^(2t))); the last factor is 1
/// for asymptotic limits. Source: NIST/SEMATECH e-Handbook, 6.3.2.4. A missing value leaves the average where it was and
/// gives no point.
///
/// # Errors
/// A value or setting that is not finite or not in its range, or too large.
pub fn ewma(values: &[Option<f64>], settings: &Ewma) -> Result<Vec<Option<EwmaPoint>>, DetectorError> {
    let Ewma { centre, sd, lambda, width, limits, watch } = *settings;
    require(centre.is_finite(), "centre")?;
    require(sd > 0.0 && sd.is_finite(), "sd")?;
    require(lambda > 0.0 && lambda <= 1.0, "lambda")?;
    require(width > 0.0 && width.is_finite(), "width")?;
    check_values(values)?;
    let (mut average, mut remaining) = (centre, 1.0);
    let mut step = |value: f64| {
        average = lambda * value + (1.0 - lambda) * average;
        remaining *= (1.0 - lambda).powi(2);
        let grown = match limits {
            EwmaLimits::Exact => 1.0 - remaining,
            EwmaLimits::Asymptotic => 1.0,
        };
        let reach = width * sd * (lambda / (2.0 - lambda) * grown).sqrt();
        let limits = Interval { lower: centre - reach, upper: centre + reach };
        if ![average, limits.lower, limits.upper].iter().all(|figure| figure.is_finite()) {
            return Err(DetectorError::TooLarge);
        }
        let side = if average > limits.upper {
            Some(Side::High)
        } else if average < limits.lower {
            Some(Side::Low)
        } else {
            None
        };
        Ok(EwmaPoint { average, limits, signal: side.filter(|side| watch.watch(*side)) })
    };
    values.iter().map(|value| value.map(&mut step).transpose()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_sides() {
        let low = Ewma { lambda: 1.0, ..Ewma::new(10.0, 1.0, Sides::One(Side::Low)) };
        let found = ewma(&[Some(14.0), None, Some(6.0)], &low).unwrap();
        assert_eq!(
            found.iter().map(|point| point.and_then(|own| own.signal)).collect::<Vec<_>>(),
            [None, None, Some(Side::Low)]
        );
        assert_eq!(found[1], None);
        let gap = ewma(&[Some(11.0), None, Some(12.0)], &Ewma::new(10.0, 1.0, Sides::Both)).unwrap();
        let none = ewma(&[Some(11.0), Some(12.0)], &Ewma::new(10.0, 1.0, Sides::Both)).unwrap();
        assert_eq!(gap[2], none[1]);
    }

    #[test]
    fn what_is_refused() {
        let fine = Ewma::new(0.0, 1.0, Sides::Both);
        let refused = |settings: Ewma, name| {
            assert_eq!(ewma(&[Some(1.0)], &settings), Err(DetectorError::Setting { name }));
        };
        refused(Ewma { sd: 0.0, ..fine }, "sd");
        refused(Ewma { lambda: 1.5, ..fine }, "lambda");
        refused(Ewma { width: f64::NAN, ..fine }, "width");
        refused(Ewma { centre: f64::INFINITY, ..fine }, "centre");
        assert_eq!(ewma(&[None, Some(f64::NAN)], &fine), Err(DetectorError::NotFinite { point: 1 }));
        assert_eq!(ewma(&[Some(1.0)], &Ewma { sd: f64::MAX, ..fine }), Err(DetectorError::TooLarge));
        assert_eq!(ewma(&[], &fine), Ok(Vec::new()));
    }
}
