//! The negative binomial probability of a count whose rate has a gamma distribution, with its gradient. It sums
//! nothing.

use super::likelihood::ZeroCounts;
use super::prior::Gamma;
use crate::numerics::rising::{Rising, rising};

/// A gamma distribution with what its probabilities share.
pub(super) struct Density {
    gamma: Gamma,
    /// ln (a)_N with its slope, one for each distinct count.
    rising: Vec<Rising>,
    zeros: ZeroCounts,
}

/// ln probability of a count and its derivatives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Term {
    pub(super) ln: f64,
    /// By the logarithm of the shape, at a constant mean a/b.
    pub(super) by_shape: f64,
    /// By the logarithm of the mean, at a constant shape.
    pub(super) by_mean: f64,
}

impl Density {
    /// Prepares for `counts`, which ascend.
    pub(super) fn new(gamma: Gamma, counts: &[u64], zeros: ZeroCounts) -> Density {
        Density { gamma, rising: rising(gamma.shape, counts.iter().copied()), zeros }
    }

    /// ln of (a)_N (b/(b + E))^a (E/(b + E))^N, which is the probability but for the factor 1/N!; over one minus that
    /// of 0 when zeros were dropped. `at` is the position of the count N.
    pub(super) fn term(&self, at: usize, n: f64, exposure: f64) -> Term {
        let Gamma { shape, rate } = self.gamma;
        let Rising { ln, slope } = self.rising[at];
        let ln_zero = -shape * (exposure / rate).ln_1p();
        let all = rate + exposure;
        let mut term = Term {
            ln: ln + ln_zero - n * (rate / exposure).ln_1p(),
            by_shape: shape * slope + ln_zero + (shape * exposure - rate * n) / all,
            by_mean: (rate * n - shape * exposure) / all,
        };
        if self.zeros == ZeroCounts::Dropped {
            // −ln(1 − f(0)), with 1 − f(0) = −expm1(ln f(0)), which does not cancel for small exposures.
            let odds = 1.0 / (-ln_zero).exp_m1();
            let by_mean = -shape * exposure / all;
            term.ln -= (-ln_zero.exp_m1()).ln();
            term.by_shape += odds * (ln_zero - by_mean);
            term.by_mean += odds * by_mean;
        }
        term
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: a = 2, b = 3, E = 1, N = 2: (2·3/2!) (3/4)² (1/4)² = 27/256; without zeros over 1 − 9/16.
    #[test]
    fn by_hand() {
        let gamma = Gamma { shape: 2.0, rate: 3.0 };
        let got = Density::new(gamma, &[0, 2], ZeroCounts::Kept).term(1, 2.0, 1.0);
        assert!((got.ln - (54.0_f64 / 256.0).ln()).abs() < 1e-14);
        let dropped = Density::new(gamma, &[0, 2], ZeroCounts::Dropped).term(1, 2.0, 1.0);
        assert!((dropped.ln - (54.0_f64 / 256.0 / (7.0 / 16.0)).ln()).abs() < 1e-14);
    }

    #[test]
    fn gradients_are_differences() {
        for zeros in [ZeroCounts::Kept, ZeroCounts::Dropped] {
            for (shape, mean, exposure) in [(0.3, 2.0, 0.001), (5.0, 1.0, 20.0), (80.0, 0.2, 3.0)] {
                let value = |shape: f64, mean: f64| {
                    Density::new(Gamma { shape, rate: shape / mean }, &[1, 7], zeros).term(1, 7.0, exposure)
                };
                let h = 1e-5;
                let got = value(shape, mean);
                let by_shape = (value(shape * (1.0 + h), mean).ln - value(shape * (1.0 - h), mean).ln) / (2.0 * h);
                let by_mean = (value(shape, mean * (1.0 + h)).ln - value(shape, mean * (1.0 - h)).ln) / (2.0 * h);
                assert!((got.by_shape - by_shape).abs() < 1e-6 * by_shape.abs().max(1.0), "{got:?} {by_shape}");
                assert!((got.by_mean - by_mean).abs() < 1e-6 * by_mean.abs().max(1.0), "{got:?} {by_mean}");
            }
        }
    }
}
