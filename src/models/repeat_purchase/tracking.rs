//! Expected cumulative repeat purchases over calendar time, to be drawn beside the actual ones. It draws nothing.

use super::cells::Cells;
use super::model::Model;

/// With more distinct ages than this, customers are grouped by age into as many groups of equal width.
const MOST_COHORTS: usize = 4096;

impl Model {
    /// Expected repeat purchases of all customers up to each of `times`, which count from the earliest first purchase,
    /// in the unit of time of the data. All ages must run to the same as-of date, which lies at the largest age;
    /// later times are forecasts for the same customers.
    pub fn cumulative_purchases(&self, cells: &Cells, times: &[f64]) -> Vec<f64> {
        let cohorts = cohorts(cells);
        let at = |time: &f64| {
            let started: Vec<&(f64, f64)> = cohorts.iter().take_while(|(start, _)| start < time).collect();
            let elapsed: Vec<f64> = started.iter().map(|(start, _)| time - start).collect();
            let expected = self.expected_purchases(&elapsed);
            started.iter().zip(expected).map(|((_, weight), expected)| weight * expected).sum()
        };
        times.iter().map(at).collect()
    }
}

/// First purchases, as time since the earliest one and number of customers, in ascending order.
fn cohorts(cells: &Cells) -> Vec<(f64, f64)> {
    let oldest = cells.ages.last().copied().unwrap_or(0.0);
    let mut weights = vec![0.0; cells.ages.len()];
    cells.cells.iter().for_each(|cell| weights[cell.age as usize] += cell.weight);
    let starts: Vec<(f64, f64)> =
        cells.ages.iter().zip(weights).rev().map(|(age, weight)| (oldest - age, weight)).collect();
    if starts.len() <= MOST_COHORTS {
        return starts;
    }
    let width = oldest / MOST_COHORTS as f64;
    let mut groups: Vec<(f64, f64)> = vec![(0.0, 0.0); MOST_COHORTS];
    for (start, weight) in starts {
        let at = ((start / width) as usize).min(MOST_COHORTS - 1);
        groups[at].0 += weight * start;
        groups[at].1 += weight;
    }
    groups.retain(|(_, weight)| *weight > 0.0);
    groups.iter_mut().for_each(|(start, weight)| *start /= *weight);
    groups
}

#[cfg(test)]
mod tests {
    use super::super::{Family, History};
    use super::*;

    #[test]
    fn sums_over_staggered_starts() {
        let model = Model::new(Family::MbgNbd, [0.5, 6.0, 0.9, 1.6]).unwrap();
        let history = |age| History { repeat_purchases: 0, last_purchase: 0.0, age };
        let cells = Cells::fold(&[history(30.0), history(30.0), history(10.0)]).unwrap();
        let each = model.expected_purchases(&[5.0, 30.0, 10.0, 50.0, 30.0]);
        let got = model.cumulative_purchases(&cells, &[0.0, 5.0, 20.0, 30.0, 50.0]);
        assert_eq!(got[0], 0.0);
        assert!((got[1] - 2.0 * each[0]).abs() < 1e-12);
        assert!((got[3] - (2.0 * each[1] + each[2])).abs() < 1e-10);
        assert!((got[4] - (2.0 * each[3] + each[4])).abs() < 1e-10);
        assert!(got.is_sorted());
    }

    #[test]
    fn grouping_many_starts_hardly_changes_the_sum() {
        let model = Model::new(Family::ParetoNbd, [0.5, 6.0, 0.9, 12.0]).unwrap();
        let ages: Vec<f64> = (0..10_000).map(|i| 30.0 + f64::from(i).sqrt()).collect();
        let rows: Vec<History> =
            ages.iter().map(|age| History { repeat_purchases: 0, last_purchase: 0.0, age: *age }).collect();
        let got = model.cumulative_purchases(&Cells::fold(&rows).unwrap(), &[200.0]);
        let exact: Vec<f64> = ages.iter().map(|age| 200.0 - (ages[9_999] - age)).collect();
        let exact: f64 = model.expected_purchases(&exact).iter().sum();
        assert!((got[0] / exact - 1.0).abs() < 1e-9);
    }
}
