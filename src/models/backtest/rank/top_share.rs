//! How much of the whole the top of a ranked list holds. It judges no order beyond that.

use std::cmp::Ordering;

use super::super::error::BacktestError;
use super::super::holdout;

/// What the customers at the top of a list hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TopShare {
    /// Customers at the top.
    pub customers: usize,
    /// Their share of all the amounts, 0..=1.
    pub share: f64,
    /// Their share of the amounts by their share of the customers: 1 is what a list in random order would give.
    pub lift: f64,
}

/// The share of `amounts` — purchases in the horizon, or 1 for a churner and 0 for the others — that falls to the
/// customers with the highest `scores`, ties in the order of the customers. `top` is their share of all customers,
/// above 0 and at most 1; their number is rounded to the nearest, a half up, and at least 1: a tenth of 2,357 is 236.
///
/// Refuses scores that are NaN, lengths that differ, a share out of range and amounts that are all 0.
pub fn top_share(scores: &[f64], amounts: &[u32], top: f64) -> Result<TopShare, BacktestError> {
    holdout::scores(scores, amounts.len())?;
    if !(top > 0.0 && top <= 1.0) {
        return Err(BacktestError::NotAShare);
    }
    let all = total(amounts.iter());
    if all == 0.0 {
        return Err(BacktestError::NothingToShare);
    }
    let customers = ((top * scores.len() as f64).round() as usize).clamp(1, scores.len());
    let mut order: Vec<(f64, usize)> = scores.iter().copied().zip(0..).collect();
    // The best ones in any order are enough.
    order.select_nth_unstable_by(customers - 1, |a, b| {
        b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then(a.1.cmp(&b.1))
    });
    let share = total(order.iter().take(customers).map(|(_, at)| &amounts[*at])) / all;
    Ok(TopShare { customers, share, lift: share * scores.len() as f64 / customers as f64 })
}

fn total<'a>(amounts: impl Iterator<Item = &'a u32>) -> f64 {
    amounts.map(|amount| u64::from(*amount)).sum::<u64>() as f64
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn ties_fall_to_the_customers_that_come_first() {
        let amounts = [1, 10, 100, 1000];
        let got = top_share(&[0.5, 0.5, -0.0, 0.5], &amounts, 0.5).unwrap();
        assert_eq!(got, TopShare { customers: 2, share: 11.0 / 1111.0, lift: 11.0 / 1111.0 * 2.0 });
        assert_eq!(top_share(&[-0.0, 0.0, 0.0, 0.0], &amounts, 0.01).unwrap().share, 1.0 / 1111.0);
        assert_eq!(top_share(&[1.0, 2.0, 3.0, 4.0], &amounts, 1.0).unwrap().lift, 1.0);
    }

    #[test]
    fn a_half_is_rounded_up() {
        let customers = |n: usize, top: f64| top_share(&vec![0.0; n], &vec![1; n], top).unwrap().customers;
        assert_eq!([customers(2357, 0.1), customers(25, 0.1), customers(24, 0.1), customers(1, 0.1)], [236, 3, 2, 1]);
    }

    #[test]
    fn refuses_what_cannot_be_shared() {
        assert_eq!(top_share(&[], &[], 0.1), Err(BacktestError::NoCustomers));
        assert_eq!(top_share(&[1.0], &[0], 0.1), Err(BacktestError::NothingToShare));
        assert_eq!(top_share(&[f64::NAN], &[1], 0.1), Err(BacktestError::NotANumber { position: 0 }));
        for top in [0.0, -0.1, 1.01, f64::NAN] {
            assert_eq!(top_share(&[1.0], &[1], top), Err(BacktestError::NotAShare));
        }
        assert_eq!(top_share(&[1.0, 2.0], &[u32::MAX, u32::MAX], 0.5).unwrap().share, 0.5);
    }
}
