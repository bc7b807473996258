//! What the correlations say of each driver beside its share: relative weight, coefficient and variance inflation.

use crate::numerics::symmetric_eigen::SymmetricEigen;

/// One driver.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Weights {
    pub(super) relative_weight: f64,
    /// Standardised coefficient of the regression on all drivers.
    pub(super) coefficient: f64,
    /// 1 / (1 − R² of the driver on the other drivers).
    pub(super) variance_inflation: f64,
}

/// The weights from the correlations of the drivers followed by the outcome.
///
/// With R the correlations of the drivers and r those with the outcome, the coefficients are R⁻¹ r and the variance
/// inflation factors the diagonal of R⁻¹. Johnson's relative weight of driver j is Σₖ λⱼₖ² bₖ² with λ = R^½ and
/// b = R^−½ r: the outcome is regressed on the uncorrelated variables nearest to the drivers, and what each of these
/// explains is handed back in proportion to their squared correlations. The weights add up to R². Source: Johnson,
/// Multivariate Behavioral Research 35 (2000) 1-19.
///
/// `None` when R is not positive definite beyond rounding.
pub(super) fn weights(correlation: &[Vec<f64>]) -> Option<Vec<Weights>> {
    let (outcome, drivers) = correlation.split_last()?;
    let right = &outcome[..drivers.len()];
    let matrix: Vec<Vec<f64>> = drivers.iter().map(|row| row[..drivers.len()].to_vec()).collect();
    let eigen = SymmetricEigen::of(&matrix)?;
    if eigen.values.iter().any(|value| *value <= 1e-12) {
        return None;
    }
    let inverse = eigen.map(|value| 1.0 / value);
    let root = eigen.map(f64::sqrt);
    let uncorrelated: Vec<f64> = eigen.map(|value| 1.0 / value.sqrt()).iter().map(|row| dot(row, right)).collect();
    let of = |(at, (root, inverse)): (usize, (&Vec<f64>, &Vec<f64>))| Weights {
        relative_weight: root.iter().zip(&uncorrelated).map(|(loading, b)| (loading * b).powi(2)).sum(),
        coefficient: dot(inverse, right),
        variance_inflation: inverse[at],
    };
    Some(root.iter().zip(&inverse).enumerate().map(of).collect())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Two drivers with correlation r: R^½ has (√(1+r) ± √(1−r))/2 on and off the diagonal; with equal correlations to
    /// the outcome both weights are R²/2.
    #[test]
    fn two_drivers_by_hand() {
        let (r, a): (f64, f64) = (0.6, 0.5);
        let weights = weights(&[vec![1.0, r, a], vec![r, 1.0, a], vec![a, a, 1.0]]).unwrap();
        for own in weights {
            assert!((own.coefficient - a / (1.0 + r)).abs() < 1e-15);
            assert!((own.variance_inflation - 1.0 / (1.0 - r * r)).abs() < 1e-14);
            assert!((own.relative_weight - a * a / (1.0 + r)).abs() < 1e-15);
        }
        assert!(super::weights(&[vec![1.0, 1.0, 0.5], vec![1.0, 1.0, 0.5], vec![0.5, 0.5, 1.0]]).is_none());
        assert!(super::weights(&[]).is_none());
    }
}
