//! Value levels by quantiles. The ABC tiers of `value_tier` answer another question: they part customers by their
//! share of past revenue, these by rank of the value expected in future.

use super::error::CandidateError;
use super::level::{Cuts, Level, level};
use crate::numerics::quantile::quantile_type7;

/// The value levels of all customers.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueLevels {
    /// One level a customer, in the order of the input.
    pub levels: Vec<Level>,
    /// Smallest value of the middle level.
    pub middle_from: f64,
    /// Smallest value of the high level.
    pub high_from: f64,
}

/// Levels by type 7 quantiles of `values`, the margin expected over the horizon if the customer returns, in currency.
/// `cuts` are quantile probabilities, by default [`Cuts::BEST_FIFTH_AND_HALF`].
///
/// Equal values share a level, and a value of zero or less is always low. Refuses a value that is not finite, and the
/// empty list, which has no quantiles.
pub fn value_levels(values: &[f64], cuts: Cuts) -> Result<ValueLevels, CandidateError> {
    if let Some(position) = values.iter().position(|value| !value.is_finite()) {
        return Err(CandidateError::Value { position });
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let cut = |p: f64| quantile_type7(&sorted, p).ok_or(CandidateError::NoCustomers);
    let (middle_from, high_from) = (cut(cuts.middle_from())?, cut(cuts.high_from())?);
    let level_of = |value: &f64| if *value > 0.0 { level(*value, middle_from, high_from) } else { Level::Low };
    Ok(ValueLevels { levels: values.iter().map(level_of).collect(), middle_from, high_from })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Level::{High, Low, Middle};

    /// By hand: of 0 to 10 the quantiles are the values 5 and 8.
    #[test]
    fn eleven_values_by_hand() {
        let values: Vec<f64> = (0..=10).rev().map(f64::from).collect();
        let result = value_levels(&values, Cuts::BEST_FIFTH_AND_HALF).unwrap();
        assert_eq!((result.middle_from, result.high_from), (5.0, 8.0));
        assert_eq!(result.levels[..6], [High, High, High, Middle, Middle, Middle]);
        assert_eq!(result.levels[6..], [Low; 5]);
    }

    #[test]
    fn ties_share_a_level_and_worthless_is_low() {
        assert_eq!(value_levels(&[7.0; 9], Cuts::BEST_FIFTH_AND_HALF).unwrap().levels, [High; 9]);
        assert_eq!(value_levels(&[0.0; 9], Cuts::BEST_FIFTH_AND_HALF).unwrap().levels, [Low; 9]);
        assert_eq!(
            value_levels(&[-3.0, -2.0, -1.0, 0.0, 1.0], Cuts::BEST_FIFTH_AND_HALF).unwrap().levels,
            [Low, Low, Low, Low, High]
        );
    }

    #[test]
    fn refuses_what_has_no_rank() {
        assert_eq!(value_levels(&[], Cuts::BEST_FIFTH_AND_HALF), Err(CandidateError::NoCustomers));
        for bad in [f64::NAN, f64::INFINITY] {
            assert_eq!(
                value_levels(&[1.0, bad], Cuts::BEST_FIFTH_AND_HALF),
                Err(CandidateError::Value { position: 1 })
            );
        }
        assert!(value_levels(&[f64::MIN, f64::MAX], Cuts::BEST_FIFTH_AND_HALF).unwrap().high_from.is_finite());
    }
}
