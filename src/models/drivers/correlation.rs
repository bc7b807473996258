//! Correlations that neither overflow nor lose their digits to a large mean. It judges no driver.

/// Values apart by less than this part of the largest of them are equal but for rounding.
const ROUNDING: f64 = 1e-12;

/// Respondents by variables, respondent after respondent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    pub(super) variables: usize,
    pub(super) values: Vec<f64>,
}

impl Table {
    /// A table of standardised columns of one length, none of them constant.
    pub(super) fn of(columns: &[Vec<f64>]) -> Table {
        let respondents = columns.first().map_or(0, Vec::len);
        let row = |respondent: usize| columns.iter().map(move |column| column[respondent]);
        Table { variables: columns.len(), values: (0..respondents).flat_map(row).collect() }
    }

    pub(super) fn respondents(&self) -> usize {
        self.values.len().checked_div(self.variables).unwrap_or(0)
    }

    fn respondent(&self, at: usize) -> &[f64] {
        &self.values[at * self.variables..(at + 1) * self.variables]
    }

    /// The correlations of all variables over the respondents `drawn`, one of whom may be drawn more than once. `None`
    /// when a variable is constant among them.
    pub(super) fn correlation(&self, drawn: impl Iterator<Item = usize>) -> Option<Vec<Vec<f64>>> {
        let size = self.variables;
        let mut count = 0.0;
        let mut sums = vec![0.0; size];
        let mut products = vec![vec![0.0; size]; size];
        for respondent in drawn {
            let row = self.respondent(respondent);
            count += 1.0;
            for (at, value) in row.iter().enumerate() {
                sums[at] += value;
                products[at].iter_mut().zip(&row[..=at]).for_each(|(sum, other)| *sum += value * other);
            }
        }
        let covariance = |a: usize, b: usize| products[a][b] - sums[a] / count * sums[b];
        let spread: Vec<f64> = (0..size).map(|at| covariance(at, at)).collect();
        // Columns are standardised, so that products are of the order of the count.
        if spread.iter().any(|square| square.is_nan() || *square <= ROUNDING * count) {
            return None;
        }
        let entry = |a: usize, b: usize| {
            let (high, low) = (a.max(b), a.min(b));
            if a == b { 1.0 } else { (covariance(high, low) / (spread[a] * spread[b]).sqrt()).clamp(-1.0, 1.0) }
        };
        Some((0..size).map(|a| (0..size).map(|b| entry(a, b)).collect()).collect())
    }
}

/// The values less their mean, by their standard deviation. `None` when all are equal, but for rounding, or there are
/// none. The values are finite.
pub(super) fn standardised(values: &[f64]) -> Option<Vec<f64>> {
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return None;
    }
    let (low, high) = values
        .iter()
        .map(|value| value / largest)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if high - low <= ROUNDING {
        return None;
    }
    // Between 0 and 1 from here on, however large the mean or small the spread.
    let scaled: Vec<f64> = values.iter().map(|value| (value / largest - low) / (high - low)).collect();
    let count = values.len() as f64;
    let mean = scaled.iter().sum::<f64>() / count;
    let deviation = (scaled.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count).sqrt();
    Some(scaled.iter().map(|value| (value - mean) / deviation).collect())
}

/// The mean of finite values, not above the largest nor below the smallest; 0 for none.
pub(super) fn mean(values: &[f64]) -> f64 {
    let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    if largest == 0.0 {
        return 0.0;
    }
    let scaled = values.iter().map(|value| value / largest).sum::<f64>() / values.len() as f64;
    scaled.clamp(-1.0, 1.0) * largest
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn correlation(a: &[f64], b: &[f64]) -> f64 {
        let table = Table::of(&[standardised(a).unwrap(), standardised(b).unwrap()]);
        table.correlation(0..table.respondents()).unwrap()[1][0]
    }

    /// Deviations −1, 0, 1 and −1, 1, 0: 1 / 2.
    #[test]
    fn by_hand() {
        assert!((correlation(&[1.0, 2.0, 3.0], &[4.0, 6.0, 5.0]) - 0.5).abs() < 1e-15);
        assert!((correlation(&[1.0, 2.0, 3.0], &[9.0, 8.0, 7.0]) + 1.0).abs() < 1e-15);
    }

    #[test]
    fn scale_does_not_matter() {
        for scale in [1e-308, 1e-20, 1.0, 1e20, 3e307] {
            let a: Vec<f64> = [1.0, 2.0, 3.0].iter().map(|value| value * scale).collect();
            assert!((correlation(&a, &[4.0, 6.0, 5.0]) - 0.5).abs() < 1e-12, "{scale}");
        }
        assert!((correlation(&[1e9 + 1.0, 1e9 + 2.0, 1e9 + 3.0], &[4.0, 6.0, 5.0]) - 0.5).abs() < 1e-6);
        assert_eq!(mean(&[f64::MAX, f64::MAX]), f64::MAX);
        assert_eq!(mean(&[f64::MAX, -f64::MAX]), 0.0);
        assert_eq!(mean(&[1.0, 2.0, 6.0]), 3.0);
    }

    #[test]
    fn what_is_constant() {
        assert_eq!(standardised(&[]), None);
        assert_eq!(standardised(&[7.0]), None);
        assert_eq!(standardised(&[0.1; 9]), None);
        assert_eq!(standardised(&[0.0; 9]), None);
        let table = Table::of(&[standardised(&[1.0, 2.0, 2.0]).unwrap()]);
        assert_eq!(table.correlation([1, 2, 1].into_iter()), None);
        assert_eq!(table.correlation([].into_iter()), None);
    }
}
