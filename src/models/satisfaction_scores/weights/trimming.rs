//! Weights cut at a stated cap. It decides on no cap.

use super::super::tally::WEIGHTS;
use super::error::WeightsError;
use super::kish::{DesignEffect, effect_of};

/// Weights after trimming. They no longer meet the margins they were raked to; what trimming takes from the variance it
/// may add as bias.
#[derive(Clone, Debug, PartialEq)]
pub struct Trimmed {
    /// One weight a respondent, with the same sum as before.
    pub weights: Vec<f64>,
    /// The largest weight allowed.
    pub largest: f64,
    /// How many weights were cut to it.
    pub cut: usize,
    /// What the weights cost now.
    pub design_effect: DesignEffect,
}

/// Cuts every weight above `cap` times the mean weight to that, and multiplies the others by one factor so that the sum
/// stays. Weights that this lifts above the cap are cut too. Source: Potter, Proceedings of the Section on Survey
/// Research Methods, American Statistical Association (1990) 225–230. The cap is the caller's, and must be reported.
///
/// # Errors
/// [`WeightsError::NoRespondents`], [`WeightsError::Weight`]; [`WeightsError::Cap`] unless `cap` is above 1.
pub fn trim(weights: &[f64], cap: f64) -> Result<Trimmed, WeightsError> {
    if weights.is_empty() {
        return Err(WeightsError::NoRespondents);
    }
    if !cap.is_finite() || cap <= 1.0 {
        return Err(WeightsError::Cap);
    }
    if let Some((row, weight)) = weights.iter().enumerate().find(|(_, weight)| !WEIGHTS.contains(weight)) {
        return Err(WeightsError::Weight { row, weight: *weight });
    }
    let total: f64 = weights.iter().sum();
    let largest = cap * (total / weights.len() as f64);
    let mut descending = weights.to_vec();
    descending.sort_unstable_by(|a, b| b.total_cmp(a));
    // Sums from the smallest weight on, so that small weights are not lost beside large ones.
    let mut rest = vec![0.0; descending.len() + 1];
    for place in (0..descending.len()).rev() {
        rest[place] = rest[place + 1] + descending[place];
    }
    // The factor of the others when the `cut` largest weights are cut. As the cap is above the mean weight, the others
    // have to hold something in any case.
    let factor = |cut: usize| (total - cut as f64 * largest) / rest[cut];
    let fits = |cut: &usize| descending.get(*cut).is_none_or(|next| next * factor(*cut) <= largest);
    let cut = (0..descending.len()).find(fits).unwrap_or(0);
    let factor = if cut == 0 { 1.0 } else { factor(cut) };
    let threshold = if cut == 0 { f64::INFINITY } else { descending[cut - 1] };
    let weights: Vec<f64> =
        weights.iter().map(|weight| if *weight >= threshold { largest } else { weight * factor }).collect();
    let design_effect = effect_of(&weights);
    Ok(Trimmed { weights, largest, cut, design_effect })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Mean 2.5. With the cap 1.6, 6 becomes 4, and the other 4 have to sum to 6: factor 3/2. With the cap 1.2, 6 becomes
    /// 3, and the others have to sum to 7, which lifts the 2 to 3.5: it is cut to 3 too, and the rest have to sum to 4.
    #[test]
    fn by_hand() {
        let plain = [1.0, 6.0, 2.0, 1.0];
        let once = trim(&plain, 1.6).unwrap();
        assert_eq!((once.largest, once.cut), (4.0, 1));
        for (got, by_hand) in once.weights.iter().zip([1.5, 4.0, 3.0, 1.5]) {
            assert!((got - by_hand).abs() < 1e-14);
        }
        let twice = trim(&plain, 1.2).unwrap();
        assert_eq!((twice.largest, twice.cut), (3.0, 2));
        assert_eq!(twice.weights, [2.0, 3.0, 3.0, 2.0]);
        assert_eq!(trim(&plain, 2.4).unwrap().weights, plain);
    }

    #[test]
    fn no_weight_above_the_cap_and_the_same_sum() {
        let weights: Vec<f64> = (0..500).map(|at| f64::from(at * 7919 % 499 + 1).powi(4)).collect();
        let total: f64 = weights.iter().sum();
        let mut before = f64::INFINITY;
        for cap in [20.0, 5.0, 3.0, 2.0, 1.5, 1.01, 1.0 + 1e-9] {
            let found = trim(&weights, cap).unwrap();
            assert!(found.weights.iter().all(|weight| 0.0 < *weight && *weight <= found.largest * (1.0 + 1e-9)));
            assert!((found.weights.iter().sum::<f64>() / total - 1.0).abs() < 1e-12);
            assert!(found.design_effect.deff <= before);
            assert_eq!(found.weights.iter().filter(|weight| **weight == found.largest).count(), found.cut);
            before = found.design_effect.deff;
        }
        let extreme = trim(&[1e50, 1e-50, 1e-50], 1.5).unwrap();
        assert!(extreme.weights.iter().all(|weight| weight.is_finite() && *weight > 0.0));
    }

    #[test]
    fn refuses_bad_input() {
        for cap in [1.0, 0.0, -3.0, f64::NAN, f64::INFINITY] {
            assert_eq!(trim(&[1.0], cap), Err(WeightsError::Cap));
        }
        assert_eq!(trim(&[], 2.0), Err(WeightsError::NoRespondents));
        assert!(matches!(trim(&[0.0], 2.0), Err(WeightsError::Weight { .. })));
    }
}
