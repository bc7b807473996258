//! Samples that must show no failure at all. It draws none.

/// Size of a sample without failures that shows, at a `confidence`, that at least the part `reliability` is sound: the
/// least n with reliability^n ≤ 1 − confidence. `None` unless both lie strictly between 0 and 1.
pub fn zero_failure_size(confidence: f64, reliability: f64) -> Option<u64> {
    let inside = |p: f64| p > 0.0 && p < 1.0;
    if !inside(confidence) || !inside(reliability) {
        return None;
    }
    let exact = (-confidence).ln_1p() / reliability.ln();
    // A quotient that misses a whole number by rounding alone means that number.
    let nearest = exact.round();
    let size = if (exact - nearest).abs() <= 1e-12 * exact { nearest } else { exact.ceil() };
    Some(size.max(1.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sizes of every handbook: 59, 299 and 22.
    #[test]
    fn handbook_sizes() {
        assert_eq!(zero_failure_size(0.95, 0.95), Some(59));
        assert_eq!(zero_failure_size(0.95, 0.99), Some(299));
        assert_eq!(zero_failure_size(0.90, 0.90), Some(22));
        assert_eq!(zero_failure_size(0.75, 0.5), Some(2));
        assert_eq!(zero_failure_size(0.1, 0.5), Some(1));
    }

    #[test]
    fn refuses_what_is_no_part() {
        for bad in [0.0, 1.0, -0.5, f64::NAN, 95.0] {
            assert_eq!((zero_failure_size(bad, 0.9), zero_failure_size(0.9, bad)), (None, None));
        }
        assert!(zero_failure_size(0.999_999, 1.0 - 1e-12).is_some_and(|n| n > 1_000_000_000_000));
    }
}
