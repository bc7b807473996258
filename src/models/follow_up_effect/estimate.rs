//! An effect with its uncertainty. It words nothing.

use super::error::EffectError;
use crate::numerics::interval::Interval;
use crate::numerics::student_t::{two_sided_quantile, two_sided_tail};

/// By how much the change of treated customers differs from that of the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The difference, in units of the score.
    pub effect: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Degrees of freedom of the t distribution that interval and p-value rest on.
    pub degrees_of_freedom: f64,
    /// Confidence of the interval.
    pub confidence: f64,
    /// effect ± t × standard error.
    pub interval: Interval,
    /// Probability of a difference at least so far from 0 if there were none.
    pub p_value: f64,
    /// Variance that the effect would have if every group had one member; with n in every group it is this by n.
    pub variance_of_one: f64,
    /// Members of the smallest group.
    pub smallest_group: usize,
}

/// What an estimate is made from.
pub(super) struct Parts {
    pub(super) effect: f64,
    pub(super) standard_error: f64,
    pub(super) degrees_of_freedom: f64,
    pub(super) variance_of_one: f64,
    pub(super) smallest_group: usize,
}

impl Estimate {
    /// The estimate from its parts. [`EffectError::NoVariation`] for a standard error of 0,
    /// [`EffectError::TooLarge`] where a figure exceeds the range of numbers.
    pub(super) fn of(parts: Parts, confidence: f64) -> Result<Estimate, EffectError> {
        let Parts { effect, standard_error, degrees_of_freedom, variance_of_one, smallest_group } = parts;
        if standard_error == 0.0 {
            return Err(EffectError::NoVariation { effect, smallest_group });
        }
        let reach =
            standard_error * two_sided_quantile(confidence, degrees_of_freedom).ok_or(EffectError::Confidence)?;
        let interval = Interval { lower: effect - reach, upper: effect + reach };
        let p_value = two_sided_tail(effect / standard_error, degrees_of_freedom).ok_or(EffectError::TooLarge)?;
        let figures = [effect, standard_error, interval.lower, interval.upper, variance_of_one];
        if figures.iter().any(|figure| !figure.is_finite()) {
            return Err(EffectError::TooLarge);
        }
        Ok(Estimate {
            effect,
            standard_error,
            degrees_of_freedom,
            confidence,
            interval,
            p_value,
            variance_of_one,
            smallest_group,
        })
    }
}

/// Whether a confidence can be used.
pub(super) fn check(confidence: f64) -> Result<(), EffectError> {
    if confidence > 0.0 && confidence < 1.0 { Ok(()) } else { Err(EffectError::Confidence) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(effect: f64, standard_error: f64) -> Parts {
        Parts { effect, standard_error, degrees_of_freedom: 10.0, variance_of_one: 1.0, smallest_group: 6 }
    }

    /// Abramowitz and Stegun, table 26.10: t of 10 degrees of freedom is 2.228 at 95 %.
    #[test]
    fn interval_and_p_value_agree() {
        let found = Estimate::of(parts(2.228_139, 1.0), 0.95);
        assert!(found.is_ok_and(|own| own.interval.lower.abs() < 1e-6 && (own.p_value - 0.05).abs() < 1e-6));
        let flat = Err(EffectError::NoVariation { effect: 1.0, smallest_group: 6 });
        assert_eq!(Estimate::of(parts(1.0, 0.0), 0.95), flat);
        assert_eq!(Estimate::of(parts(0.0, 1e308), 0.95), Err(EffectError::TooLarge));
        assert_eq!(Estimate::of(parts(f64::NAN, 1.0), 0.95), Err(EffectError::TooLarge));
    }
}
