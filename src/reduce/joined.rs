//! Many lists as one.

use rayon::prelude::*;

/// What `make` makes of the items of all lists, one list after the other. All threads copy, as one alone would wait most of
/// the time for the system to give it fresh memory.
pub(super) fn joined<T: Sync, U: Send>(lists: &[Vec<T>], make: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let mut end = 0;
    let ends: Vec<usize> = lists
        .iter()
        .map(|list| {
            end += list.len();
            end
        })
        .collect();
    let item = |at: usize| {
        let list = ends.partition_point(|end| *end <= at);
        &lists[list][at + lists[list].len() - ends[list]]
    };
    (0..end).into_par_iter().map(|at| make(item(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_follow_each_other() {
        let lists = [vec![], vec![1, 2], vec![], vec![3], vec![4, 5, 6], vec![]];
        assert_eq!(joined(&lists, |own| own * 10), [10, 20, 30, 40, 50, 60]);
        assert!(joined(&[], |own: &u8| *own).is_empty());
    }
}
