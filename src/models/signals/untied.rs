//! The rank sum of two small samples whose values all differ: its distribution depends on how many values there are and
//! on nothing else, so that it is worked out once for all tests of that size.

use std::sync::OnceLock;

/// Up to so many values of both samples together, few enough that the shares of all sizes would fit into 10 MB. Choices
/// are counted in floats: up to 57 values without loss, beyond that to within the rounding of some hundred additions.
pub(super) const MOST: usize = 80;

/// Shares by the size of the smaller sample and the number of all values, each worked out when it is first asked for.
static SHARES: [OnceLock<Box<[f64]>>; (MOST / 2 + 1) * (MOST + 1)] =
    [const { OnceLock::new() }; (MOST / 2 + 1) * (MOST + 1)];

/// The share of all choices of `first` values among `first + second` for which the Mann-Whitney statistic is at most `u`:
/// the pairs of a chosen value and one left out that is lower. `None` for more than [`MOST`] values.
///
/// Counted by the recurrence of Mann and Whitney, Annals of Mathematical Statistics 18 (1947) 50-60, equation (1).
pub(super) fn share_up_to(first: usize, second: usize, u: usize) -> Option<f64> {
    // The statistic of either sample has the same distribution.
    let (fewer, more) = (first.min(second), first.max(second));
    let own = SHARES.get(fewer * (MOST + 1) + fewer + more).filter(|_| fewer + more <= MOST)?;
    let shares = own.get_or_init(|| shares(fewer, more));
    Some(shares.get(u).copied().unwrap_or(1.0))
}

/// The shares for all values of the statistic, from 0 on.
fn shares(fewer: usize, more: usize) -> Box<[f64]> {
    let pairs = fewer * more;
    // One row a number of values chosen so far, one entry a value of the statistic; nothing is left out yet.
    let mut ways = vec![vec![0.0; pairs + 1]; fewer + 1];
    ways.iter_mut().for_each(|row| row[0] = 1.0);
    for left_out in 1..=more {
        for chosen in 1..=fewer {
            // Either the highest value is chosen, and all that are left out are lower, or it is left out.
            let (below, own) = ways.split_at_mut(chosen);
            let (from, to) = (&below[chosen - 1], &mut own[0][left_out..=chosen * left_out]);
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        }
    }
    let all: f64 = ways[fewer].iter().sum();
    let up_to = ways[fewer].iter().scan(0.0, |sum, ways| {
        *sum += ways;
        Some(*sum / all)
    });
    up_to.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// By hand: two of four values, whose statistic is 0, 1, 2, 2, 3, 4 in the six choices.
    #[test]
    fn two_of_four() {
        let shares: Vec<f64> = (0..6).map(|u| share_up_to(2, 2, u).unwrap() * 6.0).collect();
        assert_eq!(shares, [1.0, 2.0, 4.0, 5.0, 6.0, 6.0]);
        assert_eq!((share_up_to(1, 2, 0), share_up_to(2, 1, 1)), (Some(1.0 / 3.0), Some(2.0 / 3.0)));
    }

    /// The usual table of critical values has 27 for 10 and 10 values at 0.05, one-sided: 8,241 of 184,756 choices.
    #[test]
    fn critical_value_of_the_tables() {
        let [at, beyond] = [27, 28].map(|u| share_up_to(10, 10, u).unwrap());
        assert!(at <= 0.05 && beyond > 0.05, "{at} {beyond}");
        assert!((at - 8_241.0 / 184_756.0).abs() < 1e-15, "{at}");
    }

    #[test]
    fn both_ends_are_alike_and_too_many_are_not_told() {
        for (first, second) in [(1, 79), (7, 11), (20, 20), (40, 40)] {
            let pairs = first * second;
            for u in 0..pairs {
                let (low, high) = (share_up_to(first, second, u).unwrap(), share_up_to(first, second, pairs - u - 1));
                assert!((low + high.unwrap() - 1.0).abs() < 1e-14);
            }
            assert_eq!(share_up_to(first, second, pairs), Some(1.0));
        }
        assert_eq!(share_up_to(40, 41, 3), None);
    }
}
