//! The log-rank test. It says whether groups differ, not which, by how much, or why.

use std::iter::Peekable;

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::durations::{Durations, RiskSet};
use super::error::LogRankError;
use crate::numerics::quadratic_form::inverse_quadratic_form;

/// At most so many groups: the work grows with their square.
pub const MOST_GROUPS: usize = 100;

/// One group in the test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GroupCounts {
    /// Observations.
    pub observations: u64,
    /// Observations that ended.
    pub ended: u64,
    /// How many would have ended had all groups been alike. 0 for a group that was never at risk when something ended;
    /// such a group takes no part.
    pub expected: f64,
}

/// The outcome of the test.
#[derive(Clone, Debug, PartialEq)]
pub struct LogRank {
    /// The statistic.
    pub chi_square: f64,
    /// Groups that take part, less one.
    pub degrees_of_freedom: usize,
    /// Probability of a statistic at least so large if the groups were alike.
    pub p_value: f64,
    /// One entry a group, in the order given.
    pub groups: Vec<GroupCounts>,
}

/// Tests whether durations are alike in all groups: with observed minus expected ends Oⱼ − Eⱼ of each group but one and
/// their hypergeometric covariance V, (O − E)ᵀ V⁻¹ (O − E) against the chi-square distribution. Ties count as they are.
/// Source: Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Klein and Moeschberger, Survival Analysis (2003),
/// section 7.3. R's `survdiff` gives the same. The p-value is an approximation for many ends; with few, or an expected
/// number below 5 in a group, take it with care.
///
/// # Errors
/// See [`LogRankError`].
pub fn log_rank(groups: &[Durations]) -> Result<LogRank, LogRankError> {
    if groups.len() > MOST_GROUPS {
        return Err(LogRankError::TooManyGroups { groups: groups.len() });
    }
    let mut times: Vec<u32> = groups.iter().flat_map(ends).collect();
    times.sort_unstable();
    times.dedup();
    if times.is_empty() {
        return Err(LogRankError::NothingEnded);
    }

    let mut cursors: Vec<_> =
        groups.iter().map(|group| Cursor { sets: group.risk_sets().peekable(), next: first_at_risk(group) }).collect();
    let mut expected = vec![0.0; groups.len()];
    let mut covariance = vec![vec![0.0; groups.len()]; groups.len()];
    for time in times {
        let at: Vec<(u64, u64)> = cursors.iter_mut().map(|cursor| cursor.at(time)).collect();
        let (n, d) = at.iter().fold((0, 0), |(n, d), (at_risk, ended)| (n + at_risk, d + ended));
        let shares: Vec<f64> = at.iter().map(|(at_risk, _)| *at_risk as f64 / n as f64).collect();
        expected.iter_mut().zip(&shares).for_each(|(sum, share)| *sum += d as f64 * share);
        if n > 1 {
            add_covariance(&mut covariance, &shares, d as f64 * ((n - d) as f64 / (n - 1) as f64));
        }
    }

    let counts: Vec<GroupCounts> =
        groups.iter().zip(&expected).map(|(group, expected)| counts(group, *expected)).collect();
    let taking_part: Vec<usize> = (0..groups.len()).filter(|group| expected[*group] > 0.0).collect();
    // The differences add up to 0, so that one group follows from the others.
    let Some((_, free)) = taking_part.split_first().filter(|(_, free)| !free.is_empty()) else {
        return Err(LogRankError::OneGroup);
    };
    let difference: Vec<f64> = free.iter().map(|group| counts[*group].ended as f64 - expected[*group]).collect();
    let variance: Vec<Vec<f64>> =
        free.iter().map(|row| free.iter().map(|column| covariance[*row][*column]).collect()).collect();
    let chi_square = inverse_quadratic_form(&variance, &difference).ok_or(LogRankError::NoVariation)?;
    let degrees_of_freedom = free.len();
    let distribution = ChiSquared::new(degrees_of_freedom as f64).map_err(|_| LogRankError::NoVariation)?;
    Ok(LogRank { chi_square, degrees_of_freedom, p_value: distribution.sf(chi_square), groups: counts })
}

fn ends(group: &Durations) -> impl Iterator<Item = u32> {
    group.risk_sets().filter(|set| set.ended > 0).map(|set| set.time)
}

fn first_at_risk(group: &Durations) -> u64 {
    group.risk_sets().next().map_or(0, |set| set.at_risk)
}

fn counts(group: &Durations, expected: f64) -> GroupCounts {
    let (observations, ended) = group.totals();
    GroupCounts { observations, ended, expected }
}

/// Adds `scale` × (diag(shares) − shares sharesᵀ).
fn add_covariance(covariance: &mut [Vec<f64>], shares: &[f64], scale: f64) {
    for (row, own) in shares.iter().enumerate().filter(|(_, own)| **own > 0.0) {
        for (column, (sum, other)) in covariance[row].iter_mut().zip(shares).enumerate() {
            *sum += scale * own * (f64::from(u8::from(row == column)) - other);
        }
    }
}

/// A walk through the risk sets of one group, from one end in any group to the next.
struct Cursor<I: Iterator<Item = RiskSet>> {
    sets: Peekable<I>,
    /// At risk at the time of the next risk set.
    next: u64,
}

impl<I: Iterator<Item = RiskSet>> Cursor<I> {
    /// How many are at risk at `time`, and how many of them end.
    fn at(&mut self, time: u32) -> (u64, u64) {
        while let Some(past) = self.sets.next_if(|set| set.time < time) {
            self.next = past.after;
        }
        (self.next, self.sets.peek().filter(|set| set.time == time).map_or(0, |set| set.ended))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn group(days: &[u32], ended: &[bool]) -> Durations {
        Durations::new(days, ended, None).unwrap()
    }

    /// At 1: 2 of 4 at risk in each, one ends; at 2: 1 of 3, one ends; at 3: 1 of 2, one ends.
    #[test]
    fn by_hand() {
        let found = log_rank(&[group(&[1, 3], &[true, true]), group(&[2, 4], &[true, false])]).unwrap();
        let expected = [0.5 + 1.0 / 3.0 + 0.5, 0.5 + 2.0 / 3.0 + 0.5];
        let variance = 0.25 + 2.0 / 9.0 + 0.25;
        for (group, expected) in found.groups.iter().zip(expected) {
            assert!((group.expected - expected).abs() < 1e-15);
        }
        assert!((found.chi_square - (2.0 - expected[0]).powi(2) / variance).abs() < 1e-14);
        assert_eq!((found.degrees_of_freedom, found.groups[1].ended), (1, 1));
    }

    #[test]
    fn like_groups_do_not_differ() {
        let one = group(&[3, 3, 8, 9, 0], &[true, false, true, true, true]);
        let found = log_rank(&[one.clone(), one.clone(), one]).unwrap();
        assert!(found.chi_square < 1e-25 && (found.p_value - 1.0).abs() < 1e-12);
        assert_eq!(found.degrees_of_freedom, 2);
    }

    #[test]
    fn says_nothing_where_it_cannot() {
        let (gone, open) = (group(&[5, 5], &[true, true]), group(&[5, 6], &[false, false]));
        let empty = Durations::default();
        assert_eq!(log_rank(&[]), Err(LogRankError::NothingEnded));
        assert_eq!(log_rank(&[open.clone(), open.clone(), empty.clone()]), Err(LogRankError::NothingEnded));
        assert_eq!(log_rank(&[gone.clone(), empty]), Err(LogRankError::OneGroup));
        assert_eq!(log_rank(&[gone.clone(), group(&[4, 3], &[false, false])]), Err(LogRankError::OneGroup));
        // All at risk end at once.
        assert_eq!(log_rank(&[gone.clone(), gone.clone()]), Err(LogRankError::NoVariation));
        // Never at risk together.
        let late = Durations::new(&[9, 8, 9], &[true; 3], Some(&[6, 6, 7])).unwrap();
        let early = group(&[3, 2, 4], &[true; 3]);
        assert_eq!(log_rank(&[early, late]), Err(LogRankError::NoVariation));
        let groups = vec![open; MOST_GROUPS + 1];
        assert_eq!(log_rank(&groups), Err(LogRankError::TooManyGroups { groups: MOST_GROUPS + 1 }));
    }

    #[test]
    fn a_hundred_groups_and_a_clear_difference() {
        let groups: Vec<Durations> = (0..MOST_GROUPS as u32)
            .map(|own| group(&(1..=50).map(|day| day * (1 + own % 2)).collect::<Vec<_>>(), &[true; 50]))
            .collect();
        let found = log_rank(&groups).unwrap();
        assert_eq!(found.degrees_of_freedom, 99);
        assert!(found.p_value < 1e-100 && found.chi_square.is_finite());
        let (ended, expected) =
            found.groups.iter().fold((0, 0.0), |sum, own| (sum.0 + own.ended, sum.1 + own.expected));
        assert!((ended as f64 - expected).abs() < 1e-8);
    }
}
