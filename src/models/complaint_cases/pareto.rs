//! What occurs most. It knows not what is counted.

/// One row of a Pareto table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParetoRow {
    /// Place in the counts given.
    pub index: usize,
    /// How often it occurs; at least 1.
    pub count: u64,
    /// Its share of all occurrences.
    pub share: f64,
    /// The share of this row and all before it; exactly 1 in the last row.
    pub cumulative_share: f64,
}

/// The counts from the largest to the smallest, equal ones in the order given, zeros left out. Shares are of all
/// occurrences, not of cases: a case can have several themes.
pub fn pareto(counts: &[u64]) -> Vec<ParetoRow> {
    let total: u128 = counts.iter().map(|count| u128::from(*count)).sum();
    let mut order: Vec<(usize, u64)> = counts.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
    order.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut so_far = 0_u128;
    let row = |(index, count): (usize, u64)| {
        so_far += u128::from(count);
        let share = |part: u128| part as f64 / total as f64;
        ParetoRow { index, count, share: share(u128::from(count)), cumulative_share: share(so_far) }
    };
    order.into_iter().map(row).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn equal_counts_keep_their_order() {
        let rows = pareto(&[2, 0, 5, 2, 1]);
        let told: Vec<_> = rows.iter().map(|row| (row.index, row.count, row.share, row.cumulative_share)).collect();
        assert_eq!(told, [(2, 5, 0.5, 0.5), (0, 2, 0.2, 0.7), (3, 2, 0.2, 0.9), (4, 1, 0.1, 1.0)]);
    }

    #[test]
    fn nothing_and_very_much() {
        assert_eq!((pareto(&[]), pareto(&[0, 0])), (vec![], vec![]));
        let rows = pareto(&[u64::MAX; 3]);
        assert!((rows[0].share - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(rows.last().unwrap().cumulative_share, 1.0);
    }
}
