//! How far forecasts of purchase counts miss the counts themselves. It judges no probability.

use super::error::BacktestError;
use super::holdout;

/// From here on numbers are no counts: 2⁵³, above which an `f64` cannot count by ones.
const TOO_LARGE: f64 = 9_007_199_254_740_992.0;

/// Errors of forecast purchase counts f against actual ones y, defined as in the demonstration of BTYDplus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountErrors {
    /// MAE, the mean of |y − f|, in purchases.
    pub mean_absolute_error: f64,
    /// RMSE, the root of the mean of (y − f)², in purchases.
    pub root_mean_square_error: f64,
    /// MSLE, the mean of (ln(1 + y) − ln(1 + f))².
    pub mean_squared_log_error: f64,
    /// BIAS, Σ f / Σ y − 1; `None` when nothing was bought.
    pub bias: Option<f64>,
    /// Pearson's correlation of f and y; `None` when either has no spread.
    pub correlation: Option<f64>,
    /// Σ f.
    pub forecast: f64,
    /// Σ y.
    pub actual: f64,
}

/// The errors of `forecasts` against the purchases of the same customers in the horizon.
///
/// Refuses forecasts that are negative, not finite or 2⁵³ and more, a number of them that differs from that of the
/// customers, and no customers.
pub fn count_errors(forecasts: &[f64], actual: &[u32]) -> Result<CountErrors, BacktestError> {
    holdout::same_length(forecasts.len(), actual.len())?;
    if let Some(position) = forecasts.iter().position(|forecast| !(0.0..TOO_LARGE).contains(forecast)) {
        return Err(BacktestError::NotACount { position });
    }
    let actual: Vec<f64> = actual.iter().map(|count| f64::from(*count)).collect();
    let mean = |error: fn(f64, f64) -> f64| {
        forecasts.iter().zip(&actual).map(|(f, y)| error(*f, *y)).sum::<f64>() / actual.len() as f64
    };
    let (forecast_total, actual_total) = (forecasts.iter().sum::<f64>(), actual.iter().sum::<f64>());
    Ok(CountErrors {
        mean_absolute_error: mean(|f, y| (y - f).abs()),
        root_mean_square_error: mean(|f, y| (y - f).powi(2)).sqrt(),
        mean_squared_log_error: mean(|f, y| (y.ln_1p() - f.ln_1p()).powi(2)),
        bias: (actual_total > 0.0).then(|| forecast_total / actual_total - 1.0),
        correlation: correlation(forecasts, &actual),
        forecast: forecast_total,
        actual: actual_total,
    })
}

/// `None` when one of the two has no spread.
fn correlation(a: &[f64], b: &[f64]) -> Option<f64> {
    let (a, b) = (centred(a), centred(b));
    let products = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let spread = products(&a, &a).sqrt() * products(&b, &b).sqrt();
    (spread > 0.0).then(|| (products(&a, &b) / spread).clamp(-1.0, 1.0))
}

/// Values minus their mean, taken from the first value so that equal ones come out as exactly 0.
fn centred(values: &[f64]) -> Vec<f64> {
    let origin = values.first().copied().unwrap_or(0.0);
    let mean = values.iter().map(|value| value - origin).sum::<f64>() / values.len() as f64;
    values.iter().map(|value| value - origin - mean).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// By the definitions, on paper.
    #[test]
    fn three_customers() {
        let got = count_errors(&[0.0, 3.0, 1.0], &[0, 1, 2]).unwrap();
        assert_eq!((got.mean_absolute_error, got.root_mean_square_error), (1.0, (5.0_f64 / 3.0).sqrt()));
        let logarithms = 2.0_f64.ln().powi(2) + 1.5_f64.ln().powi(2);
        assert!((got.mean_squared_log_error - logarithms / 3.0).abs() < 1e-15);
        assert!((got.bias.unwrap() - 1.0 / 3.0).abs() < 1e-15);
        assert!((got.correlation.unwrap() - 1.0 / (14.0_f64 / 3.0 * 2.0).sqrt()).abs() < 1e-15);
    }

    #[test]
    fn nothing_bought_and_nothing_spread() {
        let got = count_errors(&[0.1, 0.1, 0.1], &[0, 0, 0]).unwrap();
        assert_eq!((got.bias, got.correlation), (None, None));
        assert_eq!(count_errors(&[0.1, 0.2], &[5, 5]).unwrap().correlation, None);
        assert_eq!(count_errors(&[1e-200, 3e-200], &[5, 6]).unwrap().correlation, None);
        let one = count_errors(&[2.0], &[1]).unwrap();
        assert_eq!((one.mean_absolute_error, one.bias, one.correlation), (1.0, Some(1.0), None));
    }

    #[test]
    fn refuses_what_is_no_count() {
        assert_eq!(count_errors(&[], &[]), Err(BacktestError::NoCustomers));
        assert_eq!(count_errors(&[1.0], &[]), Err(BacktestError::Lengths { customers: 0, values: 1 }));
        for bad in [-1e-9, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(count_errors(&[1.0, bad], &[1, 1]), Err(BacktestError::NotACount { position: 1 }));
        }
        let huge = count_errors(&[9e15, 0.0], &[u32::MAX, 0]).unwrap();
        assert!(huge.root_mean_square_error.is_finite() && (huge.correlation.unwrap() - 1.0).abs() < 1e-15);
    }
}
