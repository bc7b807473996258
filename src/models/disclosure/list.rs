//! Suppression in one list of counts that is published together with its total.

use super::Shown;

/// What to hide of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListSuppression {
    /// One entry a count.
    pub cells: Vec<Shown>,
    /// The total.
    pub total: Shown,
}

/// Hides every count n with 0 < n < `min_cell`, and the total when it is such a number. As long as the total is shown
/// and either one count alone is hidden or the hidden counts sum to less than `min_cell`, the smallest positive shown
/// count is hidden too (the first of equals); when none is left, the total. A `min_cell` of 0 or 1 hides nothing.
pub fn suppress_list(counts: &[u64], min_cell: u64) -> ListSuppression {
    let total: u128 = counts.iter().copied().map(u128::from).sum();
    let mut cells: Vec<Shown> = counts.iter().map(|count| Shown::first_look(u128::from(*count), min_cell)).collect();
    let mut total_shown = Shown::first_look(total, min_cell);
    while !total_shown.is_hidden() {
        let hidden = || cells.iter().zip(counts).filter(|(cell, _)| cell.is_hidden());
        let sum: u128 = hidden().map(|(_, count)| u128::from(*count)).sum();
        let safe = hidden().count() >= 2 && sum >= u128::from(min_cell);
        if safe || sum == 0 {
            break;
        }
        let shown = cells.iter_mut().zip(counts).filter(|(cell, count)| !cell.is_hidden() && **count > 0);
        match shown.min_by_key(|(_, count)| **count) {
            Some((cell, _)) => *cell = Shown::Complementary,
            None => total_shown = Shown::Complementary,
        }
    }
    ListSuppression { cells, total: total_shown }
}

#[cfg(test)]
mod tests {
    use super::Shown::{Complementary, Primary, Yes};
    use super::*;

    fn list(counts: &[u64]) -> (Vec<Shown>, Shown) {
        let hidden = suppress_list(counts, 5);
        (hidden.cells, hidden.total)
    }

    #[test]
    fn a_lone_small_count_takes_the_smallest_other_with_it() {
        assert_eq!(list(&[40, 3, 0, 9, 9]), (vec![Yes, Primary, Yes, Complementary, Yes], Yes));
        assert_eq!(list(&[40, 0, 9]), (vec![Yes; 3], Yes));
    }

    #[test]
    fn hidden_counts_that_sum_to_too_little_take_another() {
        assert_eq!(list(&[1, 1, 30, 20]), (vec![Primary, Primary, Yes, Complementary], Yes));
        assert_eq!(list(&[2, 3, 30]), (vec![Primary, Primary, Yes], Yes));
    }

    #[test]
    fn the_total_goes_when_nothing_else_can() {
        assert_eq!(list(&[3]), (vec![Primary], Primary));
        assert_eq!(list(&[1, 1]), (vec![Primary, Primary], Primary));
        assert_eq!(list(&[]), (vec![], Yes));
        assert_eq!(suppress_list(&[1, 2, 0], 1).cells, [Yes; 3]);
        assert_eq!(suppress_list(&[u64::MAX, u64::MAX, 1], 5).cells, [Complementary, Yes, Primary]);
    }
}
