//! Purchase histories folded into distinct weighted cells, which are all that the likelihoods need. It fits nothing.

use rayon::prelude::*;

use super::error::HistoryError;

/// Cells are worked on in chunks of this many, whatever the number of threads.
pub(super) const CHUNK: usize = 4096;

/// The repeat purchases of one customer. Purchases on one day are one purchase; the first one does not count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct History {
    /// Number of repeat purchases, x.
    pub repeat_purchases: u32,
    /// Time from the first purchase to the last, t_x; 0 without repeat purchases. The literature on these models calls
    /// it recency, which elsewhere means the time since the last purchase.
    pub last_purchase: f64,
    /// Time from the first purchase to the as-of date, T.
    pub age: f64,
}

/// Distinct histories with their weights, in ascending order of x, then T, then t_x.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    pub(super) repeat_purchases: Vec<u32>,
    pub(super) last_purchases: Vec<f64>,
    pub(super) ages: Vec<f64>,
    pub(super) cells: Vec<Cell>,
    /// Weight of all cells with the same x, one for each of `repeat_purchases`.
    pub(super) weights: Vec<f64>,
    cell_of: Vec<u32>,
}

/// One cell: positions in the three ascending lists of distinct values, and a weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) x: u32,
    pub(super) age: u32,
    pub(super) last: u32,
    pub(super) weight: f64,
}

impl Cells {
    /// Folds histories of one customer each.
    pub fn fold(histories: &[History]) -> Result<Cells, HistoryError> {
        fold(histories, |_| 1.0)
    }

    /// Folds histories that stand for several customers each, one positive weight for each history.
    pub fn fold_weighted(histories: &[History], weights: &[f64]) -> Result<Cells, HistoryError> {
        if let Some(position) = weights.iter().position(|weight| !(*weight > 0.0 && weight.is_finite())) {
            return Err(HistoryError::Weight { position });
        }
        if weights.len() != histories.len() {
            return Err(HistoryError::Weight { position: weights.len().min(histories.len()) });
        }
        fold(histories, |at| weights.get(at).copied().unwrap_or(1.0))
    }

    /// Number of distinct cells.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is no customer.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Number of customers: the sum of the weights.
    pub fn customers(&self) -> f64 {
        self.weights.iter().sum()
    }

    /// The history that the cell at `position` stands for.
    pub(super) fn history(&self, cell: &Cell) -> History {
        History {
            repeat_purchases: self.repeat_purchases[cell.x as usize],
            last_purchase: self.last_purchases[cell.last as usize],
            age: self.ages[cell.age as usize],
        }
    }

    /// The place of each customer's cell, in the order in which the histories were given.
    pub fn places(&self) -> &[u32] {
        &self.cell_of
    }

    /// Values of the cells handed out to the customers, in the order in which the histories were given. `None` when
    /// there is not one value for each cell.
    pub fn spread<T: Copy + Send + Sync>(&self, of_cells: &[T]) -> Option<Vec<T>> {
        let each = || self.cell_of.par_iter().map(|cell| of_cells[*cell as usize]).collect();
        (of_cells.len() == self.cells.len()).then(each)
    }

    /// At most `points` cells that stand for all: every (W / points)-th customer in the order of the cells, where W is
    /// the sum of the weights, which stays the same. The result cannot be spread to customers.
    pub(super) fn thinned(&self, points: usize) -> Cells {
        let share = self.customers() / points as f64;
        let mut passed = 0.0;
        let mut taken = 0.0;
        let mut cells = Vec::new();
        for cell in &self.cells {
            passed += cell.weight;
            let reached = (passed / share + 0.5).floor();
            if reached > taken {
                cells.push(Cell { weight: (reached - taken) * share, ..*cell });
                taken = reached;
            }
        }
        let weights = weights_of_x(&cells, self.repeat_purchases.len());
        Cells { cells, weights, cell_of: Vec::new(), ..self.clone() }
    }
}

fn fold(histories: &[History], weight: impl Fn(usize) -> f64) -> Result<Cells, HistoryError> {
    if u32::try_from(histories.len()).is_err() {
        return Err(HistoryError::TooMany);
    }
    if let Some(position) = histories.par_iter().position_first(|history| !is_consistent(history)) {
        return Err(HistoryError::Contradiction { position });
    }
    let repeat_purchases = distinct(histories, |history| history.repeat_purchases, u32::cmp);
    // Adding 0 turns −0 into 0, which would otherwise be two values.
    let last_purchases = distinct(histories, |history| history.last_purchase + 0.0, f64::total_cmp);
    let ages = distinct(histories, |history| history.age + 0.0, f64::total_cmp);

    // The ranks of x, T and t_x and the position, packed so that one integer comparison orders two histories.
    let pack = |(position, history): (usize, &History)| {
        let x = repeat_purchases.partition_point(|x| *x < history.repeat_purchases) as u128;
        let age = ages.partition_point(|age| *age < history.age) as u128;
        let last = last_purchases.partition_point(|last| *last < history.last_purchase) as u128;
        x << 96 | age << 64 | last << 32 | position as u128
    };
    let mut keys: Vec<u128> = histories.par_iter().enumerate().map(pack).collect();
    keys.par_sort_unstable();

    let mut cells: Vec<Cell> = Vec::new();
    let mut cell_of = vec![0; histories.len()];
    let mut previous = None;
    for key in keys {
        let position = (key & u128::from(u32::MAX)) as usize;
        let values = key >> 32;
        if previous != Some(values) {
            previous = Some(values);
            cells.push(Cell { x: (key >> 96) as u32, age: (key >> 64) as u32, last: (key >> 32) as u32, weight: 0.0 });
        }
        let at = cells.len() - 1;
        cells[at].weight += weight(position);
        cell_of[position] = at as u32;
    }
    let weights = weights_of_x(&cells, repeat_purchases.len());
    Ok(Cells { repeat_purchases, last_purchases, ages, cells, weights, cell_of })
}

fn is_consistent(history: &History) -> bool {
    let History { repeat_purchases, last_purchase, age } = *history;
    age.is_finite() && (0.0..=age).contains(&last_purchase) && (repeat_purchases == 0) == (last_purchase == 0.0)
}

/// The distinct values in ascending order.
fn distinct<T: Send + PartialEq>(
    histories: &[History],
    value: impl Fn(&History) -> T + Sync + Send,
    order: impl Fn(&T, &T) -> std::cmp::Ordering + Sync,
) -> Vec<T> {
    let mut values: Vec<T> = histories.par_iter().map(value).collect();
    values.par_sort_unstable_by(order);
    values.dedup();
    values
}

fn weights_of_x(cells: &[Cell], distinct: usize) -> Vec<f64> {
    let mut weights = vec![0.0; distinct];
    cells.iter().for_each(|cell| weights[cell.x as usize] += cell.weight);
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(repeat_purchases: u32, last_purchase: f64, age: f64) -> History {
        History { repeat_purchases, last_purchase, age }
    }

    #[test]
    fn folds_sorts_and_spreads() {
        let rows = [history(2, 3.0, 9.0), history(0, -0.0, 9.0), history(2, 3.0, 9.0), history(0, 0.0, 4.0)];
        let cells = Cells::fold(&rows).unwrap();
        let got: Vec<_> = cells.cells.iter().map(|cell| (cells.history(cell), cell.weight)).collect();
        assert_eq!(got, [(history(0, 0.0, 4.0), 1.0), (history(0, 0.0, 9.0), 1.0), (history(2, 3.0, 9.0), 2.0)]);
        assert_eq!(cells.spread(&['a', 'b', 'c']).unwrap(), ['c', 'b', 'c', 'a']);
        assert_eq!(cells.spread(&['a']), None);
        let weighted = Cells::fold_weighted(&rows, &[0.5, 1.0, 2.5, 4.0]).unwrap();
        assert_eq!((weighted.weights.as_slice(), weighted.customers()), ([5.0, 3.0].as_slice(), 8.0));
    }

    #[test]
    fn thinning_keeps_the_weight() {
        let rows: Vec<History> = (1..5_000_u32).map(|i| history(i % 7 + 1, 1.0, 1.0 + f64::from(i % 911))).collect();
        let cells = Cells::fold(&rows).unwrap();
        let thin = cells.thinned(500);
        assert!(thin.len() <= 500 && thin.len() > 400);
        assert!((thin.customers() - cells.customers()).abs() < 1e-6);
        assert!(thin.weights.iter().zip(&cells.weights).all(|(thin, all)| (thin - all).abs() < 20.0));
    }

    #[test]
    fn refuses_contradictions() {
        for bad in [
            history(0, 1.0, 9.0),
            history(1, 0.0, 9.0),
            history(1, 9.5, 9.0),
            history(1, -1.0, 9.0),
            history(0, 0.0, f64::NAN),
            history(0, 0.0, f64::INFINITY),
            history(1, f64::NAN, 3.0),
            history(0, 0.0, -1.0),
        ] {
            let got = Cells::fold(&[history(0, 0.0, 1.0), bad]);
            assert_eq!(got, Err(HistoryError::Contradiction { position: 1 }), "{bad:?}");
        }
        let one = [history(0, 0.0, 1.0)];
        assert_eq!(Cells::fold_weighted(&one, &[0.0]), Err(HistoryError::Weight { position: 0 }));
        assert_eq!(Cells::fold_weighted(&one, &[1.0, 1.0]), Err(HistoryError::Weight { position: 1 }));
        assert!(Cells::fold(&[]).unwrap().is_empty());
    }
}
