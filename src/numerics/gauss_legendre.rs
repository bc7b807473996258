//! Gauss–Legendre quadrature on 0..1. It does not choose the number of nodes.

use std::f64::consts::PI;

/// The N nodes in (0, 1), ascending, with their weights, which sum to 1. Polynomials up to degree 2N − 1 are integrated
/// exactly. The nodes are the roots of the Legendre polynomial, found by Newton's method from the usual cosine guess
/// (Abramowitz and Stegun, 22.16.6, 25.4.29).
pub fn gauss_legendre<const N: usize>() -> [(f64, f64); N] {
    let mut nodes = [(0.0, 0.0); N];
    for (i, node) in nodes.iter_mut().enumerate() {
        let mut x = -(PI * (i as f64 + 0.75) / (N as f64 + 0.5)).cos();
        for _ in 0..10 {
            let (value, slope) = legendre(N, x);
            x -= value / slope;
        }
        let slope = legendre(N, x).1;
        *node = (0.5 * (1.0 + x), 1.0 / ((1.0 - x * x) * slope * slope));
    }
    nodes
}

/// The Legendre polynomial of degree n and its derivative at −1 < x < 1, by the three-term recurrence.
fn legendre(n: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (0.0, 1.0);
    for k in 1..=n {
        let k = k as f64;
        (before, value) = (value, ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k);
    }
    (value, n as f64 * (x * value - before) / (x * x - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Abramowitz and Stegun, table 25.4, n = 3, moved from (−1, 1) to (0, 1): √0.6 and weights 5/9, 8/9.
    #[test]
    fn three_nodes() {
        let got = gauss_legendre::<3>();
        let want = [(0.5 - 0.15_f64.sqrt(), 5.0 / 18.0), (0.5, 8.0 / 18.0), (0.5 + 0.15_f64.sqrt(), 5.0 / 18.0)];
        for (got, want) in got.iter().zip(want) {
            assert!((got.0 - want.0).abs() < 1e-15 && (got.1 - want.1).abs() < 1e-15, "{got:?}");
        }
    }

    #[test]
    fn powers_are_exact() {
        for power in 0..64 {
            let sum: f64 = gauss_legendre::<32>().iter().map(|(x, w)| w * x.powi(power)).sum();
            assert!((sum * f64::from(power + 1) - 1.0).abs() < 1e-13, "{power}: {sum}");
        }
    }
}
