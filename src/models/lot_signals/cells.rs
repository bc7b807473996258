//! Groups folded into distinct weighted cells, which are all that a likelihood needs. It fits nothing.

use rayon::prelude::*;

use super::group::{Group, GroupError, total};

/// Cells are worked on in chunks of this many, whatever the number of threads.
pub(super) const CHUNK: usize = 4096;

/// In a position without a cell.
const NO_CELL: u32 = u32::MAX;

/// Distinct groups with their weights, in ascending order of failures, then exposure. Groups without exposure have no
/// cell: they say nothing about rates, whatever their failures.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Distinct numbers of failures, ascending.
    pub(super) failures: Vec<u64>,
    pub(super) cells: Vec<Cell>,
    cell_of: Vec<u32>,
}

/// One cell: the position of its failures, its exposure, and the number of groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) failures: u32,
    pub(super) exposure: f64,
    pub(super) weight: f64,
}

impl Cells {
    /// Folds groups.
    pub fn fold(groups: &[Group]) -> Result<Cells, GroupError> {
        if u32::try_from(groups.len()).is_err() {
            return Err(GroupError::TooManyGroups);
        }
        total(groups)?;
        let mut failures: Vec<u64> = groups.iter().filter(|group| group.is_exposed()).map(|g| g.failures).collect();
        failures.par_sort_unstable();
        failures.dedup();

        // Rank of the failures, exposure and position, packed so that one integer comparison orders two groups. The
        // bits of positive floats are ordered like the floats.
        let pack = |(position, group): (usize, &Group)| {
            let rank = failures.partition_point(|n| *n < group.failures) as u128;
            group.is_exposed().then(|| rank << 96 | u128::from(group.exposure.to_bits()) << 32 | position as u128)
        };
        let mut keys: Vec<u128> = groups.par_iter().enumerate().filter_map(pack).collect();
        keys.par_sort_unstable();

        let mut cells: Vec<Cell> = Vec::new();
        let mut cell_of = vec![NO_CELL; groups.len()];
        let mut previous = None;
        for key in keys {
            if previous != Some(key >> 32) {
                previous = Some(key >> 32);
                let exposure = f64::from_bits((key >> 32) as u64);
                cells.push(Cell { failures: (key >> 96) as u32, exposure, weight: 0.0 });
            }
            if let Some(cell) = cells.last_mut() {
                cell.weight += 1.0;
            }
            cell_of[(key & u128::from(u32::MAX)) as usize] = (cells.len() - 1) as u32;
        }
        Ok(Cells { failures, cells, cell_of })
    }

    /// Number of distinct cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether no group was exposed.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The group that each cell stands for, in the order of the cells.
    pub fn groups(&self) -> impl ExactSizeIterator<Item = Group> + '_ {
        self.cells.iter().map(|cell| self.group(cell))
    }

    /// Values of the cells handed out to the groups, in the order in which those were given; `None` for a group without
    /// exposure. `None` as a whole when there is not one value for each cell.
    pub fn spread<T: Copy>(&self, of_cells: &[T]) -> Option<Vec<Option<T>>> {
        (of_cells.len() == self.cells.len())
            .then(|| self.cell_of.iter().map(|cell| of_cells.get(*cell as usize).copied()).collect())
    }

    /// The position of the cell of a group, by the position of the group; `None` for a group without exposure.
    pub fn cell_of(&self, group: usize) -> Option<u32> {
        self.cell_of.get(group).copied().filter(|cell| *cell != NO_CELL)
    }

    pub(super) fn group(&self, cell: &Cell) -> Group {
        Group { failures: self.failures[cell.failures as usize], exposure: cell.exposure }
    }

    /// Number of exposed groups, and their failures and exposure.
    pub(super) fn totals(&self) -> (f64, f64, f64) {
        let add = |sum: (f64, f64, f64), cell: &Cell| {
            let failures = self.failures[cell.failures as usize] as f64;
            (sum.0 + cell.weight, sum.1 + cell.weight * failures, sum.2 + cell.weight * cell.exposure)
        };
        self.cells.iter().fold((0.0, 0.0, 0.0), add)
    }

    /// Fewer cells that stand for all: neighbours with the same failures, and exposures within one part in `fineness`,
    /// become one cell with their mean exposure. Source of the idea: DuMouchel and Pregibon, KDD 2001, 67-76. The
    /// result cannot be spread to groups.
    pub(super) fn squashed(&self, fineness: f64) -> Cells {
        let mut cells: Vec<Cell> = Vec::new();
        let mut limit = 0.0;
        for cell in &self.cells {
            match cells.last_mut() {
                Some(last) if last.failures == cell.failures && cell.exposure <= limit => {
                    let weight = last.weight + cell.weight;
                    last.exposure += (cell.exposure - last.exposure) * (cell.weight / weight);
                    last.weight = weight;
                }
                _ => {
                    limit = cell.exposure * (1.0 + 1.0 / fineness);
                    cells.push(*cell);
                }
            }
        }
        Cells { failures: self.failures.clone(), cells, cell_of: Vec::new() }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn group(failures: u64, exposure: f64) -> Group {
        Group { failures, exposure }
    }

    #[test]
    fn folds_sorts_and_spreads() {
        let groups = [group(2, 3.0), group(0, 9.0), group(5, 0.0), group(2, 3.0), group(0, 1e-300)];
        let cells = Cells::fold(&groups).unwrap();
        assert_eq!(cells.groups().collect::<Vec<_>>(), [group(0, 1e-300), group(0, 9.0), group(2, 3.0)]);
        assert_eq!(cells.totals(), (4.0, 4.0, 15.0));
        let spread = cells.spread(&['a', 'b', 'c']).unwrap();
        assert_eq!(spread, [Some('c'), Some('b'), None, Some('c'), Some('a')]);
        assert_eq!(cells.spread(&['a']), None);
        assert!(Cells::fold(&[]).unwrap().is_empty());
        assert!(Cells::fold(&[group(3, 0.0), group(0, -0.0)]).unwrap().is_empty());
        assert_eq!(Cells::fold(&[group(3, -1.0)]), Err(GroupError::Exposure { position: 0 }));
    }

    #[test]
    fn squashing_keeps_the_totals() {
        let groups: Vec<Group> = (0..20_000_u32).map(|i| group(u64::from(i % 3), 1.0 + f64::from(i) / 997.0)).collect();
        let cells = Cells::fold(&groups).unwrap();
        let squashed = cells.squashed(64.0);
        assert!(cells.len() == 20_000 && squashed.len() < 700, "{}", squashed.len());
        let (all, few) = (cells.totals(), squashed.totals());
        assert!(all.0 == few.0 && all.1 == few.1 && (all.2 / few.2 - 1.0).abs() < 1e-12);
    }
}
