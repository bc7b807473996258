//! The trigamma function ψ'(x), second derivative of ln Γ, for positive x. It does not extend it to negative x.

/// ψ'(x) for x > 0, to about 1e-13 relative: the recurrence ψ'(x) = ψ'(x + 1) + 1/x² up to 10, then the asymptotic
/// series. Source: Abramowitz and Stegun 1964, 6.4.6 and 6.4.12. `None` unless x is positive and finite.
pub fn trigamma(x: f64) -> Option<f64> {
    if !(x > 0.0 && x.is_finite()) {
        return None;
    }
    let (mut x, mut sum) = (x, 0.0);
    while x < 10.0 {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    let y = 1.0 / (x * x);
    let series = 1.0 / 6.0 - y * (1.0 / 30.0 - y * (1.0 / 42.0 - y * (1.0 / 30.0 - y * 5.0 / 66.0)));
    Some(sum + 1.0 / x + y / 2.0 + y / x * series)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::f64::consts::PI;

    /// ψ'(1) = π²/6, ψ'(1/2) = π²/2 (Abramowitz and Stegun 6.4.2 and 6.4.4), ψ'(2) = π²/6 − 1.
    #[test]
    fn known_values() {
        for (x, want) in [(1.0, PI * PI / 6.0), (0.5, PI * PI / 2.0), (2.0, PI * PI / 6.0 - 1.0)] {
            assert!((trigamma(x).unwrap() / want - 1.0).abs() < 1e-13, "{x}");
        }
    }

    #[test]
    fn falls_without_a_jump() {
        let values: Vec<f64> = (1..4_000).map(|i| trigamma(f64::from(i) / 100.0).unwrap()).collect();
        assert!(values.windows(2).all(|pair| pair[0] > pair[1]));
        assert!((trigamma(1e6).unwrap() * 1e6 - 1.0).abs() < 1e-6);
    }

    #[test]
    fn refuses_the_rest() {
        for x in [0.0, -1.5, f64::NAN, f64::INFINITY] {
            assert_eq!(trigamma(x), None);
        }
    }
}
