//! Student's t distribution: tails and quantiles for any number of degrees of freedom, whole or not, few or many.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// From so many degrees of freedom on, the approximation of Wallace is closer than the incomplete beta function, which
/// loses digits there: both are then good to 10 digits.
const WALLACE_FROM: f64 = 1e5;

/// From so many degrees of freedom on, the normal distribution is as good.
const NORMAL_FROM: f64 = 1e12;

/// P(T > `t`) for `freedom` > 0 degrees of freedom. With many of them, (8f + 1)/(8f + 3) √(f ln(1 + t²/f)) is normal.
/// Source: Wallace, Annals of Mathematical Statistics 30 (1959) 1121–1130.
pub fn upper_tail(t: f64, freedom: f64) -> f64 {
    if freedom < WALLACE_FROM {
        return StudentsT::new(0.0, 1.0, freedom).map_or(f64::NAN, |distribution| distribution.sf(t));
    }
    let z = if freedom < NORMAL_FROM {
        let shrunk = 1.0 - 2.0 / (8.0 * freedom + 3.0);
        (shrunk * (freedom * (t * t / freedom).ln_1p()).sqrt()).copysign(t)
    } else {
        t
    };
    Normal::standard().sf(z)
}

/// The t with P(T > t) = `tail`, for 0 < `tail` < 1/2. By bisection: the tail falls with t, and t lies above the normal
/// quantile. Infinite beyond 1e150.
pub fn upper_quantile(tail: f64, freedom: f64) -> f64 {
    let mut below = upper_z(tail);
    if freedom >= NORMAL_FROM {
        return below;
    }
    let mut above = 2.0 * below + 1e-3;
    while upper_tail(above, freedom) > tail {
        if above > 1e150 {
            return f64::INFINITY;
        }
        (below, above) = (above, above * above.max(2.0));
    }
    // The two ends may be many powers of ten apart: halve the logarithms first.
    while above > 4.0 * below && below > 0.0 {
        let middle = below.sqrt() * above.sqrt();
        if upper_tail(middle, freedom) > tail { below = middle } else { above = middle }
    }
    for _ in 0..60 {
        let middle = below + 0.5 * (above - below);
        if upper_tail(middle, freedom) > tail { below = middle } else { above = middle }
    }
    if below > 1e150 { f64::INFINITY } else { below + 0.5 * (above - below) }
}

/// The z with P(Z > z) = `tail` for a standard normal Z.
pub fn upper_z(tail: f64) -> f64 {
    -Normal::standard().inverse_cdf(tail)
}

/// P(|T| ≥ |t|) for T with `freedom` > 0 degrees of freedom. `None` when `t` is NaN or `freedom` is not above 0.
pub fn two_sided_tail(t: f64, freedom: f64) -> Option<f64> {
    let known = !t.is_nan() && freedom > 0.0;
    known.then(|| if t.is_infinite() { 0.0 } else { (2.0 * upper_tail(t.abs(), freedom)).clamp(0.0, 1.0) })
}

/// The t with P(|T| ≤ t) = `confidence`: 2.228139 for 0.95 and 10 degrees of freedom. `None` unless 0 < `confidence` < 1
/// and `freedom` > 0.
pub fn two_sided_quantile(confidence: f64, freedom: f64) -> Option<f64> {
    let known = confidence > 0.0 && confidence < 1.0 && freedom > 0.0;
    known.then(|| upper_quantile((1.0 - confidence) / 2.0, freedom))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn quantile_and_tail_undo_each_other() {
        for freedom in [0.1, 0.7, 1.0, 3.5, 88.0, 1e5, 1e8, 9e11, 1e13] {
            for tail in [1e-30, 1e-6, 0.005, 0.025, 0.2, 0.4999] {
                let t = upper_quantile(tail, freedom);
                assert!(t > 0.0);
                if t.is_finite() {
                    assert!((upper_tail(t, freedom) / tail - 1.0).abs() < 1e-8, "{freedom} {tail} {t}");
                }
            }
        }
    }

    /// Close to the normal distribution the next term of its expansion is z (z² + 1) / (4 freedom).
    #[test]
    fn many_degrees_of_freedom_are_nearly_normal() {
        let z = 1.959_963_984_540_054_f64;
        for freedom in [1e4, 1e6, 1e8, 1e10] {
            let next = z + z * (z * z + 1.0) / (4.0 * freedom);
            assert!(
                (upper_quantile(0.025, freedom) - next).abs() < 1e-9_f64.max(10.0 / (freedom * freedom)),
                "{freedom}"
            );
        }
    }

    /// Abramowitz and Stegun 1964, table 26.10: two-sided 95 % and 99 %.
    #[test]
    fn table_26_10() {
        for (freedom, of_95, of_99) in [
            (1.0, 12.706, 63.657),
            (2.0, 4.303, 9.925),
            (10.0, 2.228, 3.169),
            (30.0, 2.042, 2.750),
            (120.0, 1.980, 2.617),
        ] {
            assert!((two_sided_quantile(0.95, freedom).unwrap() - of_95).abs() < 6e-4, "{freedom}");
            assert!((two_sided_quantile(0.99, freedom).unwrap() - of_99).abs() < 6e-4, "{freedom}");
            assert!((two_sided_tail(-of_95, freedom).unwrap() - 0.05).abs() < 1e-4, "{freedom}");
        }
        assert!((two_sided_quantile(0.95, f64::INFINITY).unwrap() - 1.959_963_984_540_054).abs() < 1e-12);
        assert!((two_sided_quantile(0.95, 1e15).unwrap() - 1.959_963_984_540_054).abs() < 1e-12);
    }

    /// One degree of freedom is Cauchy's distribution, two have a closed form.
    #[test]
    fn closed_forms() {
        for t in [0.0, 0.1, 1.0, 5.0, 1e4_f64] {
            let cauchy = 1.0 - 2.0 / std::f64::consts::PI * t.atan();
            assert!((two_sided_tail(t, 1.0).unwrap() - cauchy).abs() < 1e-10, "{t}");
            assert!((two_sided_tail(t, 2.0).unwrap() - (1.0 - t / (2.0 + t * t).sqrt())).abs() < 1e-10, "{t}");
        }
    }

    #[test]
    fn two_sided_tails_and_quantiles_undo_each_other() {
        for freedom in [1.0, 3.5, 17.0, 999.0, 1_000.0, 1e5, 1e9] {
            for confidence in [0.5, 0.8, 0.95, 0.999] {
                let t = two_sided_quantile(confidence, freedom).unwrap();
                let tail = two_sided_tail(t, freedom).unwrap();
                assert!((tail / (1.0 - confidence) - 1.0).abs() < 1e-7, "{freedom} {confidence}: {tail}");
            }
        }
    }

    #[test]
    fn extremes() {
        assert_eq!(two_sided_tail(f64::INFINITY, 5.0), Some(0.0));
        assert_eq!(two_sided_tail(1e308, 5.0), Some(0.0));
        assert_eq!(two_sided_tail(1e308, 1e308), Some(0.0));
        assert_eq!(two_sided_tail(0.0, f64::INFINITY), Some(1.0));
        assert_eq!(two_sided_tail(f64::NAN, 5.0), None);
        assert_eq!(two_sided_tail(1.0, 0.0), None);
        assert_eq!(two_sided_quantile(1.0, 5.0), None);
        assert_eq!(two_sided_quantile(0.95, f64::NAN), None);
    }
}
