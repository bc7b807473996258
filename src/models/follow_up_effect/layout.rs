//! Which unit was observed in which period, and the least squares fit of unit and period means. It knows no treatment.

use super::error::EffectError;

/// At most so many periods: the work grows with the cube of their number.
pub(super) const MOST_PERIODS: usize = 1_000;

/// A pivot this small against its diagonal element is nothing but rounding.
const ROUNDING: f64 = 1e-12;

/// Observations by unit and period, both counted from 0 without gaps.
pub(super) struct Layout {
    units: Vec<usize>,
    periods: Vec<usize>,
    unit_count: usize,
    period_count: usize,
    /// The normal equations of the period means with unit means taken out, as L D Lᵀ: rows of L, which has ones on its
    /// diagonal, below it.
    lower: Vec<Vec<f64>>,
    /// D; 0 for one period in each part of the panel that no unit links to the others. Its mean is set to 0.
    pivots: Vec<f64>,
}

impl Layout {
    /// The layout of observations, each with its unit and period.
    pub(super) fn of(units: Vec<usize>, periods: Vec<usize>) -> Result<Layout, EffectError> {
        let count = |of: &[usize]| of.iter().max().map_or(0, |last| last + 1);
        let (unit_count, period_count) = (count(&units), count(&periods));
        if period_count > MOST_PERIODS {
            return Err(EffectError::TooManyPeriods { periods: period_count });
        }
        let (lower, pivots) = factor(normal_equations(&units, &periods, unit_count, period_count));
        Ok(Layout { units, periods, unit_count, period_count, lower, pivots })
    }

    pub(super) fn observations(&self) -> usize {
        self.units.len()
    }

    pub(super) fn units(&self) -> usize {
        self.unit_count
    }

    pub(super) fn periods(&self) -> usize {
        self.period_count
    }

    /// Unit and period means that can be told apart: all of them, less one for each part of the panel.
    pub(super) fn means(&self) -> usize {
        self.unit_count + self.pivots.iter().filter(|pivot| **pivot > 0.0).count()
    }

    /// The unit of each observation.
    pub(super) fn unit_of(&self) -> &[usize] {
        &self.units
    }

    /// What the least squares fit of unit and period means leaves of the values.
    pub(super) fn free_of_means(&self, values: &[f64]) -> Vec<f64> {
        let mut rest = values.to_vec();
        // The second round takes out what rounding left in the first.
        for _ in 0..2 {
            self.take_out_unit_means(&mut rest);
            let mut sums = vec![0.0; self.period_count];
            rest.iter().zip(&self.periods).for_each(|(value, period)| sums[*period] += value);
            let means = self.solve(sums);
            rest.iter_mut().zip(&self.periods).for_each(|(value, period)| *value -= means[*period]);
            self.take_out_unit_means(&mut rest);
        }
        rest
    }

    fn take_out_unit_means(&self, values: &mut [f64]) {
        let mut sums = vec![(0.0, 0.0); self.unit_count];
        for (value, unit) in values.iter().zip(&self.units) {
            let (sum, members) = sums[*unit];
            sums[*unit] = (sum + value, members + 1.0);
        }
        values.iter_mut().zip(&self.units).for_each(|(value, unit)| *value -= sums[*unit].0 / sums[*unit].1);
    }

    /// The period means that solve L D Lᵀ means = `right`.
    fn solve(&self, right: Vec<f64>) -> Vec<f64> {
        let mut means = right;
        for row in 0..means.len() {
            let known: f64 = self.lower[row].iter().zip(&means).map(|(l, mean)| l * mean).sum();
            means[row] -= known;
        }
        for (mean, pivot) in means.iter_mut().zip(&self.pivots) {
            *mean = if *pivot > 0.0 { *mean / pivot } else { 0.0 };
        }
        for row in (0..means.len()).rev() {
            let (before, from) = means.split_at_mut(row);
            before.iter_mut().zip(&self.lower[row]).for_each(|(mean, l)| *mean -= l * from[0]);
        }
        means
    }
}

/// Σ over units of diag(n) − n nᵀ / N, with n the observations of a unit by period and N their sum. Lower triangle.
fn normal_equations(units: &[usize], periods: &[usize], unit_count: usize, period_count: usize) -> Vec<Vec<f64>> {
    let mut seen = vec![Vec::new(); unit_count];
    units.iter().zip(periods).for_each(|(unit, period)| seen[*unit].push(*period));
    let mut matrix: Vec<Vec<f64>> = (0..period_count).map(|row| vec![0.0; row + 1]).collect();
    for periods in &mut seen {
        periods.sort_unstable();
        let all = periods.len() as f64;
        let counts: Vec<(usize, f64)> =
            periods.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f64)).collect();
        for (at, (row, count)) in counts.iter().enumerate() {
            matrix[*row][*row] += count;
            for (column, other) in &counts[..=at] {
                matrix[*row][*column] -= count * other / all;
            }
        }
    }
    matrix
}

/// L, without its diagonal of ones, and D, from the lower triangle of L D Lᵀ. The matrix is positive semidefinite; what
/// belongs to a zero pivot is zero itself.
fn factor(matrix: Vec<Vec<f64>>) -> (Vec<Vec<f64>>, Vec<f64>) {
    let mut lower: Vec<Vec<f64>> = Vec::with_capacity(matrix.len());
    let mut pivots: Vec<f64> = Vec::with_capacity(matrix.len());
    for mut row in matrix {
        let diagonal = row.pop().unwrap_or(0.0);
        // First the entries of L D, then those of L.
        for column in 0..row.len() {
            let known: f64 = lower[column].iter().zip(&row).map(|(l, own)| l * own).sum();
            row[column] -= known;
        }
        let mut pivot = diagonal;
        for (entry, above) in row.iter_mut().zip(&pivots) {
            let ratio = if *above > 0.0 { *entry / above } else { 0.0 };
            pivot -= ratio * *entry;
            *entry = ratio;
        }
        pivots.push(if pivot > ROUNDING * diagonal { pivot } else { 0.0 });
        lower.push(row);
    }
    (lower, pivots)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Values made of unit and period means alone leave nothing, whatever is missing; and two parts that no unit links
    /// are two panels.
    #[test]
    fn nothing_is_left_of_means() {
        let units = vec![0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4];
        let periods = vec![0, 1, 1, 0, 2, 2, 1, 2, 3, 4, 3, 4];
        let values: Vec<f64> = units
            .iter()
            .zip(&periods)
            .map(|(unit, period)| [0.1, 0.7, 0.4, 0.9, -0.3][*unit] + [0.0, 0.5, -0.6, 0.8, 0.2][*period])
            .collect();
        let layout = Layout::of(units, periods).unwrap();
        assert!(layout.free_of_means(&values).iter().all(|value| value.abs() < 1e-15));
        // Five units, five periods, two parts.
        assert_eq!((layout.units(), layout.periods(), layout.means()), (5, 5, 8));
    }

    /// Each unit is seen in two neighbouring periods only. What is left adds up to 0 over every unit and period.
    #[test]
    fn a_long_chain_of_periods() {
        let (mut units, mut periods) = (Vec::new(), Vec::new());
        for unit in 0..600 {
            units.extend([unit, unit]);
            periods.extend([unit % 299, unit % 299 + 1]);
        }
        let layout = Layout::of(units.clone(), periods.clone()).unwrap();
        let values: Vec<f64> = (0..1_200).map(|at| f64::from(at * at % 101) / 101.0).collect();
        let rest = layout.free_of_means(&values);
        for classes in [&units, &periods] {
            let mut sums = vec![0.0; 600];
            rest.iter().zip(classes).for_each(|(value, class)| sums[*class] += value);
            assert!(sums.iter().all(|sum| sum.abs() < 1e-11));
        }
        assert!(rest.iter().map(|value| value * value).sum::<f64>() > 1.0);
    }

    #[test]
    fn edges() {
        let none = Layout::of(Vec::new(), Vec::new()).unwrap();
        assert_eq!((none.free_of_means(&[]), none.means()), (Vec::new(), 0));
        let periods: Vec<usize> = (0..=MOST_PERIODS).collect();
        let many = Layout::of(vec![0; periods.len()], periods).map(|_| ());
        assert_eq!(many, Err(EffectError::TooManyPeriods { periods: MOST_PERIODS + 1 }));
    }
}
