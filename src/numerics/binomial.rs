//! Exact tails of the binomial distribution. It knows no approximation.

use statrs::function::factorial::ln_binomial;

/// P(N <= `k`) for N ~ Binomial(`n`, `share`). `None` unless `share` lies strictly between 0 and 1.
///
/// Sums the terms from `k` away from the mean, each from its neighbour by their exact ratio, so that tiny tails keep
/// their digits; above the mean it is one minus the other tail. Takes a number of steps of the order of √n. The first term comes from logarithms of
/// factorials, which leaves a relative error of about n ln n times 1e-16: none to speak of below a million.
pub fn lower_tail(k: u64, n: u64, share: f64) -> Option<f64> {
    if !(share > 0.0 && share < 1.0) {
        return None;
    }
    if k >= n {
        return Some(1.0);
    }
    let tail = if k as f64 <= n as f64 * share {
        outward_sum(k, n, share)
    } else {
        // P(N >= k + 1), counted in failures.
        1.0 - outward_sum(n - k - 1, n, 1.0 - share)
    };
    Some(tail.clamp(0.0, 1.0))
}

/// P(N >= `k`) for N ~ Binomial(`n`, `share`): the lower tail of the failures. `None` as for [`lower_tail`].
pub fn upper_tail(k: u64, n: u64, share: f64) -> Option<f64> {
    match n.checked_sub(k) {
        Some(failures) => lower_tail(failures, n, 1.0 - share),
        None => (share > 0.0 && share < 1.0).then_some(0.0),
    }
}

/// The terms of `k`, `k` − 1, ..., 0, until they no longer change the sum.
fn outward_sum(k: u64, n: u64, share: f64) -> f64 {
    let log_term = ln_binomial(n, k) + k as f64 * share.ln() + (n - k) as f64 * (-share).ln_1p();
    let mut term = log_term.exp();
    let mut sum = term;
    for j in (1..=k).rev() {
        term *= j as f64 / (n - j + 1) as f64 * ((1.0 - share) / share);
        sum += term;
        if term <= sum * 1e-17 {
            break;
        }
    }
    sum
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn close(got: Option<f64>, want: f64) {
        assert!((got.unwrap() - want).abs() <= 1e-12 * want, "{got:?} instead of {want}");
    }

    /// By hand: (1 + 12 + 66) / 2^12, (1 + 4) / 2^4, 1 / 2^4.
    #[test]
    fn small_cases_by_hand() {
        close(lower_tail(2, 12, 0.5), 79.0 / 4096.0);
        close(lower_tail(1, 4, 0.5), 0.3125);
        close(lower_tail(0, 4, 0.5), 0.0625);
        close(upper_tail(3, 3, 0.2), 0.008);
        close(lower_tail(3, 4, 0.25), 1.0 - 1.0 / 256.0);
    }

    #[test]
    fn the_two_tails_complete_each_other() {
        for n in 1..40_u64 {
            for share in [1e-9, 0.03, 0.5, 0.77, 1.0 - 1e-9] {
                let steps: Vec<f64> = (0..=n).map(|k| lower_tail(k, n, share).unwrap()).collect();
                assert!(steps.is_sorted() && steps.last() == Some(&1.0));
                for k in 1..=n {
                    let both = upper_tail(k, n, share).unwrap() + lower_tail(k - 1, n, share).unwrap();
                    assert!((both - 1.0).abs() < 1e-12);
                }
            }
        }
    }

    #[test]
    fn large_counts_approach_the_normal_and_tiny_tails_survive() {
        // The normal approximation at the mean, with continuity correction: 1/2 + 1/√(2πn/4) / 2.
        let want = 0.5 + 0.5 / (std::f64::consts::PI * 500_000.0).sqrt();
        assert!((lower_tail(500_000, 1_000_000, 0.5).unwrap() - want).abs() < 1e-8);
        close(lower_tail(0, 1_000, 0.5), 0.5_f64.powi(1_000));
        assert!(lower_tail(2_000_000_000, 4_294_967_295, 0.5).unwrap() < 1e-300);
    }

    #[test]
    fn refuses_what_is_no_share() {
        for share in [0.0, 1.0, -0.1, f64::NAN, f64::INFINITY] {
            assert_eq!(lower_tail(1, 2, share), None);
            assert_eq!(upper_tail(1, 2, share), None);
            assert_eq!(upper_tail(3, 2, share), None);
        }
        assert_eq!(lower_tail(0, 0, 0.5), Some(1.0));
        assert_eq!(upper_tail(0, 0, 0.5), Some(1.0));
        assert_eq!(upper_tail(1, 0, 0.5), Some(0.0));
    }
}
