//! The log-odds of a probability, the form in which the model's forecast enters the score.

/// Probabilities nearer to 0 or 1 than this are moved here, so that one overconfident forecast cannot rule the fit.
const NEAREST: f64 = 1e-6;

/// ln(p/(1 − p)), within ±13.8. `None` unless `probability` is in 0..=1.
pub fn log_odds(probability: f64) -> Option<f64> {
    let p = (0.0..=1.0).contains(&probability).then(|| probability.clamp(NEAREST, 1.0 - NEAREST))?;
    Some((p / (1.0 - p)).ln())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::numerics::logistic::logistic;

    #[test]
    fn is_the_inverse_of_the_logistic_function_and_finite() {
        for p in [0.001, 0.3, 0.5, 0.999] {
            assert!((logistic(log_odds(p).unwrap()) - p).abs() < 1e-15);
        }
        assert_eq!(log_odds(0.5), Some(0.0));
        assert!((log_odds(1.0).unwrap() - 13.8155).abs() < 1e-4 && (log_odds(0.0).unwrap() + 13.8155).abs() < 1e-4);
        for bad in [-0.1, 1.1, f64::NAN] {
            assert_eq!(log_odds(bad), None);
        }
    }
}
