//! Examples worked by hand, and an attacker who solves all equations of the published table.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::Shown::{Complementary, Primary, Yes};
use super::solver::solved;
use super::{ShapeError, Shown, TableSuppression, suppress_table};

#[test]
fn a_small_count_takes_the_cheapest_rectangle_with_it() {
    let counts = [
        3, 20, 50, //
        30, 10, 60, //
        40, 70, 9,
    ];
    let hidden = suppress_table(&counts, 3, 5).unwrap();
    // The other three corners: 20 + 10 + 30, cheaper than by way of the 9.
    assert_eq!(hidden.cells, [Primary, Complementary, Yes, Complementary, Complementary, Yes, Yes, Yes, Yes]);
    assert_eq!((hidden.row_totals, hidden.column_totals, hidden.grand_total), (vec![Yes; 3], vec![Yes; 3], Yes));
}

#[test]
fn small_counts_that_already_form_a_cycle_need_nothing_else_unless_their_sum_is_small() {
    let safe = suppress_table(&[4, 3, 90, 2, 4, 80], 3, 5).unwrap();
    assert_eq!(safe.cells, [Primary, Primary, Yes, Primary, Primary, Yes]);
    let small = suppress_table(&[1, 1, 90, 1, 1, 80], 3, 5).unwrap();
    assert!(small.cells.iter().all(|cell| cell.is_hidden()));
}

#[test]
fn totals_are_hidden_when_they_are_small_or_nothing_else_helps() {
    let column = suppress_table(&[3, 50, 60], 1, 5).unwrap();
    assert_eq!(column.cells, [Primary, Complementary, Yes]);
    assert_eq!(column.row_totals, [Primary, Complementary, Yes]);
    assert_eq!((column.column_totals, column.grand_total), (vec![Yes], Yes));
    let single = suppress_table(&[3], 1, 5).unwrap();
    assert_eq!((single.cells, single.grand_total), (vec![Primary], Primary));
}

#[test]
fn nothing_to_hide_and_nothing_at_all() {
    assert_eq!(suppress_table(&[0, 5, 0, 9], 2, 5).unwrap().cells, [Yes; 4]);
    assert_eq!(suppress_table(&[1, 2, 3, 4], 2, 1).unwrap().cells, [Yes; 4]);
    assert_eq!(suppress_table(&[], 3, 5).unwrap().cells, []);
    assert_eq!(suppress_table(&[], 0, 5).unwrap().grand_total, Yes);
    assert_eq!(suppress_table(&[1, 2, 3], 2, 5), Err(ShapeError));
    assert_eq!(suppress_table(&[1], 0, 5), Err(ShapeError));
    assert!(suppress_table(&[u64::MAX, 1, u64::MAX, u64::MAX], 2, 5).unwrap().cells[1].is_hidden());
}

/// Entries with their totals as last column and row: (hidden, value).
fn grid(counts: &[u64], columns: usize, by: &TableSuppression) -> Vec<Vec<(bool, u64)>> {
    let mut grid: Vec<Vec<(bool, u64)>> = Vec::new();
    for (row, counts) in counts.chunks(columns).enumerate() {
        let cells = counts.iter().zip(&by.cells[row * columns..]).map(|(count, shown)| (shown.is_hidden(), *count));
        let total = (by.row_totals[row].is_hidden(), counts.iter().sum());
        grid.push(cells.chain([total]).collect());
    }
    let totals = by.column_totals.iter().chain([&by.grand_total]).enumerate();
    let last = totals.map(|(at, shown)| (shown.is_hidden(), grid.iter().map(|row| row[at].1).sum())).collect();
    grid.push(last);
    grid
}

/// How many hidden entries follow from all row and column equations together.
fn recoverable(grid: &[Vec<(bool, u64)>]) -> usize {
    let (rows, columns) = (grid.len(), grid[0].len());
    let unknowns: Vec<(usize, usize)> =
        (0..rows * columns).map(|at| (at / columns, at % columns)).filter(|(r, c)| grid[*r][*c].0).collect();
    let sign = |at: usize, last: usize| if at == last { -1.0 } else { 1.0 };
    let mut equations: Vec<Vec<f64>> = (0..rows)
        .map(|row| unknowns.iter().map(|(r, c)| if *r == row { sign(*c, columns - 1) } else { 0.0 }).collect())
        .collect();
    equations.extend((0..columns).map(|column| {
        unknowns.iter().map(|(r, c)| if *c == column { sign(*r, rows - 1) } else { 0.0 }).collect::<Vec<f64>>()
    }));
    solved(equations).len()
}

#[test]
fn no_hidden_count_follows_from_the_published_ones() {
    let mut random = ChaCha8Rng::seed_from_u64(20_260_630);
    let mut tables_with_secrets = 0;
    for _ in 0..2_000 {
        let (rows, columns) = (random.random_range(1..=7), random.random_range(1..=7));
        let large = random.random_range(6..=60_u64);
        let counts: Vec<u64> = (0..rows * columns).map(|_| random.random_range(0..large).saturating_sub(3)).collect();
        let hidden = suppress_table(&counts, columns, 5).unwrap();
        let grid = grid(&counts, columns, &hidden);
        assert_eq!(recoverable(&grid), 0, "{counts:?} in {columns} columns");
        tables_with_secrets += usize::from(hidden.cells.contains(&Primary));
        for (count, shown) in counts.iter().zip(&hidden.cells) {
            assert_eq!(*shown == Primary, (1..5).contains(count));
            assert!(*count > 0 || *shown == Shown::Yes);
        }
        let across = (0..grid[0].len()).map(|at| grid.iter().map(|row| row[at]).collect::<Vec<_>>());
        for line in grid.iter().cloned().chain(across) {
            let (total, cells) = line.split_last().unwrap();
            let sum: u64 = cells.iter().filter(|(hidden, _)| *hidden).map(|(_, count)| count).sum();
            assert!(total.0 || sum == 0 || sum >= 5, "a shown total betrays a small sum: {line:?}");
        }
    }
    assert!(tables_with_secrets > 1_000);
}

/// The attacker is able: without complementary suppression almost every table gives way.
#[test]
fn the_attacker_succeeds_where_only_small_counts_are_hidden() {
    let hidden = |yes: bool, count| (yes, count);
    let grid = vec![
        vec![hidden(true, 3), hidden(false, 20), hidden(false, 23)],
        vec![hidden(false, 30), hidden(false, 10), hidden(false, 40)],
        vec![hidden(false, 33), hidden(false, 30), hidden(false, 63)],
    ];
    assert_eq!(recoverable(&grid), 1);
}
