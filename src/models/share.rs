//! A share of a whole with its confidence interval. It knows not of what.

use crate::numerics::interval::{Interval, wilson};

/// `count` of `total`, with the Wilson score interval. There is none of a total of 0: no answer is not 0 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many; at least 1.
    pub total: u64,
    /// `count` by `total`, 0 to 1.
    pub value: f64,
    /// The interval of the share.
    pub interval: Interval,
}

impl Share {
    /// The share of `count` in `total`. `None` as for [`wilson`].
    pub fn of(count: u64, total: u64, confidence: f64) -> Option<Share> {
        let interval = wilson(count, total, confidence)?;
        Some(Share { count, total, value: count as f64 / total as f64, interval })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
    #[test]
    fn a_share_has_the_wilson_interval() {
        let found = Share::of(15, 148, 0.95).map(|share| {
            [share.interval.lower, share.value, share.interval.upper].map(|part| (part * 1e4).round() / 1e4)
        });
        assert_eq!(found, Some([0.0624, 0.1014, 0.1605]));
        assert_eq!((Share::of(0, 0, 0.95), Share::of(2, 1, 0.95), Share::of(1, 2, 95.0)), (None, None, None));
    }
}
