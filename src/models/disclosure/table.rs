//! Suppression in a table of counts that is published together with its row totals, column totals and grand total.
//!
//! The totals are treated as one more column and one more row. Then every row and every column is an equation: its
//! counts sum to its last entry. Take rows and columns as nodes and each hidden entry as an edge between its row and
//! its column: an entry can be computed from the published ones, by whatever combination of equations, exactly when its
//! edge lies on no cycle. So every hidden entry is put on a cycle of hidden entries. This is the cycle method for
//! two-way tables of Cox, J. Am. Stat. Assoc. 75 (1980) 377–385, with the cheapest cycle found greedily.

use super::Shown;
use crate::labels::{Label, Text};

/// What to hide of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSuppression {
    /// The counts, row by row.
    pub cells: Vec<Shown>,
    /// One entry a row.
    pub row_totals: Vec<Shown>,
    /// One entry a column.
    pub column_totals: Vec<Shown>,
    /// The total of everything.
    pub grand_total: Shown,
}

/// The number of counts is not a multiple of the number of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShapeError;

const SHAPE: Label = Label::new("the counts do not form a table", "这些计数不能构成一张表");

impl ShapeError {
    /// The error as a sentence.
    pub fn text(&self) -> Text {
        SHAPE.text()
    }
}

/// Decides what to hide of `counts`, given row by row with `columns` entries each.
///
/// 1. Every entry n, totals included, with 0 < n < `min_cell` is hidden.
/// 2. Every hidden entry that lies on no cycle of hidden entries gets the cycle whose newly hidden entries are
///    cheapest: an entry costs its count, a total more than all counts together, zeros are never hidden.
/// 3. A row or column with its total shown, whose hidden counts sum to less than `min_cell`, gets its smallest positive
///    shown count hidden; then step 2 again, until nothing changes.
///
/// Entries are visited row by row and the first of equals is taken. A `min_cell` of 0 or 1 hides nothing.
pub fn suppress_table(counts: &[u64], columns: usize, min_cell: u64) -> Result<TableSuppression, ShapeError> {
    suppress_table_keeping(counts, columns, min_cell, 0)
}

/// The same where the totals of the first `kept` columns are hidden for no other reason than that they are small. What
/// they would tell is hidden elsewhere: among the counts, and where that is not enough among the totals of the rows and
/// the total of everything, which take the place that columns with their totals had.
pub fn suppress_table_keeping(
    counts: &[u64],
    columns: usize,
    min_cell: u64,
    kept: usize,
) -> Result<TableSuppression, ShapeError> {
    if columns == 0 || !counts.len().is_multiple_of(columns) {
        return if counts.is_empty() { Ok(Grid::new(&[], 0, min_cell).result()) } else { Err(ShapeError) };
    }
    let mut grid = Grid { kept, ..Grid::new(counts, columns, min_cell) };
    loop {
        grid.close_cycles();
        if !grid.enlarge_one_line() {
            return Ok(grid.result());
        }
    }
}

/// The table with its totals as last column and last row.
struct Grid {
    values: Vec<Vec<u128>>,
    shown: Vec<Vec<Shown>>,
    min_cell: u64,
    /// So many columns keep their totals.
    kept: usize,
}

impl Grid {
    fn new(counts: &[u64], columns: usize, min_cell: u64) -> Grid {
        let with_total = |row: &[u64]| {
            let row: Vec<u128> = row.iter().copied().map(u128::from).collect();
            let total = row.iter().sum();
            row.into_iter().chain([total]).collect::<Vec<u128>>()
        };
        let mut values: Vec<Vec<u128>> = counts.chunks(columns.max(1)).map(with_total).collect();
        values.push((0..=columns).map(|column| values.iter().map(|row| row[column]).sum()).collect());
        let look = |row: &Vec<u128>| row.iter().map(|count| Shown::first_look(*count, min_cell)).collect();
        let shown = values.iter().map(look).collect();
        Grid { values, shown, min_cell, kept: 0 }
    }

    fn result(mut self) -> TableSuppression {
        let mut column_totals = self.shown.pop().unwrap_or_default();
        let grand_total = column_totals.pop().unwrap_or(Shown::Yes);
        let row_totals = self.shown.iter_mut().filter_map(Vec::pop).collect();
        TableSuppression { cells: self.shown.concat(), row_totals, column_totals, grand_total }
    }

    fn rows(&self) -> usize {
        self.values.len()
    }

    fn columns(&self) -> usize {
        self.values.first().map_or(0, Vec::len)
    }

    fn is_total(&self, row: usize, column: usize) -> bool {
        row + 1 == self.rows() || column + 1 == self.columns()
    }

    fn hide(&mut self, row: usize, column: usize) {
        if !self.shown[row][column].is_hidden() {
            self.shown[row][column] = Shown::Complementary;
        }
    }

    /// Step 2. An entry hidden on the way lies on the cycle that hid it, so one pass is enough.
    fn close_cycles(&mut self) {
        for (row, column) in self.on_no_cycle() {
            for (row, column) in self.cheapest_way_round(row, column) {
                self.hide(row, column);
            }
        }
    }

    /// The hidden entries that lie on no cycle of hidden entries, row by row: the bridges of the graph. Source: Tarjan,
    /// Information Processing Letters 2 (1974) 160–161, without recursion.
    fn on_no_cycle(&self) -> Vec<(usize, usize)> {
        let (rows, nodes) = (self.rows(), self.rows() + self.columns());
        let neighbours = |node: usize| -> Vec<usize> {
            match node < rows {
                true => (0..nodes - rows).filter(|at| self.shown[node][*at].is_hidden()).map(|at| rows + at).collect(),
                false => (0..rows).filter(|at| self.shown[*at][node - rows].is_hidden()).collect(),
            }
        };
        // When a node was reached, from 1, and the earliest node that it or what follows it leads back to.
        let (mut reached, mut back, mut clock) = (vec![0_usize; nodes], vec![0_usize; nodes], 0);
        let mut bridges = Vec::new();
        for start in 0..nodes {
            if reached[start] > 0 {
                continue;
            }
            let mut way = vec![(start, start, neighbours(start))];
            clock += 1;
            (reached[start], back[start]) = (clock, clock);
            while let Some((node, from, left)) = way.last_mut() {
                let (node, from) = (*node, *from);
                match left.pop() {
                    Some(next) if next == from => {}
                    Some(next) if reached[next] > 0 => back[node] = back[node].min(reached[next]),
                    Some(next) => {
                        clock += 1;
                        (reached[next], back[next]) = (clock, clock);
                        way.push((next, node, neighbours(next)));
                    }
                    None => {
                        way.pop();
                        if from == node {
                            continue;
                        }
                        back[from] = back[from].min(back[node]);
                        if back[node] > reached[from] {
                            bridges.push(if node < rows { (node, from - rows) } else { (from, node - rows) });
                        }
                    }
                }
            }
        }
        bridges.sort_unstable();
        bridges
    }

    /// Whether the total of a column is shown whatever else is hidden.
    fn keeps_total(&self, column: usize) -> bool {
        column < self.kept && self.shown.last().is_some_and(|totals| !totals[column].is_hidden())
    }

    /// What hiding an entry costs: nothing when it is hidden already, `None` when it must not be hidden.
    fn cost(&self, row: usize, column: usize) -> Option<u128> {
        let all = self.values.last().and_then(|totals| totals.last()).copied().unwrap_or(0);
        match self.values[row][column] {
            _ if self.shown[row][column].is_hidden() => Some(0),
            0 => None,
            // A count that is all of its column stands in the total as well.
            count if self.keeps_total(column) && self.values.last().is_some_and(|totals| totals[column] == count) => {
                None
            }
            count if self.is_total(row, column) => Some(all + 1 + count),
            count => Some(count),
        }
    }

    /// The entries of the cheapest path from a row to a column that avoids the entry where they cross (Dijkstra's
    /// algorithm; nodes are the rows, then the columns). A path exists for every positive entry: by way of the totals.
    fn cheapest_way_round(&self, row: usize, column: usize) -> Vec<(usize, usize)> {
        let (rows, nodes) = (self.rows(), self.rows() + self.columns());
        let mut distance: Vec<Option<u128>> = vec![None; nodes];
        let mut reached_from = vec![row; nodes];
        let mut done = vec![false; nodes];
        distance[row] = Some(0);
        while let Some((so_far, node)) =
            (0..nodes).filter(|node| !done[*node]).filter_map(|node| distance[node].map(|at| (at, node))).min()
        {
            done[node] = true;
            let others = if node < rows { rows..nodes } else { 0..rows };
            for other in others {
                let entry = if node < rows { (node, other - rows) } else { (other, node - rows) };
                let Some(step) = self.cost(entry.0, entry.1).filter(|_| entry != (row, column)) else { continue };
                if distance[other].is_none_or(|known| so_far + step < known) {
                    distance[other] = Some(so_far + step);
                    reached_from[other] = node;
                }
            }
        }
        let mut path = Vec::new();
        let mut node = rows + column;
        while node != row && distance[node].is_some() {
            let before = reached_from[node];
            path.push(if node < rows { (node, before - rows) } else { (before, node - rows) });
            node = before;
        }
        path
    }

    /// Step 3 for the first line that needs it; false when none does.
    fn enlarge_one_line(&mut self) -> bool {
        let (rows, columns) = (self.rows(), self.columns());
        let lines = (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect::<Vec<_>>());
        let lines = lines.chain((0..columns).map(|column| (0..rows).map(|row| (row, column)).collect()));
        for line in lines.collect::<Vec<_>>() {
            let Some((&(total_row, total_column), entries)) = line.split_last() else { continue };
            if self.shown[total_row][total_column].is_hidden() {
                continue;
            }
            let hidden = entries.iter().filter(|(row, column)| self.shown[*row][*column].is_hidden());
            let sum: u128 = hidden.map(|(row, column)| self.values[*row][*column]).sum();
            if sum == 0 || sum >= u128::from(self.min_cell) {
                continue;
            }
            let may_hide = |(row, column): &&(usize, usize)| {
                !self.shown[*row][*column].is_hidden() && self.cost(*row, *column).is_some()
            };
            let visible = entries.iter().filter(may_hide).min_by_key(|(row, column)| self.values[*row][*column]);
            let total = (total_row, total_column);
            let total = Some(&total).filter(|_| self.kept > 0).filter(may_hide);
            if let Some(&(row, column)) = visible.or(total) {
                self.hide(row, column);
                return true;
            }
        }
        false
    }
}
