//! Sample quantiles of values that are already sorted. It does not sort, and it does not accept NaN.

/// The type 7 quantile of Hyndman and Fan (1996), the default of R, NumPy and Excel's `PERCENTILE.INC`:
/// with h = (N − 1)p, linear interpolation between the order statistics ⌊h⌋ and ⌊h⌋ + 1, counted from 0.
///
/// `sorted` is in ascending order. `None` when it is empty or `p` lies outside 0..=1.
pub fn quantile_type7(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let h = last as f64 * p;
    // (N − 1)p is rarely exact in binary; a product that misses an integer by rounding alone means that integer.
    let h = if (h - h.round()).abs() <= 4.0 * f64::EPSILON * h.max(1.0) { h.round() } else { h };
    let below = *sorted.get(h.floor() as usize)?;
    let above = *sorted.get(h.ceil() as usize)?;
    let weight = h - h.floor();
    // Equal neighbours are returned untouched, so that a tie stays a tie.
    Some(if below == above { below } else { (1.0 - weight) * below + weight * above })
}

/// The median of values in ascending order: the mean of the two middle ones when their number is even.
/// `None` when there are no values.
pub fn median(sorted: &[f64]) -> Option<f64> {
    quantile_type7(sorted, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the formula: h = 9 × 0.25 = 2.25, so 10 + 0.25 × (15 − 10); R's `quantile(x)` gives the same five figures.
    #[test]
    fn interpolates_between_order_statistics() {
        let x = [1.0, 6.0, 10.0, 15.0, 21.0, 28.0, 36.0, 45.0, 55.0, 66.0];
        let got: Vec<_> = [0.0, 0.25, 0.5, 0.75, 1.0].iter().filter_map(|p| quantile_type7(&x, *p)).collect();
        assert_eq!(got, [1.0, 11.25, 24.5, 42.75, 66.0]);
    }

    #[test]
    fn a_rank_that_is_whole_but_for_rounding_hits_its_order_statistic() {
        let x: Vec<f64> = (0..=100).map(|i| f64::from(i) * 1e9).collect();
        assert_ne!(100.0 * 0.07, 7.0);
        for k in 0..=100_u32 {
            assert_eq!(quantile_type7(&x, f64::from(k) / 100.0), Some(f64::from(k) * 1e9), "{k}/100");
        }
    }

    #[test]
    fn never_leaves_the_neighbours_and_never_falls() {
        let x = [-7.5, -7.5, 0.1, 0.1, 0.1, 3.0, 1e12];
        let steps: Vec<f64> = (0..=997).filter_map(|i| quantile_type7(&x, f64::from(i) / 997.0)).collect();
        assert_eq!(steps.len(), 998);
        assert!(steps.is_sorted());
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[4.0]), Some(4.0));
        assert_eq!(median(&[1.0, 2.0]), Some(1.5));
        assert_eq!(quantile_type7(&[1.0], 1.01), None);
        assert_eq!(quantile_type7(&[1.0], f64::NAN), None);
        assert_eq!(quantile_type7(&[f64::MIN, f64::MAX], 0.5), Some(0.0));
    }
}
