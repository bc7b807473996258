//! What unequal weights cost. It changes no weight.

use super::super::tally::WEIGHTS;
use super::error::WeightsError;

/// Kish's design effect of weights. It allows for their inequality alone, not for respondents that are alike in groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DesignEffect {
    /// Number of respondents n.
    pub respondents: u64,
    /// n Σw²/(Σw)², at least 1: by how much the variance grows.
    pub deff: f64,
    /// n/deff: respondents with equal weights that would tell as much.
    pub n_eff: f64,
}

/// The design effect of weights above 0. Source: Kish, Survey Sampling (1965), section 11.7.
///
/// # Errors
/// [`WeightsError::NoRespondents`], [`WeightsError::Weight`].
pub fn design_effect(weights: &[f64]) -> Result<DesignEffect, WeightsError> {
    if weights.is_empty() {
        return Err(WeightsError::NoRespondents);
    }
    match weights.iter().enumerate().find(|(_, weight)| !WEIGHTS.contains(weight)) {
        Some((row, weight)) => Err(WeightsError::Weight { row, weight: *weight }),
        None => Ok(effect_of(weights)),
    }
}

/// The same for weights that are known to be usable and not empty.
pub(super) fn effect_of(weights: &[f64]) -> DesignEffect {
    let n = weights.len() as f64;
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
    // At least 1 by the inequality of Cauchy and Schwarz, but for rounding.
    let deff = (n * (squares / sum) / sum).max(1.0);
    DesignEffect { respondents: weights.len() as u64, deff, n_eff: n / deff }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        let found = design_effect(&[1.0, 1.0, 2.0]).unwrap();
        assert!((found.deff - 18.0 / 16.0).abs() < 1e-15 && (found.n_eff - 16.0 / 6.0).abs() < 1e-15);
        let equal = design_effect(&[0.1; 7]).unwrap();
        assert!(equal.deff >= 1.0 && equal.n_eff <= 7.0 && (equal.n_eff - 7.0).abs() < 1e-12);
        assert_eq!(design_effect(&[1e50, 1e-50]).unwrap().n_eff, 1.0);
        assert_eq!(design_effect(&[]), Err(WeightsError::NoRespondents));
        assert!(matches!(design_effect(&[1.0, f64::NAN]), Err(WeightsError::Weight { row: 1, .. })));
    }
}
