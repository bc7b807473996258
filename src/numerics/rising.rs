//! Rising factorials (a)_n = a (a + 1) … (a + n − 1) = Γ(a + n) / Γ(a) in logarithms. It knows no model.

use statrs::function::gamma::{digamma, ln_gamma};

/// Between two counts at most this many factors are multiplied one by one.
const LONGEST_WALK: u64 = 64;

/// ln (a)_n and how it changes with a.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rising {
    /// ln (a)_n = Σ_{j<n} ln(a + j).
    pub ln: f64,
    /// Its derivative with respect to a, Σ_{j<n} 1/(a + j) = ψ(a + n) − ψ(a).
    pub slope: f64,
}

/// One [`Rising`] for each of `counts`, which ascend; a > 0. Summing from one count to the next costs one logarithm a
/// factor and, unlike a difference of two log-gammas, loses no digits when a is huge.
pub fn rising(a: f64, counts: impl IntoIterator<Item = u64>) -> Vec<Rising> {
    let mut at = 0;
    let mut sum = Rising::default();
    let next = |count: u64| {
        if count.saturating_sub(at) > LONGEST_WALK {
            let (from, to) = (a + at as f64, a + count as f64);
            sum.ln += ln_gamma(to) - ln_gamma(from);
            sum.slope += digamma(to) - digamma(from);
        } else {
            for j in at..count {
                let factor = a + j as f64;
                sum.ln += factor.ln();
                sum.slope += 1.0 / factor;
            }
        }
        at = at.max(count);
        sum
    };
    counts.into_iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: (1)_5 = 5! = 120 with slope 1 + 1/2 + 1/3 + 1/4 + 1/5 = 137/60; (1/2)_2 = 3/4.
    #[test]
    fn small_cases() {
        let got = rising(1.0, [0, 5]);
        assert_eq!(got[0], Rising { ln: 0.0, slope: 0.0 });
        assert!((got[1].ln - 120_f64.ln()).abs() < 1e-15 * 10.0);
        assert!((got[1].slope - 137.0 / 60.0).abs() < 1e-15);
        assert!((rising(0.5, [2])[0].ln - 0.75_f64.ln()).abs() < 1e-15);
    }

    /// Walking and jumping give the same, and the slope is the derivative.
    #[test]
    fn a_jump_equals_a_walk() {
        for a in [1e-4, 0.3, 7.5, 400.0] {
            let walked = rising(a, 1..=5_000)[4_999];
            let jumped = rising(a, [5_000])[0];
            assert!((walked.ln - jumped.ln).abs() < 1e-9, "{a}: {walked:?} {jumped:?}");
            assert!((walked.slope - jumped.slope).abs() < 1e-9 * walked.slope, "{a}: {walked:?} {jumped:?}");
            let h = 1e-5 * a;
            let difference = (rising(a + h, [60])[0].ln - rising(a - h, [60])[0].ln) / (2.0 * h);
            assert!((difference / rising(a, [60])[0].slope - 1.0).abs() < 1e-7);
        }
    }

    #[test]
    fn a_huge_base_keeps_its_digits() {
        let got = rising(1e12, [3])[0];
        assert!((got.ln - 3.0 * 1e12_f64.ln()).abs() < 1e-11);
        assert!(rising(1e-300, [1, u64::from(u32::MAX)]).iter().all(|r| r.ln.is_finite() && r.slope.is_finite()));
    }
}
