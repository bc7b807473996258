//! Raking: weights that meet several margins at once. It trims nothing.

use super::super::tally::WEIGHTS;
use super::error::WeightsError;
use super::kish::{DesignEffect, effect_of};
use super::margin::Margin;

/// Totals of margins that differ by no more than this share count as rounded; all are scaled to the sum of the first.
const ROUNDING: f64 = 0.005;

/// Margins are met when no sum of weights is off by more than this share, or the tolerance if that is larger. Weights can
/// stand still after each sweep and yet meet only the last margin.
const MARGINS_MET: f64 = 1e-6;

/// When raking stops.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RakingRule {
    /// It has converged when no weight changes by more than this share of itself in a sweep through all margins.
    pub tolerance: f64,
    /// It gives up after so many sweeps.
    pub most_sweeps: usize,
}

impl Default for RakingRule {
    /// 1e-9, which rounding does not blur for a million respondents, and 200 sweeps: a usual survey takes about ten.
    fn default() -> RakingRule {
        RakingRule { tolerance: 1e-9, most_sweeps: 200 }
    }
}

/// Weights after raking. Look at [`Raked::converged`] first.
#[derive(Clone, Debug, PartialEq)]
pub struct Raked {
    /// One weight a respondent; they sum to the total of the first margin.
    pub weights: Vec<f64>,
    /// Sweeps through all margins that were made.
    pub sweeps: usize,
    /// Whether the weights had stopped to move when raking ended, and meet the margins. If not, a score computed from
    /// them must say so.
    pub converged: bool,
    /// The largest change of a weight in the last sweep, as a share of it.
    pub largest_change: f64,
    /// The largest difference between the sum of the weights of a level and its total, as a share of the total.
    pub largest_margin_error: f64,
    /// What the weights cost.
    pub design_effect: DesignEffect,
}

/// Scales the base weights to each margin in turn until they stop to move: iterative proportional fitting. Source:
/// Deming and Stephan, Annals of Mathematical Statistics 11 (1940) 427–444. Margins that no weights can meet, such as
/// two attributes that always go together with different totals, do not converge. Totals may be numbers or shares;
/// margins whose sums differ by more than rounding, half a percent, are refused.
///
/// # Errors
/// See [`WeightsError`]. Raking that has not converged is no error: see [`Raked::converged`].
pub fn rake(base: &[f64], margins: &[Margin], rule: RakingRule) -> Result<Raked, WeightsError> {
    let first = margins.first().ok_or(WeightsError::NoMargins)?;
    if base.is_empty() {
        return Err(WeightsError::NoRespondents);
    }
    if rule.most_sweeps == 0 || !rule.tolerance.is_finite() || rule.tolerance <= 0.0 {
        return Err(WeightsError::Rule);
    }
    if let Some((row, weight)) = base.iter().enumerate().find(|(_, weight)| !WEIGHTS.contains(weight)) {
        return Err(WeightsError::Weight { row, weight: *weight });
    }
    let scaled = margins.iter().map(|margin| Ok((margin, scale(first, margin, base.len())?)));
    let scaled = scaled.collect::<Result<Vec<(&Margin, f64)>, WeightsError>>()?;

    let mut weights = base.to_vec();
    let (mut sweeps, mut largest_change) = (0, f64::INFINITY);
    while sweeps < rule.most_sweeps && largest_change > rule.tolerance {
        let mut next = weights.clone();
        scaled.iter().for_each(|(margin, scale)| margin.adjust(&mut next, *scale));
        // Without convergence some weights shrink without end; stop before they cannot be used.
        if next.iter().any(|weight| !WEIGHTS.contains(weight)) {
            break;
        }
        largest_change = next.iter().zip(&weights).map(|(new, old)| (new / old - 1.0).abs()).fold(0.0, f64::max);
        weights = next;
        sweeps += 1;
    }
    let largest_margin_error = scaled.iter().map(|(margin, scale)| margin.error(&weights, *scale)).fold(0.0, f64::max);
    let design_effect = effect_of(&weights);
    let converged = largest_change <= rule.tolerance && largest_margin_error <= rule.tolerance.max(MARGINS_MET);
    Ok(Raked { weights, sweeps, converged, largest_change, largest_margin_error, design_effect })
}

/// Scales the base weights to one margin: post-stratification. One sweep meets it.
///
/// # Errors
/// See [`WeightsError`].
pub fn post_stratify(base: &[f64], margin: &Margin) -> Result<Raked, WeightsError> {
    rake(base, std::slice::from_ref(margin), RakingRule::default())
}

/// What the totals of `margin` are multiplied by, so that they sum to those of `first`.
fn scale(first: &Margin, margin: &Margin, respondents: usize) -> Result<f64, WeightsError> {
    if margin.respondents() != respondents {
        return Err(WeightsError::Lengths { margin: margin.name().to_owned() });
    }
    let (first_total, other_total) = (first.total(), margin.total());
    let scale = first_total / other_total;
    if (scale - 1.0).abs() > ROUNDING {
        let (first, other) = (first.name().to_owned(), margin.name().to_owned());
        return Err(WeightsError::TotalsDiffer { first, first_total, other, other_total });
    }
    Ok(scale)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn margin(name: &str, totals: &[(&str, f64)], levels: &str) -> Margin {
        let letters: Vec<String> = levels.chars().map(String::from).collect();
        let levels: Vec<Option<&str>> = letters.iter().map(|letter| Some(letter.as_str())).collect();
        Margin::new(name, totals, &levels).unwrap()
    }

    /// The example of Deming and Stephan's method with independent margins: weights are products of the shares.
    #[test]
    fn independent_attributes_take_one_sweep() {
        let sex = margin("sex", &[("f", 60.0), ("m", 40.0)], "ffmm");
        let age = margin("age", &[("y", 30.0), ("o", 70.0)], "yoyo");
        let found = rake(&[1.0; 4], &[sex, age], RakingRule::default()).unwrap();
        assert!(found.converged && found.sweeps <= 3);
        for (weight, by_hand) in found.weights.iter().zip([18.0, 42.0, 12.0, 28.0]) {
            assert!((weight - by_hand).abs() < 1e-10);
        }
        assert!(found.largest_margin_error < 1e-8);
        let squares = 18.0 * 18.0 + 42.0 * 42.0 + 12.0 * 12.0 + 28.0 * 28.0;
        assert!((found.design_effect.deff - 4.0 * squares / 1e4).abs() < 1e-12);
    }

    /// All women young and all men old, but other totals: no weights can meet both.
    #[test]
    fn what_cannot_be_met_is_said() {
        let sex = margin("sex", &[("f", 60.0), ("m", 40.0)], "ffmm");
        let age = margin("age", &[("y", 30.0), ("o", 70.0)], "yyoo");
        let found = rake(&[1.0; 4], &[sex, age], RakingRule::default()).unwrap();
        assert!(!found.converged && found.largest_margin_error > 0.4);
        assert!(found.weights.iter().all(|weight| weight.is_finite()));
        let sex = margin("sex", &[("f", 60.0), ("m", 40.0)], "fmm");
        let age = margin("age", &[("y", 30.0), ("o", 70.0)], "yyo");
        let slow = rake(&[1.0; 3], &[sex, age], RakingRule { most_sweeps: 10_000, ..RakingRule::default() });
        assert!(!slow.unwrap().converged);
    }

    #[test]
    fn stopped_too_early_is_said() {
        let sex = margin("sex", &[("f", 60.0), ("m", 40.0)], "ffmmm");
        let age = margin("age", &[("y", 30.0), ("o", 70.0)], "yoyoo");
        let rule = RakingRule { most_sweeps: 1, ..RakingRule::default() };
        let early = rake(&[1.0; 5], &[sex.clone(), age.clone()], rule).unwrap();
        assert!(!early.converged && early.sweeps == 1);
        let full = rake(&[1.0; 5], &[sex, age], RakingRule::default()).unwrap();
        assert!(full.converged && full.largest_change <= 1e-9);
    }

    #[test]
    fn totals_may_differ_by_rounding_only() {
        let third = margin("third", &[("a", 33.3), ("b", 33.3), ("c", 33.3)], "abc");
        let half = |total: f64| margin("half", &[("x", 50.0), ("y", total)], "xyx");
        let rounded = rake(&[1.0; 3], &[third.clone(), half(50.0)], RakingRule::default()).unwrap();
        assert!((rounded.weights.iter().sum::<f64>() - 99.9).abs() < 1e-9);
        let differ = rake(&[1.0; 3], &[third.clone(), half(60.0)], RakingRule::default());
        assert!(matches!(differ, Err(WeightsError::TotalsDiffer { .. })));
        let shares = margin("share", &[("x", 0.5), ("y", 0.5)], "xyx");
        assert!(rake(&[1.0; 3], &[third, shares], RakingRule::default()).is_err());
    }

    #[test]
    fn refuses_bad_input() {
        let sex = margin("sex", &[("f", 60.0), ("m", 40.0)], "fm");
        let rule = RakingRule::default();
        assert_eq!(rake(&[1.0], &[], rule), Err(WeightsError::NoMargins));
        assert_eq!(rake(&[], std::slice::from_ref(&sex), rule), Err(WeightsError::NoRespondents));
        let lengths = Err(WeightsError::Lengths { margin: "sex".to_owned() });
        assert_eq!(rake(&[1.0], std::slice::from_ref(&sex), rule), lengths);
        for bad in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e308] {
            assert!(matches!(post_stratify(&[1.0, bad], &sex), Err(WeightsError::Weight { row: 1, .. })));
        }
        for tolerance in [0.0, f64::NAN, f64::INFINITY] {
            let rule = RakingRule { tolerance, ..rule };
            assert_eq!(rake(&[1.0; 2], std::slice::from_ref(&sex), rule), Err(WeightsError::Rule));
        }
    }
}
