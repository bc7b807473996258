//! Tails of the standard normal distribution in logarithms, as far out as wanted. It knows no quantiles.

use super::incomplete_gamma::gamma_tails;

const LN_SQRT_TAU: f64 = 0.918_938_533_204_672_8;

/// ln φ(w), the logarithm of the density.
pub fn ln_density(w: f64) -> f64 {
    -0.5 * w * w - LN_SQRT_TAU
}

/// Mills' ratio P(Z > w) / φ(w); infinite far to the left.
pub fn mills(w: f64) -> f64 {
    if w < 5.0 {
        // Z² / 2 ~ Gamma(1/2, 1).
        let beyond = gamma_tails(0.5, 0.5 * w * w).upper() / 2.0;
        return if w < 0.0 { 1.0 - beyond } else { beyond } / ln_density(w).exp();
    }
    // Laplace's continued fraction 1/(w + 1/(w + 2/(w + 3/(w + ...)))), from its end; Abramowitz and Stegun 26.2.14.
    let fraction = (1..=60).rev().fold(w, |rest, k| w + f64::from(k) / rest);
    1.0 / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// P(Z > 1.959964) = 0.025; P(Z > 10) = 7.61985302416e-24 (Abramowitz and Stegun, table 26.2: −log10 = 23.11805).
    #[test]
    fn known_tails() {
        let tail = |w: f64| mills(w) * ln_density(w).exp();
        assert!((tail(1.959_963_984_540_054) - 0.025).abs() < 1e-14);
        assert!((tail(0.0) - 0.5).abs() < 1e-15);
        assert!((tail(10.0) / 7.619_853_024_160_5e-24 - 1.0).abs() < 1e-11);
        assert!((mills(5.0 - 1e-12) / mills(5.0) - 1.0).abs() < 1e-11);
    }
}
