//! The logistic function and its relatives in forms that neither overflow nor lose digits. It fits no regression.

/// 1 / (1 + e^−d): a probability from its log-odds, which may be infinite.
pub fn logistic(d: f64) -> f64 {
    let e = (-d.abs()).exp();
    if d >= 0.0 { 1.0 / (1.0 + e) } else { e / (1.0 + e) }
}

/// ln(1 + e^d) and its derivative, the logistic function, from a single exponential. The first is exact to 1e-16
/// absolutely, which is what a sum of log-likelihoods needs.
pub fn softplus(d: f64) -> (f64, f64) {
    let sum = 1.0 + (-d.abs()).exp();
    let larger = 1.0 / sum;
    (d.max(0.0) + sum.ln(), if d >= 0.0 { larger } else { 1.0 - larger })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_plain_formulas_where_those_work() {
        for d in [-30.0, -3.0, -0.1, 0.0, 0.1, 3.0, 30.0_f64] {
            assert!((logistic(d) - 1.0 / (1.0 + (-d).exp())).abs() < 1e-15);
            let (value, slope) = softplus(d);
            assert!((value - d.exp().ln_1p()).abs() < 1e-14, "{d}");
            assert!((slope - logistic(d)).abs() < 1e-15);
        }
    }

    #[test]
    fn the_ends_are_exact() {
        assert_eq!(logistic(f64::INFINITY), 1.0);
        assert_eq!(logistic(f64::NEG_INFINITY), 0.0);
        assert_eq!(softplus(f64::NEG_INFINITY), (0.0, 0.0));
        assert_eq!(softplus(1e300), (1e300, 1.0));
        assert!(logistic(-700.0) > 0.0);
    }
}
