//! Weights that keep earlier outbreaks from raising the bound.

/// Anscombe residuals s = 1.5 (y^(2/3) μ^(−1/6) − μ^(1/2)) / √(φ (1 − h)) for counts y, means μ and leverages h.
pub(super) fn anscombe_residuals(counts: &[f64], means: &[f64], leverages: &[f64], phi: f64) -> Vec<f64> {
    let residual = |((count, mean), leverage): ((&f64, &f64), &f64)| {
        // A point that alone decides its own fit has a residual of 0 by 0.
        let rest = (1.0 - leverage).max(1e-12);
        1.5 * (count.powf(2.0 / 3.0) * mean.powf(-1.0 / 6.0) - mean.sqrt()) / (phi * rest).sqrt()
    };
    counts.iter().zip(means).zip(leverages).map(residual).collect()
}

/// γ s⁻² for residuals above `threshold`, γ for the others, so that the weights add up to their number. Source:
/// Farrington, Andrews, Beale and Catchpole, J. R. Stat. Soc. A 159 (1996) 547–563.
pub(super) fn weights(residuals: &[f64], threshold: f64) -> Vec<f64> {
    let raw = |residual: &f64| if *residual > threshold { residual.powi(-2) } else { 1.0 };
    let gamma = residuals.len() as f64 / residuals.iter().map(raw).sum::<f64>();
    residuals.iter().map(|residual| gamma * raw(residual)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check of R's surveillance 1.26.0 (test-farringtonFlexible.R): residuals 0 five times and 2 five times with
    /// the threshold 0 have the weights 1.6 and 0.4.
    #[test]
    fn published_weights() {
        let residuals = [0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 2.0, 2.0, 2.0, 2.0];
        let want = [1.6, 1.6, 1.6, 1.6, 1.6, 0.4, 0.4, 0.4, 0.4, 0.4];
        for (got, want) in weights(&residuals, 0.0).into_iter().zip(want) {
            assert!((got - want).abs() < 1e-15);
        }
        assert_eq!(weights(&residuals, 2.0), [1.0; 10]);
    }

    /// y = 8, μ = 1, h = 0, φ = 1: 1.5 (4 − 1); φ = 4 halves it, h = 3/4 doubles it.
    #[test]
    fn residuals_by_hand() {
        let found = anscombe_residuals(&[8.0, 8.0, 0.0], &[1.0, 1.0, 4.0], &[0.0, 0.75, 0.0], 1.0);
        for (got, want) in found.into_iter().zip([4.5, 9.0, -3.0]) {
            assert!((got - want).abs() < 1e-12);
        }
        assert!((anscombe_residuals(&[8.0], &[1.0], &[0.0], 4.0)[0] - 2.25).abs() < 1e-12);
        assert!(anscombe_residuals(&[8.0], &[1.0], &[1.0], 1.0)[0].is_finite());
    }
}
