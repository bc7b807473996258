//! The ledger: every row and every amount that was read is used, rejected or excluded, and the sums prove it.

use std::collections::BTreeMap;

use serde::Serialize;

/// A number of rows and the sum of their amounts in 1/10000 of the currency unit. Rows whose amount cannot be read
/// count with an amount of zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows.
    pub rows: u64,
    /// Sum of amounts, exact.
    pub amount: i128,
}

impl Tally {
    /// Counts one row.
    pub fn add(&mut self, amount: Option<i64>) {
        self.rows += 1;
        self.amount += i128::from(amount.unwrap_or(0));
    }

    /// Counts all rows of another tally.
    pub fn merge(&mut self, other: Tally) {
        self.rows += other.rows;
        self.amount += other.amount;
    }
}

impl Serialize for Tally {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut state = serializer.serialize_struct("Tally", 2)?;
        state.serialize_field("rows", &self.rows)?;
        // Cents where that is all, so that sums of what is written are exact.
        let decimals = if self.amount % 100 == 0 { 2 } else { 4 };
        state.serialize_field("amount", &super::cast::format_money(self.amount, decimals))?;
        state.end()
    }
}

/// What became of the rows of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// Everything that was read.
    pub read: Tally,
    /// What the analysis stands on.
    pub used: Tally,
    /// Rows set aside, by the reason code of their first bad cell.
    pub rejected: BTreeMap<String, Tally>,
    /// Rows left out by a rule of the run, such as `after_as_of` or `exclude:status=cancelled`.
    pub excluded: BTreeMap<String, Tally>,
}

impl Ledger {
    /// All rejected rows.
    pub fn rejected_total(&self) -> Tally {
        total(&self.rejected)
    }

    /// All excluded rows.
    pub fn excluded_total(&self) -> Tally {
        total(&self.excluded)
    }

    /// Takes in the ledger of another part of the same table.
    pub fn merge(&mut self, other: &Ledger) {
        self.read.merge(other.read);
        self.used.merge(other.used);
        for (reason, tally) in &other.rejected {
            self.rejected.entry(reason.clone()).or_default().merge(*tally);
        }
        for (rule, tally) in &other.excluded {
            self.excluded.entry(rule.clone()).or_default().merge(*tally);
        }
    }

    /// Moves rows from used to excluded, for a rule that can only be applied after all rows were read.
    pub fn exclude_used(&mut self, rule: &str, tally: Tally) {
        if tally.rows > 0 {
            self.used.rows -= tally.rows.min(self.used.rows);
            self.used.amount -= tally.amount;
            self.excluded.entry(rule.to_string()).or_default().merge(tally);
        }
    }

    /// Whether rows and amounts read equal those used, rejected and excluded together.
    pub fn reconciles(&self) -> bool {
        let mut sum = self.used;
        sum.merge(self.rejected_total());
        sum.merge(self.excluded_total());
        sum == self.read
    }
}

fn total(parts: &BTreeMap<String, Tally>) -> Tally {
    parts.values().fold(Tally::default(), |mut sum, part| {
        sum.merge(*part);
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_is_nowhere_breaks_the_ledger() {
        let mut ledger = Ledger::default();
        for amount in [Some(10_000), Some(-5_000), None] {
            ledger.read.add(amount);
        }
        ledger.used.add(Some(10_000));
        ledger.rejected.entry("bad_amount".into()).or_default().add(None);
        assert!(!ledger.reconciles());
        ledger.excluded.entry("after_as_of".into()).or_default().add(Some(-5_000));
        assert!(ledger.reconciles());
    }

    #[test]
    fn excluding_later_keeps_the_sum() {
        let mut ledger = Ledger::default();
        for amount in [70_000, 30_000] {
            ledger.read.add(Some(amount));
            ledger.used.add(Some(amount));
        }
        ledger.exclude_used("duplicate", Tally { rows: 1, amount: 30_000 });
        assert!(ledger.reconciles());
        assert_eq!(ledger.used, Tally { rows: 1, amount: 70_000 });
    }
}
