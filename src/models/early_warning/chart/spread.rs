//! Moving ranges and the standard deviation they stand for.

/// Mean absolute difference of two independent standard normal values, 2/√π, to the three places of the usual tables.
pub(super) const D2: f64 = 1.128;

/// Upper limit of moving ranges as a multiple of their mean, from the usual tables.
pub(super) const D4: f64 = 3.267;

/// The mean of moving ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MeanRange {
    pub(super) mean: f64,
    /// Ranges that the mean was taken over.
    pub(super) used: usize,
    /// Ranges that were dropped as too large.
    pub(super) screened: usize,
}

/// The differences between values `lag` apart, without their sign. 0 < `lag`.
pub(super) fn moving_ranges(values: &[f64], lag: usize) -> Vec<f64> {
    values.iter().zip(values.iter().skip(lag)).map(|(before, after)| (after - before).abs()).collect()
}

/// The mean of `ranges`, after dropping those above [`D4`] times the mean once if `screening` is wanted. `None` without
/// ranges.
pub(super) fn mean_range(ranges: &[f64], screening: bool) -> Option<MeanRange> {
    let first = mean(ranges)?;
    if !screening {
        return Some(MeanRange { mean: first, used: ranges.len(), screened: 0 });
    }
    let kept: Vec<f64> = ranges.iter().copied().filter(|range| *range <= D4 * first).collect();
    Some(MeanRange { mean: mean(&kept)?, used: kept.len(), screened: ranges.len() - kept.len() })
}

/// The arithmetic mean; `None` without values.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The standard deviation with n − 1; `None` with fewer than two values.
pub(super) fn standard_deviation(values: &[f64]) -> Option<f64> {
    let centre = mean(values)?;
    let free = values.len().checked_sub(1).filter(|free| *free > 0)?;
    Some((values.iter().map(|value| (value - centre).powi(2)).sum::<f64>() / free as f64).sqrt())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Ranges 1, 1, 1, 1, 20: their mean is 4.8, the limit 15.7; without the 20 the mean is 1.
    #[test]
    fn screening_drops_what_is_too_large() {
        let ranges = moving_ranges(&[0.0, 1.0, 2.0, 1.0, 0.0, 20.0], 1);
        assert_eq!(mean_range(&ranges, false), Some(MeanRange { mean: 4.8, used: 5, screened: 0 }));
        assert_eq!(mean_range(&ranges, true), Some(MeanRange { mean: 1.0, used: 4, screened: 1 }));
        assert_eq!(mean_range(&[0.0, 0.0], true).unwrap().mean, 0.0);
        assert_eq!(mean_range(&[], true), None);
    }

    #[test]
    fn lag_and_deviation() {
        assert_eq!(moving_ranges(&[1.0, 5.0, 2.0, 9.0], 2), [1.0, 4.0]);
        assert_eq!(moving_ranges(&[1.0], 3), Vec::<f64>::new());
        assert!((standard_deviation(&[2.0, 4.0, 6.0]).unwrap() - 2.0).abs() < 1e-15);
        assert_eq!(standard_deviation(&[2.0]), None);
    }
}
