//! What a test looks for, and the p-value that follows from a discrete distribution. It knows no distribution.

use crate::numerics::tails::Tails;

/// What a test looks for. State it wherever its p-value is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// A higher rate only: p = P(N ≥ n). The one for finding faulty lots.
    Higher,
    /// A rate that differs either way: p is the probability of all counts that are no more likely than the one seen,
    /// as in R's `binom.test` and `poisson.test`.
    Different,
}

/// Counts that R regards as no more likely than the one seen, in spite of rounding.
const TOLERANCE: f64 = 1e-7;

/// The p-value of a count `seen` under a distribution with one mode on the counts 0..=`most`. `at_least(k)` gives
/// P(N ≥ k) and its complement for k ≥ 1.
pub(super) fn p_value(
    alternative: Alternative,
    seen: u64,
    mean: f64,
    most: u64,
    ln_density: impl Fn(u64) -> f64,
    at_least: impl Fn(u64) -> Tails,
) -> f64 {
    let upper = |k: u64| match k {
        0 => 1.0,
        k if k > most => 0.0,
        k => at_least(k).lower(),
    };
    if alternative == Alternative::Higher {
        return upper(seen);
    }
    let lower = |k: u64| if k >= most { 1.0 } else { at_least(k + 1).upper() };
    let limit = ln_density(seen) + TOLERANCE.ln_1p();
    let unlikely = |k: u64| ln_density(k) <= limit;
    let p = if seen as f64 == mean {
        1.0
    } else if (seen as f64) < mean {
        // Above the mean densities fall; the first unlikely count starts the other tail.
        let start = first(mean.ceil() as u64, most, unlikely);
        lower(seen) + start.map_or(0.0, upper)
    } else {
        // Below the mean densities rise; all before the first likely one belong to the other tail.
        let end = first(0, mean.floor() as u64, |k| !unlikely(k)).unwrap_or(mean.floor() as u64 + 1);
        upper(seen) + if end == 0 { 0.0 } else { lower(end - 1) }
    };
    p.min(1.0)
}

/// The first of `from`..=`to` with a property that holds for all after it.
fn first(from: u64, to: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    if from > to {
        return None;
    }
    // Most often it is near: widen before halving.
    let mut width = 1;
    let (mut low, mut high) = (from, from);
    while !holds(high) {
        if high == to {
            return None;
        }
        low = high + 1;
        high = high.saturating_add(width).min(to);
        width *= 2;
    }
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    Some(low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_is_found() {
        for at in 0..40 {
            assert_eq!(first(0, 39, |k| k >= at), (at < 40).then_some(at));
            assert_eq!(first(7, 39, |k| k >= at), Some(at.max(7)));
        }
        assert_eq!(first(0, 39, |_| false), None);
        assert_eq!(first(3, 2, |_| true), None);
        assert_eq!(first(0, u64::MAX - 1, |k| k >= 1 << 62), Some(1 << 62));
    }
}
