//! Before and after of treated customers beside others with a like score before. Like scores before keep a low score
//! that merely returns to its usual height from passing for a difference.

use super::cell::Cell;
use super::error::EffectError;
use super::estimate::{Estimate, Parts, check};
use super::matching::{BeforeAfter, Caliper, Pair, nearest_pairs};

/// What differs by less of the largest score differs by rounding alone.
const ROUNDING: f64 = 1e-12;

/// How pairs are made and judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatchOptions {
    /// How far apart the scores before may be.
    pub caliper: Caliper,
    /// Confidence of the interval.
    pub confidence: f64,
    /// Seed of the lots among equal scores.
    pub seed: u64,
}

impl Default for MatchOptions {
    fn default() -> MatchOptions {
        MatchOptions { caliper: Caliper::default(), confidence: 0.95, seed: 1 }
    }
}

/// How alike two groups were before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Mean score before of the treated.
    pub treated: f64,
    /// Mean score before of the others.
    pub untreated: f64,
    /// The difference of the means in standard deviations of all scores before; 0 when those do not vary.
    pub standardised_difference: f64,
}

/// What matched pairs show.
#[derive(Clone, Debug, PartialEq)]
pub struct MatchedEffect {
    /// The mean over pairs of the change of the treated less the change of the other, with the paired t interval; its
    /// groups are pairs.
    pub estimate: Estimate,
    /// The pairs, in order of the treated.
    pub pairs: Vec<Pair>,
    /// Positions of treated customers without a pair, ascending. The effect does not speak of them.
    pub unmatched_treated: Vec<usize>,
    /// Of these, customers in whose group there was nobody untreated at all.
    pub without_group: usize,
    /// Other customers without a pair.
    pub unmatched_untreated: usize,
    /// The caliper used, in units of the score.
    pub caliper: f64,
    /// All customers before matching.
    pub balance_before: Balance,
    /// The matched ones.
    pub balance_matched: Balance,
}

/// Matches each treated customer to the nearest other one by the score before and compares their changes.
///
/// The standard error is that of the pairs' differences: Austin, Statistics in Medicine 30 (2011) 1292-1301. Customers
/// who differ in other ways than the score before and the group stay different.
///
/// # Errors
/// See [`EffectError`]; positions of values count the treated first and then the others.
pub fn matched_effect(
    treated: &[BeforeAfter],
    untreated: &[BeforeAfter],
    options: &MatchOptions,
) -> Result<MatchedEffect, EffectError> {
    check(options.confidence)?;
    let finite = |own: &BeforeAfter| own.before.is_finite() && own.after.is_finite();
    if let Some(position) = treated.iter().chain(untreated).position(|own| !finite(own)) {
        return Err(EffectError::NotANumber { position });
    }
    let before = |of: &[BeforeAfter]| -> Vec<f64> { of.iter().map(|own| own.before).collect() };
    let deviation = Cell::of(&[before(treated), before(untreated)].concat())?.variance.sqrt();
    let caliper = match options.caliper {
        Caliper::Score(width) => width,
        Caliper::StandardDeviations(width) => width * deviation,
    };
    if !caliper.is_finite() || caliper < 0.0 {
        return Err(EffectError::Caliper);
    }

    let pairs = nearest_pairs(treated, untreated, caliper, options.seed);
    let partners: Vec<(BeforeAfter, BeforeAfter)> =
        pairs.iter().map(|pair| (treated[pair.treated], untreated[pair.untreated])).collect();
    let differences: Vec<f64> =
        partners.iter().map(|(own, other)| (own.after - own.before) - (other.after - other.before)).collect();
    if pairs.len() < 2 {
        return Err(EffectError::TooFewPairs { pairs: pairs.len() });
    }
    // Finite values whose difference is not are too large, not missing.
    let found = Cell::of(&differences).map_err(|_| EffectError::TooLarge)?;
    let members = pairs.len() as f64;
    let largest = partners.iter().flat_map(|(own, other)| [own.before, own.after, other.before, other.after]);
    let slack = ROUNDING * largest.map(f64::abs).fold(0.0, f64::max);
    let level = |value: f64| if value.abs() <= slack { 0.0 } else { value };
    let parts = Parts {
        effect: level(found.mean),
        standard_error: level(found.variance.sqrt()) / members.sqrt(),
        degrees_of_freedom: members - 1.0,
        variance_of_one: found.variance,
        smallest_group: pairs.len(),
    };
    let estimate = Estimate::of(parts, options.confidence)?;

    let mut is_matched = vec![false; treated.len()];
    pairs.iter().for_each(|pair| is_matched[pair.treated] = true);
    let unmatched_treated: Vec<usize> = (0..treated.len()).filter(|position| !is_matched[*position]).collect();
    let mut groups: Vec<u32> = untreated.iter().map(|own| own.group).collect();
    groups.sort_unstable();
    let without_group =
        unmatched_treated.iter().filter(|position| groups.binary_search(&treated[**position].group).is_err()).count();
    let (own, others): (Vec<BeforeAfter>, Vec<BeforeAfter>) = partners.into_iter().unzip();
    Ok(MatchedEffect {
        estimate,
        unmatched_treated,
        without_group,
        unmatched_untreated: untreated.len() - pairs.len(),
        pairs,
        caliper,
        balance_before: balance(&before(treated), &before(untreated), deviation)?,
        balance_matched: balance(&before(&own), &before(&others), deviation)?,
    })
}

fn balance(treated: &[f64], untreated: &[f64], deviation: f64) -> Result<Balance, EffectError> {
    let (treated, untreated) = (Cell::of(treated)?.mean, Cell::of(untreated)?.mean);
    let standardised_difference = if deviation > 0.0 { (treated - untreated) / deviation } else { 0.0 };
    Ok(Balance { treated, untreated, standardised_difference })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn customer(before: f64, after: f64, group: u32) -> BeforeAfter {
        BeforeAfter { before, after, group }
    }

    /// Pairs with differences 1, 2 and 3: mean 2, standard error 1/√3.
    #[test]
    fn by_hand() {
        let treated = [
            customer(3.0, 5.0, 1),
            customer(6.0, 8.0, 1),
            customer(9.0, 8.0, 2),
            customer(1.0, 9.0, 2),
            customer(4.0, 9.0, 3),
        ];
        let untreated = [customer(9.0, 5.0, 2), customer(3.0, 4.0, 1), customer(6.0, 6.0, 1), customer(6.0, 0.0, 2)];
        let options = MatchOptions { caliper: Caliper::Score(0.0), ..MatchOptions::default() };
        let found = matched_effect(&treated, &untreated, &options).unwrap();
        let pair = |treated, untreated| Pair { treated, untreated };
        assert_eq!(found.pairs, [pair(0, 1), pair(1, 2), pair(2, 0)]);
        assert!((found.estimate.effect - 2.0).abs() < 1e-15);
        assert!((found.estimate.standard_error - 1.0 / 3.0_f64.sqrt()).abs() < 1e-15);
        assert_eq!((found.estimate.degrees_of_freedom, found.estimate.smallest_group), (2.0, 3));
        assert_eq!(found.unmatched_treated, [3, 4]);
        assert_eq!((found.without_group, found.unmatched_untreated), (1, 1));
        assert_eq!(found.balance_matched.standardised_difference, 0.0);
        assert_eq!((found.balance_before.treated, found.balance_before.untreated), (4.6, 6.0));
    }

    #[test]
    fn edges() {
        let options = MatchOptions::default();
        assert_eq!(matched_effect(&[], &[], &options), Err(EffectError::TooFewPairs { pairs: 0 }));
        let one = [customer(1.0, 2.0, 0)];
        assert_eq!(matched_effect(&one, &one, &options), Err(EffectError::TooFewPairs { pairs: 1 }));
        let two = [customer(1.0, 2.0, 0), customer(1.0, 2.0, 0)];
        let flat = |effect| Err(EffectError::NoVariation { effect, smallest_group: 2 });
        assert_eq!(matched_effect(&two, &two, &options), flat(0.0));
        // 0.3 - 0.1 is not 0.2 in binary: a difference of rounding is none, and one that all share does not vary.
        let [one_step, other_step] = [customer(0.1, 0.3, 0), customer(0.2, 0.4, 0)];
        assert_eq!(matched_effect(&[one_step, other_step], &[one_step, other_step], &options), flat(0.0));
        let still = [customer(0.1, 0.1, 0), customer(0.2, 0.2, 0)];
        let moved = matched_effect(&[one_step, other_step], &still, &options);
        assert!(matches!(moved, Err(EffectError::NoVariation { effect, .. }) if (effect - 0.2).abs() < 1e-12));
        let nan = [customer(1.0, f64::NAN, 0)];
        assert_eq!(matched_effect(&one, &nan, &options), Err(EffectError::NotANumber { position: 1 }));
        let huge = [customer(1e308, -1e308, 0), customer(1e308, 1e308, 0)];
        assert_eq!(matched_effect(&huge, &huge, &options), Err(EffectError::TooLarge));
        for width in [-1.0, f64::NAN, f64::INFINITY] {
            let options = MatchOptions { caliper: Caliper::Score(width), ..options };
            assert_eq!(matched_effect(&two, &two, &options), Err(EffectError::Caliper));
        }
        let confidence = MatchOptions { confidence: 0.0, ..options };
        assert_eq!(matched_effect(&two, &two, &confidence), Err(EffectError::Confidence));
    }
}
