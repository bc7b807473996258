//! The Wilcoxon-Mann-Whitney rank sum test, one-sided: is the first sample lower? It knows no customers.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::factorial::binomial;

/// Up to so many values together the p-value is exact, by counting; above it is normal. At 12 values there are at most
/// 924 ways to choose the first sample.
pub const EXACT_VALUES: usize = 12;

/// Twice the sum of the mid-ranks of the first sample, and the size of each group of ties.
struct Ranks {
    /// Twice the mid-rank of each value in ascending order; whole numbers.
    doubled: Vec<usize>,
    first_sum: usize,
    ties: Vec<usize>,
}

/// P(rank sum <= the one observed) when both samples come from one distribution. Ties get mid-ranks; the exact
/// distribution is that of all choices of the first sample among the tied ranks. Beyond [`EXACT_VALUES`] values,
/// normal with continuity and tie correction. Source: Lehmann, Nonparametrics (1975), sections 1.2 to 1.4.
///
/// `None` when a sample is empty or holds a NaN.
pub(super) fn lower_p_value(first: &[f64], second: &[f64]) -> Option<f64> {
    if first.is_empty() || second.is_empty() || first.iter().chain(second).any(|value| value.is_nan()) {
        return None;
    }
    let ranks = ranks(first, second);
    if ranks.doubled.len() <= EXACT_VALUES {
        Some(exact(&ranks, first.len()))
    } else {
        Some(normal(&ranks, first.len()))
    }
}

fn ranks(first: &[f64], second: &[f64]) -> Ranks {
    let mut values: Vec<(f64, usize)> = first.iter().map(|v| (*v, 1)).chain(second.iter().map(|v| (*v, 0))).collect();
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = Ranks { doubled: Vec::with_capacity(values.len()), first_sum: 0, ties: Vec::new() };
    for equal in values.chunk_by(|a, b| a.0 == b.0) {
        let rank = 2 * ranks.doubled.len() + equal.len() + 1;
        ranks.doubled.extend(equal.iter().map(|_| rank));
        ranks.first_sum += rank * equal.iter().map(|(_, in_first)| in_first).sum::<usize>();
        ranks.ties.push(equal.len());
    }
    ranks
}

/// Counts the choices of `size` ranks by their sum, up to the observed one, adding one rank after the other.
fn exact(ranks: &Ranks, size: usize) -> f64 {
    let sums = ranks.first_sum + 1;
    // One row a number of chosen ranks, one entry a sum.
    let mut ways = vec![0_u32; (size + 1) * sums];
    ways[0] = 1;
    for rank in ranks.doubled.iter().filter(|rank| **rank < sums) {
        for chosen in (1..=size).rev() {
            let (fewer, more) = ways.split_at_mut(chosen * sums);
            for (to, from) in more[*rank..sums].iter_mut().zip(&fewer[(chosen - 1) * sums..]) {
                *to += from;
            }
        }
    }
    let as_low: u32 = ways[size * sums..].iter().sum();
    f64::from(as_low) / binomial(ranks.doubled.len() as u64, size as u64)
}

fn normal(ranks: &Ranks, size: usize) -> f64 {
    let (all, first) = (ranks.doubled.len() as f64, size as f64);
    let second = all - first;
    let ties: f64 = ranks.ties.iter().map(|ties| (*ties as f64).powi(3) - *ties as f64).sum();
    let variance = first * second / 12.0 * (all + 1.0 - ties / (all * (all - 1.0)));
    let excess = ranks.first_sum as f64 / 2.0 + 0.5 - first * (all + 1.0) / 2.0;
    // Equal values leave nothing to compare.
    if variance > 0.0 { Normal::standard().cdf(excess / variance.sqrt()) } else { 1.0 }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Hollander and Wolfe 1973, p. 69 f., permeability of membranes, as in R's `wilcox.test` examples: the first sample
    /// is larger with W = 35, exact p = 0.1272; normal without continuity correction z = 1.2247.
    #[test]
    fn hollander_and_wolfe() {
        let term = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
        let early = [1.15, 0.88, 0.90, 0.74, 1.21];
        let ranks = ranks(&early, &term);
        assert_eq!(ranks.first_sum / 2, 15 + 50 - 35);
        assert_eq!((exact(&ranks, 5) * 1e4).round(), 1272.0);
        // (30 + 0.5 − 40)/√(50 × 16/12) = −1.16351, whose normal tail is 0.12231.
        assert!((lower_p_value(&early, &term).unwrap() - 0.12231).abs() < 5e-6);
    }

    /// By hand: the lowest of the C(5, 2) = 10 choices; with 1, 2, 2, 3 and the sample {1, 2}, three of six choices.
    #[test]
    fn small_cases_by_hand() {
        assert_eq!(lower_p_value(&[1.0, 2.0], &[3.0, 4.0, 5.0]), Some(0.1));
        assert_eq!(lower_p_value(&[4.0, 5.0], &[1.0, 2.0, 3.0]), Some(1.0));
        assert_eq!(lower_p_value(&[1.0, 2.0], &[2.0, 3.0]), Some(2.0 / 6.0));
        assert_eq!(lower_p_value(&[7.0], &[7.0, 7.0]), Some(1.0));
    }

    #[test]
    fn exact_and_normal_meet() {
        for shift in 0..6 {
            let first: Vec<f64> = (0..6).map(|i| f64::from(2 * i)).collect();
            let second: Vec<f64> = (0..6).map(|i| f64::from(2 * i + 2 * shift + 1)).collect();
            let ranks = ranks(&first, &second);
            assert!((exact(&ranks, 6) - normal(&ranks, 6)).abs() < 0.01);
        }
    }

    #[test]
    fn nasty_samples() {
        assert_eq!(lower_p_value(&[], &[1.0]), None);
        assert_eq!(lower_p_value(&[1.0], &[]), None);
        assert_eq!(lower_p_value(&[f64::NAN], &[1.0]), None);
        assert_eq!(lower_p_value(&[-0.0], &[0.0]), Some(1.0));
        assert_eq!(lower_p_value(&[5.0; 30], &[5.0; 30]), Some(1.0));
        let low = lower_p_value(&[0.0; 500], &[1.0; 500]).unwrap();
        assert!((0.0..1e-100).contains(&low));
    }
}
