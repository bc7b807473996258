//! A, B and C customers by their part in the net revenue. Exact: whole minor units and integer comparisons only.

use crate::labels::{Label, Text};

/// Value tier of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The customers who make up the first part of the revenue.
    A,
    /// The customers who make up the next part.
    B,
    /// Everybody else, among them all customers without positive revenue.
    C,
}

impl Tier {
    /// `"A"`, `"B"` or `"C"`, for data files and people alike.
    pub fn id(self) -> &'static str {
        match self {
            Tier::A => "A",
            Tier::B => "B",
            Tier::C => "C",
        }
    }
}

/// Where A and B end, in ten-thousandths of the positive revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierCuts {
    a: u16,
    b: u16,
}

impl TierCuts {
    /// Ends of A and B in ten-thousandths of the revenue (8000 is 80 %): 0 < `a` < `b` <= 10000.
    pub fn new(a: u16, b: u16) -> Result<TierCuts, TierError> {
        if 0 < a && a < b && b <= 10_000 { Ok(TierCuts { a, b }) } else { Err(TierError::Cuts { a, b }) }
    }

    /// The share of revenue at which A ends, 0 to 1.
    pub fn a_share(self) -> f64 {
        f64::from(self.a) / 10_000.0
    }
}

impl Default for TierCuts {
    /// The usual ABC analysis: 80 % and 95 %.
    fn default() -> TierCuts {
        TierCuts { a: 8_000, b: 9_500 }
    }
}

/// Why customers cannot be tiered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TierError {
    /// The cuts are not 0 < a < b <= 10000 ten-thousandths.
    Cuts {
        /// End of A.
        a: u16,
        /// End of B.
        b: u16,
    },
    /// The revenues do not sum within 128 bits.
    Overflow,
}

const CUTS: Label = Label::new(
    "the tier cuts must rise from above 0 % to at most 100 %; {a} and {b} ten-thousandths do not",
    "分级界线须从大于 0% 递增到不超过 100%；万分之 {a} 与万分之 {b} 不符合",
);
const OVERFLOW: Label =
    Label::new("the revenue of all customers together is too large to sum", "全部客户的收入之和过大，无法求和");

impl TierError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        match self {
            TierError::Cuts { a, b } => CUTS.with(&[("a", a), ("b", b)]),
            TierError::Overflow => OVERFLOW.text(),
        }
    }
}

/// The tiers of all customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueTiers {
    /// Tier of each customer, in the order of the input.
    pub tiers: Vec<Tier>,
    /// The smallest revenue, in minor units, that reached tier A; `None` when nobody did.
    pub a_from: Option<i128>,
    /// The smallest revenue that reached tier B; `None` when nobody did.
    pub b_from: Option<i128>,
}

/// Tiers by cumulative net revenue (ABC analysis). `revenue` is the net revenue of each customer in minor units.
///
/// Customers with positive revenue are taken from the largest down. A customer belongs to A while the revenue of all
/// *larger* customers is less than cut A of the positive total, to B while it is less than cut B: the customer who
/// crosses a cut belongs to the upper tier. Customers of equal revenue share the tier of the first of them.
/// Revenue of zero or less is C and enters no total.
pub fn value_tiers(revenue: &[i128], cuts: TierCuts) -> Result<ValueTiers, TierError> {
    let mut positive: Vec<i128> = revenue.iter().copied().filter(|amount| *amount > 0).collect();
    positive.sort_unstable_by(|a, b| b.cmp(a));
    let total = positive.iter().try_fold(0_i128, |sum, amount| sum.checked_add(*amount)).ok_or(TierError::Overflow)?;
    total.checked_mul(10_000).ok_or(TierError::Overflow)?;

    let (mut a_from, mut b_from) = (None, None);
    let mut larger = 0;
    for equal in positive.chunk_by(|a, b| a == b) {
        if larger * 10_000 < total * i128::from(cuts.a) {
            a_from = equal.first().copied();
        } else if larger * 10_000 < total * i128::from(cuts.b) {
            b_from = equal.first().copied();
        }
        larger += equal.iter().sum::<i128>();
    }
    let reaches = |amount: i128, floor: Option<i128>| floor.is_some_and(|floor| amount >= floor);
    let tier = |amount: &i128| match *amount {
        amount if reaches(amount, a_from) => Tier::A,
        amount if reaches(amount, b_from) => Tier::B,
        _ => Tier::C,
    };
    Ok(ValueTiers { tiers: revenue.iter().map(tier).collect(), a_from, b_from })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use Tier::{A, B, C};

    fn tiers(revenue: &[i128]) -> Vec<Tier> {
        value_tiers(revenue, TierCuts::default()).unwrap().tiers
    }

    #[test]
    fn the_customer_who_crosses_a_cut_belongs_to_the_upper_tier() {
        // Of 100: 50 and 79 lie below 80 %, so the third customer is still A; 94 lies below 95 %, so the fifth is B.
        assert_eq!(tiers(&[50, 29, 10, 5, 3, 2, 1]), [A, A, A, B, B, C, C]);
        // Reaching a cut exactly closes the tier.
        assert_eq!(tiers(&[80, 15, 5]), [A, B, C]);
        let result = value_tiers(&[5, 80, 15], TierCuts::default()).unwrap();
        assert_eq!((result.a_from, result.b_from), (Some(80), Some(15)));
    }

    #[test]
    fn equal_revenue_is_never_parted() {
        assert_eq!(tiers(&[10; 10]), [A; 10]);
        assert_eq!(tiers(&[70, 10, 10, 10]), [A; 4]);
        assert_eq!(tiers(&[80, 10, 10]), [A, B, B]);
    }

    #[test]
    fn refunded_customers_are_c_and_do_not_shrink_the_total() {
        assert_eq!(tiers(&[-1_000, 80, 15, 0, 5]), [C, A, B, C, C]);
        assert_eq!(tiers(&[0, -5]), [C, C]);
        assert_eq!(tiers(&[]), []);
    }

    #[test]
    fn exact_beyond_the_precision_of_floats() {
        let large = 10_i128.pow(30);
        // One unit short of 80 % keeps the next customer in A.
        assert_eq!(tiers(&[8 * large - 1, 2 * large + 1]), [A, A]);
        assert_eq!(tiers(&[8 * large, 2 * large]), [A, B]);
        assert_eq!(value_tiers(&[i128::MAX, 1], TierCuts::default()), Err(TierError::Overflow));
        assert_eq!(value_tiers(&[i128::MAX / 2], TierCuts::default()), Err(TierError::Overflow));
    }

    #[test]
    fn more_revenue_is_never_a_lower_tier_and_cuts_are_checked() {
        let revenue: Vec<i128> = (0..400).map(|i| i * i * 7919 % 10_007 - 300).collect();
        let mut pairs: Vec<_> = revenue.iter().zip(tiers(&revenue)).collect();
        pairs.sort_by(|a, b| b.0.cmp(a.0));
        assert!(pairs.is_sorted_by_key(|(_, tier)| *tier));
        for (a, b) in [(0, 5), (5, 5), (6, 5), (5, 10_001)] {
            assert_eq!(TierCuts::new(a, b), Err(TierError::Cuts { a, b }));
        }
    }
}
