//! How much may be missing. It sums nothing.

use super::balance::Balance;

/// What may be unaccounted for, either way: up to a share of what came in, or up to a quantity, whichever is more. The
/// default allows nothing. Auditors' customs such as 99.5 % are settings, not rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tolerance {
    /// Share of what came in, in parts per million: 0.5 % is 5,000.
    pub parts_per_million: u32,
    /// Quantity in 1/10000 units.
    pub quantity: u64,
}

impl Tolerance {
    /// Whether a balance is within it; exact. Where nothing came in, only the quantity counts.
    pub fn allows(&self, balance: &Balance) -> bool {
        let gap = balance.unaccounted().unsigned_abs();
        let incoming = balance.incoming().max(0).unsigned_abs();
        let by_share = gap.saturating_mul(1_000_000) <= incoming.saturating_mul(u128::from(self.parts_per_million));
        gap <= u128::from(self.quantity) || by_share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn balance(made: i128, on_hand: i128) -> Balance {
        Balance { made, on_hand: Some(on_hand), ..Balance::default() }
    }

    #[test]
    fn a_share_or_a_quantity_either_way() {
        let half_percent = Tolerance { parts_per_million: 5_000, quantity: 0 };
        for (on_hand, allowed) in
            [(1_000_000, true), (995_000, true), (994_999, false), (1_005_000, true), (1_005_001, false)]
        {
            assert_eq!(half_percent.allows(&balance(1_000_000, on_hand)), allowed, "{on_hand}");
        }
        let ten = Tolerance { parts_per_million: 0, quantity: 10 };
        assert!(ten.allows(&balance(1_000_000, 999_990)) && !ten.allows(&balance(1_000_000, 999_989)));
        assert!(ten.allows(&balance(0, 10)) && !ten.allows(&balance(0, 11)));
    }

    #[test]
    fn nothing_is_allowed_by_default() {
        assert!(Tolerance::default().allows(&balance(5, 5)) && !Tolerance::default().allows(&balance(5, 4)));
        let all = Tolerance { parts_per_million: 1_000_000, quantity: 0 };
        assert!(all.allows(&balance(5, 0)) && !all.allows(&balance(0, 1)) && !all.allows(&balance(-5, 0)));
        assert!(!all.allows(&balance(i128::from(i64::MAX), -i128::from(i64::MAX) * 3)));
    }
}
